"""Parsed posts as JSON: all of them comes back, and nothing else does."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest

from graphkit.sources.plain_data import from_json, to_json
from graphkit.sources.posts import ParsedPost, parse_post
from graphkit.sources.records import Record
from tests.support.posts import make_post

FULL = make_post(
    "A *body*.",
    title="Flood “é”",
    excerpt="The river rose.",
    date="2021-03-01T12:00:00.25+05:30",
    webUrl="https://www.example.org/flood",
    cdnAmpWebUrl="https://www-example-org.cdn.ampproject.org/c/s/www.example.org/flood/amp",
    provider={"name": "The Example"},
    topics=["Rivers", "Weather"],
    quality=89.5,
    heat="much",
    published=False,
    type="article",
    category="news",
    images=[{"url": "https://example.org/a.jpg"}],
    related=[{"title": "Rain", "date": "2021-03-01 11:00"}, "no fields", {"webUrl": "https://example.com/storm"}],
)


def changed(**changes: Any) -> bytes:
    """A post as JSON, with some values of its record replaced."""
    row, notes, zoneless = json.loads(to_json(parse_post(FULL, "a.md")))
    names = [field.name for field in fields(Record)][1:]
    for name, value in changes.items():
        row[names.index(name)] = value
    return json.dumps([row, notes, zoneless]).encode()


@pytest.mark.parametrize("data", [FULL, make_post(title="x"), b"no post", make_post(excerpt="x", date="y")])
def test_a_parsed_post_comes_back_as_it_was(data: bytes) -> None:
    post = parse_post(data, "a.md")
    assert from_json(to_json(post), "a.md") == post


def test_the_name_of_the_file_is_that_of_the_file_at_hand() -> None:
    assert from_json(to_json(parse_post(FULL, "a.md")), "b.md") == parse_post(FULL, "b.md")


def test_every_field_of_a_record_is_there() -> None:
    row, _, _ = json.loads(to_json(parse_post(FULL, "a.md")))
    assert len(row) == len(fields(Record)) - 1


def test_nothing_of_the_file_name_is_written() -> None:
    assert b"embargoed" not in to_json(parse_post(b"no post", "embargoed.md"))


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"\xff",
        b"null",
        b"[1, 2, 3]",
        b"[null, [], [], []]",
        b'[null, [["skipped", "x", true, null]], []]',
        b'[null, [["burned", "x", 1, null]], []]',
        b"[null, [], [[1]]]",
        b'[null, [], [["1", "date"]]]',
        b'[["title"], [], []]',
        b"[" * 100_000,
        changed(title=None),
        changed(title=["x"]),
        changed(line=True),
        changed(web=["javascript:alert(1)"]),
        changed(amp=["file:///etc/passwd"]),
        changed(image="data:image/png;base64,x"),
        changed(web_names=[1]),
        changed(topics="Rivers"),
        changed(published="yesterday"),
        changed(published="2021-03-01T12:00:00"),
        changed(quality=-1.0),
        changed(quality=1e300),
        changed(heat=float("nan")),
        changed(quality=1),
        changed(is_published=1),
        changed(position=1),
        changed(related=[[]]),
        changed(related=[None]),
    ],
)
def test_anything_else_is_refused(value: bytes) -> None:
    with pytest.raises(ValueError, match="not a parsed post"):
        from_json(value, "a.md")


def test_a_listed_article_lists_no_others() -> None:
    row, notes, zoneless = json.loads(to_json(parse_post(FULL, "a.md")))
    row[-1][0][-1] = [row[-1][1]]
    with pytest.raises(ValueError, match="a record in the wrong place"):
        from_json(json.dumps([row, notes, zoneless]).encode(), "a.md")


def test_what_was_skipped_stays_skipped() -> None:
    post = from_json(to_json(parse_post(b"no post", "a.md")), "a.md")
    assert post == ParsedPost(record=None, notes=parse_post(b"no post", "a.md").notes)
