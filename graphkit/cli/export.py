"""``graphkit export``: the built graph in one format."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.terminal import command, watch, write_out


class Format(StrEnum):
    """What a graph can be exported as; the value is what the user types."""

    GRAPHML = "graphml"
    JSON = "json"
    HTML = "html"
    ARTICLES = "articles.csv"
    CLUSTERS = "clusters.csv"
    EDGES = "edges.csv"

    @property
    def file_name(self) -> str:
        """The file of a build in this format."""
        return self.value if "." in self.value else f"graph.{self.value}"


@command
def export(
    form: Annotated[
        Format,
        typer.Argument(
            metavar="FORMAT", help="graphml, json, html, articles.csv, clusters.csv or edges.csv.", show_default=False
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; else to stdout.")
    ] = None,
    graph: Annotated[
        Path, typer.Option("--graph", "-g", metavar="DIR or graph.json", help="What graphkit build wrote.")
    ] = Path("output"),
) -> None:
    """Write the built graph in another format.

    \b
    graphkit export graphml -o stories.graphml
    """
    from graphkit.exports import RENDERERS
    from graphkit.files import write_file
    from graphkit.saved import load

    rendering = RENDERERS[form.file_name](load(graph))
    if output is not None:
        watch(output)
        write_file(output, rendering)
    else:
        write_out(rendering)
