"""Attributes in formats that declare them: each name has one type among nodes, and one among edges."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphkit.graph.attributes import Plain, stories_of_articles, to_plain, to_text
from graphkit.graph.plain_graph import PlainGraph
from graphkit.model import StoryGraph
from graphkit.plain_text import clean_line

_LONG = range(-(2**63), 2**63)


@dataclass(slots=True)
class Key:
    """The declaration of one attribute: ``type`` is boolean, long, double, list or string."""

    id: str
    name: str
    type: str


class LabeledNodes:
    """The nodes as they are written, any number of times: (id, attributes), label first, with the name of the story."""

    def __init__(self, plain: PlainGraph) -> None:
        self._graph = plain.graph
        self._stories = stories_of_articles(plain)

    def __iter__(self) -> Iterator[tuple[str, dict[str, Plain]]]:
        for node, attributes in self._graph.nodes(data=True):
            written: dict[str, Plain] = {"label": node} | attributes
            if not to_text(written["label"]).strip():
                written["label"] = node
            if node in self._stories:
                written["story"] = self._stories[node]
            yield node, written


def find_keys(prefix: str, rows: Iterable[Mapping[str, Plain]], taken: Iterable[str] = ()) -> dict[str, Key]:
    """Every attribute name with its declaration, in the order in which they first occur.

    Parameters
    ----------
    prefix : str
        What ids of declarations begin with.
    rows : iterable of mapping
        The attributes of all nodes, or of all edges.
    taken : iterable of str
        Names that mean something else in the format.
    """
    keys: dict[str, Key] = {}
    names = {name.casefold() for name in taken}
    for row in rows:
        for name, value in row.items():
            kind = _type_of(value)
            key = keys.get(name)
            if key is None:
                keys[name] = Key(f"{prefix}{len(keys)}", unique_name(name, names), kind)
            elif key.type != kind:
                key.type = "double" if {key.type, kind} == {"long", "double"} else "string"
    return keys


def unique_name(name: object, taken: set[str]) -> str:
    """A name that differs from the others by more than case, which Gephi and databases do not tell apart."""
    base = clean_line(str(name)) or "attribute"
    unique, number = base, 1
    while unique.casefold() in taken:
        number += 1
        unique = f"{base}_{number}"
    taken.add(unique.casefold())
    return unique


def to_typed_text(value: Plain, kind: str) -> str:
    """The value as text of its declared type."""
    # Whole numbers among broken ones.
    return repr(float(value)) if kind == "double" and isinstance(value, int) else to_text(value)


def origin(story_graph: StoryGraph) -> str:
    """What made the file and how: a description, since Gephi reports graph attributes as errors."""
    made = to_plain(story_graph.graph.graph.get("graphkit"))
    if not isinstance(made, dict):
        return "graphkit"
    options = json.dumps(made.get("options", {}), ensure_ascii=False)
    return f"graphkit {made.get('version', '')}, schema {made.get('schema', '')}, options {options}"


def _type_of(value: Plain) -> str:
    if isinstance(value, float):
        return "double"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, list):
        return "list"
    return "long" if isinstance(value, int) and value in _LONG else "string"
