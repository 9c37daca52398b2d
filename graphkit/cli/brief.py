"""``graphkit brief``: the stories of a period as a newsletter's worth of Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.part import DEFAULT_GRAPH, FindPart, GraphArgument, takes_part
from graphkit.cli.terminal import command, watch, write_out


@command
@takes_part
def brief(
    graph: GraphArgument = DEFAULT_GRAPH,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Stories told in full; the others are named.")] = 10,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; else to stdout.")
    ] = None,
    *,
    find_part: FindPart,
) -> None:
    """Write the stories of a period as Markdown, ranked by independent providers, then articles, as the page does.

    7d is the seven days that end with the last article's day, whatever the day is today.

    \b
    graphkit brief --since 7d
    graphkit brief site --since 2021-03-01 --until 2021-03-07 --topic Health -o health.md
    """
    from graphkit.exports.briefing import render_briefing
    from graphkit.files import write_file

    part = find_part()
    period = str(part.period) if part.period.first or part.period.last else ""
    text = render_briefing(part.graph, part.whole, period=period, limit=limit)
    if output is not None:
        watch(output)
        write_file(output, text)
    else:
        write_out(text)
