"""Whatever is in a graph, its GraphML can be read, and holds the same nodes, edges and texts."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from graphkit.exports.graphml import render_graphml
from graphkit.plain_text import clean_text
from tests.support.graphs import make_writable
from tests.support.hostile import any_values, hostile_text

NAMES = ("title", "excerpt", "note")
NODES = "abcd"

texts = st.dictionaries(st.sampled_from(NAMES), hostile_text)
pairs = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES))
texts_of_nodes = st.dictionaries(st.sampled_from(NODES), texts)
texts_of_edges = st.dictionaries(
    pairs.filter(lambda pair: pair[0] != pair[1]).map(lambda pair: tuple(sorted(pair))), texts
)
# Names that graphkit itself sets have values of one kind.
names_and_values = st.lists(
    st.dictionaries(hostile_text.map("my_{}".format), any_values, max_size=3), min_size=1, max_size=4
)


def encoded(graph: nx.Graph[Any]) -> bytes:
    return "".join(render_graphml(make_writable(graph))).encode()


def read_back(graph: nx.Graph[Any]) -> nx.Graph[str]:
    return nx.read_graphml(BytesIO(encoded(graph)))


def cleaned(attributes: dict[str, str]) -> dict[str, str]:
    return {name: clean_text(text) for name, text in attributes.items()}


def graph_of(rows: Iterable[dict[str, Any]]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    for number, attributes in enumerate(rows):
        graph.add_node(f"node{number}")
        graph.nodes[f"node{number}"].update(attributes)
    return graph


@given(texts_of_nodes, texts_of_edges)
def test_every_text_comes_back_but_for_the_characters_that_xml_cannot_carry(
    nodes: dict[str, dict[str, str]], edges: dict[tuple[str, str], dict[str, str]]
) -> None:
    graph: nx.Graph[str] = nx.Graph()
    for node in NODES:
        graph.add_node(node, label=node, **nodes.get(node, {}))
    for pair, attributes in edges.items():
        graph.add_edge(*pair, **attributes)

    actual = read_back(graph)

    own = {"kind": "topic", "x": 0.0, "y": 0.0}
    assert {node: actual.nodes[node] for node in actual} == {
        node: {"label": node} | own | cleaned(nodes.get(node, {})) for node in NODES
    }
    assert {tuple(sorted((a, b))): values for a, b, values in actual.edges(data=True)} == {
        pair: {"relation": "has_topic", "weight": 1.0} | cleaned(attributes) for pair, attributes in edges.items()
    }


@given(st.lists(hostile_text | st.integers(), unique=True, max_size=6))
def test_nodes_stay_apart_under_any_ids(ids: list[object]) -> None:
    graph: nx.Graph[Any] = nx.path_graph(ids)
    actual = read_back(graph)
    assert (actual.number_of_nodes(), actual.number_of_edges()) == (len(graph), graph.number_of_edges())


@given(names_and_values)
def test_any_attribute_of_any_name_leaves_a_graph_that_can_be_read(rows: list[dict[str, Any]]) -> None:
    assert len(read_back(graph_of(rows))) == len(rows)


@given(names_and_values)
def test_no_two_attributes_differ_in_case_alone(rows: list[dict[str, Any]]) -> None:
    root = ElementTree.fromstring(encoded(graph_of(rows)))
    names = [key.attrib["attr.name"].casefold() for key in root if key.tag.endswith("}key")]
    assert len(names) == len(set(names))


@given(st.lists(hostile_text, min_size=1, max_size=4))
def test_every_node_has_a_label(labels: list[str]) -> None:
    graph = graph_of({"label": label} for label in labels)
    assert all(label for _, label in read_back(graph).nodes(data="label"))
