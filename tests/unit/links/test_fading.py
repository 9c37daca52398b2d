"""Fading: how much of a likeness remains after days, in a sparse archive and in a dense one."""

from __future__ import annotations

from math import nan

import numpy as np
import pytest

from graphkit.links.fading import Fading, fading_of
from graphkit.tuning import TUNING, Tuning


def fade(*days: float, tuning: Tuning = TUNING) -> list[float]:
    """What remains of the likeness of the first with each of the others, 4 places."""
    found = fading_of(np.array(days), 2.0, tuning)
    others = np.arange(1, len(days))
    return [round(float(one), 4) for one in found.between(np.zeros(len(others), dtype=np.int64), others)]


def test_half_remains_after_the_decay_whatever_the_density_if_that_is_to_count_nothing() -> None:
    assert fade(0, 0, 2, 6, 1_998, tuning=Tuning(pace=0)) == [1.0, 0.5, 0.25, 0.001]


def test_likeness_fades_faster_the_more_articles_are_near() -> None:
    sparse, dense = fade(0, 2, 50), fade(0, 2, 50, *[0.0] * 500)
    assert 0 < dense[0] < 0.5 < sparse[0] < 1


def test_likeness_lasts_four_times_as_long_at_most() -> None:
    lasts = fading_of(np.array([0.0, 1_000.0]), 2.0, Tuning(pace=9.0)).lasts
    assert lasts.tolist() == [8.0, 8.0]


@pytest.mark.parametrize(
    ("n_dated", "n_undated", "remains"),
    [(0, 100, 0.7324), (99, 1, 0.9592), (0, 1_000, 0.364), (1_000, 10, 0.7316), (1_000, 1_000, 0.327)],
)
def test_the_more_pairs_no_date_tells_apart_the_less_of_a_likeness_remains(
    n_dated: int, n_undated: int, remains: float
) -> None:
    days = np.array([*range(n_dated), *[nan] * n_undated], dtype=np.float64)
    found = fading_of(days, 2.0, TUNING)
    assert round(found.unknown, 4) == remains
    assert found.between(np.array([0]), np.array([len(days) - 1])).tolist() == [found.unknown]


def test_beyond_its_reach_no_likeness_is_above_the_least() -> None:
    days = np.array([0.0, 0.5, 3.0, 90.0])
    found: Fading = fading_of(days, 2.0, TUNING)
    reach = found.reach(slice(0, 2), 0.1)
    first, second = np.array([0, 0, 1, 1]), np.array([2, 3, 2, 3])
    beyond = np.abs(days[first] - days[second]) > reach
    assert beyond.any()
    assert (found.between(first, second)[beyond] < 0.1).all()
