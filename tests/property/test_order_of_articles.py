"""The order of the articles never matters."""

from __future__ import annotations

from random import Random

from graphkit.pipeline import build
from tests.support.built import Built
from tests.support.comparing import whole


def test_shuffled_articles_make_the_same_graph(built: Built) -> None:
    shuffled = Random(len(built.corpus)).sample(built.corpus, k=len(built.corpus))
    assert whole(build(shuffled)) == whole(built.graph)
