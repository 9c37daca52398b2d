"""Text becomes files: all of them, or none."""

from __future__ import annotations

import errno
import logging
import os
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from graphkit.errors import OutputError

log = logging.getLogger(__name__)

_DAY_S = 86_400

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


def write_files(folder: Path, renderings: Mapping[str, Iterable[str]]) -> None:
    """Write a set of files that belong together; the folder is made if it is missing.

    Every text is first written out beside its target, and only then are all of them renamed into place. If one
    cannot be rendered or written, or the user interrupts, no file of the set is touched.

    Parameters
    ----------
    folder : Path
    renderings : mapping of str to iterable of str
        File name to its text in pieces, written in UTF-8 with line ends as they are.

    Raises
    ------
    OutputError
        Names the path, the problem and what to do about it.
    """
    _replace({folder / name: rendering for name, rendering in renderings.items()})


def write_file(path: Path, rendering: Iterable[str]) -> None:
    """Write one file as `write_files` does; a pipe or a device, such as ``/dev/stdout``, is written straight to."""
    if path.exists() and not path.is_file() and not path.is_dir():
        with _told(path), path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(rendering)
    else:
        _replace({path: rendering})


def _replace(renderings: Mapping[Path, Iterable[str]]) -> None:
    # A link stays a link, and what it points to is replaced: hence the real paths.
    targets = {path: Path(os.path.realpath(path)) for path in renderings}
    temporaries: dict[Path, Path] = {}
    try:
        for path, rendering in renderings.items():
            with _told(path):
                _make_way(targets[path])
                temporaries[path] = _beside(targets[path])
                # Mode "x" leaves the permissions to the umask, where tempfile would make the file private.
                with temporaries[path].open("x", encoding="utf-8", newline="") as file:
                    file.writelines(rendering)
        # No fsync: the files can be made again from their source at any time, so a power cut costs a build.
        for path, temporary in temporaries.items():
            with _told(path):
                temporary.replace(targets[path])
            log.debug("wrote %s", path)
    finally:
        for temporary in temporaries.values():
            with suppress(OSError):  # those in place are gone; the error that led here is the one to tell
                temporary.unlink()


def _beside(target: Path) -> Path:
    """A name of its own for each run, so that two at once do not write into one file; hidden from readers."""
    return target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")


def _make_way(target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    # What a run that was killed has left behind; a day is longer than any run that may still be writing.
    for leftover in _leftovers(target):
        if time.time() - leftover.stat().st_mtime > _DAY_S:
            leftover.unlink(missing_ok=True)


def _leftovers(target: Path) -> Iterator[Path]:
    start = f".{target.name[:100]}."
    for path in target.parent.iterdir():
        if path.name.startswith(start) and path.suffix == ".part":
            yield path


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn an error of the operating system into one that says what to do."""
    try:
        yield
    except OSError as error:
        problem = error.strerror or str(error)
        next_step = _NEXT_STEP.get(error.errno or 0, "choose another folder")
        raise OutputError(f"{path}: cannot be written: {problem}; {next_step}") from error
