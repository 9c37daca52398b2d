"""The likeness of sentence vectors, and the pairs that they find."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from graphkit.links import meaning as module
from graphkit.links.fading import Fading, fading_of
from graphkit.links.meaning import Meaning, meaning_of, nearest_in_meaning
from graphkit.options import Options
from graphkit.tuning import TUNING

N = 60
HALF = Options(vectors_weight=0.5, min_evidence=0.1)


def random_meaning(options: Options = HALF, without: int = 0) -> Meaning:
    """Of articles of which the first have no vector."""
    vectors = np.random.default_rng(1).normal(0.3, 1.0, (N, 5)).astype(np.float32)
    vectors[:without] = 0
    return meaning_of(vectors, options, TUNING)


def fading(undated: int) -> Fading:
    days = np.random.default_rng(2).uniform(0, 30, N)
    days[:undated] = np.nan
    return fading_of(days, 3.0, TUNING)


def brute_force(meaning: Meaning, fades: Fading, options: Options) -> set[tuple[int, int]]:
    """Every pair one by one: kept if it is among the strongest few of either of the two."""
    everyone, kept = np.arange(N), set()
    for one in range(N):
        strength = meaning.likeness(np.full(N, one), everyone) * fades.between(np.full(N, one), everyone)
        passing = [(-round(value, 6), other) for other, value in enumerate(strength.tolist()) if other != one]
        passing = sorted(row for row in passing if -row[0] * meaning.weight >= options.min_evidence)
        kept |= {(min(one, other), max(one, other)) for _, other in passing[: options.neighbors]}
    return kept


def found_pairs(meaning: Meaning, fades: Fading, options: Options) -> list[tuple[int, int]]:
    first, second = nearest_in_meaning(meaning, fades, options)
    return sorted(zip(first.tolist(), second.tolist(), strict=True))


def numbers(*values: int) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)


@pytest.mark.parametrize("neighbors", [2, 300])
@pytest.mark.parametrize(("block", "columns"), [(1, 7), (7, 16), (512, 8_192)])
@pytest.mark.parametrize("undated", [0, 5, N])
def test_exactly_the_pairs_that_are_alike_and_near_in_time_are_found(
    monkeypatch: pytest.MonkeyPatch, neighbors: int, block: int, columns: int, undated: int
) -> None:
    monkeypatch.setattr(module, "_BLOCK_ROWS", block)
    monkeypatch.setattr(module, "_BLOCK_COLUMNS", columns)
    options = HALF.model_copy(update={"neighbors": neighbors})
    meaning, fades = random_meaning(options, without=3), fading(undated)
    expected = brute_force(meaning, fades, options)
    assert len(expected) > 20
    assert found_pairs(meaning, fades, options) == sorted(expected)


def test_a_weight_too_small_for_any_pair_finds_none() -> None:
    options = Options(vectors_weight=0.01, min_evidence=0.1)
    assert found_pairs(random_meaning(options), fading(5), options) == []


def test_the_likeness_is_what_two_vectors_share_beyond_strangers_to_the_power_of_three_halves() -> None:
    # Of four articles two are strangers to each: half of the others exceed the likeness with the third.
    rows = np.array([[4, 0, 0], [0.8, 0.6, 0], [0, 0, 2], [0, 1, 0]], dtype=np.float32)
    meaning = meaning_of(rows, HALF, TUNING)
    assert np.round(meaning.strangers, 6).tolist() == [0.0, 0.0, 0.0, 0.0]
    assert meaning.likeness(numbers(0, 1, 0), numbers(1, 3, 2)).tolist() == [
        round(0.8**1.5, 6),
        round(0.6**1.5, 6),
        0.0,
    ]


def test_what_all_share_says_nothing() -> None:
    vectors = np.random.default_rng(3).normal(8.0, 1.0, (N, 20)).astype(np.float32)
    meaning = meaning_of(vectors, HALF, TUNING)
    one, other = np.triu_indices(N, 1)
    cosines = (meaning.rows @ meaning.rows.T)[one, other]
    assert cosines.min() > 0.9
    assert meaning.likeness(one, other).mean() < 0.1


def test_a_blend_is_the_texts_where_an_article_has_no_vector() -> None:
    meaning = random_meaning(without=1)
    one, other, of_texts = numbers(0, 1), numbers(2, 2), np.array([0.4, 0.4])
    of_vectors = meaning.likeness(one, other)
    assert of_vectors[0] == 0
    assert meaning.blend(of_texts, one, other).tolist() == [0.4, 0.4 + 0.5 * (of_vectors[1] - 0.4)]


def test_one_article_and_twins_can_be_measured() -> None:
    assert meaning_of(np.ones((1, 3), dtype=np.float32), HALF, TUNING).strangers.tolist() == [0.0]
    twins = meaning_of(np.ones((5, 3), dtype=np.float32), HALF, TUNING)
    assert twins.likeness(numbers(0), numbers(1))[0] > 0.99
