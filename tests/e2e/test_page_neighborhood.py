"""The local graph: what lies around an item, and the way to another one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from graphkit.explanation import explain
from graphkit.model import StoryGraph
from tests.support.browser import Opened, opener
from tests.support.graphs import make_story_graph

BRIDGE_POST, COPY, STRIKE_POST, ENDS = (
    "example.org/bridge",
    "example.net/bridge-copy",
    "journal.example/strike",
    "journal.example/strike-ends",
)


def make_chained() -> StoryGraph:
    """A weak direct way and a stronger detour between the two stories, an article with providers in common only."""
    link = {"shared_terms": ["council"], "similarity": 0.3}
    return make_story_graph(
        edges={
            (BRIDGE_POST, STRIKE_POST): {**link, "weight": 0.1},
            (COPY, STRIKE_POST): {**link, "weight": 0.6},
            (ENDS, "h-unknown"): {**link, "weight": 0.05},
        }
    )


@pytest.fixture(scope="module")
def window(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    for open_page in opener(browser, tmp_path_factory.mktemp("neighborhood")):
        yield open_page(make_chained())


@pytest.fixture
def opened(window: Opened) -> Iterator[Opened]:
    """The one page of these tests, with the article on the bridge chosen."""
    window.page.evaluate("graphkit.page.state.choose(null, null, 'list'); graphkit.page.state.reset()")
    choose(window, BRIDGE_POST)
    yield window
    assert window.messages == []


def choose(opened: Opened, node: str) -> None:
    opened.page.evaluate(
        "id => graphkit.page.state.choose('node', graphkit.page.state.graph.nodes.id.indexOf(id), 'list')", node
    )


def lit(opened: Opened) -> list[str] | None:
    """What stays in full color, sorted."""
    found = opened.page.evaluate("""() => {
      const {state} = graphkit.page;
      return state.focus && state.focus.nodes.map(node => state.graph.nodes.id[node]).sort();
    }""")
    return list(found) if found is not None else None


def test_neighbors_go_as_far_as_asked_but_not_through_providers(opened: Opened) -> None:
    near = [BRIDGE_POST, COPY, STRIKE_POST, "h-unknown", "provider:example.org", "topic:bridges", "topic:strassenbau"]
    opened.page.click(".local [data-depth='1']")
    assert lit(opened) == sorted(near)
    assert opened.page.text_content(".local [role=status]") == ("3 articles and 3 outlets and topics within 1 step.")
    opened.page.click(".local [data-depth='2']")
    farther = [ENDS, "provider:example.net", "provider:journal.example", "topic:trains"]
    assert lit(opened) == sorted([*near, *farther])
    assert opened.page.evaluate("document.activeElement.dataset.depth") == "2"
    opened.page.click(".local [data-depth='2']")
    assert lit(opened) is None


def test_neighbors_are_those_that_show(opened: Opened) -> None:
    opened.page.click(".local [data-depth='1']")
    opened.page.evaluate("graphkit.page.state.filter('kind', 'related', false)")
    assert lit(opened) == sorted(
        [BRIDGE_POST, STRIKE_POST, "provider:example.org", "topic:bridges", "topic:strassenbau"]
    )


def test_the_surroundings_are_a_picture_of_their_own_in_which_a_click_leads_on(opened: Opened) -> None:
    opened.page.evaluate("graphkit.page.state.show('briefing')")
    opened.page.click(".local [data-depth='1']")
    picture = opened.page.locator("#local")
    assert picture.locator("[data-node]").count() == 7
    middle = opened.page.evaluate(
        """(() => {
          const frame = document.getElementById("local").getBoundingClientRect();
          const mark = document.querySelector("#local [stroke=currentColor]").getBoundingClientRect();
          return Math.abs(mark.x + mark.width / 2 - frame.x - frame.width / 2);
        })()"""
    )
    assert middle < 1
    copy = opened.page.evaluate("id => graphkit.page.state.graph.nodes.id.indexOf(id)", COPY)
    opened.page.click(f"#local [data-node='{copy}']")
    assert opened.page.evaluate("graphkit.page.state.chosen.number") == copy
    assert picture.locator("[stroke=currentColor]").get_attribute("data-node") == str(copy)
    opened.page.keyboard.press("Escape")
    assert picture.is_hidden()


def test_another_choice_ends_the_look_around(opened: Opened) -> None:
    opened.page.click(".local [data-depth='3']")
    choose(opened, COPY)
    assert lit(opened) is None


def test_a_path_is_found_by_search_with_keys_alone_and_told_step_by_step(opened: Opened) -> None:
    opened.page.focus(".local .pick")
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.type("ストライキ")
    opened.page.wait_for_selector("#ends [role=option]")
    opened.page.keyboard.press("Enter")
    path = opened.page.locator(".path")
    assert path.locator("h3").text_content() == "Path to 鉄道ストライキ、3日目に"
    assert path.locator("[role=status]").text_content() == "1 step, strength 0.10. Forget the path"
    assert path.locator(".reasons .quiet").all_text_contents() == ["Linked by its words · 1.8 days later"]
    assert opened.title_of_details() == "Old bridge reopens after repair"
    opened.page.keyboard.press("Escape")
    assert lit(opened) is None
    assert opened.title_of_details() == "Old bridge reopens after repair"


def test_a_path_by_way_of_a_provider_says_so(opened: Opened) -> None:
    opened.page.click(".local .pick")
    choose(opened, "example.org/market")
    path = opened.page.locator(".path")
    said = "2 steps, by way of an outlet or a topic. Forget the path"
    assert path.locator("[role=status]").text_content() == said
    assert path.locator(".reasons .quiet").all_text_contents() == ["Published by this outlet"] * 2
    path.locator("text=Forget").click()
    assert path.count() == 0


def test_the_end_of_a_path_can_be_picked_anywhere_and_escape_picks_none(opened: Opened) -> None:
    opened.page.click(".local .pick")
    choose(opened, ENDS)
    assert lit(opened) == sorted([BRIDGE_POST, COPY, STRIKE_POST, ENDS])
    assert opened.title_of_details() == "Old bridge reopens after repair"
    opened.page.click(".local .pick")
    opened.page.keyboard.press("Escape")
    assert opened.page.locator(".picker").count() == 0
    choose(opened, COPY)
    assert opened.title_of_details() == "Old bridge reopens after repair"
    assert opened.page.url.endswith("#view=map&node=example.net/bridge-copy")


def test_the_address_remembers_the_look_around(opened: Opened) -> None:
    opened.page.click(".local [data-depth='2']")
    before = lit(opened)
    opened.page.wait_for_url(lambda url: "near=2" in url)  # browsers limit how often an address changes
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready=true]")
    assert lit(opened) == before
    assert opened.page.get_attribute(".local [data-depth='2']", "aria-pressed") == "true"


def test_paths_are_those_that_explain_finds(opened: Opened) -> None:
    story_graph = make_chained()
    ids = sorted(story_graph.graph)
    ways = opened.page.evaluate(
        """pairs => {
          const {graph} = graphkit.page.state, {id} = graph.nodes;
          return pairs.map(([from, to]) => {
            let node = id.indexOf(from);
            const edges = graphkit.neighborhood.path(graph, node, id.indexOf(to), () => true);
            return edges && [from, ...edges.map(edge => id[node = graph.otherEnd(edge, node)])];
          });
        }""",
        list(combinations(ids, 2)),
    )
    expected = []
    for one, other in combinations(ids, 2):
        steps = explain(story_graph, one, other).steps
        expected.append([one, *(step.target for step in steps)] if steps else None)
    assert ways == expected
