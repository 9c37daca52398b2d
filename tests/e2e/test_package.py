"""What is published: the wheel and the sdist hold everything, and the wheel works where nothing else is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from graphkit.version import __version__
from tests.e2e.conftest import SEEDS
from tests.support.browser import Open
from tests.support.command import graphkit

ROOT = SEEDS.parent
LOCK = ROOT / "locks" / "graph.txt"
PYTHONS = [
    name
    for minor in range(11, 15)
    # A launcher of pyenv's is there for versions that are not in use as well.
    if shutil.which(name := f"python3.{minor}")
    and subprocess.run([name, "-c", ""], stderr=subprocess.DEVNULL).returncode == 0
]
_NO_NETWORK = re.compile(r"connection|Errno|Temporary failure|timed out|proxy", re.IGNORECASE)

if not (ROOT / "pyproject.toml").is_file():
    pytest.skip("needs the checkout", allow_module_level=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new wheel and a new sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """The wheel."""
    return built / f"news_story_graph-{__version__}-py3-none-any.whl"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the wheel, and the libraries of this one: nothing is downloaded."""
    python = make_environment(sys.executable, tmp_path_factory.mktemp("installed"))
    pip(python, "--no-index", "--no-deps", wheel)
    libraries = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    own = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=python.parent).strip()
    Path(own, "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    return python


def test_the_wheel_holds_every_file_of_the_package_and_no_other(wheel: Path) -> None:
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "graphkit").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        assert {name for name in archive.namelist() if ".dist-info/" not in name} == package
    assert {"graphkit/py.typed", "graphkit/links/english_news.tsv", "graphkit/page/program/map.js"} <= package


def test_the_sdist_holds_what_builds_tests_and_documents_it(built: Path) -> None:
    top = f"news_story_graph-{__version__}"
    with tarfile.open(built / f"{top}.tar.gz") as archive:
        names = {name.removeprefix(f"{top}/") for name in archive.getnames()}
    wanted = [path for folder in ("docs", "graphkit", "locks", "seeds", "tests") for path in (ROOT / folder).rglob("*")]
    wanted += [*ROOT.glob("*.md"), ROOT / "Makefile", ROOT / "LICENSE", ROOT / "mkdocs.yml", ROOT / "pyproject.toml"]
    files = {path.relative_to(ROOT).as_posix() for path in wanted if path.is_file() and path.suffix != ".pyc"}
    assert files - names == set()


def test_the_installed_wheel_builds_a_page_that_works_from_another_folder(
    installed: Path, tmp_path: Path, open_page: Open
) -> None:
    command = installed.with_name("graphkit")
    done = graphkit("build", SEEDS, "--json", cwd=tmp_path, program=(command,), PYTHONPATH="")
    assert (done.code, done.stderr, json.loads(done.stdout)["clusters"]) == (0, "", 5)
    opened = open_page(tmp_path / "output" / "graph.html")
    assert (opened.messages, opened.requests) == ([], [])
    where = run(installed, "-c", "import graphkit; print(graphkit.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(installed.parent.parent)


def test_a_shell_can_complete_commands_and_options(installed: Path, tmp_path: Path) -> None:
    command = (installed.with_name("graphkit"),)
    script = graphkit(
        "--show-completion",
        "bash",
        cwd=tmp_path,
        program=command,
        _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1",
        PYTHONPATH="",
    )
    assert "complete -o default -F _graphkit_completion graphkit" in script.stdout
    completed = [
        graphkit(
            cwd=tmp_path,
            program=command,
            PYTHONPATH="",
            _GRAPHKIT_COMPLETE="complete_bash",
            COMP_WORDS=words,
            COMP_CWORD=str(words.count(" ")),
        ).stdout.split()
        for words in ("graphkit bui", "graphkit build --reso")
    ]
    assert completed == [["build"], ["--resolution"]]


@pytest.mark.parametrize("name", PYTHONS)
def test_the_wheel_and_the_locked_libraries_are_all_that_a_build_needs(name: str, wheel: Path, tmp_path: Path) -> None:
    if not os.environ.get("CI"):
        pytest.skip("downloads all libraries: runs where CI is set")
    python = make_environment(name, tmp_path / "environment")
    try:
        pip(python, "--require-hashes", "--only-binary", ":all:", "--retries", "1", "--requirement", LOCK)
    except AssertionError as error:
        if _NO_NETWORK.search(str(error)):
            pytest.skip(f"no package index: {str(error)[-300:]}")
        raise
    pip(python, "--no-index", "--no-deps", wheel)
    run(sys.executable, "-m", "pip", "--python", python, "check", cwd=tmp_path)
    done = graphkit("build", SEEDS, "--json", cwd=tmp_path, program=(python.with_name("graphkit"),), PYTHONPATH="")
    assert (done.code, done.stderr, json.loads(done.stdout)["clusters"]) == (0, "", 5)


def test_the_name_on_the_package_index_is_not_that_of_another_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (project["name"], list(project["scripts"])) == ("news-story-graph", ["graphkit"])
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("graphkit/**/*.py")]
    wrong = re.compile(r"(?<!\*\*Do not `)(pip3?|uv|pipx) (install|add) +['\"]?graphkit\b")
    assert [path.name for path in pages if wrong.search(path.read_text(encoding="utf-8"))] == []


def make_environment(python: str, folder: Path) -> Path:
    """An environment without anything; its Python."""
    run(python, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    return folder / ("Scripts" if os.name == "nt" else "bin") / ("python.exe" if os.name == "nt" else "python")


def pip(python: Path, *arguments: str | Path) -> None:
    """Install into the environment of this Python."""
    options = ("--disable-pip-version-check", "--quiet", "--no-compile")
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, *arguments, cwd=python.parent)


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints, without the package of the checkout on the path."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=900
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
