"""An article that has nothing in common with any other is linked to none and is in no story."""

from __future__ import annotations

from graphkit.model import StoryGraph
from graphkit.pipeline import build
from tests.support.builders import make_article
from tests.support.built import Built

# No piece of three letters in it is in any word of the corpora; decades away.
STRANGER = make_article("stranger", days=9_000, title="Zyzzyva quux", provider=None, domain=None)


def test_a_stranger_is_linked_to_nobody_and_changes_nothing_that_is_declared(built: Built) -> None:
    with_stranger = build([*built.corpus, STRANGER])
    assert list(with_stranger.graph.edges("stranger")) == []
    assert "cluster" not in with_stranger.graph.nodes["stranger"]
    assert declared(with_stranger) == declared(built.graph)


def declared(story_graph: StoryGraph) -> list[tuple[str, str]]:
    return [(one, other) for one, other, edge in story_graph.graph.edges(data=True) if edge.get("declared")]
