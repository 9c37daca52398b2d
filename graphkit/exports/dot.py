"""A story graph in Graphviz's language, drawn in the places of the page: `neato -Tsvg graph.dot`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graphkit.exports.typed import LabeledNodes
from graphkit.graph.attributes import Plain, to_text
from graphkit.graph.plain_graph import to_plain_graph
from graphkit.model import StoryGraph, is_web_address
from graphkit.plain_text import clean_line

_SHAPES = {"article": "box", "related": "box", "provider": "ellipse", "topic": "hexagon"}
_SHOWN = ("title", "provider", "published", "story", "kind")


def render_dot(story_graph: StoryGraph) -> Iterator[str]:
    """Render the whole graph, a node or an edge to a line.

    Of the attributes those that a drawing can show or link to: label, title, address, provider, time, story, kind;
    relation and weight.
    """
    yield 'graph stories {\n  graph [layout="neato", inputscale="72", overlap="true", outputorder="edgesfirst"];\n'
    yield '  node [fontname="sans-serif", fontsize="10", style="filled", fillcolor="white"];\n'
    plain = to_plain_graph(story_graph)
    for node, attributes in LabeledNodes(plain):
        yield f"  {_name(node)} [{_node(attributes)}];\n"
    for source, target, attributes in plain.graph.edges(data=True):
        weight = attributes["weight"]
        assert isinstance(weight, int | float)  # the schema says so
        drawn = f'relation={_text(attributes["relation"])}, strength="{weight}", penwidth="{0.3 + 2 * weight:.2f}"'
        style = "" if attributes["relation"] != "similar" else ', style="dashed"'
        yield f"  {_name(source)} -- {_name(target)} [{drawn}{style}];\n"
    yield "}\n"


def _node(attributes: Mapping[str, Plain]) -> str:
    x, y = attributes["x"], attributes["y"]
    assert isinstance(x, int | float) and isinstance(y, int | float)  # the schema says so
    kind = to_text(attributes["kind"])
    drawn = [f"label={_text(attributes['label'])}", f'shape="{_SHAPES[kind]}"', f'pos="{x},{0.0 - y}!"']
    drawn += [f"{name}={_text(attributes[name])}" for name in _SHOWN if name in attributes]
    if (url := to_text(attributes.get("url", ""))) and is_web_address(url):
        drawn.append(f"URL={_text(url)}")
    return ", ".join(drawn)


def _name(node: str) -> str:
    """An id: within quotes only a quote has a meaning, but a backslash before one would take it away."""
    return '"' + node.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _text(value: Plain) -> str:
    """A text that is drawn as it is: Graphviz reads escapes such as ``\\N``, and entities of HTML."""
    line = clean_line(to_text(value)).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    return f'"{line}"'
