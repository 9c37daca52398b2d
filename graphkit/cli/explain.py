"""``graphkit explain``: why two items are linked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.terminal import command, out

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
    from graphkit.explanation import explain as find_explanation
    from graphkit.saved import load

    out.print(str(find_explanation(load(graph), a, b)), markup=False)
