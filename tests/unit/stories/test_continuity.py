"""Stories and threads from build to build."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from graphkit.model import Change, StoryChange, StoryCluster, Thread
from graphkit.stories.continuity import continue_stories, continue_threads
from tests.support.builders import NOON
from tests.support.graphs import make_story_graph


def make_story(members: str, label: str = "Flood bridge", *, days: float = 0.0, **fields: object) -> StoryCluster:
    """A story of articles of one letter each; its id is made of the first, as in a first build."""
    story = StoryCluster(
        id=f"story-{members[0]}",
        label=label,
        keywords=("flood", "bridge"),
        articles=tuple(members),
        lead=members[0],
        first_seen=NOON + timedelta(days=days),
        last_seen=NOON + timedelta(days=days),
        providers=1,
    )
    return replace(story, **fields)  # type: ignore[arg-type]  # the fields of a story


def named(*stories: StoryCluster) -> list[tuple[str, str, str]]:
    """Id, label and articles of each."""
    return [(story.id, story.label, "".join(story.articles)) for story in stories]


def changes_of(new: list[StoryCluster], former: list[StoryCluster]) -> tuple[StoryChange, ...]:
    return continue_stories(new, former)[1]


def test_without_a_build_before_nothing_changes() -> None:
    stories = (make_story("abc"), make_story("de", "Chess"))
    assert continue_stories(stories, None) == (stories, ())


def test_the_same_stories_have_no_changes() -> None:
    stories = (make_story("abc"), make_story("de", "Chess"))
    assert continue_stories(stories, stories) == (stories, ())


def test_a_story_that_an_earlier_article_joined_keeps_its_id_and_name() -> None:
    stories, changes = continue_stories([make_story("zabc", "Bridge flood repair")], [make_story("abc")])
    assert named(*stories) == [("story-a", "Flood bridge", "zabc")]
    assert changes == (
        StoryChange(change=Change.GROWN, cluster="story-a", label="Flood bridge", former=("story-a",), added=1),
    )


def test_a_story_of_three_that_grew_to_twelve_is_the_same_story() -> None:
    stories, changes = continue_stories([make_story("qrstuvwxyabc")], [make_story("abc")])
    assert [story.id for story in stories] == ["story-a"]
    assert [(change.change, change.added) for change in changes] == [(Change.GROWN, 9)]


def test_what_is_left_of_a_story_is_the_same_story() -> None:
    stories, changes = continue_stories([make_story("cd")], [make_story("abcdefgh")])
    assert [story.id for story in stories] == ["story-a"]
    assert [(change.change, change.removed) for change in changes] == [(Change.SHRUNK, 6)]


def test_one_article_in_common_makes_no_story_the_same() -> None:
    stories, changes = continue_stories([make_story("axyz", "Chess final")], [make_story("abcd")])
    assert [(change.change, change.cluster) for change in changes] == [
        (Change.NEW, stories[0].id),
        (Change.ENDED, "story-a"),
    ]


def test_a_new_story_never_takes_an_id_that_a_former_one_had() -> None:
    stories, _ = continue_stories([make_story("axyz", "Chess final")], [make_story("abcd")])
    assert named(*stories) == [("story-x", "Chess final", "axyz")]


def test_when_every_own_id_is_taken_a_number_is_added() -> None:
    former = [make_story("abcd"), replace(make_story("xyz1"), id="story-b")]
    stories, _ = continue_stories([make_story("ax", "Chess final"), make_story("bcd"), make_story("yz1")], former)
    assert sorted(story.id for story in stories) == ["story-a", "story-b", "story-x"]
    former.append(replace(make_story("56789"), id="story-x"))
    stories, _ = continue_stories([make_story("ax", "Chess final"), make_story("bcd"), make_story("yz1")], former)
    assert sorted(story.id for story in stories) == ["story-a", "story-a-2", "story-b"]


def test_two_stories_that_merge_go_on_as_the_larger_one() -> None:
    former = [make_story("abcd", "Flood bridge"), make_story("ef", "Ferry")]
    stories, changes = continue_stories([make_story("abcdefg")], former)
    assert named(*stories) == [("story-a", "Flood bridge", "abcdefg")]
    assert changes == (
        StoryChange(
            change=Change.MERGED, cluster="story-a", label="Flood bridge", former=("story-a", "story-e"), added=1
        ),
    )


def test_of_two_equal_ones_that_merge_the_earlier_goes_on() -> None:
    former = [make_story("ef", days=0), make_story("ab", "Ferry", days=1)]
    stories, _ = continue_stories([make_story("abef")], former)
    assert [story.id for story in stories] == ["story-e"]


def test_of_a_split_story_the_larger_part_goes_on_and_both_parts_are_told() -> None:
    former = [make_story("abcdefgh")]
    stories, changes = continue_stories([make_story("cdefgh"), make_story("ab", "Ferry")], former)
    assert named(*stories) == [("story-a", "Flood bridge", "cdefgh"), ("story-b", "Ferry", "ab")]
    assert changes == (
        StoryChange(change=Change.SPLIT, cluster="story-a", label="Flood bridge", former=("story-a",), removed=2),
        StoryChange(change=Change.SPLIT, cluster="story-b", label="Ferry", former=("story-a",), removed=6),
    )


def test_of_two_equal_parts_the_earlier_goes_on() -> None:
    parts = [make_story("ab", "Ferry", days=1), make_story("cd", days=0)]
    stories, _ = continue_stories(parts, [make_story("abcd")])
    assert named(*stories) == [("story-a", "Flood bridge", "cd"), ("story-b", "Ferry", "ab")]


def test_a_story_of_none_of_whose_articles_a_story_is_left_has_ended() -> None:
    assert changes_of([], [make_story("ab")]) == (
        StoryChange(change=Change.ENDED, cluster="story-a", label="Flood bridge", former=("story-a",), removed=2),
    )


def test_changes_come_by_kind_and_then_in_the_order_of_the_stories() -> None:
    former = [make_story("abcd"), make_story("ef", "Ferry"), make_story("gh", "Chess")]
    new = [make_story("abcdx"), make_story("yz", "Harvest"), make_story("uv", "Storm"), make_story("efw", "Ferry")]
    assert [(change.change, change.label) for change in changes_of(new, former)] == [
        (Change.NEW, "Harvest"),
        (Change.NEW, "Storm"),
        (Change.GROWN, "Flood bridge"),
        (Change.GROWN, "Ferry"),
        (Change.ENDED, "Chess"),
    ]


def test_a_name_is_given_up_when_few_of_its_words_still_tell() -> None:
    drifted = make_story("abcdefghij", "Minister resigns", keywords=("minister", "resigns", "inquiry", "bridge"))
    stories, _ = continue_stories([drifted], [make_story("abc", "Flood closes bridge")])
    assert named(*stories) == [("story-a", "Minister resigns", "abcdefghij")]


@pytest.mark.parametrize(
    ("former", "keywords"),
    [("Flood closes bridge", ("flooding", "bridges")), ("2021", ()), ("Überflutung, 2021-03", ("uberflutete",))],
)
def test_forms_of_words_numbers_and_accents_do_not_cost_a_story_its_name(
    former: str, keywords: tuple[str, ...]
) -> None:
    grown = make_story("abcd", "Repair begins", keywords=keywords)
    stories, _ = continue_stories([grown], [make_story("abc", former)])
    assert [story.label for story in stories] == [former]


def test_a_name_that_goes_on_stays_unique() -> None:
    new = [make_story("xyz", days=40), make_story("abc", "Repair begins", keywords=("bridge", "flood"))]
    stories, _ = continue_stories(new, [make_story("abc", "FLOOD bridge")])
    assert [story.label for story in stories] == ["FLOOD bridge", "Flood bridge, 2021-04"]


def test_a_name_is_told_apart_by_day_telling_word_and_number_in_the_end() -> None:
    taken = ["Flood", "Flood, 2021-03", "Flood, 2021-03-01", "Flood, repair"]
    former = [make_story(2 * letter, label) for letter, label in zip("abcd", taken, strict=True)]
    former = [replace(story, articles=(story.articles[0], f"{story.articles[0]}2")) for story in former]
    another = make_story("xy", "Flood", keywords=("flood", "repair"))
    stories, _ = continue_stories([*former, another], former)
    assert [story.label for story in stories if story.id == "story-x"] == ["Flood (2)"]


def test_the_stories_of_a_whole_graph_go_on_as_well() -> None:
    story_graph = make_story_graph()
    fresh = [replace(cluster, id=f"story-{number}") for number, cluster in enumerate(story_graph.clusters)]
    assert continue_stories(fresh, story_graph) == (story_graph.clusters, ())


def make_thread(*clusters: str, id: str | None = None, label: str = "Floods") -> Thread:  # noqa: A002  # its field
    thread_id = id or clusters[0].replace("story", "thread")
    return Thread(id=thread_id, label=label, clusters=clusters, first_seen=NOON, last_seen=NOON)


def test_a_thread_keeps_its_id_and_name_when_an_earlier_story_joins_it() -> None:
    stories = [make_story("z0", days=-40), make_story("ab", "Ferry"), make_story("cd", "Storm", days=40)]
    former = replace(make_story_graph(), threads=(make_thread("story-a", "story-c"),))
    threads = continue_threads(stories, [make_thread("story-z", "story-a", "story-c", label="Flood again")], former)
    assert threads == (make_thread("story-z", "story-a", "story-c", id="thread-a", label="Floods"),)


def test_without_a_graph_before_threads_stay_as_they_are() -> None:
    stories = (make_story("ab", thread="thread-a"), make_story("cd", "Storm", days=40, thread="thread-a"))
    threads = (make_thread("story-a", "story-c"),)
    assert continue_threads(stories, threads, None) == threads
    assert continue_threads(stories, threads, stories) == threads
