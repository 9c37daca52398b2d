"""All pairs of articles that something links, with the figures that say how."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphkit.breadth import breadth_of_pairs
from graphkit.model import SECONDS_A_DAY, Article, Links, Progress
from graphkit.options import Options
from graphkit.products import is_among_strongest
from graphkit.similarity.copies import are_copies
from graphkit.similarity.nearest import (
    decay_of_unknown,
    measure,
    merged,
    nearest_ever,
    nearest_in_time,
    time_decay,
)
from graphkit.similarity.vectors import TextVectors

# One word in common, and hardly anything else, is no reason to link two articles.
_LEAST_BREADTH = 1.5


def link_articles(
    articles: Sequence[Article],
    vectors: TextVectors,
    declared: NDArray[np.int32],
    options: Options,
    on_progress: Progress,
) -> Links:
    """Join what the texts suggest with what the files declare, and measure every pair alike.

    Parameters
    ----------
    articles : sequence, sorted by id
    vectors : TextVectors
        One row for each article.
    declared : int array, shape (n, 2)
        Who lists whom.
    options : Options
    on_progress : Progress

    Returns
    -------
    Links
        Candidates for a story as well as those few that are shown.
    """
    days = np.array(
        [np.nan if a.timestamp is None else a.timestamp / SECONDS_A_DAY for a in articles], dtype=np.float64
    )
    near = nearest_in_time(vectors, days, options, lambda done, total: on_progress("comparing", done, total))
    listed = np.unique(np.sort(declared, axis=1), axis=0).astype(np.int32).reshape(-1, 2)
    found = merged(near, nearest_ever(vectors, options), measure(vectors, listed[:, 0], listed[:, 1]))
    first, second, cosine = found
    days_apart = np.abs(days[first] - days[second])
    fade = time_decay(days_apart, options.decay_days, decay_of_unknown(days, options.decay_days))
    borrowed = borrow_days(days, first, second, cosine)
    # Where both days are known or borrowed; else nothing tells how far apart the two are.
    borrowed_apart = np.where(np.isnan(days_apart), np.abs(borrowed[first] - borrowed[second]), 0)
    fade *= time_decay(borrowed_apart, options.decay_days)
    strength = np.asarray(np.round(cosine * fade, 6))
    breadth = breadth_of_pairs(vectors.stems, first, second)
    lasting = cosine >= options.lasting_similarity
    inferred = lasting | ((strength >= options.min_similarity) & (breadth >= _LEAST_BREADTH))
    by_first, by_second = _is_in(first, second, declared), _is_in(second, first, declared)
    return Links(
        first=first,
        second=second,
        cosine=cosine,
        breadth=breadth,
        days_apart=np.asarray(np.round(days_apart, 3)),
        strength=strength,
        declared_by_first=by_first,
        declared_by_second=by_second,
        inferred=inferred,
        shown=by_first | by_second | _strongest_inferred(first, second, cosine, strength, inferred, options),
        is_copy=are_copies(articles, first, second, cosine, days_apart, options),
    )


def borrow_days(
    days: NDArray[np.float64],
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    cosine: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Give each undated article the day of the dated one that is most like it, so that it bridges no years.

    Parameters
    ----------
    days : float array, shape (n_articles,)
        NaN where undated.
    first, second, cosine : arrays, shape (n_pairs,)

    Returns
    -------
    float array, shape (n_articles,)
        NaN where an undated article is like no dated one. Where most articles are undated, nothing is borrowed: days
        tell little there, and a third of the stories of such a corpus fell apart (wikinews: B³ .74 to .69).
    """
    borrowed = days.copy()
    if 2 * np.count_nonzero(np.isnan(days)) > len(days):
        return borrowed
    one, other = np.concatenate([first, second]), np.concatenate([second, first])
    alike = np.concatenate([cosine, cosine])
    lends = np.isnan(days[one]) & ~np.isnan(days[other]) & (alike > 0)
    one, other, alike = one[lends], other[lends], alike[lends]
    order = np.lexsort((-other, alike))  # the most alike last; of equally alike ones the first article
    borrowed[one[order]] = days[other[order]]
    return borrowed


def _is_in(lister: NDArray[np.int32], listed: NDArray[np.int32], declared: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether each pair, in this direction, is a declared one."""
    keys = lister.astype(np.int64) << 32 | listed
    return np.isin(keys, declared[:, 0].astype(np.int64) << 32 | declared[:, 1])


def _strongest_inferred(
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    cosine: NDArray[np.float64],
    strength: NDArray[np.float64],
    inferred: NDArray[np.bool_],
    options: Options,
) -> NDArray[np.bool_]:
    """Whether an inferred pair is among the strongest few of one of its two articles."""
    rows = np.flatnonzero(inferred)
    # What lasts counts behind what is near, yet still counts: a tenth of the cosine orders it.
    weight = strength[rows] + 0.1 * cosine[rows]
    shown = np.zeros(len(first), dtype=np.bool_)
    shown[rows] = is_among_strongest(first[rows], second[rows], weight, options.links_per_article)
    return shown
