"""JSON Lines, and JSON with a list of articles: of News API, GDELT, Media Cloud, Ghost and whoever else has one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TypeGuard

from graphkit.sources.encoding import decode
from graphkit.sources.formats.ghost import GHOST_TABLES, ghost_posts
from graphkit.sources.formats.json_text import JsonBreakError, JsonCursor
from graphkit.sources.formats.keys import tells_an_article, tells_when_or_more, to_item
from graphkit.sources.formats.lines import read_lines, read_whole
from graphkit.sources.formats.sniffing import POST_SUFFIXES, head_text, is_json_lines, is_json_object, starts_as_json
from graphkit.sources.items import Item
from graphkit.sources.keys import fold_key
from graphkit.sources.notes import FileNotes
from graphkit.sources.values import TooDeepError, to_table

LISTS = ("articles", "items", "data", "results", "stories", "entries", "docs", "posts", "news")
"""What a list of articles is called in the answers of news services. Two objects deep: ``response.docs``."""
_MAX_LIST_DEPTH = 2
"""Deeper lists are parts of an article."""
_LINES_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jl"})
_ADVICE = "save it as JSON Lines (one object a line), which are read line by line"
_EXPECTED = "expected a list of objects, an object with a list 'articles' or 'items', or one object a line"


@dataclass(frozen=True, slots=True)
class JsonLines:
    """One JSON object a line. A broken line is a note, and the next one is read."""

    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As messages have it."""
        return "JSON Lines file"

    def claims(self, head: bytes, suffix: str) -> bool:
        """By its first two lines; a file that is called ``.jsonl`` may have a broken one among them."""
        if suffix in POST_SUFFIXES or suffix == ".ipynb":
            return False
        text = head_text(head)
        if is_json_lines(text):
            return True
        # A list is one line's worth of a list that somebody called so.
        return suffix in _LINES_SUFFIXES and text[:1] not in ("", "<", "[") and b"\0" not in head

    def items(self, file: BinaryIO, notes: FileNotes) -> Iterator[Item]:
        """Read one item a line, and several where a line is itself an answer with a list of articles.

        Notes
        -----
        Memory for one line.
        """
        read = broken = 0
        first_line = 0
        for line, text in read_lines(file, notes):
            # Many write a list with one object a line.
            text = text.strip().removesuffix(",")
            if text in ("", "[", "]") or text.startswith("//"):
                continue
            try:
                for found in _read_line(text, line, notes, self.names):
                    read += 1
                    yield to_item(found, line, self.names)
            except (JsonBreakError, TooDeepError) as error:
                problem = getattr(error, "problem", str(error))
                first_line = first_line or line
                broken += 1
                notes.noted(f"this line is left out: {problem}", line=line)
        if not read and not broken:
            raise notes.error("an empty file")
        if not read:
            raise notes.error(f"no line is a JSON object: {_EXPECTED}", first_line)


@dataclass(frozen=True, slots=True)
class JsonDocument:
    """One JSON value with a list of articles in it, or several values one after the other."""

    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As messages have it."""
        return "JSON file"

    def claims(self, head: bytes, suffix: str) -> bool:
        """By how it begins; a text file must have a list of objects, since text may begin with a bracket."""
        text = head_text(head)
        if suffix in POST_SUFFIXES or suffix == ".ipynb" or not starts_as_json(text):
            return False
        return suffix != ".txt" or text[1:].lstrip().startswith("{") or is_json_object(text)

    def items(self, file: BinaryIO, notes: FileNotes) -> Iterator[Item]:
        """Read the articles of its list.

        Where JSON breaks off, what is before is read, and a note says where.

        Raises
        ------
        SourceError
            If it breaks before the first article, or there is no list of articles.

        Notes
        -----
        Memory for the text and one article of it (all articles of Ghost's export).
        """
        cursor = JsonCursor(decode(read_whole(file, notes, _ADVICE), notes), notes)
        if not cursor.peek():
            raise notes.error("an empty file")
        read = 0
        try:
            while cursor.peek():
                for line, found in _Search(cursor, notes, self.names).articles():
                    try:
                        item = to_item(to_table(found, line), line, self.names)
                    except TooDeepError as error:
                        notes.noted(f"this article is left out: {error}", line=line)
                        continue
                    read += 1
                    yield item
        except JsonBreakError as error:
            if not read:
                raise notes.error(f"{error.problem}: {_EXPECTED}", error.line) from error
            problem = f"{error.problem}: what is before it is read (articles: {read:,}), what follows is not"
            notes.noted(problem, line=error.line)


def _read_line(text: str, line: int, notes: FileNotes, names: Mapping[str, str]) -> list[Any]:
    """Find the articles of one line."""
    cursor = JsonCursor(text.lstrip("\ufeff"), notes, line)
    value = cursor.value()
    if cursor.peek():
        raise JsonBreakError("something follows after the object", line)
    if isinstance(value, dict):
        # elasticdump and Elasticsearch put the document into an envelope.
        value = value["_source"] if isinstance(value.get("_source"), dict) else value
        if not tells_an_article(value, names):
            listed = next(
                (found for key in value if fold_key(key) in LISTS and _are_objects(found := value[key])), None
            )
            value = value if listed is None else listed
    found = value if _are_objects(value) else [value]
    if not all(isinstance(one, dict) for one in found):
        raise JsonBreakError('expected an object such as {"title": ...}', line)
    return [to_table(one, line) for one in found]


def _are_objects(value: object) -> TypeGuard[list[dict[Any, Any]]]:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


class _Search:
    """Finds the list of articles in one JSON value, and reads it object by object."""

    def __init__(self, cursor: JsonCursor, notes: FileNotes, names: Mapping[str, str]) -> None:
        self._cursor = cursor
        self._names = names
        self._notes = notes
        self._found = False
        # Lists of objects under other names: where each begins.
        self._others: dict[str, int] = {}

    def articles(self) -> Iterator[tuple[int, dict[Any, Any]]]:
        start, line = self._cursor.position, self._cursor.line
        if self._cursor.peek() == "[":
            yield from self._listed()
            return
        if self._cursor.peek() != "{":
            raise JsonBreakError("neither a list nor an object", line)
        yield from self._within(0)
        if self._found:
            return
        end, self._cursor.position = self._cursor.position, start
        value = self._cursor.value()
        assert isinstance(value, dict)  # it begins with a brace
        if self._tells(value):
            yield line, value
        elif len(self._others) == 1 and any(map(self._tells, value[next(iter(self._others))])):
            self._cursor.position = next(iter(self._others.values()))
            yield from self._listed()
        elif len(self._others) > 1:
            names = ", ".join(map(repr, self._others))
            problem = f"keep the one of articles of several lists of objects ({names}), and call it 'articles'"
            raise self._notes.no_articles(f"JSON without a list of articles: {problem}")
        else:
            raise self._notes.no_articles(f"JSON without a list of articles: {_EXPECTED}", line)
        self._cursor.position = end

    def _within(self, depth: int, *, in_ghost: bool = False) -> Iterator[tuple[int, dict[Any, Any]]]:
        """Look through an object; its list of articles is read as soon as it comes."""
        tables: dict[str, list[tuple[int, Any]]] = defaultdict(list)
        for key in self._cursor.members():
            start, mark = self._cursor.position, self._cursor.peek()
            if mark == "[" and key == "db" and depth == 0:
                for _ in self._cursor.elements():
                    yield from self._within(depth + 1, in_ghost=True)
            elif mark == "[" and key in GHOST_TABLES and depth:
                tables[key] = [(line, self._cursor.value()) for line in self._cursor.elements()]
            elif mark == "[" and fold_key(key) in LISTS and not self._found and self._holds_objects():
                self._found = True
                yield from self._listed()
            elif mark == "{" and depth < _MAX_LIST_DEPTH:
                yield from self._within(depth + 1, in_ghost=in_ghost)
            elif mark == "[" and depth == 0 and self._holds_objects():
                self._others[key] = start
                self._cursor.value()
            else:
                self._cursor.value()
        if "posts" in tables:
            self._found = True
            # Others too have posts in an object, but not the tables that go with Ghost's.
            yield from ghost_posts(tables, self._notes) if in_ghost or len(tables) > 1 else tables["posts"]

    def _holds_objects(self) -> bool:
        """Whether the list that comes next begins with an object, or is empty."""
        start = self._cursor.position
        try:
            self._cursor.position += 1
            return self._cursor.peek() in "{]"
        finally:
            self._cursor.position = start

    def _tells(self, value: object) -> bool:
        """Whether this is an article for sure, and no part of some settings."""
        if not isinstance(value, dict):
            return False
        return tells_an_article(value, self._names) and tells_when_or_more(value, self._names)

    def _listed(self) -> Iterator[tuple[int, dict[Any, Any]]]:
        for line in self._cursor.elements():
            value = self._cursor.value()
            if isinstance(value, dict):
                inner = value.get("_source")
                yield line, inner if isinstance(inner, dict) else value
            elif value is not None:
                self._notes.noted("left out: expected an object with the fields of an article", line=line)
