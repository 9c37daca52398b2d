from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from graphkit.errors import SourceError
from graphkit.model import Corpus, NodeKind, Outcome, ReadingNote
from graphkit.sources import read_articles, read_corpus
from graphkit.sources.cache import PostCache
from graphkit.sources.posts import ParsedPost, parse_post
from tests.support.posts import write_post


def kinds_in(corpus: Corpus) -> list[tuple[str, NodeKind]]:
    return sorted((article.title, article.kind) for article in corpus.articles)


def test_posts_and_what_they_list_become_a_corpus(tmp_path: Path) -> None:
    write_post(tmp_path, "a.md", title="Flood", related=[{"title": "Rain"}, {"title": "Storm"}])
    write_post(tmp_path, "_news/b.txt", title="Storm")
    corpus = read_corpus(tmp_path)
    assert kinds_in(corpus) == [
        ("Flood", NodeKind.ARTICLE),
        ("Rain", NodeKind.RELATED),
        ("Storm", NodeKind.ARTICLE),
    ]
    assert (corpus.notes, corpus.files) == ((), 2)


def test_a_bad_file_is_noted_and_the_others_are_read(tmp_path: Path) -> None:
    write_post(tmp_path, "good.md", title="Flood")
    (tmp_path / "bad.md").write_text("no front matter")
    (tmp_path / "mended.md").write_text("---\ntitle: Mayor: no\n---\n")
    corpus = read_corpus(tmp_path)
    assert [article.title for article in sorted(corpus.articles, key=lambda one: one.title)] == ["Flood", "Mayor: no"]
    assert [str(note) for note in corpus.notes] == [
        "bad.md:1: no front matter: expected '---' as the first line",
        "mended.md:2: YAML needs quotes around this text: read as if they were there",
    ]
    assert (corpus.files, corpus.count(Outcome.SKIPPED), corpus.count(Outcome.REPAIRED)) == (3, 1, 1)


def test_a_file_that_is_skipped_has_no_other_notes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nexcerpt: Mayor: no\ndate: yesterday\n---\n")
    assert [str(note) for note in read_corpus(tmp_path).notes] == [
        "a.md: neither a title nor a web address: add a line 'title: ...'"
    ]


def test_times_without_a_zone_are_noted_once(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "c.md"):
        write_post(tmp_path, name, title=name, date="2021-03-01 12:00")
    note = ReadingNote(
        source_file="a.md",
        line=3,
        field="date",
        outcome=Outcome.NOTED,
        problem="a time without a zone: taken as UTC, as 2 more in this corpus",
    )
    assert read_corpus(tmp_path).notes == (note,)


def test_an_empty_folder_is_an_empty_corpus(tmp_path: Path) -> None:
    assert read_corpus(tmp_path) == Corpus(articles=(), notes=(), files=0)


def test_an_input_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        read_corpus([tmp_path, tmp_path / "gone"])


def test_a_link_that_leads_nowhere_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "gone")
    assert [str(note) for note in read_corpus(tmp_path).notes] == ["a.md: a link that leads to no file"]


def test_progress_is_reported_now_and_then_and_at_the_end(tmp_path: Path) -> None:
    for number in range(201):
        write_post(tmp_path, f"{number}.md", title=f"T{number}")
    reports: list[tuple[str, int, int]] = []
    read_corpus(tmp_path, on_progress=lambda stage, done, total: reports.append((stage, done, total)))
    assert reports == [("reading", 200, 201), ("reading", 201, 201)]


def test_read_articles_gives_the_articles_and_warns(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_post(tmp_path, "a.md", title="Flood", date="yesterday")
    with caplog.at_level(logging.WARNING, logger="graphkit"):
        articles = read_articles(tmp_path)
    assert articles == read_corpus(tmp_path).articles
    assert caplog.messages == ["noted: a.md:3: date: expected a date such as 2021-03-01T12:00:00Z, got 'yesterday'"]


def test_secured_gets_into_no_article_and_no_note(tmp_path: Path) -> None:
    write_post(
        tmp_path, "a.md", title="Flood", secured="hidden-blob", related=[{"title": "x", "secured": "hidden-blob"}]
    )
    assert "hidden-blob" not in repr(read_corpus(tmp_path))


def test_neither_the_cache_nor_the_number_of_processes_changes_what_is_read(tmp_path: Path) -> None:
    for number in range(450):
        write_post(tmp_path, f"in/{number}.md", title=f"T{number}", related=[{"title": f"T{number + 1}"}])
    (tmp_path / "in" / "bad.md").write_text("no front matter")
    cache = tmp_path / "posts.sqlite3"
    expected = read_corpus(tmp_path / "in")
    assert read_corpus(tmp_path / "in", processes=2) == expected
    assert read_corpus(tmp_path / "in", processes=2, cache=cache) == expected
    assert read_corpus(tmp_path / "in", processes=2, cache=cache) == expected
    assert read_corpus(tmp_path / "in", cache=cache) == expected


def test_only_new_posts_are_parsed_when_there_is_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "posts.sqlite3"
    write_post(tmp_path, "in/a.md", title="Flood")
    write_post(tmp_path, "in/b.md", title="Rain")
    read_corpus(tmp_path / "in", cache=cache)
    (tmp_path / "in" / "a.md").rename(tmp_path / "in" / "renamed.md")
    write_post(tmp_path, "in/c.md", title="Storm")
    parsed = []

    def note(data: bytes, source_file: str) -> ParsedPost:
        parsed.append(source_file)
        return parse_post(data, source_file)

    monkeypatch.setattr("graphkit.sources.batches.parse_post", note)
    corpus = read_corpus(tmp_path / "in", cache=cache)
    assert parsed == ["c.md"]
    assert sorted(article.source_files for article in corpus.articles) == [("b.md",), ("c.md",), ("renamed.md",)]


def test_a_cache_with_values_of_another_kind_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "posts.sqlite3"
    post = write_post(tmp_path, "in/a.md", title="Flood")
    with PostCache(path) as cache:
        cache.keep(PostCache.key_of(post.read_bytes()), b"[1]")
    assert read_corpus(tmp_path / "in", cache=path) == read_corpus(tmp_path / "in")


def test_a_python_without_sqlite_reads_without_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_post(tmp_path, "in/a.md", title="Flood")
    monkeypatch.setitem(sys.modules, "graphkit.sources.cache", None)
    assert read_corpus(tmp_path / "in", cache=tmp_path / "posts.sqlite3") == read_corpus(tmp_path / "in")
    assert not (tmp_path / "posts.sqlite3").exists()


def test_the_input_folder_stays_as_it_is(tmp_path: Path) -> None:
    write_post(tmp_path, "in/a.md", title="Flood")
    read_corpus(tmp_path / "in", cache=tmp_path / "posts.sqlite3")
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["a.md"]


def test_a_large_post_is_read_to_the_end_of_its_front_matter(tmp_path: Path) -> None:
    write_post(tmp_path, "a.md", body="word " * 20_000, excerpt="word " * 3_000, title="Flood")
    (article,) = read_corpus(tmp_path).articles
    assert (article.title, len(article.excerpt), len(article.text)) == ("Flood", 14_999, 19_999)
