"""Why two texts are alike: the terms that made up most of their cosine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.blocks import Columns, Store, of_pairs, pairs_of
from graphkit.links.vectors import TextVectors, rows_of
from graphkit.model import Links
from graphkit.texts.reading import tokens_of
from graphkit.texts.words import fold, join_pieces

_MOST_TERMS = 6
# Of the shared words' part of the cosine, the shown terms make up at least so much, if so few can.
_SHARE = 0.8
# Shorter pieces of words are named only if nothing longer makes two texts alike, and they are.
_LEAST_PIECE = 4
_TELLING_COSINE = 0.05
# Of the pieces that two texts share, the heaviest are looked at.
_PIECES = 50
# No letter is among the others but those that are as they are when folded, but for their case.
_MAYBE_FOLDED = re.compile("[^\x00-\x7f\u2000-\u206f]")
_JOINT = re.compile("[’'-]")
_LINKS_AT_A_TIME = 20_000
# No term has a tab: they are words.
_BETWEEN = "\t"


def find_shared_terms(vectors: TextVectors, links: Links) -> tuple[tuple[str, ...], ...]:
    """Name the terms that two linked texts share, those that weigh most in their cosine first.

    Parameters
    ----------
    vectors : TextVectors
    links : Links

    Returns
    -------
    tuple of tuple of str
        For each link at most 6 terms, in lower case as the texts spell them; a word is left out where a pair of
        words with it is named. Where no word is shared, the heaviest shared pieces of words of 4 letters and more.
    """
    found = of_pairs(vectors.work, "reasons", _find_terms, links.first, links.second, vectors.n_words)
    return tuple(tuple(terms.split(_BETWEEN)) if terms else () for terms in found["terms"].tolist())


def _find_terms(store: Store, block: int, n_words: int) -> Columns:
    """The terms of the pairs of a block."""
    numbers, first, second = pairs_of(store, "reasons", block)
    rows, terms, tokens = rows_of(store, numbers), store.load("terms")["terms"], tokens_of(store, numbers)

    # Which words an article spells how is asked again and again for the article that a run of links begins with.
    @lru_cache(maxsize=256)
    def spelling(place: int) -> Mapping[str, str]:
        return _spellings(tokens[place])

    words = rows[:, :n_words]
    found: list[tuple[str, ...]] = []
    for start in range(0, len(first), _LINKS_AT_A_TIME):
        ones, others = first[start : start + _LINKS_AT_A_TIME], second[start : start + _LINKS_AT_A_TIME]
        shared = [_heaviest(named, weights) for named, weights in _products(words, ones, others, terms)]
        wordless = np.array([not named for named in shared])
        pieces = _products(rows, ones[wordless], others[wordless], terms)
        for place, named in zip(ones.tolist(), shared, strict=True):
            found.append(_spelled(named, spelling(place)) if named else _pieces(*next(pieces)))
    return {"terms": np.array([_BETWEEN.join(named) for named in found], dtype=object)}


def _products(
    rows: sparse.csr_matrix, first: NDArray[np.int32], second: NDArray[np.int32], terms: NDArray[np.object_]
) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
    """For each pair of rows the terms that both have and what they add to the cosine, the heaviest first."""
    products = sparse.csr_matrix(rows[first].multiply(rows[second]))
    pair = np.repeat(np.arange(len(first)), np.diff(products.indptr))
    order = np.lexsort((products.indices, -np.round(products.data, 6), pair))
    in_order, weights = terms[products.indices[order]].tolist(), products.data[order]
    for begin, end in pairwise(products.indptr.tolist()):
        yield in_order[begin:end], weights[begin:end]


def _heaviest(terms: list[str], weights: NDArray[np.float32]) -> list[str]:
    """The terms that make up most of the weight; single words that a named pair of words holds are left out."""
    if len(terms) > _MOST_TERMS:
        enough = int((weights.cumsum() / weights.sum()).searchsorted(_SHARE)) + 1
        terms = terms[: max(enough, _MOST_TERMS)]
    paired = {word for term in terms if " " in term for word in term.split(" ")}
    return [term for term in terms if term not in paired][:_MOST_TERMS]


def _spelled(terms: Sequence[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """The terms as the text spells them."""
    if not known and all(map(str.isascii, terms)):
        return tuple(terms)
    return tuple(join_pieces([known.get(word, word) for word in term.split(" ")]) for term in terms)


def _pieces(terms: list[str], weights: NDArray[np.float32]) -> tuple[str, ...]:
    """The heaviest character n-grams, without those that lie within another or are too short to say anything."""
    pieces = [term.strip() for term in terms[:_PIECES]]
    whole = [p for p in pieces if not any(p != q and p in q for q in pieces)]
    long = [p for p in whole if len(p) >= _LEAST_PIECE]
    return tuple(dict.fromkeys(long or (whole if weights.sum() >= _TELLING_COSINE else ())))[:_MOST_TERMS]


def _spellings(tokens: Iterable[str]) -> dict[str, str]:
    """Folded piece to the piece as the text first spells it, in lower case; empty if folding changes none."""
    lower = [token.lower() for token in tokens]
    if not any(map(_MAYBE_FOLDED.search, lower)):
        return {}
    # The vectors know a compound by the pieces between its hyphens and apostrophes.
    pieces = [piece for token in lower for piece in _JOINT.split(token)]
    return {fold(piece): piece for piece in reversed(pieces)}
