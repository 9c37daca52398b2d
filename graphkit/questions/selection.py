"""A part of a graph: the stories, days, providers, topics and languages that somebody asks for."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from typing import Any

from graphkit.errors import OptionError, UnknownItemError
from graphkit.graph.parts import ITEMS, subgraph, with_facets
from graphkit.graph.plain_graph import to_plain_graph
from graphkit.model import Articles, Coverage, StoryCluster, StoryGraph, time_order
from graphkit.options import Options
from graphkit.schema import to_moment
from graphkit.stories.naming import headline_of
from graphkit.texts.words import TOKEN, fold

_DAYS_OF = {"d": 1, "w": 7}
_RELATIVE = re.compile(r"(?P<number>[1-9][0-9]{0,4})(?P<unit>[dw])")
_DAY = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for: any of the values of one field, and all fields together; an empty field asks nothing.

    Parameters
    ----------
    stories : tuple of str
        Ids, names, or words of a name or a headline.
    since, until : str or None
        A year, month or day such as ``2021``, ``2021-03`` or ``2021-03-01``, both ends included, in UTC; or days or
        weeks such as ``7d`` or ``2w``, counted back from the day of the last article.
    providers : tuple of str
        Names or domains.
    topics : tuple of str
    languages : tuple of str
        Codes; ``pt`` is ``pt-br`` as well.
    """

    stories: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    providers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days in UTC; None is open.

    Parameters
    ----------
    first, last : date or None
        Both belong to it.
    counted_from : date or None
        The day of the last article, if one of the two was counted back from it.
    """

    first: date | None = None
    last: date | None = None
    counted_from: date | None = None

    def __str__(self) -> str:
        if self.first is None and self.last is None:
            return "all days"
        if self.last is None:
            return f"since {self.first}"
        if self.first is None or self.first == self.last:
            return f"{'until ' if self.first is None else ''}{self.last}"
        return f"{self.first} to {self.last}"

    def holds(self, moment: datetime | None) -> bool:
        """Whether a time lies in it; without a time only in a period that is open at both ends."""
        if moment is None:
            return self.first is None and self.last is None
        day = moment.date()
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def find_period(story_graph: StoryGraph, since: str | None, until: str | None) -> Period:
    """Turn what the user wrote into days.

    Raises
    ------
    OptionError
        Says which of the two it is and what was expected.
    """
    counts = any(text and _RELATIVE.fullmatch(text) for text in (since, until))
    last_day = _last_day(story_graph) if counts else None
    period = Period(
        first=None if since is None else _day(since, "since", last_day)[0],
        last=None if until is None else _day(until, "until", last_day)[1],
        counted_from=last_day,
    )
    if counts and period.last is None:
        period = replace(period, last=last_day)
    if period.first and period.last and period.first > period.last:
        raise OptionError(f"since: expected a day before the end of the period, {period.last}, got {since!r}", "since")
    return period


def cut_out(story_graph: StoryGraph, wanted: Wanted) -> StoryGraph:
    """Cut out the articles that are asked for, with their links, providers and topics.

    Stories are told anew from the articles that are left: counts, days, who was first. A story of which fewer than
    two are left is none. Names of stories stay, and so do places on the map.

    Parameters
    ----------
    story_graph : StoryGraph
    wanted : Wanted

    Returns
    -------
    StoryGraph
        The very same if nothing is asked.

    Raises
    ------
    OptionError
        If a day is none.
    UnknownItemError
        If a story, provider, topic or language is not there, or no article is all that is asked for.
    """
    if wanted == Wanted():
        return story_graph
    graph = story_graph.graph
    items = {node: data for node, data in graph.nodes(data=True) if data.get("kind") in ITEMS}
    kept = set(items)
    for chosen in _choices(story_graph, items, wanted):
        kept &= chosen
    if not kept:
        raise UnknownItemError("no article is all that is asked for: ask for less, or for a longer period")
    told = (_retell(cluster, kept, story_graph) for cluster in story_graph.clusters)
    clusters = tuple(sorted(filter(None, told), key=lambda s: (-s.size, time_order(s.first_seen), s.id)))
    ids = {cluster.id for cluster in clusters}
    return to_plain_graph(
        replace(
            story_graph,
            graph=subgraph(graph, with_facets(graph, kept)),
            clusters=clusters,
            changes=tuple(change for change in story_graph.changes if change.cluster in ids),
            articles=Articles(article for article in story_graph.articles if article.id in kept),
        )
    )


def find_story(story_graph: StoryGraph, wanted: str) -> StoryCluster:
    """Find the one story that goes by an id, a name, or words of its name and headline.

    Raises
    ------
    UnknownItemError
        Says which stories come near, or among which to choose.
    """
    stories = story_graph.clusters
    for story in stories:
        if wanted in (story.id, story.label):
            return story
    words = set(TOKEN.findall(fold(wanted)))
    found = [s for s in stories if words and words <= set(TOKEN.findall(fold(f"{s.label} {s.headline}")))]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownItemError(f"{wanted!r} is in {len(found)} stories: {_named(found)}; give more words, or an id")
    near = get_close_matches(fold(wanted), [fold(story.label) for story in stories], n=3, cutoff=0.4)
    hint = f"; the nearest: {_named([s for s in stories if fold(s.label) in near])}" if near else ""
    raise UnknownItemError(f"no story goes by {wanted!r}{hint}")


def moment_of(attributes: Mapping[str, Any]) -> datetime | None:
    """When an item was published; None if that is unknown."""
    published = attributes.get("published")
    return to_moment(published) if published else None


def _last_day(story_graph: StoryGraph) -> date:
    days = [moment.date() for _, data in story_graph.graph.nodes(data=True) if (moment := moment_of(data))]
    if not days:
        raise UnknownItemError("no article has a date, so that no period can be counted back from the last one")
    return max(days)


def _day(text: str, option: str, last_day: date | None) -> tuple[date, date]:
    """The first and the last day that a text stands for."""
    try:
        if last_day is not None and (found := _RELATIVE.fullmatch(text)):
            # The period ends on the last day and includes it; what came before ends the day before its first day.
            first = last_day - timedelta(days=int(found["number"]) * _DAYS_OF[found["unit"]] - 1)
            return first, first - timedelta(days=1)
        if found := _DAY.fullmatch(text):
            first = date(*(int(found[name] or 1) for name in ("year", "month", "day")))
            if found["day"]:
                return first, first
            last_month = int(found["month"] or 12)
            return first, date(first.year, last_month, monthrange(first.year, last_month)[1])
    except (ValueError, OverflowError):
        pass
    expected = "a day such as 2021-03-01, a month, a year, or a length such as 7d or 2w"
    raise OptionError(f"{option}: expected {expected}, got {text!r}", option)


def _choices(story_graph: StoryGraph, items: Mapping[str, Mapping[str, Any]], wanted: Wanted) -> Iterable[set[str]]:
    """For each field that asks something, the items that answer it."""
    if wanted.stories:
        yield {node for text in wanted.stories for node in find_story(story_graph, text).articles}
    period = find_period(story_graph, wanted.since, wanted.until)
    if (period.first, period.last) != (None, None):
        yield {node for node, data in items.items() if period.holds(moment_of(data))}
    if wanted.providers:
        yield _having(items, wanted.providers, "provider", lambda data: (data.get("provider"), data.get("domain")))
    if wanted.topics:
        yield _having(items, wanted.topics, "topic", lambda data: data.get("topics", ()))
    if wanted.languages:
        yield _having(items, wanted.languages, "language", lambda data: _codes(data.get("language")))


def _having(items: Mapping[str, Mapping[str, Any]], wanted: Iterable[str], what: str, values_of: Any) -> set[str]:
    by_value: dict[str, set[str]] = {}
    for node, data in items.items():
        for value in filter(None, values_of(data)):
            by_value.setdefault(fold(value), set()).add(node)
    kept: set[str] = set()
    for text in wanted:
        if fold(text) not in by_value:
            near = get_close_matches(fold(text), by_value, n=3, cutoff=0.5)
            raise UnknownItemError(
                f"no {what} goes by {text!r}" + (f"; the nearest: {', '.join(near)}" if near else "")
            )
        kept |= by_value[fold(text)]
    return kept


def _codes(language: str | None) -> tuple[str, ...]:
    """A language by its code, and by the code without a region."""
    return (language, re.split("[-_]", language)[0]) if language else ()


def _retell(story: StoryCluster, kept: Collection[str], story_graph: StoryGraph) -> StoryCluster | None:
    left = tuple(article for article in story.articles if article in kept)
    if len(left) < 2:
        return None
    if len(left) == story.size:
        return story
    nodes = story_graph.graph.nodes
    original = {copy: group[0] for group in story.copies for copy in group}
    texts: dict[str, list[str]] = {}
    for article in left:
        texts.setdefault(original.get(article, article), []).append(article)
    outlets = [next(filter(None, (_outlet(nodes[one]) for one in copies)), None) for copies in texts.values()]
    providers = len(set(outlets) - {None})
    days = [moment for article in left if (moment := moment_of(nodes[article]))]
    lead = story.lead if story.lead in kept else left[0]
    return replace(
        story,
        articles=left,
        lead=lead,
        headline=story.headline if lead == story.lead else headline_of(str(nodes[lead].get("title", ""))),
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
        providers=providers,
        is_event=providers >= _event_providers(story_graph),
        coverage=_coverage(left, nodes),
        copies=tuple(tuple(copies) for copies in texts.values() if len(copies) > 1),
    )


def _coverage(articles: Iterable[str], nodes: Mapping[str, Mapping[str, Any]]) -> tuple[Coverage, ...]:
    first_of: dict[str, str] = {}
    for article in articles:
        if outlet := _outlet(nodes[article]):
            first_of.setdefault(outlet, article)
    start = moment_of(nodes[next(iter(articles))])
    return tuple(
        Coverage(provider=str(nodes[article].get("provider") or outlet), article=article, lag_hours=lag)
        for outlet, article in first_of.items()
        for lag in [_hours_after(start, moment_of(nodes[article]))]
    )


def _hours_after(start: datetime | None, moment: datetime | None) -> float | None:
    return None if start is None or moment is None else round((moment - start).total_seconds() / 3600, 1)


def _outlet(attributes: Mapping[str, Any]) -> str | None:
    """What an outlet is known by, as `Article.provider_key`."""
    provider = attributes.get("provider")
    return attributes.get("domain") or (provider.casefold() if provider else None)


def _event_providers(story_graph: StoryGraph) -> int:
    number = story_graph.graph.graph["graphkit"]["options"].get("event_providers")
    return number if isinstance(number, int) else Options().event_providers


def _named(stories: Iterable[StoryCluster]) -> str:
    stories = list(stories)
    shown = ", ".join(f"{story.id} ({story.label})" for story in stories[:5])
    return shown + (f" and {len(stories) - 5} more" if len(stories) > 5 else "")
