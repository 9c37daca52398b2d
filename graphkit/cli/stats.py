"""``graphkit stats``: what a built graph holds, in figures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import typer

from graphkit.cli.part import DEFAULT_GRAPH, FindPart, GraphArgument, takes_part
from graphkit.cli.terminal import command, print_lines, write_out
from graphkit.plain_text import count

_BAR = 40
_LISTED = 10


@command
@takes_part
def stats(
    graph: GraphArgument = DEFAULT_GRAPH,
    as_json: Annotated[bool, typer.Option("--json", help="Print all figures as one JSON object.")] = False,
    *,
    find_part: FindPart,
) -> None:
    """Count articles, links and stories: over time, by provider, topic and language.

    \b
    graphkit stats
    graphkit stats site --since 2021 --json
    """
    from graphkit.questions.figures import count_figures

    figures = count_figures(find_part().graph)
    if as_json:
        write_out(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")
    else:
        print_lines(_lines(figures))


def _lines(figures: Mapping[str, Any]) -> Iterator[str]:
    undated = f", {figures['undated']:,} without a date" if figures["undated"] else ""
    days = f", {figures['first_day']} to {figures['last_day']}" if figures["first_day"] else ""
    items = figures["articles"] + figures["related"]
    yield f"{count(figures['articles'], 'article')} and {count(figures['related'], 'related item')}{days}{undated}"
    links = figures["links"]
    both = f" ({links['declared_and_inferred']:,} of them by their texts as well)" if links["declared"] else ""
    yield f"{count(links['declared'], 'declared link')}{both}, {links['inferred']:,} inferred"
    stories = figures["stories"]
    yield (
        f"{count(stories['number'], 'story', 'stories')} with {stories['articles']:,} of the {items:,}, "
        f"{count(stories['events'], 'event')}, {count(figures['threads'], 'thread')}"
    )
    titles = {"by_period": "articles", "by_provider": "providers", "by_topic": "topics", "by_language": "languages"}
    yield from _bars("stories by articles", stories["by_size"], len(stories["by_size"]))
    for name, title in titles.items():
        yield from _bars(title, figures[name], len(figures[name]) if name == "by_period" else _LISTED)


def _bars(title: str, counts: Mapping[str, int], listed: int) -> Iterator[str]:
    if not counts:
        return
    shown = dict(list(counts.items())[:listed])
    most, width = max(counts.values()), max(map(len, shown))
    yield ""
    yield f"{title}:" if len(shown) == len(counts) else f"{title} ({len(shown)} of {len(counts):,}):"
    for name, number in shown.items():
        yield f"  {name:<{width}}  {number:>6,}  {'#' * round(_BAR * number / most)}".rstrip()
