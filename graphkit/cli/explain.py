"""``graphkit explain``: why two items are linked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.terminal import command, out

if TYPE_CHECKING:
    import networkx as nx

    from graphkit.explain import Explanation

_ITEM = "An id, an address, or words of a title."


@command
def explain(
    a: Annotated[str, typer.Argument(metavar="A", help=_ITEM)],
    b: Annotated[str, typer.Argument(metavar="B", help=_ITEM)],
    graph: Annotated[
        Path, typer.Option("--graph", "-g", metavar="DIR or graph.json", help="What graphkit build wrote.")
    ] = Path("output"),
) -> None:
    """Say why two items are linked, or which path joins them most strongly.

    \b
    graphkit explain "boston bans police" "democrats civil liberties"
    """
    from graphkit.explain import explain as find_explanation
    from graphkit.exports import read_graph

    story_graph = read_graph(graph)
    for line in _lines(story_graph.graph, find_explanation(story_graph, a, b)):
        out.print(line, markup=False)


def _lines(graph: nx.Graph[str], explanation: Explanation) -> list[str]:
    if explanation.source == explanation.target:
        return [_name(graph, explanation.source), "  is one item: both arguments name it"]
    if not explanation.steps:
        return [_name(graph, explanation.source), "  nothing joins the two", _name(graph, explanation.target)]
    lines = [_name(graph, explanation.source)]
    for step in explanation.steps:
        lines += [f"  | strength {step.weight:.2f}", *(f"  | {reason}" for reason in step.reasons)]
        lines.append(_name(graph, step.target))
    return lines


def _name(graph: nx.Graph[str], node: str) -> str:
    attributes = graph.nodes[node]
    about = [attributes.get("provider"), str(attributes.get("published", ""))[:10]]
    known = ", ".join(part for part in about if part)
    return f"{attributes.get('title') or attributes['label']}" + (f" ({known})" if known else "")
