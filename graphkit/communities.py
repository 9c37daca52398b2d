"""The one search for communities: articles into stories, stories into threads."""

from __future__ import annotations

from collections.abc import Sequence

import graspologic_native
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

# Full cycles of Leiden; a third changes nothing that matters, and costs as much as the first.
_ITERATIONS = 2

Labels = NDArray[np.int64]
"""The community of each node, from 0."""


def find_communities(
    n_nodes: int,
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    weight: NDArray[np.float64],
    resolution: float,
    seed: int,
) -> tuple[tuple[int, ...], ...]:
    """Partition nodes by the constant Potts model: a community's mean link, absent ones as 0, is above the resolution.

    Parameters
    ----------
    n_nodes : int
    first, second : int arrays, shape (n,)
        Ends of the links, each pair once.
    weight : float array, shape (n,)
        In (0, 1].
    resolution : float
        In (0, 1).
    seed : int

    Returns
    -------
    tuple of tuple of int
        Node numbers, ascending; communities of two and more, sorted.

    Notes
    -----
    Leiden (Traag, Waltman and van Eck 2019): unlike connected components it does not chain, unlike modularity it
    finds small communities in large graphs. Rows go in by ascending number and the seed is fixed, so the result
    depends on nothing else. Time grows with the links.
    """
    (labels,) = _divide(n_nodes, first, second, weight, (resolution,), seed)
    return members_of(labels)


def nested_communities(
    n_nodes: int,
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    weight: NDArray[np.float64],
    resolutions: Sequence[float],
    seed: int,
) -> list[Labels]:
    """Partition nodes at several resolutions, each partition within the one before.

    Parameters
    ----------
    n_nodes, first, second, weight, seed
        As for `find_communities`.
    resolutions : sequence of float
        Ascending.

    Returns
    -------
    list of int array, shape (n_nodes,)
        From coarse to fine, one for each resolution, and each node alone at last.
    """
    found = _divide(n_nodes, first, second, weight, resolutions, seed)
    nested = found[:1]
    for labels in (*found[1:], np.arange(n_nodes)):
        _, within = np.unique(nested[-1] * n_nodes + labels, return_inverse=True)
        nested.append(within.astype(np.int64))
    return nested


def members_of(labels: Labels) -> tuple[tuple[int, ...], ...]:
    """The communities of two and more: node numbers, ascending, and sorted."""
    order = np.argsort(labels, kind="stable")
    starts = np.flatnonzero(np.diff(labels[order], prepend=-1))
    return tuple(sorted(tuple(nodes.tolist()) for nodes in np.split(order, starts[1:]) if len(nodes) > 1))


def _divide(
    n_nodes: int,
    first: NDArray[np.int32],
    second: NDArray[np.int32],
    weight: NDArray[np.float64],
    resolutions: Sequence[float],
    seed: int,
) -> list[Labels]:
    """The community of each node, at each of the resolutions."""
    if not len(first):
        return [np.arange(n_nodes) for _ in resolutions]
    ends = np.concatenate([first, second]), np.concatenate([second, first])
    adjacency = sparse.csr_array((np.tile(weight, 2), ends), shape=(n_nodes, n_nodes))
    adjacency.sort_indices()
    found = []
    for resolution in resolutions:
        _, community_of = graspologic_native.leiden_csr(
            adjacency.indptr.astype(np.int64),
            adjacency.indices.astype(np.int32),
            adjacency.data.astype(np.float64),
            n_nodes,
            resolution=resolution,
            use_modularity=False,
            iterations=_ITERATIONS,
            seed=seed,
        )
        found.append(np.array([community_of[number] for number in range(n_nodes)], dtype=np.int64))
    return found
