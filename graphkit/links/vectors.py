"""Articles as TF-IDF vectors: words say what a text is about, character n-grams catch names and inflections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.blocks import Blocks, Columns, Store, Work, by_block, cut_into_blocks, in_process
from graphkit.links.background import Background, look_up
from graphkit.texts.boilerplate import Pieces, leave_out_boilerplate
from graphkit.texts.columns import encode
from graphkit.texts.reading import Texts
from graphkit.tuning import TUNING, Tuning

_NGRAM = 4
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
    work : Work
        Its store holds the ``rows`` of each block, and ``terms``: what each column is, and how many articles have it.
    n_words : int
        How many columns are words and pairs of words; they come first, then character n-grams.

    Notes
    -----
    The product of two rows is their cosine. Only terms that tell are kept: those that at least two texts have, since
    only they can be shared, and in a large corpus not nearly all. A row is at most 1 long, shorter by what is left out.
    """

    work: Work
    n_words: int

    @property
    def rows(self) -> sparse.csr_matrix:
        """All rows, float32, shape (n_articles, n_terms)."""
        return rows_of(self.work.store, np.arange(len(self.work.blocks.order)))

    @property
    def terms(self) -> NDArray[np.object_]:
        """Folded, lower case without accents; shape (n_terms,)."""
        return self.work.store.load("terms")["terms"]


def vectorize(texts: Texts, tuning: Tuning = TUNING) -> TextVectors:
    """Turn texts into TF-IDF vectors.

    Parameters
    ----------
    texts : Texts
    tuning : Tuning

    Notes
    -----
    What an outlet says again and again is left out, see `leave_out_boilerplate`.

    Sublinear term frequencies and smoothed inverse document frequencies, once for words and pairs of words without
    stop words, once for character n-grams of 4 within these words, which serve names, inflected languages and
    those that write without spaces. Both weigh the same. Where the corpus is small and in English, the frequencies
    are those of news at large, see `look_up`.

    Each block counts in how many of its articles a term is; the counts are added up; each block is weighed by them.

    The n-grams of a text are those of its words: they are found once for each distinct word, and a product of two
    sparse matrices counts them for each text. Texts are numbers as soon as they are in pieces: making a string of every
    two words, and looking it up, would take longer than everything else.
    """
    leave_out_boilerplate(texts)
    work = texts.work
    ngrams, ngrams_of = _take_apart(_ngrams(word) for word in work.store.load("vocabulary")["words"])
    work.store.save("ngrams", columns_of(ngrams_of))
    n_parts = len(work.blocks)
    work.each("counts", _count_terms, n_parts)
    work.each("pairs", _add_up_pairs, n_parts)
    n_words = _weigh_terms(work, ngrams, tuning)
    work.each("rows", _weigh_rows)
    work.forget("counts", "pairs", *(f"pairs counted-{block}" for block in range(n_parts)))
    work.store.forget("ngrams")
    return TextVectors(work, n_words)


def vectors_of(
    rows: sparse.csr_matrix, terms: NDArray[np.object_], n_words: int, blocks: Blocks | None = None
) -> TextVectors:
    """Vectors that were made elsewhere.

    Parameters
    ----------
    rows : sparse array, float32, shape (n_articles, n_terms)
    terms : array of str, shape (n_terms,)
    n_words : int
    blocks : Blocks, optional
        One block of undated articles if not given.
    """
    work = in_process(blocks or cut_into_blocks(np.full(rows.shape[0], np.nan), max(rows.shape[0], 1)))
    work.store.save("blocks", work.blocks.to_columns())
    for block, numbers in enumerate(work.blocks):
        work.store.save(f"rows-{block}", columns_of(sparse.csr_matrix(rows[numbers]).sorted_indices()))
    work.store.save("terms", {"terms": terms, "having": np.bincount(rows.indices, minlength=rows.shape[1])})
    return TextVectors(work, n_words)


def columns_of(rows: sparse.csr_matrix) -> Columns:
    """A sparse matrix as a store keeps it."""
    return {"data": rows.data, "indices": rows.indices, "indptr": rows.indptr, "shape": np.array(rows.shape)}


def matrix_of(columns: Columns) -> sparse.csr_matrix:
    """What `columns_of` gave, with the columns of each row in order."""
    matrix = sparse.csr_matrix(
        (columns["data"], columns["indices"], columns["indptr"]), shape=tuple(columns["shape"].tolist())
    )
    matrix.has_sorted_indices = True
    return matrix


def rows_of(store: Store, numbers: NDArray[np.integer]) -> sparse.csr_matrix:
    """The rows of some articles, in the order of `numbers`, which are ascending."""
    if not len(numbers):
        return matrix_of(store.load("rows-0"))[:0]
    picked, order = [], []
    for columns, rows, places in by_block(store, numbers, "rows"):
        picked.append(matrix_of(columns)[rows])
        order.append(places)
    return sparse.vstack(picked, format="csr")[np.argsort(np.concatenate(order), kind="stable")]


def _count_terms(store: Store, block: int, n_parts: int) -> Columns:
    """How often each text has each word and n-gram, and in how many texts of the block each term is."""
    told = Pieces.of(store.load(f"told-{block}"))
    ngrams_of = matrix_of(store.load("ngrams"))
    n_words, n_ngrams = ngrams_of.shape
    words = _count(told.codes, told.row_of, told.n_rows, n_words)
    ngrams = sparse.csr_matrix(words @ ngrams_of)
    ngrams.sort_indices()
    pairs, keys = _count_pairs(told, n_words)
    _, having = np.unique(pairs.indices, return_counts=True)
    for part in range(n_parts):
        of_part = keys % n_parts == part
        store.save(f"pairs counted-{block}-{part}", {"keys": keys[of_part], "having": having[of_part]})
    return {
        **{f"words {name}": column for name, column in columns_of(words).items()},
        **{f"pairs {name}": column for name, column in columns_of(pairs).items()},
        **{f"ngrams {name}": column for name, column in columns_of(ngrams).items()},
        "keys": keys,
        "occurrences": np.bincount(told.codes, minlength=n_words),
        "words having": np.bincount(words.indices, minlength=n_words),
        "ngrams having": np.bincount(ngrams.indices, minlength=n_ngrams),
    }


def _add_up_pairs(store: Store, part: int, n_blocks: int) -> Columns:
    """Pairs of words that two articles have and more; of most nobody asks again."""
    blocks = [store.load(f"pairs counted-{block}-{part}") for block in range(n_blocks)]
    keys, key_of = np.unique(np.concatenate([columns["keys"] for columns in blocks]), return_inverse=True)
    having = np.bincount(key_of, np.concatenate([columns["having"] for columns in blocks]), len(keys))
    return {"keys": keys[having > 1], "having": having[having > 1].astype(np.int64)}


def _weigh_terms(work: Work, ngrams: NDArray[np.object_], tuning: Tuning) -> int:
    """Find out what each term weighs and which tell; how many of these are words and pairs of words."""
    words = work.store.load("vocabulary")["words"]
    counted = [*work.results("counts")]
    occurrences, having, having_ngrams = (
        np.sum([columns[name] for columns in counted], axis=0)
        for name in ("occurrences", "words having", "ngrams having")
    )
    parts = [*work.results("pairs")]
    keys, having_pairs = (np.concatenate([columns[name] for columns in parts]) for name in ("keys", "having"))
    in_order = np.argsort(keys)
    keys, having_pairs = keys[in_order], having_pairs[in_order]
    background, n = look_up(words, occurrences.astype(np.float64), tuning), len(work.blocks.order)
    most = max(_COMMON_ARTICLES, int(_COMMON_SHARE * n))
    telling_words = np.flatnonzero(having > 1)
    telling_ngrams = np.flatnonzero((having_ngrams > 1) & (having_ngrams <= most))
    one, other = np.divmod(keys, max(len(words), 1))
    paired = [f"{first} {second}" for first, second in zip(words[one], words[other], strict=True)]
    # Hardly any two words in a row are so common that a small corpus needs to be told.
    work.store.save(
        "weights",
        {
            "words": _idf(having, background.having, n, background),
            "pairs": _idf(having_pairs, 0.0, n, background),
            "pairs of one": _idf(np.ones(1), 0.0, n, background),
            "ngrams": _idf(having_ngrams, matrix_of(work.store.load("ngrams")).T @ background.having, n, background),
            "keys": keys,
            "telling words": telling_words,
            "telling ngrams": telling_ngrams,
        },
    )
    terms = np.array([*words[telling_words], *paired, *ngrams[telling_ngrams]], dtype=object)
    having = np.concatenate([having[telling_words], having_pairs, having_ngrams[telling_ngrams]])
    work.store.save("terms", {"terms": terms, "having": having})
    return len(telling_words) + len(paired)


def _idf(
    here: NDArray[np.number], elsewhere: NDArray[np.float64] | float, n_articles: int, background: Background
) -> NDArray[np.float32]:
    """Smoothed inverse document frequency of terms in `here` articles of the corpus, `elsewhere` of news at large."""
    having = here + np.minimum(elsewhere, background.n_articles)
    return np.asarray(np.log((1 + n_articles + background.n_articles) / (1 + having)) + 1, dtype=np.float32)


def _weigh_rows(store: Store, block: int) -> Columns:
    """The vectors of a block."""
    counts, weights = store.load(f"counts-{block}"), store.load("weights")
    words, pairs, ngrams = (
        matrix_of({name: counts[f"{kind} {name}"] for name in ("data", "indices", "indptr", "shape")})
        for kind in ("words", "pairs", "ngrams")
    )
    keys = weights["keys"]
    place = np.minimum(np.searchsorted(keys, counts["keys"]), max(len(keys) - 1, 0))
    is_telling = keys[place] == counts["keys"] if len(keys) else np.zeros(len(place), dtype=np.bool_)
    of_pairs = (
        np.where(is_telling, weights["pairs"][place], weights["pairs of one"])
        if len(keys)
        else np.repeat(weights["pairs of one"], len(place))
    )
    weighed = _weigh(sparse.hstack([words, pairs], format="csr"), np.concatenate([weights["words"], of_pairs]))
    single = weighed[:, weights["telling words"]]
    paired = weighed[:, words.shape[1] + np.flatnonzero(is_telling)]
    # Columns of the block become columns of the corpus.
    paired = sparse.csr_matrix(
        (paired.data, place[is_telling][paired.indices], paired.indptr), (paired.shape[0], len(keys))
    )
    characters = _weigh(ngrams, weights["ngrams"])[:, weights["telling ngrams"]]
    rows = sparse.hstack([single, paired, characters], format="csr", dtype=np.float32)
    rows.data *= np.float32(np.sqrt(0.5))
    rows.sort_indices()
    return columns_of(rows)


def _weigh(counts: sparse.csr_matrix, idf: NDArray[np.float32]) -> sparse.csr_matrix:
    """TF-IDF at length 1."""
    if not counts.nnz:
        return counts
    from sklearn.feature_extraction.text import TfidfTransformer  # takes a second to import

    weigher = TfidfTransformer(sublinear_tf=True).fit(counts)
    weigher.idf_ = idf
    return weigher.transform(counts)


def _count(codes: NDArray[np.integer], text_of: NDArray[np.integer], n_texts: int, n_terms: int) -> sparse.csr_matrix:
    """How often each text has each term."""
    ones = np.ones(len(codes), dtype=np.float32)
    counts = sparse.coo_matrix((ones, (text_of, codes)), shape=(n_texts, n_terms)).tocsr()
    counts.sort_indices()
    return counts


def _count_pairs(told: Pieces, n_words: int) -> tuple[sparse.csr_matrix, NDArray[np.int64]]:
    """How often each text has each two words in a row, and a number for these two."""
    codes, text_of = told.codes.astype(np.int64), told.row_of
    in_a_row = text_of[1:] == text_of[:-1]
    keys = codes[:-1][in_a_row] * n_words + codes[1:][in_a_row]
    distinct, pair_codes = np.unique(keys, return_inverse=True)
    return _count(pair_codes, text_of[1:][in_a_row], told.n_rows, len(distinct)), distinct


def _take_apart(words: Iterable[Iterable[str]]) -> tuple[NDArray[np.object_], sparse.csr_matrix]:
    """The distinct parts of words, and how often each word has each."""
    parts = encode(words)
    return parts.vocabulary, _count(parts.codes, parts.row_of, parts.n_rows, len(parts.vocabulary))


def _ngrams(word: str) -> Iterator[str]:
    """The pieces of a word of 4 characters, its beginning and end marked by a space."""
    marked = f" {word} "
    for start in range(len(marked) - _NGRAM + 1):
        yield marked[start : start + _NGRAM]
