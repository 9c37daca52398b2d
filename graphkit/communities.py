"""The one search for communities, used at two levels: articles into stories, stories into threads."""

from __future__ import annotations

import graspologic_native
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

# Full cycles of Leiden; a third changes nothing that matters, and costs as much as the first.
_ITERATIONS = 2


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
    if not len(first):
        return ()
    ends = np.concatenate([first, second]), np.concatenate([second, first])
    adjacency = sparse.csr_array((np.tile(weight, 2), ends), shape=(n_nodes, n_nodes))
    adjacency.sort_indices()
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
    members: dict[int, list[int]] = {}
    for number in range(n_nodes):
        members.setdefault(community_of[number], []).append(number)
    return tuple(sorted(tuple(community) for community in members.values() if len(community) > 1))
