"""Files and folders -> corpus."""

from __future__ import annotations

import logging
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from graphkit.model import Article, Corpus, Progress, ReadingNote, Tallied, Tally
from graphkit.sources.authors import with_names
from graphkit.sources.discovery import SourceFile, find_files
from graphkit.sources.files import STDIN, ReadFile, ReadOptions, read_files, read_stream
from graphkit.sources.identity import identify
from graphkit.sources.pages import without_pages

log = logging.getLogger(__name__)

MIN_BYTES_FOR_WORKERS = 8_000_000
"""Less is read before a worker has started."""
_FILE_BYTES = 2_000
"""What it costs to open a file, in bytes of text read."""
_BATCH_BYTES = 1_000_000

Inputs = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def read_corpus(
    inputs: Inputs,
    *,
    provider: str | None = None,
    plain: bool = False,
    names: Iterable[tuple[str, str]] = (),
    exclude: Iterable[str] = (),
    processes: int | None = None,
    on_progress: Progress | None = None,
) -> Corpus:
    """Read news posts, feeds and tables of articles.

    Parameters
    ----------
    inputs : path, or iterable of paths
        Files, and folders to search; their order does not matter. ``-`` is JSON Lines on standard input.
    provider : str, optional
        The provider of articles that name none and have no address.
    plain : bool, default False
        Whether Markdown and text without front matter is an article: its heading and its text.
    names : iterable of (str, str), optional
        Pairs of a key of ours and the key that stands for it in the files, such as ``("title", "Headline")``.
    exclude : iterable of str, optional
        Files and folders to pass over, as patterns of ``.gitignore``.
    processes : int, optional
        How many processes read; by default one for each core where that pays. What is read does not depend on it.
    on_progress : callable, optional
        Called as ``on_progress("reading", done, total)`` now and then, and at the end.

    Returns
    -------
    Corpus
        Empty if there is nothing usable. Whatever was skipped, mended, guessed, joined or left out is told in it.

    Raises
    ------
    SourceError
        If an input does not exist; a bad file never raises.

    Notes
    -----
    About 0.4 ms of one core for a post without a body, and half a second for a megabyte of bodies.

    Examples
    --------
    >>> corpus = read_corpus("seeds")
    >>> corpus.files, len(corpus.articles)
    (5, 32)
    """
    given = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    options = ReadOptions(provider=provider, is_plain=plain, names=tuple(names), exclude=tuple(exclude))
    paths = [os.fspath(one) for one in given if os.fspath(one) != STDIN]
    files, found, authors = find_files(paths, options.exclude)
    read = list(_read_all(files, options, processes, on_progress))
    if not any(one.records for one in read):
        again = find_files(paths, options.exclude, with_public=True)
        if len(again.files) > len(files):
            files, found, authors = again
            read = list(_read_all(files, options, processes, on_progress))
    read, pages = without_pages(files, with_names(files, read, authors), paths)
    if any(os.fspath(one) == STDIN for one in given):
        read.append(read_stream(_standard_input(), options))
    articles, notes, joined = identify(record for file in read for record in file.records)
    all_notes = [*(note for file in read for note in file.notes), *notes]
    tallies = [*found.tallies(), *pages, *(tally for file in read for tally in file.tallies)]
    return Corpus(
        articles=articles,
        notes=tuple(sorted(all_notes, key=_place)),
        files=len(read),
        tallies=_add_up(tallies),
        joined=joined,
    )


def read_articles(inputs: Inputs) -> tuple[Article, ...]:
    """Read news posts as `read_corpus` does; what was wrong in them is logged as warnings.

    Parameters
    ----------
    inputs : path, or iterable of paths
        Files, and folders to search.

    Returns
    -------
    tuple of Article
        Sorted by id. An article that files only list is among them; it has no ``source_files``.

    Raises
    ------
    SourceError
        If an input does not exist; a bad file never raises.

    Examples
    --------
    >>> import graphkit
    >>> articles = graphkit.read_articles("seeds")
    >>> len(articles), sum(bool(article.source_files) for article in articles)
    (32, 5)
    """
    corpus = read_corpus(inputs)
    for note in corpus.notes:
        log.warning("%s: %s", note.outcome, note)
    return corpus.articles


def _standard_input() -> BinaryIO:
    return sys.stdin.buffer


def _read_all(
    files: Sequence[SourceFile], options: ReadOptions, processes: int | None, on_progress: Progress | None
) -> Iterator[ReadFile]:
    """Read files in their order, on several cores if there is much to read."""
    batches = list(_batches(files))
    if processes is None:
        work = sum(file.size + _FILE_BYTES for file in files)
        processes = _count_cores() if work >= MIN_BYTES_FOR_WORKERS else 1
    done = 0
    for batch, answers in zip(batches, _answers(batches, options, processes), strict=True):
        yield from answers
        done += len(batch)
        if on_progress:
            on_progress("reading", done, len(files))


def _answers(batches: Sequence[Sequence[SourceFile]], options: ReadOptions, processes: int) -> Iterator[list[ReadFile]]:
    if processes == 1 or len(batches) < 2:
        return (read_files(batch, options) for batch in batches)
    from joblib import Parallel, delayed  # loads numpy, which a small archive does not need here

    # loky's workers do not run the user's own script again, as those of `multiprocessing` do.
    parallel = Parallel(n_jobs=min(processes, len(batches)), return_as="generator", batch_size=1)
    answers: Iterator[list[ReadFile]] = parallel(delayed(read_files)(batch, options) for batch in batches)
    return answers


def _batches(files: Sequence[SourceFile]) -> Iterator[Sequence[SourceFile]]:
    """Cut the files into runs of about one size, so that no core waits long for another."""
    start, size = 0, 0
    for number, file in enumerate(files):
        size += file.size + _FILE_BYTES
        if size >= _BATCH_BYTES:
            yield files[start : number + 1]
            start, size = number + 1, 0
    if start < len(files):
        yield files[start:]


def _count_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _add_up(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """Add what is the same; by group, the most frequent first, each with its first example."""
    first: dict[tuple[Tallied, str], Tally] = {}
    counts: Counter[tuple[Tallied, str]] = Counter()
    for tally in tallies:
        key = tally.group, tally.what
        first.setdefault(key, tally)
        counts[key] += tally.count
    groups = list(Tallied)
    ordered = sorted(first, key=lambda key: (groups.index(key[0]), -counts[key], key[1]))
    return tuple(
        Tally(
            group=group,
            what=what,
            count=counts[group, what],
            source_file=first[group, what].source_file,
            example=first[group, what].example,
        )
        for group, what in ordered
    )


def _place(note: ReadingNote) -> tuple[str, int, str, str]:
    return note.source_file, note.line or 0, note.field or "", note.problem
