"""What a file is, told by its first bytes."""

from __future__ import annotations

import codecs
import json
import re

POST_SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".html", ".htm", ".xhtml"})
"""What these hold is a post or a page, whatever it begins with."""

_TAG = re.compile(r"<([A-Za-z_][\w:.-]*)([^>]*)")
# `{{ name }}`, `{% if %}` and `{\rtf` are no JSON, nor is a Markdown link.
_JSON_START = re.compile(r'(?://[^\n]*+\s*+)*+(?:\{\s*["}]|\[\s*[\[{"\]])')


def head_text(head: bytes) -> str:
    """Decode a file's first bytes, well enough to tell what it is; without byte order mark and white space."""
    encoding = "utf-8"
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        encoding = "utf-32"
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif head[1:4:2] == b"\0\0":
        encoding = "utf-16-le"
    elif head[:3:2] == b"\0\0":
        encoding = "utf-16-be"
    return head.decode(encoding, "replace").lstrip("\ufeff \t\r\n")


def xml_root(text: str) -> tuple[str, str] | None:
    """Find the first element of a document: its name, in lower case, and its attributes as they are written.

    Returns
    -------
    (str, str) or None
        None if `text` does not begin as XML or HTML does, or ends before the element begins.
    """
    position = 0
    # By hand: a pattern for all that may come first takes exponential time on what is nearly that.
    while text.startswith("<", position):
        if text.startswith("<!--", position):
            end, mark = text.find("-->", position), "-->"
        elif text.startswith("<?", position):
            end, mark = text.find("?>", position), "?>"
        elif text.startswith("<!", position):
            end, mark = _end_of_doctype(text, position), ">"
        else:
            match = _TAG.match(text, position)
            return (match[1].lower(), match[2]) if match else None
        if end < 0:
            return None
        position = end + len(mark)
        position += len(text) - position - len(text[position:].lstrip())
    return None


def _end_of_doctype(text: str, start: int) -> int:
    subset, end = text.find("[", start), text.find(">", start)
    if 0 <= subset < end:
        closing = re.compile(r"\]\s*>").search(text, subset)
        return closing.end() - 1 if closing else -1
    return end


def is_wordpress(text: str) -> bool:
    """Whether a file is an export of WordPress: RSS, with names of its own."""
    root = xml_root(text)
    return root is not None and root[0] == "rss" and "wordpress.org/export/" in text


def is_xml_feed(text: str) -> bool:
    """Whether a file is RSS or Atom."""
    root = xml_root(text)
    if root is None:
        return False
    name = root[0].rpartition(":")[2]
    lower = text.lower()
    if name == "rdf":
        return "purl.org/rss" in lower or "netscape.com/rdf" in lower
    if name == "feed":
        return "w3.org/2005/atom" in lower or "purl.org/atom" in lower
    return name == "rss" and not is_wordpress(text)


def is_json_feed(text: str) -> bool:
    """Whether a file is a JSON Feed: its first field says so."""
    return text.startswith("{") and re.search(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org', text) is not None


def starts_as_json(text: str) -> bool:
    """Whether a text begins as a JSON object or list does."""
    return _JSON_START.match(text) is not None


def is_json_lines(text: str) -> bool:
    """Whether a text has a whole JSON object in its first line, and another one begins in the next."""
    first, _, rest = text.partition("\n")
    return rest.lstrip().startswith("{") and is_json_object(first)


def is_json_object(text: str) -> bool:
    """Whether a text is one JSON object."""
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False
