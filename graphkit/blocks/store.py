"""Where the results of tasks lie: in memory, or as files that all workers reach."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Protocol
from uuid import uuid4
from zipfile import ZipFile

import numpy as np
from numpy.lib.format import write_array

Columns = Mapping[str, np.ndarray[Any, Any]]
"""Arrays by name: numbers, truth values, or strings (object arrays). Their lengths may differ."""


class Store(Protocol):
    """What tasks read and write."""

    def save(self, name: str, columns: Columns) -> None:
        """Keep columns under a name; whole or not at all."""

    def load(self, name: str) -> Columns:
        """What was saved under a name."""

    def has(self, name: str) -> bool:
        """Whether something was saved under a name."""

    def forget(self, name: str) -> None:
        """Say that nobody asks for a name any more."""

    def where(self, name: str) -> str:
        """The place of a name, as a message tells it."""


class Memory:
    """The memory of this process."""

    def __init__(self) -> None:
        self._kept: dict[str, Columns] = {}

    def save(self, name: str, columns: Columns) -> None:
        """Keep columns under a name."""
        self._kept[name] = columns

    def load(self, name: str) -> Columns:
        """What was saved under a name: the same arrays, not copies."""
        return self._kept[name]

    def has(self, name: str) -> bool:
        """Whether something was saved under a name."""
        return name in self._kept

    def forget(self, name: str) -> None:
        """Give the memory back."""
        self._kept.pop(name, None)

    def where(self, name: str) -> str:
        """The place of a name."""
        return f"{name} in memory"


class Folder:
    """A folder on disk, or at any address that fsspec knows, such as ``s3://bucket/work``.

    Parameters
    ----------
    address : str
        A path or a URL.

    Notes
    -----
    Each name is a file in NumPy's own format: the columns of one task have different lengths, so they are no table.
    A file is written under another name and then renamed, so that whoever finds it finds all of it. Files stay until
    the folder is removed: an interrupted build goes on from them.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")

    def save(self, name: str, columns: Columns) -> None:
        """Write a file; whole or not at all."""
        files, path = _find(f"{self.where(name)}.npz")
        part = f"{path}.{uuid4().hex}.part"
        files.makedirs(path.rpartition("/")[0], exist_ok=True)
        # As np.savez writes it, which cannot be told before NumPy 2.2 that nothing may be pickled.
        with files.open(part, "wb") as file, ZipFile(file, "w") as archive:
            for column, values in _written(columns).items():
                with archive.open(f"{column}.npy", "w", force_zip64=True) as member:
                    write_array(member, np.asarray(values), allow_pickle=False)
        files.mv(part, path)

    def load(self, name: str) -> Columns:
        """Read a file."""
        files, path = _find(f"{self.where(name)}.npz")
        with files.open(path, "rb") as file, np.load(file, allow_pickle=False) as found:
            return _read({column: found[column] for column in found.files})

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        files, path = _find(f"{self.where(name)}.npz")
        return bool(files.exists(path))

    def forget(self, name: str) -> None:
        """Do nothing: an interrupted build goes on from the file."""

    def where(self, name: str) -> str:
        """The path of a file, but for its ending."""
        return f"{self.address}/{name}"

    def remove(self) -> None:
        """Remove the folder."""
        files, path = _find(self.address)
        if files.exists(path):
            files.rm(path, recursive=True)


def _find(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path there."""
    import fsspec  # for a folder only

    return fsspec.url_to_fs(address)  # type: ignore[no-any-return]  # has no types


# A column of strings is written as their bytes, one after the other, and the length of each.
_BYTES, _LENGTHS = " bytes", " lengths"


def _written(columns: Columns) -> Columns:
    written: dict[str, np.ndarray[Any, Any]] = {}
    for name, column in columns.items():
        if column.dtype == object:
            encoded = [string.encode("utf-8", "surrogatepass") for string in column]
            written[name + _BYTES] = np.frombuffer(b"".join(encoded), dtype=np.uint8)
            written[name + _LENGTHS] = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
        else:
            written[name] = column
    return written


def _read(written: Columns) -> Columns:
    columns: dict[str, np.ndarray[Any, Any]] = {}
    for name, column in written.items():
        if name.endswith(_BYTES):
            file = io.BytesIO(column.tobytes())
            lengths = written[name.removesuffix(_BYTES) + _LENGTHS]
            strings = np.empty(len(lengths), dtype=object)
            strings[:] = [file.read(length).decode("utf-8", "surrogatepass") for length in lengths.tolist()]
            columns[name.removesuffix(_BYTES)] = strings
        elif not name.endswith(_LENGTHS):
            columns[name] = column
    return columns
