"""The background: how common words are in news at large, as far as the corpus is in its language."""

from __future__ import annotations

import numpy as np

from graphkit.links.background import Background, look_up
from graphkit.tuning import Tuning


def look(**occurrences: float) -> Background:
    return look_up(
        np.array(list(occurrences), dtype=object),
        np.array(list(occurrences.values()), dtype=np.float64),
        Tuning(background_articles=1000),
    )


def test_a_corpus_in_english_is_held_against_a_thousand_articles() -> None:
    background = look(president=3, bridge=2, zzyzx=1)
    president, bridge, zzyzx = background.having.tolist()
    assert background.n_articles == 1000
    assert 1000 > president > bridge > zzyzx == 0


def test_a_corpus_in_another_language_is_held_against_nothing() -> None:
    background = look(regering=2, brug=3, president=1)
    assert (background.n_articles, background.having.tolist()) == (0.0, [0.0, 0.0, 0.0])


def test_a_corpus_in_two_languages_is_held_against_some() -> None:
    assert 0 < look(regering=2, brug=2, president=5).n_articles < 1000


def test_a_corpus_without_words_is_held_against_nothing() -> None:
    assert look().n_articles == 0
