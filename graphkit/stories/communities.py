"""The one search for communities: articles into stories, stories into threads."""

from __future__ import annotations

import graspologic_native
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

# Full passes of Leiden; a third changed nothing that matters, and costs as much as the first.
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
) -> Labels:
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
    int array, shape (n_nodes,)
        The community of each node.

    Notes
    -----
    Leiden (Traag, Waltman and van Eck, From Louvain to Leiden, 2019): unlike connected components it does not chain,
    unlike modularity it finds small communities in large graphs (Traag, Van Dooren and Nesterov, 2011). Each connected
    component is searched by itself, so that the result does not depend on what else is in the corpus, nor on where it
    is searched. Rows go in by ascending number and the seed is fixed. Time grows with the links.
    """
    ends = np.concatenate([first, second]), np.concatenate([second, first])
    adjacency = sparse.csr_array((np.tile(weight, 2), ends), shape=(n_nodes, n_nodes))
    n_parts, part_of = sparse.csgraph.connected_components(adjacency, directed=False)
    order = np.argsort(part_of, kind="stable")
    ends_of_parts = np.searchsorted(part_of[order], np.arange(1, n_parts + 1))
    adjacency = sparse.csr_array(adjacency[order][:, order])
    adjacency.sort_indices()
    labels, start = np.arange(n_nodes), 0
    for end in ends_of_parts.tolist():
        if end - start == 2:
            is_one = adjacency.data[adjacency.indptr[start]] > resolution
            labels[order[start:end]] = order[start] if is_one else order[start:end]
        elif end - start > 2:
            labels[order[start:end]] = order[start:end][_search(adjacency, start, end, resolution, seed)]
        start = end
    return np.asarray(np.unique(labels, return_inverse=True)[1], dtype=np.int64)


def members_of(labels: Labels) -> tuple[tuple[int, ...], ...]:
    """The communities of two and more: node numbers, ascending, and sorted."""
    order = np.argsort(labels, kind="stable")
    starts = np.flatnonzero(np.diff(labels[order], prepend=-1))
    return tuple(sorted(tuple(nodes.tolist()) for nodes in np.split(order, starts[1:]) if len(nodes) > 1))


def _search(adjacency: sparse.csr_array, start: int, end: int, resolution: float, seed: int) -> Labels:
    """For each node of one component, the number of the first node of its community, counted from `start`."""
    rows = slice(adjacency.indptr[start], adjacency.indptr[end])
    _, community_of = graspologic_native.leiden_csr(
        (adjacency.indptr[start : end + 1] - adjacency.indptr[start]).astype(np.int64),
        (adjacency.indices[rows] - start).astype(np.int32),
        adjacency.data[rows].astype(np.float64),
        end - start,
        resolution=resolution,
        use_modularity=False,
        iterations=_ITERATIONS,
        seed=seed,
    )
    found = np.array([community_of[number] for number in range(end - start)], dtype=np.int64)
    _, first_of, numbers = np.unique(found, return_index=True, return_inverse=True)
    return np.asarray(first_of[numbers], dtype=np.int64)
