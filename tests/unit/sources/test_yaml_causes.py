from __future__ import annotations

import pytest

from graphkit.sources.yaml_causes import count_open_brackets, find_cause


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("title: Mayor: no", "a colon and a blank inside a value without quotes"),
        ("\ttitle: x", "a tab before the text, where YAML wants blanks"),
        ("title: @mayor", "a value that begins with a sign that YAML keeps to itself"),
        ("title: 'open", "a quote that is never closed"),
        ("tags: [a, b", "a bracket that is never closed"),
        ('title: "Big" day', "something after a closing quote"),
        ("title: [Video] Mayor", "something after a closing bracket"),
        (r'title: "C:\quiet"', "a backslash inside double quotes"),
        ("just text", "a line without a colon"),
        ("title: fine", "this is not YAML"),
        ("x" * 20_000, "this is not YAML"),
    ],
)
def test_the_cause_is_found_by_looking_at_the_line(line: str, cause: str) -> None:
    assert find_cause(line) == cause


def test_brackets_in_quotes_are_no_brackets() -> None:
    assert count_open_brackets("[{a: '[[', b: [c]") == 2
