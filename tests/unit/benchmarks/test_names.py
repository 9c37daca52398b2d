"""Names are held against a headline of the story that they were not made from."""

from __future__ import annotations

import numpy as np

from benchmarks.names import score_names
from benchmarks.quality import GoldCorpus
from tests.support.builders import make_article

FERRY, CHESS = "Ferry sinks off Lakeside", "Chess champion resigns"


def test_a_name_finds_the_headline_that_was_left_out_if_it_is_like_it_and_no_other() -> None:
    titles = [*[FERRY] * 3, *[CHESS] * 3, "Orchard wins prize", "Museum opens wing"]
    articles = [make_article(f"a{n}", title=title) for n, title in enumerate(titles)]
    corpus = GoldCorpus("ferry", articles, np.arange(8), np.array([0, 0, 0, 1, 1, 1, 2, 2]))
    n_stories, scores = score_names(corpus)
    assert (n_stories, scores.tolist()) == (2, [[1.0, 1.0, 3.0], [1.0, 1.0, 3.5]])


def test_a_name_that_has_no_word_of_the_headline_does_not_find_it() -> None:
    titles = [*["Ferry sinks", "Boat lost", "Vessel missing"], *[CHESS] * 3]
    articles = [make_article(f"a{n}", title=title) for n, title in enumerate(titles)]
    corpus = GoldCorpus("ferry", articles, np.arange(6), np.array([0, 0, 0, 1, 1, 1]))
    _, ((found_back, in_headline, _), _) = score_names(corpus)
    assert (found_back, in_headline) == (0.5, 0.5)
