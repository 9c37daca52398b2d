"""The installed command on odd terminals, with odd words, and interrupted: what comes out, and the exit code."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tests.support.command import MODULE, Result, Run, graphkit
from tests.support.posts import write_post

pytestmark = pytest.mark.skipif(os.name != "posix", reason="shells and signals of POSIX")

ESCAPE = "\x1b]0;owned\x07\x1b[31m"


def shell(command: str, cwd: Path) -> tuple[int, str, str]:
    """Run a line of shell in which ``graphkit`` is the command under test."""
    line = command.replace("graphkit", f"{sys.executable} -m graphkit")
    done = subprocess.run(["bash", "-c", line], cwd=cwd, capture_output=True, check=False, timeout=120)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """Two posts with names in several scripts, and a file that cannot be used."""
    write_posts(tmp_path)
    return tmp_path


def write_posts(folder: Path) -> None:
    for number, title in enumerate(("鉄道 γέφυρα bridge closed", "γέφυρα 鉄道 bridge open 🌉")):
        write_post(folder / "posts", f"{number}.md", title=title, webUrl=f"https://e.org/{number}")
    (folder / "posts" / "bad.md").write_text("---\n- no\n- post\n---\n")


@pytest.fixture(scope="module")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The posts and their build, made once; nobody writes into it."""
    folder = tmp_path_factory.mktemp("posts")
    write_posts(folder)
    assert graphkit("build", "posts", "-q", cwd=folder).code == 0
    return folder


@pytest.fixture
def built(first_build: Path, tmp_path: Path) -> Path:
    """A copy of the posts and their build."""
    shutil.copytree(first_build, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_whatever_the_encoding_of_the_terminal_a_build_is_told(
    posts: Path, run: Run, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    for number in range(3):  # a story, whose name is told
        write_post(
            posts / "posts", f"{number}.md", title=f"鉄道 γέφυρα closed {number}", webUrl=f"https://e.org/{number}"
        )
    code, expected, _ = run("build", "posts", "--fresh")
    assert (code, "γέφυρα" in expected) == (0, True)
    streams = {"stdout": BytesIO(), "stderr": BytesIO()}
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, TextIOWrapper(stream, encoding=encoding, write_through=True))
    assert run("build", "posts", "--fresh")[0] == 0
    out, err = (stream.getvalue() for stream in streams.values())
    assert b"Traceback" not in err
    assert "γέφυρα".encode() not in out
    assert len(out.decode(encoding).splitlines()) == len(expected.splitlines())


def test_a_build_is_told_on_a_terminal_that_lacks_most_of_its_characters(built: Path) -> None:
    told = subprocess.run(
        [*MODULE, "build", "posts"],
        cwd=built,
        env=os.environ | {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert (told.returncode, b"Traceback" in told.stderr, "γέφυρα".encode() in told.stdout) == (0, False, False)
    told.stdout.decode("cp1252")


@pytest.mark.parametrize("arguments", [("clusters",), ("explain", "closed", "open"), ("audit",)], ids=lambda a: a[0])
def test_no_command_fails_at_a_character_that_the_terminal_lacks(built: Path, arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        [*MODULE, *arguments],
        cwd=built,
        env=os.environ | {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    done.stdout.decode("cp1252")


def test_a_build_whose_stderr_is_closed_by_its_reader_goes_on(posts: Path) -> None:
    for number in range(30):
        (posts / "posts" / f"bad{number}.md").write_text("---\n- no\n---\n")
    code, _, _ = shell("set -o pipefail; graphkit build posts 2>&1 | head -1", posts)
    assert (code, (posts / "output" / "graph.html").is_file()) == (0, True)
    code, _, _ = shell("graphkit build posts -o other 2>&-", posts)
    assert (code, (posts / "other" / "graph.html").is_file()) == (0, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["clusters", "clusters --json", "export json", "build posts", "audit"])
def test_a_full_disk_behind_stdout_is_told_and_is_no_bug(built: Path, command: str) -> None:
    code, _, err = shell(f"graphkit {command} >/dev/full", built)
    assert code == 1
    assert "error: the result cannot be written: No space left on device" in err
    assert "bug" not in err
    assert "Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stderr_ends_no_build(posts: Path) -> None:
    assert shell("graphkit build posts 2>/dev/full", posts)[0] == 0
    assert (posts / "output" / "graph.html").is_file()


@pytest.mark.parametrize("command", ["clusters", "clusters --csv", "explain closed open"])
def test_a_closed_stdout_is_told(built: Path, command: str) -> None:
    code, _, err = shell(f"graphkit {command} >&-", built)
    assert (code, err) == (1, "error: stdout is closed: the result cannot be printed; open it, or send it to a file\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", ESCAPE),
        ("explain", "a", ESCAPE),
        (ESCAPE,),
        ("build", f"--{ESCAPE}"),
        ("export", ESCAPE),
        ("clusters", "--min-size", ESCAPE),
    ],
    ids=lambda arguments: arguments[0][:8],
)
def test_an_argument_with_a_control_character_is_refused_and_spelled_out(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "\x07" not in err
    assert "\\x1b]0;owned\\x07" in err


@pytest.mark.parametrize("command", ["build", "explain", "clusters"])
def test_an_empty_argument_is_wrong_usage(run: Run, command: str) -> None:
    code, out, err = run(command, "")
    assert (code, out) == (2, "")
    assert "argument 2 is empty" in err


def test_no_escape_comes_out_of_a_config_file_a_variable_or_a_gold_file(
    posts: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, gold = posts / "graphkit.toml", posts / "gold.csv"
    config.write_text('"\\u001b[31mkey" = 1\n')
    results = [run("build", "posts")]
    config.write_text('resolution = "\\u001b]0;x\\u0007"\n')
    results.append(run("build", "posts"))
    config.unlink()
    monkeypatch.setenv(f"GRAPHKIT_{ESCAPE}", "1")
    results.append(run("build", "posts"))
    monkeypatch.delenv(f"GRAPHKIT_{ESCAPE}")
    gold.write_text(f"article,story\n{ESCAPE},1\n{ESCAPE},2\n")
    results.append(run("evaluate", "posts", "--gold", "gold.csv"))
    gold.write_text(f"article,{ESCAPE}\n")
    results.append(run("evaluate", "posts", "--gold", "gold.csv"))
    assert [code for code, _, _ in results] == [2, 2, 2, 1, 1]
    assert [text for _, *texts in results for text in texts if "\x1b" in text] == []


def test_a_config_file_that_is_too_deep_and_a_name_that_is_too_long_are_no_bugs(posts: Path, run: Run) -> None:
    (posts / "graphkit.toml").write_text("title = " + "[" * 50_000)
    deep = run("build", "posts")
    (posts / "graphkit.toml").unlink()
    results = [deep, run("build", "posts", "-o", "x" * 3_000), run("clusters", "y" * 3_000)]
    assert [code for code, _, _ in results] == [2, 1, 1]
    assert [err for _, _, err in results if "bug" in err or "error: " not in err] == []


SLOW = """
import os, signal, sys
import graphkit.files.folder as folder
real = folder.{name}
def slow(*arguments, **options):
    result = real(*arguments, **options)
    if not done:
        done.append(1)
        os.kill(os.getpid(), signal.{signal})
    return result
done = []
folder.{name} = slow
from graphkit.__main__ import main
sys.argv = ["graphkit", "build", "posts", "-o", "output"]
main()
"""


@pytest.mark.parametrize(
    ("name", "sent", "code"),
    [("_write_new", "SIGINT", 130), ("write_journal", "SIGTERM", 143), ("_about", "SIGHUP", 129)],
)
def test_a_signal_while_files_are_replaced_leaves_the_old_set_and_says_so(
    built: Path, name: str, sent: str, code: int
) -> None:
    (built / "posts" / "bad.md").unlink()
    (built / "posts" / "0.md").unlink()
    before = {path.name: path.read_bytes() for path in (built / "output").iterdir()}
    program = (sys.executable, "-c", SLOW.format(name=name, signal=sent))
    assert graphkit(cwd=built, program=program) == Result(code, "", "interrupted: nothing was changed\n")
    assert {path.name: path.read_bytes() for path in (built / "output").iterdir()} == before


def test_an_interrupt_after_the_files_were_replaced_does_not_say_that_nothing_was_changed(posts: Path) -> None:
    (posts / "posts" / "bad.md").unlink()
    program = (sys.executable, "-c", SLOW.format(name="_end", signal="SIGINT"))
    result = graphkit(cwd=posts, program=program)
    assert (result.code, result.stderr) == (130, "interrupted: the new files are in output\n")
    assert (posts / "output" / "graph.html").is_file()


def test_ctrl_c_while_the_command_loads_ends_without_a_traceback(tmp_path: Path) -> None:
    program = """
import builtins, sys
real = builtins.__import__
def interrupted(name, *arguments, **options):
    if name == "typer":
        raise KeyboardInterrupt
    return real(name, *arguments, **options)
builtins.__import__ = interrupted
from graphkit.__main__ import main
main()
"""
    result = graphkit(cwd=tmp_path, program=(sys.executable, "-c", program))
    assert result == Result(130, "", "interrupted: nothing was changed\n")


def test_who_runs_the_command_with_nohup_is_not_hung_up(tmp_path: Path) -> None:
    program = """
import signal
signal.signal(signal.SIGHUP, signal.SIG_IGN)
import sys
from graphkit.__main__ import main
sys.argv = ["graphkit", "--version"]
try:
    main()
except SystemExit:
    print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)
"""
    assert graphkit(cwd=tmp_path, program=(sys.executable, "-c", program)).stdout.endswith("True\n")


def test_a_killed_build_is_finished_by_the_next_command_which_says_so(built: Path, run: Run) -> None:
    (built / "posts" / "0.md").unlink()
    program = (sys.executable, "-c", SLOW.format(name="write_journal", signal="SIGKILL"))
    assert graphkit(cwd=built, program=program).code == -signal.SIGKILL
    said = graphkit("clusters", cwd=built)
    assert said.stderr.splitlines() == [
        "output: a build was interrupted here while it replaced files: it is finished now",
        "no story: two articles are needed that are about the same matter",
    ]
    assert run("build", "posts", "--fresh", "-o", "fresh", "-q")[0] == 0
    one, other = (
        {path.name: path.read_bytes() for path in (built / name).iterdir() if path.name != ".graphkit.json"}
        for name in ("output", "fresh")
    )
    assert len({tuple(node["id"] for node in json.loads(made["graph.json"])["nodes"]) for made in (one, other)}) == 1
    assert one.keys() == other.keys()
