"""A block of YAML -> a table, built from libyaml's events.

That is twice as fast as PyYAML's safe loader, knows the line of every value, constructs nothing, and can stop before
a hostile file has cost anything.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from graphkit.sources.items import Items, Table, Value
from graphkit.sources.keys import WITHHELD
from graphkit.sources.notes import FileNotes
from graphkit.sources.values import MAX_DEPTH
from graphkit.sources.yaml_causes import count_open_brackets, find_cause

MAX_VALUES = 100_000
"""Of a block, counted as if every alias were written out: a few lines of aliases can stand for billions."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_YAML = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(
    {_YAML + name for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")} | {"!"}
)
_MERGE = "<<"


class UnreadableError(Exception):
    """A block that is no table.

    Parameters
    ----------
    problem : str
        In our words: what a parser says changes with its version.
    line : int
        Of the block, counted from 0.
    is_text : bool
        Whether the value may be a text that was meant as it is written.
    """

    def __init__(self, problem: str, line: int, *, is_text: bool = True) -> None:
        super().__init__(problem, line)
        self.problem = problem
        self.line = line
        self.is_text = is_text


def parse_yaml(block: str, first_line: int, notes: FileNotes) -> Table:
    """Parse a block.

    Parameters
    ----------
    block : str
    first_line : int
        Of the block in its file, counted from 1.
    notes : FileNotes
        Told of keys that are given twice.

    Raises
    ------
    UnreadableError
        If it is no YAML, nothing that makes a table, or more than text, lists and tables.
    SourceError
        If it has more than `MAX_VALUES` values: a file made to harm.
    """
    return _Builder(notes, first_line).build(block)


@dataclass(slots=True)
class _Frame:
    """A list or table that is being built; `size` counts the values in it, aliases written out."""

    target: Items | Table
    anchor: str | None
    line: int
    key: str | None = None
    key_line: int = 0
    size: int = 1


class _Builder:
    """Builds values on a stack of its own, so that no nesting can exhaust Python's."""

    def __init__(self, notes: FileNotes, first_line: int) -> None:
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
        except yaml.YAMLError as error:
            raise _unreadable(error, block) from error
        if self._root is None:
            raise UnreadableError("no fields", 0, is_text=False)
        return self._root

    def _add(self, event: yaml.Event) -> None:
        line = _line(event)
        if self._withheld:
            self._skip(event)
        elif self._stack and (self._stack[-1].key or "").lower() == WITHHELD:
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
                raise UnreadableError(f"*{event.anchor} refers to nothing", line)
            self._attach(*self._anchors[event.anchor], line)
        else:
            self._close()

    def _open(self, event: yaml.CollectionStartEvent, line: int) -> None:
        self._refuse_tag(event, line)
        self._refuse_depth(len(self._stack), line)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if not self._stack and (not is_mapping or self._root is not None):
            raise UnreadableError("a list or text instead of fields", line, is_text=False)
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
            raise UnreadableError("a list or text instead of fields", line, is_text=False)
        frame = self._stack[-1]
        frame.size += size
        if frame.size > MAX_VALUES:
            problem = f"more than {MAX_VALUES:,} values, aliases written out: not read, since it may be an alias bomb"
            raise self._notes.error(problem, line=line + self._first_line)
        if isinstance(frame.target, Items):
            frame.target.values.append(value)
            frame.target.lines.append(line + self._first_line)
        elif frame.key is None:
            if isinstance(value, Items | Table):
                raise UnreadableError("a list or fields where the name of a field was expected", line)
            frame.key, frame.key_line = value or "", line + self._first_line
        else:
            self._set(frame, frame.target, frame.key, value)

    def _set(self, frame: _Frame, table: Table, key: str, value: Value) -> None:
        frame.key = None
        if key == _MERGE and isinstance(value, Table):
            for name, inner in value.values.items():
                table.values.setdefault(name, inner)
                table.lines.setdefault(name, frame.key_line)
            return
        if key in table.values:
            problem = f"given twice, first in line {table.lines[key]}: the last counts"
            self._notes.noted(problem, line=frame.key_line, field=key)
        table.values[key] = value
        table.lines[key] = frame.key_line

    def _skip(self, event: yaml.Event) -> None:
        """Pass over what is withheld: not even an anchor in it is remembered."""
        if isinstance(event, yaml.CollectionStartEvent):
            self._withheld += 1
            self._refuse_depth(len(self._stack) + self._withheld, _line(event))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._withheld -= 1

    def _refuse_depth(self, depth: int, line: int) -> None:
        if depth >= MAX_DEPTH:
            raise _too_deep(line)

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        tag = event.tag
        if tag is None or tag in _PLAIN_TAGS:
            return
        if tag.startswith("!"):
            raise UnreadableError(f"{tag!r} is a YAML tag", line)
        problem = f"the YAML tag {tag.removeprefix(_YAML)!r} asks for more than text, lists and fields"
        raise UnreadableError(problem, line, is_text=False)


def _unreadable(error: yaml.YAMLError, block: str) -> UnreadableError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = block.split("\n")
    number = min(mark.line, len(lines) - 1) if mark else 0
    # libyaml has a limit of its own, and looks ahead: it may refuse before it has told of any level.
    if mark and count_open_brackets(lines[number][: mark.column]) >= MAX_DEPTH:
        return _too_deep(number)
    return UnreadableError(find_cause(lines[number]), number)


def _too_deep(line: int) -> UnreadableError:
    return UnreadableError(f"nested more than {MAX_DEPTH} deep", line, is_text=False)


def _line(event: yaml.Event) -> int:
    assert event.start_mark is not None  # only events made by hand have none
    return event.start_mark.line
