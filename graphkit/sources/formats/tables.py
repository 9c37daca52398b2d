"""CSV and TSV: of Media Cloud, GDELT, the UCI News Aggregator, or with any columns that are named."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, BinaryIO

from graphkit.plain_text import clean_text
from graphkit.sources.formats.keys import tells_an_article, to_item
from graphkit.sources.formats.lines import read_lines
from graphkit.sources.formats.sniffing import POST_SUFFIXES, head_text, starts_as_json
from graphkit.sources.items import HEAD_BYTES, Item, Items, Table, Value
from graphkit.sources.keys import KNOWN_IN_RECORDS, fold_key
from graphkit.sources.notes import FileNotes

MAX_CELL_CHARACTERS = 1_000_000
"""Python's own limit of 131,072 cuts off long articles; without any, an open quote takes the rest of the file."""
_MAX_BROKEN_QUOTES = 100
"""After each, up to `MAX_CELL_CHARACTERS` are read once more."""
_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_LINES = 100
"""By which it is told how quotes are written within cells."""
_MAX_HEADER_CHARACTERS = 60
"""A longer cell of the first line is a sentence, and names no column."""
_LISTS = frozenset({"topics", "tags", "keywords", "categories", "author", "authors"})
# `['one', 'two']`: how pandas writes a list into a cell.
_LIST_CELL = re.compile(r"\[.*\]", re.DOTALL)
_DOUBLED = re.compile(r'\w""|""\w')
_ENCLOSED = re.compile(r'"(.*)"')
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")
# The UCI News Aggregator's file has no header and no quotes: ID, TITLE, URL, PUBLISHER, CATEGORY, STORY, HOSTNAME,
# TIMESTAMP in milliseconds.
_UCI = re.compile(r"\d+\t[^\t]*\thttps?:[^\t]*\t[^\t]*\t[btem]\t[^\t]*\t[^\t]*\t\d{12,13}\s*")
_UCI_COLUMNS = ("id", "title", "url", "publisher", "category", "story", "hostname", "timestamp")
_UCI_CATEGORIES = {"b": "business", "t": "science and technology", "e": "entertainment", "m": "health"}


@dataclass(frozen=True, slots=True)
class _Form:
    """How a table is written."""

    columns: tuple[str, ...]
    delimiter: str
    has_quotes: bool = True
    escape: str | None = None

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        if not self.has_quotes:
            return csv.reader(lines, delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        # Strict, since a quote that is not closed would else go on to the next one, rows later.
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            escapechar=self.escape,
            skipinitialspace=self.delimiter != "\t",
            strict=True,
        )

    def literal_cells(self, line: str) -> list[str]:
        """Cut a line at every delimiter, whatever its quotes say; those around a cell are taken off."""
        cells = line.rstrip("\n").split(self.delimiter)
        return [_ENCLOSED.sub(r"\1", cell.strip()).replace('""', '"') for cell in cells]


@dataclass(frozen=True, slots=True)
class DelimitedTables:
    """Rows of cells between commas, semicolons, tabs or bars, under a row of names."""

    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As messages have it."""
        return "CSV or TSV table"

    def claims(self, head: bytes, suffix: str) -> bool:
        """By its first line: names of columns, of which one is known. A file that is called ``.csv`` may lack them."""
        text = head_text(head)
        if suffix in POST_SUFFIXES or not text or "\0" in text or text.startswith("<") or starts_as_json(text):
            return False
        lines = text.splitlines()
        if len(lines) > 1 and len(head) >= HEAD_BYTES:
            lines.pop()
        if lines[0].lower().startswith("sep=") and len(lines) > 1:
            lines.pop(0)
        if suffix in _SUFFIXES or _UCI.fullmatch(lines[0]):
            return True
        form = _form_of(lines[0], lines, self.names)
        if suffix != ".txt":
            return form is not None
        # A text may well begin with "Title, date": as a table it goes on in the same way.
        return form is not None and len(lines) > 1 and len(_cells(lines[1], form.delimiter)) == len(form.columns)

    def items(self, file: BinaryIO, notes: FileNotes) -> Iterator[Item]:
        """Read one item a row.

        Raises
        ------
        SourceError
            If there is no row of names with a title or an address among them.

        Notes
        -----
        Memory for one row. Rows with more cells than there are names, or with one alone, are notes and left out.
        """
        lines = _without_mark(read_lines(file, notes))
        sample = list(islice(lines, _SAMPLE_LINES))
        if not sample:
            raise notes.error("an empty file")
        number, first = sample[0]
        form = _form_of(first, [line for _, line in sample], self.names)
        if form is None:
            raise notes.error(_without_header(first), number)
        is_uci = set(_UCI_COLUMNS) <= set(map(fold_key, form.columns))
        _note_doubles(form.columns, notes, number)
        rows = _Rows(chain(sample, lines) if not form.has_quotes else chain(sample[1:], lines), form, notes)
        for line, cells in rows:
            if not _fits(cells, form, line, notes):
                continue
            table = _to_table(cells, form.columns, line)
            if is_uci:
                _name_category(table)
            yield to_item(table, line, self.names)


def _without_mark(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Leave out empty lines before the names, and Excel's line that says which delimiter follows."""
    for number, line in lines:
        if line.strip() and not line.lower().startswith("sep="):
            return chain([(number, line)], lines)
    return iter(())


def _form_of(first: str, sample: Sequence[str], names: Mapping[str, str]) -> _Form | None:
    """Tell how a table is written from its first line; None if no column in it is one of an article."""
    if _UCI.fullmatch(first):
        return _Form(_UCI_COLUMNS, "\t", has_quotes=False)
    known = KNOWN_IN_RECORDS | {fold_key(theirs) for theirs in names.values()}
    best: tuple[int, int] = (0, 0)
    form = None
    text = "".join(sample)
    # Some programs write a quote in a cell as `\"`, most as `""`; an empty cell in quotes is neither.
    escape = "\\" if '\\"' in text and not _DOUBLED.search(text.replace('\\"', "")) else None
    for delimiter in _DELIMITERS:
        cells = tuple(clean_text(cell).strip() for cell in _cells(first, delimiter))
        if len(cells) < 2 or max(map(len, cells)) > _MAX_HEADER_CHARACTERS or not tells_an_article(cells, names):
            continue
        rank = (sum(fold_key(cell) in known for cell in cells), len(cells))
        if rank > best:
            best, form = rank, _Form(cells, delimiter, escape=escape)
    return form


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _without_header(first: str) -> str:
    columns = max((_cells(first, delimiter) for delimiter in _DELIMITERS), key=len)
    if len(columns) < 2:
        return "no table: its first line has one cell, expected the names of columns such as title,url,date"
    shown = ", ".join(repr(cell[:30]) for cell in columns[:8])
    advice = "name the column with --map title=COLUMN, or put a line of names first"
    return f"no column is a title or an address; the first line has {shown}: {advice}"


def _note_doubles(columns: Sequence[str], notes: FileNotes, line: int) -> None:
    named = [fold_key(column) for column in columns if column]
    for column in sorted({column for column in named if named.count(column) > 1}):
        notes.noted("several columns of this name: the first that is filled counts", line=line, field=column)


def _fits(cells: list[str], form: _Form, line: int, notes: FileNotes) -> bool:
    """Whether a row has its cells; what is empty at its end does not count."""
    while len(cells) > len(form.columns) and not cells[-1].strip():
        cells.pop()
    count, expected = len(cells), len(form.columns)
    if count > expected:
        advice = f"put quotes around cells with {form.delimiter!r} in them"
        notes.noted(f"this row is left out: {count:,} cells under {expected:,} names: {advice}", line=line)
    elif count < 2:
        if cells and cells[0].strip():
            notes.noted(f"this row is left out: one cell under {expected:,} names", line=line)
    elif count < expected:
        notes.noted(f"{count:,} cells under {expected:,} names: the last are taken as empty", line=line)
    return 2 <= count <= expected


def _to_table(cells: Sequence[str], columns: Sequence[str], line: int) -> Table:
    values: dict[str, Value] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell and not cell.isspace() and column not in values:
            text = clean_text(cell).strip()
            values[column] = _list_in(text, line) if fold_key(column) in _LISTS else text
    return Table(values, dict.fromkeys(values, line))


def _list_in(cell: str, line: int) -> Value:
    """Read a list that was written into a cell; another text stays as it is."""
    if not _LIST_CELL.fullmatch(cell):
        return cell
    try:
        listed: Any = json.loads(cell)
    except (ValueError, RecursionError):
        listed = [single or double for single, double in _QUOTED.findall(cell)]
    texts: list[Value] = [text for text in listed if isinstance(text, str)]
    return Items(texts, [line] * len(texts))


def _name_category(table: Table) -> None:
    for key, value in table.values.items():
        if fold_key(key) == "category" and isinstance(value, str):
            table.values[key] = _UCI_CATEGORIES.get(value, value)


class _Rows:
    """Rows with the line where each begins. A broken quote costs one row, not all that follow it."""

    def __init__(self, lines: Iterator[tuple[int, str]], form: _Form, notes: FileNotes) -> None:
        self._lines = lines
        self._form = form
        self._notes = notes
        # Those of the row at hand.
        self._taken: list[tuple[int, str]] = []

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        for _ in range(_MAX_BROKEN_QUOTES):
            reader = self._form.reader(self._texts())
            while (cells := self._next(reader)) is not None:
                if not self._taken:
                    return
                if cells:
                    yield self._taken[0][0], cells
            (line, text), *others = self._taken
            # What the open quote had swallowed is read again.
            self._lines = chain(others, self._lines)
            cells = self._form.literal_cells(text)
            if len(cells) == len(self._form.columns):
                self._notes.repaired(
                    "a quote that is not closed, or not written twice: this row is read as it stands", line=line
                )
                yield line, cells
            else:
                self._notes.noted("a quote that is not closed, or not written twice: this row is left out", line=line)
        problem = f"{_MAX_BROKEN_QUOTES} rows with broken quotes: from here on, each line is read as a row"
        for number, (line, text) in enumerate(self._lines):
            if not number:
                self._notes.noted(problem, line=line)
            yield line, self._form.literal_cells(text)

    def _texts(self) -> Iterator[str]:
        # Of its own, so that each line is remembered as the reader asks for it.
        for number, text in self._lines:
            self._taken.append((number, text))
            yield text

    def _next(self, reader: Iterator[list[str]]) -> list[str] | None:
        """The next row, an empty list at the end, None where quotes are broken or a cell is too long."""
        self._taken.clear()
        # The limit belongs to the whole process: set for this row alone.
        limit = csv.field_size_limit(MAX_CELL_CHARACTERS)
        try:
            return next(reader, [])
        except csv.Error:
            return None
        finally:
            csv.field_size_limit(limit)
