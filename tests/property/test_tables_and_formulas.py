"""A table read back is what was written, and no cell of it is a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graphkit.exports.tables import (
    ARTICLE_COLUMNS,
    EDGE_COLUMNS,
    render_articles_csv,
    render_edges_csv,
    to_cell,
)
from graphkit.graph.attributes import to_plain, to_text
from tests.support.graphs import make_story_graph
from tests.support.hostile import any_values, hostile_text

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

article_attributes = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("title", "excerpt", "provider", "url"), hostile_text)
    | dict.fromkeys(("topics", "source_file"), st.lists(hostile_text, max_size=3)),
)
edge_attributes = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("shared_terms", "declared_by"), st.lists(hostile_text, max_size=3))
    | {"similarity": st.floats(0, 1)},
)


def read(rendering: Iterable[str]) -> list[list[str]]:
    text = "".join(rendering).encode().decode()
    return list(csv.reader(StringIO(text, newline=""), strict=True))


@given(article_attributes)
def test_a_row_of_articles_reads_back_as_it_was_written(attributes: dict[str, Any]) -> None:
    header, *rows = read(render_articles_csv(make_story_graph(nodes={"new": attributes})))
    assert tuple(header) == ARTICLE_COLUMNS
    assert len(rows) == 7
    new = dict(zip(header, rows[-1], strict=True))
    assert {name: new[name] for name in attributes} == {name: to_cell(value) for name, value in attributes.items()}


@given(edge_attributes, hostile_text)
def test_a_row_of_edges_reads_back_as_it_was_written(attributes: dict[str, Any], label: str) -> None:
    story_graph = make_story_graph(nodes={"new": {"label": label}}, edges={("example.org/market", "new"): attributes})
    header, *rows = read(render_edges_csv(story_graph))
    assert tuple(header) == EDGE_COLUMNS
    new = next(row for row in (dict(zip(header, row, strict=True)) for row in rows) if row["target"] == "new")
    expected = {name: to_cell(value) for name, value in (attributes | {"target_label": label}).items()}
    assert {name: new[name] for name in expected} == expected


@given(any_values)
def test_no_cell_is_a_formula_and_no_number_is_changed(value: object) -> None:
    cell, plain = to_cell(value), to_plain(value)
    if isinstance(plain, int | float):
        assert cell == to_text(plain)
    else:
        assert not cell.startswith(FORMULA_STARTS)
        assert cell.replace("'", "") == ("" if plain is None else to_text(plain)).replace("'", "")


@given(hostile_text, st.sampled_from(";\t"))
def test_no_cell_is_a_formula_to_a_spreadsheet_that_separates_by_something_else(text: str, separator: str) -> None:
    for line in to_cell(f"a{separator}{text}\n{text}").splitlines():
        for cell in line.split(separator):
            assert not cell.lstrip(' "').startswith(FORMULA_STARTS[:4])
