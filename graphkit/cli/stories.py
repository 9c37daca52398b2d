"""``graphkit clusters``: the stories of a built graph, or the threads that they make, as a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from graphkit.cli.terminal import command, out, write_out

if TYPE_CHECKING:
    from graphkit.model import StoryCluster, StoryGraph


@command
def clusters(
    graph: Annotated[
        Path, typer.Argument(metavar="[DIR or graph.json]", help="What graphkit build wrote.", show_default=True)
    ] = Path("output"),
    min_size: Annotated[int, typer.Option("--min-size", min=2, help="Leave out stories of fewer articles.")] = 2,
    threads: Annotated[
        bool, typer.Option("--threads", help="List the threads: stories about one matter, weeks or months apart.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print them as JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print them as CSV.")] = False,
) -> None:
    """List the story clusters, largest first, or the threads, of most stories first."""
    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    from graphkit.exports.node_link import cluster_records, thread_records
    from graphkit.exports.tables import render_clusters_csv, render_threads_csv
    from graphkit.saved import load

    story_graph = load(graph)
    if not threads:
        large = tuple(cluster for cluster in story_graph.clusters if cluster.size >= min_size)
        story_graph = replace(story_graph, clusters=large)
    if as_json:
        records = thread_records(story_graph) if threads else cluster_records(story_graph)
        write_out(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
    elif as_csv:
        write_out(render_threads_csv(story_graph) if threads else render_clusters_csv(story_graph))
    else:
        out.print(_thread_table(story_graph) if threads else _table(story_graph.clusters))


def _table(found: Sequence[StoryCluster]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("articles", justify="right")
    table.add_column("providers", justify="right")
    table.add_column("first seen")
    table.add_column("last seen")
    table.add_column("story", overflow="fold")
    for cluster in found:
        row = f"{cluster.size:,}", f"{cluster.providers:,}", _day(cluster.first_seen), _day(cluster.last_seen)
        table.add_row(*row, Text(cluster.label))
    return table


def _thread_table(story_graph: StoryGraph) -> Table:
    stories = {cluster.id: cluster for cluster in story_graph.clusters}
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("stories", justify="right")
    table.add_column("articles", justify="right")
    table.add_column("first seen")
    table.add_column("last seen")
    table.add_column("thread", overflow="fold")
    for thread in story_graph.threads:
        articles = sum(stories[cluster].size for cluster in thread.clusters)
        dates = _day(thread.first_seen), _day(thread.last_seen)
        table.add_row(f"{len(thread.clusters):,}", f"{articles:,}", *dates, Text(thread.label))
        # Its stories in time, below each other: what went on.
        for cluster in thread.clusters:
            story = stories[cluster]
            label = Text(f"  {story.label}", style="dim")
            table.add_row("", f"{story.size:,}", _day(story.first_seen), _day(story.last_seen), label)
    return table


def _day(date: datetime | None) -> str:
    return f"{date:%Y-%m-%d}" if date else "undated"
