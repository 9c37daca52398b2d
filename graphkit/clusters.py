"""STAGE 3a: the links fall into stories."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.communities import find_communities
from graphkit.model import Facet, Links, NodeKind
from graphkit.options import Options
from graphkit.products import is_among_strongest

# What a declared link weighs before time, if its texts are as alike as declared pairs of the corpus usually are.
_DECLARED_EVIDENCE = 0.80
# A declared link fades so many times slower than likeness: it outlasts it by days, not by months.
_DECLARED_DECAY = 5.0
# Below this cosine two texts have no word in common that says anything.
_NO_WORDS = 0.02
# A topic on more of the articles than this says nothing of a pair.
_BROAD_TOPIC = 0.20
# Evidence never falls to nothing: an edge has a weight in (0, 1].
_LEAST_EVIDENCE = 0.01
# A story must hold together so many times as closely as strangers do, an article's two likeliest partners set aside,
# where there are so few articles that document frequencies tell little ...
_LIKENESS_RATIO = 15.5
_PARTNERS = 2
_FEW_ARTICLES = 200
# A handful of articles is often one story, and has no strangers to speak of.
_HANDFUL = 30
# ... but no corpus, however small and uniform, raises the bar beyond so many times the set resolution.
_HIGHEST_BAR = 6.0


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
    support = np.maximum(_relative_likeness(links), 0.5 * _share_topic(links, n_articles, facets))
    mutual = links.declared_by_first & links.declared_by_second
    voices = links.declared.astype(np.float64) + mutual
    declared = _DECLARED_EVIDENCE * fade * support * voices
    evidence = 1 - (1 - links.strength) * (1 - np.minimum(declared, 1))
    return np.asarray(np.round(np.clip(evidence, _LEAST_EVIDENCE, 1.0), 6), dtype=np.float64)


def _relative_likeness(links: Links) -> NDArray[np.float64]:
    """The cosine of each link as a part of what the corpus's declared links usually have, at most 1.

    How alike the texts of right links are depends on the corpus: on one subject all are a little alike.
    """
    declared = links.cosine[links.declared & (links.cosine >= _NO_WORDS)]
    usual = float(np.median(declared)) if len(declared) else 1.0
    return np.where(links.cosine >= _NO_WORDS, np.minimum(links.cosine / usual, 1.0), 0.0)


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
    """The mean evidence that holds a story together, in a corpus of this likeness; below 1.

    In a small corpus on one subject every pair of texts is somewhat alike, and inverse document frequencies cannot
    tell: there, a story must stand out from what strangers have in common. An article's likeliest partners and its
    copies are no strangers to it.
    """
    partners = is_among_strongest(links.first, links.second, links.strength, _PARTNERS)
    strangers = ~(partners | links.is_copy)
    likeness = float(links.strength[strangers].sum()) / max(1, n_articles * (n_articles - 1) // 2)
    highest = min(_HIGHEST_BAR * options.resolution, (1 + options.resolution) / 2)
    few = min(1.0, _FEW_ARTICLES / max(1, n_articles), (n_articles / _HANDFUL) ** 2)
    return min(max(options.resolution, _LIKENESS_RATIO * few * likeness), highest)


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
