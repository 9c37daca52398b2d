"""A story graph as two CSV files for Neo4j and Memgraph: nodes and relationships.

    neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv neo4j

Memgraph and a running Neo4j read the same files with LOAD CSV.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping

from graphkit.exports.tables import CsvLine, to_cell
from graphkit.exports.typed import Key, LabeledNodes, find_keys, to_typed_text
from graphkit.graph.attributes import Plain, to_plain_attributes, to_text
from graphkit.graph.plain_graph import PlainGraph, to_plain_graph
from graphkit.model import StoryGraph
from graphkit.plain_text import clean_line
from graphkit.schema import to_moment

_LABELS = {"article": "Article", "related": "Article;Related", "provider": "Provider", "topic": "Topic"}
_TYPES = {"list": "string[]", "long": "long", "double": "double", "boolean": "boolean", "string": "string"}
_TIMES = frozenset({"published", "first_seen", "last_seen"})
_Row = tuple[tuple[str, ...], Mapping[str, Plain]]
"""The cells that the header calls ``:ID``, ``:LABEL`` and the like, and the properties."""


def render_neo4j(story_graph: StoryGraph) -> dict[str, Iterable[str]]:
    """Render ``nodes.csv`` and ``relationships.csv``.

    Articles, providers and topics, and the stories and threads as nodes of their own: ``IN_STORY`` leads from an
    article to its story, ``LEADS`` from the lead, ``IN_THREAD`` from a story to its thread. Lists are arrays with
    semicolons between; a semicolon within one of their texts becomes a comma. Line breaks become spaces.
    """
    plain = to_plain_graph(story_graph)
    groups = _Groups(plain)
    return {
        "nodes.csv": _render(("id:ID", ":LABEL"), lambda: _nodes(plain, groups)),
        "relationships.csv": _render((":START_ID", ":END_ID", ":TYPE"), lambda: _relationships(plain, groups)),
    }


class _Groups:
    """Ids of stories and threads that no node of the graph has."""

    def __init__(self, plain: PlainGraph) -> None:
        self._graph = plain.graph

    def id(self, group: str) -> str:
        while group in self._graph:
            group += "*"
        return group


def _nodes(plain: PlainGraph, groups: _Groups) -> Iterator[_Row]:
    for node, attributes in LabeledNodes(plain):
        yield (node, _LABELS[str(attributes["kind"])]), attributes
    for story in plain.clusters:
        told = {"label": story.label, "headline": story.headline, "keywords": story.keywords, "size": story.size}
        told |= {"providers": story.providers, "event": story.is_event}
        told |= {"first_seen": story.first_seen, "last_seen": story.last_seen}
        yield (groups.id(story.id), "Story"), to_plain_attributes(told)
    for thread in plain.threads:
        told = {"label": thread.label, "first_seen": thread.first_seen, "last_seen": thread.last_seen}
        yield (groups.id(thread.id), "Thread"), to_plain_attributes(told)


def _relationships(plain: PlainGraph, groups: _Groups) -> Iterator[_Row]:
    for source, target, attributes in plain.graph.edges(data=True):
        if _points_back(plain, source, target):
            source, target = target, source
        yield (source, target, str(attributes["relation"]).upper()), attributes
    for story in plain.clusters:
        for article in story.articles:
            yield (article, groups.id(story.id), "IN_STORY"), {}
        yield (story.lead, groups.id(story.id), "LEADS"), {}
    for thread in plain.threads:
        for cluster in thread.clusters:
            yield (groups.id(cluster), groups.id(thread.id), "IN_THREAD"), {}


def _points_back(plain: PlainGraph, source: str, target: str) -> bool:
    """Whether the arrow goes the other way: from an article to its outlet and topics, and to what its file lists."""
    kinds = [plain.graph.nodes[node]["kind"] for node in (source, target)]
    if kinds[0] in ("provider", "topic"):
        return kinds[1] in ("article", "related")
    return plain.graph.edges[source, target].get("declared_by") == [target]


def _render(ids: tuple[str, ...], rows: Callable[[], Iterator[_Row]]) -> Iterator[str]:
    keys = find_keys("", (properties for _, properties in rows()), taken=("id",))
    times = {name for name in _TIMES & keys.keys() if all(_is_time(one[name]) for _, one in rows() if name in one)}
    writer = csv.writer(CsvLine(), lineterminator="\n")
    yield writer.writerow([*ids, *(_header(key, name in times) for name, key in keys.items())])
    for names, properties in rows():
        cells = [_cell(properties[name], key) if name in properties else "" for name, key in keys.items()]
        yield writer.writerow([*map(to_cell, names), *cells])


def _is_time(value: Plain) -> bool:
    try:
        return bool(to_moment(value))
    except ValueError:
        return False


def _header(key: Key, is_time: bool) -> str:
    kind = "datetime" if is_time else _TYPES[key.type]
    return f"{key.name.replace(':', '_')}:{kind}"


def _cell(value: Plain, key: Key) -> str:
    if isinstance(value, list) and key.type == "list":
        return to_cell(";".join(clean_line(to_text(one)).replace(";", ",") for one in value))
    return (
        to_cell(clean_line(to_typed_text(value, key.type))) if key.type == "string" else to_typed_text(value, key.type)
    )
