"""Values: cleaned on the way in, frozen afterwards."""

from __future__ import annotations

import re
import sys
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from graphkit.errors import ArticleError, GraphkitError, UnknownItemError
from graphkit.exports.node_link import render_json
from graphkit.model import Article, Articles, Corpus, NodeKind, Outcome, ReadingNote
from graphkit.saved import parse_graph
from tests.support.builders import make_article, make_related
from tests.support.graphs import make_empty_story_graph, make_story_graph, make_told_story_graph
from tests.support.links import Link, make_links


def test_an_article_cleans_its_texts() -> None:
    article = Article(
        id="a",
        title=" Two\n lines\x00 ",
        excerpt="tab\there",
        text="one\r\ntwo\x1b",
        url=" https://example.org/a\n",
        provider="\ud800",
        topics=(" Old  bridge ", "\x00"),
    )
    assert article == Article(
        id="a",
        title="Two lines",
        excerpt="tab here",
        text="one\ntwo",
        url="https://example.org/a",
        provider=None,
        topics=("Old bridge",),
    )


def test_publication_is_kept_in_utc() -> None:
    zone = timezone(timedelta(hours=-5))
    article = Article(id="a", title="t", published=datetime(2021, 3, 1, 7, tzinfo=zone))
    assert article.published == datetime(2021, 3, 1, 12, tzinfo=UTC)
    assert article.published.tzinfo is UTC
    assert article.timestamp == 1_614_600_000.0


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ArticleError, match="published of the article 'a': expected an aware datetime"):
        Article(id="a", title="t", published=datetime(2021, 3, 1, 7))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 5),
        ("id", ""),
        ("id", "a\x1b[31m"),
        ("title", None),
        ("excerpt", b"bytes"),
        ("url", "javascript:alert(1)"),
        ("url", "//example.org/a"),
        ("url", "https://"),
        ("url", "http://[::1"),
        ("provider", 3),
        ("published", "2021-03-01"),
        ("published", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))),
        ("topics", "bridges"),
        ("topics", ("bridges", None)),
        ("related", [3]),
        ("quality", "good"),
        ("is_published", "yes"),
    ],
)
def test_a_field_that_is_not_what_it_has_to_be_is_refused_with_its_value(field: str, value: object) -> None:
    with pytest.raises(ArticleError, match=f"^{field}.*: expected .*, got ") as caught:
        Article(**{"id": "a", "title": "t"} | {field: value})  # type: ignore[arg-type]  # what is tested
    assert str(caught.value).endswith(repr(value))
    assert isinstance(caught.value, GraphkitError)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://user:secret@example.org/a?b=c@d#e@f", "https://example.org/a?b=c@d#e@f"),
        ("https://a@b:secret@example.org:8080", "https://example.org:8080"),
        ("http://example.org/@user/a", "http://example.org/@user/a"),
        ("https://example.org?to=me@example.org", "https://example.org?to=me@example.org"),
    ],
)
def test_no_name_and_password_of_an_address_is_kept(url: str, expected: str) -> None:
    article = Article(id="a", title="t", url=url, image=url)
    assert (article.url, article.image) == (expected, expected)


def test_articles_are_found_by_number_and_by_id() -> None:
    articles = Articles([make_article("a"), make_article("b"), make_article("c")])
    assert [articles[0], articles["b"], articles[-1]] == list(articles)
    assert articles[1:] == (articles["b"], articles["c"])
    with pytest.raises(UnknownItemError, match="no article has the id 'd'"):
        articles["d"]


def test_a_graph_knows_the_articles_of_its_stories() -> None:
    story_graph = parse_graph("".join(render_json(make_story_graph())))
    (bridge, _) = story_graph.clusters
    assert tuple(article.id for article in story_graph.articles_of(bridge)) == bridge.articles
    assert story_graph.articles_of(bridge.id) == story_graph.articles_of(bridge)
    with pytest.raises(UnknownItemError, match="no story has the id 'x'"):
        story_graph.articles_of("x")


def test_a_graph_says_in_a_line_what_it_is() -> None:
    assert repr(make_story_graph()) == "<StoryGraph: 6 articles, 2 stories, 11 edges>"


def test_a_notebook_shows_stories_as_cards_that_run_and_load_nothing() -> None:
    hostile = "</div><script>alert(1)</script><img src=x onerror=alert(1)>"
    first, second = make_story_graph().clusters
    many = tuple(replace(first, id=f"c{number}", label=hostile * 50, lead="new") for number in range(100))
    node = {"title": hostile * 50, "url": 'javascript:alert("1")'}
    shown = make_story_graph(nodes={"new": node}, clusters=(second, *many))._repr_html_()
    assert len(shown) < 60_000
    assert not re.search(r"<(?!/?(div|p|strong|br|a)\b)|javascript|<[^>]*\son", shown)
    assert "and 89 more" in shown
    assert 'href="https://journal.example/strike?id=7&amp;page=(2)"' in shown


def test_a_graph_becomes_data_frames() -> None:
    pytest.importorskip("pandas")
    story_graph = make_told_story_graph()
    articles, edges, clusters = story_graph.to_frames()
    assert articles.loc["example.org/bridge", "title"] == "Old bridge reopens after repair"
    assert (len(articles), len(edges)) == (6, story_graph.graph.number_of_edges())
    assert list(clusters["label"]) == [story.label for story in story_graph.clusters]
    assert [len(frame) for frame in make_empty_story_graph().to_frames()] == [0, 0, 0]


def test_without_pandas_frames_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(GraphkitError, match=r"pip install pandas"):
        make_story_graph().to_frames()


def test_an_article_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        make_article("a").title = "other"  # type: ignore[misc]  # what is tested


def test_an_article_without_a_file_is_a_related_item() -> None:
    assert (make_article("a").kind, make_related("a").kind) == (NodeKind.ARTICLE, NodeKind.RELATED)


@pytest.mark.parametrize(
    ("provider", "domain", "key"),
    [
        ("Example", "example.org", "example.org"),
        ("EXAMPLE Straße", None, "example strasse"),
        (None, "example.org", "example.org"),
        (None, None, None),
    ],
)
def test_an_outlet_is_known_by_its_domain_else_by_its_name(
    provider: str | None, domain: str | None, key: str | None
) -> None:
    assert make_article("a", provider=provider, domain=domain).provider_key == key


def test_a_note_says_where_and_what() -> None:
    note = ReadingNote(source_file="a.md", outcome=Outcome.NOTED, problem="got 'x'", line=3, field="heat")
    assert str(note) == "a.md:3: heat: got 'x'"


def test_files_with_several_notes_of_an_outcome_count_once() -> None:
    notes = tuple(
        ReadingNote(source_file=file, outcome=outcome, problem="p")
        for file, outcome in [("a", Outcome.NOTED), ("a", Outcome.NOTED), ("a", Outcome.REPAIRED), ("b", Outcome.NOTED)]
    )
    corpus = Corpus(articles=(), notes=notes)
    assert {outcome: corpus.count(outcome) for outcome in Outcome} == {"skipped": 0, "repaired": 1, "noted": 2}


def test_links_can_be_picked_by_a_mask() -> None:
    links = make_links({(0, 1): Link(declared_by_first=True), (0, 2): Link(), (1, 2): Link(declared_by_second=True)})
    declared = links.where(links.declared)
    assert len(declared) == 2
    assert np.stack([declared.first, declared.second], axis=1).tolist() == [[0, 1], [1, 2]]
