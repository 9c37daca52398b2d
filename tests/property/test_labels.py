"""Names of stories are unique, short and say something."""

from __future__ import annotations

from graphkit.texts.words import STOP_WORDS, fold
from tests.support.built import Built


def test_no_two_stories_have_one_name(built: Built) -> None:
    labels = [cluster.label.casefold() for cluster in built.graph.clusters]
    assert len(set(labels)) == len(labels)
    assert "" not in labels


def test_no_keyword_is_a_stop_word_or_comes_twice(built: Built) -> None:
    for cluster in built.graph.clusters:
        folded = [fold(keyword) for keyword in cluster.keywords]
        assert len(set(folded)) == len(folded)
        assert not set(folded) & STOP_WORDS


def test_no_word_of_a_name_is_a_stop_word_unless_a_headline_has_no_other(built: Built) -> None:
    for cluster in built.graph.clusters:
        if cluster.keywords:
            assert not {fold(word) for word in cluster.label.split()} & STOP_WORDS
