"""Files and folders -> corpus: the one place of this stage that opens files."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Sequence

from graphkit.errors import SourceError
from graphkit.model import Article, Corpus, Outcome, Progress, ReadingNote
from graphkit.sources.discovery import Post, find_posts
from graphkit.sources.front_matter import MAX_FILE_BYTES
from graphkit.sources.identity import identify
from graphkit.sources.notes import FileNotes
from graphkit.sources.records import Record, read_record

log = logging.getLogger(__name__)

_FILES_A_REPORT = 200


def read_corpus(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    on_progress: Progress | None = None,
) -> Corpus:
    """Read news posts: Markdown or text files with YAML front matter.

    Parameters
    ----------
    inputs : path, or iterable of paths
        Files, and folders to search for ``.md``, ``.markdown`` and ``.txt``; their order does not matter.
    on_progress : callable, optional
        Called as ``on_progress("Reading", done, total)`` now and then, and at the end.

    Returns
    -------
    Corpus
        Empty if there is nothing usable. Whatever was skipped, mended or left out is in its notes.

    Raises
    ------
    SourceError
        If an input does not exist; a bad file never raises.
    """
    posts = find_posts(inputs)
    records = []
    notes: list[ReadingNote] = []
    zoneless: list[tuple[str, int, str]] = []
    for done, post in enumerate(posts, start=1):
        file_notes = FileNotes(post.name)
        record = _read_post(post, file_notes)
        if record is not None:
            records.append(record)
        notes += file_notes.taken()
        zoneless += [(post.name, line, field) for line, field in file_notes.zoneless]
        if on_progress and (done % _FILES_A_REPORT == 0 or done == len(posts)):
            on_progress("Reading", done, len(posts))
    articles, identity_notes = identify(records)
    notes += [*identity_notes, *_zoneless_note(zoneless)]
    return Corpus(articles=articles, notes=tuple(sorted(notes, key=_place)), files=len(posts))


def read_articles(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
) -> tuple[Article, ...]:
    """Read news posts as `read_corpus` does, and log as warnings what was wrong in them.

    Returns
    -------
    tuple of Article
        Sorted by id.

    Raises
    ------
    SourceError
        If an input does not exist.
    """
    corpus = read_corpus(inputs)
    for note in corpus.notes:
        log.warning("%s: %s", note.outcome, note)
    return corpus.articles


def _read_post(post: Post, notes: FileNotes) -> Record | None:
    try:
        if post.problem:
            raise notes.error(post.problem)
        return read_record(_read_bytes(post, notes), notes)
    except SourceError as error:
        log.debug("skipped %s", error)
        notes.skipped(error)
        return None


def _read_bytes(post: Post, notes: FileNotes) -> bytes:
    try:
        with post.path.open("rb") as file:
            return file.read(MAX_FILE_BYTES)
    except OSError as error:
        raise notes.error(f"this file cannot be read: {error.strerror}") from error


def _zoneless_note(found: Sequence[tuple[str, int, str]]) -> list[ReadingNote]:
    """One note for all times without a zone: a feed that has one such time has a thousand."""
    if not found:
        return []
    source_file, line, field = found[0]
    problem = "a time without a zone: taken as UTC"
    if len(found) > 1:
        problem += f", as {len(found) - 1:,} more in this corpus"
    return [ReadingNote(source_file=source_file, outcome=Outcome.NOTED, problem=problem, line=line, field=field)]


def _place(note: ReadingNote) -> tuple[str, int, str, str]:
    return note.source_file, note.line or 0, note.field or "", note.problem
