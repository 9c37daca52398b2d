"""Trials of settings: what is tried, and when another setting is suggested."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from graphkit.evaluation.trials import DECAYS, RESOLUTIONS, Known, Trial, Verdict, try_settings
from graphkit.options import Options

OPTIONS = Options(decay_days=1.0, resolution=0.045)
N_STORIES = 40
N_ARTICLES = 4 * N_STORIES
TRUTH = np.arange(N_ARTICLES) // 4
ALONE = np.arange(N_ARTICLES)


def make_known(stories: NDArray[np.int64]) -> Known:
    return Known(articles=np.arange(len(stories)), stories=stories)


class Finder:
    """Finds the truth with one setting, and otherwise as much of it as is said; remembers what it was asked."""

    def __init__(self, best: tuple[float, float], otherwise: NDArray[np.int64]) -> None:
        self.best, self.otherwise = best, otherwise
        self.decays: list[float] = []

    def __call__(self, decay_days: float, resolutions: Sequence[float]) -> list[NDArray[np.int64]]:
        self.decays.append(decay_days)
        return [TRUTH if (decay_days, one) == self.best else self.otherwise for one in resolutions]


def run(
    finder: Finder, stories: NDArray[np.int64] = TRUTH, n_articles: int = N_ARTICLES, options: Options = OPTIONS
) -> tuple[tuple[Trial, ...], Trial | None, Verdict]:
    return try_settings(make_known(stories), n_articles, options, finder, lambda done, total: None)


def test_a_setting_that_is_better_everywhere_is_suggested() -> None:
    trials, better, verdict = run(Finder((4.0, 0.06), otherwise=ALONE))
    assert (better, verdict) == (Trial(decay_days=4.0, resolution=0.06, b3_f1=1.0, pair_f1=1.0), Verdict.BETTER)
    assert [(t.decay_days, t.resolution) for t in trials] == [(d, r) for d in DECAYS for r in RESOLUTIONS]


def test_a_setting_that_is_hardly_better_is_not() -> None:
    one_article_lost = np.where(np.arange(N_ARTICLES) == 5, N_ARTICLES, TRUTH)
    assert run(Finder((4.0, 0.06), otherwise=one_article_lost))[1:] == (None, Verdict.KEEP)


def test_a_setting_that_is_better_in_some_stories_only_is_not() -> None:
    # A quarter of the stories is found as they are with any setting.
    partly = np.where(TRUTH % 4 == 0, TRUTH, ALONE + N_ARTICLES)
    assert run(Finder((4.0, 0.06), otherwise=partly))[1:] == (None, Verdict.KEEP)


def test_where_the_setting_in_force_is_the_best_it_is_kept() -> None:
    assert run(Finder((1.0, 0.045), otherwise=ALONE))[1:] == (None, Verdict.KEEP)


def test_the_setting_in_force_is_tried_beside_the_others() -> None:
    trials, _, _ = run(Finder((1.0, 0.045), ALONE), options=Options(decay_days=4.5, resolution=0.05))
    assert (4.5, 0.05) in [(t.decay_days, t.resolution) for t in trials]


def test_in_a_large_corpus_only_the_next_decays_are_tried() -> None:
    finder = Finder((1.0, 0.045), ALONE)
    run(finder, n_articles=100_000)
    assert finder.decays == [0.5, 1.0, 2.0]
    shortest = Finder((1.0, 0.045), ALONE)
    run(shortest, n_articles=100_000, options=Options(decay_days=0.25))
    assert shortest.decays == [0.25, 0.5]


@pytest.mark.parametrize(
    ("stories", "verdict"),
    [
        pytest.param(np.arange(0), Verdict.NOTHING_KNOWN, id="none"),
        pytest.param(np.arange(38) // 2, Verdict.TOO_FEW, id="19 stories"),
        pytest.param(np.arange(100), Verdict.TOO_FEW, id="stories of one article"),
        pytest.param(np.append(np.arange(50) // 2, [30] * 51), Verdict.ONE_STORY, id="one large story"),
    ],
)
def test_where_too_little_is_known_nothing_is_tried(stories: NDArray[np.int64], verdict: Verdict) -> None:
    finder = Finder((1.0, 0.045), ALONE)
    assert run(finder, stories) == ((), None, verdict)
    assert finder.decays == []
