"""Measures: partitions and scores against figures worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from graphkit.evaluation.measures import Agreement, agreement, area_under_curve, b3_and_pair_f1


def test_stories_that_are_found_as_they_are_known_score_one_whatever_their_numbers() -> None:
    assert agreement([7, 7, 3, 3, 5], [0, 0, 1, 1, 2]) == Agreement(
        articles=5,
        stories=3,
        b3_precision=1.0,
        b3_recall=1.0,
        b3_f1=1.0,
        pair_precision=1.0,
        pair_recall=1.0,
        pair_f1=1.0,
        v_measure=1.0,
        adjusted_mutual_information=1.0,
    )


def test_two_stories_found_as_one_cost_precision_alone() -> None:
    # Of six articles each is with two of its own among six; 3 of 15 + 3 pairs are right.
    found = agreement([0] * 6, [0, 0, 0, 1, 1, 1])
    assert (found.b3_precision, found.b3_recall, found.b3_f1) == (0.5, 1.0, 0.6667)
    assert (found.pair_precision, found.pair_recall, found.pair_f1) == (0.4, 1.0, 0.5714)


def test_a_story_that_falls_apart_costs_recall_alone() -> None:
    found = agreement([0, 1, 2, 3], [0, 0, 1, 1])
    assert (found.b3_precision, found.b3_recall) == (1.0, 0.5)
    assert (found.pair_precision, found.pair_recall, found.pair_f1) == (0.0, 0.0, 0.0)


def test_nothing_known_scores_nothing() -> None:
    assert b3_and_pair_f1([], []) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("partners", "strangers", "expected"),
    [
        pytest.param([0.9, 0.8], [0.1, 0.2], 1.0, id="all above"),
        pytest.param([0.1], [0.5, 0.9], 0.0, id="all below"),
        pytest.param([0.5, 0.0], [0.0, 0.0], 0.75, id="ties count half"),
        pytest.param([0.5], [], None, id="no strangers"),
        pytest.param([], [0.5], None, id="no partners"),
    ],
)
def test_the_area_is_how_often_a_partner_scores_above_a_stranger(
    partners: list[float], strangers: list[float], expected: float | None
) -> None:
    assert area_under_curve(np.array(partners), np.array(strangers)) == expected
