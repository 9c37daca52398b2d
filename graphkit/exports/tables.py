"""A story graph as tables: articles, clusters, threads and edges, for spreadsheets and data frames.

CSV as in RFC 4180: UTF-8, commas, quotes where needed, CRLF. There is no byte order mark: most programs
would take it for a part of the first column's name, while spreadsheets ask for the encoding when they import.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphkit.graph.attributes import (
    Plain,
    stories_of_articles,
    to_lag,
    to_plain,
    to_plain_attributes,
    to_text,
)
from graphkit.graph.plain_graph import PlainGraph, to_plain_graph
from graphkit.model import NodeKind, StoryCluster, StoryGraph

ARTICLE_COLUMNS = (
    "title",
    "provider",
    "published",
    "published_precision",
    "story",
    "kind",
    "url",
    "authors",
    "language",
    "topics",
    "quality",
    "heat",
    "is_published",
    "type",
    "category",
    "excerpt",
    "domain",
    "timestamp",
    "image",
    "source_file",
    "translations",
    "cluster",
    "id",
)
CLUSTER_COLUMNS = (
    "label",
    "headline",
    "size",
    "providers",
    "event",
    "first_seen",
    "last_seen",
    "first_provider",
    "coverage",
    "copies",
    "thread_label",
    "keywords",
    "lead_title",
    "lead_url",
    "lead",
    "thread",
    "id",
)
THREAD_COLUMNS = ("label", "stories", "first_seen", "last_seen", "story_labels", "clusters", "id")
EDGE_COLUMNS = (
    "source_label",
    "relation",
    "target_label",
    "weight",
    "similarity",
    "days_apart",
    "shared_terms",
    "declared",
    "inferred",
    "mutual",
    "is_copy",
    "declared_by",
    "source",
    "target",
)

# A spreadsheet runs a cell that starts with one of these; the wide ones too, where wide characters are typed. One that
# takes semicolons or tabs for separators, or a line end for the end of a row, finds such a start within a cell as well.
_FORMULA_START = re.compile(r"^(?=[\t\r\n])|(?:^|(?<=[;\t\r\n])) *(?=[=+\-@＝＋－＠])")
# Hardly any text has one of these at its beginning or within it, and those that have none need no closer look.
_ODD_BEGINNINGS = frozenset("\t\r\n =+-@＝＋－＠")
_ODD_WITHIN = re.compile(r"[;\t\r\n]")


def render_articles_csv(story_graph: StoryGraph) -> Iterator[str]:
    """One row for each article and each related item, in the order of the graph."""
    plain = to_plain_graph(story_graph)
    stories = stories_of_articles(plain)
    yield from _render(
        ARTICLE_COLUMNS,
        (
            {**attributes, "id": node, "story": stories.get(node, "")}
            for node, attributes in plain.graph.nodes(data=True)
            if attributes.get("kind") in (NodeKind.ARTICLE, NodeKind.RELATED)
        ),
    )


def render_clusters_csv(story_graph: StoryGraph) -> Iterator[str]:
    """One row for each story, largest first; which articles are in it stands in the table of articles.

    ``coverage`` names the providers as they came to it, with the hours after the first; ``copies`` counts the
    articles that repeat another one.
    """
    threads = {thread.id: thread.label for thread in story_graph.threads}
    plain = to_plain_graph(story_graph)
    yield from _render(CLUSTER_COLUMNS, (_cluster_row(cluster, plain, threads) for cluster in plain.clusters))


def render_threads_csv(story_graph: StoryGraph) -> Iterator[str]:
    """One row for each thread, of most stories first, with its stories in order of time."""
    labels = {cluster.id: cluster.label for cluster in story_graph.clusters}
    yield from _render(
        THREAD_COLUMNS,
        (
            to_plain_attributes(
                {
                    "label": thread.label,
                    "stories": len(thread.clusters),
                    "first_seen": thread.first_seen,
                    "last_seen": thread.last_seen,
                    "story_labels": [labels[cluster] for cluster in thread.clusters],
                    "clusters": thread.clusters,
                    "id": thread.id,
                }
            )
            for thread in story_graph.threads
        ),
    )


def _cluster_row(cluster: StoryCluster, plain: PlainGraph, threads: Mapping[str, str]) -> dict[str, Plain]:
    lead = plain.graph.nodes[cluster.lead]
    return to_plain_attributes(
        {
            "label": cluster.label,
            "headline": cluster.headline,
            "size": cluster.size,
            "providers": cluster.providers,
            "event": cluster.is_event,
            "first_seen": cluster.first_seen,
            "last_seen": cluster.last_seen,
            "first_provider": cluster.coverage[0].provider if cluster.coverage else None,
            "coverage": [to_lag(outlet) for outlet in cluster.coverage],
            "copies": sum(len(group) - 1 for group in cluster.copies),
            "thread_label": threads.get(cluster.thread or ""),
            "keywords": cluster.keywords,
            "lead_title": lead.get("title"),
            "lead_url": lead.get("url"),
            "lead": cluster.lead,
            "thread": cluster.thread,
            "id": cluster.id,
        }
    )


def render_edges_csv(story_graph: StoryGraph) -> Iterator[str]:
    """One row for each edge, in the order of the graph, with the labels of both ends."""
    graph = to_plain_graph(story_graph).graph
    labels = {node: attributes.get("label", "") for node, attributes in graph.nodes(data=True)}
    yield from _render(
        EDGE_COLUMNS,
        (
            {
                **attributes,
                "source": source,
                "target": target,
                "source_label": labels[source],
                "target_label": labels[target],
            }
            for source, target, attributes in graph.edges(data=True)
        ),
    )


def to_cell(value: object) -> str:
    """The value as text that no spreadsheet runs: what looks like a formula gets an apostrophe in front."""
    plain = to_plain(value)
    return "" if plain is None else _to_cell(plain)


def _to_cell(value: Plain) -> str:
    text = to_text(value)
    # Numbers are no text: -3 is minus three.
    if isinstance(value, int | float) or not (text[:1] in _ODD_BEGINNINGS or _ODD_WITHIN.search(text)):
        return text
    return _FORMULA_START.sub(r"\g<0>'", text)


class CsvLine:
    """A file of one line: hands back what is written to it, and `writerow` hands that on."""

    def write(self, text: str) -> str:
        return text


def _render(columns: Sequence[str], rows: Iterable[Mapping[str, Plain]]) -> Iterator[str]:
    writer = csv.writer(CsvLine(), lineterminator="\r\n")
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow([_to_cell(row[column]) if column in row else "" for column in columns])
