"""The largest entries of a product of sparse matrices: which rows are nearest to which."""

from __future__ import annotations

import os

from scipy import sparse
from sparse_dot_topn import sp_matmul_topn


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
