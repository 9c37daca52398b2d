"""The index of a large archive, as a reader has it: finds stories, and leads to the page that shows one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphkit.exports import write_all
from graphkit.exports.periods import render_by_period
from graphkit.graph.periods import cut_periods
from graphkit.graph.plain_graph import to_plain_graph
from graphkit.model import StoryGraph
from graphkit.pipeline import build
from graphkit.plain_text import clean_line
from tests.e2e.test_page_safety import DANGEROUS, HOSTILE, make_hostile
from tests.support.browser import Open, Opened
from tests.support.planted import planted_corpus

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def story_graph() -> StoryGraph:
    return build(planted_corpus(70, size=3))


@pytest.fixture(scope="module")
def archive(story_graph: StoryGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of seventy stories in periods of at most forty articles."""
    folder = tmp_path_factory.mktemp("archive")
    write_all(story_graph, folder, articles_per_page=40)
    return folder


@pytest.fixture
def index(open_page: Open, archive: Path) -> Iterator[Opened]:
    """The index; at the end nothing may have been said, or asked for but the pages of the archive."""
    opened = open_page(archive / "graph.html")
    yield opened
    assert opened.messages == []
    assert [address for address in opened.requests if not address.startswith(archive.as_uri())] == []


def texts(opened: Opened, selector: str) -> list[str]:
    return [str(text) for text in opened.page.locator(selector).all_text_contents()]


def test_it_lists_the_periods_with_their_largest_stories(index: Opened, archive: Path) -> None:
    names = sorted(path.name for path in (archive / "periods").iterdir())
    assert texts(index, "#periods h3") == [name.replace("_", " to ") for name in names]
    assert texts(index, ".period-entry:first-child > p") == ["39 articles · 13 stories · 1 outlet"]
    assert index.page.locator(".period-entry:first-child li").count() == 5
    assert str(index.page.text_content("#summary")).startswith("210 articles · 70 stories · 1 outlet · 2021-03-01 to ")


def test_words_find_stories_and_enter_opens_the_first_on_the_page_of_its_period(
    index: Opened, story_graph: StoryGraph
) -> None:
    story = story_graph.clusters[-1]
    index.page.keyboard.press("/")
    index.page.keyboard.type(story.headline[:-1])
    # In one go: nothing waits for the address to follow.
    index.page.evaluate(
        """words => {
      const field = document.getElementById("search");
      field.value = words;
      field.dispatchEvent(new Event("input"));
      field.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
    }""",
        story.headline,
    )
    index.page.wait_for_selector("#details h2")
    assert index.title_of_details() == story.headline
    assert "/periods/" in index.page.url
    index.page.go_back()
    index.page.wait_for_selector("#found a")
    assert texts(index, "#status") == [f"1 story has “{story.headline}”"]
    assert index.page.is_hidden("#periods")
    assert index.page.input_value("#search") == story.headline
    index.page.click("#found a")
    index.page.wait_for_selector("#details h2")
    assert index.title_of_details() == story.headline
    index.page.click("text=All periods")
    index.page.wait_for_selector("#periods")


def test_keywords_and_outlets_find_stories_and_no_more_is_drawn_than_is_asked_for(
    index: Opened, story_graph: StoryGraph
) -> None:
    index.page.fill("#search", story_graph.clusters[3].keywords[-1])
    headlines = texts(index, "#found .headline")
    assert story_graph.clusters[3].headline in headlines
    index.page.fill("#search", "example")
    assert texts(index, "#status") == ["70 stories have “example”"]
    assert index.page.locator("#found li").count() == 50
    index.page.click("text=Show 20 more of 20 others")
    assert index.page.locator("#found li").count() == 70
    assert sorted(texts(index, "#found .headline")) == sorted(story.headline for story in story_graph.clusters)
    index.page.fill("#search", "zzzz")
    assert texts(index, "#status") == ["No story has “zzzz”. Fewer or shorter words find more."]
    index.page.fill("#search", "")
    assert index.page.is_visible("#periods")


def test_arrows_lead_through_what_was_found_and_escape_back_to_the_words(index: Opened) -> None:
    focused = "document.activeElement.id || document.activeElement.textContent"
    index.page.fill("#search", "example")
    index.page.press("#search", "ArrowDown")
    assert index.page.evaluate(focused) == texts(index, "#found .headline")[0]
    index.page.keyboard.press("ArrowDown")
    assert index.page.evaluate(focused) == texts(index, "#found .headline")[1]
    index.page.keyboard.press("Escape")
    assert index.page.evaluate(focused) == "search"


def test_every_link_leads_to_a_file_that_is_there(index: Opened, archive: Path) -> None:
    index.page.fill("#search", "example")
    links = index.page.eval_on_selector_all("main a", "all => all.map(one => one.getAttribute('href').split('#')[0])")
    assert len(links) > 80
    assert [link for link in links if not (archive / link).is_file()] == []


def test_on_a_phone_nothing_is_wider_than_the_screen(open_page: Open, archive: Path) -> None:
    opened = open_page(archive / "graph.html", **PHONE)
    wide = "[document.documentElement.scrollWidth, innerWidth]"
    assert opened.page.evaluate(wide) == [390, 390]
    opened.page.fill("#search", "example")
    assert opened.page.evaluate(wide) == [390, 390]
    small = "all => all.filter(one => one.getBoundingClientRect().height < 32).length"
    assert opened.page.eval_on_selector_all("#found li, #search, #theme", small) == 0


def test_without_its_program_the_periods_are_there(browser: Any, archive: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((archive / "graph.html").as_uri())
    assert page.locator("#periods h3 a").count() == 6
    assert page.is_disabled("#search")
    context.close()


def index_of(text: str) -> str:
    """The index of two stories in a period each, in one thread, that say `text` everywhere."""
    plain = to_plain_graph(make_hostile(text))
    return "".join(map(str, render_by_period(plain, cut_periods(plain, 3))["graph.html"]))


def test_threads_over_several_periods_name_their_stories(open_page: Open) -> None:
    opened = open_page(index_of("Bridge"))
    assert texts(opened, "#threads summary") == ["Bridge 2 stories · in 2 periods · undated"]
    opened.page.click("#threads summary")
    opened.page.wait_for_selector("#threads li a")  # they are drawn when the row opens
    assert texts(opened, "#threads li a") == ["Bridge", "Bridge"]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_strangers_wrote_shows_and_never_runs(open_page: Open, name: str) -> None:
    opened = open_page(index_of(HOSTILE[name]))
    shown = clean_line(HOSTILE[name])
    assert set(texts(opened, ".period-entry .headline")) <= {shown, "Old bridge reopens after repair"}
    opened.page.click("#threads summary")
    assert texts(opened, "#threads summary span[dir]") == [shown]
    opened.page.fill("#search", shown)
    opened.page.wait_for_selector("#found li")
    assert opened.page.evaluate("window.ran") is None
    assert opened.page.locator("body").locator(DANGEROUS).count() == 1
    assert (opened.messages, opened.requests) == ([], [])
