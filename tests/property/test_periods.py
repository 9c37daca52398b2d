"""A graph that is cut into periods is the same graph, in more files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graphkit.exports import write_all
from graphkit.graph.periods import cut_periods
from graphkit.graph.plain_graph import to_plain_graph
from graphkit.saved import load, load_stories
from tests.support.built import Built
from tests.support.comparing import whole

SIZES = (1, 3)


@pytest.fixture(params=SIZES)
def most(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def test_every_article_is_in_one_period_every_story_whole_and_days_are_in_order(built: Built, most: int) -> None:
    graph = to_plain_graph(built.graph)
    periods = cut_periods(graph, most)
    if len(built.corpus) <= most:
        assert periods == ()
        return
    assert Counter(article for period in periods for article in period.articles) == Counter(
        article.id for article in built.corpus
    )
    homes = [{number for number, period in enumerate(periods) if set(period.articles) & set(story.articles)}
             for story in graph.clusters]  # fmt: skip
    assert [len(home) for home in homes] == [1] * len(graph.clusters)
    names = [period.name for period in periods]
    assert names == sorted(set(names))
    stories = {article: story.articles for story in graph.clusters for article in story.articles}
    for period in periods:
        alone = stories.get(period.articles[0], (period.articles[0],))
        assert len(period.articles) <= most or set(period.articles) == set(alone)


def test_what_is_read_back_is_what_was_written(some_built: Built, most: int, tmp_path: Path) -> None:
    write_all(some_built.graph, tmp_path, articles_per_page=most)
    back = load(tmp_path)
    write_all(some_built.graph, tmp_path / "whole")
    assert whole(back) == whole(load(tmp_path / "whole"))
    assert back.articles == load(tmp_path / "whole").articles
    parts = [load(path) for path in sorted((tmp_path / "periods").glob("*"))]
    if parts:
        assert {node for part in parts for node in part.graph} == set(back.graph)
    without_edges = load(tmp_path, with_edges=False)
    assert (list(without_edges.graph.nodes(data=True)), without_edges.graph.number_of_edges()) == (
        list(back.graph.nodes(data=True)),
        0,
    )
    remembered = load_stories(tmp_path)
    assert (remembered.clusters, remembered.threads, list(remembered.graph)) == (
        back.clusters,
        back.threads,
        list(back.graph),
    )
