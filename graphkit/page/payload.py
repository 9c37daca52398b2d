"""A story graph as the compact tables that the page reads.

Rows are dicts here and columns in the file; a node is known by its row number, texts that occur again and
again by their number in a table of their own. What the page does not show is left out, and what it shows only on
demand stands in a table of its own, which is read on demand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from graphkit.graph.plain_graph import PlainGraph
from graphkit.model import NodeKind, Relation, StoryCluster
from graphkit.page.compact import Row, columns
from graphkit.plain_text import clean_line

KINDS = tuple(NodeKind)
RELATIONS = tuple(Relation)
_LINKS = (Relation.RELATED, Relation.SIMILAR)

_SITE = re.compile(r"[a-z]+://[^/]+/")
_EXCERPTS_ROOM = 3_400_000
"""Characters that the excerpts of all articles may take up: about 11,000 of the usual length."""
_SHORTEST_EXCERPT = 60
_TERMS_ROOM = 500_000
"""Shared terms that all links together may name, but each at least two."""
_FEWEST_TERMS = 2


class Texts:
    """Texts under numbers, counted from 0 in order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a text, a new one if it is new."""
        known = self._numbers.get(text)  # most texts are clean, and occur again
        return self._numbers.setdefault(clean_line(text), len(self._numbers)) if known is None else known

    def all(self) -> list[str]:
        """Every text, by number."""
        return list(self._numbers)


def number_nodes(story_graph: PlainGraph) -> dict[str, int]:
    """Number the nodes: articles of all kinds, then providers, then topics; by id among themselves."""
    group: dict[str, int] = {NodeKind.PROVIDER: 1, NodeKind.TOPIC: 2}
    ranked = sorted((group.get(data["kind"], 0), node) for node, data in story_graph.graph.nodes(data=True))
    return {node: i for i, (_, node) in enumerate(ranked)}


def node_rows(story_graph: PlainGraph, numbers: Mapping[str, int], names: Texts) -> list[Row]:
    """One row a node, by number."""
    story = {cluster.id: i for i, cluster in enumerate(story_graph.clusters)}
    data = story_graph.graph.nodes
    gathered = _gathered(story_graph, numbers)
    return [{"id": node} | _node_row(data[node], story, names) | {"gathered": gathered.get(node)} for node in numbers]


def edge_rows(story_graph: PlainGraph, numbers: Mapping[str, int]) -> list[Row]:
    """One row a link between articles, by the numbers of its ends; providers and topics are named by the nodes."""
    return [
        {"a": a, "b": b, "relation": RELATIONS.index(Relation(str(data["relation"])))}
        | _link_fields(data, a, b, numbers)
        for a, b, data in _links(story_graph, numbers)
    ]


def details(story_graph: PlainGraph, numbers: Mapping[str, int]) -> dict[str, list[Any]]:
    """Columns of what is read on demand: excerpts, addresses, files; the terms that links share."""
    sites, terms = Texts(), Texts()
    data = [story_graph.graph.nodes[node] for node in numbers]
    longest = _longest_excerpt([len(str(row.get("excerpt", ""))) for row in data])
    rows = [_detail_row(row, sites, longest) for row in data]
    links = _links(story_graph, numbers)
    most = max(_FEWEST_TERMS, _TERMS_ROOM // max(1, len(links)))
    link_terms = [[terms.number(term) for term in link.get("shared_terms", ())[:most]] for _, _, link in links]
    texts: dict[str, list[Any]] = {"linkTerms": link_terms, "sites": sites.all(), "terms": terms.all()}
    return columns(rows) | {name: column for name, column in texts.items() if column}


def _links(story_graph: PlainGraph, numbers: Mapping[str, int]) -> list[tuple[int, int, dict[str, Any]]]:
    """The links between articles by the numbers of their ends, sorted: the graph's own order must not show."""
    by_ends = {
        (min(numbers[one], numbers[other]), max(numbers[one], numbers[other])): data
        for one, other, data in story_graph.graph.edges(data=True)
        if data["relation"] in _LINKS
    }
    return [(a, b, by_ends[a, b]) for a, b in sorted(by_ends)]


def _gathered(story_graph: PlainGraph, numbers: Mapping[str, int]) -> dict[str, list[int]]:
    """The numbers of the providers and topics of each article."""
    found: dict[str, list[int]] = {}
    for one, other, data in story_graph.graph.edges(data=True):
        if data["relation"] not in _LINKS:
            article, gathering = sorted((one, other), key=numbers.__getitem__)
            found.setdefault(article, []).append(numbers[gathering])
    return {article: sorted(gatherings) for article, gatherings in found.items()}


def story_rows(story_graph: PlainGraph, numbers: Mapping[str, int]) -> list[Row]:
    """One row a story, largest first, with its island and the name of its thread."""
    threads = {thread.id: clean_line(thread.label) for thread in story_graph.threads}
    return [
        {
            "id": cluster.id,
            "label": clean_line(cluster.label),
            "headline": _headline(cluster, story_graph.graph.nodes[cluster.lead]),
            "keywords": [clean_line(keyword) for keyword in cluster.keywords],
            "lead": numbers[cluster.lead],
            "first": _seconds(cluster.first_seen),
            "last": _seconds(cluster.last_seen),
            "providers": cluster.providers,
            "thread": threads.get(cluster.thread or ""),
            "x": island.x,
            "y": island.y,
            "radius": island.radius,
        }
        for cluster, island in zip(story_graph.clusters, story_graph.islands, strict=True)
    ]


def _headline(cluster: StoryCluster, lead: Mapping[str, Any]) -> str | None:
    """The story's own headline, where it is not the title of its lead, which the nodes have."""
    headline = clean_line(cluster.headline)
    return headline or None if headline != clean_line(lead.get("title") or lead["label"]) else None


def region_rows(story_graph: PlainGraph) -> list[Row]:
    """One row a region of the map, then one a topic within one; the stories of each by number."""
    number = {cluster.id: i for i, cluster in enumerate(story_graph.clusters)}
    return [
        {
            "name": clean_line(region.name),
            "stories": [number[cluster] for cluster in region.clusters if cluster in number],
            "outline": [coordinate for point in region.outline for coordinate in point],
            "x": region.label[0],
            "y": region.label[1],
            "within": region.within,
        }
        for region in story_graph.regions
    ]


def _node_row(data: Mapping[str, Any], story: Mapping[str, int], names: Texts) -> Row:
    row: Row = {
        "kind": KINDS.index(data["kind"]),
        "title": clean_line(data.get("title") or data["label"]),
        "x": round(data["x"], 1),
        "y": round(data["y"], 1),
    }
    if data["kind"] in (NodeKind.PROVIDER, NodeKind.TOPIC):
        return row
    provider, published, language = data.get("provider"), data.get("is_published"), data.get("language")
    return row | {
        "time": data.get("timestamp"),
        "provider": None if provider is None else names.number(provider),
        "story": story.get(data.get("cluster", "")),
        "quality": _figure(data.get("quality")),
        "published": None if published is None else int(published),
        "day": 1 if data.get("published_precision") == "day" else None,
        "language": None if language is None else names.number(language),
        "authors": [names.number(author) for author in data.get("authors") or ()] or None,
    }


def _detail_row(data: Mapping[str, Any], sites: Texts, longest: int) -> Row:
    excerpt, url = clean_line(data.get("excerpt") or ""), clean_line(data.get("url") or "")
    site = _SITE.match(url)
    return {
        "excerpt": (excerpt if len(excerpt) <= longest else excerpt[: longest - 1].rstrip() + "…") or None,
        "site": None if site is None else sites.number(site[0]),
        "path": (url if site is None else url[site.end() :]) or (None if site is None else ""),
        "heat": _figure(data.get("heat")),
        "files": [clean_line(path) for path in data.get("source_file", ())] or None,
    }


def _longest_excerpt(lengths: Sequence[int]) -> int:
    """How many characters of each excerpt there is room for: all of them in any but a very large graph."""
    longest = max(lengths, default=0)
    while longest > _SHORTEST_EXCERPT and sum(min(length, longest) for length in lengths) > _EXCERPTS_ROOM:
        longest = max(_SHORTEST_EXCERPT, int(longest * 0.95))
    return longest


def _link_fields(data: Mapping[str, Any], a: int, b: int, numbers: Mapping[str, int]) -> Row:
    declarers = {numbers.get(node) for node in data.get("declared_by", ())}
    # Bits: the first end lists the second, the second the first; alike in words; copies of one text.
    flags = (a in declarers, b in declarers, data.get("inferred", False), data.get("is_copy", False))
    return {
        "weight": round(data["weight"], 2),
        "cosine": round(data.get("similarity", 0.0), 2),
        "flags": sum(bit << i for i, bit in enumerate(map(bool, flags))),
    }


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def _figure(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
