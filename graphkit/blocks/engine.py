"""Who runs tasks: this process, or whoever else can map a function over numbers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

Task = Callable[[int], None]
"""Reads from a store, writes to it, returns nothing; to run it twice does no harm."""


class Engine(Protocol):
    """All that an engine has to be able to do."""

    def map(self, task: Task, items: Iterable[int], on_done: Callable[[int], None]) -> None:
        """Run a task for every item, each at least once, in any order.

        Parameters
        ----------
        task : callable
            Can be pickled.
        items : iterable of int
        on_done : callable
            Called with how many are done.
        """


class InProcess:
    """One task after the other, in this process. What a task multiplies takes all cores."""

    def map(self, task: Task, items: Iterable[int], on_done: Callable[[int], None]) -> None:
        """Run a task for every item."""
        for done, item in enumerate(items):
            task(item)
            on_done(done + 1)


_threads = os.cpu_count() or 1


def n_threads() -> int:
    """How many threads a task may use."""
    return _threads


@contextmanager
def one_thread() -> Iterator[None]:
    """Use one thread: workers share the cores among themselves."""
    global _threads  # a worker runs one task at a time
    before, _threads = _threads, 1
    try:
        yield
    finally:
        _threads = before
