"""Which pairs of articles are worth a look: alike, and near in time, or alike enough to last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.links.fading import Fading
from graphkit.links.products import columns_of_few, is_among_strongest, largest_products, products_of_pairs
from graphkit.links.vectors import TextVectors
from graphkit.options import Options

# Blocks hold fewer articles than a busy week, so that few pairs out of reach of each other are compared.
_BLOCK_ROWS = 256
# All that an undated article may be near to lies in one block; these are as many as fit into some megabytes.
_BLOCK_ROWS_UNDATED = 8_192
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
    A cosine is at most 1, so two articles further apart than ``lasts * ln(1 / min_evidence)`` can never pass: only
    articles within that window of each other are compared, each with the later ones, in blocks of rows sorted by time.
    The cost grows with the corpus times the articles in a window. An undated article may be near to any: in a large
    corpus, those it is like are found by terms that few have, so that the cost grows in step with the corpus.
    """
    dated, undated = _near_dated(vectors.rows, fading, options, on_progress), _NO_PAIRS
    if options.min_evidence <= fading.unknown:
        undated = _near_undated(vectors, fading, options, on_progress)
    on_progress(len(fading.days), len(fading.days))
    pairs = merged(dated, undated)
    strength = pairs.cosine * fading.between(pairs.first, pairs.second)
    return _rows_of(pairs, is_among_strongest(pairs.first, pairs.second, strength, options.neighbors))


def _near_dated(
    all_rows: sparse.csr_matrix, fading: Fading, options: Options, on_progress: Callable[[int, int], None]
) -> Pairs:
    n = int(np.count_nonzero(~np.isnan(fading.days)))
    order = np.argsort(fading.days, kind="stable")[:n]  # undated last
    days, rows = fading.days[order], all_rows[order]
    found = [_NO_PAIRS]
    for start in range(0, n, _BLOCK_ROWS):
        on_progress(start, len(fading.days))
        stop = min(start + _BLOCK_ROWS, n)
        window = fading.reach(order[start:stop], options.min_evidence)
        reach = int(np.searchsorted(days, days[stop - 1] + window, side="right"))
        cosines = largest_products(
            rows[start:stop], rows[start:reach], reach - start, options.min_evidence * (1 - 1e-6)
        )
        later = cosines.row < cosines.col
        one, other, cosine = order[cosines.row[later] + start], order[cosines.col[later] + start], cosines.data[later]
        keep = cosine * fading.between(one, other) >= options.min_evidence
        found.append(_pairs(one[keep], other[keep], cosine[keep]))
    return _joined(found)


def _near_undated(
    vectors: TextVectors, fading: Fading, options: Options, on_progress: Callable[[int, int], None]
) -> Pairs:
    """Pairs of an undated article with any other."""
    rows, n, undated = vectors.rows, len(fading.days), np.flatnonzero(np.isnan(fading.days))
    least_cosine = options.min_evidence / fading.unknown
    rare = columns_of_few(rows, _MOST_HAVING_UNDATED)
    # Rare terms make up half of a likeness, or it is one of subjects.
    threshold = least_cosine * (1 - 1e-6) if rare is rows else least_cosine / 2
    found = [_NO_PAIRS]
    for start in range(0, len(undated), _BLOCK_ROWS_UNDATED):
        on_progress(n - len(undated) + start, n)
        block = undated[start : start + _BLOCK_ROWS_UNDATED]
        nearest = largest_products(rare[block], rare, options.neighbors + 1, threshold)  # itself is one of them
        one, other = block[nearest.row], nearest.col
        found.append(_pairs(one[one != other], other[one != other], nearest.data[one != other]))
    pairs = _joined(found)
    if rare is not rows:
        pairs = measure(vectors, pairs.first, pairs.second)
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
    words = vectors.rows[:, : vectors.n_words]
    lengths = np.sqrt(np.asarray(words.multiply(words).sum(axis=1)).ravel())
    words = columns_of_few(words, _MOST_HAVING)
    words = sparse.csr_matrix(sparse.diags_array(1 / np.maximum(lengths, 1e-12), dtype=np.float32) @ words)
    # Itself is one of them.
    nearest = largest_products(words, words, options.links_per_article + 1, options.lasting_similarity / 2)
    apart = nearest.row != nearest.col
    pairs = _joined([_pairs(nearest.row[apart], nearest.col[apart], nearest.data[apart])])
    measured = measure(vectors, pairs.first, pairs.second)
    return _rows_of(measured, measured.cosine >= options.lasting_similarity)


def measure(vectors: TextVectors, first: NDArray[np.int32], second: NDArray[np.int32]) -> Pairs:
    """The cosines of given pairs, which are sorted and each there once."""
    return Pairs(first, second, _rounded(products_of_pairs(vectors.rows, first, second)))


def merged(*sets: Pairs) -> Pairs:
    """All pairs of several sets, each once."""
    return _joined(sets)


_NO_PAIRS = Pairs(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.int32), np.empty(0))


def _pairs(one: NDArray[np.integer], other: NDArray[np.integer], cosine: NDArray[np.floating]) -> Pairs:
    return Pairs(np.minimum(one, other).astype(np.int32), np.maximum(one, other).astype(np.int32), _rounded(cosine))


def _joined(sets: Iterable[Pairs]) -> Pairs:
    first, second, cosine = (np.concatenate(column) for column in zip(*sets, strict=True))
    _, once = np.unique(first.astype(np.int64) << 32 | second, return_index=True)
    return Pairs(first[once], second[once], cosine[once])


def _rows_of(pairs: Pairs, mask: NDArray[np.bool_]) -> Pairs:
    return Pairs(pairs.first[mask], pairs.second[mask], pairs.cosine[mask])


def _rounded(cosine: NDArray[np.floating]) -> NDArray[np.float64]:
    """In [0, 1], 6 places."""
    return np.asarray(np.round(np.clip(cosine.astype(np.float64), 0, 1), 6))
