"""CSV and TSV: what is read of them, and what is said of broken ones."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from graphkit.sources.formats import tables
from graphkit.sources.formats.tables import DelimitedTables
from tests.support.reading import read_example, read_items, read_titles

EXAMPLES = Path(__file__).parent / "examples"
QUOTE_KEPT = "a quote that is not closed, or not written twice: this row is read as it stands"
QUOTE_LOST = "a quote that is not closed, or not written twice: this row is left out"


def test_gdelts_csv_is_read() -> None:
    assert read_example(DelimitedTables(), EXAMPLES / "gdelt.csv") == (
        [
            {
                "line": 2,
                "URL": "https://www.post.example/strike",
                "MobileURL": "https://m.post.example/strike",
                "Date": "2021-03-01 10:15:00",
                "Title": "Ferry strike ends, at last",
            },
            {
                "line": 3,
                "URL": "https://radio.example/books",
                "Date": "2021-03-02 10:15:00",
                "Title": 'The "Library" buys books',
            },
        ],
        [],
    )


def test_media_clouds_csv_is_read() -> None:
    assert read_example(DelimitedTables(), EXAMPLES / "mediacloud.csv") == (
        [
            {
                "line": 2,
                "id": "8f2a",
                "indexed_date": "2021-03-03 04:12:31.118",
                "language": "en",
                "publish_date": "2021-03-01",
                "title": "Ferry strike ends",
                "url": "https://post.example/strike",
                "provider": {"name": "post.example", "domain": "post.example"},
            },
            {
                "line": 3,
                "id": "91bc",
                "indexed_date": "2021-03-03 04:15:02.540",
                "language": "fr",
                "publish_date": "2021-03-02",
                "title": "Livres, livres",
                "url": "https://radio.example/livres",
                "provider": {"name": "radio.example", "domain": "radio.example"},
            },
        ],
        [],
    )


def uci(line: int, number: str, title: str, address: str, provider: str, category: str, date: str) -> dict[str, Any]:
    return {
        "line": line,
        "id": number,
        "title": title,
        "url": address,
        "category": category,
        "story": "dPhGU51DcrolUIMxbRm0InaHGA2XM",
        "timestamp": date,
        "provider": {"name": provider, "domain": address.split("/")[2]},
    }


def test_the_uci_news_aggregator_is_read_without_a_header() -> None:
    assert read_example(DelimitedTables(), EXAMPLES / "newsCorpora.csv") == (
        [
            uci(
                1,
                "1",
                'Ferry strike ends, "at last',
                "http://www.post.example/strike",
                "The Post",
                "business",
                "1394470370698",
            ),
            uci(2, "2", 'Library buys "books"', "http://radio.example/books", "Radio One", "health", "1394470371207"),
        ],
        [],
    )


def test_the_uci_news_aggregator_is_read_with_a_header_and_commas() -> None:
    header = b"ID,TITLE,URL,PUBLISHER,CATEGORY,STORY,HOSTNAME,TIMESTAMP\n"
    row = b"1,One,http://a.example/1,The Post,t,dd,a.example,1394470370698\n"
    assert read_items(DelimitedTables(), header + row)[0] == [
        {
            "line": 2,
            "ID": "1",
            "TITLE": "One",
            "URL": "http://a.example/1",
            "CATEGORY": "science and technology",
            "STORY": "dd",
            "TIMESTAMP": "1394470370698",
            "provider": {"name": "The Post", "domain": "a.example"},
        }
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_names_of_the_columns(delimiter: str) -> None:
    rows = [["title", "url", "a,b;c|d"], ["One; two, three", "https://a.example/1", ""]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert read_items(DelimitedTables(), text.encode()) == (
        [{"line": 2, "title": "One; two, three", "url": "https://a.example/1"}],
        [],
    )


def test_lists_in_cells_are_lists() -> None:
    data = (
        b"title,tags,authors,excerpt\n"
        b'One,"[\'sea\', ""bridges, old""]","[""Ana Lima""]",[sic]\nTwo,"sea, bridges",Ana,\n'
    )
    assert read_items(DelimitedTables(), data)[0] == [
        {"line": 2, "title": "One", "tags": ["sea", "bridges, old"], "authors": ["Ana Lima"], "excerpt": "[sic]"},
        {"line": 3, "title": "Two", "tags": "sea, bridges", "authors": "Ana"},
    ]


def test_columns_that_the_user_names_make_a_table() -> None:
    kind = DelimitedTables({"title": "Schlagzeile", "url": "adresse"})
    data = b"Nr,SCHLAGZEILE,Adresse\n1,One,https://a.example/1\n"
    assert kind.claims(data, ".dat")
    assert read_items(kind, data) == ([{"line": 2, "Nr": "1", "title": "One", "url": "https://a.example/1"}], [])


def test_pythons_limit_of_a_cell_is_left_as_it_was() -> None:
    before = csv.field_size_limit()
    rows = read_items(DelimitedTables(), b"title,text\nOne," + b"x" * 200_000 + b"\n")
    assert (len(rows[0][0]["body"]), csv.field_size_limit()) == (200_000, before)


@pytest.mark.parametrize(
    ("head", "suffix", "is_table"),
    [
        (b"title,url\n", "", True),
        (b"\xef\xbb\xbfURL;Date\n", ".txt2", True),
        ("Headline\tLink\n".encode("utf-16"), "", True),
        (b"sep=;\ntitle;url\n", "", True),
        (b"1\tOne\thttp://a.example\tPost\tb\tdd\ta.example\t1394470370698\n", "", True),
        (b"nothing,known\n", "", False),
        (b"nothing,known\n", ".csv", True),
        (b"title\n", "", False),
        (b"title,url\nOne,x\n", ".txt", True),
        (b"Title, by me\nIt was a dark night.\n", ".txt", False),
        (b"title,url\nOne,x\n", ".md", False),
        (b'{"title": "One", "url": 1}', ".csv", False),
        (b"<html>, title", ".csv", False),
        (b"It was, as the title, a link, says, a very long sentence about nothing in particular, really.\n", "", False),
        (b"", ".csv", False),
    ],
)
def test_a_table_is_known_by_its_first_line(head: bytes, suffix: str, is_table: bool) -> None:
    assert DelimitedTables().claims(head, suffix) is is_table


BAD: dict[str, tuple[bytes, list[Any], list[tuple[int | None, str]]]] = {
    "empty": (b"\n \n", [], [(None, "SKIPPED: an empty file")]),
    "no header": (
        b"One,https://a.example/1\nTwo,https://a.example/2\n",
        [],
        [
            (
                1,
                "SKIPPED: no column is a title or an address; the first line has 'One', 'https://a.example/1': "
                "name the column with --map title=COLUMN, or put a line of names first",
            )
        ],
    ),
    "one column": (
        b"titles\nOne\n",
        [],
        [
            (
                1,
                "SKIPPED: no table: its first line has one cell, expected the names of columns such as title,url,date",
            )
        ],
    ),
    "too many cells": (
        b"title,url\nOne,https://a.example/1\nTwo, and a half,https://a.example/2\nThree,https://a.example/3,,\n",
        ["One", "Three"],
        [(3, "this row is left out: 3 cells under 2 names: put quotes around cells with ',' in them")],
    ),
    "too few cells": (
        b"title,url,date\nOne,https://a.example/1\nTwo\n\nThree,https://a.example/3,2021-03-01\n",
        ["One", "Three"],
        [
            (2, "2 cells under 3 names: the last are taken as empty"),
            (3, "this row is left out: one cell under 3 names"),
        ],
    ),
    "an open quote": (
        b'title,url\n"One,https://a.example/1\nTwo,https://a.example/2\n',
        ['"One', "Two"],
        [(2, QUOTE_KEPT)],
    ),
    "an open quote before a closed one": (
        b'title,url\n"One, two,https://a.example/1\n"Two",https://a.example/2\n',
        ["Two"],
        [(2, QUOTE_LOST)],
    ),
    "quotes in quotes": (
        b'title,url\n"The "Library" buys",https://a.example/1\n"Two",https://a.example/2\n',
        ['The "Library" buys', "Two"],
        [(2, QUOTE_KEPT)],
    ),
    "quotes after backslashes": (b'title,url\n"One \\"two\\"",https://a.example/1\n', ['One "two"'], []),
    "cut off": (
        b"title,url\nOne,https://a.example/1\nTw",
        ["One"],
        [(3, "this row is left out: one cell under 2 names")],
    ),
    "a NUL": (b"title,url\nO\0ne,https://a.example/1\n", ["One"], []),
    "mixed line ends, and one in a cell": (
        b'title,url\r\nOne,https://a.example/1\rTwo,https://a.example/2\n"Thr\r\nee",https://a.example/3\nFour,x',
        ["One", "Two", "Thr\nee", "Four"],
        [],
    ),
    "Latin-1": (
        "title;url\nÉté à Zürich;https://a.example/1\n".encode("latin-1"),
        ["Été à Zürich"],
        [(2, "not UTF-8, read as cp1252: check its accents and save it as UTF-8")],
    ),
    "UTF-16": ("title\turl\nÉté\thttps://a.example/1\n".encode("utf-16"), ["Été"], []),
    "a line for Excel": (b"sep=;\n\ntitle;url\nOne;https://a.example/1\n", ["One"], []),
    "a column twice": (
        b"title,url,title\nOne,https://a.example/1,no\n,https://a.example/2,Two\n",
        ["One", "Two"],
        [(1, "several columns of this name: the first that is filled counts")],
    ),
    "a column without a name": (b",title,url\n0,One,https://a.example/1\n", ["One"], []),
    "a cell that is too long": (
        b'title,url\n"' + b"x, " * 400_000 + b'",https://a.example/1\nTwo,https://a.example/2\n',
        ["Two"],
        [(2, QUOTE_LOST)],
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_row_costs_itself_alone(case: str) -> None:
    data, titles, problems = BAD[case]
    assert read_titles(DelimitedTables(), data) == (titles, problems)


def test_after_too_many_broken_quotes_each_line_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_MAX_BROKEN_QUOTES", 2)
    data = b"title,url\n" + b'"One,https://a.example/1\n' * 3 + b'"Two",https://a.example/2\n'
    assert read_titles(DelimitedTables(), data) == (
        ['"One', '"One', '"One', "Two"],
        [
            (2, QUOTE_KEPT),
            (3, QUOTE_KEPT),
            (4, "2 rows with broken quotes: from here on, each line is read as a row"),
        ],
    )
