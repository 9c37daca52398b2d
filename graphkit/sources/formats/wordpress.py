"""WordPress's export (WXR): RSS with names of its own.

Read by expat itself: it stops at the first declaration of an entity, knows the line of everything, and builds no tree.
WordPress declares none. defusedxml would add a library for one refusal, and lxml a large one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from graphkit.plain_text import clean_text
from graphkit.sources.encoding import decode
from graphkit.sources.formats.keys import provider_of, rename
from graphkit.sources.formats.lines import read_whole
from graphkit.sources.formats.sniffing import POST_SUFFIXES, head_text, is_wordpress
from graphkit.sources.items import Item, Items, Table, Value
from graphkit.sources.notes import FileNotes

_ADVICE = "export the posts in several parts (Tools, Export, by year)"
_CHUNK_CHARACTERS = 65_536
# Elements by what they mean, whatever prefix a file gives their names.
_CONTENT = "http://purl.org/rss/1.0/modules/content/ encoded"
_EXCERPT = re.compile(r"https?://wordpress\.org/export/1\.\d/excerpt/ encoded")
_WP = re.compile(r"https?://wordpress\.org/export/1\.\d/ (\w+)")
_DC = "http://purl.org/dc/elements/1.1/ "
_NO_TIME = "0000-00-00 00:00:00"
_PUBLISHED = "publish"
_UNPUBLISHED = frozenset({"draft", "pending", "future", "private"})


@dataclass(frozen=True, slots=True)
class WordPress:
    """The file that WordPress's Tools, Export makes."""

    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As messages have it."""
        return "WordPress export"

    def claims(self, head: bytes, suffix: str) -> bool:
        """By its first element and the names that it declares."""
        return suffix not in POST_SUFFIXES and is_wordpress(head_text(head))

    def items(self, file: BinaryIO, notes: FileNotes) -> Iterator[Item]:
        """Read the posts; what else there is (pages, attachments, menus) is counted in one note.

        An item that is not well-formed is a note, and the next one is read.

        Raises
        ------
        SourceError
            If it declares entities, or nothing in it can be read.

        Notes
        -----
        Memory for the text of the file and one item.
        """
        decoded = decode(read_whole(file, notes, _ADVICE), notes)
        text = clean_text(decoded)
        if (lost := len(decoded) - decoded.count("\r\n") - len(text)) > 0:
            notes.repaired(f"{lost:,} control characters left out")
        del decoded
        passed: Counter[str] = Counter()
        for one in _read(text, notes):
            values = {_wp(name) or name: value for name, value in one.values.items()}
            kind = values.get("post_type") or "post"
            if kind != "post" or values.get("status", _PUBLISHED) not in {_PUBLISHED, *_UNPUBLISHED}:
                passed[kind] += 1
                continue
            item = _to_item(one, values)
            yield Item(rename(item.table, self.names), item.body, item.line)
        if passed:
            counts = ", ".join(f"{count:,} of type {kind!r}" for kind, count in sorted(passed.items()))
            notes.noted(f"passed over, since only posts are read: {counts}")


def _to_item(post: _Post, values: Mapping[str, str]) -> Item:
    channel, line = post.channel, post.line
    author = values.get(_DC + "creator", "")
    when = values.get("post_date_gmt", _NO_TIME)
    name, site = channel.values.get("title"), channel.values.get("link")
    fields: dict[str, Value] = {
        "title": values.get("title"),
        "link": values.get("link"),
        # The time in Greenwich is zero for what was never published.
        "date": f"{when}Z" if when != _NO_TIME else values.get("post_date") or values.get("pubDate"),
        "excerpt": next((text for name, text in values.items() if _EXCERPT.fullmatch(name)), None),
        "authors": _texts([channel.authors.get(author) or author], line),
        "tags": _texts(post.terms.get("post_tag", []), line),
        "categories": _texts(post.terms.get("category", []), line),
        "language": channel.values.get("language"),
        "provider": provider_of(name, site, line) if name or site else None,
        # What has a password is not for everybody either.
        "draft": "true" if values.get("status") in _UNPUBLISHED or values.get("post_password") else "false",
    }
    kept: dict[str, Value] = {key: value for key, value in fields.items() if value}
    return Item(Table(kept, dict.fromkeys(kept, line)), values.get(_CONTENT, ""), line)


def _texts(texts: list[str], line: int) -> Items | None:
    found: list[Value] = [text for text in texts if text]
    return Items(found, [line] * len(found)) if found else None


class _EntityError(Exception):
    """The declaration of an entity."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(slots=True)
class _Channel:
    """What the file says of the whole site."""

    values: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Post:
    """The elements of one item."""

    line: int
    channel: _Channel
    values: dict[str, str] = field(default_factory=dict)
    terms: dict[str, list[str]] = field(default_factory=dict)


def _read(text: str, notes: FileNotes) -> Iterator[_Post]:
    """Read item after item; after one that breaks, go on with the next."""
    first = text.find("<item")
    preamble = text[: first if first >= 0 else len(text)]
    opening = re.search(r"<rss\b[^>]*>", preamble)
    channel = _Channel()
    position, line, read, prefix = 0, 1, 0, ""
    while position < len(text):
        builder = _Builder(channel, line)
        try:
            for post in builder.posts(prefix, text, position):
                read += 1
                yield post
        except _EntityError as error:
            raise notes.error("it declares entities, which WordPress never does: refused", error.line) from error
        except expat.ExpatError as error:
            broken_line = line + error.lineno - 1
            # Where the parser stands is a place in UTF-8; its line and column are places in the text.
            here = _place(text, position, error.lineno, error.offset, len(prefix))
            following = text.find("<item", max(here, position + 1))
            if opening is None or (following < 0 and not read):
                problem = "not well-formed XML, and no post before the break: export it again"
                raise notes.error(problem, broken_line) from error
            what = "this item is left out" if following >= 0 else "this item and what follows are left out"
            notes.noted(f"not well-formed XML: {what}", line=broken_line)
            if following < 0:
                return
            line += text.count("\n", position, following)
            position, prefix = following, f"{opening[0]}<channel>".replace("\n", " ")
        else:
            return


def _place(text: str, start: int, lineno: int, column: int, skipped: int) -> int:
    """The position of a line and column that are counted from `start`."""
    for _ in range(lineno - 1):
        start = text.find("\n", start) + 1
    return start + (max(0, column - skipped) if lineno == 1 else column)


class _Builder:
    """Takes the elements that matter out of expat's events."""

    def __init__(self, channel: _Channel, first_line: int) -> None:
        self._channel = channel
        self._first_line = first_line
        self._path: list[str] = []
        self._pieces: list[str] = []
        self._attributes: dict[str, str] = {}
        self._post: _Post | None = None
        self._author: dict[str, str] = {}
        self._done: list[_Post] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._pieces.append
        self._parser.EntityDeclHandler = self._refuse

    def posts(self, prefix: str, text: str, position: int) -> Iterator[_Post]:
        self._parser.Parse(prefix, False)
        for start in range(position, len(text), _CHUNK_CHARACTERS):
            error = None
            try:
                self._parser.Parse(text[start : start + _CHUNK_CHARACTERS], False)
            except expat.ExpatError as found:
                error = found
            yield from self._done
            self._done.clear()
            if error is not None:
                raise error
        self._parser.Parse("", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) == 3 and name == "item":
            self._post = _Post(self._first_line + self._parser.CurrentLineNumber - 1, self._channel)
        self._attributes = attributes
        self._pieces.clear()

    def _end(self, name: str) -> None:
        text = clean_text("".join(self._pieces))
        self._pieces.clear()
        depth = len(self._path)
        self._path.pop()
        if self._post is not None:
            if depth == 4:
                self._add(self._post, name, text)
            elif depth == 3:
                self._done.append(self._post)
                self._post = None
        elif depth == 4:
            self._author[_wp(name)] = text
        elif depth == 3 and _wp(name) == "author":
            shown = self._author.get("author_display_name") or self._author.get("author_login", "")
            self._channel.authors[self._author.get("author_login", "")] = shown
            self._author = {}
        elif depth == 3:
            self._channel.values.setdefault(name, text)

    def _add(self, post: _Post, name: str, text: str) -> None:
        if name == "category":
            post.terms.setdefault(self._attributes.get("domain", "category"), []).append(text)
        else:
            post.values.setdefault(name, text)

    def _refuse(self, *_: object) -> None:
        raise _EntityError(self._first_line + self._parser.CurrentLineNumber - 1)


def _wp(name: str) -> str:
    match = _WP.fullmatch(name)
    return match[1] if match else ""
