"""Markdown and HTML -> the words that a reader sees, by parsers."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from graphkit.plain_text import clean_text
from graphkit.sources.shortcodes import without_shortcodes

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MAX_BODY_CHARACTERS = 20_000
"""Of a body, no more is read."""

# What feeds put into titles and excerpts. Anything else in angle brackets is something that was written about:
# `x <y> z`, or a headline about <script>.
_INLINE = (
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u "
    "var wbr"
)
_BREAKING = (
    "article aside audio blockquote br center dd div dl dt embed figcaption figure footer h1 h2 h3 h4 h5 h6 header hr "
    "iframe img li main nav ol p picture pre section source table tbody td tfoot th thead time tr ul video"
)
# No `<` within a tag: from each, a search goes no further than to the next.
_TAG_END = r"""(?=[\s/>])(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>"""
_INLINE_TAG = re.compile(rf"</?(?:{_INLINE.replace(' ', '|')}){_TAG_END}", re.IGNORECASE)
_BREAKING_TAG = re.compile(rf"</?(?:{_BREAKING.replace(' ', '|')}){_TAG_END}", re.IGNORECASE)
_LONE_AMPERSAND = re.compile(r"&(?!#?\w{1,40};)")

# Elements of a page without words for its readers.
_WORDLESS = [
    *("script", "style", "template", "noscript", "title", "pre", "textarea", "select", "button"),
    *("iframe", "object", "audio", "video", "canvas", "svg", "math"),
]
_LINE_TAG = re.compile(
    r"</?(?:address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|figcaption|figure|footer|form|"
    r"h[1-6]|header|hr|li|main|nav|ol|p|section|summary|table|tr|ul)\b",
    re.IGNORECASE,
)
_CELL_TAG = re.compile(r"<(?:td|th|img|input)\b", re.IGNORECASE)
_WORDLESS_ELEMENT = re.compile(r"<(pre|script|style)\b[^<>]*>.*?</\1>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*+>")
_PICTURE_OR_TARGET = re.compile(
    r"!\[[^\[\]]*+\](?:\([^()\n]*+\))?|\]\([^()\n]*+\)|\[[xX]\]|^[ ]{0,3}\[[^\[\]\n]++\]:[^\n]*+", re.MULTILINE
)

# Chinese and Japanese text follows an address without a space.
_IN_ADDRESS = r"[!#-;=?-~\u00a1-\u02ff\u0370-\u1fff]"
_ADDRESS = re.compile(rf"(?<![a-z0-9])(?:(?:https?|ftp)://|www\.(?=\w)){_IN_ADDRESS}++", re.IGNORECASE)
_SHORT_ADDRESS = re.compile(rf"(?<![\w@/.-])(?:[a-z0-9-]{{1,63}}\.){{1,4}}+[a-z]{{2,24}}/{_IN_ADDRESS}++")
_MAIL_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+@(?:[\w-]{1,63}+\.){1,4}+[a-zA-Z]{2,24}\b")
_EMOJI_CODE = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])")
# Up to three words between the end of a sentence, or another address, and an address.
_LEAD_IN = re.compile(r"(^|[.!?…\0]\s*+)(?:[^\s.!?…\0]{1,30}+\s++){1,3}+(?=\0)")
_RUN = re.compile(r"\w+")


def html_to_text(text: str) -> str:
    """Turn what is markup in a title or an excerpt into what it stands for, and leave all else as it was written.

    A text of nothing but markup is left as it is: better an odd title than none.
    """
    if "<" not in text and "&" not in text:
        return text
    plain = text.replace("<![CDATA[", "").replace("]]>", "")
    plain = _BREAKING_TAG.sub(" ", _INLINE_TAG.sub("", _without_comments(plain)))
    # `html.unescape` decodes `&copy` in `Q&copywriting` too.
    plain = html.unescape(_LONE_AMPERSAND.sub("&amp;", plain))
    return plain if plain.strip() else text


def _without_comments(text: str) -> str:
    parts = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + len("-->")
    return "".join((*parts, text[at:]))


def body_to_text(source: str) -> str:
    """Take out of a body the words that a reader of its page sees.

    Code, formulas, scripts, comments, tags of generators and addresses are no text. Nor is the alternative text of a
    picture: it shows only where the picture does not. Captions, cells of tables and names in `code` within a sentence
    are text.

    Parameters
    ----------
    source : str
        Markdown, HTML, or both. Only its first `MAX_BODY_CHARACTERS` are read.

    Returns
    -------
    str
        A line for each paragraph, heading, item and row, without empty ones.
    """
    return "\n".join(_lines_of(_to_page(source)))


def first_heading(source: str) -> str:
    """Find the title of a body: its first heading of level one, however it is written.

    A heading of another level counts only if the body begins with it. Empty if there is none.
    """
    page = _to_page(source)
    if (heading := page.css_first("h1")) is not None:
        return " ".join(_tidy(heading.text()).split())
    if (heading := page.css_first("h2, h3, h4, h5, h6")) is not None:
        title = " ".join(_tidy(heading.text()).split())
        return title if _lines_of(page)[:1] == [title] else ""
    return ""


def lost_share(source: str, text: str) -> float:
    """Tell which share of what looks like text in a body is not in its text.

    Code that is marked as such, tags of HTML and of generators, pictures and addresses do not look like text. Code that
    is told by its indentation alone does.

    Parameters
    ----------
    source : str
        The body.
    text : str
        What `body_to_text` made of it.

    Returns
    -------
    float
        In [0, 1], of letters and digits. 0 for a body without any. Cost: about that of `body_to_text`.
    """
    rest = without_shortcodes(clean_text(source[:MAX_BODY_CHARACTERS]))
    rest = _PICTURE_OR_TARGET.sub(" ", _TAG.sub(" ", _WORDLESS_ELEMENT.sub(" ", rest)))
    rest = _tidy(html.unescape(rest))
    expected = _count_letters(rest)
    return max(0.0, 1.0 - _count_letters(text) / expected) if expected else 0.0


def without_links(text: str) -> str:
    """Take out addresses, and the few words that only lead to one: ``Sign up: https://example.org``."""
    if "//" not in text and "www." not in text.lower():
        return text
    return without_addresses(_LEAD_IN.sub(r"\1", _ADDRESS.sub("\0", text)).replace("\0", " "))


def without_addresses(text: str) -> str:
    """Take out web and mail addresses: their words are no words of the text."""
    if "://" in text or "www." in text or "WWW." in text:
        text = _ADDRESS.sub(" ", text)
    if "/" in text:
        text = _SHORT_ADDRESS.sub(" ", text)
    if "@" in text:
        text = _MAIL_ADDRESS.sub(" ", text)
    return text


def _to_page(source: str) -> LexborHTMLParser:
    """Parse a body into a page without what is no text, and with a line end wherever a reader sees one."""
    # Most posts have no body.
    import pyromark
    from selectolax.lexbor import LexborHTMLParser

    text = without_shortcodes(clean_text(source[:MAX_BODY_CHARACTERS]))
    known = pyromark.Options
    options = known.ENABLE_TABLES | known.ENABLE_STRIKETHROUGH | known.ENABLE_TASKLISTS | known.ENABLE_WIKILINKS
    page = pyromark.html(text, options=options)
    page = _LINE_TAG.sub(r"\n\g<0>", page.replace("\n", " "))
    page = _CELL_TAG.sub(r" \g<0>", page)
    parsed = LexborHTMLParser(page)
    parsed.strip_tags(_WORDLESS, recursive=True)
    return parsed


def _lines_of(page: LexborHTMLParser) -> list[str]:
    text = clean_text(_tidy(page.text()))
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


def _tidy(text: str) -> str:
    text = without_addresses(text)
    return _EMOJI_CODE.sub(" ", text) if ":" in text else text


def _count_letters(text: str) -> int:
    return sum(map(len, _RUN.findall(text)))
