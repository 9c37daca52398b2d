"""A polygon divided into convex cells of given areas, and circles laid into a cell.

The division is a centroidal power diagram (Nocaj, Brandes, "Computing Voronoi Treemaps", 2012,
https://doi.org/10.1111/j.1467-8659.2012.03078.x).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import pi, sqrt

import numpy as np
from numpy.typing import NDArray

Polygon = NDArray[np.float64]
"""Corners, shape (n, 2), counterclockwise in a plane whose y points up, clockwise on the page."""

_ROUNDS = 60  # of moving sites and powers: areas are off by a few hundredths then
_STEP = 0.55  # of the smallest radius: how far places that are tried lie apart
_CHUNK = 1_024  # places looked at in one go
_GOLDEN_ANGLE = pi * (3 - 5**0.5)


def rectangle(width: float, height: float) -> Polygon:
    """A rectangle around (0, 0)."""
    x, y = width / 2, height / 2
    return np.array([(-x, -y), (x, -y), (x, y), (-x, y)])


def area(polygon: Polygon) -> float:
    """The area of a polygon, 0 of one without corners."""
    if len(polygon) < 3:
        return 0.0
    x, y = polygon.T
    return float(abs(x @ _rolled(y) - y @ _rolled(x)) / 2)


def divide(polygon: Polygon, weights: Sequence[float]) -> list[Polygon]:
    """Divide a convex polygon into cells whose areas are nearly in proportion to `weights`, all above 0."""
    if len(weights) == 1:
        return [polygon]
    wanted = np.asarray(weights, dtype=float) / sum(weights) * area(polygon)
    sites, power = _start(polygon, wanted), np.zeros(len(weights))
    cells: list[Polygon] = []
    for _ in range(_ROUNDS):
        cells = [_cell(polygon, sites, power, i) for i in range(len(weights))]
        areas = np.array([area(cell) for cell in cells])
        if np.all(np.abs(areas - wanted) < 0.02 * wanted):
            break
        sites = np.array([_centroid(cell) if len(cell) > 2 else site for cell, site in zip(cells, sites, strict=True)])
        power += 0.35 * (wanted - areas)
        power -= power.mean()
    return cells


def inset(polygon: Polygon, by: float) -> Polygon:
    """A convex polygon whose sides are moved inwards; without corners if nothing is left."""
    if not len(polygon):
        return polygon
    shrunk = polygon
    for one, normal in _sides(polygon):
        shrunk = _clip(shrunk, -normal, float(-normal @ one) - by)
    return shrunk


def pack(
    cell: Polygon,
    radii: Sequence[float],
    label: tuple[float, float],
    taken: Sequence[tuple[float, float, float, float]] = (),
) -> NDArray[np.float64] | None:
    """Lay circles into a convex cell, each as near to its middle as it can be, the first one first.

    Parameters
    ----------
    cell : Polygon
    radii : sequence of float
        Largest first.
    label : (float, float)
        Width and height of a name at the top that stays free.
    taken : sequence of (float, float, float, float), optional
        Left, top, right and bottom of what else stays free.

    Returns
    -------
    float array, shape (n, 2), or None if they do not fit.
    """
    if len(cell) < 3 or sum(radius * radius for radius in radii) * pi > 0.92 * area(cell):
        return None
    x, y = _grid(cell, min(radii) * _STEP)
    points = np.column_stack([x.ravel(), y.ravel()])
    clear = _distance_to_sides(cell, points)
    order = np.flatnonzero(clear > 0)
    away = np.hypot(*(points[order] - _centroid(cell)).T)
    order = order[np.argsort(np.round(away, 6), kind="stable")]
    for box in (*([label_box(cell, label)] if label[1] else []), *taken):
        clear = np.minimum(clear, _distance_to_box(points, box))
    centers = np.zeros((len(radii), 2))
    place = 0
    for i, (radius, following) in enumerate(zip(radii, [*radii[1:], 0.0], strict=True)):
        # What was not free for a circle is not free for another one of its size; a smaller one looks from the start.
        found = _first_free(clear, order, place if i and radius == radii[i - 1] else 0, radius)
        if found is None:
            return None
        place, centers[i] = found, points[order[found]]
        # All that follow are as small as the next one or smaller, so what lies farther away stays free for them.
        near = _window(x, y, centers[i], radius + following)
        distance = np.hypot(x[near] - centers[i, 0], y[near] - centers[i, 1])
        around = clear.reshape(x.shape)[near]
        np.minimum(around, distance - radius, out=around)
    return centers


def _first_free(clear: NDArray[np.float64], order: NDArray[np.intp], start: int, radius: float) -> int | None:
    """The first place in the order, from `start` on, that is at least `radius` away from everything."""
    for at in range(start, len(order), _CHUNK):
        free = clear[order[at : at + _CHUNK]] >= radius
        if free.any():
            return at + int(free.argmax())
    return None


def label_box(cell: Polygon, label: tuple[float, float]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a name: as high in the cell as it is wide enough, in the middle of it there.

    Nothing is kept free at the top of a cell that is too narrow for its name.
    """
    width, height = label
    top, bottom = float(cell[:, 1].min()), float(cell[:, 1].max())
    for y in np.linspace(top, max(top, bottom - height), 12).tolist():
        spans = [_span(cell, level) for level in (y, y + height)]
        left, right = max(span[0] for span in spans), min(span[1] for span in spans)
        if right - left >= width:
            middle = (left + right) / 2
            return middle - width / 2, y, middle + width / 2, y + height
    middle = sum(_span(cell, top + height)) / 2
    return middle, top, middle, top


def _span(cell: Polygon, y: float) -> tuple[float, float]:
    """Where a horizontal line enters a convex cell and leaves it."""
    crossings = []
    for (x1, y1), (x2, y2) in zip(cell.tolist(), _rolled(cell).tolist(), strict=True):
        if min(y1, y2) <= y <= max(y1, y2):
            crossings += [x1, x2] if y1 == y2 else [x1 + (x2 - x1) * (y - y1) / (y2 - y1)]
    return (min(crossings), max(crossings)) if crossings else (0.0, 0.0)


def _start(polygon: Polygon, wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sites on a spiral from the middle, inside the polygon."""
    middle, reach = _centroid(polygon), sqrt(area(polygon) / pi)
    place = np.arange(len(wanted)) + 0.5
    distance = 0.75 * reach * np.sqrt(place / len(wanted))
    box = polygon.max(axis=0) - polygon.min(axis=0)
    stretch = np.sqrt(box / box[::-1])
    turn = place * _GOLDEN_ANGLE
    sites: NDArray[np.float64] = (
        middle + np.column_stack([np.cos(turn), np.sin(turn)]) * distance[:, None] * np.minimum(stretch, 1.6) * 0.8
    )
    return sites


def _cell(polygon: Polygon, sites: NDArray[np.float64], power: NDArray[np.float64], number: int) -> Polygon:
    """The part of the polygon that is nearer to a site than to any other, in the sense of power."""
    cell, own = polygon, sites[number]
    for other in range(len(sites)):
        if other != number and len(cell):
            normal = sites[other] - own
            if not normal.any():
                normal = np.array([1e-6, 0.0])
            bound = (sites[other] @ sites[other] - own @ own + power[number] - power[other]) / 2
            cell = _clip(cell, normal, float(bound))
    return cell


def _clip(polygon: Polygon, normal: NDArray[np.float64], bound: float) -> Polygon:
    """The part of a convex polygon where ``normal @ point <= bound``."""
    if not len(polygon):
        return polygon
    side = polygon @ normal - bound
    kept: list[NDArray[np.float64]] = []
    for i in range(len(polygon)):
        j = (i + 1) % len(polygon)
        if side[i] <= 0:
            kept.append(polygon[i])
        if side[i] * side[j] < 0:
            kept.append(polygon[i] + (polygon[j] - polygon[i]) * (side[i] / (side[i] - side[j])))
    return np.array(kept) if len(kept) > 2 else np.zeros((0, 2))


def _centroid(polygon: Polygon) -> NDArray[np.float64]:
    x, y = polygon.T
    next_x, next_y = _rolled(x), _rolled(y)
    cross = x * next_y - next_x * y
    whole = float(cross.sum())
    if abs(whole) < 1e-15:
        middle: NDArray[np.float64] = polygon.mean(axis=0)
        return middle
    return np.array([((x + next_x) * cross).sum(), ((y + next_y) * cross).sum()]) / (3 * whole)


def _rolled(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each corner the next one: `numpy.roll` takes five times as long for so few."""
    return np.concatenate((corners[1:], corners[:1]))


def _grid(cell: Polygon, step: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The x and the y of a hexagonal grid over the cell, each as rows of points."""
    low, high = cell.min(axis=0), cell.max(axis=0)
    rows = np.arange(low[1], high[1], step * 0.866)
    columns = np.arange(low[0], high[0], step)
    x, y = np.meshgrid(columns, rows)
    return x + (np.arange(len(rows)) % 2 * step / 2)[:, None], y


def _window(
    x: NDArray[np.float64], y: NDArray[np.float64], center: NDArray[np.float64], reach: float
) -> tuple[slice, slice]:
    """The rows and columns of a grid that hold every point within `reach` of a center."""
    top, bottom = np.searchsorted(y[:, 0], (center[1] - reach, center[1] + reach))
    left = np.searchsorted(x[:2].max(axis=0), center[0] - reach)
    right = np.searchsorted(x[:2].min(axis=0), center[0] + reach)
    return slice(int(top), int(bottom) + 1), slice(int(left), int(right) + 1)


def _sides(polygon: Polygon) -> Iterator[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """A corner on each side of a convex polygon, and the side's normal, of length 1, that points inwards."""
    middle = _centroid(polygon)
    for one, other in zip(polygon, _rolled(polygon), strict=True):
        along = other - one
        length = float(np.hypot(*along))
        if length < 1e-12:
            continue
        normal = np.array([-along[1], along[0]]) / length
        if normal @ (middle - one) < 0:
            normal = -normal
        yield one, normal


def _distance_to_sides(cell: Polygon, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far inside a convex cell points lie; below 0 outside."""
    least = np.full(len(points), np.inf)
    for one, normal in _sides(cell):
        least = np.minimum(least, (points - one) @ normal)
    return least


def _distance_to_box(points: NDArray[np.float64], box: tuple[float, float, float, float]) -> NDArray[np.float64]:
    left, top, right, bottom = box
    x = np.maximum(np.maximum(left - points[:, 0], points[:, 0] - right), 0)
    y = np.maximum(np.maximum(top - points[:, 1], points[:, 1] - bottom), 0)
    return np.where((x == 0) & (y == 0), -1.0, np.hypot(x, y))
