"""Texts are taken apart once: words as they are written, and the pieces by which they are compared."""

from __future__ import annotations

import numpy as np

from graphkit.texts.columns import encode, replaced
from graphkit.texts.reading import Part, pieces_of, read_texts, tokens_of
from tests.support.builders import make_article

ARTICLES = [
    make_article("a", title="UPDATE 1 - COVID-19 in Malmö", excerpt="It won't end.", text="soon " + "x" * 3_000),
    make_article("b", title="", excerpt=""),
    make_article("c", title="Tide.js 2.0.0-p648 costs £2,200", excerpt="Malmö's port"),
]


def test_words_are_as_they_are_written_and_what_feeds_put_around_a_headline_is_gone() -> None:
    assert tokens_of(read_texts(ARTICLES).work.store, np.arange(3)) == [
        ["COVID-19", "in", "Malmö", "It", "won't", "end", "soon", "x" * 1_995],
        [],
        ["Tide.js", "2.0.0-p648", "costs", "£2,200", "Malmö's", "port"],
    ]


def test_every_word_knows_its_part_of_the_article() -> None:
    headline, excerpt, body = Part
    first, last = [headline] * 3 + [excerpt] * 3 + [body] * 2, [headline] * 4 + [excerpt] * 2
    assert read_texts(ARTICLES).work.store.load("texts-0")["part_of"].tolist() == first + last


def test_texts_are_compared_by_folded_pieces_without_stop_words_and_single_letters() -> None:
    store = read_texts(ARTICLES).work.store
    words = store.load("vocabulary")["words"]
    said = [(words[one.pieces].tolist(), words[one.headline].tolist()) for one in pieces_of(store, np.arange(3))]
    assert said == [
        (["covid", "19", "malmo", "won", "x" * 1_995], ["covid", "19", "malmo"]),
        ([], []),
        (["tide", "js", "p648", "costs", "200", "malmo", "port"], ["tide", "js", "p648", "costs", "200"]),
    ]


def test_a_column_gives_back_its_rows_and_knows_where_they_end() -> None:
    rows = [["b", "a", "b"], [], ["c"], []]
    column = encode(rows)
    assert list(column) == rows
    assert column.ends.tolist() == [3, 3, 4, 4]
    assert column.vocabulary.tolist() == ["a", "b", "c"]
    assert list(column.where(column.codes != 1)) == [["a"], [], ["c"], []]
    assert list(encode([])) == []


def test_strings_are_replaced_by_their_parts_in_their_place() -> None:
    column = encode([["b", "a", "b"], [], ["c"]])
    found, came_from = replaced(column, encode([["a1", "a2"], ["b1"], []]))
    assert list(found) == [["b1", "a1", "a2", "b1"], [], []]
    assert came_from.tolist() == [0, 1, 1, 2]
