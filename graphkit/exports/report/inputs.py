"""What was wrong with the files, and with the dates in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median_low

from graphkit.exports.markdown import escape_markdown, to_code
from graphkit.exports.report.lines import article_line, count, is_item, rest_of_list, texts
from graphkit.model import Outcome, ReadingNote, StoryGraph

_NOTES = 200
_ODD_DATES = 50

_ODD_YEARS = 10
_SECONDS_A_YEAR = 365.25 * 86_400

HEADINGS = {
    Outcome.SKIPPED: "Skipped files",
    Outcome.REPAIRED: "Repaired files",
    Outcome.NOTED: "Notes on files",
}
_MEANINGS = {
    Outcome.SKIPPED: "These are not in the graph.",
    Outcome.REPAIRED: "These were mended while reading and are in the graph; the files themselves are as they were.",
    Outcome.NOTED: "These are in the graph, without what is named here or with a doubt about it.",
}


def files_that_were_mended(notes: Sequence[ReadingNote]) -> Iterator[str]:
    """Every file that was skipped or repaired, and the first of those with notes."""
    for outcome in Outcome:
        concerned = [note for note in notes if note.outcome is outcome]
        if not concerned:
            continue
        yield f"## {HEADINGS[outcome]}"
        yield ""
        yield f"{count(files_with(notes, outcome), 'file')}. {_MEANINGS[outcome]}"
        yield ""
        # Nothing is lost silently: only notes, whose files are used, may be cut.
        listed = _NOTES if outcome is Outcome.NOTED else len(concerned)
        for note in concerned[:listed]:
            yield _note_line(note)
        yield from rest_of_list(len(concerned), listed)
        yield ""


def odd_dates(story_graph: StoryGraph) -> Iterator[str]:
    """Items far away in time from most others: such a date is more often a slip than the truth."""
    dated = [
        (seconds, node, attributes)
        for node, attributes in story_graph.graph.nodes(data=True)
        if is_item(attributes) and isinstance(seconds := attributes.get("timestamp"), int | float)
    ]
    if not dated:
        return
    middle = median_low(seconds for seconds, _, _ in dated)
    far = [row for row in dated if abs(row[0] - middle) > _ODD_YEARS * _SECONDS_A_YEAR]
    if not far:
        return
    yield "## Odd dates"
    yield ""
    yield f"{count(len(far), 'item')} more than {_ODD_YEARS} years away from the middle of the others:"
    yield ""
    for _, node, attributes in sorted(far, key=lambda row: (row[0], str(row[1])))[:_ODD_DATES]:
        origin = "; ".join(map(to_code, texts(attributes.get("source_file")))) or "listed by others"
        yield f"{article_line(node, attributes)} ({origin})"
    yield from rest_of_list(len(far), _ODD_DATES, "articles.csv")
    yield ""


def _note_line(note: ReadingNote) -> str:
    where = to_code(note.source_file)
    if note.line is not None:
        where += f", line {note.line}"
    if note.field:
        where += f", {to_code(note.field)}"
    return f"- {where}: {escape_markdown(note.problem, 1000)}"


def files_with(notes: Iterable[ReadingNote], outcome: Outcome) -> int:
    """How many files have a note of this outcome."""
    return len({note.source_file for note in notes if note.outcome is outcome})
