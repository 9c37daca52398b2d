"""``graphkit stories``: the stories of a built graph, or the threads that they make, as a table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphkit.cli.part import DEFAULT_GRAPH, FindPart, GraphArgument, takes_part
from graphkit.cli.terminal import command, err, is_quiet, print_table, write_out
from graphkit.model import time_order

if TYPE_CHECKING:
    from graphkit.model import StoryCluster, StoryGraph


class Sort(StrEnum):
    """What comes first."""

    ARTICLES = "articles"
    PROVIDERS = "providers"
    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"


_KEYS: dict[Sort, Callable[[StoryCluster], Any]] = {
    Sort.ARTICLES: lambda story: -story.size,
    Sort.PROVIDERS: lambda story: (-story.providers, -story.size),
    Sort.NEWEST: lambda story: -time_order(story.last_seen) if story.last_seen else float("inf"),
    Sort.OLDEST: lambda story: time_order(story.first_seen),
    Sort.NAME: lambda story: story.label.casefold(),
}


@command
@takes_part
def stories(
    graph: GraphArgument = DEFAULT_GRAPH,
    min_size: Annotated[int, typer.Option("--min-size", min=2, help="Leave out stories of fewer articles.")] = 2,
    sort: Annotated[Sort, typer.Option("--sort", help="What comes first.")] = Sort.ARTICLES,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Most stories or threads shown.", show_default=False)
    ] = None,
    threads: Annotated[
        bool, typer.Option("--threads", help="List the threads: stories about one matter, weeks or months apart.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print them as CSV.")] = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print them as a table in Markdown.")] = False,
    *,
    find_part: FindPart,
) -> None:
    """List the stories, largest first, or the threads, of most stories first.

    \b
    graphkit stories --min-size 6
    graphkit stories site --since 2021-03 --sort providers --limit 10
    graphkit stories --provider "Example Post" --csv > theirs.csv
    """
    if as_json + as_csv + as_markdown > 1:
        raise typer.BadParameter("--json, --csv and --markdown exclude each other")
    from graphkit.exports.node_link import cluster_records, thread_records
    from graphkit.exports.tables import render_clusters_csv, render_threads_csv

    story_graph, found = _listed(find_part(with_edges=False).graph, min_size, sort, limit, threads)
    if as_json:
        records = thread_records(story_graph) if threads else cluster_records(story_graph)
        write_out(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
    elif as_csv:
        write_out(render_threads_csv(story_graph) if threads else render_clusters_csv(story_graph))
    elif as_markdown:
        write_out(_thread_markdown(story_graph) if threads else _markdown(story_graph))
    else:
        if threads:
            _print_threads(story_graph)
        else:
            _print_stories(story_graph.clusters)
        if found == 0 and not is_quiet():
            err.print("no thread" if threads else "no story: two articles are needed that are about the same matter")


def _listed(
    story_graph: StoryGraph, min_size: int, sort: Sort, limit: int | None, threads: bool
) -> tuple[StoryGraph, int]:
    """The graph with the stories or threads to list, in their order, and how many there are."""
    from graphkit.graph.plain_graph import to_plain_graph

    story_graph = to_plain_graph(story_graph)  # from here on its stories are taken as they stand
    if threads:
        shown = story_graph.threads[:limit]
        return replace(story_graph, threads=shown), len(shown)
    large = sorted((story for story in story_graph.clusters if story.size >= min_size), key=_KEYS[sort])[:limit]
    return replace(story_graph, clusters=tuple(large)), len(large)


def _markdown(story_graph: StoryGraph) -> Iterator[str]:
    from graphkit.exports.markdown import escape_markdown
    from graphkit.exports.report.lines import headline

    yield "| Story | Lead headline | Articles | Providers | First seen | Last seen |\n"
    yield "| --- | --- | ---: | ---: | --- | --- |\n"
    for story in story_graph.clusters:
        lead = headline(story.lead, story_graph.graph.nodes[story.lead])
        counts = f"{story.size:,} | {story.providers:,} | {_day(story.first_seen)} | {_day(story.last_seen)}"
        yield f"| {escape_markdown(story.label)} | {lead} | {counts} |\n"


def _thread_markdown(story_graph: StoryGraph) -> Iterator[str]:
    from graphkit.exports.markdown import escape_markdown

    known = {story.id: story for story in story_graph.clusters}
    for thread in story_graph.threads:
        yield f"- **{escape_markdown(thread.label)}**\n"
        for story in map(known.__getitem__, thread.clusters):
            yield f"  - {_day(story.first_seen)} · {escape_markdown(story.label)} · {story.size:,} articles\n"


def _print_stories(found: Sequence[StoryCluster]) -> None:
    rows = (
        (f"{story.size:,}", f"{story.providers:,}", _day(story.first_seen), _day(story.last_seen), story.label)
        for story in found
    )
    print_table(("articles", "providers", "first seen", "last seen", "story"), rows, right=2)


def _print_threads(story_graph: StoryGraph) -> None:
    """Below each thread its stories in time: what went on."""
    known = {story.id: story for story in story_graph.clusters}
    rows = []
    for thread in story_graph.threads:
        articles = sum(known[story].size for story in thread.clusters)
        days = _day(thread.first_seen), _day(thread.last_seen)
        rows.append((f"{len(thread.clusters):,}", f"{articles:,}", *days, thread.label))
        rows += [
            ("", f"{story.size:,}", _day(story.first_seen), _day(story.last_seen), f"  {story.label}")
            for story in map(known.__getitem__, thread.clusters)
        ]
    print_table(("stories", "articles", "first seen", "last seen", "thread"), rows, right=2)


def _day(date: datetime | None) -> str:
    return f"{date:%Y-%m-%d}" if date else "undated"
