"""No text breaks a build, and what comes out can be written to any format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import given

from graphkit.plain_text import clean_line, clean_text
from tests.support.built import Built
from tests.support.comparing import whole
from tests.support.hostile import any_text


def texts_in(value: Any) -> Iterator[str]:
    """All text within a value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts_in(list(value.items()))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_in(part)


def test_hostile_texts_make_a_graph_of_clean_texts(built: Built) -> None:
    assert [text for text in texts_in(whole(built.graph)) if clean_text(text) != text] == []
    names = [text for cluster in built.graph.clusters for text in (cluster.label, *cluster.keywords)]
    assert [name for name in names if clean_line(name) != name or not name] == []


@given(any_text)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    clean_text(text).encode()
