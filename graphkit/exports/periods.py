"""The files of a build with more articles than one page can show: a set for each period, and an index of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from graphkit.exports.graphml import render_graphml
from graphkit.exports.node_link import FILE_NAME, render_joint, render_json
from graphkit.exports.parquet import has_pyarrow, render_parquet
from graphkit.exports.tables import render_articles_csv, render_clusters_csv, render_edges_csv
from graphkit.formats import PERIODS_FOLDER
from graphkit.graph.parts import part_of
from graphkit.graph.periods import GraphPeriod
from graphkit.graph.plain_graph import PlainGraph
from graphkit.model import Relation
from graphkit.page.html import render_html
from graphkit.page.index import render_index

_INDEX = "../../graph.html"
"""The index, as the page of a period sees it."""

_TABLES: dict[str, Callable[[PlainGraph], Iterator[str]]] = {
    "articles.csv": render_articles_csv,
    "clusters.csv": render_clusters_csv,
    "edges.csv": render_edges_csv,
}
_OF_PERIOD = _TABLES | {FILE_NAME: render_json, "graph.graphml": render_graphml}


def render_by_period(
    story_graph: PlainGraph, periods: Sequence[GraphPeriod]
) -> dict[str, Iterator[str] | Iterator[bytes]]:
    """Name every file of such a build, but for the report, with what renders it.

    One period is held at a time if the files are rendered in the order of their names.

    Parameters
    ----------
    story_graph : PlainGraph
        The whole.
    periods : sequence of GraphPeriod
        From `graphkit.graph.periods.cut_periods`.
    """
    title = story_graph.graph.graph["graphkit"]["options"]["title"]
    period_of = {article: number for number, period in enumerate(periods) for article in period.articles}
    records = _records(story_graph, periods, period_of)
    files: dict[str, Iterator[str] | Iterator[bytes]] = {
        "graph.html": render_index(story_graph, list(map(days_of, periods)), records, period_of),
        FILE_NAME: render_joint(story_graph, records, _edges_beside(story_graph, period_of)),
        **{name: render(story_graph) for name, render in _TABLES.items()},
        **(render_parquet(story_graph) if has_pyarrow() else {}),
    }
    part = lru_cache(maxsize=1)(lambda number: part_of(story_graph, periods[number].articles))
    for number, period in enumerate(periods):
        for name, render in _OF_PERIOD.items():
            files[f"{PERIODS_FOLDER}/{period.name}/{name}"] = _later(render, part, number)
        render_page = _page(f"{days_of(period)}, {title}")
        files[f"{PERIODS_FOLDER}/{period.name}/graph.html"] = _later(render_page, part, number)
    return files


def days_of(period: GraphPeriod) -> str:
    """Its days as a heading has them."""
    days = dict.fromkeys(_days(period).values())
    return (" to ".join(days) or "undated") + (f", part {period.part}" if period.part else "")


def _page(title: str) -> Callable[[PlainGraph], Iterator[str]]:
    return lambda part: render_html(part, title=title, index=_INDEX)


def _later(
    render: Callable[[PlainGraph], Iterator[str]], part: Callable[[int], PlainGraph], number: int
) -> Iterator[str]:
    """Cut the part out when its first file is rendered."""
    yield from render(part(number))


def _records(
    story_graph: PlainGraph, periods: Sequence[GraphPeriod], period_of: Mapping[str, int]
) -> list[dict[str, Any]]:
    """The periods as ``graph.graphkit.periods`` lists them."""
    clusters, edges, edges_to_others = ([0] * len(periods) for _ in range(3))
    providers: list[set[str]] = [set() for _ in periods]
    for cluster in story_graph.clusters:
        clusters[period_of[cluster.articles[0]]] += 1
    for one, other, data in story_graph.graph.edges(data=True):
        places = {period_of[end] for end in (one, other) if end in period_of}
        for place in places:
            (edges if len(places) == 1 else edges_to_others)[place] += 1
            if data["relation"] == Relation.PUBLISHED_BY:
                providers[place].add(other if one in period_of else one)
    return [
        {
            "name": period.name,
            **_days(period),
            "articles": len(period.articles),
            "clusters": clusters[number],
            "providers": len(providers[number]),
            "edges": edges[number],
            "edges_to_others": edges_to_others[number],
        }
        for number, period in enumerate(periods)
    ]


def _days(period: GraphPeriod) -> dict[str, str]:
    days = {"first_day": period.first_day, "last_day": period.last_day}
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def _edges_beside(story_graph: PlainGraph, period_of: Mapping[str, int]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The edges that are in no period: from one to another, and what a user has put between providers and topics."""
    for one, other, data in story_graph.graph.edges(data=True):
        if len({period_of[end] for end in (one, other) if end in period_of}) != 1:
            yield one, other, data
