"""What an editor may want to check: declared links that nothing supports, and strong ones that no file declares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from graphkit.model import NodeKind, Relation, StoryCluster, StoryGraph
from graphkit.plain_text import clean_line

# Two texts below this cosine share at most a word that says nothing. Right links between loosely related articles
# (another city's ban, the same quarrel a week later) begin at about 0.04.
_HARDLY_ALIKE = 0.035
# Texts of different stories often reach this cosine because they are about one field, such as health.
_ALIKE_ACROSS_STORIES = 0.12
# A third article supports a link within a story if its cosine with both articles is at least this.
_ALIKE_TO_COMPANY = 0.09
# A topic of a larger share of the items says nothing about a pair; a topic of two items always does.
_BROAD_TOPIC = 0.20
# Added to the cosine of a link within a story when links are ranked by doubt.
_CREDIT_OF_ONE_STORY = 0.06
# Articles farther apart than this may not belong together: the time between them is given as a reason.
_FAR_APART_DAYS = 14.0
# Weight, the cosine faded by time, from which a link within a story is one that an editor would make: of such pairs
# in collections sorted by hand, 96 of 100 and more tell of one event.
_STRONG = 0.30

Attributes = Mapping[str, Any]

_ITEMS = (NodeKind.ARTICLE, NodeKind.RELATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedLink:
    """A link that an editor may want to look at.

    Parameters
    ----------
    source, target : str
        Node ids; the source is an article with a file, and of an unsupported link the one that lists the other.
    owners : tuple of str
        Node ids of the one or two articles whose files list the other, or could.
    similarity : float
        Cosine of the two texts, in [0, 1].
    days_apart : float or None
        None if one of the two is undated.
    reasons : tuple of str
        Short phrases, the weightiest first.
    """

    source: str
    target: str
    owners: tuple[str, ...]
    similarity: float
    days_apart: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The links of a graph that an editor may want to look at.

    Parameters
    ----------
    unsupported : tuple of AuditedLink
        Declared, but neither the texts nor a topic nor a story speak for them; the most doubtful first.
    missing : tuple of AuditedLink
        Strong, but in no file; the strongest first.
    declared : int
        How many links files declare.
    """

    unsupported: tuple[AuditedLink, ...]
    missing: tuple[AuditedLink, ...]
    declared: int


def audit_links(story_graph: StoryGraph) -> Audit:
    """Find declared links that nothing supports, and strong links that no file declares.

    Parameters
    ----------
    story_graph : StoryGraph

    Returns
    -------
    Audit
        Unsupported links rank by cosine to 2 places, the least alike first, those within a story a little later; of
        equal ones those farther apart in time come first. Missing links rank by weight. Ties go by id.

    Notes
    -----
    A declared link is unsupported if its two articles share no narrow topic, and one of these holds:

    - They are not in stories of one thread, and the cosine of their texts is below 0.12.
    - They are, but the cosine is below 0.035, and no third article has a cosine of 0.09 with both.

    A link is missing if its weight is at least 0.30, its two articles are in one story, one of them has a file, and
    neither lists the other or a copy of it. Copies within one outlet are never missing. A narrow topic is one of two
    articles, or of at most a fifth of all. Costs one pass over the edges.

    Examples
    --------
    >>> import graphkit
    >>> audit = graphkit.audit_links(graphkit.build(graphkit.read_articles("seeds")))
    >>> audit.declared, audit.unsupported, audit.missing
    (27, (), ())
    """
    links = _Links(story_graph)
    return Audit(
        unsupported=tuple(_find_unsupported(links)),
        missing=tuple(_find_missing(links)),
        declared=len(links.declared),
    )


class _Links:
    """The edges between items, and what is known of their ends."""

    def __init__(self, story_graph: StoryGraph) -> None:
        self.graph = story_graph.graph
        self.story = {article: cluster for cluster in story_graph.clusters for article in cluster.articles}
        self._copies = {
            article: group for cluster in story_graph.clusters for group in cluster.copies for article in group
        }
        self.declared: list[tuple[str, str, Attributes]] = []
        self.inferred: list[tuple[str, str, Attributes]] = []
        for one, other, edge in story_graph.graph.edges(data=True):
            first, second = sorted((one, other), key=str)
            if edge.get("relation") == Relation.RELATED:
                self.declared.append((first, second, edge))
            elif edge.get("relation") == Relation.SIMILAR:
                self.inferred.append((first, second, edge))
        self._narrow = _narrow_topics(story_graph.graph)

    def share_topic(self, one: str, other: str) -> bool:
        """Whether both have a topic that few items have."""
        return any(topic in self._narrow and self.graph.has_edge(other, topic) for topic in self.graph[one])

    def are_in_one_story(self, one: str, other: str) -> bool:
        """Whether they are in one story."""
        return one in self.story and self.story[one] is self.story.get(other)

    def are_in_one_thread(self, one: str, other: str) -> bool:
        """Whether their stories are the same, or parts of one thread."""
        if one not in self.story or other not in self.story:
            return False
        first, second = self.story[one], self.story[other]
        return first is second or (first.thread is not None and first.thread == second.thread)

    def have_company(self, one: str, other: str) -> bool:
        """Whether some third article is like both of them."""
        return any(
            self.graph.has_edge(other, third)
            and min(_cosine(self.graph.edges[one, third]), _cosine(self.graph.edges[other, third])) >= _ALIKE_TO_COMPANY
            for third in self.graph[one]
        )

    def copies_of(self, article: str) -> Sequence[str]:
        """The article and the others of nearly the same text."""
        return self._copies.get(article, (article,))

    def outlet(self, article: str) -> str | None:
        """What its provider is known by."""
        attributes = self.graph.nodes[article]
        return attributes.get("domain") or attributes.get("provider")


def _cosine(edge: Attributes) -> float:
    """The cosine of an edge; 0 of one to a provider or a topic."""
    return float(edge.get("similarity", 0.0))


def _narrow_topics(graph: nx.Graph[str]) -> frozenset[str]:
    items = sum(attributes.get("kind") in _ITEMS for _, attributes in graph.nodes(data=True))
    most = max(2.0, _BROAD_TOPIC * items)
    topics = (node for node, attributes in graph.nodes(data=True) if attributes.get("kind") == NodeKind.TOPIC)
    return frozenset(topic for topic in topics if graph.degree[topic] <= most)


def _find_unsupported(links: _Links) -> Iterator[AuditedLink]:
    found = []
    for one, other, edge in links.declared:
        cosine = edge.get("similarity", 0.0)
        together = links.are_in_one_thread(one, other)
        if cosine >= (_HARDLY_ALIKE if together else _ALIKE_ACROSS_STORIES) or links.share_topic(one, other):
            continue
        if together and links.have_company(one, other):
            continue
        doubt = round(cosine + together * _CREDIT_OF_ONE_STORY, 2)
        found.append((doubt, -(edge.get("days_apart") or 0.0), one, other, edge))
    for _, _, one, other, edge in sorted(found, key=lambda row: row[:4]):
        by = [end for end in (one, other) if end in edge.get("declared_by", ())] or [one]
        source, target = (one, other) if by[0] == one else (other, one)
        yield _audited(source, target, by, edge, _doubts(links, source, target, edge))


def _find_missing(links: _Links) -> Iterator[AuditedLink]:
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for one, other, _ in links.declared:
        linked[one].add(other)
        linked[other].add(one)
    for one, other, edge in sorted(links.inferred, key=lambda row: (-row[2]["weight"], *row[:2])):
        owners = [end for end in (one, other) if links.graph.nodes[end].get("kind") == NodeKind.ARTICLE]
        if not owners or edge["weight"] < _STRONG or not links.are_in_one_story(one, other):
            continue
        if edge.get("is_copy") and links.outlet(one) == links.outlet(other):
            continue
        # An article that lists one copy of a text need not list the others.
        if linked[one].isdisjoint(links.copies_of(other)) and linked[other].isdisjoint(links.copies_of(one)):
            linked[one].add(other)
            linked[other].add(one)
            source, target = (one, other) if owners[0] == one else (other, one)
            yield _audited(source, target, owners, edge, _merits(links, source, edge))


def _audited(source: str, target: str, owners: Sequence[str], edge: Attributes, reasons: Iterable[str]) -> AuditedLink:
    return AuditedLink(
        source=source,
        target=target,
        owners=tuple(owners),
        similarity=edge.get("similarity", 0.0),
        days_apart=edge.get("days_apart"),
        reasons=tuple(reasons),
    )


def _doubts(links: _Links, source: str, target: str, edge: Attributes) -> Iterator[str]:
    terms = ", ".join(map(clean_line, edge.get("shared_terms", ())))
    cosine = f"cosine {edge.get('similarity', 0.0):.2f}"
    yield f"little in common but {terms} ({cosine})" if terms else f"no word in common ({cosine})"
    if not links.are_in_one_thread(source, target):
        yield _apart(links.story.get(source), links.story.get(target))
    if (days := edge.get("days_apart") or 0.0) > _FAR_APART_DAYS:
        yield f"{days:,.0f} days apart"
    yield "no narrow topic in common"


def _apart(story: StoryCluster | None, other: StoryCluster | None) -> str:
    if story and other:
        return f"in different stories, “{clean_line(story.label)}” and “{clean_line(other.label)}”"
    if told := story or other:
        return f"only one of the two is in a story, “{clean_line(told.label)}”"
    return "none of the two is in a story"


def _merits(links: _Links, source: str, edge: Attributes) -> Iterator[str]:
    if edge.get("is_copy"):
        yield "nearly the same text at another outlet"
    terms = ", ".join(map(clean_line, edge.get("shared_terms", ())))
    yield f"cosine {edge.get('similarity', 0.0):.2f}" + (f": {terms}" if terms else "")
    yield f"both in “{clean_line(links.story[source].label)}”"
    if (days := edge.get("days_apart")) is not None:
        hours = days * 24
        yield f"{hours:.0f} h apart" if hours < 48 else f"{days:,.0f} days apart"
