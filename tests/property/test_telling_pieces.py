"""What is left of a text when boilerplate is left out is a part of it, in its order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphkit.model import Article
from graphkit.texts.boilerplate import leave_out_boilerplate, told_pieces
from graphkit.texts.reading import pieces_of, read_texts
from graphkit.texts.words import STOP_WORDS, content_pieces, fold
from tests.support.hostile import any_text
from tests.support.strategies import corpora, headlines

# Long enough for phrases that recur, in few words, so that they do.
long_texts = st.lists(headlines, max_size=4).map(" ".join)


def told(articles: Sequence[Article]) -> list[list[str]]:
    texts = read_texts(articles)
    leave_out_boilerplate(texts)
    return told_pieces(texts)


@given(corpora(min_size=4, texts=long_texts))
def test_no_piece_is_added_and_none_changes_its_place(corpus: tuple[Article, ...]) -> None:
    texts = read_texts(corpus)
    words = texts.work.store.load("vocabulary")["words"]
    all_pieces = [words[said.pieces].tolist() for said in pieces_of(texts.work.store, np.arange(len(corpus)))]
    for whole, left in zip(all_pieces, told(corpus), strict=True):
        rest = iter(whole)
        assert all(piece in rest for piece in left)  # `in` goes on where it stopped


@given(corpora(min_size=4, texts=long_texts))
def test_what_one_article_keeps_depends_on_its_own_outlet_only(corpus: tuple[Article, ...]) -> None:
    left = dict(zip((article.id for article in corpus), told(corpus), strict=True))
    for outlet in {article.provider_key for article in corpus}:
        own = [article for article in corpus if article.provider_key == outlet]
        assert told(own) == [left[article.id] for article in own]


@given(any_text | long_texts)
def test_pieces_are_folded_and_neither_stop_words_nor_single_letters(text: str) -> None:
    pieces = content_pieces(fold(text))
    assert [piece for piece in pieces if len(piece) < 2 or piece in STOP_WORDS or piece not in fold(text)] == []
