from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from graphkit.errors import SourceError
from graphkit.model import Precision, Tallied
from graphkit.sources.fields import MAX_TEXT_CHARACTERS
from graphkit.sources.front_matter import read_front_matter
from graphkit.sources.items import Item, Table
from graphkit.sources.markup import MAX_BODY_CHARACTERS
from graphkit.sources.notes import MAX_NOTES, FileNotes
from graphkit.sources.records import Record, plain_name, read_entry, read_post
from tests.support.posts import make_post, make_record, notes_on, tallies_on

BARE = Record(source_file="a.md", position=0, line=1, title="Flood", names=("a",))


DAY = {"published": datetime(2021, 3, 1, tzinfo=UTC), "precision": Precision.DAY}


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
        author="Ada Lee",
        lang="en-GB",
        slug="the-flood",
        translationKey="flood",
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
        is_named=True,
        authors=("Ada Lee",),
        language="en-gb",
        topics=("Rivers", "Weather"),
        quality=89.0,
        is_published=False,
        type="article",
        category="news",
        image="https://example.org/a.jpg",
        names=("a", "the-flood"),
        translation_key="flood",
        related=(
            replace(
                BARE,
                names=(),
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
        ({"title": {"a": "x"}, "headline": "Flood"}, {}),
        ({"title": ["Flood"]}, {}),
        ({"TITLE": "Flood", "Head-Line": "x"}, {}),
        ({"title": "Flood", "headline": "x"}, {}),
        ({"title": "Flood", "description": "d", "summary": "s"}, {"excerpt": "d"}),
        ({"title": "Flood", "summary": "s"}, {"excerpt": "s"}),
        ({"title": "Flood", "lead": "l", "subtitle": "s"}, {"excerpt": "s"}),
        ({"title": "Flood", "pubDate": "Mon, 01 Mar 2021 12:00:00 GMT"},
         {"published": datetime(2021, 3, 1, 12, tzinfo=UTC)}),
        ({"title": "Flood", "date": "2021-03-01"}, DAY),
        ({"title": "Flood", "pub-datetime": "2021-03-01"}, DAY),
        ({"title": "Flood", "published_at": "2021-03-01", "created": "2021-02-01"}, DAY),
        ({"title": "Flood", "published": "2021-03-01", "created": "2021-02-01"}, DAY),
        ({"title": "Flood", "date": "“2021-03-01”"}, DAY),
        ({"title": "Flood", "date": "2021-03"}, DAY),
        ({"title": "Flood", "tags": "a, B ,, a,b"}, {"topics": ("a", "B")}),
        ({"title": "Flood", "topics": ["AI", "ai", None, "Rivers"]}, {"topics": ("AI", "Rivers")}),
        ({"title": "Flood", "topics": [], "tags": ["x"]}, {"topics": ("x",)}),
        ({"title": "Flood", "tags": "“ferry”; #strike"}, {"topics": ("ferry", "strike")}),
        ({"title": "Flood", "tags": [{"name": "Rivers", "slug": "r"}]}, {"topics": ("Rivers",)}),
        ({"title": "Flood", "keywords": "a, b", "categories": ["C", "A"]}, {"topics": ("a", "b", "C")}),
        ({"title": "Flood", "tags": "a", "categories": ["C"]}, {"topics": ("a",)}),
        ({"title": "Flood", "taxonomies": {"tags": ["a"]}, "extra": {"author": "Ada"}},
         {"topics": ("a",), "authors": ("Ada",)}),
        ({"title": "Flood", "author": "By Ada Lee and Bo Ito"}, {"authors": ("Ada Lee", "Bo Ito")}),
        ({"title": "Flood", "authors": [{"name": "Ada Lee", "url": "x"}, "[[Bo Ito]]"]},
         {"authors": ("Ada Lee", "Bo Ito")}),
        ({"title": "Flood", "author": "Ada Lee, Bo van Ito"}, {"authors": ("Ada Lee", "Bo van Ito")}),
        ({"title": "Flood", "author": "Ada Lee, editor in chief"}, {"authors": ("Ada Lee, editor in chief",)}),
        ({"title": "Flood", "by": "Lee, Ada"}, {"authors": ("Lee, Ada",)}),
        ({"title": "Flood", "author": ["[Ada Lee](https://a.example/ada)"]}, {"authors": ("Ada Lee",)}),
        ({"title": "Flood", "author": {"nick": "Ada", "email": "a@a.example"}}, {"authors": ("Ada",)}),
        ({"title": "Flood", "tag": ["a"]}, {"topics": ("a",)}),
        ({"title": "Flood", "language": "pt_BR"}, {"language": "pt-br"}),
        ({"title": "Flood", "draft": True}, {"is_published": False}),
        ({"title": "Flood", "status": "draft"}, {"is_published": False}),
        *(({"title": "Flood", "status": word}, {"is_published": False})
          for word in ("private", "pending", "hidden", "scheduled", "future", "trash")),
        ({"title": "Flood", "status": "true"}, {}),
        ({"title": "Flood", "draft": "yes"}, {"is_published": False}),
        ({"title": "Flood", "draft": False}, {}),
        ({"title": "Flood", "language": "German as in the schools of Bern"}, {"language": "german as in the sch"}),
        ({"title": "Flood", "translationKey": ["a"]}, {}),
        ({"title": "Flood", "cover": {"image": "https://example.org/a.jpg"}}, {"image": "https://example.org/a.jpg"}),
        ({"title": "Flood", "image": "/local.jpg"}, {}),
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
        ({"source": "https://www.example.org/x"}, "example.org", "example.org"),
        ({"publisher": {"name": "The Example"}}, "The Example", None),
        ({"source": {"title": "A bridge", "url": "https://example.org/a"}}, "example.org", "example.org"),
        ({"site": "news.example.org"}, "news.example.org", "example.org"),
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
        ({"date": {"a": "x"}}, "date: left out: expected text, found fields"),
        ({"quality": "high"}, "quality: expected a number, got 'high'"),
        ({"heat": "nan"}, "heat: expected a number up to 1e+12, got 'nan'"),
        ({"heat": "1e999"}, "heat: expected a number up to 1e+12, got '1e999'"),
        ({"published": "soon"}, "published: expected true or false, got 'soon'"),
        ({"topics": ["a", ["b"]]}, "topics[1]: left out: expected text, found a list"),
        ({"topics": [f"t{number}" for number in range(201)]}, "topics: 201 of them: only the first 200 are read"),
        ({"provider": {"name": "x", "domain": "?"}},
         "provider.domain: left out: expected a domain such as example.org, got '?'"),
        ({"images": [{"url": "data:x"}]}, "images: left out: expected an http or https address, got 'data:x'"),
        ({"related": [None]}, "related[0]: left out: expected fields, an address or a name, found nothing"),
        ({"related": [{}]}, "related[0]: left out: expected fields, an address or a name, found fields"),
        ({"related": [{"title": "x", "related": []}]},
         "related[0].related: left out: an article that is only listed lists no others"),
        ({"related": [{"title": "x", "provider": {"domain": "?"}}]},
         "related[0].provider.domain: left out: expected a domain such as example.org, got '?'"),
        ({"related": ["x"] * 1001}, "related: 1,001 of them: only the first 1,000 are read"),
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


def test_a_post_with_neither_title_nor_text_is_refused() -> None:
    with pytest.raises(SourceError, match=r"a\.md: neither a title nor a text: add a line 'title: \.\.\.'"):
        make_record(excerpt="x", webUrl="javascript:alert(1)")


@pytest.mark.parametrize(
    ("name", "body", "title", "counted"),
    [
        ("a.md", "# The river rose\n\nText.", "The river rose", "title from the first heading"),
        ("2021-03-02-the-river-rose.md", "Text.", "The river rose", "title from the file name"),
        ("the_river_rose/index.md", "Text.", "The river rose", "title from the file name"),
    ],
)
def test_a_title_that_is_not_given_is_guessed_and_counted(name: str, body: str, title: str, counted: str) -> None:
    data = make_post(body, date="2021-03-01")
    assert make_record(name, body, date="2021-03-01").title == title
    assert tallies_on(data, name) == [("guessed", counted, 1, title)]


@pytest.mark.parametrize("name", ["2021-03-01-x.md", "2021/03/01/x.md", "_posts/20210301-x.md"])
def test_a_date_that_is_not_given_is_taken_from_the_name_and_counted(name: str) -> None:
    record = make_record(name, title="Flood")
    assert (record.published, record.precision) == (datetime(2021, 3, 1, tzinfo=UTC), Precision.DAY)
    assert tallies_on(make_post(title="Flood"), name) == [("guessed", "date from the file's name or folder", 1, "")]


@pytest.mark.parametrize("key", ["path", "permalink", "slug", "url", "aliases"])
def test_a_date_in_the_place_of_the_page_is_better_than_none(key: str) -> None:
    fields: dict[str, Any] = {key: ["2021/03/01/flood.html"] if key == "aliases" else "2021/03/01/flood"}
    assert make_record(title="Flood", **fields).published == datetime(2021, 3, 1, tzinfo=UTC)
    assert ("guessed", f"date from {key}") in [row[:2] for row in tallies_on(make_post(title="Flood", **fields))]


def test_a_layout_is_no_article() -> None:
    notes = FileNotes("layouts/post.html")
    post = read_front_matter("---\ntitle: Post\n---\n<main>{{ content | safe }}</main>\n", notes)
    assert post is not None
    assert read_post(post.item(), notes) is None


def test_a_date_that_cannot_be_read_is_counted_by_its_form() -> None:
    assert tallies_on(make_post(title="Flood", date="03/01/2021")) == [("date not read", "9/9/9999", 1, "'03/01/2021'")]


def test_keys_that_are_not_read_are_counted_with_what_they_look_like() -> None:
    fields: dict[str, Any] = {
        "lastmod": "2021-03-01",
        "photo": "https://example.org/x",
        "author_id": 5,
        "mood": "calm",
        "place": "example.org/x",
        "none": None,
    }
    assert tallies_on(make_post(title="Flood", **fields)) == [
        ("key not read", "lastmod", 1, "date"),
        ("key not read", "photo", 1, "address"),
        ("key not read", "author_id", 1, "author"),
        ("key not read", "mood", 1, ""),
        ("key not read", "place", 1, ""),
    ]


@pytest.mark.parametrize(
    ("name", "fields", "what"),
    [
        ("about.md", {"layout": "page", "title": "About"}, "page of the site: layout: page"),
        ("x.md", {"layout": "tagpage", "title": "Ferry"}, "page of the site: layout: tagpage"),
        ("x.md", {"type": "page", "title": "About"}, "page of the site: type: page"),
        ("blog/_index.md", {"title": "Blog"}, "page of the site: _index"),
        ("_pages/ada.md", {"title": "Ada"}, "page of the site: in _pages/"),
        ("x.md", {"layout": "page-sidebar", "title": "About"}, "page of the site: layout: page-sidebar"),
        ("x.md", {"title": "{{ title }}"}, "template: its title, date or text is to be filled in"),
        ("x.md", {"title": "x", "date": "{{ date }}"}, "template: its title, date or text is to be filled in"),
    ],
)
def test_pages_of_the_site_and_templates_are_counted_and_no_articles(
    name: str, fields: dict[str, str], what: str
) -> None:
    notes = FileNotes(name)
    post = read_front_matter(make_post("Text.", **fields).decode(), notes)
    assert post is not None
    assert read_post(post.item(), notes) is None
    assert [(one.group, one.what) for one in notes.tallies()] == [(Tallied.PASSED_OVER, what)]


@pytest.mark.parametrize(
    "fields",
    [
        {"layout": "case_study_redirect"},
        {"Layout": "Redirect"},
        {"redirect_to": "https://e.org/1"},
        {"redirect": "/new"},
    ],
)
def test_a_dated_file_that_only_redirects_is_counted_and_no_article(fields: dict[str, str]) -> None:
    notes = FileNotes("_posts/2013-09-03-open-data.md")
    post = read_front_matter(make_post("", **fields).decode(), notes)
    assert post is not None
    assert read_post(post.item(), notes) is None
    (tally,) = notes.tallies()
    ((key, value),) = fields.items()
    assert (tally.group, tally.what, tally.example) == (
        Tallied.PASSED_OVER,
        "file that only redirects",
        f"{key}: {value}",
    )


def test_a_file_of_another_layout_without_title_and_text_is_an_error() -> None:
    post = read_front_matter(make_post("", Layout="Post").decode(), FileNotes("x.md"))
    assert post is not None
    with pytest.raises(SourceError, match="neither a title nor a text"):
        read_post(post.item(), FileNotes("x.md"))


def test_a_post_that_redirects_and_has_a_title_or_a_text_is_an_article() -> None:
    assert make_record(title="Flood", redirect_to="https://e.org/1").title == "Flood"
    assert make_record("posts/the-flood.md", "The river rose.", layout="redirect_post").text == "The river rose."


@pytest.mark.parametrize(
    "fields", [{"layout": "page", "date": "2021-03-01"}, {"layout": "post"}, {"layout": "blog-page"}]
)
def test_a_page_with_a_date_and_a_post_are_articles(fields: dict[str, str]) -> None:
    assert make_record(title="Flood", **fields).title == "Flood"


@pytest.mark.parametrize("name", ["index.md", "README.md"])
def test_a_file_that_stands_for_its_folder_goes_by_its_name(name: str) -> None:
    assert make_record(f"news/the-flood/{name}", "The river rose.").title == "The flood"


def test_a_body_of_code_is_counted() -> None:
    body = "One word.\n\n" + "    first = second; third = fourth\n" * 9
    counted = [what for _, what, _, _ in tallies_on(make_post(body, title="Flood"))]
    assert counted == ["body of which most words are code or markup"]


def test_a_listed_item_whose_slug_is_no_text_goes_by_its_title() -> None:
    (listed,) = make_record(title="Flood", related=[{"title": "Rain", "slug": ["a"]}]).related
    assert isinstance(listed, Record)
    assert listed.title == "Rain"


def test_what_lies_among_drafts_is_a_draft() -> None:
    assert make_record("_drafts/a.md", title="Flood").is_published is False
    assert make_record("drafts/a.md", title="Flood").is_published is None


def test_words_between_blanks_are_topics_each_in_jekyll_only_and_that_is_counted() -> None:
    assert make_record("_posts/2021-03-01-a.md", title="x", tags="ferry strike harbour").topics == (
        "ferry",
        "strike",
        "harbour",
    )
    assert make_record("source/a.md", title="x", tags="ferry strike harbour").topics == ("ferry strike harbour",)
    assert ("guessed", "tags: each word a topic, as in Jekyll", 1, "ferry strike") in tallies_on(
        make_post(title="x", tags="ferry strike"), "_posts/2021-03-01-a.md"
    )


def test_related_articles_may_be_fields_addresses_or_names() -> None:
    related = [
        {"title": "Rain"},
        "https://example.com/storm",
        "2021-02-20-ferry",
        "{% post_url 2021-02-21-crews %}",
        "[[Crews walk out|crews]]",
        {"title": "Offer", "url": "/2021/offer/"},
    ]
    found = make_record(title="Flood", related=related).related
    assert [one if isinstance(one, str) else (one.title, one.web) for one in found] == [
        ("Rain", ()),
        ("", ("https://example.com/storm",)),
        "2021-02-20-ferry",
        "2021-02-21-crews",
        "Crews walk out",
        "/2021/offer/",
    ]


def test_a_name_is_the_same_however_it_is_written() -> None:
    names = ["_posts/2021-03-01-Flood.md", "/_posts/2021-03-01-flood/", "./_posts/2021-03-01-flood.html#top"]
    assert {plain_name(name) for name in names} == {"_posts/2021-03-01-flood"}


def test_the_body_is_read_as_markdown() -> None:
    assert make_record(title="Flood", body="\nThe *river* rose.\n\n<b>More</b> rain.\n").text == (
        "The river rose.\nMore rain."
    )


def test_of_a_long_body_the_beginning_is_read_and_that_is_counted() -> None:
    body = "word\n" * MAX_BODY_CHARACTERS
    assert len(make_record(title="Flood", body=body).text) <= MAX_BODY_CHARACTERS
    assert tallies_on(make_post(body, title="Flood")) == [
        ("passed over", "rest of a body: its first 20,000 characters are read", 1, "")
    ]


def test_a_body_of_just_that_length_is_read_to_its_end() -> None:
    assert tallies_on(make_post("word " * (MAX_BODY_CHARACTERS // 5), title="Flood")) == []


def test_a_category_that_is_no_text_is_none() -> None:
    assert make_record(title="Flood", category=["a", "b"]).category is None


def test_a_thousand_mistakes_of_one_kind_do_not_flood_the_notes() -> None:
    notes = notes_on(make_post(title="Flood", related=[None] * 1000))
    assert len(notes) == MAX_NOTES + 1
    assert notes[-1] == "noted a.md: 900 more notes like these"


def test_an_entry_of_a_feed_takes_nothing_from_the_name_of_its_file() -> None:
    notes = FileNotes("2021-03-01-feed.xml")
    record = read_entry(Item(Table(), "The river rose.", 7), notes)
    assert record == Record(
        source_file="2021-03-01-feed.xml",
        position=0,
        line=7,
        title="The river rose.",
        text="The river rose.",
        names=(),
    )
    assert read_entry(Item(Table(), "", 8), notes) is None
    assert [str(note) for note in notes.taken()] == [
        "2021-03-01-feed.xml:8: left out: neither a title, a text nor a web address"
    ]
