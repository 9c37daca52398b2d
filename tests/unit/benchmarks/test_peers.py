"""The comparison with other means."""

from __future__ import annotations

from typing import Any

from benchmarks.peers import number_groups, render_report


def test_who_is_in_no_group_has_one_of_its_own() -> None:
    assert number_groups([[0, 3], [4, 1]], 6).tolist() == [6, 7, 2, 6, 7, 5]


def test_the_report_says_why_a_figure_is_missing() -> None:
    one = {"seconds": 3.25, "processor_seconds": 2.5, "peak_mb": 1_500.0, "b3_f1": 0.9, "pair_f1": 0.8}
    measured: dict[str, dict[str, Any]] = {"graphkit": one, "another": {"error": "not installed"}}
    assert render_report(measured, {"machine": "two cores"}) == (
        "- machine: two cores\n"
        "\n"
        "| by | seconds | of the processor | peak memory, MB | B³ F1 | pair F1 |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n"
        "| graphkit | 3.2 | 2.5 | 1,500 | 0.900 | 0.800 |\n"
        "\n"
        "Not measured:\n"
        "\n"
        "- another: not installed\n"
    )
