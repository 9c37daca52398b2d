"""What was read, how, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.exports.markdown import escape_markdown, to_code
from graphkit.exports.report.lines import rest_of_list
from graphkit.graph.attributes import to_iso
from graphkit.model import Article, Outcome, ReadingNote, Tallied, Tally
from graphkit.plain_text import count
from graphkit.survey import Survey

_NOTES = 200
_TALLIES = 50

_HEADINGS = {
    Outcome.SKIPPED: "Skipped files",
    Outcome.REPAIRED: "Repaired files",
    Outcome.NOTED: "Notes on files",
}
_MEANINGS = {
    Outcome.SKIPPED: "These are not in the graph.",
    Outcome.REPAIRED: "These were mended while reading and are in the graph; the files themselves are as they were.",
    Outcome.NOTED: "These are in the graph, without what is named here or with a doubt about it.",
}
_GROUPS = {
    Tallied.READ: "Read",
    Tallied.PASSED_OVER: "Passed over",
    Tallied.GUESSED: "Guessed",
    Tallied.UNREAD_DATE: "Dates that could not be read, by their form (9 is a digit, a is a letter)",
    Tallied.UNREAD_KEY: "Keys that graphkit does not read",
}


def what_was_read(found: Survey) -> Iterator[str]:
    """The counts: files by kind, what the articles have, what was guessed, passed over and not read."""
    yield "## What was read"
    yield ""
    if found.articles:
        shares = ", ".join(f"{name} {100 * number // found.articles} %" for name, number in found.shares)
        yield f"Of {count(found.articles, 'article')} with a file of their own, these have a: {shares}."
        yield ""
    for group, heading in _GROUPS.items():
        if tallies := found.corpus.tallied(group):
            yield f"### {heading}"
            yield ""
            for tally in tallies[:_TALLIES]:
                yield _tally_line(tally)
            yield from rest_of_list(len(tallies), _TALLIES)
            yield ""


def joined_files(found: Survey) -> Iterator[str]:
    """Every group of files that tell one article."""
    if joined := found.corpus.joined:
        yield "## Joined files"
        yield ""
        told = count(len(joined), "article")
        yield f"{told} told by several files: of one address, or with the same title, text and day."
        yield ""
        for files in joined:
            yield f"- {', '.join(map(to_code, files))}"
        yield ""


def files_that_were_mended(found: Survey) -> Iterator[str]:
    """The files that were skipped, repaired or have notes: all of them, unless they are many."""
    for outcome in Outcome:
        concerned = [note for note in found.corpus.notes if note.outcome is outcome]
        if not concerned:
            continue
        yield f"## {_HEADINGS[outcome]}"
        yield ""
        yield f"{count(found.corpus.count(outcome), 'file')}. {_MEANINGS[outcome]}"
        yield ""
        if outcome is Outcome.SKIPPED:
            yield from _reasons(found.reasons)
        for note in concerned[:_NOTES]:
            yield _note_line(note)
        yield from rest_of_list(len(concerned), _NOTES)
        if len(concerned) > _NOTES:
            yield "- `graphkit validate` names them all"
        yield ""


def odd_dates(found: Survey) -> Iterator[str]:
    """Articles whose date stands apart from all others: more often a slip than the truth."""
    if found.apart:
        yield "## Odd dates"
        yield ""
        yield f"{count(len(found.apart), 'article')} with years of nothing between them and all others:"
        yield ""
        yield from map(_apart_line, found.apart)
        yield ""


def _reasons(reasons: Sequence[tuple[str, int]]) -> Iterator[str]:
    if len(reasons) > 1:
        told = ", ".join(f"{number:,} × {escape_markdown(reason, 100)}" for reason, number in reasons)
        yield f"By reason: {told}."
        yield ""


def _tally_line(tally: Tally) -> str:
    what = (
        to_code(tally.what) if tally.group in (Tallied.UNREAD_KEY, Tallied.UNREAD_DATE) else escape_markdown(tally.what)
    )
    example = f" {to_code(tally.example)}" if tally.example else ""
    if tally.group is Tallied.UNREAD_KEY and tally.example:
        example = f" (looks like a key for: {escape_markdown(tally.example)})"
    first = f", first in {to_code(tally.source_file)}" if tally.source_file and tally.group is not Tallied.READ else ""
    return f"- {tally.count:,} × {what}{example}{first}"


def _apart_line(article: Article) -> str:
    day = to_iso(article.published)[:10] if article.published else ""
    where = ", ".join(map(to_code, article.source_files)) or "listed by others"
    return f"- {day} · {escape_markdown(article.title, 200)} ({where})"


def _note_line(note: ReadingNote) -> str:
    where = to_code(note.source_file)
    if note.line is not None:
        where += f", line {note.line}"
    if note.field:
        where += f", {to_code(note.field)}"
    return f"- {where}: {escape_markdown(note.problem, 1000)}"
