"""The command line: arguments become options, errors become exit codes. Only here is anything printed."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from graphkit.cli.terminal import out, prepare_streams, visible
from graphkit.version import __version__

# Panel, command, and the first line of what its own help says. Its module has its name and is loaded once the command
# is asked for: to list the commands takes half the time that way, and no command waits for the others.
_PANELS = {
    "From posts to a graph": {
        "build": "Read articles and write [bold]graph.html[/bold], the graph in other formats, tables and a report.",
        "serve": "Build, show the page on this machine alone, and build anew when posts change; Ctrl-C ends it.",
        "validate": "Read files and say what was found: what is read, skipped, repaired, joined, guessed. "
        "Nothing is written.",
    },
    "Questions to a graph": {
        "stories": "List the stories, largest first, or the threads, of most stories first.",
        "show": "Tell all that is known of an article, a story, a provider or a topic: its links with the reasons for "
        "them.",
        "search": "Find articles by words of title, excerpt, provider, author, topic or story; exit code 1 if there is "
        "none.",
        "explain": "Say why two items are linked, or which path joins them most strongly.",
        "stats": "Count articles, links and stories: over time, by provider, topic and language.",
        "diff": "Tell which articles came and went, and which stories are new, grown, merged, split or ended.",
    },
    "A graph in other forms": {
        "brief": "Write the stories of a period as Markdown, ranked by independent providers, then articles, as the "
        "page does.",
        "export": "Write the built graph, or a part of it, in another format.",
    },
    "Checks": {
        "audit": "Find declared links that nothing supports, and strong links that no file declares.",
        "evaluate": "Hold the inferred links against the declared ones, which the texts know nothing of, or against "
        "known stories.",
    },
}
_FORMER_NAMES = {"clusters": "stories"}


def load_command(name: str) -> Any:
    """A command with its arguments and options, by its name or by a former one."""
    function = _FORMER_NAMES.get(name, name)
    alone = typer.Typer(add_completion=False, rich_markup_mode="rich")
    alone.command(name)(getattr(import_module(f"graphkit.cli.{function}"), function))
    return get_command(alone)


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

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command that is asked for, and load it: what stands in the list has its name and a line of help."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed and load_command(args[0]), rest


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


def _listed() -> None:
    """Stands for a command in the list."""


for panel, commands in _PANELS.items():
    for name, about in commands.items():
        app.command(name, help=about, rich_help_panel=panel)(_listed)
for name in _FORMER_NAMES:
    app.command(name, hidden=True)(_listed)


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
