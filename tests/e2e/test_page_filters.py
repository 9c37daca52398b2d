"""Filters: what a tick leaves, what the counts promise, and what it takes to get everything back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.browser import Opened, opener
from tests.support.graphs import make_story_graph


@pytest.fixture(scope="module")
def shared(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    for open_page in opener(browser, tmp_path_factory.mktemp("filters")):
        yield open_page(make_story_graph())


@pytest.fixture
def opened(shared: Opened) -> Opened:
    """The page as it was at first, with the filters open."""
    shared.page.evaluate(
        "(() => { const {state} = graphkit.page; state.choose(null); state.reset(); state.show('map'); })()"
    )
    if shared.page.is_hidden("#facets"):
        shared.page.click("#filters-button")
    return shared


def counts(opened: Opened, facet: str) -> dict[str, int]:
    """Each listed value of a facet with its count."""
    rows = opened.page.locator(f".value:has(input[data-facet={facet}])")
    return {row.locator(".value-name").text_content(): int(row.locator(".count").text_content()) for row in rows.all()}


def box(facet: str, value: str) -> str:
    return f"#filters input[data-facet={facet}][value='{value}']"


def test_every_facet_has_a_box_for_each_value_all_ticked(opened: Opened) -> None:
    boxes = opened.page.locator("#filters input[data-facet][value]")
    facets = [item.get_attribute("data-facet") for item in boxes.all() if item.get_attribute("type") == "checkbox"]
    assert {facet: facets.count(facet) for facet in facets} == {
        "kind": 4,
        "relation": 4,
        "provider": 4,  # one of the articles has none
        "topic": 4,
        "cluster": 3,
        "language": 2,
        "author": 3,
        "published": 3,
    }
    assert all(item.is_checked() for item in boxes.all() if item.get_attribute("type") == "checkbox")


def test_a_hidden_provider_takes_its_articles_along(opened: Opened) -> None:
    opened.page.uncheck(box("provider", "example.org"))
    assert opened.status() == "4 of 6 articles · 1 of 3 links"
    shown = "Array.from({length: 12}, (_, node) => graphkit.page.state.nodeShows(node) ? 1 : 0)"
    assert opened.page.evaluate(shown) == [1, 0, 0, 1, 1, 1, 1, 0, 1, 0, 0, 1]
    assert opened.page.locator("#clusters .row-size").all_text_contents() == ["2 of 3 articles", "2 articles"]


def test_values_of_one_facet_are_alternatives_and_facets_must_all_hold(opened: Opened) -> None:
    opened.page.uncheck(box("topic", "none"))
    opened.page.uncheck(box("topic", "trains"))
    assert opened.status().startswith("1 of 6 articles")  # two topics, one of which would do
    opened.page.uncheck(box("topic", "bridges"))
    assert opened.status().startswith("1 of 6 articles")
    opened.page.uncheck(box("cluster", "c-bridge"))
    assert opened.status().startswith("0 of 6 articles")


def test_a_count_says_what_the_other_filters_leave(opened: Opened) -> None:
    assert counts(opened, "provider") == {"Example Post": 2, "Journal d'Exemple": 2, "Example Net": 1, "no provider": 1}
    opened.page.uncheck(box("cluster", "c-strike"))
    assert counts(opened, "provider") == {"Example Post": 2, "Journal d'Exemple": 0, "Example Net": 1, "no provider": 1}
    assert counts(opened, "cluster") == {"Bridge · repair": 3, "鉄道 · strike": 2, "in no story": 1}


def test_only_leaves_one_value_and_show_all_brings_the_others_back(opened: Opened) -> None:
    opened.page.locator(".value", has_text="Journal d'Exemple").first.hover()
    opened.page.click('[aria-label="Only Journal d\'Exemple"]')
    assert opened.status().startswith("2 of 6 articles")
    opened.page.locator(".facet", has_text="Outlets").get_by_role("button", name="show all").click()
    assert opened.status() == "6 articles · 3 links"


def test_hide_all_and_show_all_switch_every_value_those_behind_more_too(opened: Opened) -> None:
    facet = opened.page.locator(".facet", has_text="Outlets")
    facet.get_by_role("button", name="hide all").click()
    assert opened.page.evaluate("graphkit.page.state.offKeys('provider').length") == 4
    assert not any(one.is_checked() for one in facet.locator("input[data-facet]").all())
    facet.get_by_role("button", name="show all").click()
    assert opened.page.evaluate("graphkit.page.state.offKeys('provider')") == []
    assert all(one.is_checked() for one in facet.locator("input[data-facet]").all())


def test_chips_name_every_filter_and_take_it_off(opened: Opened) -> None:
    opened.page.uncheck(box("provider", "example.org"))
    opened.page.click("[data-preset=month]")
    chips = opened.page.locator("#chips .chip-on > span")
    assert chips.all_text_contents() == ["March 2021", "without Example Post", "dated only, without 1"]
    opened.page.click("#chips .chip-off >> nth=2")  # brings the undated one back
    assert opened.status().startswith("4 of 6")
    opened.page.click("#chips .chip-off >> nth=0")
    assert chips.all_text_contents() == ["without Example Post"]
    opened.page.click("#clear")
    assert chips.count() == 0
    assert opened.status() == "6 articles · 3 links"


def test_after_the_last_filter_is_cleared_figures_switch_views_and_do_not_type(opened: Opened) -> None:
    opened.page.click("[data-preset=month]")
    opened.page.click("#clear")
    opened.page.keyboard.press("3")
    assert opened.page.get_attribute("body", "data-view") == "timeline"
    assert [opened.page.input_value(field) for field in ("#from", "#to")] == ["", ""]
    opened.page.keyboard.press("2")


def test_words_filter_list_and_counts(opened: Opened) -> None:
    opened.find("council")  # stands in an excerpt alone
    opened.page.click("#results .show-all")
    assert opened.status().startswith("1 of 6 articles")
    assert opened.page.locator("#clusters .headline").all_text_contents() == ["Old bridge reopens after repair"]
    assert opened.page.locator("#chips .chip-on > span").all_text_contents() == ["“council”"]
    assert "words=council" in opened.page.url


def test_an_empty_result_says_which_filter_to_lift(opened: Opened) -> None:
    opened.page.uncheck(box("topic", "none"))
    opened.page.evaluate("graphkit.page.state.seek('zeppelin')")
    offers = opened.page.locator("#clusters [data-lift]")
    assert offers.all_text_contents() == ["Lift “zeppelin”: 2 articles"]
    offers.click()
    assert opened.status().startswith("2 of 6 articles")


def test_the_legend_counts_what_the_filters_leave(opened: Opened) -> None:
    switches = opened.page.locator(".legend .switch")
    assert switches.all_text_contents()[:2] == ["article3", "related item3"]
    opened.page.uncheck(box("cluster", "c-bridge"))
    assert switches.all_text_contents()[:5] == ["article2", "related item1", "outlet2", "topic1", "listed as related0"]


def test_a_switch_of_the_legend_does_the_same_in_every_view(opened: Opened) -> None:
    shown = "[...document.querySelectorAll('#clusters [data-cluster]')].map(button => button.dataset.articles)"
    for view in ("map", "timeline"):
        opened.page.evaluate(f"graphkit.page.state.show('{view}')")
        opened.page.uncheck(".legend input[value=related]")
        assert opened.status() == "3 of 6 articles · 0 of 3 links"
        assert opened.page.evaluate(shown) == ["1", "1"]
        seen = "(({state, map}) => state.graph.articles.filter(map.isSeen).length)(graphkit.page)"
        assert opened.page.evaluate(seen) == 3
        opened.page.evaluate("graphkit.page.state.show('table')")
        opened.page.click("#table >> button:text-is('Articles')")
        assert opened.page.locator("#table tbody tr").count() == 3
        opened.page.evaluate(f"graphkit.page.state.show('{view}')")
        opened.page.check(".legend input[value=related]")
        assert opened.page.evaluate(shown) == ["3", "2"]
        assert opened.page.evaluate(seen) == 6
    opened.page.evaluate("graphkit.page.state.show('map')")


def test_reset_brings_everything_back(opened: Opened) -> None:
    opened.page.uncheck(box("kind", "related"))
    opened.page.uncheck(box("published", "no"))
    opened.page.fill("#filters input[data-facet=likeness]", "0.5")
    assert opened.page.text_content("#filters-button") == "Filters · 3"
    opened.page.click("#reset")
    assert opened.status() == "6 articles · 3 links"
    assert opened.page.text_content("#filters-button") == "Filters"
    assert opened.page.is_disabled("#reset")


def test_likeness_hides_weak_links_and_quality_poor_articles(opened: Opened) -> None:
    opened.page.fill("#filters input[data-facet=likeness]", "0.6")
    assert opened.status() == "6 articles · 1 of 3 links"
    opened.page.fill("#filters input[data-facet=quality]", "50")
    assert opened.status().startswith("1 of 6 articles")


def test_escape_closes_the_filters_and_gives_the_focus_back(opened: Opened) -> None:
    opened.page.focus(box("provider", "example.org"))
    opened.page.keyboard.press("Escape")
    assert opened.page.is_hidden("#facets")
    assert opened.page.evaluate("document.activeElement.id") == "filters-button"
    opened.page.keyboard.press("Enter")
    assert opened.page.is_visible("#facets")


def test_a_box_keeps_the_focus_when_keys_change_it(opened: Opened) -> None:
    opened.page.focus(box("provider", "example.org"))
    opened.page.keyboard.press("Space")
    assert opened.status().startswith("4 of 6")
    assert opened.page.evaluate("document.activeElement.value") == "example.org"


def test_colors_can_stand_for_providers_with_a_key(opened: Opened) -> None:
    opened.page.select_option("#color-by", "provider")
    assert opened.page.locator(".key-entry").all_text_contents() == [
        "Example Post",
        "Journal d'Exemple",
        "Example Net",
        "others",
    ]
    colors = opened.page.evaluate("[1, 2, 4, 3].map(node => graphkit.page.map.look.colorOf(node))")
    assert colors[0] == colors[1]
    assert len(set(colors)) == 3
    opened.page.select_option("#color-by", "story")
    assert opened.page.is_hidden(".key")


def test_the_filters_said_nothing_on_the_console(shared: Opened) -> None:
    assert (shared.messages, shared.requests) == ([], [])
