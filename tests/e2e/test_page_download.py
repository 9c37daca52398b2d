"""What the page saves: tables and pictures of what shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from graphkit.exports.tables import to_cell
from tests.support.browser import Opened, opener
from tests.support.graphs import make_story_graph

FORMULA = '=HYPERLINK("http://evil.example")'
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def window(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    market = {"title": FORMULA, "label": FORMULA}
    for open_page in opener(browser, tmp_path_factory.mktemp("download")):
        yield open_page(make_story_graph(nodes={"example.org/market": market}, title="Brücken & Züge"))


@pytest.fixture
def opened(window: Opened) -> Iterator[Opened]:
    """The one page of these tests, with nothing hidden."""
    window.page.evaluate("graphkit.page.state.choose(null, null, 'list'); graphkit.page.state.reset()")
    yield window
    assert (window.messages, window.requests) == ([], [])


def save(opened: Opened, what: str, folder: Path) -> Path:
    """Save by the menu, as a reader does."""
    opened.page.click("#save > button")
    with opened.page.expect_download() as waiting:
        opened.page.click(f"[data-save='{what}']")
    path = folder / str(waiting.value.suggested_filename)
    waiting.value.save_as(path)
    return path


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def test_the_articles_that_show_are_saved_as_a_table(opened: Opened, tmp_path: Path) -> None:
    opened.page.evaluate("graphkit.page.state.filter('kind', 'related', false)")
    path = save(opened, "articles csv", tmp_path)
    assert path.name == "brucken-zuge-articles.csv"
    assert path.read_bytes().startswith(b"title,provider,published,")
    saved = rows(path)
    assert [row["title"] for row in saved] == [
        "Old bridge reopens after repair",
        f"'{FORMULA}",
        "鉄道ストライキ、3日目に",
    ]
    assert saved[0] == {
        "title": "Old bridge reopens after repair",
        "provider": "Example Post",
        "published": "2021-03-01T12:00:00Z",
        "story": "Bridge · repair",
        "kind": "article",
        "url": "https://example.org/bridge",
        "topics": "Bridges; Straßenbau",
        "quality": "64",
        "heat": "12.5",
        "is_published": "true",
        "excerpt": "The council reopened the old bridge on Saturday.",
        "source_file": "2021/bridge.md; archive/bridge.txt",
    }


def test_the_links_that_show_are_saved_with_their_reasons(opened: Opened, tmp_path: Path) -> None:
    saved = rows(save(opened, "links csv", tmp_path))
    assert len(saved) == 3
    assert saved[0] == {
        "source_title": "Old bridge reopens after repair",
        "relation": "related",
        "target_title": "Old bridge reopens after repair",
        "weight": "0.98",
        "similarity": "0.98",
        "shared_terms": "bridge; council; repair",
        "declared_by": "Old bridge reopens after repair",
        "is_copy": "true",
        "source_url": "https://example.net/bridge-copy",
        "target_url": "https://example.org/bridge",
    }


def test_cells_are_neutralized_as_in_the_tables_of_a_build(opened: Opened) -> None:
    values: list[Any] = [
        FORMULA,
        "+1",
        "-1",
        "@SUM(A1)",
        "＝1",
        'a "quote", and; more',
        "two\nlines",
        "plain",
        -3,
        0.5,
        "",
    ]
    written = opened.page.evaluate("values => values.map(graphkit.csv.cell).join(',')", values)
    assert next(csv.reader(io.StringIO(written, newline=""))) == [to_cell(value) for value in values]


def test_the_picture_as_svg_holds_what_is_on_the_screen(opened: Opened, tmp_path: Path) -> None:
    path = save(opened, "picture svg", tmp_path)
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert root.find(f"{SVG}title").text == "Brücken & Züge"  # type: ignore[union-attr]  # there is one
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "rect", "circle", "line", "path", "text",
    }  # fmt: skip
    named = {str(element.text) for element in root.iter(f"{SVG}title")}
    assert {"Old bridge reopens after repair", FORMULA, "Journal d'Exemple", "Trains"} <= named
    assert "Bridge · repair" in {str(element.text) for element in root.iter(f"{SVG}text")}
    assert len(list(root.iter(f"{SVG}line"))) == 11


def test_there_is_a_picture_of_what_is_drawn_and_none_of_lists(opened: Opened) -> None:
    tables = ["articles csv", "links csv", "stories csv", "outlets csv"]
    pictures = {"map": ["picture svg", "picture png"], "timeline": ["picture png"], "compare": [], "briefing": []}
    for view, some in pictures.items():
        opened.page.evaluate("view => graphkit.page.state.show(view)", view)
        opened.page.click("#save > button")
        saves = "[...document.querySelectorAll('[data-save]')].map(button => button.dataset.save)"
        assert opened.page.evaluate(saves) == [*tables, *some]
        opened.page.keyboard.press("Escape")
    opened.page.evaluate("graphkit.page.state.show('map')")


def test_stories_and_the_shortlist_are_saved_as_the_list_has_them(opened: Opened, tmp_path: Path) -> None:
    opened.page.evaluate("graphkit.page.state.keep(0, true)")
    saved = rows(save(opened, "shortlist csv", tmp_path))
    opened.page.evaluate("graphkit.page.state.keep(0, false)")
    assert saved == rows(save(opened, "stories csv", tmp_path))[:1]
    assert saved[0] == {
        "headline": "Old bridge reopens after repair",
        "story": "Bridge · repair",
        "outlets": "1",
        "articles": "3",
        "articles_in_all": "3",
        "copies": "1",
        "first_day": "2021-03-01",
        "last_day": "2021-03-01",
        "first_outlets": "Example Post",
        "tied": "false",
        "began_before": "",
        "undated": "1",
        "thread": "",
        "keywords": "bridge; repair; γέφυρα",
    }


def test_the_shortlist_is_saved_as_markdown(opened: Opened, tmp_path: Path) -> None:
    opened.page.evaluate("graphkit.page.state.keep(1, true)")
    with opened.page.expect_download() as waiting:
        opened.page.click("#tray >> text=Save shortlist.md")
    waiting.value.save_as(tmp_path / "shortlist.md")
    opened.page.evaluate("graphkit.page.state.keep(1, false)")
    assert str(waiting.value.suggested_filename) == "brucken-zuge-shortlist.md"
    lines = (tmp_path / "shortlist.md").read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["# Brücken & Züge: all years".replace("&", "\\&"), "", "## 鉄道ストライキ、3日目に"]


@pytest.mark.parametrize("view", ["map", "timeline"])
def test_the_picture_as_png_is_twice_as_large_and_has_a_head_and_a_foot(
    opened: Opened, tmp_path: Path, view: str
) -> None:
    opened.page.evaluate("view => graphkit.page.state.show(view)", view)
    frame = opened.page.locator("#mynetwork").bounding_box()
    data = save(opened, "picture png", tmp_path).read_bytes()
    opened.page.evaluate("graphkit.page.state.show('map')")
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    assert abs(width - 2 * frame["width"]) <= 2
    assert abs(height - 2 * (frame["height"] + 46 + 30)) <= 2


def test_the_menu_works_with_keys_alone(opened: Opened) -> None:
    opened.page.focus("#save > button")
    opened.page.keyboard.press("Enter")
    assert opened.page.text_content("#save-menu p") == "Save what shows: 6 articles, 3 links between them"
    assert opened.page.evaluate("document.activeElement.dataset.save") == "articles csv"
    opened.page.keyboard.press("Escape")
    assert opened.page.is_hidden("#save-menu")
    assert opened.page.evaluate("document.activeElement.parentElement.id") == "save"
