"""What the stages share: blocks of articles, a store for what tasks find, and an engine that runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from graphkit.blocks.cutting import ARTICLES_A_BLOCK, Blocks, cut_into_blocks
from graphkit.blocks.engine import Engine, InProcess
from graphkit.blocks.store import Columns, Folder, Memory, Store

T = TypeVar("T")


class Function(Protocol):
    """What a task does: a pure function of an item's number and of what the store holds."""

    def __call__(self, store: Store, item: int, /, *arguments: Any) -> Columns: ...


@dataclass(frozen=True)
class BlockTask:
    """One function for all items, with where it reads and writes.

    Parameters
    ----------
    name : str
        Of what it makes: ``name-0``, ``name-1``, ...
    function : callable
        At the top of a module, so that workers find it.
    store : Store
    arguments : tuple
        Small values.
    """

    name: str
    function: Function
    store: Store
    arguments: tuple[Any, ...]

    def __call__(self, item: int) -> None:
        """Make one item."""
        self.store.save(f"{self.name}-{item}", self.function(self.store, item, *self.arguments))

    def __str__(self) -> str:
        return self.store.where(self.name)


def _say_nothing(done: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, eq=False)
class Work:
    """A corpus in blocks, and the means to work on them.

    Parameters
    ----------
    blocks : Blocks
    store : Store
    engine : Engine
    goes_on : bool
        Whether what the store holds is of the same build, and need not be made again.
    """

    blocks: Blocks
    store: Store
    engine: Engine
    goes_on: bool = False

    def each(
        self,
        name: str,
        function: Function,
        *arguments: Any,
        items: Iterable[int] | None = None,
        on_done: Callable[[int], None] = _say_nothing,
    ) -> None:
        """Run a function for each block, or for each of other items; its results are kept as ``name-item``."""
        wanted = range(len(self.blocks)) if items is None else items
        left = [item for item in wanted if not (self.goes_on and self.store.has(f"{name}-{item}"))]
        self.engine.map(BlockTask(name, function, self.store, arguments), left, on_done)

    def results(self, name: str, items: Iterable[int] | None = None) -> Iterator[Columns]:
        """What `each` made, in order."""
        return (self.store.load(f"{name}-{item}") for item in (range(len(self.blocks)) if items is None else items))

    def forget(self, *names: str) -> None:
        """Say that nobody asks for what `each` made any more."""
        for name in names:
            for block in range(len(self.blocks)):
                self.store.forget(f"{name}-{block}")


def in_process(blocks: Blocks) -> Work:
    """Work in this process and its memory."""
    return Work(blocks, Memory(), InProcess())


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """Where a build is computed.

    Parameters
    ----------
    engine : Engine
    folder : str, optional
        A path or URL that all workers reach: what is between the stages is kept there until the build is done. Not
        needed in this process: it is in memory then.
    resume : bool
        Go on from what an interrupted build of the same articles and options left there.
    articles_a_block : int
        The most articles of one task; the result is the same for any number.
    """

    engine: Engine = field(default_factory=InProcess)
    folder: str | None = None
    resume: bool = False
    articles_a_block: int = ARTICLES_A_BLOCK

    @contextmanager
    def work_on(self, days: NDArray[np.float64], key: str) -> Iterator[Work]:
        """Cut a corpus into blocks; what is left of them in the folder goes when all is done.

        Parameters
        ----------
        days : float array, shape (n,)
            Publication time of each article; NaN where unknown.
        key : str
            The same for the same articles and options only.
        """
        blocks = cut_into_blocks(days, self.articles_a_block)
        if self.folder is None:
            yield Work(blocks, Memory(), self.engine)
            return
        store = Folder(f"{self.folder.rstrip('/')}/graphkit-{key}")
        if not self.resume:
            store.remove()
        yield Work(blocks, store, self.engine, goes_on=self.resume)
        store.remove()


def of_pairs(
    work: Work, name: str, function: Function, first: NDArray[np.int32], second: NDArray[np.int32], *arguments: Any
) -> dict[str, NDArray[Any]]:
    """Run a function for pairs of articles, each in the block of its earlier article.

    Parameters
    ----------
    work : Work
    name : str
    function : callable
        Finds its pairs by `pairs_of`, and returns columns with a row for each pair.
    first, second : int arrays, shape (n_pairs,)
        Article numbers.

    Returns
    -------
    dict of str to array
        Rows in the order of the pairs.
    """
    block_of, _ = work.blocks.places()
    owner = np.minimum(block_of[first], block_of[second])
    rows = [np.flatnonzero(owner == block) for block in range(len(work.blocks))]
    for block, of_block in enumerate(rows):
        work.store.save(f"{name}-pairs-{block}", {"first": first[of_block], "second": second[of_block]})
    work.each(name, function, *arguments)
    order = np.argsort(np.concatenate(rows), kind="stable")
    found = [*work.results(name)]
    work.forget(name, f"{name}-pairs")
    return {column: np.concatenate([columns[column] for columns in found])[order] for column in found[0]}


def pairs_of(store: Store, name: str, block: int) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """The pairs of a block: the numbers of all articles in them, ascending, and for each pair two places in these."""
    pairs = store.load(f"{name}-pairs-{block}")
    numbers = np.unique(np.concatenate([pairs["first"], pairs["second"]]))
    first, second = (np.searchsorted(numbers, pairs[end]).astype(np.int32) for end in ("first", "second"))
    return numbers, first, second


def gathered(
    store: Store,
    numbers: NDArray[np.integer],
    name: str,
    pick: Callable[[Columns, NDArray[np.int32]], Sequence[T]],
) -> list[T]:
    """Gather from all blocks what belongs to some articles.

    Parameters
    ----------
    store : Store
    numbers : int array
        Article numbers.
    name : str
        Of what `Work.each` made.
    pick : callable
        Picks some rows of one block, one value for each.

    Returns
    -------
    list
        In the order of `numbers`.
    """
    found: list[T] = [None] * len(numbers)  # type: ignore[list-item]  # all are filled
    for columns, rows, places in by_block(store, numbers, name):
        for place, value in zip(places.tolist(), pick(columns, rows), strict=True):
            found[place] = value
    return found


def by_block(
    store: Store, numbers: NDArray[np.integer], name: str
) -> Iterator[tuple[Columns, NDArray[np.int32], NDArray[np.int64]]]:
    """For each block with some of the articles: what `Work.each` made, their rows there, their places in `numbers`."""
    block_of, row_of = Blocks.of_columns(store.load("blocks")).places()
    for block in np.unique(block_of[numbers]).tolist():
        places = np.flatnonzero(block_of[numbers] == block)
        yield store.load(f"{name}-{block}"), row_of[numbers[places]], places
