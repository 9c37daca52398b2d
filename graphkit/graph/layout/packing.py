"""Circles packed close together, those that belong together near each other.

The method is the front chain of Wang et al., "Visualization of large hierarchical data by circle packing"
(CHI 2006): the circles on the outside form a closed chain, and each new circle is laid against two
neighbors of the chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

Neighbors = Sequence[Sequence[tuple[int, float]]]
"""For each circle the circles it belongs with, and how strongly."""

_PULL = 0.6  # of what a circle belongs with, beside that of the middle of all, which is 1


def pack_circles(radii: Sequence[float], neighbors: Neighbors, *, aspect: float) -> NDArray[np.float64]:
    """Lay circles beside each other so that none overlap.

    Parameters
    ----------
    radii : sequence of float
        The first is laid first.
    neighbors : sequence, as long as `radii`
        Symmetric; weights above 0.
    aspect : float
        Width by height of the oval that the circles fill, roughly.

    Returns
    -------
    float array, shape (n, 2)
        Centers.

    Notes
    -----
    Time grows with n times the length of the chain, about n ** 1.5: 0.3 s for 3,000 circles.
    """
    order = linked_order(neighbors)
    chain = _FrontChain(np.asarray(radii, dtype=float), aspect)
    placed: set[int] = set()
    for circle in order:
        near = [(other, weight) for other, weight in neighbors[circle] if other in placed]
        chain.add(circle, chain.middle_of(near) if near else None)
        placed.add(circle)
    return chain.centers


def pack_rows(
    radii: Sequence[float],
    name_widths: Sequence[float],
    neighbors: Neighbors,
    *,
    name_height: float,
    gap: float,
    in_a_row: int,
) -> NDArray[np.float64]:
    """Lay circles with a name above each in centered rows, to and fro, so that those that belong together are near.

    Parameters
    ----------
    radii, name_widths : sequences of float
    neighbors : sequence, as long as `radii`
    name_height, gap : float
    in_a_row : int
        At most.

    Returns
    -------
    float array, shape (n, 2)
        Centers; neither circles nor names overlap.
    """
    radius, half = np.asarray(radii), np.maximum(radii, np.asarray(name_widths) / 2) + gap
    order = linked_order(neighbors)
    rows = -(-len(order) // in_a_row)
    centers = np.zeros((len(order), 2))
    y = 0.0
    for number, row in enumerate(np.array_split(np.array(order, dtype=np.intp), rows)):
        here = row if number % 2 == 0 else row[::-1]
        right = np.cumsum(2 * half[here])
        tallest = radius[here].max()
        y += tallest + name_height + gap
        centers[here] = np.column_stack([right - half[here] - right[-1] / 2, np.full(len(here), y)])
        y += tallest + gap
    return centers


def move_together(
    centers: NDArray[np.float64],
    radii: Sequence[float],
    name_widths: Sequence[float],
    name_height: float,
    gap: float,
) -> NDArray[np.float64]:
    """Close the gaps between circles that have a name above them, by shrinking the distances between centers.

    A circle that holds an island and its name holds much empty room as well.

    Parameters
    ----------
    centers : float array, shape (n, 2)
        Islands and names do not overlap yet, and will not.
    radii, name_widths : sequences of float
    name_height, gap : float

    Returns
    -------
    float array, shape (n, 2)

    Notes
    -----
    Compares all with all: for some dozens of circles.
    """
    radius, half = np.asarray(radii) + gap, np.asarray(name_widths) / 2
    moved, step = centers, 0.97
    for axis in (1, 0, 1):
        factor = np.ones(2)
        factor[axis] = step
        for _ in range(40):
            if not _stay_apart(moved * factor, radius, half, name_height):
                break
            moved = moved * factor
    return moved


def _stay_apart(
    centers: NDArray[np.float64], radius: NDArray[np.float64], half: NDArray[np.float64], name_height: float
) -> bool:
    """Whether no circle touches another, no name a circle, and no name another."""
    x, y = np.abs(centers[:, None, 0] - centers[:, 0]), centers[:, None, 1] - centers[:, 1]
    others = ~np.eye(len(centers), dtype=bool)
    circles = np.hypot(x, y) < radius[:, None] + radius
    top = radius + name_height
    names = (x < half[:, None] + half) & (np.abs((y - top[:, None]) + top) < name_height)
    # The distance from a center (row) to the box of a name (column).
    aside = np.maximum(x - half, 0.0)
    above = np.maximum(np.abs(y + radius + name_height / 2) - name_height / 2, 0.0)
    under_names = np.hypot(aside, above) < radius[:, None]
    return not np.any((circles | names | under_names) & others)


def linked_order(neighbors: Neighbors) -> list[int]:
    """Every circle after those that it belongs with most: the next is always the one most linked to those before.

    Ties, and circles that are linked to none before, go by number.
    """
    strength = [0.0] * len(neighbors)
    waiting = [(0.0, circle) for circle in range(len(neighbors))]
    order: list[int] = []
    done = [False] * len(neighbors)
    while waiting:
        _, circle = heappop(waiting)
        if done[circle]:
            continue  # placed already, for a stronger link
        done[circle] = True
        order.append(circle)
        for other, weight in neighbors[circle]:
            if not done[other]:
                strength[other] = round(strength[other] + weight, 6)
                heappush(waiting, (-strength[other], other))
    return order


class _FrontChain:
    """The closed chain of outermost circles; circles inside it never matter again."""

    def __init__(self, radii: NDArray[np.float64], aspect: float) -> None:
        self.radii = radii
        self.centers = np.zeros((len(radii), 2))
        self._stretch = np.array([aspect**-0.5, aspect**0.5])
        self._chain = np.empty(0, dtype=np.intp)

    def middle_of(self, near: Sequence[tuple[int, float]]) -> NDArray[np.float64]:
        """The weighted mean of the centers of circles that are laid already."""
        circles = [circle for circle, _ in near]
        middle: NDArray[np.float64] = np.average(self.centers[circles], axis=0, weights=[weight for _, weight in near])
        return middle

    def add(self, circle: int, target: NDArray[np.float64] | None) -> None:
        """Lay a circle where the chain comes closest to the middle of all, and to `target` if there is one."""
        if len(self._chain) < 2:
            self.centers[circle] = self._beside_the_first(circle)
            self._chain = np.append(self._chain, circle)
            return
        self._chain = np.roll(self._chain, -self._best_pair(target))
        while True:
            self.centers[circle] = self._against(self._chain[0], self._chain[1], circle)
            obstacle = self._nearest_obstacle(circle)
            if obstacle is None:
                break
            at, forwards = obstacle
            # What lies between the pair and the obstacle is a pocket too small for this circle: close it.
            self._chain = (
                np.concatenate([self._chain[:1], self._chain[at:]])
                if forwards
                else np.concatenate([self._chain[at : at + 1], self._chain[1:at]])
            )
        self._chain = np.insert(self._chain, 1, circle)

    def _beside_the_first(self, circle: int) -> tuple[float, float]:
        return (float(self.radii[self._chain[0]] + self.radii[circle]), 0.0) if len(self._chain) else (0.0, 0.0)

    def _best_pair(self, target: NDArray[np.float64] | None) -> int:
        """The number in the chain of the circle that opens the most welcome pair."""
        following = np.roll(self._chain, -1)
        here, there = self.radii[self._chain, None], self.radii[following, None]
        touching = (self.centers[self._chain] * there + self.centers[following] * here) / (here + there)
        score = np.hypot(*(touching * self._stretch).T)
        if target is not None:
            score = score + _PULL * np.hypot(*(touching - target).T)
        return int(np.argmin(np.round(score, 6)))

    def _against(self, first: np.intp, second: np.intp, circle: int) -> NDArray[np.float64]:
        """Where a circle touches two others from outside the chain."""
        a, b = self.centers[second], self.centers[first]
        along = b - a
        distance_2 = float(along @ along)
        to_a_2 = (self.radii[second] + self.radii[circle]) ** 2
        to_b_2 = (self.radii[first] + self.radii[circle]) ** 2
        share = (distance_2 + to_a_2 - to_b_2) / (2 * distance_2)
        height = max(0.0, to_a_2 / distance_2 - share * share) ** 0.5
        across = np.array([-along[1], along[0]])
        center: NDArray[np.float64] = a + share * along + height * across
        return center

    def _nearest_obstacle(self, circle: int) -> tuple[int, bool] | None:
        """The circle of the chain in the way, nearest along the chain, and whether it lies forwards."""
        others = self._chain[2:]
        gap = self.radii[others] + self.radii[circle] - 1e-6
        apart = self.centers[others] - self.centers[circle]
        hits = np.flatnonzero(np.einsum("ij,ij->i", apart, apart) < gap * gap)
        if not len(hits):
            return None
        length = np.concatenate([[0.0], np.cumsum(self.radii[others])])
        forwards = self.radii[self._chain[1]] + length[hits[0]]
        backwards = self.radii[self._chain[0]] + length[-1] - length[hits[-1] + 1]
        return (int(hits[0]) + 2, True) if forwards <= backwards else (int(hits[-1]) + 2, False)
