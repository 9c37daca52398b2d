"""The nearest few of each: of rows by their product, of pairs by their strength."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

# In the blocks of all cores together.
_PAIRS_AT_A_TIME = 10_000


def largest_products(
    rows: sparse.csr_matrix, others: sparse.csr_matrix, most: int, threshold: float
) -> sparse.coo_matrix:
    """Multiply each row with each of the others and keep the largest products above a threshold.

    Parameters
    ----------
    rows, others : sparse arrays, float32, shapes (n, n_terms) and (m, n_terms)
    most : int
        How many are kept for a row.
    threshold : float

    Returns
    -------
    sparse array, shape (n, m), in no order

    Notes
    -----
    All cores share the rows; a row's sums are made in one order whatever their number. Memory is that of the result.
    """
    return sp_matmul_topn(
        rows, sparse.csr_matrix(others.T), top_n=most, threshold=threshold, n_threads=os.cpu_count() or 1
    ).tocoo()


def products_of_pairs(
    rows: sparse.csr_matrix, first: NDArray[np.int32], second: NDArray[np.int32]
) -> NDArray[np.float64]:
    """The products of given pairs of rows; all cores share them, in blocks of ten thousand pairs in all."""
    products = np.zeros(len(first))
    workers = os.cpu_count() or 1
    step = max(_PAIRS_AT_A_TIME // workers, 1)

    def fill(start: int) -> None:
        span = slice(start, start + step)
        terms = rows[first[span]].multiply(rows[second[span]])
        products[span] = np.asarray(terms.sum(axis=1, dtype=np.float32)).ravel()

    # scipy lets go of the interpreter while it picks and multiplies rows.
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(fill, range(0, len(first), step)):
            pass
    return products


def is_among_strongest(
    first: NDArray[np.int32], second: NDArray[np.int32], strength: NDArray[np.float64], most: int
) -> NDArray[np.bool_]:
    """Whether a pair is among the `most` strongest of one of its two articles; ties go to the smaller number."""
    ends = np.concatenate([first, second]), np.concatenate([second, first])
    order = np.lexsort((ends[1], -np.round(np.tile(strength, 2), 6), ends[0]))
    article = ends[0][order]
    rank = np.arange(len(order)) - np.searchsorted(article, article)
    among = np.zeros(len(first), dtype=np.bool_)
    among[order[rank < most] % max(len(first), 1)] = True
    return among
