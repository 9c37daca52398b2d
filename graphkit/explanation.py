"""Why two items of a graph are linked: the edge between them in words, or the strongest path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise
from math import log
from typing import Any

import networkx as nx

from graphkit.errors import UnknownItemError
from graphkit.model import NodeKind, Relation, StoryGraph
from graphkit.plain_text import shorten
from graphkit.sources.addresses import canonical_address
from graphkit.texts.words import TOKEN, fold

_BETWEEN_ARTICLES = frozenset({Relation.RELATED, Relation.SIMILAR})
_ITEMS = (NodeKind.ARTICLE, NodeKind.RELATED)
# A step to a provider or a topic says little: it is taken only if links between articles do not reach the target.
_DETOUR = 1_000.0


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of the way from one item to the other, with its reasons, each a short phrase."""

    source: str
    target: str
    weight: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """How two items are joined: by one step if they share an edge, by several along a path, or not at all.

    Printed, it reads as on the command line.

    Parameters
    ----------
    source, target : str
        Node ids.
    steps : tuple of Step
    names : tuple of str
        Title, provider and day of the source and of the end of each step; of both ends where nothing joins them.
    """

    source: str
    target: str
    steps: tuple[Step, ...]
    names: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        if self.source == self.target:
            return f"{self.names[0]}\n  is one item: both arguments name it"
        if not self.steps:
            return f"{self.names[0]}\n  nothing joins the two\n{self.names[-1]}"
        lines = [self.names[0]]
        for step, name in zip(self.steps, self.names[1:], strict=True):
            lines += [f"  | strength {step.weight:.2f}", *(f"  | {reason}" for reason in step.reasons), name]
        return "\n".join(lines)

    __repr__ = __str__


def explain(story_graph: StoryGraph, source: str, target: str) -> Explanation:
    """Say why two items are linked, or which path joins them.

    Parameters
    ----------
    story_graph : StoryGraph
    source, target : str
        An id, an address, or words of a title.

    Returns
    -------
    Explanation
        Prints as on the command line: each step with its strength and its reasons.

    Raises
    ------
    UnknownItemError
        If nothing goes by one of the two, or several items do; names those that come near.

    Notes
    -----
    Two items that are linked are explained by their edge. Otherwise by a path: the one with the fewest steps over
    providers and topics, of these the one with the largest product of weights (Dijkstra on -log(weight)).

    Examples
    --------
    >>> import graphkit
    >>> story_graph = graphkit.build([
    ...     graphkit.Article(id="a", title="Old bridge closes after flood"),
    ...     graphkit.Article(id="b", title="Council closes old bridge after flood"),
    ... ])
    >>> explanation = graphkit.explain(story_graph, "a", "council closes")
    >>> explanation.source, explanation.target
    ('a', 'b')
    >>> print(explanation)  # doctest: +ELLIPSIS
    Old bridge closes after flood
      | strength ...
    Council closes old bridge after flood
    """
    graph = story_graph.graph
    ends = find_node(graph, source), find_node(graph, target)
    path = _strongest_path(graph, *ends)
    steps = tuple(
        Step(one, other, graph.edges[one, other]["weight"], tuple(reasons_of(graph, one, other)))
        for one, other in pairwise(path)
    )
    nodes = path or list(ends)
    return Explanation(*ends, steps, tuple(name_of(graph, node) for node in nodes))


def find_node(graph: nx.Graph[str], wanted: str) -> str:
    """Find the one node that goes by an id, an address, a label, or words of a title.

    Raises
    ------
    UnknownItemError
        Says which nodes come near, or among which to choose.
    """
    if wanted in graph:
        return wanted
    address = canonical_address(wanted) if "/" in wanted else None
    if address:
        by_address = [node for node in graph if canonical_address(graph.nodes[node].get("url", "")) == address]
        if len(by_address) == 1:
            return by_address[0]
    titles = {node: fold(_title(graph.nodes[node])) for node in graph}
    exact = [node for node, title in titles.items() if title == fold(wanted)]
    words = set(TOKEN.findall(fold(wanted)))
    found = exact or [node for node, title in titles.items() if words and words <= set(TOKEN.findall(title))]
    items = [node for node in found if graph.nodes[node]["kind"] in _ITEMS] or found
    if len(items) == 1:
        return items[0]
    if items:
        raise UnknownItemError(
            f"{wanted!r} is in {len(items)} titles: {_listed(graph, items)}; give more words, or an id"
        )
    near = get_close_matches(fold(wanted), titles.values(), n=3, cutoff=0.4)
    nodes = [node for node, title in titles.items() if title in near]
    hint = f"; the nearest: {_listed(graph, nodes)}" if nodes else ""
    raise UnknownItemError(f"nothing goes by {wanted!r}{hint}")


def _strongest_path(graph: nx.Graph[str], source: str, target: str) -> list[str]:
    if source == target:
        return [source]
    if graph.has_edge(source, target):
        return [source, target]
    try:
        path: list[str] = nx.dijkstra_path(graph, source, target, weight=_length)
    except nx.NetworkXNoPath:
        return []
    return path


def _length(one: str, other: str, edge: Mapping[str, Any]) -> float:
    """Weights multiply along a path, so their negative logarithms add up; a little for each step breaks ties."""
    length = 1e-6 - log(edge["weight"])
    return length if edge["relation"] in _BETWEEN_ARTICLES else length + _DETOUR


def reasons_of(graph: nx.Graph[str], one: str, other: str) -> Iterator[str]:
    """Why an edge is there, each reason a short phrase."""
    edge = graph.edges[one, other]
    if edge["relation"] == Relation.PUBLISHED_BY:
        yield "published by this provider"
        return
    if edge["relation"] == Relation.HAS_TOPIC:
        yield "has this topic"
        return
    if edge.get("mutual"):
        yield "declared: each lists the other"
    elif edge.get("declared"):
        by = next(iter(edge.get("declared_by", ())), one)
        files = ", ".join(graph.nodes[by].get("source_file", ())) or by
        yield f"declared by {files}"
    if edge.get("is_copy"):
        yield "nearly the same text"
    yield from _likeness(edge)
    if (days := edge.get("days_apart")) is not None:
        yield f"{_span(days)} apart" if days else "published at the same time"
    providers = {graph.nodes[node].get("provider") for node in (one, other)}
    if len(providers) == 1 and None not in providers:
        yield f"same provider: {providers.pop()}"


def _likeness(edge: Mapping[str, Any]) -> Iterator[str]:
    if edge.get("similarity"):
        yield f"cosine {edge['similarity']:.2f}" + (
            "" if edge.get("inferred") else ", too little to link them by itself"
        )
    if edge.get("meaning"):
        yield f"sentence vectors {edge['meaning']:.2f} alike"
    if edge.get("shared_terms"):
        yield "shared: " + ", ".join(edge["shared_terms"])


def name_of(graph: nx.Graph[str], node: str) -> str:
    """A node by its title, provider and day."""
    attributes = graph.nodes[node]
    about = [attributes.get("provider"), str(attributes.get("published", ""))[:10]]
    known = ", ".join(str(part) for part in about if part)
    return _title(attributes) + (f" ({known})" if known else "")


def _span(days: float) -> str:
    hours = days * 24
    if hours < 1:
        return f"{max(1, round(hours * 60))} min"
    return f"{hours:.0f} h" if hours < 48 else f"{days:.0f} days"


def _title(attributes: Mapping[str, Any]) -> str:
    return str(attributes.get("title") or attributes["label"])


def _listed(graph: nx.Graph[str], nodes: list[str]) -> str:
    shown = [f"{node} ({shorten(_title(graph.nodes[node]), 60)})" for node in nodes[:5]]
    return ", ".join(shown) + (f" and {len(nodes) - 5} more" if len(nodes) > 5 else "")
