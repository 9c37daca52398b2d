"""The corpora on which laws about whole builds are checked: each is built once in a session, not once for each law."""

from __future__ import annotations

import pytest

from tests.support.built import NAMES, SOME, Built
from tests.support.built import built as get_built


@pytest.fixture(scope="session", params=NAMES)
def built(request: pytest.FixtureRequest) -> Built:
    """Every one of the corpora."""
    return get_built(request.param)


@pytest.fixture(scope="session", params=SOME)
def some_built(request: pytest.FixtureRequest) -> Built:
    """All kinds of corpora, for laws that build several times more."""
    return get_built(request.param)
