from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from math import dist, hypot

import pytest

from graphkit.graph.layout import arrange
from graphkit.graph.layout.members import Places, around_lead, island_radius, on_rim
from graphkit.graph.layout.packing import linked_order, pack_circles
from graphkit.graph.layout.rim import LABEL_WIDTH, LINE_HEIGHT, spread
from graphkit.model import Facet, Layout, NodeKind
from tests.support.layouts import make_cluster, make_links


def provider(name: str, *articles: int) -> Facet:
    return Facet(id=f"provider:{name}", kind=NodeKind.PROVIDER, label=name, articles=articles)


def topic(name: str, *articles: int) -> Facet:
    return Facet(id=f"topic:{name}", kind=NodeKind.TOPIC, label=name, articles=articles)


def test_nothing_has_no_places() -> None:
    assert arrange([], [], make_links([]), []) == Layout(positions={}, islands=())


def test_a_lone_article_lies_in_the_middle() -> None:
    assert arrange(["a"], [], make_links([]), []) == Layout(positions={"a": (0.0, 0.0)}, islands=())


def test_the_lead_lies_in_the_middle_of_its_island_and_the_others_around_it_by_time() -> None:
    layout = arrange(["a", "b", "c"], [make_cluster("s", "abc", lead="b")], make_links([]), [])
    (island,) = layout.islands
    # The earliest at the top, the next below: clockwise.
    around = {node: (round(x - island.x, 1), round(y - island.y, 1)) for node, (x, y) in layout.positions.items()}
    assert around == {"a": (0.0, -34.0), "b": (0.0, 0.0), "c": (0.0, 33.9)}


def test_in_a_large_story_those_closest_to_the_lead_lie_in_the_inner_ring() -> None:
    ids = [f"{i:02}" for i in range(30)]
    close = {3, 11, 12, 17, 25, 29}
    links = make_links([(0, i, 0.9 if i in close else 0.2) for i in range(1, 30)])
    layout = arrange(ids, [make_cluster("s", ids)], links, [])
    by_distance = sorted(range(1, 30), key=lambda i: dist(layout.positions[ids[0]], layout.positions[ids[i]]))
    assert set(by_distance[:6]) == close


def test_islands_come_in_the_order_of_the_clusters() -> None:
    clusters = [make_cluster("s", "ab"), make_cluster("t", "cde")]
    forwards = arrange("abcde", clusters, make_links([]), [])
    backwards = arrange("abcde", clusters[::-1], make_links([]), [])
    assert [island.cluster for island in forwards.islands] == ["s", "t"]
    assert backwards.islands == forwards.islands[::-1]
    assert backwards.positions == forwards.positions


def test_a_story_lies_next_to_the_one_it_is_linked_to() -> None:
    ids = [f"{i:03}" for i in range(120)]
    clusters = [make_cluster(f"s{i:02}", ids[2 * i : 2 * i + 2]) for i in range(60)]
    layout = arrange(ids, clusters, make_links([(30, 100, 0.9)]), [])
    linked, other = layout.islands[15], layout.islands[50]
    nearer = [
        island
        for island in layout.islands
        if dist((island.x, island.y), (linked.x, linked.y)) < dist((other.x, other.y), (linked.x, linked.y))
    ]
    assert len(nearer) <= 7  # itself and its ring of neighbors


def test_articles_in_no_story_lie_below_the_islands() -> None:
    layout = arrange("abcd", [make_cluster("s", "ab")], make_links([]), [])
    (island,) = layout.islands
    assert all(layout.positions[node][1] > island.y + island.radius for node in "cd")
    assert layout.positions["c"][0] < layout.positions["d"][0]


def test_articles_in_no_story_lie_in_order_of_time_undated_ones_last() -> None:
    layout = arrange("abcdef", [make_cluster("s", "ab")], make_links([]), [], [1.0, 2.0, None, 9.0, 5.0, 7.0])
    assert sorted("cdef", key=lambda node: layout.positions[node][::-1]) == ["e", "f", "d", "c"]


def test_a_few_stories_with_long_names_lie_in_rows_where_that_shows_them_larger() -> None:
    sizes = {"s": "abcdefghijk", "t": "lmnopqrs", "u": "tuvwxy", "v": "zABCD", "w": "EF"}
    clusters = [make_cluster(name, members) for name, members in sizes.items()]
    layout = arrange("".join(sorted("".join(sizes.values()))), clusters, make_links([]), [])
    assert sorted(layout.islands, key=lambda island: (island.y, island.x))[3].y > layout.islands[0].y
    assert len({island.y for island in layout.islands}) == 2


def test_providers_stand_beside_the_islands_on_the_side_of_their_articles() -> None:
    clusters = [make_cluster("s", "abc"), make_cluster("t", "def")]
    layout = arrange("abcdef", clusters, make_links([]), [provider("x", 0, 1, 2), provider("y", 3, 4, 5)])
    left, right = sorted(layout.islands, key=lambda island: island.x)
    side_of = {"s": "provider:x", "t": "provider:y"}
    assert layout.positions[side_of[left.cluster]][0] < left.x - left.radius
    assert layout.positions[side_of[right.cluster]][0] > right.x + right.radius


def test_topics_stand_above_the_islands_and_their_names() -> None:
    layout = arrange("ab", [make_cluster("s", "ab")], make_links([]), [topic("x", 0), topic("y", 1)])
    (island,) = layout.islands
    assert all(layout.positions[f"topic:{name}"][1] < island.y - island.radius - 40 for name in "xy")


def test_the_labels_of_many_providers_and_topics_do_not_overlap() -> None:
    facets = [provider(f"{i:03}", i % 4) for i in range(90)] + [topic(f"{i:03}", i % 4) for i in range(40)]
    layout = arrange("abcd", [make_cluster("s", "abcd")], make_links([]), facets)
    places = [layout.positions[facet.id] for facet in facets]
    assert all(
        abs(x - a) >= LABEL_WIDTH - 40 or abs(y - b) >= LINE_HEIGHT - 0.11 for (x, y), (a, b) in combinations(places, 2)
    )


def test_a_provider_without_articles_has_a_place_as_well() -> None:
    layout = arrange("a", [], make_links([]), [provider("x")])
    assert set(layout.positions) == {"a", "provider:x"}


@pytest.mark.parametrize(("places", "apart"), [(around_lead, 22), (on_rim, 14)])  # no two marks touch
@pytest.mark.parametrize("size", [2, 3, 5, 13, 14, 40, 200, 1000])
def test_members_lie_apart_within_their_island(places: Callable[[int], Places], apart: int, size: int) -> None:
    counts, found = places(size)
    nearest = min(dist(one, other) for one, other in combinations(found.tolist(), 2))
    assert sum(counts) == len(found) == size
    assert nearest >= apart
    assert max(hypot(x, y) for x, y in found.tolist()) < island_radius(size)


def test_the_area_of_an_island_is_the_number_of_its_articles() -> None:
    clusters = [make_cluster("s", "ab"), make_cluster("t", "cdefghij")]
    small, large = arrange("abcdefghij", clusters, make_links([]), []).islands
    assert (large.radius / small.radius) ** 2 == pytest.approx(8 / 2, rel=0.01)


def test_among_many_stories_the_articles_lie_on_the_rim_and_the_middle_is_free() -> None:
    ids = [f"{i:03}" for i in range(123)]
    layout = arrange(ids, [make_cluster(f"s{i:02}", ids[3 * i : 3 * i + 3]) for i in range(41)], make_links([]), [])
    for i, island in enumerate(layout.islands):
        away = [dist(layout.positions[node], (island.x, island.y)) for node in ids[3 * i : 3 * i + 3]]
        assert min(away) > island.radius / 2


def test_circles_are_packed_without_overlap() -> None:
    radii = [float(5 + (i * 37) % 60) for i in range(200)]
    centers = pack_circles(radii, [[] for _ in radii], aspect=1.5).tolist()
    circles = list(zip(centers, radii, strict=True))
    assert all(dist(a, b) >= r + s - 1e-3 for (a, r), (b, s) in combinations(circles, 2))


def test_circles_fill_an_oval_as_wide_as_asked() -> None:
    centers = pack_circles([10.0] * 400, [[] for _ in range(400)], aspect=2.0)
    width, height = centers.max(axis=0) - centers.min(axis=0)
    assert width / height == pytest.approx(2.0, rel=0.2)


def test_the_next_circle_is_the_one_most_linked_to_those_before() -> None:
    neighbors = [[(3, 1.0)], [(2, 1.0), (3, 0.5)], [(1, 1.0)], [(0, 1.0), (1, 0.5)]]
    assert linked_order(neighbors) == [0, 3, 1, 2]


def test_values_that_lie_far_enough_apart_stay_where_they_are() -> None:
    assert spread([0.0, 30.0, 70.0], 20, 0, 100) == [0.0, 30.0, 70.0]


def test_values_that_lie_too_close_are_spread_around_their_middle() -> None:
    assert spread([50.0, 50.0, 50.0], 20, 0, 100) == [30.0, 50.0, 70.0]


def test_values_are_spread_evenly_where_there_is_too_little_room() -> None:
    spread_out = spread([5.0, 6.0, 7.0, 8.0], 20, 0, 10)
    assert [b - a for a, b in pairwise(spread_out)] == [20, 20, 20]
    assert sum(spread_out) / 4 == 5.0
