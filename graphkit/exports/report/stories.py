"""Sections on the stories, the threads that they make, and what is in no story."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from graphkit.exports.markdown import escape_markdown
from graphkit.exports.report.lines import (
    article_line,
    headline,
    is_item,
    rest,
    rest_of_list,
    seen,
    text_of,
    time_of,
)
from graphkit.graph.attributes import to_lag
from graphkit.model import NodeKind, StoryCluster, StoryGraph
from graphkit.plain_text import count

# A report that nobody can read to its end says nothing: the tables hold the rest.
_STORIES_LISTED = 50
_STORIES_IN_FULL = 25
_ARTICLES_OF_STORY = 30
_OUTLETS_OF_STORY = 12
_COPIES_OF_ARTICLE = 12
_THREADS = 25
_STORIES_OF_THREAD = 30
_ARTICLES_IN_NO_STORY = 20


def list_of_stories(story_graph: StoryGraph) -> Iterator[str]:
    """Every large story in one table."""
    yield "## Stories"
    yield ""
    if not story_graph.clusters:
        yield "No two articles are about the same matter at the same time."
        yield ""
        return
    yield "| Story | Lead headline | Articles | Providers | First seen | Last seen |"
    yield "| --- | --- | ---: | ---: | --- | --- |"
    for cluster in story_graph.clusters[:_STORIES_LISTED]:
        lead = headline(cluster.lead, story_graph.graph.nodes[cluster.lead])
        first, last = seen(cluster)
        yield f"| {name_of_story(cluster)} | {lead} | {cluster.size:,} | {cluster.providers:,} | {first} | {last} |"
    yield ""
    yield from rest(len(story_graph.clusters), _STORIES_LISTED, "clusters.csv")


def stories_in_full(story_graph: StoryGraph) -> Iterator[str]:
    """The largest stories with their articles in order of time; copies of one text take one line."""
    if not story_graph.clusters:
        return
    threads = {thread.id: thread.label for thread in story_graph.threads}
    yield "## Stories, article by article"
    yield ""
    for cluster in story_graph.clusters[:_STORIES_IN_FULL]:
        yield f"### {name_of_story(cluster)}"
        yield ""
        yield _about(cluster)
        if cluster.coverage:
            yield ""
            yield who_was_first(cluster)
        if cluster.thread in threads:
            yield ""
            yield f"Part of the thread {escape_markdown(threads[cluster.thread])}."
        yield ""
        yield from articles_of_story(cluster, story_graph)
        yield ""
    yield from rest(len(story_graph.clusters), _STORIES_IN_FULL, "articles.csv")


def threads_in_time(story_graph: StoryGraph) -> Iterator[str]:
    """Stories about one matter, weeks or months apart, each thread in order of time."""
    if not story_graph.threads:
        return
    stories = {cluster.id: cluster for cluster in story_graph.clusters}
    yield "## Threads"
    yield ""
    yield "Stories about one matter, weeks or months apart."
    yield ""
    for thread in story_graph.threads[:_THREADS]:
        yield f"### {escape_markdown(thread.label)}"
        yield ""
        for cluster in thread.clusters[:_STORIES_OF_THREAD]:
            first, _ = seen(stories[cluster])
            yield f"- {first[:10]} · {name_of_story(stories[cluster])} · {count(stories[cluster].size, 'article')}"
        yield from rest_of_list(len(thread.clusters), _STORIES_OF_THREAD, "clusters.csv")
        yield ""
    yield from rest(len(story_graph.threads), _THREADS, "clusters.csv")


def in_no_story(story_graph: StoryGraph) -> Iterator[str]:
    """The first of the articles and related items that no story has."""
    told = {article for cluster in story_graph.clusters for article in cluster.articles}
    nodes = story_graph.graph.nodes(data=True)
    alone = [(node, attributes) for node, attributes in nodes if is_item(attributes) and node not in told]
    if not alone:
        return
    articles = sum(attributes["kind"] == NodeKind.ARTICLE for _, attributes in alone)
    counts = {"article": articles, "related item": len(alone) - articles}
    yield "## In no story"
    yield ""
    yield f"{' and '.join(count(number, what) for what, number in counts.items() if number)}, in order of time:"
    yield ""
    # Undated ones last, as in the stories.
    first = heapq.nsmallest(_ARTICLES_IN_NO_STORY, alone, key=lambda one: (time_of(one[1]) or "undated", str(one[0])))
    for node, attributes in first:
        yield article_line(node, attributes)
    yield from rest_of_list(len(alone), _ARTICLES_IN_NO_STORY, "articles.csv")
    yield ""


def name_of_story(cluster: StoryCluster) -> str:
    """The label, with a badge if enough outlets have the story."""
    return escape_markdown(cluster.label) + (" · **event**" if cluster.is_event else "")


def _about(cluster: StoryCluster) -> str:
    first, last = seen(cluster)
    span = first if first == last else f"{first} to {last}"
    counts = f"{count(cluster.size, 'article')}, {count(cluster.providers, 'independent provider')}, {span}."
    keywords = ", ".join(map(escape_markdown, cluster.keywords))
    return f"{counts} Keywords: {keywords}." if keywords else counts


def headline_of_story(cluster: StoryCluster) -> str:
    """What its lead says, else its name."""
    return escape_markdown(cluster.headline or cluster.label)


def who_was_first(cluster: StoryCluster, most: int = _OUTLETS_OF_STORY) -> str:
    """The outlets in the order in which they came to it."""
    outlets = [escape_markdown(to_lag(outlet)) for outlet in cluster.coverage[:most]]
    more = len(cluster.coverage) - len(outlets)
    return f"First: {'; '.join(outlets)}" + (f"; and {more:,} more." if more else ".")


def articles_of_story(
    cluster: StoryCluster,
    story_graph: StoryGraph,
    most: int = _ARTICLES_OF_STORY,
    table: str | None = "articles.csv",
) -> Iterator[str]:
    """The articles in order of time, copies of one text on one line; how many more there are, and in which table."""
    nodes = story_graph.graph.nodes
    copies_of = {group[0]: group[1:] for group in cluster.copies}
    stacked = {copy for copies in copies_of.values() for copy in copies}
    texts = [article for article in cluster.articles if article not in stacked]
    for article in texts[:most]:
        line = article_line(article, nodes[article])
        if copies := copies_of.get(article):
            at = [text_of(nodes[copy], "provider") or "an unknown provider" for copy in copies[:_COPIES_OF_ARTICLE]]
            line += f" · also as {'a copy' if len(copies) == 1 else 'copies'} at {', '.join(map(escape_markdown, at))}"
            line += f" and {len(copies) - len(at):,} more" if len(copies) > len(at) else ""
        yield line
    yield from rest_of_list(len(texts), most, table)
