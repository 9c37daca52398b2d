from __future__ import annotations

from itertools import combinations
from math import dist
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.graph.layout import arrange
from tests.support.layouts import Corpus, layout_inputs


@settings(max_examples=40, deadline=None)
@given(layout_inputs())
def test_every_node_has_a_place_of_its_own(corpus: Corpus) -> None:
    ids, clusters, links, facets = corpus
    layout = arrange(ids, clusters, links, facets)
    assert list(layout.positions) == [*ids, *(node for node in layout.positions if node not in set(ids))]
    assert set(layout.positions) == {*ids, *(facet.id for facet in facets)}
    if len(ids) < 200:
        articles = [layout.positions[article] for article in ids]
        assert all(dist(a, b) >= 20 for a, b in combinations(articles, 2))
    assert all(value == round(value, 1) for place in layout.positions.values() for value in place)


@settings(max_examples=40, deadline=None)
@given(layout_inputs(), st.randoms(use_true_random=False))
def test_the_order_of_clusters_and_facets_never_matters(corpus: Corpus, random: Random) -> None:
    ids, clusters, links, facets = corpus
    expected = arrange(ids, clusters, links, facets)
    shuffled = arrange(ids, random.sample(clusters, k=len(clusters)), links, random.sample(facets, k=len(facets)))
    assert shuffled.positions == expected.positions
    assert set(shuffled.islands) == set(expected.islands)
