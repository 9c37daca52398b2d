"""Raising the least similarity can only remove inferred edges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphkit.model import Article
from graphkit.options import Options
from graphkit.pipeline import build
from tests.support.strategies import corpora, few_examples

bars = st.floats(0.02, 1.0)


def inferred_pairs(corpus: tuple[Article, ...], bar: float) -> set[tuple[str, str]]:
    options = Options(min_similarity=bar, lasting_similarity=1.0)
    edges = build(corpus, options).graph.edges(data=True)
    return {(one, other) for one, other, edge in edges if edge.get("inferred")}


@few_examples
@given(corpora(), bars, bars)
def test_a_higher_bar_leaves_a_part_of_the_inferred_edges(
    corpus: tuple[Article, ...], one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert inferred_pairs(corpus, high) <= inferred_pairs(corpus, low)
