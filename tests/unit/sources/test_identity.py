from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from graphkit.model import Article
from graphkit.sources.identity import ID_CHARACTERS, assign_ids, identify
from graphkit.sources.records import Record
from tests.support.posts import make_record

WEB = "https://www.example.org/story/2021/flood/"
AMP = "https://amp.example.org/amp/123"
CDN = "https://amp-example-org.cdn.ampproject.org/c/s/amp.example.org/amp/123"


def articles_of(*posts: Record) -> tuple[Article, ...]:
    return identify(posts).articles


def notes_of(*posts: Record) -> list[str]:
    return [str(note) for note in identify(posts).notes]


def files_of(*posts: Record) -> list[tuple[str, ...]]:
    return sorted(article.source_files for article in articles_of(*posts))


def id_of(**fields: Any) -> str:
    (article,) = articles_of(make_record(**fields))
    return article.id


def test_an_id_is_short_and_comes_from_the_address_alone() -> None:
    assert id_of(title="Flood", webUrl=WEB) == id_of(title="x", webUrl="http://example.org/story/2021/flood?utm_id=1")
    assert id_of(title="Flood", webUrl=WEB) == "ssxmvvs5x4lhr"
    assert len(id_of(title="Flood", webUrl=WEB)) == ID_CHARACTERS


def test_an_article_keeps_its_id_when_its_file_is_renamed() -> None:
    assert (
        articles_of(make_record("a.md", title="Flood"))[0].id == articles_of(make_record("b.md", title="Flood"))[0].id
    )


def test_the_id_of_an_article_without_an_address_is_its_domain_title_and_day() -> None:
    flood = {"title": "The flood!", "source": "example.org", "date": "2021-03-01T12:00:00Z"}
    same = {"title": "THE FLOOD", "source": "Example.org", "date": "2021-03-01"}
    assert id_of(**flood) == id_of(**same)
    for other in ({"title": "A flood"}, {"source": "example.com"}, {"date": "2021-03-02"}):
        assert id_of(**flood) != id_of(**(flood | other))


def test_ids_are_the_same_in_every_release() -> None:
    """Stories, links to the page and the reader's notes hang on them."""
    assert id_of(title="The flood!", source="example.org", date="2021-03-01") == "57omgnnfkr5rw"
    assert id_of(title="The flood!", body="The river rose.") == "kl25qie2z4z3a"
    posts = [
        make_record("a.md", title="The flood!", body="The river rose."),
        make_record("b.md", title="The flood!", body="The river fell.", lang="en"),
        make_record("c.md", title="The flood!", body="The river fell.", excerpt="x", date="2021-03-01"),
        make_record("d.md", title="Rain", related=[{"title": "Rain, storm", "provider": "Post", "date": "2021-03-02"}]),
    ]
    assert {(article.source_files or ("listed",))[0]: article.id for article in articles_of(*posts)} == IDS


IDS = {
    "a.md": "scbr6jgznuv4q",
    "b.md": "hjuuvpewxfuan",
    "c.md": "x6zhtzsufizhk",
    "d.md": "knr5ck4asi6we",
    "listed": "sybaad5pqk72h",
}


def test_an_article_that_is_known_by_its_amp_page_alone_has_that_address() -> None:
    (article,) = articles_of(make_record(title="Flood", ampUrl=AMP))
    assert article.url == AMP
    (article,) = articles_of(make_record(title="Flood", ampUrl=AMP, webUrl=WEB))
    assert article.url == WEB


def test_two_titles_of_one_page_and_one_amp_address_are_nothing_to_note() -> None:
    posts = (
        make_record("a.md", title="Flood", webUrl=WEB, ampUrl=AMP),
        make_record("b.md", title="Flut", webUrl=WEB, ampUrl=AMP),
    )
    assert (files_of(*posts), notes_of(*posts)) == ([("a.md", "b.md")], [])


def test_the_language_of_an_article_is_the_files_the_folders_or_the_lists() -> None:
    posts = [
        make_record("de/a.md", title="Flut"),
        make_record(
            "en/a.md", title="Flood", related=[{"title": "Pluie", "url": "https://example.org/p", "lang": "fr"}]
        ),
        make_record("en/b.md", title="Rain", lang="en-GB"),
    ]
    assert {article.title: article.language for article in articles_of(*posts)} == {
        "Flut": "de",
        "Flood": "en",
        "Pluie": "fr",
        "Rain": "en-gb",
    }


def test_the_home_of_a_site_names_no_article() -> None:
    home = "https://www.example.org/?utm_source=x"
    assert files_of(make_record("a.md", title="Flood", url=home), make_record("b.md", title="Rain", url=home)) == [
        ("a.md",),
        ("b.md",),
    ]


def test_two_files_of_one_address_are_one_article() -> None:
    first = make_record("b.md", title="Flood", webUrl=WEB, topics=["AI"], related=[{"title": "Rain"}])
    second = make_record("a.md", title="Flut", excerpt="x", webUrl=WEB + "amp", topics=["ai", "Rivers"])
    flood, _ = sorted(articles_of(first, second), key=lambda article: not article.source_files)
    assert (flood.title, flood.excerpt, flood.topics, flood.source_files) == (
        "Flut",
        "x",
        ("ai", "Rivers"),
        ("a.md", "b.md"),
    )


def test_a_files_own_fields_win_and_lists_fill_the_gaps() -> None:
    listing = make_record(
        "a.md",
        title="Rain",
        related=[
            {
                "title": "Listed",
                "excerpt": "listed",
                "webUrl": WEB,
                "quality": 5,
                "published": True,
                "provider": {"name": "Example"},
            }
        ],
    )
    own = make_record("z.md", title="Own", webUrl=WEB, published=False)
    (article,) = [one for one in articles_of(listing, own) if one.source_files == ("z.md",)]
    assert article == Article(
        id=article.id,
        title="Own",
        excerpt="listed",
        url=WEB,
        # The address tells the domain, the list the name.
        provider="Example",
        domain="example.org",
        quality=5.0,
        is_published=False,
        source_files=("z.md",),
    )


def test_an_item_that_two_files_list_is_one_article_without_a_file() -> None:
    first = make_record("a.md", title="A", related=[{"title": "Flood", "webUrl": WEB}])
    second = make_record("b.md", title="B", related=[{"title": "Flood", "ampUrl": WEB + "amp", "excerpt": "x"}])
    (flood,) = [article for article in articles_of(first, second) if not article.source_files]
    assert (flood.title, flood.excerpt, flood.url) == ("Flood", "x", WEB)


def test_two_posts_that_list_each_other_are_two_articles() -> None:
    first = make_record(
        "a.md", title="A", url="https://example.org/a", related=[{"title": "B", "url": "example.org/b"}]
    )
    second = make_record(
        "b.md", title="B", url="https://example.org/b", related=[{"title": "A", "url": "example.org/a"}]
    )
    one, other = articles_of(first, second)
    assert (one.related, other.related) == ((other.id,), (one.id,))


def test_related_ids_keep_their_order_without_repeats_and_without_the_article_itself() -> None:
    names = ["c", "a", "b", "a", "self"]
    post = make_record(
        title="x",
        url="https://example.org/self",
        related=[{"title": name, "url": f"https://example.org/{name}"} for name in names],
    )
    articles = {article.url: article for article in articles_of(post)}
    related = articles["https://example.org/self"].related
    assert related == tuple(articles[f"https://example.org/{name}"].id for name in "cab")


def test_a_record_that_knows_two_names_makes_them_one() -> None:
    by_page = make_record("a.md", title="Flood", webUrl=WEB)
    by_amp = make_record("b.md", title="The flood, live", ampUrl=AMP)
    by_both = make_record("c.md", title="Rain", related=[{"title": "Flood", "webUrl": WEB, "cdnAmpUrl": CDN}])
    assert files_of(by_page, by_amp, by_both) == [("a.md", "b.md"), ("c.md",)]
    assert files_of(by_page, by_amp) == [("a.md",), ("b.md",)]


def test_the_id_is_that_of_the_page_whatever_else_is_known() -> None:
    both = make_record(title="Flood", webUrl=WEB, originalUrl="https://a.example.org/a", ampUrl=AMP)
    by_amp = make_record("b.md", title="Flood", ampUrl=AMP)
    for posts in ([both], [both, by_amp]):
        assert [article.id for article in articles_of(*posts)] == [id_of(title="Flood", webUrl=WEB)]


def test_an_amp_address_that_two_articles_claim_names_neither() -> None:
    flood = make_record("a.md", title="Flood", webUrl="https://example.org/flood", ampUrl=AMP)
    rain = make_record("b.md", title="Rain", webUrl="https://example.org/rain", ampUrl=AMP)
    by_amp = make_record("c.md", title="Flood", ampUrl=CDN)
    assert files_of(flood, rain, by_amp) == [("a.md",), ("b.md",), ("c.md",)]
    assert notes_of(flood, rain, by_amp) == [
        "a.md:1: ampWebUrl: not used to tell articles apart: several claim example.org/123"
    ]


def test_an_amp_address_that_is_another_articles_page_joins_nothing() -> None:
    flood = make_record("a.md", title="Flood", webUrl="https://example.org/flood")
    rain = make_record(
        "b.md", title="Rain", related=[{"title": "x", "webUrl": WEB, "ampUrl": "https://example.org/flood/amp"}]
    )
    assert len(articles_of(flood, rain)) == 3
    assert notes_of(flood, rain) == [
        "b.md:3: related[0].ampWebUrl: not used to tell articles apart: several claim example.org/flood"
    ]


def test_two_pages_of_one_title_and_one_amp_address_are_one_article() -> None:
    first = make_record("a.md", title="Flood!", webUrl="https://example.org/flood", ampUrl=AMP)
    second = make_record("b.md", title="flood", webUrl="https://example.org/flood-2", ampUrl=AMP)
    assert files_of(first, second) == [("a.md", "b.md")]
    assert notes_of(first, second) == []


def test_a_second_address_that_several_pages_share_is_nobodys_name() -> None:
    feed = "https://example.org/feed.xml"
    posts = [make_record(f"{n}.md", title=f"T{n}", webUrl=f"https://example.org/{n}", link=feed) for n in range(5)]
    assert files_of(*posts) == [(f"{n}.md",) for n in range(5)]
    assert notes_of(*posts) == ["0.md:1: webUrl: not used to tell articles apart: several claim example.org/feed.xml"]


def test_an_address_that_three_titles_share_is_nobodys_name() -> None:
    posts = [make_record(f"{n}.md", title=f"T{n // 2}", link="https://example.org/feed.xml") for n in range(6)]
    assert files_of(*posts) == [("0.md", "1.md"), ("2.md", "3.md"), ("4.md", "5.md")]
    assert notes_of(*posts) == ["0.md:1: webUrl: not used to tell articles apart: 3 articles have example.org/feed.xml"]


def test_without_an_address_files_are_one_article_only_if_title_text_and_day_are_the_same() -> None:
    flood = {"title": "Editorial", "date": "2021-03-01"}
    first = make_record("a.md", "The river rose.", **flood)
    assert files_of(first, make_record("b.md", "The river rose.", **flood)) == [("a.md", "b.md")]
    assert files_of(first, make_record("b.md", "The river fell.", **flood)) == [("a.md",), ("b.md",)]
    assert files_of(first, make_record("b.md", "The river rose.", **flood, provider="Other")) == [("a.md",), ("b.md",)]
    later = make_record("b.md", "The river rose.", title="Editorial", date="2021-03-08")
    assert files_of(first, later) == [("a.md",), ("b.md",)]
    assert files_of(make_record("a.md", **flood), make_record("b.md", **flood)) == [("a.md", "b.md")]
    assert files_of(make_record("a.md", **flood), make_record("b.md", title="Editorial", date="2021-03-02")) == [
        ("a.md",),
        ("b.md",),
    ]


def test_files_that_are_joined_are_named() -> None:
    one, other, third = (make_record(f"{n}.md", title=f"T{n}", url=WEB if n < 2 else None) for n in range(3))
    assert identify([third, other, one]).joined == (("0.md", "1.md"),)


def test_rows_of_one_file_that_are_joined_are_named_with_their_lines() -> None:
    rows = [replace(make_record("feed.xml", title="Flood", url=WEB), line=line) for line in (3, 9)]
    assert identify(rows).joined == (("feed.xml:3", "feed.xml:9"),)


def test_a_listed_title_without_an_address_is_the_file_of_that_title_if_there_is_one_only() -> None:
    listing = make_record("a.md", title="A", related=[{"title": "Editorial"}])
    one = make_record("b.md", "One.", title="Editorial")
    other = make_record("c.md", "Two.", title="Editorial")
    assert len(articles_of(listing, one)) == 2
    assert len(articles_of(listing, one, other)) == 4


def test_names_in_related_become_ids() -> None:
    begins = make_record("_posts/2021-02-20-ferry-strike-begins.md", "Out.", title="Crews walk out")
    offer = make_record("_posts/2021-02-25-offer.md", "Offer.", title="Harbour makes an offer", slug="the-offer")
    names = [
        *("2021-02-20-ferry-strike-begins", "ferry-strike-begins", "Crews walk out", "_posts/2021-02-25-offer.md"),
        *("/2021/02/25/offer/", "the-offer"),
    ]
    for number, name in enumerate(names):
        post = make_record("x.md", "Over.", title="Ferry strike ends", related=[name])
        articles = {article.title: article for article in articles_of(begins, offer, post)}
        wanted = "Crews walk out" if number < 3 else "Harbour makes an offer"
        assert articles["Ferry strike ends"].related == (articles[wanted].id,), name


def test_a_name_in_related_that_no_article_or_several_have_is_noted() -> None:
    posts = [make_record(f"{folder}/offer.md", folder, title=f"Offer {folder}") for folder in "ab"]
    post = make_record("x.md", title="Over", related=["nothing", "offer"])
    assert notes_of(*posts, post) == [
        "x.md:1: related[0]: left out: no article here goes by the name 'nothing'",
        "x.md:1: related[1]: left out: no article here goes by the name 'offer'",
    ]


def test_one_post_in_several_languages_has_translations() -> None:
    posts = [
        make_record(f"{lang}/_posts/2021-03-01-x.md", lang, title="Havnix 3.1", lang=lang) for lang in ("de", "en")
    ]
    articles = {article.language: article for article in articles_of(*posts)}
    assert articles["de"].translations == (articles["en"].id,)
    assert articles["en"].translations == (articles["de"].id,)


def test_an_article_without_any_title_is_named_after_its_address() -> None:
    url = "https://example.org/2021/river-rises-again"
    untitled = make_record("a.md", url=url)
    titled = make_record("b.md", title="Rain", related=[{"title": "The river", "url": url}])
    assert articles_of(untitled)[0].title == "River rises again"
    assert notes_of(untitled) == ["a.md:1: title: no title: named after its address"]
    assert sorted(article.title for article in articles_of(untitled, titled)) == ["Rain", "The river"]
    assert notes_of(untitled, titled) == []


def test_ids_that_would_be_the_same_become_longer() -> None:
    names = [f"//example.org/{number}" for number in range(100)]
    ids = assign_ids(names, length=1)
    assert len(set(ids.values())) == 100
    assert ids == assign_ids(names[::-1], length=1)


def test_articles_are_sorted_by_id_and_times_are_utc() -> None:
    articles = articles_of(*(make_record(f"{n}.md", title=f"T{n}", date="2021-03-01T14:00:00+02:00") for n in range(9)))
    assert [article.id for article in articles] == sorted(article.id for article in articles)
    assert {article.published for article in articles} == {datetime(2021, 3, 1, 12, tzinfo=UTC)}
