"""Where the articles of one story lie in its circle, whose area is their number."""

from __future__ import annotations

from functools import lru_cache
from math import floor, pi, sqrt

import numpy as np
from numpy.typing import NDArray

_ROOM = 30.0
"""Radius of the circle of one article: marks, which are up to 12 in radius, keep a place beside them for a link."""
_MARGIN = 18.0
"""Between the outermost marks and the circle: a mark, and the width of one."""
_RIM, _APART = 11.0, 17.0
"""The same where marks lie on the rim, which are half as large, and the way from one to the next along it."""
_GOLDEN_ANGLE = pi * (3 - 5**0.5)

Places = tuple[tuple[int, ...], NDArray[np.float64]]
"""How many places each ring has, and all places around (0, 0), ring by ring, clockwise."""


def island_radius(size: int) -> float:
    """The radius of the circle of a story of `size` articles: its area grows with them."""
    return _ROOM * sqrt(size)


@lru_cache(maxsize=4096)
def around_lead(size: int) -> Places:
    """The lead in the middle and the others in rings around it, so that links show.

    Parameters
    ----------
    size : int
        2 or more.
    """
    radius = island_radius(size) - _MARGIN
    if size == 2:
        return (1, 1), np.vstack([_circle(1, radius, pi / 2), _circle(1, radius, -pi / 2)])
    full, rings = 6, 1
    while full < size - 1 and size > _ONE_RING:
        rings += 1
        full += floor(2 * pi * rings)
    counts, places, others = [1], [np.zeros((1, 2))], size - 1
    for ring in range(1, rings + 1):
        count = others if ring == rings else floor(2 * pi * ring)
        # A ring starts at the top, as a clock does; each further one is turned, so that no spokes appear.
        places.append(_circle(count, radius * ring / rings, (ring - rings) * _GOLDEN_ANGLE - pi / 2))
        counts.append(count)
        others -= count
    return tuple(counts), np.vstack(places)


_ONE_RING = 13
"""Articles that one ring around the lead holds: more links than that could not be told apart."""


@lru_cache(maxsize=4096)
def on_rim(size: int) -> Places:
    """All along the rim, from the top: the middle stays free for the story's name.

    Parameters
    ----------
    size : int
        2 or more; what the rim cannot hold lies in further rings inside it.
    """
    radius, left = island_radius(size) - _RIM, size
    counts, places = [], []
    while left:
        count = min(left, max(1, floor(2 * pi * radius / _APART)))
        counts.append(count)
        places.append(_circle(count, radius, -pi / 2))
        left -= count
        radius -= _APART
    return tuple(counts), np.vstack(places)


def _circle(count: int, radius: float, start: float) -> NDArray[np.float64]:
    angles = start + 2 * pi * np.arange(count) / count
    return radius * np.column_stack([np.cos(angles), np.sin(angles)])
