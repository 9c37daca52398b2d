"""The nearest few of each: of rows by their product, of pairs by their strength."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from graphkit.blocks.engine import n_threads

# In the blocks of all cores together.
_PAIRS_AT_A_TIME = 10_000
# Multiplications, by a rough count, that take longer than a thread takes to begin.
_WORTH_A_THREAD = 10_000


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
    threads = n_threads() if rows.nnz * others.nnz > _WORTH_A_THREAD * rows.shape[1] else 1
    return sp_matmul_topn(rows, sparse.csr_matrix(others.T), top_n=most, threshold=threshold, n_threads=threads).tocoo()


def columns_of_few(rows: sparse.csr_matrix, most: int) -> sparse.csr_matrix:
    """Keep columns with at most `most` non-zero rows. Returns the same matrix if no column is dropped."""
    are_few = np.bincount(rows.indices, minlength=rows.shape[1]) <= most
    return rows if are_few.all() else rows[:, are_few]


def products_of_pairs(
    rows: sparse.csr_matrix, first: NDArray[np.int32], second: NDArray[np.int32]
) -> NDArray[np.float64]:
    """The products of given pairs of rows, see `measure_products`."""
    return measure_products(rows, first, second, lambda parts: np.asarray(parts.sum(axis=1, dtype=np.float32)).ravel())


def measure_products(
    rows: sparse.csr_matrix,
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    measure: Callable[[sparse.csr_matrix], NDArray[np.floating]],
) -> NDArray[np.float64]:
    """Measure what each term adds to the product of each pair of rows.

    Parameters
    ----------
    rows : sparse array, shape (n, n_terms)
    first, second : int arrays, shape (n_pairs,)
    measure : callable
        For the parts of some products, shape (some, n_terms), a figure for each row.

    Notes
    -----
    All cores share the pairs, in blocks of ten thousand in all, so that memory does not grow with them.
    """
    # Sums depend on their order, in the last digit; scipy keeps that of the columns only where all rows of a block do,
    # and how the pairs fall into blocks depends on the machine.
    rows = rows if rows.has_sorted_indices else rows.sorted_indices()
    measured = np.zeros(len(first))
    workers = n_threads()
    step = max(_PAIRS_AT_A_TIME // workers, 1)

    def fill(start: int) -> None:
        span = slice(start, start + step)
        measured[span] = measure(rows[first[span]].multiply(rows[second[span]]))

    # scipy lets go of the interpreter while it picks and multiplies rows.
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(fill, range(0, len(first), step)):
            pass
    return measured


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
