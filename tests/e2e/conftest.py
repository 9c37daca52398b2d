"""The seeds, built once for all tests of the command, and one browser for all tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import Open, launch, new_window, opener
from tests.support.command import Result, graphkit

SEEDS = Path(__file__).parent.parent.parent / "seeds"


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder beside nothing else; the build of the seeds is in its ``output``."""
    return tmp_path_factory.mktemp("newsroom")


@pytest.fixture(scope="session")
def seeds_build(newsroom: Path) -> Result:
    """What ``graphkit build --json`` on the seeds says."""
    return graphkit("build", SEEDS, "--json", cwd=newsroom)


@pytest.fixture(scope="session")
def output(newsroom: Path, seeds_build: Result) -> Path:
    """The folder of the built seeds; nobody writes into it."""
    assert seeds_build.code == 0, seeds_build.stderr
    return newsroom / "output"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for the whole session."""
    yield from launch()


@pytest.fixture(scope="session")
def common_window(browser: Any) -> Iterator[Any]:
    """A window that one test after the other uses."""
    window = new_window(browser)
    yield window
    window.context.close()


@pytest.fixture
def open_page(browser: Any, common_window: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens pages, which go with the test."""
    yield from opener(browser, tmp_path, common_window)
