"""What the user sees: results on stdout, all else on stderr; color and progress on a terminal only."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from inspect import Parameter, signature
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from rich.console import Console
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
from rich.text import Text

from graphkit.errors import GraphkitError, OptionError


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to `command`: rich would end the process with exit code 1."""
        raise BrokenPipeError


# Without emoji: a headline with :warning: in it is shown as it is.
out = _Console(soft_wrap=True, highlight=False, emoji=False)
err = _Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)

EXIT_FAILED = 1
EXIT_WRONG_USAGE = 2
EXIT_INTERRUPTED = 130

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
        except KeyboardInterrupt:
            err.print("interrupted: nothing was changed", style="yellow")
            raise typer.Exit(EXIT_INTERRUPTED) from None
        except BrokenPipeError:
            _close_quietly()
        except GraphkitError as error:
            if debug:
                raise
            err.print(f"error: {error}", style="red", markup=False)
            code = EXIT_WRONG_USAGE if isinstance(error, OptionError) else EXIT_FAILED
            raise typer.Exit(code) from None
        except (typer.BadParameter, typer.Exit):
            raise  # what typer reports itself
        except Exception as error:
            if debug:
                raise
            err.print(f"error: {type(error).__name__}: {error}", style="red", markup=False)
            err.print("This is a bug in graphkit: please report it with the output of the same command and --debug.")
            raise typer.Exit(EXIT_FAILED) from None

    own = signature(function, eval_str=True)
    manners = [
        Parameter(name, Parameter.KEYWORD_ONLY, default=False, annotation=annotation)
        for name, annotation in _MANNERS.items()
    ]
    run.__signature__ = own.replace(parameters=[*own.parameters.values(), *manners])  # type: ignore[attr-defined]
    run.__annotations__ = {name: parameter.annotation for name, parameter in run.__signature__.parameters.items()}  # type: ignore[attr-defined]
    return run


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
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.stdout.writelines(pieces)
    sys.stdout.flush()


def _close_quietly() -> None:
    """The reader of our output has gone (``graphkit clusters | head``): there is nobody left to tell."""
    with suppress(OSError):
        sys.stdout.close()
    raise typer.Exit(0)
