"""Evidence: what of a likeness speaks for one story, and what a declared link adds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from graphkit.links.evidence import evidence_of_declared, evidence_of_texts
from graphkit.links.fading import Fading
from graphkit.links.nearest import Pairs
from graphkit.links.vectors import vectors_of
from graphkit.model import Facet, NodeKind
from graphkit.tuning import TUNING, Tuning


def fading(*days: float) -> Fading:
    """An archive in which likeness halves after a day."""
    return Fading(np.array(days, dtype=np.float64), np.ones(len(days)), 0.5)


def pairs(rows: dict[tuple[int, int], float]) -> Pairs:
    first, second = np.array(sorted(rows), dtype=np.int32).reshape(-1, 2).T
    return Pairs(first, second, np.array([rows[pair] for pair in sorted(rows)]))


def of_texts(
    likeness: dict[tuple[int, int], float], days: tuple[float, ...], shared: float = 0.0, tuning: Tuning = TUNING
) -> list[float]:
    """The evidence of some pairs among texts of which every two are so alike; 3 places."""
    own = (1 - shared) ** 0.5 * np.eye(len(days))
    rows = sparse.csr_matrix(np.hstack([np.full((len(days), 1), shared**0.5), own]))
    found = evidence_of_texts(vectors_of(rows, np.empty(0, dtype=object), 0), pairs(likeness), fading(*days), tuning, 0)
    return [round(float(one), 3) for one in found]


PLAIN = Tuning(crowding=0.0)


def test_in_a_handful_of_texts_evidence_is_their_likeness_faded_by_time() -> None:
    likeness = {(0, 1): 0.8, (0, 2): 0.8, (0, 3): 0.8}
    assert of_texts(likeness, (0, 0, 1, np.nan), tuning=PLAIN) == [0.8, 0.4, 0.4]


def test_what_all_texts_of_a_corpus_share_is_taken_off() -> None:
    assert of_texts({(0, 1): 0.6, (0, 2): 0.2, (0, 3): 0.1}, (0.0,) * 60, 0.2, PLAIN) == [0.5, 0.0, 0.0]


def test_a_likeness_counts_more_between_articles_that_have_many() -> None:
    days = (0.0,) * 12
    alone, crowded = of_texts({(0, 1): 0.3}, days)[0], {(one, other): 0.3 for one in range(8) for other in range(one)}
    assert 0.3 < alone < of_texts({(b, a): value for (a, b), value in crowded.items()}, days)[0] < 1
    assert set(of_texts(dict.fromkeys(((a, b) for b in range(12) for a in range(b)), 0.95), days)) == {1.0}


def of_declared(
    cosine: float, days: float = 0.0, facets: tuple[Facet, ...] = (), n_articles: int = 10, usual: float = 0.4
) -> float:
    """What a declared link adds, in a corpus whose other declared pairs are as alike as usual."""
    rows = {(0, 1): cosine, (2, 3): usual, (4, 5): usual}
    at = fading(0.0, days, *[0.0] * (n_articles - 2))
    return float(evidence_of_declared(pairs(rows), np.ones(3, dtype=np.bool_), at, facets, 1.0, TUNING)[0])


def topic(*articles: int) -> Facet:
    return Facet(id="topic:t", kind=NodeKind.TOPIC, label="T", articles=articles)


def test_a_declared_link_counts_in_full_where_the_texts_are_as_alike_as_declared_ones_usually_are() -> None:
    assert of_declared(0.4) == of_declared(0.9) == 1
    assert 0 < of_declared(0.2) < of_declared(0.3) < 1


def test_a_declared_link_adds_nothing_where_the_texts_are_a_third_as_alike_as_usual() -> None:
    assert of_declared(0.13) == 0


def test_what_a_declared_link_adds_fades_with_time_though_slower_than_likeness() -> None:
    assert of_declared(0.4, days=1.0) > 0.9 > 0.1 > of_declared(0.4, days=200.0) > 0
    assert of_declared(0.4, days=np.nan) == 1


@pytest.mark.parametrize(
    ("facets", "supports"),
    [
        pytest.param((topic(0, 1),), True, id="a narrow topic of both"),
        pytest.param((topic(0, 2),), False, id="a topic of one of them"),
        pytest.param((topic(*range(10)),), False, id="a topic of all articles"),
        pytest.param((replace(topic(0, 1), kind=NodeKind.PROVIDER),), False, id="a provider"),
    ],
)
def test_without_words_only_a_narrow_topic_supports_a_declared_link(facets: tuple[Facet, ...], supports: bool) -> None:
    assert of_declared(0.0, facets=facets) == (0.5 if supports else 0.0)


def test_what_no_file_declares_adds_nothing() -> None:
    none = evidence_of_declared(pairs({(0, 1): 0.9}), np.zeros(1, dtype=np.bool_), fading(0, 0), (), 1.0, TUNING)
    assert none.tolist() == [0.0]
