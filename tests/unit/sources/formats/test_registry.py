"""Which format a file is in, and what else it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.sources.formats import FORMATS, describe, format_of, formats

EXAMPLES = Path(__file__).parent / "examples"


@pytest.mark.parametrize(
    ("example", "name"),
    [
        ("aggregator.xml", "RSS or Atom feed"),
        ("atom.xml", "RSS or Atom feed"),
        ("feed.json", "JSON Feed"),
        ("gdelt.csv", "CSV or TSV table"),
        ("gdelt.json", "JSON file"),
        ("ghost.json", "JSON file"),
        ("mediacloud.csv", "CSV or TSV table"),
        ("news.jsonl", "JSON Lines file"),
        ("newsCorpora.csv", "CSV or TSV table"),
        ("newsapi.json", "JSON file"),
        ("rss091.xml", "RSS or Atom feed"),
        ("rss1.rdf", "RSS or Atom feed"),
        ("rss2.xml", "RSS or Atom feed"),
        ("wordpress.xml", "WordPress export"),
    ],
)
def test_a_file_is_known_by_its_content_under_any_name(example: str, name: str) -> None:
    head = (EXAMPLES / example).read_bytes()[:4096]
    suffixes = (Path(example).suffix, Path(example).suffix.upper(), "", ".xml", ".dat")
    assert {(kind := format_of(head, suffix)) and kind.name for suffix in suffixes} == {name}


def test_every_example_is_in_one_format_alone_but_json_lines() -> None:
    for path in sorted(EXAMPLES.iterdir()):
        head = path.read_bytes()[:4096]
        claiming = [kind.name for kind in FORMATS if kind.claims(head, path.suffix)]
        expected = {"news.jsonl": ["JSON Lines file", "JSON file"], "feed.json": ["JSON Feed", "JSON file"]}
        assert (path.name, claiming[1:]) == (path.name, expected.get(path.name, claiming[:1])[1:])


def test_columns_that_the_user_names_count_when_a_table_is_sought() -> None:
    head = b"Nummer,Schlagzeile\n1,One\n"
    kind = format_of(head, "", {"title": "schlagzeile"})
    assert (format_of(head, ""), kind and kind.name) == (None, "CSV or TSV table")
    assert formats() is FORMATS


@pytest.mark.parametrize("suffix", [".md", ".markdown", ".mdx", ".html", ".htm"])
@pytest.mark.parametrize("head", [b"title,url\nOne,x\n", b'{"title": "One"}\n{"title": "Two"}', b"<rss><channel>"])
def test_what_is_called_a_post_is_one(head: bytes, suffix: str) -> None:
    assert format_of(head, suffix) is None


@pytest.mark.parametrize(
    ("head", "suffix", "what"),
    [
        (b"", ".md", "an empty file"),
        (b"\xef\xbb\xbf \n", ".csv", "an empty file"),
        (b'<?xml version="1.0"?><opml version="2.0">', ".xml", "an OPML list of feeds"),
        (b"@article{lima2021,\n title = {One}", ".bib", "a BibTeX file"),
        (b"% made by Zotero\n@misc{x,", ".txt", "a BibTeX file"),
        (b"TY  - NEWS\nTI  - One", ".ris", "a RIS file"),
        (b"<!DOCTYPE html>\n<html lang='en'>", ".html", "an HTML page without front matter"),
        (b"<html><head>", "", "an HTML page without front matter"),
        (b"<!DOCTYPE html><p>One", "", "an HTML page without front matter"),
        (b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META", ".html", "a bookmark file (Netscape)"),
        (b"%PDF-1.7\n", "", "a PDF"),
        (b"PK\x03\x04x", ".zip", "a ZIP archive"),
        (b"PK\x03\x04x", ".docx", "a Word document"),
        (b"PK\x03\x04x", ".XLSX", "an Excel workbook"),
        (b"\x1f\x8b\x08", ".jsonl.gz", "a gzip archive"),
        (b"\x89PNG\r\n", "", "an image"),
        (b"RIFF\0\0\0\0WEBPVP8", "", "an image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", ".svg", "an image (SVG)"),
        (b"SQLite format 3\0", ".db", "an SQLite database"),
        (b"{\\rtf1\\ansi", ".rtf", "an RTF document"),
        (b'<?xml version="1.0"?><urlset xmlns="http://x.example">', ".xml", "a sitemap"),
        (b"<nitf><head>", ".xml", "a NITF news item"),
        (b"<x:Report xmlns:x='http://x.example'>", ".xml", "XML with the first element 'x:report'"),
        (b'{"status": "error"}', ".md", "JSON without a list of articles"),
        (b"no json", ".json", "text that is no JSON"),
        (b"no feed", ".rss", "text that is no XML"),
        (b"\0\1\2\3\4\5", ".bin", "a binary file"),
        (b"\xfd\xfc\xfb\xfa" * 9, ".bin", "a binary file"),
        (b"Just a text.", ".txt", "a text without front matter"),
    ],
)
def test_another_file_is_described(head: bytes, suffix: str, what: str) -> None:
    assert describe(head, suffix).partition(": ")[0] == what
