"""Declared links: what the files say, and only that."""

from __future__ import annotations

import numpy as np

from graphkit.links.declared import declared_pairs
from tests.support.builders import make_article, make_related


def test_who_lists_whom_is_found_in_either_direction() -> None:
    articles = [make_article("a", related=("c", "b")), make_article("b", related=("a",)), make_related("c")]
    assert declared_pairs(articles).tolist() == [[0, 1], [0, 2], [1, 0]]


def test_an_article_is_never_related_to_itself_nor_to_an_unknown_one() -> None:
    pairs = declared_pairs([make_article("a", related=("a", "nobody"))])
    assert pairs.shape == (0, 2)
    assert pairs.dtype == np.int32


def test_listing_an_article_twice_makes_one_pair() -> None:
    assert declared_pairs([make_article("a", related=("b", "b")), make_related("b")]).tolist() == [[0, 1]]
