"""The stopwatch: what a build reports anyway says how long each stage took."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from graphkit.cli import timing
from graphkit.cli.timing import StageTime, Stopwatch, timing_records, timing_table
from tests.support.command import Run
from tests.support.posts import write_post

STAGES = ["reading", "vectors", "comparing", "stories", "names", "threads", "reasons", "layout", "graph", "files"]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_time_of_each_stage_is_told_when_asked_for(folder: Path, run: Run) -> None:
    write_post(folder, "news/a.md", title="Flood")
    _, out, err = run("build", "news", "-o", "timed", "--timing", "--json")
    timing = json.loads(out)["timing"]
    assert [list(row) for row in timing] == [["stage", "seconds", "peak_mb"]] * len(STAGES)
    assert [row["stage"] for row in timing] == STAGES
    assert all(row["seconds"] >= 0 for row in timing)
    assert [line.split()[0] for line in err.splitlines()] == ["stage", *STAGES, "all"]

    assert run("build", "news", "-o", "silent", "-q", "--timing") == (0, "", "")
    assert contents(folder / "silent") == contents(folder / "timed")


def test_a_stage_lasts_until_the_next_one_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([10.0, 12.5, 12.75])
    memory = iter([100.0, 200.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    monkeypatch.setattr(timing, "_peak_mb", lambda: next(memory))
    told = []
    stopwatch = Stopwatch(lambda stage, done, total: told.append((stage, done, total)))
    stopwatch("reading", 1, 2)
    stopwatch("reading", 2, 2)
    stopwatch("vectors", 0, 2)
    assert stopwatch.stop() == (StageTime("reading", 2.5, 100.0), StageTime("vectors", 0.25, 200.0))
    assert told == [("reading", 1, 2), ("reading", 2, 2), ("vectors", 0, 2)]


def test_where_nothing_was_reported_there_is_no_time() -> None:
    assert Stopwatch(lambda stage, done, total: None).stop() == ()


def test_times_are_a_table_with_their_sum_for_people_and_plain_data_for_programs() -> None:
    times = (StageTime("reading", 2.5, 1100.4), StageTime("vectors", 0.25, None))
    console = Console(file=io.StringIO(), width=60)
    console.print(timing_table(times))
    assert isinstance(console.file, io.StringIO)
    assert [line.split() for line in console.file.getvalue().splitlines()] == [
        ["stage", "seconds", "peak", "MB"],
        ["reading", "2.50", "1,100"],
        ["vectors", "0.25", "unknown"],
        ["all", "2.75", "unknown"],
    ]
    assert timing_records(times) == [
        {"stage": "reading", "seconds": 2.5, "peak_mb": 1100.4},
        {"stage": "vectors", "seconds": 0.25, "peak_mb": None},
    ]


def test_peak_memory_is_known_but_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    peak = timing._peak_mb()
    assert peak is None or 10 < peak < 100_000
    monkeypatch.setattr("sys.platform", "win32")
    assert timing._peak_mb() is None
