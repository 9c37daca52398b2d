"""Stories about one matter, weeks or months apart, make a thread."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.blocks import Columns, Store
from graphkit.links.products import columns_of_few, largest_products, products_of_pairs
from graphkit.links.vectors import TextVectors, columns_of, matrix_of, rows_of
from graphkit.model import SECONDS_A_DAY, Article, StoryCluster, Thread, time_order
from graphkit.options import Options
from graphkit.stories.communities import find_communities, members_of
from graphkit.stories.naming import name_stories
from graphkit.texts.wording import Wording

# Stories closer in time than this are different matters; otherwise they would be one story.
_DAYS_APART = 5.0
# A pair of stories is a link if it has at least this share of `thread_similarity`.
_LEAST_PART = 0.75
# A thread is named by what its stories share, not by what is new in one of them.
_LEAST_SHARE = 0.3
# Pairs are sought by words of at most this many stories, or this share: common words distinguish no matters.
_MOST_HAVING = 500
_SHARE = 0.02
# Rare words make up at least this share of a likeness that counts.
_BY_RARE_WORDS = 0.2
# Stories whose vectors are added up together: the vectors of some thousands of articles.
_STORIES_AT_A_TIME = 2_000
# Nearest stories that are compared with a story, itself included.
_MOST_ALIKE = 101


def find_threads(
    articles: Sequence[Article],
    wording: Wording,
    clusters: Sequence[StoryCluster],
    vectors: TextVectors,
    options: Options,
) -> tuple[Thread, ...]:
    """Link stories whose words are alike however far apart they are in time.

    Parameters
    ----------
    articles : sequence, sorted by id
    wording : Wording
        Of these articles.
    clusters : sequence of StoryCluster
    vectors : TextVectors
        Of these articles.
    options : Options
        ``thread_similarity`` is the mean cosine between the stories of a thread.

    Returns
    -------
    tuple of Thread
        Of most stories first, then earliest, then by id.

    Notes
    -----
    A story's vector is the sum of its articles'. A thread is a community of stories, by the same search as stories
    are communities of articles. Stories that may be alike are found by words that few of them have, and then measured
    in full: the cost grows in step with the stories.
    """
    number_of = {article.id: number for number, article in enumerate(articles)}
    members = [[number_of[article] for article in cluster.articles] for cluster in clusters]
    first, second, cosine = _alike(_centroids(members, vectors), vectors.n_words, _middles(clusters), options)
    labels = find_communities(len(clusters), first, second, cosine, options.thread_similarity, options.seed)
    groups = members_of(labels)
    in_time = [sorted(group, key=lambda n: (time_order(clusters[n].first_seen), clusters[n].id)) for group in groups]
    together = [sorted(chain.from_iterable(members[n] for n in group)) for group in in_time]
    names = name_stories(articles, wording, together, least_share=_LEAST_SHARE)
    threads = [
        Thread(
            id=clusters[group[0]].id.replace("story-", "thread-", 1),
            label=name.label,
            clusters=tuple(clusters[n].id for n in group),
            first_seen=min((date for n in group if (date := clusters[n].first_seen)), default=None),
            last_seen=max((date for n in group if (date := clusters[n].last_seen)), default=None),
        )
        for group, name in zip(in_time, names, strict=True)
    ]
    return tuple(sorted(threads, key=lambda t: (-len(t.clusters), time_order(t.first_seen), t.id)))


def _centroids(members: Sequence[Sequence[int]], vectors: TextVectors) -> sparse.csr_matrix:
    """The sum of each story's vectors, at length 1."""
    work = vectors.work
    places = np.argsort(work.blocks.order)
    # In order of time, so that the articles of some stories lie in few blocks.
    in_time = np.argsort([places[numbers[0]] for numbers in members], kind="stable")
    chunks = [in_time[start : start + _STORIES_AT_A_TIME] for start in range(0, len(members), _STORIES_AT_A_TIME)]
    for chunk, stories in enumerate(chunks):
        articles = np.fromiter(chain.from_iterable(members[story] for story in stories), dtype=np.int64)
        lengths = np.array([len(members[story]) for story in stories])
        work.store.save(f"stories-{chunk}", {"articles": articles, "lengths": lengths})
    work.each("centroids", _add_up, items=range(len(chunks)))
    found = [matrix_of(columns) for columns in work.results("centroids", range(len(chunks)))]
    if not found:
        return sparse.csr_matrix((0, len(vectors.terms)), dtype=np.float32)
    return sparse.vstack(found, format="csr")[np.argsort(in_time)]


def _add_up(store: Store, chunk: int) -> Columns:
    """The centroids of some stories."""
    stories = store.load(f"stories-{chunk}")
    numbers, place = np.unique(stories["articles"], return_inverse=True)
    story = np.repeat(np.arange(len(stories["lengths"])), stories["lengths"])
    ones = np.ones(len(place), dtype=np.float32)
    has = sparse.csr_array((ones, (story, place)), (len(stories["lengths"]), len(numbers)))
    sums = sparse.csr_matrix(has @ rows_of(store, numbers))
    lengths = np.sqrt(np.asarray(sums.multiply(sums).sum(axis=1)).ravel())
    sums = sparse.csr_matrix(sparse.diags_array(1 / np.maximum(lengths, 1e-9), dtype=np.float32) @ sums)
    sums.sort_indices()
    return columns_of(sums)


def _middles(clusters: Sequence[StoryCluster]) -> NDArray[np.float64]:
    """The middle of each story in days; NaN where it is undated."""
    return np.array(
        [
            (time_order(c.first_seen) + time_order(c.last_seen)) / 2 / SECONDS_A_DAY if c.first_seen else np.nan
            for c in clusters
        ]
    )


def _alike(
    centroids: sparse.csr_matrix, n_words: int, middles: NDArray[np.float64], options: Options
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64]]:
    """Pairs of stories alike enough to count, and far enough apart; unknown times count as far."""
    threshold = _LEAST_PART * options.thread_similarity
    words = columns_of_few(centroids[:, :n_words], max(_MOST_HAVING, int(_SHARE * len(middles))))
    nearest = largest_products(words, words, _MOST_ALIKE, threshold * _BY_RARE_WORDS)
    far = (nearest.row < nearest.col) & ~(np.abs(middles[nearest.row] - middles[nearest.col]) < _DAYS_APART)
    first, second = nearest.row[far].astype(np.int32), nearest.col[far].astype(np.int32)
    cosine = np.minimum(products_of_pairs(centroids, first, second), 1.0)
    alike = cosine >= threshold
    return first[alike], second[alike], np.asarray(np.round(cosine[alike], 6), dtype=np.float64)
