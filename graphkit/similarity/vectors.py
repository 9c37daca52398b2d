"""Articles as TF-IDF vectors: words say what a text is about, character n-grams catch names and inflections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.model import Article
from graphkit.similarity.boilerplate import telling_pieces

_SHORTEST_NGRAM, _LONGEST_NGRAM = 3, 5
# In a large corpus, n-grams in more of the articles than this say nothing of a pair and cost most of the time: without
# them, comparing all of 37,540 articles with each other takes a fifth of the multiplications. In a small one they may
# be all there is.
_COMMON_SHARE = 0.1
_COMMON_ARTICLES = 1_000


@dataclass(frozen=True, eq=False)
class TextVectors:
    """One row for each article, words and character n-grams side by side.

    Parameters
    ----------
    rows : sparse array, float32, shape (n_articles, n_terms)
        The product of two rows is their cosine. Only terms that tell are kept: those that at least two texts have,
        since only they can be shared, and in a large corpus not nearly all. A row is at most 1 long, shorter by what
        is left out.
    terms : array of str, shape (n_terms,)
        Folded: lower case, without accents.
    n_words : int
        The first so many columns are words and pairs of words, the others character n-grams.
    """

    rows: sparse.csr_matrix
    terms: np.ndarray[Any, np.dtype[np.object_]]
    n_words: int


def vectorize(articles: Sequence[Article]) -> TextVectors:
    """Turn title, excerpt and the beginning of the body into TF-IDF vectors.

    Parameters
    ----------
    articles : sequence, sorted by id

    Notes
    -----
    What an outlet says again and again is left out, see `telling_pieces`.

    Sublinear term frequencies and smoothed inverse document frequencies by scikit-learn, once for words and pairs of
    words without stop words, once for character n-grams of 3 to 5 within these words, which serve names, inflected
    languages and those that write without spaces. Both weigh the same.

    The n-grams of a text are those of its words: they are found once for each distinct word, and a product of two
    sparse matrices counts them for each text.
    """
    texts = telling_pieces(articles)
    if not any(texts):
        return TextVectors(sparse.csr_matrix((len(texts), 0), dtype=np.float32), np.empty(0, dtype=object), 0)
    pieces, vocabulary = _count(texts)
    pairs, pair_terms = _count([[f"{one} {other}" for one, other in pairwise(text)] for text in texts])
    ngrams_of, ngrams = _count([list(_ngrams(piece)) for piece in vocabulary])
    words, word_terms = _weigh(
        sparse.hstack([pieces, pairs], format="csr"), np.concatenate([vocabulary, pair_terms]), len(texts)
    )
    common = max(_COMMON_ARTICLES, int(_COMMON_SHARE * len(texts)))
    characters, character_terms = _weigh(sparse.csr_matrix(pieces @ ngrams_of), ngrams, common)
    rows = sparse.hstack([words, characters], format="csr", dtype=np.float32)
    rows.data *= np.float32(np.sqrt(0.5))
    return TextVectors(rows, np.concatenate([word_terms, character_terms]), len(word_terms))


def _count(texts: Sequence[Sequence[str]]) -> tuple[sparse.csr_matrix, NDArray[np.object_]]:
    """How often each text has each term, and the terms in the order of the alphabet."""
    from sklearn.feature_extraction.text import CountVectorizer  # takes a second to import

    if not any(texts):
        return sparse.csr_matrix((len(texts), 0), dtype=np.float32), np.empty(0, dtype=object)
    counter = CountVectorizer(analyzer=_as_it_is, dtype=np.float32)
    return counter.fit_transform(texts), counter.get_feature_names_out()


def _weigh(
    counts: sparse.csr_matrix, terms: NDArray[np.object_], most_articles: int
) -> tuple[sparse.csr_matrix, NDArray[np.object_]]:
    """TF-IDF of the terms that two to so many articles have, and these terms; the others count in the lengths alone."""
    from sklearn.feature_extraction.text import TfidfTransformer

    weights = TfidfTransformer(sublinear_tf=True).fit_transform(counts)
    having = np.bincount(weights.indices, minlength=len(terms))
    telling = (having > 1) & (having <= most_articles)
    return weights[:, telling], terms[telling]


def _ngrams(word: str) -> Iterator[str]:
    """The pieces of a word of 3 to 5 characters, its beginning and end marked by a space."""
    marked = f" {word} "
    for size in range(_SHORTEST_NGRAM, _LONGEST_NGRAM + 1):
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size]


def _as_it_is(terms: Sequence[str]) -> Sequence[str]:
    """Stand in for scikit-learn's analyzers: the texts are taken apart already."""
    return terms
