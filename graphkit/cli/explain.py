"""``graphkit explain``: why two items are linked."""

from __future__ import annotations

from typing import Annotated

import typer

from graphkit.cli.part import DEFAULT_GRAPH, FindPart, GraphOption, takes_part
from graphkit.cli.terminal import command, out

_ITEM = "An id, an address, or words of a title."


@command
@takes_part
def explain(
    a: Annotated[str, typer.Argument(metavar="A", help=_ITEM)],
    b: Annotated[str, typer.Argument(metavar="B", help=_ITEM)],
    graph: GraphOption = DEFAULT_GRAPH,
    *,
    find_part: FindPart,
) -> None:
    """Say why two items are linked, or which path joins them most strongly.

    \b
    graphkit explain "boston bans police" "democrats civil liberties"
    """
    from graphkit.explanation import explain as find_explanation

    out.print(str(find_explanation(find_part().graph, a, b)), markup=False)
