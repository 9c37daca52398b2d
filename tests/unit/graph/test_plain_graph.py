from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pytest

from graphkit.errors import OutputError
from graphkit.exports import RENDERERS
from graphkit.formats import FORMATS
from graphkit.graph.plain_graph import renamed_nodes, to_plain_graph
from graphkit.model import StoryGraph
from graphkit.saved import parse_graph
from tests.support.graphs import make_story_graph, make_told_story_graph
from tests.support.reading_back import render


def test_a_graph_of_graphkits_own_making_is_not_copied() -> None:
    story_graph = make_story_graph()
    assert to_plain_graph(story_graph).graph is story_graph.graph


def test_a_plain_graph_is_looked_at_once() -> None:
    plain = to_plain_graph(make_story_graph())
    assert to_plain_graph(plain) is plain


def test_what_users_added_becomes_plain_and_their_own_graph_stays_as_it_is() -> None:
    story_graph = make_story_graph()
    story_graph.graph.nodes["h-unknown"].update(rank=np.int8(3), note=None)
    story_graph.graph.edges["example.org/bridge", "h-unknown"]["trust"] = np.float32(0.5)

    plain = to_plain_graph(story_graph).graph

    assert plain.nodes["h-unknown"] == make_story_graph().graph.nodes["h-unknown"] | {"rank": 3}
    assert type(plain.nodes["h-unknown"]["rank"]) is int
    assert plain.edges["example.org/bridge", "h-unknown"]["trust"] == 0.5
    assert story_graph.graph.nodes["h-unknown"]["note"] is None


def write_all_formats(story_graph: StoryGraph) -> dict[str, str]:
    for form in FORMATS:
        render(story_graph, form)
    return {name: "".join(rendered(story_graph)) for name, rendered in RENDERERS.items()}


@pytest.mark.parametrize("gone", sorted(make_told_story_graph().graph))
def test_a_graph_that_has_lost_a_node_is_written_by_every_export_and_read_again(gone: str) -> None:
    told = make_told_story_graph()
    told.graph.remove_node(gone)
    again = parse_graph(write_all_formats(told)["graph.json"])
    assert gone not in again.graph
    assert {article for story in again.clusters for article in story.articles} <= set(again.graph)
    assert again.graph.graph["graphkit"]["counts"]["clusters"] == len(again.clusters)
    assert gone in {node for story in told.clusters for node in story.articles} or again.clusters == told.clusters


def test_stories_and_threads_go_when_too_little_of_them_is_left() -> None:
    told = make_told_story_graph()
    told.graph.remove_nodes_from(["journal.example/strike", "example.org/bridge"])
    plain = to_plain_graph(told)
    (bridge,) = plain.clusters
    assert (bridge.articles, bridge.lead) == (("example.net/bridge-copy", "h-unknown"), "example.net/bridge-copy")
    assert (bridge.copies, bridge.thread, plain.threads, len(plain.islands)) == ((), None, (), 1)
    assert "cluster" not in plain.graph.nodes["journal.example/strike-ends"]
    assert told.graph.nodes["journal.example/strike-ends"]["cluster"] == "c-strike"


def test_a_graph_without_its_edges_is_written_by_every_export() -> None:
    told = make_told_story_graph()
    told.graph.clear_edges()
    assert parse_graph(write_all_formats(told)["graph.json"]).graph.number_of_edges() == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda graph: graph.add_node("mine"),
        lambda graph: graph.add_edge("h-unknown", "example.org/market"),
        lambda graph: graph.add_edge("h-unknown", "h-unknown", relation="similar", weight=0.5),
        lambda graph: graph.nodes["h-unknown"].update(x="left"),
        lambda graph: graph.nodes["h-unknown"].update(kind="person"),
        lambda graph: graph.nodes["h-unknown"].pop("label"),
        lambda graph: graph.edges["example.org/bridge", "h-unknown"].update(weight=2),
        lambda graph: graph.edges["example.org/bridge", "h-unknown"].update(similarity="much"),
        lambda graph: graph.graph.clear(),
        lambda graph: graph.graph["graphkit"].pop("options"),
    ],
)
def test_a_graph_that_no_page_could_show_is_refused_by_every_export_with_one_error(
    change: Callable[[nx.Graph[Any]], object],
) -> None:
    told = make_told_story_graph()
    change(told.graph)
    said = set()
    for form in FORMATS:
        with pytest.raises(OutputError, match=r"^the graph cannot be written: ") as caught:
            render(told, form)
        said.add(str(caught.value))
    assert len(said) == 1


def test_a_directed_graph_is_refused() -> None:
    told = make_told_story_graph()
    with pytest.raises(OutputError, match=r"expected an undirected networkx\.Graph"):
        to_plain_graph(replace(told, graph=told.graph.to_directed()))


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
