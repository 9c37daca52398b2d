"""Nearest texts: in blocks and within a window of time, yet exactly the pairs that a brute force finds."""

from __future__ import annotations

from math import nan
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray

from graphkit.blocks import cut_into_blocks
from graphkit.links import nearest
from graphkit.links.fading import Fading, fading_of
from graphkit.links.nearest import (
    Pairs,
    measure,
    merged,
    nearest_ever,
    nearest_in_time,
)
from graphkit.links.products import is_among_strongest
from graphkit.links.vectors import TextVectors, vectorize, vectors_of
from graphkit.options import Options
from graphkit.texts.reading import read_texts
from graphkit.tuning import TUNING
from tests.support.builders import make_article

WORDS = ("bridge", "flood", "council", "repair", "chess", "champion", "train", "strike", "museum", "harbor", "ferry")
N = 40


def random_vectors(seed: int, days: NDArray[np.float64], articles_a_block: int = N) -> TextVectors:
    random = Random(seed)
    titles = [" ".join(random.choices(WORDS, k=5)) for _ in range(N)]
    vectors = vectorize(read_texts([make_article(f"a{n:02}", title=title) for n, title in enumerate(titles)]))
    return vectors_of(vectors.rows, vectors.terms, vectors.n_words, cut_into_blocks(days, articles_a_block))


def random_days(seed: int, undated: int = 5) -> NDArray[np.float64]:
    random = Random(seed)
    days = [nan] * undated + [random.uniform(0, 20) for _ in range(N - undated)]
    random.shuffle(days)
    return np.array(days)


def fading(days: NDArray[np.float64]) -> Fading:
    return fading_of(days, Options().decay_days, TUNING)


def listed(pairs: Pairs) -> list[tuple[int, int]]:
    """The pairs alone."""
    return list(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))


def make_pairs(*rows: tuple[int, int, float]) -> Pairs:
    first, second, cosine = (np.array(column) for column in zip(*rows, strict=True))
    return Pairs(first.astype(np.int32), second.astype(np.int32), cosine)


def pairs_by_brute_force(vectors: TextVectors, days: NDArray[np.float64], options: Options) -> list[tuple[int, int]]:
    """Every pair, compared one by one: kept if it is among the strongest few of either of the two."""
    cosines = (vectors.rows @ vectors.rows.T).toarray().astype(float)
    everyone, fades = np.arange(N), fading(days)
    kept = set()
    for one in range(N):
        passing = []
        of_one = fades.between(np.full(N, one), everyone)
        for other in range(N):
            strength = cosines[one, other] * of_one[other]
            if one != other and strength >= options.min_evidence:
                passing.append((-round(strength, 6), other))
        kept |= {(min(one, other), max(one, other)) for _, other in sorted(passing)[: options.neighbors]}
    return sorted(kept)


def silent(done: int, total: int) -> None:
    """Report no progress."""


@pytest.mark.parametrize("articles_a_block", [1, 9, N])
@pytest.mark.parametrize("block_rows", [1, 7, 1_024])
@pytest.mark.parametrize("undated", [0, 5, N])
def test_exactly_the_pairs_that_are_alike_and_near_in_time_are_found(
    monkeypatch: pytest.MonkeyPatch, block_rows: int, undated: int, articles_a_block: int
) -> None:
    monkeypatch.setattr(nearest, "_BLOCK_ROWS", block_rows)
    monkeypatch.setattr(nearest, "_BLOCK_ROWS_UNDATED", block_rows)
    days, options = random_days(2, undated), Options(min_evidence=0.15)
    vectors = random_vectors(1, days, articles_a_block)
    expected = pairs_by_brute_force(vectors, days, options)
    assert len(expected) > 20
    assert listed(nearest_in_time(vectors, fading(days), options, silent)) == expected


def test_only_the_strongest_few_of_each_article_are_kept() -> None:
    days = random_days(4, 0)
    vectors = random_vectors(3, days)
    options = Options(neighbors=10, min_evidence=0.01)
    expected = pairs_by_brute_force(vectors, days, options)
    assert len(expected) < len(pairs_by_brute_force(vectors, days, Options(min_evidence=0.01)))
    assert listed(nearest_in_time(vectors, fading(days), options, silent)) == expected


@pytest.mark.parametrize("neighbors", [1, 3, 200])
def test_in_a_large_corpus_undated_articles_are_found_by_their_rare_terms(
    monkeypatch: pytest.MonkeyPatch, neighbors: int
) -> None:
    monkeypatch.setattr(nearest, "_MOST_HAVING_UNDATED", 8)
    days = random_days(6, N)
    vectors = random_vectors(5, days)
    options = Options(min_evidence=0.15, neighbors=neighbors)
    found, all_pairs = (
        nearest_in_time(vectors, fading(days), options, silent),
        pairs_by_brute_force(vectors, days, options),
    )
    is_common = np.bincount(vectors.rows.indices, minlength=vectors.rows.shape[1]) > 8
    assert is_common.any()
    rare = vectors.rows[:, ~is_common]
    by_rare_terms = (rare @ rare.T).toarray()
    strongest = [pair for pair in all_pairs if by_rare_terms[pair] >= 0.15]
    assert set(strongest) <= set(listed(found)) if neighbors == 200 else 5 < len(found.first) < len(all_pairs) + 1
    exact = (vectors.rows @ vectors.rows.T).toarray()
    assert found.cosine == pytest.approx([exact[pair] for pair in listed(found)], abs=1e-6)
    assert min(found.cosine) >= 0.15


def test_progress_ends_with_all_rows() -> None:
    calls: list[tuple[int, int]] = []
    days = random_days(2)
    nearest_in_time(random_vectors(1, days), fading(days), Options(), lambda done, total: calls.append((done, total)))
    assert (calls[0], calls[-1]) == ((0, N), (N, N))


def test_texts_that_are_alike_are_found_however_far_apart_in_time() -> None:
    vectors = vectorize(
        read_texts(
            [
                make_article("a", title="Old bridge closes after the flood"),
                make_article("b", title="Chess champion resigns"),
                make_article("c", title="Old bridge closes after a flood"),
            ]
        )
    )
    assert listed(nearest_ever(vectors, Options())) == [(0, 2)]
    assert listed(nearest_ever(vectors, Options(links_per_article=0))) == []


def test_texts_without_words_are_near_to_none() -> None:
    vectors = vectorize(read_texts([make_article("a", title="the of"), make_article("b", title="the of")]))
    assert listed(nearest_ever(vectors, Options())) == []


def test_a_pair_stays_if_it_is_among_the_strongest_of_either_end_and_ties_go_to_the_smaller_number() -> None:
    first = np.array([0, 0, 1, 2], dtype=np.int32)
    second = np.array([1, 2, 2, 3], dtype=np.int32)
    strength = np.array([0.9, 0.5, 0.5, 0.1])
    assert is_among_strongest(first, second, strength, 1).tolist() == [True, True, False, True]
    assert is_among_strongest(first, second, strength, 2).tolist() == [True] * 4
    assert is_among_strongest(first, second, strength, 0).tolist() == [False] * 4
    nothing = np.empty(0, dtype=np.int32)
    assert is_among_strongest(nothing, nothing, np.empty(0), 1).tolist() == []


def test_given_pairs_are_measured_as_those_that_are_found() -> None:
    days = random_days(6, N)
    vectors = random_vectors(5, days)
    found = nearest_in_time(vectors, fading(days), Options(), silent)
    measured = measure(vectors.work.store, found.first, found.second)
    assert listed(measured) == listed(found)
    assert np.abs(measured.cosine - found.cosine).max() <= 2e-6


def test_merged_pairs_are_sorted_and_kept_once() -> None:
    one, other = make_pairs((0, 5, 0.5), (1, 2, 0.2)), make_pairs((0, 1, 0.1), (1, 2, 0.2))
    pairs = merged(one, other)
    assert list(zip(*(column.tolist() for column in pairs), strict=True)) == [(0, 1, 0.1), (0, 5, 0.5), (1, 2, 0.2)]
