"""Reasons: the terms that two texts share, as they spell them."""

from __future__ import annotations

from graphkit.links import find_shared_terms, vectorize
from graphkit.model import Article
from graphkit.texts.reading import read_texts
from tests.support.builders import make_article
from tests.support.links import Link, make_links

FILLER = [make_article(f"x{n}", title=title) for n, title in enumerate(["Trains late again", "Chess champion resigns"])]


def shared(one: str, other: str) -> tuple[str, ...]:
    """What two texts share, in a corpus with some others."""
    articles: list[Article] = [make_article("a", title=one), make_article("b", title=other), *FILLER]
    (terms,) = find_shared_terms(vectorize(read_texts(articles)), make_links({(0, 1): Link()}))
    return terms


def test_shared_words_are_spelled_as_the_text_spells_them_in_lower_case() -> None:
    assert shared("Köln mourns", "Mayor of KÖLN") == ("köln",)


def test_a_pair_of_words_stands_for_its_words() -> None:
    assert shared("Facial recognition banned", "On facial recognition") == ("facial recognition",)


def test_where_no_word_is_shared_pieces_of_words_are_named() -> None:
    assert shared("Überschwemmungen", "Überschwemmungsgebiet")[0] in "überschwemmung".replace("ü", "u")


def test_texts_that_share_nothing_have_no_reasons() -> None:
    assert shared("Bridge", "Orchard") == ()
    assert shared("", "") == ()


def test_at_most_six_terms_are_named_and_none_twice() -> None:
    words = "harbor museum festival orchard council lighthouse ferry"
    terms = shared(words, " ".join(reversed(words.split())))
    assert len(terms) == 6
    assert len(set(terms)) == 6


def test_every_link_has_its_reasons_in_order() -> None:
    articles = [
        make_article("a", title="Bridge closes"),
        make_article("b", title="Bridge museum"),
        make_article("c", title="Museum"),
    ]
    links = make_links({(0, 1): Link(), (0, 2): Link(), (1, 2): Link()})
    assert find_shared_terms(vectorize(read_texts(articles)), links) == (
        ("bridge",),
        (),
        ("museum",),
    )
