"""Names of stories are unique, short and say something."""

from __future__ import annotations

from hypothesis import given

from graphkit.model import Article
from graphkit.pipeline import build
from graphkit.texts.words import STOP_WORDS, fold
from tests.support.strategies import corpora, few_examples


@few_examples
@given(corpora())
def test_no_two_stories_have_one_name(corpus: tuple[Article, ...]) -> None:
    labels = [cluster.label.casefold() for cluster in build(corpus).clusters]
    assert len(set(labels)) == len(labels)
    assert "" not in labels


@few_examples
@given(corpora())
def test_no_keyword_is_a_stop_word_or_comes_twice(corpus: tuple[Article, ...]) -> None:
    for cluster in build(corpus).clusters:
        folded = [fold(keyword) for keyword in cluster.keywords]
        assert len(set(folded)) == len(folded)
        assert not set(folded) & STOP_WORDS


@few_examples
@given(corpora())
def test_no_word_of_a_name_is_a_stop_word_unless_a_headline_has_no_other(corpus: tuple[Article, ...]) -> None:
    for cluster in build(corpus).clusters:
        if cluster.keywords:
            assert not {fold(word) for word in cluster.label.split()} & STOP_WORDS
