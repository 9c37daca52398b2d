"""A part of a graph: days, stories, outlets, topics, languages, and stories told anew from what is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graphkit.errors import OptionError, UnknownItemError
from graphkit.graph.plain_graph import to_plain_graph
from graphkit.model import Coverage, StoryGraph
from graphkit.questions.selection import Period, Wanted, cut_out, find_period, find_story
from tests.support.graphs import BRIDGE, STRIKE, make_empty_story_graph, make_story_graph, make_told_story_graph

STRIKES = {"journal.example/strike", "journal.example/strike-ends"}


def items(story_graph: StoryGraph) -> set[str]:
    return {node for node, data in story_graph.graph.nodes(data=True) if data["kind"] in ("article", "related")}


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, Period()),
        ("2021", None, Period(first=date(2021, 1, 1))),
        ("2020-02", "2020-02", Period(first=date(2020, 2, 1), last=date(2020, 2, 29))),
        ("2020-12-31", "2021", Period(first=date(2020, 12, 31), last=date(2021, 12, 31))),
        ("9999-12", "9999", Period(first=date(9999, 12, 1), last=date(9999, 12, 31))),
        # The last article is of 5 March 2021, which is the seventh of seven days.
        ("7d", None, Period(first=date(2021, 2, 27), last=date(2021, 3, 5), counted_from=date(2021, 3, 5))),
        ("2w", "1w", Period(first=date(2021, 2, 20), last=date(2021, 2, 26), counted_from=date(2021, 3, 5))),
        (None, "1d", Period(last=date(2021, 3, 4), counted_from=date(2021, 3, 5))),
    ],
)
def test_days_months_years_and_lengths_make_a_period(since: str | None, until: str | None, expected: Period) -> None:
    assert find_period(make_story_graph(), since, until) == expected


@pytest.mark.parametrize("text", ["yesterday", "2021-13", "2021-02-30", "0000", "7", "7m", "0d", "2021-1-1", ""])
def test_what_is_no_day_is_wrong_usage_that_says_what_was_expected(text: str) -> None:
    with pytest.raises(OptionError, match=r"^since: expected a day such as 2021-03-01, a month, a year, or a length"):
        find_period(make_story_graph(), text, None)


def test_a_period_that_ends_before_it_begins_is_wrong_usage() -> None:
    with pytest.raises(OptionError, match=r"^since: expected a day before the end of the period, 2020-12-31"):
        find_period(make_story_graph(), "2021", "2020")


def test_without_a_date_nothing_can_be_counted_back_from() -> None:
    with pytest.raises(UnknownItemError, match="no article has a date"):
        find_period(make_empty_story_graph(), "7d", None)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(stories=(STRIKE,)), STRIKES),
        (Wanted(stories=("strike 鉄道",)), STRIKES),
        (Wanted(stories=(STRIKE, "Bridge")), STRIKES | {"example.org/bridge", "example.net/bridge-copy", "h-unknown"}),
        (Wanted(since="2021-03-03", until="2021-03-04"), {"journal.example/strike"}),
        (Wanted(providers=("JOURNAL D'EXEMPLE",)), STRIKES),
        (Wanted(providers=("example.net", "journal.example"), since="2021-03-02"), STRIKES),
        (Wanted(topics=("strassenbau",)), {"example.org/bridge"}),
        (Wanted(languages=("en",)), {"example.org/bridge"}),
    ],
)
def test_a_part_has_the_articles_that_are_all_that_is_asked_for(wanted: Wanted, expected: set[str]) -> None:
    part = cut_out(make_told_story_graph(), wanted)
    assert items(part) == expected
    assert all(set(story.articles) <= expected for story in part.clusters)
    facets = set(part.graph) - expected
    assert all(set(part.graph[facet]) & expected for facet in facets)
    assert to_plain_graph(part) is part


def test_a_language_with_a_region_answers_to_both_codes() -> None:
    story_graph = make_story_graph(nodes={"example.org/market": {"language": "pt-br"}})
    assert items(cut_out(story_graph, Wanted(languages=("pt",)))) == {"example.org/market"}
    assert items(cut_out(story_graph, Wanted(languages=("pt-BR",)))) == {"example.org/market"}


def test_nothing_asked_is_the_very_same_graph() -> None:
    story_graph = make_story_graph()
    assert cut_out(story_graph, Wanted()) is story_graph


def test_a_story_is_told_anew_from_the_articles_that_are_left() -> None:
    told = make_told_story_graph()
    bridge = replace(told.clusters[0], providers=3, headline="Old bridge reopens after repair")
    told = replace(told, clusters=(bridge, told.clusters[1]))
    told.graph.nodes["h-unknown"].update(provider="Γέφυρα", published="2021-03-04T12:00:00Z")
    part = cut_out(told, Wanted(since="2021-03-01", until="2021-03-04"))
    story = next(story for story in part.clusters if story.id == BRIDGE)
    assert (story.size, story.providers, story.headline) == (3, 3, "Old bridge reopens after repair")
    told.graph.nodes["example.org/bridge"].update(published="2021-02-01T12:00:00Z")
    part = cut_out(told, Wanted(since="2021-03-01", until="2021-03-04"))
    (story,) = part.clusters
    assert (story.articles, story.lead) == (("example.net/bridge-copy", "h-unknown"), "example.net/bridge-copy")
    assert (story.providers, story.is_event, story.copies) == (2, False, ())
    assert story.coverage == (
        Coverage(provider="Example Net", article="example.net/bridge-copy", lag_hours=0.0),
        Coverage(provider="Γέφυρα", article="h-unknown", lag_hours=66.0),
    )
    assert part.threads == ()
    assert story.thread is None


def test_copies_count_as_one_outlet_in_a_part_as_well() -> None:
    told = make_told_story_graph()
    part = cut_out(told, Wanted(since="2021-03-01", until="2021-03-01"))
    (story,) = part.clusters
    assert (story.size, story.providers) == (2, 1)
    assert story.copies == (("example.org/bridge", "example.net/bridge-copy"),)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (Wanted(providers=("Exampel Post",)), "no provider goes by 'Exampel Post'; the nearest: example post"),
        (Wanted(topics=("Chess",)), "no topic goes by 'Chess'"),
        (Wanted(languages=("xx",)), "no language goes by 'xx'"),
        (Wanted(stories=("zzz",)), "no story goes by 'zzz'"),
        (Wanted(since="2030"), "no article is all that is asked for: ask for less, or for a longer period"),
    ],
)
def test_what_is_not_there_is_an_error_that_names_what_comes_near(wanted: Wanted, message: str) -> None:
    with pytest.raises(UnknownItemError) as caught:
        cut_out(make_story_graph(), wanted)
    assert str(caught.value).startswith(message)


def test_a_story_that_is_not_the_only_one_is_told_with_the_others() -> None:
    story_graph = make_story_graph()
    bridge, strike = story_graph.clusters
    both = replace(story_graph, clusters=(replace(bridge, label="Old bridge"), replace(strike, label="New bridge")))
    with pytest.raises(UnknownItemError, match=r"is in 2 stories: c-bridge \(Old bridge\), c-strike \(New bridge\);"):
        find_story(both, "bridge")
    assert find_story(both, "New bridge").id == STRIKE
