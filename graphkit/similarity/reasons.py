"""Why two texts are alike: the terms that made up most of their cosine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.model import Article, Links
from graphkit.similarity.boilerplate import to_text
from graphkit.similarity.vectors import TextVectors
from graphkit.words import TOKEN, fold

_MOST_TERMS = 6
# Of the shared words' part of the cosine, the shown terms make up at least so much, if so few can.
_SHARE = 0.8
# Shorter pieces of words are named only if nothing longer makes two texts alike, and they are.
_LEAST_PIECE = 4
_TELLING_COSINE = 0.05
_LINKS_AT_A_TIME = 20_000


def find_shared_terms(articles: Sequence[Article], vectors: TextVectors, links: Links) -> tuple[tuple[str, ...], ...]:
    """Name the terms that two linked texts share, those that weigh most in their cosine first.

    Parameters
    ----------
    articles : sequence, sorted by id
    vectors : TextVectors
    links : Links

    Returns
    -------
    tuple of tuple of str
        For each link at most 6 terms, in lower case as the texts spell them; a word is left out where a pair of
        words with it is named. Where no word is shared, the heaviest shared pieces of words of 4 letters and more.
    """
    # Which words an article spells how is asked again and again for the article that a run of links begins with.
    spelling = lru_cache(maxsize=256)(lambda number: _spellings(to_text(articles[number])))
    found: list[tuple[str, ...]] = []
    for start in range(0, len(links), _LINKS_AT_A_TIME):
        first, second = (
            links.first[start : start + _LINKS_AT_A_TIME],
            links.second[start : start + _LINKS_AT_A_TIME],
        )
        products = sparse.csr_matrix(vectors.rows[first].multiply(vectors.rows[second]))
        for row, number in enumerate(first):
            span = slice(products.indptr[row], products.indptr[row + 1])
            columns, weights = products.indices[span], products.data[span]
            is_word = columns < vectors.n_words
            if is_word.any():
                terms = _heaviest(vectors, columns[is_word], weights[is_word])
                known = spelling(int(number))
                found.append(tuple(" ".join(known.get(w, w) for w in term.split(" ")) for term in terms))
            else:
                found.append(_pieces(vectors, columns, weights))
    return tuple(found)


def _heaviest(vectors: TextVectors, columns: NDArray[np.int32], weights: NDArray[np.float32]) -> list[str]:
    """The terms that make up most of the weight; single words that a named pair of words holds are left out."""
    order = np.lexsort((columns, -np.round(weights, 6)))
    reached = np.cumsum(weights[order]) / weights.sum()
    enough = int(np.searchsorted(reached, _SHARE)) + 1
    terms = [str(vectors.terms[column]) for column in columns[order[: max(enough, _MOST_TERMS)]]]
    paired = {word for term in terms if " " in term for word in term.split(" ")}
    return [term for term in terms if term not in paired][:_MOST_TERMS]


def _pieces(vectors: TextVectors, columns: NDArray[np.int32], weights: NDArray[np.float32]) -> tuple[str, ...]:
    """The heaviest character n-grams, without those that lie within another or are too short to say anything."""
    order = np.lexsort((columns, -np.round(weights, 6)))
    pieces = [str(vectors.terms[column]).strip() for column in columns[order[:50]]]
    whole = [p for p in pieces if not any(p != q and p in q for q in pieces)]
    long = [p for p in whole if len(p) >= _LEAST_PIECE]
    return tuple(dict.fromkeys(long or (whole if weights.sum() >= _TELLING_COSINE else ())))[:_MOST_TERMS]


def _spellings(text: str) -> dict[str, str]:
    """Folded word to the word as the text first spells it, in lower case."""
    return {fold(word): word for word in reversed(_lower_words(text))}


def _lower_words(text: str) -> list[str]:
    return [part for match in TOKEN.finditer(text.lower()) for part in _parts(match.group())]


def _parts(word: str) -> Iterable[str]:
    """The pieces that the vectors know a compound by: it is split at hyphens and apostrophes there."""
    return word.replace("’", "'").replace("'", "-").split("-")
