"""The growth as a picture."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

from benchmarks.growth_chart import HEIGHT, WIDTH, render_chart

SVG = "{http://www.w3.org/2000/svg}"


def test_each_stage_is_a_line_with_a_label_at_its_end() -> None:
    root = ElementTree.fromstring(
        render_chart({"reading": {1_000: 1.0, 10_000: 10.0}, "a & b": {1_000: 0.1}, "all": {1_000: 1.1, 10_000: 10.1}})
    )
    assert len(root.findall(f"{SVG}polyline")) == 3
    labels = [text.text for text in root.findall(f"{SVG}text")]
    assert [label for label in ("reading 10 s", "a & b 0.1 s", "all 10.1 s") if label not in labels] == []


def test_growth_in_step_with_the_corpus_is_the_dashed_line() -> None:
    chart = render_chart({"all": {1_000: 1.0, 10_000: 10.0}})
    (points,) = re.findall(r'points="([\d.]+),([\d.]+) ([\d.]+),([\d.]+)"', chart)
    (step,) = re.findall(r'class="step" x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"', chart)
    assert step == points


def test_all_is_on_the_paper() -> None:
    chart = render_chart({"all": {7: 0.003, 400_000: 987.0}, "other": {7: 0.003, 400_000: 987.0}})
    for x, y in re.findall(r'(?:x\d?="|points=")([\d.]+)(?:" y\d?="|,)([\d.]+)', chart):
        assert 0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT


def test_labels_do_not_meet() -> None:
    chart = render_chart({f"stage {number}": {10: 1.0, 100: 1.0 + number / 1_000} for number in range(8)})
    heights = sorted(float(y) for y in re.findall(r'y="([\d.]+)" style="fill', chart))
    assert min(higher - lower for lower, higher in pairwise(heights)) >= 14.9


def test_without_figures_there_is_an_empty_picture() -> None:
    assert ElementTree.fromstring(render_chart({})).findall(f"{SVG}polyline") == []
