"""STAGE 2c: one post in several languages counts once; one of its articles stands for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphkit.model import Article


def stand_ins(articles: Sequence[Article]) -> NDArray[np.int32]:
    """Find for each article the one that stands for it.

    Parameters
    ----------
    articles : sequence, sorted by id

    Returns
    -------
    int array, shape (n_articles,)
        The number of the article itself, unless it is one of several translations: then that of the one in the language
        which most translated articles have, so that posts can be compared with each other.
    """
    number_of = {article.id: number for number, article in enumerate(articles)}
    spoken = Counter(article.language or "" for article in articles if article.translations)
    found = np.arange(len(articles), dtype=np.int32)
    for number, article in enumerate(articles):
        same = [number, *(number_of[one] for one in article.translations if one in number_of)]
        if len(same) > 1:
            found[number] = min(same, key=lambda n: (-spoken[articles[n].language or ""], articles[n].id))
    return found


def with_followers(groups: Sequence[tuple[int, ...]], stands_for: NDArray[np.int32]) -> tuple[tuple[int, ...], ...]:
    """Put each translation into the story of the article that stands for it.

    Parameters
    ----------
    groups : sequence of tuple of int
        Stories of articles that stand for themselves.
    stands_for : int array, shape (n_articles,)
        As `stand_ins` finds it.

    Returns
    -------
    tuple of tuple of int
        In the order of `groups`, numbers ascending.
    """
    followers: dict[int, list[int]] = {}
    for number in np.flatnonzero(stands_for != np.arange(len(stands_for))).tolist():
        followers.setdefault(int(stands_for[number]), []).append(number)
    return tuple(tuple(sorted({*group, *(f for one in group for f in followers.get(one, ()))})) for group in groups)
