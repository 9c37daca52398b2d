"""A part of a graph: some of its articles, their providers and topics, and the edges between them."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import replace

import networkx as nx

from graphkit.graph.building import count_graph
from graphkit.graph.plain_graph import PlainGraph, in_agreement
from graphkit.model import Articles, NodeKind

ITEMS = (NodeKind.ARTICLE, NodeKind.RELATED)
"""The kinds of nodes that are articles."""


def with_facets(graph: nx.Graph[str], articles: Collection[str]) -> set[str]:
    """The articles, and the providers and topics that they have."""
    facets = {other for node in articles for other in graph[node] if graph.nodes[other].get("kind") not in ITEMS}
    return facets.union(articles)


def subgraph(graph: nx.Graph[str], kept: Set[str]) -> nx.Graph[str]:
    """Some nodes and the edges between them, in the order of the whole, which networkx's views do not keep."""
    nodes = [node for node in graph if node in kept]
    part: nx.Graph[str] = nx.Graph()
    part.graph.update(graph.graph)
    part.add_nodes_from((node, graph.nodes[node]) for node in nodes)
    part.add_edges_from(edge for edge in graph.edges(nodes, data=True) if edge[1] in kept)
    return part


def part_of(story_graph: PlainGraph, articles: Collection[str]) -> PlainGraph:
    """The part with these articles and the stories that lie in it whole; places on the map stay as they are.

    Parameters
    ----------
    story_graph : PlainGraph
    articles : collection of str
        Ids of nodes.
    """
    kept = with_facets(story_graph.graph, articles)
    clusters = tuple(cluster for cluster in story_graph.clusters if kept.issuperset(cluster.articles))
    ids = {cluster.id for cluster in clusters}
    graph = subgraph(story_graph.graph, kept)
    graph.graph["graphkit"] = graph.graph["graphkit"] | {"counts": count_graph(graph, clusters)}
    return in_agreement(
        replace(
            story_graph,
            graph=graph,
            clusters=clusters,
            changes=tuple(change for change in story_graph.changes if change.cluster in ids),
            articles=Articles(article for article in story_graph.articles if article.id in kept),
        )
    )
