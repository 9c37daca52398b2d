"""HTML and Markdown -> plain text, by parsers."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

# What feeds put into titles and excerpts. Anything else in angle brackets is something that was written about:
# `x <y> z`, or a headline about <script>.
_INLINE = frozenset(
    """
    a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u
    var wbr
    """.split()  # noqa: SIM905 -- a list of thirty strings is no pleasure to read
)
_BREAKING = frozenset(
    """
    article aside audio blockquote br center dd div dl dt embed figcaption figure footer h1 h2 h3 h4 h5 h6 header
    hr iframe img li main nav ol p picture pre section source table tbody td tfoot th thead time tr ul video
    """.split()  # noqa: SIM905
)
_LONE_AMPERSAND = re.compile(r"&(?!#?\w{1,40};)")
_LIQUID = re.compile(r"\{%[^{}]*%\}|\{\{[^{}]*\}\}")


def html_to_text(text: str) -> str:
    """Turn what is markup in a text into what it stands for, and leave all else as it was written.

    A text of nothing but markup is left as it is: better an odd title than none.
    """
    if "<" not in text and "&" not in text:
        return text
    # html.parser decodes `&copy` in `Q&copywriting` too, and treats what is left open at the end
    # differently from one Python to the next: neither gets that far.
    source = _LONE_AMPERSAND.sub("&amp;", text.replace("<![CDATA[", "").replace("]]>", ""))
    # `<![if ...]>` makes html.parser raise.
    source = _escape_unclosed(source.replace("<![", "&lt;!["))
    collector = _TextCollector()
    collector.feed(source)
    collector.close()
    plain = "".join(collector.parts)
    return plain if plain.strip() else text


def _escape_unclosed(source: str) -> str:
    """Escape a ``<`` that no ``>`` follows, and the ``<!--`` of a comment without an end."""
    tail = source.rpartition("-->")[2]
    if "<!--" in tail:
        source = source[: len(source) - len(tail)] + tail.replace("<!--", "&lt;!--")
    closed, end, tail = source.rpartition(">")
    return closed + end + tail.replace("<", "&lt;")


class _TextCollector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def set_cdata_mode(self, elem: str, *, escapable: bool = False) -> None:
        """Read on as before: what is inside ``<script>`` is text like any other here, and nothing runs."""

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._handle_tag(tag, self.get_starttag_text() or f"<{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._handle_tag(tag, f"</{tag}>")

    def _handle_tag(self, tag: str, written: str) -> None:
        if tag in _BREAKING:
            self.parts.append(" ")
        elif tag not in _INLINE:
            self.parts.append(html.unescape(written))


def markdown_to_text(text: str) -> str:
    """Take the words out of a Markdown body: headings, paragraphs, code; no addresses, no HTML, no Liquid tags."""
    # Most posts have no body, and importing the parser takes 40 ms.
    from markdown_it import MarkdownIt

    lines = []
    for token in MarkdownIt("commonmark").parse(_LIQUID.sub("", text)):
        if token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
        elif token.type == "inline":
            lines.append(
                "".join(
                    "\n" if part.type in ("softbreak", "hardbreak") else part.content
                    for part in token.children or ()
                    if part.type != "html_inline"
                )
            )
    return "\n".join(line for line in lines if line.strip())
