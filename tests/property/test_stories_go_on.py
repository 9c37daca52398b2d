"""What goes on from build to build: the same articles give the same result, ids and names stay unique."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graphkit.exports.node_link import render_json
from graphkit.model import Change, StoryCluster
from graphkit.pipeline import build
from graphkit.saved import parse_graph
from graphkit.stories.continuity import continue_stories
from tests.support.builders import NOON
from tests.support.built import Built
from tests.support.comparing import whole

LETTERS = "abcdefghij"


@st.composite
def partitions(draw: st.DrawFn) -> tuple[StoryCluster, ...]:
    """Stories as a first build tells them: of any of ten articles, each in one story at most."""
    group_of = draw(st.lists(st.integers(0, 4), min_size=len(LETTERS), max_size=len(LETTERS)))
    groups = ["".join(x for x, g in zip(LETTERS, group_of, strict=True) if g == group) for group in range(1, 5)]
    labels = draw(st.permutations(("Flood", "flood bridge", "Flood, 2021-03", "Chess")))
    stories = [
        StoryCluster(
            id=f"story-{members[0]}",
            label=label,
            keywords=(label,),
            articles=tuple(members),
            lead=members[0],
            first_seen=NOON,
            last_seen=NOON,
            providers=1,
        )
        for members, label in zip(groups, labels, strict=True)
        if len(members) > 1
    ]
    return tuple(sorted(stories, key=lambda story: (-story.size, story.id)))


@given(partitions(), partitions(), partitions())
def test_to_go_on_twice_is_to_go_on_once(
    first: tuple[StoryCluster, ...], second: tuple[StoryCluster, ...], third: tuple[StoryCluster, ...]
) -> None:
    once, _ = continue_stories(third, continue_stories(second, first)[0])
    assert continue_stories(third, once) == (once, ())


@given(partitions(), partitions())
def test_ids_and_names_are_unique(new: tuple[StoryCluster, ...], former: tuple[StoryCluster, ...]) -> None:
    stories, _ = continue_stories(new, former)
    assert sorted(story.articles for story in stories) == sorted(story.articles for story in new)
    assert len({story.id for story in stories}) == len(stories)
    assert len({story.label.casefold() for story in stories}) == len(stories)


@given(partitions(), partitions())
def test_a_story_that_shares_most_articles_with_a_former_one_keeps_its_id(
    new: tuple[StoryCluster, ...], former: tuple[StoryCluster, ...]
) -> None:
    id_of = {story.articles: story.id for story in continue_stories(new, former)[0]}
    for story in new:
        for before in former:
            ours, theirs = set(story.articles), set(before.articles)
            if len(ours & theirs) > 0.5 * len(ours | theirs):
                assert id_of[story.articles] == before.id


@given(partitions(), partitions())
def test_a_story_without_articles_of_a_former_one_gets_an_id_of_its_own(
    new: tuple[StoryCluster, ...], former: tuple[StoryCluster, ...]
) -> None:
    known = {article for story in former for article in story.articles}
    for story in continue_stories(new, former)[0]:
        if known.isdisjoint(story.articles):
            assert story.id not in {before.id for before in former}


@given(partitions(), partitions())
def test_every_change_speaks_of_known_stories_and_every_story_that_changed_has_one(
    new: tuple[StoryCluster, ...], former: tuple[StoryCluster, ...]
) -> None:
    stories, changes = continue_stories(new, former)
    ids, former_ids = {story.id for story in stories}, {story.id for story in former}
    for change in changes:
        assert change.cluster in (former_ids - ids if change.change is Change.ENDED else ids)
        assert set(change.former) <= former_ids
        assert (change.former == ()) == (change.change is Change.NEW)
    told = [change.cluster for change in changes]
    same = {story.articles for story in former}
    assert len(set(told)) == len(told)
    assert {story.id for story in stories if story.articles not in same} <= set(told)
    assert former_ids <= ids | {before for change in changes for before in change.former}


@given(partitions(), partitions())
def test_the_order_of_the_former_stories_does_not_matter(
    new: tuple[StoryCluster, ...], former: tuple[StoryCluster, ...]
) -> None:
    shuffled = tuple(reversed(former))
    assert continue_stories(new, shuffled)[0] == continue_stories(new, former)[0]


def test_building_twice_is_building_once(some_built: Built) -> None:
    corpus = some_built.corpus
    once = build(corpus, previous=build(corpus[: len(corpus) * 2 // 3]))
    assert whole(build(corpus, previous=once)) == whole(once)


def test_a_first_build_repeated_is_a_first_build_from_a_file_too(built: Built) -> None:
    text = "".join(render_json(built.graph))
    assert built.graph.changes == ()
    assert "".join(render_json(build(built.corpus, previous=parse_graph(text)))) == text


@given(partitions())
def test_another_name_alone_is_no_change(stories: tuple[StoryCluster, ...]) -> None:
    renamed = tuple(replace(story, id=f"story-old-{story.id}", label=f"{story.label}!") for story in stories)
    told, changes = continue_stories(stories, renamed)
    assert changes == ()
    assert {story.id for story in told} == {story.id for story in renamed}
