"""A story graph that every format can carry, made once for all of them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx

from graphkit.exports.attributes import is_plain, to_plain, to_plain_attributes, to_text
from graphkit.model import StoryCluster, StoryGraph
from graphkit.plain_text import clean_text


@dataclass(frozen=True, eq=False)
class PlainGraph(StoryGraph):
    """A story graph whose ids are text and whose nodes and edges have plain attributes, see `to_plain_attributes`.

    Its attributes are for reading: they may be those of the graph that it was made from.
    """


def to_plain_graph(story_graph: StoryGraph) -> PlainGraph:
    """Make ids and attributes plain. A graph of graphkit's own making is so already: then nothing is copied."""
    if isinstance(story_graph, PlainGraph):
        return story_graph
    graph, clusters = story_graph.graph, story_graph.clusters
    renamed = renamed_nodes(graph)
    if renamed or not _has_plain_attributes(graph):
        graph = _in_plain(graph, renamed)
    if renamed:
        clusters = tuple(_with_ids(cluster, renamed) for cluster in clusters)
    beside = (story_graph.islands, story_graph.threads, story_graph.changes, story_graph.regions)
    return PlainGraph(graph, clusters, *beside)


def renamed_nodes(graph: nx.Graph[Any]) -> dict[Hashable, str]:
    """Ids that no file could carry as they are, each with the unique text that stands for it.

    Empty for a graph of graphkit's own making.
    """
    unfit = [node for node in graph if not (isinstance(node, str) and node and clean_text(node) == node)]
    renamed: dict[Hashable, str] = {}
    taken: set[object] = set()
    for node in unfit:
        text = base = to_text(to_plain(node) or "node")
        number = 1
        while text in graph or text in taken:
            number += 1
            text = f"{base} ({number})"
        taken.add(text)
        renamed[node] = text
    return renamed


def _has_plain_attributes(graph: nx.Graph[Any]) -> bool:
    return all(is_plain(attributes) for _, attributes in graph.nodes(data=True)) and all(
        is_plain(attributes) for _, _, attributes in graph.edges(data=True)
    )


def _in_plain(graph: nx.Graph[Any], renamed: Mapping[Hashable, str]) -> nx.Graph[str]:
    """A graph with the same nodes and edges in the same order."""
    plain = graph.__class__()
    plain.graph.update(graph.graph)
    plain.add_nodes_from(
        (renamed.get(node, node), to_plain_attributes(attributes)) for node, attributes in graph.nodes(data=True)
    )
    plain.add_edges_from(
        (renamed.get(source, source), renamed.get(target, target), to_plain_attributes(attributes))
        for source, target, attributes in graph.edges(data=True)
    )
    return plain


def _with_ids(cluster: StoryCluster, renamed: Mapping[Hashable, str]) -> StoryCluster:
    return replace(
        cluster,
        articles=tuple(renamed.get(article, article) for article in cluster.articles),
        lead=renamed.get(cluster.lead, cluster.lead),
        coverage=tuple(
            replace(outlet, article=renamed.get(outlet.article, outlet.article)) for outlet in cluster.coverage
        ),
        copies=tuple(tuple(renamed.get(article, article) for article in group) for group in cluster.copies),
    )
