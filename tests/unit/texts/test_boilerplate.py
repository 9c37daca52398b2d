"""Boilerplate: what an outlet says again and again is left out, news are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from graphkit.model import Article
from graphkit.pipeline import build
from graphkit.texts.boilerplate import leave_out_boilerplate, told_pieces
from graphkit.texts.reading import read_texts
from tests.support.builders import make_article

NOTICE = "Subscribers read every article of the archive without limits."
NEWS = (
    ("Bridge closes", "Engineers found cracks."),
    ("Chess champion resigns", "The endgame was lost."),
    ("Orchard wins prize", "Its plums convinced the jury."),
    ("Trains stand still", "Drivers are on strike."),
)


def make_news(gap_days: float, notice: str = NOTICE, **fields: Any) -> list[Article]:
    """Four articles of one outlet on four matters, `gap_days` from one to the next, all with one notice."""
    return [
        make_article(f"a{n}", days=n * gap_days, title=title, excerpt=f"{excerpt} {notice}", **fields)
        for n, (title, excerpt) in enumerate(NEWS)
    ]


def make_series(gap_days: float, titles: Sequence[str]) -> list[Article]:
    """Articles of one outlet that differ from each other in their excerpts."""
    return [
        make_article(f"a{n}", days=n * gap_days, title=title, excerpt=excerpt)
        for n, (title, (_, excerpt)) in enumerate(zip(titles, NEWS, strict=True))
    ]


def joined(articles: Sequence[Article]) -> list[str]:
    """The telling pieces of each article, as a text."""
    texts = read_texts(articles)
    leave_out_boilerplate(texts)
    return [" ".join(pieces) for pieces in told_pieces(texts)]


WITHOUT_NOTICE = [
    "bridge closes engineers cracks",
    "chess champion resigns endgame lost",
    "orchard wins prize plums convinced jury",
    "trains stand drivers strike",
]
WITH_NOTICE = [f"{pieces} subscribers article archive limits" for pieces in WITHOUT_NOTICE]


def test_a_notice_that_an_outlet_repeats_for_weeks_is_left_out() -> None:
    notice = "Subscribers read each article of our archive, podcasts included, without limits."
    assert joined(make_news(4, notice)) == WITHOUT_NOTICE


def test_a_notice_of_fewer_than_five_telling_words_stays() -> None:
    assert joined(make_news(4)) == WITH_NOTICE


@pytest.mark.parametrize(
    ("gap_days", "n_articles", "fields"),
    [
        pytest.param(3.3, 4, {}, id="within ten days"),
        pytest.param(30, 3, {}, id="in three articles only"),
        pytest.param(30, 4, {"provider": None, "domain": None}, id="of an unknown outlet"),
        pytest.param(30, 4, {"published": None}, id="without dates"),
    ],
)
def test_the_same_words_are_kept(gap_days: float, n_articles: int, fields: dict[str, Any]) -> None:
    notice = "Subscribers read each article of our archive, podcasts included, without limits."
    articles = make_news(gap_days, notice, **fields)[:n_articles]
    expected = [f"{pieces} subscribers article archive podcasts included limits" for pieces in WITHOUT_NOTICE]
    assert joined(articles) == expected[:n_articles]


def test_the_same_words_of_several_outlets_are_kept() -> None:
    notice = "Subscribers read each article of our archive, podcasts included, without limits."
    articles = [
        make_article(f"a{n}", days=30 * n, title=title, excerpt=notice, domain=f"{n}.example")
        for n, (title, _) in enumerate(NEWS)
    ]
    assert all(pieces.endswith("subscribers article archive podcasts included limits") for pieces in joined(articles))


def test_the_headline_of_a_series_is_left_out_and_its_figures_and_months_make_no_difference() -> None:
    titles = ["Release notes, March", "Release Notes: April 14", "UPDATE 1 - Release notes", "Release notes, May 2021"]
    assert joined(make_series(10, titles)) == [
        "engineers cracks",
        "endgame lost",
        "plums convinced jury",
        "drivers strike",
    ]


def test_a_headline_above_another_text_each_time_is_left_out_even_within_ten_days() -> None:
    assert joined(make_series(1, ["Morning briefing"] * 4)) == [
        "engineers cracks",
        "endgame lost",
        "plums convinced jury",
        "drivers strike",
    ]


def test_one_headline_above_one_text_is_news_within_ten_days() -> None:
    articles = [make_article(f"a{n}", days=n, title="Harbor ferry missing", excerpt="Divers search.") for n in range(4)]
    assert joined(articles) == ["harbor ferry missing divers search"] * 4


def test_a_series_or_a_notice_does_not_pose_as_a_story_whatever_else_is_published() -> None:
    others = [
        make_article(f"x{n}", days=n, title=title, domain="other.example")
        for n, title in enumerate(["Ferry aground", "Museum reopened", "Pupils vaccinated"])
    ]
    weekly = make_series(4, [f"Letters to the editor, {n}" for n in range(4)])
    noticed = make_news(4, "Subscribers read each article of our archive, podcasts included, without limits.")
    assert build([*weekly, *others]).clusters == ()
    assert build([*noticed, *others]).clusters == ()


def test_the_order_of_the_pieces_is_that_of_the_text() -> None:
    assert joined([make_article("a", title="Köln bridge", excerpt="A flood!", text="It closed.")]) == [
        "koln bridge flood closed"
    ]
    assert joined([]) == []


@pytest.mark.parametrize(("n_articles", "stays"), [(11, True), (12, False)])
def test_a_notice_of_undated_articles_is_left_out_if_a_dozen_have_it(n_articles: int, stays: bool) -> None:
    notice = "subscribers visit archive free charge"
    articles = [make_article(f"a{n:02}", days=None, title=f"Matter{n:02}", excerpt=notice) for n in range(n_articles)]
    assert joined(articles) == [f"matter{n:02} {notice}" if stays else f"matter{n:02}" for n in range(n_articles)]


def make_captions(outlets: Sequence[str]) -> list[Article]:
    """Articles on as many matters as there are names, a week apart, all with four words in a row."""
    return [
        make_article(
            f"a{n:02}", days=7 * n, title=f"Matter{n:02}", excerpt="Enlarge toggle caption Getty", domain=outlet
        )
        for n, outlet in enumerate(outlets)
    ]


def test_a_caption_that_only_one_outlet_has_is_left_out() -> None:
    assert joined(make_captions(["one.example"] * 12)) == [f"matter{n:02}" for n in range(12)]


def test_a_name_that_several_outlets_say_for_months_is_kept() -> None:
    outlets = ["one.example"] * 12 + ["two.example"] * 3
    assert joined(make_captions(outlets)) == [f"matter{n:02} enlarge toggle caption getty" for n in range(15)]
