"""The command line in this process, for tests of its commands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.command import Run, run_here


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

    return lambda *arguments: run_here(list(arguments), capsys)
