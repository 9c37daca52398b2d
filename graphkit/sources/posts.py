"""One post -> what its bytes say: a value that depends on nothing else, so that it can be kept and sent."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from graphkit.errors import SourceError
from graphkit.model import ReadingNote
from graphkit.sources.discovery import Post
from graphkit.sources.front_matter import MAX_FILE_BYTES
from graphkit.sources.notes import FileNotes
from graphkit.sources.records import Record, read_record

log = logging.getLogger(__name__)

# `read(n)` takes memory for n bytes first: for all that a file may have, that took longer than to read it.
_MOST_FILES_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedPost:
    """What one post says, and what was wrong in it.

    Parameters
    ----------
    record : Record or None
        None if the post is skipped.
    notes : tuple of ReadingNote
    zoneless : tuple of (int, str)
        Line and field of each time without a zone.
    """

    record: Record | None
    notes: tuple[ReadingNote, ...] = ()
    zoneless: tuple[tuple[int, str], ...] = ()


def read_bytes(post: Post) -> bytes:
    """Read what there is of a post, at most `MAX_FILE_BYTES`.

    Raises
    ------
    SourceError
        If it cannot be read.
    """
    if post.problem:
        raise SourceError(post.name, post.problem)
    try:
        with post.path.open("rb") as file:
            data = file.read(_MOST_FILES_BYTES)
            if len(data) == _MOST_FILES_BYTES:
                data += file.read(MAX_FILE_BYTES - _MOST_FILES_BYTES)
            return data
    except OSError as error:
        raise SourceError(post.name, f"this file cannot be read: {error.strerror}") from error


def parse_post(data: bytes, source_file: str) -> ParsedPost:
    """Parse a post; a bad one is a note, never an error."""
    notes = FileNotes(source_file)
    try:
        record = read_record(data, notes)
    except SourceError as error:
        return skip_post(error)
    return ParsedPost(record=record, notes=notes.taken(), zoneless=tuple(notes.zoneless))


def skip_post(error: SourceError) -> ParsedPost:
    """Make the reason why a post cannot be used its one note."""
    log.debug("skipped %s", error)
    notes = FileNotes(str(error.path))
    notes.skipped(error)
    return ParsedPost(record=None, notes=notes.taken())
