"""A post's bytes -> its front matter as untyped values, with the line of each.

Built from YAML's events rather than by one of its loaders: that is twice as fast, knows the line of every
value, constructs nothing, and can stop before a hostile file has cost anything.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import yaml

from graphkit.plain_text import clean_text
from graphkit.sources.encoding import decode
from graphkit.sources.items import Items, Table, Value
from graphkit.sources.notes import FileNotes
from graphkit.sources.quoting import explain, quote_value

MAX_BLOCK_BYTES = 5_000_000
MAX_BODY_CHARACTERS = 200_000
MAX_FILE_BYTES = MAX_BLOCK_BYTES + 4 * MAX_BODY_CHARACTERS
"""More of a file is never read."""
MAX_VALUES = 100_000
"""Counted as if every alias were written out."""
MAX_DEPTH = 32
_MAX_REPARSED_CHARACTERS = 10_000_000
_WITHHELD = "secured"
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_YAML = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(
    {_YAML + name for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")} | {"!"}
)
# YAML 1.1 takes these for line ends, which would shift all line numbers, or refuses them.
_ODD_SPACES = {"\u2028": " ", "\u2029": " ", "\ufeff": ""}


def read_front_matter(data: bytes, keys: Collection[str], notes: FileNotes) -> tuple[Table, str]:
    """Split a post into front matter and body, and parse the former.

    One-line texts that YAML cannot read for want of quotes are mended.

    Parameters
    ----------
    data : bytes
        The file, or its first `MAX_FILE_BYTES`.
    keys : collection of str
        What to keep of the outermost mapping. `secured` is kept nowhere.
    notes : FileNotes
        Told what was mended or is doubtful.

    Raises
    ------
    SourceError
        If there is no front matter, or none that can be read safely.
    """
    if not data.strip():
        raise notes.error("an empty file")
    is_cut = len(data) >= MAX_FILE_BYTES
    decoded = decode(data, notes, is_cut=is_cut)
    lines = decoded.replace("\r\n", "\n").replace("\r", "\n")
    text = clean_text(lines)
    if len(text) < len(lines):
        notes.repaired(f"{len(lines) - len(text)} control characters left out")
    block, first_line, body = _split(text, notes, is_cut)
    for odd, space in _ODD_SPACES.items():
        block = block.replace(odd, space)
    return _parse(block, first_line, keys, notes), body


def _split(text: str, notes: FileNotes, is_cut: bool) -> tuple[str, int, str]:
    """Cut a post into the lines between its marks, the number of the first of them, and the body."""
    start = len(text) - len(text.lstrip())
    opening, _, rest = text[start:].partition("\n")
    if opening.rstrip() != "---":
        raise notes.error("no front matter: expected '---' as the first line", line=1)
    first_line = text.count("\n", 0, start) + 2
    block, closing, body = _cut_at_mark(rest)
    if len(block.encode()) > MAX_BLOCK_BYTES or (is_cut and not closing):
        raise notes.error(f"front matter of more than {MAX_BLOCK_BYTES:,} bytes")
    if not closing:
        raise notes.error("front matter is not closed: expected a line '---' after it", line=first_line - 1)
    return block, first_line, body


def _cut_at_mark(text: str) -> tuple[str, str, str]:
    """What is before the first line ``---`` or ``...``, that line, and what is after it."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text.startswith(("---", "..."), start) and (line := text[start:end].rstrip()) in ("---", "..."):
            return text[:start], line, text[end + 1 :]
        start = end + 1
    return text, "", ""


def _parse(block: str, first_line: int, keys: Collection[str], notes: FileNotes) -> Table:
    """Build the block; quote the texts that stand in the way, as long as there are any."""
    lines = block.split("\n")
    mended: set[int] = set()
    while True:
        # Of its own: what an attempt notes before it fails, the next one notes again.
        attempt = FileNotes(notes.source_file)
        try:
            table = _Builder(keys, attempt, first_line).build(block)
        except _UnreadableError as error:
            is_affordable = len(mended) * len(block) < _MAX_REPARSED_CHARACTERS
            number = quote_value(lines, error.suspects, mended) if is_affordable else None
            if number is None:
                raise notes.error(error.problem, line=error.suspects[0] + first_line) from error
            mended.add(number)
            block = "\n".join(lines)
        else:
            notes.extend(attempt)
            for number in sorted(mended):
                problem = "YAML needs quotes around this text: read as if they were there"
                notes.repaired(problem, line=number + first_line)
            return table


class _UnreadableError(Exception):
    """YAML that cannot be read; `suspects` are lines of the block, counted from 0, likeliest first."""

    def __init__(self, problem: str, suspects: list[int]) -> None:
        super().__init__(problem, suspects)
        self.problem = problem
        self.suspects = suspects


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being built; `size` counts the values in it, aliases written out."""

    target: Items | Table
    anchor: str | None
    line: int
    key: str | None = None
    key_line: int = 0
    size: int = 1


class _Builder:
    """Builds values from events on a stack of its own, so that no nesting can exhaust Python's."""

    def __init__(self, keys: Collection[str], notes: FileNotes, first_line: int) -> None:
        self._keys = keys
        self._notes = notes
        self._first_line = first_line
        self._stack: list[_Frame] = []
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._root: Table | None = None
        self._withheld = 0

    def build(self, block: str) -> Table:
        try:
            for event in yaml.parse(block, Loader=yaml.CBaseLoader):
                if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
                    self._add(event)
        except yaml.MarkedYAMLError as error:
            raise _unreadable(error) from error
        if self._root is None:
            raise self._notes.error("front matter has no fields", line=self._first_line)
        return self._root

    def _add(self, event: yaml.Event) -> None:
        line = _line(event)
        if self._withheld:
            self._skip(event)
        elif self._stack and (self._stack[-1].key or "").lower() == _WITHHELD:
            self._stack[-1].key = None
            self._skip(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_tag(event, line)
            value = None if not event.style and event.value in _NULLS else event.value
            self._attach(value, 1, line)
            if event.anchor:
                self._anchors[event.anchor] = (value, 1)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event, line)
        elif isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise _UnreadableError(f"*{event.anchor} refers to nothing: put the value in quotes", [line])
            self._attach(*self._anchors[event.anchor], line)
        else:
            self._close()

    def _open(self, event: yaml.CollectionStartEvent, line: int) -> None:
        self._refuse_tag(event, line)
        self._refuse_depth(len(self._stack), line)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if not self._stack and (not is_mapping or self._root is not None):
            raise self._not_a_mapping(line)
        self._stack.append(_Frame(Table() if is_mapping else Items(), event.anchor, line))

    def _close(self) -> None:
        frame = self._stack.pop()
        if frame.anchor:
            self._anchors[frame.anchor] = (frame.target, frame.size)
        if self._stack:
            self._attach(frame.target, frame.size, frame.line)
        elif isinstance(frame.target, Table):
            self._root = frame.target

    def _attach(self, value: Value, size: int, line: int) -> None:
        if not self._stack:
            raise self._not_a_mapping(line)
        frame = self._stack[-1]
        frame.size += size
        if frame.size > MAX_VALUES:
            raise self._notes.error(
                f"more than {MAX_VALUES:,} values, aliases written out (an alias bomb?)",
                line=line + self._first_line,
            )
        if isinstance(frame.target, Items):
            frame.target.values.append(value)
            frame.target.lines.append(line + self._first_line)
        elif frame.key is None:
            if isinstance(value, Items | Table):
                raise _UnreadableError("expected text as the name of a field, found a list or mapping", [line])
            frame.key, frame.key_line = value or "", line + self._first_line
        else:
            self._set(frame, frame.target, frame.key, value)

    def _set(self, frame: _Frame, table: Table, key: str, value: Value) -> None:
        if len(self._stack) > 1 or key in self._keys:
            if key in table.values:
                first = table.lines[key]
                self._notes.noted(
                    f"given twice, first in line {first}: the last counts", line=frame.key_line, field=key
                )
            table.values[key] = value
            table.lines[key] = frame.key_line
        frame.key = None

    def _skip(self, event: yaml.Event) -> None:
        """Pass over what is withheld: not even an anchor in it is remembered."""
        if isinstance(event, yaml.CollectionStartEvent):
            self._withheld += 1
            self._refuse_depth(len(self._stack) + self._withheld, _line(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._withheld -= 1

    def _refuse_depth(self, depth: int, line: int) -> None:
        if depth >= MAX_DEPTH:
            raise self._notes.error(f"nested more than {MAX_DEPTH} deep", line=line + self._first_line)

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        tag = event.tag
        if tag is None or tag in _PLAIN_TAGS:
            return
        if tag.startswith("!"):
            raise _UnreadableError(f"{tag!r} is a YAML tag: put the value in quotes if it is text", [line])
        raise self._notes.error(
            f"the YAML tag {tag.removeprefix(_YAML)!r} asks for more than text, lists and mappings: remove it",
            line=line + self._first_line,
        )

    def _not_a_mapping(self, line: int) -> Exception:
        return self._notes.error(
            "expected fields such as 'title: ...' in the front matter, found a list or text",
            line=line + self._first_line,
        )


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None  # only events made by hand have none
    return event.start_mark.line


def _unreadable(error: yaml.MarkedYAMLError) -> _UnreadableError:
    marks = [error.problem_mark]
    if "quoted scalar" in (error.context or ""):
        marks.append(error.context_mark)
    suspects = [mark.line for mark in marks if mark is not None]
    return _UnreadableError(explain(error.problem or "unreadable YAML"), suspects or [0])
