"""All pairs of articles that something links, with the figures that say how."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphkit.links.copies import are_copies
from graphkit.links.evidence import evidence_of_declared, evidence_of_texts
from graphkit.links.fading import fading_of
from graphkit.links.meaning import Meaning, nearest_in_meaning
from graphkit.links.nearest import Pairs, measure, merged, nearest_ever, nearest_in_time
from graphkit.links.products import is_among_strongest
from graphkit.links.vectors import TextVectors
from graphkit.model import LEAST_EVIDENCE, Facet, Links, Progress
from graphkit.options import Options
from graphkit.texts.reading import Texts
from graphkit.tuning import TUNING, Tuning


def link_articles(
    texts: Texts,
    vectors: TextVectors,
    declared: NDArray[np.int32],
    facets: Sequence[Facet],
    options: Options,
    on_progress: Progress,
    tuning: Tuning = TUNING,
    meaning: Meaning | None = None,
) -> Links:
    """Join what the texts suggest with what the files declare, and measure every pair alike.

    Parameters
    ----------
    texts : Texts
    vectors : TextVectors
        One row for each article.
    declared : int array, shape (n, 2)
        Who lists whom.
    facets : sequence of Facet
        Whose topics support a declared link.
    options : Options
    on_progress : Progress
    tuning : Tuning
    meaning : Meaning, optional
        Of sentence vectors.

    Returns
    -------
    Links
        Candidates for a story as well as those few that are shown.

    Notes
    -----
    Evidence is ``1 - (1 - texts) · (1 - declared)``, see `evidence_of_texts` and `evidence_of_declared`.
    """
    days = texts.work.store.load("corpus")["days"]
    fading = fading_of(days, options.decay_days, tuning)
    near = nearest_in_time(vectors, fading, options, lambda done, total: on_progress("comparing", done, total))
    listed = np.unique(np.sort(declared, axis=1), axis=0).astype(np.int32).reshape(-1, 2)
    found = merged(near, nearest_ever(vectors, options), measure(texts.work.store, listed[:, 0], listed[:, 1]))
    if meaning is not None:
        found = merged(found, measure(texts.work.store, *nearest_in_meaning(meaning, fading, options)))
    first, second, cosine = found
    days_apart = np.abs(days[first] - days[second])
    likeness = cosine if meaning is None else meaning.blend(cosine, first, second)
    alike = Pairs(first, second, likeness)
    strength = likeness * fading.between(first, second)
    inferred = (likeness >= options.lasting_similarity) | (strength >= options.min_similarity)
    by_first, by_second = _is_in(first, second, declared), _is_in(second, first, declared)
    by_texts = evidence_of_texts(vectors, found, fading, tuning, options.seed, meaning)
    by_files = evidence_of_declared(alike, by_first | by_second, fading, facets, options.decay_days, tuning)
    return Links(
        first=first,
        second=second,
        cosine=cosine,
        days_apart=np.asarray(np.round(days_apart, 3)),
        evidence=np.asarray(np.round(np.maximum(1 - (1 - by_texts) * (1 - by_files), LEAST_EVIDENCE), 6)),
        declared_by_first=by_first,
        declared_by_second=by_second,
        inferred=inferred,
        shown=by_first | by_second | _strongest_inferred(first, second, likeness, strength, inferred, options),
        is_copy=are_copies(texts, first, second, cosine, days_apart, options),
    )


def _is_in(lister: NDArray[np.int32], listed: NDArray[np.int32], declared: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether each pair, in this direction, is a declared one."""
    keys = lister.astype(np.int64) << 32 | listed
    return np.isin(keys, declared[:, 0].astype(np.int64) << 32 | declared[:, 1])


def _strongest_inferred(
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    likeness: NDArray[np.float64],
    strength: NDArray[np.float64],
    inferred: NDArray[np.bool_],
    options: Options,
) -> NDArray[np.bool_]:
    """Whether an inferred pair is among the strongest few of one of its two articles."""
    rows = np.flatnonzero(inferred)
    # What lasts counts behind what is near, yet still counts: a tenth of the likeness orders it.
    weight = strength[rows] + 0.1 * likeness[rows]
    shown = np.zeros(len(first), dtype=np.bool_)
    shown[rows] = is_among_strongest(first[rows], second[rows], weight, options.links_per_article)
    return shown
