"""Untyped values of the front matter -> typed ones: checked, converted, and noted where they are wrong."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from reprlib import Repr

from graphkit.plain_text import clean_line
from graphkit.sources.addresses import registrable_domain, to_web_address
from graphkit.sources.dates import parse_date
from graphkit.sources.items import Items, Table, Value
from graphkit.sources.markup import html_to_text
from graphkit.sources.notes import FileNotes

MAX_TITLE_CHARACTERS = 1_000
MAX_TEXT_CHARACTERS = 20_000
MAX_FIGURE = 1e12
"""More than all page views there are: a larger figure is a mistake."""

_TRUE = frozenset({"true", "yes", "on", "1", "y"})
_FALSE = frozenset({"false", "no", "off", "0", "n"})
_short = Repr()
_short.maxstring = _short.maxother = 60


class Fields:
    """One mapping of the front matter, read by meaning: of several keys, the first that is usable wins.

    Parameters
    ----------
    table : Table
    notes : FileNotes
        Told about every value that is left out.
    path : str
        Where the mapping is in the file: empty, or such as ``related[2].``.
    """

    def __init__(self, table: Table, notes: FileNotes, path: str = "") -> None:
        self.table = table
        self._notes = notes
        self._path = path

    def inner(self, key: str, table: Table) -> Fields:
        """The fields of a mapping within this one."""
        return Fields(table, self._notes, f"{self._path}{key}.")

    def note(self, key: str, problem: str, line: int | None = None) -> None:
        """Take a note about a field."""
        self._notes.noted(problem, line=line or self.table.lines.get(key), field=self._path + key)

    def text(self, *keys: str, longest: int = MAX_TEXT_CHARACTERS) -> str:
        """Read a text, markup turned to plain text, on one line; empty if there is none."""
        for key, value in self._texts(keys):
            if len(value) > longest:
                self.note(key, f"{len(value):,} characters: cut to {longest:,}")
            if plain := clean_line(html_to_text(value[:longest])):
                return plain
        return ""

    def date(self, *keys: str) -> datetime | None:
        """Read a time; without a zone it is UTC."""
        for key, value in self._texts(keys):
            moment = parse_date(value)
            if moment is None:
                self.note(key, f"expected a date such as 2021-03-01T12:00:00Z, got {_short.repr(value)}")
            else:
                if not moment.has_zone:
                    self._notes.zoneless.append((self.table.lines[key], self._path + key))
                return moment.time
        return None

    def figure(self, key: str) -> float | None:
        """Read a number of 0 or more; a negative one means unknown."""
        for _, value in self._texts((key,)):
            try:
                number = float(value)
            except ValueError:
                self.note(key, f"expected a number, got {_short.repr(value)}")
                continue
            if math.isnan(number) or number > MAX_FIGURE:
                self.note(key, f"expected a number up to {MAX_FIGURE:.0e}, got {_short.repr(value)}")
            elif number >= 0:
                return number
        return None

    def flag(self, key: str) -> bool | None:
        """Read yes or no; None is unknown."""
        for _, value in self._texts((key,)):
            word = value.strip().lower()
            if word in _TRUE or word in _FALSE:
                return word in _TRUE
            self.note(key, f"expected true or false, got {_short.repr(value)}")
        return None

    def words(self, *keys: str) -> tuple[str, ...]:
        """Read a list of words, or a text of words with commas between them; each once."""
        for key in keys:
            value = self.table.values.get(key)
            if isinstance(value, str):
                found = value.split(",")
            elif isinstance(value, Items):
                found = [text for _, text in self._listed_texts(key, value)]
            else:
                self._expect_nothing(key, value, "a list")
                continue
            if topics := each_once(clean_line(html_to_text(text[:MAX_TITLE_CHARACTERS])) for text in found):
                return topics
        return ()

    def addresses(self, *keys: str) -> tuple[str, ...]:
        """Read all web addresses that these keys hold, in the order of the keys."""
        found = (self._address(key, value) for key, value in self._texts(keys))
        return tuple(dict.fromkeys(filter(None, found)))

    def domain(self, key: str) -> str | None:
        """Read a domain, or the domain of an address."""
        for _, value in self._texts((key,)):
            if found := registrable_domain(value.strip().lower()):
                return found
            self.note(key, f"left out: expected a domain such as example.org, got {_short.repr(value)}")
        return None

    def image(self, key: str) -> str | None:
        """Read the address of the first picture of a list."""
        value = self.table.values.get(key)
        pictures = value if isinstance(value, Items) else Items([value], [self.table.lines.get(key, 0)])
        for picture in pictures.values:
            address = picture.values.get("url") if isinstance(picture, Table) else picture
            if isinstance(address, str) and (found := self._address(key, address)):
                return found
        return None

    def tables(self, key: str) -> Iterator[tuple[int, int, Table]]:
        """Read a list of mappings: number in the list, line, mapping."""
        value = self.table.values.get(key)
        if not isinstance(value, Items):
            self._expect_nothing(key, value, "a list")
            return
        for number, (item, line) in enumerate(zip(value.values, value.lines, strict=True)):
            if isinstance(item, Table):
                yield number, line, item
            else:
                self.note(f"{key}[{number}]", f"left out: expected fields, found {_describe(item)}", line)

    def _address(self, key: str, text: str) -> str | None:
        address = to_web_address(text)
        if address is None:
            self.note(key, f"left out: expected an http or https address, got {_short.repr(text)}")
        return address

    def _texts(self, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
        values = self.table.values
        for key in keys:
            value = values.get(key)
            if isinstance(value, str):
                if value and not value.isspace():
                    yield key, value
            elif value is not None:
                self._expect_nothing(key, value, "text")

    def _listed_texts(self, key: str, items: Items) -> Iterator[tuple[int, str]]:
        for number, (item, line) in enumerate(zip(items.values, items.lines, strict=True)):
            if isinstance(item, str):
                yield number, item
            elif item is not None:
                self.note(f"{key}[{number}]", f"left out: expected text, found {_describe(item)}", line)

    def _expect_nothing(self, key: str, value: Value, expected: str) -> None:
        if value is not None:
            self.note(key, f"left out: expected {expected}, found {_describe(value)}")


def each_once(texts: Iterable[str]) -> tuple[str, ...]:
    """Leave out what is empty, or there already in another case; the first spelling stays."""
    found: dict[str, str] = {}
    for text in texts:
        if text:
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


def _describe(value: Value) -> str:
    match value:
        case Items():
            return "a list"
        case Table():
            return "fields"
        case None:
            return "nothing"
    return f"the text {_short.repr(value)}"
