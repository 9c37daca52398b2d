"""The data of a graph file, checked field by field: a file may have been edited, cut off or made by others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from graphkit.exports.checks import (
    GraphDataError,
    are_texts,
    check_attributes,
    check_choice,
    get_field,
    is_flag,
    is_number,
    is_text,
    is_weight,
    shown,
    to_records,
)
from graphkit.exports.story_file import STORY_PARTS, to_stories
from graphkit.graph import SCHEMA
from graphkit.model import NodeKind, Relation, StoryGraph


def check_schema(data: object) -> None:
    """Make sure that it is a graph file of this version, before anything else is looked at."""
    made: object = data
    for name in ("graph", "graphkit", "schema"):
        made = made.get(name) if isinstance(made, dict) else None
    if not isinstance(made, int) or isinstance(made, bool) or made < 1:
        raise GraphDataError("graph.graphkit.schema", f"expected {SCHEMA}, got {shown(made)}: not a graph of graphkit")
    if made > SCHEMA:
        raise GraphDataError(
            "graph.graphkit.schema",
            f"written by a newer graphkit: schema {made}, this one reads {SCHEMA}",
            "update graphkit, or run `graphkit build` again",
        )


def to_story_graph(data: Mapping[str, Any]) -> StoryGraph:
    """Build the story graph from checked data; raises `GraphDataError` at the first thing that is wrong."""
    about = dict(data["graph"])
    stories = {name: about.pop(name, default) for name, default in STORY_PARTS.items()}
    graph: nx.Graph[str] = nx.Graph()
    graph.graph.update(about)
    _add_nodes(graph, to_records(data.get("nodes"), "nodes"))
    _add_edges(graph, to_records(data.get("edges"), "edges"))
    return to_stories(graph, stories)


_NODE_CHECKS = {
    **dict.fromkeys(("label", "title", "excerpt", "url", "published", "published_precision"), is_text),
    **dict.fromkeys(("provider", "domain", "language", "type", "category", "image", "cluster"), is_text),
    **dict.fromkeys(("x", "y", "timestamp", "quality", "heat"), is_number),
    **dict.fromkeys(("authors", "topics", "source_file", "translations"), are_texts),
    "is_published": is_flag,
}
_EDGE_CHECKS = {
    "weight": is_weight,
    **dict.fromkeys(("similarity", "days_apart"), is_number),
    **dict.fromkeys(("declared", "inferred", "mutual", "is_copy"), is_flag),
    **dict.fromkeys(("shared_terms", "declared_by"), are_texts),
}
_KINDS = frozenset(map(str, NodeKind))
_RELATIONS = frozenset(map(str, Relation))


def _add_nodes(graph: nx.Graph[str], records: Iterable[tuple[str, dict[str, Any]]]) -> None:
    for where, record in records:
        node = get_field(record, "id", is_text, where)
        if node in graph:
            raise GraphDataError(f"{where}.id", f"expected an id of its own, got {shown(node)} again")
        check_choice(record, "kind", _KINDS, where)
        check_attributes(record, ("label", "x", "y"), _NODE_CHECKS, where)
        graph.add_node(node)
        graph.nodes[node].update((name, value) for name, value in record.items() if name != "id")


def _add_edges(graph: nx.Graph[str], records: Iterable[tuple[str, dict[str, Any]]]) -> None:
    for where, record in records:
        source, target = (get_field(record, name, is_text, where) for name in ("source", "target"))
        for name, end in (("source", source), ("target", target)):
            if end not in graph:
                raise GraphDataError(f"{where}.{name}", f"expected the id of a node, got {shown(end)}")
        if graph.has_edge(source, target):
            raise GraphDataError(where, f"expected one edge for each pair, got {source!r} and {target!r} again")
        check_choice(record, "relation", _RELATIONS, where)
        check_attributes(record, ("weight",), _EDGE_CHECKS, where)
        graph.add_edge(source, target)
        graph.edges[source, target].update(
            (name, value) for name, value in record.items() if name not in ("source", "target")
        )
