"""The cards of the page: what they tell about stories, articles and links, and what can be copied from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from graphkit.exports.markdown import escape_markdown
from graphkit.model import StoryGraph, Thread
from graphkit.plain_text import clean_line
from tests.support.browser import Opened, opener
from tests.support.graphs import BRIDGE, STRIKE, make_story_graph

CLIPBOARD = "graphkit.clipboard.copied = null; navigator.clipboard.writeText = async text => { window.copied = text; }"


def make_linked_stories() -> StoryGraph:
    """The stories of `make_story_graph` in one thread, with a link from one to the other."""
    between = {
        "relation": "similar",
        "weight": 0.3,
        "similarity": 0.3,
        "shared_terms": ["council", "line"],
        "days_apart": 1.771,
    }
    plain = make_story_graph(edges={("example.org/bridge", "journal.example/strike"): between})
    thread = Thread(
        id="t-1", label="Bridges and lines", clusters=(BRIDGE, STRIKE), first_seen=None, last_seen=datetime.now(UTC)
    )
    clusters = tuple(replace(cluster, thread="t-1") for cluster in plain.clusters)
    return replace(plain, clusters=clusters, threads=(thread,))


@pytest.fixture(scope="module")
def window(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    for open_page in opener(browser, tmp_path_factory.mktemp("cards")):
        yield open_page(make_linked_stories())


@pytest.fixture
def opened(window: Opened) -> Iterator[Opened]:
    """The one page of these tests, as it is when it opens."""
    window.page.evaluate("graphkit.page.state.choose(null, null, 'list'); graphkit.page.state.reset()")
    window.page.fill("#search", "")
    window.page.evaluate(CLIPBOARD)
    yield window
    assert window.messages == []


def choose_article(opened: Opened, words: str) -> None:
    opened.find(words)
    opened.page.keyboard.press("Enter")


def test_a_story_says_in_words_how_large_it_is_and_who_was_first(opened: Opened) -> None:
    opened.page.click(f"#clusters button[data-cluster={BRIDGE}]")
    details = opened.page.locator("#details")
    assert opened.title_of_details() == "Old bridge reopens after repair"
    assert details.locator(".tag").first.text_content() == "Bridge · repair"
    assert details.locator(".summary").text_content() == (
        "3 articles by 1 independent outlet in 6 h; 1 is a copy; 1 is undated."
    )
    assert details.locator(".lead-excerpt").text_content() == "The council reopened the old bridge on Saturday."
    assert details.locator("dl.figures > div").all_text_contents() == ["1outlet", "3articles", "1copy", "1day"]
    assert details.locator("dl.facts dd").all_text_contents() == [
        "1 Mar 2021, 12:00 UTC: Example Post",
        "bridge, repair, γέφυρα",
    ]
    assert details.locator(".ends span").all_text_contents() == ["1 Mar 2021"]


def test_a_story_lists_its_articles_by_day_with_copies_under_their_first(opened: Opened) -> None:
    opened.page.click(f"#clusters button[data-cluster={BRIDGE}]")
    days = opened.page.locator("#details .days > .day")
    assert days.locator(".day-name").all_text_contents() == ["1 Marfirst", "no date"]
    assert days.locator(".report > p").all_text_contents() == ["Example Post 12:00 UTClead", "outlet unknown"]
    copies = days.first.locator("details.copies")
    assert copies.locator("summary").text_content() == "1 copy folded: Example Net"
    assert not copies.locator(".item").is_visible()
    copies.locator("summary").press("Enter")
    assert copies.locator(".item .quiet").text_content() == "Example Net · +6 h"


def test_a_story_says_why_it_is_one(opened: Opened) -> None:
    opened.page.click(f"#clusters button[data-cluster={BRIDGE}]")
    reasons = opened.page.locator("#details .reason")
    assert reasons.locator(".reason-head").all_text_contents() == [
        ".98 the first lists the second, near-identical text, 6 h apart",
        ".10 the first lists the second",
    ]
    assert reasons.first.locator(".words span").all_text_contents() == ["bridge", "council", "repair"]


def test_an_archive_of_one_outlet_says_of_no_story_that_it_is_told_by_one_alone(opened: Opened) -> None:
    badge = "graphkit.said.badge(graphkit.page.state, graphkit.page.state.ranking()[0])"
    assert opened.page.evaluate(badge) == {"text": "only Example Post", "isOnly": True}
    one_outlet = "totals => { graphkit.page.state.graph.totals[2] = totals; graphkit.page.state.reset(); }"
    outlets = opened.page.evaluate("graphkit.page.state.graph.totals[2]")
    opened.page.evaluate(one_outlet, 1)
    assert opened.page.locator("#clusters .row .badge-only, #clusters .row .badge-outlets").count() == 0
    opened.page.evaluate(one_outlet, outlets)


def test_a_story_leads_to_the_stories_it_is_linked_to_and_to_its_thread(opened: Opened) -> None:
    opened.page.click(f"#clusters button[data-cluster={BRIDGE}]")
    details = opened.page.locator("#details")
    assert details.locator("h3").all_text_contents() == [
        "Thread: Bridges and lines2 stories",
        "Who reported when",
        "Why these are one story2 links, strongest first",
        "Linked stories",
    ]
    linked = details.locator("h3:has-text('Linked') + ul .item")
    assert linked.locator("p").all_text_contents() == ["1 link · 3–5 Mar 2021", "council · line"]
    thread = details.locator("h3:has-text('Thread') + ol .item")
    assert thread.locator(".card-title").all_text_contents() == [
        "Old bridge reopens after repair",
        "鉄道ストライキ、3日目に",
    ]
    linked.locator("button").click()
    assert opened.title_of_details() == "鉄道ストライキ、3日目に"
    assert opened.page.evaluate("document.activeElement.tagName") == "H2"


def test_a_story_is_copied_as_markdown(opened: Opened) -> None:
    opened.page.click(f"#clusters button[data-cluster={BRIDGE}]")
    opened.page.click("#details >> text=Copy as Markdown")
    opened.page.wait_for_selector("#details >> text=Copied ✓")
    assert opened.page.evaluate("window.copied").splitlines() == [
        "## Old bridge reopens after repair",
        "",
        "3 articles by 1 independent outlet in 6 h; 1 is a copy; 1 is undated (1 Mar 2021).",
        "First on 1 Mar 2021, 12:00 UTC: Example Post.",
        "",
        "Story: Bridge · repair  ",
        "Keywords: bridge, repair, γέφυρα",
        "",
        "- [Old bridge reopens after repair](https://example.org/bridge) (Example Post, 1 Mar 2021, 12:00 UTC, first)",
        "  - copy: [Old bridge reopens after repair](https://example.net/bridge-copy) "
        "(Example Net, 1 Mar 2021, 18:00 UTC)",
        "- Έφτασε η γέφυρα 🌉 (undated)",
        "",
        "Linked stories: 鉄道 · strike",
    ]


def test_the_part_of_the_address_behind_the_file_is_copied_and_without_the_clipboard_a_selection_is(
    opened: Opened,
) -> None:
    opened.page.evaluate("""
        navigator.clipboard.writeText = () => Promise.reject(new Error("not from a file"));
        document.execCommand = () => { window.copied = document.activeElement.value; return true; };
    """)
    opened.page.click(f"#clusters button[data-cluster={STRIKE}]")
    opened.page.click("#details >> text=Copy link")
    opened.page.wait_for_selector("#details >> text=Copied: put it behind the file’s name")
    assert opened.page.evaluate("window.copied") == f"#view=map&story={STRIKE}"
    assert opened.page.url.endswith(f"#view=map&story={STRIKE}")
    assert opened.page.locator("textarea").count() == 0


def test_markdown_escapes_as_the_report_does(opened: Opened) -> None:
    hostile = [
        "[link](javascript:alert(1)) ![image](http://evil.example/x.png)",
        "<script>alert(1)</script> &amp; <!-- -->",
        "a_b _c_ __d__ *e* `f` ~~g~~ | h | $x$ \\ #i @j",
        "http://www.evil.example www.evil.example WWW.x",
        "鉄道_ _鉄道 é_é",
    ]
    actual = [opened.page.evaluate("text => graphkit.markdown.escape(text)", text) for text in hostile]
    assert actual == [escape_markdown(clean_line(text), 10_000) for text in hostile]


def test_an_article_says_its_place_in_its_story(opened: Opened) -> None:
    choose_article(opened, "إضراب")
    facts = opened.page.locator("#details dl.facts")
    assert facts.locator("dd").first.text_content() == "2nd of 2, 2.7 days after Journal d'Exemple"


def test_a_neighbor_that_a_filter_hides_says_so_and_choosing_it_lifts_the_filter(opened: Opened) -> None:
    choose_article(opened, "old bridge example post")
    opened.page.evaluate("graphkit.page.state.filter('kind', 'related', false)")
    hidden = opened.page.locator("#details .card.is-hidden")
    assert hidden.count() == 2
    assert "hidden by the filter “kind”" in str(hidden.first.text_content())
    hidden.first.locator("button").click()
    assert opened.page.locator(".is-hidden, .hidden-notice").count() == 0
    assert opened.status() == "6 articles · 4 links"


def test_what_is_chosen_and_then_hidden_says_so_and_offers_to_come_back(opened: Opened) -> None:
    choose_article(opened, "old bridge example post")
    opened.page.evaluate("graphkit.page.state.filter('provider', 'example.org', false)")
    notice = opened.page.locator("#details .hidden-notice")
    assert notice.text_content() == "Not in the picture: hidden by the filter “provider”. Show it again"
    notice.locator("button").click()
    assert notice.count() == 0
    assert opened.status() == "6 articles · 4 links"


def test_a_provider_ranks_its_stories_and_lists_its_articles(opened: Opened) -> None:
    choose_article(opened, "journal d'exemple")
    details = opened.page.locator("#details")
    assert details.locator("h3").all_text_contents() == ["Stories", "Articles"]
    assert details.locator("h3:has-text('Stories') + ul .quiet").text_content() == "2 of 2 articles"
