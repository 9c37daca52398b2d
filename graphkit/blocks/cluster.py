"""Dask as an engine: workers of this machine or of a cluster, each with one thread."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from types import TracebackType
from typing import Any, Self

from graphkit.blocks.engine import Task, one_thread
from graphkit.errors import BlockError, OptionError

# A worker that dies takes its task with it: the task is run again, as often as this.
_RETRIES = 2


class Dask:
    """Workers that Dask runs.

    Parameters
    ----------
    scheduler : str, optional
        Address of a running scheduler, such as ``host:8786``. Without it, a worker for each core of this machine is
        started, which nobody else can reach.
    workers : int, optional
        How many workers are started; as many as there are cores if not given.

    Raises
    ------
    OptionError
        If the extra ``distributed`` is not installed, or no scheduler answers.

    Notes
    -----
    Tasks take a number, read files and write a file, so workers hold nothing between two tasks: one that dies loses
    the task that it ran, and that is run again.
    """

    def __init__(self, scheduler: str | None = None, workers: int | None = None) -> None:
        try:
            import distributed  # an extra, and takes a second
        except ImportError:
            raise OptionError("Dask is not installed: pip install 'news-story-graph[distributed]'", "engine") from None
        self._cluster: Any = None
        address = f"tcp://{scheduler}"
        if scheduler is None:
            self._cluster = distributed.LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=workers or os.cpu_count(),
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",  # a free port; without an address it is 8787, taken or not
            )
            address = self._cluster.scheduler_address
        try:
            self._client: Any = distributed.Client(address, timeout="5s")  # type: ignore[no-untyped-call]
        except OSError as error:
            raise OptionError(f"no Dask scheduler answers at {scheduler}: {error}", "engine") from None

    def map(self, task: Task, items: Iterable[int], on_done: Callable[[int], None]) -> None:
        """Run a task for every item.

        Raises
        ------
        BlockError
            If a task fails on every try; names the block and its file.
        """
        import distributed  # an extra, and takes a second

        item_of = {
            future: item
            for item in items
            for future in [self._client.submit(partial(_run, task), item, pure=False, retries=_RETRIES)]
        }
        try:
            for done, future in enumerate(distributed.as_completed(item_of)):  # type: ignore[no-untyped-call]
                if future.status != "finished":
                    raise BlockError(f"{task}-{item_of[future]} failed {_RETRIES + 1} times: {future.exception()!r}")
                on_done(done + 1)
        finally:
            self._client.cancel([*item_of], force=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def _run(task: Task, item: int) -> None:
    with one_thread():
        task(item)
