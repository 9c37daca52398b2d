"""Text that every format can carry: what XML, JSON, CSV and a browser all accept."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line feed, lone surrogates, and the two noncharacters that XML 1.0 refuses.
# U+0085 is a line break to some readers and a control to others: it goes with the controls.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean_text(text: str) -> str:
    """Remove the characters that some output format cannot carry; carriage returns become line feeds."""
    # Printable text has nothing to remove; this test is fast, and nearly all texts pass it.
    if text.isprintable() or not _UNWRITABLE.search(text):
        return text
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str) -> str:
    """Clean a text that is shown on one line: runs of white space become one space, and none is left at the ends."""
    return " ".join(clean_text(text).split())


def shorten(text: str, width: int) -> str:
    """Cut a line to at most `width` characters, at a word's end where one is near, with an ellipsis."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    space = cut.rfind(" ")
    if space >= width * 2 // 3:
        cut = cut[:space]
    return cut.rstrip(" ,;:–—-") + "…"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number and its noun: ``1 story``, ``2 stories``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
