"""Bytes -> text, whatever program wrote the file."""

from __future__ import annotations

import codecs
import re

from graphkit.sources.notes import FileNotes

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a post, a feed or a table begins with is ASCII: in UTF-16, every other byte is zero.
_UNMARKED = (
    (re.compile(rb"(?:[\t\n\r -~]\0){2}"), "utf-16-le"),
    (re.compile(rb"(?:\0[\t\n\r -~]){2}"), "utf-16-be"),
)

_WESTERN = "cp1252"
# Few, because a short text fits almost any of the world's hundred code pages.
_CODE_PAGES = [
    _WESTERN,
    *("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
]
_SAMPLE_BYTES = 65_536

# Letters beyond ASCII are two to four bytes of fixed patterns in UTF-8, which text of another encoding hits by accident
# only: a file with more of them than of bad bytes is UTF-8.
_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_REPLACEMENT = "\ufffd"


def decode(data: bytes, notes: FileNotes, *, is_cut: bool = False) -> str:
    """Decode a file: by its byte order mark, else as UTF-8, else by what its letters look like.

    Bad bytes in a file that is UTF-8 otherwise become U+FFFD.

    Parameters
    ----------
    data : bytes
    notes : FileNotes
        Told if the encoding had to be guessed, or bytes were replaced.
    is_cut : bool
        Whether `data` may end in the middle of a character.

    Raises
    ------
    SourceError
        If no encoding fits.
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    if not mark:
        encoding = next((name for start, name in _UNMARKED if start.match(data)), "utf-8")
    text = data[len(mark) :]
    try:
        return _decode(text, encoding, is_cut)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and _is_mostly_utf8(text):
            return _repair(text, error.start, notes, is_cut)
        if mark:
            raise notes.error(f"marked as {encoding.upper()} but not written so: save it as UTF-8") from error
    encoding = guess_encoding(data[:_SAMPLE_BYTES])
    try:
        guessed = _decode(data, encoding, is_cut)
    except UnicodeDecodeError as error:
        raise notes.error("neither UTF-8 nor any encoding that is known here: save it as UTF-8") from error
    notes.repaired(f"not UTF-8, read as {encoding}: check its accents and save it as UTF-8")
    return guessed


def _decode(data: bytes, encoding: str, is_cut: bool, errors: str = "strict") -> str:
    if not is_cut:
        return data.decode(encoding, errors)
    return codecs.getincrementaldecoder(encoding)(errors).decode(data, final=False)


def _is_mostly_utf8(data: bytes) -> bool:
    rest, letters = _LETTER.subn(b"", data)
    return letters > len(rest) - len(rest.translate(None, bytes(range(0x80, 0x100))))


def _repair(data: bytes, first_bad: int, notes: FileNotes, is_cut: bool) -> str:
    text = _decode(data, "utf-8", is_cut, errors="replace")
    # What the file itself holds of them was lost before.
    count = text.count(_REPLACEMENT) - data.count(_REPLACEMENT.encode())
    line = len(data[:first_bad].splitlines()) + data[:first_bad].endswith((b"\n", b"\r"))
    places = "1 place" if count == 1 else f"{count:,} places"
    notes.repaired(f"not UTF-8 in {places}: each shows as {_REPLACEMENT}, correct them", line=max(line, 1))
    return text


def guess_encoding(sample: bytes) -> str:
    """Guess the encoding of bytes that are no UTF-8, from a sample."""
    # Rarely needed, and 30 ms to import.
    from charset_normalizer import from_bytes

    matches = list(from_bytes(sample, cp_isolation=_CODE_PAGES))
    least = min((match.chaos for match in matches), default=0.0)
    likely = [match for match in matches if match.chaos <= least]
    # A few accents fit Western and Central European alike: the Western one is far more common.
    if not likely or any(_WESTERN in match.could_be_from_charset for match in likely):
        return _WESTERN
    return likely[0].encoding
