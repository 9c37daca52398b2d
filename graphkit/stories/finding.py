"""Links become stories: groups, their names, what is told of each, and the threads that join them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphkit.links.vectors import TextVectors
from graphkit.model import Facet, Links, NodeKind, Progress, StoryChange, StoryCluster, StoryGraph, Thread
from graphkit.options import Options
from graphkit.stories.continuity import continue_stories, continue_threads
from graphkit.stories.groups import find_groups
from graphkit.stories.naming import name_stories
from graphkit.stories.telling import centrality, tell_stories
from graphkit.stories.threads import find_threads
from graphkit.texts.reading import Texts
from graphkit.texts.wording import read_wording
from graphkit.tuning import Tuning

_ITEMS = (NodeKind.ARTICLE, NodeKind.RELATED)


@dataclass(frozen=True, slots=True)
class Stories:
    """What was found.

    Parameters
    ----------
    clusters : tuple of StoryCluster
        Largest first.
    threads : tuple of Thread
        Of most stories first.
    changes : tuple of StoryChange
        What became of the stories of the build before.
    """

    clusters: tuple[StoryCluster, ...]
    threads: tuple[Thread, ...]
    changes: tuple[StoryChange, ...]


def find_stories(
    texts: Texts,
    vectors: TextVectors,
    links: Links,
    facets: Sequence[Facet],
    previous: StoryGraph | None,
    options: Options,
    on_progress: Progress,
    tuning: Tuning,
) -> Stories:
    """Find the stories that links make, name and describe them, and find the threads between them.

    Parameters
    ----------
    texts : Texts
    vectors : TextVectors
    links : Links
    facets : sequence of Facet
    previous : StoryGraph, optional
        Stories and threads go on under the ids and names that they had there.
    options : Options
    on_progress : Progress
    tuning : Tuning
    """
    articles = texts.articles
    on_progress("stories", 0, len(articles))
    groups = find_groups(articles, links, options, tuning)

    on_progress("names", 0, len(groups))
    wording = read_wording(texts)
    names = name_stories(articles, wording, groups, centrality(len(articles), groups, links))
    told = tell_stories(articles, groups, names, links, facets, options)
    clusters, changes = continue_stories(told, previous)

    on_progress("threads", 0, len(clusters))
    threads = continue_threads(clusters, find_threads(articles, wording, clusters, vectors, options), previous)
    thread_of = {cluster: thread.id for thread in threads for cluster in thread.clusters}
    in_threads = tuple(replace(cluster, thread=thread_of.get(cluster.id)) for cluster in clusters)

    # To build twice is to build once: a build of the same articles tells the changes that were told.
    if previous is not None and not changes and _items(previous) == {article.id for article in articles}:
        changes = previous.changes
    return Stories(in_threads, threads, changes)


def _items(story_graph: StoryGraph) -> set[str]:
    return {node for node, attributes in story_graph.graph.nodes(data=True) if attributes["kind"] in _ITEMS}
