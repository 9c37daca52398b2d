"""Whatever a title or a body holds, it has a text, and the text is only text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.plain_text import clean_text
from graphkit.sources.markup import MAX_BODY_CHARACTERS, body_to_text, first_heading, html_to_text, lost_share
from tests.support.hostile import any_text, hostile_text

PIECES = [
    *("<div>", "</div>", "<p>", "<pre>", "</pre>", "<script>", "</script>", "<!--", "-->", "<a href='"),
    *("<svg/>", "<A b={", "<code>"),
    *("[", "](", "![", "[[", "]]", "*", "_", "`", "```", "~~~", "\n", "\n\n", "    ", "\t", "> ", "- ", "1. ", "# "),
    *("|", "|-|", "{%", "%}", "{{", "}}", "{{<", "{/*", "%%", "[code]", "[/code]", "[a b='c'", ":::", "[!n]", "{:"),
    *("$", "$$", "import {", "https://", "www.", "a@b.c", "&", "&amp;", "&#0;", "\0", "\x85", "\ud800", "é", "鉄道"),
    *("word", " "),
]  # fmt: skip
bodies = st.lists(st.sampled_from(PIECES) | any_text, max_size=40).map("".join) | hostile_text
words = st.lists(st.text(st.characters(categories=["Ll", "Lu", "Lo"]), min_size=1, max_size=9), min_size=1, max_size=30)


@given(st.lists(st.sampled_from([*"<>!-[]&;#/ ab=\"'?", "<b>", "<script>", "CDATA", "&amp"])).map("".join))
def test_text_with_markup_is_never_lost_altogether(text: str) -> None:
    assert bool(html_to_text(text).strip()) == bool(text.strip())


@given(bodies)
def test_every_body_has_a_text_without_empty_lines_and_control_characters(body: str) -> None:
    text = body_to_text(body)
    assert text == clean_text(text)
    assert text.split("\n") == [" ".join(line.split()) for line in text.split("\n")]
    assert 0.0 <= lost_share(body, text) <= 1.0


@given(bodies)
def test_every_heading_is_one_line(body: str) -> None:
    heading = first_heading(body)
    assert heading == " ".join(clean_text(heading).split())


@given(st.lists(words, min_size=1, max_size=5))
def test_plain_words_come_out_as_they_are(paragraphs: list[list[str]]) -> None:
    lines = [" ".join(paragraph) for paragraph in paragraphs]
    assert body_to_text("\n\n".join(lines)) == "\n".join(lines)


@pytest.mark.parametrize("piece", PIECES)
def test_one_piece_again_and_again_is_read(piece: str) -> None:
    body = piece * (MAX_BODY_CHARACTERS // len(piece))
    assert 0.0 <= lost_share(body, body_to_text(body)) <= 1.0
    html_to_text(body)
    first_heading(body)
