"""Whether the texts find what the files declare: declared partners among strangers, at several decays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.evaluation.measures import area_under_curve
from graphkit.links import TextVectors
from graphkit.links.fading import fading_of
from graphkit.tuning import TUNING

# More articles hardly change a figure, and each is compared with the whole corpus.
_MOST_ARTICLES = 2_000
_STRANGERS = 10
_BLOCK_ROWS = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """How well likeness, faded at one decay, finds the declared partners of articles.

    Parameters
    ----------
    decay_days : float or None
        None is without decay.
    auc : float or None
        How often a declared partner is more alike than a stranger drawn from the whole corpus. Time alone raises it
        where a corpus spans years. None if there is no stranger.
    auc_near : float or None
        The same against the strangers published nearest to the partner: what words alone can tell, since time says
        nothing there. None if there is no dated partner or stranger.
    mean_reciprocal_rank : float
        Mean over articles of 1 / rank of the first declared partner among all other articles.
    recall_at_5, recall_at_10 : float
        Mean share of an article's partners among its 5 and 10 nearest; at most 5 and 10 partners count.
    """

    decay_days: float | None
    auc: float | None
    auc_near: float | None
    mean_reciprocal_rank: float
    recall_at_5: float
    recall_at_10: float


@dataclass(frozen=True, slots=True)
class _Case:
    """An article with declared partners, and what they are held against.

    Parameters
    ----------
    article : int
    partners, dated_partners : int array
        Those whom it lists, or who list it.
    unknown : int array
        Itself and those that share a partner with it: nobody says whether they belong together.
    strangers : int array
        Drawn from all others, ten for each partner.
    near : int array
        The strangers published nearest to each dated partner.
    """

    article: int
    partners: NDArray[np.int64]
    dated_partners: NDArray[np.int64]
    unknown: NDArray[np.int64]
    strangers: NDArray[np.int64]
    near: NDArray[np.int64]


def rank_partners(
    vectors: TextVectors,
    days: NDArray[np.float64],
    declared: NDArray[np.int32],
    decays: Sequence[float | None],
    seed: int,
    on_progress: Callable[[int, int], None],
) -> tuple[Ranking, ...]:
    """For each of many articles, rank all others by likeness and find the ranks of its declared partners.

    Parameters
    ----------
    vectors : TextVectors
    days : float array, shape (n,)
        Publication time in days; NaN where unknown.
    declared : int array, shape (n_pairs, 2)
        Who lists whom; each link counts from both of its ends.
    decays : sequence of float or None
        Days; None is without decay.
    seed : int
        For the strangers, and for the articles if more than 2,000 have partners.
    on_progress : called with articles done and articles in all

    Returns
    -------
    tuple of Ranking
        One for each decay, in their order.

    Notes
    -----
    Two articles that share a partner are neither partners nor strangers: a list of related items says nothing of how
    these hang together. A partner comes in the middle of the strangers that are as alike. The cost is the number of
    articles with partners, at most 2,000, times the corpus.
    """
    cases = _find_cases(days, declared, np.random.default_rng(seed))
    tallies = [_Tally() for _ in decays]
    fadings = [None if decay_days is None else fading_of(days, decay_days, TUNING) for decay_days in decays]
    everyone, rows = np.arange(len(days)), vectors.rows
    for start in range(0, len(cases), _BLOCK_ROWS):
        on_progress(start, len(cases))
        block = cases[start : start + _BLOCK_ROWS]
        products = rows[[case.article for case in block]] @ rows.T
        for case, cosines in zip(block, np.clip(products.toarray(), 0, 1), strict=True):
            itself = np.full(len(days), case.article)
            for fading, tally in zip(fadings, tallies, strict=True):
                fade = 1.0 if fading is None else fading.between(itself, everyone)
                tally.add(case, np.round(cosines.astype(np.float64) * fade, 6))
    on_progress(len(cases), len(cases))
    return tuple(tally.sum_up(decay_days) for decay_days, tally in zip(decays, tallies, strict=True))


def partners_of(declared: NDArray[np.int32], n_articles: int) -> sparse.csr_array:
    """Who is declared together with whom, in either direction: a symmetric table of truth values."""
    both = np.concatenate([declared, declared[:, ::-1]])
    table = sparse.csr_array((np.ones(len(both), dtype=np.int32), both.T), shape=(n_articles, n_articles))
    table.sum_duplicates()
    table.sort_indices()
    table.data[:] = 1
    return table


def _find_cases(days: NDArray[np.float64], declared: NDArray[np.int32], random: np.random.Generator) -> Sequence[_Case]:
    partners_table = partners_of(declared, len(days))
    articles = np.flatnonzero(np.diff(partners_table.indptr))
    if len(articles) > _MOST_ARTICLES:
        articles = np.sort(random.choice(articles, size=_MOST_ARTICLES, replace=False))
    siblings_table = sparse.csr_array(partners_table[articles] @ partners_table)
    by_time = np.argsort(days, kind="stable")[: np.count_nonzero(~np.isnan(days))]
    return [
        _make_case(article, _row(partners_table, article), _row(siblings_table, number), days, by_time, random)
        for number, article in enumerate(articles.tolist())
    ]


def _make_case(
    article: int,
    partners: NDArray[np.int64],
    siblings: NDArray[np.int64],
    days: NDArray[np.float64],
    by_time: NDArray[np.int64],
    random: np.random.Generator,
) -> _Case:
    """`by_time` are the dated articles in order of publication."""
    is_stranger = np.ones(len(days), dtype=np.bool_)
    is_stranger[[article, *partners, *siblings]] = False
    strangers = np.flatnonzero(is_stranger)
    dated_partners = partners[~np.isnan(days[partners])]
    dated_strangers = by_time[is_stranger[by_time]]
    near = [_nearest_in_time(days, partner, dated_strangers) for partner in dated_partners]
    return _Case(
        article=article,
        partners=partners,
        dated_partners=dated_partners,
        unknown=np.setdiff1d([article, *siblings], partners),
        # The same number for each partner, so that an article with many partners has many strangers, too.
        strangers=random.choice(strangers, size=_STRANGERS * len(partners)) if len(strangers) else strangers,
        near=np.concatenate([strangers[:0], *near]),
    )


def _nearest_in_time(days: NDArray[np.float64], partner: int, strangers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of strangers in order of time those published nearest to the partner."""
    place = int(np.searchsorted(days[strangers], days[partner]))
    around = strangers[max(0, place - _STRANGERS) : place + _STRANGERS]
    return around[np.argsort(np.abs(days[around] - days[partner]), kind="stable")[:_STRANGERS]]


def _row(table: sparse.csr_array, number: int) -> NDArray[np.int64]:
    """The columns that hold something in a row, ascending."""
    return np.sort(table.indices[table.indptr[number] : table.indptr[number + 1]]).astype(np.int64)


class _Tally:
    """What was seen at one decay."""

    def __init__(self) -> None:
        self._of_partners: list[NDArray[np.float64]] = []
        self._of_strangers: list[NDArray[np.float64]] = []
        self._of_dated_partners: list[NDArray[np.float64]] = []
        self._of_near: list[NDArray[np.float64]] = []
        self._per_article: list[tuple[float, float, float]] = []

    def add(self, case: _Case, scores: NDArray[np.float64]) -> None:
        """Note how alike one article is to each of the corpus."""
        of_partners = scores[case.partners]
        self._of_partners.append(of_partners)
        self._of_strangers.append(scores[case.strangers])
        self._of_dated_partners.append(scores[case.dated_partners])
        self._of_near.append(scores[case.near])
        strangers = np.delete(scores, np.concatenate([case.unknown, case.partners]))
        ranks = np.array([place + _rank(strangers, score) for place, score in enumerate(np.sort(of_partners)[::-1])])
        self._per_article.append((float(1 / ranks.min()), _recall(ranks, 5), _recall(ranks, 10)))

    def sum_up(self, decay_days: float | None) -> Ranking:
        """The figures over all articles."""
        means = np.array(self._per_article).reshape(-1, 3).mean(axis=0) if self._per_article else np.zeros(3)
        reciprocal_rank, at_5, at_10 = (round(float(mean), 4) for mean in means)
        return Ranking(
            decay_days=decay_days,
            auc=area_under_curve(_joined(self._of_partners), _joined(self._of_strangers)),
            auc_near=area_under_curve(_joined(self._of_dated_partners), _joined(self._of_near)),
            mean_reciprocal_rank=reciprocal_rank,
            recall_at_5=at_5,
            recall_at_10=at_10,
        )


def _rank(strangers: NDArray[np.float64], score: float) -> float:
    """Where a score comes among those of strangers, from 1; in the middle of those that equal it."""
    return float((strangers > score).sum() + (strangers == score).sum() / 2 + 1)


def _recall(ranks: NDArray[np.float64], most: int) -> float:
    """The share of partners among the nearest, as far as there is room for them."""
    return float((ranks <= most).sum() / min(most, len(ranks)))


def _joined(parts: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    return np.concatenate([np.zeros(0), *parts])
