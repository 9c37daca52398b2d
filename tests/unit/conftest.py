"""The command line in this process, for tests of its commands."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.cli import app
from tests.support.command import Run


@pytest.fixture(autouse=True)
def _logger_as_before() -> Iterator[None]:
    logger = logging.getLogger("graphkit")
    handlers, level = logger.handlers, logger.level
    yield
    logger.handlers, logger.level = handlers, level
    logger.setLevel(level)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without any option set."""
    for name in list(os.environ):
        if name.startswith("GRAPHKIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command; returns exit code, stdout and stderr."""

    def run_command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            app(list(arguments), prog_name="graphkit")
        printed = capsys.readouterr()
        return int(str(end.value.code or 0)), printed.out, printed.err

    return run_command
