from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import Run
from tests.support.posts import write_post, write_text


@pytest.fixture
def news(folder: Path) -> Path:
    write_post(folder, "news/a.md", title="Flood", date="2021-03-01", mood="calm")
    write_text(folder, "news/b.md", "# No front matter\n")
    write_text(folder, "news/c.md", "---\ntitle: Mayor: no\n---\n")
    write_post(folder, "news/d.md", title="Flood", date="2021-03-01")
    return folder


def test_what_was_found_is_told_and_nothing_is_written(news: Path, run: Run) -> None:
    code, out, err = run("validate", "news")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "2 articles and 0 related items in 4 files",
        "with date 50 %, address 0 %, provider 0 %, authors 0 %, topics 0 %, language 0 %, text 0 %",
        "1 file skipped, 1 repaired, 1 joined",
        "read: 3 × post with YAML front matter",
        "key not read: 1 × mood (a.md)",
        "skipped: b.md:1: no front matter, but a heading: add some between two lines '---', or read it with --plain",
        "repaired: c.md:2: YAML needs quotes around this text: read as if they were there",
        "joined: a.md, d.md",
    ]
    assert [path.name for path in news.iterdir()] == ["news"]


def test_it_is_one_json_object_if_asked_for(news: Path, run: Run) -> None:
    code, out, _ = run("validate", "news", "--json")
    found = json.loads(out)
    assert (code, found["articles"], found["joined"]) == (0, 2, [["a.md", "d.md"]])


def test_strict_fails_where_a_file_is_bad(news: Path, run: Run) -> None:
    assert run("validate", "news", "--strict")[0] == 1
    assert run("validate", "news/a.md", "--strict")[0] == 0


def test_where_nothing_is_usable_it_fails_and_says_why(news: Path, run: Run) -> None:
    code, _, err = run("validate", "news/b.md")
    assert code == 1
    assert err == (
        "error: no article among 1 file (1 × no front matter, but a heading): a post begins with front matter, such as "
        "a line ---, a line title: ..., and a line ---; --plain reads Markdown without it\n"
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("title", "--map: expected a key of graphkit, = and its name in the files, got 'title'"),
        ("titel=Headline", "--map: graphkit reads no key 'titel'; did you mean title?"),
    ],
)
def test_a_map_that_is_none_is_wrong_usage(news: Path, run: Run, given: str, message: str) -> None:
    assert run("validate", "news", "--map", given) == (2, "", f"error: {message}\n")


def test_plain_map_provider_and_exclude_change_what_is_read(news: Path, run: Run) -> None:
    _, out, _ = run(
        *("validate", "news", "--plain", "--provider", "Harbour Times", "--exclude", "d.md", "--map", "author=mood"),
        "--json",
    )
    found = json.loads(out)
    assert (found["articles"], found["skipped"], found["joined"]) == (3, 0, [])
    assert (found["with"]["provider"], found["with"]["authors"]) == (3, 1)
