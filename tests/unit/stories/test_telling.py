"""Stories: who leads, since when, who came when, and how many independent outlets tell them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from graphkit.links.facets import find_facets
from graphkit.model import Article, Coverage, StoryCluster, StoryName
from graphkit.options import Options
from graphkit.stories.telling import centrality, copy_groups, tell_stories
from tests.support.builders import NOON, make_article
from tests.support.links import Link, make_links

NAME = StoryName("Old bridge", ("bridge",), lead=0, headline="Old bridge closes")


def tell_all(
    articles: Sequence[Article], groups: Sequence[Sequence[int]], rows: dict[tuple[int, int], Link], **options: Any
) -> tuple[StoryCluster, ...]:
    """The groups as stories of one name, each link weighing its strength."""
    links, facets = make_links(rows), find_facets(articles)
    return tell_stories(articles, groups, [NAME] * len(groups), links, facets, Options(**options))


def tell(articles: Sequence[Article], rows: dict[tuple[int, int], Link], **options: Any) -> StoryCluster:
    """All the articles as one story."""
    (story,) = tell_all(articles, [range(len(articles))], rows, **options)
    return story


def test_a_story_knows_its_articles_in_order_of_time_its_dates_lead_and_outlets() -> None:
    articles = [
        make_article("a", days=2, provider="One", domain="one.example"),
        make_article("b", days=None, provider="Two", domain="two.example"),
        make_article("c", days=0, provider="One", domain="one.example"),
    ]
    assert tell(articles, {(0, 1): Link(cosine=0.4), (0, 2): Link(cosine=0.9)}) == StoryCluster(
        id="story-c",
        label="Old bridge",
        keywords=("bridge",),
        articles=("c", "a", "b"),
        lead="a",
        first_seen=NOON,
        last_seen=NOON + timedelta(days=2),
        providers=2,
        is_event=False,
        coverage=(
            Coverage(provider="One", article="c", lag_hours=0.0),
            Coverage(provider="Two", article="b", lag_hours=None),
        ),
        copies=(),
        thread=None,
        headline="Old bridge closes",
    )


def test_an_article_is_as_central_as_the_evidence_within_its_story() -> None:
    links = make_links({(0, 1): Link(cosine=0.5), (0, 2): Link(cosine=0.3), (2, 3): Link(cosine=0.9)})
    assert centrality(5, [(0, 1, 2)], links).tolist() == [0.8, 0.5, 0.3, 0.0, 0.0]


def test_copies_of_one_text_count_as_one_outlet_the_first_that_had_it() -> None:
    articles = [
        make_article("a", days=1, domain="copies.example"),
        make_article("b", days=0, domain="agency.example"),
        make_article("c", days=2, domain="agency.example"),
        make_article("d", days=3, domain="own.example"),
    ]
    copies = {(0, 1): Link(is_copy=True), (0, 2): Link(is_copy=True), (2, 3): Link()}
    story = tell(articles, copies)
    assert (story.providers, story.copies) == (2, (("b", "a", "c"),))


def test_a_copy_whose_outlet_is_unknown_hides_no_outlet() -> None:
    articles = [make_article("a", provider=None, domain=None), make_article("b", days=1)]
    assert tell(articles, {(0, 1): Link(is_copy=True)}).providers == 1


def test_copies_in_another_story_are_none_of_this_one() -> None:
    articles = [make_article(letter, days=day) for day, letter in enumerate("abcd")]
    rows = {(0, 1): Link(), (1, 2): Link(is_copy=True), (2, 3): Link(is_copy=True)}
    stories = tell_all(articles, [(0, 1), (2, 3)], rows)
    assert [story.copies for story in stories] == [(), (("c", "d"),)]


def test_coverage_names_each_outlet_once_with_its_first_article_and_the_hours_after_the_first_of_all() -> None:
    articles = [
        make_article("a", days=0.5, provider="Herald", domain="herald.example"),
        make_article("b", days=0, provider="Agency", domain="agency.example"),
        make_article("c", days=1, provider="Herald", domain="herald.example"),
        make_article("d", days=1.26, provider="Radio", domain=None),
        make_article("e", days=2, provider=None, domain=None),
        make_article("f", days=3, provider="Herald", domain="herald.example"),
    ]
    story = tell(articles, {(0, number): Link() for number in range(1, 6)})
    assert story.coverage == (
        Coverage(provider="Agency", article="b", lag_hours=0.0),
        Coverage(provider="Herald", article="a", lag_hours=12.0),
        Coverage(provider="Radio", article="d", lag_hours=30.2),
    )


@pytest.mark.parametrize(("event_providers", "is_event"), [(1, True), (2, True), (3, False)])
def test_a_story_that_enough_independent_outlets_have_is_an_event(event_providers: int, is_event: bool) -> None:
    articles = [make_article(letter, domain=f"{letter}.example") for letter in "abc"]
    rows = {(0, 1): Link(is_copy=True), (1, 2): Link()}
    assert tell(articles, rows, event_providers=event_providers).is_event is is_event


def test_a_story_of_undated_articles_without_outlets_has_no_dates_and_no_outlets() -> None:
    articles = [make_article(letter, days=None, provider=None, domain=None) for letter in "ba"]
    story = tell(articles, {(0, 1): Link()})
    assert (story.articles, story.first_seen, story.last_seen, story.providers) == (("a", "b"), None, None, 0)
    assert story.coverage == ()


def test_stories_come_largest_first_then_earliest_then_by_id() -> None:
    days = {"a": 5, "b": 5, "c": 1, "d": 1, "e": 1, "f": 1, "g": 9, "h": 9, "i": 9, "j": None, "k": None}
    articles = [make_article(letter, days=day) for letter, day in days.items()]
    groups = [(0, 1), (2, 3), (4, 5), (6, 7, 8), (9, 10)]
    stories = tell_all(articles, groups, {(group[0], group[1]): Link() for group in groups})
    assert [story.id for story in stories] == ["story-g", "story-c", "story-e", "story-a", "story-j"]


def test_copies_of_copies_are_one_group() -> None:
    links = make_links({(0, 1): Link(is_copy=True), (1, 3): Link(is_copy=True), (2, 3): Link()})
    groups = copy_groups(5, links)
    assert (groups[:2] == groups[3]).all()
    assert len(np.unique(groups)) == 3
