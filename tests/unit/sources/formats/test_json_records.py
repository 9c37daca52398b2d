"""JSON Lines and JSON with a list of articles: what is read of them, and what is said of broken ones."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from graphkit.sources.formats import lines
from graphkit.sources.formats.json_records import JsonDocument, JsonLines
from graphkit.sources.notes import FileNotes
from tests.support.reading import read_example, read_items, read_titles

EXAMPLES = Path(__file__).parent / "examples"
SEVERAL = "keep the one of articles of several lists of objects ('x', 'y'), and call it 'articles'"
EXPECTED = "expected a list of objects, an object with a list 'articles' or 'items', or one object a line"
REST = ": what is before it is read (articles: 1), what follows is not"
Case = tuple[bytes, list[Any], list[tuple[int | None, str]]]


def test_json_lines_of_several_producers_are_read() -> None:
    assert read_example(JsonLines(), EXAMPLES / "news.jsonl") == (
        [
            {
                "line": 1,
                "title": "Ferry strike ends",
                "url": "https://post.example/strike",
                "date_publish": "2021-03-01 10:00:00",
                "authors": ["Ana Lima"],
                "image_url": "https://post.example/strike.jpg",
                "language": "en",
                "provider": {"domain": "post.example"},
                "body": "The strike is over.",
            },
            {
                "line": 3,
                "title": "Library buys books",
                "date": "2021-03-02",
                "categories": ["Culture"],
                "quality": "3.50",
                "provider": {"name": "Radio One", "domain": "radio.example"},
                "body": "A thousand books.",
            },
            {"line": 4, "title": "Bridge opens", "provider": {"name": "Old Post"}},
            {"line": 4, "title": "Bridge closes", "source": "Old Post"},
        ],
        [],
    )


def test_an_answer_of_news_api_is_read() -> None:
    assert read_example(JsonDocument(), EXAMPLES / "newsapi.json") == (
        [
            {
                "line": 5,
                "title": "Ferry strike ends",
                "url": "https://post.example/strike",
                "publishedAt": "2021-03-01T10:00:00Z",
                "description": "The strike is over.",
                "author": "Ana Lima",
                "urlToImage": "https://post.example/strike.jpg",
                "provider": {"name": "The Post"},
                "body": "The strike of the ferry crews is over after",
            },
            {
                "line": 15,
                "title": "Library buys books",
                "url": "https://radio.example/books",
                "publishedAt": "2021-03-02T10:00:00Z",
                "provider": {"name": "Radio One"},
            },
        ],
        [],
    )


def test_an_answer_of_gdelt_is_read() -> None:
    assert read_example(JsonDocument(), EXAMPLES / "gdelt.json") == (
        [
            {
                "line": 1,
                "title": "Ferry strike ends",
                "url": "https://www.post.example/strike",
                "url_mobile": "https://m.post.example/strike",
                "seendate": "20210301T101500Z",
                "socialimage": "https://www.post.example/strike.jpg",
                "language": "English",
                "sourcecountry": "United Kingdom",
                "provider": {"domain": "post.example"},
            },
            {
                "line": 2,
                "title": "Library buys books",
                "url": "https://radio.example/books",
                "seendate": "20210302T101500Z",
                "language": "French",
                "sourcecountry": "France",
                "provider": {"domain": "radio.example"},
            },
        ],
        [],
    )


def test_ghosts_export_is_read_with_its_tags_and_authors() -> None:
    assert read_example(JsonDocument(), EXAMPLES / "ghost.json") == (
        [
            {
                "line": 7,
                "title": "Ferry strike ends",
                "slug": "ferry-strike",
                "canonical_url": "https://post.example/strike",
                "published_at": "2021-03-01T10:00:00.000Z",
                "custom_excerpt": "It is over.",
                "tags": ["Ferries", "Labour"],
                "authors": ["Ana Lima", "Ben Okri"],
                "draft": "false",
                "body": '<p>The strike is over. <a href="__GHOST_URL__/ferries/">More</a></p>',
            },
            {"line": 16, "title": "Half a thought", "slug": "half", "draft": "true"},
        ],
        [(None, "passed over, since only posts are read: 1 of type 'page'")],
    )


def test_nothing_but_names_is_read_of_ghosts_users() -> None:
    found, _ = read_example(JsonDocument(), EXAMPLES / "ghost.json")
    assert "ana@post.example" not in json.dumps(found)


def test_posts_in_an_object_without_ghosts_tables_are_articles_as_they_are() -> None:
    data = b'{"data": {"posts": [{"title": "One", "url": "https://a.example/1", "status": "x"}]}}'
    assert read_items(JsonDocument(), data)[0] == [
        {"line": 1, "title": "One", "url": "https://a.example/1", "status": "x"}
    ]


def test_an_answer_of_wordpress_is_read_without_the_numbers_of_its_tags() -> None:
    post = {
        "id": 7,
        "date": "2021-03-01T10:00:00",
        "link": "https://a.example/1",
        "title": {"rendered": "One &amp; two"},
        "content": {"rendered": "<p>Text.</p>", "protected": False},
        "tags": [12, 13],
    }
    assert read_items(JsonDocument(), json.dumps([post]).encode())[0] == [
        {
            "line": 1,
            "id": "7",
            "date": "2021-03-01T10:00:00",
            "link": "https://a.example/1",
            "title": "One &amp; two",
            "body": "<p>Text.</p>",
        }
    ]


@pytest.mark.parametrize("name", ["articles", "Items", "data", "results", "stories", "entries", "docs", "anything"])
def test_the_one_list_of_objects_is_found_whatever_it_is_called(name: str) -> None:
    data = json.dumps({"status": "ok", "sources": ["a"], name: [{"title": "One", "date": "x"}]}).encode()
    assert read_titles(JsonDocument(), data) == (["One"], [])


def test_numbers_stay_as_they_are_written() -> None:
    data = b'{"title": "One", "heat": 1e400, "quality": 0.10, "x": NaN, "y": ' + b"9" * 5_000 + b"}"
    assert read_items(JsonLines(), data)[0] == [
        {"line": 1, "title": "One", "heat": "1e400", "quality": "0.10", "x": "NaN", "y": "9" * 5_000}
    ]


def test_a_column_that_the_user_names_is_a_title() -> None:
    data = b'{"data": [{"Kop-regel": "One", "title": "no"}]}'
    assert read_items(JsonDocument({"title": "kopregel"}), data)[0] == [{"line": 1, "title": "One"}]
    assert read_items(JsonLines({"title": "kopregel"}), b'{"kopregel": "One"}')[0] == [{"line": 1, "title": "One"}]


class Pipe(io.RawIOBase):
    """Bytes that can be read once, in small pieces."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._data.read(min(7, len(buffer)))
        buffer[: len(part)] = part
        return len(part)


def test_lines_are_read_from_a_pipe_as_they_come() -> None:
    notes = FileNotes("-")
    pipe: Any = Pipe('{"title": "Été"}\n{"title": "Two"}\n'.encode())
    assert [item.table.values["title"] for item in JsonLines().items(pipe, notes)] == ["Été", "Two"]
    assert notes.taken() == ()


def test_a_line_that_is_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE_CHARACTERS", 30)
    data = b'{"title": "One"}\n{"title": "' + b"x" * 100 + b'"}\n{"title": "Three"}'
    assert read_titles(JsonLines(), data) == (
        ["One", "Three"],
        [(2, "a line of more than 30 characters: left out")],
    )


def test_a_file_that_is_too_large_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_WHOLE_FILE_BYTES", 1_000_000)
    advice = "save it as JSON Lines (one object a line), which are read line by line"
    assert read_titles(JsonDocument(), b" " * 1_000_001) == (
        [],
        [(None, f"SKIPPED: more than 1 MB, which is read at once: {advice}")],
    )
    monkeypatch.setattr(lines, "MAX_RECORD_FILE_BYTES", 1_000_000)
    assert read_titles(JsonLines(), b'{"title": "One"}\n' * 70_000)[1] == [
        (None, "SKIPPED: more than 1 MB: split the file into several")
    ]


@pytest.mark.parametrize(
    ("head", "suffix", "kind"),
    [
        (b'{"title": "One"}\n{"title": "Two"', ".json", JsonLines),
        (b'{"title": "One"}\n{"title": "Two"', ".txt", JsonLines),
        (b'{"title": "One"}\n{"title": "Two"', ".md", None),
        (b'{"title": "One"}\n', ".jsonl", JsonLines),
        (b"broken\n", ".jsonl", JsonLines),
        (b'[{"title": "One"}]', ".jsonl", JsonDocument),
        (b'{"title": "One"}\n', ".json", JsonDocument),
        (b'{"title": "One"}\n\nA body.', ".md", None),
        (b'{\n  "articles": [', "", JsonDocument),
        (b"\xef\xbb\xbf [\n{", ".txt", JsonDocument),
        ('{"a": 1}'.encode("utf-16"), ".json", JsonDocument),
        (b"[one](https://a.example)", ".txt", None),
        (b'["one"] and more', ".txt", None),
        (b"{\\rtf1", ".json", None),
        (b"{{ title }}", ".json", None),
        (b"title,url", ".json", None),
        (b"", ".jsonl", None),
    ],
)
def test_json_is_known_by_how_it_begins(head: bytes, suffix: str, kind: type | None) -> None:
    claiming = [type(one) for one in (JsonLines(), JsonDocument()) if one.claims(head, suffix)]
    assert claiming[:1] == ([] if kind is None else [kind])


NO_OBJECT = 'this line is left out: expected an object such as {"title": ...}'
BAD_LINES: dict[str, Case] = {
    "empty": (b"\n \n", [], [(None, "SKIPPED: an empty file")]),
    "a broken line": (
        b'{"title": "One"}\n{"title": "Two"\n{"title": "Three"}\n',
        ["One", "Three"],
        [(2, "this line is left out: it ends in the middle of a value")],
    ),
    "cut off": (
        b'{"title": "One"}\n{"titl',
        ["One"],
        [(2, "this line is left out: it ends in the middle of a value")],
    ),
    "no line is JSON": (
        b"\none\n",
        [],
        [
            (2, "this line is left out: JSON cannot be read on from 'one'"),
            (2, f"SKIPPED: no line is a JSON object: {EXPECTED}"),
        ],
    ),
    "nested without end": (
        b'{"title": "One"}\n{"x": ' + b"[" * 100_000 + b'\n{"title": "Three"}',
        ["One", "Three"],
        [(2, "this line is left out: lists and objects nested too deep to be read")],
    ),
    "nested deep": (
        b'{"x": ' + b"[" * 40 + b"]" * 40 + b'}\n{"title": "Two"}',
        ["Two"],
        [(1, "this line is left out: nested more than 32 deep")],
    ),
    "a key twice": (b'\n{"title": "One", "title": "Two"}', ["Two"], [(2, "given twice: the last counts")]),
    "no characters": (b'{"title": "O\\u0000n\\ud800e"}\n{"title": "T\0wo"}\n', ["One", "Two"], []),
    "mixed line ends": (
        b'{"title": "One"}\r\n{"title": "Two"}\r{"title": "Three"}\n\n\r\n{"title": "Four"}',
        ["One", "Two", "Three", "Four"],
        [],
    ),
    "Latin-1": (
        '{"title": "One"}\n{"title": "Été à Zürich"}\n'.encode("latin-1"),
        ["One", "Été à Zürich"],
        [(2, "not UTF-8, read as cp1252: check its accents and save it as UTF-8")],
    ),
    "UTF-16": ('{"title": "Été"}\n{"title": "Two"}\n'.encode("utf-16"), ["Été", "Two"], []),
    "no objects": (
        b'{"title": "One"}\n"Two"\n[3]\nnull\n{"title": "Five"} x\n',
        ["One"],
        [
            (2, NO_OBJECT),
            (3, NO_OBJECT),
            (4, NO_OBJECT),
            (5, "this line is left out: something follows after the object"),
        ],
    ),
    "a list with one object a line": (b'[\n{"title": "One"},\n{"title": "Two"}\n]\n', ["One", "Two"], []),
    "a tab in a text": (b'{"title": "One\ttwo"}', ["One\ttwo"], []),
}


@pytest.mark.parametrize("case", BAD_LINES)
def test_bad_json_lines_cost_themselves_alone(case: str) -> None:
    data, titles, problems = BAD_LINES[case]
    assert read_titles(JsonLines(), data) == (titles, problems)


BAD_DOCUMENTS: dict[str, Case] = {
    "empty": (b" \n", [], [(None, "SKIPPED: an empty file")]),
    "cut off": (
        b'{"articles": [\n{"title": "One"},\n{"title": "Tw',
        ["One"],
        [(3, "it ends in the middle of a value" + REST)],
    ),
    "cut off before the first article": (
        b'{"articles": [\n{"title": "On',
        [],
        [(2, f"SKIPPED: it ends in the middle of a value: {EXPECTED}")],
    ),
    "broken in the middle": (
        b'[\n{"title": "One"},\n{"title": Two},\n{"title": "Three"}]',
        ["One"],
        [(3, 'JSON cannot be read on from \'Two},\\n{"title": "Thr\'' + REST)],
    ),
    "a comma missing": (
        b'[{"title": "One"}\n{"title": "Two"}]',
        ["One"],
        [(2, 'JSON cannot be read on from \'{"title": "Two"}]\'' + REST)],
    ),
    "a comma too many": (b'[{"title": "One"},\n]', ["One"], []),
    "nested without end": (
        b'[{"title": "One"},\n' + b"[" * 100_000,
        ["One"],
        [(2, "lists and objects nested too deep to be read" + REST)],
    ),
    "nested deep": (
        b'[{"title": "One"},\n{"x": ' + b"[" * 40 + b"]" * 40 + b'},\n{"title": "Three"}]',
        ["One", "Three"],
        [(2, "this article is left out: nested more than 32 deep")],
    ),
    "no list": (
        b'\n{"status": "error", "code": "apiKeyInvalid"}',
        [],
        [(2, f"SKIPPED: JSON without a list of articles: {EXPECTED}")],
    ),
    "several lists": (
        b'{"x": [{"a": 1}], "y": [{"b": 1}]}',
        [],
        [(None, f"SKIPPED: JSON without a list of articles: {SEVERAL}")],
    ),
    "a list without objects": (
        b'["x",\nnull, {"title": "One"}]',
        ["One"],
        [(1, "left out: expected an object with the fields of an article")],
    ),
    "a text": (b'"text"', [], [(1, f"SKIPPED: neither a list nor an object: {EXPECTED}")]),
    "settings": (
        b'{"title": "Our site", "url": "https://a.example"}',
        [],
        [(1, f"SKIPPED: JSON without a list of articles: {EXPECTED}")],
    ),
    "a menu": (
        b'{"title": "Learn", "routes": [{"title": "Begin", "path": "/begin"}]}',
        [],
        [(1, f"SKIPPED: JSON without a list of articles: {EXPECTED}")],
    ),
    "comments": (b'// News API\n\n// 2021\n{"articles": [{"title": "One"}]} // end', ["One"], []),
    "an empty list": (b'{"articles": []}', [], []),
    "one article": (b'{"title": "One", "date": "2021-03-01"}', ["One"], []),
    "several values": (
        b'{"title":\n "One", "text": "a"}\n{"title": "Two", "date": "b"}\n[{"title": "Three"}]',
        ["One", "Two", "Three"],
        [],
    ),
    "something after it": (b'[{"title": "One"}]\n<html>', ["One"], [(2, "neither a list nor an object" + REST)]),
    "Latin-1": (
        '[{"title": "Été à Zürich"}]'.encode("latin-1"),
        ["Été à Zürich"],
        [(None, "not UTF-8, read as cp1252: check its accents and save it as UTF-8")],
    ),
    "a NUL": (b'[{"title": "O\0ne"}]', ["One"], []),
    "a key twice": (b'[\n{"title": "One",\n"title": "Two"}]', ["Two"], [(2, "given twice: the last counts")]),
    "rows of Ghost that are none": (
        b'{"db": [{"data": {"posts": [1, {"id": [2], "title": "One"}, {"title": "Two", "id": "1"}], "posts_tags": '
        b'[null, {"post_id": "1", "tag_id": "2", "sort_order": "x"}], "tags": [{"id": "2", "name": {}}]}}]}',
        ["One", "Two"],
        [(1, "left out: expected an object with the fields of a post")],
    ),
}


@pytest.mark.parametrize("case", BAD_DOCUMENTS)
def test_a_bad_json_document_is_read_as_far_as_it_can_be(case: str) -> None:
    data, titles, problems = BAD_DOCUMENTS[case]
    assert read_titles(JsonDocument(), data) == (titles, problems)
