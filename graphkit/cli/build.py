"""``graphkit build``: posts become a graph, stories, exports and a page."""

from __future__ import annotations

import gc
import json
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphkit.cli.inputs import (
    ExcludeOption,
    InputArgument,
    MapOption,
    OutputOption,
    PlainOption,
    ProviderOption,
    VectorsOption,
    nothing_usable,
    read_inputs,
    tell_found,
)
from graphkit.cli.means import EngineOption, ResumeOption, WorkOption, find_means
from graphkit.cli.options import takes_options
from graphkit.cli.terminal import command, err, is_quiet, out, progress, watch
from graphkit.cli.timing import Stopwatch, timing_records, timing_table
from graphkit.errors import CorpusError, GraphFileError
from graphkit.model import Change
from graphkit.options import Options
from graphkit.plain_text import count

if TYPE_CHECKING:
    from graphkit.blocks import Means
    from graphkit.model import Progress, StoryGraph
    from graphkit.survey import Survey


@command
@takes_options
def build(
    inputs: InputArgument = None,
    output: OutputOption = Path("output"),
    as_json: Annotated[bool, typer.Option("--json", help="Print a summary as one JSON object.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail, and write nothing, if a file had to be skipped or repaired.")
    ] = False,
    timing: Annotated[
        bool, typer.Option("--timing", help="Tell how long each stage took, and the peak of memory.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget the build before: stories get new ids and names.")
    ] = False,
    overwrite: Annotated[
        bool,
        typer.Option(
            "--overwrite", help="Replace files in DIR even if graphkit did not write them, or they were changed since."
        ),
    ] = False,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser at the end.")] = False,
    print_config: Annotated[
        bool, typer.Option("--print-config", help="Print the options in force as TOML, and do nothing else.")
    ] = False,
    provider: ProviderOption = None,
    plain: PlainOption = False,
    names: MapOption = None,
    exclude: ExcludeOption = None,
    vectors: VectorsOption = None,
    engine: EngineOption = None,
    work: WorkOption = None,
    resume: ResumeOption = False,
    *,
    options: Options,
) -> None:
    """Read articles and write [bold]graph.html[/bold], the graph in other formats, tables and a report.

    \b
    graphkit build
    graphkit build archive/2020 archive/2021 -o site
    graphkit build stories.csv --map title=Headline --provider "Harbour Times"
    graphkit build archive --title "City council" --resolution 0.06
    graphkit build archive --vectors vectors.parquet --vectors-weight 0.3

    Stories go on under the ids and names that they had in the build before in the same folder.
    """
    if print_config:
        for name, value in options:
            out.print(f"{name} = {json.dumps(value)}", markup=False)
        return
    watch(output)
    reading = Reading(provider=provider, plain=plain, names=names, exclude=exclude)
    with progress() as show, find_means(engine, work, resume) as means:
        stopwatch = Stopwatch(show)
        story_graph, found = build_site(
            inputs,
            output,
            options,
            reading,
            stopwatch,
            vectors,
            strict=strict,
            fresh=fresh,
            overwrite=overwrite,
            means=means,
        )
        times = stopwatch.stop()
    if not is_quiet():
        tell_found(found, rest=f"all of it: {output / 'report.md'}")
    summary = _summary(story_graph, found, output)
    if timing:
        summary["timing"] = timing_records(times)
        if not is_quiet():
            err.print(timing_table(times))
    if as_json:
        out.print(json.dumps(summary), markup=False)
    elif not is_quiet():
        _tell(summary, story_graph, options.articles_per_page)
    if open_page and not webbrowser.open((output / "graph.html").resolve().as_uri()):
        err.print("no browser could be started; open the page yourself", style="yellow")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the input is read: the switches of `read_inputs`."""

    provider: str | None = None
    plain: bool = False
    names: Sequence[str] | None = None
    exclude: Sequence[str] | None = None


def build_site(
    inputs: Sequence[Path] | None,
    output: Path,
    options: Options,
    reading: Reading,
    on_progress: Progress,
    vectors: Path | None = None,
    *,
    strict: bool = False,
    fresh: bool = False,
    overwrite: bool = False,
    means: Means | None = None,
) -> tuple[StoryGraph, Survey]:
    """Read, build and write every file; the graph, and what was found in the input."""
    from graphkit.exports import write_all  # these two load the large libraries
    from graphkit.pipeline import build as build_graph
    from graphkit.sentence_vectors import read_vectors

    given = None if vectors is None else read_vectors(vectors)
    with _without_garbage_collection():
        found = read_inputs(inputs, on_progress, **asdict(reading))
        _refuse(found, strict)
        previous = None if fresh else _read_previous(output, on_progress)
        story_graph = build_graph(
            found.corpus.articles, options, previous, vectors=given, on_progress=on_progress, means=means
        )
    on_progress("files", 0, 0)
    with _looking_at_new_objects_alone():
        write_all(story_graph, output, found.corpus, overwrite=overwrite, articles_per_page=options.articles_per_page)
    return story_graph, found


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Look for no cycles: millions of objects live to the end of a build; to go through them takes a fifth of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextmanager
def _looking_at_new_objects_alone() -> Iterator[None]:
    """Take no notice of what was built, and free what each file, and each period, leaves behind: graphs hold cycles."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _refuse(found: Survey, strict: bool) -> None:
    """Stop where there is nothing to build, or where a file is bad and that is forbidden; nothing is written then."""
    if not found.articles:
        if not is_quiet():
            tell_found(found)
        raise CorpusError(nothing_usable(found))
    if strict and (found.skipped or found.repaired):
        tell_found(found)
        bad = f"{count(found.skipped, 'file')} skipped and {found.repaired:,} repaired"
        raise CorpusError(f"{bad}: --strict forbids that; nothing was written")


def _read_previous(output: Path, on_progress: Progress) -> StoryGraph | None:
    """The build that this one goes on from; None if there is none that could be read."""
    from graphkit.exports.node_link import FILE_NAME
    from graphkit.saved import load_stories

    if not (output / FILE_NAME).is_file():
        return None
    on_progress("previous", 0, 0)
    try:
        return load_stories(output)
    except GraphFileError as error:
        if not is_quiet():
            problem = f"the build before is not gone on from, stories get new ids and names: {error}"
            err.print(problem, style="yellow", markup=False)
        return None


def _summary(story_graph: StoryGraph, found: Survey, output: Path) -> dict[str, Any]:
    return {
        **story_graph.graph.graph["graphkit"]["counts"],
        "changes": {str(kind): sum(change.change is kind for change in story_graph.changes) for kind in Change},
        "skipped": found.skipped,
        "repaired": found.repaired,
        "joined": len(found.corpus.joined),
        "output": str(output),
    }


def _tell(summary: dict[str, Any], story_graph: StoryGraph, articles_per_page: int) -> None:
    edges = summary["edges"]
    out.print(
        f"{count(summary['articles'], 'article')} and {count(summary['related'], 'related item')} "
        f"by {count(summary['providers'], 'provider')}, {count(summary['topics'], 'topic')}"
    )
    links = f"{edges['related']:,} declared and {count(edges['similar'], 'inferred link')}"
    out.print(f"{links}, {count(summary['clusters'], 'story', 'stories')}")
    if changes := [f"{number:,} {kind}" for kind, number in summary["changes"].items() if number]:
        out.print(f"since the last build: {', '.join(changes)}")
    for cluster in story_graph.clusters[:5]:
        out.print(f"  {cluster.size:>5,}  {cluster.label}", markup=False)
    if summary["clusters"] > 5:
        out.print(f"  {'...':>5}  all of them: graphkit stories {summary['output']}", markup=False)
    if summary["articles"] + summary["related"] > articles_per_page:
        out.print(f"more than {articles_per_page:,} articles: cut into periods, which graph.html lists")
    out.print(f"open {Path(summary['output']) / 'graph.html'}", markup=False, style="bold")
