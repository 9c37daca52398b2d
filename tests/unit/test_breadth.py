"""Breadth: how many terms, in effect, make up what rows have in common."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from graphkit.breadth import breadth_of_groups, breadth_of_pairs


def of_pair(one: list[float], other: list[float]) -> float:
    rows = sparse.csr_matrix(np.array([one, other], dtype=np.float32))
    (breadth,) = breadth_of_pairs(rows, np.array([0], dtype=np.int32), np.array([1], dtype=np.int32)).tolist()
    return float(breadth)


@pytest.mark.parametrize(
    ("one", "other", "breadth"),
    [
        pytest.param([0.5, 0.0, 0.5], [0.0, 0.5, 0.0], 0.0, id="nothing in common"),
        pytest.param([0.5, 0.1, 0.0], [0.5, 0.0, 0.1], 1.0, id="one term"),
        pytest.param([0.5, 0.5, 0.5], [0.5, 0.5, 0.5], 3.0, id="three terms that give a third each"),
        pytest.param([0.9, 0.1, 0.0], [0.9, 0.1, 0.0], 1.025, id="a term that gives nearly all, and another"),
    ],
)
def test_terms_count_by_what_they_give(one: list[float], other: list[float], breadth: float) -> None:
    assert of_pair(one, other) == breadth


def test_a_group_has_the_breadth_of_what_its_pairs_share_and_one_row_alone_has_none() -> None:
    rows = sparse.csr_matrix(
        np.array([[1, 1, 0, 0], [1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 1, 1], [0, 0, 0, 1]], dtype=np.float32)
    )
    # Of the first three, all three pairs share the first term and one pair the second: (3 + 1)² / (3² + 1²).
    assert breadth_of_groups(rows, np.array([0, 0, 0, 1, 2]), 3).tolist() == [1.6, 0.0, 0.0]


def test_a_group_of_two_is_as_broad_as_their_pair() -> None:
    rows = sparse.csr_matrix(np.random.default_rng(1).random((2, 30)).astype(np.float32))
    pair = breadth_of_pairs(rows, np.array([0], dtype=np.int32), np.array([1], dtype=np.int32))
    assert np.allclose(breadth_of_groups(rows, np.array([0, 0]), 1), pair, atol=0.002)


def test_no_rows_have_no_groups() -> None:
    assert breadth_of_groups(sparse.csr_matrix((0, 5), dtype=np.float32), np.empty(0, dtype=np.int64), 0).tolist() == []
