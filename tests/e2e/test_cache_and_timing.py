"""The cache and the times of a build, by the installed command."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command import Result, graphkit
from tests.support.posts import write_post

STAGES = ["reading", "vectors", "comparing", "stories", "names", "threads", "layout", "reasons", "graph", "files"]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def build(folder: Path, output: str, *arguments: str, cache: str = "cache") -> Result:
    """Build the folder ``news`` with a cache beside it."""
    result = graphkit("build", "news", "-o", output, *arguments, cwd=folder, GRAPHKIT_CACHE_DIR=str(folder / cache))
    assert result.code == 0, result.stderr
    return result


def test_a_cached_build_is_a_clean_build_whatever_happened_to_files_and_cache(tmp_path: Path) -> None:
    for number in range(6):
        write_post(tmp_path, f"news/{number}.md", title=f"The river rose {number}", date="2021-03-01 12:00")
    (tmp_path / "news" / "bad.md").write_text("no post")
    (tmp_path / "news" / "mended.md").write_text("---\ntitle: Mayor: the river rose\n---\n")
    build(tmp_path, "first", "-q")
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["posts-1.sqlite3"]

    write_post(tmp_path, "news/1.md", title="The river fell", date="2021-03-02 12:00")
    (tmp_path / "news" / "2.md").unlink()
    (tmp_path / "news" / "3.md").rename(tmp_path / "news" / "renamed.md")
    cache = tmp_path / "cache" / "posts-1.sqlite3"
    cache.write_bytes(cache.read_bytes()[:-5_000] + b"x" * 5_000)
    build(tmp_path, "cached", "-q")
    build(tmp_path, "clean", "-q", "--no-cache", cache="none")
    assert contents(tmp_path / "cached") == contents(tmp_path / "clean") != contents(tmp_path / "first")
    assert not (tmp_path / "none").exists()


def test_where_no_cache_can_be_made_the_build_goes_on(tmp_path: Path) -> None:
    write_post(tmp_path, "news/a.md", title="Flood")
    result = build(tmp_path, "output", "-q", cache="news/a.md")
    assert (result.stdout, result.stderr) == ("", "")


def test_the_time_of_each_stage_is_told_when_asked_for(tmp_path: Path) -> None:
    write_post(tmp_path, "news/a.md", title="Flood")
    result = build(tmp_path, "timed", "--timing", "--json")
    timing = json.loads(result.stdout)["timing"]
    assert [list(row) for row in timing] == [["stage", "seconds", "peak_mb"]] * len(STAGES)
    assert [row["stage"] for row in timing] == STAGES
    assert all(row["seconds"] >= 0 for row in timing)
    assert [line.split()[0] for line in result.stderr.splitlines()] == ["stage", *STAGES, "all"]

    silent = build(tmp_path, "silent", "-q", "--timing")
    assert (silent.stdout, silent.stderr) == ("", "")
    assert contents(tmp_path / "silent") == contents(tmp_path / "timed")
