"""Known stories: how they are read, and whom they mean."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from graphkit.errors import GoldError
from graphkit.evaluation.gold import match_gold, read_gold
from tests.support.builders import make_article


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gold.csv", "article,story\na.md,flood\nb.md,7\n"),
        ("gold.csv", "\ufeffid, story ,article\r\n1,flood,a.md\r\n2, 7 ,b.md\r\n3,,c.md\r\n"),
        ("gold.json", '{"a.md": "flood", "b.md": 7, "c.md": null}'),
        ("gold.txt", ' {"a.md": "flood", "b.md": "7", "a.md": "flood"}'),
    ],
)
def test_csv_and_json_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_bytes(text.encode())
    assert read_gold(tmp_path / name) == {"a.md": "flood", "b.md": "7"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"file,story\na,b\n", "expected the columns article and story in its first line", id="columns"),
        pytest.param(b"", "expected the columns article and story in its first line, got []", id="empty"),
        pytest.param(b"article,story\n", "names no article with a story", id="no rows"),
        pytest.param(b"article,story\na,1\na,2\n", "'a' is in two stories: '1' and '2'", id="two stories"),
        pytest.param(b'{"a": "1", "a": "2"}', "'a' is in two stories: '1' and '2'", id="two stories in JSON"),
        pytest.param(b'{"a": ', "cannot be read as JSON", id="broken JSON"),
        pytest.param(b'["a"]', "expected a mapping of article to story, got a list", id="list"),
        pytest.param(b'{"a": {"b": 1}}', "'a'.story: expected the name or number of a story, got [", id="nested"),
        pytest.param(b'{"a": true}', "'a'.story: expected the name or number of a story, got True", id="yes or no"),
        pytest.param(b'{"a": "\\u001b[31m"}', "'a'.story: expected text without control characters", id="an escape"),
        pytest.param(b"article,story\na,1\nb\x07,1\n", "line 3.article: expected text without control", id="a bell"),
        pytest.param(b"article,story\na,1\n,2\n", "line 3.article: ", id="no article"),
        pytest.param(b"article,story\n\xff,1\n", "cannot be read", id="encoding"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "gold"
    path.write_bytes(content)
    with pytest.raises(GoldError) as error:
        read_gold(path)
    assert str(error.value).startswith(f"{path}: ")
    assert message in str(error.value)


def test_a_message_is_short_however_long_the_names_are(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text(f"article,story\n{'a' * 9_000},{'b' * 9_000}\n{'a' * 9_000},c\n")
    with pytest.raises(GoldError) as error:
        read_gold(path)
    assert len(str(error.value)) < len(str(path)) + 250
    with pytest.raises(GoldError) as error:
        match_gold(ARTICLES, {"a" * 9_000: "one"})
    assert len(str(error.value)) < 250


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    with path.open("wb") as file:
        file.truncate(200_000_001)
    with pytest.raises(GoldError, match="larger than 200,000,000 bytes: expected a table of articles"):
        read_gold(path)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="No such file or directory"):
        read_gold(tmp_path / "gold.csv")


ARTICLES = [
    make_article("a1", url="https://example.org/flood", source_files=("2021/a.md",)),
    make_article("b2", url="https://example.org/chess", source_files=("2021/b.md", "2022/b.md")),
    make_article("c3", url="https://example.org/rail", source_files=("2022/a.md",)),
]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("a1", 0),
        ("2021/a.md", 0),
        ("b.md", 1),
        ("https://example.org/chess", 1),
        ("http://www.example.org/rail/?utm_source=feed", 2),
    ],
)
def test_an_article_goes_by_its_id_file_file_name_and_address(name: str, number: int) -> None:
    assert match_gold(ARTICLES, {name: "story"}) == ([number], [0])


def test_stories_are_numbered_and_an_article_of_two_names_counts_twice() -> None:
    gold = {"2022/b.md": "one", "2021/b.md": "two", "a1": "one"}
    assert match_gold(ARTICLES, gold) == ([1, 1, 0], [1, 0, 0])


def test_a_file_that_has_the_name_itself_comes_before_one_in_a_folder() -> None:
    articles = [make_article("a", source_files=("x.md",)), make_article("b", source_files=("sub/x.md",))]
    assert match_gold(articles, {"x.md": "s"}) == ([0], [0])


def test_a_file_name_of_two_folders_must_be_told_apart() -> None:
    with pytest.raises(GoldError, match=r"'a\.md' is the name of 2 articles: name the file with its folder"):
        match_gold(ARTICLES, {"a.md": "one"})


def test_names_of_nobody_are_passed_over_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="graphkit"):
        assert match_gold(ARTICLES, {"a1": "one", "z": "one"}) == ([0], [0])
    assert caplog.messages == ["1 of 2 known articles are not in the corpus, such as 'z'"]


def test_where_no_name_is_known_the_next_step_is_told() -> None:
    with pytest.raises(GoldError, match=r"none of its 2 articles is in the corpus, .* goes by its file name"):
        match_gold(ARTICLES, {"y": "one", "z": "one"})
