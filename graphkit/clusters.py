"""STAGE 3a: the links fall into stories."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.breadth import breadth_of_groups, breadth_of_pairs
from graphkit.communities import Labels, members_of, nested_communities
from graphkit.model import Facet, Links, NodeKind
from graphkit.options import Options
from graphkit.products import products_of_pairs

# A likeness of so many words counts in full, one of fewer in proportion: one word in common is a subject.
_FULL_BREADTH = 6.0
# What a declared link weighs before time, if its texts are as alike as declared pairs of the corpus usually are.
_DECLARED_EVIDENCE = 0.50
# A declared link fades so many times slower than likeness: it outlasts it by days, not by months.
_DECLARED_DECAY = 5.0
# Below this likeness two texts have nothing in common that says anything.
_NO_WORDS = 0.005
# A topic on more of the articles than this says nothing of a pair.
_BROAD_TOPIC = 0.20
# Evidence never falls to nothing: an edge has a weight in (0, 1]. What has no more is passed over.
_LEAST_EVIDENCE = 0.004

# Resolutions at which stories are sought, each so many times the one before, up to a likeness that only copies pass.
_STEP = 3.0
_FINEST = 0.45
# A story held together by so many words counts in full: the articles on one name are not yet one story.
_STORY_BREADTH = 2.0
# What a story must gain for each further member beyond the resolution: a few weak links are chance, many are not.
_JOINING = 0.025
# Parts of a story are linked with each other at least by so much of what they are linked within.
_LEAST_BETWEEN = 0.1

# How alike strangers are is measured on so many pairs of texts, without the quarter that is most alike.
_PAIRS = 20_000
_STRANGERS = 0.75
# So many times that likeness is added to the resolution ...
_ABOVE_STRANGERS = 10.0
# ... but no corpus, however uniform, raises it beyond so many times what is set.
_HIGHEST_BAR = 5.0


def weigh_links(links: Links, n_articles: int, facets: Sequence[Facet], options: Options) -> NDArray[np.float64]:
    """How far each link speaks for one story, in (0, 1], 6 places.

    Notes
    -----
    The texts' strength (cosine faded by time) in proportion to its breadth, and beside it what a declared link adds:
    it counts in step with the words that support it and fades with time as well, only slower. One that neither words
    nor a narrow topic support adds nothing.
    """
    breadth = np.minimum(links.breadth / _FULL_BREADTH, 1.0)
    days = np.nan_to_num(links.days_apart, nan=0.0)
    fade = np.exp(-days / (options.decay_days * _DECLARED_DECAY))
    support = np.maximum(
        _relative_likeness(links, links.cosine * breadth), 0.5 * _share_topic(links, n_articles, facets)
    )
    mutual = links.declared_by_first & links.declared_by_second
    voices = links.declared.astype(np.float64) + mutual
    declared = _DECLARED_EVIDENCE * fade * support * voices
    evidence = 1 - (1 - links.strength * breadth) * (1 - np.minimum(declared, 1))
    return np.asarray(np.round(np.clip(evidence, _LEAST_EVIDENCE, 1.0), 6), dtype=np.float64)


def _relative_likeness(links: Links, likeness: NDArray[np.float64]) -> NDArray[np.float64]:
    """The likeness of each link as a part of what the corpus's declared links usually have, at most 1.

    How alike the texts of right links are depends on the corpus: on one subject all are a little alike.
    """
    telling = likeness >= _NO_WORDS
    declared = likeness[links.declared & telling]
    usual = float(np.median(declared)) if len(declared) else 1.0
    return np.where(telling, np.minimum(likeness / usual, 1.0), 0.0)


def find_groups(
    links: Links, evidence: NDArray[np.float64], stems: sparse.csr_matrix, options: Options
) -> tuple[tuple[int, ...], ...]:
    """Partition the articles into stories.

    Parameters
    ----------
    links : Links
    evidence : float array, shape (n_links,)
        What each link weighs, in (0, 1].
    stems : sparse array, shape (n_articles, n_stems)
        The articles by single words, rows at most 1 long.
    options : Options
        ``resolution`` is the mean evidence between members above which a story holds together; it rises where all
        articles of a corpus are alike.

    Returns
    -------
    tuple of tuple of int
        Article numbers, ascending; groups of two and more, sorted.

    Notes
    -----
    Communities of the constant Potts model at several resolutions, nested in each other. From the finest to the
    coarsest, parts are joined where the whole is worth more: the evidence within it, in step with how many words make
    it up, less the resolution for each of its pairs and a little for each member; and where the parts are linked
    closely enough, held against what they are within. So a large story may be loose and a small one may not, and one
    word that many articles share makes no story. Time grows with links and words.
    """
    counts = evidence > _LEAST_EVIDENCE
    first, second, weight = links.first[counts], links.second[counts], evidence[counts]
    bar = _bar(stems, options)
    resolutions = [bar]
    while resolutions[-1] * _STEP < _FINEST:
        resolutions.append(resolutions[-1] * _STEP)
    levels = nested_communities(stems.shape[0], first, second, weight, resolutions, options.seed)
    # Where strangers are alike, so are stories that have nothing to do with each other.
    least_between = _LEAST_BETWEEN * sqrt(bar / options.resolution)
    return members_of(_choose(levels, first, second, weight, stems, bar, least_between))


def _bar(stems: sparse.csr_matrix, options: Options) -> float:
    """The mean evidence that holds a story together, in a corpus of this likeness; below 1.

    Where every two texts have something in common, as on one subject, a story must stand out from that.
    """
    one, other = _some_pairs(stems.shape[0], options.seed)
    if not len(one):
        return options.resolution
    breadth = np.minimum(breadth_of_pairs(stems, one, other) / _FULL_BREADTH, 1.0)
    likeness = np.sort(products_of_pairs(stems, one, other) * breadth)
    strangers = float(likeness[: int(_STRANGERS * len(likeness))].sum()) / (_STRANGERS * len(likeness))
    highest = min(_HIGHEST_BAR * options.resolution, (1 + options.resolution) / 2)
    return min(options.resolution + _ABOVE_STRANGERS * strangers, highest)


def _some_pairs(n: int, seed: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """All pairs of n numbers if they are few, otherwise some at random."""
    if n * (n - 1) // 2 <= _PAIRS:
        pairs = np.asarray(np.triu_indices(n, 1))
    else:
        pairs = np.random.default_rng(seed).integers(0, n, (2, _PAIRS))
    one, other = pairs[:, pairs[0] != pairs[1]].astype(np.int32)
    return one, other


def _choose(
    levels: Sequence[Labels],
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    weight: NDArray[np.float64],
    stems: sparse.csr_matrix,
    bar: float,
    least_between: float,
) -> Labels:
    """The best of nested partitions, part by part."""
    chosen = levels[-1]
    worth, within, pairs = np.zeros((3, len(chosen)))  # of the chosen parts in each community of a level
    for level, finer in zip(levels[-2::-1], levels[:0:-1], strict=True):
        n = int(level.max(initial=-1)) + 1
        parent = np.zeros(len(worth), dtype=np.int64)
        parent[finer] = level
        worth, within, pairs = (_sums(parts, parent, n) for parts in (worth, within, pairs))
        size = np.bincount(level, minlength=n)
        inside = level[first] == level[second]
        whole_within = _sums(weight[inside], level[first[inside]], n)
        whole_pairs = size * (size - 1) / 2
        breadth = np.minimum(breadth_of_groups(stems, level, n) / _STORY_BREADTH, 1.0)
        whole_worth = breadth * whole_within - bar * whole_pairs - _JOINING * (1 - bar) * (size - 1)
        mean_within = np.divide(within, pairs, out=np.zeros(n), where=pairs > 0)
        is_linked = whole_within - within >= least_between * mean_within * (whole_pairs - pairs)
        is_better = (whole_worth >= worth) & is_linked
        worth, within, pairs = (
            np.where(is_better, whole, parts)
            for whole, parts in ((whole_worth, worth), (whole_within, within), (whole_pairs, pairs))
        )
        # Numbers of the coarser level begin after those of the chosen one, so that they never meet.
        chosen = np.where(is_better[level], level + chosen.max(initial=0) + 1, chosen)
    return chosen


def _sums(values: NDArray[np.float64], group_of: NDArray[np.int64], n_groups: int) -> NDArray[np.float64]:
    return np.asarray(np.bincount(group_of, weights=values, minlength=n_groups), dtype=np.float64)


def _share_topic(links: Links, n_articles: int, facets: Sequence[Facet]) -> NDArray[np.bool_]:
    """Whether the two articles of each link share a topic that is not on every other article."""
    narrow = [
        facet.articles
        for facet in facets
        if facet.kind is NodeKind.TOPIC and len(facet.articles) <= max(2, _BROAD_TOPIC * n_articles)
    ]
    if not narrow:
        return np.zeros(len(links), dtype=np.bool_)
    rows = np.concatenate([np.asarray(numbers) for numbers in narrow])
    columns = np.repeat(np.arange(len(narrow)), [len(numbers) for numbers in narrow])
    has = sparse.csr_array((np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=(n_articles, len(narrow)))
    return np.asarray(has[links.first].multiply(has[links.second]).sum(axis=1)).ravel() > 0
