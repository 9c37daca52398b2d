"""What a graph holds, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from graphkit.model import NodeKind, Relation, StoryGraph
from graphkit.questions.selection import moment_of

_ITEMS = (NodeKind.ARTICLE, NodeKind.RELATED)
_SIZES = ((2, 2), (3, 5), (6, 10), (11, 20), (21, 50), (51, None))
_MOST_BARS = 24


def count_figures(story_graph: StoryGraph) -> dict[str, Any]:
    """Count articles, links and stories.

    Parameters
    ----------
    story_graph : StoryGraph

    Returns
    -------
    dict
        ``articles``, ``related``, ``undated``, ``first_day``, ``last_day``; ``links`` (``declared``, ``inferred``, and
        how many of the declared ones the texts link as well: ``declared_and_inferred``); ``stories`` (``number``,
        ``articles``, ``events``, ``by_size``), ``threads``; and articles ``by_period`` (days, months or years,
        whichever makes at most 24), ``by_provider``, ``by_topic``, ``by_language``, the most frequent first.
    """
    nodes = [data for _, data in story_graph.graph.nodes(data=True) if data.get("kind") in _ITEMS]
    edges = [data for *_, data in story_graph.graph.edges(data=True)]
    kinds = Counter(data["kind"] for data in nodes)
    days = sorted(moment.date().isoformat() for data in nodes if (moment := moment_of(data)))
    declared = [edge for edge in edges if edge["relation"] == Relation.RELATED]
    stories = story_graph.clusters
    return {
        "articles": kinds[NodeKind.ARTICLE],
        "related": kinds[NodeKind.RELATED],
        "undated": len(nodes) - len(days),
        "first_day": days[0] if days else None,
        "last_day": days[-1] if days else None,
        "links": {
            "declared": len(declared),
            "declared_and_inferred": sum(1 for edge in declared if edge.get("inferred")),
            "inferred": sum(1 for edge in edges if edge["relation"] == Relation.SIMILAR),
        },
        "stories": {
            "number": len(stories),
            "articles": sum(story.size for story in stories),
            "events": sum(story.is_event for story in stories),
            "by_size": {
                name: number
                for least, most in _SIZES
                if (number := sum(1 for story in stories if least <= story.size <= (most or story.size)))
                for name in [f"{least}+" if most is None else str(least) if least == most else f"{least} to {most}"]
            },
        },
        "threads": len(story_graph.threads),
        "by_period": _by_period(days),
        "by_provider": _ranked(data.get("provider") for data in nodes),
        "by_topic": _ranked(topic for data in nodes for topic in data.get("topics", ())),
        "by_language": _ranked(data.get("language") for data in nodes),
    }


def _by_period(days: list[str]) -> dict[str, int]:
    """In order of time; a day, a month or a year by the length of its text."""
    counts: Counter[str] = Counter()
    for length in (len("2021-03-01"), len("2021-03"), len("2021")):
        counts = Counter(day[:length] for day in days)
        if len(counts) <= _MOST_BARS:
            break
    return dict(sorted(counts.items()))


def _ranked(values: Iterable[str | None]) -> dict[str, int]:
    counts = Counter(value for value in values if value)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
