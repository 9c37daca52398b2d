"""The page above the pages of a large graph: its periods, threads that run over several, and a search for stories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from graphkit.graph.plain_graph import PlainGraph
from graphkit.model import StoryCluster
from graphkit.page.compact import Row
from graphkit.page.payload import Texts
from graphkit.page.template import make_environment, program
from graphkit.plain_text import clean_line

SCRIPTS = ("text.js", "columns.js", "graph.js", "search.js", "theme.js", "dom.js", "index.js")
STYLES = ("page.css", "index.css")

_LARGEST = 5
"""Stories that are named with a period."""


def render_index(
    story_graph: PlainGraph, days: Sequence[str], periods: Sequence[Mapping[str, Any]], period_of: Mapping[str, int]
) -> Iterator[str]:
    """Render the page as text, to be written as UTF-8.

    Parameters
    ----------
    story_graph : PlainGraph
        The whole.
    days : sequence of str
        What each period is called.
    periods : sequence of mapping
        Their records, as ``graph.graphkit.periods`` lists them.
    period_of : mapping of str to int
        Number of the period of each article.

    Notes
    -----
    Some 250 bytes a story: 90,000 stories take 22 MB. The periods are there without any script; lists of stories and
    threads are made as far as they show.
    """
    made = story_graph.graph.graph["graphkit"]
    names = Texts()
    numbers = [period_of[cluster.articles[0]] for cluster in story_graph.clusters]
    environment = make_environment(STYLES, [program(SCRIPTS)])
    yield environment.get_template("index.html").render(
        heading=clean_line(made["options"]["title"]),
        facts=_facts_of(story_graph, periods),
        version=made["version"],
        periods=_period_entries(story_graph.clusters, days, periods, numbers),
        folders=[period["name"] for period in periods],
        stories=[
            _story_row(cluster, period, names) for cluster, period in zip(story_graph.clusters, numbers, strict=True)
        ],
        threads=_thread_rows(story_graph, numbers),
        names=names.all(),
    )


def _facts_of(story_graph: PlainGraph, periods: Sequence[Mapping[str, Any]]) -> str:
    counts = story_graph.graph.graph["graphkit"]["counts"]
    figures = [
        _count(counts["articles"] + counts["related"], "article", "articles"),
        _count(counts["clusters"], "story", "stories"),
        _count(counts["providers"], "outlet", "outlets"),
    ]
    days = [period[name] for period in periods for name in ("first_day", "last_day") if name in period]
    return " · ".join([*figures, *([f"{min(days)} to {max(days)}"] if days else [])])


def _period_entries(
    clusters: Sequence[StoryCluster], days: Sequence[str], periods: Sequence[Mapping[str, Any]], numbers: Sequence[int]
) -> list[dict[str, Any]]:
    largest: list[list[StoryCluster]] = [[] for _ in periods]
    for cluster, number in zip(clusters, numbers, strict=True):
        if len(largest[number]) < _LARGEST:
            largest[number].append(cluster)
    return [
        {
            "name": period["name"],
            "days": days[number],
            "address": _address(period["name"]),
            "facts": " · ".join(
                [
                    _count(period["articles"], "article", "articles"),
                    _count(period["clusters"], "story", "stories"),
                    _count(period["providers"], "outlet", "outlets"),
                ]
            ),
            "largest": [
                {
                    "headline": _headline(cluster),
                    "address": f"{_address(period['name'])}#story={quote(cluster.id, safe='')}",
                    "facts": f"{_count(cluster.size, 'article', 'articles')}, "
                    + _count(cluster.providers, "outlet", "outlets"),
                }
                for cluster in largest[number]
            ],
        }
        for number, period in enumerate(periods)
    ]


def _address(name: str) -> str:
    return f"periods/{name}/graph.html"


def _headline(cluster: StoryCluster) -> str:
    return clean_line(cluster.headline) or clean_line(cluster.label)


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _story_row(cluster: StoryCluster, period: int, names: Texts) -> Row:
    return {
        "id": cluster.id,
        "label": clean_line(cluster.label),
        "headline": _headline(cluster),
        "keywords": [names.number(keyword) for keyword in cluster.keywords],
        "period": period,
        "articles": cluster.size,
        "providers": cluster.providers,
        "first": _seconds(cluster.first_seen),
        "last": _seconds(cluster.last_seen),
        "outlets": [names.number(outlet.provider) for outlet in cluster.coverage],
    }


def _thread_rows(story_graph: PlainGraph, numbers: Sequence[int]) -> list[Row]:
    """The threads that run over several periods, of most stories first."""
    number_of = {cluster.id: number for number, cluster in enumerate(story_graph.clusters)}
    rows = []
    for thread in story_graph.threads:
        stories = [number_of[cluster] for cluster in thread.clusters]
        if len({numbers[story] for story in stories}) > 1:
            rows.append(
                {
                    "label": clean_line(thread.label),
                    "stories": stories,
                    "first": _seconds(thread.first_seen),
                    "last": _seconds(thread.last_seen),
                }
            )
    return rows


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())
