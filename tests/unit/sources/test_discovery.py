from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphkit.errors import SourceError
from graphkit.sources.discovery import find_posts


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


def names_in(*inputs: Path) -> list[str]:
    return [post.name for post in find_posts(inputs)]


def test_posts_are_found_in_folders_of_folders_sorted_by_name(tmp_path: Path) -> None:
    fill(tmp_path, "b.md", "a.markdown", "_news/c.txt", "_posts/2021/D.MD", "picture.png", "page.html")
    assert names_in(tmp_path) == ["_news/c.txt", "_posts/2021/D.MD", "a.markdown", "b.md"]


def test_names_that_begin_with_a_dot_are_left_out(tmp_path: Path) -> None:
    fill(tmp_path, ".hidden.md", ".git/a.md", "a.md")
    assert names_in(tmp_path) == ["a.md"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    fill(tmp_path, "story.draft")
    assert names_in(tmp_path / "story.draft") == ["story.draft"]


def test_one_path_may_be_given_as_text(tmp_path: Path) -> None:
    fill(tmp_path, "a.md")
    assert [post.name for post in find_posts(str(tmp_path))] == ["a.md"]


def test_a_file_that_two_inputs_hold_is_read_once(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.md", "b.md")
    expected = ["a/x.md", "b.md"]
    assert names_in(tmp_path / "a", tmp_path, tmp_path / "b.md", tmp_path) == expected
    assert names_in(tmp_path, tmp_path / "b.md", tmp_path / "a") == expected


def test_a_link_back_to_the_folder_ends_there(tmp_path: Path) -> None:
    fill(tmp_path, "a/x.md")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    assert names_in(tmp_path) == ["a/x.md"]


def test_a_file_goes_by_its_own_name_rather_than_a_links(tmp_path: Path) -> None:
    fill(tmp_path, "z/x.md")
    (tmp_path / "a").symlink_to(tmp_path / "z", target_is_directory=True)
    (tmp_path / "a.md").symlink_to(tmp_path / "z" / "x.md")
    assert names_in(tmp_path) == ["z/x.md"]


def test_what_only_a_link_leads_to_is_found_under_the_link(tmp_path: Path) -> None:
    fill(tmp_path, "elsewhere/2021/x.md", "here/y.md")
    (tmp_path / "here" / "more").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert names_in(tmp_path / "here") == ["more/2021/x.md", "y.md"]


def test_a_link_that_leads_nowhere_is_a_post_with_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "gone.md")
    assert [(post.name, post.problem) for post in find_posts(tmp_path)] == [("a.md", "a link that leads to no file")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_post_and_nothing_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert names_in(tmp_path) == []
    with pytest.raises(SourceError, match=r"a\.md: expected a file or a folder, found neither"):
        find_posts(tmp_path / "a.md")


@pytest.mark.parametrize("name", ["missing", "a.md/below", "nul\0byte"])
def test_an_input_that_does_not_exist_is_an_error(tmp_path: Path, name: str) -> None:
    fill(tmp_path, "a.md")
    with pytest.raises(SourceError, match="no such file or folder"):
        find_posts(tmp_path / name)


def test_names_are_text_in_one_normal_form(tmp_path: Path) -> None:
    fill(tmp_path, "Cafe\u0301.md")
    assert names_in(tmp_path) == ["Caf\u00e9.md"]
