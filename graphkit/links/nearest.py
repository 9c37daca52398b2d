"""Which pairs of articles are worth a look: alike, and near in time, or alike enough to last."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.blocks import Blocks, Columns, Store
from graphkit.links.fading import Fading
from graphkit.links.products import is_among_strongest, largest_products, products_of_pairs
from graphkit.links.vectors import TextVectors, columns_of, matrix_of, rows_of
from graphkit.options import Options

# Blocks hold fewer articles than a busy week, so that few pairs out of reach of each other are compared.
_BLOCK_ROWS = 256
# Texts that may be near to all others are compared in groups of this size, which take some megabytes.
_BLOCK_ROWS_UNDATED = 1_024
# Words that more articles have find no lasting likeness that rarer ones do not.
_MOST_HAVING = 1_000
# The same for undated articles, which a weaker likeness joins: in a corpus that is not large, hardly any term has more.
_MOST_HAVING_UNDATED = 2_000


class Pairs(NamedTuple):
    """Pairs of articles with their cosine: sorted, each once, the smaller number first."""

    first: NDArray[np.int32]
    second: NDArray[np.int32]
    cosine: NDArray[np.float64]


def nearest_in_time(
    vectors: TextVectors,
    fading: Fading,
    options: Options,
    on_progress: Callable[[int, int], None],
) -> Pairs:
    """Pair each article with those whose text, faded by the days between, is nearest to its own.

    Parameters
    ----------
    vectors : TextVectors
    fading : Fading
    options : Options
        At most ``neighbors`` for an article, none whose faded cosine is below ``min_evidence``.
    on_progress : called with rows done and rows in all

    Returns
    -------
    Pairs

    Notes
    -----
    A cosine is at most 1, so two articles further apart than ``lasts * (1 / min_evidence - 1)`` can never pass: only
    articles within that window of each other are compared, each with the later ones, block by block in order of time.
    The cost grows with the corpus times the articles in a window. An undated article may be near to any: in a large
    corpus, those it is like are found by terms that few have, so that the cost grows in step with the corpus.
    """
    work, n = vectors.work, len(fading.days)
    work.store.save("fading", {"days": fading.days, "lasts": fading.lasts, "unknown": np.array([fading.unknown])})
    on_progress(0, n)
    work.each("near", _near, options, on_done=lambda done: on_progress(int(work.blocks.starts[done]), n))
    pairs = merged(*(Pairs(**found) for found in work.results("near")))
    work.forget("near")
    strength = pairs.cosine * fading.between(pairs.first, pairs.second)
    return _rows_of(pairs, is_among_strongest(pairs.first, pairs.second, strength, options.neighbors))


def _near(store: Store, block: int, options: Options) -> Columns:
    """Pairs of an article of this block with a later one that pass."""
    known = store.load("fading")
    fading = Fading(known["days"], known["lasts"], float(known["unknown"][0]))
    blocks = Blocks.of_columns(store.load("blocks"))
    numbers = blocks.of(block)
    if not len(numbers):
        return _NO_PAIRS._asdict()
    if np.isnan(fading.days[numbers[0]]):
        return _near_undated(store, block, blocks, fading, options)._asdict()
    return _near_dated(store, block, blocks, fading, options)._asdict()


def _near_dated(store: Store, block: int, blocks: Blocks, fading: Fading, options: Options) -> Pairs:
    start, stop = blocks.starts[block : block + 2].tolist()
    n_dated = int(np.count_nonzero(~np.isnan(fading.days)))
    days = fading.days[blocks.order[:n_dated]]
    reach = _reach(days, blocks.order, start, stop, fading, options)
    after = [
        matrix_of(store.load(f"rows-{later}")) for later in range(block, len(blocks)) if blocks.starts[later] < reach
    ]
    rows, order = sparse.vstack(after, format="csr"), blocks.order[start:]
    found = [_NO_PAIRS]
    for first in range(0, stop - start, _BLOCK_ROWS):
        last = min(first + _BLOCK_ROWS, stop - start)
        end = _reach(days, blocks.order, start + first, start + last, fading, options) - start
        cosines = largest_products(rows[first:last], rows[first:end], end - first, options.min_evidence * (1 - 1e-6))
        later = cosines.row < cosines.col
        one, other, cosine = order[cosines.row[later] + first], order[cosines.col[later] + first], cosines.data[later]
        keep = cosine * fading.between(one, other) >= options.min_evidence
        found.append(_pairs(one[keep], other[keep], cosine[keep]))
    return merged(*found)


def _reach(
    days: NDArray[np.float64], order: NDArray[np.int32], start: int, stop: int, fading: Fading, options: Options
) -> int:
    """Up to which place in time articles can be near to those between two places."""
    window = fading.reach(order[start:stop], options.min_evidence)
    return int(np.searchsorted(days, days[stop - 1] + window, side="right"))


def _near_undated(store: Store, block: int, blocks: Blocks, fading: Fading, options: Options) -> Pairs:
    """Pairs of an undated article of this block with any other."""
    least_cosine = options.min_evidence / fading.unknown
    if least_cosine > 1:
        return _NO_PAIRS
    is_rare = store.load("terms")["having"] <= _MOST_HAVING_UNDATED
    # Rare terms make up half of a likeness, or it is one of subjects.
    threshold = least_cosine * (1 - 1e-6) if is_rare.all() else least_cosine / 2

    def rare_rows(other: int) -> sparse.csr_matrix:
        rows = matrix_of(store.load(f"rows-{other}"))
        return rows if is_rare.all() else rows[:, is_rare]

    pairs = _nearest_of(block, blocks, rare_rows, options.neighbors, threshold)
    if not is_rare.all():
        pairs = measure(store, pairs.first, pairs.second)
    return _rows_of(pairs, pairs.cosine >= least_cosine)


def nearest_ever(vectors: TextVectors, options: Options) -> Pairs:
    """Pair each article with the few whose words are nearest to its own, however far apart in time.

    Returns
    -------
    Pairs
        At most ``links_per_article`` for an article, those of at least ``lasting_similarity``.

    Notes
    -----
    Found by words alone, since character n-grams make every pair of texts a little alike and the product dear, and by
    those that no more than 1,000 articles have, so that the cost grows in step with the corpus; what is found is then
    measured in full.
    """
    if options.links_per_article == 0 or vectors.n_words == 0:
        return _NO_PAIRS
    work = vectors.work
    work.each("words", _rare_words, vectors.n_words)
    work.each("ever", _near_ever, options)
    pairs = merged(*(Pairs(**found) for found in work.results("ever")))
    work.forget("words", "ever")
    return pairs


def _rare_words(store: Store, block: int, n_words: int) -> Columns:
    """The words of a block that no more than 1,000 articles have, as parts of all its words at length 1."""
    words = matrix_of(store.load(f"rows-{block}"))[:, :n_words]
    lengths = np.sqrt(np.asarray(words.multiply(words).sum(axis=1)).ravel())
    words = words[:, store.load("terms")["having"][:n_words] <= _MOST_HAVING]
    return columns_of(sparse.csr_matrix(sparse.diags_array(1 / np.maximum(lengths, 1e-12), dtype=np.float32) @ words))


def _near_ever(store: Store, block: int, options: Options) -> Columns:
    pairs = _nearest_of(
        block,
        Blocks.of_columns(store.load("blocks")),
        lambda other: matrix_of(store.load(f"words-{other}")),
        options.links_per_article,
        options.lasting_similarity / 2,
    )
    measured = measure(store, pairs.first, pairs.second)
    return _rows_of(measured, measured.cosine >= options.lasting_similarity)._asdict()


def _nearest_of(
    block: int, blocks: Blocks, rows_of_block: Callable[[int], sparse.csr_matrix], most: int, threshold: float
) -> Pairs:
    """Pair each article of a block with the nearest of all others; of equally near ones the smallest numbers."""
    rows, numbers = rows_of_block(block), blocks.of(block)
    found: list[Pairs] = [_NO_PAIRS]
    for start in range(0, len(numbers), _BLOCK_ROWS_UNDATED):
        some = rows[start : start + _BLOCK_ROWS_UNDATED]
        one, other, cosine = np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0)
        for theirs, their_numbers in enumerate(blocks):
            products = _largest_and_ties(some, rows_of_block(theirs), most, threshold)
            one = np.concatenate([one, numbers[start + products.row]])
            other = np.concatenate([other, their_numbers[products.col]])
            cosine = np.concatenate([cosine, _rounded(products.data)])
            order = np.lexsort((other, -cosine, one))
            order = order[one[order] != other[order]]
            order = order[np.arange(len(order)) - np.searchsorted(one[order], one[order]) < most]
            one, other, cosine = one[order], other[order], cosine[order]
        found.append(_pairs(one, other, cosine))
    return merged(*found)


def _largest_and_ties(
    rows: sparse.csr_matrix, others: sparse.csr_matrix, most: int, threshold: float
) -> sparse.coo_matrix:
    """The largest products of each row, itself among them, and all that are as large as the last of these."""
    asked = most + 1
    while True:
        asked = min(2 * asked, max(others.shape[0], 1))
        products = largest_products(rows, others, asked, threshold)
        if asked == others.shape[0] or not products.nnz:
            return products
        # A row that has as many as were asked for, the last as large as the last that counts, may have more such.
        values = _rounded(products.data)
        order = np.lexsort((-values, products.row))
        row, value = products.row[order], values[order]
        rank = np.arange(len(row)) - np.searchsorted(row, row)
        last, wanted = (np.full(rows.shape[0], end, dtype=np.float64) for end in (-1.0, 2.0))
        last[row[rank == asked - 1]] = value[rank == asked - 1]
        wanted[row[rank == most]] = value[rank == most]
        if not (last == wanted).any():
            return products


def measure(store: Store, first: NDArray[np.int32], second: NDArray[np.int32]) -> Pairs:
    """The cosines of given pairs, which are sorted and each there once."""
    numbers = np.unique(np.concatenate([first, second]))
    rows = rows_of(store, numbers)
    one, other = (np.searchsorted(numbers, end).astype(np.int32) for end in (first, second))
    cosines = products_of_pairs(rows, one, other)
    return Pairs(first, second, _rounded(cosines))


def merged(*sets: Pairs) -> Pairs:
    """All pairs of several sets, each once, in order."""
    first, second, cosine = (np.concatenate(column) for column in zip(*sets, strict=True))
    _, once = np.unique(first.astype(np.int64) << 32 | second, return_index=True)
    return Pairs(first[once], second[once], cosine[once])


_NO_PAIRS = Pairs(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32), np.empty(0))


def _pairs(one: NDArray[np.integer], other: NDArray[np.integer], cosine: NDArray[np.floating]) -> Pairs:
    return Pairs(np.minimum(one, other).astype(np.int32), np.maximum(one, other).astype(np.int32), _rounded(cosine))


def _rows_of(pairs: Pairs, mask: NDArray[np.bool_]) -> Pairs:
    return Pairs(pairs.first[mask], pairs.second[mask], pairs.cosine[mask])


def _rounded(cosine: NDArray[np.floating]) -> NDArray[np.float64]:
    """In [0, 1], 6 places."""
    return np.asarray(np.round(np.clip(cosine.astype(np.float64), 0, 1), 6))
