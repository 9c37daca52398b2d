"""Links: every pair that a file declares or the texts suggest, measured alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from graphkit.links import link_articles, vectorize
from graphkit.links.declared import declared_pairs
from graphkit.links.facets import find_facets
from graphkit.model import Article, Links
from graphkit.options import Options
from graphkit.texts.reading import read_texts
from tests.support.builders import make_article

BRIDGE = "Stone bridge closes after the flood"
CHESS = "Chess champion resigns"


def link(articles: Sequence[Article], **options: Any) -> Links:
    """Link articles as a build does."""
    texts = read_texts(articles)
    return link_articles(
        texts,
        vectorize(texts),
        declared_pairs(articles),
        find_facets(articles),
        Options(**options),
        lambda stage, done, total: None,
    )


def rows(links: Links, *columns: str) -> list[tuple[Any, ...]]:
    """The links as tuples: the pair, then the columns asked for."""
    return list(zip(*(getattr(links, name).tolist() for name in ("first", "second", *columns)), strict=True))


def test_a_pair_that_only_a_file_declares_is_a_link_that_is_shown() -> None:
    articles = [make_article("a", title=BRIDGE), make_article("b", days=900, title=CHESS, related=("a",))]
    columns = ("cosine", "days_apart", "evidence", "declared_by_first", "declared_by_second", "inferred", "shown")
    assert rows(link(articles), *columns) == [(0, 1, 0.0, 900.0, 0.01, False, True, False, True)]


def test_texts_that_are_alike_at_the_same_time_are_inferred_and_shown() -> None:
    articles = [make_article("a", title=BRIDGE), make_article("b", title=BRIDGE), make_article("c", title=CHESS)]
    links = link(articles)
    assert rows(links, "inferred", "shown", "is_copy") == [(0, 1, True, True, True)]
    # Products are made in 32 bits.
    assert links.cosine.round(5).tolist() == links.evidence.round(5).tolist() == [1.0]


def test_likeness_fades_with_the_days_between() -> None:
    near, far = (
        link([make_article("a", title=BRIDGE), make_article("b", days=days, title=BRIDGE)]) for days in (3, 30)
    )
    assert near.cosine.tolist() == far.cosine.tolist()
    assert 1 > near.evidence[0] > far.evidence[0] > 0


def test_texts_that_are_very_alike_are_linked_however_far_apart_though_not_as_one_story() -> None:
    articles = [make_article("a", title=BRIDGE), make_article("b", days=400, title=BRIDGE)]
    columns = ("cosine", "days_apart", "evidence", "inferred", "shown", "is_copy")
    assert rows(link(articles), *columns) == [(0, 1, 1.0, 400.0, 0.01, True, True, False)]


def test_days_that_are_unknown_fade_nothing() -> None:
    articles = [make_article("a", title=BRIDGE, days=None), make_article("b", days=400, title=BRIDGE)]
    links = link(articles)
    assert rows(links, "evidence", "is_copy") == [(0, 1, 1.0, True)]
    assert np.isnan(links.days_apart).all()


@pytest.mark.parametrize(
    ("title", "other", "days", "is_copy"),
    [
        pytest.param(BRIDGE, f"UPDATE 1 - {BRIDGE.upper()}", 2.9, True, id="one headline"),
        pytest.param(BRIDGE, BRIDGE, 3.1, False, id="too late"),
        pytest.param("", "", 0, False, id="no headlines"),
        pytest.param("What to know: the flood", "What to know: the flood", 0, False, id="a headline of one word"),
        pytest.param(BRIDGE, CHESS, 0, False, id="two headlines"),
    ],
)
def test_copies_bear_one_headline_within_a_few_days(title: str, other: str, days: float, is_copy: bool) -> None:
    one = make_article("a", title=title, excerpt="Mayor promises help.", related=("b",))
    articles = [one, make_article("b", days=days, title=other, excerpt="Trains wait.")]
    assert rows(link(articles), "is_copy") == [(0, 1, is_copy)]


def test_each_article_shows_its_strongest_few_inferred_links() -> None:
    articles = [make_article(letter, title=BRIDGE, days=day) for day, letter in enumerate("abcd")]
    shown = link(articles, links_per_article=1)
    # Neighbors in time are each other's strongest; ties go to the smaller number.
    assert rows(shown.where(shown.shown)) == [(0, 1), (1, 2), (2, 3)]
    assert rows(link(articles, links_per_article=0), "shown") == [(*pair, False) for pair in rows(shown)]


def test_links_below_every_bar_are_left_out() -> None:
    articles = [make_article("a", title=BRIDGE), make_article("b", title="Bridge to the past")]
    (cosine,) = link(articles).cosine.tolist()
    assert 0.1 < cosine < 0.9
    assert rows(link(articles, min_evidence=0.9, min_similarity=0.9, lasting_similarity=0.9)) == []


def test_figures_keep_six_places() -> None:
    articles = [make_article(letter, title=f"{BRIDGE} {letter * 3}", days=n / 7) for n, letter in enumerate("abcde")]
    links = link(articles)
    assert len(links) == 10
    for column in (links.cosine, links.evidence):
        assert column.tolist() == np.round(column, 6).tolist()
