"""One file: whole, or as it was."""

from __future__ import annotations

import logging
import os
import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from graphkit.files.lock import hold, is_held
from graphkit.files.told import flush_folder, refuse_folder, told

log = logging.getLogger(__name__)


def write_file(path: Path, rendering: Iterable[str]) -> None:
    """Write one file; its folder is made if it is missing.

    The text is written beside the file, flushed to the disk, and renamed into its place. If it cannot be rendered or
    written, or the user interrupts, the file is as it was. A link stays a link, and what it points to is replaced. A
    pipe or a device, such as ``/dev/stdout``, is written to directly.

    Parameters
    ----------
    path : Path
    rendering : iterable of str
        The text in pieces, written in UTF-8 with line ends as they are.

    Raises
    ------
    OutputError
        Names the path, the problem and what to do about it.
    """
    with told(path):
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("w", encoding="utf-8", newline="") as file:
                file.writelines(rendering)
            return
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        refuse_folder(target)
        _remove_leftovers(target)
        # A name of its own for each run, so that two at once do not write into one file; hidden from readers.
        temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
        try:
            # Mode "x" leaves the permissions to the umask, where tempfile would make the file private.
            with temporary.open("x", encoding="utf-8", newline="") as file:
                hold(file)
                file.writelines(rendering)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        finally:
            with suppress(OSError):  # renamed by now, or never made; the first error is the one to report
                temporary.unlink()
        flush_folder(target.parent)
    log.debug("wrote %s", path)


def _remove_leftovers(target: Path) -> None:
    """Remove what runs that were killed have left behind; a run that is still writing holds its file."""
    ours = re.compile(rf"\.{re.escape(target.name[:100])}\.[0-9a-f]{{8}}\.part")
    for path in target.parent.iterdir():
        if ours.fullmatch(path.name):
            with suppress(OSError):
                if not is_held(path):
                    path.unlink()
