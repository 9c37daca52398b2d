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
    undated : float
        0 or more. How much less a likeness says where dates tell nothing, the more articles there are: see `fading_of`.
    crowding : float
        In [0, 1]. How much more a likeness counts between articles that have many: loose, large stories stay whole.
    declared_decay : float
        A declared link keeps 37 % after so many times ``decay_days``.
    small : float
        Articles, above 0. In a small corpus a story must hold together more closely, see `find_groups`: in one of as
        many articles as this, by 37 %.
    """

    background_articles: float = 20_000.0
    strangers_share: float = 0.1
    pace: float = 0.5
    undated: float = 2.5
    crowding: float = 0.45
    declared_decay: float = 50.0
    small: float = 60.0


TUNING = Tuning()
"""What is shipped."""
