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
