"""What the files say: which article lists which."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphkit.model import Article


def declared_pairs(articles: Sequence[Article]) -> NDArray[np.int32]:
    """Find the pairs of articles of which one lists the other.

    Parameters
    ----------
    articles : sequence, sorted by id

    Returns
    -------
    int array, shape (n, 2)
        Number of the article that lists, number of the one listed; sorted, each once. An article that lists
        itself, or an id that no article has, makes no pair.
    """
    number_of = {article.id: number for number, article in enumerate(articles)}
    pairs = {
        (number, number_of[listed])
        for number, article in enumerate(articles)
        for listed in article.related
        if listed != article.id and listed in number_of
    }
    return np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2)
