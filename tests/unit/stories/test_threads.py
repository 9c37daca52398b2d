"""Threads: one matter that comes back after weeks or months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from graphkit.links.vectors import vectors_of
from graphkit.model import Article, StoryCluster, Thread
from graphkit.options import Options
from graphkit.pipeline import build
from graphkit.stories.naming import name_stories
from graphkit.stories.threads import find_threads
from graphkit.texts.reading import read_texts
from graphkit.texts.wording import read_wording
from tests.support.builders import NOON, make_article

MARATHON = "Lakeside marathon won by Tadesse"
CHESS = "Chess champion resigns"


def tell(articles: Sequence[Article], groups: Mapping[str, Sequence[int]]) -> tuple[StoryCluster, ...]:
    """The articles of each group, given in order of time, as a story of that id."""
    names = name_stories(articles, read_wording(read_texts(articles)), list(groups.values()))
    dates = [[date for number in group if (date := articles[number].published)] for group in groups.values()]
    return tuple(
        StoryCluster(
            id=story,
            label=name.label,
            keywords=name.keywords,
            articles=tuple(articles[number].id for number in group),
            lead=articles[group[0]].id,
            first_seen=min(dated, default=None),
            last_seen=max(dated, default=None),
            providers=1,
        )
        for (story, group), name, dated in zip(groups.items(), names, dates, strict=True)
    )


def find(
    days: Sequence[float | None], rows: Sequence[Sequence[float]], **options: Any
) -> tuple[list[str | None], tuple[Thread, ...]]:
    """The thread of each of some stories, and the threads; each story has two articles of that day and vector."""
    articles = [
        make_article(
            f"{letter}{n}", days=day, title=f"{'Lakeside marathon' if row[0] else 'Harbor strike'} {letter * 3}"
        )
        for letter, day, row in zip("abcdef", days, rows, strict=False)
        for n in (1, 2)
    ]
    groups = {f"story-{'abcdef'[n]}1": (2 * n, 2 * n + 1) for n in range(len(days))}
    vectors = sparse.csr_matrix(np.repeat(np.array(rows, dtype=np.float32).reshape(-1, 2), 2, axis=0))
    threads = find_threads(
        articles,
        read_wording(read_texts(articles)),
        tell(articles, groups),
        vectors_of(vectors, np.array(["marathon", "harbor"], dtype=object), vectors.shape[1]),
        Options(**options),
    )
    thread_of = {cluster: thread.id for thread in threads for cluster in thread.clusters}
    return [thread_of.get(story) for story in groups], threads


ONE_MATTER, OTHER_MATTER = (1.0, 0.0), (0.0, 1.0)


def test_stories_of_one_matter_weeks_apart_are_a_thread_that_is_known_by_the_first_of_them() -> None:
    thread_of, threads = find([40, 40, 0], [ONE_MATTER, OTHER_MATTER, ONE_MATTER])
    assert thread_of == ["thread-c1", None, "thread-c1"]
    assert threads == (
        Thread(
            id="thread-c1",
            label="Lakeside marathon",
            clusters=("story-c1", "story-a1"),
            first_seen=NOON,
            last_seen=NOON + timedelta(days=40),
        ),
    )


@pytest.mark.parametrize(("days", "joined"), [(0, False), (4.9, False), (5, True), (400, True), (None, True)])
def test_stories_at_the_same_time_are_two_matters_however_alike(days: float | None, joined: bool) -> None:
    thread_of, _ = find([0, days], [ONE_MATTER, ONE_MATTER])
    assert thread_of == (["thread-a1"] * 2 if joined else [None] * 2)


@pytest.mark.parametrize(("bar", "joined"), [(0.59, True), (0.61, False)])
def test_how_alike_stories_have_to_be_is_an_option(bar: float, joined: bool) -> None:
    thread_of, _ = find([0, 40], [ONE_MATTER, (0.6, 0.8)], thread_similarity=bar)
    assert thread_of == (["thread-a1"] * 2 if joined else [None] * 2)


def test_threads_of_most_stories_come_first_then_the_earliest() -> None:
    days = [50, 0, 60, 10, 20, 30]
    rows = [ONE_MATTER, ONE_MATTER, OTHER_MATTER, OTHER_MATTER, OTHER_MATTER, (0.1, -1.0)]
    _, threads = find(days, rows)
    assert [thread.clusters for thread in threads] == [
        ("story-d1", "story-e1", "story-c1"),
        ("story-b1", "story-a1"),
    ]
    assert len({thread.label for thread in threads}) == 2


def test_undated_stories_make_a_thread_without_dates() -> None:
    _, threads = find([None, None], [ONE_MATTER, ONE_MATTER])
    assert [(t.clusters, t.first_seen, t.last_seen) for t in threads] == [(("story-a1", "story-b1"), None, None)]


def test_stories_without_words_are_in_no_thread() -> None:
    assert find([0, 40], [(0.0, 0.0), (0.0, 0.0)]) == ([None, None], ())


def test_without_stories_there_are_no_threads() -> None:
    assert find([], []) == ([], ())


def test_a_build_finds_what_comes_back_and_says_so_in_its_stories() -> None:
    fillers = ["Museum reopened", "Pupils vaccinated", "Orchard blossoms", "Ferry aground"]
    articles = [
        *(make_article(f"a{n}", days=0, title=MARATHON, domain=f"{n}.example") for n in range(2)),
        *(make_article(f"b{n}", days=120, title=MARATHON, domain=f"{n}.example") for n in range(2)),
        *(make_article(f"c{n}", days=30, title=CHESS, domain=f"{n}.example") for n in range(2)),
        *(make_article(f"x{n}", days=n, title=title) for n, title in enumerate(fillers)),
    ]
    story_graph = build(articles)
    assert {(cluster.articles, cluster.thread) for cluster in story_graph.clusters} == {
        (("a0", "a1"), "thread-a0"),
        (("b0", "b1"), "thread-a0"),
        (("c0", "c1"), None),
    }
    assert [(thread.id, thread.clusters) for thread in story_graph.threads] == [("thread-a0", ("story-a0", "story-b0"))]
