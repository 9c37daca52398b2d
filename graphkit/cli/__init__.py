"""The command line: arguments become options, errors become exit codes. Only here is anything printed."""

from __future__ import annotations

from typing import Annotated

import typer

from graphkit.cli.audit import audit
from graphkit.cli.build import build
from graphkit.cli.clusters import clusters
from graphkit.cli.evaluate import evaluate
from graphkit.cli.explain import explain
from graphkit.cli.export import export
from graphkit.cli.terminal import out
from graphkit.cli.validate import validate

app = typer.Typer(
    name="graphkit",
    help="See how news stories relate: a folder of posts becomes a graph, story clusters and one offline page.",
    epilog="Begin with: graphkit build FOLDER, then open output/graph.html",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
for command in (build, validate, clusters, explain, audit, export, evaluate):
    app.command()(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        from graphkit import __version__  # reads the installed metadata: only when asked for

        out.print(f"graphkit {__version__}", highlight=False)
        raise typer.Exit


@app.callback()
def _graphkit(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass
