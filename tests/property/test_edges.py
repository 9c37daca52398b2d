"""Every edge has a weight in (0, 1] and says where it comes from."""

from __future__ import annotations

from graphkit.links.declared import declared_pairs
from graphkit.model import Relation
from tests.support.built import Built


def test_weights_are_above_0_and_at_most_1(built: Built) -> None:
    weights = [edge["weight"] for *_, edge in built.graph.graph.edges(data=True)]
    assert [weight for weight in weights if not 0 < weight <= 1] == []


def test_edges_between_articles_are_declared_or_inferred_and_none_is_a_loop(built: Built) -> None:
    for one, other, edge in built.graph.graph.edges(data=True):
        assert one != other
        if edge["relation"] in (Relation.RELATED, Relation.SIMILAR):
            assert edge["declared"] is (edge["relation"] == Relation.RELATED)
            assert edge["declared"] or edge["inferred"]
            assert 0 <= edge["similarity"] <= 1


def test_inferred_edges_name_what_the_texts_share(built: Built) -> None:
    inferred = [edge for *_, edge in built.graph.graph.edges(data=True) if edge.get("inferred")]
    assert [edge for edge in inferred if not edge["shared_terms"]] == []


def test_exactly_what_the_files_declare_is_declared(built: Built) -> None:
    edges = built.graph.graph.edges(data=True)
    said = {(by, other if by == one else one) for one, other, edge in edges for by in edge.get("declared_by", ())}
    assert said == {
        (built.corpus[one].id, built.corpus[other].id) for one, other in declared_pairs(built.corpus).tolist()
    }
