"""Posts for tests: front matter from keyword arguments."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graphkit.model import Corpus, Tallied
from graphkit.sources.front_matter import read_front_matter, read_text
from graphkit.sources.notes import FileNotes
from graphkit.sources.records import Record, read_post


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


def write_text(folder: Path, name: str, text: str) -> Path:
    """Write a file of this text below a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read_data(data: bytes, notes: FileNotes) -> Record:
    """The record of a post's bytes."""
    post = read_front_matter(read_text(data, notes), notes)
    assert post is not None, "no front matter"
    record = read_post(post.item(), notes)
    assert record is not None, "no article"
    return record


def make_record(source_file: str = "a.md", body: str = "", **fields: Any) -> Record:
    """The record of a post of these fields."""
    return read_data(make_post(body, **fields), FileNotes(source_file))


def notes_on(data: bytes) -> list[str]:
    """What reading this file takes note of, each after its outcome."""
    notes = FileNotes("a.md")
    read_data(data, notes)
    return [f"{note.outcome} {note}" for note in notes.taken()]


def tallies_on(data: bytes, source_file: str = "a.md") -> list[tuple[str, str, int, str]]:
    """What reading this file counts: group, what, how often, example."""
    notes = FileNotes(source_file)
    read_data(data, notes)
    return [(str(one.group), one.what, one.count, one.example) for one in notes.tallies()]


def tallied(corpus: Corpus, group: Tallied) -> dict[str, int]:
    """The counts of one group of a corpus."""
    return {one.what: one.count for one in corpus.tallied(group)}
