"""Rankings: where declared partners come among strangers."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.evaluation.ranking import Ranking, rank_partners
from graphkit.links import TextVectors
from graphkit.links.vectors import vectors_of


def make_vectors(rows: Sequence[Sequence[float]]) -> TextVectors:
    table = sparse.csr_matrix(np.array(rows, dtype=np.float32))
    terms = np.array([f"t{number}" for number in range(table.shape[1])], dtype=object)
    return vectors_of(table, terms, n_words=len(terms))


def pairs(*declared: tuple[int, int]) -> NDArray[np.int32]:
    return np.array(declared, dtype=np.int32).reshape(-1, 2)


def rank(
    vectors: TextVectors, days: Sequence[float], declared: NDArray[np.int32], decay_days: float | None = None
) -> Ranking:
    (ranking,) = rank_partners(vectors, np.array(days), declared, [decay_days], 0, lambda done, total: None)
    return ranking


# Three pairs of like texts, each pair with a word of its own.
PAIRS = make_vectors(np.kron(np.eye(3), np.ones((2, 1))).tolist())
SAME_DAY = [0.0] * 6


def test_partners_with_like_texts_come_first() -> None:
    assert rank(PAIRS, SAME_DAY, pairs((0, 1), (3, 2))) == Ranking(
        decay_days=None, auc=1.0, auc_near=1.0, mean_reciprocal_rank=1.0, recall_at_5=1.0, recall_at_10=1.0
    )


def test_partners_with_unlike_texts_come_last_in_the_middle_of_those_as_unlike() -> None:
    # To article 0, article 1 is alike; 3 to 5 are as unlike as its partner 2.
    ranking = rank(PAIRS, SAME_DAY, pairs((0, 2)))
    assert ranking.mean_reciprocal_rank == round(1 / 3.5, 4)
    assert ranking.auc is not None
    assert ranking.auc < 0.5


def test_a_link_counts_from_both_ends_and_once_though_both_declare_it() -> None:
    one_way, mutual = (rank(PAIRS, SAME_DAY, declared) for declared in (pairs((0, 1)), pairs((0, 1), (1, 0))))
    assert one_way == mutual


def test_articles_that_share_a_partner_are_no_strangers_to_each_other() -> None:
    # 0 lists 1 and 2, whose texts are alike: were 2 a stranger to 1, it would come before 0.
    vectors = make_vectors([[0.6, 0.8], [0.0, 1.0], [0.0, 1.0], [1.0, 0.0]])
    ranking = rank(vectors, [0.0] * 4, pairs((0, 1), (0, 2)))
    assert ranking.mean_reciprocal_rank == 1.0


def test_time_tells_partners_from_strangers_of_other_days_but_not_of_the_same() -> None:
    # All texts are one text: only the days differ.
    days = [0.0, 0.0, 0.0, 0.0] + [100.0] * 40
    vectors = make_vectors([[1.0]] * len(days))
    ranking = rank(vectors, days, pairs((0, 1)), decay_days=2.0)
    still = rank(vectors, days, pairs((0, 1)))
    assert (still.auc, still.auc_near) == (0.5, 0.5)
    assert ranking.auc is not None
    assert ranking.auc > 0.9
    assert ranking.mean_reciprocal_rank == 0.5


def test_undated_articles_have_no_strangers_of_the_same_days() -> None:
    ranking = rank(PAIRS, [nan] * 6, pairs((0, 1)), decay_days=1.0)
    assert (ranking.auc, ranking.auc_near) == (1.0, None)


def test_where_all_are_declared_there_are_no_strangers() -> None:
    ranking = rank(make_vectors([[1.0], [1.0]]), [0.0, 0.0], pairs((0, 1)))
    assert ranking == Ranking(
        decay_days=None, auc=None, auc_near=None, mean_reciprocal_rank=1.0, recall_at_5=1.0, recall_at_10=1.0
    )


def test_recall_counts_as_many_partners_as_there_is_room_for() -> None:
    # Article 0 lists seven, all like it, among strangers unlike it: five of five, seven of seven.
    vectors = make_vectors([[1.0, 0.0]] * 8 + [[0.0, 1.0]] * 12)
    ranking = rank(vectors, [0.0] * 20, pairs(*((0, other) for other in range(1, 8))))
    assert ranking.recall_at_10 == 1.0


def test_texts_without_a_word_rank_by_chance() -> None:
    ranking = rank(make_vectors(np.empty((4, 0)).tolist()), [0.0] * 4, pairs((0, 1)))
    assert (ranking.auc, ranking.mean_reciprocal_rank) == (0.5, 0.5)
