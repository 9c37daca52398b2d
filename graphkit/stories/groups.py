"""The links fall into stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import exp

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.model import LEAST_EVIDENCE, Article, Links
from graphkit.options import Options
from graphkit.stories.communities import Labels, find_communities, members_of
from graphkit.tuning import TUNING, Tuning

# Copies have an evidence of 1: at any resolution that a user sets they are one story.
_MOST_RESOLUTION = 0.999


def find_groups(
    articles: Sequence[Article], links: Links, options: Options, tuning: Tuning = TUNING
) -> tuple[tuple[int, ...], ...]:
    """Partition the articles into stories.

    Parameters
    ----------
    articles : sequence, sorted by id
    links : Links
        Whose ``evidence`` says how far each pair speaks for one story.
    options : Options
        ``resolution`` is the mean evidence between its members above which a story holds together.
    tuning : Tuning

    Returns
    -------
    tuple of tuple of int
        Article numbers, ascending; groups of two and more, sorted.

    Notes
    -----
    The partition that makes ``Σ_stories (Σ_pairs evidence - γ · m · (m - 1) / 2)`` as large as Leiden finds it, with m
    articles in a story, see `find_communities`. In a corpus of n articles ``γ = resolution · (1 + exp(-n / small))``:
    among few articles, one that is a little like a story has no other to be in. Two rules stand beside it: undated
    articles join no dated ones that nothing else joins, and of the translations of one post one stands for all, the
    others follow it. Time grows with the links.
    """
    stand_in = _stand_ins(articles)
    speaks = (links.evidence > LEAST_EVIDENCE) & (stand_in[links.first] == links.first)
    speaks &= stand_in[links.second] == links.second
    first, second, evidence = links.first[speaks], links.second[speaks], links.evidence[speaks]
    resolution = min(options.resolution * (1 + exp(-len(articles) / tuning.small)), _MOST_RESOLUTION)
    labels = find_communities(len(articles), first, second, evidence, resolution, options.seed)
    is_dated = np.array([article.published is not None for article in articles], dtype=np.bool_)
    labels = _split_at_undated(labels, first, second, evidence, is_dated)
    groups = members_of(labels[stand_in])
    return tuple(group for group in groups if len(set(stand_in[list(group)].tolist())) > 1)


def _stand_ins(articles: Sequence[Article]) -> NDArray[np.int64]:
    """For each article the one that represents it: of translations, the one in the most common language.

    So posts of an archive in several languages can be compared with each other.
    """
    number_of = {article.id: number for number, article in enumerate(articles)}
    spoken = Counter(article.language or "" for article in articles if article.translations)
    stand_in = np.arange(len(articles))
    for number, article in enumerate(articles):
        same = [number, *(number_of[one] for one in article.translations if one in number_of)]
        if len(same) > 1:
            stand_in[number] = min(same, key=lambda n: (-spoken[articles[n].language or ""], articles[n].id))
    return stand_in


def _split_at_undated(
    labels: Labels,
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    evidence: NDArray[np.float64],
    is_dated: NDArray[np.bool_],
) -> Labels:
    """Split stories whose dated articles are joined by undated ones only; these go where most links are."""
    if is_dated.all():
        return labels
    n, inside = len(labels), labels[first] == labels[second]
    dated = inside & is_dated[first] & is_dated[second]
    table = sparse.coo_array((np.ones(dated.sum()), (first[dated], second[dated])), shape=(n, n))
    _, part_of = sparse.csgraph.connected_components(table, directed=False)
    parts = np.full(n, -1)
    parts[is_dated] = part_of[is_dated]
    mixed = inside & (is_dated[first] != is_dated[second])
    undated = np.where(is_dated[first], second, first)[mixed]
    part = np.where(is_dated[first], parts[first], parts[second])[mixed]
    sums = sparse.coo_array((evidence[mixed], (undated, part)), shape=(n, n)).tocsr()
    for article in np.unique(undated):
        row = slice(sums.indptr[article], sums.indptr[article + 1])
        parts[article] = sums.indices[row][np.lexsort((sums.indices[row], -np.round(sums.data[row], 6)))[0]]
    # Undated articles without a link to a dated one stay with the largest part of the story.
    story_and_part, size = np.unique(np.stack([labels, parts])[:, parts >= 0], axis=1, return_counts=True)
    largest = np.full(n, -1)
    order = np.argsort(size, kind="stable")
    largest[story_and_part[0][order]] = story_and_part[1][order]
    parts = np.where(parts < 0, largest[labels], parts)
    _, divided = np.unique(np.stack([labels, parts]), axis=1, return_inverse=True)
    return np.asarray(divided, dtype=np.int64).ravel()
