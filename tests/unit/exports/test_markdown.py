from __future__ import annotations

import pytest

from graphkit.exports.markdown import escape_markdown, to_code, to_link


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Council votes: 3-2 (again!)", "Council votes: 3-2 (again!)"),
        ("snake_case and _emphasis_", "snake_case and \\_emphasis\\_"),
        ("<b>bold</b> & [link](x)", "\\<b\\>bold\\</b\\> \\& \\[link\\](x)"),
        ("a | b", "a \\| b"),
        ("see www.example.org or http://example.org", "see www\\.example.org or http\\://example.org"),
        ("mail@example.org", "mail\\@example.org"),
        ("two\n\n# lines", "two \\# lines"),
        ("back\\slash", "back\\\\slash"),
    ],
)
def test_only_what_could_be_markup_is_escaped(text: str, expected: str) -> None:
    assert escape_markdown(text) == expected


def test_a_long_text_is_cut_before_it_is_escaped() -> None:
    assert escape_markdown("*" * 300, 10) == "\\*" * 9 + "…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_b/c.md", "`a_b/c.md`"),
        ("tick`ed.md", "``tick`ed.md``"),
        ("``", "``` `` ```"),
        ("", "`  `"),
    ],
)
def test_a_name_in_code_stands_as_it_is(text: str, expected: str) -> None:
    assert to_code(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=1&c=2", "[Title](https://example.org/a?b=1&amp;c=2)"),
        ("http://example.org/(a) b", "[Title](http://example.org/%28a%29%20b)"),
        ("https://example.org/é_*x*~", "[Title](https://example.org/é_*x*~)"),
        ("javascript:alert(1)", "Title"),
        ("data:text/html,x", "Title"),
        ("https:///no-host", "Title"),
        ("//example.org", "Title"),
        ("https://[broken", "Title"),
        ("", "Title"),
        (None, "Title"),
    ],
)
def test_only_pages_of_the_web_are_linked(url: str | None, expected: str) -> None:
    assert to_link("Title", url) == expected
