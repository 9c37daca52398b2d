"""Explanations: the edge between two items in words, or the strongest path."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from graphkit.errors import UnknownItemError
from graphkit.explanation import Explanation, Step, explain, find_node
from graphkit.model import StoryGraph

TITLES = {
    "a": "Old bridge closes",
    "b": "Bridge shut after flood",
    "c": "Flood reaches the harbor",
    "d": "Chess champion resigns",
    "e": "Chess champion resigns again",
    "lone": "Orchard wins prize",
}
TEXTS_ALIKE = {"relation": "similar", "declared": False, "inferred": True, "similarity": 0.4321, "is_copy": False}


def make_graph(**edges: dict[str, Any]) -> StoryGraph:
    """Articles a to e, one alone, one provider and a topic; edges are named by their ends, such as ``a_b``."""
    graph: nx.Graph[str] = nx.Graph()
    for node, title in TITLES.items():
        graph.add_node(node, kind="article", label=title, title=title, url=f"https://www.example.org/{node}?utm_id=1")
    graph.add_node("provider:p", kind="provider", label="Flood")
    graph.add_node("topic:t", kind="topic", label="Chess")
    for ends, attributes in edges.items():
        one, other = ends.split("_")
        graph.add_edge({"p": "provider:p", "t": "topic:t"}.get(one, one), other, **attributes)
    return StoryGraph(graph)


def reasons(**edge: Any) -> tuple[str, ...]:
    """What is said of one edge."""
    story_graph = make_graph(a_b={"weight": 0.5, **edge})
    story_graph.graph.nodes["a"].update(provider="Example", source_file=["a.md", "old/a.md"])
    story_graph.graph.nodes["b"].update(provider="Example")
    (step,) = explain(story_graph, "a", "b").steps
    return step.reasons


def test_an_edge_is_explained_by_who_declared_it_and_what_the_texts_share() -> None:
    declared = {"declared": True, "relation": "related", "declared_by": ["a"], "mutual": False}
    assert reasons(**TEXTS_ALIKE | declared, shared_terms=["old bridge", "flood"], days_apart=0.25) == (
        "declared by a.md, old/a.md",
        "cosine 0.43",
        "shared: old bridge, flood",
        "6 h apart",
        "same provider: Example",
    )


def test_a_mutual_edge_of_copies_says_so() -> None:
    declared = {"declared": True, "relation": "related", "declared_by": ["a", "b"], "mutual": True}
    assert reasons(**TEXTS_ALIKE | declared | {"is_copy": True, "inferred": False}, days_apart=0.0) == (
        "declared: each lists the other",
        "nearly the same text",
        "cosine 0.43, too little to link them by itself",
        "published at the same time",
        "same provider: Example",
    )


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0.001, "1 min apart"),
        (0.02, "29 min apart"),
        (1.9, "46 h apart"),
        (2.4, "2 days apart"),
        (400.0, "400 days apart"),
    ],
)
def test_time_is_told_in_a_unit_that_fits(days: float, text: str) -> None:
    assert text in reasons(**TEXTS_ALIKE, days_apart=days)


def test_edges_to_providers_and_topics_are_explained() -> None:
    assert reasons(relation="published_by") == ("published by this provider",)
    assert reasons(relation="has_topic") == ("has this topic",)


def test_without_an_edge_the_path_whose_weights_multiply_to_the_most_is_told() -> None:
    similar = TEXTS_ALIKE | {"similarity": 0.0}
    story_graph = make_graph(
        a_b=similar | {"weight": 0.8},
        b_c=similar | {"weight": 0.7},
        a_d=similar | {"weight": 0.5},
        c_d=similar | {"weight": 0.9},
    )
    assert explain(story_graph, "a", "c") == Explanation("a", "c", (Step("a", "b", 0.8, ()), Step("b", "c", 0.7, ())))


def test_a_path_between_articles_goes_before_one_by_way_of_a_provider() -> None:
    by_provider = {"relation": "published_by", "weight": 1.0}
    weak = TEXTS_ALIKE | {"weight": 0.1}
    with_articles = make_graph(p_a=by_provider, p_c=by_provider, a_b=weak, b_c=weak)
    assert [step.target for step in explain(with_articles, "a", "c").steps] == ["b", "c"]
    without = make_graph(p_a=by_provider, p_c=by_provider)
    assert [step.target for step in explain(without, "a", "c").steps] == ["provider:p", "c"]


def test_a_path_to_a_provider_goes_by_as_few_others_as_can_be() -> None:
    by_provider = {"relation": "published_by", "weight": 1.0}
    story_graph = make_graph(
        p_a=by_provider,
        p_b=by_provider,
        t_c=by_provider,
        a_b=TEXTS_ALIKE | {"weight": 0.1},
        b_c=TEXTS_ALIKE | {"weight": 0.1},
    )
    assert [step.target for step in explain(story_graph, "a", "topic:t").steps] == ["b", "c", "topic:t"]


def test_where_nothing_joins_two_items_there_are_no_steps() -> None:
    story_graph = make_graph()
    assert explain(story_graph, "a", "lone") == Explanation("a", "lone", ())
    assert explain(story_graph, "a", "a") == Explanation("a", "a", ())


@pytest.mark.parametrize(
    ("wanted", "node"),
    [
        ("a", "a"),
        ("topic:t", "topic:t"),
        ("http://example.org/b", "b"),
        ("OLD BRIDGE", "a"),
        ("bridge flood", "b"),
        ("harbor", "c"),
        ("Chess champion resigns", "d"),
        ("chess champion again", "e"),
        ("flood harbor", "c"),
    ],
)
def test_a_node_is_found_by_id_address_or_words_of_its_title(wanted: str, node: str) -> None:
    assert find_node(make_graph().graph, wanted) == node


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (
            "bridge",
            "'bridge' is in 2 titles: a (Old bridge closes), b (Bridge shut after flood); give more words, or an id",
        ),
        ("ochard wnis priez", "nothing goes by 'ochard wnis priez'; the nearest: lone (Orchard wins prize)"),
        ("zzz", "nothing goes by 'zzz'"),
        ("", "nothing goes by ''"),
    ],
)
def test_what_is_not_the_only_one_or_not_there_is_told_with_what_comes_near(wanted: str, message: str) -> None:
    with pytest.raises(UnknownItemError) as caught:
        find_node(make_graph().graph, wanted)
    assert str(caught.value) == message
