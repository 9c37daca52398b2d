"""Faults at a chosen call of the operating system: one that fails, or the end of the process."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

_CALLS = ((os, "replace"), (os, "link"), (os, "fsync"), (os, "unlink"), (os, "mkdir"), (os, "rmdir"), (io, "open"))


class KilledError(BaseException):
    """The process has ended: from here on no call does anything, as if nobody was there to make it."""


class Faults:
    """Counts the calls that change a disk, and lets one go wrong.

    Parameters
    ----------
    at : int
        Number of the call that goes wrong, from 1; one that is never reached lets all go well.
    how : str
        ``kill`` ends the process there; ``interrupt`` is Ctrl-C after the call; a name of ``errno`` fails with it.
    """

    def __init__(self, at: int, how: str) -> None:
        self._at, self._how = at, how
        self.calls = 0

    @property
    def happened(self) -> bool:
        """Whether that many calls were made."""
        return self.calls >= self._at

    def wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        """The same function with its faults."""

        def call(*arguments: Any, **options: Any) -> Any:
            self.calls += 1
            if self._how == "kill" and self.happened:
                raise KilledError
            if self._how == "interrupt" and self.calls == self._at:
                result = real(*arguments, **options)
                if isinstance(result, io.IOBase):
                    result.close()
                raise KeyboardInterrupt
            if self.calls == self._at:
                number = getattr(errno, self._how)
                raise OSError(number, os.strerror(number), str(arguments[0]))
            return real(*arguments, **options)

        return call


@contextmanager
def faults(at: int, how: str) -> Iterator[Faults]:
    """Let one call go wrong while the block runs."""
    plan = Faults(at, how)
    with pytest.MonkeyPatch.context() as patch:
        for module, name in _CALLS:
            patch.setattr(module, name, plan.wrap(getattr(module, name)))
        yield plan
