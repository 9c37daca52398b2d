"""A story graph as GEXF 1.3, with times: Gephi's timeline plays how an archive grows.

networkx has a writer of its own; it writes the day on which it runs, and makes two attributes of one name when whole
and broken numbers meet. Hence this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from graphkit.exports.typed import Key, LabeledNodes, find_keys, origin, to_typed_text
from graphkit.graph.attributes import Plain, to_text
from graphkit.graph.plain_graph import PlainGraph, to_plain_graph
from graphkit.model import StoryGraph

# What GEXF has elements of its own for.
_OF_NODES = frozenset({"label", "x", "y"})
_OF_EDGES = frozenset({"weight"})


def render_gexf(story_graph: StoryGraph) -> Iterator[str]:
    """Render the whole graph, a node or an edge at a time.

    What has appeared stays: an article begins when it was published, a link when the later of its two articles was, an
    outlet and a topic with the first of theirs. What is undated is always there. Places are those of the page; Gephi's
    vertical axis points upwards.
    """
    plain = to_plain_graph(story_graph)
    nodes, edges = LabeledNodes(plain), plain.graph.edges(data=True)
    begins = _beginnings(plain)
    # Numbers as ids: Gephi Lite, which reads by graphology, calls an attribute by any other id instead of by its title.
    node_keys = find_keys("", (_without(attributes, _OF_NODES) for _, attributes in nodes))
    edge_keys = find_keys("", (_without(attributes, _OF_EDGES) for _, _, attributes in edges))
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
        f"  <meta>\n    <creator>graphkit</creator>\n    <description>{escape(origin(plain))}</description>\n"
        "  </meta>\n"
        # Gephi reads clock times under "date" as well, and networkx reads no other name for them.
        '  <graph mode="dynamic" defaultedgetype="undirected" timeformat="date">\n'
    )
    yield from _declarations("node", node_keys)
    yield from _declarations("edge", edge_keys)
    yield "    <nodes>\n"
    for node, attributes in nodes:
        label = quoteattr(to_text(attributes["label"]))
        yield f"      <node id={quoteattr(node)} label={label}{_start(begins.get(node))}>\n"
        yield from _values(_without(attributes, _OF_NODES), node_keys)
        yield f'        <viz:position x={_number(attributes["x"])} y={_number(attributes["y"], -1)} z="0.0"/>\n'
        yield "      </node>\n"
    yield "    </nodes>\n    <edges>\n"
    for number, (source, target, attributes) in enumerate(edges):
        start = _start(max(begins.get(source, ""), begins.get(target, "")))
        ends = f"source={quoteattr(source)} target={quoteattr(target)} weight={_number(attributes['weight'])}"
        yield f'      <edge id="{number}" {ends}{start}>\n'
        yield from _values(_without(attributes, _OF_EDGES), edge_keys)
        yield "      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _beginnings(plain: PlainGraph) -> dict[str, str]:
    """When each node appears, as text that sorts by time; what has no time is left out."""
    graph = plain.graph
    begins = {node: to_text(data["published"]) for node, data in graph.nodes(data=True) if "published" in data}
    for node, data in graph.nodes(data=True):
        if data["kind"] in ("provider", "topic"):
            dated = [begins[other] for other in graph[node] if other in begins]
            if dated and len(dated) == len(graph[node]):
                begins[node] = min(dated)
    return begins


def _without(attributes: Mapping[str, Plain], names: frozenset[str]) -> dict[str, Plain]:
    return {name: value for name, value in attributes.items() if name not in names}


def _declarations(domain: str, keys: Mapping[str, Key]) -> Iterator[str]:
    yield f'    <attributes class="{domain}" mode="static">\n'
    for key in keys.values():
        kind = "string" if key.type == "list" else key.type
        yield f'      <attribute id="{key.id}" title={quoteattr(key.name)} type="{kind}"/>\n'
    yield "    </attributes>\n"


def _values(attributes: Mapping[str, Plain], keys: Mapping[str, Key]) -> Iterator[str]:
    yield "        <attvalues>\n"
    for name, value in attributes.items():
        key = keys[name]
        yield f'          <attvalue for="{key.id}" value={quoteattr(to_typed_text(value, key.type))}/>\n'
    yield "        </attvalues>\n"


def _start(begin: str | None) -> str:
    return f" start={quoteattr(begin)}" if begin else ""


def _number(value: Plain, sign: int = 1) -> str:
    return f'"{sign * value + 0.0!r}"' if isinstance(value, int | float) else '"0.0"'
