"""A story graph that every format can carry, made once for all of them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx

from graphkit.errors import OutputError
from graphkit.graph.attributes import is_plain, to_plain, to_plain_attributes, to_text
from graphkit.graph.building import count_graph
from graphkit.model import StoryCluster, StoryGraph
from graphkit.plain_text import clean_text
from graphkit.schema import EDGE, MADE, NODE, FlawError, check, shown

_SMALLEST_STORY = 2


@dataclass(frozen=True, eq=False, repr=False)
class PlainGraph(StoryGraph):
    """A story graph whose ids are text and whose nodes and edges have plain attributes, see `to_plain_attributes`.

    Its attributes are for reading: they may be those of the graph that it was made from.
    """


def to_plain_graph(story_graph: StoryGraph) -> PlainGraph:
    """Make ids and attributes plain, and stories agree with the graph: what every export begins with.

    A graph is the user's once it is built: they take nodes out, add attributes, give nodes other names. Stories lose
    the articles that are gone; a story of which fewer than two are left goes, and so does a thread of one story.

    Returns
    -------
    PlainGraph
        The very same graph, not a copy, if it is as graphkit made it.

    Raises
    ------
    OutputError
        If a node or an edge is not one that files can carry and pages can show; says which, and what was expected.
    """
    if isinstance(story_graph, PlainGraph):
        return story_graph
    graph, clusters = story_graph.graph, story_graph.clusters
    if graph.is_directed() or graph.is_multigraph():
        raise OutputError(f"the graph cannot be written: expected an undirected networkx.Graph, got {type(graph)}")
    renamed = renamed_nodes(graph)
    if renamed or not _has_plain_attributes(graph):
        graph = _in_plain(graph, renamed)
    if renamed:
        clusters = tuple(_with_ids(cluster, renamed) for cluster in clusters)
    _check(graph)
    return in_agreement(replace(story_graph, graph=graph, clusters=clusters))


def _check(graph: nx.Graph[str]) -> None:
    try:
        check(MADE, graph.graph.get("graphkit"), "graph.graphkit")
        for node, attributes in graph.nodes(data=True):
            check(NODE, attributes, f"node {shown(node)}")
        for one, other, attributes in graph.edges(data=True):
            if one == other:
                raise FlawError(f"edge of {shown(one)}", "expected two nodes, got one twice")
            check(EDGE, attributes, f"edge {shown(one)} to {shown(other)}")
    except FlawError as error:
        raise OutputError(f"the graph cannot be written: {error}; set it, or take the node or edge out") from None


def in_agreement(story_graph: StoryGraph) -> PlainGraph:
    """Stories, islands, threads and counts that agree with the nodes and edges that are there."""
    graph = story_graph.graph
    kept = [_without_gone(cluster, graph) for cluster in story_graph.clusters]
    clusters = tuple(cluster for cluster in kept if cluster.size >= _SMALLEST_STORY)
    ids = {cluster.id for cluster in clusters}
    shortened = (
        replace(thread, clusters=tuple(cluster for cluster in thread.clusters if cluster in ids))
        for thread in story_graph.threads
    )
    threads = tuple(thread for thread in shortened if len(thread.clusters) >= _SMALLEST_STORY)
    thread_ids = {thread.id for thread in threads} | {None}
    clusters = tuple(cluster if cluster.thread in thread_ids else replace(cluster, thread=None) for cluster in clusters)
    islands = {island.cluster: island for island in story_graph.islands}
    if homeless := sorted(ids - islands.keys()):
        raise OutputError(f"the stories cannot be written: no island for {shown(homeless[0])}")
    with_none = ids | {None}
    strays = [node for node, data in graph.nodes(data=True) if data.get("cluster") not in with_none]
    made, counts = graph.graph["graphkit"], count_graph(graph, clusters)
    if strays or made["counts"] != counts:
        graph = graph.copy()
        graph.graph["graphkit"] = made | {"counts": counts}
        for node in strays:
            del graph.nodes[node]["cluster"]
    in_order = tuple(islands[cluster.id] for cluster in clusters)
    regions = tuple(
        replace(region, clusters=tuple(cluster for cluster in region.clusters if cluster in ids))
        for region in story_graph.regions
    )
    return PlainGraph(graph, clusters, in_order, threads, story_graph.changes, regions, story_graph.articles)


def _without_gone(cluster: StoryCluster, graph: nx.Graph[str]) -> StoryCluster:
    """The story without the articles that are no longer in the graph."""
    if all(article in graph for article in cluster.articles):
        return cluster
    left = tuple(article for article in cluster.articles if article in graph)
    copies = (tuple(article for article in group if article in graph) for group in cluster.copies)
    return replace(
        cluster,
        articles=left,
        lead=cluster.lead if cluster.lead in graph else (*left, cluster.lead)[0],
        coverage=tuple(outlet for outlet in cluster.coverage if outlet.article in graph),
        copies=tuple(group for group in copies if len(group) > 1),
    )


def renamed_nodes(graph: nx.Graph[Any]) -> dict[Hashable, str]:
    """Ids that no file can carry as they are, each with the unique text that replaces it.

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
