"""Communities: what holds together more closely than the resolution asks for."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from graphkit.stories.communities import find_communities, members_of

Weights = dict[tuple[int, int], float]


def find(weights: Weights, resolution: float = 0.3, n_nodes: int = 12, seed: int = 0) -> tuple[tuple[int, ...], ...]:
    first, second = np.array(list(weights), dtype=np.int32).reshape(-1, 2).T
    labels = find_communities(n_nodes, first, second, np.array(list(weights.values())), resolution, seed)
    return members_of(labels)


def clique(*nodes: int, weight: float = 0.6) -> Weights:
    return dict.fromkeys(combinations(nodes, 2), weight)


def test_what_is_closely_linked_is_together_and_who_is_alone_is_left_out() -> None:
    assert find(clique(7, 8, 9) | clique(1, 5)) == ((1, 5), (7, 8, 9))


def test_one_link_between_two_communities_joins_them_not() -> None:
    assert find(clique(0, 1, 2, 3) | clique(4, 5, 6) | {(3, 4): 0.9}) == ((0, 1, 2, 3), (4, 5, 6))


@pytest.mark.parametrize(("resolution", "together"), [(0.19, True), (0.21, False)])
def test_a_links_weight_has_to_pass_the_resolution(resolution: float, together: bool) -> None:
    assert find({(2, 4): 0.2}, resolution) == (((2, 4),) if together else ())


@pytest.mark.parametrize(("resolution", "together"), [(0.29, True), (0.31, False)])
def test_a_link_that_is_absent_counts_as_0(resolution: float, together: bool) -> None:
    # The third node adds a link of 0.6 and one of 0: a mean of 0.3.
    assert (find({(0, 1): 0.6, (1, 2): 0.6}, resolution) == ((0, 1, 2),)) is together


def test_a_chain_is_no_community() -> None:
    found = find({(number, number + 1): 0.6 for number in range(11)})
    assert max(len(nodes) for nodes in found) <= 3


def test_small_communities_are_found_in_a_large_graph() -> None:
    n_pairs = 5_000
    pairs = tuple((2 * number, 2 * number + 1) for number in range(n_pairs))
    assert find(dict.fromkeys(pairs, 0.6), n_nodes=2 * n_pairs) == pairs


def test_the_order_of_the_links_and_of_their_ends_does_not_matter() -> None:
    weights = clique(0, 3, 6, weight=0.5) | clique(1, 2, 4, 5) | {(2, 3): 0.5, (6, 7): 0.4}
    turned = {(other, one): weight for (one, other), weight in reversed(weights.items())}
    assert find(turned) == find(weights)


def test_the_same_seed_finds_the_same() -> None:
    ring = {(number, (number + 1) % 12): 0.6 for number in range(12)}
    assert find(ring, seed=5) == find(ring, seed=5)


def test_without_links_or_nodes_there_are_no_communities() -> None:
    assert find({}) == ()
    assert find({}, n_nodes=0) == ()


def test_what_else_there_is_changes_nothing_in_a_part_that_it_is_not_linked_with() -> None:
    part = clique(0, 1, 2, weight=0.5) | clique(3, 4, 5, weight=0.4) | {(2, 3): 0.35, (1, 4): 0.3}
    others = {(one + 20, other + 20): weight for (one, other), weight in (clique(*range(8)) | {(8, 9): 0.9}).items()}
    alone, among_others = find(part), find(part | others, n_nodes=40)
    assert tuple(group for group in among_others if group[0] < 20) == alone
