"""Runs in processes of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import measuring
from benchmarks.measuring import describe_machine, markdown_table, run_alone


@pytest.fixture(autouse=True)
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of modules to run."""
    monkeypatch.setattr(measuring, "ROOT", tmp_path)
    return tmp_path


def test_what_a_run_prints_is_its_answer(modules: Path) -> None:
    (modules / "run.py").write_text(
        "import json, os, sys; print(json.dumps({'x': [sys.argv[1], os.environ['PYTHONHASHSEED']]}))"
    )
    assert run_alone("run", "y", timeout_s=600) == {"x": ["y", "0"]}


def test_a_run_that_fails_says_why(modules: Path) -> None:
    (modules / "run.py").write_text("raise ValueError('too large')")
    assert run_alone("run") == {"error": "ValueError: too large"}
    (modules / "run.py").write_text("import os; os._exit(9)")
    assert run_alone("run") == {"error": "exit code 9"}


def test_a_run_that_takes_too_long_is_ended(modules: Path) -> None:
    (modules / "run.py").write_text("while True: pass")
    assert run_alone("run", timeout_s=0.2) == {"error": "more than 0.2 s"}


def test_figures_come_with_their_machine() -> None:
    machine = describe_machine()
    assert list(machine) == ["date", "machine", "system", "graphkit", "load at the start"]
    assert json.loads(json.dumps(machine)) == machine


def test_the_first_column_of_a_table_is_text() -> None:
    assert markdown_table(["a", "b"], [["x", "1"]]) == "| a | b |\n| --- | ---: |\n| x | 1 |\n"
