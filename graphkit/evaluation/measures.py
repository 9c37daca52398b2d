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

    b3_precision, b3_recall = _b_cubed(found, known)
    pair_precision, pair_recall = _pairs(found, known)
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
    return _f1(*_b_cubed(found, known)), _f1(*_pairs(found, known))


def area_under_curve(of_partners: NDArray[np.float64], of_strangers: NDArray[np.float64]) -> float | None:
    """How often a partner scores above a stranger, ties counting half; None if there are none of either; 4 places."""
    from sklearn.metrics import roc_auc_score

    if not len(of_partners) or not len(of_strangers):
        return None
    is_partner = np.repeat([True, False], [len(of_partners), len(of_strangers)])
    return round(float(roc_auc_score(is_partner, np.concatenate([of_partners, of_strangers]))), 4)


def _b_cubed(found: Sequence[int] | NDArray[np.int64], known: Sequence[int] | NDArray[np.int64]) -> tuple[float, float]:
    """Mean precision and recall of the articles; 0 without any."""
    in_both, in_found, in_known = _overlaps(found, known)
    n = max(1, len(known))
    return float((in_both**2 / in_found).sum() / n), float((in_both**2 / in_known).sum() / n)


def _pairs(found: Sequence[int] | NDArray[np.int64], known: Sequence[int] | NDArray[np.int64]) -> tuple[float, float]:
    """Precision and recall of the pairs; 0 where there are none to count."""
    from sklearn.metrics.cluster import pair_confusion_matrix

    if not len(known):
        return 0.0, 0.0
    (_, false_positive), (false_negative, true_positive) = pair_confusion_matrix(known, found)
    return (
        float(true_positive / max(1, true_positive + false_positive)),
        float(true_positive / max(1, true_positive + false_negative)),
    )


def _overlaps(
    found: Sequence[int] | NDArray[np.int64], known: Sequence[int] | NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """For each pair of stories that meet: articles in both, in the found one, in the known one."""
    from sklearn.metrics.cluster import contingency_matrix

    if not len(known):
        return np.zeros(0), np.zeros(0), np.zeros(0)
    table = contingency_matrix(known, found, sparse=True)
    of_known, of_found = np.asarray(table.sum(axis=1)).ravel(), np.asarray(table.sum(axis=0)).ravel()
    cells = table.tocoo()
    return cells.data.astype(np.float64), of_found[cells.col], of_known[cells.row]


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
