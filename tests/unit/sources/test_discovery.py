from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphkit.errors import SourceError
from graphkit.files import write_files
from graphkit.sources.discovery import find_files


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


def names_in(*inputs: Path, exclude: tuple[str, ...] = ()) -> list[str]:
    return [file.name for file in find_files(inputs, exclude).files]


def passed_in(*inputs: Path, exclude: tuple[str, ...] = ()) -> dict[str, int]:
    return {one.what: one.count for one in find_files(inputs, exclude).notes.tallies()}


def test_files_are_found_in_folders_of_folders_sorted_by_name(tmp_path: Path) -> None:
    fill(tmp_path, "b.md", "a.markdown", "_news/c.txt", "_posts/2021/D.MD", "page.html", "feed.xml", "rows.csv")
    assert names_in(tmp_path) == [
        *("_news/c.txt", "_posts/2021/D.MD", "a.markdown", "b.md", "feed.xml", "page.html", "rows.csv"),
    ]


def test_the_markdown_that_a_program_wove_is_taken_rather_than_its_source(tmp_path: Path) -> None:
    fill(tmp_path, "a.Rmd", "a.md", "b.Rmd", "c.qmd")
    assert names_in(tmp_path) == ["a.md", "b.Rmd", "c.qmd"]
    assert passed_in(tmp_path) == {"R Markdown or Quarto whose Markdown lies beside it": 1}


def test_names_that_begin_with_a_dot_are_left_out(tmp_path: Path) -> None:
    fill(tmp_path, ".hidden.md", ".git/a.md", "a.md")
    assert names_in(tmp_path) == ["a.md"]


def test_files_of_other_kinds_and_folders_of_packages_are_counted(tmp_path: Path) -> None:
    fill(
        tmp_path,
        "a.md",
        "a.png",
        "b.js",
        "node_modules/x/b.md",
        "vendor/b.md",
        "_site/b.md",
        "sub/public/b.css",
        "public/b.md",
    )
    assert names_in(tmp_path) == ["a.md"]
    assert passed_in(tmp_path) == {
        "folder _site": 1,
        "file of another kind (by its suffix)": 2,
        "folder node_modules": 1,
        "folder vendor": 1,
        "folder public": 1,
        "folder public, with Markdown in it": 1,
    }


def test_a_folder_that_is_given_is_searched_whatever_it_is_called(tmp_path: Path) -> None:
    fill(tmp_path, "public/a.md")
    assert names_in(tmp_path / "public") == ["a.md"]


def test_what_gitignore_names_is_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "build/b.md", "notes/draft-1.md", "notes/kept.md", "sub/c.md", "sub/local.md", "local.md")
    (tmp_path / ".gitignore").write_text("/build/\ndraft-*\n")
    (tmp_path / "sub" / ".gitignore").write_text("local.md\n")
    assert names_in(tmp_path) == ["a.md", "local.md", "notes/kept.md", "sub/c.md"]
    assert passed_in(tmp_path) == {"named in .gitignore": 3}


def test_what_is_excluded_is_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "old/b.md", "news/old/c.md", "news/d.md")
    assert names_in(tmp_path, exclude=("old/", "d.*")) == ["a.md"]
    assert names_in(tmp_path, exclude=("/old/",)) == ["a.md", "news/d.md", "news/old/c.md"]
    assert passed_in(tmp_path, exclude=("old/",)) == {"excluded by --exclude": 2}


def test_what_graphkit_wrote_is_no_input(tmp_path: Path) -> None:
    fill(tmp_path, "a.md", "output/mine.md")
    for folder in (tmp_path, tmp_path / "output"):
        write_files(folder, {name: ["x"] for name in ("graph.json", "articles.csv", "report.md")})
    assert names_in(tmp_path) == ["a.md", "output/mine.md"]
    assert passed_in(tmp_path) == {"file that graphkit wrote": 6}


def test_a_file_that_is_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    fill(tmp_path, "story.draft")
    assert [(file.name, file.is_given) for file in find_files([tmp_path / "story.draft"]).files] == [
        ("story.draft", True)
    ]


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


def test_a_link_that_leads_out_of_the_inputs_is_not_followed_and_counted(tmp_path: Path) -> None:
    fill(tmp_path, "elsewhere/2021/x.md", "elsewhere/z.md", "here/y.md", "hereafter/q.md")
    (tmp_path / "here" / "more").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (tmp_path / "here" / "z.md").symlink_to(tmp_path / "elsewhere" / "z.md")
    (tmp_path / "here" / "q.md").symlink_to(tmp_path / "hereafter" / "q.md")
    assert names_in(tmp_path / "here") == ["y.md"]
    assert passed_in(tmp_path / "here") == {"link that leads out of the input": 3}
    assert names_in(tmp_path / "here", tmp_path / "elsewhere") == ["2021/x.md", "y.md", "z.md"]


def test_a_link_that_leads_nowhere_is_a_file_with_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "gone.md")
    found = [(file.name, file.problem) for file in find_files([tmp_path]).files]
    assert found == [("a.md", "a link that leads to no file")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_no_file_and_nothing_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert names_in(tmp_path) == []
    with pytest.raises(SourceError, match=r"a\.md: expected a file or a folder, found neither"):
        find_files([tmp_path / "a.md"])


@pytest.mark.parametrize("name", ["missing", "a.md/below", "nul\0byte"])
def test_an_input_that_does_not_exist_is_an_error(tmp_path: Path, name: str) -> None:
    fill(tmp_path, "a.md")
    with pytest.raises(SourceError, match="no such file or folder"):
        find_files([tmp_path / name])


def test_an_empty_input_is_an_error_and_not_this_folder() -> None:
    with pytest.raises(SourceError, match="'': no such file or folder"):
        find_files([""])


def test_names_are_text_in_one_normal_form(tmp_path: Path) -> None:
    fill(tmp_path, "Cafe\u0301.md")
    assert names_in(tmp_path) == ["Caf\u00e9.md"]
