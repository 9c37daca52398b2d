"""Copies: one text under several mastheads, cut short or run again; not two reports of one event."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np
import pytest

from graphkit.links.copies import are_copies
from graphkit.model import Article
from graphkit.options import Options
from graphkit.pipeline import build
from graphkit.texts.reading import read_texts
from tests.support.builders import make_article

TITLE = "Ferry Aurora runs aground off Northport"
TEXT = (
    "The ferry Aurora ran aground off Northport on Monday; all 84 passengers were brought ashore unhurt. "
    "Divers will examine the hull before tugs tow the ship into the harbor."
)
OWN_WORDS = (
    "Off Northport the Aurora sits on a sandbank since Monday: its 84 passengers came ashore unhurt, "
    "while tugs wait until divers looked at the hull of the ferry."
)


def is_copy(
    one: Article, other: Article, cosine: float = 0.9, days: float = 0.0, copy_similarity: float = 0.65
) -> bool:
    """Whether two articles, so alike and so far apart, are copies."""
    row, column = np.array([0], dtype=np.int32), np.array([1], dtype=np.int32)
    options = Options(copy_similarity=copy_similarity)
    (found,) = are_copies(read_texts([one, other]), row, column, np.array([cosine]), np.array([days]), options)
    return bool(found)


def make_report(title: str = TITLE, excerpt: str = TEXT) -> Article:
    return make_article("a", title=title, excerpt=excerpt)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(make_report(), id="the same"),
        pytest.param(make_report(excerpt=TEXT[:110]), id="cut short"),
        pytest.param(make_report(excerpt=""), id="the headline alone"),
        pytest.param(make_report(title=f"RE-TRANSMISSION: {TITLE}"), id="run again"),
        pytest.param(make_report(title="Ship stranded near lighthouse"), id="under another headline"),
        pytest.param(make_report(excerpt=f"NORTHPORT (EXA) — {TEXT} More soon."), id="lightly edited"),
        pytest.param(make_report(excerpt=TEXT.upper()), id="in capitals"),
        pytest.param(make_report(excerpt="Captain praises the crew."), id="under one headline of four words and more"),
    ],
)
def test_one_text_is_a_copy_whatever_was_done_to_it(other: Article) -> None:
    assert is_copy(make_report(), other)
    assert is_copy(other, make_report())


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(make_report("Aurora stuck on sandbank", OWN_WORDS), id="in other sentences"),
        pytest.param(make_report("Aurora stuck on sandbank", TEXT[:40]), id="of which a few phrases are the same"),
        pytest.param(make_report("Ferry Aurora", ""), id="too short to tell"),
        pytest.param(make_report("", ""), id="without words"),
    ],
)
def test_a_report_in_other_words_is_no_copy(other: Article) -> None:
    assert not is_copy(make_report(), other)
    assert not is_copy(other, make_report())


@pytest.mark.parametrize("text", ["", "What now?", "Ferry aground", "Old bridge closes after flood"])
def test_texts_of_a_few_words_say_too_little_to_be_called_copies(text: str) -> None:
    assert not is_copy(make_report(text, ""), make_report(text, ""))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(3.0, True, id="three days later"),
        pytest.param(3.01, False, id="later still"),
        pytest.param(nan, True, id="at an unknown time"),
    ],
)
def test_copies_are_a_few_days_apart_at_most(days: float, expected: bool) -> None:
    assert is_copy(make_report(), make_report(), days=days) is expected


def test_texts_that_are_hardly_alike_are_not_even_looked_at() -> None:
    assert not is_copy(make_report(), make_report(), cosine=0.29)


def test_how_much_of_the_shorter_text_makes_a_copy_is_an_option() -> None:
    half = make_report("Aurora stuck on sandbank", f"{TEXT[:60]} Captain praises crew, owners promise refunds.")
    assert [is_copy(make_report(), half, copy_similarity=share) for share in (0.3, 1.0)] == [True, False]
    assert is_copy(make_report(), make_report(), copy_similarity=1.0)


def test_each_pair_is_judged_for_itself() -> None:
    articles = [make_report(), make_report("Aurora stuck on sandbank", OWN_WORDS), make_report()]
    first, second = np.array([[0, 1], [0, 2], [1, 2]], dtype=np.int32).T
    found = are_copies(read_texts(articles), first, second, np.full(3, 0.9), np.zeros(3), Options())
    assert found.tolist() == [False, True, False]
    nothing = np.empty(0, dtype=np.int32)
    assert are_copies(read_texts(articles), nothing, nothing, np.empty(0), np.empty(0), Options()).tolist() == []


def in_build(articles: Sequence[Article]) -> list[tuple[int, int, tuple[tuple[str, ...], ...]]]:
    """Of each story: how many articles, how many independent outlets, which copies."""
    return [(cluster.size, cluster.providers, cluster.copies) for cluster in build(articles).clusters]


def test_one_text_under_four_mastheads_is_one_source() -> None:
    articles = [
        make_article(letter, days=day / 10, title=TITLE, excerpt=TEXT, domain=f"{letter}.example")
        for day, letter in enumerate("abcd")
    ]
    assert in_build(articles) == [(4, 1, (("a", "b", "c", "d"),))]
    own = make_article("e", days=1, title="Aurora stuck on sandbank", excerpt=OWN_WORDS, domain="e.example")
    assert in_build([*articles, own]) == [(5, 2, (("a", "b", "c", "d"),))]


def test_a_cut_excerpt_and_a_text_run_again_are_copies_in_a_build_as_well() -> None:
    articles = [
        make_article("a", title=TITLE, excerpt=TEXT, domain="a.example"),
        make_article("b", title=TITLE, excerpt=f"{TEXT[:90]} …", domain="b.example"),
        make_article("c", days=1, title=f"RE-TRANSMISSION: {TITLE}", excerpt=TEXT, domain="c.example"),
    ]
    assert in_build(articles) == [(3, 1, (("a", "b", "c"),))]
