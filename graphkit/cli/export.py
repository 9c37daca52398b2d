"""``graphkit export``: the built graph, or a part of it, in one format."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.part import DEFAULT_GRAPH, FindPart, GraphOption, takes_part
from graphkit.cli.terminal import command, watch, write_out
from graphkit.formats import FORMATS

_WIDTH = max(map(len, FORMATS))


def _list_of_formats() -> str:
    return "\n".join(f"    {name:<{_WIDTH}}  {form.about}" for name, form in FORMATS.items())


@command
@takes_part
def export(
    form: Annotated[
        str, typer.Argument(metavar="FORMAT", help="One of those above.", autocompletion=lambda: list(FORMATS))
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE or DIR", help="Where to write it; else a file goes to stdout."),
    ] = None,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Replace files in DIR even if graphkit did not write them, or they changed."),
    ] = False,
    graph: GraphOption = DEFAULT_GRAPH,
    *,
    find_part: FindPart,
) -> None:
    """Write the built graph, or a part of it, in another format.

    \b
    graphkit export gexf -o stories.gexf
    graphkit export obsidian -o vault --since 2021-03
    graphkit export rss --topic Health > health.rss
    """
    if form not in FORMATS:
        near = get_close_matches(form, FORMATS, n=1, cutoff=0)[0]
        raise typer.BadParameter(
            f"there is no format {form!r}; the nearest is {near}; the others: {', '.join(FORMATS)}"
        )
    if output is None and FORMATS[form].file_name is None:
        raise typer.BadParameter(f"{form} is several files: name a folder for them with -o")
    from graphkit.exports import write_as

    graph_to_write = find_part().graph
    if output is not None:
        watch(output)
        write_as(graph_to_write, form, output, overwrite=overwrite)
    else:
        write_out(FORMATS[form].load()(graph_to_write))


export.__doc__ = f"{export.__doc__}\n    \b\n{_list_of_formats()}"
