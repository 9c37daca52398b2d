"""Which setting makes the stories that are known: a few are tried, and one is suggested if it is clearly better."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from graphkit.evaluation.measures import b3_and_pair_f1
from graphkit.options import Options

DECAYS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Days that are tried, beside the one in force."""
RESOLUTIONS = (0.015, 0.025, 0.035, 0.045, 0.06, 0.09)
"""Tried beside the one in force."""

# With fewer known stories, settings cannot be told apart.
LEAST_STORIES = 20
# Nor can stories that run into one.
_MOST_IN_ONE = 0.5
# What a setting must gain, as a mean of B-cubed and pair F1; and into how many parts stories are divided to test it.
_CLEAR_GAIN = 0.02
_PARTS = 4
# Above this many articles a decay takes minutes to compare: only the next shorter and longer ones are tried.
_MANY_ARTICLES = 5_000


class Verdict(StrEnum):
    """What the trials say."""

    NOTHING_KNOWN = "no stories are known: nothing to judge settings by"
    TOO_FEW = f"too little to tell: fewer than {LEAST_STORIES} stories of two articles and more are known"
    ONE_STORY = "too little to tell: more than half of what is known belongs to one story"
    KEEP = "the settings in force are as good as any that was tried, or nearly so"
    BETTER = "another setting is clearly better"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Articles whose story is known.

    Parameters
    ----------
    articles : int array
        Their numbers in the corpus; one may be there twice.
    stories : int array
        The number of the story of each.
    """

    articles: NDArray[np.int64]
    stories: NDArray[np.int64]

    def judge(self) -> Verdict | None:
        """The reason why these stories cannot judge settings; None if they can."""
        sizes = np.bincount(self.stories)
        if not len(sizes):
            return Verdict.NOTHING_KNOWN
        if np.count_nonzero(sizes > 1) < LEAST_STORIES:
            return Verdict.TOO_FEW
        if sizes.max() > _MOST_IN_ONE * sizes.sum():
            return Verdict.ONE_STORY
        return None

    def part(self, number: int) -> Known:
        """One of the parts into which the stories fall; no story is in two."""
        keep = self.stories % _PARTS == number
        return Known(articles=self.articles[keep], stories=self.stories[keep])


def try_settings(
    known: Known,
    n_articles: int,
    options: Options,
    find_stories: Callable[[float, Sequence[float]], Sequence[NDArray[np.int64]]],
    on_progress: Callable[[int, int], None],
) -> tuple[tuple[Trial, ...], Trial | None, Verdict]:
    """Make stories with several settings, and hold them against those that are known.

    Parameters
    ----------
    known : Known
    n_articles : int
        Above 5,000, only the decays next to the one in force are tried.
    options : Options
        Those in force.
    find_stories : callable
        For a decay in days and several resolutions: for each of these the story of every article.
    on_progress : called with decays done and decays in all

    Returns
    -------
    trials : tuple of Trial
        By decay, then resolution; none if too little is known.
    better : Trial or None
        The best one, if it is better by at least 0.02 and better in each of four parts of the known stories.
    verdict : Verdict
    """
    if doubt := known.judge():
        return (), None, doubt
    decays = _decays(options.decay_days, n_articles)
    resolutions = sorted({*RESOLUTIONS, options.resolution})
    found: dict[Trial, NDArray[np.int64]] = {}
    for done, decay_days in enumerate(decays):
        on_progress(done, len(decays))
        for resolution, story_of in zip(resolutions, find_stories(decay_days, resolutions), strict=True):
            found[_hold(known, story_of, decay_days, resolution)] = story_of
    on_progress(len(decays), len(decays))
    best = max(found, key=lambda trial: trial.score)
    (in_force,) = (t for t in found if (t.decay_days, t.resolution) == (options.decay_days, options.resolution))
    if not _is_clearly_better(known, best, found[best], in_force, found[in_force]):
        return tuple(found), None, Verdict.KEEP
    return tuple(found), best, Verdict.BETTER


def _decays(in_force: float, n_articles: int) -> list[float]:
    decays = sorted({*DECAYS, in_force})
    if n_articles <= _MANY_ARTICLES:
        return decays
    place = decays.index(in_force)
    return decays[max(0, place - 1) : place + 2]


def _hold(known: Known, story_of: NDArray[np.int64], decay_days: float, resolution: float) -> Trial:
    b3, pair = b3_and_pair_f1(story_of[known.articles], known.stories)
    return Trial(decay_days=decay_days, resolution=resolution, b3_f1=round(b3, 4), pair_f1=round(pair, 4))


def _is_clearly_better(
    known: Known, one: Trial, stories_of_one: NDArray[np.int64], other: Trial, stories_of_other: NDArray[np.int64]
) -> bool:
    """One of many settings comes out best by chance: it must be better on all stories and on every part of them."""
    if one.score < other.score + _CLEAR_GAIN:
        return False
    parts = [known.part(number) for number in range(_PARTS)]
    return all(
        _hold(part, stories_of_one, one.decay_days, one.resolution).score
        > _hold(part, stories_of_other, other.decay_days, other.resolution).score
        for part in parts
    )
