"""Words: how text is split and folded, and what is no part of a headline."""

from __future__ import annotations

import pytest

from graphkit.texts.words import STOP_WORDS, TOKEN, content_pieces, fold, join_pieces, strip_boilerplate


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The bridge, at last, is open!", ["The", "bridge", "at", "last", "is", "open"]),
        ("don't re-open l’été", ["don't", "re-open", "l’été"]),
        ("'quoted' -dash- a--b", ["quoted", "dash", "a", "b"]),
        ("COVID-19 in 2021", ["COVID-19", "in", "2021"]),
        ("мост закрыт", ["мост", "закрыт"]),
        ("बाढ़ से पुल बंद", ["बाढ़", "से", "पुल", "बंद"]),
        ("ข่าวด่วน", ["ข่าวด่วน"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("橋が閉鎖、鉄道も", ["橋が閉鎖", "鉄道も"]),
        ("... – !", []),
    ],
)
def test_a_word_is_a_run_of_letters_digits_and_their_marks_in_any_script(text: str, words: list[str]) -> None:
    assert TOKEN.findall(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Köln", "koln"),
        ("STRASSE", "straße"),
        ("café", "cafe\u0301"),
        ("ﬁre", "fire"),
        ("Łódź", "łodz"),
        ("مُدَرِّس", "مدرس"),
        ("Ёлка", "елка"),
        ("graphkit™", "GraphkitTM"),
        ("ガス", "ｶﾞｽ"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ガス", "カス"), ("ข่าว", "ขาว"), ("कर्म", "करम"), ("ж", "х")],
)
def test_marks_that_make_another_letter_stay(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_hangul_stays_whole() -> None:
    assert fold("한국 뉴스") == "한국 뉴스"


def test_stop_words_are_folded_words_of_their_own() -> None:
    assert [word for word in sorted(STOP_WORDS) if TOKEN.findall(word) != [word] or fold(word) != word] == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The bridge, at last, is open!", ["bridge", "open"]),
        ("COVID-19 and Covid 19", ["covid", "19", "covid", "19"]),
        ("Don't! He's l’été 7 x", ["ete"]),
        ("мост закрыт", ["мост", "закрыт"]),
        ("बाढ़ से पुल", ["बाढ़", "से", "पुल"]),
        ("한국 뉴스", ["한국", "뉴스"]),
        ("東京都、雨", ["東京", "京都"]),
        ("新しいカメラ", ["新し", "しい", "いカ", "カメ", "メラ"]),
        ("ｶﾒﾗ", ["カメ", "メラ"]),
        ("佐々木さん", ["佐々", "々木", "木さ", "さん"]),
        ("华为5G手机", ["华为", "5g", "手机"]),
        ("2021年3月", ["2021"]),
        ("", []),
    ],
)
def test_a_text_is_compared_by_its_words_and_where_no_spaces_are_by_pairs_of_characters(
    text: str, pieces: list[str]
) -> None:
    assert content_pieces(fold(text)) == [fold(piece) for piece in pieces]


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("UPDATE 2 - Bridge closes", "Bridge closes"),
        ("RE-TRANSMISSION: Bridge closes", "Bridge closes"),
        ("Retransmission: Bridge closes", "Bridge closes"),
        ("Updated: Bridge closes", "Bridge closes"),
        ("Breaking News — Bridge closes", "Bridge closes"),
        ("Live updates: Bridge closes", "Bridge closes"),
        ("Bridge closes after the flood | The Example", "Bridge closes after the flood"),
        ("Opinion | What the flood left of the bridge", "What the flood left of the bridge"),
        ("Live: Bridge closes for good | Example", "Bridge closes for good"),
    ],
)
def test_what_feeds_put_around_a_headline_is_taken_off(title: str, bare: str) -> None:
    assert strip_boilerplate(title) == bare


@pytest.mark.parametrize(
    "title",
    [
        "Live music returns",
        "Watch makers strike",
        "Update:",
        "Video",
        "",
    ],
)
def test_headlines_that_only_look_like_boilerplate_stay(title: str) -> None:
    assert strip_boilerplate(title) == title


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        pytest.param(["facial", "recognition"], "facial recognition", id="words"),
        pytest.param(["博物", "物館"], "博物館", id="characters of a script without spaces"),
        pytest.param(["恐竜", "公開"], "恐竜 公開", id="such characters that do not overlap"),
        pytest.param(["alpha", "and"], "alpha and", id="words that overlap by chance"),
        pytest.param(["公開"], "公開", id="one piece"),
    ],
)
def test_pieces_are_joined_as_their_text_has_them(pieces: list[str], whole: str) -> None:
    assert join_pieces(pieces) == whole
