"""How long each stage took: told by the progress that a build reports anyway, so that no stage needs a clock."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

from graphkit.model import Progress

_BYTES_A_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class StageTime:
    """One stage.

    Parameters
    ----------
    stage : str
    seconds : float
        Of the clock on the wall, 3 places.
    peak_mb : float or None
        The most memory that this process has had up to the end of the stage, in 10^6 bytes; None where the system
        does not tell. Worker processes are not in it.
    """

    stage: str
    seconds: float
    peak_mb: float | None


class Stopwatch:
    """A progress callback that notes when the stage changes, and passes on what it is told.

    Parameters
    ----------
    on_progress : Progress
        Who else wants to know. The first stage begins now.
    """

    def __init__(self, on_progress: Progress) -> None:
        self._on_progress = on_progress
        self._stage = ""
        self._begin = time.perf_counter()
        self._times: list[StageTime] = []

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self._close_stage()
            self._stage = stage
        self._on_progress(stage, done, total)

    def stop(self) -> tuple[StageTime, ...]:
        """End the last stage; all of them, in their order."""
        self._close_stage()
        self._stage = ""
        return tuple(self._times)

    def _close_stage(self) -> None:
        if self._stage:
            now = time.perf_counter()
            self._times.append(StageTime(self._stage, round(now - self._begin, 3), _peak_mb()))
            self._begin = now


def timing_table(times: Iterable[StageTime]) -> Table:
    """Lay out the stages for a terminal, with their sum."""
    rows = list(times)
    table = Table(box=None, pad_edge=False, header_style="bold", show_footer=True, footer_style="bold")
    table.add_column("stage", footer="all")
    table.add_column("seconds", justify="right", footer=f"{sum(row.seconds for row in rows):,.2f}")
    table.add_column("peak MB", justify="right", footer=_figure(rows[-1].peak_mb if rows else None))
    for row in rows:
        table.add_row(row.stage, f"{row.seconds:,.2f}", _figure(row.peak_mb))
    return table


def timing_records(times: Iterable[StageTime]) -> list[dict[str, Any]]:
    """The stages as plain data."""
    return [asdict(row) for row in times]


def _figure(peak_mb: float | None) -> str:
    return "unknown" if peak_mb is None else f"{peak_mb:,.0f}"


def _peak_mb() -> float | None:
    if sys.platform == "win32":
        return None
    import resource  # not on Windows

    # In bytes on macOS, in KiB elsewhere.
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _BYTES_A_MB, 1)
