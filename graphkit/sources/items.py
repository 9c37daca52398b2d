"""What every kind of file is read into: items, whose fields have the names that front matter uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol, TypeAlias

from graphkit.sources.notes import FileNotes


@dataclass(slots=True)
class Items:
    """A list of values, and the line of each."""

    values: list[Value] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Values by key, and the line of each key. Keys are as the file has them."""

    values: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Value: TypeAlias = str | Items | Table | None


@dataclass(frozen=True, slots=True)
class Item:
    """One article as its file tells it, before its fields are read by meaning.

    Parameters
    ----------
    table : Table
        Its fields: text, lists and mappings, whatever their types are in the file.
    body : str
        Its text as written: Markdown, HTML or both.
    line : int
        Where it begins in its file, counted from 1.
    """

    table: Table
    body: str = ""
    line: int = 1


class Format(Protocol):
    """One kind of file. The next kind is one module with one of these, and its place in `formats.FORMATS`."""

    @property
    def name(self) -> str:
        """Singular, as messages have it: ``RSS or Atom feed``."""

    def claims(self, head: bytes, suffix: str) -> bool:
        """Whether a file is of this kind, by its first bytes (at most `HEAD_BYTES`) and its name's suffix.

        Content comes before suffix: a feed is a feed whatever it is called.
        """

    def items(self, file: BinaryIO, notes: FileNotes) -> Iterator[Item]:
        """Read a file, one item after the other; what is wrong with one item is a note, and the next one follows.

        Raises
        ------
        SourceError
            If the file as a whole cannot be read.
        """


HEAD_BYTES = 4_096
"""Of a file, from which its kind is told."""
