"""Products: the largest entries of a product, row by row."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from graphkit import products
from graphkit.products import largest_products, products_of_pairs

ROWS = sparse.csr_matrix(np.array([[1.0, 0.0, 2.0], [0.0, 0.0, 0.0], [0.5, 1.0, 0.0]], dtype=np.float32))
OTHERS = sparse.csr_matrix(np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 1.0]], dtype=np.float32))


@pytest.mark.parametrize(
    ("most", "threshold", "expected"),
    [
        (2, 0.0, {(0, 0): 1.0, (0, 1): 2.0, (2, 0): 0.5, (2, 1): 1.0}),
        (1, 0.0, {(0, 1): 2.0, (2, 1): 1.0}),
        (2, 0.75, {(0, 0): 1.0, (0, 1): 2.0, (2, 1): 1.0}),
    ],
)
def test_each_row_keeps_its_largest_products_above_the_threshold(
    most: int, threshold: float, expected: dict[tuple[int, int], float]
) -> None:
    found = largest_products(ROWS, OTHERS, most, threshold)
    pairs = zip(found.row.tolist(), found.col.tolist(), strict=True)
    assert dict(zip(pairs, found.data.tolist(), strict=True)) == expected
    assert found.shape == (3, 2)


@pytest.mark.parametrize("shape", [(0, 3), (0, 0), (2, 0)])
def test_nothing_multiplied_is_nothing(shape: tuple[int, int]) -> None:
    nothing = sparse.csr_matrix(shape, dtype=np.float32)
    assert largest_products(nothing, nothing, 5, 0.1).nnz == 0


@pytest.mark.parametrize("pairs_at_a_time", [1, 4, 10_000])
def test_products_of_pairs_are_those_of_their_rows(monkeypatch: pytest.MonkeyPatch, pairs_at_a_time: int) -> None:
    monkeypatch.setattr(products, "_PAIRS_AT_A_TIME", pairs_at_a_time)
    one, other = np.array([0, 0, 0, 1, 2, 2, 2], dtype=np.int32), np.array([0, 1, 2, 2, 0, 1, 2], dtype=np.int32)
    assert products_of_pairs(ROWS, one, other).tolist() == [5.0, 0.0, 0.5, 0.0, 0.5, 0.0, 1.25]
    assert products_of_pairs(ROWS, one[:0], other[:0]).tolist() == []
