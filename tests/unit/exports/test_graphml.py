from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import numpy as np
import pytest

from graphkit import __version__
from graphkit.exports.graphml import render_graphml
from graphkit.model import StoryGraph
from tests.support.graphs import make_empty_story_graph, make_story_graph, make_writable

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"


def text_of(story_graph: StoryGraph) -> str:
    return "".join(render_graphml(story_graph))


def read_back(story_graph: StoryGraph) -> nx.Graph[str]:
    return nx.read_graphml(BytesIO(text_of(story_graph).encode()))


def types_of(story_graph: StoryGraph) -> dict[tuple[str, str], str]:
    keys = ElementTree.fromstring(text_of(story_graph)).findall(f"{NAMESPACE}key")
    return {(key.attrib["for"], key.attrib["attr.name"]): key.attrib["attr.type"] for key in keys}


def test_the_whole_file_is_as_it_has_always_been() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("a", "b & c")
    graph.nodes["a"].update(count=7, rank=3)
    graph.nodes["b & c"]["rank"] = 2.5
    text = text_of(make_writable(graph))
    made, options = text.partition("    <desc>")[2].split("\n", 1)[0].split(", options ")
    assert made == f"graphkit {__version__}, schema 1"
    assert json.loads(options.removesuffix("</desc>"))["title"] == "Related stories"
    assert text.replace(f"{made}, options {options}", "…") == WHOLE


WHOLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
  <key id="n0" for="node" attr.name="label" attr.type="string"/>
  <key id="n1" for="node" attr.name="count" attr.type="long"/>
  <key id="n2" for="node" attr.name="rank" attr.type="double"/>
  <key id="n3" for="node" attr.name="kind" attr.type="string"/>
  <key id="n4" for="node" attr.name="x" attr.type="double"/>
  <key id="n5" for="node" attr.name="y" attr.type="double"/>
  <key id="e0" for="edge" attr.name="relation" attr.type="string"/>
  <key id="e1" for="edge" attr.name="weight" attr.type="double"/>
  <graph edgedefault="undirected">
    <desc>…
    <node id="a">
      <data key="n0">a</data>
      <data key="n1">7</data>
      <data key="n2">3.0</data>
      <data key="n3">topic</data>
      <data key="n4">0.0</data>
      <data key="n5">0.0</data>
    </node>
    <node id="b &amp; c">
      <data key="n0">b &amp; c</data>
      <data key="n2">2.5</data>
      <data key="n3">topic</data>
      <data key="n4">0.0</data>
      <data key="n5">0.0</data>
    </node>
    <edge source="a" target="b &amp; c">
      <data key="e0">has_topic</data>
      <data key="e1">1.0</data>
    </edge>
  </graph>
</graphml>
"""


def test_networkx_reads_the_nodes_and_edges_of_the_graph_in_their_order() -> None:
    story_graph = make_story_graph()
    actual = read_back(story_graph)
    assert (list(actual), list(actual.edges), actual.is_directed()) == (
        list(story_graph.graph),
        list(story_graph.graph.edges),
        False,
    )


def test_a_node_keeps_what_is_known_and_is_told_its_story_by_name() -> None:
    actual = read_back(make_story_graph())
    assert actual.nodes["example.org/bridge"] == {
        "label": "Old bridge reopens after repair",
        "kind": "article",
        "x": -120.0,
        "y": -40.5,
        "title": "Old bridge reopens after repair",
        "excerpt": "The council reopened the old bridge on Saturday.",
        "url": "https://example.org/bridge",
        "published": "2021-03-01T12:00:00Z",
        "timestamp": 1614600000,
        "published_precision": "second",
        "provider": "Example Post",
        "domain": "example.org",
        "authors": "Ada Lee; Bo Ito",
        "language": "en",
        "topics": "Bridges; Straßenbau",
        "quality": 64.0,
        "heat": 12.5,
        "is_published": True,
        "type": "article",
        "category": "news",
        "image": "https://example.org/bridge.jpg",
        "source_file": "2021/bridge.md; archive/bridge.txt",
        "translations": "example.org/market",
        "cluster": "c-bridge",
        "story": "Bridge · repair",
    }
    assert actual.nodes["h-unknown"] == {
        "label": "Έφτασε η γέφυρα 🌉",
        "kind": "related",
        "x": -140.0,
        "y": -20.0,
        "title": "Έφτασε η γέφυρα 🌉",
        "cluster": "c-bridge",
        "story": "Bridge · repair",
    }


def test_an_edge_keeps_its_reasons() -> None:
    actual = read_back(make_story_graph())
    assert actual.edges["journal.example/strike", "journal.example/strike-ends"] == {
        "relation": "similar",
        "weight": 0.41,
        "declared": False,
        "inferred": True,
        "similarity": 0.512345,
        "days_apart": 2.729155,
        "shared_terms": "鉄道; strike",
        "is_copy": False,
    }


def test_each_name_has_one_type_that_holds_all_its_values() -> None:
    values: dict[str, tuple[Any, Any]] = {
        "whole": (1, np.int8(2)),
        "broken": (1, 0.5),
        "flag": (True, np.bool_(False)),
        "flag_or_number": (True, 1),
        "number_or_text": (1, "one"),
        "moment": (datetime(2021, 3, 1, tzinfo=UTC), "2021-03-02"),
        "too_long": (1, 2**63),
        "mostly_unknown": (None, 3),
    }
    story_graph = make_story_graph(nodes={"one": {}, "two": {}})
    for number, node in enumerate(("one", "two")):
        story_graph.graph.nodes[node].update({name: pair[number] for name, pair in values.items()})

    types = types_of(story_graph)

    assert {name: types["node", name] for name in values} == {
        "whole": "long",
        "broken": "double",
        "flag": "boolean",
        "flag_or_number": "string",
        "number_or_text": "string",
        "moment": "string",
        "too_long": "string",
        "mostly_unknown": "long",
    }
    actual = read_back(story_graph)
    assert [{name: actual.nodes[node].get(name) for name in values} for node in ("one", "two")] == [
        {
            "whole": 1,
            "broken": 1.0,
            "flag": True,
            "flag_or_number": "true",
            "number_or_text": "1",
            "moment": "2021-03-01T00:00:00Z",
            "too_long": "1",
            "mostly_unknown": None,
        },
        {
            "whole": 2,
            "broken": 0.5,
            "flag": False,
            "flag_or_number": "1",
            "number_or_text": "one",
            "moment": "2021-03-02",
            "too_long": "9223372036854775808",
            "mostly_unknown": 3,
        },
    ]


def test_nodes_and_edges_may_use_one_name_for_different_types() -> None:
    story_graph = make_story_graph(
        nodes={"new": {"rank": "first"}}, edges={("example.org/market", "h-unknown"): {"rank": 1}}
    )
    types = types_of(story_graph)
    assert (types["node", "rank"], types["edge", "rank"]) == ("string", "long")


def test_names_that_differ_in_case_alone_are_told_apart() -> None:
    actual = read_back(make_story_graph(nodes={"new": {"Title": "one", "TITLE": "two"}}))
    assert {name: actual.nodes["new"][name] for name in ("title", "Title_2", "TITLE_3")} == {
        "title": "Title of new",
        "Title_2": "one",
        "TITLE_3": "two",
    }


def test_a_node_without_a_label_goes_by_its_id() -> None:
    actual = read_back(make_story_graph(nodes={"new": {"label": ""}, "blank": {"label": "\x00 "}}))
    assert (actual.nodes["new"]["label"], actual.nodes["blank"]["label"]) == ("new", "blank")


def test_no_key_has_an_id_that_gephi_takes_for_a_label_of_yed() -> None:
    keys = ElementTree.fromstring(text_of(make_story_graph())).findall(f"{NAMESPACE}key")
    assert {"d3", "d7"}.isdisjoint(key.attrib["id"] for key in keys)


def test_gephi_finds_no_attributes_of_the_graph_to_complain_about() -> None:
    root = ElementTree.fromstring(text_of(make_story_graph(title="<Bridges & floods>")))
    assert {key.attrib["for"] for key in root.findall(f"{NAMESPACE}key")} == {"node", "edge"}
    description = root.findtext(f"{NAMESPACE}graph/{NAMESPACE}desc", "")
    assert description.startswith('graphkit 0.1.0, schema 1, options {"title": "<Bridges & floods>"')


def test_an_empty_graph_is_a_file_that_can_be_read() -> None:
    actual = read_back(make_empty_story_graph())
    assert (len(actual), actual.number_of_edges()) == (0, 0)


def test_the_graph_is_left_as_it_was() -> None:
    story_graph, untouched = make_story_graph(), make_story_graph()
    text_of(story_graph)
    assert nx.utils.graphs_equal(story_graph.graph, untouched.graph)


def test_networkx_still_has_no_writer_for_lists() -> None:
    # When this fails, ask whether that writer will do in place of ours.
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a", topics=["Bridges"])
    with pytest.raises(nx.NetworkXError):
        list(nx.generate_graphml(graph))
