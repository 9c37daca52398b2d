"""Which pairs of articles are worth a look: alike, and near in time, or alike enough to last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.options import Options
from graphkit.products import columns_of_few, is_among_strongest, largest_products, products_of_pairs
from graphkit.similarity.vectors import TextVectors

# Blocks hold fewer articles than a busy week, so that few pairs out of reach of each other are compared.
_BLOCK_ROWS = 256
# All that an undated article may be near to lies in one block; these are as many as fit into some megabytes.
_BLOCK_ROWS_UNDATED = 8_192
# Words that more articles have find no lasting likeness that rarer ones do not.
_MOST_HAVING = 1_000
# The same for undated articles, which a weaker likeness joins: in a corpus that is not large, hardly any term has more.
_MOST_HAVING_UNDATED = 2_000
# With so many articles out of reach, an undated one that is alike is as likely a stranger on the same subject as not.
_OUT_OF_REACH = 5_000
# So many dates stand for all where the mean over pairs is wanted.
_SAMPLE = 1_000
# Nearest by text alone that are taken for each one wanted, before time fades them.
_SPARE = 4


class Pairs(NamedTuple):
    """Pairs of articles with their cosine: sorted, each once, the smaller number first."""

    first: NDArray[np.int32]
    second: NDArray[np.int32]
    cosine: NDArray[np.float64]


def time_decay(days_apart: NDArray[np.float64], decay_days: float, unknown: float = 1.0) -> NDArray[np.float64]:
    """How much likeness remains after so many days: 1 at once, less by half every 0.7 `decay_days`.

    `unknown` is what remains where one of the two is undated, see `decay_of_unknown`.
    """
    return np.where(np.isnan(days_apart), unknown, np.exp(-days_apart / decay_days))


def decay_of_unknown(days: NDArray[np.float64], decay_days: float) -> float:
    """How much likeness remains where one of two articles is undated, in (0, 1], 4 places.

    It is 1 where all lie within days of each other or none is dated, and falls with the number of articles that
    are out of reach: among hundreds, what is alike belongs together; in an archive of years it is often no more than
    the same subject.
    """
    dated = np.sort(days[~np.isnan(days)])
    some = dated[np.linspace(0, len(dated) - 1, min(len(dated), _SAMPLE)).round().astype(int)]
    within_reach = float(np.exp(-np.abs(some[:, None] - some[None, :]) / decay_days).mean()) if len(some) else 1.0
    return round(1 / (1 + len(dated) * (1 - within_reach) / _OUT_OF_REACH), 4)


def nearest_in_time(
    vectors: TextVectors,
    days: NDArray[np.float64],
    options: Options,
    on_progress: Callable[[int, int], None],
) -> Pairs:
    """Pair each article with those whose text, faded by the days between, is nearest to its own.

    Parameters
    ----------
    vectors : TextVectors
    days : float array, shape (n,)
        Publication time in days; NaN where unknown.
    options : Options
        At most ``neighbors`` for an article, none whose faded cosine is below ``min_evidence``.
    on_progress : called with rows done and rows in all

    Returns
    -------
    Pairs

    Notes
    -----
    A cosine is at most 1, so two articles further apart than ``decay_days * ln(1 / min_evidence)`` can never pass:
    only articles within that window of each other are compared, each with the later ones, in blocks of rows sorted
    by time. The cost grows with the corpus times the articles in a window. An undated article may be near to any: in a
    large corpus, those it is like are found by terms that few have, so that the cost grows in step with the corpus.
    """
    unknown = decay_of_unknown(days, options.decay_days)
    dated, undated = _near_dated(vectors.rows, days, options, on_progress), _NO_PAIRS
    if options.min_evidence <= unknown:
        undated = _near_undated(vectors, days, options, options.min_evidence / unknown, on_progress)
    on_progress(len(days), len(days))
    pairs = merged(dated, undated)
    strength = pairs.cosine * time_decay(np.abs(days[pairs.first] - days[pairs.second]), options.decay_days, unknown)
    return _rows_of(pairs, is_among_strongest(pairs.first, pairs.second, strength, options.neighbors))


def _near_dated(
    all_rows: sparse.csr_matrix,
    days: NDArray[np.float64],
    options: Options,
    on_progress: Callable[[int, int], None],
) -> Pairs:
    window = options.decay_days * log(1 / options.min_evidence)
    n = int(np.count_nonzero(~np.isnan(days)))
    order = np.argsort(days, kind="stable")[:n]  # undated last
    sorted_days, rows = days[order], all_rows[order]
    found = [_NO_PAIRS]
    for start in range(0, n, _BLOCK_ROWS):
        on_progress(start, len(days))
        stop = min(start + _BLOCK_ROWS, n)
        reach = int(np.searchsorted(sorted_days, sorted_days[stop - 1] + window, side="right"))
        cosines = largest_products(
            rows[start:stop], rows[start:reach], options.neighbors * _SPARE, options.min_evidence * (1 - 1e-6)
        )
        earlier, later = cosines.row + start, cosines.col + start
        # Later ones may be earlier here, and are left out below.
        faded = cosines.data * time_decay(np.abs(sorted_days[later] - sorted_days[earlier]), options.decay_days)
        keep = (earlier < later) & (faded >= options.min_evidence)
        found.append(_pairs(order[earlier[keep]], order[later[keep]], cosines.data[keep]))
    return _joined(found)


def _near_undated(
    vectors: TextVectors,
    days: NDArray[np.float64],
    options: Options,
    least_cosine: float,
    on_progress: Callable[[int, int], None],
) -> Pairs:
    """Pairs of an undated article with any other."""
    rows, undated = vectors.rows, np.flatnonzero(np.isnan(days))
    rare = columns_of_few(rows, _MOST_HAVING_UNDATED)
    most, threshold = options.neighbors * _SPARE, least_cosine * (1 - 1e-6)
    if rare is not rows:
        # Rare terms make up half of a likeness, or it is one of subjects. Itself is one of the nearest.
        most, threshold = options.neighbors + 1, least_cosine / 2
    found = [_NO_PAIRS]
    for start in range(0, len(undated), _BLOCK_ROWS_UNDATED):
        on_progress(len(days) - len(undated) + start, len(days))
        block = undated[start : start + _BLOCK_ROWS_UNDATED]
        nearest = largest_products(rare[block], rare, most, threshold)
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
