"""Workers read what one process would have read, and when they fail it reads itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from graphkit.sources import workers as module
from graphkit.sources.batches import Reading, read_batch
from graphkit.sources.cache import PostCache
from graphkit.sources.discovery import Post, find_posts
from graphkit.sources.workers import MAX_WORKERS, count_cores, read_batches
from tests.support.posts import write_post


@pytest.fixture
def batches(tmp_path: Path) -> list[list[Post]]:
    """Twenty batches of two posts each: most of them good."""
    for number in range(38):
        write_post(tmp_path, f"in/{number:02}.md", title=f"T{number}", heat="much" if number % 5 == 0 else 1)
    (tmp_path / "in" / "bad.md").write_text("no post")
    (tmp_path / "in" / "link.md").symlink_to(tmp_path / "gone")
    posts = find_posts(tmp_path / "in")
    return [list(posts[start : start + 2]) for start in range(0, len(posts), 2)]


def as_json(batches: Sequence[Sequence[Reading]]) -> list[list[bytes]]:
    return [[reading.to_json() for reading in batch] for batch in batches]


def read_alone(batches: Sequence[Sequence[Post]]) -> list[list[bytes]]:
    return as_json([read_batch(posts, None) for posts in batches])


def test_the_number_of_workers_changes_nothing(batches: list[list[Post]]) -> None:
    for processes in (1, 2, 3):
        assert as_json(list(read_batches(batches, None, processes))) == read_alone(batches)


def test_workers_know_what_the_cache_knows(batches: list[list[Post]], tmp_path: Path) -> None:
    path = tmp_path / "posts.sqlite3"
    with PostCache(path) as cache:
        ((first, _),) = read_batches(batches[:1], cache, 1)
        assert first.key is not None and first.is_new
        cache.keep(first.key, b"kept")
    with PostCache(path) as cache:
        (again, other), _ = read_batches(batches[:2], cache, 2)
        assert (again, other.is_new) == (Reading(b"kept", first.key, False), True)


def test_workers_read_files_whose_names_are_odd(tmp_path: Path) -> None:
    names = ["spaces and 'quotes'.md", "ümläut.md", "new\nline.md"]
    for name in names:
        write_post(tmp_path, name, title="x")
    batches = [list(find_posts(tmp_path))]
    assert as_json(list(read_batches(batches, None, 2))) == read_alone(batches)


@pytest.mark.parametrize("executable", ["/nowhere/python3", "", None, "/bin/false", "program"])
def test_where_no_worker_can_start_one_process_reads_all(
    batches: list[list[Post]], executable: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    assert as_json(list(read_batches(batches, None, 2))) == read_alone(batches)


def test_a_program_that_python_is_bundled_with_is_not_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert module._can_start_python()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert not module._can_start_python()


def test_when_workers_die_one_process_reads_on(batches: list[list[Post]], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    read = module._Worker.read

    def read_or_die(worker: module._Worker, posts: Sequence[Post]) -> list[Reading]:
        asked.append(posts)
        if len(asked) > 5:
            worker.stop()
        return read(worker, posts)

    monkeypatch.setattr(module._Worker, "read", read_or_die)
    assert as_json(list(read_batches(batches, None, 2))) == read_alone(batches)
    assert len(asked) > 5


def test_a_worker_that_cannot_be_imported_is_done_without(
    batches: list[list[Post]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PROGRAM", "import nothing_of_this_name")
    assert as_json(list(read_batches(batches, None, 2))) == read_alone(batches)


def test_who_stops_listening_ends_the_workers(batches: list[list[Post]], monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    start = module._Worker.__init__

    def note(worker: module._Worker, cache: None) -> None:
        start(worker, cache)
        started.append(worker._process)

    monkeypatch.setattr(module._Worker, "__init__", note)
    readings = read_batches(batches, None, 2)
    next(readings)
    readings.close()
    assert [process.returncode is None for process in started] == [False, False]


def test_a_worker_loads_no_large_library() -> None:
    large = {"multiprocessing", "networkx", "numpy", "pydantic", "rich", "scipy", "sklearn", "sqlite3", "typer"}
    program = f"import sys, graphkit.sources.workers; print(sorted({large!r} & sys.modules.keys()))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert loaded == "[]\n"


def test_there_is_a_worker_for_each_core_up_to_a_limit() -> None:
    assert 1 <= count_cores() <= MAX_WORKERS
