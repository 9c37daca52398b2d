"""Articles as TF-IDF vectors: words say what a text is about, character n-grams catch names and inflections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.links.background import Background, look_up
from graphkit.texts.boilerplate import telling_pieces
from graphkit.texts.columns import Column, encode
from graphkit.texts.reading import Texts
from graphkit.tuning import TUNING, Tuning

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
        How many columns are words and pairs of words; they come first, then character n-grams.
    """

    rows: sparse.csr_matrix
    terms: np.ndarray[Any, np.dtype[np.object_]]
    n_words: int


def vectorize(texts: Texts, tuning: Tuning = TUNING) -> TextVectors:
    """Turn texts into TF-IDF vectors.

    Parameters
    ----------
    texts : Texts
    tuning : Tuning

    Notes
    -----
    What an outlet says again and again is left out, see `telling_pieces`.

    Sublinear term frequencies and smoothed inverse document frequencies, once for words and pairs of words without
    stop words, once for character n-grams of 3 to 5 within these words, which serve names, inflected languages and
    those that write without spaces. Both weigh the same. Where the corpus is small and in English, the frequencies
    are those of news at large, see `look_up`.

    The n-grams of a text are those of its words: they are found once for each distinct word, and a product of two
    sparse matrices counts them for each text. Texts are numbers as soon as they are in pieces: making a string of every
    two words, and looking it up, would take longer than everything else.
    """
    told = telling_pieces(texts)
    vocabulary = told.vocabulary
    if not len(vocabulary):
        nothing = sparse.csr_matrix((told.n_rows, 0), dtype=np.float32)
        return TextVectors(nothing, np.empty(0, dtype=object), 0)
    pieces = _count(told.codes, told.row_of, told.n_rows, len(vocabulary))
    pairs, ends = _count_pairs(told)
    ngrams, ngrams_of = _take_apart(_ngrams(word) for word in vocabulary)
    background = look_up(vocabulary, np.asarray(pieces.sum(axis=0), dtype=np.float64).ravel(), tuning)

    words, telling = _weigh(
        sparse.hstack([pieces, pairs], format="csr"),
        # Hardly any two words in a row are so common that a small corpus needs to be told.
        np.concatenate([background.having, np.zeros(len(ends))]),
        background,
    )
    single, paired = telling[telling < len(vocabulary)], telling[telling >= len(vocabulary)] - len(vocabulary)
    word_terms = [*vocabulary[single], *(f"{vocabulary[one]} {vocabulary[other]}" for one, other in ends[paired])]
    characters, telling = _weigh(
        sparse.csr_matrix(pieces @ ngrams_of),
        ngrams_of.T @ background.having,
        background,
        max(_COMMON_ARTICLES, int(_COMMON_SHARE * told.n_rows)),
    )
    rows = sparse.hstack([words, characters], format="csr", dtype=np.float32)
    rows.data *= np.float32(np.sqrt(0.5))
    rows.sort_indices()
    terms = np.array([*word_terms, *ngrams[telling]], dtype=object)
    return TextVectors(rows, terms, len(word_terms))


def _count(codes: NDArray[np.int64], text_of: NDArray[np.int64], n_texts: int, n_terms: int) -> sparse.csr_matrix:
    """How often each text has each term."""
    ones = np.ones(len(codes), dtype=np.float32)
    counts = sparse.coo_matrix((ones, (text_of, codes)), shape=(n_texts, n_terms)).tocsr()
    counts.sort_indices()
    return counts


def _count_pairs(told: Column) -> tuple[sparse.csr_matrix, NDArray[np.int64]]:
    """How often each text has each two words in a row, and these two; of most nobody asks for a string."""
    codes, text_of, n_words = told.codes, told.row_of, len(told.vocabulary)
    in_a_row = text_of[1:] == text_of[:-1]
    keys = codes[:-1][in_a_row] * n_words + codes[1:][in_a_row]
    distinct, pair_codes = np.unique(keys, return_inverse=True)
    counts = _count(pair_codes, text_of[1:][in_a_row], told.n_rows, len(distinct))
    return counts, np.stack(np.divmod(distinct, n_words), axis=1)


def _take_apart(words: Iterable[Iterable[str]]) -> tuple[NDArray[np.object_], sparse.csr_matrix]:
    """The distinct parts of words, and how often each word has each."""
    parts = encode(words)
    return parts.vocabulary, _count(parts.codes, parts.row_of, parts.n_rows, len(parts.vocabulary))


def _weigh(
    counts: sparse.csr_matrix,
    having: NDArray[np.float64],
    background: Background,
    most_articles: int | None = None,
) -> tuple[sparse.csr_matrix, NDArray[np.int64]]:
    """TF-IDF of the terms in 2 to `most_articles` articles, and their numbers; other terms only affect the lengths.

    `having` is how many articles of the background have each term.
    """
    from sklearn.feature_extraction.text import TfidfTransformer  # takes a second to import

    n_articles, n_terms = counts.shape
    here = np.bincount(counts.indices, minlength=n_terms)
    n_having = here + np.minimum(having, background.n_articles)
    weigher = TfidfTransformer(sublinear_tf=True).fit(counts)
    weigher.idf_ = (np.log((1 + n_articles + background.n_articles) / (1 + n_having)) + 1).astype(counts.dtype)
    telling = np.flatnonzero((here > 1) & (here <= (most_articles or n_articles)))
    return weigher.transform(counts)[:, telling], telling


def _ngrams(word: str) -> Iterator[str]:
    """The pieces of a word of 3 to 5 characters, its beginning and end marked by a space."""
    marked = f" {word} "
    for size in range(_SHORTEST_NGRAM, _LONGEST_NGRAM + 1):
        for start in range(len(marked) - size + 1):
            yield marked[start : start + size]
