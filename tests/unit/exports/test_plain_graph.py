from __future__ import annotations

from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np

from graphkit.exports.plain_graph import renamed_nodes, to_plain_graph
from graphkit.model import StoryGraph
from tests.support.graphs import make_story_graph, make_told_story_graph


def test_a_graph_of_graphkits_own_making_is_not_copied() -> None:
    story_graph = make_story_graph()
    assert to_plain_graph(story_graph).graph is story_graph.graph


def test_a_plain_graph_is_looked_at_once() -> None:
    plain = to_plain_graph(make_story_graph())
    assert to_plain_graph(plain) is plain


def test_what_users_added_becomes_plain_and_their_own_graph_stays_as_it_is() -> None:
    graph: nx.Graph[Any] = nx.Graph(title="Own")
    graph.add_node("b", rank=np.int8(3))
    graph.add_node("a", note=None)
    graph.add_edge("a", "b", weight=np.float32(0.5))

    plain = to_plain_graph(StoryGraph(graph)).graph

    assert plain.graph == {"title": "Own"}
    assert {node: plain.nodes[node] for node in plain} == {"b": {"rank": 3}, "a": {}}
    assert list(plain) == ["b", "a"]
    assert list(plain.edges(data=True)) == [("b", "a", {"weight": 0.5})]
    assert {type(value) for _, attributes in plain.nodes(data=True) for value in attributes.values()} == {int}
    assert graph.nodes["a"] == {"note": None}


def test_stories_follow_the_nodes_that_get_other_names() -> None:
    told = make_told_story_graph()
    first = told.clusters[0]
    odd = f"{first.lead}\x00"
    graph = nx.relabel_nodes(told.graph, {first.lead: odd})
    cluster = replace(
        first,
        lead=odd,
        articles=tuple(odd if article == first.lead else article for article in first.articles),
        coverage=tuple(
            replace(outlet, article=odd) if outlet.article == first.lead else outlet for outlet in first.coverage
        ),
        copies=tuple(tuple(odd if article == first.lead else article for article in group) for group in first.copies),
    )

    actual = to_plain_graph(replace(told, graph=graph, clusters=(cluster, *told.clusters[1:])))

    assert actual.clusters == told.clusters
    assert set(actual.graph) == set(told.graph)


def test_ids_that_can_be_written_keep_their_names() -> None:
    assert renamed_nodes(make_story_graph().graph) == {}


def test_ids_that_cannot_be_written_get_names_of_their_own() -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(["5", 5, "a", "a\x00", "a\x01", ""])
    assert renamed_nodes(graph) == {
        5: "5 (2)",
        "a\x00": "a (2)",
        "a\x01": "a (3)",
        "": "node",
    }
