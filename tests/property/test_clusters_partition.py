"""Every article is in one story at most, and a story lists just those nodes that carry its id."""

from __future__ import annotations

from collections import defaultdict

from graphkit.model import NodeKind
from tests.support.built import Built


def test_stories_and_nodes_say_the_same(built: Built) -> None:
    carried: defaultdict[str, list[str]] = defaultdict(list)
    for node, attributes in built.graph.graph.nodes(data=True):
        if "cluster" in attributes:
            carried[attributes["cluster"]].append(node)
            assert attributes["kind"] in (NodeKind.ARTICLE, NodeKind.RELATED)
    listed = {cluster.id: sorted(cluster.articles) for cluster in built.graph.clusters}
    assert {cluster: sorted(nodes) for cluster, nodes in carried.items()} == listed
    assert len(listed) == len(built.graph.clusters)


def test_a_story_has_two_articles_or_more_and_one_of_them_leads(built: Built) -> None:
    published = {article.id: article.published for article in built.corpus}
    for cluster in built.graph.clusters:
        dates = [date for article in cluster.articles if (date := published[article])]
        assert len(set(cluster.articles)) == cluster.size >= 2
        assert cluster.lead in cluster.articles
        assert (cluster.first_seen, cluster.last_seen) == (min(dates, default=None), max(dates, default=None))
        assert 0 <= cluster.providers <= cluster.size
