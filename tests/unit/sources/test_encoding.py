from __future__ import annotations

import codecs

import pytest

from graphkit.errors import SourceError
from graphkit.sources.encoding import decode
from graphkit.sources.notes import FileNotes

FRENCH = '---\ntitle: "Café du pont rouvert"\nwebUrl: https://example.org/cafe\n---\n'
CURLY = "---\ntitle: L’été à Genève – le pont est fermé\n---\n"
POLISH = (
    "---\ntitle: Łódź zamyka stary most, mieszkańcy są źli\n"
    "excerpt: Władze miasta zdecydowały o zamknięciu mostu, ponieważ jest zły stan techniczny.\n---\n"
)
RUSSIAN = (
    "---\ntitle: Мэр закрыл старый мост через реку\n"
    "excerpt: Городской совет проголосовал за ремонт. Жители недовольны решением мэра.\n---\n"
)
JAPANESE = "---\ntitle: 市長が古い橋を閉鎖すると発表しました\nexcerpt: 市議会は修理について投票しました。\n---\n"


def read(data: bytes) -> tuple[str, list[str]]:
    notes = FileNotes("a.md")
    text = decode(data, notes)
    return text, [str(note) for note in notes.taken()]


@pytest.mark.parametrize(
    "data",
    [
        FRENCH.encode(),
        codecs.BOM_UTF8 + FRENCH.encode(),
        codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + FRENCH.encode("utf-32-le"),
        FRENCH.encode("utf-16-le"),
        FRENCH.encode("utf-16-be"),
    ],
)
def test_unicode_is_read_with_and_without_a_mark_and_nothing_is_noted(data: bytes) -> None:
    assert read(data) == (FRENCH, [])


@pytest.mark.parametrize(
    ("text", "written", "named"),
    [
        (FRENCH, "latin-1", "cp1252"),
        (CURLY, "cp1252", "cp1252"),
        (POLISH, "cp1250", "cp1250"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8-r", "koi8_r"),
        (JAPANESE, "shift_jis", "shift_jis"),
    ],
)
def test_other_encodings_are_told_by_their_letters_and_noted(text: str, written: str, named: str) -> None:
    note = f"a.md: not UTF-8, read as {named}: check its accents and save it as UTF-8"
    assert read(text.encode(written)) == (text, [note])


def test_a_false_mark_is_an_error() -> None:
    with pytest.raises(SourceError, match="marked as UTF-8 but not written so"):
        read(codecs.BOM_UTF8 + FRENCH.encode("latin-1"))


def test_bytes_that_no_encoding_knows_are_an_error() -> None:
    with pytest.raises(SourceError, match="neither UTF-8 nor any encoding"):
        read(b"---\ntitle: \x81\x8d\x8f\x90\x9d\xff\x00\n---\n")


def test_a_file_that_is_cut_inside_a_character_loses_that_character_alone() -> None:
    assert decode("Café".encode()[:-1], FileNotes("a.md"), is_cut=True) == "Caf"


@pytest.mark.parametrize("start", ["---\n", "+++\n", "{", "<rss>", "Title: ", "\n---\n"])
@pytest.mark.parametrize("written", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_by_its_zeros(start: str, written: str) -> None:
    assert read((start + "Fähre").encode(written)) == (start + "Fähre", [])


def test_one_bad_byte_does_not_make_another_alphabet_of_a_utf8_file() -> None:
    data = "---\ntitle: Łódź zamyka most\n---\nMieszkańcy są źli".encode()
    assert read(data.replace(b"zamyka", b"zam\xffyka")) == (
        "---\ntitle: Łódź zam\ufffdyka most\n---\nMieszkańcy są źli",
        ["a.md:2: not UTF-8 in 1 place: each shows as \ufffd, correct them"],
    )


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_bad_bytes_are_counted_and_the_line_of_the_first_is_told(line_end: str) -> None:
    data = line_end.join(["---", "title: Ä \ufffd ö ü ß", "bad", "bad", ""]).encode().replace(b"bad", b"\xe9t\xe9 x")
    text, notes = read(data)
    assert text.count("\ufffd") == 5
    assert notes == ["a.md:3: not UTF-8 in 4 places: each shows as \ufffd, correct them"]


def test_a_mark_of_utf8_is_kept_to_where_most_of_the_file_is_so() -> None:
    data = codecs.BOM_UTF8 + "Ä ö ü ".encode() + b"\xe9"
    assert read(data) == ("Ä ö ü \ufffd", ["a.md:1: not UTF-8 in 1 place: each shows as \ufffd, correct them"])


def test_a_file_that_is_cut_inside_a_character_is_still_repaired() -> None:
    notes = FileNotes("a.md")
    assert decode(("Ä ö ü ".encode() + b"\xff\n\xc3"), notes, is_cut=True) == "Ä ö ü \ufffd\n"
    assert [note.line for note in notes.taken()] == [1]
