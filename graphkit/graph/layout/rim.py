"""Where providers and topics stand: outside everything else, near what they touch, none in another's way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphkit.model import Facet, NodeKind

LABEL_WIDTH = 160.0
"""Room for a mark and some 20 characters beside it."""
LINE_HEIGHT = 26.0

_GAP = 30.0  # between the islands and the first column or row
_ROW_HEIGHT = 44.0  # of topics: a mark and a line below it
_BULGE = 20.0  # of a column, so that lines to its middle do not run along it


@dataclass(frozen=True, slots=True)
class Box:
    """The room that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


def stand_around(facets: Sequence[Facet], points: NDArray[np.float64], box: Box) -> dict[str, tuple[float, float]]:
    """Put providers in columns to the left and right of `box`, topics in rows above and below.

    Parameters
    ----------
    facets : sequence of Facet
        Their order does not matter.
    points : float array, shape (n, 2)
        Where the articles lie, by their numbers.
    box : Box
        What must stay free.
    """
    middles = {facet.id: _middle(facet, points) for facet in facets}
    providers = [(*middles[node], node) for node in sorted(_ids(facets, NodeKind.PROVIDER))]
    topics = [(*middles[node], node) for node in sorted(_ids(facets, NodeKind.TOPIC))]
    return _columns(providers, box) | _rows(topics, box)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move values as little as needed to lie at least `gap` apart, between `low` and `high` if there is room.

    Parameters
    ----------
    wanted : sequence of float
        Ascending.
    """
    # With value i lowered by i gaps, "a gap apart" becomes "not descending": pool adjacent violators.
    pools: list[tuple[float, int]] = []
    for i, value in enumerate(wanted):
        pool = (value - i * gap, 1)
        while pools and pools[-1][0] / pools[-1][1] > pool[0] / pool[1]:
            total, count = pools.pop()
            pool = (total + pool[0], count + pool[1])
        pools.append(pool)
    room = (len(wanted) - 1) * gap
    if room > high - low:
        low = high = (low + high - room) / 2
    else:
        high -= room
    level = [min(max(total / count, low), high) for total, count in pools for _ in range(count)]
    return [value + i * gap for i, value in enumerate(level)]


def _ids(facets: Sequence[Facet], kind: NodeKind) -> list[str]:
    return [facet.id for facet in facets if facet.kind is kind]


def _middle(facet: Facet, points: NDArray[np.float64]) -> tuple[float, float]:
    if not facet.articles:
        return 0.0, 0.0
    x, y = np.round(points[list(facet.articles)].mean(axis=0), 3)
    return float(x), float(y)


_Wish = tuple[float, float, str]


def _columns(wishes: list[_Wish], box: Box) -> dict[str, tuple[float, float]]:
    by_x = sorted(wishes)
    half = (len(by_x) + 1) // 2
    placed: dict[str, tuple[float, float]] = {}
    for side, edge, wishes_here in ((-1, box.left, by_x[:half]), (1, box.right, by_x[half:])):
        downwards = sorted((y, node) for _, y, node in wishes_here)
        columns = -(-len(downwards) // max(1, int(box.height // LINE_HEIGHT) + 1))
        for column in range(columns):
            here = downwards[column::columns]
            ys = spread([y for y, _ in here], LINE_HEIGHT, box.top, box.bottom)
            for y, (_, node) in zip(ys, here, strict=True):
                height = 2 * (y - box.top) / max(box.height, 1.0) - 1  # -1 at the top, 1 at the bottom
                bulge = _BULGE * max(0.0, 1 - height * height)
                placed[node] = (edge + side * (_GAP + bulge + column * LABEL_WIDTH), y)
    return placed


def _rows(wishes: list[_Wish], box: Box) -> dict[str, tuple[float, float]]:
    in_a_row = max(4, int(box.width // LABEL_WIDTH) + 1)  # few may be wider than the box
    by_y = sorted(wishes, key=lambda wish: (wish[1], wish[2]))
    half = len(by_y) if len(by_y) <= in_a_row else (len(by_y) + 1) // 2
    placed: dict[str, tuple[float, float]] = {}
    for side, edge, wishes_here in ((-1, box.top, by_y[:half]), (1, box.bottom, by_y[half:])):
        rightwards = sorted((x, node) for x, _, node in wishes_here)
        rows = -(-len(rightwards) // in_a_row)
        for row in range(rows):
            here = rightwards[row::rows]
            xs = spread([x for x, _ in here], LABEL_WIDTH, box.left, box.right)
            for x, (_, node) in zip(xs, here, strict=True):
                placed[node] = (x, edge + side * (_GAP + row * _ROW_HEIGHT))
    return placed
