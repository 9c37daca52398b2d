"""What a format reads out of bytes, as plain values that tests compare whole."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from graphkit.errors import SourceError
from graphkit.sources.items import Format, Item, Items, Table, Value
from graphkit.sources.notes import FileNotes

Told = tuple[list[Any], list[tuple[int | None, str]]]


def read_items(kind: Format, data: bytes) -> tuple[list[dict[str, Any]], list[tuple[int | None, str]]]:
    """Read all items; with each note's line and text, the error that ends the file among them."""
    notes = FileNotes("a.file")
    found: list[dict[str, Any]] = []
    problems: list[tuple[int | None, str]] = []
    try:
        found.extend(to_plain(item) for item in kind.items(io.BytesIO(data), notes))
    except SourceError as error:
        problems.append((error.line, f"SKIPPED: {error.problem}"))
    return found, [*((note.line, note.problem) for note in notes.taken()), *problems]


def read_titles(kind: Format, data: bytes) -> Told:
    """Read the titles, or the lines of items without one, and the problems."""
    found, problems = read_items(kind, data)
    return [item.get("title", item["line"]) for item in found], problems


def read_example(kind: Format, path: Path) -> tuple[list[dict[str, Any]], list[tuple[int | None, str]]]:
    """Read a file, after asking whether the format claims it."""
    data = path.read_bytes()
    assert kind.claims(data[:4096], path.suffix)
    return read_items(kind, data)


def to_plain(item: Item) -> dict[str, Any]:
    """An item's fields that hold something, its line and its body."""
    assert item.table.values.keys() == item.table.lines.keys()
    fields = {key: plain for key, value in item.table.values.items() if (plain := _plain(value)) not in (None, "", [])}
    return {"line": item.line} | fields | ({"body": item.body} if item.body else {})


def _plain(value: Value) -> Any:
    if isinstance(value, Table):
        return {key: _plain(one) for key, one in value.values.items()}
    return [_plain(one) for one in value.values] if isinstance(value, Items) else value
