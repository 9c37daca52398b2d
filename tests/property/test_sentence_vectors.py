"""Sentence vectors: of no weight they change nothing, and their order never matters."""

from __future__ import annotations

from random import Random

import numpy as np

from graphkit.options import Options
from graphkit.pipeline import build
from tests.support.built import Built
from tests.support.comparing import whole


def some_vectors(built: Built) -> dict[str, list[float]]:
    """Vectors of all articles but every seventh, the same ones each time."""
    drawn = np.random.default_rng(0).normal(0.5, 1.0, (len(built.corpus), 6))
    found = {article.id: row.tolist() for article, row in zip(built.corpus, drawn, strict=True)}
    return {one: row for number, (one, row) in enumerate(found.items()) if number % 7 or number == 0}


def test_vectors_of_no_weight_change_nothing(some_built: Built) -> None:
    if some_built.corpus:
        assert whole(build(some_built.corpus, vectors=some_vectors(some_built))) == whole(some_built.graph)


def test_the_order_of_vectors_and_of_articles_never_matters(some_built: Built) -> None:
    if some_built.corpus:
        vectors, options = some_vectors(some_built), Options(vectors_weight=0.6)
        shuffled = dict(Random(1).sample(list(vectors.items()), k=len(vectors)))
        corpus = Random(2).sample(some_built.corpus, k=len(some_built.corpus))
        expected = whole(build(some_built.corpus, options, vectors=vectors))
        assert whole(build(corpus, options, vectors=shuffled)) == expected


def test_the_length_of_vectors_never_matters(some_built: Built) -> None:
    """A power of two, so that no digit is lost."""
    if some_built.corpus:
        vectors, options = some_vectors(some_built), Options(vectors_weight=0.6)
        longer = {one: [value * 4 for value in row] for one, row in vectors.items()}
        expected = whole(build(some_built.corpus, options, vectors=vectors))
        assert whole(build(some_built.corpus, options, vectors=longer)) == expected
