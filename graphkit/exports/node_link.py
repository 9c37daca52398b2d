"""A story graph as JSON: networkx node-link data, with the stories and where they lie.

A node, an edge or a story to a line, so that two builds can be compared line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from graphkit.graph.attributes import to_iso, to_plain, to_plain_attributes
from graphkit.graph.parts import ITEMS
from graphkit.graph.plain_graph import PlainGraph, to_plain_graph
from graphkit.model import StoryCluster, StoryGraph, Thread
from graphkit.plain_text import clean_text
from graphkit.schema import SCHEMA_OF_PERIODS

FILE_NAME = "graph.json"

NODES_BEGIN = '\n},\n"nodes": ['
EDGES_BEGIN = '],\n"edges": ['


def render_json(story_graph: StoryGraph) -> Iterator[str]:
    """Render what ``networkx.node_link_graph(data, edges="edges")`` reads, a node or an edge at a time.

    ``graph`` holds ``graphkit``, ``clusters``, ``islands``, ``threads``, ``changes``, ``regions``. Strict JSON: what is
    unknown, NaN or infinite is left out.
    """
    plain = to_plain_graph(story_graph)
    yield from _render(
        plain.graph.graph, _records_beside(plain), plain.graph.nodes.items(), plain.graph.edges(data=True)
    )


def render_joint(
    story_graph: PlainGraph, periods: Sequence[Mapping[str, Any]], edges: Iterable[tuple[str, str, dict[str, Any]]]
) -> Iterator[str]:
    """Render what holds the ``graph.json`` of the periods of a graph together.

    Parameters
    ----------
    story_graph : PlainGraph
        The whole: its stories and threads are all here, and of its nodes those that are no articles.
    periods : sequence of mapping
        Their records, for ``graph.graphkit.periods``, see `graphkit.schema`.
    edges : iterable of (str, str, dict)
        Those that are in no period.
    """
    about = story_graph.graph.graph
    nodes = story_graph.graph.nodes(data=True)
    yield from _render(
        about | {"graphkit": about["graphkit"] | {"schema": SCHEMA_OF_PERIODS, "periods": list(periods)}},
        _records_beside(story_graph),
        ((node, attributes) for node, attributes in nodes if attributes["kind"] not in ITEMS),
        edges,
    )


def _render(
    about: Mapping[str, Any],
    beside: Mapping[str, Iterable[Mapping[str, Any]]],
    nodes: Iterable[tuple[str, dict[str, Any]]],
    edges: Iterable[tuple[str, str, dict[str, Any]]],
) -> Iterator[str]:
    yield '{\n"directed": false,\n"multigraph": false,\n"graph": {\n'
    for name, value in to_plain_attributes(about).items():
        if name not in beside:
            yield f"{_dump(name)}: {_dump(value)},\n"
    separator = ""
    for name, records in beside.items():
        yield f"{separator}{_dump(name)}: ["
        yield from _lines(records)
        yield "]"
        separator = ",\n"
    yield NODES_BEGIN
    # The ends of an edge and the id of a node hide attributes of these names, as in networkx.
    yield from _lines({"id": node} | attributes | {"id": node} for node, attributes in nodes)
    yield EDGES_BEGIN
    yield from _lines(
        (ends := {"source": source, "target": target}) | attributes | ends for source, target, attributes in edges
    )
    yield "]\n}\n"


def cluster_records(story_graph: StoryGraph) -> list[dict[str, Any]]:
    """The stories as ``graph.clusters`` lists them, largest first."""
    return [_cluster_record(cluster) for cluster in to_plain_graph(story_graph).clusters]


def thread_records(story_graph: StoryGraph) -> list[dict[str, Any]]:
    """The threads as ``graph.threads`` lists them, of most stories first."""
    return [
        to_plain_attributes({"id": thread.id, "label": thread.label, "clusters": thread.clusters}) | _seen(thread)
        for thread in story_graph.threads
    ]


def change_records(story_graph: StoryGraph) -> list[dict[str, Any]]:
    """What became of the stories, as ``graph.changes`` lists it."""
    return [to_plain_attributes(asdict(change)) for change in story_graph.changes]


def _records_beside(story_graph: StoryGraph) -> dict[str, Iterable[Mapping[str, Any]]]:
    """What stands beside nodes and edges, by its name in ``graph``."""
    return {
        "clusters": cluster_records(story_graph),
        "islands": map(asdict, story_graph.islands),
        "threads": thread_records(story_graph),
        "changes": change_records(story_graph),
        "regions": map(asdict, story_graph.regions),
    }


def _cluster_record(cluster: StoryCluster) -> dict[str, Any]:
    return (
        to_plain_attributes(
            {
                "id": cluster.id,
                "label": cluster.label,
                "headline": cluster.headline,
                "keywords": cluster.keywords,
                "size": cluster.size,
                "providers": cluster.providers,
                "event": cluster.is_event,
                "lead": cluster.lead,
                "articles": cluster.articles,
                "copies": cluster.copies,
            }
        )
        | {
            # Unlike attributes these are always there: null is unknown, or no thread.
            "coverage": [
                {
                    "provider": clean_text(outlet.provider),
                    "article": outlet.article,
                    "lag_hours": to_plain(outlet.lag_hours),
                }
                for outlet in cluster.coverage
            ],
            "thread": to_plain(cluster.thread),
        }
        | _seen(cluster)
    )


def _seen(told: StoryCluster | Thread) -> dict[str, str | None]:
    """Always there: null is unknown."""
    return {
        "first_seen": None if told.first_seen is None else to_iso(told.first_seen),
        "last_seen": None if told.last_seen is None else to_iso(told.last_seen),
    }


def _lines(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    separator = "\n"
    for record in records:
        yield separator + _dump(record)
        separator = ",\n"
    if separator != "\n":
        yield "\n"


_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
