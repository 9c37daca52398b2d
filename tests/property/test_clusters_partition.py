"""Every article is in one story at most, and a story lists just those nodes that carry its id."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given

from graphkit.model import Article, NodeKind
from graphkit.pipeline import build
from tests.support.strategies import corpora, few_examples


@few_examples
@given(corpora())
def test_stories_and_nodes_say_the_same(corpus: tuple[Article, ...]) -> None:
    story_graph = build(corpus)
    carried: defaultdict[str, list[str]] = defaultdict(list)
    for node, attributes in story_graph.graph.nodes(data=True):
        if "cluster" in attributes:
            carried[attributes["cluster"]].append(node)
            assert attributes["kind"] in (NodeKind.ARTICLE, NodeKind.RELATED)
    listed = {cluster.id: sorted(cluster.articles) for cluster in story_graph.clusters}
    assert {cluster: sorted(nodes) for cluster, nodes in carried.items()} == listed
    assert len(listed) == len(story_graph.clusters)


@few_examples
@given(corpora())
def test_a_story_has_two_articles_or_more_and_one_of_them_leads(corpus: tuple[Article, ...]) -> None:
    published = {article.id: article.published for article in corpus}
    for cluster in build(corpus).clusters:
        dates = [date for article in cluster.articles if (date := published[article])]
        assert len(set(cluster.articles)) == cluster.size >= 2
        assert cluster.lead in cluster.articles
        assert (cluster.first_seen, cluster.last_seen) == (min(dates, default=None), max(dates, default=None))
        assert 0 <= cluster.providers <= cluster.size
