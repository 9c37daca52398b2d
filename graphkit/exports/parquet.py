"""A story graph as three Parquet files: articles, edges and stories, for pandas, polars, DuckDB and R."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphkit.errors import OutputError
from graphkit.exports.node_link import cluster_records
from graphkit.exports.typed import find_keys
from graphkit.graph.attributes import Plain, stories_of_articles, to_text
from graphkit.graph.plain_graph import to_plain_graph
from graphkit.model import NodeKind, StoryGraph
from graphkit.schema import to_moment

_TIMES = {"articles.parquet": {"published"}, "edges.parquet": set(), "clusters.parquet": {"first_seen", "last_seen"}}
"""Names whose values are times; a name of the user's own may hold anything."""


def render_parquet(story_graph: StoryGraph) -> dict[str, Iterator[bytes]]:
    """Render ``articles.parquet``, ``edges.parquet`` and ``clusters.parquet``.

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
    stories = stories_of_articles(plain)
    items = (NodeKind.ARTICLE, NodeKind.RELATED)
    tables: dict[str, Sequence[Mapping[str, Plain]]] = {
        "articles.parquet": [
            {"id": node} | data | ({"story": stories[node]} if node in stories else {})
            for node, data in plain.graph.nodes(data=True)
            if data["kind"] in items
        ],
        "edges.parquet": [{"source": one, "target": other} | data for one, other, data in plain.graph.edges(data=True)],
        "clusters.parquet": [_flat(record) for record in cluster_records(plain)],
    }

    def render(rows: Sequence[Mapping[str, Plain]], times: set[str]) -> Iterator[bytes]:
        types = {
            "list": pyarrow.list_(pyarrow.string()),
            "long": pyarrow.int64(),
            "double": pyarrow.float64(),
            "boolean": pyarrow.bool_(),
            "string": pyarrow.string(),
        }
        columns, fields = [], []
        for name, key in find_keys("", rows).items():
            kind = pyarrow.timestamp("us", "UTC") if name in times else types[key.type]
            values = [_value(row[name], key.type, name in times) if name in row else None for row in rows]
            columns.append(pyarrow.array(values, kind))
            fields.append(pyarrow.field(key.name, kind))
        sink = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(pyarrow.table(columns, schema=pyarrow.schema(fields)), sink)
        yield sink.getvalue().to_pybytes()

    return {name: render(rows, _TIMES[name]) for name, rows in tables.items()}


def _value(value: Plain, kind: str, is_time: bool) -> Any:
    if kind == "list":
        return [to_text(one) for one in value] if isinstance(value, list) else None
    if kind == "string":
        return to_moment(to_text(value)) if is_time else to_text(value)
    return value


def _flat(record: Mapping[str, Any]) -> dict[str, Plain]:
    """A story without what a column cannot hold: copies as their number, outlets by name in the order they came."""
    flat = {name: value for name, value in record.items() if value is not None}
    flat["copies"] = sum(len(group) - 1 for group in record["copies"])
    flat["coverage"] = [outlet["provider"] for outlet in record["coverage"]]
    return flat
