"""STAGE 6: a story graph becomes text, and text becomes files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path, PurePosixPath

from graphkit.errors import OptionError, OutputError
from graphkit.exports.graphml import render_graphml
from graphkit.exports.node_link import FILE_NAME, render_json
from graphkit.exports.parquet import PARQUET_FILES
from graphkit.exports.periods import render_by_period
from graphkit.exports.report import render_report
from graphkit.files import own_files, write_file, write_files
from graphkit.formats import FORMATS, PERIODS_FOLDER
from graphkit.graph.periods import cut_periods
from graphkit.graph.plain_graph import to_plain_graph
from graphkit.model import Corpus, StoryGraph
from graphkit.options import ARTICLES_PER_PAGE
from graphkit.page.html import render_html
from graphkit.survey import survey

__all__ = [
    "RENDERERS",
    "write_all",
    "write_as",
    "write_graphml",
    "write_html",
    "write_json",
]

RENDERERS: dict[str, Callable[[StoryGraph], Iterator[str]]] = {
    form.file_name: form.load() for form in FORMATS.values() if form.in_build and form.file_name
} | {"report.md": render_report}
"""Of a build: file name to what renders it from the graph alone."""


def write_all(
    story_graph: StoryGraph,
    folder: str | PathLike[str],
    corpus: Corpus | None = None,
    *,
    overwrite: bool = False,
    articles_per_page: int = ARTICLES_PER_PAGE,
) -> None:
    """Write every file of a build into a folder, all of them or none.

    Parameters
    ----------
    story_graph : StoryGraph
    folder : path
        Made if it is missing.
    corpus : Corpus, optional
        What was read, for the report.
    overwrite : bool
        Replace files of these names even if graphkit did not write them, or they were changed since.
    articles_per_page : int
        A graph of more articles is cut into periods along time, each with a page and a graph of its own in a folder
        below ``periods``; ``graph.html`` is an index of them then.

    Raises
    ------
    OutputError
        If a file cannot be written, or is not graphkit's own; no file has changed then.

    Examples
    --------
    >>> import graphkit
    >>> story_graph = graphkit.build(graphkit.read_articles("seeds"))
    >>> graphkit.write_all(story_graph, "site")
    >>> graphkit.load("site")
    <StoryGraph: 32 articles, 5 stories, 157 edges>
    """
    plain = to_plain_graph(story_graph)
    periods = cut_periods(plain, articles_per_page)
    renderings: dict[str, Iterable[str | bytes]] = (
        {**render_by_period(plain, periods)} if periods else {name: render(plain) for name, render in RENDERERS.items()}
    )
    renderings["report.md"] = render_report(plain, None if corpus is None else survey(corpus))
    memory = {name for name in renderings if PurePosixPath(name).name == FILE_NAME}
    write_files(Path(folder), renderings, memory=memory, former=_is_of_a_build, overwrite=overwrite)


def _is_of_a_build(name: str) -> bool:
    """Whether a build may have written a file of this name: one of a build with other periods, or none, goes."""
    return name in RENDERERS or name in PARQUET_FILES or name.startswith(f"{PERIODS_FOLDER}/")


def write_as(story_graph: StoryGraph, form: str, path: str | PathLike[str], *, overwrite: bool = False) -> None:
    """Write a graph in any format of ``graphkit export``.

    Parameters
    ----------
    story_graph : StoryGraph
    form : str
        Such as ``gexf``, ``dot``, ``rss``; ``graphkit export --help`` lists them.
    path : path
        A file; a folder for ``neo4j``, ``parquet`` and ``obsidian``, whose files are replaced all or none. Notes of
        stories that are no more go, unless they were changed.
    overwrite : bool
        In a folder, replace files even if graphkit did not write them, or they were changed since.

    Raises
    ------
    OptionError
        If there is no such format.
    OutputError
        If it cannot be written.

    Examples
    --------
    >>> import graphkit
    >>> story_graph = graphkit.build(graphkit.read_articles("seeds"))
    >>> graphkit.write_as(story_graph, "gexf", "stories.gexf")
    """
    if form not in FORMATS:
        raise OptionError(f"form: expected one of {', '.join(FORMATS)}, got {form!r}", "form")
    rendering, target = FORMATS[form].load()(story_graph), Path(path)
    if FORMATS[form].file_name is not None:
        write_file(target, rendering)
        return
    if FILE_NAME in own_files(target):
        raise OutputError(f"{target}: holds what graphkit build wrote; choose another folder for {form}")
    # Notes of stories that are no more go; a note that the user has changed stays.
    write_files(target, rendering, former=lambda name: name.endswith(".md"), overwrite=overwrite)


def write_graphml(story_graph: StoryGraph, path: str | PathLike[str]) -> None:
    """Write the whole graph as GraphML, which Gephi, Cytoscape, yEd, igraph and networkx open.

    Parameters
    ----------
    story_graph : StoryGraph
    path : path

    Raises
    ------
    OutputError
        If it cannot be written.

    Notes
    -----
    Every attribute has one scalar type; lists are joined with ``; ``, and what is unknown is left out.

    Examples
    --------
    >>> import graphkit, networkx
    >>> story_graph = graphkit.build(graphkit.read_articles("seeds"))
    >>> graphkit.write_graphml(story_graph, "stories.graphml")
    >>> len(networkx.read_graphml("stories.graphml")) == len(story_graph.graph)
    True
    """
    write_file(Path(path), render_graphml(story_graph))


def write_json(story_graph: StoryGraph, path: str | PathLike[str]) -> None:
    """Write graph and stories as networkx node-link data, which `load` reads back.

    Parameters
    ----------
    story_graph : StoryGraph
    path : path

    Raises
    ------
    OutputError
        If it cannot be written.

    Examples
    --------
    >>> import graphkit
    >>> story_graph = graphkit.build(graphkit.read_articles("seeds"))
    >>> graphkit.write_json(story_graph, "graph.json")
    >>> graphkit.load("graph.json").clusters == story_graph.clusters
    True
    """
    write_file(Path(path), render_json(story_graph))


def write_html(story_graph: StoryGraph, path: str | PathLike[str], *, title: str | None = None) -> None:
    """Write the explorer page: one file that works offline.

    Parameters
    ----------
    story_graph : StoryGraph
    path : path
    title : str, optional
        Heading of the page; by default that of the build.

    Raises
    ------
    OutputError
        If it cannot be written.

    Examples
    --------
    >>> import graphkit
    >>> story_graph = graphkit.build(graphkit.read_articles("seeds"))
    >>> graphkit.write_html(story_graph, "stories.html", title="Facial recognition")
    """
    write_file(Path(path), render_html(story_graph, title=title))
