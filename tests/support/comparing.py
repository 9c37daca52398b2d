"""A story graph as plain values, so that two of them compare as a whole, order included."""

from __future__ import annotations

from typing import Any

from graphkit.model import StoryGraph


def whole(story_graph: StoryGraph) -> dict[str, Any]:
    """All that is in a story graph."""
    graph = story_graph.graph
    return {
        "graph": dict(graph.graph),
        "nodes": list(graph.nodes(data=True)),
        "edges": list(graph.edges(data=True)),
        "clusters": story_graph.clusters,
        "islands": story_graph.islands,
        "threads": story_graph.threads,
        "changes": story_graph.changes,
    }
