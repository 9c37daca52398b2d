"""Where the articles of one story lie: the lead in the middle, the others in rings around it."""

from __future__ import annotations

from functools import lru_cache
from math import floor, pi

import numpy as np
from numpy.typing import NDArray

MARGIN = 24.0
"""Between the outermost members and the shore of their island."""

_ONE_RING = 12
_GOLDEN_ANGLE = pi * (3 - 5**0.5)


@lru_cache(maxsize=4096)
def rings(size: int) -> tuple[tuple[int, ...], NDArray[np.float64]]:
    """The places in an island for a story of `size` articles.

    Parameters
    ----------
    size : int
        2 or more.

    Returns
    -------
    counts : tuple of int
        How many places each ring has, from the middle outwards; the first is 1, for the lead.
    places : float array, shape (size, 2)
        Around (0, 0), ring by ring, clockwise; at least 23 apart.
    """
    others = size - 1
    if others <= _ONE_RING:
        # One wide ring leaves room for the lead's title in the middle; it starts at the top, as a clock does.
        radius = max(40.0 + 3.0 * others, 7.0 * others)
        start = -pi / 3 if others == 1 else -pi / 2
        return (1, others), np.vstack([np.zeros((1, 2)), _circle(others, radius, start)])
    spacing = max(24.0, 42.0 - others / 6)
    counts, places = [1], [np.zeros((1, 2))]
    while others:
        ring = len(counts)
        count = min(others, floor(2 * pi * ring))
        counts.append(count)
        places.append(_circle(count, ring * spacing, ring * _GOLDEN_ANGLE - pi / 2))
        others -= count
    return tuple(counts), np.vstack(places)


def island_radius(size: int) -> float:
    """How much room a story of `size` articles takes up around its lead."""
    outermost = rings(size)[1][-1]
    return float(np.hypot(*outermost)) + MARGIN


def _circle(count: int, radius: float, start: float) -> NDArray[np.float64]:
    angles = start + 2 * pi * np.arange(count) / count
    return radius * np.column_stack([np.cos(angles), np.sin(angles)])
