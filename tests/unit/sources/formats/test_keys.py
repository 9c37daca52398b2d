"""What others call the fields of an article."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.sources.formats.keys import rename, tells_an_article, to_item
from graphkit.sources.items import Items, Table
from graphkit.sources.values import MAX_DEPTH, TooDeepError, to_table, to_value
from tests.support.reading import to_plain


def item_of(**values: Any) -> dict[str, Any]:
    """What an object becomes, without its line."""
    found = to_plain(to_item(to_table(dict(values), 7), 7))
    assert found.pop("line") == 7
    return found


def test_a_field_gets_the_name_that_it_has_here() -> None:
    table = Table({"Kop-Regel": "One", "x": "2"}, {"Kop-Regel": 3, "x": 4})
    assert rename(table, {"title": "kop_regel"}) == Table({"title": "One", "x": "2"}, {"title": 3, "x": 4})


def test_a_field_that_had_the_name_gives_way() -> None:
    table = Table({"Title": "no", "headline": "One"}, {"Title": 1, "headline": 2})
    assert rename(table, {"title": "HEADLINE"}) == Table({"title": "One"}, {"title": 2})


def test_two_fields_can_change_their_names() -> None:
    table = Table({"title": "a", "excerpt": "b"}, {"title": 1, "excerpt": 2})
    assert rename(table, {"title": "excerpt", "excerpt": "title"}).values == {"excerpt": "a", "title": "b"}


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5)), st.text(max_size=5))
def test_a_name_that_is_not_there_changes_nothing(values: dict[str, str], ours: str) -> None:
    table = Table(dict(values), dict.fromkeys(values, 1))
    assert rename(table, {ours: "longer than any key"}) == table


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"Media Name": "Post"}, {"provider": {"name": "Post"}}),
        ({"source": "Post"}, {"source": "Post"}),
        (
            {"source": "https://a.example/1", "domain": "a.example"},
            {"source": "https://a.example/1", "provider": {"domain": "a.example"}},
        ),
        ({"source": "Post", "domain": "post.example"}, {"provider": {"name": "Post", "domain": "post.example"}}),
        (
            {"source": "https://a.example/1", "sitename": "Post"},
            {"source": "https://a.example/1", "provider": {"name": "Post"}},
        ),
        ({"domain": "Post"}, {"provider": {"name": "Post"}}),
        ({"publisher": {"@type": "x", "name": "Post"}}, {"provider": {"name": "Post"}}),
        ({"provider": {"name": "Post", "domain": "x.example"}}, {"provider": {"name": "Post", "domain": "x.example"}}),
        ({"source": {"id": None, "name": None}}, {}),
        ({"author": {"name": "Ana"}}, {"author": "Ana"}),
        ({"tags": [{"name": "sea"}, "b", {"x": "y"}]}, {"tags": ["sea", "b", {"x": "y"}]}),
        ({"headline": {"main": "One", "kicker": None}}, {"headline": "One"}),
        ({"content": "text… [+12 chars]"}, {"body": "text"}),
        ({"content": "[+12 chars] is how they say it"}, {"body": "[+12 chars] is how they say it"}),
        ({"text": "short", "body": "long"}, {"text": "short", "body": "long"}),
        ({"related": [{"title": "x", "seendate": "y"}]}, {"related": [{"title": "x", "seendate": "y"}]}),
    ],
)
def test_outlets_names_and_texts_are_taken_out_of_what_they_are_wrapped_in(
    values: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert item_of(**values) == expected


def test_an_article_has_a_title_or_an_address() -> None:
    found = [tells_an_article([key]) for key in ("Head-line", "webUrl", "text", "")]
    assert found == [True, True, False, False]
    assert tells_an_article(["kop"], {"title": "Kop"})


def test_values_are_text_lists_and_mappings() -> None:
    value = {"a": [1, 2.0, 0.1, float("nan"), True, None, "x\0y"], "b": {}}
    assert to_value(value, 3) == Table(
        {"a": Items(["1", "2", "0.1", None, "true", None, "xy"], [3] * 7), "b": Table()}, {"a": 3, "b": 3}
    )


def test_what_is_nested_too_deep_is_refused() -> None:
    value: Any = "x"
    for _ in range(MAX_DEPTH):
        value = [value]
    assert isinstance(to_value(value, 1), Items)
    with pytest.raises(TooDeepError):
        to_value([value], 1)
