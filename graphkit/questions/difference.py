"""What has changed from one graph to another: articles that came and went, and what became of the stories."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.model import NodeKind, StoryChange, StoryGraph
from graphkit.stories.continuity import continue_stories

_ITEMS = (NodeKind.ARTICLE, NodeKind.RELATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a later graph has and an earlier one had not, and the other way round.

    Parameters
    ----------
    added, removed : tuple of str
        Ids of articles and related items, sorted.
    changes : tuple of StoryChange
        As in `StoryGraph.changes`.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changes: tuple[StoryChange, ...]


def find_difference(old: StoryGraph, new: StoryGraph) -> Difference:
    """Compare two graphs by the ids of their articles; stories are matched by the articles that they share."""
    had, has = _items(old), _items(new)
    _, changes = continue_stories(new.clusters, old)
    return Difference(added=tuple(sorted(has - had)), removed=tuple(sorted(had - has)), changes=changes)


def _items(story_graph: StoryGraph) -> set[str]:
    return {node for node, data in story_graph.graph.nodes(data=True) if data.get("kind") in _ITEMS}
