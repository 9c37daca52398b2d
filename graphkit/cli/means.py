"""Where a build is computed: switches of ``graphkit build``."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.errors import OptionError

if TYPE_CHECKING:
    from graphkit.blocks import Means

_PANEL = "Where it is computed"
_SCHEDULER = "dask://"
EngineOption = Annotated[
    str | None,
    typer.Option(
        metavar="dask|dask://HOST:PORT",
        help="Compute on Dask: workers of this machine, or those of a running scheduler. [default: this process]",
        show_default=False,
        rich_help_panel=_PANEL,
    ),
]
WorkOption = Annotated[
    str | None,
    typer.Option(
        metavar="FOLDER",
        help="Keep what is between the stages there instead of in memory; a path, or a URL such as s3://bucket/work.",
        rich_help_panel=_PANEL,
    ),
]
ResumeOption = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="Go on from what an interrupted build of the same articles and options left in the --work folder.",
        rich_help_panel=_PANEL,
    ),
]


@contextmanager
def find_means(engine: str | None, folder: str | None, resume: bool) -> Iterator[Means | None]:
    """What the switches say; None is this process and its memory."""
    if resume and folder is None:
        raise OptionError("--resume needs the folder of the interrupted build: name it by --work FOLDER", "resume")
    if engine is None:
        if folder is None:
            yield None
            return
        from graphkit.blocks import Means

        yield Means(folder=folder, resume=resume)
        return
    scheduler = engine.removeprefix(_SCHEDULER)
    if engine != "dask" and (scheduler == engine or ":" not in scheduler):
        raise OptionError(f"engine: expected dask or dask://HOST:PORT, got {engine!r}", "engine")
    if engine != "dask" and folder is None:
        raise OptionError("workers elsewhere need a folder that they all reach: name it by --work URL", "work")
    from graphkit.blocks import Means
    from graphkit.blocks.cluster import Dask

    with (
        tempfile.TemporaryDirectory(prefix="graphkit-") as temporary,
        Dask(None if engine == "dask" else scheduler) as running,
    ):
        yield Means(engine=running, folder=folder or temporary, resume=resume)
