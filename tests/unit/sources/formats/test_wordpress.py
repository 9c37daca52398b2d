"""WordPress's export: what is read of it, and what is said of a broken one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphkit.sources.formats.wordpress import WordPress
from tests.support.reading import read_example, read_items, read_titles
from tests.unit.sources.formats.test_feeds import laughs

EXAMPLES = Path(__file__).parent / "examples"
WXR = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Post</title>\n'
    b"<item><title>One</title><wp:post_type>post</wp:post_type></item>\n"
    b"<item><title>Two</title><wp:post_type>post</wp:post_type></item>\n</channel></rss>\n"
)
BODY = WXR.partition(b"\n")[2]
LEFT_OUT = "not well-formed XML: this item is left out"
ENTITIES = "SKIPPED: it declares entities, which WordPress never does: refused"
NOTHING = "SKIPPED: not well-formed XML, and no post before the break: export it again"


def test_posts_are_read_and_all_else_is_counted() -> None:
    provider = {"name": "Harbour Herald", "domain": "https://herald.example"}
    assert read_example(WordPress(), EXAMPLES / "wordpress.xml") == (
        [
            {
                "line": 21,
                "title": "Ferry strike & talks end",
                "link": "https://herald.example/2021/03/ferry-strike/",
                "date": "2021-03-01 10:00:00Z",
                "excerpt": "It is over.",
                "authors": ["Ana Lima"],
                "tags": ["Ferries"],
                "categories": ["News"],
                "language": "en-GB",
                "provider": provider,
                "draft": "false",
                "body": "<!-- wp:paragraph --><p>The strike is over.</p><!-- /wp:paragraph -->",
            },
            {
                "line": 43,
                "title": "Half a thought",
                "link": "https://herald.example/?p=102",
                "date": "2021-03-02 11:00:00",
                "authors": ["nobody"],
                "language": "en-GB",
                "provider": provider,
                "draft": "true",
            },
        ],
        [(None, "passed over, since only posts are read: 1 of type 'attachment', 1 of type 'page', 1 of type 'post'")],
    )


@pytest.mark.parametrize("version", ["http://wordpress.org/export/1.0", "https://wordpress.org/export/1.2"])
def test_every_version_of_the_names_is_known(version: str) -> None:
    data = WXR.replace(b"http://wordpress.org/export/1.2", version.encode()).replace(b">post<", b">page<", 1)
    assert WordPress().claims(data, ".xml")
    assert read_titles(WordPress(), data)[0] == ["Two"]


@pytest.mark.parametrize(
    ("status", "password", "draft"),
    [("publish", "", "false"), ("private", "", "true"), ("future", "", "true"), ("publish", "secret", "true")],
)
def test_what_is_not_for_everybody_is_a_draft(status: str, password: str, draft: str) -> None:
    fields = f"<wp:status>{status}</wp:status><wp:post_password>{password}</wp:post_password>".encode()
    found, _ = read_items(WordPress(), WXR.replace(b"<title>One", fields + b"<title>One"))
    assert found[0]["draft"] == draft


def test_a_post_that_mentions_an_item_in_its_text_is_one_post() -> None:
    data = WXR.replace(b"One", b"<![CDATA[<item><title>One</title></item>]]>")
    assert read_titles(WordPress(), data) == (["<item><title>One</title></item>", "Two"], [])


@pytest.mark.parametrize(
    ("head", "is_export"),
    [
        (WXR, True),
        (b"<!-- made by WordPress -->" + BODY, True),
        (b"<rss version='2.0'><channel>", False),
        (b"<html>http://wordpress.org/export/1.2/", False),
    ],
)
def test_an_export_is_known_by_the_names_that_it_declares(head: bytes, is_export: bool) -> None:
    assert WordPress().claims(head, ".xml") is is_export
    assert not WordPress().claims(head, ".html")


BAD: dict[str, tuple[bytes, list[Any], list[tuple[int | None, str]]]] = {
    "empty": (b"", [], [(None, "SKIPPED: an empty file")]),
    "cut off": (
        WXR[:230],
        ["One"],
        [(4, "not well-formed XML: this item and what follows are left out")],
    ),
    "cut off before the first post": (WXR[:100], [], [(2, NOTHING)]),
    "an entity bomb": (laughs() + BODY.replace(b"One", b"&a8;"), [], [(2, ENTITIES)]),
    "an external entity": (
        b'<!DOCTYPE rss [\n<!ENTITY x SYSTEM "file:///etc/hostname">]>' + BODY.replace(b"One", b"One&x;"),
        [],
        [(2, ENTITIES)],
    ),
    "a parameter entity": (
        b'<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://x.example/x.dtd"> %x;]>' + BODY,
        [],
        [(1, ENTITIES)],
    ),
    "an external DTD": (b'<!DOCTYPE rss SYSTEM "http://x.example/x.dtd">' + BODY, ["One", "Two"], []),
    "a wrong encoding declared": (
        WXR.replace(b"UTF-8", b"us-ascii").replace(b"One", "Önß".encode()),
        ["Önß", "Two"],
        [],
    ),
    "an unknown encoding": (WXR.replace(b"UTF-8", b"klingon"), ["One", "Two"], []),
    "Latin-1": (
        WXR.replace(b"One", "Été".encode("latin-1")),
        ["Été", "Two"],
        [(None, "not UTF-8, read as cp1252: check its accents and save it as UTF-8")],
    ),
    "an ampersand": (WXR.replace(b"One", b"One & only"), ["Two"], [(3, LEFT_OUT)]),
    "an unknown entity": (WXR.replace(b"One", b"One&nbsp;"), ["Two"], [(3, LEFT_OUT)]),
    "an element that is not closed": (WXR.replace(b"One</title>", b"One"), ["Two"], [(3, LEFT_OUT)]),
    "no post that is well-formed": (WXR.replace(b"</title><wp", b"<wp"), [], [(3, LEFT_OUT), (4, NOTHING)]),
    "control characters": (
        WXR.replace(b"One", b"O\x08\0ne"),
        ["One", "Two"],
        [(None, "2 control characters left out")],
    ),
    "mixed line ends": (WXR.replace(b"\n<item><title>T", b"\r\n\r<item><title>T"), ["One", "Two"], []),
    "no posts": (
        WXR.replace(b">post<", b">page<"),
        [],
        [(None, "passed over, since only posts are read: 2 of type 'page'")],
    ),
    "nested deep": (WXR.replace(b"One", b"<a>" * 5_000), ["Two"], [(3, LEFT_OUT)]),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_export_is_read_as_far_as_it_can_be(case: str) -> None:
    data, titles, problems = BAD[case]
    assert read_titles(WordPress(), data) == (titles, problems)
