"""Errors of the operating system in words that say what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphkit.errors import OutputError

_NEXT_STEP = {
    errno.EACCES: "choose a folder that you may write to, or close the program that has the file open",
    errno.EPERM: "choose a folder that you may write to, or close the program that has the file open",
    errno.EROFS: "choose a folder that you may write to",
    errno.ENOSPC: "make room on the disk, or choose a folder on another one",
    errno.EDQUOT: "make room on the disk, or choose a folder on another one",
    errno.EISDIR: "choose another name, or move the folder away",
    errno.ENOTDIR: "choose another folder: a part of this path is a file",
    errno.EEXIST: "choose another folder: a part of this path is a file",
    errno.ENAMETOOLONG: "choose a shorter name",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn an ``OSError`` into an `OutputError` that names the path, the problem and the next step."""
    try:
        yield
    except OSError as error:
        problem = error.strerror or str(error)
        next_step = _NEXT_STEP.get(error.errno or 0, "choose another folder")
        raise OutputError(f"{path}: cannot be written: {problem}; {next_step}") from error


def refuse_folder(path: Path) -> None:
    """Raise ``IsADirectoryError`` where a file is to be written and a folder lies."""
    if path.is_dir() and not path.is_symlink():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def flush_folder(folder: Path) -> None:
    """Make sure that the names in a folder outlast a power cut; Windows does so by itself."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
