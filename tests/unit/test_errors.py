"""Errors: what they say, and that they can cross processes."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from graphkit import errors
from graphkit.errors import GraphkitError, SourceError


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (SourceError("a.md", "no title"), "a.md: no title"),
        (SourceError("a.md", "no title", line=3), "a.md:3: no title"),
        (SourceError("a.md", "got 'x'", field="heat", line=3), "a.md:3: heat: got 'x'"),
    ],
)
def test_a_source_error_says_where_and_what(error: SourceError, text: str) -> None:
    assert str(error) == text


def test_a_source_error_keeps_its_parts_when_pickled() -> None:
    error = SourceError(Path("a.md"), "got 'x'", field="heat", line=3)
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.path, copy.problem, copy.field, copy.line) == (Path("a.md"), "got 'x'", "heat", 3)
    assert str(copy) == str(error)


def test_one_base_class_catches_every_error() -> None:
    defined = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]
    assert [error for error in defined if not issubclass(error, GraphkitError)] == []
