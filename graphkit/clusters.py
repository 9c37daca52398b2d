"""STAGE 3a: the links fall into stories."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.communities import find_communities
from graphkit.model import Facet, Links, NodeKind
from graphkit.options import Options

# What a declared link weighs by itself, before time and support: about what two like texts weigh. Any value from
# 0.45 to 0.6 gives the same stories on the posts it was chosen by.
_DECLARED_EVIDENCE = 0.50
# A declared link fades so many times slower than likeness: it outlasts it by days, not by months.
_DECLARED_DECAY = 3.5
# Below this cosine two texts have no word in common that says anything.
_NO_WORDS = 0.02
# A topic on more of the articles than this says nothing of a pair.
_BROAD_TOPIC = 0.20
# Evidence never falls to nothing: an edge has a weight in (0, 1].
_LEAST_EVIDENCE = 0.01
# A story must hold together so many times as closely as any two articles of its corpus do ...
_DENSITY_RATIO = 3.0
# ... but no corpus, however small and uniform, raises the bar beyond so many times the set resolution.
_HIGHEST_BAR = 3.0


def weigh_links(links: Links, n_articles: int, facets: Sequence[Facet], options: Options) -> NDArray[np.float64]:
    """How far each link speaks for one story, in (0, 1], 6 places.

    Notes
    -----
    The texts' strength (cosine faded by time), and beside it what a declared link adds: it counts in step with the
    words that support it and fades with time as well, only slower. One that neither words nor a narrow topic support
    adds nothing.
    """
    days = np.nan_to_num(links.days_apart, nan=0.0)
    fade = np.exp(-days / (options.decay_days * _DECLARED_DECAY))
    supported = (links.cosine >= _NO_WORDS) | _share_topic(links, n_articles, facets)
    mutual = links.declared_by_first & links.declared_by_second
    voices = links.declared.astype(np.float64) + mutual
    declared = _DECLARED_EVIDENCE * fade * supported * voices
    evidence = 1 - (1 - links.strength) * (1 - np.minimum(declared, 1))
    return np.asarray(np.round(np.clip(evidence, _LEAST_EVIDENCE, 1.0), 6), dtype=np.float64)


def find_groups(
    n_articles: int, links: Links, evidence: NDArray[np.float64], options: Options
) -> tuple[tuple[int, ...], ...]:
    """Partition the articles into stories by the constant Potts model.

    Parameters
    ----------
    n_articles : int
    links : Links
    evidence : float array, shape (n_links,)
        What each link weighs, in (0, 1].
    options : Options
        ``resolution`` is the mean evidence between members above which a story holds together; the bar rises where
        all articles of a corpus are alike.

    Returns
    -------
    tuple of tuple of int
        Article numbers, ascending; groups of two and more, sorted.
    """
    counts = evidence > _LEAST_EVIDENCE
    bar = _bar(n_articles, links, options)
    return find_communities(n_articles, links.first[counts], links.second[counts], evidence[counts], bar, options.seed)


def _bar(n_articles: int, links: Links, options: Options) -> float:
    """The mean evidence that holds a story together, in a corpus of this likeness.

    In a small corpus on one subject every pair of texts is somewhat alike, and inverse document frequencies cannot
    tell: there, a story must stand out from the corpus.
    """
    density = float(links.strength.sum()) / max(1, n_articles * (n_articles - 1) // 2)
    # Only what weighs more than the bar passes, and nothing weighs more than 1: a high resolution is raised less.
    highest = min(_HIGHEST_BAR * options.resolution, (1 + options.resolution) / 2)
    return min(max(options.resolution, _DENSITY_RATIO * density), highest)


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
