"""Clusters: what links weigh, and how they fall into stories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from scipy import sparse

from graphkit.clusters import find_groups, weigh_links
from graphkit.model import Facet, NodeKind
from graphkit.options import Options
from tests.support.links import Link, make_links

UNALIKE = Link(cosine=0.0, strength=0.0, inferred=False)


def weigh(link: Link, facets: tuple[Facet, ...] = ()) -> float:
    """What one link weighs in a corpus of ten."""
    (weight,) = weigh_links(make_links({(0, 1): link}), 10, facets, Options()).tolist()
    return float(weight)


def topic(*articles: int) -> Facet:
    return Facet(id="topic:t", kind=NodeKind.TOPIC, label="T", articles=articles)


def test_a_link_that_no_file_declares_weighs_its_strength() -> None:
    assert weigh(Link(cosine=0.8, strength=0.3)) == 0.3


def test_a_declared_link_adds_to_what_the_texts_say_and_a_mutual_one_adds_more() -> None:
    texts_alone = Link(cosine=0.3)
    one_way = weigh(replace(texts_alone, declared_by_first=True))
    other_way = weigh(replace(texts_alone, declared_by_second=True))
    mutual = weigh(replace(texts_alone, declared_by_first=True, declared_by_second=True))
    assert weigh(texts_alone) < one_way == other_way < mutual <= 1


def test_what_a_declared_link_adds_fades_with_time() -> None:
    declared = Link(cosine=0.3, strength=0.0, declared_by_first=True)
    weights = [weigh(replace(declared, days_apart=days)) for days in (0.0, 3.0, 10.0, 300.0)]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] > 0.3 > 0.01 > weights[-1] > 0


def test_an_undated_declared_link_weighs_as_one_of_the_same_day() -> None:
    declared = Link(cosine=0.3, declared_by_first=True)
    assert weigh(replace(declared, days_apart=None)) == weigh(declared)


def test_a_declared_link_that_nothing_supports_weighs_next_to_nothing_yet_something() -> None:
    assert 0 < weigh(replace(UNALIKE, declared_by_first=True, declared_by_second=True)) <= 0.02


@pytest.mark.parametrize(
    ("facets", "supports"),
    [
        pytest.param((topic(0, 1),), True, id="a narrow topic of both"),
        pytest.param((topic(0, 2),), False, id="a topic of one of them"),
        pytest.param((topic(*range(10)),), False, id="a topic of all articles"),
        pytest.param((replace(topic(0, 1), kind=NodeKind.PROVIDER),), False, id="a provider"),
    ],
)
def test_a_narrow_topic_supports_a_declared_link(facets: tuple[Facet, ...], supports: bool) -> None:
    declared = replace(UNALIKE, declared_by_first=True)
    assert (weigh(declared, facets) > 0.2) is supports


def words_in_common(
    pairs: Iterable[tuple[int, int]], n_articles: int, likeness: float, n_words: int = 10
) -> sparse.csr_matrix:
    """Articles of which each pair shares so many words that no other article has, and is so alike by them."""
    columns = [pair for pair in pairs for _ in range(n_words)]
    rows = np.zeros((n_articles, len(columns)))
    for column, pair in enumerate(columns):
        rows[list(pair), column] = (likeness / n_words) ** 0.5
    return sparse.csr_matrix(rows)


def find(
    weights: dict[tuple[int, int], float], n_articles: int = 20, strangers: float = 0.0, resolution: float = 0.05
) -> tuple[tuple[int, ...], ...]:
    """The groups of a corpus whose links have these weights, and in which all others are a little alike."""
    links = make_links({pair: Link(cosine=weight) for pair, weight in weights.items()})
    others = [pair for pair in combinations(range(n_articles), 2) if pair not in weights] if strangers else []
    stems = sparse.hstack(
        [words_in_common(weights, n_articles, 0.1), words_in_common(others, n_articles, strangers)], format="csr"
    )
    return find_groups(links, links.strength, stems, Options(resolution=resolution))


def test_articles_that_are_closely_linked_are_one_story_and_strangers_are_in_none() -> None:
    assert find({(1, 4): 0.6, (1, 7): 0.5, (4, 7): 0.7, (2, 9): 0.5}) == ((1, 4, 7), (2, 9))


def test_one_weak_link_does_not_glue_two_stories() -> None:
    stories = [(0, 1, 2, 3), (4, 5, 6, 7)]
    weights = {pair: 0.6 for story in stories for pair in combinations(story, 2)}
    assert find(weights | {(3, 4): 0.2}) == tuple(stories)


def test_a_chain_of_links_is_no_story() -> None:
    chain = {(number, number + 1): 0.3 for number in range(30)}
    groups = find(chain, n_articles=60)
    assert max(len(group) for group in groups) < 20


def test_without_links_there_are_no_stories() -> None:
    assert find({}) == ()
    assert find({}, n_articles=0) == ()


def test_links_of_the_least_weight_make_no_story() -> None:
    assert find({(0, 1): 0.004, (2, 3): 0.003}, resolution=0.001) == ()


def test_where_all_are_alike_what_stands_out_is_still_one_story() -> None:
    weights = dict.fromkeys(combinations(range(12), 2), 0.1) | dict.fromkeys(combinations((0, 5, 9), 2), 0.9)
    assert (0, 5, 9) in find(weights, n_articles=12)


@pytest.mark.parametrize("resolution", [0.01, 0.05, 0.3, 0.34, 0.5, 0.99])
def test_one_text_twice_is_a_story_however_small_the_corpus_and_high_the_resolution(resolution: float) -> None:
    assert find({(0, 1): 1.0}, n_articles=2, resolution=resolution) == ((0, 1),)


@pytest.mark.parametrize(("likeness", "found"), [(0.0, 3), (0.002, 3), (0.1, 0)])
def test_the_more_alike_strangers_are_the_more_a_story_must_stand_out(likeness: float, found: int) -> None:
    pairs = {(0, 1): 0.2, (2, 3): 0.2, (4, 5): 0.2}
    assert len(find(pairs, n_articles=12, strangers=likeness)) == found


def test_a_higher_resolution_never_makes_fewer_stories_of_a_loose_group() -> None:
    weights = dict.fromkeys(combinations(range(6), 2), 0.2) | {(0, 1): 0.9, (2, 3): 0.9, (4, 5): 0.9}
    groups = [find(weights, n_articles=200, resolution=bar) for bar in (0.01, 0.5)]
    assert groups == [((0, 1, 2, 3, 4, 5),), ((0, 1), (2, 3), (4, 5))]


def test_parts_that_are_hardly_linked_beside_what_they_are_within_are_stories_of_their_own() -> None:
    stories = [(0, 1, 2, 3), (4, 5, 6, 7)]
    between = dict.fromkeys(product(stories[0], stories[1]), 0.06)
    within = {pair: 0.9 for story in stories for pair in combinations(story, 2)}
    assert find(between | within, resolution=0.01) == tuple(stories)
    loose = dict.fromkeys(within, 0.3)
    assert find(between | loose, resolution=0.01) == ((0, 1, 2, 3, 4, 5, 6, 7),)


def test_a_likeness_of_one_word_weighs_less_than_one_of_many() -> None:
    weights = [weigh(Link(cosine=0.5, breadth=words)) for words in (0, 1, 3, 6, 9)]
    assert weights == [0.004, 0.083333, 0.25, 0.5, 0.5]


def test_articles_that_share_one_word_alone_are_a_subject_and_no_story() -> None:
    pairs = list(combinations(range(8), 2))
    links = make_links({pair: Link(cosine=0.09) for pair in pairs})
    one_word = sparse.csr_matrix(np.pad(np.full((8, 1), 0.3), ((0, 22), (0, 0))))
    many_words = sparse.csr_matrix(np.pad(np.full((8, 9), 0.1), ((0, 22), (0, 0))))
    options = Options(resolution=0.05)
    assert find_groups(links, links.strength, one_word, options) == ()
    assert find_groups(links, links.strength, many_words, options) == (tuple(range(8)),)
