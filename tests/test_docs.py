"""What the documentation shows is what happens: doctests of the package, examples of the pages."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest

import graphkit
from docs import reference
from graphkit.cli import app, load_command
from graphkit.options import Options
from graphkit.schema import EDGE, NODE
from graphkit.sources.keys import ALL
from tests.support.command import run_here

ROOT = Path(__file__).parent.parent
PAGES = sorted(path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")))
MODULES = ["graphkit", *(module.name for module in walk_packages(graphkit.__path__, "graphkit."))]

_BLOCK = re.compile(
    r"^```(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
# What sets up a checkout is tried by those who set one up.
_NOT_RUN = re.compile(
    r"((\.venv/bin/)?pip|make|git|cd|python3? -m|source|docker|graphkit (--install-completion|serve))\b"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: ``python``, ``pycon``, ``console``, ``sh``, or a file that the reader is to write."""

    language: str
    title: str | None
    text: str
    line: int


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder as a reader of the pages has it: the seeds, and an archive (the same posts)."""
    for name in ("seeds", "archive"):
        shutil.copytree(ROOT / "seeds", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.mark.usefixtures("newsroom")
def test_the_examples_of_docstrings_do_what_they_say() -> None:
    failed = {name: doctest.testmod(import_module(name)).failed for name in MODULES}
    assert {name: count for name, count in failed.items() if count} == {}


def name_of(page: Path) -> str:
    """A page as its tests are called."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_does_what_it_says(
    page: Path, newsroom: Path, update_golden: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files are written, commands and Python are run, in the order of the page and in one folder."""
    names: dict[str, object] = {}
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language == "console":
            for command, shown in commands(block.text):
                printed = run(command, newsroom, capsys)
                if update_golden and not is_as_shown(printed, shown):
                    text = page.read_text(encoding="utf-8")
                    page.write_text(text.replace(f"$ {command}\n{shown}", f"$ {command}\n{printed}"), encoding="utf-8")
                else:
                    assert (command, printed) == (command, printed if is_as_shown(printed, shown) else shown)
        elif block.language == "sh":
            for command in block.text.replace("\\\n", " ").splitlines():
                if not _NOT_RUN.match(command):
                    run(command.partition("  #")[0], newsroom, capsys, must_work=True)
        elif block.language in ("python", "pycon"):
            run_python(block, page, names)
        elif block.title:
            (newsroom / block.title).parent.mkdir(exist_ok=True)
            (newsroom / block.title).write_text(block.text, encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    made = {ROOT / "docs" / name: text for name, text in generated().items()}
    broken = []
    for link in reference.LINK.finditer(page.read_text(encoding="utf-8")):
        target = Path(os.path.normpath(page.parent / link["path"]))
        text = made[target] if target in made else target.read_text("utf-8") if target.suffix == ".md" else ""
        if not (target in made or target.exists()) or (link["anchor"] or "#")[1:] not in anchors(text):
            broken.append(link[0])
    assert broken == []


def test_every_promise_names_a_test_that_is_there() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    tests = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/**/test_*.py"))
    assert [name for name in re.findall(r"`(test_\w+)`", page) if f"def {name}(" not in tests] == []
    assert [path for path in re.findall(r"`(tests/[\w/]+\.py)`", page) if not (ROOT / path).is_file()] == []


def test_the_generated_pages_hold_every_command_option_key_and_attribute() -> None:
    pages = generated()
    missing = [
        (name, key)
        for name, keys in {
            "reference/commands.md": [
                f"## graphkit {command.name}" for command in app.registered_commands if not command.hidden
            ],
            "reference/options.md": [f"| `{option}` |" for option in Options.model_fields],
            "reference/keys.md": [f"`{key}`" for key in ALL],
            "reference/graph.md": [f"| `{key}` |" for kind in (NODE, EDGE) for key in properties(kind.json_schema())],
            "reference/library.md": [f"graphkit.{name}" for name in graphkit.__all__ if name != "__version__"],
        }.items()
        for key in keys
        if key not in pages[name]
    ]
    assert missing == []
    assert [line for page in pages.values() for line in page.splitlines() if line.endswith("|  |")] == []


def test_every_example_of_the_help_is_a_command_with_options_that_it_has() -> None:
    """Their files are examples as well, so they are parsed and not run."""
    examples = [block for block in blocks(generated()["reference/commands.md"]) if block.language == "sh"]
    for line in "".join(block.text for block in examples).splitlines():
        name, *arguments = shlex.split(re.split(r" [|<>] ", line.partition("graphkit ")[2])[0])
        load_command(name).make_context(name, arguments)


def test_a_console_block_is_commands_and_what_they_print() -> None:
    text = "$ make graph\nnot compared\n$ graphkit build\none\n\ntwo\n$ graphkit \\\n  clusters\n"
    assert list(commands(text)) == [("graphkit build", "one\n\ntwo\n"), ("graphkit \\\n  clusters", "")]


def test_three_dots_stand_for_what_a_page_leaves_out() -> None:
    assert is_as_shown("one\ntwo\nthree\n", "one\n...\n")
    assert not is_as_shown("one\ntwo\n", "two\n...\n")


@cache
def generated() -> dict[str, str]:
    """The pages that are made from the code."""
    return reference.pages()


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in its order."""
    for found in _BLOCK.finditer(text):
        yield Block(found["language"], found["title"], found["text"], text[: found.start()].count("\n") + 1)


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block that is run, and what the page shows as its output."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = re.sub(r"\\\n", "\0", part).partition("\n")
        if not _NOT_RUN.match(command):
            yield command.replace("\0", "\\\n"), output.replace("\0", "\\\n")


def is_as_shown(printed: str, shown: str) -> bool:
    """Whether a command prints what a page shows; spaces at the end of a line do not count."""
    one, other = ("".join(f"{line.rstrip()}\n" for line in text.splitlines()) for text in (printed, shown))
    return doctest.OutputChecker().check_output(other, one, doctest.ELLIPSIS)


def run_python(block: Block, page: Path, names: dict[str, object]) -> None:
    """Run a block of Python, or a session; the names of a page go on from block to block."""
    if ">>> " not in block.text:
        exec(compile(block.text, str(page), "exec"), names)
        return
    example = doctest.DocTestParser().get_doctest(block.text, names, page.name, str(page), block.line)
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(example, clear_globs=False).failed == 0
    names.update(example.globs)


def anchors(page: str) -> set[str]:
    """The headings of a page as a link names them, and the empty one."""
    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    return {"", *(re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings)}


def properties(says: dict[str, Any]) -> set[str]:
    """The attributes that a schema names."""
    own = [says, *says.get("$defs", {}).values()]
    return {key for one in own for key in one.get("properties", ())}


def run(command: str, folder: Path, capsys: pytest.CaptureFixture[str], *, must_work: bool = False) -> str:
    """What a command prints on stdout; one that fails is an error unless the page shows how."""
    program, *arguments = shlex.split(command)
    if program != "graphkit" or {"|", "<"} & set(arguments):
        return run_in_shell(command, folder)
    file = arguments[-1] if ">" in arguments else None
    code, printed, said = run_here(arguments[:-2] if file else arguments, capsys)
    assert "Traceback" not in said
    assert not must_work or code == 0, f"{command}: {said}"
    if file:
        (folder / file).write_text(printed, encoding="utf-8")
    return printed


def run_in_shell(command: str, folder: Path) -> str:
    """What a command prints that needs more than graphkit, such as a variable of the environment."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = os.environ | {"PATH": path}
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return done.stdout


def test_every_test_that_holds_a_promise_is_there() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    sources = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py"))}
    named = set(re.findall(r"`(test_\w+)`", page))
    assert named
    assert sorted(name for name in named if not any(f"def {name}(" in text for text in sources.values())) == []
    files = set(re.findall(r"`(tests/[\w/]+\.py)`", page))
    assert sorted(name for name in files if ROOT / name not in sources) == []
