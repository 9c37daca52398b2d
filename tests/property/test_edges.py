"""Every edge has a weight in (0, 1] and says where it comes from."""

from __future__ import annotations

from hypothesis import given

from graphkit.links.declared import declared_pairs
from graphkit.model import Article, Relation
from graphkit.pipeline import build
from tests.support.strategies import corpora, few_examples


@few_examples
@given(corpora())
def test_weights_are_above_0_and_at_most_1(corpus: tuple[Article, ...]) -> None:
    weights = [edge["weight"] for *_, edge in build(corpus).graph.edges(data=True)]
    assert [weight for weight in weights if not 0 < weight <= 1] == []


@few_examples
@given(corpora())
def test_edges_between_articles_are_declared_or_inferred_and_none_is_a_loop(corpus: tuple[Article, ...]) -> None:
    for one, other, edge in build(corpus).graph.edges(data=True):
        assert one != other
        if edge["relation"] in (Relation.RELATED, Relation.SIMILAR):
            assert edge["declared"] is (edge["relation"] == Relation.RELATED)
            assert edge["declared"] or edge["inferred"]
            assert 0 <= edge["similarity"] <= 1


@few_examples
@given(corpora())
def test_inferred_edges_name_what_the_texts_share(corpus: tuple[Article, ...]) -> None:
    inferred = [edge for *_, edge in build(corpus).graph.edges(data=True) if edge.get("inferred")]
    assert [edge for edge in inferred if not edge["shared_terms"]] == []


@few_examples
@given(corpora())
def test_exactly_what_the_files_declare_is_declared(corpus: tuple[Article, ...]) -> None:
    edges = build(corpus).graph.edges(data=True)
    said = {(by, other if by == one else one) for one, other, edge in edges for by in edge.get("declared_by", ())}
    assert said == {(corpus[one].id, corpus[other].id) for one, other in declared_pairs(corpus).tolist()}
