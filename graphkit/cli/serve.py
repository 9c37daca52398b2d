"""``graphkit serve``: the page on this machine, built anew when posts change."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from graphkit.cli.build import Reading, build_site
from graphkit.cli.inputs import (
    DEFAULT_INPUT,
    ExcludeOption,
    InputArgument,
    MapOption,
    OutputOption,
    PlainOption,
    ProviderOption,
    VectorsOption,
    tell_found,
)
from graphkit.cli.options import takes_options
from graphkit.cli.terminal import command, err, is_quiet, out, progress
from graphkit.errors import GraphkitError
from graphkit.options import Options
from graphkit.plain_text import count


@command
@takes_options
def serve(
    inputs: InputArgument = None,
    output: OutputOption = Path("output"),
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 is any that is free.")] = 8000,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    provider: ProviderOption = None,
    plain: PlainOption = False,
    names: MapOption = None,
    exclude: ExcludeOption = None,
    vectors: VectorsOption = None,
    *,
    options: Options,
) -> None:
    """Build, show the page on this machine alone, and build anew when posts change; Ctrl-C ends it.

    Needs the extra [bold]serve[/bold]. Nobody else can reach it: it listens on 127.0.0.1 and answers to no other name.

    \b
    graphkit serve _posts
    graphkit serve archive -o site --port 8080 --open
    """
    from graphkit.serving import check_extra, serve_page

    check_extra()
    watched = inputs or [DEFAULT_INPUT]
    if Path("-") in watched:
        raise typer.BadParameter("standard input cannot be watched: name files or folders")
    reading = Reading(provider=provider, plain=plain, names=names, exclude=exclude)

    def rebuild() -> None:
        with progress() as show:
            story_graph, found = build_site(watched, output, options, reading, show, vectors)
        if not is_quiet():
            tell_found(found, rest=f"all of it: {output / 'report.md'}")
            stories = count(len(story_graph.clusters), "story", "stories")
            err.print(f"built: {count(found.articles, 'article')}, {stories}")

    def on_ready(address: str) -> None:
        out.print(address)
        if open_page and not webbrowser.open(address):
            err.print("no browser could be started; open the page yourself", style="yellow")

    def on_error(error: GraphkitError) -> None:
        err.print(f"error: {error}; the page stays as it was", style="red", markup=False)

    rebuild()
    try:
        serve_page(output, port, watched, rebuild, on_ready, on_error)
    except KeyboardInterrupt:
        if not is_quiet():
            err.print("stopped")
