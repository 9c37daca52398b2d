"""Sentence vectors, for those who have some: blended into the likeness of texts, and asked for pairs of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graphkit.links.evidence import MOST_PARTNERS, draw_sample
from graphkit.links.fading import Fading
from graphkit.links.products import is_among_strongest
from graphkit.options import Options
from graphkit.tuning import Tuning

_BLOCK_ROWS = 512
_BLOCK_COLUMNS = 8_192
_PAIRS_AT_A_TIME = 20_000
# What a product of matrices may be off by, as numbers of 32 bits are added in an order that the machine chooses.
_SLACK = 1e-5
# Of a likeness with strangers near 1, nothing would be left to divide by.
_MOST = 0.999
# Sentence vectors of two articles on one subject are half alike, their texts hardly: a power makes the two comparable.
_POWER = 1.5


_Float = TypeVar("_Float", np.float32, np.float64)


@dataclass(frozen=True, eq=False)
class Meaning:
    """What sentence vectors say of the articles of one corpus.

    Parameters
    ----------
    rows : float array, shape (n, n_dimensions)
        Vectors of length 1; zeros where an article has none.
    strangers : float array, shape (n,)
        The cosine of each with strangers, in [0, 1).
    weight : float
        In (0, 1].
    """

    rows: NDArray[np.float32]
    strangers: NDArray[np.float64]
    weight: float

    def likeness(self, first: NDArray[np.integer], second: NDArray[np.integer]) -> NDArray[np.float64]:
        """How alike the vectors of each pair are, in [0, 1], 6 places; 0 where one of the two has none."""
        found = np.empty(len(first))
        for start in range(0, len(first), _PAIRS_AT_A_TIME):
            span = slice(start, start + _PAIRS_AT_A_TIME)
            # One sum for each pair, in 64 bits: the same on every machine.
            found[span] = np.einsum("ij,ij->i", self.rows[first[span]], self.rows[second[span]], dtype=np.float64)
        return np.asarray(np.round(_beyond(found, np.sqrt(self.strangers[first] * self.strangers[second])), 6))

    def products(self, some: NDArray[np.integer], others: NDArray[np.integer]) -> NDArray[np.float32]:
        """The likeness of each of some with each of others, nearly: the last digits depend on the machine."""
        strangers = np.sqrt(np.outer(self.strangers[some], self.strangers[others])).astype(np.float32)
        return _beyond(self.rows[some] @ self.rows[others].T, strangers)

    def blend(
        self, of_texts: NDArray[np.float64], first: NDArray[np.integer], second: NDArray[np.integer]
    ) -> NDArray[np.float64]:
        """Blend the likeness of vectors into that of texts, see `meaning_of`."""
        has = np.any(self.rows, axis=1)
        weight = self.weight * (has[first] & has[second])
        return np.asarray(of_texts + weight * (self.likeness(first, second) - of_texts))


def meaning_of(vectors: NDArray[np.float32], options: Options, tuning: Tuning) -> Meaning:
    """Find out what sentence vectors say beyond what strangers share.

    Parameters
    ----------
    vectors : float array, shape (n, n_dimensions)
        One row for each article, of any length; zeros where an article has none.
    options : Options
        ``vectors_weight`` is the w below.
    tuning : Tuning

    Notes
    -----
    For articles i and j that both have a vector, with m the cosine of the two vectors, ::

        likeness of vectors  v = (max(0, m - s) / (1 - s)) ** 1.5,   s = sqrt(s_i · s_j)
        blended likeness     (1 - w) · l + w · v

    l is the likeness of the texts. Sentence vectors of any two texts are alike, often by a cosine of 0.3 to 0.8, so
    that s_i is measured as for texts: of its cosines with 400 others drawn at random, the one that a tenth exceeds; in
    small corpora the one that 30 of them exceed, or half of them.
    The likeness then fades with time as that of texts does. Two articles whose vectors alone are alike enough become a
    pair, even if they share no word. Copies, names, threads and shared terms are matters of texts alone.
    """
    lengths = np.linalg.norm(vectors.astype(np.float64), axis=1, keepdims=True)
    rows = vectors / np.maximum(lengths, 1e-300)
    has = lengths.ravel() > 0
    strangers = np.zeros(len(rows))
    strangers[has] = _shared_with_strangers(rows[has], tuning.strangers_share, options.seed)
    return Meaning(rows.astype(np.float32), strangers, options.vectors_weight)


def _shared_with_strangers(rows: NDArray[np.float64], share: float, seed: int) -> NDArray[np.float64]:
    """The cosine of each with the others that only the given share of them exceeds, or half of a small corpus."""
    n = len(rows)
    some = draw_sample(n, seed)
    place = max(min(MOST_PARTNERS, n // 2), round(share * len(some)))
    others, found = rows[some].T, np.zeros(n)
    for start in range(0, n, _BLOCK_COLUMNS):
        cosines = rows[start : start + _BLOCK_COLUMNS] @ others
        cosines[np.arange(start, start + len(cosines))[:, None] == some] = 0  # itself
        found[start : start + len(cosines)] = -np.partition(-cosines, place, axis=1)[:, place]
    return np.asarray(np.round(np.clip(found, 0, _MOST), 6))


def _beyond(cosines: NDArray[_Float], strangers: NDArray[_Float]) -> NDArray[_Float]:
    return np.asarray(np.clip((cosines - strangers) / (1 - strangers), 0, 1) ** _POWER)


def nearest_in_meaning(
    meaning: Meaning, fading: Fading, options: Options
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Pair each article with those whose vector, faded by the days between, is nearest to its own.

    Returns
    -------
    first, second : int arrays
        At most ``neighbors`` for an article, none whose weighed and faded likeness is below ``min_evidence``; in no
        order, the smaller number first.

    Notes
    -----
    As for texts, dated articles are compared within the time in which a likeness of 1 can pass, undated ones with all:
    the cost grows with the corpus times the articles in that time, and with its square where dates are missing. Memory
    is that of a block and of the result.
    """
    least = options.min_evidence / meaning.weight
    order = np.argsort(fading.days, kind="stable")  # undated last
    n, n_dated = len(order), int(np.count_nonzero(~np.isnan(fading.days)))
    found = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))]
    for block in (*_spans(0, n_dated, _BLOCK_ROWS), *_spans(n_dated, n, _BLOCK_ROWS)):
        reach = _reach(fading, order[block], order[:n_dated], least) if block.start < n_dated else 0
        undated = _spans(max(block.start, n_dated), n if least <= fading.unknown else 0, _BLOCK_COLUMNS)
        for others in (*_spans(block.start, reach, _BLOCK_COLUMNS), *undated):
            row, column = np.nonzero(meaning.products(order[block], order[others]) >= least - _SLACK)
            later = row + block.start < column + others.start
            one, other = order[block][row[later]], order[others][column[later]]
            near = meaning.likeness(one, other) * fading.between(one, other) >= least
            found.append((one[near], other[near]))
    one, other = (np.concatenate(column) for column in zip(*found, strict=True))
    first, second = np.minimum(one, other).astype(np.int32), np.maximum(one, other).astype(np.int32)
    strength = meaning.likeness(first, second) * fading.between(first, second)
    kept = is_among_strongest(first, second, strength, options.neighbors)
    return first[kept], second[kept]


def _spans(start: int, stop: int, step: int) -> list[slice]:
    return [slice(at, min(at + step, stop)) for at in range(start, stop, step)]


def _reach(fading: Fading, block: NDArray[np.int64], in_time: NDArray[np.int64], least: float) -> int:
    """Up to which place in the order of time anything may be near to the articles of a block."""
    last = fading.days[block[-1]] + fading.reach(block, least)
    return int(np.searchsorted(fading.days[in_time], last, side="right"))
