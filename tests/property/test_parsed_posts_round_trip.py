"""A parsed post comes back from JSON as it was, and any other bytes are refused."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from graphkit.sources.plain_data import from_json, to_json
from graphkit.sources.posts import ParsedPost, parse_post
from tests.property.test_hostile_files import files
from tests.support.posts import make_post

texts = st.text(max_size=20)
values = texts | st.none() | st.booleans() | st.integers(-5, 10**13) | st.floats() | st.lists(texts, max_size=2)
addresses = st.sampled_from(["https://example.org/x", "//www.example.org/ü", "http://[::1]/x", "javascript:x"]) | texts
dates = st.datetimes().map(str) | st.sampled_from(["2021-03-01T12:00:00.5-03:30", "Mon, 01 Mar 2021 12:00 EST"])
fields = st.fixed_dictionaries(
    {"title": texts},
    optional={
        **dict.fromkeys(("excerpt", "quality", "heat", "published", "type", "category", "topics"), values),
        **dict.fromkeys(("webUrl", "originalUrl", "ampWebUrl", "images", "source"), addresses),
        "date": dates,
    },
)
posts = st.builds(lambda own, listed: make_post(**own, related=listed), fields, st.lists(fields | texts, max_size=3))


@given(posts | files)
def test_a_parsed_post_comes_back_as_it_was(data: bytes) -> None:
    post = parse_post(data, "a.md")
    assert from_json(to_json(post), "a.md") == post


@given(posts, st.integers(0, 10_000), st.binary(max_size=5) | st.sampled_from([b"null", b"[]", b'"x"', b"1e999"]))
def test_other_bytes_are_a_parsed_post_or_a_value_error(data: bytes, place: int, change: bytes) -> None:
    value = to_json(parse_post(data, "a.md"))
    place %= len(value)
    with suppress(ValueError):
        assert isinstance(from_json(value[:place] + change + value[place + len(change) :], "a.md"), ParsedPost)
