"""The times of a build, by the installed command."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command import graphkit
from tests.support.posts import write_post

STAGES = ["reading", "vectors", "comparing", "stories", "names", "threads", "layout", "reasons", "graph", "files"]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_time_of_each_stage_is_told_when_asked_for(tmp_path: Path) -> None:
    write_post(tmp_path, "news/a.md", title="Flood")
    result = graphkit("build", "news", "-o", "timed", "--timing", "--json", cwd=tmp_path)
    timing = json.loads(result.stdout)["timing"]
    assert [list(row) for row in timing] == [["stage", "seconds", "peak_mb"]] * len(STAGES)
    assert [row["stage"] for row in timing] == STAGES
    assert all(row["seconds"] >= 0 for row in timing)
    assert [line.split()[0] for line in result.stderr.splitlines()] == ["stage", *STAGES, "all"]

    silent = graphkit("build", "news", "-o", "silent", "-q", "--timing", cwd=tmp_path)
    assert (silent.stdout, silent.stderr) == ("", "")
    assert contents(tmp_path / "silent") == contents(tmp_path / "timed")
