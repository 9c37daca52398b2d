"""Pages of a site among its dated posts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphkit.model import Tallied
from graphkit.sources import read_corpus
from tests.support.posts import tallied, write_post, write_text

WHAT = "undated page in a folder without any date; to read it, give the folder as an input of its own"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for number in range(6):
        write_post(tmp_path, f"_posts/{number}.md", title=f"Post {number}", date="2021-03-01")
    write_post(tmp_path, "docs/use/a.md", title="How to use it")
    write_post(tmp_path, "docs/b.md", title="How to begin")
    write_post(tmp_path, "team/ann.md", title="Ann")
    return tmp_path


def titles(*inputs: Path) -> set[str]:
    return {article.title for article in read_corpus(inputs).articles if not article.title.startswith("Post")}


def test_folders_without_any_date_are_pages_where_most_posts_have_dates(site: Path) -> None:
    corpus = read_corpus(site)
    (tally,) = corpus.tallied(Tallied.PASSED_OVER)
    assert (len(corpus.articles), tally.what, tally.count, tally.example) == (6, WHAT, 3, "docs (2), team (1)")


def test_a_folder_that_is_given_as_well_is_read(site: Path) -> None:
    assert titles(site, site / "docs") == {"How to use it", "How to begin"}
    assert titles(site / "docs") == {"How to use it", "How to begin"}
    assert titles(site, site / "team" / "ann.md") == {"Ann"}


@pytest.mark.parametrize(
    "post",
    [
        {"date": "2021-03-01"},
        {"date": "03/01/2021"},  # cannot be read, but is one
        {"draft": True},
        {"url": "https://post.example/strike"},
    ],
)
def test_a_folder_with_anything_like_a_post_is_read(site: Path, post: dict[str, Any]) -> None:
    write_post(site, "docs/c.md", title="New", **post)
    assert titles(site) == {"How to begin", "New"}


def test_an_archive_of_which_less_than_half_is_dated_is_read_whole(site: Path) -> None:
    for number in range(5):
        write_post(site, f"docs/{number}.md", title=f"Post {number} of the manual")
    assert titles(site) == {"How to use it", "How to begin", "Ann"}


def test_undated_posts_beside_dated_ones_and_feeds_are_read(site: Path) -> None:
    write_post(site, "_posts/x.md", title="Undated")
    write_post(site, "_posts/flood/index.md", title="Bundle")
    write_post(site, "about.md", title="About")
    write_text(site, "data/rows.csv", "title,tags\nOne,x\n")
    assert titles(site) == {"Undated", "Bundle", "About", "One"}


def test_generated_pages_with_markdown_are_named(site: Path) -> None:
    write_post(site, "public/a.md", title="A")
    assert "folder public, with Markdown in it" in tallied(read_corpus(site), Tallied.PASSED_OVER)


def test_posts_in_public_are_read_where_nothing_else_is(tmp_path: Path) -> None:
    write_post(tmp_path, "public/flood/index.md", title="Flood")
    write_text(tmp_path, "README.md", "# Our posts")
    corpus = read_corpus(tmp_path)
    assert [article.title for article in corpus.articles] == ["Flood"]
    assert tallied(corpus, Tallied.PASSED_OVER) == {"file about the project (README, LICENSE and the like)": 1}


def test_what_belongs_to_a_generator_is_passed_over_beside_its_settings(tmp_path: Path) -> None:
    for folder in ("", "topics/"):
        write_post(tmp_path, f"{folder}themes/a.md", title=f"{folder}A theme")
    write_text(tmp_path, "hugo.toml", "title = 'Our site'")
    assert [article.title for article in read_corpus(tmp_path).articles] == ["topics/A theme"]


def test_templates_of_feeds_are_no_articles(tmp_path: Path) -> None:
    feed = "<rss version='2.0'><channel><item><title>{{ page.title }}</title></item></channel></rss>"
    write_text(tmp_path, "rss.xml", feed)
    corpus = read_corpus(tmp_path)
    assert (corpus.articles, corpus.notes) == ((), ())


def test_authors_get_the_names_that_the_nearest_file_of_authors_gives_them(tmp_path: Path) -> None:
    write_text(tmp_path, "_data/authors.yml", "ann:\n  name: Ann Lee\nbo: {name: Bo Ito}\n")
    write_text(tmp_path, "blog/authors.yml", "ann:\n  name: Ann of the blog\n")
    write_text(tmp_path, "old/authors.yml", "- no table\n")
    for name, authors in (("a.md", ["ann", "bo", "Cy"]), ("blog/b.md", ["ann", "bo"]), ("old/c.md", ["bo"])):
        write_post(tmp_path, name, title=name, authors=authors)
    assert {article.title: article.authors for article in read_corpus(tmp_path).articles} == {
        "a.md": ("Ann Lee", "Bo Ito", "Cy"),
        "blog/b.md": ("Ann of the blog", "bo"),
        "old/c.md": ("Bo Ito",),
    }
