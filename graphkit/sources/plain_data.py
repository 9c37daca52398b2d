"""Parsed posts as JSON, for what keeps or sends them; what comes back is checked, since anyone may have written it."""

from __future__ import annotations

import json
from datetime import datetime
from types import NoneType
from typing import Any

from graphkit.model import Outcome, ReadingNote
from graphkit.sources.fields import MAX_FIGURE
from graphkit.sources.posts import ParsedPost
from graphkit.sources.records import Record

# Every field but the file's name, in the order of `Record`, with the types that JSON may have for it.
_TYPES: dict[str, frozenset[type]] = {
    "position": frozenset({int}),
    "line": frozenset({int}),
    "title": frozenset({str}),
    "excerpt": frozenset({str}),
    "text": frozenset({str}),
    "web": frozenset({list}),
    "amp": frozenset({list}),
    "web_names": frozenset({list}),
    "amp_names": frozenset({list}),
    "published": frozenset({str, NoneType}),
    "provider": frozenset({str, NoneType}),
    "domain": frozenset({str, NoneType}),
    "topics": frozenset({list}),
    "quality": frozenset({float, NoneType}),
    "heat": frozenset({float, NoneType}),
    "is_published": frozenset({bool, NoneType}),
    "type": frozenset({str, NoneType}),
    "category": frozenset({str, NoneType}),
    "image": frozenset({str, NoneType}),
    "related": frozenset({list}),
}
_TEXT_LISTS = ("web", "amp", "web_names", "amp_names", "topics")
_FIGURES = ("quality", "heat")
_NOTE_TYPES: tuple[frozenset[type], ...] = (
    frozenset({str}),
    frozenset({str}),
    frozenset({int, NoneType}),
    frozenset({str, NoneType}),
)


def to_json(post: ParsedPost) -> bytes:
    """Write a parsed post, but for the name of its file, which is not in its bytes."""
    record = None if post.record is None else _to_row(post.record)
    notes = [(note.outcome, note.problem, note.line, note.field) for note in post.notes]
    return json.dumps((record, notes, post.zoneless), separators=(",", ":")).encode()


def from_json(value: bytes, source_file: str) -> ParsedPost:
    """Read what `to_json` wrote.

    Raises
    ------
    ValueError
        If `value` is anything else: no other exception, and no object but these, comes of any bytes.
    """
    try:
        row, notes, zoneless = json.loads(value)
        return ParsedPost(
            record=None if row is None else _to_record(row, source_file, is_own=True),
            notes=tuple(_to_note(note, source_file) for note in notes),
            zoneless=tuple(_to_place(place) for place in zoneless),
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"not a parsed post: {error}") from error


def _to_row(record: Record) -> list[Any]:
    values = {name: getattr(record, name) for name in _TYPES}
    values["published"] = record.published and record.published.isoformat()
    values["related"] = [_to_row(item) for item in record.related]
    return list(values.values())


def _to_record(row: list[Any], source_file: str, *, is_own: bool) -> Record:
    for value, types in zip(row, _TYPES.values(), strict=True):
        if type(value) not in types:
            raise ValueError(f"unexpected {value!r}")
    values = dict(zip(_TYPES, row, strict=True))
    for name in _TEXT_LISTS:
        values[name] = _texts(values[name])
    for name in _FIGURES:
        if values[name] is not None and not 0 <= values[name] <= MAX_FIGURE:
            raise ValueError(f"{name}: unexpected {values[name]!r}")
    for address in (*values["web"], *values["amp"], values["image"] or "https:"):
        if not address.lower().startswith(("http:", "https:")):
            raise ValueError(f"unexpected address {address!r}")
    if values["published"] is not None:
        values["published"] = _aware(values["published"])
    if is_own != (values["position"] == 0) or (values["related"] and not is_own):
        raise ValueError("a record in the wrong place")
    values["related"] = tuple(_to_record(item, source_file, is_own=False) for item in values["related"])
    return Record(source_file=source_file, **values)


def _texts(values: list[Any]) -> tuple[str, ...]:
    for value in values:
        if type(value) is not str:
            raise ValueError(f"expected text, got {value!r}")
    return tuple(values)


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"expected a time with a zone, got {text!r}")
    return moment


def _to_note(values: list[Any], source_file: str) -> ReadingNote:
    outcome, problem, line, field = values
    if not all(type(value) in types for value, types in zip(values, _NOTE_TYPES, strict=True)):
        raise ValueError(f"unexpected note {values!r}")
    return ReadingNote(source_file=source_file, outcome=Outcome(outcome), problem=problem, line=line, field=field)


def _to_place(values: list[Any]) -> tuple[int, str]:
    line, field = values
    if type(line) is not int or type(field) is not str:
        raise ValueError(f"unexpected place {values!r}")
    return line, field
