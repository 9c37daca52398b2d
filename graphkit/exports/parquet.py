"""A story graph as four Parquet files: articles, edges, stories and threads, for pandas, polars, DuckDB and R."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.util import find_spec
from io import BytesIO
from itertools import islice
from typing import Any

from graphkit.errors import OutputError
from graphkit.exports.node_link import cluster_records, thread_records
from graphkit.exports.typed import find_keys
from graphkit.graph.attributes import Plain, stories_of_articles, to_text
from graphkit.graph.plain_graph import PlainGraph, to_plain_graph
from graphkit.model import NodeKind, StoryGraph
from graphkit.schema import to_moment

_TIMES: dict[str, set[str]] = {
    "articles.parquet": {"published"},
    "edges.parquet": set(),
    "clusters.parquet": {"first_seen", "last_seen"},
    "threads.parquet": {"first_seen", "last_seen"},
}
"""Of each file, the names whose values are times; a name of the user's own may hold anything."""
PARQUET_FILES = frozenset(_TIMES)
_ROWS_AT_ONCE = 100_000
"""A group of rows, of which one is held at a time."""

_Row = Mapping[str, Plain]


def has_pyarrow() -> bool:
    """Whether Parquet can be written: the library is an extra."""
    return find_spec("pyarrow") is not None


def render_parquet(story_graph: StoryGraph) -> dict[str, Iterator[bytes]]:
    """Render ``articles.parquet``, ``edges.parquet``, ``clusters.parquet`` and, if there are any, ``threads.parquet``.

    Times are timestamps in UTC, lists are lists of text, what is unknown is null. A name that the user gave to whole
    and broken numbers is a column of broken ones; to values of several kinds, of text.

    Raises
    ------
    OutputError
        If pyarrow is not installed.
    """
    try:
        import pyarrow  # an extra, and takes 0.3 s
        import pyarrow.parquet
    except ImportError:
        raise OutputError("Parquet needs pyarrow: pip install pyarrow") from None
    plain = to_plain_graph(story_graph)

    def render(rows: Callable[[], Iterable[_Row]], times: set[str]) -> Iterator[bytes]:
        types = {
            "list": pyarrow.list_(pyarrow.string()),
            "long": pyarrow.int64(),
            "double": pyarrow.float64(),
            "boolean": pyarrow.bool_(),
            "string": pyarrow.string(),
        }
        keys = find_keys("", rows())
        kinds = {
            name: pyarrow.timestamp("us", "UTC") if name in times else types[key.type] for name, key in keys.items()
        }
        schema = pyarrow.schema([(key.name, kinds[name]) for name, key in keys.items()])
        sink, left = BytesIO(), iter(rows())
        with pyarrow.parquet.ParquetWriter(sink, schema) as writer:
            while group := list(islice(left, _ROWS_AT_ONCE)):
                values = (
                    [_value(row[name], key.type, name in times) if name in row else None for row in group]
                    for name, key in keys.items()
                )
                columns = [pyarrow.array(column, kind) for column, kind in zip(values, kinds.values(), strict=True)]
                writer.write_table(pyarrow.table(columns, schema=schema))
        yield sink.getvalue()

    return {name: render(rows, _TIMES[name]) for name, rows in _tables(plain).items()}


def _tables(plain: PlainGraph) -> dict[str, Callable[[], Iterable[_Row]]]:
    """The rows of each file, which can be gone through any number of times."""
    stories = stories_of_articles(plain)
    items = (NodeKind.ARTICLE, NodeKind.RELATED)
    tables: dict[str, Callable[[], Iterable[_Row]]] = {
        "articles.parquet": lambda: (
            {"id": node} | data | ({"story": stories[node]} if node in stories else {})
            for node, data in plain.graph.nodes(data=True)
            if data["kind"] in items
        ),
        "edges.parquet": lambda: (
            {"source": one, "target": other} | data for one, other, data in plain.graph.edges(data=True)
        ),
        "clusters.parquet": lambda: map(_flat, cluster_records(plain)),
    }
    return tables | ({"threads.parquet": lambda: map(_flat, thread_records(plain))} if plain.threads else {})


def _value(value: Plain, kind: str, is_time: bool) -> Any:
    if kind == "list":
        return [to_text(one) for one in value] if isinstance(value, list) else None
    if kind == "string":
        return to_moment(to_text(value)) if is_time else to_text(value)
    return value


def _flat(record: Mapping[str, Any]) -> dict[str, Plain]:
    """A story without what a column cannot hold: copies as their number, outlets by name in the order they came."""
    flat = {name: value for name, value in record.items() if value is not None}
    if "copies" in flat:
        flat["copies"] = sum(len(group) - 1 for group in record["copies"])
    if "coverage" in flat:
        flat["coverage"] = [outlet["provider"] for outlet in record["coverage"]]
    return flat
