"""How a folder knows the files that graphkit wrote into it, and where a build in it stands.

``.graphkit.json`` holds the names of graphkit's files and the SHA-256 digest of each, sorted by name. Only while a
build writes, a folder ``.graphkit`` lies beside it: the new set in ``new``, the old one to fall back on in ``old``.
A name may lead into folders within the folder, such as ``periods/2014/graph.html``.
While files are renamed, ``journal.json`` in it says which, and in which direction.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from graphkit.errors import OutputError
from graphkit.files.told import flush_folder

MANIFEST = ".graphkit.json"
WORKSHOP = ".graphkit"
JOURNAL = "journal.json"

# The files of a build by a former graphkit that wrote no manifest: such a folder is taken over once.
_EARLIER = ("graph.html", "graph.graphml", "graph.json", "clusters.csv", "articles.csv", "edges.csv", "report.md")
_EARLIER_BEGINNING = b'{\n"directed": false,\n"multigraph": false,\n"graph": {\n"graphkit": {"version": '
_NOT_OURS = "graphkit did not write this; remove it, or choose another folder"
_MOST_BYTES = 20_000_000
"""Neither manifest nor journal is ever larger: a vault of a hundred thousand notes."""

_DEPTH = 2
"""Folders within the folder that a name may lead through."""
# A name in the folder or in folders within it, never a path that leads out of it. The length stands beside the pattern:
# repeated a hundred times within it, the letters of all scripts take 0.05 s to compile, whenever graphkit starts.
_INNER = rf"([0-9A-Za-z_-]{{1,60}}/){{0,{_DEPTH}}}"
_Name = Annotated[str, StringConstraints(pattern=rf"^{_INNER}\.?[\w-][\w .,'&+()·–—-]*$", max_length=200)]
_Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Manifest(_Stored):
    """The files of a folder that graphkit wrote: name to SHA-256 digest."""

    files: dict[_Name, _Digest]


class Journal(_Stored):
    """A set that is being replaced.

    Parameters
    ----------
    names : list of str
        The files of the new set.
    kept : list of str
        Those of which an old one was there.
    gone : list of str
        Those that the new set no longer has.
    is_undone : bool
        Whether the old set comes back; else the new one goes on into its place.
    """

    names: list[_Name]
    kept: list[_Name]
    gone: list[_Name] = []
    is_undone: bool


_Value = TypeVar("_Value", bound=_Stored)


def own_files(folder: str | os.PathLike[str]) -> frozenset[str]:
    """Name the files in a folder that graphkit wrote there: what reads the folder as an input passes over them.

    Parameters
    ----------
    folder : path

    Returns
    -------
    frozenset of str
        Names in the folder itself; empty for a folder that no build wrote into, and where that cannot be known.
    """
    path = Path(folder)
    own: set[str] = set()
    for root in (path, *path.parents[:_DEPTH]):
        prefix = path.relative_to(root).as_posix() + "/" if root != path else ""
        names = (name.removeprefix(prefix) for name in _own_names(root) if name.startswith(prefix))
        own |= {name for name in names if "/" not in name}
    return frozenset(own)


def _own_names(folder: Path) -> Collection[str]:
    try:
        if (folder / MANIFEST).is_file():
            return read_manifest(folder).files
        # The names are enough here: no digest of a large file is taken.
        return _EARLIER if _is_of_an_earlier_graphkit(folder) else ()
    except (OSError, OutputError):
        return ()


def inner_folders(names: Iterable[str]) -> list[str]:
    """Name the folders within the folder that names lead through, each before those within it."""
    return sorted({str(inner) for name in names for inner in PurePosixPath(name).parents if inner.name})


def is_between_builds(folder: Path) -> bool:
    """Whether a build in the folder was interrupted while it replaced files, so that `recover` has work to do."""
    try:
        return (folder / WORKSHOP / JOURNAL).is_file()
    except OSError:
        return False


def refuse_odd(folder: Path, names: Iterable[str] = ()) -> None:
    """Raise `OutputError` if what lies hidden in the folder is none of graphkit's: a link, above all.

    The same holds for the folders that `names` lead through: nothing is written or removed where a link leads.
    """
    hidden = folder / WORKSHOP, folder / WORKSHOP / "new", folder / WORKSHOP / "old"
    folders = *hidden, *(root / inner for inner in inner_folders(names) for root in (folder, *hidden[1:]))
    for path in (*folders, folder / MANIFEST):
        is_odd = path.is_symlink() or (path.exists() and path.is_dir() is not (path in folders))
        if is_odd:
            raise OutputError(f"{path}: {_NOT_OURS}")


def read_manifest(folder: Path) -> Manifest:
    """Read which files of the folder are graphkit's own; those of an earlier graphkit are, if all of them are there."""
    path = folder / MANIFEST
    if path.is_file():
        return _read(path, Manifest)
    if _is_of_an_earlier_graphkit(folder):
        return Manifest(files={name: digest_of(folder / name) for name in _EARLIER})
    return Manifest(files={})


def read_new_manifest(folder: Path) -> Manifest:
    """Read which files the set has that is coming in: its manifest takes its place last, and leaves it last."""
    coming = folder / WORKSHOP / "new" / MANIFEST
    path = coming if coming.is_file() else folder / MANIFEST
    return _read(path, Manifest) if path.is_file() else Manifest(files={})


def read_journal(folder: Path) -> Journal | None:
    """Read how far the replacing of a set has come; None if none was interrupted."""
    path = folder / WORKSHOP / JOURNAL
    return _read(path, Journal) if path.is_file() else None


def to_bytes(stored: _Stored) -> bytes:
    """One line of JSON."""
    return stored.model_dump_json().encode() + b"\n"


def write_journal(folder: Path, journal: Journal) -> None:
    """Write the journal so that it is on the disk, whole, when this returns: from here on it counts."""
    workshop = folder / WORKSHOP
    temporary = workshop / f"{JOURNAL}.part"
    with temporary.open("wb") as file:
        file.write(to_bytes(journal))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(workshop / JOURNAL)
    flush_folder(workshop)


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(path: Path, kind: type[_Value]) -> _Value:
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES)
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        first: Any = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        # No pattern of ours tells a user anything.
        is_odd = first["type"] in ("string_pattern_mismatch", "string_too_long")
        problem = "expected a plain name or a digest" if is_odd else first["msg"]
        raise OutputError(f"{path}: {where}: {problem}: {_NOT_OURS}") from None


def _is_of_an_earlier_graphkit(folder: Path) -> bool:
    paths = [folder / name for name in _EARLIER]
    if not all(path.is_file() and not path.is_symlink() for path in paths):
        return False
    with (folder / "graph.json").open("rb") as file:
        return file.read(len(_EARLIER_BEGINNING)) == _EARLIER_BEGINNING
