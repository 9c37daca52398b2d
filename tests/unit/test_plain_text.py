"""Plain text: what every format can carry."""

from __future__ import annotations

import pytest

from graphkit.plain_text import clean_line, clean_text, count, shorten


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain", "plain"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("carriage\r\nreturns\r", "carriage\nreturns\n"),
        ("a\x00b\x1b[31mc\x7fd\x85e\x9f", "ab[31mcde"),
        ("lone \ud800 surrogate, \ufffe and \uffff", "lone  surrogate,  and "),
        ("Köln 東京 🌉 \u202eRTL", "Köln 東京 🌉 \u202eRTL"),
    ],
)
def test_characters_that_some_format_cannot_carry_are_removed(text: str, clean: str) -> None:
    assert clean_text(text) == clean


def test_a_line_has_single_spaces_and_no_ends() -> None:
    assert clean_line(" \tone\r\n two\u2028three\u00a0 \x00 four ") == "one two three four"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("exactly ten", "exactly ten"),
        ("one two three", "one two…"),
        ("one two, three", "one two…"),
        ("unbrokenwords", "unbrokenwo…"),
        ("a unbrokenword", "a unbroken…"),
    ],
)
def test_a_long_line_is_cut_at_a_words_end_where_one_is_near(text: str, short: str) -> None:
    assert shorten(text, 11) == short


@pytest.mark.parametrize(
    ("number", "one", "many", "told"),
    [
        (1, "article", None, "1 article"),
        (0, "article", None, "0 articles"),
        (1_200, "article", None, "1,200 articles"),
        (2, "story", "stories", "2 stories"),
    ],
)
def test_a_number_has_its_noun(number: int, one: str, many: str | None, told: str) -> None:
    assert count(number, one, many) == told
