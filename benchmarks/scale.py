"""How seconds and memory grow with the corpus, stage by stage.

    python -m benchmarks.scale 1000 10000 100000 400000

Each size is built in a process of its own, from posts on disk to the seven files.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.growth_chart import render_chart
from benchmarks.measuring import ROOT, describe_machine, markdown_table, run_alone

SIZES = (1_000, 10_000, 100_000)
_LEGEND = """
Growth is the exponent from the smallest size to the largest: 1 is in step with the corpus, 2 with its square.
Seconds of the processor are those of all cores and processes, and depend least on what else runs.
"""


def measure(folder: Path) -> dict[str, Any]:
    """Build a folder of posts; the summary of the build, with the times of its stages and of the processor."""
    with tempfile.TemporaryDirectory() as output:
        before = os.times()
        summary = run_alone("graphkit", "build", str(folder), "-o", output, "--json", "--timing", "-q")
        after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return summary | {"processor_seconds": used}


def render_report(measured: dict[int, dict[str, Any]], machine: dict[str, str]) -> str:
    """The figures as Markdown: a row for each stage, a column for each size, and how it grew."""
    sizes = sorted(size for size, summary in measured.items() if "timing" in summary)
    seconds = stage_seconds(measured)
    rows = [
        [stage, *(f"{found[size]:,.2f}" for size in sizes), _growth(sizes, found)] for stage, found in seconds.items()
    ]
    used = {size: measured[size]["processor_seconds"] for size in sizes}
    rows.append(["all, of the processor", *(f"{used[size]:,.2f}" for size in sizes), _growth(sizes, used)])
    rows.append(["peak memory, MB", *(_peak(measured[size]) for size in sizes), ""])
    rows += [[name, *(_count(measured[size][name]) for size in sizes), ""] for name in ("clusters", "edges")]
    failed = [f"{size:,} articles: {summary['error']}" for size, summary in measured.items() if "error" in summary]
    about = "".join(f"- {name}: {value}\n" for name, value in machine.items())
    table = markdown_table(["seconds", *(f"{size:,}" for size in sizes), "growth"], rows)
    return "\n".join([about, table, *(f"{line}\n" for line in failed)]) + _LEGEND


def stage_seconds(measured: dict[int, dict[str, Any]]) -> dict[str, dict[int, float]]:
    """Seconds by stage and size, and of all stages together."""
    found: dict[str, dict[int, float]] = {}
    for size, summary in measured.items():
        for row in summary.get("timing", ()):
            found.setdefault(row["stage"], {})[size] = row["seconds"]
    found["all"] = {
        size: sum(row["seconds"] for row in summary["timing"])
        for size, summary in measured.items()
        if "timing" in summary
    }
    return found


def growth_exponent(small: int, seconds_small: float, large: int, seconds_large: float) -> float | None:
    """How the time grew: ``seconds ~ size ** exponent``; None where there is nothing to tell it from."""
    if small == large or min(seconds_small, seconds_large) <= 0:
        return None
    return math.log(seconds_large / seconds_small) / math.log(large / small)


def _growth(sizes: Sequence[int], seconds: dict[int, float]) -> str:
    if not sizes:
        return ""
    small, large = sizes[0], sizes[-1]
    exponent = growth_exponent(small, seconds[small], large, seconds[large])
    return "" if exponent is None else f"{exponent:.2f}"


def _peak(summary: dict[str, Any]) -> str:
    peak = summary["timing"][-1]["peak_mb"]
    return "unknown" if peak is None else f"{peak:,.0f}"


def _count(found: int | dict[str, int]) -> str:
    return f"{sum(found.values()) if isinstance(found, dict) else found:,}"


def main() -> None:
    """Measure all sizes and write the figures down."""
    parser = argparse.ArgumentParser(description="Measure seconds and memory at several sizes.")
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--articles-a-day", type=float, default=400.0)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "benchmarks" / "figures")
    given = parser.parse_args()
    machine, measured = describe_machine(), {}
    machine["articles a day"] = f"{given.articles_a_day:g}"
    for size in sorted(set(given.sizes)):
        with tempfile.TemporaryDirectory() as directory:
            folder = Path(directory, "posts")
            corpus = [str(size), str(folder), "--seed", str(given.seed), "--articles-a-day", str(given.articles_a_day)]
            subprocess.run([sys.executable, "-m", "benchmarks.corpus", *corpus], cwd=ROOT, check=True)
            measured[size] = measure(folder)
    given.output.mkdir(parents=True, exist_ok=True)
    report = render_report(measured, machine)
    text = json.dumps({"machine": machine, "sizes": measured}, indent=1)
    (given.output / "scale.json").write_text(text + "\n", encoding="utf-8")
    (given.output / "scale.md").write_text(report, encoding="utf-8")
    (given.output / "scale.svg").write_text(render_chart(stage_seconds(measured)), encoding="utf-8")
    sys.stdout.write(f"{report}\nwritten to {given.output}\n")


if __name__ == "__main__":
    main()
