"""Which texts are one text: syndicated, run again, or lightly edited."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graphkit.options import Options
from graphkit.texts.reading import Texts

# Copies are found among pairs that are at least so alike; below it, no two texts share most of their phrases.
_LEAST_COSINE = 0.3
# Two words in a row say little if a text has but few of them.
_LEAST_PHRASES = 4
_LEAST_TITLE_WORDS = 4


def are_copies(
    texts: Texts,
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    cosine: NDArray[np.float64],
    days_apart: NDArray[np.float64],
    options: Options,
) -> NDArray[np.bool_]:
    """Whether two texts share most of their phrases, or one headline, within a few days; unknown days count as near.

    Notes
    -----
    The measure is the share of the shorter text's pairs of neighboring words that the other has as well: unlike a
    cosine it knows the order of words, so two reports of one event in the same words but other sentences are not
    copies; and an excerpt cut short is a copy of the longer one.
    """
    codes, starts, ends = texts.pieces.codes, texts.pieces.starts, texts.pieces.ends
    headline_ends = starts + np.bincount(texts.pieces.row_of[texts.in_headline], minlength=len(starts))

    @lru_cache(maxsize=4096)
    def phrases(number: int) -> frozenset[tuple[int, int]]:
        return frozenset(pairwise(codes[starts[number] : ends[number]].tolist()))

    @lru_cache(maxsize=4096)
    def headline(number: int) -> tuple[int, ...]:
        return tuple(codes[starts[number] : headline_ends[number]].tolist())

    found = np.zeros(len(first), dtype=np.bool_)
    for row in np.flatnonzero((cosine >= _LEAST_COSINE) & ~(days_apart > options.copy_days)):
        one, other = int(first[row]), int(second[row])
        shorter = min(len(phrases(one)), len(phrases(other)))
        shared = len(phrases(one) & phrases(other))
        same_headline = headline(one) == headline(other) and len(headline(one)) >= _LEAST_TITLE_WORDS
        enough = shorter >= _LEAST_PHRASES and shared >= options.copy_similarity * shorter
        found[row] = same_headline or enough
    return found
