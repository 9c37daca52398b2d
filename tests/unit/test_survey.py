from __future__ import annotations

import pytest

from graphkit.model import Article, Corpus, Outcome, ReadingNote, Tallied, Tally
from graphkit.survey import survey
from tests.support.builders import make_article, make_related

YEAR = 365.25


def note(name: str, outcome: Outcome, problem: str) -> ReadingNote:
    return ReadingNote(source_file=name, outcome=outcome, problem=problem)


def apart(*articles: Article) -> list[str]:
    return [article.id for article in survey(Corpus(articles=articles)).apart]


def test_a_survey_counts_articles_files_reasons_and_what_the_articles_have() -> None:
    articles = (
        make_article("a", topics=("x",), authors=("Ada",), language="en", text="The river rose."),
        make_article("b", days=None, url=None, provider=None, domain=None),
        make_related("c", topics=("x",)),
    )
    notes = (
        note("d.md", Outcome.SKIPPED, "no front matter: add some"),
        note("e.md", Outcome.SKIPPED, "no front matter, but a heading: add some"),
        note("f.md", Outcome.SKIPPED, "no front matter: add some"),
        note("a.md", Outcome.REPAIRED, "a tab: read as blanks"),
        note("a.md", Outcome.REPAIRED, "a tab: read as blanks"),
        note("a.md", Outcome.NOTED, "x"),
    )
    found = survey(Corpus(articles=articles, notes=notes, files=5))
    assert (found.articles, found.related, found.skipped, found.repaired) == (2, 1, 3, 1)
    assert found.reasons == (("no front matter", 2), ("no front matter, but a heading", 1))
    assert dict(found.shares) == {
        "date": 1,
        "address": 1,
        "provider": 1,
        "authors": 1,
        "topics": 1,
        "language": 1,
        "text": 1,
    }


def test_a_survey_is_plain_data() -> None:
    tally = Tally(group=Tallied.UNREAD_KEY, what="mood", count=2, source_file="a.md", example="")
    corpus = Corpus(
        articles=(make_article("a"),),
        notes=(note("b.md", Outcome.SKIPPED, "an empty file"),),
        files=2,
        tallies=(tally,),
        joined=(("a.md", "c.md"),),
    )
    assert survey(corpus).to_dict() == {
        "files": 2,
        "articles": 1,
        "related": 0,
        "skipped": 1,
        "repaired": 0,
        "skipped_by_reason": {"an empty file": 1},
        "with": {"date": 1, "address": 1, "provider": 1, "authors": 0, "topics": 0, "language": 0, "text": 0},
        "joined": [["a.md", "c.md"]],
        "dates_apart": [],
        "read": [],
        "passed_over": [],
        "guessed": [],
        "key_not_read": [{"what": "mood", "count": 2, "first": "a.md", "example": ""}],
        "date_not_read": [],
        "notes": [{"outcome": "skipped", "file": "b.md", "line": None, "field": None, "problem": "an empty file"}],
    }


def test_dates_that_stand_alone_are_apart_from_the_others() -> None:
    usual = [make_article(f"a{number}", days=number) for number in range(100)]
    early, late = make_article("early", days=-50 * YEAR), make_article("late", days=78 * YEAR)
    assert apart(late, *usual, early) == ["early", "late"]


@pytest.mark.parametrize("gap_years", [0.3, 4.9])
def test_a_long_archive_without_a_gap_has_no_odd_dates(gap_years: float) -> None:
    assert apart(*(make_article(f"a{number}", days=number * gap_years * YEAR) for number in range(80))) == []


def test_two_parts_of_an_archive_are_parts_of_it() -> None:
    first = [make_article(f"a{number}", days=number) for number in range(50)]
    second = [make_article(f"b{number}", days=20 * YEAR + number) for number in range(50)]
    assert apart(*first, *second) == []


def test_nothing_is_apart_where_nothing_is_dated() -> None:
    assert apart(make_article("a", days=None)) == []
