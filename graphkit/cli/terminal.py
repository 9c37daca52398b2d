"""What the user sees: results on stdout, all else on stderr; color and progress on a terminal only."""

from __future__ import annotations

import io
import logging
import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from inspect import Parameter, signature
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.segment import Segment
from rich.text import Text

from graphkit.errors import GraphkitError, OptionError, OutputError

# What a terminal obeys rather than shows: C0 but tab and line feed, DEL, C1.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def visible(text: str) -> str:
    """The text with every control character spelled out, such as ``\\x1b``: a stranger's text moves no cursor."""
    return _CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


class _Visible:
    """What is printed, with its texts made visible; what rich itself tells the terminal stays."""

    def __init__(self, printed: ConsoleRenderable) -> None:
        self._printed = printed

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for text, style, control in console.render(self._printed, options):
            yield Segment(text if control else visible(text), style, control)


class _MakeVisible(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Visible(renderable) for renderable in renderables]


class _Console(Console):
    def __init__(self, **settings: Any) -> None:
        # Without emoji: a headline with :warning: in it is shown as it is.
        super().__init__(soft_wrap=True, highlight=False, emoji=False, **settings)
        self.push_render_hook(_MakeVisible())

    def on_broken_pipe(self) -> None:
        """Leave it to `command`: rich would end the process with exit code 1."""
        raise BrokenPipeError

    def print(self, *objects: Any, **settings: Any) -> None:
        if not self.stderr:
            _check_stdout()
        super().print(*objects, **settings)


class _Stderr(io.TextIOBase):
    """Stderr that never fails: whoever closes it, or fills the disk that it goes to, must not end a build."""

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a plain attribute there
        return getattr(sys.stderr, "encoding", None) or "utf-8"

    def isatty(self) -> bool:
        return sys.stderr is not None and sys.stderr.isatty()

    def fileno(self) -> int:
        return sys.stderr.fileno()

    def write(self, text: str) -> int:
        with _quiet_if_closed():
            if sys.stderr is not None:
                sys.stderr.write(text)
        return len(text)

    def flush(self) -> None:
        with _quiet_if_closed():
            if sys.stderr is not None:
                sys.stderr.flush()

    def close(self) -> None:
        """Do nothing. Python closes it as it ends, when `flush` has lost what it calls; from 3.13 on it says so."""


@contextmanager
def _quiet_if_closed() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError):
        _send_nowhere(2)


out = _Console()
err = _Console(stderr=True, file=_Stderr())

EXIT_FAILED = 1
EXIT_WRONG_USAGE = 2
EXIT_SIGNAL = 128
"""And the number of the signal: 130 for Ctrl-C."""

_MANNERS = {
    "quiet": Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")],
    "verbose": Annotated[bool, typer.Option("--verbose", "-v", help="Tell what is decided on the way.")],
    "debug": Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")],
}


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the switches ``-q``, ``-v`` and ``--debug``, and its errors a message and an exit code."""

    @wraps(function)
    def run(*, quiet: bool, verbose: bool, debug: bool, **arguments: Any) -> None:
        _listen(quiet, verbose)
        try:
            function(**arguments)
        except KeyboardInterrupt as error:
            err.print(f"interrupted: {_what_changed()}", style="yellow", markup=False)
            raise typer.Exit(EXIT_SIGNAL + (error.args[0] if error.args else signal.SIGINT)) from None
        except BrokenPipeError:
            # The reader of our output has gone (``graphkit clusters | head``): there is nobody left to tell.
            _send_nowhere(1)
            raise typer.Exit(0) from None
        except (typer.BadParameter, typer.Exit):
            raise  # what typer reports itself
        except Exception as error:
            if debug:
                raise
            raise typer.Exit(_tell_error(error)) from None

    own = signature(function, eval_str=True)
    manners = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=False, annotation=annotation)
        for name, annotation in _MANNERS.items()
    ]
    run.__signature__ = own.replace(parameters=[*own.parameters.values(), *manners])  # type: ignore[attr-defined]
    run.__annotations__ = {name: parameter.annotation for name, parameter in run.__signature__.parameters.items()}  # type: ignore[attr-defined]
    return run


def _tell_error(error: Exception) -> int:
    """Say what went wrong and whether the user can do something about it; the exit code."""
    is_bug = False
    if isinstance(error, GraphkitError):
        problem = str(error)
    elif isinstance(error, OSError):
        # Of a disk, a terminal, a name that is too long: nothing that graphkit could have done otherwise.
        where = f"{error.filename}: " if error.filename else "the result cannot be written: "
        problem = f"{where}{error.strerror or error}"
        _send_nowhere(1)
    elif isinstance(error, MemoryError):
        problem = "there is not enough memory: give fewer posts, or a machine that has more"
    else:
        problem, is_bug = f"{type(error).__name__}: {error}", True
    err.print(f"error: {problem}", style="red", markup=False)
    if is_bug:
        err.print("This is a bug in graphkit: please report it with the output of the same command and --debug.")
    return EXIT_WRONG_USAGE if isinstance(error, OptionError) else EXIT_FAILED


def prepare_streams() -> None:
    """Let everything that is printed come out, whatever the encoding: what it lacks is replaced."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=errors)


_watched: dict[Path, object] = {}


def watch(path: Path) -> None:
    """Remember a file or a folder as it is: if the command is interrupted, it says whether something has changed."""
    _watched.clear()
    _watched[path] = _fingerprint(path)


def _what_changed() -> str:
    from graphkit.files import is_between_builds

    for path, before in _watched.items():
        if is_between_builds(path):
            return f"{path} holds files of two builds until the next graphkit command on it puts that right"
        if _fingerprint(path) != before:
            return f"the new files are in {path}" if path.is_dir() else f"{path} is written"
    return "nothing was changed"


def _fingerprint(path: Path) -> object:
    try:
        if path.is_dir():
            with os.scandir(path) as entries:
                return {entry.name: _stamp(entry.stat()) for entry in entries if not entry.name.startswith(".")}
        return _stamp(path.stat())
    except OSError:
        return None


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_mtime_ns, status.st_size


class _Handler(logging.Handler):
    """Log records as plain lines on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        style = "yellow" if record.levelno >= logging.WARNING else "dim"
        err.print(record.getMessage(), style=style, markup=False)


def _listen(quiet: bool, verbose: bool) -> None:
    """Attach the one handler to graphkit's logger."""
    logger = logging.getLogger("graphkit")
    logger.handlers = [_Handler()]
    logger.setLevel(logging.ERROR if quiet else logging.DEBUG if verbose else logging.WARNING)


def is_quiet() -> bool:
    """Whether the user asked for silence."""
    return not logging.getLogger("graphkit").isEnabledFor(logging.WARNING)


# What the user reads while a stage runs.
_DOING = {
    "reading": "reading posts",
    "previous": "reading the build before",
    "vectors": "weighing words",
    "comparing": "comparing texts",
    "stories": "finding stories",
    "names": "naming stories",
    "threads": "following threads",
    "layout": "drawing the map",
    "reasons": "finding reasons",
    "graph": "putting the graph together",
    "files": "writing files",
    "ranking": "ranking declared partners",
    "settings": "trying settings",
}


class _HowFar(ProgressColumn):
    """``12,000 of 37,554, 3,100/s``, as far as that is known."""

    def render(self, task: Task) -> Text:
        if not task.total:
            return Text("")
        rate = task.finished_speed or task.speed
        how_fast = f", {rate:,.0f}/s" if rate else ""
        return Text(f"{task.completed:,.0f} of {task.total:,.0f}{how_fast}", style="progress.download")


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Show what is being done, how far it is and how fast: on a terminal, unless quiet; else swallow it."""
    if is_quiet() or not err.is_terminal:
        yield lambda stage, done, total: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=20), _HowFar())
    with Progress(*columns, TimeElapsedColumn(), console=err, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                # A task for each stage: each has its own rate and its own time.
                for task in tasks.values():
                    bars.update(task, visible=False)
                tasks[stage] = bars.add_task(_DOING.get(stage, stage), total=None)
            # Until something is done nobody knows how long it will take: the bar runs to and fro.
            bars.update(tasks[stage], completed=done, total=total if done else None)

        yield show


def write_out(pieces: Iterable[str]) -> None:
    """Write data to stdout as it is: UTF-8 whatever the locale, line ends as the format has them."""
    _check_stdout()
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.writelines(pieces)
    sys.stdout.flush()


def print_lines(lines: Iterable[str]) -> None:
    """Print text for people, a line each, in the encoding of the terminal."""
    for line in lines:
        out.print(line, markup=False)


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> None:
    """Print rows below a bold header, in columns of even width, the first `right` of them flush right.

    However narrow the terminal, a row is one line: what follows in a pipe reads lines.
    """
    all_rows = [tuple(header), *map(tuple, rows)]
    widths = [max(cell_len(row[column]) for row in all_rows) for column in range(len(header))]
    for number, row in enumerate(all_rows):
        gaps = [" " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
        cells = (gap + cell if at < right else cell + gap for at, (gap, cell) in enumerate(zip(gaps, row, strict=True)))
        out.print("  ".join(cells).rstrip(), markup=False, style="" if number else "bold")


def _check_stdout() -> None:
    if sys.stdout is None:
        raise OutputError("stdout is closed: the result cannot be printed; open it, or send it to a file")


def _send_nowhere(descriptor: int) -> None:
    """What is still to be written to stdout (1) or stderr (2) is dropped: Python would fail on it as it ends."""
    stream = sys.stdout if descriptor == 1 else sys.stderr
    with suppress(OSError, ValueError, AttributeError):
        if stream.fileno() == descriptor:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, descriptor)
            os.close(nowhere)
