"""Where a large graph is cut along time."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graphkit.graph.parts import part_of
from graphkit.graph.periods import cut_periods
from graphkit.graph.plain_graph import PlainGraph, to_plain_graph
from graphkit.model import Island, StoryCluster, StoryGraph
from graphkit.pipeline import build
from tests.support.builders import make_article


def make_graph(days: dict[str, float | None], stories: Sequence[str] = ()) -> PlainGraph:
    """Articles by a letter each, published days after 1 March 2021; stories name theirs."""
    articles = [make_article(letter, days=day) for letter, day in days.items()]
    plain = build(articles)
    clusters = tuple(
        StoryCluster(
            id=f"story-{letters}",
            label=letters,
            keywords=(),
            articles=tuple(letters),
            lead=letters[0],
            first_seen=None,
            last_seen=None,
            providers=1,
        )
        for letters in stories
    )
    for node in articles:
        plain.graph.nodes[node.id].pop("cluster", None)
    for cluster in clusters:
        for article in cluster.articles:
            plain.graph.nodes[article]["cluster"] = cluster.id
    islands = tuple(Island(cluster=cluster.id, x=0.0, y=0.0, radius=1.0) for cluster in clusters)
    return to_plain_graph(StoryGraph(plain.graph, clusters, islands, articles=plain.articles))


@pytest.mark.parametrize(
    ("days", "stories", "most", "expected"),
    [
        pytest.param({"a": 0, "b": 1, "c": 2}, (), 3, [], id="few articles are not cut"),
        pytest.param(
            {"a": 0, "b": 0.2, "c": 1, "d": 2},
            (),
            3,
            [("2021-03-01_2021-03-02", "abc"), ("2021-03-03_2021-03-03", "d")],
            id="a period is filled with whole days",
        ),
        pytest.param(
            {"a": 0, "b": 1, "c": 1.2, "d": 2},
            (),
            2,
            [("2021-03-01_2021-03-01", "a"), ("2021-03-02_2021-03-02", "bc"), ("2021-03-03_2021-03-03", "d")],
            id="a day that does not fit begins a period",
        ),
        pytest.param(
            {"a": 0, "b": 9, "c": 1, "d": 2},
            ("ab",),
            2,
            [("2021-03-01_2021-03-01", "ab"), ("2021-03-02_2021-03-03", "cd")],
            id="a story is in the period of its first article with all of its articles",
        ),
        pytest.param(
            {"a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "f": 1},
            (),
            2,
            [
                ("2021-03-01_2021-03-01_1", "ab"),
                ("2021-03-01_2021-03-01_2", "cd"),
                ("2021-03-01_2021-03-01_3", "e"),
                ("2021-03-02_2021-03-02", "f"),
            ],
            id="a day with too many articles is divided",
        ),
        pytest.param(
            {"a": 0, "b": 0.1, "c": 0.2, "d": 0.3},
            ("abc",),
            2,
            [("2021-03-01_2021-03-01_1", "abc"), ("2021-03-01_2021-03-01_2", "d")],
            id="a story with too many articles is a period of its own",
        ),
        pytest.param(
            {"a": None, "b": 0, "c": None, "d": None, "e": 1},
            ("ab", "cd"),
            4,
            [("2021-03-01_2021-03-02", "abe"), ("undated", "cd")],
            id="undated articles go with their story, and what has no date at all comes last",
        ),
    ],
)
def test_a_graph_is_cut_along_time(
    days: dict[str, float | None], stories: Sequence[str], most: int, expected: list[tuple[str, str]]
) -> None:
    periods = cut_periods(make_graph(days, stories), most)
    assert [(period.name, "".join(period.articles)) for period in periods] == expected
    assert sorted(expected) == expected


def test_a_part_has_its_stories_counts_and_outlets_and_nothing_else() -> None:
    whole = make_graph({"a": 0, "b": 0, "c": 1, "d": 1}, ("ab", "cd"))
    part = part_of(whole, "cd")
    assert list(part.graph) == ["c", "d", "provider:example.org"]
    assert [cluster.label for cluster in part.clusters] == ["cd"]
    assert [article.id for article in part.articles] == ["c", "d"]
    assert part.graph.graph["graphkit"]["counts"]["articles"] == 2
    assert [part.graph.nodes[node] for node in part.graph] == [whole.graph.nodes[node] for node in part.graph]
