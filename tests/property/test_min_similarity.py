"""Raising the least similarity can only remove inferred edges."""

from __future__ import annotations

from itertools import pairwise

from graphkit.model import Article
from graphkit.options import Options
from graphkit.pipeline import build
from tests.support.built import Built

BARS = (0.02, 0.2, 0.6)


def inferred_pairs(corpus: tuple[Article, ...], bar: float) -> set[tuple[str, str]]:
    options = Options(min_similarity=bar, lasting_similarity=1.0)
    edges = build(corpus, options).graph.edges(data=True)
    return {(one, other) for one, other, edge in edges if edge.get("inferred")}


def test_a_higher_bar_leaves_a_part_of_the_inferred_edges(some_built: Built) -> None:
    found = [inferred_pairs(some_built.corpus, bar) for bar in BARS]
    assert [high - low for low, high in pairwise(found)] == [set()] * (len(BARS) - 1)
