"""How well two partitions agree, and how well scores tell pairs apart: the one home of scikit-learn's metrics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well stories that were found agree with stories that are known; all scores in [0, 1], 4 places.

    Parameters
    ----------
    articles : int
        Those whose story is known; only they count.
    stories : int
        Known stories, those of one article included.
    b3_precision, b3_recall, b3_f1 : float
        B-cubed: how much of an article's found story is of its known one, and the other way round, as a mean over
        articles.
    pair_precision, pair_recall, pair_f1 : float
        Share of the pairs within found stories that are pairs within known ones, and the other way round.
    v_measure : float
    adjusted_mutual_information : float
        0 is what chance would reach; may fall below.
    """

    articles: int
    stories: int
    b3_precision: float
    b3_recall: float
    b3_f1: float
    pair_precision: float
    pair_recall: float
    pair_f1: float
    v_measure: float
    adjusted_mutual_information: float


def agreement(found: Sequence[int] | NDArray[np.int64], known: Sequence[int] | NDArray[np.int64]) -> Agreement:
    """Compare two partitions of the same articles.

    Parameters
    ----------
    found, known : sequences of int, of one length
        The story of each article; what is in no story is in one of its own.

    Notes
    -----
    Adjusted mutual information costs found times known stories; the rest grows with the articles.
    """
    from sklearn.metrics import adjusted_mutual_info_score, v_measure_score  # takes a second to import

    scores = _precision_and_recall(sum_up(found, known).sum(axis=0))
    b3_precision, b3_recall, pair_precision, pair_recall = scores
    return Agreement(
        articles=len(known),
        stories=len(np.unique(known)),
        b3_precision=round(b3_precision, 4),
        b3_recall=round(b3_recall, 4),
        b3_f1=round(_f1(b3_precision, b3_recall), 4),
        pair_precision=round(pair_precision, 4),
        pair_recall=round(pair_recall, 4),
        pair_f1=round(_f1(pair_precision, pair_recall), 4),
        v_measure=round(float(v_measure_score(known, found)), 4),
        adjusted_mutual_information=round(float(adjusted_mutual_info_score(known, found)), 4),
    )


def b3_and_pair_f1(
    found: Sequence[int] | NDArray[np.int64], known: Sequence[int] | NDArray[np.int64]
) -> tuple[float, float]:
    """B-cubed F1 and pair F1, unrounded; much cheaper than `agreement`."""
    return f1_of_sums(sum_up(found, known).sum(axis=0))


def sum_up(
    found: Sequence[int] | NDArray[np.int64],
    known: Sequence[int] | NDArray[np.int64],
    part_of: NDArray[np.int64] | None = None,
) -> NDArray[np.float64]:
    """What the articles of each part add to the scores; shape (n_parts, 6).

    Parameters
    ----------
    found, known : sequences of int, of one length
        The story of each article.
    part_of : int array, optional
        The part of each article, from 0; all are in one without it.

    Returns
    -------
    float array
        Articles; their B-cubed precisions and recalls, summed; others that share an article's found and known story,
        its found story, its known story. Parts are added up, and `f1_of_sums` makes scores of the sum.

    Notes
    -----
    An article is held against all others, those of other parts as well: else nobody would see that stories of two parts
    were found as one. Costs one sort.
    """
    _, found, in_found = _numbered(np.asarray(found, dtype=np.int64))
    n_known, known, in_known = _numbered(np.asarray(known, dtype=np.int64))
    _, _, in_both = _numbered(found * n_known + known)
    columns = (np.ones(len(known)), in_both / in_found, in_both / in_known, in_both - 1, in_found - 1, in_known - 1)
    parts = np.zeros(len(known), dtype=np.int64) if part_of is None else part_of
    return np.stack([np.bincount(parts, column, minlength=1) for column in columns], axis=1)


def f1_of_sums(sums: NDArray[np.float64]) -> tuple[float, float]:
    """B-cubed F1 and pair F1 of what `sum_up` returns for a part, or of several parts added up; unrounded."""
    b3_precision, b3_recall, pair_precision, pair_recall = _precision_and_recall(sums)
    return _f1(b3_precision, b3_recall), _f1(pair_precision, pair_recall)


def area_under_curve(of_partners: NDArray[np.float64], of_strangers: NDArray[np.float64]) -> float | None:
    """How often a partner scores above a stranger, ties counting half; None if there are none of either; 4 places."""
    from sklearn.metrics import roc_auc_score

    if not len(of_partners) or not len(of_strangers):
        return None
    is_partner = np.repeat([True, False], [len(of_partners), len(of_strangers)])
    return round(float(roc_auc_score(is_partner, np.concatenate([of_partners, of_strangers]))), 4)


def _numbered(values: NDArray[np.int64]) -> tuple[int, NDArray[np.int64], NDArray[np.int64]]:
    """How many values differ, their numbers from 0, and for each place how often its value is there."""
    unique, numbers, counts = np.unique(values, return_inverse=True, return_counts=True)
    return len(unique), numbers, counts[numbers]


def _precision_and_recall(sums: NDArray[np.float64]) -> tuple[float, float, float, float]:
    """Of B-cubed, then of pairs; 0 where there is nothing to count."""
    n, precisions, recalls, both, of_found, of_known = sums.tolist()
    return precisions / max(1, n), recalls / max(1, n), both / max(1, of_found), both / max(1, of_known)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
