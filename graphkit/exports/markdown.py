"""Text of strangers inside Markdown: shown as it is, whatever it holds."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from graphkit.plain_text import clean_line, shorten

# What can begin markup inside a line, in CommonMark, in GitHub's tables and formulas, and in HTML; and what makes
# many viewers turn a bare address into a link. What counts only at the start of a line is not among them, so that
# the text stays readable in an editor: never put a stranger's text there.
_MARKUP = re.compile(
    r"[\\`*\[\]<>&#|~$@]|:(?=//)|(?<=www)\."
    r"|(?<![^\W_])_|_(?![^\W_])",  # between letters an underscore is only an underscore
    re.IGNORECASE,
)

_UNSAFE_IN_ADDRESS = re.compile(r"[\s\\`\[\]<>()\"'|$]")


def escape_markdown(text: str, width: int = 200) -> str:
    """The text for the middle of a line: on one line, at most `width` characters, and nothing in it is markup."""
    return _MARKUP.sub(r"\\\g<0>", shorten(clean_line(text), width))


def to_code(text: str) -> str:
    """The text as inline code: for names of files and fields, which can be searched for as they are."""
    line = clean_line(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
    padding = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def to_link(text: str, url: str | None) -> str:
    """The text as a link to a web page; without one if the address is not http or https."""
    address = _to_address(url)
    return f"[{escape_markdown(text)}]({address})" if address else escape_markdown(text)


def _to_address(url: str | None) -> str | None:
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    encoded = _UNSAFE_IN_ADDRESS.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)
    return encoded.replace("&", "&amp;")
