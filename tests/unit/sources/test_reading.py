from __future__ import annotations

import logging
from pathlib import Path

import pytest

from graphkit.errors import SourceError
from graphkit.model import Corpus, NodeKind, Outcome, ReadingNote
from graphkit.sources import read_articles, read_corpus
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
    assert reports == [("Reading", 200, 201), ("Reading", 201, 201)]


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
