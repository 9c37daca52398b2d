"""Stories and links by hand, and at random, for tests of where things lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from hypothesis import strategies as st

from graphkit.model import Facet, Links, NodeKind, StoryCluster

Corpus = tuple[list[str], list[StoryCluster], Links, list[Facet]]


def make_cluster(cluster_id: str, articles: Sequence[str], *, lead: str | None = None) -> StoryCluster:
    """A story of these articles; unless told otherwise the first is its lead."""
    return StoryCluster(
        id=cluster_id,
        label=f"Story {cluster_id}",
        keywords=(),
        articles=tuple(articles),
        lead=lead or articles[0],
        first_seen=None,
        last_seen=None,
        providers=1,
    )


def make_links(pairs: Iterable[tuple[int, int, float]]) -> Links:
    """Inferred links between articles by number: first, second, cosine."""
    rows = sorted(pairs)
    cosine = np.array([row[2] for row in rows], dtype=np.float64)
    no, yes = np.zeros(len(rows), dtype=np.bool_), np.ones(len(rows), dtype=np.bool_)
    return Links(
        first=np.array([row[0] for row in rows], dtype=np.int32),
        second=np.array([row[1] for row in rows], dtype=np.int32),
        cosine=cosine,
        days_apart=np.zeros(len(rows)),
        evidence=cosine,
        declared_by_first=no,
        declared_by_second=no,
        inferred=yes,
        shown=yes,
        is_copy=no,
    )


@st.composite
def layout_inputs(draw: st.DrawFn) -> Corpus:
    """What `arrange` is given: a corpus that falls into stories of all sizes and articles in none."""
    sizes = draw(st.lists(st.integers(2, 40), max_size=50))
    loners = draw(st.integers(0, 40))
    articles = sum(sizes) + loners
    ids = [f"a{i:04}" for i in range(articles)]
    shuffled = draw(st.permutations(range(articles))) if articles < 60 else list(range(articles))
    clusters, start = [], 0
    for i, size in enumerate(sorted(sizes, reverse=True)):
        members = [ids[number] for number in shuffled[start : start + size]]
        clusters.append(make_cluster(f"s{i:02}", members, lead=draw(st.sampled_from(members))))
        start += size
    facets: list[Facet] = []
    if articles > 1:
        number = st.integers(0, articles - 1)
        pairs = draw(st.sets(st.tuples(number, number).filter(lambda pair: pair[0] < pair[1]), max_size=60))
        links = make_links((a, b, round(0.1 + (a * 7 + b) % 9 / 10, 6)) for a, b in pairs)
        touched = draw(st.lists(st.sets(number, min_size=1, max_size=6), max_size=40))
        kinds = (NodeKind.PROVIDER, NodeKind.TOPIC)
        facets = [
            Facet(id=f"{kinds[i % 2]}:{i}", kind=kinds[i % 2], label=str(i), articles=tuple(sorted(numbers)))
            for i, numbers in enumerate(touched)
        ]
    else:
        links = make_links([])
    return ids, clusters, links, facets
