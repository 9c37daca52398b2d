"""The map by themes: every story in one region, every island in its cell, the same whatever the order of things."""

from __future__ import annotations

from math import dist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from graphkit.graph.layout import arrange, cells
from graphkit.graph.layout.cells import Polygon, area, divide, inset, pack, rectangle
from graphkit.graph.layout.regions import place_in_regions
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


def test_stories_of_one_thread_share_a_region_and_a_topic_of_it_whatever_they_are_about() -> None:
    topics = [{TOPICS[i % 5]: 2, TOPICS[(i * i) % 5]: 1} for i in range(200)]
    keywords = [("word", f"word {i % 9}") for i in range(200)]
    threads = [f"thread {i % 7}" if i % 3 == 0 and i < 60 else None for i in range(200)]
    themes = find_themes([2] * 200, topics, keywords, threads)
    assert sorted(story for theme in themes for story in theme.stories) == list(range(200))
    places = {story: (theme.name, topic.name) for theme in themes for topic in theme.topics for story in topic.stories}
    for thread in {thread for thread in threads if thread}:
        assert len({places[story] for story, own in enumerate(threads) if own == thread}) == 1


def test_a_topic_that_most_stories_have_names_no_cell() -> None:
    topics = [{TOPICS[i % 5]: 2, "News": 2, f"Matter {i % 15}": 1} for i in range(200)]
    themes = find_themes([2] * 200, topics, [()] * 200)
    assert {theme.name for theme in themes} == set(TOPICS)
    assert {topic.name for theme in themes for topic in theme.topics} == {f"Matter {i}" for i in range(15)}


def test_a_few_stories_without_a_topic_among_thousands_leave_the_others_their_regions() -> None:
    topics: list[dict[str, int]] = [{TOPICS[i % 5]: 2, f"Matter {i % 25}": 1} for i in range(3000)]
    for i in range(0, 15, 5):
        topics[i] = {TOPICS[0]: 2}
    themes = find_themes([2] * 3000, topics, [()] * 3000)
    assert [topic.name for theme in themes for topic in theme.topics if len(topic.stories) < 10] == ["Other"]
    assert place_in_regions(themes, [20.0] * 3000) is not None


def test_circles_leave_room_for_the_names_of_nearly_all_topics() -> None:
    topics = [{TOPICS[i % 5]: 2, f"Matter {i % 20}": 1} for i in range(600)]
    found = place_in_regions(find_themes([2] * 600, topics, [()] * 600), [20.0] * 600)
    assert found is not None
    centers, areas = found
    width = max(float(np.ptp(one.outline[:, 0])) for one in areas) * 2.1  # of two or three regions beside each other
    free = [
        not any(
            abs(x - one.label[0]) < 0.0072 * len(one.name) * width / 2 and 0 < y - one.label[1] < 0.02 * width
            for x, y in centers.tolist()
        )
        for one in areas
        if one.within is not None
    ]
    assert len(free) == 20
    assert sum(free) >= 18


def test_circles_lie_where_a_look_at_all_places_puts_them() -> None:
    cell = np.array([(0.0, 0.0), (400.0, -30.0), (420.0, 260.0), (60.0, 300.0)])
    radii = [40.0, 31.0, 31.0, *[18.0] * 9, *[9.0] * 40]
    found = pack(cell, radii, (90.0, 25.0))
    assert found is not None
    assert found.tolist() == packed_plainly(cell, radii, (90.0, 25.0)).tolist()


def packed_plainly(cell: Polygon, radii: list[float], label: tuple[float, float]) -> NDArray[np.float64]:
    x, y = cells._grid(cell, min(radii) * cells._STEP)
    points = np.column_stack([x.ravel(), y.ravel()])
    points = points[cells._distance_to_sides(cell, points) > 0]
    away = np.hypot(*(points - cells._centroid(cell)).T)
    points = points[np.argsort(np.round(away, 6), kind="stable")]
    clear = np.minimum(
        cells._distance_to_sides(cell, points), cells._distance_to_box(points, cells.label_box(cell, label))
    )
    centers = []
    for radius in radii:
        centers.append(points[np.flatnonzero(clear >= radius)[0]])
        clear = np.minimum(clear, np.hypot(*(points - centers[-1]).T) - radius)
    return np.array(centers)


@settings(max_examples=30)
@given(st.lists(st.integers(1, 50), min_size=2, max_size=9))
def test_cells_fill_their_polygon_nearly_in_proportion(weights: list[int]) -> None:
    whole = rectangle(3.0, 2.0)
    areas = np.array([area(cell) for cell in divide(whole, weights)])
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
