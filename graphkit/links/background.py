"""How common words are in news at large, which a small corpus cannot tell by itself.

``english_news.tsv`` counts in how many of 37,540 public English headlines with excerpts (2001 to 2020) a word stands:
counts of single words and nothing else. `benchmarks/background.py` makes it from any corpus.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from graphkit.tuning import Tuning

# The share of a corpus's words from which it is partly, and from which it is wholly news in English.
_PARTLY, _WHOLLY = 0.4, 0.7


@dataclass(frozen=True, eq=False)
class Background:
    """Articles beside those of the corpus, known by their words alone.

    Parameters
    ----------
    n_articles : float
        How many they count for; 0 where the corpus is in other languages.
    having : float array, shape (n_words,)
        How many of these have each word of the corpus.
    """

    n_articles: float
    having: NDArray[np.float64]


def look_up(words: NDArray[np.object_], occurrences: NDArray[np.float64], tuning: Tuning) -> Background:
    """Find out how common the words of a corpus are in news at large.

    Parameters
    ----------
    words : array of str, shape (n_words,)
        Folded.
    occurrences : float array, shape (n_words,)
        How often each stands in the corpus.
    tuning : Tuning
        ``background_articles`` is how many articles the counts stand for, where the corpus is in English.
    """
    n_counted, counts = _english_news()
    # A word that was left out of all texts is in none of the background's either.
    having = np.array([counts.get(word, 0) for word in words], dtype=np.float64) * (occurrences > 0)
    is_known = having > 0
    known_share = float(occurrences[is_known].sum() / max(occurrences.sum(), 1.0))
    n_articles = tuning.background_articles * min(max((known_share - _PARTLY) / (_WHOLLY - _PARTLY), 0.0), 1.0)
    return Background(n_articles, having * (n_articles / n_counted))


@cache
def _english_news() -> tuple[int, dict[str, int]]:
    """In how many articles was counted, and in how many of these each word stands."""
    (_, n_counted), *rows = (
        line.split("\t") for line in (files(__package__) / "english_news.tsv").read_text(encoding="utf-8").splitlines()
    )
    return int(n_counted), {word: int(count) for word, count in rows}
