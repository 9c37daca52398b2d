"""The pure parts of the page's program, run by node without a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import combinations
from typing import Any

import pytest

from graphkit.page.template import PAGE_FOLDER

PURE = (
    "text",
    "dates",
    "columns",
    "graph",
    "facets",
    "showing",
    "period",
    "timescale",
    "search",
    "compare",
    "lanes",
    "neighborhood",
    "dots",
)
DAY = 86400

# One story of five articles: two days without a clock, a clock on the first of them, a copy, an undated one.
GRAPH = """
const nodes = {
  size: 5, time: [0, 3600, 86400, 86400 + 60, null], day: [1, null, 1, null, null], story: [0, 0, 0, 0, 0],
  provider: [0, 1, 2, 0, 3], title: ["a", "b", "c", "d", "e"],
};
const graph = {
  nodes, names: ["A", "B", "C", "D"], stories: [{members: [0, 1, 2, 3, 4]}], edges: {a: [2], b: [3], copy: [1]},
  provider: (node) => ["A", "B", "C", "A", "D"][node],
};
const showing = graphkit.showing.create(graph);
"""


def run(expression: str, before: str = "") -> Any:
    """The value of an expression in a program of the pure modules alone."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on this machine (Debian: apt-get install nodejs)")
    stub = "const dom = {element() {}, svg() {}};"
    modules = "\n".join((PAGE_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in PURE)
    program = f'"use strict"; {stub} const graphkit = {{dom}};\n{modules}\n{before}\n'
    program += f"process.stdout.write(JSON.stringify({expression}));"
    done = subprocess.run([node, "-"], input=program, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


def test_a_day_that_is_typed_is_the_day_that_is_read() -> None:
    days = [*range(0, 40000, 97), -200, 59, 365]
    wrong = run(
        f"{days}.filter((day) => [graphkit.dates.iso(day * {DAY}), graphkit.dates.full(day * {DAY})]"
        f".some((text) => graphkit.dates.read(text)?.from !== day * {DAY}))"
    )
    assert wrong == []


def test_the_period_after_and_the_one_before_lead_back() -> None:
    wrong = run(
        """["year", "month", "week", "day"].flatMap((kind) => Array.from({length: 60}, (_, i) => [kind, i * 8641234])
          .filter(([kind, time]) => {
            const {around, beside, kindOf} = graphkit.period, here = around(kind, time);
            const back = beside(beside(here, 1), -1);
            const isSame = back.from === here.from && back.to === here.to;
            return kindOf(here) !== kind || !isSame || time < here.from || time >= here.to;
          }))"""
    )
    assert wrong == []


def test_what_came_on_the_day_of_one_without_a_clock_is_tied_with_it() -> None:
    assert run("graphkit.showing.firstOf(graph, [0, 1, 2])", GRAPH) == {"time": 0, "nodes": [0, 1], "by": "day"}
    assert run("graphkit.showing.firstOf(graph, [1, 2])", GRAPH) == {"time": 3600, "nodes": [1], "by": "clock"}
    assert run("graphkit.showing.firstOf(graph, [4])", GRAPH) is None


def test_one_statistic_says_what_shows_of_a_story() -> None:
    told = run(
        "[Uint8Array.of(1, 1, 1, 1, 1), Uint8Array.of(0, 0, 1, 1, 0)].map((mask) => showing.story(0, mask))", GRAPH
    )
    whole, part = told
    assert (whole["outlets"], whole["firstOutlets"], whole["copies"], whole["undated"], whole["earlier"]) == (
        ["A", "B", "C", "D"], ["A", "B"], 1, 1, None,
    )  # fmt: skip
    assert (part["outlets"], part["articles"], part["copies"]) == (["C"], [2, 3], 1)
    assert part["earlier"] == {"time": 0, "nodes": [0, 1], "by": "day"}
    counts = "(({articles, outlets, copies}) => [articles[0], outlets[0], copies[0]])"
    assert run(f"{counts}(showing.measure(Uint8Array.of(0, 0, 1, 1, 0)))", GRAPH) == [2, 1, 1]


def test_who_is_ahead_is_unknown_without_a_date_and_a_tie_within_a_day_without_a_clock() -> None:
    leader = "graphkit.compare.leader"
    lags = [
        "null",
        "{seconds: 0, isExact: false}",
        "{seconds: 86400, isExact: false}",
        "{seconds: -120, isExact: true}",
    ]
    assert [run(f"{leader}({lag})") for lag in lags] == [None, 0, 1, -1]


def test_an_outlet_is_compared_with_the_one_that_shares_most_of_its_stories() -> None:
    # Outlets 7, 8 and 9 write the stories 0 (7 and 9), 1 (7, 8 and 9), 2 (8 alone).
    state = """
    const articles = [[0, 1], [2, 3, 4], [5]], of = [7, 9, 7, 8, 9, 8];
    const graph = {articles: [0, 1, 2, 3, 4, 5], nodes: {gathered: of.map((one) => [one]), kind: Array(10).fill(2)}};
    const state = {graph, ranking: () => [0, 1, 2], told: (story) => ({articles: articles[story]})};
    """
    assert run("[7, 8, 9, 5].map((one) => graphkit.compare.partner(state, one))", state) == [9, 7, 7, None]


def test_lanes_with_names_above_are_higher_by_them_and_nothing_else() -> None:
    lanes = """[0, 40].map((high) => graphkit.lanes.arrange({graph},
      [{stories: [0], members: [0, 1, 2, 3, 4]}], {from: 0, perSecond: 1 / 1000}, 300, () => high).lanes[0])"""
    beside, above = run(lanes, GRAPH)
    assert (above["placed"], above["step"]) == (beside["placed"], beside["step"])
    assert (beside["above"], above["above"]) == (0, 40)
    assert above["height"] == 40 + 8 * 2 + 16  # two levels, and what is left free over and under them


def test_neighbors_stand_in_rings_around_the_start_each_beside_what_it_hangs_on() -> None:
    # 0 is linked to 1 and 2, 1 to 3 and 4, 2 to 5.
    graph = """
    const [a, b] = [[0, 0, 1, 1, 2], [1, 2, 3, 4, 5]];
    const graph = {
      edges: {a, b, weight: [0.5, 0.4, 0.3, 0.2, 0.1]}, isLink: () => true, isArticle: () => true,
      otherEnd: (edge, node) => (a[edge] === node ? b[edge] : a[edge]),
      edgesOf: [0, 1, 2, 3, 4, 5].map((node) => [0, 1, 2, 3, 4].filter((edge) => a[edge] === node || b[edge] === node)),
    };
    """
    tree = "graphkit.neighborhood.tree(graph, 0, 2, () => true, MOST)"
    places = f"[...{tree}.places].map(([node, {{angle, step}}]) => [node, step, Math.round(angle / Math.PI * 180)])"
    assert sorted(run(places.replace("MOST", "9"), graph)) == [
        [0, 0, 180],
        [1, 1, 120],
        [2, 1, 300],
        [3, 2, 60],
        [4, 2, 180],
        [5, 2, 300],
    ]
    few = tree.replace("MOST", "4")
    assert run(f"[[...{few}.places.keys()].sort(), {few}.edges, {few}.left]", graph) == [[0, 1, 2, 3], [0, 1, 2], 2]


def test_dots_on_a_line_never_lie_on_each_other() -> None:
    times = [203.8, 204.2, 204.2, 3, 10, 11, 203.8]
    nodes = f"{{time: {times}, day: []}}"
    members = list(range(len(times)))
    dots = run(f"graphkit.dots.stacked({nodes}, {members}, {{from: 0, to: 300}}, 300).placed")
    assert sorted(dot["node"] for dot in dots) == members
    overlaps = [
        (one["node"], other["node"])
        for one, other in combinations(dots, 2)
        if one["level"] == other["level"] and abs(one["x"] - other["x"]) < 7
    ]
    assert overlaps == []
