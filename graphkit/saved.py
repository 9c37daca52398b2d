"""Read a ``graph.json`` back, whoever wrote it: this is the only way in for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

import networkx as nx
from pydantic_core import from_json

from graphkit.errors import ArticleError, GraphFileError
from graphkit.exports.node_link import EDGES_BEGIN, FILE_NAME, NODES_BEGIN
from graphkit.files import own_files, recover
from graphkit.formats import PERIODS_FOLDER
from graphkit.model import (
    Article,
    Articles,
    Change,
    Coverage,
    Island,
    NodeKind,
    Precision,
    Region,
    StoryChange,
    StoryCluster,
    StoryGraph,
    Thread,
    is_web_address,
)
from graphkit.schema import ABOUT, EDGE, ID, NODE, SCHEMA, SCHEMA_OF_PERIODS, FlawError, check, shown, to_moment

MAX_BYTES = 4_000_000_000
"""Twice what 400,000 articles take up; a file that is larger is read by no machine that would draw it."""

_NodeRecord = tuple[str, dict[str, Any]]
_EdgeRecord = tuple[str, str, dict[str, Any]]
_ITEMS = (NodeKind.ARTICLE, NodeKind.RELATED)

_BUILD_FIRST = "run `graphkit build` first"
_BUILD_AGAIN = "run `graphkit build` again"


def load(path: str | PathLike[str], *, with_edges: bool = True) -> StoryGraph:
    """Read what a build wrote: from its folder, or from its ``graph.json``.

    Parameters
    ----------
    path : path
    with_edges : bool
        Without its edges, a file as it was written is read in half the time; whatever is wrong in them does not matter
        then.

    Returns
    -------
    StoryGraph
        The graph that was written. Its articles lack their ``text``, which is not in the file.

    Raises
    ------
    GraphFileError
        If there is no such file, it is no file or larger than 4 GB, it cannot be read, or graphkit has not written it;
        says which value, where, and what was expected.
    OutputError
        If a build was interrupted in the folder and can be neither finished nor undone.

    Examples
    --------
    >>> import tempfile, graphkit
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     graphkit.write_all(graphkit.build(graphkit.read_articles("seeds")), folder)
    ...     graphkit.load(folder)
    <StoryGraph: 32 articles, 5 stories, 157 edges>
    """
    return _load(Path(path), with_edges=with_edges)


def load_stories(path: str | PathLike[str]) -> StoryGraph:
    """Read of a build what the next one goes on from: stories, threads, changes, and which articles there are.

    Parameters
    ----------
    path : path

    Returns
    -------
    StoryGraph
        Without edges; of a node only its kind is there.

    Raises
    ------
    GraphFileError, OutputError
        As `load` does.
    """
    return _load(Path(path), with_edges=False, with_attributes=False)


def _load(path: Path, *, with_edges: bool, with_attributes: bool = True) -> StoryGraph:
    try:
        file = path / FILE_NAME if path.is_dir() else path
        recover(file.parent)
        if file.parent.parent.name == PERIODS_FOLDER and FILE_NAME in own_files(file.parent):
            recover(file.parent.parent.parent)  # what a build leaves lies above its periods
        content = _read_content(file, with_edges)
        if _is_cut(content):
            return _join(content, file, with_edges=with_edges, with_attributes=with_attributes)
    except OSError as error:
        raise GraphFileError(f"{path}: cannot be read: {error.strerror or error}; {_BUILD_AGAIN}") from error
    with _told(str(file)):
        edges = _edges_of(content) if with_edges else ()
        return _to_story_graph(content, _nodes_of(content), edges, with_attributes=with_attributes)


def _join(content: dict[str, Any], file: Path, *, with_edges: bool, with_attributes: bool) -> StoryGraph:
    """Put a graph that was cut into periods together again, in the order in which it was built."""
    nodes: list[_NodeRecord] = []
    edges: list[_EdgeRecord] = []
    with _told(str(file)):
        made = content["graph"]["graphkit"]
        check(ABOUT, content["graph"], "graph")
        if not made.get("periods"):
            raise FlawError("graph.graphkit.periods", "is missing")
    for period in made["periods"]:
        source = file.parent / PERIODS_FOLDER / period["name"] / FILE_NAME
        part = _read_content(source, with_edges)
        with _told(str(source)):
            if _is_cut(part):
                raise FlawError("graph.graphkit.schema", f"expected {SCHEMA}, got {SCHEMA_OF_PERIODS}")
            nodes += ((node, data) for node, data in _nodes_of(part) if data["kind"] in _ITEMS)
            edges += _edges_of(part) if with_edges else ()
    with _told(str(file)):
        nodes.sort(key=lambda node: node[0])
        nodes += _nodes_of(content)
        edges += _edges_of(content) if with_edges else ()
        rank = {node: number for number, (node, _) in enumerate(nodes)}
        edges.sort(key=lambda edge: (rank.get(edge[0], -1), rank.get(edge[1], -1)))
        made["schema"] = SCHEMA
        del made["periods"]
        return _to_story_graph(content, nodes, edges, with_attributes=with_attributes)


def parse_graph(data: bytes | str, source: str = FILE_NAME) -> StoryGraph:
    """Turn what `render_json` has made back into a story graph.

    Parameters
    ----------
    data : bytes or str
        UTF-8, with or without a byte order mark.
    source : str
        What errors call the data.

    Raises
    ------
    GraphFileError
        If it is not such data, or of a newer schema; says where and what was expected.
    """
    content = _parse(data, source)
    with _told(source):
        if _is_cut(content):
            raise FlawError("graph.graphkit.periods", "the articles are in other files: read the folder")
        return _to_story_graph(content, _nodes_of(content), _edges_of(content))


@contextmanager
def _told(source: str) -> Iterator[None]:
    """Say in which file something is wrong, and what to do."""
    try:
        yield
    except (FlawError, ArticleError) as error:
        raise GraphFileError(f"{source}: {error}; {_BUILD_AGAIN}") from None


def _read_content(file: Path, with_edges: bool) -> dict[str, Any]:
    data = _read(file)
    if not with_edges:
        # This holds because no text in the file contains a line end, and all attributes of the graph precede its nodes.
        mark = EDGES_BEGIN.encode()
        end = data.find(mark, max(data.find(NODES_BEGIN.encode()), 0))
        data = data if end < 0 else data[:end] + mark + b"]\n}\n"
    return _parse(data, str(file))


def _parse(data: bytes | str, source: str) -> dict[str, Any]:
    """The content of a graph file of this version."""
    if isinstance(data, bytes):
        data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        content: dict[str, Any] = from_json(data, allow_inf_nan=False)
    except ValueError as error:
        raise GraphFileError(f"{source}: not JSON that graphkit writes: {error}; {_BUILD_AGAIN}") from None
    with _told(source):
        _check_schema(content, source)
    return content


def _is_cut(content: Mapping[str, Any]) -> bool:
    return bool(content["graph"]["graphkit"]["schema"] == SCHEMA_OF_PERIODS)


def _read(file: Path) -> bytes:
    if not file.exists():
        raise GraphFileError(f"{file}: no such file; {_BUILD_FIRST}")
    if not file.is_file():
        raise GraphFileError(f"{file}: expected a file, found something else; {_BUILD_AGAIN}")
    if file.stat().st_size > MAX_BYTES:
        raise GraphFileError(f"{file}: larger than {MAX_BYTES:,} bytes; {_BUILD_AGAIN}, with fewer articles")
    return file.read_bytes()


def _check_schema(content: object, source: str) -> None:
    """Make sure that it is a graph file of this version, before anything else is looked at."""
    made: object = content
    for name in ("graph", "graphkit", "schema"):
        made = made.get(name) if isinstance(made, dict) else None
    if not isinstance(made, int) or isinstance(made, bool) or made < 1:
        raise FlawError("graph.graphkit.schema", f"expected {SCHEMA}, got {shown(made)}: not a graph of graphkit")
    if made > SCHEMA_OF_PERIODS:
        raise GraphFileError(
            f"{source}: graph.graphkit.schema: written by a newer graphkit: schema {made}, this one reads "
            f"{SCHEMA_OF_PERIODS}; update graphkit, or {_BUILD_AGAIN}"
        )


def _to_story_graph(
    content: Mapping[str, Any],
    nodes: Iterable[_NodeRecord],
    edges: Iterable[_EdgeRecord],
    *,
    with_attributes: bool = True,
) -> StoryGraph:
    about = check(ABOUT, content["graph"], "graph")
    graph: nx.Graph[str] = nx.Graph()
    graph.graph.update((name, value) for name, value in content["graph"].items() if name not in _PARTS)
    _add_nodes(graph, nodes if with_attributes else ((node, {"kind": data["kind"]}) for node, data in nodes))
    _add_edges(graph, edges)
    story_graph = StoryGraph(
        graph,
        clusters=tuple(_to_story(record) for record in about["clusters"]),
        islands=tuple(
            Island(cluster=record["cluster"], x=record["x"], y=record["y"], radius=record["radius"])
            for record in about["islands"]
        ),
        threads=tuple(_to_thread(record) for record in about.get("threads", ())),
        changes=tuple(_to_change(record) for record in about.get("changes", ())),
        regions=tuple(_to_region(record) for record in about.get("regions", ())),
        articles=_to_articles(graph) if with_attributes else Articles(),
    )
    _check_stories(story_graph)
    _check_threads(story_graph)
    _check_regions(story_graph)
    return story_graph


_PARTS = ("clusters", "islands", "threads", "changes", "regions")


def _list_of(content: Mapping[str, Any], name: str) -> list[Any]:
    value = content.get(name)
    if not isinstance(value, list):
        raise FlawError(name, f"expected a list, got {shown(value)}")
    return value


def _nodes_of(content: Mapping[str, Any]) -> Iterator[_NodeRecord]:
    for number, record in enumerate(_list_of(content, "nodes")):
        where = f"nodes[{number}]"
        check(NODE, record, where)
        yield check(ID, record.pop("id", None), f"{where}.id"), record


def _edges_of(content: Mapping[str, Any]) -> Iterator[_EdgeRecord]:
    for number, record in enumerate(_list_of(content, "edges")):
        where = f"edges[{number}]"
        check(EDGE, record, where)
        source, target = (check(ID, record.pop(name, None), f"{where}.{name}") for name in ("source", "target"))
        yield source, target, record


def _add_nodes(graph: nx.Graph[str], nodes: Iterable[_NodeRecord]) -> None:
    for number, (node, attributes) in enumerate(nodes):
        if node in graph:
            raise FlawError(f"nodes[{number}].id", f"expected an id of its own, got {shown(node)} again")
        graph.add_node(node)
        graph.nodes[node].update(attributes)


def _add_edges(graph: nx.Graph[str], edges: Iterable[_EdgeRecord]) -> None:
    for number, (source, target, attributes) in enumerate(edges):
        where = f"edges[{number}]"
        for name, end in (("source", source), ("target", target)):
            if end not in graph:
                raise FlawError(f"{where}.{name}", f"expected the id of a node, got {shown(end)}")
        if source == target or graph.has_edge(source, target):
            raise FlawError(where, f"expected one edge for each pair of nodes, got {source!r} and {target!r} again")
        graph.add_edge(source, target)
        graph.edges[source, target].update(attributes)


def _to_story(record: Mapping[str, Any]) -> StoryCluster:
    return StoryCluster(
        id=record["id"],
        label=record["label"],
        keywords=tuple(record["keywords"]),
        articles=tuple(record["articles"]),
        lead=record["lead"],
        first_seen=record["first_seen"],
        last_seen=record["last_seen"],
        providers=record["providers"],
        is_event=record.get("event", False),
        coverage=tuple(
            Coverage(provider=outlet["provider"], article=outlet["article"], lag_hours=outlet["lag_hours"])
            for outlet in record.get("coverage", ())
        ),
        copies=tuple(map(tuple, record.get("copies", ()))),
        thread=record.get("thread"),
        headline=record.get("headline", ""),
    )


def _to_thread(record: Mapping[str, Any]) -> Thread:
    return Thread(
        id=record["id"],
        label=record["label"],
        clusters=tuple(record["clusters"]),
        first_seen=record["first_seen"],
        last_seen=record["last_seen"],
    )


def _to_change(record: Mapping[str, Any]) -> StoryChange:
    return StoryChange(
        change=Change(record["change"]),
        cluster=record["cluster"],
        label=record["label"],
        former=tuple(record["former"]),
        added=record["added"],
        removed=record["removed"],
    )


def _to_region(record: Mapping[str, Any]) -> Region:
    x, y = record["label"]
    return Region(
        name=record["name"],
        clusters=tuple(record["clusters"]),
        outline=tuple((corner[0], corner[1]) for corner in record["outline"]),
        label=(x, y),
        within=record["within"],
    )


def _to_articles(graph: nx.Graph[str]) -> Articles:
    """The articles as far as nodes describe them; which others they list is read off the edges."""
    found = [_to_article(graph, node) for node, data in graph.nodes(data=True) if data["kind"] in _ITEMS]
    return Articles(sorted(found, key=lambda article: article.id))


def _to_article(graph: nx.Graph[str], node: str) -> Article:
    data = graph.nodes[node]
    published = data.get("published")
    lists = (other for other, edge in graph[node].items() if node in edge.get("declared_by", ()))
    return Article(
        id=node,
        title=data.get("title", ""),
        excerpt=data.get("excerpt", ""),
        # An article has a web address or none; any other value that the user has put there stays in the graph.
        url=url if (url := data.get("url")) and is_web_address(url) else None,
        published=None if published is None else to_moment(published),
        published_precision=Precision(data.get("published_precision", Precision.SECOND)),
        provider=data.get("provider"),
        domain=data.get("domain"),
        authors=tuple(data.get("authors", ())),
        language=data.get("language"),
        topics=tuple(data.get("topics", ())),
        quality=data.get("quality"),
        heat=data.get("heat"),
        is_published=data.get("is_published"),
        type=data.get("type"),
        category=data.get("category"),
        image=data.get("image"),
        source_files=tuple(data.get("source_file", ())),
        related=tuple(sorted(lists)),
        translations=tuple(data.get("translations", ())),
    )


def _check_stories(story_graph: StoryGraph) -> None:
    """Nodes, stories and islands must speak of the same things."""
    graph, ids = story_graph.graph, [story.id for story in story_graph.clusters]
    known = _each_once(ids, "graph.clusters")
    for number, story in enumerate(story_graph.clusters):
        where = f"graph.clusters[{number}]"
        for article in story.articles:
            if article not in graph:
                raise FlawError(f"{where}.articles", f"expected ids of nodes, got {shown(article)}")
        members = _each_once(story.articles, f"{where}.articles")
        named = [story.lead, *(outlet.article for outlet in story.coverage)]
        for article in [*named, *(copy for group in story.copies for copy in group)]:
            if article not in members:
                problem = f"expected articles of the story as its lead, coverage and copies, got {shown(article)}"
                raise FlawError(where, problem)
    if [island.cluster for island in story_graph.islands] != ids:
        raise FlawError("graph.islands", "expected one for each story, in their order")
    for node, attributes in graph.nodes(data=True):
        if (story_id := attributes.get("cluster")) is not None and story_id not in known:
            raise FlawError(f"node {shown(node)}.cluster", f"expected the id of a story, got {shown(story_id)}")


def _check_threads(story_graph: StoryGraph) -> None:
    """Stories and threads must speak of each other."""
    stories = {story.id for story in story_graph.clusters}
    threads = _each_once([thread.id for thread in story_graph.threads], "graph.threads")
    for number, thread in enumerate(story_graph.threads):
        for story_id in thread.clusters:
            if story_id not in stories:
                where = f"graph.threads[{number}].clusters"
                raise FlawError(where, f"expected ids of stories, got {shown(story_id)}")
    for number, story in enumerate(story_graph.clusters):
        if story.thread is not None and story.thread not in threads:
            where = f"graph.clusters[{number}].thread"
            raise FlawError(where, f"expected the id of a thread, got {shown(story.thread)}")


def _check_regions(story_graph: StoryGraph) -> None:
    """Regions must speak of stories, and topics of the regions before them."""
    stories = {story.id for story in story_graph.clusters}
    for number, region in enumerate(story_graph.regions):
        where = f"graph.regions[{number}]"
        for story_id in region.clusters:
            if story_id not in stories:
                raise FlawError(f"{where}.clusters", f"expected ids of stories, got {shown(story_id)}")
        if region.within is not None and region.within >= number:
            raise FlawError(f"{where}.within", f"expected the number of a region before it, got {region.within}")


def _each_once(ids: Iterable[str], where: str) -> set[str]:
    ids = list(ids)
    known = set(ids)
    if len(known) != len(ids):
        raise FlawError(where, "expected an id of its own for each")
    return known
