"""A set of files in one folder: at any moment, after any fault, the old set or the new one, never a mixture.

The new set is written out in full and flushed to the disk; the old set is kept beside it; then a journal is written.
From there on the set counts as new: every file is renamed into its place, and the journal goes. Whoever finds a journal
later (the process was killed, the power was cut) finishes what it says. If a rename fails, the journal is turned round
and the old set comes back.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from graphkit.errors import OutputError
from graphkit.files.lock import is_locked, locked
from graphkit.files.own import (
    JOURNAL,
    MANIFEST,
    WORKSHOP,
    Journal,
    Manifest,
    digest_of,
    inner_folders,
    is_between_builds,
    read_journal,
    read_manifest,
    read_new_manifest,
    refuse_odd,
    to_bytes,
    write_journal,
)
from graphkit.files.told import flush_folder, refuse_folder, told

log = logging.getLogger(__name__)

_WAY_OUT = "move it away, choose another folder, or allow that it is replaced (--overwrite)"


def write_files(
    folder: Path,
    renderings: Mapping[str, Iterable[str | bytes]],
    *,
    memory: Collection[str] = (),
    former: Callable[[str], bool] = lambda name: False,
    overwrite: bool = False,
) -> None:
    """Replace a set of files in a folder, all of them or none; the folder is made if it is missing.

    Parameters
    ----------
    folder : Path
    renderings : mapping of str to iterable of str or bytes
        File name to its content in pieces; text is written in UTF-8 with line ends as they are. They are rendered one
        after the other, in the order of their names; a name such as ``a/b/c.csv`` leads into folders, which are made,
        and go with their last file.
    memory : collection of str
        Files that one build leaves for the next one: once graphkit has written them they are replaced even if they
        were changed since.
    former : callable
        Whether a file of this name belongs to the set: one of an earlier set that the new one does not have goes,
        unless it was changed since.
    overwrite : bool
        Replace files of these names even if graphkit did not write them, or they were changed since. A link is
        replaced, not what it points to.

    Raises
    ------
    OutputError
        If a file cannot be rendered or written, a file of that name is not graphkit's own, or another build has been
        writing into the folder for ten minutes. No file has changed then.

    Notes
    -----
    Costs the reading of the old set (to see that nobody changed it) and twice its room on the disk for a moment.
    """
    with _opened(folder), told(folder), locked(folder):
        _recover(folder)
        manifest = read_manifest(folder)
        refuse_odd(folder, [*renderings, *manifest.files])
        for name in renderings:
            with told(folder / name):
                refuse_folder(folder / name)
                if not overwrite:
                    _refuse_foreign(folder / name, manifest.files.get(name), may_be_changed=name in memory)
        try:
            _replace(folder, renderings, manifest, former)
        finally:
            if not is_between_builds(folder):
                _clear(folder)
    for name in renderings:
        log.debug("wrote %s", folder / name)


def recover(folder: Path) -> None:
    """Finish or undo what a build that was interrupted has left in a folder, and log it as a warning.

    Every command that reads or writes the folder begins with it. Costs a look at one file name if there is nothing to
    do.

    Raises
    ------
    OutputError
        If it cannot be done, with what stands in the way.
    """
    if not (folder / WORKSHOP).is_dir() or (is_locked(folder) and not is_between_builds(folder)):
        return  # another process is at work, and has not touched the old set yet
    with told(folder), locked(folder):
        _recover(folder)


def _recover(folder: Path) -> None:
    refuse_odd(folder)
    journal = read_journal(folder)
    if journal is not None:
        refuse_odd(folder, journal.names)
        with _told_as_between_builds(folder):
            _bring_to_an_end(folder, journal)
    _clear(folder)


def _bring_to_an_end(folder: Path, journal: Journal) -> None:
    if not journal.is_undone:
        try:
            _finish(folder, _own_part(folder, journal))
        except OSError:
            journal = _turn_round(folder, journal)
        else:
            log.warning("%s: a build was interrupted here while it replaced files: it is finished now", folder)
            return
    _undo(folder, _own_part(folder, journal))
    log.warning("%s: a build was interrupted here while it replaced files: the old ones are back", folder)


def _own_part(folder: Path, journal: Journal) -> Journal:
    """Leave out files that are neither of the old set nor of the new one: no build has told the truth about them.

    A journal may come with a folder from elsewhere, and a file may have been changed since the build was interrupted.
    """
    digests = read_new_manifest(folder).files
    foreign = {
        name
        for name in journal.names
        if name != MANIFEST and _is_touched(folder, journal, name) and not _is_of_a_set(folder, name, digests.get(name))
    }
    for name in sorted(foreign):
        log.warning(
            "%s: is not what the interrupted build kept or wrote, and is left as it is; "
            "if graphkit's is wanted, move it away and build again",
            folder / name,
        )
    return journal.model_copy(update={"names": [name for name in journal.names if name not in foreign]})


def _is_touched(folder: Path, journal: Journal, name: str) -> bool:
    """Whether a file lies there that would be replaced or removed."""
    if not os.path.lexists(folder / name):
        return False
    beside, goes = ("old", name not in journal.kept) if journal.is_undone else ("new", name in journal.gone)
    return goes or os.path.lexists(folder / WORKSHOP / beside / name)


def _is_of_a_set(folder: Path, name: str, digest: str | None) -> bool:
    """Whether a file is the one that was kept of the old set, or that of the new set with this digest."""
    target, old = folder / name, folder / WORKSHOP / "old" / name
    if target.is_symlink():
        return old.is_symlink() and target.readlink() == old.readlink()
    if not target.is_file():
        return False
    found = digest_of(target)
    return found == digest or (old.is_file() and not old.is_symlink() and found == digest_of(old))


@contextmanager
def _opened(folder: Path) -> Iterator[None]:
    """Make the folder if it is missing, and remove it again if nothing is written."""
    with told(folder):
        made = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        with suppress(OSError):  # there is something in it by now
            for path in made:
                path.rmdir()
        raise


def _refuse_foreign(path: Path, digest: str | None, *, may_be_changed: bool) -> None:
    if not os.path.lexists(path):
        return
    if path.is_symlink():
        problem = "is a link"
    elif digest is None or not path.is_file():
        problem = "was not written by graphkit"
    elif may_be_changed or digest_of(path) == digest:
        return
    else:
        problem = "was changed after graphkit wrote it"
    raise OutputError(f"{path}: {problem} and is left as it is; {_WAY_OUT}")


def _replace(
    folder: Path,
    renderings: Mapping[str, Iterable[str | bytes]],
    manifest: Manifest,
    former: Callable[[str], bool],
) -> None:
    workshop = folder / WORKSHOP
    staged = [workshop / "new", workshop / "old"]
    staged += [root / inner for inner in inner_folders([*renderings, *manifest.files]) for root in staged[:2]]
    for made in (workshop, *staged):
        made.mkdir()
    files = {}
    for name, rendering in sorted(renderings.items()):
        with told(folder / name):
            files[name] = _write_new(workshop / "new" / name, rendering)
    taken = {name.casefold() for name in files}  # some file systems take names that differ in case for one
    gone = [
        name
        for name, digest in sorted(manifest.files.items())
        if name.casefold() not in taken and former(name) and _is_unchanged(folder / name, digest)
    ]
    _write_new(workshop / "new" / MANIFEST, [to_bytes(Manifest(files=files))])
    # The manifest is replaced last: until then the old one describes the old set.
    names = [*sorted(files), *gone, MANIFEST]
    kept = [name for name in names if _keep_old(folder, name)]
    for made in (*reversed(staged), workshop, folder):
        flush_folder(made)
    journal = Journal(names=names, kept=kept, gone=gone, is_undone=False)
    try:
        write_journal(folder, journal)
        _finish(folder, journal)
    except BaseException as error:
        if is_between_builds(folder):  # otherwise nothing was replaced yet, or all was
            with _told_as_between_builds(folder, error):
                _undo(folder, _turn_round(folder, journal))
        if isinstance(error, OSError):
            with told(Path(error.filename or folder)):
                raise
        raise


def _is_unchanged(path: Path, digest: str) -> bool:
    return path.is_file() and not path.is_symlink() and digest_of(path) == digest


def _write_new(path: Path, rendering: Iterable[str | bytes]) -> str:
    """Write a file to the disk; its digest."""
    digest = hashlib.sha256()
    # Mode "x" leaves the permissions to the umask, where tempfile would make the file private.
    with path.open("xb") as file:
        for piece in rendering:
            data = piece.encode() if isinstance(piece, str) else piece
            digest.update(data)
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _keep_old(folder: Path, name: str) -> bool:
    """Keep the file of this name for the way back; return whether there was one."""
    target, old = folder / name, folder / WORKSHOP / "old" / name
    if not os.path.lexists(target):
        return False
    try:
        os.link(target, old, follow_symlinks=False)
    except (OSError, NotImplementedError):
        # Not every file system has hard links.
        shutil.copy2(target, old, follow_symlinks=False)
    return True


def _finish(folder: Path, journal: Journal) -> None:
    """Bring the new set into its place; safe to call again after it was done in part."""
    _make_inner(folder, set(journal.names) - set(journal.gone))
    for name in journal.names:
        new, target = folder / WORKSHOP / "new" / name, folder / name
        if new.exists():
            with _about(target):
                new.replace(target)
        elif name in journal.gone:
            target.unlink(missing_ok=True)
    _end(folder, journal)


def _turn_round(folder: Path, journal: Journal) -> Journal:
    """From here on the old set comes back, even if another process has to finish it."""
    turned = journal.model_copy(update={"is_undone": True})
    write_journal(folder, turned)
    return turned


def _undo(folder: Path, journal: Journal) -> None:
    """Bring the old set back; safe to call again after it was done in part."""
    _make_inner(folder, journal.kept)
    for name in journal.names:
        old, target = folder / WORKSHOP / "old" / name, folder / name
        if os.path.lexists(old):
            with _about(target):
                old.replace(target)
        elif name not in journal.kept:
            target.unlink(missing_ok=True)
    _end(folder, journal)


def _make_inner(folder: Path, names: Iterable[str]) -> None:
    for inner in inner_folders(names):
        with _about(folder / inner):
            (folder / inner).mkdir(exist_ok=True)


def _end(folder: Path, journal: Journal) -> None:
    for inner in filter(Path.is_dir, (folder / inner for inner in reversed(inner_folders(journal.names)))):
        flush_folder(inner)
        with suppress(OSError):  # something is in it still
            inner.rmdir()
    flush_folder(folder)
    (folder / WORKSHOP / JOURNAL).unlink(missing_ok=True)
    with suppress(OSError):  # a journal that a power cut brings back finds nothing left to do
        flush_folder(folder / WORKSHOP)


def _clear(folder: Path) -> None:
    """Remove what a build no longer needs, and what one that was killed has left."""
    shutil.rmtree(folder / WORKSHOP, ignore_errors=True)


@contextmanager
def _about(target: Path) -> Iterator[None]:
    """An error about the file that the user knows, rather than about the one beside it."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(target), None
        raise


@contextmanager
def _told_as_between_builds(folder: Path, cause: BaseException | None = None) -> Iterator[None]:
    """Report that the old set could not be brought back either."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{error.filename or folder}: cannot be replaced: {error.strerror or error}; {folder} holds files of two "
            "builds until the next graphkit command on it puts that right: close what has the file open, and run it"
        ) from (cause or error)
