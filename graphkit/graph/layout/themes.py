"""Which stories belong together on the map: regions by theme, and topics within them.

A story is a vector of the topics of its articles and of its own keywords, weighed by how few stories have them; the
stories of a thread are one vector, so that they stay together.
Regions are the clusters of spherical k-means (Dhillon, Modha, 2001, https://doi.org/10.1023/A:1007612920971) that
starts at the terms which cover most articles; nothing is random.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_MOST_REGIONS = 8  # as many as there are colors
_FEWEST_REGIONS = 5  # fewer are no map to find one's way by
_STORIES_A_REGION = 40  # so that a small archive does not fall into regions of a few stories
_COMMON = 0.35  # of the stories: a term of more of them tells no two regions apart
_ROUNDS = 12  # or until nothing moves
_MOST_TERMS = 1_200  # those that most stories have; the matrix is dense
_MOST_TOPICS = 5  # of a region, each with a cell; the others share one
_SMALLEST_TOPIC = 0.08  # of a region's stories
_TOPIC_WEIGHT = 2.0  # of what an editor chose, beside a word of the text


@dataclass(frozen=True, slots=True)
class Theme:
    """A region, or a topic within one: its name, and its stories by number."""

    name: str
    stories: tuple[int, ...]
    topics: tuple[Theme, ...] = ()


def find_themes(
    sizes: Sequence[int],
    topics: Sequence[Mapping[str, int]],
    keywords: Sequence[Sequence[str]],
    threads: Sequence[str | None] = (),
) -> tuple[Theme, ...]:
    """Divide stories into regions.

    Parameters
    ----------
    sizes : sequence of int
        Articles of each story.
    topics : sequence of mapping of str to int
        For each story how many of its articles have a topic.
    keywords : sequence of sequences of str
        For each story its telling terms, strongest first.
    threads : sequence of str or None, optional
        For each story its thread: the stories of one share a region, and a topic within it.

    Returns
    -------
    tuple of Theme
        5 to 8 regions that hold every story once, largest first; empty if the terms do not tell them apart.
    """
    count = len(sizes)
    terms, vectors = _vectors(sizes, topics, keywords)
    matter = _matters(threads or [None] * count)
    together = _unit(_summed(vectors, matter))
    wanted = min(_MOST_REGIONS, max(_FEWEST_REGIONS, count // _STORIES_A_REGION))
    seeds = _seeds(together, _summed(np.asarray(sizes, dtype=float), matter), wanted)
    if len(seeds) < _FEWEST_REGIONS:
        return ()
    region_of_matter, centers = _k_means(together, seeds)
    region = region_of_matter[matter]
    spread = Counter(topic for own in topics for topic in own)
    told = [{topic: some for topic, some in own.items() if spread[topic] <= _COMMON * count} for own in topics]
    topics_of_matter: list[Counter[str]] = [Counter() for _ in range(len(together))]
    for number, own in zip(matter.tolist(), told, strict=True):
        topics_of_matter[number].update(own)
    shared = [topics_of_matter[number] for number in matter.tolist()]
    names: set[str] = set()
    found = []
    for number in np.argsort(-np.bincount(region, minlength=len(seeds)), kind="stable").tolist():
        members = np.flatnonzero(region == number)
        if len(members):
            name = _name(terms, vectors[members], centers[number], names)
            names.add(name)
            found.append(Theme(name, tuple(members.tolist()), _topics_within(name, members.tolist(), shared)))
    return tuple(found)


def _vectors(
    sizes: Sequence[int], topics: Sequence[Mapping[str, int]], keywords: Sequence[Sequence[str]]
) -> tuple[list[str], NDArray[np.float64]]:
    """The terms, and a row of unit length for each story, zero where it has no term that another story has."""
    rows: list[dict[str, float]] = []
    for size, own, words in zip(sizes, topics, keywords, strict=True):
        row = {topic: _TOPIC_WEIGHT * some / size for topic, some in own.items()}
        for rank, word in enumerate(words):
            for term in (word, *word.split()):
                row[term] = max(row.get(term, 0.0), 1 / (1 + rank / 2))
        rows.append(row)
    spread = Counter(term for row in rows for term in row)
    most = max(2, round(_COMMON * len(rows)))
    terms = sorted(sorted(term for term, some in spread.items() if 2 <= some <= most), key=lambda term: -spread[term])
    column = {term: i for i, term in enumerate(terms[:_MOST_TERMS])}
    matrix = np.zeros((len(rows), len(column)), dtype=np.float64)
    for i, row in enumerate(rows):
        for term, weight in row.items():
            if term in column:
                matrix[i, column[term]] = weight * np.log(len(rows) / spread[term])
    return list(column), _unit(matrix)


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows of unit length; a row of zeros stays one."""
    norms = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    found: NDArray[np.float64] = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 0)
    return found


def _matters(threads: Sequence[str | None]) -> NDArray[np.intp]:
    """A number for each thread and for each story in none, in the order of the stories."""
    numbers: dict[str | int, int] = {}
    return np.array(
        [numbers.setdefault(i if thread is None else thread, len(numbers)) for i, thread in enumerate(threads)],
        dtype=np.intp,
    )


def _summed(rows: NDArray[np.float64], matter: NDArray[np.intp]) -> NDArray[np.float64]:
    """The sum of the rows of each matter."""
    sums: NDArray[np.float64] = np.zeros((int(matter.max(initial=-1)) + 1, *rows.shape[1:]))
    np.add.at(sums, matter, rows)
    return sums


def _seeds(vectors: NDArray[np.float64], sizes: NDArray[np.float64], wanted: int) -> list[int]:
    """Terms that cover most articles, each those that the ones before it leave."""
    uncovered, found = sizes.copy(), []
    for _ in range(wanted):
        cover = uncovered @ vectors
        if not len(cover) or cover.max() <= 0:
            break
        term = int(np.argmax(np.round(cover, 9)))
        found.append(term)
        uncovered = uncovered * (1 - np.minimum(1.0, 2.5 * vectors[:, term]))
    return found


def _k_means(vectors: NDArray[np.float64], seeds: Sequence[int]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    centers = np.zeros((len(seeds), vectors.shape[1]))
    centers[np.arange(len(seeds)), seeds] = 1.0
    region = np.full(len(vectors), -1, dtype=np.intp)
    for _ in range(_ROUNDS):
        alike = np.round(vectors @ centers.T, 9)
        # A large region must be a little more like a story than a small one is, so that none swallows the others.
        share = np.bincount(np.maximum(region, 0), minlength=len(seeds)) / len(vectors)
        nearest = np.argmax(alike - 0.08 * (share if (region >= 0).all() else 0), axis=1)
        # What is like no region goes to the smallest, a story at a time.
        lost, counts = np.flatnonzero(alike.max(axis=1) <= 0), np.bincount(nearest, minlength=len(seeds))
        counts[nearest[lost]] = np.bincount(np.delete(nearest, lost), minlength=len(seeds))[nearest[lost]]
        for story in lost.tolist():
            nearest[story] = int(np.argmin(counts))
            counts[nearest[story]] += 1
        if np.array_equal(nearest, region):
            break
        region = nearest
        for number in range(len(seeds)):
            center = vectors[region == number].sum(axis=0)
            norm = float(np.sqrt(center @ center))
            centers[number] = center / norm if norm > 0 else centers[number]
    return region, centers


def _name(terms: Sequence[str], rows: NDArray[np.float64], center: NDArray[np.float64], taken: set[str]) -> str:
    """The term that most of a region's stories have and that is strong in it."""
    shares = (rows > 0).mean(axis=0)
    for term in np.argsort(-np.round(center * np.sqrt(shares), 9), kind="stable").tolist():
        name = _capitalized(terms[term])
        if name not in taken:
            return name
    return f"Region {len(taken) + 1}"


def _capitalized(term: str) -> str:
    return term[:1].upper() + term[1:]


def _topics_within(region: str, members: Sequence[int], topics: Sequence[Mapping[str, int]]) -> tuple[Theme, ...]:
    """A region's stories by their main topic, the name of the region apart; small topics share one cell."""
    counts = Counter(topic for story in members for topic in topics[story] if topic.casefold() != region.casefold())
    least = max(3, _SMALLEST_TOPIC * len(members))
    kept = [topic for topic, some in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if some >= least]
    kept = kept[:_MOST_TOPICS]
    groups: dict[str, list[int]] = {topic: [] for topic in kept}
    others, plain = [], []
    small: set[str] = set()
    for story in members:
        own = [topic for topic in kept if topic in topics[story]]
        if own:
            groups[min(own, key=lambda topic: (-topics[story][topic], counts[topic], topic))].append(story)
        elif topics[story] and set(topics[story]) - {region} and kept:
            others.append(story)
            small |= set(topics[story])
        else:
            plain.append(story)
    found = [Theme(_capitalized(name), tuple(stories)) for name, stories in groups.items() if len(stories) >= 3]
    left = [story for stories in groups.values() if len(stories) < 3 for story in stories] + others
    if not found:
        return (Theme("", tuple(members)),)
    if len(plain) < least:
        # A cell without a name has no room but its circles': of a few stories among thousands nothing would be left.
        left, plain = left + plain, []
    if left:
        found.append(Theme(f"{len(small)} smaller topics" if len(small) > 1 else "Other", tuple(sorted(left))))
    if plain:
        found.append(Theme("", tuple(sorted(plain))))
    return tuple(found)
