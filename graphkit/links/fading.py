"""How much of a likeness remains after days, in an archive as dense as this one."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10, sqrt

import numpy as np
from numpy.typing import NDArray

from graphkit.tuning import Tuning

# Density is the number of articles within three days before and after; `decay_days` holds at a density of 20.
_DAYS_AROUND = 3.0
_DENSITY = 20.0
# Among fewer undated articles than this, texts are seldom alike by chance.
_FEW = 250
# In a sparse archive likeness fades slower, at most by this factor: articles months apart are not compared.
_SLOWEST = 4.0


@dataclass(frozen=True, eq=False)
class Fading:
    """How likeness fades between the articles of one corpus.

    Parameters
    ----------
    days : float array, shape (n,)
        Publication time in days; NaN where unknown.
    lasts : float array, shape (n,)
        Days after which half of a likeness with an article of the same density remain, above 0.
    unknown : float
        What remains where one of two articles is undated, in (0, 1].
    """

    days: NDArray[np.float64]
    lasts: NDArray[np.float64]
    unknown: float

    def between(self, first: NDArray[np.integer], second: NDArray[np.integer]) -> NDArray[np.float64]:
        """What remains of the likeness of each pair, in [0, 1]: ``1 / (1 + days / sqrt(lasts₁ · lasts₂))``."""
        apart = np.abs(self.days[first] - self.days[second])
        faded = 1 / (1 + apart / np.sqrt(self.lasts[first] * self.lasts[second]))
        return np.where(np.isnan(apart), self.unknown, faded)

    def reach(self, articles: slice | NDArray[np.integer], least: float) -> float:
        """Days beyond which nothing of a likeness of 1 with any of these articles is above `least`."""
        return float(np.sqrt(self.lasts[articles].max() * self.lasts.max())) * (1 / least - 1)


def fading_of(days: NDArray[np.float64], decay_days: float, tuning: Tuning) -> Fading:
    """Find out how fast likeness fades in a corpus.

    Parameters
    ----------
    days : float array, shape (n,)
        NaN where unknown.
    decay_days : float
        Days after which half remains, where 20 articles lie within three days.
    tuning : Tuning

    Notes
    -----
    The tail is long: of the stories of some corpora a quarter go on for more than two weeks, and an exponential decay
    that keeps them whole lasts too long everywhere else.

    A story competes with all that is published beside it: where 1,000 articles appear in a week, two that are alike
    three days apart are more often strangers than where there are ten. So the time that likeness lasts is
    ``decay_days · (20 / m) ** pace``, where m articles lie within three days. Chance likeness
    grows with the pairs that no date tells apart, of which u undated among n articles make n · u; of the likeness of
    such a pair remains ``1 / (1 + undated · log10(1 + sqrt(n · u) / 250))``. Costs one sort.
    """
    dated = np.sort(days[~np.isnan(days)])
    at = np.nan_to_num(days)
    around = np.searchsorted(dated, at + _DAYS_AROUND, side="right") - np.searchsorted(dated, at - _DAYS_AROUND)
    slower = (_DENSITY / np.maximum(around, 1)) ** tuning.pace
    untold = sqrt(len(days) * (len(days) - len(dated)))
    unknown = 1 / (1 + tuning.undated * log10(1 + untold / _FEW))
    return Fading(days, decay_days * np.minimum(slower, _SLOWEST), round(unknown, 4))
