"""A story is in one thread at most, and a thread lists just those stories that carry its id; so do copies."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

from graphkit.options import Options
from tests.support.built import Built


def test_stories_and_threads_say_the_same(built: Built) -> None:
    carried: defaultdict[str, list[str]] = defaultdict(list)
    for cluster in built.graph.clusters:
        if cluster.thread:
            carried[cluster.thread].append(cluster.id)
    listed = {thread.id: sorted(thread.clusters) for thread in built.graph.threads}
    assert {thread: sorted(clusters) for thread, clusters in carried.items()} == listed
    assert [clusters for clusters in listed.values() if len(clusters) < 2] == []
    assert len({thread.label.casefold() for thread in built.graph.threads}) == len(built.graph.threads)


def test_outlets_and_copies_of_a_story_are_those_of_its_articles(built: Built) -> None:
    for cluster in built.graph.clusters:
        copied = list(chain.from_iterable(cluster.copies))
        assert len(set(copied)) == len(copied)
        assert set(copied) | {seen.article for seen in cluster.coverage} <= set(cluster.articles)
        assert [copies for copies in cluster.copies if len(copies) < 2] == []
        lags = [seen.lag_hours for seen in cluster.coverage if seen.lag_hours is not None]
        assert lags == sorted(lags)
        assert min(lags, default=0.0) >= 0.0
        assert cluster.providers <= len(cluster.coverage)
        assert cluster.is_event is (cluster.providers >= Options().event_providers)
