"""Stage 4c, clusters to coordinates: where everything lies on the page, so that it opens at rest.

Stories are islands: a few are packed close together, linked ones near each other; many lie in regions by theme.
Articles in no story lie in a block below them; providers and topics stand around the rim. Nothing is simulated and
nothing is random.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from graphkit.graph.layout.members import around_lead, island_radius, on_rim
from graphkit.graph.layout.packing import Neighbors, move_together, pack_circles, pack_rows
from graphkit.graph.layout.regions import place_in_regions
from graphkit.graph.layout.rim import Box, stand_around
from graphkit.graph.layout.themes import find_themes
from graphkit.model import Facet, Island, Layout, Links, NodeKind, Region, StoryCluster

_ASPECT = 1.7  # of the page's canvas, width by height
_ASPECT_WITHOUT_LABELS = 1.3  # less the labels of providers at both sides
_ASPECTS_TRIED = (1.0, 1.3, 1.6, 2.0, 2.5, 3.2)  # from a square to a band; the one that shows largest is kept
_FEW = 40  # up to 40 islands every packing is tried; of more, the page writes the names inside
_DECLARED_STRENGTH = 0.5  # of a link that a file names, beside the likeness of one that texts suggest

_NAME_HEIGHT = 78.0  # two lines above an island, and the title of a lead below the island above
_NAME_WIDTH = 180.0  # of name and dates, at the size at which few islands fill the canvas
_LETTER = 9.0
_SHORE = 8.0  # around an island

_LONER_GAP = 30.0  # a mark, and the width of one beside it
_LONER_BLOCK_GAP = 84.0  # room for the block's own name


def arrange(
    ids: Sequence[str],
    clusters: Sequence[StoryCluster],
    links: Links,
    facets: Sequence[Facet],
    timestamps: Sequence[float | None] = (),
) -> Layout:
    """Give every node its place on the page.

    Parameters
    ----------
    ids : sequence of str
        The corpus's article ids, sorted; `links` and `facets` number the articles by it.
    clusters : sequence of StoryCluster
        Only the order of the returned islands depends on theirs.
    links : Links
        Linked stories are laid near each other.
    facets : sequence of Facet
        Providers and topics, in any order.
    timestamps : sequence of float or None, optional
        Publication times by article, in seconds: articles in no story lie in their order, undated ones last.

    Returns
    -------
    Layout
        Around (0, 0), roughly half as wide again as high. The area of an island is the number of its articles.
    With few stories the lead lies in the middle, and above each island is room for two lines of text; with many
    the articles lie along the rim, and the middle is free for the name.

    Notes
    -----
    2,900 stories take 1.2 s in regions, 11,500 take 2.2 s.
    """
    canonical = sorted(clusters, key=lambda cluster: (-cluster.size, cluster.id))
    corpus = _Corpus.of(ids, canonical, links, timestamps)
    if len(clusters) > _FEW:
        by_region = _by_region(corpus, canonical, facets)
        if by_region is not None:
            return _laid_out(ids, clusters, *by_region)
    tries: list[_Packing] = [partial(_in_an_oval, aspect=_ASPECT)]
    if len(clusters) <= _FEW:
        tries = [partial(_in_an_oval, aspect=aspect) for aspect in _ASPECTS_TRIED]
        tries += [partial(_in_rows, in_a_row=count) for count in range(1, len(clusters) + 1)]
    best = min((_place(corpus, facets, packing) for packing in tries), key=_Places.height_on_canvas)
    return _laid_out(ids, clusters, best, ())


def _laid_out(
    ids: Sequence[str], clusters: Sequence[StoryCluster], best: _Places, regions: tuple[Region, ...]
) -> Layout:
    by_cluster = {island.cluster: island for island in best.islands}
    places = [*zip(ids, best.points.tolist(), strict=True), *best.around.items()]
    return Layout(
        positions={node: (_round(x), _round(y)) for node, (x, y) in places},
        islands=tuple(by_cluster[cluster.id] for cluster in clusters),
        regions=regions,
    )


def _by_region(
    corpus: _Corpus, clusters: Sequence[StoryCluster], facets: Sequence[Facet]
) -> tuple[_Places, tuple[Region, ...]] | None:
    """The map by themes, if the stories have themes that tell them apart."""
    topics: list[Counter[str]] = [Counter() for _ in clusters]
    story = {article: number for number, members in enumerate(corpus.members) for article in members}
    for facet in facets:
        if facet.kind is NodeKind.TOPIC:
            for number, some in Counter(story[i] for i in facet.articles if i in story).items():
                topics[number][facet.label] += some
    themes = find_themes(
        [cluster.size for cluster in clusters],
        topics,
        [cluster.keywords for cluster in clusters],
        [cluster.thread for cluster in clusters],
    )
    made = place_in_regions(themes, [island_radius(cluster.size) for cluster in clusters]) if themes else None
    if made is None:
        return None
    centers, cells = made
    regions = tuple(
        Region(
            name=cell.name,
            clusters=tuple(clusters[number].id for number in cell.stories),
            outline=tuple((_round(x), _round(y)) for x, y in cell.outline.tolist()),
            label=(_round(cell.label[0]), _round(cell.label[1])),
            within=cell.within,
        )
        for cell in cells
    )
    return _placed(corpus, facets, centers, [0.0] * len(clusters)), regions


@dataclass(frozen=True, eq=False)
class _Corpus:
    """Stories as numbers: their members, largest story first, and how strongly they are linked."""

    names: list[str]
    labels: list[str]
    members: list[list[int]]
    """Article numbers of each story, in the order of their places in the island."""
    loners: NDArray[np.intp]
    """Articles in no story, by time."""
    neighbors: Neighbors
    articles: int

    @classmethod
    def of(
        cls,
        ids: Sequence[str],
        clusters: Sequence[StoryCluster],
        links: Links,
        timestamps: Sequence[float | None],
    ) -> _Corpus:
        number = {article: i for i, article in enumerate(ids)}
        members = [[number[article] for article in cluster.articles] for cluster in clusters]
        leads = [number[cluster.lead] for cluster in clusters]
        story = np.full(len(ids), -1, dtype=np.intp)
        for cluster, articles in enumerate(members):
            story[articles] = cluster
        closeness = _closeness_to_lead(len(ids), leads, story, links)
        return cls(
            names=[cluster.id for cluster in clusters],
            labels=[cluster.label for cluster in clusters],
            members=[
                _around_lead(some, lead, closeness) if len(clusters) <= _FEW else some
                for some, lead in zip(members, leads, strict=True)
            ],
            loners=_in_order_of_time(np.flatnonzero(story < 0), timestamps),
            neighbors=_story_links(len(clusters), story, links),
            articles=len(ids),
        )


def _in_order_of_time(articles: NDArray[np.intp], timestamps: Sequence[float | None]) -> NDArray[np.intp]:
    if not len(timestamps):
        return articles
    times = np.array([np.nan if timestamps[i] is None else timestamps[i] for i in articles.tolist()], dtype=np.float64)
    return articles[np.argsort(times, kind="stable")]  # NaN comes last


def _strength(links: Links) -> NDArray[np.float64]:
    return np.maximum(links.cosine, np.where(links.declared, _DECLARED_STRENGTH, 0.0))


def _closeness_to_lead(
    articles: int, leads: Sequence[int], story: NDArray[np.intp], links: Links
) -> NDArray[np.float64]:
    """For each article how strongly it is linked to the lead of its own story, else 0."""
    lead_of = np.append(np.asarray(leads, dtype=np.intp), -1)[story]
    closeness = np.zeros(articles)
    strength = _strength(links)
    for lead, other in ((links.first, links.second), (links.second, links.first)):
        to_lead = lead_of[other] == lead
        closeness[other[to_lead]] = strength[to_lead]
    return closeness


def _around_lead(members: list[int], lead: int, closeness: NDArray[np.float64]) -> list[int]:
    """The members of a story, lead first, the closest to it in the inner rings, clockwise by time in each."""
    counts, _ = around_lead(len(members))
    time = {member: i for i, member in enumerate(members)}
    others = [member for member in members if member != lead]
    if len(counts) > 2:
        others.sort(key=lambda member: (-round(float(closeness[member]), 6), time[member]))
    placed = [lead]
    for count in counts[1:]:
        ring = others[len(placed) - 1 : len(placed) - 1 + count]
        placed += sorted(ring, key=time.__getitem__)
    return placed


def _story_links(stories: int, story: NDArray[np.intp], links: Links) -> Neighbors:
    """For each story those it is linked to, by number, with the sum of the strengths of the links."""
    a, b = story[links.first], story[links.second]
    between = (a >= 0) & (b >= 0) & (a != b)
    low, high = np.minimum(a, b)[between], np.maximum(a, b)[between]
    pairs, row = np.unique(low * stories + high, return_inverse=True)
    weights = np.bincount(row, weights=_strength(links)[between], minlength=len(pairs))
    neighbors: list[list[tuple[int, float]]] = [[] for _ in range(stories)]
    for pair, weight in zip(pairs.tolist(), np.round(weights, 6).tolist(), strict=True):
        if weight > 0:
            first, second = divmod(pair, stories)
            neighbors[first].append((second, weight))
            neighbors[second].append((first, weight))
    return [sorted(near) for near in neighbors]


@dataclass(frozen=True, eq=False)
class _Places:
    """Where articles lie, by number; the islands, largest first; where providers and topics stand."""

    points: NDArray[np.float64]
    islands: list[Island]
    around: dict[str, tuple[float, float]]

    def height_on_canvas(self) -> float:
        """How high a canvas must be to show it all; labels at the sides keep their size, so they are left out."""
        box = _extent(np.vstack([self.points, *map(np.array, self.around.values())]), self.islands, ())
        return round(max(box.height, box.width / _ASPECT_WITHOUT_LABELS), 3)


_Packing = Callable[[_Corpus, Sequence[float], Sequence[float]], NDArray[np.float64]]
"""From radii and widths of names to the centers of islands."""


def _in_an_oval(
    corpus: _Corpus, radii: Sequence[float], widths: Sequence[float], *, aspect: float
) -> NDArray[np.float64]:
    few = len(radii) <= _FEW
    height = _NAME_HEIGHT if few else 0.0
    rooms = [_room(radius, width, height) for radius, width in zip(radii, widths, strict=True)]
    centers = pack_circles([room for room, _ in rooms], corpus.neighbors, aspect=aspect)
    centers += np.array([(0.0, raised) for _, raised in rooms]).reshape(-1, 2)
    return move_together(centers, radii, widths, height, _SHORE) if few else centers


def _in_rows(corpus: _Corpus, radii: Sequence[float], widths: Sequence[float], *, in_a_row: int) -> NDArray[np.float64]:
    return pack_rows(radii, widths, corpus.neighbors, name_height=_NAME_HEIGHT, gap=_SHORE, in_a_row=in_a_row)


def _place(corpus: _Corpus, facets: Sequence[Facet], packing: _Packing) -> _Places:
    radii = [island_radius(len(members)) for members in corpus.members]
    widths = [_name_width(label, len(radii)) for label in corpus.labels]
    centers = packing(corpus, radii, widths)
    centers -= _middle(_extent(np.zeros((0, 2)), _islands(corpus, centers, radii), widths))
    return _placed(corpus, facets, centers, widths)


def _placed(corpus: _Corpus, facets: Sequence[Facet], centers: NDArray[np.float64], widths: Sequence[float]) -> _Places:
    radii = [island_radius(len(members)) for members in corpus.members]
    islands = _islands(corpus, centers, radii)

    places = around_lead if len(islands) <= _FEW else on_rim
    points = np.zeros((corpus.articles, 2))
    for members, center in zip(corpus.members, centers, strict=True):
        points[members] = center + places(len(members))[1]
    points[corpus.loners] = _block(len(corpus.loners), _extent(np.zeros((0, 2)), islands, widths))
    return _Places(points, islands, stand_around(facets, points, _extent(points, islands, widths)))


def _islands(corpus: _Corpus, centers: NDArray[np.float64], radii: Sequence[float]) -> list[Island]:
    return [
        Island(cluster=name, x=_round(x), y=_round(y), radius=_round(radius))
        for name, (x, y), radius in zip(corpus.names, centers.tolist(), radii, strict=True)
    ]


def _name_width(label: str, stories: int) -> float:
    """Room for a story's name above its island; when there are many, names stand inside."""
    return min(max(_LETTER * len(label), _NAME_WIDTH), 2 * _NAME_WIDTH) if stories <= _FEW else 0.0


def _room(radius: float, name_width: float, name_height: float) -> tuple[float, float]:
    """The circle that holds an island and its name: its radius, and how far its center lies above the island's."""
    half, top = name_width / 2, radius + name_height
    raised = max(0.0, (half * half + top * top - radius * radius) / (2 * (top + radius)))
    return radius + raised + _SHORE, raised


def _block(count: int, islands: Box) -> NDArray[np.float64]:
    """Rows below the islands, filled from left to right."""
    if not count:
        return np.zeros((0, 2))
    widest = max(islands.width, _LONER_GAP * sqrt(count) * _ASPECT)
    in_a_row = max(1, int(widest // _LONER_GAP))
    rows = ceil(count / in_a_row)
    in_a_row = ceil(count / rows)
    row, column = np.divmod(np.arange(count), in_a_row)
    top = islands.bottom + _LONER_BLOCK_GAP if islands.height else -(rows - 1) * _LONER_GAP / 2
    return np.column_stack([(column - (in_a_row - 1) / 2) * _LONER_GAP, top + row * _LONER_GAP])


def _extent(points: NDArray[np.float64], islands: Sequence[Island], name_widths: Sequence[float]) -> Box:
    """What articles, islands and their names take up; no widths: what they take up without their names."""
    if not len(points) and not islands:
        return Box(0.0, 0.0, 0.0, 0.0)
    name_height = _NAME_HEIGHT if any(name_widths) else 0.0
    shores = [
        (island.x + side * max(island.radius, width / 2), island.y + reach)
        for island, width in zip(islands, name_widths or [0.0] * len(islands), strict=True)
        for side in (-1, 1)
        for reach in (-island.radius - name_height, island.radius)
    ]
    corners = np.vstack([points, np.array(shores).reshape(-1, 2)])
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return Box(float(left), float(top), float(right), float(bottom))


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _round(value: float) -> float:
    return round(value, 1) + 0.0  # no -0.0
