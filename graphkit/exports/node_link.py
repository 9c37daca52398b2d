"""A story graph as JSON and back: networkx node-link data, with the stories and where they lie.

A node, an edge or a story to a line, so that two builds can be compared line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graphkit.errors import GraphFileError
from graphkit.exports.attributes import to_iso, to_plain, to_plain_attributes
from graphkit.exports.checks import GraphDataError
from graphkit.exports.graph_file import check_schema, to_story_graph
from graphkit.exports.plain_graph import to_plain_graph
from graphkit.files import recover
from graphkit.model import StoryCluster, StoryGraph, Thread
from graphkit.plain_text import clean_text

FILE_NAME = "graph.json"

_NODES = '\n},\n"nodes": ['
_EDGES = '],\n"edges": ['
_BUILD_FIRST = "run `graphkit build` first"
_BUILD_AGAIN = "run `graphkit build` again"


def render_json(story_graph: StoryGraph) -> Iterator[str]:
    """Render what ``networkx.node_link_graph(data, edges="edges")`` reads, a node or an edge at a time.

    ``graph`` holds ``graphkit``, ``clusters``, ``islands``, ``threads``, ``changes``, ``regions``. Strict JSON: what is
    unknown, NaN or infinite is left out.
    """
    plain = to_plain_graph(story_graph)
    about = to_plain_attributes(plain.graph.graph)
    beside = _records_beside(plain)
    yield '{\n"directed": false,\n"multigraph": false,\n"graph": {\n'
    for name, value in about.items():
        if name not in beside:
            yield f"{_dump(name)}: {_dump(value)},\n"
    separator = ""
    for name, records in beside.items():
        yield f"{separator}{_dump(name)}: ["
        yield from _lines(records)
        yield "]"
        separator = ",\n"
    yield _NODES
    # The ends of an edge and the id of a node hide attributes of these names, as in networkx.
    yield from _lines({"id": node} | attributes | {"id": node} for node, attributes in plain.graph.nodes(data=True))
    yield _EDGES
    yield from _lines(
        (ends := {"source": source, "target": target}) | attributes | ends
        for source, target, attributes in plain.graph.edges(data=True)
    )
    yield "]\n}\n"


def parse_json(text: str, source: str = FILE_NAME) -> StoryGraph:
    """Turn what `render_json` has made back into a story graph.

    Parameters
    ----------
    text : str
    source : str
        What errors call the text.

    Raises
    ------
    GraphFileError
        If it is not such a text, or one of a newer schema; says where and what was expected.
    """
    try:
        data = json.loads(text, parse_constant=_refuse)
        check_schema(data)
        return to_story_graph(data)
    except GraphDataError as error:
        raise GraphFileError(f"{source}: {error}; {error.next_step or _BUILD_AGAIN}") from error
    except (ValueError, RecursionError) as error:
        raise GraphFileError(f"{source}: not JSON that graphkit writes: {error}; {_BUILD_AGAIN}") from error


def read_graph(path: Path | str, *, with_edges: bool = True) -> StoryGraph:
    """Read a built graph from its ``graph.json`` or from the folder that holds one.

    Parameters
    ----------
    path : path
    with_edges : bool
        Without its edges, a file as it was written is read in half the time; whatever is wrong in them does not matter
        then.

    Raises
    ------
    GraphFileError
        If there is none, it cannot be read, or graphkit has not written it.
    """
    path = Path(path)
    recover(path if path.is_dir() else path.parent)
    file = path / FILE_NAME if path.is_dir() else path
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise GraphFileError(f"{file}: no such file; {_BUILD_FIRST}") from error
    except OSError as error:
        raise GraphFileError(f"{file}: cannot be read: {error.strerror or error}; {_BUILD_AGAIN}") from error
    except UnicodeDecodeError as error:
        raise GraphFileError(f"{file}: expected UTF-8 text: {error}; {_BUILD_AGAIN}") from error
    if not with_edges:
        # No text within the file has a line end of its own, and no attribute of the graph stands after its nodes.
        end = text.find(_EDGES, max(text.find(_NODES), 0))
        text = text if end < 0 else f"{text[:end]}{_EDGES}]\n}}\n"
    story_graph = parse_json(text, str(file))
    if not with_edges:
        story_graph.graph.clear_edges()
    return story_graph


def cluster_records(story_graph: StoryGraph) -> list[dict[str, Any]]:
    """The stories as ``graph.clusters`` lists them, largest first."""
    return [_cluster_record(cluster) for cluster in to_plain_graph(story_graph).clusters]


def thread_records(story_graph: StoryGraph) -> list[dict[str, Any]]:
    """The threads as ``graph.threads`` lists them, of most stories first."""
    return [
        to_plain_attributes({"id": thread.id, "label": thread.label, "clusters": thread.clusters}) | _seen(thread)
        for thread in story_graph.threads
    ]


def change_records(story_graph: StoryGraph) -> list[dict[str, Any]]:
    """What became of the stories, as ``graph.changes`` lists it."""
    return [to_plain_attributes(asdict(change)) for change in story_graph.changes]


def _records_beside(story_graph: StoryGraph) -> dict[str, Iterable[Mapping[str, Any]]]:
    """What stands beside nodes and edges, by its name in ``graph``."""
    return {
        "clusters": cluster_records(story_graph),
        "islands": map(asdict, story_graph.islands),
        "threads": thread_records(story_graph),
        "changes": change_records(story_graph),
        "regions": map(asdict, story_graph.regions),
    }


def _cluster_record(cluster: StoryCluster) -> dict[str, Any]:
    return (
        to_plain_attributes(
            {
                "id": cluster.id,
                "label": cluster.label,
                "keywords": cluster.keywords,
                "size": cluster.size,
                "providers": cluster.providers,
                "event": cluster.is_event,
                "lead": cluster.lead,
                "articles": cluster.articles,
                "copies": cluster.copies,
            }
        )
        | {
            # Unlike attributes these are always there: null is unknown, or no thread.
            "coverage": [
                {
                    "provider": clean_text(outlet.provider),
                    "article": outlet.article,
                    "lag_hours": to_plain(outlet.lag_hours),
                }
                for outlet in cluster.coverage
            ],
            "thread": to_plain(cluster.thread),
        }
        | _seen(cluster)
    )


def _seen(told: StoryCluster | Thread) -> dict[str, str | None]:
    """Always there: null is unknown."""
    return {
        "first_seen": None if told.first_seen is None else to_iso(told.first_seen),
        "last_seen": None if told.last_seen is None else to_iso(told.last_seen),
    }


def _lines(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    separator = "\n"
    for record in records:
        yield separator + _dump(record)
        separator = ",\n"
    if separator != "\n":
        yield "\n"


_dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not a number of JSON")
