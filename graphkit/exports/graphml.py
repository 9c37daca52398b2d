"""A story graph as GraphML, for Gephi, Cytoscape, yEd, igraph and networkx.

networkx has a writer of its own; it refuses None, lists and dates, writes characters that no XML reader
takes, and makes two keys of one name when whole and broken numbers meet. Hence this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from graphkit.exports.typed import Key, LabeledNodes, find_keys, origin, to_typed_text
from graphkit.graph.attributes import Plain
from graphkit.graph.plain_graph import to_plain_graph
from graphkit.model import StoryGraph

_TYPES = {"list": "string"}
"""Where GraphML has no such type."""


def render_graphml(story_graph: StoryGraph) -> Iterator[str]:
    """Render the whole graph, a node or an edge at a time.

    Each attribute name has one type among nodes and one among edges; what is unknown is left out. Every node
    has a label, and one in a story has the story's name in ``story`` beside the id in ``cluster``.
    """
    plain = to_plain_graph(story_graph)
    nodes, edges = LabeledNodes(plain), plain.graph.edges(data=True)
    # Prefixes of our own: Gephi takes a key with the id "d3" for the label of yEd, whatever its name.
    node_keys = find_keys("n", (attributes for _, attributes in nodes))
    edge_keys = find_keys("e", (attributes for _, _, attributes in edges))
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    yield from _declarations("node", node_keys)
    yield from _declarations("edge", edge_keys)
    yield f'  <graph edgedefault="undirected">\n    <desc>{escape(origin(story_graph))}</desc>\n'
    for node, attributes in nodes:
        yield f"    <node id={quoteattr(node)}>\n{_data(attributes, node_keys)}    </node>\n"
    quoted = lru_cache(maxsize=1 << 16)(quoteattr)  # most nodes are the end of several edges
    for source, target, attributes in edges:
        ends = f"source={quoted(source)} target={quoted(target)}"
        yield f"    <edge {ends}>\n{_data(attributes, edge_keys)}    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _declarations(domain: str, keys: Mapping[str, Key]) -> Iterator[str]:
    for key in keys.values():
        kind = _TYPES.get(key.type, key.type)
        yield f'  <key id="{key.id}" for="{domain}" attr.name={quoteattr(key.name)} attr.type="{kind}"/>\n'


def _data(attributes: Mapping[str, Plain], keys: Mapping[str, Key]) -> str:
    lines = []
    for name, value in attributes.items():
        key = keys[name]
        lines.append(f'      <data key="{key.id}">{escape(to_typed_text(value, key.type))}</data>\n')
    return "".join(lines)
