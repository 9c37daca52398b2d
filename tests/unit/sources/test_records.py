from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from graphkit.errors import SourceError
from graphkit.sources.fields import MAX_TEXT_CHARACTERS
from graphkit.sources.markup import MAX_BODY_CHARACTERS
from graphkit.sources.notes import MAX_NOTES
from graphkit.sources.records import Record
from tests.support.posts import make_post, make_record, notes_on

BARE = Record(
    source_file="a.md",
    position=0,
    line=1,
    title="Flood",
    excerpt="",
    text="",
    web=(),
    amp=(),
    web_names=(),
    amp_names=(),
    published=None,
    provider=None,
    domain=None,
    topics=(),
    quality=None,
    heat=None,
    is_published=None,
    type=None,
    category=None,
    image=None,
    related=(),
)


def test_a_post_with_everything_becomes_a_record() -> None:
    record = make_record(
        category="news",
        title="Flood",
        excerpt="The river rose.",
        publishedDateTime="2021-03-01T12:00:00Z",
        originalUrl="https://example.org/original",
        webUrl="https://www.example.org/flood",
        ampWebUrl="https://www.example.org/flood/amp",
        cdnAmpWebUrl="https://www-example-org.cdn.ampproject.org/c/s/www.example.org/flood/amp",
        type="article",
        quality=89,
        heat=-1,
        published=False,
        provider={"name": "The Example", "domain": "example.org"},
        topics=["Rivers", "Weather"],
        images=[{"url": "https://example.org/a.jpg", "width": 5}],
        related=[{"title": "Rain", "webUrl": "https://example.com/rain"}],
        secured="blob",
        layout="post",
    )
    assert record == replace(
        BARE,
        excerpt="The river rose.",
        web=("https://www.example.org/flood", "https://example.org/original"),
        amp=(
            "https://www.example.org/flood/amp",
            "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/flood/amp",
        ),
        web_names=("//example.org/flood", "//example.org/original"),
        amp_names=("//example.org/flood",),
        published=datetime(2021, 3, 1, 12, tzinfo=UTC),
        provider="The Example",
        domain="example.org",
        topics=("Rivers", "Weather"),
        quality=89.0,
        is_published=False,
        type="article",
        category="news",
        image="https://example.org/a.jpg",
        related=(
            replace(
                BARE,
                position=1,
                line=17,
                title="Rain",
                web=("https://example.com/rain",),
                web_names=("//example.com/rain",),
                provider="example.com",
                domain="example.com",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"headline": "Flood"}, {}),
        ({"title": "", "headline": "Flood"}, {}),
        ({"title": ["x"], "headline": "Flood"}, {}),
        ({"title": "Flood", "headline": "x"}, {}),
        ({"title": "Flood", "description": "d", "summary": "s"}, {"excerpt": "d"}),
        ({"title": "Flood", "summary": "s"}, {"excerpt": "s"}),
        ({"title": "Flood", "pubDate": "Mon, 01 Mar 2021 12:00:00 GMT"},
         {"published": datetime(2021, 3, 1, 12, tzinfo=UTC)}),
        ({"title": "Flood", "date": "2021-03-01"}, {"published": datetime(2021, 3, 1, tzinfo=UTC)}),
        ({"title": "Flood", "tags": "a, B ,, a,b"}, {"topics": ("a", "B")}),
        ({"title": "Flood", "topics": ["AI", "ai", None, "Rivers"]}, {"topics": ("AI", "Rivers")}),
        ({"title": "Flood", "topics": [], "tags": ["x"]}, {"topics": ("x",)}),
        ({"title": "Flood", "images": "https://example.org/a.jpg"}, {"image": "https://example.org/a.jpg"}),
        ({"title": "Flood", "images": ["https://example.org/a.jpg"]}, {"image": "https://example.org/a.jpg"}),
        ({"title": "Flood", "quality": "12.5", "heat": 0}, {"quality": 12.5, "heat": 0.0}),
        ({"title": "Flood", "quality": -7}, {}),
    ],
)  # fmt: skip
def test_of_several_keys_the_first_usable_one_wins(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    assert make_record(**fields) == replace(BARE, **expected)


@pytest.mark.parametrize(
    ("fields", "provider", "domain"),
    [
        ({"provider": {"name": "The Example", "domain": "www.Example.org"}}, "The Example", "example.org"),
        ({"provider": {"name": "Wrong name", "domain": "example.org"}}, "Wrong name", "example.org"),
        ({"provider": {"domain": "example.org"}}, "example.org", "example.org"),
        ({"provider": {"name": "The Example"}, "url": "https://news.example.com/x"}, "The Example", "example.com"),
        ({"provider": {"domain": "blogspot.com"}, "url": "//a.blogspot.com/x"}, "a.blogspot.com", "a.blogspot.com"),
        ({"provider": "The Example"}, "The Example", None),
        ({"source": "The Example", "url": "https://example.org/x"}, "The Example", "example.org"),
        ({"source": "Example.org"}, "Example.org", "example.org"),
        ({"provider": {}, "source": "The Example"}, "The Example", None),
        ({"url": "https://www.bücher.example/x"}, "bücher.example", "bücher.example"),
        ({"ampUrl": "https://amp-example-org.cdn.ampproject.org/c/s/amp.example.org/x"}, "example.org", "example.org"),
        ({"url": "http://newsroom/story/1"}, "newsroom", "newsroom"),
        ({}, None, None),
    ],
)  # fmt: skip
def test_name_and_domain_of_the_outlet_stand_in_for_each_other(
    fields: dict[str, Any], provider: str | None, domain: str | None
) -> None:
    record = make_record(title="Flood", **fields)
    assert (record.provider, record.domain) == (provider, domain)


@pytest.mark.parametrize(
    ("written", "flag"),
    [
        ("true", True),
        ("Yes", True),
        (1, True),
        ("no", False),
        ("FALSE", False),
        (0, False),
        ("soon", None),
        (None, None),
    ],
)
def test_published_is_yes_no_or_unknown(written: Any, flag: bool | None) -> None:
    assert make_record(title="Flood", published=written).is_published is flag


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"webUrl": "javascript:x"}, "webUrl: left out: expected an http or https address, got 'javascript:x'"),
        ({"date": "yesterday"}, "date: expected a date such as 2021-03-01T12:00:00Z, got 'yesterday'"),
        ({"date": ["x"]}, "date: left out: expected text, found a list"),
        ({"quality": "high"}, "quality: expected a number, got 'high'"),
        ({"heat": "nan"}, "heat: expected a number up to 1e+12, got 'nan'"),
        ({"heat": "1e999"}, "heat: expected a number up to 1e+12, got '1e999'"),
        ({"published": "soon"}, "published: expected true or false, got 'soon'"),
        ({"topics": {"a": "b"}}, "topics: left out: expected a list, found fields"),
        ({"topics": ["a", ["b"]]}, "topics[1]: left out: expected text, found a list"),
        ({"provider": ["x"]}, "provider: left out: expected text, found a list"),
        ({"provider": {"name": "x", "domain": "?"}},
         "provider.domain: left out: expected a domain such as example.org, got '?'"),
        ({"images": [{"url": "data:x"}]}, "images: left out: expected an http or https address, got 'data:x'"),
        ({"related": "x"}, "related: left out: expected a list, found the text 'x'"),
        ({"related": ["x"]}, "related[0]: left out: expected fields, found the text 'x'"),
        ({"related": [None]}, "related[0]: left out: expected fields, found nothing"),
        ({"related": [{}]}, "related[0]: left out: neither a title nor a web address"),
        ({"related": [{"title": "x", "related": []}]},
         "related[0].related: left out: an article that is only listed lists no others"),
        ({"related": [{"title": "x", "provider": {"domain": "?"}}]},
         "related[0].provider.domain: left out: expected a domain such as example.org, got '?'"),
        ({"excerpt": "x" * (MAX_TEXT_CHARACTERS + 1)}, "excerpt: 20,001 characters: cut to 20,000"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_noted_with_its_line_and_the_post_is_used(fields: dict[str, Any], note: str) -> None:
    assert notes_on(make_post(**fields, title="Flood")) == [f"noted a.md:2: {note}"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("AT&amp;T <b>wins</b>", "AT&T wins"),
        ("  two \n lines ", "two lines"),
        ("<img src=x onerror='alert(1)'>", "<img src=x onerror='alert(1)'>"),
        ("</script><script>alert(1)</script>", "</script><script>alert(1)</script>"),
    ],
)
def test_a_title_is_plain_text_on_one_line(written: str, title: str) -> None:
    assert make_record(title=written) == replace(BARE, title=title)


def test_a_post_without_title_is_known_by_its_address() -> None:
    record = make_record(url="https://example.org/flood")
    assert (record.title, record.url) == ("", "https://example.org/flood")


def test_an_amp_address_is_shown_only_for_want_of_another() -> None:
    amp = "https://amp.example.org/flood"
    assert make_record(ampUrl=amp).url == amp
    assert make_record(ampUrl=amp, link="https://example.org/flood").url == "https://example.org/flood"


def test_a_post_with_neither_title_nor_address_is_refused() -> None:
    with pytest.raises(SourceError, match=r"a\.md: neither a title nor a web address: add a line 'title: \.\.\.'"):
        make_record(excerpt="x", webUrl="javascript:alert(1)")


def test_the_body_is_read_as_markdown() -> None:
    data = make_post(title="Flood", body="\nThe *river* rose.\n\n<b>More</b> rain.\n")
    assert notes_on(data) == []
    assert make_record(title="Flood", body="\nThe *river* rose.\n\n<b>More</b> rain.\n").text == (
        "The river rose.\nMore rain."
    )


def test_a_long_body_is_cut() -> None:
    data = make_post(title="Flood", body="word\n" * MAX_BODY_CHARACTERS)
    assert notes_on(data) == ["noted a.md: a long body: only its first 20,000 characters are read"]


def test_a_thousand_mistakes_of_one_kind_do_not_flood_the_notes() -> None:
    notes = notes_on(make_post(title="Flood", related=["x"] * 1000))
    assert len(notes) == MAX_NOTES + 1
    assert notes[-1] == "noted a.md: 900 more notes like these"
