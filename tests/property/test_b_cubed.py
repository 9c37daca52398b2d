"""Law: scores of partitions are what their definitions, article by article and pair by pair, say."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.evaluation.measures import b3_and_pair_f1

partitions = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=20)


@given(partitions)
def test_b_cubed_and_pair_f1_follow_their_definitions(rows: list[tuple[int, int]]) -> None:
    found, known = [row[0] for row in rows], [row[1] for row in rows]
    assert b3_and_pair_f1(found, known) == pytest.approx((naive_b_cubed(found, known), naive_pairs(found, known)))


def naive_b_cubed(found: list[int], known: list[int]) -> float:
    precision = recall = 0.0
    for one in range(len(found)):
        in_found = {other for other in range(len(found)) if found[other] == found[one]}
        in_known = {other for other in range(len(found)) if known[other] == known[one]}
        precision += len(in_found & in_known) / len(in_found) / len(found)
        recall += len(in_found & in_known) / len(in_known) / len(found)
    return 2 * precision * recall / (precision + recall)


def naive_pairs(found: list[int], known: list[int]) -> float:
    pairs = list(combinations(range(len(found)), 2))
    of_found = {(a, b) for a, b in pairs if found[a] == found[b]}
    of_known = {(a, b) for a, b in pairs if known[a] == known[b]}
    right = len(of_found & of_known)
    return 2 * right / (len(of_found) + len(of_known)) if right else 0.0
