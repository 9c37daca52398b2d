"""The table of what shows: stories or articles, in any order, as a file in that order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import Opened, opener
from tests.support.graphs import make_story_graph


@pytest.fixture(scope="module")
def window(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    for open_page in opener(browser, tmp_path_factory.mktemp("table")):
        yield open_page(make_story_graph())


@pytest.fixture
def opened(window: Opened) -> Iterator[Opened]:
    """The one page of these tests, with the table in view and nothing hidden."""
    window.page.evaluate("graphkit.page.state.choose(null, null, 'list'); graphkit.page.state.reset()")
    window.page.keyboard.press("5")
    yield window
    assert (window.messages, window.requests) == ([], [])


def column(opened: Opened, at: int) -> list[str]:
    """What a column says, from the top."""
    return list(opened.page.locator(f"#table tbody tr > :nth-child({at})").all_text_contents())


def test_a_heading_sorts_by_its_column_and_again_the_other_way(opened: Opened) -> None:
    opened.page.click("#table >> button:text-is('Articles')")
    heading = opened.page.locator("#table thead button", has_text="Headline")
    heading.click()
    titles = column(opened, 1)
    assert len(titles) == 6
    assert opened.page.get_attribute("#table thead th:first-child", "aria-sort") == "ascending"
    heading.click()
    assert column(opened, 1) == titles[::-1]
    assert opened.page.evaluate("document.activeElement.textContent.includes('Headline')")


def test_newest_articles_come_first_and_undated_ones_last(opened: Opened) -> None:
    opened.page.click("#table >> button:text-is('Articles')")
    opened.page.click("#table thead button:has-text('Published')")
    if opened.page.get_attribute("#table thead th:nth-child(3)", "aria-sort") == "ascending":
        opened.page.click("#table thead button:has-text('Published')")
    assert [text.partition(",")[0] for text in column(opened, 3)] == [
        "5 Mar 2021",
        "3 Mar 2021",
        "1 Mar 2021",
        "1 Mar 2021",
        "",
        "",
    ]


def test_filters_narrow_the_table_and_a_row_chooses_its_story(opened: Opened) -> None:
    opened.page.click("#table >> button:text-is('Stories')")
    assert column(opened, 4) == ["3", "2"]
    opened.page.evaluate("graphkit.page.state.filter('kind', 'related', false)")
    assert column(opened, 4) == ["1", "1"]
    opened.page.click("#table tbody tr:first-child button")
    assert opened.title_of_details() == column(opened, 1)[0]
    assert "is-chosen" in str(opened.page.get_attribute("#table tbody tr:first-child", "class"))
    assert opened.page.url.partition("#")[2].startswith("view=table&story=")


def test_the_table_is_saved_in_the_order_that_is_seen(opened: Opened, tmp_path: Path) -> None:
    opened.page.click("#table >> button:text-is('Articles')")
    opened.page.click("#table thead button:has-text('Outlet')")
    with opened.page.expect_download() as waiting:
        opened.page.click("#table >> text=Save articles.csv")
    waiting.value.save_as(tmp_path / "saved.csv")
    saved = csv.DictReader(io.StringIO((tmp_path / "saved.csv").read_text(encoding="utf-8"), newline=""))
    assert [row["title"] for row in saved] == column(opened, 1)


def test_nothing_that_shows_says_which_filter_to_lift(opened: Opened) -> None:
    opened.page.evaluate("graphkit.page.state.filterAll('kind', () => false)")
    assert opened.page.locator("#table table").count() == 0
    opened.page.click("#table .nothing-here button")
    assert opened.page.locator("#table tbody tr").count() > 0
