from __future__ import annotations

from itertools import combinations
from math import dist

from hypothesis import given, settings

from graphkit.graph.layout import arrange
from tests.support.layouts import Corpus, layout_inputs


@settings(max_examples=40, deadline=None)
@given(layout_inputs())
def test_islands_never_overlap_and_hold_their_members(corpus: Corpus) -> None:
    ids, clusters, links, facets = corpus
    layout = arrange(ids, clusters, links, facets)
    assert [island.cluster for island in layout.islands] == [cluster.id for cluster in clusters]
    for a, b in combinations(layout.islands, 2):
        assert dist((a.x, a.y), (b.x, b.y)) > a.radius + b.radius
    for island, cluster in zip(layout.islands, clusters, strict=True):
        for article in cluster.articles:
            assert dist(layout.positions[article], (island.x, island.y)) < island.radius


@settings(max_examples=40, deadline=None)
@given(layout_inputs())
def test_nothing_else_lies_in_an_island(corpus: Corpus) -> None:
    ids, clusters, links, facets = corpus
    layout = arrange(ids, clusters, links, facets)
    members = {article for cluster in clusters for article in cluster.articles}
    others = [place for node, place in layout.positions.items() if node not in members]
    assert all(dist(place, (island.x, island.y)) > island.radius for island in layout.islands for place in others)
