"""A body without what readers never see in it: code, tags of site generators, attributes, formulas.

It is taken out of the source before a parser of Markdown gets it: none knows the tags of ten generators. Each search
takes time in proportion to the text. It is bounded in length, or stops where the next one begins.
"""

from __future__ import annotations

import re
import textwrap
from functools import lru_cache

_LONGEST_TAG = 1_000

# An unclosed fence goes on to the end, as in Markdown.
_FENCE = re.compile(
    r"^[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)?(`{3,}+|~{3,}+)(?![^\n]*`)[^\n]*+"
    r"(?:\n(?![ \t>]*+\1[`~]*+[ \t]*+$)[^\n]*+)*+(?:\n[^\n]*+)?",
    re.MULTILINE,
)

# Jekyll, Hexo: `{% tag %}`, `{{ variable }}`. Hugo: `{{< tag >}}`, `{{% tag %}}`. MDX: `{/* comment */}`.
# Obsidian: `%%comment%%`.
_CLOSINGS = {"{%": "%}", "{{": "}}", "{/*": "*/}", "%%": "%%"}
_OPENING = re.compile("|".join(map(re.escape, _CLOSINGS)))
_TAG_NAME = re.compile(r"[\s<%-]*(\w*)")
_CODE_TAGS = frozenset({"highlight", "codeblock", "code", "comment", "katex", "math", "mermaid", "plantuml"})

# WordPress: `[code]`, a tag with attributes, the end of any, or one that is known to come without attributes.
_CODE_ELEMENT = re.compile(
    r"\[(code|sourcecode|php|html|css|js|javascript|python|ruby|java|bash|xml|sql|latex)\b[^\[\]\n]*\]|<(code)\b[^<>]*>",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"\[(?:/[a-z][\w-]*+"
    r"|[a-z][\w-]*+(?:\s++[\w-]++\s*+=\s*+(?:\"[^\"\[\]]*+\"|'[^'\[\]]*+'|[^\s\"'\[\]]++))++\s*+/?"
    r"|(?:gallery|caption|embed|audio|video|playlist|youtube|vimeo)\b[^\[\]\n]*+)\](?![(:])",
    re.IGNORECASE,
)

_WHOLE_LINES = re.compile(
    r"^(?:"
    # MDX: imports and exports.
    r"(?:import\s(?:[\w*{][^;'\"]{0,500}?\sfrom\s*)?['\"][^'\"\n]+['\"];?[ \t]*+)++$"
    r"|export\s(?:const|let|var|default|function|\{)[^\n]*+(?:\n[^\n]++)*+"
    # Marks where a table of contents goes.
    r"|[ \t]*+(?:[-*+]|1\.)?[ \t]*+(?:\[?\[?TOC\]?\]?|@\[toc\][^\n]*+|\{:toc\})[ \t]*$"
    # reStructuredText: directives with their options, targets of links.
    r"|\.\.[ \t]++(?:_[^\n]*:|[\w-]+::)[^\n]*+(?:\n[ \t]++:[\w-]++:[^\n]*+)*+"
    r")",
    re.MULTILINE | re.IGNORECASE,
)
# MkDocs: `!!! note "Title"`, and its text is indented like code.
_ADMONITION = re.compile(r"^(?:!!!|\?\?\?)\+?[ \t]+\w+([^\n]*)((?:\n(?:[ \t]++[^\n]*+)?)*+)", re.MULTILINE)
_MARKS = re.compile(
    # Docusaurus, VuePress: `:::tip Title`. Obsidian, GitHub: `> [!note] Title`. The titles stay.
    r"^(?P<quote>[ \t>]*+)(?::{3,}+[ \t]*+[\w-]*+|\[![\w-]+\][+-]?)"
    # kramdown, Pandoc: `{: .class}`, `{#id}`. Footnotes: `[^1]`.
    r"|\{[:#.][^{}\n]*+\}|\[\^[^\]\s]{1,60}\]:?",
    re.MULTILINE,
)

# JSX: `items={[{a: 1}]}` may hold a `>`.
_PROPERTY = re.compile(r"=\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}")
# What HTML would take for the beginning of an element without an end.
_SELF_CLOSED = re.compile(r"<(?:[A-Z][\w.]*|iframe|script|style|svg|video|audio|object|textarea)\b[^<>]*/>")
# Parsers of Markdown are strict about attributes, and show a tag as text if one of them is written wrong.
_ATTRIBUTES = re.compile(r"""<([a-zA-Z][\w.-]*+)\s(?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*?(/?)>""")

# `$5 and $10` is no formula.
_FORMULA = re.compile(r"\$\$[^$]++\$\$|(?<![\w$\\])\$(?!\s)([^$\n]{1,400})(?<!\s)\$(?!\w)")
_OF_FORMULAS = re.compile(r"[\\^_{}=]|^\w$")

# Within a sentence, what `<style>` names is a word.
_CODE_SPAN = re.compile(r"(?<!`)(`++)([^`\n]++)\1(?!`)")
_NO_MARKUP = str.maketrans(dict.fromkeys("<>{}[]%$", " "))
# What hides all text up to its end: without one, it was written about.
_HIDING = re.compile(
    r"<(?P<end>/?)(?P<name>script|style|title|textarea|iframe|noscript|select|button|object|svg|math|pre|template|canvas|"
    r"audio|video)\b|(?P<comment><!--)|-->",
    re.IGNORECASE,
)

# Markdown takes for code what four spaces stand before, some authors begin their paragraphs with them.
_INDENTED = re.compile(r"^(?:(?: {4}| {0,3}\t)[^\n]*+(?:\n|\Z))++", re.MULTILINE)
_OF_CODE = re.compile(r"[{}()\[\];=<>_/|&$#\"'+]")
_OF_SENTENCES = re.compile(r"[.!?:,…](?:\s|\Z)|[。！？：，；]")
_MOST_OF_CODE_IN_PROSE = 0.03

# No text is that deep, and parsers of HTML take time in proportion to the square of the depth.
_DEEP = re.compile(r"^[ \t]*+(?:>[ \t]*+|(?:[-*+]|\d{1,9}[.)])[ \t]++){9,}+", re.MULTILINE)
_INDENTED_TAG = re.compile(r"^[ \t]{4,}+(?=</?[a-zA-Z!])", re.MULTILINE)


@lru_cache(maxsize=1)  # called three times for one body: for its text, its heading and the share that is lost
def without_shortcodes(text: str) -> str:
    """Take out of a body's source what is no text, and leave Markdown and HTML that any parser reads.

    Cost: linear in the length.
    """
    if "```" in text or "~~~" in text:
        text = _FENCE.sub("", text)
    if "`" in text:
        text = _CODE_SPAN.sub(lambda found: found[0].translate(_NO_MARKUP), text)
    text = _without_templates(_without_code_elements(text))
    text = _WHOLE_LINES.sub("", text)
    if "[" in text:
        text = _BRACKETED.sub(" ", text)
    if "!!!" in text or "???" in text:
        text = _ADMONITION.sub(lambda found: f"{found[1]}\n{textwrap.dedent(found[2])}\n", text)
    text = _MARKS.sub(lambda found: found["quote"] or "", text)
    if "$" in text:
        text = _FORMULA.sub(_without_formula, text)
    if "<" in text:
        text = _with_bare_tags(text)
    return _DEEP.sub("", _INDENTED.sub(_without_indent, text))


def _without_templates(text: str) -> str:
    """Take out the tags of template languages, and what stands between those that enclose code."""
    parts = []
    at = 0
    while opening := _OPENING.search(text, at):
        parts.append(text[at : opening.start()])
        closing = _CLOSINGS[opening[0]]
        end = text.find(closing, opening.end(), opening.end() + _LONGEST_TAG)
        inner = text[opening.end() : end]
        if end < 0 or "\n\n" in inner:
            parts.append(opening[0])
            at = opening.end()
        else:
            at = _after_code(text, inner, end + len(closing))
    return "".join((*parts, text[at:])) if parts else text


def _after_code(text: str, tag: str, at: int) -> int:
    """Where text goes on after a tag: at its end, or at that of the code that it begins."""
    name = match[1] if (match := _TAG_NAME.match(tag)) else ""
    if name in _CODE_TAGS:
        ending = re.compile(rf"\{{[{{%][\s<%-]*(?:end|/\s*){name}[^{{}}]{{0,20}}\}}{{1,2}}").search(text, at)
        return ending.end() if ending else at
    return at


def _without_code_elements(text: str) -> str:
    """Take out ``[code]`` of WordPress, and ``<code>`` of several lines: a name within a sentence stays."""
    if "[" not in text and "<code" not in text:
        return text
    parts = []
    at = 0
    while opening := _CODE_ELEMENT.search(text, at):
        ending = f"[/{opening[1]}]" if opening[1] else f"</{opening[2]}>"
        end = text.find(ending, opening.end())
        inner = text[opening.end() : max(end, opening.end())]
        is_code = end >= 0 and (opening[1] or "\n" in inner or "<br" in inner)
        parts.append(text[at : opening.start() if is_code else opening.end()])
        at = end + len(ending) if is_code else opening.end()
    return "".join((*parts, text[at:])) if parts else text


def _with_bare_tags(text: str) -> str:
    if "={" in text:
        text = _PROPERTY.sub("", text)
    text = _SELF_CLOSED.sub(" ", text)
    text = _ATTRIBUTES.sub(r"<\1\2>", text)
    return _INDENTED_TAG.sub("", _without_open_elements(text))


def _without_open_elements(text: str) -> str:
    """Make words of the tags that would hide all that follows them."""
    ends = {(found["name"] or "").lower(): found.start() for found in _HIDING.finditer(text) if not _is_opening(found)}

    def as_words(found: re.Match[str]) -> str:
        if _is_opening(found) and ends.get((found["name"] or "").lower(), -1) < found.start():
            return "&lt;" + found[0][1:]
        return found[0]

    return _HIDING.sub(as_words, text)


def _is_opening(found: re.Match[str]) -> bool:
    return bool(found["comment"] or (found["name"] and not found["end"]))


def _without_indent(found: re.Match[str]) -> str:
    block = found[0]
    of_code = len(_OF_CODE.findall(block))
    is_prose = of_code <= _MOST_OF_CODE_IN_PROSE * len(block) and _OF_SENTENCES.search(block)
    return re.sub(r"^[ \t]+", "", block, flags=re.MULTILINE) if is_prose else block


def _without_formula(found: re.Match[str]) -> str:
    return found[0] if found[1] and not _OF_FORMULAS.search(found[1]) else " "
