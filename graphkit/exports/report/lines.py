"""Lines that several sections of the report share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphkit.exports.markdown import escape_markdown, to_code, to_link
from graphkit.graph.attributes import to_iso, to_plain, to_text
from graphkit.model import NodeKind, StoryCluster
from graphkit.plain_text import clean_line

Attributes = Mapping[str, Any]


def article_line(node: str, attributes: Attributes) -> str:
    """One article in a list: time, provider, title."""
    provider = escape_markdown(text_of(attributes, "provider"))
    parts = (time_of(attributes) or "undated", provider, headline(node, attributes))
    return f"- {' · '.join(part for part in parts if part)}"


def headline(node: str, attributes: Attributes) -> str:
    """The title, as a link if there is an address."""
    title = text_of(attributes, "title") or text_of(attributes, "label") or clean_line(str(node))
    return to_link(title, text_of(attributes, "url"))


def rest(total: int, listed: int, table: str) -> Iterator[str]:
    """How much is left out, and where it stands."""
    if total > listed:
        yield f"and {total - listed:,} more, in {to_code(table)}"
        yield ""


def rest_of_list(total: int, listed: int, table: str | None = None) -> Iterator[str]:
    """How much is left out, as the last item of a list."""
    if total > listed:
        yield f"- and {total - listed:,} more" + (f", in {to_code(table)}" if table else "")


def is_item(attributes: Attributes) -> bool:
    """Whether a node is an article or a related item."""
    return attributes.get("kind") in (NodeKind.ARTICLE, NodeKind.RELATED)


def text_of(attributes: Attributes, name: str) -> str:
    """An attribute on one line; empty if it is unknown."""
    return clean_line(to_text(to_plain(attributes.get(name)) or ""))


def texts(value: object) -> Iterator[str]:
    """The texts of a list; none if it is no list."""
    plain = to_plain(value)
    return map(to_text, plain) if isinstance(plain, list) else iter(())


def time_of(attributes: Attributes) -> str:
    """Date and time to the minute, as text that sorts; the day alone if there is no clock; empty if unknown."""
    length = 10 if attributes.get("published_precision") == "day" else 16
    return escape_markdown(text_of(attributes, "published")[:length].replace("T", " "))


def seen(cluster: StoryCluster) -> tuple[str, str]:
    """When a story was first and last seen, to the minute."""
    first, last = (
        to_iso(moment)[:16].replace("T", " ") if moment else "undated"
        for moment in (cluster.first_seen, cluster.last_seen)
    )
    return first, last
