"""Whatever a user puts into a graph, every format is written, and those that hold graphs are read back."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.formats import FORMATS
from tests.support.graphs import make_told_story_graph
from tests.support.hostile import any_values, hostile_text
from tests.support.reading_back import READERS, render

ARTICLES = 6
OF_GRAPHS = ("graphml", "gexf", "json", "cytoscape", "dot", "articles.csv", "neo4j", "parquet")
attributes = st.dictionaries(
    st.sampled_from(("note", "Note", "id", "size", "first_seen", "name")) | hostile_text, any_values
)


@settings(max_examples=25)
@given(attributes, attributes)
def test_attributes_of_the_users_own_are_written_in_every_format(one: dict[str, Any], other: dict[str, Any]) -> None:
    told = make_told_story_graph()
    schema = {"kind", "label", "title", "x", "y", "url", "published", "topics", "provider", "relation", "weight"}
    told.graph.nodes["h-unknown"].update({name: value for name, value in one.items() if name not in schema})
    told.graph.nodes["topic:trains"].update({name: value for name, value in other.items() if name not in schema})
    told.graph.edges["example.org/bridge", "h-unknown"].update({n: v for n, v in other.items() if n not in schema})
    for form in FORMATS:
        rendering = render(told, form)
        if form in OF_GRAPHS:
            assert len(READERS[form](rendering)) == ARTICLES, form
