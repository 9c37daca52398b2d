"""Products: the largest entries of a product, row by row."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from graphkit.links import products
from graphkit.links.products import largest_products, products_of_pairs

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


@pytest.mark.parametrize("cores", [1, 2, 7])
def test_products_of_pairs_are_the_same_to_the_last_digit_on_any_number_of_cores(
    monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    random = np.random.default_rng(0)
    rows = sparse.random(60, 40, density=0.6, format="csr", dtype=np.float32, random_state=0)
    for row in range(0, 60, 7):  # a few whose columns are in another order, as products of matrices have them
        span = slice(rows.indptr[row], rows.indptr[row + 1])
        rows.indices[span], rows.data[span] = rows.indices[span][::-1].copy(), rows.data[span][::-1].copy()
    rows.has_sorted_indices = False
    one, other = random.integers(0, 60, (2, 500)).astype(np.int32)
    in_one_block = products_of_pairs(rows, one, other)
    monkeypatch.setattr(products, "_PAIRS_AT_A_TIME", 20)
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert products_of_pairs(rows, one, other).tolist() == in_one_block.tolist()
