"""Strings as numbers: rows of strings in one column, since strings take long to compare and to count."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphkit.blocks import Columns

_PARTS = ("vocabulary", "codes", "row_of", "n_rows")


@dataclass(frozen=True, eq=False)
class Column:
    """Rows of strings, in their order.

    Parameters
    ----------
    vocabulary : array of str, shape (n_distinct,)
        The distinct strings, in the order of the alphabet.
    codes : int array, shape (n_strings,)
        The number of each string in the vocabulary, one row after the other.
    row_of : int array, shape (n_strings,)
        The row that each string is in; ascending.
    n_rows : int
        Some may be empty.
    """

    vocabulary: np.ndarray[Any, np.dtype[np.object_]]
    codes: NDArray[np.integer]
    row_of: NDArray[np.integer]
    n_rows: int

    def __iter__(self) -> Iterator[list[str]]:
        """One row after the other."""
        for codes in np.split(self.codes, self.ends[:-1]) if self.n_rows else ():
            yield self.vocabulary[codes].tolist()

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where each row starts; shape (n_rows,)."""
        return np.searchsorted(self.row_of, np.arange(self.n_rows))

    @property
    def ends(self) -> NDArray[np.int64]:
        """Where each row ends; shape (n_rows,)."""
        return np.searchsorted(self.row_of, np.arange(1, self.n_rows + 1))

    def to_columns(self, name: str) -> Columns:
        """As a store keeps it, among others."""
        return {
            f"{name} vocabulary": self.vocabulary,
            f"{name} codes": self.codes.astype(np.int32),
            f"{name} row_of": self.row_of.astype(np.int32),
            f"{name} n_rows": np.array([self.n_rows]),
        }

    @classmethod
    def of(cls, columns: Columns, name: str) -> Column:
        """What `to_columns` gave."""
        vocabulary, codes, row_of, n_rows = (columns[f"{name} {part}"] for part in _PARTS)
        return cls(vocabulary, codes, row_of, int(n_rows[0]))

    def where(self, keep: NDArray[np.bool_]) -> Column:
        """Some of the strings, and the vocabulary that is left."""
        left, codes = np.unique(self.codes[keep], return_inverse=True)
        return Column(self.vocabulary[left], codes.astype(np.int64), self.row_of[keep], self.n_rows)


def encode(rows: Iterable[Iterable[str]]) -> Column:
    """Turn strings into numbers; of equal strings only one is kept in memory."""
    number_of = _Numbers()
    codes, lengths = array("q"), array("q")
    for row in rows:
        before = len(codes)
        codes.extend(map(number_of.__getitem__, row))
        lengths.append(len(codes) - before)
    vocabulary = np.array([*number_of], dtype=object)
    order = np.argsort(vocabulary) if len(vocabulary) else np.empty(0, dtype=np.int64)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    rows_of = np.repeat(np.arange(len(lengths)), np.frombuffer(lengths, dtype=np.int64))
    return Column(vocabulary[order], place[np.frombuffer(codes, dtype=np.int64)], rows_of, len(lengths))


def replaced(column: Column, parts: Column) -> tuple[Column, NDArray[np.int64]]:
    """Put in place of each string its parts.

    Parameters
    ----------
    column : Column
    parts : Column
        One row for each string of the vocabulary of `column`.

    Returns
    -------
    column : Column
        The parts, in the rows of the strings that they come from.
    came_from : int array
        For each part the position of its string in ``column.codes``.
    """
    n_parts = np.bincount(parts.row_of, minlength=parts.n_rows)
    first = np.cumsum(n_parts) - n_parts
    lengths = n_parts[column.codes]
    came_from = np.repeat(np.arange(len(column.codes)), lengths)
    within = np.arange(len(came_from)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    codes = parts.codes[first[column.codes[came_from]] + within]
    return Column(parts.vocabulary, codes, column.row_of[came_from], column.n_rows), came_from


class _Numbers(dict[str, int]):
    """Strings to numbers in the order in which they are first asked for."""

    def __missing__(self, string: str) -> int:
        self[string] = number = len(self)
        return number
