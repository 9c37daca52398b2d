"""Trials of settings: what is tried, on which stories it is measured, and when another setting is suggested."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from graphkit.evaluation.measures import b3_and_pair_f1
from graphkit.evaluation.trials import (
    DECAYS,
    NOTHING_KNOWN,
    ONE_STORY,
    RESOLUTIONS,
    TOO_FEW,
    Advice,
    Known,
    Trial,
    try_settings,
)
from graphkit.options import Options

OPTIONS = Options()
N_STORIES = 100
N_ARTICLES = 4 * N_STORIES
TRUTH = np.arange(N_ARTICLES) // 4
ALONE = np.arange(N_ARTICLES)
IDS = [f"{number:03}" for number in range(N_ARTICLES)]
BEST = (2.5, 0.07)


def make_known(stories: NDArray[np.int64]) -> Known:
    return Known(articles=np.arange(len(stories)), stories=stories)


class Finder:
    """Finds something of its own with some settings; remembers what it was asked."""

    def __init__(
        self, otherwise: NDArray[np.int64], found: dict[tuple[float, float], NDArray[np.int64]] | None = None
    ) -> None:
        self.otherwise, self.found = otherwise, found or {}
        self.decays: list[float] = []

    def __call__(self, decay_days: float, resolutions: Sequence[float]) -> list[NDArray[np.int64]]:
        self.decays.append(decay_days)
        return [self.found.get((decay_days, one), self.otherwise) for one in resolutions]


def run(finder: Finder, stories: NDArray[np.int64] = TRUTH, options: Options = OPTIONS) -> Advice:
    return try_settings(make_known(stories), IDS, options, finder, lambda done, total: None)


def fold_of_stories() -> NDArray[np.int64]:
    return make_known(TRUTH).folds(IDS)[::4]


def test_a_setting_that_is_better_everywhere_is_suggested_with_its_whole_gain() -> None:
    advice = run(Finder(otherwise=ALONE, found={BEST: TRUTH}))
    # Alone, each article has a precision of 1 and a recall of 1/4: B-cubed F1 is .4, and pair F1 is 0.
    assert (advice.gain, advice.standard_error) == (0.8, 0.0)
    assert advice.suggestion == Trial(decay_days=2.5, resolution=0.07, b3_f1=1.0, pair_f1=1.0)
    assert advice.verdict == "better than the defaults"
    assert [(t.decay_days, t.resolution) for t in advice.trials] == list(product(DECAYS, RESOLUTIONS))


def test_each_story_is_in_one_fold_whatever_else_is_known() -> None:
    shuffled = np.random.default_rng(0).permutation(N_ARTICLES)
    known = Known(articles=shuffled, stories=(N_STORIES - 1 - TRUTH)[shuffled])
    of_article = np.empty(N_ARTICLES, dtype=np.int64)
    of_article[shuffled] = known.folds(IDS)
    assert of_article.tolist() == np.repeat(fold_of_stories(), 4).tolist()
    assert sorted(set(of_article.tolist())) == list(range(10))


def test_settings_that_are_each_the_best_by_chance_on_a_fold_gain_nothing_on_others() -> None:
    # Each of ten settings finds the stories of one fold, and no other ones.
    folds = np.repeat(fold_of_stories(), 4)
    settings = list(product(DECAYS, RESOLUTIONS))[:10]
    found = {one: np.where(folds == fold, TRUTH, ALONE + N_ARTICLES) for fold, one in enumerate(settings)}
    advice = run(Finder(otherwise=ALONE, found=found))
    best = max(trial.score for trial in advice.trials)
    assert best > 0.3  # 0.2 in force
    assert (advice.gain, advice.suggestion, advice.verdict) == (0.0, None, "no better than the defaults")


def test_the_error_is_the_jackknife_over_folds() -> None:
    # The one better setting finds some stories only: another share of each fold.
    is_found = np.random.default_rng(0).random(N_STORIES) < 0.5
    found = np.where(np.repeat(is_found, 4), TRUTH, ALONE + N_ARTICLES)
    folds = np.repeat(fold_of_stories(), 4)

    def gain(keep: NDArray[np.bool_]) -> float:
        ours, theirs = (np.mean(b3_and_pair_f1(one[keep], TRUTH[keep])) for one in (found, ALONE))
        return float(ours - theirs)

    without_one = np.array([gain(folds != fold) for fold in range(10)])
    error = sqrt(9 / 10 * ((without_one - without_one.mean()) ** 2).sum())
    advice = run(Finder(otherwise=ALONE, found={BEST: found}))
    assert (advice.gain, advice.standard_error) == (round(gain(folds >= 0), 4), round(error, 4))
    assert advice.suggestion is not None


def test_a_gain_below_twice_its_error_is_no_gain() -> None:
    # All of the gain comes from one story.
    found = np.where(TRUTH == 5, TRUTH, ALONE + N_ARTICLES)
    advice = run(Finder(otherwise=ALONE, found={BEST: found}))
    assert advice.gain is not None
    assert advice.standard_error is not None
    assert 0 <= advice.gain <= 2 * advice.standard_error
    assert (advice.suggestion, advice.verdict) == (None, "no better than the defaults")


def test_stories_of_two_folds_that_are_found_as_one_cost_precision() -> None:
    merged = TRUTH // 2
    advice = run(Finder(otherwise=TRUTH, found={BEST: merged}))
    (trial,) = (trial for trial in advice.trials if (trial.decay_days, trial.resolution) == BEST)
    assert (trial.b3_f1, trial.pair_f1) == tuple(round(one, 4) for one in b3_and_pair_f1(merged, TRUTH))
    assert (advice.gain, advice.suggestion) == (0.0, None)


def test_where_the_setting_in_force_is_the_best_it_is_kept() -> None:
    advice = run(Finder(otherwise=ALONE, found={(1.0, 0.045): TRUTH}))
    assert (advice.gain, advice.suggestion) == (0.0, None)


def test_another_setting_in_force_is_tried_beside_the_others_and_named_as_such() -> None:
    options = Options(decay_days=4.5, resolution=0.05)
    advice = run(Finder(otherwise=ALONE), options=options)
    assert (4.5, 0.05) in [(t.decay_days, t.resolution) for t in advice.trials]
    assert advice.verdict == "no better than the settings in force"


@pytest.mark.parametrize(
    ("stories", "verdict"),
    [
        pytest.param(np.arange(0), NOTHING_KNOWN, id="none"),
        pytest.param(np.arange(38) // 2, TOO_FEW, id="19 stories"),
        pytest.param(np.arange(100), TOO_FEW, id="stories of one article"),
        pytest.param(np.append(np.arange(50) // 2, [25] * 51), ONE_STORY, id="one large story"),
        pytest.param(np.zeros(160, dtype=np.int64), ONE_STORY, id="lists that run into one"),
    ],
)
def test_where_too_little_is_known_nothing_is_tried(stories: NDArray[np.int64], verdict: str) -> None:
    finder = Finder(otherwise=ALONE)
    assert run(finder, stories) == Advice(trials=(), gain=None, standard_error=None, suggestion=None, verdict=verdict)
    assert finder.decays == []
