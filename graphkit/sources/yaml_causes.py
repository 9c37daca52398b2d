"""What is wrong with a line that is no YAML, from our own look at it: a parser's words change with its version."""

from __future__ import annotations

import re

_WHOLE = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^']|'')*'")
_BLOCK_MARK = re.compile(r"[|>][-+0-9]*(?:\s+#.*)?")
_ENTRY = re.compile(
    r"(?P<indent>\s*)(?P<dashes>(?:-\s+)*)"
    r"""(?P<key>(?:"[^"]*"|'[^']*'|[^\s:"'\[{][^:]*):(?:\s+|$))?(?P<value>.*)"""
)
# A quote or bracket that opens or closes something; a quote inside a word does neither.
_MARK = re.compile(rf"(?<![^\s\[{{,:])(?:{_WHOLE.pattern}|[\"'])|[\[{{\]}}]")
_BAD_ESCAPE = re.compile(r"""(?<!\\)(?:\\\\)*\\[^\\0abtnvfreNLPxuU_/"\s]""")
_RESERVED = re.compile(r"[@`%&*!|>,\]}]|[-?](?:\s|$)")
_MAX_LINE_CHARACTERS = 10_000


def find_cause(line: str) -> str:
    """Say what is wrong with a line; ``this is not YAML`` if that cannot be told from the line alone."""
    entry = _ENTRY.fullmatch(line.rstrip()) if len(line) <= _MAX_LINE_CHARACTERS else None
    return (entry and _cause_of(entry)) or "this is not YAML"


def count_open_brackets(text: str) -> int:
    """How many brackets are open at the end of a text, those in quotes left out."""
    marks = [match[0] for match in _MARK.finditer(text)]
    return sum(mark in "[{" for mark in marks) - sum(mark in "]}" for mark in marks)


def _cause_of(entry: re.Match[str]) -> str | None:
    value = entry["value"]
    if "\t" in entry["indent"]:
        return "a tab before the text, where YAML wants blanks"
    if value[:1] in {*"\"'[{"}:
        return _cause_in_enclosed(value)
    if _RESERVED.match(value) and not _BLOCK_MARK.fullmatch(value):
        return "a value that begins with a sign that YAML keeps to itself"
    if ": " in value or value.endswith(":"):
        return "a colon and a blank inside a value without quotes"
    return "a line without a colon" if value and not entry["key"] and not entry["dashes"] else None


def _cause_in_enclosed(value: str) -> str | None:
    what = "quote" if value[0] in "\"'" else "bracket"
    end = _end_of_enclosed(value)
    if end is None:
        return f"a {what} that is never closed"
    if (rest := value[end:].lstrip()) and not rest.startswith("#"):
        return f"something after a closing {what}"
    return "a backslash inside double quotes" if value[0] == '"' and _BAD_ESCAPE.search(value) else None


def _end_of_enclosed(text: str) -> int | None:
    """Where the quote or bracket that a text begins with is closed."""
    depth = 0
    for match in _MARK.finditer(text):
        if match[0] in {'"', "'"}:
            return None
        depth += (match[0] in "[{") - (match[0] in "]}")
        if depth == 0:
            return match.end()
    return None
