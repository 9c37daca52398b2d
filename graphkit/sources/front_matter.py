"""A post's text -> its front matter as a table, and its body; whatever generator it was written for.

A dialect is a way to tell where front matter begins and ends, and what parses it. The most common ones come first.
"""

from __future__ import annotations

import json
import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graphkit.plain_text import clean_text
from graphkit.sources.encoding import decode
from graphkit.sources.items import Item, Table, Value
from graphkit.sources.keys import KNOWN, TIME, TITLE, WITHHELD, fold_key
from graphkit.sources.markup import MAX_BODY_CHARACTERS
from graphkit.sources.mending import read_fields, without_quotes
from graphkit.sources.notes import FileNotes
from graphkit.sources.values import TooDeepError, to_table
from graphkit.sources.yaml_block import UnreadableError, parse_yaml

MAX_BLOCK_CHARACTERS = 5_000_000
"""Of front matter: a list of ten thousand related items fits."""
MAX_FILE_BYTES = MAX_BLOCK_CHARACTERS + 4 * MAX_BODY_CHARACTERS
"""More of a file is never read."""

# YAML 1.1 takes these for line ends, which would shift all line numbers, or refuses them.
_ODD_SPACES = str.maketrans({"\u2028": " ", "\u2029": " ", "\ufeff": ""})


class Dialect(StrEnum):
    """How front matter is written."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"
    UNMARKED = "YAML without a first line"
    """Hexo."""
    HEADER = "a header"
    """Pelican, MultiMarkdown."""
    DOTTED = "a header of Nikola"
    ORG = "a header of Org"
    FIELD_LIST = "a field list"
    """reStructuredText: Pelican, Nikola; AsciiDoc writes its attributes alike."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A post in its two parts; `first_line` is that of the block, counted from 1."""

    dialect: Dialect
    table: Table
    body: str
    first_line: int

    def item(self) -> Item:
        """The one article of the post."""
        return Item(self.table, self.body, 1)


@dataclass(frozen=True, slots=True)
class _Block:
    dialect: Dialect
    text: str
    first_line: int
    body: str


def read_text(data: bytes, notes: FileNotes) -> str:
    """Decode a post: line feeds only, no control characters.

    Raises
    ------
    SourceError
        If the file is empty or in no known encoding.
    """
    if not data.strip():
        raise notes.error("an empty file")
    decoded = decode(data, notes, is_cut=len(data) >= MAX_FILE_BYTES)
    lines = decoded.replace("\r\n", "\n").replace("\r", "\n")
    text = clean_text(lines)
    if len(text) < len(lines):
        count = len(lines) - len(text)
        notes.repaired("a control character left out" if count == 1 else f"{count:,} control characters left out")
    return text


def read_front_matter(text: str, notes: FileNotes) -> FrontMatter | None:
    """Find and parse a post's front matter.

    Parameters
    ----------
    text : str
        As `read_text` gives it.
    notes : FileNotes
        Told what was mended or is doubtful.

    Returns
    -------
    FrontMatter or None
        None if the text has none. Broken fields are mended or left out; what is `secured` is kept nowhere.

    Raises
    ------
    SourceError
        If there is front matter and nothing in it can be read.
    """
    block = _find_block(text, notes)
    if block is None:
        return None
    if len(block.text) > MAX_BLOCK_CHARACTERS:
        raise notes.error(f"front matter of more than {MAX_BLOCK_CHARACTERS:,} characters: shorten it")
    table = _parse(block, notes)
    second = _second_block(block.body)
    if second is None:
        return FrontMatter(block.dialect, table, block.body, block.first_line)
    line = block.first_line + block.text.count("\n") + second.first_line
    more = _parse(_Block(second.dialect, second.text, line, ""), notes)
    notes.repaired(
        "a second block of front matter: read as well, the first one counts where both say something", line=line - 1
    )
    for key, value in more.values.items():
        if table.values.setdefault(key, value) is value:
            table.lines.setdefault(key, more.lines[key])
    return FrontMatter(block.dialect, table, second.body, block.first_line)


def _second_block(body: str) -> _Block | None:
    """A block that follows at once: some converters leave two, the first of them often empty."""
    if not body.startswith(("---\n", "+++\n"), _skip_comments(body)):
        return None
    second = _find_block(body, FileNotes(""))
    return second if second is not None and _looks_like_fields(second.text) else None


# Where front matter is ------------------------------------------------------------------------------------------------

_OPENING = re.compile(r"(?:-{3,}|[—–]{1,3}-?)[ \t]*(?P<name>yaml|yml|toml|json)?[ \t]*(?:#.*)?", re.IGNORECASE)
_CLOSING = re.compile(r"(?:-{3,}|\.{3}|[—–]{1,3}-?)[ \t]*")
_COMMENT = re.compile(r"<!--.*?-->|\{/\*.*?\*/\}|/\*.*?\*/|\{#.*?#\}|%%.*?%%|(?:#(?!#)|//)[^\n]*", re.DOTALL)
_MAX_COMMENT_CHARACTERS = 5_000
_HEADER_LINE = re.compile(r"(?P<key>[^\W\d_][\w-]*+(?: [\w-]++){0,2})[ \t]*+:(?:[ \t]+(?P<value>.*))?")
_DOTTED_LINE = re.compile(r"\.\.[ \t]+(?P<key>[\w-]+):[ \t]*(?P<value>.*)")
_ORG_LINE = re.compile(r"#\+(?P<key>[\w-]+):[ \t]*(?P<value>.*)")
_LISTED_LINE = re.compile(r":(?P<key>[^\W\d_][\w-]*+(?: [\w-]++){0,2}):(?:[ \t]+(?P<value>.*))?|[ \t]+\S.*")
# A title, if there is one: underlined, perhaps with a line above as well; or AsciiDoc's, with author and date below.
_LISTED_TITLE = re.compile(
    r"(?:([^\w\s])\1{2,}[ \t]*+\n)?[ \t]*+(?P<title>\S[^\n]*+)\n([^\w\s])\3{2,}[ \t]*+\n\s*+"
    r"|=[ \t]++(?P<equal>[^\n]++)\n(?:(?P<author>[^\W\d][^\n:]*+)\n(?:(?:v[\d.]++,[ \t]*+)?(?P<date>\d[^\n]*+)\n)?+)?+"
)
# An object whose last brace ends its first line, or stands in a line of its own.
_BRACES = re.compile(
    r"""\{\s*+["']?\w[\w -]*+["']?[ \t]*+:[^\n]*+(?:(?<=\})[ \t]*+$|(?:\n(?!\})[^\n]*+)*+\n\}[ \t]*+$)""", re.MULTILINE
)
_UNMARKED_LINE = re.compile(r"[ \t].*|-[ \t].*|#.*|[^\W\d_][\w-]*[ \t]*:(?:\s.*)?|")
_MAX_HEADER_LINES = 200
_TELLING = frozenset(map(fold_key, (*TITLE, *TIME)))
_MARKS = {"+++": Dialect.TOML, ";;;": Dialect.JSON}
_NAMES = {"toml": Dialect.TOML, "json": Dialect.JSON}


def _find_block(text: str, notes: FileNotes) -> _Block | None:
    start = _skip_comments(text)
    if start < 0:
        return None
    line = text.count("\n", 0, start) + 1
    opening, _, rest = text[start:].partition("\n")
    if (dialect := _MARKS.get(opening.rstrip())) is not None:
        mark = opening.rstrip()
        return _marked(dialect, rest, line, re.compile(re.escape(mark) + r"[ \t]*"), notes)
    if match := _OPENING.fullmatch(opening):
        return _marked(_NAMES.get((match["name"] or "").lower(), Dialect.YAML), rest, line, _CLOSING, notes)
    if opening.startswith("{") and not opening.startswith(("{{", "{%", "{#")):
        return _json_block(text[start:], line)
    for mark, dialect, pattern in ((".. ", Dialect.DOTTED, _DOTTED_LINE), ("#+", Dialect.ORG, _ORG_LINE)):
        if opening.startswith(mark):
            return _lined_block(dialect, pattern, text[start:], line)
    if (listed := _field_list(text[start:], line)) is not None:
        return listed
    return _unmarked_block(text[start:], line) or _header_block(text[start:], line)


def _skip_comments(text: str) -> int:
    """Where the first line that is no comment begins; comments count only where front matter follows them."""
    start = len(text) - len(text.lstrip())
    first = start
    while start < len(text) and start - first < _MAX_COMMENT_CHARACTERS:
        match = _COMMENT.match(text, start, start + _MAX_COMMENT_CHARACTERS)
        if match is None:
            break
        if text.startswith("<!--", start) and (found := re.search(r"^\s*\.\. ", match[0][4:], re.MULTILINE)):
            return start + 4 + found.end() - 3  # Nikola's header is in a comment
        start = match.end()
        start += len(text) - start - len(text[start:].lstrip()) if text[start : start + 1].isspace() else 0
    if start == first:
        return first
    opening, _, rest = text[start:].partition("\n")
    is_marked = opening.rstrip() in _MARKS or _OPENING.fullmatch(opening) is not None
    # A line below a heading is no front matter, unless fields and another line follow.
    is_closed = any(_CLOSING.fullmatch(one) or one.rstrip() in _MARKS for one in rest.split("\n", _MAX_HEADER_LINES))
    return start if is_marked and is_closed and _looks_like_fields(rest[:2_000]) else first


def _marked(dialect: Dialect, rest: str, line: int, closing: re.Pattern[str], notes: FileNotes) -> _Block | None:
    """Cut at the closing mark; where there is none, at the first empty line after the fields."""
    at = 0
    while at < len(rest):
        end = rest.find("\n", at)
        end = len(rest) if end < 0 else end
        # The first character tells for nearly all lines.
        if rest[at : at + 1] in ("-", ".", "+", ";", "—", "–") and closing.fullmatch(rest, at, end):
            return _Block(dialect, rest[:at], line + 1, rest[end + 1 :])
        at = end + 1
    if len(rest) >= MAX_BLOCK_CHARACTERS:
        raise notes.error(f"front matter of more than {MAX_BLOCK_CHARACTERS:,} characters: shorten it")
    if not _looks_like_fields(rest):
        return None
    block, _, body = rest.partition("\n\n")
    notes.repaired("front matter is not closed: read up to the first empty line; close it with a line '---'", line=line)
    return _Block(dialect, block, line + 1, body)


def _looks_like_fields(text: str) -> bool:
    return any(
        _HEADER_LINE.match(one) or re.match(r"[\w-]+\s*=", one) for one in text[:5_000].split("\n")[:_MAX_HEADER_LINES]
    )


def _json_block(text: str, line: int) -> _Block | None:
    try:
        _, end = json.JSONDecoder().raw_decode(text)
        if text[end : end + 80].partition("\n")[0].strip():
            return None  # a sentence that begins with JSON
    except (ValueError, RecursionError):
        # Broken, or a text about JSON.
        match = _BRACES.match(text)
        if match is None:
            return None
        end = match.end()
    return _Block(Dialect.JSON, text[:end], line, text[end:].lstrip("\n"))


def _unmarked_block(text: str, line: int) -> _Block | None:
    """Hexo's: fields from the first line on, closed by ``---``."""
    lines = text.split("\n", _MAX_HEADER_LINES)[:_MAX_HEADER_LINES]
    for number, one in enumerate(lines):
        if number and re.fullmatch(r"-{3,}[ \t]*", one):
            block = "\n".join(lines[:number])
            return _Block(Dialect.UNMARKED, block, line, text[len(block) + 1 + len(one) + 1 :])
        if not _UNMARKED_LINE.fullmatch(one) or (not number and not _HEADER_LINE.match(one)):
            return None
    return None


def _header_block(text: str, line: int) -> _Block | None:
    """Pelican's and MultiMarkdown's: fields from the first line on, closed by an empty line."""
    block, _, body = text.partition("\n\n")
    lines = block.split("\n")
    keys = [fold_key(match["key"]) for one in lines if (match := _HEADER_LINE.fullmatch(one))]
    is_header = all(_HEADER_LINE.fullmatch(one) or one[:1] in (" ", "\t") for one in lines)
    if not is_header or not keys or keys[0] not in KNOWN or not _TELLING & set(keys):
        return None
    return _Block(Dialect.HEADER, block, line, body)


def _lined_block(dialect: Dialect, pattern: re.Pattern[str], text: str, line: int, more: str = "") -> _Block | None:
    """Lines of one form from the first line on; `more` are lines of that form that something else says."""
    lines = text.split("\n", _MAX_HEADER_LINES)[:_MAX_HEADER_LINES]
    count = next((number for number, one in enumerate(lines) if not pattern.fullmatch(one)), len(lines))
    block = "\n".join(lines[:count])
    # In manuals, lines of these forms are labels and options.
    keys = {fold_key(match["key"] or "") for one in lines[:count] if (match := pattern.fullmatch(one))}
    if not keys & _TELLING and ":date:" not in more:
        return None
    body = text[len(block) + 1 :].lstrip().removeprefix("-->")
    return _Block(dialect, block + more, line, body)


def _field_list(text: str, line: int) -> _Block | None:
    """Lines ``:key: value`` from the first line on, or below the title."""
    match = _LISTED_TITLE.match(text)
    start = match.end() if match else 0
    if not text.startswith(":", start):
        return None
    said = match.groupdict() if match else {}
    said["title"] = said.pop("equal", None) or said.get("title")
    more = "".join(
        f"\n:{key}: {value.partition('<')[0].strip()}"
        for key, value in said.items()
        if value and not re.search(rf"^:{key}:", text[start : start + 2_000], re.MULTILINE | re.IGNORECASE)
    )
    line += text.count("\n", 0, start)
    return _lined_block(Dialect.FIELD_LIST, _LISTED_LINE, text[start:], line, more)


# What it says ---------------------------------------------------------------------------------------------------------


def _parse(block: _Block, notes: FileNotes) -> Table:
    text = block.text.translate(_ODD_SPACES)
    match _written_as(block.dialect, text):
        case Dialect.TOML:
            return _parse_toml(text, block.first_line, notes)
        case Dialect.JSON:
            return _parse_json(text, block.first_line, notes)
        case Dialect.HEADER:
            return _parse_header(text, block.first_line, _HEADER_LINE)
        case Dialect.DOTTED:
            return _parse_header(text, block.first_line, _DOTTED_LINE)
        case Dialect.ORG:
            return _parse_header(text, block.first_line, _ORG_LINE)
        case Dialect.FIELD_LIST:
            return _parse_header(text, block.first_line, _LISTED_LINE)
    if not text.strip():
        return Table()
    return read_fields(text, block.first_line, parse_yaml, notes)


def _written_as(dialect: Dialect, text: str) -> Dialect:
    """YAML between the marks of TOML is YAML, and the other way round."""
    first = next((one for one in text.split("\n", 20) if one.strip() and not one.startswith("#")), "")
    if dialect is Dialect.TOML and _HEADER_LINE.fullmatch(first):
        return Dialect.YAML
    if dialect is Dialect.YAML and _TOML_FIELD.match(first) and not _HEADER_LINE.match(first):
        return Dialect.TOML
    return dialect


_CURLY = str.maketrans("“”„‟‘’‚", '""""\'\'\'')
_TOML_FIELD = re.compile(r"""\s*(?P<key>[\w-]+|"[^"\n]+"|'[^'\n]+')\s*=""")
_TOML_SECTION = re.compile(r"\s*\[+\s*(?P<key>[^\]\n]+?)\s*\]+\s*(?:#.*)?")


def _parse_toml(text: str, first_line: int, notes: FileNotes) -> Table:
    """Parse TOML; if it is broken, each of its fields and sections by itself."""
    try:
        return _with_lines(to_table(tomllib.loads(text), first_line), text, first_line)
    except (tomllib.TOMLDecodeError, TooDeepError, RecursionError):
        pass
    table, lines = Table(), text.split("\n")
    starts = [i for i, one in enumerate(lines) if _TOML_FIELD.match(one) or _TOML_SECTION.fullmatch(one)]
    section = ""
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
        if _TOML_SECTION.fullmatch(lines[start]):
            section = lines[start]
            continue
        piece = "\n".join([section, *lines[start:end]])
        match = _TOML_FIELD.match(lines[start])
        key = without_quotes(match["key"]) if match else ""
        line = first_line + start
        try:
            found = to_table(_loads(piece, line, notes), line)
        except (tomllib.TOMLDecodeError, TooDeepError, RecursionError):
            text_of_key = without_quotes(" ".join(one.strip() for one in lines[start:end]).partition("=")[2].strip())
            known = fold_key(key) in KNOWN and not section
            notes.repaired(
                "this is not TOML: read as the text that is written there" if known else "this is not TOML: left out",
                line=line,
                field=key,
            )
            found = Table({key: text_of_key}, {key: line}) if known else Table()
        _join(table, found)
    if not table.values:
        raise notes.error("this is not TOML: expected fields such as 'title = \"...\"'", line=first_line)
    return table


def _loads(piece: str, line: int, notes: FileNotes) -> dict[str, Any]:
    """Parse a piece of TOML, with the quotes of word processors if it must be."""
    try:
        return tomllib.loads(piece)
    except tomllib.TOMLDecodeError:
        found = tomllib.loads(piece.translate(_CURLY))
        notes.repaired("the quotes of a word processor: read as straight ones", line=line)
        return found


def _join(table: Table, found: Table) -> None:
    for key, value in found.values.items():
        known = table.values.get(key)
        if isinstance(known, Table) and isinstance(value, Table):
            _join(known, value)
        else:
            table.values[key], table.lines[key] = value, found.lines[key]


def _parse_json(text: str, first_line: int, notes: FileNotes) -> Table:
    # Hexo's has no braces of its own.
    text = text.strip() if text.strip().startswith("{") else f"{{{text}}}"
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        with suppress(UnreadableError):  # YAML allows a comma too many and other quotes
            table = parse_yaml(text.replace("\t", " "), first_line, notes)
            if any(value is not None for value in table.values.values()):
                notes.repaired("this is not quite JSON: read as YAML, check quotes and commas", line=first_line)
                return table
        line = first_line + (error.lineno - 1 if isinstance(error, json.JSONDecodeError) else 0)
        raise notes.error("this is not JSON: check quotes, commas and brackets", line=line) from error
    try:
        return _with_lines(to_table(data, first_line), text, first_line)
    except TooDeepError as error:
        raise notes.error(str(error), line=first_line) from error


def _with_lines(table: Table, text: str, first_line: int) -> Table:
    """Find the line of each key: these parsers do not tell."""
    for number, one in enumerate(text.split("\n")):
        match = re.match(r"""\s*["']?(?P<key>[\w-]+)["']?\s*[=:]|\s*\[(?P<section>[\w-]+)\]""", one)
        key = match and (match["key"] or match["section"])
        if key in table.values and table.lines.get(key) == first_line:
            table.lines[key] = first_line + number
    return table


def _parse_header(text: str, first_line: int, pattern: re.Pattern[str]) -> Table:
    """Read one field a line; an indented line goes on with the one before it."""
    table, key = Table(), ""
    for number, one in enumerate(text.split("\n")):
        if (match := pattern.fullmatch(one)) and match["key"]:
            key = match["key"]
            table.values[key], table.lines[key] = without_quotes((match["value"] or "").strip()), first_line + number
        elif key:
            table.values[key] = f"{table.values[key]} {one.strip()}".strip()
    table.values = {name: _listed(value) for name, value in table.values.items() if fold_key(name) != WITHHELD}
    return table


def _listed(value: Value) -> Value:
    """``[a, b]`` is a list for those who write YAML everywhere."""
    if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
        try:
            return parse_yaml(f"x: {value}", 1, FileNotes("")).values["x"]
        except UnreadableError:
            return value
    return value
