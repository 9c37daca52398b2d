"""Time: the period, who was first, the timeline, and the scale that they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from tests.support.browser import Open, Opened, opener
from tests.support.graphs import make_story_graph

DAY = 86400
FIRST_DAY = 1614556800  # 1 March 2021


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


def fields(opened: Opened) -> list[str]:
    return [opened.page.input_value(field) for field in ("#from", "#to")]


def type_date(opened: Opened, field: str, text: str, key: str = "Enter") -> None:
    opened.page.fill(field, text)
    opened.page.press(field, key)


def test_date_fields_narrow_graph_list_and_counts_together(opened: Opened) -> None:
    assert fields(opened) == ["", ""]
    type_date(opened, "#to", "2021-03-02")
    assert fields(opened) == ["", "2021-03-02"]  # as it was typed
    assert opened.status() == "2 of 6 articles · 1 of 3 links"
    assert opened.page.locator("#clusters .headline").all_text_contents() == ["Old bridge reopens after repair"]
    opened.page.click("[data-preset=all]")
    assert opened.status() == "6 articles · 3 links"


@pytest.mark.parametrize(
    ("text", "month_first", "day"),
    [
        ("2018-09-18", False, "2018-09-18"),
        ("18 Sep 2018", False, "2018-09-18"),
        ("18 September 2018", True, "2018-09-18"),
        ("Sep 18, 2018", False, "2018-09-18"),
        ("18.9.2018", True, "2018-09-18"),
        ("9/8/2018", True, "2018-09-08"),
        ("9/8/2018", False, "2018-08-09"),
        ("2018-09", False, "2018-09-01"),
        ("Sep 2018", False, "2018-09-01"),
        ("2018", False, "2018-01-01"),
        ("2018-02-30", False, None),
        ("yesterday", False, None),
        ("31/31/2018", False, None),
    ],
)
def test_a_date_is_read_as_people_write_it(opened: Opened, text: str, month_first: bool, day: str | None) -> None:
    read = "([text, first]) => { const f = graphkit.dates.read(text, first); return f && graphkit.dates.iso(f.from); }"
    assert opened.page.evaluate(read, [text, month_first]) == day


def test_what_is_no_date_says_so_and_changes_nothing(opened: Opened) -> None:
    type_date(opened, "#from", "Michaelmas", "Tab")
    assert opened.page.text_content("#date-problem") == (
        "“Michaelmas” is no date: write 2018-09-18, 18 Sep 2018 or Sep 2018."
    )
    assert opened.page.get_attribute("#from", "aria-invalid") == "true"
    assert opened.status() == "6 articles · 3 links"


def test_the_preset_under_the_pointer_can_be_read(opened: Opened) -> None:
    opened.page.click("[data-preset=month]")
    seen = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
    opened.page.mouse.move(5, 700)
    away = opened.page.locator("[data-preset=month]").evaluate(seen)
    opened.page.hover("[data-preset=month]")
    assert opened.page.locator("[data-preset=month]").evaluate(seen) == away


def test_presets_and_steps_lead_from_period_to_period(opened: Opened) -> None:
    opened.page.click("[data-preset=day]")
    assert fields(opened) == ["5 Mar 2021", "5 Mar 2021"]
    opened.page.click("[data-step='-1']")
    assert fields(opened) == ["4 Mar 2021", "4 Mar 2021"]
    opened.page.click("[data-preset=week]")
    assert fields(opened) == ["1 Mar 2021", "7 Mar 2021"]
    assert opened.page.get_attribute("[data-preset=week]", "aria-pressed") == "true"
    opened.page.click("[data-preset=year]")
    assert opened.page.text_content("#chips .chip-on > span") == "2021"


def test_a_period_leaves_undated_articles_out_and_one_click_brings_them_back(opened: Opened) -> None:
    opened.page.click("[data-preset=year]")
    assert opened.status().startswith("4 of 6 articles")
    chip = opened.page.locator("#chips .chip-on", has_text="dated only")
    assert chip.locator("span").text_content() == "dated only, without 2"
    chip.locator("button").click()
    assert opened.status().startswith("6 articles")
    opened.page.locator("#chips .chip-on", has_text="with undated").locator("button").click()
    assert opened.status().startswith("4 of 6 articles")


def test_keys_move_the_ends_of_the_brush_by_days(opened: Opened) -> None:
    opened.page.focus(".handle[data-end=from]")
    opened.page.keyboard.press("ArrowRight")
    opened.page.keyboard.press("ArrowRight")
    assert opened.page.input_value("#from") == "3 Mar 2021"
    assert opened.page.get_attribute(".handle[data-end=from]", "aria-valuetext") == "3 Mar 2021"
    opened.page.keyboard.press("End")
    assert opened.page.input_value("#from") == "5 Mar 2021"
    opened.page.keyboard.press("Home")
    assert opened.page.input_value("#from") == ""
    opened.page.focus(".handle[data-end=to]")
    opened.page.keyboard.press("PageDown")
    assert opened.page.input_value("#to") == "1 Mar 2021"


def test_the_pointer_draws_a_stretch_and_the_axis_zooms_to_it(opened: Opened) -> None:
    frame = opened.page.locator(".histogram").bounding_box()
    day = frame["width"] / 5

    def drag(start: float, end: float) -> list[str]:
        opened.page.mouse.move(frame["x"] + start * day, frame["y"] + 50)
        opened.page.mouse.down()
        opened.page.mouse.move(frame["x"] + end * day, frame["y"] + 50, steps=3)
        opened.page.mouse.up()
        return fields(opened)

    assert drag(1.2, 2.8) == ["2 Mar 2021", "3 Mar 2021"]
    axis = opened.page.evaluate("graphkit.page.bar.axis()")
    assert (axis["from"], axis["to"]) == (
        FIRST_DAY,
        FIRST_DAY + 5 * DAY,
    )  # twice as much on either side, in the archive
    assert drag(2.0, 3.0) == ["3 Mar 2021", "4 Mar 2021"]


# ---- first is said only where it is known --------------------------------------------------------------------------


def dated(day: int, **fields: Any) -> dict[str, Any]:
    """The attributes of an article of March 2021 whose hour is unknown."""
    return {
        "published": f"2021-03-{day:02}T00:00:00Z",
        "timestamp": FIRST_DAY + (day - 1) * DAY,
        "published_precision": "day",
        **fields,
    }


def test_outlets_of_one_day_are_tied_and_no_clock_is_made_up(open_page: Open) -> None:
    opened = open_page(
        make_story_graph(nodes={"example.org/bridge": dated(1), "h-unknown": dated(1, provider="Third")})
    )
    opened.page.click("#views [data-view=briefing]")
    who = opened.page.locator(".row", has_text="Old bridge").locator(".who")
    assert who.text_content() == "First, tied on 1 Mar 2021: Example Post, Third, Example Net"
    opened.page.click("#clusters button[data-cluster=c-bridge]")
    said = str(opened.page.inner_text("#details"))
    assert "tied, same day" in said
    assert "00:00" not in said


def test_a_story_that_began_before_the_period_says_so(open_page: Open) -> None:
    opened = open_page(
        make_story_graph(nodes={"h-unknown": dated(4, provider="Third"), "example.org/bridge": dated(1)})
    )
    opened.page.click("#views [data-view=briefing]")
    type_date(opened, "#from", "2021-03-03")
    row = opened.page.locator(".row", has_text="γέφυρα")
    assert (
        row.locator(".who").text_content() == "Third 4 Mar 2021 · running since 1 Mar 2021 (Example Post, Example Net)"
    )
    assert row.locator(".row-size").text_content() == "1 of 3 articles"


# ---- the timeline ----------------------------------------------------------------------------------------------------


def test_every_article_is_drawn_at_its_own_time_and_undated_ones_lie_in_the_tray(opened: Opened) -> None:
    opened.page.click("#views [data-view=timeline]")
    lanes = opened.page.evaluate("""() => {
      const {timeline, state} = graphkit.page, {scale} = timeline.frame();
      const at = node => (state.graph.nodes.time[node] - scale.from) * scale.perSecond;
      return timeline.plan().lanes.map(lane => ({
        off: lane.placed.map(mark => Math.abs((mark.left + mark.right) / 2 - at(mark.node))),
        undated: lane.undated.length,
      }));
    }""")
    assert [(len(lane["off"]), lane["undated"]) for lane in lanes] == [(2, 1), (2, 0)]
    assert max(off for lane in lanes for off in lane["off"]) < 0.01


def test_collisions_move_up_and_never_along(opened: Opened) -> None:
    placed = opened.page.evaluate(
        """() => {
          const time = Array.from({length: 200}, (_, i) => (i * i * 7) % 900).sort((a, b) => a - b);
          const nodes = {time, day: time.map((_, i) => Number(i % 3 === 0))}, scale = {from: 0, perSecond: 0.5};
          const {placed} = graphkit.lanes.stack(nodes, [...time.keys()], scale);
          const own = ({node, left, right, isDay}) => isDay || (left + right) / 2 === time[node] / 2;
          return placed.map(one => [one.level, one.left, one.right, own(one)]);
        }"""
    )
    assert all(own for _, _, _, own in placed)
    for level in {level for level, *_ in placed}:
        row = sorted((left, right) for at, left, right, _ in placed if at == level)
        assert all(before[1] <= after[0] + 0.02 for before, after in pairwise(row))


def test_the_timeline_follows_the_period_and_its_own_zoom_can_become_it(opened: Opened) -> None:
    opened.page.click("#views [data-view=timeline]")
    type_date(opened, "#from", "2021-03-03")
    range_of = "graphkit.page.timeline.range()"
    assert opened.page.evaluate(range_of)["from"] == FIRST_DAY + 2 * DAY - 0.2 * 3 * DAY
    opened.page.focus("#lanes")
    for _ in range(4):
        opened.page.keyboard.press("+")
    opened.page.click(".adopt")
    assert fields(opened) == ["2021-03-03", ""]
    opened.page.focus("#lanes")
    for _ in range(8):
        opened.page.keyboard.press("+")
    opened.page.click(".adopt")
    assert fields(opened) == ["4 Mar 2021", "4 Mar 2021"]


def test_a_click_on_a_mark_of_the_timeline_chooses_it_and_the_choice_stays_in_all_views(opened: Opened) -> None:
    opened.page.click("#views [data-view=timeline]")
    x, y = opened.page.evaluate("(({x, y}) => [x, y])(graphkit.page.timeline.placeOf(4))")
    frame = opened.page.locator("#lanes").bounding_box()
    opened.page.mouse.move(frame["x"] + x, frame["y"] + y)
    assert "鉄道ストライキ" in str(opened.page.text_content("#tooltip"))
    opened.page.mouse.click(frame["x"] + x, frame["y"] + y)
    assert opened.title_of_details() == "鉄道ストライキ、3日目に"
    for view in ("map", "compare", "briefing"):
        opened.page.click(f"#views [data-view={view}]")
        assert opened.title_of_details() == "鉄道ストライキ、3日目に"


def test_a_phone_says_each_headline_above_its_lane_in_full_and_a_tap_there_chooses_it(open_page: Open) -> None:
    opened = open_page(make_story_graph(), viewport={"width": 390, "height": 844}, has_touch=True)
    opened.page.tap("#views [data-view=timeline]")
    names = opened.page.locator("#lanes .lane-head:not(.is-loners) .lane-name")
    assert names.all_text_contents() == ["Old bridge reopens after repair", "鉄道ストライキ、3日目に"]
    assert names.evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")
    name, lanes = names.nth(1).bounding_box(), opened.page.locator("#lanes").bounding_box()
    assert name["x"] >= 0
    assert lanes["x"] == 0
    assert opened.page.evaluate("(({left, right}) => right - left)(graphkit.page.timeline.frame())") > 300
    opened.page.touchscreen.tap(name["x"] + 20, name["y"] + name["height"] / 2)
    assert opened.title_of_details() == "鉄道ストライキ、3日目に"


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
