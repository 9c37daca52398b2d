"""What the documentation shows is what happens: doctests of the package, examples of the pages."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import graphkit

ROOT = Path(__file__).parent.parent
PAGES = [path for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md") if (path := ROOT / name).is_file()]
MODULES = ["graphkit", *(module.name for module in walk_packages(graphkit.__path__, "graphkit."))]

_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
# What sets up a checkout is tried by those who set one up.
_NOT_RUN = re.compile(r"(make|git|cd|pip|python3? -m (pip|venv)|source)\b")


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder that holds a copy of the seeds, as a reader of the pages has it."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("newsroom")
def test_the_examples_of_docstrings_do_what_they_say() -> None:
    failed = {name: doctest.testmod(import_module(name)).failed for name in MODULES}
    assert {name: count for name, count in failed.items() if count} == {}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, newsroom: Path) -> None:
    examples = [example for text in blocks(page, "console") for example in commands(text)]
    assert [(command, run(command, newsroom)) for command, _ in examples] == examples


@pytest.mark.usefixtures("newsroom")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_python_of_a_page_runs(page: Path) -> None:
    names: dict[str, object] = {}
    for text in blocks(page, "python"):
        if ">>> " in text:
            example = doctest.DocTestParser().get_doctest(text, names, page.name, str(page), 0)
            assert doctest.DocTestRunner().run(example, clear_globs=False).failed == 0
            names = example.globs
        else:
            exec(compile(text, str(page), "exec"), names)


def test_a_console_block_is_commands_and_what_they_print() -> None:
    text = "$ make graph\nnot compared\n$ graphkit build\none\n\ntwo\n$ graphkit \\\n  clusters\n"
    assert list(commands(text)) == [("graphkit build", "one\n\ntwo\n"), ("graphkit \\\n  clusters", "")]


def blocks(page: Path, language: str) -> Iterator[str]:
    """The text of each fenced block in this language."""
    for found in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        if found["language"] == language:
            yield found["text"]


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block that is run, and what the page shows as its output."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = re.sub(r"\\\n", "\0", part).partition("\n")
        if not _NOT_RUN.match(command):
            yield command.replace("\0", "\\\n"), output.replace("\0", "\\\n")


def run(command: str, folder: Path) -> str:
    """What a command prints on stdout; one that fails is an error unless the page shows how."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = os.environ | {"PATH": path, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr
    return done.stdout


def test_every_test_that_holds_a_promise_is_there() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    sources = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py"))}
    named = set(re.findall(r"`(test_\w+)`", page))
    assert named
    assert sorted(name for name in named if not any(f"def {name}(" in text for text in sources.values())) == []
    files = set(re.findall(r"`(tests/[\w/]+\.py)`", page))
    assert sorted(name for name in files if ROOT / name not in sources) == []
