"""Short names of authors, which ``authors.yml`` of Docusaurus and Jekyll gives in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from graphkit.errors import SourceError
from graphkit.sources.discovery import SourceFile
from graphkit.sources.files import ReadFile
from graphkit.sources.front_matter import MAX_FILE_BYTES, read_text
from graphkit.sources.items import Table
from graphkit.sources.notes import FileNotes
from graphkit.sources.yaml_block import UnreadableError, parse_yaml


def with_names(
    files: Sequence[SourceFile], read: Sequence[ReadFile], authors: Sequence[tuple[str, Path]]
) -> list[ReadFile]:
    """Give authors their full names, by the nearest file above a post that has them.

    Parameters
    ----------
    files : sequence of SourceFile
    read : sequence of ReadFile
        What each of these says.
    authors : sequence of (str, Path)
        As `find_files` gives them.
    """
    known = [(folder, names) for folder, path in sorted(authors, reverse=True) if (names := _names_in(path))]
    return [_named(file, one, known) for file, one in zip(files, read, strict=True)] if known else list(read)


def _named(file: SourceFile, one: ReadFile, known: Sequence[tuple[str, dict[str, str]]]) -> ReadFile:
    names = next((names for folder, names in known if file.name.startswith(folder)), {})
    if not any(author in names for record in one.records for author in record.authors):
        return one
    records = (replace(record, authors=tuple(names.get(a, a) for a in record.authors)) for record in one.records)
    return replace(one, records=tuple(records))


def _names_in(path: Path) -> dict[str, str]:
    """The full names by the short ones; nothing of a file that cannot be read, since no post is lost by that."""
    notes = FileNotes(path.name)
    try:
        table = parse_yaml(read_text(path.read_bytes()[:MAX_FILE_BYTES], notes), 1, notes)
    except (OSError, SourceError, UnreadableError):
        return {}
    people = ((short, about.values.get("name")) for short, about in table.values.items() if isinstance(about, Table))
    return {short: name.strip() for short, name in people if isinstance(name, str) and name.strip()}
