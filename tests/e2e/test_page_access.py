"""The page without a mouse, and without eyes: keys, landmarks, announcements, and what axe-core finds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.support.browser import Open, Opened, opener
from tests.support.graphs import BRIDGE, make_story_graph

AXE = Path(__file__).parent / "vendor" / "axe.min.js"

STATES = {
    "at first": "",
    "an article": "state.choose('node', 1, 'list')",
    "a story": "state.choose('story', 0, 'list'); document.querySelector('#details details').open = true",
    "a link": "state.choose('edge', 0, 'list')",
    "a provider": "state.choose('node', 7, 'list')",
    "neighbors": "state.choose('node', 1, 'list'); document.querySelector('[data-depth=\"2\"]').click()",
    "a path": "state.choose('node', 1, 'list'); document.querySelector('.pick').click(); state.choose('node', 0)",
    "picking": "state.choose('node', 1, 'list'); document.querySelector('.pick').click()",
    "hidden": "state.choose('node', 1, 'list'); state.filter('kind', 'article', false)",
    "timeline": "state.show('timeline')",
    "table": "state.show('table')",
    "a picture of neighbors": "state.choose('node', 1, 'list'); document.querySelector('[data-depth=\"1\"]').click()",
    "compare": "state.show('compare'); document.querySelector('.compare-title').click()",
    "nothing to compare": "state.show('compare'); state.filterAll('kind', () => false)",
    "briefing": "state.show('briefing')",
    "a story in place": "state.show('briefing'); state.choose('story', 0, 'list')",
    "a period": "state.show('briefing'); state.narrow({from: 1614556800, to: 1614556800 + 86400}); state.keep(0, true)",
    "nothing left": "state.show('briefing'); state.filterAll('provider', () => false)",
    "saving": "document.querySelector('#save > button').click()",
    "filters": "document.getElementById('filters-button').click()",
    "keys": "document.getElementById('keys').click()",
}

SERIOUS = """
async rules => {
  const options = rules ? {runOnly: {type: "rule", values: rules}} : {};
  const found = await axe.run(document, {...options, resultTypes: ["violations"]});
  return found.violations.filter(one => ["serious", "critical"].includes(one.impact))
    .map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]);
}
"""

RESET = """() => {
  const {state} = graphkit.page;
  document.getElementById("help").close();
  state.choose(null, null, "list");
  state.reset();
  state.keepOnly([]);
  state.show("map");
}"""


@pytest.fixture(scope="module")
def window(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    for open_page in opener(browser, tmp_path_factory.mktemp("access")):
        opened = open_page(make_story_graph())
        # Not as a script of the page: its policy forbids that.
        opened.page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
        yield opened


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(window: Opened, state: str) -> None:
    window.page.evaluate(RESET)
    window.page.evaluate(f"() => {{ const {{state}} = graphkit.page; {STATES[state]}; }}")
    found = [window.page.evaluate(SERIOUS, None)]
    window.page.evaluate("() => { document.documentElement.dataset.theme = 'dark'; }")
    found.append(window.page.evaluate(SERIOUS, ["color-contrast", "link-in-text-block"]))
    window.page.evaluate("() => { document.documentElement.dataset.theme = 'light'; }")
    assert found == [[], []]


@pytest.mark.parametrize("view", ["briefing", "map", "timeline", "compare", "table"])
def test_axe_finds_nothing_serious_on_a_phone(window: Opened, view: str) -> None:
    window.page.evaluate(RESET)
    window.page.set_viewport_size({"width": 390, "height": 844})
    window.page.evaluate(f"graphkit.page.state.show('{view}')")
    found = [window.page.evaluate(SERIOUS, None)]
    window.page.evaluate("graphkit.page.state.choose('story', 0, 'list')")
    found.append(window.page.evaluate(SERIOUS, None))
    window.page.set_viewport_size({"width": 1280, "height": 800})
    assert found == [[], []]


def test_axe_does_find_what_is_put_there(window: Opened) -> None:
    window.page.evaluate(RESET)
    window.page.evaluate("document.querySelector('main').append(document.createElement('select'))")
    found = window.page.evaluate(SERIOUS, None)
    window.page.evaluate("document.querySelector('main > select').remove()")
    assert [name for name, _ in found] == ["select-name"]


# ---- keys alone ----------------------------------------------------------------------------------------------------


@pytest.fixture
def opened(open_page: Open) -> Opened:
    return open_page(make_story_graph())


def focused(opened: Opened) -> str:
    return str(opened.page.evaluate("(document.activeElement.id || document.activeElement.textContent).trim()"))


def press(opened: Opened, *keys: str) -> None:
    for key in keys:
        opened.page.keyboard.press(key)


def tab_to(opened: Opened, selector: str, key: str = "Tab") -> None:
    """Press Tab, or Shift+Tab, until an element of a selector has the focus."""
    for _ in range(80):
        opened.page.keyboard.press(key)
        if opened.page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{key} does not lead to {selector}")


def test_a_story_is_found_read_and_left_with_keys_alone(opened: Opened) -> None:
    press(opened, "/")
    assert focused(opened) == "search"
    opened.page.keyboard.type("old bridge reopens")
    opened.page.wait_for_selector("#results [role=option]")
    press(opened, "Enter")
    assert opened.title_of_details() == "Old bridge reopens after repair"
    tab_to(opened, "#details .report-title")
    press(opened, "Enter")
    assert opened.title_of_details() == "Old bridge reopens after repair"
    assert focused(opened) == "Old bridge reopens after repair"
    tab_to(opened, "#details .cards .card-title")  # why it is linked
    assert "Listed by this article" in str(opened.page.text_content("#details .cards .card"))
    press(opened, "Escape")
    assert opened.page.locator("#details h2").count() == 0


def test_a_copied_link_opens_the_same_view_in_a_new_window_with_keys_alone(opened: Opened) -> None:
    opened.page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text; }")
    tab_to(opened, f"#clusters button[data-cluster={BRIDGE}]")
    press(opened, "Enter")
    tab_to(opened, "#details .action[title^='Copy the link']")
    press(opened, "Enter")
    opened.page.wait_for_selector("#details >> text=Copied")
    copied = str(opened.page.evaluate("window.copied"))
    assert copied == f"#view=map&story={BRIDGE}"  # what helps a colleague, who has the file somewhere else
    other = opened.page.context.new_page()
    other.goto(opened.page.url.split("#")[0] + copied)
    other.wait_for_selector("html[data-ready=true]")
    assert other.text_content("#details h2") == "Old bridge reopens after repair"


def test_views_are_switched_with_figures_but_not_while_typing(opened: Opened) -> None:
    pressed = "document.querySelector('#views [aria-pressed=true]').textContent"
    for key, view in (("1", "Briefing"), ("3", "Timeline"), ("4", "Compare"), ("2", "Map")):
        press(opened, key)
        assert opened.page.evaluate(pressed) == view
        assert f"view={view.lower()}" in opened.page.url
    press(opened, "/", "3")
    assert opened.page.input_value("#search") == "3"
    assert opened.page.evaluate(pressed) == "Map"


def test_a_question_mark_lists_the_keys_and_escape_closes_only_that(opened: Opened) -> None:
    opened.page.click(f"#clusters button[data-cluster={BRIDGE}]")
    press(opened, "?")
    assert opened.page.is_visible("#help")
    assert opened.page.text_content("#help h2") == "Keys"
    press(opened, "Escape")
    assert opened.page.is_hidden("#help")
    assert opened.title_of_details() == "Old bridge reopens after repair"
    opened.page.click("#keys")
    opened.page.click("#help .close")
    assert focused(opened) == "keys"


def test_closing_the_details_brings_the_focus_back_to_the_list(opened: Opened) -> None:
    opened.page.focus(f"#clusters button[data-cluster={BRIDGE}]")
    press(opened, "Enter")
    opened.page.focus("#details .close")
    press(opened, "Enter")
    assert opened.page.evaluate("document.activeElement.dataset.cluster") == BRIDGE


def test_a_skip_link_leads_to_the_first_story_and_arrows_from_story_to_story(opened: Opened) -> None:
    press(opened, "Tab")
    assert focused(opened) == "skip"
    press(opened, "Enter")
    assert focused(opened) == "Old bridge reopens after repair"
    press(opened, "ArrowDown")
    assert focused(opened) == "鉄道ストライキ、3日目に"
    press(opened, "s")
    assert opened.page.locator("#tray .chip-name").all_text_contents() == ["鉄道 · strike"]
    assert focused(opened) == "鉄道ストライキ、3日目に"
    press(opened, "Enter", "c")  # to the card
    assert opened.page.evaluate("document.activeElement.matches('#details h2')")
    press(opened, "c")  # and back
    assert opened.page.evaluate("document.activeElement.dataset.cluster") == "c-strike"


def test_the_skip_link_leads_to_the_stories_of_comparison_and_table_where_the_list_does_not_show(
    opened: Opened,
) -> None:
    for key, view in (("4", "compare"), ("5", "table")):
        press(opened, key)
        assert not opened.page.is_visible("#clusters")
        opened.page.focus("#skip")
        press(opened, "Enter")
        assert opened.page.evaluate("document.activeElement.closest('#compare, #table').id") == view
        assert focused(opened) in ("Old bridge reopens after repair", "鉄道ストライキ、3日目に")


def test_three_tabs_lead_to_the_first_story_enter_to_its_card_and_escape_back_to_it(opened: Opened) -> None:
    press(opened, "1", "Tab", "Tab", "Tab")
    assert opened.page.evaluate("document.activeElement.dataset.cluster") == BRIDGE
    press(opened, "Enter")
    assert opened.page.evaluate("document.activeElement.matches('#details h2')")
    press(opened, "Escape")
    assert opened.page.evaluate("document.activeElement.dataset.cluster") == BRIDGE


def test_hits_are_announced(opened: Opened) -> None:
    opened.find("bridge")
    assert opened.page.text_content("#announcer") == "6 hits, the first is marked"
    opened.page.fill("#search", "zeppelin")
    opened.page.wait_for_selector("#results .nothing")
    assert opened.page.text_content("#announcer") == "Nothing found"


def test_the_page_has_landmarks_and_headings_in_order(opened: Opened) -> None:
    opened.page.click(f"#clusters button[data-cluster={BRIDGE}]")
    assert opened.page.locator("header, main, aside, [role=search], [role=status]#status").count() == 5
    levels = opened.page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].filter(one => one.checkVisibility())"
        ".map(one => Number(one.tagName[1]))"
    )
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_and_cards_fit_a_phone(open_page: Open) -> None:
    opened = open_page(make_story_graph(), viewport={"width": 390, "height": 844})
    for state in ("an article", "a story", "compare", "a path", "briefing", "a period"):
        opened.page.evaluate(f"() => {{ const {{state}} = graphkit.page; {STATES[state]}; }}")
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_phone_begins_with_the_list_and_shows_a_card_as_a_sheet_over_it(open_page: Open) -> None:
    opened = open_page(make_story_graph(), viewport={"width": 390, "height": 844}, has_touch=True)
    assert opened.page.get_attribute("body", "data-view") == "briefing"
    opened.page.tap(f"#clusters button[data-cluster={BRIDGE}]")
    sheet = opened.page.locator("#details").bounding_box()
    views = opened.page.locator("#views").bounding_box()
    assert 0 <= sheet["y"] < 844 / 2
    assert sheet["y"] + sheet["height"] <= views["y"] + 1
    opened.page.tap("#details .close")
    opened.page.tap("#views [data-view=compare]")
    title = opened.page.locator("#compare h2").first.bounding_box()
    assert title["y"] < 844


def test_a_phone_shows_what_is_chosen_on_the_map_above_its_card(open_page: Open) -> None:
    opened = open_page(make_story_graph(), viewport={"width": 390, "height": 844}, has_touch=True)
    for view, drawn in (("map", "#mynetwork"), ("timeline", "#lanes")):
        opened.page.tap(f"#views [data-view={view}]")
        opened.page.tap(f"#clusters button[data-cluster={BRIDGE}]")
        picture, sheet = opened.page.locator(drawn).bounding_box(), opened.page.locator("#details").bounding_box()
        assert picture["y"] >= -1
        assert picture["y"] + picture["height"] <= sheet["y"] + 30
        opened.page.tap("#details .close")


def test_one_finger_chooses_on_the_map_and_does_not_move_it(open_page: Open) -> None:
    opened = open_page(make_story_graph(), viewport={"width": 390, "height": 844}, has_touch=True)
    opened.page.tap("#views [data-view=map]")
    opened.page.wait_for_selector("#mynetwork canvas")
    view = "JSON.stringify(graphkit.page.map.camera.view())"
    opened.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    before = opened.page.evaluate(view)
    x, y = opened.page.evaluate("""() => {
      const {state, map} = graphkit.page, {x, y} = state.graph.stories[0], view = map.camera.view();
      const box = document.getElementById("mynetwork").getBoundingClientRect();
      return [box.x + (x + 30) * view.scale + view.left, box.y + (y + 30) * view.scale + view.top];
    }""")
    opened.page.touchscreen.tap(x, y)
    opened.page.wait_for_selector("#details h2")
    assert opened.page.evaluate(view) == before


def test_a_provider_is_hidden_with_keys_alone_and_a_new_window_shows_the_same(opened: Opened) -> None:
    tab_to(opened, "#filters-button")
    press(opened, "Enter")
    tab_to(opened, "#filters input[data-facet=provider][value='example.net']", "Shift+Tab")
    press(opened, "Space")
    assert opened.status() == "5 of 6 articles · 2 of 3 links"
    assert focused(opened) == ""  # still on the box, which has no text of its own
    same_in_a_new_window(opened)


def test_a_week_is_chosen_with_keys_alone_and_a_new_window_shows_the_same(opened: Opened) -> None:
    tab_to(opened, ".handle[data-end=from]")
    press(opened, "ArrowRight")
    tab_to(opened, ".handle[data-end=to]")
    press(opened, "ArrowLeft")
    assert [opened.page.input_value(field) for field in ("#from", "#to")] == ["2 Mar 2021", "4 Mar 2021"]
    assert opened.status().startswith("1 of 6 articles")
    press(opened, "3")
    assert opened.page.get_attribute("#views [data-view=timeline]", "aria-pressed") == "true"
    same_in_a_new_window(opened)


def same_in_a_new_window(opened: Opened) -> None:
    """Choose a story, copy the link to the view from its card, all by keys, and open it in another window."""
    opened.page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text; }")
    tab_to(opened, "#clusters button[data-cluster]", "Shift+Tab")
    press(opened, "Enter")
    tab_to(opened, "#details .action[title^='Copy the link']")
    press(opened, "Enter")
    opened.page.wait_for_selector("#details >> text=Copied")
    other = Opened(opened.page.context.new_page())
    other.page.goto(opened.page.url.split("#")[0] + str(opened.page.evaluate("window.copied")))
    other.page.wait_for_selector("html[data-ready=true]")
    assert other.status() == opened.status()
    assert other.title_of_details() == opened.title_of_details()
    seen = "[state.view, graphkit.address.write(state), graphkit.page.state.graph.articles.filter(state.nodeShows)]"
    assert other.page.evaluate(f"(({{state}}) => {seen})(graphkit.page)") == opened.page.evaluate(
        f"(({{state}}) => {seen})(graphkit.page)"
    )
    opened.page.wait_for_selector("#details >> text=Copied", state="detached")
