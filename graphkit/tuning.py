"""Every number that links and stories depend on and that no user sets.

They were chosen on the eight corpora with known stories, so they give more there than elsewhere.
benchmarks/README.md has a row for each.
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
        In [0, 1). The cosine that a text exceeds with only this share of all others is no evidence: it is subtracted.
    pace : float
        In [0, 1]. How much faster likeness fades in a dense archive: the decay is divided by density to this power.
    undated : float
        0 or more. How much less a likeness counts where dates are missing; more so in larger corpora, see `fading_of`.
    crowding : float
        In [0, 1]. How much more a likeness counts between articles that have many: loose, large stories stay whole.
    declared_decay : float
        A declared link keeps 37 % of its evidence after this many times ``decay_days``.
    small : float
        Articles, above 0. In a small corpus a story must hold together more closely, see `find_groups`: by 37 % more in
        a corpus of this many articles.
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
