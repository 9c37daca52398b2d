from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.errors import OutputError
from graphkit.files import write_file


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def breaks_off(error: BaseException) -> Iterator[str]:
    yield "half a "
    raise error


def test_text_is_written_in_utf_8_with_its_line_ends_as_they_are(tmp_path: Path) -> None:
    write_file(tmp_path / "a.csv", ["é\r\n", "鉄道\n"])
    assert contents(tmp_path) == {"a.csv": "é\r\n鉄道\n".encode()}


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    write_file(tmp_path / "new" / "deep" / "a", ["x"])
    assert contents(tmp_path / "new" / "deep") == {"a": b"x"}


def test_files_that_are_there_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a much longer text than the new one")
    write_file(tmp_path / "a", ["new"])
    assert contents(tmp_path) == {"a": b"new"}


@pytest.mark.parametrize("error", [RuntimeError("a bug"), KeyboardInterrupt(), SystemExit(1)], ids=repr)
def test_nothing_is_replaced_and_nothing_left_when_one_text_breaks_off(tmp_path: Path, error: BaseException) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(type(error)):
        write_file(tmp_path / "a", breaks_off(error))
    assert contents(tmp_path) == {"a": b"old"}


def test_a_character_that_cannot_be_written_replaces_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_file(tmp_path / "a", ["new", "\ud800"])
    assert contents(tmp_path) == {}


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_new_files_have_the_permissions_that_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "a", ["x"])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    write_file(tmp_path / "link", ["new"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_is_written_to_and_stays_a_pipe() -> None:
    reading, writing = os.pipe()
    try:
        write_file(Path(f"/dev/fd/{writing}"), ["text"])
        assert os.read(reading, 100) == b"text"
    finally:
        os.close(reading)
        os.close(writing)


def test_a_folder_of_that_name_is_an_error_that_touches_nothing(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(OutputError) as caught:
        write_file(tmp_path / "b", ["x"])
    assert str(caught.value) == (
        f"{tmp_path / 'b'}: cannot be written: Is a directory; choose another name, or move the folder away"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_file_in_the_place_of_the_folder_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutputError, match="choose another folder: a part of this path is a file"):
        write_file(tmp_path / "taken" / "a", ["x"])


@pytest.mark.parametrize(
    ("number", "next_step"),
    [
        (errno.ENOSPC, "make room on the disk, or choose a folder on another one"),
        (errno.EACCES, "choose a folder that you may write to, or close the program that has the file open"),
        (errno.EIO, "choose another folder"),
    ],
)
def test_an_error_of_the_disk_says_what_to_do_and_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, next_step: str
) -> None:
    def fail(self: Path, *args: object, **kwargs: object) -> None:
        raise OSError(number, os.strerror(number), str(self))

    (tmp_path / "a").write_text("old")
    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(OutputError) as caught:
        write_file(tmp_path / "a", ["new"])
    monkeypatch.undo()
    assert str(caught.value) == f"{tmp_path / 'a'}: cannot be written: {os.strerror(number)}; {next_step}"
    assert contents(tmp_path) == {"a": b"old"}


def test_what_a_killed_run_left_behind_goes_with_the_next_one(tmp_path: Path) -> None:
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom graphkit.files import write_file\n"
        "def pieces():\n    yield 'half'\n    os.kill(os.getpid(), 9)\n"
        "write_file(Path(sys.argv[1]), pieces())"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path / "a"], check=False)
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]
    theirs = [tmp_path / name for name in (".b.01234567.part", ".a.mine.part", ".a.part")]
    for path in theirs:
        path.write_text("no leftover of this file")
    write_file(tmp_path / "a", ["x"])
    assert set(contents(tmp_path)) == {"a", *(path.name for path in theirs)}


def test_a_run_that_is_still_writing_keeps_its_file(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "outer"
        write_file(tmp_path / "a", ["inner"])
        assert (tmp_path / "a").read_text() == "inner"

    write_file(tmp_path / "a", pieces())
    assert contents(tmp_path) == {"a": b"outer"}
