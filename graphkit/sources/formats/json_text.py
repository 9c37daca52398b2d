"""JSON, read value by value: what comes before a break is read, and every value knows its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json import JSONDecodeError

from graphkit.sources.notes import FileNotes

# Comments are no JSON, but stand above many a saved answer.
_SPACE = re.compile(r"[ \t\r\n]*+(?://[^\n]*+[ \t\r\n]*+)*+")


class JsonBreakError(Exception):
    """A place where JSON cannot be read on."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem, line)
        self.problem = problem
        self.line = line


class JsonCursor:
    """A place in a JSON text, from which values are read.

    Numbers are read as text, as they are written. Of a key that is given twice the last value counts, with a note.

    Parameters
    ----------
    text : str
    notes : FileNotes
    first_line : int
        The number of the text's first line.
    """

    def __init__(self, text: str, notes: FileNotes, first_line: int = 1) -> None:
        self.position = 0
        self._text = text
        self._notes = notes
        self._line = first_line
        self._counted = 0
        # Text, because `1e400`, `NaN` and a number of ten thousand digits are all that somebody wrote.
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._to_object,
            parse_float=str,
            parse_int=str,
            parse_constant=str,
            # Line ends and tabs inside a text are what many a script writes.
            strict=False,
        )

    @property
    def line(self) -> int:
        """Of the value that comes next."""
        self.peek()
        return self._line_of(self.position)

    def peek(self) -> str:
        """Pass over white space; the character that is next, empty at the end."""
        match = _SPACE.match(self._text, self.position)
        assert match is not None  # no space at all is a match
        self.position = match.end()
        return self._text[self.position : self.position + 1]

    def value(self) -> object:
        """Read one value.

        Raises
        ------
        JsonBreakError
            If there is none, or it is nested too deep.
        """
        self.peek()
        try:
            value, self.position = self._decoder.raw_decode(self._text, self.position)
        except JSONDecodeError as error:
            raise self._break_at(error.pos) from error
        except RecursionError as error:
            raise JsonBreakError("lists and objects nested too deep to be read", self.line) from error
        return value

    def members(self) -> Iterator[str]:
        """Read an object key by key; the caller reads the value each time."""
        self._expect("{")
        while self.peek() != "}":
            key = self.value()
            if not isinstance(key, str):
                raise self._break_at(self.position)
            self._expect(":")
            yield key
            if self.peek() != ",":
                break
            self._expect(",")
        self._expect("}")

    def elements(self) -> Iterator[int]:
        """Read a list value by value: the line of each; the caller reads it."""
        self._expect("[")
        while self.peek() != "]":
            yield self.line
            if self.peek() != ",":
                break
            self._expect(",")
        self._expect("]")

    def _expect(self, mark: str) -> None:
        if self.peek() != mark:
            raise self._break_at(self.position)
        self.position += 1

    def _break_at(self, position: int) -> JsonBreakError:
        position = min(position, len(self._text))
        rest = self._text[position : position + 20].strip()
        # A text that begins here and has no end is what a cut leaves.
        is_cut = not rest or (rest.startswith('"') and self._text.count('"', position) == 1)
        problem = "it ends in the middle of a value" if is_cut else f"JSON cannot be read on from {rest!r}"
        line = self._line + self._text.count("\n", self._counted, position)
        return JsonBreakError(problem, line)

    def _line_of(self, position: int) -> int:
        # Places are asked for in their order, and where a list is read again.
        if position < self._counted:
            self._line -= self._text.count("\n", position, self._counted)
        else:
            self._line += self._text.count("\n", self._counted, position)
        self._counted = position
        return self._line

    def _to_object(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        values = dict(pairs)
        if len(values) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for number, key in enumerate(keys) if key in keys[:number])
            self._notes.noted("given twice: the last counts", line=self._line, field=twice)
        return values
