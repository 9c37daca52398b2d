"""An article that has nothing in common with any other is linked to none and is in no story."""

from __future__ import annotations

from hypothesis import given

from graphkit.model import Article
from graphkit.pipeline import build
from tests.support.builders import make_article
from tests.support.strategies import corpora, few_examples

# No piece of three letters in it is in any word of the strategies; decades away.
STRANGER = make_article("stranger", days=9_000, title="Zyzzyva quux", provider=None, domain=None)


@few_examples
@given(corpora())
def test_a_stranger_is_linked_to_nobody(corpus: tuple[Article, ...]) -> None:
    story_graph = build([*corpus, STRANGER])
    assert list(story_graph.graph.edges("stranger")) == []
    assert "cluster" not in story_graph.graph.nodes["stranger"]


@few_examples
@given(corpora())
def test_what_the_files_declare_stays_when_a_stranger_comes(corpus: tuple[Article, ...]) -> None:
    def declared(*articles: Article) -> list[tuple[str, str]]:
        edges = build(articles).graph.edges(data=True)
        return [(one, other) for one, other, edge in edges if edge.get("declared")]

    assert declared(*corpus, STRANGER) == declared(*corpus)
