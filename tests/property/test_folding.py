"""Folding a text twice changes nothing more, and case never matters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphkit.texts.words import fold


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x24F, exclude_characters="ŉſıİ")))
def test_latin_text_in_capitals_folds_alike(text: str) -> None:
    assert fold(text.upper()) == fold(text)
