"""Untyped values of an item -> typed ones: checked, converted, and noted where they are wrong."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from reprlib import Repr

from graphkit.model import Tallied
from graphkit.plain_text import clean_line
from graphkit.sources.addresses import is_relative, registrable_domain, to_web_address
from graphkit.sources.dates import Moment, date_form, parse_date
from graphkit.sources.items import Items, Table, Value
from graphkit.sources.keys import fold_key
from graphkit.sources.markup import html_to_text
from graphkit.sources.notes import FileNotes

MAX_TITLE_CHARACTERS = 1_000
"""Of a title, a topic or a name."""
MAX_TEXT_CHARACTERS = 20_000
"""As of a body."""
MAX_WORDS = 200
"""Topics, authors or the like of one article: more are a mistake, or made to harm."""
MAX_FIGURE = 1e12
"""More than all page views there are: a larger figure is a mistake."""

_TRUE = frozenset({"true", "yes", "on", "1", "y"})
_FALSE = frozenset({"false", "no", "off", "0", "n"})
# Around values that a word processor has had its hands on.
_QUOTES = " \t\"'“”„‟‘’‚«»"
_NAMES = ("name", "title", "label", "display_name", "nick", "nickname", "username", "slug", "email")
_short = Repr()
_short.maxstring = _short.maxother = 60


class Fields:
    """One table, read by meaning: of several keys, the first that is usable wins.

    Parameters
    ----------
    table : Table
    notes : FileNotes
        Told about every value that is left out.
    path : str
        Where the table is in the file: empty, or such as ``related[2].``.
    """

    def __init__(self, table: Table, notes: FileNotes, path: str = "") -> None:
        self.table = table
        self._notes = notes
        self._path = path
        self._keys: dict[str, str] = {}
        for key in table.values:
            self._keys.setdefault(fold_key(key), key)

    def inner(self, key: str, table: Table) -> Fields:
        """The fields of a table within this one."""
        return Fields(table, self._notes, f"{self._path}{key}.")

    def note(self, key: str, problem: str, line: int | None = None) -> None:
        """Take a note about a field."""
        self._notes.noted(problem, line=line or self.table.lines.get(key), field=self._path + key)

    def values(self, *keys: str) -> Iterator[tuple[str, Value]]:
        """The values of these keys that are there, each with its key as the file has it."""
        for key in keys:
            written = self._keys.get(fold_key(key))
            if written is not None and (value := self.table.values[written]) is not None:
                yield written, value

    def text(self, *keys: str, longest: int = MAX_TEXT_CHARACTERS) -> str:
        """Read a text, markup turned to plain text, on one line; empty if there is none."""
        for key, value in self._texts(keys):
            if len(value) > longest:
                self.note(key, f"{len(value):,} characters: cut to {longest:,}")
            if plain := clean_line(html_to_text(value[:longest])):
                return plain
        return ""

    def date(self, *keys: str) -> Moment | None:
        """Read a time. What is no date is counted by its form."""
        for _, value in self._texts(keys):
            bare = value.strip(f"{_QUOTES}<>")  # Org's stand between angles
            moment = parse_date(bare)
            if moment is None:
                if bare.lower() not in _TRUE and bare.lower() not in _FALSE:
                    self._notes.counted(Tallied.UNREAD_DATE, date_form(bare), _short.repr(bare))
                continue
            if moment.precision == "month":
                self._notes.counted(Tallied.GUESSED, "month without a day: taken as its first day", _short.repr(bare))
            elif moment.precision == "second" and not moment.has_zone:
                self._notes.counted(Tallied.GUESSED, "time without a zone: taken as UTC", _short.repr(bare))
            return moment
        return None

    def figure(self, key: str) -> float | None:
        """Read a number of 0 or more; a negative one means unknown."""
        for written, value in self._texts((key,)):
            try:
                number = float(value)
            except ValueError:
                self.note(written, f"expected a number, got {_short.repr(value)}")
                continue
            if math.isnan(number) or number > MAX_FIGURE:
                self.note(written, f"expected a number up to {MAX_FIGURE:.0e}, got {_short.repr(value)}")
            elif number >= 0:
                return number
        return None

    def flag(self, key: str) -> bool | None:
        """Read yes or no; None is unknown, and so is a date."""
        for written, value in self._texts((key,)):
            word = value.strip(_QUOTES).lower()
            if word in _TRUE or word in _FALSE:
                return word in _TRUE
            if parse_date(value.strip(_QUOTES)) is None:
                self.note(written, f"expected true or false, got {_short.repr(value)}")
        return None

    def words(self, *keys: str, separators: str = ",;") -> tuple[str, ...]:
        """Read a list of words, or a text with separators between them; each once. The first key that has any wins."""
        for key, value in self.values(*keys):
            texts: Iterable[str]
            if isinstance(value, str):
                for separator in separators:
                    value = value.replace(separator, "\n")
                texts = value.split("\n")
            else:
                texts = self._listed_words(key, value)
            words = each_once(clean_line(html_to_text(text[:MAX_TITLE_CHARACTERS].strip(_QUOTES))) for text in texts)
            if len(words) > MAX_WORDS:
                self.note(key, f"{len(words):,} of them: only the first {MAX_WORDS} are read")
            if words:
                return words[:MAX_WORDS]
        return ()

    def addresses(self, *keys: str) -> tuple[str, ...]:
        """Read all web addresses that these keys hold, in the order of the keys; one within the site is none."""
        found = (self._address(key, text) for key, value in self.values(*keys) for text in _all_texts(value))
        return tuple(dict.fromkeys(filter(None, found)))

    def domain(self, key: str) -> str | None:
        """Read a domain, or the domain of an address."""
        for written, value in self._texts((key,)):
            if found := registrable_domain(value.strip(_QUOTES).lower()):
                return found
            self.note(written, f"left out: expected a domain such as example.org, got {_short.repr(value)}")
        return None

    def image(self, *keys: str) -> str | None:
        """Read the address of the first picture; pictures of the site itself have none."""
        for key, value in self.values(*keys):
            pictures = value.values if isinstance(value, Items) else [value]
            for picture in pictures:
                inner = picture.values if isinstance(picture, Table) else {"url": picture}
                for name in ("url", "src", "href", "image", "path"):
                    address = inner.get(name)
                    if isinstance(address, str) and (found := self._address(key, address)):
                        return found
        return None

    def _address(self, key: str, text: str) -> str | None:
        bare = text.strip(_QUOTES)
        address = to_web_address(bare)
        if address is None and bare and not is_relative(bare):
            self.note(key, f"left out: expected an http or https address, got {_short.repr(text)}")
        return address

    def _texts(self, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
        for key, value in self.values(*keys):
            if isinstance(value, str):
                if value and not value.isspace():
                    yield key, value
            elif isinstance(value, Items) and value.values and all(isinstance(one, str) for one in value.values):
                # ``title: [Ferry strike]``: brackets that were meant as text make a list.
                yield key, ", ".join(one for one in value.values if isinstance(one, str))
            elif isinstance(value, Items) and not value.values:
                continue
            else:
                self._expect_nothing(key, value, "text")

    def _listed_words(self, key: str, value: Value) -> Iterator[str]:
        listed = value if isinstance(value, Items) else Items([value], [self.table.lines.get(key, 0)])
        for number, (item, line) in enumerate(zip(listed.values, listed.lines, strict=True)):
            if isinstance(item, Table):
                named = Fields(item, self._notes).text(*_NAMES)
                # ``authors: {ann: {...}}`` and ``tags: {news: true}``: the keys are the words.
                yield from (named,) if named else item.values
            elif isinstance(item, str):
                yield item
            elif item is not None:
                self.note(f"{key}[{number}]", f"left out: expected text, found {describe(item)}", line)

    def _expect_nothing(self, key: str, value: Value, expected: str) -> None:
        self.note(key, f"left out: expected {expected}, found {describe(value)}")


def each_once(texts: Iterable[str]) -> tuple[str, ...]:
    """Leave out what is empty, or there already in another case; the first spelling stays."""
    found: dict[str, str] = {}
    for text in texts:
        if text:
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


def describe(value: Value) -> str:
    """Name a value in a message."""
    match value:
        case Items():
            return "a list"
        case Table():
            return "fields"
        case None:
            return "nothing"
    return f"the text {_short.repr(value)}"


def _all_texts(value: Value) -> Iterator[str]:
    """The texts of a text or list; of tables, their address."""
    for one in value.values if isinstance(value, Items) else [value]:
        if isinstance(one, Table):
            one = next((one.values[name] for name in ("url", "href", "link") if one.values.get(name)), None)
        if isinstance(one, str) and one.strip():
            yield one
