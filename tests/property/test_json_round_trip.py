"""What graph.json holds is the whole story graph: reading it gives the same again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import GraphFileError
from graphkit.exports.graphml import render_graphml
from graphkit.exports.node_link import render_json
from graphkit.model import StoryGraph
from graphkit.plain_text import clean_text
from graphkit.saved import parse_graph
from tests.support.graphs import make_story_graph, make_told_story_graph
from tests.support.hostile import any_values, hostile_text, plain_values

TEXTS = ("label", "title", "excerpt", "url", "provider")

texts = st.dictionaries(st.sampled_from(TEXTS), hostile_text)
own_attributes = st.dictionaries(st.sampled_from(("my_note", "my_rank")), plain_values)
any_attributes = st.dictionaries(hostile_text.map("my_{}".format), any_values, max_size=3)


def render(story_graph: StoryGraph) -> str:
    text = "".join(render_json(story_graph))
    text.encode()
    return text


def cleaned(value: Any) -> Any:
    if isinstance(value, list):
        return [clean_text(text) for text in value]
    return clean_text(value) if isinstance(value, str) else value


@given(texts, own_attributes, own_attributes)
def test_a_graph_comes_back_exactly(texts: dict[str, str], of_node: dict[str, Any], of_edge: dict[str, Any]) -> None:
    ends = ("example.org/market", "h-unknown")
    story_graph = make_story_graph(nodes={"new": texts | of_node}, edges={ends: of_edge})

    actual = parse_graph(render(story_graph))

    expected = make_story_graph(
        nodes={"new": {name: cleaned(value) for name, value in (texts | of_node).items()}},
        edges={ends: {name: cleaned(value) for name, value in of_edge.items()}},
    )
    assert nx.utils.graphs_equal(actual.graph, expected.graph)
    assert (actual.clusters, actual.islands) == (expected.clusters, expected.islands)


@given(any_attributes)
def test_reading_and_writing_again_gives_the_same_files(attributes: dict[str, Any]) -> None:
    story_graph = make_story_graph(nodes={"new": attributes, "example.org/bridge": attributes})
    text = render(story_graph)
    again = parse_graph(text)
    assert render(again) == text
    assert list(render_graphml(again)) == list(render_graphml(story_graph))


@given(any_attributes)
def test_networkx_reads_the_same_graph(attributes: dict[str, Any]) -> None:
    text = render(make_story_graph(nodes={"new": attributes}))
    actual = nx.node_link_graph(json.loads(text), edges="edges")
    expected = parse_graph(text).graph
    assert actual.nodes(data=True) == expected.nodes(data=True)
    assert {(a, b): values for a, b, values in actual.edges(data=True)} == {
        (a, b): values for a, b, values in expected.edges(data=True)
    }


@given(hostile_text, st.lists(hostile_text))
def test_a_story_keeps_its_name_and_keywords(label: str, keywords: list[str]) -> None:
    story_graph = make_story_graph()
    first, *others = story_graph.clusters
    named = make_story_graph(clusters=(replace(first, label=label, keywords=tuple(keywords)), *others))

    actual = parse_graph(render(named)).clusters[0]

    assert actual == replace(first, label=clean_text(label), keywords=tuple(map(clean_text, keywords)))


@given(hostile_text)
def test_threads_changes_and_outlets_keep_their_names(name: str) -> None:
    told = make_told_story_graph()
    first, *others = told.clusters
    outlets = tuple(replace(outlet, provider=name) for outlet in first.coverage)
    (thread,) = told.threads
    named = replace(
        told,
        clusters=(replace(first, coverage=outlets), *others),
        threads=(replace(thread, label=name),),
        changes=tuple(replace(change, label=name) for change in told.changes),
    )

    actual = parse_graph(render(named))

    assert [outlet.provider for outlet in actual.clusters[0].coverage] == [clean_text(name)] * len(outlets)
    assert actual.threads == (replace(thread, label=clean_text(name)),)
    assert actual.changes == tuple(replace(change, label=clean_text(name)) for change in told.changes)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(st.data())
def test_a_file_that_was_tampered_with_is_read_or_refused_but_never_crashes(data: st.DataObject) -> None:
    content = json.loads(render(make_told_story_graph()))
    spot = content
    while isinstance(spot, dict | list) and spot:
        key = data.draw(st.sampled_from(sorted(spot)) if isinstance(spot, dict) else st.integers(0, len(spot) - 1))
        if not isinstance(spot[key], dict | list) or data.draw(st.booleans()):
            spot[key] = data.draw(json_values)
            break
        spot = spot[key]
    text = json.dumps(content)
    try:
        again = parse_graph(text)
    except GraphFileError as error:
        assert str(error).startswith("graph.json: ")
    else:
        assert set(again.graph) >= {article for cluster in again.clusters for article in cluster.articles}
