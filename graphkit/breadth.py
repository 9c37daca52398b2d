"""Breadth: how many terms make up a likeness. One word in common, however rare, is a subject; a story has several.

The measure is the effective number of terms, ``(sum of parts)² / sum of parts²`` (the inverse of Simpson's index,
Hill's number of order 2): three terms that give a third each count as 3, one that gives nearly all as little over 1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.products import measure_products


def breadth_of_pairs(
    rows: sparse.csr_matrix, first: NDArray[np.int32], second: NDArray[np.int32]
) -> NDArray[np.float64]:
    """How many terms make up the product of each pair of rows; 0 if they share none. 3 places.

    Parameters
    ----------
    rows : sparse array, shape (n, n_terms)
    first, second : int arrays, shape (n_pairs,)

    Notes
    -----
    Time grows with the terms of the pairs, memory does not.
    """
    return measure_products(rows, first, second, _effective_number)


def breadth_of_groups(rows: sparse.csr_matrix, group_of: NDArray[np.int64], n_groups: int) -> NDArray[np.float64]:
    """How many terms make up what the rows of each group have in common, over all its pairs; 0 for one row alone.

    Parameters
    ----------
    rows : sparse array, shape (n, n_terms)
    group_of : int array, shape (n,)
        The group of each row, from 0.
    n_groups : int
    """
    n_rows = rows.shape[0]
    has = sparse.csr_matrix((np.ones(n_rows, dtype=rows.dtype), (group_of, np.arange(n_rows))), (n_groups, n_rows))
    sums = has @ rows
    # Of the square of a sum, what is not a term with itself is twice what its pairs make.
    between_pairs = sparse.csr_matrix(sums.multiply(sums) - has @ rows.multiply(rows))
    between_pairs.data = np.where(between_pairs.data > _ROUNDING, between_pairs.data, 0)
    return _effective_number(between_pairs)


# What is left of a term that one row of a group has, in 32 bits.
_ROUNDING = 1e-6


def _effective_number(parts: sparse.csr_matrix) -> NDArray[np.float64]:
    parts = sparse.csr_matrix(parts)
    total = np.asarray(parts.sum(axis=1, dtype=np.float64)).ravel()
    squares = np.asarray(parts.multiply(parts).sum(axis=1, dtype=np.float64)).ravel()
    breadth = np.divide(total**2, squares, out=np.zeros_like(total), where=squares > 0)
    return np.asarray(np.round(breadth, 3), dtype=np.float64)
