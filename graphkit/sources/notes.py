"""What goes wrong in one file, gathered while it is read."""

from __future__ import annotations

from graphkit.errors import SourceError
from graphkit.model import Outcome, ReadingNote

MAX_NOTES = 100
"""Of one file; a list of ten thousand bad items is one mistake."""


class FileNotes:
    """The notes of one file, in the order in which they were taken.

    Parameters
    ----------
    source_file : str
        Relative to its input, with ``/``.
    """

    def __init__(self, source_file: str) -> None:
        self.source_file = source_file
        self._taken: list[ReadingNote] = []
        self._left_out = 0
        # Many corpora have no time zones at all: counted here, said once for the corpus.
        self.zoneless: list[tuple[int, str]] = []

    def noted(self, problem: str, *, line: int | None = None, field: str | None = None) -> None:
        """Something is left out or in doubt; the file is used."""
        self._take(Outcome.NOTED, problem, line, field)

    def repaired(self, problem: str, *, line: int | None = None, field: str | None = None) -> None:
        """Something was mended; the file is used."""
        self._take(Outcome.REPAIRED, problem, line, field)

    def skipped(self, error: SourceError) -> None:
        """The file cannot be used: what was noted or repaired in it no longer matters."""
        self._taken.clear()
        self._left_out = 0
        self.zoneless.clear()
        self._take(Outcome.SKIPPED, error.problem, error.line, error.field)

    def extend(self, others: FileNotes) -> None:
        """Take over the notes of an attempt that succeeded."""
        for note in others.taken():
            self._take(note.outcome, note.problem, note.line, note.field)

    def taken(self) -> tuple[ReadingNote, ...]:
        """All notes; from `MAX_NOTES` on, only their number."""
        if not self._left_out:
            return tuple(self._taken)
        problem = f"{self._left_out:,} more notes like these"
        return *self._taken, ReadingNote(source_file=self.source_file, outcome=Outcome.NOTED, problem=problem)

    def error(self, problem: str, line: int | None = None) -> SourceError:
        """The error that makes the reader skip this file."""
        return SourceError(self.source_file, problem, line=line)

    def _take(self, outcome: Outcome, problem: str, line: int | None, field: str | None) -> None:
        if len(self._taken) >= MAX_NOTES:
            self._left_out += 1
            return
        self._taken.append(
            ReadingNote(source_file=self.source_file, outcome=outcome, problem=problem, line=line, field=field)
        )
