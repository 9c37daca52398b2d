from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

import pytest

from graphkit.exports.tables import (
    ARTICLE_COLUMNS,
    CLUSTER_COLUMNS,
    EDGE_COLUMNS,
    render_articles_csv,
    render_clusters_csv,
    render_edges_csv,
    render_threads_csv,
    to_cell,
)
from tests.support.graphs import make_empty_story_graph, make_story_graph, make_told_story_graph


def rows_of(rendering: Iterable[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO("".join(rendering), newline=""), strict=True))


def known(row: dict[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in row.items() if cell}


def test_the_table_of_articles_has_a_row_for_each_article_and_each_related_item() -> None:
    rows = rows_of(render_articles_csv(make_story_graph()))
    assert [(row["kind"], row["id"]) for row in rows] == [
        ("article", "example.org/bridge"),
        ("article", "example.org/market"),
        ("article", "journal.example/strike"),
        ("related", "example.net/bridge-copy"),
        ("related", "h-unknown"),
        ("related", "journal.example/strike-ends"),
    ]


def test_a_row_of_articles_tells_all_that_is_known() -> None:
    first, second, *_ = rows_of(render_articles_csv(make_story_graph()))
    assert first == {
        "title": "Old bridge reopens after repair",
        "provider": "Example Post",
        "published": "2021-03-01T12:00:00Z",
        "published_precision": "second",
        "story": "Bridge · repair",
        "kind": "article",
        "url": "https://example.org/bridge",
        "authors": "Ada Lee; Bo Ito",
        "language": "en",
        "topics": "Bridges; Straßenbau",
        "quality": "64",
        "heat": "12.5",
        "is_published": "true",
        "type": "article",
        "category": "news",
        "excerpt": "The council reopened the old bridge on Saturday.",
        "domain": "example.org",
        "timestamp": "1614600000",
        "image": "https://example.org/bridge.jpg",
        "source_file": "2021/bridge.md; archive/bridge.txt",
        "translations": "example.org/market",
        "cluster": "c-bridge",
        "id": "example.org/bridge",
    }
    assert known(second) == {
        "title": "Markt am Domplatz: größer & älter als gedacht",
        "provider": "Example Post",
        "kind": "article",
        "is_published": "false",
        "domain": "example.org",
        "source_file": "market.md",
        "id": "example.org/market",
    }


def test_a_row_of_clusters_names_the_lead_article_and_who_was_first() -> None:
    first, second = rows_of(render_clusters_csv(make_told_story_graph()))
    assert first == {
        "label": "Bridge · repair",
        "headline": "",
        "size": "3",
        "providers": "1",
        "event": "true",
        "first_seen": "2021-03-01T12:00:00Z",
        "last_seen": "2021-03-01T18:00:00Z",
        "first_provider": "Example Post",
        "coverage": "Example Post; Example Net +6.0 h; Γέφυρα (undated)",
        "copies": "1",
        "thread_label": "Bridge and strike",
        "keywords": "bridge; repair; γέφυρα",
        "lead_title": "Old bridge reopens after repair",
        "lead_url": "https://example.org/bridge",
        "lead": "example.org/bridge",
        "thread": "thread-1",
        "id": "c-bridge",
    }
    assert (second["event"], second["copies"], second["first_provider"]) == ("false", "0", "")


def test_a_row_of_threads_lists_its_stories() -> None:
    assert rows_of(render_threads_csv(make_told_story_graph())) == [
        {
            "label": "Bridge and strike",
            "stories": "2",
            "first_seen": "2021-03-01T12:00:00Z",
            "last_seen": "2021-03-05T23:59:59Z",
            "story_labels": "Bridge · repair; 鉄道 · strike",
            "clusters": "c-bridge; c-strike",
            "id": "thread-1",
        }
    ]


def test_a_row_of_edges_names_both_ends() -> None:
    rows = rows_of(render_edges_csv(make_story_graph()))
    copy, topic = (next(row for row in rows if row["relation"] == relation) for relation in ("related", "has_topic"))
    assert copy == {
        "source_label": "Old bridge reopens after repair",
        "relation": "related",
        "target_label": "Old bridge reopens after repair",
        "weight": "0.98",
        "similarity": "0.98",
        "days_apart": "0.25",
        "shared_terms": "bridge; council; repair",
        "declared": "true",
        "inferred": "true",
        "mutual": "false",
        "is_copy": "true",
        "declared_by": "example.org/bridge",
        "source": "example.org/bridge",
        "target": "example.net/bridge-copy",
    }
    assert known(topic) == {
        "source_label": "Old bridge reopens after repair",
        "relation": "has_topic",
        "target_label": "Bridges",
        "weight": "1.0",
        "source": "example.org/bridge",
        "target": "topic:bridges",
    }
    assert len(rows) == 11


def test_tables_of_an_empty_graph_have_a_header() -> None:
    empty = make_empty_story_graph()
    assert ["".join(render(empty)) for render in (render_articles_csv, render_clusters_csv, render_edges_csv)] == [
        ",".join(columns) + "\r\n" for columns in (ARTICLE_COLUMNS, CLUSTER_COLUMNS, EDGE_COLUMNS)
    ]


def test_lines_end_as_rfc_4180_has_it_and_cells_with_commas_or_quotes_are_quoted() -> None:
    story_graph = make_story_graph(nodes={"new": {"title": 'He said "no", twice', "excerpt": "two\nlines"}})
    last = "".join(render_articles_csv(story_graph)).split("\r\n")[-2]
    assert last.startswith('"He said ""no"", twice",')
    assert ',"two\nlines",' in last


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+x", "'+x"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("＝1", "'＝1"),
        (["=a", "b"], "'=a; b"),
        ("-3", "'-3"),
        (-3, "-3"),
        (-0.5, "-0.5"),
        ("a = b", "a = b"),
        ("'quoted'", "'quoted'"),
        ("", ""),
        (None, ""),
    ],
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe_and_numbers_stay_numbers(
    value: object, expected: str
) -> None:
    assert to_cell(value) == expected
