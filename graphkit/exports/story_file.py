"""The stories of a graph file, checked field by field like the graph that they lie in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import networkx as nx

from graphkit.exports.checks import (
    GraphDataError,
    are_texts,
    check_choice,
    get_field,
    is_count,
    is_flag,
    is_number,
    is_text,
    shown,
    to_moment,
    to_records,
)
from graphkit.model import Change, Coverage, Island, Region, StoryChange, StoryCluster, StoryGraph, Thread

STORY_PARTS: Mapping[str, list[Any] | None] = {
    "clusters": None,
    "islands": None,
    "threads": [],
    "changes": [],
    "regions": [],
}
"""What stands beside nodes and edges in ``graph``, with what stands for it in files of a time before it was there."""

_CHANGES = frozenset(map(str, Change))


def to_stories(graph: nx.Graph[str], parts: Mapping[str, object]) -> StoryGraph:
    """Put the graph and the stories in it together; raises `GraphDataError` at the first thing that is wrong."""
    story_graph = StoryGraph(
        graph,
        clusters=tuple(_to_cluster(record, graph, at) for at, record in _listed(parts, "clusters")),
        islands=tuple(_to_island(record, at) for at, record in _listed(parts, "islands")),
        threads=tuple(_to_thread(record, at) for at, record in _listed(parts, "threads")),
        changes=tuple(_to_change(record, at) for at, record in _listed(parts, "changes")),
        regions=tuple(_to_region(record, at) for at, record in _listed(parts, "regions")),
    )
    _check_clusters(story_graph)
    _check_threads(story_graph)
    return story_graph


def _listed(parts: Mapping[str, object], name: str) -> list[tuple[str, dict[str, Any]]]:
    return list(to_records(parts[name], f"graph.{name}"))


def _to_cluster(record: dict[str, Any], graph: nx.Graph[str], where: str) -> StoryCluster:
    articles: list[str] = get_field(record, "articles", are_texts, where)
    for number, article in enumerate(articles):
        if article not in graph:
            raise GraphDataError(f"{where}.articles[{number}]", f"expected the id of a node, got {shown(article)}")
    members = set(articles)
    if len(members) != len(articles) or len(articles) < 2:
        raise GraphDataError(f"{where}.articles", f"expected two articles or more, each once, got {shown(articles)}")
    coverage = to_records(record.get("coverage", []), f"{where}.coverage")
    return StoryCluster(
        id=get_field(record, "id", is_text, where),
        label=get_field(record, "label", is_text, where),
        keywords=tuple(get_field(record, "keywords", are_texts, where)),
        articles=tuple(articles),
        lead=_member(record, "lead", members, where),
        first_seen=to_moment(record.get("first_seen"), f"{where}.first_seen"),
        last_seen=to_moment(record.get("last_seen"), f"{where}.last_seen"),
        providers=get_field(record, "providers", is_count, where),
        # From here on, fields that files of former versions lack.
        is_event=get_field({"event": False} | record, "event", is_flag, where),
        coverage=tuple(_to_coverage(outlet, members, at) for at, outlet in coverage),
        copies=_to_copies(record.get("copies", []), members, f"{where}.copies"),
        thread=None if record.get("thread") is None else get_field(record, "thread", is_text, where),
    )


def _to_coverage(record: dict[str, Any], members: Collection[str], where: str) -> Coverage:
    return Coverage(
        provider=get_field(record, "provider", is_text, where),
        article=_member(record, "article", members, where),
        lag_hours=None if record.get("lag_hours") is None else get_field(record, "lag_hours", is_number, where),
    )


def _to_copies(value: object, members: Collection[str], where: str) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list):
        raise GraphDataError(where, f"expected a list, got {shown(value)}")
    for number, group in enumerate(value):
        if not are_texts(group) or len(group) < 2 or not set(group) <= set(members):
            raise GraphDataError(f"{where}[{number}]", f"expected two of the articles or more, got {shown(group)}")
    return tuple(map(tuple, value))


def _to_island(record: dict[str, Any], where: str) -> Island:
    return Island(
        cluster=get_field(record, "cluster", is_text, where),
        x=get_field(record, "x", is_number, where),
        y=get_field(record, "y", is_number, where),
        radius=get_field(record, "radius", is_number, where),
    )


def _to_region(record: dict[str, Any], where: str) -> Region:
    outline = record.get("outline")
    if not isinstance(outline, list) or not all(map(_is_point, outline)):
        raise GraphDataError(f"{where}.outline", f"expected pairs of numbers, got {shown(outline)}")
    if not _is_point(record.get("label")):
        raise GraphDataError(f"{where}.label", f"expected a pair of numbers, got {shown(record.get('label'))}")
    return Region(
        name=get_field(record, "name", is_text, where) if record.get("name") else "",
        clusters=tuple(get_field(record, "clusters", are_texts, where)),
        outline=tuple((x, y) for x, y in outline),
        label=(record["label"][0], record["label"][1]),
        within=None if record.get("within") is None else get_field(record, "within", is_count, where),
    )


def _is_point(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(map(is_number, value))


def _to_thread(record: dict[str, Any], where: str) -> Thread:
    return Thread(
        id=get_field(record, "id", is_text, where),
        label=get_field(record, "label", is_text, where),
        clusters=tuple(get_field(record, "clusters", are_texts, where)),
        first_seen=to_moment(record.get("first_seen"), f"{where}.first_seen"),
        last_seen=to_moment(record.get("last_seen"), f"{where}.last_seen"),
    )


def _to_change(record: dict[str, Any], where: str) -> StoryChange:
    check_choice(record, "change", _CHANGES, where)
    return StoryChange(
        change=Change(record["change"]),
        cluster=get_field(record, "cluster", is_text, where),
        label=get_field(record, "label", is_text, where),
        former=tuple(get_field(record, "former", are_texts, where)),
        added=get_field(record, "added", is_count, where),
        removed=get_field(record, "removed", is_count, where),
    )


def _member(record: Mapping[str, Any], name: str, members: Collection[str], where: str) -> str:
    article: str = get_field(record, name, is_text, where)
    if article not in members:
        raise GraphDataError(f"{where}.{name}", f"expected one of the articles, got {shown(article)}")
    return article


def _check_clusters(story_graph: StoryGraph) -> None:
    """Nodes, clusters and islands must speak of the same stories."""
    ids = [cluster.id for cluster in story_graph.clusters]
    known = _each_once(ids, "graph.clusters")
    if story_graph.islands and [island.cluster for island in story_graph.islands] != ids:
        raise GraphDataError("graph.islands", "expected one for each cluster, in their order")
    for node, attributes in story_graph.graph.nodes(data=True):
        cluster = attributes.get("cluster")
        if cluster is not None and cluster not in known:
            raise GraphDataError(f"node {node!r}: cluster", f"expected the id of a cluster, got {shown(cluster)}")


def _check_threads(story_graph: StoryGraph) -> None:
    """Clusters and threads must speak of each other."""
    clusters = {cluster.id for cluster in story_graph.clusters}
    threads = _each_once([thread.id for thread in story_graph.threads], "graph.threads")
    for number, thread in enumerate(story_graph.threads):
        where = f"graph.threads[{number}].clusters"
        for cluster in thread.clusters:
            if cluster not in clusters:
                raise GraphDataError(where, f"expected ids of clusters, got {shown(cluster)}")
    for number, story in enumerate(story_graph.clusters):
        if story.thread is not None and story.thread not in threads:
            where = f"graph.clusters[{number}].thread"
            raise GraphDataError(where, f"expected the id of a thread, got {shown(story.thread)}")


def _each_once(ids: Sequence[str], where: str) -> set[str]:
    known = set(ids)
    if len(known) != len(ids):
        raise GraphDataError(where, "expected an id of its own for each")
    return known
