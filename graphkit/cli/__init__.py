"""The command line: arguments become options, errors become exit codes. Only here is anything printed."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from graphkit.cli import (
    audit,
    brief,
    build,
    diff,
    evaluate,
    explain,
    export,
    search,
    serve,
    show,
    stats,
    stories,
    validate,
)
from graphkit.cli.terminal import out, prepare_streams, visible
from graphkit.version import __version__


class _Commands(TyperGroup):
    """The commands; arguments that no file, address or title could be are refused before one sees them."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Check the arguments and take them apart."""
        prepare_streams()
        for number, argument in enumerate(args, 1):
            if not argument:
                raise typer.BadParameter(f"argument {number} is empty: expected a file, a folder or a text")
            if (shown := visible(argument)) != argument:
                raise typer.BadParameter(f"argument {number} holds a control character: {shown}")
        return super().parse_args(ctx, args)


app = typer.Typer(
    name="graphkit",
    cls=_Commands,
    help="See how news stories relate: a folder of posts becomes a graph, story clusters and one offline page.",
    epilog="Begin with: graphkit build FOLDER, then open output/graph.html",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
# By module: a function never takes the place of the module that it comes from.
_PANELS = {
    "From posts to a graph": (build.build, serve.serve, validate.validate),
    "Questions to a graph": (
        stories.stories,
        show.show,
        search.search,
        explain.explain,
        stats.stats,
        diff.diff,
    ),
    "A graph in other forms": (brief.brief, export.export),
    "Checks": (audit.audit, evaluate.evaluate),
}
for panel, commands in _PANELS.items():
    for command in commands:
        app.command(rich_help_panel=panel)(command)
app.command("clusters", hidden=True)(stories.stories)  # its name of before


def _print_version(wanted: bool) -> None:
    if wanted:
        out.print(f"graphkit {__version__}", highlight=False)
        raise typer.Exit


@app.callback()
def _graphkit(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass
