"""What is found out about one file while it is read: what is wrong, and what is counted."""

from __future__ import annotations

from graphkit.errors import SourceError
from graphkit.model import Outcome, ReadingNote, Tallied, Tally

MAX_NOTES = 100
"""Of one file; a list of ten thousand bad items is one mistake."""
_MAX_WHAT_CHARACTERS = 80


class NoArticlesError(SourceError):
    """A file that is something else: passed over in a folder, an error where it is given by name."""


class FileNotes:
    """The notes of one file, in the order in which they were taken, and its counts.

    Parameters
    ----------
    source_file : str
        Relative to its input, with ``/``.
    """

    def __init__(self, source_file: str) -> None:
        self.source_file = source_file
        self._taken: list[ReadingNote] = []
        self._left_out = 0
        self._counts: dict[tuple[Tallied, str], Tally] = {}

    def noted(self, problem: str, *, line: int | None = None, field: str | None = None) -> None:
        """Something is left out or in doubt; the file is used."""
        self._take(Outcome.NOTED, problem, line, field)

    def repaired(self, problem: str, *, line: int | None = None, field: str | None = None) -> None:
        """Something was mended; the file is used."""
        self._take(Outcome.REPAIRED, problem, line, field)

    def counted(self, group: Tallied, what: str, example: str = "") -> None:
        """Something is common enough to be said once for the corpus, with how often and one example.

        Parameters
        ----------
        group : Tallied
        what : str
            The same words for the same thing.
        example : str
            Shown for the first one in the corpus.
        """
        what = what[:_MAX_WHAT_CHARACTERS]
        known = self._counts.get((group, what))
        example = known.example if known else example
        place = known.source_file if known else self.source_file
        count = known.count + 1 if known else 1
        self._counts[group, what] = Tally(group=group, what=what, count=count, source_file=place, example=example)

    def skipped(self, error: SourceError) -> None:
        """The file cannot be used: what was noted or repaired in it no longer matters."""
        self._forget()
        self._take(Outcome.SKIPPED, error.problem, error.line, error.field)

    def passed(self, error: NoArticlesError) -> None:
        """The file is something else."""
        self._forget()
        self.counted(Tallied.PASSED_OVER, error.problem.partition(":")[0])

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

    def tallies(self) -> tuple[Tally, ...]:
        """What was counted, in order of first occurrence."""
        return tuple(self._counts.values())

    def error(self, problem: str, line: int | None = None) -> SourceError:
        """The error that makes the reader skip this file."""
        return SourceError(self.source_file, problem, line=line)

    def no_articles(self, problem: str, line: int | None = None) -> NoArticlesError:
        """The error for a file that is something else: what it is, a colon, and what to do."""
        return NoArticlesError(self.source_file, problem, line=line)

    def _forget(self) -> None:
        self._taken.clear()
        self._left_out = 0
        self._counts.clear()

    def _take(self, outcome: Outcome, problem: str, line: int | None, field: str | None) -> None:
        if len(self._taken) >= MAX_NOTES:
            self._left_out += 1
            return
        self._taken.append(
            ReadingNote(source_file=self.source_file, outcome=outcome, problem=problem, line=line, field=field)
        )
