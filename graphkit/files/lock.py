"""One writer to a folder at a time, and whether the writer of a file is still there."""

from __future__ import annotations

import errno
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from graphkit.errors import OutputError

log = logging.getLogger(__name__)

_PATIENCE_S = 600.0
"""How long a build waits for another one in the same folder: longer than the largest set takes to be written."""
_AGAIN_S = 0.1

# Errors of a file system, often one in a network, that has no locks for folders.
_NO_LOCKS = frozenset({errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


class _HeldByAnotherError(Exception):
    """Somebody else has the folder."""


@contextmanager
def locked(folder: Path, *, patience_s: float = _PATIENCE_S) -> Iterator[None]:
    """Hold a folder; the operating system lets go of it when the process ends, however it ends.

    The folder itself is locked, so that no file has to stay behind. Where the file system has no such locks, two
    builds at once are not kept apart.

    Raises
    ------
    OutputError
        If somebody else has held it for all of `patience_s`.
    """
    end = time.monotonic() + patience_s
    descriptor = _try(folder)
    if descriptor is None and patience_s:
        log.warning("%s: another graphkit is writing here: waiting until it is done", folder)
    while descriptor is None:
        if time.monotonic() >= end:
            raise OutputError(
                f"{folder}: another graphkit is writing here; wait until it is done, end it, or choose another folder"
            )
        time.sleep(_AGAIN_S)
        descriptor = _try(folder)
    try:
        yield
    finally:
        os.close(descriptor)


def is_locked(folder: Path) -> bool:
    """Whether somebody holds the folder right now."""
    descriptor = _try(folder)
    if descriptor is not None:
        os.close(descriptor)
    return descriptor is None


def _try(folder: Path) -> int | None:
    """Take the lock if it is free: a descriptor to close, or None."""
    try:
        return _lock(folder)
    except _HeldByAnotherError:
        return None


def is_held(path: Path) -> bool:
    """Whether a process that has not ended has a file that it is writing; on Windows none can be removed then."""
    return sys.platform != "win32" and not path.is_symlink() and is_locked(path)


if sys.platform == "win32":

    def hold(file: IO[Any]) -> None:
        """Hold an open file until it is closed, or the process ends: here every open file is held."""

    def _lock(folder: Path) -> int:
        # Windows cannot lock a folder, so a file is locked there; Windows deletes it when its holder ends.
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY
        try:
            return os.open(folder / ".graphkit.lock", flags)
        except FileExistsError:
            raise _HeldByAnotherError from None

else:
    import fcntl

    def hold(file: IO[Any]) -> None:
        """Hold an open file until it is closed, or the process ends."""
        with suppress(OSError):  # no locks here
            fcntl.flock(file.fileno(), fcntl.LOCK_EX)

    def _lock(folder: Path) -> int:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise _HeldByAnotherError from None
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                os.close(descriptor)
                raise
            log.debug("%s: cannot be locked: %s", folder, error.strerror)
        return descriptor
