"""The order of the articles never matters."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from graphkit.model import Article
from graphkit.pipeline import build
from tests.support.comparing import whole
from tests.support.strategies import corpora, few_examples


@few_examples
@given(corpora(), st.randoms(use_true_random=False))
def test_shuffled_articles_make_the_same_graph(corpus: tuple[Article, ...], random: Random) -> None:
    assert whole(build(random.sample(corpus, k=len(corpus)))) == whole(build(corpus))
