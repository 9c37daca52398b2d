"""Groups of articles become stories: who leads, since when, how many independent outlets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.model import Article, Coverage, Facet, Links, NodeKind, StoryCluster, StoryName, time_order
from graphkit.options import Options


def tell_stories(
    articles: Sequence[Article],
    groups: Sequence[Sequence[int]],
    names: Sequence[StoryName],
    links: Links,
    facets: Sequence[Facet],
    options: Options,
) -> tuple[StoryCluster, ...]:
    """Describe each group as a story.

    Parameters
    ----------
    articles : sequence, sorted by id
    groups, names : sequences of one length
    links : Links
    facets : sequence of Facet
        Whose providers give the outlets their names.
    options : Options

    Returns
    -------
    tuple of StoryCluster
        Largest first, then earliest, then by id.
    """
    copy_of = copy_groups(len(articles), links)
    outlet_of = {number: facet for facet in facets if facet.kind is NodeKind.PROVIDER for number in facet.articles}
    stories = [
        _tell(articles, sorted(group, key=lambda n: _by_time(articles[n])), name, copy_of, outlet_of, options)
        for group, name in zip(groups, names, strict=True)
    ]
    return tuple(sorted(stories, key=lambda s: (-s.size, time_order(s.first_seen), s.id)))


def centrality(n_articles: int, groups: Sequence[Sequence[int]], links: Links) -> NDArray[np.float64]:
    """How much evidence links each article with the others of its group; shape (n_articles,)."""
    group_of = np.full(n_articles, -1)
    for index, group in enumerate(groups):
        group_of[list(group)] = index
    within = (group_of[links.first] == group_of[links.second]) & (group_of[links.first] >= 0)
    central = np.zeros(n_articles)
    np.add.at(central, links.first[within], links.evidence[within])
    np.add.at(central, links.second[within], links.evidence[within])
    return np.round(central, 6)


def copy_groups(n_articles: int, links: Links) -> NDArray[np.int32]:
    """For each article the number of its group of near-copies; shape (n_articles,)."""
    rows = links.first[links.is_copy], links.second[links.is_copy]
    adjacency = sparse.coo_array((np.ones(len(rows[0]), dtype=np.int8), rows), shape=(n_articles, n_articles))
    _, group_of = sparse.csgraph.connected_components(adjacency, directed=False)
    return np.asarray(group_of, dtype=np.int32)


def _tell(
    articles: Sequence[Article],
    members: Sequence[int],
    name: StoryName,
    copy_of: NDArray[np.int32],
    outlet_of: Mapping[int, Facet],
    options: Options,
) -> StoryCluster:
    """`members` are in order of time."""
    dates = [date for number in members if (date := articles[number].published)]
    texts: dict[int, list[int]] = {}
    for number in members:
        texts.setdefault(int(copy_of[number]), []).append(number)
    # Of several copies, the first one with a known outlet represents all.
    first_outlets = (next((outlet_of[n].id for n in copies if n in outlet_of), None) for copies in texts.values())
    independent = {outlet for outlet in first_outlets if outlet}
    return StoryCluster(
        id=f"story-{articles[members[0]].id}",
        label=name.label,
        keywords=name.keywords,
        articles=tuple(articles[number].id for number in members),
        lead=articles[name.lead].id,
        first_seen=min(dates, default=None),
        last_seen=max(dates, default=None),
        providers=len(independent),
        is_event=len(independent) >= options.event_providers,
        coverage=_coverage(articles, members, outlet_of),
        headline=name.headline,
        copies=tuple(tuple(articles[n].id for n in copies) for copies in texts.values() if len(copies) > 1),
    )


def _coverage(
    articles: Sequence[Article], members: Sequence[int], outlet_of: Mapping[int, Facet]
) -> tuple[Coverage, ...]:
    """The first article of each outlet, in order of time."""
    first_of: dict[str, int] = {}
    for number in members:
        if number in outlet_of:
            first_of.setdefault(outlet_of[number].id, number)
    start = articles[members[0]].timestamp
    return tuple(
        Coverage(
            provider=outlet_of[number].label,
            article=articles[number].id,
            lag_hours=None
            if start is None or (at := articles[number].timestamp) is None
            else round((at - start) / 3600, 1),
        )
        for number in first_of.values()
    )


def _by_time(article: Article) -> tuple[float, str]:
    return time_order(article.published), article.id
