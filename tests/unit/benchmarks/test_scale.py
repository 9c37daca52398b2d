"""The figures of the growth benchmark as a table."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.scale import growth_exponent, render_report, stage_seconds


def summary(reading: float, files: float) -> dict[str, Any]:
    return {
        "clusters": 1_234,
        "edges": {"related": 1, "similar": 2},
        "processor_seconds": 2 * (reading + files),
        "timing": [
            {"stage": "reading", "seconds": reading, "peak_mb": 100.0},
            {"stage": "files", "seconds": files, "peak_mb": 1_500.4},
        ],
    }


def test_growth_in_step_with_the_corpus_is_one_and_with_its_square_two() -> None:
    assert growth_exponent(1_000, 2.0, 10_000, 20.0) == pytest.approx(1)
    assert growth_exponent(1_000, 2.0, 10_000, 200.0) == pytest.approx(2)
    assert growth_exponent(1_000, 2.0, 1_000, 2.0) is None
    assert growth_exponent(1_000, 0.0, 10_000, 2.0) is None


def test_seconds_are_told_by_stage_and_size() -> None:
    assert stage_seconds({10: summary(1.0, 2.0), 100: summary(3.0, 4.0), 1_000: {"error": "killed"}}) == {
        "reading": {10: 1.0, 100: 3.0},
        "files": {10: 2.0, 100: 4.0},
        "all": {10: 3.0, 100: 7.0},
    }


def test_the_report_has_a_row_for_each_stage_and_says_what_failed() -> None:
    measured = {1_000: summary(1.0, 2.0), 10_000: summary(10.0, 20.0), 100_000: {"error": "killed"}}
    assert render_report(measured, {"machine": "two cores"}) == (
        "- machine: two cores\n"
        "\n"
        "| seconds | 1,000 | 10,000 | growth |\n"
        "| --- | ---: | ---: | ---: |\n"
        "| reading | 1.00 | 10.00 | 1.00 |\n"
        "| files | 2.00 | 20.00 | 1.00 |\n"
        "| all | 3.00 | 30.00 | 1.00 |\n"
        "| all, of the processor | 6.00 | 60.00 | 1.00 |\n"
        "| peak memory, MB | 1,500 | 1,500 |  |\n"
        "| clusters | 1,234 | 1,234 |  |\n"
        "| edges | 3 | 3 |  |\n"
        "\n"
        "100,000 articles: killed\n\n"
        "Growth is the exponent from the smallest size to the largest: 1 is in step with the corpus, "
        "2 with its square.\n"
        "Seconds of the processor are those of all cores and processes, and depend least on what else runs.\n"
    )
