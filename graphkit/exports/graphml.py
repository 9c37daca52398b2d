"""A story graph as GraphML, for Gephi, Cytoscape, yEd, igraph and networkx.

networkx has a writer of its own; it refuses None, lists and dates, writes characters that no XML reader
takes, and makes two keys of one name when whole and broken numbers meet. Hence this one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from graphkit.graph.attributes import Plain, stories_of_articles, to_plain, to_text
from graphkit.graph.plain_graph import PlainGraph, to_plain_graph
from graphkit.model import StoryGraph
from graphkit.plain_text import clean_line

_LONG = range(-(2**63), 2**63)


def render_graphml(story_graph: StoryGraph) -> Iterator[str]:
    """Render the whole graph, a node or an edge at a time.

    Each attribute name has one type among nodes and one among edges; what is unknown is left out. Every node
    has a label, and one in a story has the story's name in ``story`` beside the id in ``cluster``.
    """
    plain = to_plain_graph(story_graph)
    nodes, edges = _Nodes(plain), plain.graph.edges(data=True)
    # Prefixes of our own: Gephi takes a key with the id "d3" for the label of yEd, whatever its name.
    node_keys = _find_keys("n", (attributes for _, attributes in nodes))
    edge_keys = _find_keys("e", (attributes for _, _, attributes in edges))
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    yield from _declarations("node", node_keys)
    yield from _declarations("edge", edge_keys)
    yield f'  <graph edgedefault="undirected">\n    <desc>{_origin(story_graph)}</desc>\n'
    for node, attributes in nodes:
        yield f"    <node id={quoteattr(node)}>\n{_data(attributes, node_keys)}    </node>\n"
    quoted = lru_cache(maxsize=1 << 16)(quoteattr)  # most nodes are the end of several edges
    for source, target, attributes in edges:
        ends = f"source={quoted(source)} target={quoted(target)}"
        yield f"    <edge {ends}>\n{_data(attributes, edge_keys)}    </edge>\n"
    yield "  </graph>\n</graphml>\n"


class _Nodes:
    """The nodes as they are written, any number of times: (id, attributes), label first."""

    def __init__(self, plain: PlainGraph) -> None:
        self._graph = plain.graph
        self._stories = stories_of_articles(plain)

    def __iter__(self) -> Iterator[tuple[str, dict[str, Plain]]]:
        for node, attributes in self._graph.nodes(data=True):
            written: dict[str, Plain] = {"label": node} | attributes
            if not to_text(written["label"]).strip():
                written["label"] = node
            if node in self._stories:
                written["story"] = self._stories[node]
            yield node, written


@dataclass(slots=True)
class _Key:
    """The declaration of one attribute: ``type`` is boolean, long, double or string."""

    id: str
    name: str
    type: str


def _find_keys(prefix: str, rows: Iterable[Mapping[str, Plain]]) -> dict[str, _Key]:
    """Every attribute name with its declaration, in the order in which they first occur."""
    keys: dict[str, _Key] = {}
    taken: set[str] = set()
    for row in rows:
        for name, value in row.items():
            kind = _type_of(value)
            key = keys.get(name)
            if key is None:
                keys[name] = _Key(f"{prefix}{len(keys)}", _unique_name(name, taken), kind)
            elif key.type != kind:
                key.type = "double" if {key.type, kind} == {"long", "double"} else "string"
    return keys


def _type_of(value: Plain) -> str:
    if isinstance(value, float):
        return "double"
    if isinstance(value, bool):
        return "boolean"
    return "long" if isinstance(value, int) and value in _LONG else "string"


def _unique_name(name: object, taken: set[str]) -> str:
    """A name that differs from the others by more than case, which Gephi and databases do not tell apart."""
    base = clean_line(str(name)) or "attribute"
    unique, number = base, 1
    while unique.casefold() in taken:
        number += 1
        unique = f"{base}_{number}"
    taken.add(unique.casefold())
    return unique


def _declarations(domain: str, keys: Mapping[str, _Key]) -> Iterator[str]:
    for key in keys.values():
        yield (f'  <key id="{key.id}" for="{domain}" attr.name={quoteattr(key.name)} attr.type="{key.type}"/>\n')


def _data(attributes: Mapping[str, Plain], keys: Mapping[str, _Key]) -> str:
    lines = []
    for name, value in attributes.items():
        key = keys[name]
        lines.append(f'      <data key="{key.id}">{_written(value, key.type)}</data>\n')
    return "".join(lines)


def _written(value: Plain, kind: str) -> str:
    if kind == "string":
        return escape(to_text(value))
    # Whole numbers among broken ones.
    return repr(float(value)) if kind == "double" and isinstance(value, int) else to_text(value)


def _origin(story_graph: StoryGraph) -> str:
    """What made the file and how: a description, since Gephi reports graph attributes as errors."""
    made = to_plain(story_graph.graph.graph.get("graphkit"))
    if not isinstance(made, dict):
        return "graphkit"
    options = json.dumps(made.get("options", {}), ensure_ascii=False)
    return escape(f"graphkit {made.get('version', '')}, schema {made.get('schema', '')}, options {options}")
