"""Wording: which words of a text could be in a name, in any language."""

from __future__ import annotations

import pytest

from graphkit.wording import read_wording, words_of_name
from tests.support.builders import make_article


def words(title: str, provider: str | None = None) -> list[str]:
    """The meaningful words of a headline, as it spells them."""
    (found,) = read_wording([make_article("a", title=title, provider=provider, domain=None)]).words
    return [word.spelling for word in found.title]


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Streik bei der Bahn und am Flughafen", ["Streik", "Bahn", "Flughafen"]),
        ("Die Bahn streikt", ["Bahn", "streikt"]),
        ("Huelga de los trenes", ["Huelga", "trenes"]),
        ("La nadadora gana", ["nadadora", "gana"]),
        ("Gre\u0300ve a\u0300 Paris", ["Gr\u00e8ve", "Paris"]),
        ("L’attentat et l'enquête", ["attentat", "enquête"]),
        ("Музей на площади", ["Музей", "площади"]),
        ("На площади музей", ["площади", "музей"]),
        ("المكتبة في الميناء", ["المكتبة", "الميناء"]),
    ],
)
def test_articles_and_prepositions_are_no_words_of_a_name(title: str, left: list[str]) -> None:
    assert words(title) == left


@pytest.mark.parametrize(
    "title",
    [
        "Las Vegas shooting",
        "Le Pen Brussels",
        "Google bets AI",
        "UN ceasefire",
        "MIT students",
        "Jack Ma resurfaces",
        "Dan resigns",
        "Five die ferry",
        "Dinesh D'Souza pardoned",
        "L'Oréal profits",
    ],
)
def test_names_and_english_words_that_look_like_them_are_kept(title: str) -> None:
    assert " ".join(words(title)) == title.removeprefix("Five ")


def test_new_belongs_to_the_name_of_a_place_and_makes_another_word_of_it() -> None:
    assert words("New Hampshire votes") == ["New Hampshire", "votes"]
    assert words("New study on coffee") == ["study", "coffee"]
    jersey, new_jersey = read_wording(
        [make_article("a", title="Yellow jersey"), make_article("b", title="New Jersey")]
    ).words
    assert not jersey.stems & new_jersey.stems


@pytest.mark.parametrize(
    ("title", "provider"),
    [
        ("Chile earthquake - Corriere della Sera", "Corriere della Sera"),
        ("Chile earthquake, The Guardian learns", "The Guardian"),
        ("New York Times: Chile earthquake", "New York Times"),
    ],
)
def test_an_outlets_own_name_is_left_out_whole(title: str, provider: str) -> None:
    assert words(title, provider)[:2] == ["Chile", "earthquake"]
    assert not {"Corriere", "Sera", "Guardian", "New York"} & set(words(title, provider))


def test_a_name_is_remembered_without_the_order_and_the_forms_of_its_words() -> None:
    assert words_of_name("Sinking ferry") == words_of_name("Ferry sinks")
    assert words_of_name("Ferry sinks (2)") != words_of_name("Ferry sinks")
    assert words_of_name("…") != words_of_name("?")
