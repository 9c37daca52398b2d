"""The part of a graph that a command is asked about: one set of switches for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from graphkit.cli.options import with_switches
from graphkit.cli.terminal import err, is_quiet
from graphkit.plain_text import count

if TYPE_CHECKING:
    from graphkit.model import StoryGraph
    from graphkit.questions.selection import Period

GraphArgument = Annotated[
    Path, typer.Argument(metavar="[DIR or graph.json]", help="What graphkit build wrote.", show_default=True)
]
GraphOption = Annotated[
    Path, typer.Option("--graph", "-g", metavar="DIR or graph.json", help="What graphkit build wrote.")
]
DEFAULT_GRAPH = Path("output")

_PANEL = "Which articles (of one switch any value, of several switches all)"
_SWITCHES = {
    "story": ("TEXT", "Of this story: its id, name, or words of its headline."),
    "since": ("DAY", "From this day, month or year on; 7d or 2w counts back from the last article's day."),
    "until": ("DAY", "Up to this day, month or year; 7d or 2w as with --since."),
    "provider": ("NAME", "By this provider, by name or domain."),
    "topic": ("NAME", "With this topic."),
    "lang": ("CODE", "In this language; pt is pt-br as well."),
}
_ONE = ("since", "until")


@dataclass(frozen=True, slots=True)
class Part:
    """What a command is asked about.

    Parameters
    ----------
    whole : StoryGraph
        What was built.
    graph : StoryGraph
        The part, the whole if nothing was asked.
    period : Period
    """

    whole: StoryGraph
    graph: StoryGraph
    period: Period


class FindPart(Protocol):
    """Reads the graph and cuts the part out; a command that looks at no edge says so, and the whole is read sooner."""

    def __call__(self, *, with_edges: bool = True) -> Part: ...


def takes_part(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the switches that cut out a part; it receives ``find_part``.

    The command calls it once it has looked at its other arguments: wrong usage is told before a file is read.
    """

    @wraps(function)
    def run(**arguments: Any) -> None:
        given = {name: arguments.pop(name) for name in _SWITCHES}

        def find_part(*, with_edges: bool = True) -> Part:
            return _cut(arguments["graph"], given, with_edges=with_edges or any(given.values()))

        function(**arguments, find_part=find_part)

    return with_switches(run, function, "find_part", _switches())


def _switches() -> list[Parameter]:
    return [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[
                str | None if name in _ONE else list[str] | None,
                typer.Option(f"--{name}", metavar=metavar, help=about, rich_help_panel=_PANEL, show_default=False),
            ],
        )
        for name, (metavar, about) in _SWITCHES.items()
    ]


def _cut(path: Path, given: dict[str, Any], *, with_edges: bool) -> Part:
    from graphkit.questions.selection import Wanted, cut_out, find_period
    from graphkit.saved import load

    whole = load(path, with_edges=with_edges)
    period = find_period(whole, given["since"], given["until"])
    wanted = Wanted(
        stories=tuple(given["story"] or ()),
        since=given["since"],
        until=given["until"],
        providers=tuple(given["provider"] or ()),
        topics=tuple(given["topic"] or ()),
        languages=tuple(given["lang"] or ()),
    )
    part = Part(whole, cut_out(whole, wanted), period)
    if not is_quiet():
        _tell(part)
    return part


def _tell(part: Part) -> None:
    """What the user may not expect: from where a length was counted back, and what has no day."""
    if part.period.counted_from:
        day = part.period.counted_from
        err.print(f"period: {part.period} (counted back from {day}, the day of the last article)", style="dim")
    if part.graph is not part.whole and (part.period.first or part.period.last):
        undated = sum(article.published is None for article in part.whole.articles)
        if undated:
            err.print(f"in no period: {count(undated, 'article')} without a date", style="dim")
