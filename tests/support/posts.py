"""Posts for tests: front matter from keyword arguments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graphkit.sources.notes import FileNotes
from graphkit.sources.records import Record, read_record


def make_post(body: str = "", **fields: Any) -> bytes:
    """A post of these fields; YAML reads every JSON value."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items()]
    return f"---\n{''.join(lines)}---\n{body}".encode("utf-8", "surrogatepass")


def write_post(folder: Path, name: str, body: str = "", **fields: Any) -> Path:
    """Write a post below a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(make_post(body, **fields))
    return path


def make_record(source_file: str = "a.md", **fields: Any) -> Record:
    """The record of a post of these fields."""
    return read_record(make_post(**fields), FileNotes(source_file))


def notes_on(data: bytes) -> list[str]:
    """What reading this file takes note of, each after its outcome."""
    notes = FileNotes("a.md")
    read_record(data, notes)
    return [f"{note.outcome} {note}" for note in notes.taken()]
