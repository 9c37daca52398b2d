"""Quotes for one-line texts that YAML cannot read without them.

``title: Mayor: no more bridges`` is the commonest mistake in front matter, and not one that should cost
anybody an article.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

_TEXT_LINE = re.compile(
    r"(?P<head>[ ]*(?:-[ ]+)*(?:title|headline|excerpt|description|summary|name):[ \t]+)(?P<value>\S.*)"
)
_BLOCK_MARK = re.compile(r"[|>][-+0-9]*(?:\s+#.*)?")
_WHOLE = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^']|'')*'")
_LINES_LOOKED_BACK = 100

# What libyaml says, and what an editor can do something with.
_RESERVED = "a value that begins with a sign that YAML keeps to itself"
_PLAIN_WORDS = {
    "mapping values are not allowed in this context": "a colon and a space inside a value without quotes",
    "found character that cannot start any token": _RESERVED,
    "did not find expected alphabetic or numeric character": _RESERVED,
    "did not find expected node content": _RESERVED,
    "block sequence entries are not allowed in this context": _RESERVED,
    "did not find expected key": "something after a closing quote or bracket, or a wrong indent",
    "could not find expected ':'": "a line without a colon",
    "found unexpected end of stream": "a quote that is never closed",
    "found unknown escape character": "a backslash inside double quotes",
}


def explain(problem: str) -> str:
    """Turn the parser's problem into a message that says what to do."""
    return f"{_PLAIN_WORDS.get(problem, problem)}: put the whole value in quotes, or mend the line"


def quote_value(lines: list[str], suspects: Sequence[int], mended: Container[int]) -> int | None:
    """Quote, in place, the text that keeps YAML from reading on.

    Parameters
    ----------
    lines : list of str
        The block; one of its lines is replaced.
    suspects : sequence of int
        Where YAML stopped, counted from 0, likeliest first.
    mended : container of int
        Lines that were quoted before: they are not the cause.

    Returns
    -------
    int or None
        The line that was quoted; None if no one-line text is to blame.
    """
    for number in suspects:
        if number not in mended and number < len(lines) and (quoted := _quoted(lines[number])) is not None:
            lines[number] = quoted
            return number
    # A quote that is opened but not closed swallows lines until the next quote.
    last = min(suspects[0], len(lines)) - 1
    for number in range(last, max(-1, last - _LINES_LOOKED_BACK), -1):
        if number not in mended and _opens_a_quote(lines[number]):
            lines[number] = _quoted(lines[number]) or lines[number]
            return number
    return None


def _quoted(line: str) -> str | None:
    match = _TEXT_LINE.fullmatch(line)
    if match is None or _BLOCK_MARK.fullmatch(match["value"].strip()):
        return None
    value = _without_quotes(match["value"].strip()).replace("'", "''")
    return f"{match['head']}'{value}'"


def _opens_a_quote(line: str) -> bool:
    match = _TEXT_LINE.fullmatch(line)
    return match is not None and match["value"][0] in "\"'" and not _WHOLE.fullmatch(match["value"].strip())


def _without_quotes(value: str) -> str:
    """Take off quotes that were meant to enclose the value, and keep those that belong to the text."""
    mark, inner = value[0], value[1:]
    if mark not in "\"'":
        return value
    if mark not in inner:
        return inner
    if not inner.endswith(mark):
        return value
    inner = inner[:-1]
    if mark == '"':
        return inner if '"' not in inner else value
    is_apostrophe = re.compile(r"(?<=\w)'(?=\w)")
    return inner if "'" not in is_apostrophe.sub("", inner) else value
