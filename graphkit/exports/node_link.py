"""A story graph as JSON and back: networkx node-link data, with the stories and where they lie.

A node, an edge or a story to a line, so that two builds can be compared line by line.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graphkit.errors import GraphFileError
from graphkit.exports.attributes import renamed_nodes, to_iso, to_plain, to_plain_attributes
from graphkit.exports.checks import GraphDataError
from graphkit.exports.graph_file import check_schema, to_story_graph
from graphkit.model import StoryCluster, StoryGraph, Thread
from graphkit.plain_text import clean_text

FILE_NAME = "graph.json"

_BUILD_FIRST = "run `graphkit build` first"
_BUILD_AGAIN = "run `graphkit build` again"


def render_json(story_graph: StoryGraph) -> Iterator[str]:
    """Render what ``networkx.node_link_graph(data, edges="edges")`` reads, a node or an edge at a time.

    ``graph`` holds ``graphkit``, ``clusters``, ``islands``, ``threads`` and ``changes``. Strict JSON: what is
    unknown, NaN or infinite is left out.
    """
    graph = story_graph.graph
    renamed = renamed_nodes(graph)
    about = to_plain_attributes(graph.graph)
    beside = _records_beside(story_graph)
    yield '{\n"directed": false,\n"multigraph": false,\n"graph": {\n'
    for name, value in _without(about, *beside).items():
        yield f"{_dump(name)}: {_dump(value)},\n"
    separator = ""
    for name, records in beside.items():
        yield f"{separator}{_dump(name)}: ["
        yield from _lines(records)
        yield "]"
        separator = ",\n"
    yield '\n},\n"nodes": ['
    yield from _lines(
        {"id": renamed.get(node, node)} | _without(to_plain_attributes(attributes), "id")
        for node, attributes in graph.nodes(data=True)
    )
    yield '],\n"edges": ['
    yield from _lines(
        {"source": renamed.get(source, source), "target": renamed.get(target, target)}
        | _without(to_plain_attributes(attributes), "source", "target")
        for source, target, attributes in graph.edges(data=True)
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


def read_graph(path: Path | str) -> StoryGraph:
    """Read a built graph from its ``graph.json`` or from the folder that holds one.

    Raises
    ------
    GraphFileError
        If there is none, it cannot be read, or graphkit has not written it.
    """
    path = Path(path)
    file = path / FILE_NAME if path.is_dir() else path
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise GraphFileError(f"{file}: no such file; {_BUILD_FIRST}") from error
    except OSError as error:
        raise GraphFileError(f"{file}: cannot be read: {error.strerror or error}; {_BUILD_AGAIN}") from error
    except UnicodeDecodeError as error:
        raise GraphFileError(f"{file}: expected UTF-8 text: {error}; {_BUILD_AGAIN}") from error
    return parse_json(text, str(file))


def cluster_records(story_graph: StoryGraph) -> list[dict[str, Any]]:
    """The stories as ``graph.clusters`` lists them, largest first."""
    renamed = renamed_nodes(story_graph.graph)
    return [_cluster_record(cluster, renamed) for cluster in story_graph.clusters]


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
    }


def _cluster_record(cluster: StoryCluster, renamed: Mapping[Hashable, str]) -> dict[str, Any]:
    return (
        to_plain_attributes(
            {
                "id": cluster.id,
                "label": cluster.label,
                "keywords": cluster.keywords,
                "size": cluster.size,
                "providers": cluster.providers,
                "event": cluster.is_event,
                "lead": renamed.get(cluster.lead, cluster.lead),
                "articles": [renamed.get(article, article) for article in cluster.articles],
                "copies": [[renamed.get(article, article) for article in group] for group in cluster.copies],
            }
        )
        | {
            # Unlike attributes these are always there: null is unknown, or no thread.
            "coverage": [
                {
                    "provider": clean_text(outlet.provider),
                    "article": renamed.get(outlet.article, outlet.article),
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


def _without(attributes: dict[str, Any], *names: str) -> dict[str, Any]:
    """Leave out what the ends of an edge or the id of a node would hide, as networkx does."""
    for name in names:
        attributes.pop(name, None)
    return attributes


def _lines(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    separator = "\n"
    for record in records:
        yield separator + _dump(record)
        separator = ",\n"
    if separator != "\n":
        yield "\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not a number of JSON")
