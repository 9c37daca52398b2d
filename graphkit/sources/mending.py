"""Front matter that its parser refuses, read field by field: one broken line costs its own field at most.

``title: Mayor: no more bridges`` is the commonest mistake in front matter, and it should cost no article. Broken
lines of a key that is not read cost nothing at all.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from typing import NamedTuple

from graphkit.sources.items import Items, Table, Value
from graphkit.sources.keys import EXCERPT, KNOWN, NESTED, RELATED, TITLE, WITHHELD, fold_key
from graphkit.sources.notes import FileNotes
from graphkit.sources.yaml_block import UnreadableError

Parse = Callable[[str, int, FileNotes], Table]

_KEY = r"[^\W\d_][\w.-]*+(?: [\w.-]++){0,2}"
_FIELD = re.compile(rf"""(?:(?P<key>{_KEY})|"(?P<double>[^"\n]++)"|'(?P<single>[^'\n]++)')[ \t]*+:(?=\s|$)""")
_LINE = re.compile(r"(?P<head>[ ]*(?:-[ ]+)*(?:[\w-]+:[ \t]+|-[ ]+(?![\w-]+:\s)))(?P<value>\S.*)")
_NO_BLANK = re.compile(r"^(?P<key>[A-Za-z][\w-]*+):(?=[^\s:/])", re.MULTILINE)
_BLOCK_MARK = re.compile(r"[|>][-+0-9]*(?:\s+#.*)?")
_COLLECTION = re.compile(r"(?:&\w+\s+)?(?:\[.*\]|\{.*\})")
_HASH = re.compile(
    rf"(?P<head>(?:{'|'.join((*TITLE, *EXCERPT))})[ \t]*:[ \t]+)(?P<value>(?![\"'\[{{|>&*!%@`]).*)", re.I
)
_HASH_WORD = re.compile(r"(?:^|\s)#[^\s#]")
_TEXTLESS = frozenset(map(fold_key, (*RELATED, *NESTED)))
_MENDED = "YAML needs quotes around this text: read as if they were there"


class _Field(NamedTuple):
    """The lines of one field, as they are in the block; `start` counts from 0."""

    key: str
    start: int
    lines: list[str]


def read_fields(block: str, first_line: int, parse: Parse, notes: FileNotes) -> Table:
    """Parse a block; if that fails, parse each of its fields by itself and mend those that fail.

    Parameters
    ----------
    block : str
    first_line : int
        Of the block in its file, counted from 1.
    parse : callable
        Takes a block, its first line and notes; raises `UnreadableError`.
    notes : FileNotes
        Told what was mended, and which field is left out.

    Raises
    ------
    SourceError
        If there are no fields at all.
    """
    if block.lstrip("\n").startswith("\t"):
        block = textwrap.dedent(block)
    block = _with_blanks(_keep_hashes(block, first_line, notes), first_line, notes)
    # Of its own: what an attempt notes before it fails, the next one notes again.
    attempt = FileNotes(notes.source_file)
    try:
        table = parse(block, first_line, attempt)
    except UnreadableError as error:
        fields = list(_fields(block))
        if not fields:
            problem = f"{error.problem}: expected fields such as 'title: ...'"
            raise notes.error(problem, line=error.line + first_line) from error
        return _read_each(fields, first_line, parse, notes)
    notes.extend(attempt)
    return table


def _with_blanks(block: str, first_line: int, notes: FileNotes) -> str:
    """Put a blank behind the colons of a block where a key that is read lacks it, such as ``date:2021-03-01``."""
    known = [match.start() for match in _NO_BLANK.finditer(block) if fold_key(match["key"]) in KNOWN]
    if not known:
        return block
    line = first_line + block.count("\n", 0, known[0])
    notes.repaired("a blank is missing after the colon: read as if it were there", line=line)
    return _NO_BLANK.sub(r"\g<0> ", block)


def _read_each(fields: list[_Field], first_line: int, parse: Parse, notes: FileNotes) -> Table:
    table = Table()
    is_withheld = False
    for field in fields:
        folded = fold_key(field.key)
        if is_withheld and folded not in KNOWN:
            continue  # it may be a line of the withheld text
        line = first_line + field.start
        is_withheld = folded == WITHHELD
        if is_withheld:
            continue
        part = _read_one(field, line, parse, notes)
        for key, value in part.values.items():
            if key in table.values:
                notes.noted(f"given twice, first in line {table.lines[key]}: the last counts", line=line, field=key)
            table.values[key], table.lines[key] = value, part.lines[key]
    return table


def _read_one(field: _Field, line: int, parse: Parse, notes: FileNotes) -> Table:
    lines = field.lines
    attempt = FileNotes(notes.source_file)
    try:
        table = parse("\n".join(lines), line, attempt)
    except UnreadableError as first:
        mended = [_mend(text, parse) for text in lines]
        try:
            table = parse("\n".join(mended), line, attempt)
        except UnreadableError:
            return _as_text(field, line, first, notes)
        changed = [number for number, (old, new) in enumerate(zip(lines, mended, strict=True)) if old != new]
        for number in changed:
            is_tab = mended[number] == _without_tabs(lines[number])
            notes.repaired("a tab: read as blanks" if is_tab else _MENDED, line=line + number)
    notes.extend(attempt)
    return table


def _as_text(field: _Field, line: int, error: UnreadableError, notes: FileNotes) -> Table:
    """What is written after the colon, if the field is one of those that hold text or a list of words."""
    folded = fold_key(field.key)
    if folded not in KNOWN:
        notes.repaired(f"{error.problem}: this field is not read anyway", line=line, field=field.key)
        return Table()
    if not error.is_text or folded in _TEXTLESS:
        problem = f"left out: {error.problem}: put the whole value in quotes, or mend the line"
        notes.repaired(problem, line=line, field=field.key)
        return Table()
    first = field.lines[0].partition(":")[2].strip()
    rest = [text.strip() for text in field.lines[1:] if text.strip()]
    notes.repaired(f"{error.problem}: read as the text that is written there", line=line, field=field.key)
    value: Value
    if rest and not first and all(text.startswith("-") for text in rest):
        value = Items([without_quotes(text[1:].strip()) for text in rest], [line] * len(rest))
    elif first.startswith("[") and (whole := " ".join([first, *rest])).endswith("]"):
        parts = [without_quotes(part.strip()) for part in whole[1:-1].split(",")]
        value = Items([part for part in parts if part], [line] * len(parts))
    else:
        if _BLOCK_MARK.fullmatch(first):
            first = ""
        value = without_quotes(" ".join(filter(None, [first, *rest])))
    return Table({field.key: value}, {field.key: line})


def _fields(block: str) -> Iterator[_Field]:
    """Cut a block where a line without indent begins with a key and a colon."""
    lines = block.split("\n")
    indent = min((len(text) - len(text.lstrip(" ")) for text in lines if text.strip()), default=0)
    key, start = "", 0
    for number, text in enumerate(lines):
        match = _FIELD.match(text[indent:])
        if match:
            if key:
                yield _Field(key, start, lines[start:number])
            key, start = next(filter(None, match.groups())), number
    if key:
        yield _Field(key, start, lines[start:])


def _mend(line: str, parse: Parse) -> str:
    """Quote the text of a line that cannot be parsed by itself."""
    line = _without_tabs(line)
    match = _LINE.fullmatch(line)
    if match is None or _BLOCK_MARK.fullmatch(match["value"].strip()) or _COLLECTION.fullmatch(match["value"].strip()):
        return line
    try:
        parse(f"x: {match['value']}", 1, FileNotes(""))
    except UnreadableError as error:
        if error.is_text:
            return f"{match['head']}'{without_quotes(match['value'].strip()).replace(chr(39), chr(39) * 2)}'"
    return line


def _without_tabs(line: str) -> str:
    return line.replace("\t", "  ")


def _keep_hashes(block: str, first_line: int, notes: FileNotes) -> str:
    """Quote titles such as ``We are #1 again``: for YAML a comment begins at the ``#``."""
    if " #" not in block:
        return block
    lines = block.split("\n")
    for number, text in enumerate(lines):
        match = _HASH.fullmatch(text)
        if match and _HASH_WORD.search(match["value"]):
            lines[number] = f"{match['head']}'{match['value'].rstrip().replace(chr(39), chr(39) * 2)}'"
            notes.repaired(
                "no comment, but a part of the text: put the whole value in quotes", line=first_line + number
            )
    return "\n".join(lines)


def without_quotes(value: str) -> str:
    """Take off quotes that were meant to enclose the value, and keep those that belong to the text."""
    if not value or value[0] not in "\"'":
        return value
    mark, inner = value[0], value[1:]
    if mark not in inner:
        return inner
    if not inner.endswith(mark):
        return value
    inner = inner[:-1]
    if mark == '"':
        return inner if '"' not in inner else value
    return inner if "'" not in re.sub(r"(?<=\w)'(?=\w)", "", inner) else value
