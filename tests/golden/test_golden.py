"""Small corpora, each with the stories and links that are expected of it, reviewed by eye.

A case is a folder with ``posts/``, and beside it ``clusters.json`` and ``links.txt``. ``pytest --update-golden``
rewrites these two; the difference belongs into the review.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphkit.model import Coverage, StoryGraph
from graphkit.pipeline import build
from graphkit.sources import read_articles

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/posts"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_stories_and_links_are_as_expected(case: Path, update_golden: bool) -> None:
    story_graph = build(read_articles(case / "posts"))
    actual = {"clusters.json": render_clusters(story_graph), "links.txt": render_links(story_graph)}
    if update_golden:
        for name, text in actual.items():
            (case / name).write_text(text, encoding="utf-8")
    assert actual == {name: (case / name).read_text(encoding="utf-8") for name in actual}


def render_clusters(story_graph: StoryGraph) -> str:
    """The stories as JSON; articles go by the last part of their address."""
    thread_label = {thread.id: thread.label for thread in story_graph.threads}
    clusters = [
        {
            "label": cluster.label,
            "keywords": cluster.keywords,
            "articles": [name_of(story_graph, article) for article in cluster.articles],
            "lead": name_of(story_graph, cluster.lead),
            "first_seen": str(cluster.first_seen),
            "last_seen": str(cluster.last_seen),
            "providers": cluster.providers,
            "is_event": cluster.is_event,
            "coverage": [
                f"{seen.provider}: {name_of(story_graph, seen.article)}, {hours_of(seen)}" for seen in cluster.coverage
            ],
            "copies": [[name_of(story_graph, article) for article in copies] for copies in cluster.copies],
            "thread": thread_label[cluster.thread] if cluster.thread else None,
        }
        for cluster in story_graph.clusters
    ]
    return json.dumps(clusters, ensure_ascii=False, indent=2) + "\n"


def hours_of(seen: Coverage) -> str:
    """When an outlet came to a story."""
    return "undated" if seen.lag_hours is None else f"{seen.lag_hours:.1f} hours"


def render_links(story_graph: StoryGraph) -> str:
    """The edges between articles, one on each line, sorted by their ends."""
    lines = [
        line_of(edge, *sorted((name_of(story_graph, one), name_of(story_graph, other))))
        for one, other, edge in story_graph.graph.edges(data=True)
        if "similarity" in edge
    ]
    return "".join(f"{line}\n" for line in sorted(lines))


def line_of(edge: dict[str, Any], one: str, other: str) -> str:
    """Figures to two places: further ones differ between versions of the libraries."""
    apart = f"{edge['days_apart']:.1f} days" if "days_apart" in edge else "undated"
    parts = [
        f"{one} -- {other}",
        edge["relation"] + (" and inferred" if edge["declared"] and edge["inferred"] else ""),
        f"weight {edge['weight']:.2f}",
        f"cosine {edge['similarity']:.2f}",
        apart,
        "copy" if edge["is_copy"] else "",
        ", ".join(edge["shared_terms"]),
    ]
    return " | ".join(part for part in parts if part)


def name_of(story_graph: StoryGraph, node: str) -> str:
    """The last part of an article's address."""
    url: str = story_graph.graph.nodes[node]["url"]
    return url.rpartition("/")[2]
