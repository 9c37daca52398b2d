"""One file -> records: its kind is told by its content first and by its name second."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from graphkit.errors import SourceError
from graphkit.model import ReadingNote, Tallied, Tally
from graphkit.sources.discovery import OTHER_MARKUP, POST_SUFFIXES, SourceFile
from graphkit.sources.formats import describe, format_of, formats, rename
from graphkit.sources.front_matter import MAX_FILE_BYTES, FrontMatter, read_front_matter, read_text
from graphkit.sources.items import HEAD_BYTES, Format, Item, Table
from graphkit.sources.markup import first_heading
from graphkit.sources.notes import FileNotes, NoArticlesError
from graphkit.sources.records import Record, read_entry, read_post

log = logging.getLogger(__name__)

STDIN = "-"
_ABOUT = "file about the project (README, LICENSE and the like)"
_ABOUT_THE_PROJECT = frozenset(
    """
    readme license licence copying notice changelog changes history contributing contributors authors maintainers
    code_of_conduct security support governance todo install upgrading requirements robots humans ads llms cname
    pull_request_template issue_template package package-lock composer tsconfig jsconfig manifest renovate sitemap
    """.split()  # noqa: SIM905 -- a list of thirty strings is no pleasure to read
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How files are read; what `graphkit build` and `graphkit validate` take besides their inputs.

    Parameters
    ----------
    provider : str or None
        The provider of articles that name none and have no address.
    is_plain : bool
        Whether Markdown and text without front matter is an article: its heading and its text.
    names : tuple of (str, str)
        A key of ours, and the key that stands for it in the files.
    exclude : tuple of str
        Patterns of files and folders to pass over, as in ``.gitignore``.
    """

    provider: str | None = None
    is_plain: bool = False
    names: tuple[tuple[str, str], ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """What one file says, and what was wrong in it."""

    records: tuple[Record, ...] = ()
    notes: tuple[ReadingNote, ...] = ()
    tallies: tuple[Tally, ...] = ()


def read_files(files: Sequence[SourceFile], options: ReadOptions) -> list[ReadFile]:
    """Read files, one after the other; what this gives depends on nothing but their bytes and names."""
    return [read_file(file, options) for file in files]


def read_file(file: SourceFile, options: ReadOptions) -> ReadFile:
    """Read a file; a bad one is a note, never an error."""
    notes = FileNotes(file.name)
    try:
        if file.problem:
            raise notes.error(file.problem)
        with file.path.open("rb") as data:
            records = tuple(_records(data, file, options, notes))
    except NoArticlesError as error:
        records = ()
        if file.is_given:
            _skip(error, notes)
        else:
            notes.passed(error)
    except SourceError as error:
        records = ()
        _skip(error, notes)
    except OSError as error:
        records = ()
        _skip(notes.error(f"this file cannot be read: {error.strerror}"), notes)
    return ReadFile(records=records, notes=notes.taken(), tallies=notes.tallies())


def read_stream(data: BinaryIO, options: ReadOptions) -> ReadFile:
    """Read JSON Lines from standard input."""
    notes = FileNotes("standard input")
    lines = next(one for one in formats(dict(options.names)) if one.name == "JSON Lines file")
    try:
        records = tuple(_entries(data, lines, options, notes))
    except SourceError as error:
        records = ()
        _skip(error, notes)
    return ReadFile(records=records, notes=notes.taken(), tallies=notes.tallies())


def _skip(error: SourceError, notes: FileNotes) -> None:
    log.debug("skipped %s", error)
    notes.skipped(error)


def _records(data: BinaryIO, file: SourceFile, options: ReadOptions, notes: FileNotes) -> Iterator[Record]:
    suffix = os.path.splitext(file.path.name)[1].lower()  # noqa: PTH122 -- twenty times faster than Path
    head = data.read(HEAD_BYTES)
    data.seek(0)
    is_post = suffix in POST_SUFFIXES or (file.is_given and _begins_as_post(head))
    if not is_post and _is_about_the_project(file):
        raise notes.no_articles(_ABOUT)
    if not _may_be_post(head, suffix) and (kind := format_of(head, suffix, dict(options.names))) is not None:
        yield from _entries(data, kind, options, notes)
    elif is_post:
        yield from _post(data, head, file, suffix, options, notes)
    else:
        raise notes.no_articles(describe(head, suffix))


def _begins_as_post(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"---", b"+++", b";;;"))


def _may_be_post(head: bytes, suffix: str) -> bool:
    """Whether it begins as posts do, whatever else it may look like: JSON in ``.md`` is front matter."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return (
        suffix in POST_SUFFIXES
        and not start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf"))
        and not (suffix in (".txt", ".text") and start.startswith((b"{", b"[")))
    )


def _post(
    data: BinaryIO, head: bytes, file: SourceFile, suffix: str, options: ReadOptions, notes: FileNotes
) -> Iterator[Record]:
    text = read_text(head if len(head) < HEAD_BYTES else data.read(MAX_FILE_BYTES), notes)
    post = read_front_matter(text, notes) or _from_meta(file, text, notes)
    if post is not None:
        notes.counted(Tallied.READ, f"post with {post.dialect} front matter")
        item = Item(_renamed(post.table, options), post.body, 1)
    elif _is_about_the_project(file):
        raise notes.no_articles(_ABOUT)
    elif suffix in OTHER_MARKUP and not options.is_plain:
        raise notes.no_articles(describe(head, suffix))
    elif not options.is_plain:
        heading = ", but a heading" if first_heading(text) else ""
        raise notes.error(
            f"no front matter{heading}: add some between two lines '---', or read it with --plain", line=1
        )
    else:
        notes.counted(Tallied.READ, "plain text" if suffix in (".txt", ".text") else "plain Markdown")
        item = Item(Table(), text, 1)
    record = read_post(item, notes, options.provider)
    if record is not None:
        yield record


def _from_meta(file: SourceFile, text: str, notes: FileNotes) -> FrontMatter | None:
    """Read Nikola's older form: the front matter is in a file of the same name that ends in ``.meta``."""
    path = file.path.with_suffix(".meta")
    if not path.is_file():
        return None
    about = read_front_matter(read_text(path.read_bytes()[:MAX_FILE_BYTES], notes), notes)
    return about and replace(about, body=text)


def _is_about_the_project(file: SourceFile) -> bool:
    return not file.is_given and file.path.name.partition(".")[0].lower() in _ABOUT_THE_PROJECT


def _entries(data: BinaryIO, kind: Format, options: ReadOptions, notes: FileNotes) -> list[Record]:
    notes.counted(Tallied.READ, kind.name)
    records = [read_entry(item, notes, options.provider) for item in kind.items(data, notes)]
    found = [record for record in records if record is not None]
    if records and not found and kind.name == "JSON file":
        raise notes.no_articles(f"{kind.name} without an article: expected entries with a title, a text or an address")
    return found


def _renamed(table: Table, options: ReadOptions) -> Table:
    return rename(table, dict(options.names)) if options.names else table
