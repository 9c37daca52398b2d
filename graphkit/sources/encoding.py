"""Bytes -> text, whatever program wrote the file."""

from __future__ import annotations

import codecs

from graphkit.sources.notes import FileNotes

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Every post begins with `---`.
_UNMARKED = ((b"-\0-\0-\0", "utf-16-le"), (b"\0-\0-\0-", "utf-16-be"))

_WESTERN = "cp1252"
# Few, because a short text fits almost any of the world's hundred code pages.
_CODE_PAGES = [
    _WESTERN,
    *("cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
]
_SAMPLE_BYTES = 65_536


def decode(data: bytes, notes: FileNotes, *, is_cut: bool = False) -> str:
    """Decode a file: by its byte order mark, else as UTF-8, else by what its letters look like.

    Parameters
    ----------
    data : bytes
    notes : FileNotes
        Told if the encoding had to be guessed.
    is_cut : bool
        Whether `data` may end in the middle of a character.

    Raises
    ------
    SourceError
        If no encoding fits.
    """
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    if not mark:
        encoding = next((name for start, name in _UNMARKED if data.startswith(start)), "utf-8")
    try:
        return _decode(data[len(mark) :], encoding, is_cut)
    except UnicodeDecodeError as error:
        if mark:
            raise notes.error(f"marked as {encoding.upper()} but not written so: save it as UTF-8") from error
    encoding = _guess_encoding(data[:_SAMPLE_BYTES])
    try:
        text = _decode(data, encoding, is_cut)
    except UnicodeDecodeError as error:
        raise notes.error("neither UTF-8 nor any encoding that is known here: save it as UTF-8") from error
    notes.repaired(f"not UTF-8, read as {encoding}: check its accents and save it as UTF-8")
    return text


def _decode(data: bytes, encoding: str, is_cut: bool) -> str:
    if not is_cut:
        return data.decode(encoding)
    return codecs.getincrementaldecoder(encoding)().decode(data, final=False)


def _guess_encoding(sample: bytes) -> str:
    # Rarely needed, and 30 ms to import.
    from charset_normalizer import from_bytes

    matches = list(from_bytes(sample, cp_isolation=_CODE_PAGES))
    least = min((match.chaos for match in matches), default=0.0)
    likely = [match for match in matches if match.chaos <= least]
    # A few accents fit Western and Central European alike: the Western one is far more common.
    if not likely or any(_WESTERN in match.could_be_from_charset for match in likely):
        return _WESTERN
    return likely[0].encoding
