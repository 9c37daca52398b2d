"""The third view of the page: providers against stories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.browser import Opened, opener
from tests.support.graphs import BRIDGE, make_story_graph

MATRIX = """
sets => {
  const items = Object.keys(sets), setOf = new Map(items.map(item => [item, new Set(sets[item])]));
  return graphkit.compare.seriate(items, setOf);
}
"""


@pytest.fixture(scope="module")
def window(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    for open_page in opener(browser, tmp_path_factory.mktemp("compare")):
        yield open_page(make_story_graph())


@pytest.fixture
def opened(window: Opened) -> Iterator[Opened]:
    """The one page of these tests, with the table in view and nothing chosen."""
    window.page.evaluate("""
        const {state} = graphkit.page;
        state.choose(null, null, "list");
        state.reset();
        state.show("map");
    """)
    window.page.click("#views button[data-view=providers]")
    yield window
    assert window.messages == []


def read(opened: Opened) -> dict[str, list[str]]:
    """Each provider with its cells, "!" after the figure of who was first."""
    rows = opened.page.evaluate("""() => [...document.querySelectorAll(".compare tbody tr")].map(row => [
        row.querySelector("th button").textContent,
        [...row.querySelectorAll("td")].map(cell => cell.textContent + (cell.querySelector(".is-first") ? "!" : "")),
    ])""")
    return dict(rows)


def test_a_table_says_who_covered_what_and_who_was_first(opened: Opened) -> None:
    assert opened.page.locator(".compare thead th[scope=col]").all_text_contents() == [
        "Bridge · repair",
        "鉄道 · strike",
    ]
    assert read(opened) == {
        "Example Net": ["1", ""],
        "Example Post": ["1!", ""],
        "Journal d'Exemple": ["", "2!"],
    }
    assert opened.page.locator(".compare tbody th[scope=row]").count() == 3


def test_only_what_shows_is_counted(opened: Opened) -> None:
    opened.page.evaluate("graphkit.page.state.filter('kind', 'article', false)")
    assert read(opened) == {"Example Net": ["1!", ""], "Journal d'Exemple": ["", "1!"]}
    opened.page.evaluate("graphkit.page.state.filter('kind', 'related', false)")
    assert opened.page.text_content("#providers") == ("No article of a story shows that has a provider: lift a filter.")


def test_a_cell_leads_to_its_articles_and_the_address_remembers_it(opened: Opened) -> None:
    cell = opened.page.locator(".cell", has_text="2")
    assert cell.get_attribute("aria-label") == "Journal d'Exemple, 鉄道 · strike: 2 articles, first to report"
    cell.click()
    assert opened.title_of_details() == "Journal d'Exemple"
    assert opened.page.locator("#details .item .quiet").all_text_contents() == [
        "Journal d'Exemple · 3 March 2021, 06:30 UTC, first",
        "Journal d'Exemple · 5 March 2021, 23:59 UTC, +2.7 days",
    ]
    assert opened.page.locator(".cell[aria-current=true]").count() == 1
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready=true]")
    assert opened.page.locator(".cell[aria-current=true]").text_content() == "2"
    assert opened.title_of_details() == "Journal d'Exemple"


def test_headers_lead_to_the_story_and_to_the_provider(opened: Opened) -> None:
    opened.page.click(".column-name >> text=Bridge")
    assert opened.title_of_details() == "Bridge · repair"
    assert opened.page.get_attribute(f"#clusters button[data-cluster={BRIDGE}]", "aria-pressed") == "true"
    opened.page.click(".row-name >> text=Journal")
    assert opened.title_of_details() == "Journal d'Exemple"


def test_keys_lead_from_cell_to_cell(opened: Opened) -> None:
    opened.page.focus(".row-name >> nth=0")
    opened.page.keyboard.press("Tab")  # the cells are one stop
    focused = "document.activeElement.getAttribute('aria-label')"
    assert str(opened.page.evaluate(focused)).startswith("Journal d'Exemple, 鉄道 · strike")
    opened.page.keyboard.press("ArrowDown")
    assert str(opened.page.evaluate(focused)).startswith("Example Net, Bridge · repair")
    opened.page.keyboard.press("Enter")
    assert opened.title_of_details() == "Example Net"
    assert opened.page.locator(".cell[tabindex='0']").count() == 1


def test_what_overlaps_lies_side_by_side(opened: Opened) -> None:
    sets = {"all": [1, 2, 3, 4, 5, 6], "left": [1, 2, 3], "right": [4, 5, 6], "start": [1, 2], "end": [5, 6], "no": [9]}
    order = opened.page.evaluate(MATRIX, sets)
    assert sorted(order) == sorted(sets)
    assert order == ["end", "right", "all", "left", "start", "no"]


def test_the_rest_of_a_large_table_is_within_reach(opened: Opened) -> None:
    made = opened.page.evaluate("""() => {
      const {graph} = graphkit.page.state;
      const table = most => graphkit.compare.table(graph, () => true, most);
      const size = ({rows, columns, more}) => [rows.length, columns.length, more.rows, more.columns];
      return [size(table({rows: 2, columns: 1})), size(table({rows: 9, columns: 9}))];
    }""")
    assert made == [[2, 1, 1, 1], [3, 2, 0, 0]]
