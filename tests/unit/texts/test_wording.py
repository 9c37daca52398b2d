"""Wording: which words of a text could be in a name, in any language."""

from __future__ import annotations

import pytest

from graphkit.texts.reading import read_texts
from graphkit.texts.wording import read_wording, words_of_name
from tests.support.builders import make_article


def words(title: str, provider: str | None = None, language: str = "en") -> list[str]:
    """The meaningful words of a headline, as it spells them."""
    (found,) = read_wording(
        read_texts([make_article("a", title=title, provider=provider, domain=None, language=language)])
    ).words
    return [word.spelling for word in found.title]


@pytest.mark.parametrize(
    ("language", "title", "left"),
    [
        ("de", "Streik bei der Bahn und am Flughafen", ["Streik", "Bahn", "Flughafen"]),
        ("de", "Die Bahn streikt", ["Bahn", "streikt"]),
        ("es", "Huelga de los trenes", ["Huelga", "trenes"]),
        ("es", "La nadadora gana", ["nadadora", "gana"]),
        ("fr", "Gre\u0300ve a\u0300 Paris", ["Gr\u00e8ve", "Paris"]),
        ("fr", "L’attentat et l'enquête", ["attentat", "enquête"]),
        ("ru", "Музей на площади", ["Музей", "площади"]),
        ("ru", "На площади музей", ["площади", "музей"]),
        ("ar", "المكتبة في الميناء", ["المكتبة", "الميناء"]),
    ],
)
def test_stop_words_of_the_language_are_no_words_of_a_name(language: str, title: str, left: list[str]) -> None:
    assert words(title, language=language) == left


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
        read_texts([make_article("a", title="Yellow jersey"), make_article("b", title="New Jersey")])
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


@pytest.mark.parametrize(("language", "title"), [("fr", "Le Pen Bruxelles"), ("es", "Las Vegas Reno")])
def test_a_stop_word_that_begins_a_name_stays(language: str, title: str) -> None:
    assert " ".join(words(title, language=language)) == title


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Tide.js workshop", ["Tide.js", "workshop"]),
        ("Havnix 2.0.0-p648 out", ["Havnix", "2.0.0-p648"]),
        ("Rates rise 2.5 percent", ["Rates", "rise", "2.5", "percent"]),
        ("9,000 jobs, $1.9 trillion, 12.5% on 9/11", ["9,000", "jobs", "$1.9", "trillion", "12.5%", "9/11"]),
        ("The bridge closed.Trains wait", ["bridge", "closed", "Trains", "wait"]),
    ],
)
def test_a_dot_within_a_name_and_the_signs_of_a_figure_belong_to_it(title: str, left: list[str]) -> None:
    assert words(title) == left


def test_scripts_without_spaces_are_taken_apart_into_pairs_without_what_is_grammar_alone() -> None:
    assert words("港の橋のため", language="ja") == ["港の", "の橋", "橋の"]
    assert words("チケットを販売", language="ja") == ["チケット", "を販", "販売"]


def test_each_article_is_read_in_its_own_language() -> None:
    german = ["Die Brücke ist zu und der Bus fährt nicht", "Der Streik ist aus und die Bahn fährt"]
    english = ["Five die as the ferry sinks and they mourn", "The strike is over and the men go back"]
    articles = [make_article(f"a{n}", title=title) for n, title in enumerate([*german, *english])]
    told = [" ".join(word.spelling for word in words.title) for words in read_wording(read_texts(articles)).words]
    assert told == ["Brücke Bus fährt", "Streik Bahn fährt", "die ferry sinks mourn", "strike men"]
