"""A large graph is cut along time, so that every part of it is one that can be opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from graphkit.graph.parts import ITEMS
from graphkit.graph.plain_graph import PlainGraph
from graphkit.schema import to_moment

_UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphPeriod:
    """Days, and the articles of the stories that begin in them.

    Parameters
    ----------
    name : str
        Such as ``2014-03-10_2014-05-02``; the parts of one day have a number behind it. Sorts by time.
    part : int or None
        Counted from 1, where one day, or what has no date, is divided.
    first_day, last_day : date or None
        The first and the last day on which a story, or an article in none, begins; None for those without any date.
    articles : tuple of str
        Ids, in the order of the graph.
    """

    name: str
    part: int | None
    first_day: date | None
    last_day: date | None
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What stays together: a story, or an article in none."""

    articles: tuple[str, ...]
    begin: datetime | None

    @property
    def day(self) -> date | None:
        return None if self.begin is None else self.begin.date()


def cut_periods(story_graph: PlainGraph, most: int) -> tuple[GraphPeriod, ...]:
    """Cut a graph into periods of at most `most` articles each, related items included.

    A story belongs to the period of its first article, with all its articles. A cut falls between two days, unless one
    day has more articles than a period may have; a story that has more is a period of its own. Stories and articles
    without any date come last.

    Returns
    -------
    tuple of GraphPeriod
        In order of time; empty if the graph has no more than `most` articles. Periods are filled from the first day
        on: later articles change the last ones only.
    """
    articles = (node for node, data in story_graph.graph.nodes(data=True) if data["kind"] in ITEMS)
    items = {node: number for number, node in enumerate(articles)}
    if len(items) <= most:
        return ()
    units = sorted(_units(story_graph, items), key=lambda unit: (unit.begin is None, unit.begin, unit.articles))
    return tuple(period for parts in _filled(units, most) for period in _periods(parts, items))


def _units(story_graph: PlainGraph, items: Iterable[str]) -> Iterator[_Unit]:
    nodes, left = story_graph.graph.nodes, dict.fromkeys(items)
    for cluster in story_graph.clusters:
        # An article that a user has put into two stories is in the period of the larger one.
        articles = tuple(article for article in cluster.articles if article in left)
        for article in articles:
            del left[article]
        if articles:
            yield _Unit(articles, min(filter(None, (_moment(nodes[article]) for article in articles)), default=None))
    for article in left:
        yield _Unit((article,), _moment(nodes[article]))


def _moment(data: dict[str, Any]) -> datetime | None:
    return to_moment(data["published"]) if "published" in data else None


def _filled(units: Sequence[_Unit], most: int) -> Iterator[list[list[_Unit]]]:
    """The periods in order of time; those that one day is divided into together."""
    period: list[_Unit] = []
    size = 0
    for day, group in groupby(units, key=lambda unit: unit.day):
        of_day = list(group)
        size_of_day = sum(len(unit.articles) for unit in of_day)
        is_apart = day is None or size_of_day > most
        if period and (is_apart or size + size_of_day > most):
            yield [period]
            period, size = [], 0
        if is_apart:
            yield _divided(of_day, most)
        else:
            period += of_day
            size += size_of_day
    if period:
        yield [period]


def _divided(units: Iterable[_Unit], most: int) -> list[list[_Unit]]:
    parts: list[list[_Unit]] = [[]]
    room = most
    for unit in units:
        if parts[-1] and len(unit.articles) > room:
            parts.append([])
            room = most
        parts[-1].append(unit)
        room -= len(unit.articles)
    return parts


def _periods(parts: Sequence[Sequence[_Unit]], items: Mapping[str, int]) -> Iterator[GraphPeriod]:
    width = len(str(len(parts)))
    for number, units in enumerate(parts, 1):
        first, last = units[0].day, units[-1].day
        name = _UNDATED if first is None or last is None else f"{first.isoformat()}_{last.isoformat()}"
        yield GraphPeriod(
            name=name if len(parts) == 1 else f"{name}_{number:0{width}}",
            part=None if len(parts) == 1 else number,
            first_day=first,
            last_day=last,
            articles=tuple(sorted((article for unit in units for article in unit.articles), key=items.__getitem__)),
        )
