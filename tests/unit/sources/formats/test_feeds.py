"""Feeds of all kinds: what is read of them, and what is said of broken ones."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from graphkit.sources.formats.feeds import JsonFeeds, XmlFeeds
from tests.support.reading import read_example, read_items, read_titles

EXAMPLES = Path(__file__).parent / "examples"
RSS = (
    b'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Post</title>\n<item><title>One</title></item>\n'
    b"<item><title>Two</title></item>\n</channel></rss>\n"
)
BODY = RSS.partition(b"\n")[2]
UNREADABLE = "SKIPPED: a feed that cannot be read, since no entry can be made out: download it again"
LENIENT = "not well-formed XML: read as far as it can be made out (entries: 2)"
VERSION = b'"version": "https://jsonfeed.org/version/1.1"'
BROKEN_FEED = "a JSON Feed that cannot be read: "
REST = ": what is before it is read (items: 1), what follows is not"


def laughs() -> bytes:
    """Entities of entities: written out, a million times their size."""
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 50}">' for n in range(1, 9))]
    return f'<?xml version="1.0"?>\n<!DOCTYPE rss [{"".join(lines)}]>\n'.encode()


def test_rss_is_read_with_its_extensions() -> None:
    assert read_example(XmlFeeds(), EXAMPLES / "rss2.xml") == (
        [
            {
                "line": 12,
                "title": "Ferry strike & talks end",
                "originalUrl": "https://www.herald.example/2021/03/ferry-strike",
                "link": "https://feeds.proxy.example/~r/herald/1",
                "canonical_url": "https://www.herald.example/?p=101",
                "date": "Mon, 01 Mar 2021 10:00:00 GMT",
                "summary": "The strike is <b>over</b>.",
                "authors": ["Ana Lima"],
                "tags": ["Transport", "Labour"],
                "image": "https://img.herald.example/ferry.jpg",
                "provider": {"name": "Harbour Herald"},
                "language": "en-GB",
                "body": '<p>The strike of the ferry crews is over. See <a href="/ferries">more</a>.</p>',
            },
            {
                "line": 26,
                "title": "Library buys books",
                "link": "https://www.herald.example/2021/03/library",
                "date": "2021-03-02T10:00:00+01:00",
                "summary": "A thousand books.",
                "authors": ["Ben Okri"],
                "image": "https://img.herald.example/books.png",
                "provider": {"name": "Harbour Herald"},
                "language": "en-GB",
            },
        ],
        [],
    )


def test_an_aggregators_entries_belong_to_the_outlets_that_they_name() -> None:
    found, problems = read_example(XmlFeeds(), EXAMPLES / "aggregator.xml")
    assert problems == []
    assert [(item["link"], item.get("provider")) for item in found] == [
        # A link to the aggregator itself: the source alone knows the outlet's domain.
        ("https://headlines.example/rss/articles/CBMi1", {"name": "The Post", "domain": "https://www.post.example"}),
        # A link to the outlet: it knows the domain better than the address of a feed does.
        ("https://radio.example/crews", {"name": "Radio One"}),
        # The feed's title is not the name of somebody else's site.
        ("https://letters.example/1", None),
    ]


def test_atom_is_read_with_its_inherited_values() -> None:
    assert read_example(XmlFeeds(), EXAMPLES / "atom.xml") == (
        [
            {
                "line": 9,
                "title": "Streik <em>beendet</em>",
                "link": "https://blog.example/2021/streik",
                "date": "2021-03-01T09:00:00+01:00",
                "summary": "Der Streik ist vorbei.",
                "authors": ["Mara Voss"],
                "tags": ["Fähre"],
                "image": "https://blog.example/streik.jpg",
                "language": "de",
                "provider": {"name": "Hafenblog"},
                "body": "<p>Der Streik der Fähren ist vorbei.</p>",
            },
            {
                "line": 20,
                "title": "Quoted elsewhere",
                "link": "https://other.example/quoted",
                "canonical_url": "https://other.example/?p=7",
                "date": "2021-03-02T12:00:00Z",
                "summary": "A summary.",
                "authors": ["Tom Bell"],
                "language": "en",
                "provider": {"name": "Other Blog"},
            },
        ],
        [],
    )


def test_rss_1_is_read_in_the_encoding_that_it_declares() -> None:
    assert read_example(XmlFeeds(), EXAMPLES / "rss1.rdf") == (
        [
            {
                "line": 6,
                "title": "Grève des ferries",
                "link": "https://www.courier.example/1",
                "date": "2021-03-01",
                "summary": "Fin de la grève.",
                "authors": ["Zoé"],
                "tags": ["Transport"],
                "language": "fr",
                "provider": {"name": "Courier"},
            }
        ],
        [],
    )


def test_the_oldest_rss_is_read_without_its_dtd() -> None:
    found, _ = read_example(XmlFeeds(), EXAMPLES / "rss091.xml")
    assert found == [
        {
            "line": 4,
            "title": "Bridge opens",
            "link": "http://old.example/bridge.html",
            "summary": "At last élan.",
            "language": "en",
            "provider": {"name": "Old Post"},
        }
    ]


def test_json_feed_is_read() -> None:
    assert read_example(JsonFeeds(), EXAMPLES / "feed.json") == (
        [
            {
                "line": 9,
                "title": "Ferry strike ends",
                "url": "https://notes.example/strike",
                "canonical_url": "https://notes.example/?id=1",
                "summary": "It is over.",
                "date_published": "2021-03-01T10:00:00Z",
                "authors": ["Ana Lima", "Ben Okri"],
                "tags": ["ferries", "labour"],
                "image": "https://notes.example/strike.jpg",
                "language": "en-GB",
                "provider": {"name": "Harbour Notes"},
                "body": "<p>The strike is over.</p>",
            },
            {
                "line": 23,
                "date": "2021-03-02T10:00:00Z",
                "authors": ["Whole Feed"],
                "language": "en-US",
                "provider": {"name": "Harbour Notes"},
                "body": "A note without a title.",
            },
        ],
        [],
    )


def test_json_feed_1_0_has_one_author() -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "author": {"name": "Ana Lima"}}]}
    assert read_items(JsonFeeds(), json.dumps(feed).encode()) == ([{"line": 1, "authors": ["Ana Lima"]}], [])


def test_an_identity_that_all_entries_share_is_no_address_of_theirs() -> None:
    entry = b"<item><title>x</title><link>https://a.example/%d</link><guid>https://a.example/all</guid></item>"
    found, _ = read_items(XmlFeeds(), b"<rss><channel>" + entry % 1 + entry % 2 + b"</channel></rss>")
    assert [item.get("canonical_url") for item in found] == [None, None]


def test_a_feed_of_entries_on_several_sites_gives_them_no_provider_if_it_has_no_address_itself() -> None:
    entry = b"<item><link>https://%s.example/1</link></item>"
    feed = b"<rss><channel><title>Planet</title>" + entry % b"one" + entry % b"two" + b"</channel></rss>"
    found, _ = read_items(XmlFeeds(), feed)
    assert [item.get("provider") for item in found] == [None, None]


def test_unknown_elements_are_kept_under_their_names() -> None:
    entry = b'<rss xmlns:x="http://x.example/ns"><channel><item><title>One</title><x:desk>Sea</x:desk></item></channel></rss>'
    assert read_items(XmlFeeds(), entry) == ([{"line": 1, "x_desk": "Sea", "title": "One"}], [])


def test_columns_that_the_user_names_count_in_feeds_too() -> None:
    assert read_items(XmlFeeds({"excerpt": "title"}), RSS)[0][0]["excerpt"] == "One"


def test_reading_a_feed_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_titles(XmlFeeds(), RSS) == (["One", "Two"], [])


@pytest.mark.parametrize(
    ("head", "is_feed"),
    [
        (RSS, True),
        (b"\xef\xbb\xbf\n" + RSS, True),
        (RSS.decode().replace('"1.0"?', '"1.0" encoding="utf-16"?').encode("utf-16"), True),
        (b"<!-- a > b --><?x y?>" + BODY, True),
        (b'<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">', True),
        (b'<feed xmlns="http://x.example">', False),
        (b'<rss xmlns:wp="http://wordpress.org/export/1.2/">', False),
        (b'<rdf:RDF xmlns:foaf="http://xmlns.com/foaf/0.1/">', False),
        (b"<html><body><rss>", False),
        (b"<!-- <rss> -->", False),
        (b"rss", False),
        (b"", False),
    ],
)
def test_a_feed_is_known_by_its_first_element(head: bytes, is_feed: bool) -> None:
    assert [XmlFeeds().claims(head, suffix) for suffix in ("", ".xml", ".txt", ".rss")] == [is_feed] * 4
    assert not XmlFeeds().claims(head, ".md")


@pytest.mark.parametrize(
    ("head", "is_feed"),
    [
        (b"{ " + VERSION, True),
        (b'{"title": "x", "version" : "https:\\/\\/jsonfeed.org\\/version\\/1"', True),
        (b'{"version": "1.1"', False),
        (b"[" + VERSION, False),
    ],
)
def test_a_json_feed_is_known_by_its_version(head: bytes, is_feed: bool) -> None:
    assert JsonFeeds().claims(head, ".json") is is_feed


BAD_XML: dict[str, tuple[bytes, list[Any], list[tuple[int | None, str]]]] = {
    "empty": (b"", [], [(None, "SKIPPED: an empty file")]),
    "cut off": (RSS[:120], ["One", 4], [(4, LENIENT)]),
    "cut off before the first entry": (RSS[:60], [], [(2, UNREADABLE)]),
    "an entity bomb": (laughs() + BODY.replace(b"One", b"&a8;"), ["&a8;", "Two"], [(2, LENIENT)]),
    "an external entity": (
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + BODY.replace(b"One", b"One&x;"),
        ["One&x;", "Two"],
        [(1, LENIENT)],
    ),
    "an external DTD": (b'<!DOCTYPE rss SYSTEM "http://x.example/x.dtd">' + BODY, ["One", "Two"], []),
    "a wrong encoding declared": (
        RSS.replace(b"?>", b' encoding="us-ascii"?>').replace(b"One", "Önß".encode()),
        ["Önß", "Two"],
        [],
    ),
    "an unknown encoding": (RSS.replace(b"?>", b' encoding="klingon"?>'), ["One", "Two"], []),
    "an encoding that is no text": (b'<?xml version="1.0" encoding="\xed\xa0"?>' + BODY, [], [(None, UNREADABLE)]),
    "Latin-1 without a word of it": (RSS.replace(b"One", "Été".encode("latin-1")), ["Été", "Two"], []),
    "an ampersand": (RSS.replace(b"One", b"One & only"), ["One & only", "Two"], [(3, LENIENT)]),
    "control characters": (RSS.replace(b"One", b"O\0n\x08e"), ["One", "Two"], [(3, LENIENT)]),
    "mixed line ends": (RSS.replace(b"\n<item><title>T", b"\r\n\r<item><title>T"), ["One", "Two"], []),
    "no entries": (b"<rss version='2.0'><channel/></rss>", [], []),
    "nested deep": (
        b"<rss version='2.0'><channel><item>" + b"<a>" * 5_000,
        [1],
        [(1, LENIENT.replace("2", "1"))],
    ),
    "a name with a space": (RSS.replace(b"<rss", b'<rss xmlns="http://a b"'), ["One", "Two"], [(2, LENIENT)]),
}


@pytest.mark.parametrize("case", BAD_XML)
def test_a_bad_feed_is_read_as_far_as_it_can_be(case: str) -> None:
    data, titles, problems = BAD_XML[case]
    assert read_titles(XmlFeeds(), data) == (titles, problems)


BAD_JSON: dict[str, tuple[bytes, list[Any], list[tuple[int | None, str]]]] = {
    "empty": (b"", [], [(None, "SKIPPED: an empty file")]),
    "cut off": (
        b"{%s, " % VERSION + b'"items": [\n{"title": "One"},\n{"ti',
        ["One"],
        [(3, "it ends in the middle of a value" + REST)],
    ),
    "cut off before the first item": (
        b"{%s, " % VERSION + b'"items": [\n{"ti',
        [],
        [(2, f"SKIPPED: {BROKEN_FEED}it ends in the middle of a value")],
    ),
    "no items": (b"{%s}" % VERSION, [], [(None, "SKIPPED: a JSON Feed without a list 'items': download it again")]),
    "items that are no list": (
        b"{%s, " % VERSION + b'"items": {}}',
        [],
        [(None, "SKIPPED: a JSON Feed without a list 'items': download it again")],
    ),
    "items that are no objects": (
        b"{%s, " % VERSION + b'"items": [1,\n{"title": "One", "authors": 5, "tags": {}, "image": [[]]}]}',
        ["One"],
        [(1, "left out: expected an object with the fields of an item")],
    ),
    "an item nested deep": (
        b"{%s, " % VERSION + b'"items": [{"x": ' + b"[" * 40 + b"]" * 40 + b'},\n{"title": "Two"}]}',
        ["Two"],
        [(1, "this item is left out: nested more than 32 deep")],
    ),
    "nested without end": (
        b"{%s, " % VERSION + b'"items": [{"title": "One"},\n' + b"[" * 100_000,
        ["One"],
        [(2, "lists and objects nested too deep to be read" + REST)],
    ),
    "Latin-1": (
        b"{%s, " % VERSION + '"items": [{"title": "Été"}]}'.encode("latin-1"),
        ["Été"],
        [(None, "not UTF-8, read as cp1252: check its accents and save it as UTF-8")],
    ),
    "a key twice": (
        b"{%s, " % VERSION + b'"items": [{"title": "One", "title": "Two"}]}',
        ["Two"],
        [(1, "given twice: the last counts")],
    ),
    "values of other types": (
        b"{%s, " % VERSION + b'"title": 5, "items": [{"title": NaN, "url": 7, "date_published": null}]}',
        ["NaN"],
        [],
    ),
}


@pytest.mark.parametrize("case", BAD_JSON)
def test_a_bad_json_feed_is_read_as_far_as_it_can_be(case: str) -> None:
    data, titles, problems = BAD_JSON[case]
    assert read_titles(JsonFeeds(), data) == (titles, problems)
