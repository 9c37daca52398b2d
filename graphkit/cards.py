"""Stories on a screen of a notebook: static HTML that runs nothing and loads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from graphkit.plain_text import clean_line, shorten

_CARDS = 12
_STYLE = (
    "display:inline-block;vertical-align:top;box-sizing:border-box;width:18em;margin:0 .6em .6em 0;padding:.6em .8em;"
    "border:1px solid rgba(127,127,127,.4);border-radius:6px"
)


class Card(NamedTuple):
    """What is shown of one story: its name, its figures, and the title and address of its lead."""

    label: str
    figures: str
    title: str
    url: str | None


def render_cards(heading: str, cards: Sequence[Card]) -> str:
    """Render the first twelve stories below a heading that says how many there are."""
    shown = "".join(map(_render, cards[:_CARDS]))
    more = f"<p>and {len(cards) - _CARDS:,} more: story_graph.clusters</p>" if len(cards) > _CARDS else ""
    return f"<div><p>{_text(heading)}</p>{shown}{more}</div>"


def _render(card: Card) -> str:
    title = _text(card.title)
    if card.url and card.url.startswith(("http://", "https://")) and len(card.url) <= 1_000:
        title = f'<a href="{_text(card.url, 1_000)}" rel="noopener noreferrer" target="_blank">{title}</a>'
    return f'<div style="{_STYLE}"><strong>{_text(card.label)}</strong><br>{_text(card.figures)}<br>{title}</div>'


def _text(text: str, width: int = 160) -> str:
    return escape(shorten(clean_line(text), width))
