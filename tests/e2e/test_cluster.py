"""Workers of Dask: the same graph as in one process, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from graphkit.blocks import Means
from graphkit.blocks.cluster import Dask
from graphkit.blocks.engine import Task
from graphkit.errors import BlockError, OptionError
from graphkit.model import Article
from graphkit.pipeline import build
from tests.support.command import graphkit
from tests.support.comparing import whole
from tests.support.planted import planted_corpus

SEEDS = Path(__file__).parent.parent.parent / "seeds"


@pytest.fixture(scope="module")
def dask() -> Iterator[Dask]:
    """Two workers."""
    with Dask(workers=2) as running:
        yield running


@pytest.fixture(scope="module")
def corpus() -> tuple[Article, ...]:
    """Stories of dated articles; every fifth article is undated."""
    planted = planted_corpus(12, size=5, days_between=3.0)
    return tuple(replace(one, published=None) if number % 5 == 0 else one for number, one in enumerate(planted))


@pytest.mark.parametrize("articles_a_block", [1_000, 9])
def test_workers_make_the_same_graph_from_any_number_of_blocks(
    dask: Dask, corpus: tuple[Article, ...], tmp_path: Path, articles_a_block: int
) -> None:
    means = Means(engine=dask, folder=str(tmp_path), articles_a_block=articles_a_block)
    assert whole(build(corpus, means=means)) == whole(build(corpus))


@dataclass(frozen=True)
class DiesOnce:
    """A task whose worker is killed the first time."""

    task: Task
    traces: Path

    def __call__(self, item: int) -> None:
        """Kill the worker, or do what is to be done."""
        trace = self.traces / Path(str(self.task)).stem
        if item == 0 and not trace.exists():
            trace.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        self.task(item)


# A step of each stage, and one that reads what several blocks have left.
STEPS = ("texts", "phrases found", "rows", "near", "centroids", "reasons")


@dataclass(frozen=True)
class Deadly:
    """Workers of which one is killed in every stage."""

    dask: Dask
    traces: Path

    def map(self, task: Task, items: Iterable[int], on_done: Callable[[int], None]) -> None:
        """Kill the worker of the first task of a step."""
        is_deadly = Path(str(task)).stem in STEPS
        self.dask.map(DiesOnce(task, self.traces) if is_deadly else task, items, on_done)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_worker_that_is_killed_in_every_stage_changes_nothing(
    dask: Dask, corpus: tuple[Article, ...], tmp_path: Path
) -> None:
    (traces := tmp_path / "traces").mkdir()
    means = Means(engine=Deadly(dask, traces), folder=str(tmp_path / "work"), articles_a_block=30)
    assert whole(build(corpus, means=means)) == whole(build(corpus))
    assert {trace.name for trace in traces.iterdir()} == set(STEPS)


def fails(item: int) -> None:
    """Fail."""
    raise ValueError(f"{item} is odd")


def test_a_task_that_fails_every_time_is_named(dask: Dask) -> None:
    with pytest.raises(BlockError, match=r"-3 failed 3 times: ValueError\('3 is odd'\)"):
        dask.map(fails, [3], lambda done: None)


def test_a_scheduler_that_does_not_answer_is_named() -> None:
    with pytest.raises(OptionError, match=r"no Dask scheduler answers at 127\.0\.0\.1:1"):
        Dask("127.0.0.1:1")


def test_the_command_builds_the_same_files_on_dask_and_in_a_folder(tmp_path: Path) -> None:
    graphkit("build", SEEDS, "-o", "here", "-q", cwd=tmp_path)
    on_dask = graphkit("build", SEEDS, "-o", "there", "-q", "--engine", "dask", cwd=tmp_path)
    assert (on_dask.code, on_dask.stdout) == (0, "")  # on stderr Dask may tell of its workers
    in_folder = graphkit("build", SEEDS, "-o", "folder", "-q", "--work", "work", cwd=tmp_path)
    assert (in_folder.code, in_folder.stdout, in_folder.stderr) == (0, "", "")
    files = sorted(path.name for path in (tmp_path / "here").iterdir() if not path.name.startswith("."))
    assert len(files) == 7
    for name in files:
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes()
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "folder" / name).read_bytes()
