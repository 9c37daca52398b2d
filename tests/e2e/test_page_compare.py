"""The view of two outlets side by side."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import Opened, opener
from tests.support.graphs import BRIDGE, STRIKE, make_story_graph

POST, JOURNAL = "provider:example.org", "provider:journal.example"


@pytest.fixture(scope="module")
def window(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    shared = {
        "kind": "article",
        "title": "Bridge and trains",
        "label": "Bridge and trains",
        "provider": "Journal d'Exemple",
        "domain": "journal.example",
        "published": "2021-03-01T00:00:00Z",
        "timestamp": 1614556800,
        "published_precision": "day",
        "cluster": BRIDGE,
    }
    graph = make_story_graph(
        nodes={"journal.example/bridge": shared},
        edges={
            ("journal.example/bridge", JOURNAL): {"relation": "published_by"},
            ("journal.example/bridge", "example.org/bridge"): {},
        },
    )
    for open_page in opener(browser, tmp_path_factory.mktemp("compare")):
        yield open_page(graph)


@pytest.fixture
def opened(window: Opened) -> Iterator[Opened]:
    """The one page of these tests, with two outlets in view and nothing chosen."""
    window.page.evaluate("""
        const {state} = graphkit.page;
        state.choose(null, null, "list");
        state.reset();
        const nodeOf = id => state.graph.nodes.id.indexOf(id);
        state.compare(nodeOf("provider:example.org"), nodeOf("provider:journal.example"));
    """)
    window.page.click("#views button[data-view=compare]")
    yield window
    assert window.messages == []


def read(opened: Opened) -> dict[str, list[str]]:
    """Headlines by column."""
    return {
        side: opened.page.locator(f".compare-{side} .compare-title").all_text_contents()
        for side in ("left", "both", "right")
    }


def test_columns_say_what_one_outlet_alone_has_and_what_both_have(opened: Opened) -> None:
    assert read(opened) == {
        "left": [],
        "both": ["Old bridge reopens after repair"],
        "right": ["鉄道ストライキ、3日目に"],
    }
    assert opened.page.locator(".compare h2").all_text_contents() == [
        "0 Example Post, not Journal d'Exemple",
        "1 both",
        "1 Journal d'Exemple, not Example Post",
    ]


def test_a_day_without_a_clock_makes_a_tie(opened: Opened) -> None:
    assert opened.page.locator(".lag-row").all_text_contents() == [" same day, 1 Mar 2021, 12:00 UTC"]
    assert opened.page.locator(".compare-both > .quiet").text_content() == (
        "tied 1, Example Post first 0, Journal d'Exemple first 0"
    )


def test_swapping_turns_the_columns_round_and_the_address_remembers_it(opened: Opened) -> None:
    opened.page.click(".compare >> text=Swap")
    assert read(opened)["left"] == ["鉄道ストライキ、3日目に"]
    assert "compare=journal.example,example.org" in opened.page.url
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready=true]")
    assert read(opened)["left"] == ["鉄道ストライキ、3日目に"]


def test_only_what_shows_is_compared(opened: Opened) -> None:
    opened.page.evaluate(f"graphkit.page.state.filter('cluster', '{STRIKE}', false)")
    assert read(opened)["right"] == []
    opened.page.evaluate("graphkit.page.state.filterAll('cluster', () => false)")
    assert "nothing to compare" in str(opened.page.text_content("#compare"))
    assert opened.page.locator("#compare [data-lift=cluster]").count() == 1


def test_a_title_leads_to_its_story(opened: Opened) -> None:
    opened.page.click(".compare-right .compare-title")
    assert opened.title_of_details() == "鉄道ストライキ、3日目に"
    assert opened.page.get_attribute(".compare-right .compare-title", "aria-pressed") == "true"


def test_two_outlets_and_all_of_them_are_saved_as_tables(opened: Opened, tmp_path: Path) -> None:
    saved = {}
    for name in ("compare.csv", "outlets.csv"):
        with opened.page.expect_download() as waiting:
            opened.page.click(f".compare >> text=Save {name}")
        waiting.value.save_as(tmp_path / name)
        assert str(waiting.value.suggested_filename) == f"related-stories-{name}"
        saved[name] = list(csv.reader(io.StringIO((tmp_path / name).read_text(encoding="utf-8"), newline="")))
    assert saved["compare.csv"] == [
        ["who", "headline", "story", "articles of Example Post", "articles of Journal d'Exemple", "other_outlets",
         "first", "days_ahead"],
        ["both", "Old bridge reopens after repair", "Bridge · repair", "1", "1", "1", "tie", "0"],
        ["Journal d'Exemple", "鉄道ストライキ、3日目に", "鉄道 · strike", "0", "2", "0", "", ""],
    ]  # fmt: skip
    assert saved["outlets.csv"] == [
        ["outlet", "articles", "stories", "alone", "first", "tied_first"],
        ["Journal d'Exemple", "3", "2", "1", "0", "1"],
        ["Example Post", "2", "1", "0", "0", "1"],
        ["Example Net", "1", "1", "0", "0", "1"],
    ]
