"""Time: the timeline, the brush under the graph, and the scale that both stand on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from tests.support.browser import Opened, opener
from tests.support.graphs import make_story_graph

DAY = 86400


@pytest.fixture(scope="module")
def shared(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    for open_page in opener(browser, tmp_path_factory.mktemp("time")):
        yield open_page(make_story_graph())


@pytest.fixture
def opened(shared: Opened) -> Opened:
    """The page as it was at first: six articles, four of them dated, 1 to 5 March 2021."""
    shared.page.evaluate(
        "(() => { const {state} = graphkit.page; state.choose(null); state.reset(); state.show('map'); })()"
    )
    return shared


def test_date_fields_narrow_graph_list_and_counts_together(opened: Opened) -> None:
    assert [opened.page.input_value(field) for field in ("#from", "#to")] == ["2021-03-01", "2021-03-05"]
    opened.page.fill("#to", "2021-03-02")
    assert opened.status() == "4 of 6 articles · 7 of 11 links"
    assert opened.page.locator("#clusters .story-name").all_text_contents() == ["Bridge · repair", "In no story"]
    opened.page.click("#all-time")
    assert opened.status() == "6 articles · 11 links"


def test_undated_articles_have_their_own_switch(opened: Opened) -> None:
    assert opened.page.text_content(".undated") == " 2 undated"
    opened.page.uncheck("#undated")
    assert opened.status().startswith("4 of 6 articles")


def test_keys_move_the_ends_of_the_brush_by_days(opened: Opened) -> None:
    opened.page.focus(".handle[data-end=from]")
    opened.page.keyboard.press("ArrowRight")
    opened.page.keyboard.press("ArrowRight")
    assert opened.page.input_value("#from") == "2021-03-03"
    assert opened.page.get_attribute(".handle[data-end=from]", "aria-valuetext") == "3 Mar 2021"
    opened.page.keyboard.press("End")
    assert opened.page.input_value("#from") == "2021-03-05"
    opened.page.focus(".handle[data-end=to]")
    opened.page.keyboard.press("PageDown")
    assert [opened.page.input_value(field) for field in ("#from", "#to")] == ["2021-03-05", "2021-03-05"]
    opened.page.focus(".handle[data-end=from]")
    opened.page.keyboard.press("Home")
    assert opened.page.input_value("#from") == "2021-03-01"


def test_the_pointer_draws_a_stretch_moves_it_and_pulls_its_ends(opened: Opened) -> None:
    frame = opened.page.locator(".histogram").bounding_box()
    day = frame["width"] / 5

    def drag(start: float, end: float) -> tuple[str, str]:
        opened.page.mouse.move(frame["x"] + start * day, frame["y"] + 20)
        opened.page.mouse.down()
        opened.page.mouse.move(frame["x"] + end * day, frame["y"] + 20, steps=3)
        opened.page.mouse.up()
        return opened.page.input_value("#from"), opened.page.input_value("#to")

    assert drag(1.2, 2.8) == ("2021-03-02", "2021-03-03")
    assert drag(2.0, 3.0) == ("2021-03-03", "2021-03-04")
    assert drag(4.0, 4.9) == ("2021-03-03", "2021-03-05")


def test_the_timeline_puts_the_same_articles_in_order_of_time(opened: Opened) -> None:
    opened.page.evaluate("graphkit.page.state.choose('node', 4, 'list')")
    opened.page.click("#views [data-view=timeline]")
    opened.page.wait_for_function("() => graphkit.page.map.places.progress === 1")
    xs = opened.page.evaluate("[1, 0, 4, 5].map(node => graphkit.page.map.places.x[node])")
    assert xs == sorted(xs)
    undated = opened.page.evaluate("[2, 3].map(node => graphkit.page.map.places.x[node])")
    assert max(undated) < min(xs)
    assert opened.title_of_details() == "鉄道ストライキ、3日目に"
    assert opened.status() == "6 articles · 11 links"
    opened.page.click("#views [data-view=map]")
    opened.page.wait_for_function("() => graphkit.page.map.places.progress === 0")
    assert opened.page.evaluate("graphkit.page.map.places.x[4]") == 140


def test_the_timeline_spreads_the_days_that_the_brush_leaves(opened: Opened) -> None:
    opened.page.click("#views [data-view=timeline]")
    opened.page.wait_for_function("() => graphkit.page.map.places.progress === 1")
    opened.page.fill("#from", "2021-03-03")
    axis = opened.page.evaluate("graphkit.page.map.places.lanes().axis")
    assert (axis["from"], axis["to"]) == (1614556800 + 2 * DAY, 1614556800 + 5 * DAY)
    lanes = opened.page.evaluate("graphkit.page.map.places.lanes().lanes.map(lane => lane !== null)")
    assert lanes == [False, True]


def test_articles_of_a_lane_keep_their_order_and_never_overlap(opened: Opened) -> None:
    placed = opened.page.evaluate(
        """() => {
          const points = Array.from({length: 200}, (_, i) => ({node: i, x: (i * i * 7) % 900}));
          return graphkit.lanes.swarm(points.sort((a, b) => a.x - b.x), 5).placed;
        }"""
    )
    for level in range(5):
        xs = [point["x"] for point in placed if point["level"] == level]
        assert all(later - earlier >= 24 - 1e-9 for earlier, later in pairwise(xs))


@pytest.mark.parametrize(
    ("start", "end", "most", "labels"),
    [
        ("2021-03-01T00:00", "2021-03-02T00:00", 5, ["1 Mar", "06:00", "12:00", "18:00"]),
        ("2021-03-01T00:00", "2021-03-04T00:00", 4, ["1 Mar", "2 Mar", "3 Mar"]),
        ("2020-12-17T00:00", "2021-04-01T00:00", 5, ["Jan 2021", "Feb 2021", "Mar 2021"]),
        ("1995-06-01T00:00", "2021-01-01T00:00", 6, ["2000", "2005", "2010", "2015", "2020"]),
        ("0099-01-01T00:00", "0099-12-31T00:00", 3, ["Jan 99", "Jul 99"]),
    ],
)
def test_ticks_stand_at_whole_hours_days_months_and_years(
    opened: Opened, start: str, end: str, most: int, labels: list[str]
) -> None:
    ticks = opened.page.evaluate(
        """([start, end, most]) => {
          const seconds = text => Date.parse(text + "Z") / 1000;
          return graphkit.timescale.ticks({from: seconds(start), to: seconds(end)}, most).map(tick => tick.label);
        }""",
        [start, end, most],
    )
    assert ticks == labels


def test_time_said_nothing_on_the_console(shared: Opened) -> None:
    assert (shared.messages, shared.requests) == ([], [])
