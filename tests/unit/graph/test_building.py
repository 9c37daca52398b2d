"""The graph: nodes and edges in canonical order, each with what is known of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from graphkit.graph.building import build_graph, count_graph, iso_utc
from graphkit.links.facets import find_facets
from graphkit.model import Article, Layout, Precision, StoryCluster
from tests.support.builders import NOON, make_article
from tests.support.links import Link, make_links

ARTICLES = (
    Article(
        id="a",
        title="Old bridge closes",
        excerpt="For good.",
        url="https://example.org/a",
        published=NOON,
        published_precision=Precision.DAY,
        provider="Example",
        domain="example.org",
        authors=("Ada Lee", "Bo Ito"),
        language="en",
        topics=("bridges", "Bridges", "Rivers"),
        quality=64.0,
        heat=12.5,
        is_published=False,
        type="article",
        category="news",
        image="https://example.org/a.jpg",
        source_files=("a.md", "old/a.md"),
        translations=("b",),
    ),
    Article(id="b", title="Bridge shut", provider="Example", domain="example.org", source_files=("b.md",)),
    Article(id="c", title="", url="https://example.org/c", provider="Example", domain="example.org"),
)
STORY = StoryCluster(
    id="story-a",
    label="Bridge",
    keywords=("bridge",),
    articles=("a", "b"),
    lead="a",
    first_seen=NOON,
    last_seen=NOON,
    providers=1,
)
FACETS = find_facets(ARTICLES)
NODES = ("a", "b", "c", *(facet.id for facet in FACETS))
GRAPH = build_graph(
    ARTICLES,
    FACETS,
    make_links(
        {
            (0, 1): Link(cosine=0.25, days_apart=None),
            (0, 2): Link(cosine=0.0, evidence=0.01, days_apart=1.5, declared_by_first=True, inferred=False),
            (1, 2): Link(evidence=0.9, days_apart=0.0, declared_by_first=True, declared_by_second=True, is_copy=True),
        }
    ),
    [("bridge",), (), ("one", "two")],
    [STORY],
    Layout(positions={node: (float(number), -1.0) for number, node in enumerate(NODES)}, islands=()),
)


def test_nodes_carry_what_is_known_and_leave_out_what_is_not() -> None:
    nodes: list[Any] = list(GRAPH.nodes(data=True))
    assert nodes == [
        (
            "a",
            {
                "kind": "article",
                "label": "Old bridge closes",
                "title": "Old bridge closes",
                "excerpt": "For good.",
                "url": "https://example.org/a",
                "published": "2021-03-01T12:00:00Z",
                "timestamp": 1_614_600_000,
                "published_precision": "day",
                "provider": "Example",
                "domain": "example.org",
                "authors": ["Ada Lee", "Bo Ito"],
                "language": "en",
                "topics": ["Bridges", "Rivers"],
                "quality": 64,
                "heat": 12.5,
                "is_published": False,
                "type": "article",
                "category": "news",
                "image": "https://example.org/a.jpg",
                "source_file": ["a.md", "old/a.md"],
                "translations": ["b"],
                "cluster": "story-a",
                "x": 0.0,
                "y": -1.0,
            },
        ),
        (
            "b",
            {
                "kind": "article",
                "label": "Bridge shut",
                "title": "Bridge shut",
                "provider": "Example",
                "domain": "example.org",
                "source_file": ["b.md"],
                "cluster": "story-a",
                "x": 1.0,
                "y": -1.0,
            },
        ),
        (
            "c",
            {
                "kind": "related",
                "label": "https://example.org/c",
                "url": "https://example.org/c",
                "provider": "Example",
                "domain": "example.org",
                "x": 2.0,
                "y": -1.0,
            },
        ),
        (
            "provider:example.org",
            {"kind": "provider", "label": "Example", "domain": "example.org", "x": 3.0, "y": -1.0},
        ),
        ("topic:bridges", {"kind": "topic", "label": "Bridges", "x": 4.0, "y": -1.0}),
        ("topic:rivers", {"kind": "topic", "label": "Rivers", "x": 5.0, "y": -1.0}),
    ]


def test_edges_say_who_declared_them_and_what_the_texts_have_in_common() -> None:
    def measured(similarity: float, *terms: str, inferred: bool = True, is_copy: bool = False) -> dict[str, object]:
        return {"inferred": inferred, "similarity": similarity, "shared_terms": list(terms), "is_copy": is_copy}

    assert list(GRAPH.edges(data=True)) == [
        ("a", "b", {"relation": "similar", "weight": 0.25, "declared": False} | measured(0.25, "bridge")),
        (
            "a",
            "c",
            {"relation": "related", "weight": 0.01, "declared": True, "days_apart": 1.5}
            | measured(0.0, inferred=False)
            | {"declared_by": ["a"], "mutual": False},
        ),
        ("a", "provider:example.org", {"relation": "published_by", "weight": 1.0}),
        ("a", "topic:bridges", {"relation": "has_topic", "weight": 1.0}),
        ("a", "topic:rivers", {"relation": "has_topic", "weight": 1.0}),
        (
            "b",
            "c",
            {"relation": "related", "weight": 0.9, "declared": True, "days_apart": 0.0}
            | measured(0.5, "one", "two", is_copy=True)
            | {"declared_by": ["b", "c"], "mutual": True},
        ),
        ("b", "provider:example.org", {"relation": "published_by", "weight": 1.0}),
        ("c", "provider:example.org", {"relation": "published_by", "weight": 1.0}),
    ]


def test_nodes_edges_and_stories_are_counted_by_kind_and_relation() -> None:
    assert count_graph(GRAPH, [STORY]) == {
        "articles": 2,
        "related": 1,
        "providers": 1,
        "topics": 2,
        "edges": {"related": 2, "similar": 1, "published_by": 3, "has_topic": 2},
        "clusters": 1,
    }


@pytest.mark.parametrize(
    ("published", "text"),
    [
        (NOON, "2021-03-01T12:00:00Z"),
        (datetime(999, 1, 1, tzinfo=UTC), "0999-01-01T00:00:00Z"),
        (datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), "9999-12-31T23:59:59Z"),
        (None, None),
    ],
)
def test_publication_is_written_in_utc_to_the_second(published: datetime | None, text: str | None) -> None:
    assert iso_utc(make_article("a", published=published)) == text


@pytest.mark.parametrize("figure", [float("nan"), float("inf"), None])
def test_a_figure_that_is_no_number_is_unknown(figure: float | None) -> None:
    article = make_article("a", heat=figure)
    layout = Layout(positions={}, islands=())
    graph = build_graph([article], (), make_links({}), (), (), layout)
    assert "heat" not in graph.nodes["a"]


def test_a_long_title_is_cut_for_the_label_only() -> None:
    title = "word " * 40 + "end"
    graph = build_graph([make_article("a", title=title)], (), make_links({}), (), (), Layout(positions={}, islands=()))
    assert len(graph.nodes["a"]["label"]) <= 60
    assert graph.nodes["a"]["title"] == title
