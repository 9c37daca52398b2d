"""Reading on several cores: each worker is a Python of its own that reads one batch after the other.

Plain child processes rather than `multiprocessing`: that would run the user's own script again in every child, and
Ctrl-C would reach them all. Here a script needs no ``if __name__ == "__main__"``, a worker ends when its input does,
and if anything goes wrong with one, this process reads the rest itself.
"""

from __future__ import annotations

import logging
import marshal
import os
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from graphkit.sources.batches import Reading, open_cache, read_batch
from graphkit.sources.discovery import Post

if TYPE_CHECKING:
    from graphkit.sources.cache import PostCache

log = logging.getLogger(__name__)

MAX_WORKERS = 16
"""More would wait for this process, which puts together what they read."""
_BATCHES_AHEAD = 3
"""For each worker: so many that none waits, so few that they do not pile up."""
_PROGRAM = "import sys; sys.path[:] = {path!r}; from graphkit.sources.workers import serve; serve({cache!r})"
_LENGTH_BYTES = 8


def read_batches(
    batches: Sequence[Sequence[Post]], cache: PostCache | None, processes: int
) -> Generator[list[Reading], None, None]:
    """Read all batches, in their order.

    Parameters
    ----------
    batches : sequence of batches of Post
    cache : PostCache or None
        Where to look first; nothing is put into it.
    processes : int
        How many workers to start; with 1 there is none. What is read does not depend on it.
    """
    done = 0
    if processes > 1 and _can_start_python():
        try:
            for readings in _read_in_workers(batches, cache, processes):
                done += 1
                yield readings
        except (OSError, EOFError, RuntimeError) as error:
            log.debug("reading on without workers: %r", error)
    for posts in batches[done:]:
        yield read_batch(posts, cache)


def count_cores() -> int:
    """How many workers can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return min(MAX_WORKERS, len(os.sched_getaffinity(0)))
    return min(MAX_WORKERS, os.cpu_count() or 1)


def serve(cache: str | None) -> None:
    """Be a worker: answer each batch that comes in, until no more come."""
    kept = open_cache(None if cache is None else Path(cache))
    with open(0, "rb") as requests, open(1, "wb") as answers:
        while True:
            try:
                batch = _receive(requests)
            except EOFError:
                return
            posts = [Post(name, Path(path), problem) for name, path, problem in batch]
            readings = read_batch(posts, kept)
            _send(answers, [(reading.to_json(), reading.key, reading.is_new) for reading in readings])


class _Worker:
    """The other end of `serve`."""

    def __init__(self, cache: PostCache | None) -> None:
        program = _PROGRAM.format(path=sys.path, cache=None if cache is None else str(cache.path))
        self._process = subprocess.Popen(
            # Isolated: nothing in the current folder or in the environment decides what is imported.
            [sys.executable, "-I", "-X", f"utf8={sys.flags.utf8_mode}", "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Out of reach of Ctrl-C, which is for this process to handle.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def read(self, posts: Sequence[Post]) -> list[Reading]:
        assert self._process.stdin is not None and self._process.stdout is not None  # both are pipes
        _send(self._process.stdin, [(post.name, str(post.path), post.problem) for post in posts])
        return [Reading(*row) for row in _receive(self._process.stdout)]

    def stop(self) -> None:
        self._process.kill()

    def clear_away(self) -> None:
        self._process.communicate()


def _read_in_workers(
    batches: Sequence[Sequence[Post]], cache: PostCache | None, processes: int
) -> Iterator[list[Reading]]:
    workers: list[_Worker] = []
    idle: SimpleQueue[_Worker] = SimpleQueue()
    threads = ThreadPoolExecutor(processes)

    def read(posts: Sequence[Post]) -> list[Reading]:
        worker = idle.get()
        try:
            return worker.read(posts)
        finally:
            idle.put(worker)

    try:
        for _ in range(min(processes, len(batches))):
            workers.append(_Worker(cache))
            idle.put(workers[-1])
        ahead: deque[Future[list[Reading]]] = deque()
        for posts in batches:
            ahead.append(threads.submit(read, posts))
            if len(ahead) > len(workers) * _BATCHES_AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
    finally:
        # In this order: a thread waits for its worker's answer until the worker has ended.
        for worker in workers:
            worker.stop()
        threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.clear_away()


def _can_start_python() -> bool:
    """Whether the executable is an interpreter: in a bundled program it is that program itself."""
    return "py" in Path(sys.executable or "").name.lower() and not hasattr(sys, "frozen")


def _send(pipe: IO[bytes], value: Any) -> None:
    # marshal is for one and the same Python at both ends, and takes a tenth of pickle's time for such plain data.
    data = marshal.dumps(value)
    pipe.write(len(data).to_bytes(_LENGTH_BYTES, "little") + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:
    data = _read_exactly(pipe, int.from_bytes(_read_exactly(pipe, _LENGTH_BYTES), "little"))
    return marshal.loads(data)


def _read_exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError("the other end has gone")
    return data
