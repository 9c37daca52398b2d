"""Items of a graph as front matter: what a post's ``related`` list takes, ready to be pasted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphkit.graph.attributes import to_plain, to_text
from graphkit.model import StoryGraph
from graphkit.plain_text import clean_line

# Written without quotes, as posts have it: what reads front matter as more than text takes it for a time.
_PLAIN_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def render_related(story_graph: StoryGraph, nodes: Iterable[str]) -> Iterator[str]:
    """Render items as entries of a post's ``related`` list, a line at a time, each with its line end.

    Parameters
    ----------
    story_graph : StoryGraph
    nodes : iterable of str
        Ids of articles and related items.

    Notes
    -----
    Entries are indented by two spaces. Text stands in double quotes as in JSON, which YAML reads alike, so that no
    title ends its quotes or begins anything else.
    """
    for node in nodes:
        attributes = story_graph.graph.nodes[node]
        lines = _lines(attributes)
        yield f"  - {lines[0]}\n"
        yield from (f"    {line}\n" for line in lines[1:])


def _lines(attributes: Mapping[str, Any]) -> list[str]:
    title = _text(attributes, "title") or _text(attributes, "label")
    lines = [f"title: {_quoted(title)}"]
    if published := _text(attributes, "published"):
        lines.append(f"publishedDateTime: {published if _PLAIN_TIME.fullmatch(published) else _quoted(published)}")
    if url := _text(attributes, "url"):
        lines.append(f"webUrl: {_quoted(url)}")
    provider = {"name": _text(attributes, "provider"), "domain": _text(attributes, "domain")}
    if any(provider.values()):
        lines.append("provider:")
        lines += [f"  {name}: {_quoted(text)}" for name, text in provider.items() if text]
    return lines


def _text(attributes: Mapping[str, Any], name: str) -> str:
    return clean_line(to_text(to_plain(attributes.get(name)) or ""))


def _quoted(text: str) -> str:
    # Escapes of JSON come in pairs beyond the first plane, which YAML does not join: such characters stand as they are.
    return json.dumps(text, ensure_ascii=False)
