"""Every number that links and stories hang on and that no user sets: what it is, its unit, and what it was worth.

They were chosen in view of all eight corpora with known stories, so what they give there is more than what they promise
elsewhere; each has a row in benchmarks/README.md.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """The method's own numbers; `Options` holds those that depend on what a user wants.

    Parameters
    ----------
    background_articles : float
        Articles, 0 or more. How many articles the counts of news at large count for, in a corpus in English.
    strangers_share : float
        In [0, 1). The likeness that a text has with so large a part of all others is no evidence, and is taken off.
    pace : float
        In [0, 1]. How much faster likeness fades in a dense archive: the decay is divided by density to this power.
    usual_density : float
        Articles within three days of another one at which ``decay_days`` holds as it stands.
    undated : float
        0 or more. How much less a likeness says where dates tell nothing, the more articles there are: see `fading_of`.
    crowding : float
        In [0, 1]. How much more a likeness counts between articles that have many: loose, large stories stay whole.
    declared : float
        In [0, 1]. Evidence of a declared link on its day.
    declared_decay : float
        A declared link keeps 37 % after so many times ``decay_days``.
    """

    background_articles: float = 20_000.0
    strangers_share: float = 0.1
    pace: float = 0.5
    usual_density: float = 20.0
    undated: float = 2.0
    crowding: float = 0.45
    declared: float = 0.8
    declared_decay: float = 12.5


TUNING = Tuning()
"""What is shipped."""
