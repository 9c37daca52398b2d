"""Names: the words that most of a story's articles have and few others do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from graphkit.model import StoryName
from graphkit.stories.naming import headline_of, name_stories
from graphkit.texts.reading import read_texts
from graphkit.texts.wording import read_wording, stem_of
from graphkit.texts.words import STOP_WORDS, fold
from tests.support.builders import make_article

OTHERS = [
    "Trains late in the whole country",
    "Museum opens new wing",
    "Chess champion resigns",
    "Council raises taxes",
    "Orchard wins prize",
]


def name(
    *titles: str, excerpt: str = "", provider: str | None = "Example", others: Sequence[str] = OTHERS
) -> StoryName:
    """The name of one story of these headlines, among others."""
    story = [
        make_article(f"a{n}", title=title, excerpt=excerpt, provider=provider, domain=None)
        for n, title in enumerate(titles)
    ]
    articles = [*story, *(make_article(f"x{n}", title=title) for n, title in enumerate(others))]
    (found,) = name_stories(articles, read_wording(read_texts(articles)), [range(len(story))])
    return found


def test_a_name_holds_the_words_that_the_articles_share_in_the_order_of_a_headline() -> None:
    excerpt = "A ferry sank in the harbor."
    found = name("Harbor ferry lost", "Rescue in the harbor: ferry lost", "Harbor ferry lost", excerpt=excerpt)
    assert found.label == "Harbor ferry lost"
    assert sorted(found.keywords[:3]) == ["ferry", "harbor", "lost"]


def test_a_name_keeps_the_spelling_of_names_and_begins_with_a_capital() -> None:
    found = name(
        "Mayor of Köln visits NATO", "NATO receives mayor of Köln", excerpt="The mayor of Köln went to see NATO."
    )
    assert {"Köln", "NATO"} <= set(found.label.split())
    assert {"Köln", "NATO"} <= set(found.keywords)
    assert found.label[0].isupper()


def test_a_word_has_capitals_only_where_most_texts_have_them() -> None:
    assert name("Old bridge closes after flood", "Flood: old bridge closes").label == "Bridge closes flood"


def test_how_large_a_share_of_the_story_each_word_of_a_name_stands_for_can_be_set() -> None:
    titles = [
        "Tadesse wins Lakeside marathon",
        "Marathon in Lakeside won by Tadesse",
        "Lakeside marathon: Tadesse sets record",
        "Lakeside marathon draws crowds",
    ]
    articles = [make_article(f"a{n}", title=title) for n, title in enumerate([*titles, *OTHERS])]
    wording = read_wording(read_texts(articles))
    labels = [name_stories(articles, wording, [range(4)], least_share=share)[0].label for share in (0.5, 0.6)]
    assert labels == ["Tadesse Lakeside marathon", "Lakeside marathon"]


def test_a_story_of_common_words_has_more_of_them_than_one_with_a_rare_name() -> None:
    common = ["Council taxes strike vote", "Strike: council taxes delay", "Council taxes strike vote delay"]
    rare = [
        "Zaporozhye Kuznetsova strike vote",
        "Zaporozhye Kuznetsova strike delay",
        f"Kuznetsova {common[2][8:]} Zaporozhye",
    ]
    others = [f"{word} number{n}" for n in range(400) for word in ("Council", "taxes", "strike", "vote", "delay")]
    articles = [make_article(f"a{n:04}", title=title) for n, title in enumerate([*common, *rare, *others])]
    names = name_stories(articles, read_wording(read_texts(articles)), [(0, 1, 2), (3, 4, 5)])
    assert [len(found.label.split()) for found in names] == [5, 3]


def test_of_words_that_tell_as_much_the_first_of_the_headline_come_first() -> None:
    titles = ["Zebra Labs raises money for building machines that count apples"] * 2
    assert name(*titles, others=OTHERS).label == "Zebra Labs money building"


def test_a_first_name_is_not_without_the_name_that_it_stands_beside() -> None:
    titles = ["Elena Kagan confirmed by senate vote", "Senate vote: Elena Kagan confirmed", "Elena Kagan takes seat"]
    others = [*OTHERS, "Kagan bridge opens", "Kagan square", "Kagan market"]
    label = name(*titles, others=others).label
    assert "Elena Kagan" in label


def test_two_words_of_a_name_do_not_differ_in_their_ends_alone() -> None:
    assert name("Välineistön uusi huolto", "Välineistöä huolto").label.casefold().count("välineistö") == 1


def test_forms_of_one_word_are_one_keyword() -> None:
    found = name("City bans scooters", "Banned: scooter riders protest", "Scooters banned")
    assert len({stem_of(fold(word)) for word in found.keywords}) == len(found.keywords)
    assert {stem_of("ban"), stem_of("scooter")} <= {stem_of(fold(word)) for word in found.keywords}


def test_forms_of_a_word_that_begin_alike_count_as_one_in_other_languages_than_english() -> None:
    finnish = [
        "Myrsky kaatoi puita Turussa ja katkoi sähköt",
        "Turku ilman sähköä: myrskyn tuhot ovat suuret",
        "Myrskyssä loukkaantui kaksi, Turun palokunta kertoo",
        "Sähköjä korjataan yhä myrskyn jälkeen, mutta se kestää",
    ]
    others = ["Hallitus ei aio korottaa veroja", "Uusi museo on avattu ja se on suosittu", "Palkinto meni nuorelle"]
    found = name(*finnish, others=others)
    assert (found.label, found.keywords[:2]) == ("Myrsky Turussa sähköt", ("myrskyn", "sähköä"))
    assert found.headline == finnish[1]


def test_words_that_begin_alike_by_chance_are_two() -> None:
    german = ["Der Bundestag ist gegen den Bundesrat", "Bundestag und Bundesrat sind über die Steuer nicht einig"]
    assert {"Bundestag", "Bundesrat"} <= set(name(*german, others=["Das Museum ist nicht neu"]).keywords)


def test_an_outlets_own_name_is_no_part_of_a_story() -> None:
    found = name("Ferry sinks, Daily Herald learns", "Daily Herald: ferry sinks", provider="Daily Herald")
    assert (found.label, found.keywords) == ("Ferry sinks", ("ferry", "sinks", "learns"))


def test_stop_words_and_single_letters_and_digits_are_no_keywords() -> None:
    found = name("After the 2 flood in 2021 a ferry sinks", "After the 2 flood in 2021 a ferry sinks")
    assert sorted(found.keywords) == ["2021", "ferry", "flood", "sinks"]
    assert not {fold(word) for word in found.label.split()} & STOP_WORDS


def test_a_story_without_a_telling_word_is_called_by_its_first_headline() -> None:
    assert name("What now?", "And what then?") == StoryName("What now?", (), lead=0, headline="What now?")
    assert name("", "") == StoryName("Untitled", (), lead=0, headline="")


def test_stories_of_one_name_are_told_apart_by_their_month() -> None:
    days = {"a": 0, "b": 0, "c": 40, "d": 40, "e": 42, "f": 42}
    articles = [make_article(letter, days=day, title="Ferry sinks") for letter, day in days.items()]
    names = name_stories(articles, read_wording(read_texts(articles)), [(0, 1), (2, 3), (4, 5)])
    assert [found.label for found in names] == ["Ferry sinks", "Ferry sinks, 2021-04", "Ferry sinks, 2021-04-12"]


def test_the_largest_of_several_stories_of_one_name_gets_it_and_the_others_have_one_word_more() -> None:
    titles = ["Ferry sinks: rescue goes on", "Rescue goes on: ferry sinks", *["Ferry sinks"] * 3]
    articles = [make_article(f"a{n}", title=title) for n, title in enumerate([*titles, *OTHERS])]
    names = name_stories(articles, read_wording(read_texts(articles)), [(0, 1), (2, 3, 4)])
    assert [found.label for found in names] == ["Ferry sinks rescue", "Ferry sinks"]


def test_names_that_differ_in_the_forms_or_the_order_of_words_are_one() -> None:
    titles = ["Ferry sinks"] * 3 + ["Sinking ferry: rescue"] * 2
    articles = [make_article(f"a{n}", title=title) for n, title in enumerate([*titles, *OTHERS])]
    names = name_stories(articles, read_wording(read_texts(articles)), [(0, 1, 2), (3, 4)])
    assert [found.label for found in names] == ["Ferry sinks", "Sinking Ferry rescue"]


@pytest.mark.parametrize(
    ("titles", "label"),
    [
        (["New Hampshire primary", "Primary in New Hampshire"], "New Hampshire primary"),
        (["New Ferry sinks", "Ferry sinks", "The ferry that sinks"], "Ferry sinks"),
    ],
)
def test_new_belongs_to_a_name_where_most_texts_have_it_there(titles: list[str], label: str) -> None:
    assert name(*titles).label == label


@pytest.mark.parametrize(
    ("titles", "label"),
    [
        (["La nadadora gana el oro", "Oro para la nadadora"], "Oro nadadora"),
        (["Keller gewinnt Gold über Freistil", "Gold für Keller über Freistil"], "Gold Keller Freistil"),
        (["Las Vegas shooting", "Shooting in Las Vegas"], "Las Vegas shooting"),
        (["Fur ban in California", "California: fur ban"], "Fur ban California"),
    ],
)
def test_articles_and_prepositions_of_any_language_are_in_a_name_only_as_a_part_of_names(
    titles: list[str], label: str
) -> None:
    assert name(*titles).label == label


def test_undated_stories_of_one_name_are_numbered() -> None:
    articles = [make_article(letter, days=None, title="Ferry sinks") for letter in "abcdef"]
    names = name_stories(articles, read_wording(read_texts(articles)), [(0, 1), (2, 3), (4, 5)])
    assert [found.label for found in names] == ["Ferry sinks", "Ferry sinks (2)", "Ferry sinks (3)"]


def test_names_come_in_the_order_of_the_groups() -> None:
    articles = [make_article(f"a{n}", title=title) for n, title in enumerate(OTHERS[:2] * 2)]
    labels = [found.label for found in name_stories(articles, read_wording(read_texts(articles)), [(1, 3), (0, 2)])]
    assert [label.split()[0] for label in labels] == ["Museum", "Trains"]


def test_the_lead_says_most_of_the_story_and_of_equal_headlines_the_earliest_leads() -> None:
    titles = ["Harbor news", "Harbor ferry lost", "Rescue in the harbor as ferry lost", "Harbor ferry lost"]
    days = [0, 2, 1, 1]
    articles = [
        make_article(f"a{n}", days=day, title=title) for n, (day, title) in enumerate(zip(days, titles, strict=True))
    ]
    wording = read_wording(read_texts(articles))
    (found,) = name_stories(articles, wording, [range(4)])
    assert (found.lead, found.headline) == (3, "Harbor ferry lost")
    (found,) = name_stories(articles, wording, [range(4)], np.array([1.0, 0.0, 0.4, 0.0]))
    assert (found.lead, found.headline) == (0, "Harbor news")


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("UPDATE 1 - Ferry sinks off Northport | The Example", "Ferry sinks off Northport"),
        ("Ferry sinks in the harbor, " * 3 + "and nobody knows why", ("Ferry sinks in the harbor, " * 3)[:-2]),
        ("Ferry sinks in the harbor " * 5, "Ferry sinks in the harbor " * 3 + "Ferry sinks in the…"),
    ],
)
def test_a_headline_that_is_long_is_cut_at_a_phrase_or_at_a_word(title: str, headline: str) -> None:
    assert headline_of(title) == headline
    assert len(headline) <= 100


@pytest.mark.parametrize(
    ("titles", "label"),
    [
        (["滨海市地铁三号线停运", "地铁三号线停运 市民改乘公交车"], "地铁三号线停运"),
        (["港の橋が通行止め", "通行止めの港の橋、修理へ"], "港の橋 通行止め"),
        (["VimConfのチケットを販売", "チケットを販売、VimConf"], "VimConf チケット 販売"),
        (["Tide.js workshop in Havnby", "What we learnt at Tide.js workshop", "Tide.js workshop"], "Tide.js workshop"),
        (["iPhone case", "iPhone case"], "iPhone case"),
    ],
)
def test_words_are_named_as_they_are_written_in_any_script(titles: list[str], label: str) -> None:
    assert name(*titles, others=()).label == label


def test_without_groups_there_are_no_names() -> None:
    assert name_stories([], read_wording(read_texts([])), []) == ()


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        (("ban", "bans", "banned", "banning"), "ban"),
        (("city", "cities"), "citi"),
        (("council", "councils", "council's"), "council"),
        (("as",), "as"),
        (("мост",), "мост"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...], stem: str) -> None:
    assert {stem_of(form) for form in forms} == {stem}
