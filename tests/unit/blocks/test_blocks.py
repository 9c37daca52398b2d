"""Blocks of days, stores, and what a task reads and leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import nan
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from graphkit.blocks import (
    Columns,
    Folder,
    InProcess,
    Means,
    Memory,
    Store,
    Work,
    cut_into_blocks,
    gathered,
    in_process,
    of_pairs,
    pairs_of,
)
from graphkit.blocks.engine import Task
from graphkit.blocks.work import BlockTask

DAYS = np.array([3.0, nan, 1.0, 2.0, nan, 0.0])


def doubled(store: Store, block: int, factor: int) -> Columns:
    """The article numbers of a block, times a factor."""
    return {"values": store.load(f"numbers-{block}")["numbers"] * factor}


def make_work(store: Store, *, goes_on: bool = False) -> Work:
    work = Work(cut_into_blocks(DAYS, 2), store, InProcess(), goes_on)
    store.save("blocks", work.blocks.to_columns())
    for block, numbers in enumerate(work.blocks):
        store.save(f"numbers-{block}", {"numbers": numbers})
    return work


def test_blocks_are_runs_in_time_of_about_one_size_and_undated_articles_have_their_own() -> None:
    blocks = cut_into_blocks(np.array([3.0, nan, 1.0, 2.0, nan, 0.0, 9.0]), 3)
    assert [numbers.tolist() for numbers in blocks] == [[5, 2], [3, 0, 6], [1, 4]]
    block_of, row_of = blocks.places()
    assert (block_of.tolist(), row_of.tolist()) == ([1, 2, 0, 1, 2, 0, 1], [1, 0, 1, 0, 1, 0, 2])


def test_a_corpus_without_articles_is_one_empty_block() -> None:
    assert [numbers.tolist() for numbers in cut_into_blocks(np.empty(0), 3)] == [[]]


@pytest.mark.parametrize("make_store", [lambda path: Memory(), lambda path: Folder(str(path / "work"))])
def test_a_store_gives_back_what_it_was_given(tmp_path: Path, make_store: Callable[[Path], Store]) -> None:
    store = make_store(tmp_path)
    columns = {
        "numbers": np.array([1, 2, 3], dtype=np.int32),
        "truths": np.array([True, False]),
        "strings": np.array(["", "Malmö\n\x00", "\ud83d", "\u5317"], dtype=object),
        "nothing": np.empty(0, dtype=object),
    }
    assert not store.has("some")
    store.save("some", columns)
    assert store.has("some")
    found = store.load("some")
    assert {name: (column.dtype, column.tolist()) for name, column in found.items()} == {
        name: (column.dtype, column.tolist()) for name, column in columns.items()
    }


def test_a_file_of_a_store_is_whole_or_not_there(tmp_path: Path) -> None:
    store = Folder(str(tmp_path))
    with pytest.raises(ValueError, match="Object arrays cannot be saved"):
        store.save("some", {"bad": np.array([(1, "a")], dtype=[("n", int), ("o", object)])})
    assert not store.has("some")


def test_a_task_runs_for_every_block_and_its_results_come_in_order() -> None:
    work = make_work(Memory())
    done: list[int] = []
    work.each("doubled", doubled, 2, on_done=done.append)
    assert [found["values"].tolist() for found in work.results("doubled")] == [[10, 4], [6, 0], [2, 8]]
    assert done == [1, 2, 3]


def test_work_that_goes_on_makes_only_what_is_missing(tmp_path: Path) -> None:
    store = Folder(str(tmp_path))
    work = make_work(store, goes_on=True)
    store.save("doubled-1", {"values": np.array([7])})
    work.each("doubled", doubled, 2)
    assert [found["values"].tolist() for found in work.results("doubled")] == [[10, 4], [7], [2, 8]]


def test_what_belongs_to_some_articles_is_gathered_from_all_blocks() -> None:
    work = make_work(Memory())

    def pick(columns: Columns, rows: NDArray[np.int32]) -> list[str]:
        return [f"article {number}" for number in columns["numbers"][rows]]

    assert gathered(work.store, np.array([0, 1, 5]), "numbers", pick) == ["article 0", "article 1", "article 5"]


def sums(store: Store, block: int) -> Columns:
    numbers, first, second = pairs_of(store, "sums", block)
    return {"sum": 10 * numbers[first] + numbers[second]}


def test_pairs_are_worked_on_in_the_block_of_their_earlier_article_and_keep_their_order() -> None:
    first, second = np.array([0, 0, 1, 2, 3], dtype=np.int32), np.array([3, 5, 4, 5, 4], dtype=np.int32)
    assert of_pairs(make_work(Memory()), "sums", sums, first, second)["sum"].tolist() == [3, 5, 14, 25, 34]


def test_what_an_interrupted_build_left_is_used_by_one_that_goes_on_and_removed_by_another(tmp_path: Path) -> None:
    class Fails(InProcess):
        def map(self, task: Task, items: Iterable[int], on_done: Callable[[int], None]) -> None:
            super().map(task, [*items][:2], on_done)
            raise KeyboardInterrupt

    def left() -> list[str]:
        return sorted(path.name for path in tmp_path.rglob("doubled-*"))

    with pytest.raises(KeyboardInterrupt), Means(engine=Fails(), folder=str(tmp_path)).work_on(DAYS, "key") as work:
        work.store.save("numbers-0", {"numbers": np.array([1])})
        work.store.save("numbers-1", {"numbers": np.array([2])})
        work.each("doubled", doubled, 2)
    assert left() == ["doubled-0.npz", "doubled-1.npz"] if len(work.blocks) > 1 else left() == ["doubled-0.npz"]
    with Means(folder=str(tmp_path), resume=True).work_on(DAYS, "key") as work:
        assert work.store.has("doubled-0")
    assert list(tmp_path.iterdir()) == []
    with Means(folder=str(tmp_path)).work_on(DAYS, "key") as work:
        assert not work.store.has("doubled-0")


def test_work_in_this_process_is_in_memory() -> None:
    assert isinstance(in_process(cut_into_blocks(DAYS)).store, Memory)


def test_a_task_in_a_folder_is_called_by_the_path_of_what_it_makes() -> None:
    assert f"{BlockTask('near', doubled, Folder('/shared/work'), ())}-3" == "/shared/work/near-3"
