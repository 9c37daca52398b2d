"""Files and folders -> corpus."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from pathlib import Path

from graphkit.model import Article, Corpus, Outcome, Progress, ReadingNote
from graphkit.sources.batches import Reading, open_cache, read_batch
from graphkit.sources.discovery import Post, find_posts
from graphkit.sources.identity import identify
from graphkit.sources.plain_data import from_json
from graphkit.sources.posts import ParsedPost
from graphkit.sources.workers import count_cores, read_batches

log = logging.getLogger(__name__)

MIN_POSTS_FOR_WORKERS = 2_000
"""Fewer are read before a worker has started."""
_POSTS_A_BATCH = 200


def read_corpus(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    cache: str | os.PathLike[str] | None = None,
    processes: int | None = None,
    on_progress: Progress | None = None,
) -> Corpus:
    """Read news posts: Markdown or text files with YAML front matter.

    Parameters
    ----------
    inputs : path, or iterable of paths
        Files, and folders to search for ``.md``, ``.markdown`` and ``.txt``; their order does not matter.
    cache : path, optional
        A file where parsed posts are kept for the next time; made if it is missing, safe to delete. What is read
        does not depend on it.
    processes : int, optional
        How many processes read; by default one for each core where that pays. What is read does not depend on it.
    on_progress : callable, optional
        Called as ``on_progress("reading", done, total)`` now and then, and at the end.

    Returns
    -------
    Corpus
        Empty if there is nothing usable. Whatever was skipped, mended or left out is in its notes.

    Raises
    ------
    SourceError
        If an input does not exist; a bad file never raises.

    Notes
    -----
    About 0.3 ms of one core for a post, and 0.1 ms for one that the cache knows.
    """
    posts = find_posts(inputs)
    if processes is None:
        processes = count_cores() if len(posts) >= MIN_POSTS_FOR_WORKERS else 1
    records = []
    notes: list[ReadingNote] = []
    zoneless: list[tuple[str, int, str]] = []
    for done, (post, parsed) in enumerate(_read_posts(posts, cache, processes), start=1):
        if parsed.record is not None:
            records.append(parsed.record)
        notes += parsed.notes
        zoneless += [(post.name, line, field) for line, field in parsed.zoneless]
        if on_progress and (done % _POSTS_A_BATCH == 0 or done == len(posts)):
            on_progress("reading", done, len(posts))
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


def _read_posts(
    posts: Sequence[Post], cache: str | os.PathLike[str] | None, processes: int
) -> Iterator[tuple[Post, ParsedPost]]:
    """Read posts in their order, and let the cache know what it did not."""
    batches = [posts[start : start + _POSTS_A_BATCH] for start in range(0, len(posts), _POSTS_A_BATCH)]
    kept = open_cache(None if cache is None else Path(cache))
    with kept or nullcontext(), closing(read_batches(batches, kept, processes)) as answers:
        for batch, readings in zip(batches, answers, strict=True):
            for post, reading in zip(batch, readings, strict=True):
                if kept is not None and reading.key is not None:
                    if reading.is_new:
                        kept.keep(reading.key, reading.to_json())
                    else:
                        kept.renew(reading.key)
                yield post, _parsed(post, reading)


def _parsed(post: Post, reading: Reading) -> ParsedPost:
    if isinstance(reading.content, ParsedPost):
        return reading.content
    try:
        return from_json(reading.content, post.name)
    except ValueError as error:
        # Only in a cache that somebody has tampered with.
        log.debug("%s: reading the file itself: %s", post.name, error)
        return _parsed(post, read_batch([post], None)[0])


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
