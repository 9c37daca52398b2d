"""The installed command in a process of its own, as a user runs it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graphkit.cli import app

CONSOLE_SCRIPT = Path(sys.executable).with_name("graphkit.exe" if os.name == "nt" else "graphkit")
Run = Callable[..., tuple[int, str, str]]
"""The command line in the process of the test: arguments in, exit code, stdout and stderr out."""
MODULE = (sys.executable, "-m", "graphkit")


@dataclass(frozen=True)
class Result:
    """What a process leaves behind."""

    code: int
    stdout: str
    stderr: str


def graphkit(*arguments: str | Path, cwd: Path, program: tuple[str | Path, ...] = MODULE, **environment: str) -> Result:
    """Run the command; keywords are variables of its environment, laid over a plain one."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GRAPHKIT_")}
    done = subprocess.run(
        [*program, *arguments],
        cwd=cwd,
        env=inherited | {"COLUMNS": "100"} | environment,
        capture_output=True,
        check=False,
        timeout=600,  # against a hang alone: a busy machine takes its time
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_here(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run the command in this process, where all libraries are loaded already."""
    logger = logging.getLogger("graphkit")
    handlers, level = logger.handlers, logger.level
    capsys.readouterr()
    try:
        with pytest.raises(SystemExit) as end:
            app(arguments, prog_name="graphkit")
    finally:
        logger.handlers = handlers
        logger.setLevel(level)
    printed = capsys.readouterr()
    return int(str(end.value.code or 0)), printed.out, printed.err
