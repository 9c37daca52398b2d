"""Every option of `Options` as a switch of a command, derived from its one declaration."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated, Any

import typer

from graphkit.config import find_options
from graphkit.options import Options

PANEL = "Options of the build"


def takes_options(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command a switch for each option; it receives them merged, as ``options``."""

    @wraps(function)
    def run(**arguments: Any) -> None:
        given = {name: arguments.pop(name) for name in Options.model_fields}
        options = find_options(given, os.environ, Path.cwd())
        function(**arguments, options=options)

    return with_switches(run, function, "options", _switches())


def with_switches(
    run: Callable[..., None], function: Callable[..., None], instead_of: str, switches: Iterable[Parameter]
) -> Callable[..., None]:
    """Give `run` the parameters of the command that it wraps, with switches in place of one of them."""
    own = signature(function, eval_str=True)
    kept = [parameter for name, parameter in own.parameters.items() if name != instead_of]
    run.__signature__ = own.replace(parameters=[*kept, *switches])  # type: ignore[attr-defined]
    return run


def _switches() -> list[Parameter]:
    """Not given is None, so that the other sources are asked; ranges are checked once, with all sources merged."""
    return [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[
                field.annotation | None,  # type: ignore[operator]  # a plain type for every option
                typer.Option(
                    help=field.description,
                    show_default=str(field.default),
                    rich_help_panel=PANEL,
                ),
            ],
        )
        for name, field in Options.model_fields.items()
    ]
