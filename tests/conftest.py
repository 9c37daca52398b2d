"""What all tests share: one profile for hypothesis, and a switch to rewrite golden files."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every run and no deadline: a busy machine must not turn a test red.
settings.register_profile(
    "graphkit",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("graphkit")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected files of the golden cases")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the expected files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))
