"""Clusters: how links fall into stories."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest

from graphkit.model import Article
from graphkit.options import Options
from graphkit.stories.groups import find_groups
from tests.support.builders import make_article
from tests.support.links import Link, make_links


def find(
    evidence: dict[tuple[int, int], float], articles: Sequence[Article] | int = 20, resolution: float = 0.05
) -> tuple[tuple[int, ...], ...]:
    """The stories of articles whose pairs speak so much for one story."""
    if isinstance(articles, int):
        articles = [make_article(f"a{number:02}") for number in range(articles)]
    links = make_links({pair: Link(cosine=one) for pair, one in evidence.items()})
    return find_groups(articles, links, Options(resolution=resolution))


def test_articles_that_are_closely_linked_are_one_story_and_strangers_are_in_none() -> None:
    assert find({(1, 4): 0.6, (1, 7): 0.5, (4, 7): 0.7, (2, 9): 0.5}) == ((1, 4, 7), (2, 9))


def test_one_weak_link_does_not_glue_two_stories() -> None:
    stories = [(0, 1, 2, 3), (4, 5, 6, 7)]
    evidence = {pair: 0.6 for story in stories for pair in combinations(story, 2)}
    assert find(evidence | {(3, 4): 0.2}) == tuple(stories)


def test_a_chain_of_links_is_no_story() -> None:
    chain = {(number, number + 1): 0.3 for number in range(30)}
    assert max(len(group) for group in find(chain, 60)) < 20


def test_without_links_there_are_no_stories() -> None:
    assert find({}) == ()
    assert find({}, 0) == ()


def test_links_of_the_least_evidence_make_no_story() -> None:
    assert find({(0, 1): 0.01, (2, 3): 0.01}, resolution=0.001) == ()


@pytest.mark.parametrize("resolution", [0.01, 0.05, 0.3, 0.5, 0.99])
def test_one_text_twice_is_a_story_however_high_the_resolution(resolution: float) -> None:
    assert find({(0, 1): 1.0}, 2, resolution) == ((0, 1),)


def test_a_higher_resolution_divides_a_loose_story() -> None:
    evidence = dict.fromkeys(combinations(range(6), 2), 0.2) | {(0, 1): 0.9, (2, 3): 0.9, (4, 5): 0.9}
    assert [find(evidence, resolution=bar) for bar in (0.01, 0.5)] == [((0, 1, 2, 3, 4, 5),), ((0, 1), (2, 3), (4, 5))]


def test_undated_articles_join_no_dated_ones_that_nothing_else_joins() -> None:
    articles = [make_article(f"a{n}", days=days) for n, days in enumerate([0, 1, 900, 901, None, None, None])]
    with_about = {(number, 4): 0.5 for number in range(4)} | {(0, 5): 0.4, (4, 5): 0.4, (5, 6): 0.5, (4, 6): 0.3}
    together = {(0, 1): 0.5, (2, 3): 0.5}
    # The second is linked with the first pair most; the last one with undated ones alone, and goes with most of them.
    assert find(with_about | together | {(1, 4): 0.6}, articles) == ((0, 1, 4, 5, 6), (2, 3))


def test_translations_of_one_post_are_no_story_and_follow_the_first_of_them() -> None:
    names = ("de", "en", "other")
    articles = [
        make_article(name, translations=tuple(one for one in ("de", "en") if one != name and name != "other"))
        for name in names
    ]
    assert find({(0, 1): 1.0}, articles) == ()
    assert find({(0, 1): 1.0, (1, 2): 0.9}, articles) == ()
    assert find({(0, 1): 1.0, (0, 2): 0.9}, articles) == ((0, 1, 2),)
