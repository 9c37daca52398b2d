"""Texts as numbers: the pieces of all texts in one column, since strings take long to compare and to count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Texts:
    """The pieces of each text, in the order of the text.

    Parameters
    ----------
    vocabulary : array of str, shape (n_words,)
        The distinct pieces, in the order of the alphabet.
    codes : int array, shape (n_pieces,)
        The number of each piece in the vocabulary, one text after the other.
    text_of : int array, shape (n_pieces,)
        The text that each piece is in; ascending.
    n_texts : int
        Some may have no piece.
    """

    vocabulary: np.ndarray[Any, np.dtype[np.object_]]
    codes: NDArray[np.int64]
    text_of: NDArray[np.int64]
    n_texts: int

    def where(self, keep: NDArray[np.bool_]) -> Texts:
        """Some of the pieces, and the words that are left."""
        left, codes = np.unique(self.codes[keep], return_inverse=True)
        return Texts(self.vocabulary[left], codes.astype(np.int64), self.text_of[keep], self.n_texts)

    def __iter__(self) -> Iterator[list[str]]:
        """The pieces of one text after the other."""
        ends = np.searchsorted(self.text_of, np.arange(1, self.n_texts))
        for codes in np.split(self.codes, ends) if self.n_texts else ():
            yield self.vocabulary[codes].tolist()


def encode(texts: Iterable[Iterable[str]]) -> Texts:
    """Turn pieces into numbers."""
    pieces: list[str] = []
    lengths = []
    for text in texts:
        before = len(pieces)
        pieces.extend(text)
        lengths.append(len(pieces) - before)
    distinct = sorted(set(pieces))
    number_of = {piece: number for number, piece in enumerate(distinct)}
    codes = np.fromiter(map(number_of.__getitem__, pieces), dtype=np.int64, count=len(pieces))
    return Texts(np.array(distinct, dtype=object), codes, np.repeat(np.arange(len(lengths)), lengths), len(lengths))
