"""A file's bytes -> text: line by line where there are many, at once where that is needed."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from graphkit.sources.encoding import guess_encoding
from graphkit.sources.notes import FileNotes

MAX_RECORD_FILE_BYTES = 2_000_000_000
"""Of a file that is read line by line: a pipe may have no end."""
MAX_WHOLE_FILE_BYTES = 200_000_000
"""Of a file that is read at once: as text and as values it takes some ten times that."""
MAX_LINE_CHARACTERS = 10_000_000
"""Of a line: what is longer has no line ends."""
_SAMPLE_BYTES = 65_536
"""By which an encoding is guessed."""
_CHUNK_BYTES = 262_144
# How `surrogateescape` keeps a byte that is no UTF-8.
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


def read_whole(file: BinaryIO, notes: FileNotes, advice: str) -> bytes:
    """Read a file of at most `MAX_WHOLE_FILE_BYTES`.

    Parameters
    ----------
    file : binary file
    notes : FileNotes
    advice : str
        What to do with a larger one.

    Raises
    ------
    SourceError
        If it is larger, or empty.
    """
    parts, size = [], 0
    # In pieces: `read(n)` takes memory for n bytes first.
    while part := file.read(_CHUNK_BYTES):
        parts.append(part)
        size += len(part)
        if size > MAX_WHOLE_FILE_BYTES:
            raise notes.error(f"more than {MAX_WHOLE_FILE_BYTES // 1_000_000:,} MB, which is read at once: {advice}")
    if not size:
        raise notes.error("an empty file")
    return b"".join(parts)


def read_lines(file: BinaryIO, notes: FileNotes) -> Iterator[tuple[int, str]]:
    """Read a file's lines with their numbers, in whatever encoding, with whatever line ends.

    Lines end with one line feed here; one of more than `MAX_LINE_CHARACTERS` is a note, and left out.

    Raises
    ------
    SourceError
        If the file has more than `MAX_RECORD_FILE_BYTES`.

    Notes
    -----
    Memory for one line; nothing is asked of the file but to read on, so that it may be a pipe.
    """
    sample = file.read(_SAMPLE_BYTES)
    encoding = _encoding_of(sample)
    decoder = _Decoder(sample, encoding, notes)
    # Universal newlines: old programs end lines with a carriage return alone.
    text = io.TextIOWrapper(io.BufferedReader(_Bounded(sample, file, notes), _CHUNK_BYTES), encoding, decoder.errors)
    number = 0
    while line := text.readline(MAX_LINE_CHARACTERS + 1):
        number += 1
        if len(line) > MAX_LINE_CHARACTERS and not line.endswith("\n"):
            notes.noted(f"a line of more than {MAX_LINE_CHARACTERS:,} characters: left out", line=number)
            while line and not line.endswith("\n"):
                line = text.readline(MAX_LINE_CHARACTERS)
            continue
        yield number, line if line.isascii() else decoder.repair(line, number)


def _encoding_of(sample: bytes) -> str:
    if sample.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if sample[:1] and sample[1:4:2] == b"\0\0":
        return "utf-16-le"
    if sample[:3:2] == b"\0\0":
        return "utf-16-be"
    return "utf-8-sig" if sample.startswith(codecs.BOM_UTF8) else "utf-8"


class _Decoder:
    """Mends lines that are no UTF-8: by the letters of the file's first bytes, else by those of the line."""

    def __init__(self, sample: bytes, encoding: str, notes: FileNotes) -> None:
        self._sample = sample
        self._notes = notes
        self._guessed = ""
        self.errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"

    def repair(self, line: str, number: int) -> str:
        if not _NOT_UTF8.search(line):
            return line
        data = line.encode("utf-8", "surrogateescape")
        if not self._guessed:
            self._guessed = guess_encoding(data if self._sample.isascii() or _is_utf8(self._sample) else self._sample)
            problem = f"not UTF-8, read as {self._guessed}: check its accents and save it as UTF-8"
            self._notes.repaired(problem, line=number)
        return data.decode(self._guessed, "replace")


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=False)
    except UnicodeDecodeError:
        return False
    return True


class _Bounded(io.RawIOBase):
    """What has been read of a file, then the rest of it, up to the limit."""

    def __init__(self, start: bytes, file: BinaryIO, notes: FileNotes) -> None:
        self._start = start
        self._file = file
        self._notes = notes
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # of several kinds of buffers, this one
        part = self._start[: len(buffer)] or self._file.read(len(buffer))
        self._start = self._start[len(part) :]
        self._size += len(part)
        if self._size > MAX_RECORD_FILE_BYTES:
            raise self._notes.error(f"more than {MAX_RECORD_FILE_BYTES // 1_000_000:,} MB: split the file into several")
        buffer[: len(part)] = part
        return len(part)
