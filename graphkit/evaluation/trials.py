"""Which setting makes the stories that are known: chosen on some of them, and measured on others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from graphkit.evaluation.measures import f1_of_sums, sum_up
from graphkit.options import Options

DECAYS = (0.15, 0.4, 1.0, 2.5, 6.0, 15.0)
"""Days that are tried, beside the one in force."""
RESOLUTIONS = (0.012, 0.018, 0.028, 0.045, 0.07, 0.11, 0.18)
"""Tried beside the one in force."""
FOLDS = 10
"""Into how many parts the known stories are divided."""

# With fewer known stories, settings cannot be told apart.
_LEAST_STORIES = 20
# Nor can they if more of what is known belongs to one story.
_MOST_IN_ONE = 0.5
_DEFAULTS = (Options().decay_days, Options().resolution)

NOTHING_KNOWN = "no stories are known: nothing to judge settings by"
TOO_FEW = f"too little to tell: fewer than {_LEAST_STORIES} stories of two articles and more are known"
ONE_STORY = "too little to tell: more than half of what is known belongs to one story"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How well the stories of one setting agree with those that are known; 4 places."""

    decay_days: float
    resolution: float
    b3_f1: float
    pair_f1: float

    @property
    def score(self) -> float:
        """What settings are compared by: the mean of the two."""
        return (self.b3_f1 + self.pair_f1) / 2

    @property
    def options(self) -> dict[str, float]:
        """The setting, by the names of its options."""
        return {"decay_days": self.decay_days, "resolution": self.resolution}


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What other settings would do for a corpus.

    Parameters
    ----------
    trials : tuple of Trial
        On all known stories; by decay, then resolution. Empty if too little is known.
    gain : float or None
        How much better than the setting in force a chosen one is on stories that it was not chosen on, as a mean of
        B-cubed F1 and pair F1; 4 places. None if too little is known.
    standard_error : float or None
        Of the gain.
    suggestion : Trial or None
        The best on all known stories, if the gain is above twice its standard error.
    verdict : str
        Whether other settings are better, or why that cannot be told.
    """

    trials: tuple[Trial, ...]
    gain: float | None
    standard_error: float | None
    suggestion: Trial | None
    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Articles whose story is known.

    Parameters
    ----------
    articles : int array
        Their numbers in the corpus; one may be there twice.
    stories : int array
        The number of the story of each, from 0 without gaps.
    """

    articles: NDArray[np.int64]
    stories: NDArray[np.int64]

    def judge(self) -> str | None:
        """The reason why these stories cannot judge settings; None if they can."""
        sizes = np.bincount(self.stories)
        if not len(sizes):
            return NOTHING_KNOWN
        if sizes.max() > _MOST_IN_ONE * sizes.sum():
            return ONE_STORY
        if np.count_nonzero(sizes > 1) < _LEAST_STORIES:
            return TOO_FEW
        return None

    def folds(self, ids: Sequence[str]) -> NDArray[np.int64]:
        """The fold of each article: that of its story, by a digest of the id of the story's first article."""
        first = np.full(self.stories.max() + 1, len(ids))
        np.minimum.at(first, self.stories, self.articles)
        digests = (blake2b(ids[number].encode(), digest_size=8).digest() for number in first)
        folds = [int.from_bytes(digest, "big") % FOLDS for digest in digests]
        return np.unique(folds, return_inverse=True)[1][self.stories]


def try_settings(
    known: Known,
    ids: Sequence[str],
    options: Options,
    find_stories: Callable[[float, Sequence[float]], Iterable[NDArray[np.int64]]],
    on_progress: Callable[[int, int], None],
) -> Advice:
    """Make stories with several settings, and hold them against those that are known.

    Parameters
    ----------
    known : Known
    ids : sequence of str
        The id of each article of the corpus, sorted: a story's fold depends on nothing else.
    options : Options
        Those in force.
    find_stories : callable
        For a decay in days and several resolutions: for each of these the story of every article.
    on_progress : called with decays done and decays in all

    Returns
    -------
    Advice
        See `evaluate` for how it comes about.
    """
    if doubt := known.judge():
        return Advice(trials=(), gain=None, standard_error=None, suggestion=None, verdict=doubt)
    in_force = (options.decay_days, options.resolution)
    decays, resolutions = (sorted({*tried, one}) for tried, one in zip((DECAYS, RESOLUTIONS), in_force, strict=True))
    settings = [(decay_days, resolution) for decay_days in decays for resolution in resolutions]
    fold_of = known.folds(ids)
    sums: list[NDArray[np.float64]] = []
    for done, decay_days in enumerate(decays):
        on_progress(done, len(decays))
        found = find_stories(decay_days, resolutions)
        sums += (sum_up(story_of[known.articles], known.stories, fold_of) for story_of in found)
    on_progress(len(decays), len(decays))
    today = settings.index(in_force)
    best = _best(sums, today)
    gain, error = _held_out_gain(np.array(sums), today)
    trials = tuple(_trial(setting, one.sum(axis=0)) for setting, one in zip(settings, sums, strict=True))
    than = "the defaults" if in_force == _DEFAULTS else "the settings in force"
    is_better = best != today and gain > 2 * error
    return Advice(
        trials=trials,
        gain=round(gain, 4),
        standard_error=round(error, 4),
        suggestion=trials[best] if is_better else None,
        verdict=f"{'better' if is_better else 'no better'} than {than}",
    )


def _held_out_gain(sums: NDArray[np.float64], today: int) -> tuple[float, float]:
    """The gain of chosen settings on folds that they were not chosen on, and its standard error.

    `sums` has the shape (n_settings, n_folds, 6).
    """
    folds = range(sums.shape[1])
    others = [[number for number in folds if number != fold] for fold in folds]
    chosen = np.stack([sums[_best(sums[:, rest], today), fold] for fold, rest in zip(folds, others, strict=True)])

    def gain(some: Sequence[int]) -> float:
        return _score(chosen[some]) - _score(sums[today, some])

    without_one = np.array([gain(rest) for rest in others])
    variance = (len(folds) - 1) / len(folds) * ((without_one - without_one.mean()) ** 2).sum()
    return gain(folds), float(np.sqrt(variance))


def _best(sums: Sequence[NDArray[np.float64]] | NDArray[np.float64], today: int) -> int:
    """The number of the setting with the highest score; of equal ones the one in force, else the first."""
    scores = [round(_score(of_folds), 6) for of_folds in sums]
    return max(range(len(scores)), key=lambda number: (scores[number], number == today))


def _score(of_folds: NDArray[np.float64]) -> float:
    """The mean of B-cubed F1 and pair F1 over several folds."""
    return float(np.mean(f1_of_sums(of_folds.sum(axis=0))))


def _trial(setting: tuple[float, float], sums: NDArray[np.float64]) -> Trial:
    b3, pair = f1_of_sums(sums)
    return Trial(decay_days=setting[0], resolution=setting[1], b3_f1=round(b3, 4), pair_f1=round(pair, 4))
