"""The map by themes: every story in one region, every island in its cell, the same whatever the order of things."""

from __future__ import annotations

from math import dist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.graph.layout import arrange
from graphkit.graph.layout.cells import area, divide, inset, pack, rectangle
from graphkit.graph.layout.themes import find_themes
from graphkit.model import Facet, Layout, NodeKind
from tests.support.layouts import make_cluster, make_links

TOPICS = ("Elections", "Health", "Trade", "Courts", "Schools")


def arranged(stories: int = 90) -> Layout:
    """Stories of two articles, each with one of five topics in turn."""
    ids = [f"{i:03}" for i in range(2 * stories)]
    clusters = [make_cluster(f"s{i:02}", ids[2 * i : 2 * i + 2]) for i in range(stories)]
    facets = [
        Facet(
            id=f"topic:{name}",
            kind=NodeKind.TOPIC,
            label=name,
            articles=tuple(i for i in range(2 * stories) if (i // 2) % 5 == at),
        )
        for at, name in enumerate(TOPICS)
    ]
    return arrange(ids, clusters, make_links([]), facets)


def test_stories_of_one_topic_share_a_region_that_has_its_name() -> None:
    layout = arranged()
    regions = {region.name: region.clusters for region in layout.regions if region.within is None}
    assert regions == {name: tuple(f"s{i:02}" for i in range(at, 90, 5)) for at, name in enumerate(TOPICS)}


def test_islands_lie_in_their_cells_and_do_not_overlap() -> None:
    layout = arranged()
    place = {island.cluster: island for island in layout.islands}
    for region in layout.regions:
        (left, top), (right, bottom) = np.min(region.outline, axis=0), np.max(region.outline, axis=0)
        for cluster in region.clusters:
            island = place[cluster]
            assert left <= island.x - island.radius <= island.x + island.radius <= right
            assert top <= island.y - island.radius <= island.y + island.radius <= bottom
    islands = list(place.values())
    assert all(
        dist((one.x, one.y), (other.x, other.y)) >= one.radius + other.radius
        for i, one in enumerate(islands)
        for other in islands[:i]
    )


def test_most_of_the_nearest_stories_are_of_the_same_region() -> None:
    layout = arranged()
    region = {cluster: i for i, one in enumerate(layout.regions) if one.within is None for cluster in one.clusters}
    same = 0
    for island in layout.islands:
        near = sorted(layout.islands, key=lambda other: dist((island.x, island.y), (other.x, other.y)))[1:7]
        same += sum(region[island.cluster] == region[other.cluster] for other in near)
    assert same / (6 * len(layout.islands)) > 0.5


def test_few_stories_have_no_regions_and_neither_have_stories_without_themes() -> None:
    assert arranged(30).regions == ()
    ids = [f"{i:03}" for i in range(120)]
    clusters = [make_cluster(f"s{i:02}", ids[2 * i : 2 * i + 2]) for i in range(60)]
    assert arrange(ids, clusters, make_links([]), []).regions == ()


def test_every_story_is_in_one_region_and_in_one_topic_of_it() -> None:
    topics = [{TOPICS[i % 5]: 2, TOPICS[(i * i) % 5]: 1} for i in range(200)]
    themes = find_themes([2] * 200, topics, [("word", f"word {i % 9}") for i in range(200)])
    assert sorted(story for theme in themes for story in theme.stories) == list(range(200))
    for theme in themes:
        assert sorted(story for topic in theme.topics for story in topic.stories) == sorted(theme.stories)


@settings(max_examples=30)
@given(st.lists(st.integers(1, 50), min_size=2, max_size=9))
def test_cells_fill_their_polygon_nearly_in_proportion(weights: list[int]) -> None:
    whole = rectangle(3.0, 2.0)
    cells = divide(whole, weights)
    areas = np.array([area(cell) for cell in cells])
    assert areas.sum() == pytest.approx(6.0, rel=1e-6)
    assert areas == pytest.approx(6.0 * np.array(weights) / sum(weights), abs=0.35)


def test_of_a_cell_without_corners_nothing_is_left() -> None:
    """Among many topics the smallest may get no cell; a map without regions is drawn then."""
    assert len(inset(np.zeros((0, 2)), 1.0)) == 0
    assert len(inset(rectangle(1.0, 1.0), 1.0)) == 0


def test_circles_that_do_not_fit_are_not_packed_and_others_keep_off_the_name() -> None:
    cell = inset(rectangle(100.0, 90.0), 2.0)
    assert area(cell) == pytest.approx(96.0 * 86.0)
    assert pack(cell, [10.0] * 30, (40.0, 12.0)) is None
    centers = pack(cell, [10.0] * 6, (40.0, 12.0))
    assert centers is not None
    assert not any(abs(x) < 20 + 7 and y < -43 + 12 for x, y in centers.tolist())
