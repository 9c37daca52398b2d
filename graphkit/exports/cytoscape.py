"""A story graph as Cytoscape JSON, which Cytoscape opens and Cytoscape.js takes as `elements`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphkit.exports.typed import LabeledNodes, origin
from graphkit.graph.plain_graph import to_plain_graph
from graphkit.model import StoryGraph

_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def render_cytoscape(story_graph: StoryGraph) -> Iterator[str]:
    """Render the whole graph, a node or an edge to a line, in the places of the page.

    Every element has its ``id`` in ``data``; a node's label is its ``name`` as well, which Cytoscape shows.
    """
    plain = to_plain_graph(story_graph)
    yield f'{{\n"data": {_dump({"name": "graphkit", "description": origin(plain)})},\n'
    yield '"directed": false,\n"multigraph": false,\n"elements": {\n"nodes": ['
    yield from _lines(
        {
            "data": attributes | {"id": node, "value": node, "name": attributes["label"]},
            "position": {"x": attributes["x"], "y": attributes["y"]},
        }
        for node, attributes in LabeledNodes(plain)
    )
    yield '],\n"edges": ['
    yield from _lines(
        {"data": attributes | {"id": f"edge {number}", "source": source, "target": target}}
        for number, (source, target, attributes) in enumerate(plain.graph.edges(data=True))
    )
    yield "]\n}\n}\n"


def _lines(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    separator = "\n"
    for record in records:
        yield separator + _dump(record)
        separator = ",\n"
