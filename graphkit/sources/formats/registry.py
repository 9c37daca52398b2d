"""All formats, and which one a file is in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graphkit.sources.discovery import OTHER_MARKUP
from graphkit.sources.formats.feeds import JsonFeeds, XmlFeeds
from graphkit.sources.formats.json_records import JsonDocument, JsonLines
from graphkit.sources.formats.keys import NO_NAMES
from graphkit.sources.formats.parquet import Parquet
from graphkit.sources.formats.sniffing import head_text, starts_as_json, xml_root
from graphkit.sources.formats.tables import DelimitedTables
from graphkit.sources.formats.wordpress import WordPress
from graphkit.sources.items import Format

# In this order: a WordPress export is RSS too, and a JSON Feed JSON. A table is what is left.
_KINDS = (WordPress, XmlFeeds, JsonFeeds, Parquet, JsonLines, JsonDocument, DelimitedTables)

FORMATS: tuple[Format, ...] = tuple(kind() for kind in _KINDS)
"""All but posts."""

_MARKS = (
    (b"%PDF-", "a PDF: convert it to text, or give the page's feed or address list instead"),
    (b"\x1f\x8b", "a gzip archive: unpack it first (gunzip)"),
    (b"PK\x03\x04", "a ZIP archive: unpack it first"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"BZh", "a bzip2 archive: unpack it first (bunzip2)"),
    (b"\xfd7zXZ\0", "an XZ archive: unpack it first (unxz)"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive: unpack it first (unzstd)"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"\x89PNG", "an image: not read"),
    (b"\xff\xd8\xff", "an image: not read"),
    (b"GIF8", "an image: not read"),
    (b"SQLite format 3\0", "an SQLite database: export its table as CSV"),
    (b"\xd0\xcf\x11\xe0", "an old Office document: save it as CSV or text"),
    (b"{\\rtf", "an RTF document: save it as text"),
)
_OFFICE = {
    ".docx": "a Word document: save it as text or HTML, with front matter",
    ".xlsx": "an Excel workbook: save its sheet as CSV",
    ".ods": "a spreadsheet: save its sheet as CSV",
    ".odt": "a text document: save it as text or HTML, with front matter",
    ".epub": "an e-book: not read",
}
_NAMES = {
    ".ipynb": "a Jupyter notebook: convert it to Markdown (jupyter nbconvert --to markdown), with front matter",
    ".meta": "front matter of Nikola in a file of its own: read with the post of this name",
}
_ROOTS = {
    "opml": "an OPML list of feeds: save the feeds that it lists, and give those files",
    "html": "an HTML page without front matter: give the site's feed instead",
    "urlset": "a sitemap: give the site's feed instead",
    "sitemapindex": "a sitemap: give the site's feed instead",
    "svg": "an image (SVG): not read",
    "nitf": "a NITF news item: convert it to RSS, JSON or CSV",
    "newsml": "a NewsML document: convert it to RSS, JSON or CSV",
    "newsmessage": "a NewsML-G2 message: convert it to RSS, JSON or CSV",
    "newsitem": "a NewsML-G2 item: convert it to RSS, JSON or CSV",
    "plist": "a property list: not read",
    "mediawiki": "a MediaWiki dump: convert it to JSON Lines",
}
_TEXTS = (
    (re.compile(r"<!DOCTYPE\s+NETSCAPE-Bookmark-file", re.IGNORECASE), "a bookmark file (Netscape): save it as CSV"),
    (re.compile(r"(?:%.*\s+)*@[a-z]+\s*\{\s*[^\s,{}]+\s*,", re.IGNORECASE), "a BibTeX file: export it as CSV"),
    (re.compile(r"TY  - "), "a RIS file: export it as CSV"),
    (re.compile(r"From \S+ .*\d{4}"), "a mailbox: not read"),
    (re.compile(r"#!"), "a script: not read"),
)


def formats(names: Mapping[str, str] = NO_NAMES) -> tuple[Format, ...]:
    """All formats, with what the user maps by hand.

    Parameters
    ----------
    names : mapping of str to str
        A key of theirs by the key of ours that it stands for, as ``--map title=Headline`` says it.
    """
    return tuple(kind(names) for kind in _KINDS) if names else FORMATS


def format_of(head: bytes, suffix: str, names: Mapping[str, str] = NO_NAMES) -> Format | None:
    """Find the format that a file is in.

    Parameters
    ----------
    head : bytes
        The file's first `HEAD_BYTES`, or all of it.
    suffix : str
        Of its name: ``.json``, or empty.
    names : mapping of str to str
        As `formats` has it: a table may be known by the user's columns alone.

    Returns
    -------
    Format or None
        None if it is none of these: `describe` says what else it is.
    """
    return next((kind for kind in formats(names) if kind.claims(head, suffix.lower())), None)


def describe(head: bytes, suffix: str) -> str:
    """Say what a file is that is in none of the formats, and what to do with it.

    Parameters
    ----------
    head : bytes
        The file's first `HEAD_BYTES`, or all of it.
    suffix : str
        Of its name.

    Returns
    -------
    str
        ``an OPML list of feeds: save the feeds that it lists, and give those files``.
    """
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        return "an empty file"
    suffix, text = suffix.lower(), head_text(head)
    if suffix in _NAMES:
        return _NAMES[suffix]
    if suffix in OTHER_MARKUP and suffix not in (".html", ".htm"):
        return f"{OTHER_MARKUP[suffix]} without front matter: put its title and date between two lines '---'"
    return _described_by_bytes(head, suffix) or _described_by_text(text) or _described_by_name(text, suffix)


def _described_by_bytes(head: bytes, suffix: str) -> str | None:
    if head.startswith(b"PK") and suffix in _OFFICE:
        return _OFFICE[suffix]
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "an image: not read"
    return next((what for mark, what in _MARKS if head.startswith(mark)), None)


def _described_by_text(text: str) -> str | None:
    if found := next((what for pattern, what in _TEXTS if pattern.match(text)), None):
        return found
    if (root := xml_root(text)) is not None:
        is_page = "html" if text[:14].lower() == "<!doctype html" else root[0].rpartition(":")[2]
        return _ROOTS.get(is_page, f"XML with the first element {root[0]!r}: convert it to RSS, JSON or CSV")
    if starts_as_json(text):
        return "JSON without a list of articles: expected a list of objects, or one object a line"
    return None


def _described_by_name(text: str, suffix: str) -> str:
    if "\0" in text or text.count("\ufffd") > len(text) // 10:
        return "a binary file: not read"
    if suffix in (".json", ".jsonl", ".ndjson"):
        return "text that is no JSON: expected a list of objects, or one object a line"
    if suffix in (".xml", ".rss", ".atom"):
        return "text that is no XML: download the feed again"
    return "a text without front matter: put its title and date between two lines '---'"
