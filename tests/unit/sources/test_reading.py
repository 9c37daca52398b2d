from __future__ import annotations

import errno
import io
import logging
import os
from pathlib import Path
from typing import Any

import pytest

from graphkit.errors import SourceError
from graphkit.model import Corpus, NodeKind, Outcome, Tallied
from graphkit.sources import read_articles, read_corpus
from tests.support.posts import tallied, write_post, write_text


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
    assert tallied(corpus, Tallied.READ) == {"post with YAML front matter": 2}


def test_a_bad_file_is_noted_and_the_others_are_read(tmp_path: Path) -> None:
    write_post(tmp_path, "good.md", title="Flood")
    write_text(tmp_path, "bad.md", "no front matter")
    write_text(tmp_path, "mended.md", "---\ntitle: Mayor: no\n---\n")
    corpus = read_corpus(tmp_path)
    assert [article.title for article in sorted(corpus.articles, key=lambda one: one.title)] == ["Flood", "Mayor: no"]
    assert [str(note) for note in corpus.notes] == [
        "bad.md:1: no front matter: add some between two lines '---', or read it with --plain",
        "mended.md:2: YAML needs quotes around this text: read as if they were there",
    ]
    assert (corpus.files, corpus.count(Outcome.SKIPPED), corpus.count(Outcome.REPAIRED)) == (3, 1, 1)


def test_nikolas_front_matter_in_a_file_of_its_own_is_read_with_the_post(tmp_path: Path) -> None:
    write_text(tmp_path, "strike.meta", ".. title: Ferry strike\n.. date: 2012/08/24 11:25:14\n")
    write_text(tmp_path, "strike.md", "It is over.\n")
    corpus = read_corpus(tmp_path)
    assert [(one.title, one.text, one.source_files) for one in corpus.articles] == [
        ("Ferry strike", "It is over.", ("strike.md",))
    ]
    assert tallied(corpus, Tallied.PASSED_OVER) == {"front matter of Nikola in a file of its own": 1}


def test_other_kinds_of_text_are_passed_over_in_a_folder_and_explained_by_name(tmp_path: Path) -> None:
    write_post(tmp_path, "a.rst", title="Flood")
    write_text(tmp_path, "b.rst", "Manual\n======\n")
    write_text(tmp_path, "c.ipynb", '{"cells": [{"cell_type": "raw"}]}')
    write_text(tmp_path, "d.json", '{"title": "Our site"}')
    write_text(tmp_path, "e.json", '[{"name": "x"}]')
    corpus = read_corpus(tmp_path)
    assert ([one.title for one in corpus.articles], corpus.notes) == (["Flood"], ())
    assert tallied(corpus, Tallied.PASSED_OVER) == {
        "reStructuredText without front matter": 1,
        "a Jupyter notebook": 1,
        "JSON without a list of articles": 1,
        "JSON file without an article": 1,
    }
    assert [str(note) for name in "bcde" for note in read_corpus(next(tmp_path.glob(f"{name}.*"))).notes] == [
        "b.rst: reStructuredText without front matter: put its title and date between two lines '---'",
        "c.ipynb: a Jupyter notebook: convert it to Markdown (jupyter nbconvert --to markdown), with front matter",
        "d.json:1: JSON without a list of articles: expected a list of objects, an object with a list 'articles' or "
        "'items', or one object a line",
        "e.json: JSON file without an article: expected entries with a title, a text or an address",
    ]


def test_a_file_that_is_skipped_has_no_other_notes_and_no_counts(tmp_path: Path) -> None:
    write_text(tmp_path, "a.md", "---\nexcerpt: Mayor: no\ndate: yesterday\nours: x\n---\n")
    corpus = read_corpus(tmp_path)
    assert [str(note) for note in corpus.notes] == ["a.md: neither a title nor a text: add a line 'title: ...'"]
    assert corpus.tallies == ()


def test_what_is_common_is_counted_over_the_corpus_with_its_first_example(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "c.md"):
        write_post(tmp_path, name, title=name, date=f"2021-03-01 12:0{ord(name[0]) - 97}")
    (tally,) = read_corpus(tmp_path).tallied(Tallied.GUESSED)
    assert (tally.what, tally.count, tally.source_file, tally.example) == (
        "time without a zone: taken as UTC",
        3,
        "a.md",
        "'2021-03-01 12:00'",
    )


def test_files_about_the_project_are_counted_unless_they_are_posts(tmp_path: Path) -> None:
    write_text(tmp_path, "README.md", "# Our news\n")
    write_text(tmp_path, "robots.txt", "User-agent: *\n")
    write_post(tmp_path, "history.md", title="The history of the bridge")
    corpus = read_corpus(tmp_path)
    assert kinds_in(corpus) == [("The history of the bridge", NodeKind.ARTICLE)]
    assert tallied(corpus, Tallied.PASSED_OVER) == {"file about the project (README, LICENSE and the like)": 2}
    assert corpus.notes == ()


def test_plain_markdown_is_read_if_asked_for(tmp_path: Path) -> None:
    write_text(tmp_path, "2021-03-01-a.md", "# The river rose\n\nMore rain.\n")
    write_text(tmp_path, "b.txt", "The ferry runs.\n")
    assert read_corpus(tmp_path).articles == ()
    corpus = read_corpus(tmp_path, plain=True)
    found = sorted((article.title, article.published is not None) for article in corpus.articles)
    assert found == [("B", False), ("The river rose", True)]
    assert tallied(corpus, Tallied.READ) == {"plain Markdown": 1, "plain text": 1}


def test_html_with_front_matter_is_a_post_and_without_it_a_page(tmp_path: Path) -> None:
    write_text(tmp_path, "a.html", "---\ntitle: Flood\n---\n<p>The river rose.</p>")
    write_text(tmp_path, "b.html", "<!doctype html><title>x</title>")
    corpus = read_corpus(tmp_path)
    assert [(article.title, article.text) for article in corpus.articles] == [("Flood", "The river rose.")]
    assert sum(tallied(corpus, Tallied.PASSED_OVER).values()) == 1


def test_a_provider_may_be_given_for_articles_that_name_none(tmp_path: Path) -> None:
    write_post(tmp_path, "a.md", title="A")
    write_post(tmp_path, "b.md", title="B", url="https://example.org/b")
    write_post(tmp_path, "c.md", title="C", provider="The Example")
    corpus = read_corpus(tmp_path, provider="Harbour Times")
    assert sorted((article.title, article.provider) for article in corpus.articles) == [
        ("A", "Harbour Times"),
        ("B", "example.org"),
        ("C", "The Example"),
    ]


def test_keys_may_be_mapped(tmp_path: Path) -> None:
    write_post(tmp_path, "a.md", Schlagzeile="Flood", wann="2021-03-01")
    (article,) = read_corpus(tmp_path, names=[("title", "schlagzeile"), ("date", "Wann")]).articles
    assert (article.title, article.timestamp) == ("Flood", 1_614_556_800)


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_post(tmp_path, "a.md", title="Rain")
    lines = b'{"title": "Flood", "url": "https://example.org/flood"}\nnot JSON\n{"title": "Storm"}\n'
    monkeypatch.setattr("graphkit.sources.reading._standard_input", lambda: io.BytesIO(lines))
    corpus = read_corpus(["-", tmp_path])
    assert sorted(article.title for article in corpus.articles) == ["Flood", "Rain", "Storm"]
    assert [(note.source_file, note.line) for note in corpus.notes] == [("standard input", 2)]


def test_an_empty_folder_is_an_empty_corpus(tmp_path: Path) -> None:
    assert read_corpus(tmp_path) == Corpus(articles=(), notes=(), files=0)


def test_an_input_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        read_corpus([tmp_path, tmp_path / "gone"])


def test_a_link_that_leads_nowhere_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "gone")
    assert [str(note) for note in read_corpus(tmp_path).notes] == ["a.md: a link that leads to no file"]


@pytest.mark.parametrize("call", ["open", "read"])
def test_a_file_that_cannot_be_opened_or_fails_on_the_way_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    for name in ("a.md", "b.md"):
        write_post(tmp_path, name, title=name)
    real = Path.open

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def fails(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.name != "a.md":
            return real(self, *arguments, **options)
        if call == "open":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        return Broken()

    monkeypatch.setattr(Path, "open", fails)
    corpus = read_corpus(tmp_path)
    problem = os.strerror(errno.EACCES if call == "open" else errno.EIO)
    assert [str(note) for note in corpus.notes] == [f"a.md: this file cannot be read: {problem}"]
    assert [article.title for article in corpus.articles] == ["b.md"]


def test_progress_is_reported_at_the_end(tmp_path: Path) -> None:
    for number in range(3):
        write_post(tmp_path, f"{number}.md", title=f"T{number}")
    reports: list[tuple[str, int, int]] = []
    read_corpus(tmp_path, on_progress=lambda stage, done, total: reports.append((stage, done, total)))
    assert reports == [("reading", 3, 3)]


def test_read_articles_gives_the_articles_and_warns(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_post(tmp_path, "a.md", title="Flood", quality="high")
    with caplog.at_level(logging.WARNING, logger="graphkit"):
        articles = read_articles(tmp_path)
    assert articles == read_corpus(tmp_path).articles
    assert caplog.messages == ["noted: a.md:3: quality: expected a number, got 'high'"]


def test_secured_gets_into_no_article_no_note_and_no_count(tmp_path: Path) -> None:
    write_post(
        tmp_path, "a.md", title="Flood", secured="hidden-blob", related=[{"title": "x", "secured": "hidden-blob"}]
    )
    assert "hidden-blob" not in repr(read_corpus(tmp_path))


def test_the_number_of_processes_does_not_change_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        write_post(tmp_path, f"{number}.md", title=f"T{number}", related=[{"title": f"T{number + 1}"}], ours=number)
    write_text(tmp_path, "bad.md", "no front matter")
    monkeypatch.setattr("graphkit.sources.reading._BATCH_BYTES", 20_000)
    expected = read_corpus(tmp_path, processes=1)
    assert read_corpus(tmp_path, processes=2) == expected


def test_the_input_folder_stays_as_it_is(tmp_path: Path) -> None:
    write_post(tmp_path, "in/a.md", title="Flood")
    read_corpus(tmp_path / "in")
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["a.md"]
