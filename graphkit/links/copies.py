"""Which texts are one text: syndicated, run again, or lightly edited."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graphkit.blocks import Columns, Store, of_pairs, pairs_of
from graphkit.options import Options
from graphkit.texts.reading import Texts, pieces_of

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
    found = np.zeros(len(first), dtype=np.bool_)
    likely = np.flatnonzero((cosine >= _LEAST_COSINE) & ~(days_apart > options.copy_days))
    found[likely] = of_pairs(texts.work, "copies", _find_copies, first[likely], second[likely], options)["is_copy"]
    return found


def _find_copies(store: Store, block: int, options: Options) -> Columns:
    """Which pairs of a block are copies."""
    numbers, first, second = pairs_of(store, "copies", block)
    said = pieces_of(store, numbers)

    @lru_cache(maxsize=4096)
    def phrases(place: int) -> frozenset[tuple[int, int]]:
        return frozenset(pairwise(said[place].pieces))

    found = np.zeros(len(first), dtype=np.bool_)
    for row, (one, other) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        shorter = min(len(phrases(one)), len(phrases(other)))
        shared = len(phrases(one) & phrases(other))
        headline = said[one].headline
        same_headline = headline == said[other].headline and len(headline) >= _LEAST_TITLE_WORDS
        enough = shorter >= _LEAST_PHRASES and shared >= options.copy_similarity * shorter
        found[row] = same_headline or enough
    return {"is_copy": found}
