"""Story graphs made by hand, for tests of what comes after the graph: exports, page, commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import networkx as nx

from graphkit.model import (
    Change,
    Coverage,
    Island,
    NodeKind,
    Relation,
    StoryChange,
    StoryCluster,
    StoryGraph,
    Thread,
)
from graphkit.options import Options

Attributes = Mapping[str, Any]

BRIDGE = "c-bridge"
STRIKE = "c-strike"

# Two stories of three and two items, one article in no story, an item of which nothing but a title is
# known, several scripts: what a reader of a graph has to cope with.
_NODES: dict[str, dict[str, Any]] = {
    "example.org/bridge": {
        "kind": "article",
        "label": "Old bridge reopens after repair",
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
        "authors": ["Ada Lee", "Bo Ito"],
        "language": "en",
        "topics": ["Bridges", "Straßenbau"],
        "quality": 64,
        "heat": 12.5,
        "is_published": True,
        "type": "article",
        "category": "news",
        "image": "https://example.org/bridge.jpg",
        "source_file": ["2021/bridge.md", "archive/bridge.txt"],
        "translations": ["example.org/market"],
        "cluster": BRIDGE,
    },
    "example.org/market": {
        "kind": "article",
        "label": "Markt am Domplatz: größer & älter als gedacht",
        "x": 0.0,
        "y": 210.0,
        "title": "Markt am Domplatz: größer & älter als gedacht",
        "provider": "Example Post",
        "domain": "example.org",
        "is_published": False,
        "source_file": ["market.md"],
    },
    "journal.example/strike": {
        "kind": "article",
        "label": "鉄道ストライキ、3日目に",
        "x": 140.0,
        "y": 30.0,
        "title": "鉄道ストライキ、3日目に",
        "excerpt": "鉄道は3日間止まっている。",
        "url": "https://journal.example/strike?id=7&page=(2)",
        "published": "2021-03-03T06:30:00Z",
        "timestamp": 1614753000,
        "provider": "Journal d'Exemple",
        "domain": "journal.example",
        "topics": ["Trains"],
        "quality": 0,
        "is_published": True,
        "source_file": ["strike.md"],
        "cluster": STRIKE,
    },
    "example.net/bridge-copy": {
        "kind": "related",
        "label": "Old bridge reopens after repair",
        "x": -100.0,
        "y": -20.0,
        "title": "Old bridge reopens after repair",
        "url": "https://example.net/bridge-copy",
        "published": "2021-03-01T18:00:00Z",
        "timestamp": 1614621600,
        "provider": "Example Net",
        "domain": "example.net",
        "cluster": BRIDGE,
    },
    "h-unknown": {
        "kind": "related",
        "label": "Έφτασε η γέφυρα 🌉",
        "x": -140.0,
        "y": -20.0,
        "title": "Έφτασε η γέφυρα 🌉",
        "cluster": BRIDGE,
    },
    "journal.example/strike-ends": {
        "kind": "related",
        "label": "إضراب القطارات ينتهي",
        "x": 160.0,
        "y": 30.0,
        "title": "إضراب القطارات ينتهي",
        "url": "http://journal.example/strike-ends",
        "published": "2021-03-05T23:59:59Z",
        "timestamp": 1614988799,
        "provider": "Journal d'Exemple",
        "domain": "journal.example",
        "quality": 41.5,
        "cluster": STRIKE,
    },
    "provider:example.net": {
        "kind": "provider",
        "label": "Example Net",
        "x": -250.0,
        "y": 0.0,
        "domain": "example.net",
    },
    "provider:example.org": {
        "kind": "provider",
        "label": "Example Post",
        "x": -250.0,
        "y": 60.0,
        "domain": "example.org",
    },
    "provider:journal.example": {
        "kind": "provider",
        "label": "Journal d'Exemple",
        "x": 270.0,
        "y": 0.0,
        "domain": "journal.example",
    },
    "topic:bridges": {"kind": "topic", "label": "Bridges", "x": -250.0, "y": -60.0},
    "topic:strassenbau": {"kind": "topic", "label": "Straßenbau", "x": -200.0, "y": -110.0},
    "topic:trains": {"kind": "topic", "label": "Trains", "x": 270.0, "y": -60.0},
}

_EDGES: dict[tuple[str, str], dict[str, Any]] = {
    ("example.net/bridge-copy", "example.org/bridge"): {
        "relation": "related",
        "weight": 0.98,
        "declared": True,
        "inferred": True,
        "similarity": 0.98,
        "days_apart": 0.25,
        "shared_terms": ["bridge", "council", "repair"],
        "is_copy": True,
        "declared_by": ["example.org/bridge"],
        "mutual": False,
    },
    ("example.org/bridge", "h-unknown"): {
        "relation": "related",
        "weight": 0.1,
        "declared": True,
        "inferred": False,
        "similarity": 0.0,
        "shared_terms": [],
        "is_copy": False,
        "declared_by": ["example.org/bridge"],
        "mutual": False,
    },
    ("journal.example/strike", "journal.example/strike-ends"): {
        "relation": "similar",
        "weight": 0.41,
        "declared": False,
        "inferred": True,
        "similarity": 0.512345,
        "days_apart": 2.729155,
        "shared_terms": ["鉄道", "strike"],
        "is_copy": False,
    },
    ("example.net/bridge-copy", "provider:example.net"): {"relation": "published_by", "weight": 1.0},
    ("example.org/bridge", "provider:example.org"): {"relation": "published_by", "weight": 1.0},
    ("example.org/market", "provider:example.org"): {"relation": "published_by", "weight": 1.0},
    ("journal.example/strike", "provider:journal.example"): {"relation": "published_by", "weight": 1.0},
    ("journal.example/strike-ends", "provider:journal.example"): {"relation": "published_by", "weight": 1.0},
    ("example.org/bridge", "topic:bridges"): {"relation": "has_topic", "weight": 1.0},
    ("example.org/bridge", "topic:strassenbau"): {"relation": "has_topic", "weight": 1.0},
    ("journal.example/strike", "topic:trains"): {"relation": "has_topic", "weight": 1.0},
}

_CLUSTERS = (
    StoryCluster(
        id=BRIDGE,
        label="Bridge · repair",
        keywords=("bridge", "repair", "γέφυρα"),
        articles=("example.org/bridge", "example.net/bridge-copy", "h-unknown"),
        lead="example.org/bridge",
        first_seen=datetime(2021, 3, 1, 12, tzinfo=UTC),
        last_seen=datetime(2021, 3, 1, 18, tzinfo=UTC),
        providers=1,
    ),
    StoryCluster(
        id=STRIKE,
        label="鉄道 · strike",
        keywords=("鉄道", "strike"),
        articles=("journal.example/strike", "journal.example/strike-ends"),
        lead="journal.example/strike",
        first_seen=datetime(2021, 3, 3, 6, 30, tzinfo=UTC),
        last_seen=datetime(2021, 3, 5, 23, 59, 59, tzinfo=UTC),
        providers=1,
    ),
)

_ISLANDS = (
    Island(cluster=BRIDGE, x=-120.0, y=-30.0, radius=60.0),
    Island(cluster=STRIKE, x=150.0, y=30.0, radius=40.0),
)


def make_story_graph(
    *,
    nodes: Mapping[str, Attributes] | None = None,
    edges: Mapping[tuple[str, str], Attributes] | None = None,
    clusters: Iterable[StoryCluster] = _CLUSTERS,
    islands: Iterable[Island] = _ISLANDS,
    **options: Any,
) -> StoryGraph:
    """A small graph with all kinds of nodes, all relations, several scripts and many unknowns.

    `nodes` and `edges` change it: attributes are laid over those that are there, None takes one away, a new
    id or pair adds a node (an article with a file, unless told otherwise) or an edge (``similar``).
    Other keywords are options of the build.
    """
    graph: nx.Graph[str] = nx.Graph()
    for node in dict.fromkeys((*_NODES, *(nodes or {}))):
        graph.add_node(node, **_overlaid(_NODES.get(node) or _plain_node(node), (nodes or {}).get(node, {})))
    for pair in dict.fromkeys((*_EDGES, *(edges or {}))):
        graph.add_edge(*pair, **_overlaid(_EDGES.get(pair) or _PLAIN_EDGE, (edges or {}).get(pair, {})))
    return _story_graph(graph, tuple(clusters), tuple(islands), Options(**options))


def make_told_story_graph() -> StoryGraph:
    """The same graph with all that can be told of stories: outlets, copies, a thread, what became of them."""
    story_graph = make_story_graph()
    bridge, strike = story_graph.clusters
    return replace(
        story_graph,
        clusters=(
            replace(
                bridge,
                is_event=True,
                coverage=(
                    Coverage(provider="Example Post", article="example.org/bridge", lag_hours=0.0),
                    Coverage(provider="Example Net", article="example.net/bridge-copy", lag_hours=6.0),
                    Coverage(provider="Γέφυρα", article="h-unknown", lag_hours=None),
                ),
                copies=(("example.org/bridge", "example.net/bridge-copy"),),
                thread="thread-1",
            ),
            replace(strike, thread="thread-1"),
        ),
        threads=(
            Thread(
                id="thread-1",
                label="Bridge and strike",
                clusters=(BRIDGE, STRIKE),
                first_seen=bridge.first_seen,
                last_seen=strike.last_seen,
            ),
        ),
        changes=(
            StoryChange(change=Change.NEW, cluster=STRIKE, label="鉄道 · strike", added=2),
            StoryChange(change=Change.MERGED, cluster=BRIDGE, label="Bridge · repair", former=(BRIDGE, "c-old")),
            StoryChange(change=Change.ENDED, cluster="c-gone", label="Market", former=("c-gone",), removed=3),
        ),
    )


def make_empty_story_graph(**options: Any) -> StoryGraph:
    """The graph of no articles at all."""
    return _story_graph(nx.Graph(), (), (), Options(**options))


def make_writable(graph: nx.Graph[Any]) -> StoryGraph:
    """Any graph with what every export needs to know of its nodes and edges; stories it has none."""
    for node in graph:
        for name, value in {"kind": "topic", "label": str(node), "x": 0.0, "y": 0.0}.items():
            graph.nodes[node].setdefault(name, value)
    for one, other in graph.edges:
        for name, value in {"relation": "has_topic", "weight": 1.0}.items():
            graph.edges[one, other].setdefault(name, value)
    return _story_graph(graph, (), (), Options())


_PLAIN_EDGE: Attributes = {
    "relation": "similar",
    "weight": 0.5,
    "declared": False,
    "inferred": True,
    "similarity": 0.5,
    "shared_terms": ["word"],
    "is_copy": False,
}


def _plain_node(node: str) -> Attributes:
    title = f"Title of {node}"
    return {
        "kind": "article",
        "label": title,
        "x": 0.0,
        "y": 0.0,
        "title": title,
        "source_file": [f"{node}.md"],
    }


def _overlaid(attributes: Attributes, changes: Attributes) -> dict[str, Any]:
    return {name: value for name, value in {**attributes, **changes}.items() if value is not None}


def _story_graph(
    graph: nx.Graph[str], clusters: tuple[StoryCluster, ...], islands: tuple[Island, ...], options: Options
) -> StoryGraph:
    kinds = Counter(attributes["kind"] for _, attributes in graph.nodes(data=True))
    relations = Counter(attributes["relation"] for _, _, attributes in graph.edges(data=True))
    graph.graph["graphkit"] = {
        "version": "0.1.0",
        "schema": 1,
        "options": options.model_dump(),
        "counts": {
            "articles": kinds[NodeKind.ARTICLE],
            "related": kinds[NodeKind.RELATED],
            "providers": kinds[NodeKind.PROVIDER],
            "topics": kinds[NodeKind.TOPIC],
            "edges": {str(relation): relations[relation] for relation in Relation},
            "clusters": len(clusters),
        },
    }
    return StoryGraph(graph, clusters, islands)
