"""The map by themes: cells for regions and their topics, and the stories' islands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from graphkit.graph.layout.cells import Polygon, divide, inset, label_box, pack, rectangle
from graphkit.graph.layout.themes import Theme

_ASPECT = 1.7
_GAP = 10.0  # between circles
_SPARE = 1.9  # area of a map by that of its circles, at first: archives came to 2.7 to 3.8
_GROWTH = 1.12  # of that area from try to try; finer steps save no room that can be seen
_TRIES = 16  # up to ten times the area of the circles
_MORE_FOR_NAMES = 2  # tries after all fit: circles are a ninth smaller then, and up to twice as many names lie free
_REGION_LETTER, _REGION_LINE = 0.0105, 0.042  # of a region's name, of the width of the map when all of it shows
_TOPIC_LETTER, _TOPIC_LINE = 0.0072, 0.026
_ROOM = 2.2  # of a name, by its own size: circles do not come close to its corners
_REGION_INSET, _TOPIC_INSET = 0.005, 0.0016  # half of the way between two regions, and of the line between topics


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell of the map: `within` is the number of its region, None for a region itself."""

    name: str
    stories: tuple[int, ...]
    outline: Polygon
    label: tuple[float, float]
    """The middle of the top of its name."""
    within: int | None

    def scaled(self, by: float) -> Cell:
        """The same cell on a map that is `by` times as wide."""
        return replace(self, outline=self.outline * by, label=(self.label[0] * by, self.label[1] * by))


def place_in_regions(themes: Sequence[Theme], radii: Sequence[float]) -> tuple[NDArray[np.float64], list[Cell]] | None:
    """Lay islands into cells, on the smallest map on which all fit, or a little more where that keeps names free.

    Parameters
    ----------
    themes : sequence of Theme
    radii : sequence of float
        Of the islands, by story.

    Returns
    -------
    centers : float array, shape (n, 2)
    cells : list of Cell
        Regions first.
    """
    padded = np.asarray(radii) + _GAP / 2
    cells, leaves = _cells(themes, padded)
    whole = _SPARE * float(np.pi * (padded * padded).sum())
    found: list[_Packed] = []
    for _ in range(_TRIES):
        packed = _packed(leaves, padded, sqrt(whole * _ASPECT))
        if packed is not None:
            found.append(packed)
        if len(found) > _MORE_FOR_NAMES:
            break
        whole *= _GROWTH
    if not found:
        return None
    best = max(found, key=lambda packed: packed.free_names)  # the smallest map of those
    return best.centers, [cell.scaled(best.width) for cell in cells]


@dataclass(frozen=True, eq=False)
class _Leaf:
    """A cell without parts, on a map of width 1: what is packed into it, and what its names take up."""

    cell: Polygon
    stories: list[int]
    label: tuple[float, float]
    region_label: tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class _Packed:
    """All islands on a map: how wide it is, where they lie, and how many cells' names lie on none of them."""

    width: float
    centers: NDArray[np.float64]
    free_names: int


def _cells(themes: Sequence[Theme], radii: NDArray[np.float64]) -> tuple[list[Cell], list[_Leaf]]:
    """All cells on a map of width 1: their shapes do not depend on its size."""
    shares = [[_share(topic, radii) for topic in theme.topics] for theme in themes]
    weights = [
        sum(parts) + _ROOM * _REGION_LETTER * len(theme.name) * _REGION_LINE
        for theme, parts in zip(themes, shares, strict=True)
    ]
    regions, topics, leaves = [], [], []
    for number, (theme, outline) in enumerate(zip(themes, divide(rectangle(1.0, 1 / _ASPECT), weights), strict=True)):
        region = inset(outline, _REGION_INSET)
        box = label_box(region, (_REGION_LETTER * max(6, len(theme.name)), _REGION_LINE))
        regions.append(Cell(theme.name, theme.stories, region, ((box[0] + box[2]) / 2, box[1]), None))
        for topic, part in zip(theme.topics, divide(region, shares[number]), strict=True):
            cell = inset(part, _TOPIC_INSET)
            own = (_TOPIC_LETTER * len(topic.name), _TOPIC_LINE if topic.name else 0.0)
            at = label_box(cell, own) if len(cell) else box
            topics.append(Cell(topic.name, topic.stories, cell, ((at[0] + at[2]) / 2, at[1]), number))
            leaves.append(_Leaf(cell, sorted(topic.stories, key=lambda story: (-radii[story], story)), own, box))
    return regions + topics, leaves


def _share(topic: Theme, radii: NDArray[np.float64]) -> float:
    """The area that a topic needs on a map of width 1: its circles' part of the whole, and its name."""
    circles = float((radii[list(topic.stories)] ** 2).sum() / (radii**2).sum()) / _ASPECT
    return circles + (_ROOM * _TOPIC_LETTER * len(topic.name) * _TOPIC_LINE if topic.name else 0.0)


def _packed(leaves: list[_Leaf], radii: NDArray[np.float64], width: float) -> _Packed | None:
    """Every leaf packed, or None if one is too small; that one comes first the next time."""
    centers, free_names = np.zeros((len(radii), 2)), 0
    for number, leaf in enumerate(leaves):
        label = (leaf.label[0] * width, leaf.label[1] * width)
        left, top, right, bottom = leaf.region_label
        taken = [(left * width, top * width, right * width, bottom * width)]
        cell, sizes = leaf.cell * width, radii[leaf.stories].tolist()
        # A small cell may be too narrow for its names: then they lie on its circles.
        ways = ((label, taken), ((0.0, 0.0), taken), ((0.0, 0.0), ()))
        packed = ((pack(cell, sizes, *way), way) for way in ways)
        placed, way = next((one for one in packed if one[0] is not None), (None, ways[-1]))
        if placed is None:
            leaves.insert(0, leaves.pop(number))
            return None
        centers[leaf.stories] = placed
        free_names += way is ways[0]
    return _Packed(width, centers, free_names)
