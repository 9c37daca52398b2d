"""All that is known of one article, provider, topic or story, as lines for people and as a record for programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import networkx as nx

from graphkit.errors import UnknownItemError
from graphkit.explanation import find_node, name_of, reasons_of
from graphkit.exports.node_link import cluster_records
from graphkit.graph.attributes import to_lag, to_plain, to_text
from graphkit.graph.plain_graph import to_plain_graph
from graphkit.model import NodeKind, Relation, StoryCluster, StoryGraph
from graphkit.plain_text import count
from graphkit.questions.selection import find_story

_ITEMS = (NodeKind.ARTICLE, NodeKind.RELATED)
_LINKS = (Relation.RELATED, Relation.SIMILAR)
# In this order; what else a node has follows.
_FIRST = ("provider", "published", "authors", "language", "topics", "url", "excerpt")
_OUTLETS = 12
# Told elsewhere, of use to programs only, or one thing said twice.
_UNTOLD = frozenset({"kind", "label", "title", "cluster", "x", "y", "timestamp", "published_precision", "domain"})


@dataclass(frozen=True, slots=True, repr=False)
class Description:
    """What is known of one thing; printed, it reads as ``graphkit show`` does.

    Parameters
    ----------
    id : str
    kind : str
        ``article``, ``related``, ``provider``, ``topic`` or ``story``.
    record : dict
        For programs: what graph.json has of it, with its links and their reasons.
    lines : tuple of str
        For people.
    """

    id: str
    kind: str
    record: dict[str, Any]
    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(self.lines)

    __repr__ = __str__


def describe(story_graph: StoryGraph, wanted: str) -> Description:
    """Tell all that is known of an article, a provider, a topic or a story.

    Parameters
    ----------
    story_graph : StoryGraph
    wanted : str
        An id, an address, the name of a story, or words: of a title first, else of a story.

    Raises
    ------
    UnknownItemError
        If nothing goes by it, or several do.
    """
    plain = to_plain_graph(story_graph)
    story = next((story for story in plain.clusters if wanted in (story.id, story.label)), None)
    if story is None or wanted in plain.graph:
        try:
            node = find_node(plain.graph, wanted)
        except UnknownItemError as error:
            try:
                story = find_story(plain, wanted)
            except UnknownItemError:
                raise error from None
        else:
            return _of_item(plain, node) if plain.graph.nodes[node]["kind"] in _ITEMS else _of_facet(plain, node)
    return _of_story(plain, story)


def _of_item(story_graph: StoryGraph, node: str) -> Description:
    graph = story_graph.graph
    data: Mapping[str, Any] = graph.nodes[node]
    story = next((story for story in story_graph.clusters if node in story.articles), None)
    links = _links_of(graph, node)
    lines = [name_of(graph, node), *_facts(data), f"  id: {node}"]
    if story:
        lines += ["", f"story: {_named(story)}"]
    lines += ["", f"links: {len(links):,}"]
    for other, weight in links:
        lines += [
            f"  {weight:.2f}  {name_of(graph, other)}",
            *(f"        {why}" for why in reasons_of(graph, node, other)),
        ]
    record = {"id": node} | dict(data) | {"story": story.label if story else None}
    record["links"] = [
        {"id": other, "title": _title(graph, other)}
        | graph.edges[node, other]
        | {"reasons": [*reasons_of(graph, node, other)]}
        for other, _ in links
    ]
    return Description(node, str(data["kind"]), record, tuple(lines))


def _of_facet(story_graph: StoryGraph, node: str) -> Description:
    graph = story_graph.graph
    data: Mapping[str, Any] = graph.nodes[node]
    items = sorted(graph[node], key=lambda other: (str(graph.nodes[other].get("published", "")), other), reverse=True)
    stories = [story for story in story_graph.clusters if not graph[node].keys().isdisjoint(story.articles)]
    domain = f" ({data['domain']})" if data.get("domain") else ""
    counts = f"{count(len(items), 'article')}, in {count(len(stories), 'story', 'stories')}"
    lines = [f"{data['label']}{domain}: {data['kind']} of {counts}"]
    lines += ["", *(f"story: {_named(story)}" for story in stories)] if stories else []
    lines += ["", *(f"  {name_of(graph, other)}" for other in items)]
    record = {"id": node} | dict(data) | {"articles": items, "stories": [story.id for story in stories]}
    return Description(node, str(data["kind"]), record, tuple(lines))


def _of_story(story_graph: StoryGraph, story: StoryCluster) -> Description:
    graph = story_graph.graph
    thread = next((thread for thread in story_graph.threads if thread.id == story.thread), None)
    linked = _linked_stories(story_graph, story)
    lines = [_named(story), *([f"  headline: {story.headline}"] if story.headline else [])]
    lines += [f"  keywords: {', '.join(story.keywords)}"] if story.keywords else []
    outlets = [*map(to_lag, story.coverage[:_OUTLETS])]
    outlets += [f"and {len(story.coverage) - _OUTLETS:,} more"] if len(story.coverage) > _OUTLETS else []
    lines += [f"  first: {'; '.join(outlets)}"] if outlets else []
    lines += [f"  copies: {sum(len(group) - 1 for group in story.copies)}"] if story.copies else []
    lines += [f"  id: {story.id}", "", f"articles: {story.size:,}"]
    lines += [f"  {name_of(graph, article)}{' · lead' if article == story.lead else ''}" for article in story.articles]
    if thread:
        known = {other.id: other for other in story_graph.clusters}
        lines += ["", f"thread: {thread.label}", *(f"  {_named(known[other])}" for other in thread.clusters)]
    if linked:
        lines += ["", f"linked stories: {len(linked):,}"]
    for other, number, (one, two) in linked:
        lines += [f"  {_named(other)} · {count(number, 'link')}, the strongest:"]
        lines += [f"        {name_of(graph, one)}", f"        {name_of(graph, two)}"]
        lines += [f"        {why}" for why in reasons_of(graph, one, two)]
    record = next(record for record in cluster_records(story_graph) if record["id"] == story.id)
    record = record | {"linked": [{"id": other.id, "label": other.label, "links": n} for other, n, _ in linked]}
    return Description(story.id, "story", record, tuple(lines))


def _links_of(graph: nx.Graph[str], node: str) -> list[tuple[str, float]]:
    """The articles that one is linked with, strongest first."""
    links = [(other, edge["weight"]) for other, edge in graph[node].items() if edge["relation"] in _LINKS]
    return sorted(links, key=lambda link: (-link[1], link[0]))


def _linked_stories(story_graph: StoryGraph, story: StoryCluster) -> list[tuple[StoryCluster, int, tuple[str, str]]]:
    """The stories that one's articles are linked with: how many links, and the ends of the strongest."""
    home = {article: other for other in story_graph.clusters for article in other.articles}
    found: defaultdict[str, list[tuple[float, str, str]]] = defaultdict(list)
    for article in story.articles:
        for other, weight in _links_of(story_graph.graph, article):
            if other in home and home[other].id != story.id:
                found[home[other].id].append((-weight, article, other))
    stories = {other.id: other for other in story_graph.clusters}
    ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [(stories[other], len(links), min(links)[1:]) for other, links in ranked]


def _facts(data: Mapping[str, Any]) -> Iterator[str]:
    names = [*(name for name in _FIRST if name in data), *(n for n in data if n not in _UNTOLD and n not in _FIRST)]
    for name in names:
        text = to_text(to_plain(data[name]) or "")
        if name == "published" and data.get("published_precision") == "day":
            text = f"{text[:10]} (no clock)"
        yield f"  {name.replace('_', ' ')}: {text}"


def _named(story: StoryCluster) -> str:
    counts = count(story.size, "article") + (f", {count(story.providers, 'provider')}" if story.providers else "")
    days = sorted({_day(moment) for moment in (story.first_seen, story.last_seen) if moment})
    return f"{story.label} ({counts}{', ' if days else ''}{' to '.join(days)})"


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"


def _title(graph: nx.Graph[str], node: str) -> str:
    return str(graph.nodes[node].get("title") or graph.nodes[node]["label"])
