"""A story graph as a report: what an editor wants to know first, then what was wrong with the files.

Markdown. A section is a function that yields lines. Titles, names and addresses come from strangers: every one of
them goes through `graphkit.exports.markdown`, and none stands at the start of a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from graphkit.exports.markdown import escape_markdown
from graphkit.exports.report.changes import since_last_build
from graphkit.exports.report.inputs import files_that_were_mended, joined_files, odd_dates, what_was_read
from graphkit.exports.report.lines import is_item, time_of
from graphkit.exports.report.links import link_audit
from graphkit.exports.report.stories import in_no_story, list_of_stories, stories_in_full, threads_in_time
from graphkit.graph.attributes import Plain, to_plain, to_text
from graphkit.graph.plain_graph import to_plain_graph
from graphkit.model import NodeKind, StoryGraph
from graphkit.plain_text import count
from graphkit.survey import Survey


def render_report(story_graph: StoryGraph, found: Survey | None = None) -> Iterator[str]:
    """Render the report, a line at a time.

    Parameters
    ----------
    story_graph : StoryGraph
    found : Survey, optional
        What was read: every file that was skipped, repaired or joined is named; of mere notes, the first 200.
    """
    story_graph = to_plain_graph(story_graph)
    sections = chain(
        _overview(story_graph, found),
        since_last_build(story_graph),
        list_of_stories(story_graph),
        stories_in_full(story_graph),
        threads_in_time(story_graph),
        in_no_story(story_graph),
        link_audit(story_graph),
        _inputs(found),
        _origin(story_graph),
    )
    for line in sections:
        yield f"{line}\n"


def _inputs(found: Survey | None) -> Iterator[str]:
    if found is not None:
        for section in (files_that_were_mended, joined_files, odd_dates, what_was_read):
            yield from section(found)


def _overview(story_graph: StoryGraph, found: Survey | None) -> Iterator[str]:
    kinds = dict.fromkeys(NodeKind, 0)
    times = []
    for _, attributes in story_graph.graph.nodes(data=True):
        if (kind := attributes.get("kind")) in kinds:
            kinds[kind] += 1
        if "published" in attributes and is_item(attributes):
            times.append(time_of(attributes))
    items = kinds[NodeKind.ARTICLE] + kinds[NodeKind.RELATED]
    in_stories = sum(cluster.size for cluster in story_graph.clusters)

    yield f"# {escape_markdown(to_text(_options(story_graph).get('title', 'Related stories')))}"
    yield ""
    read = count(kinds[NodeKind.ARTICLE], "article") + (f" from {count(found.corpus.files, 'file')}" if found else "")
    yield (
        f"- **{read}**, and {count(kinds[NodeKind.RELATED], 'related item')} that they list;"
        f" {count(kinds[NodeKind.PROVIDER], 'provider')}, {count(kinds[NodeKind.TOPIC], 'topic')}."
    )
    if times:
        undated = items - len(times)
        yield f"- Published from {min(times)} to {max(times)}" + (f"; {undated:,} without a date." if undated else ".")
    yield (
        f"- **{count(len(story_graph.clusters), 'story', 'stories')}** with {in_stories:,} of the {items:,} articles"
        f" and related items; {items - in_stories:,} in no story."
    )
    if found is not None and (found.skipped or found.repaired):
        told = f"{count(found.skipped, 'file')} skipped, {found.repaired:,} repaired"
        yield f"- **{told}**: named below, with the reasons."
    yield ""
    yield "Times are in UTC. Near-copies of one text count as one provider."
    yield ""


def _origin(story_graph: StoryGraph) -> Iterator[str]:
    yield "## How this was made"
    yield ""
    yield f"graphkit {escape_markdown(to_text(_made(story_graph).get('version', '')))} with these options:"
    yield ""
    yield "| Option | Value |"
    yield "| --- | --- |"
    for name, value in _options(story_graph).items():
        yield f"| {escape_markdown(name)} | {escape_markdown(to_text(value))} |"


def _made(story_graph: StoryGraph) -> dict[str, Plain]:
    made = to_plain(story_graph.graph.graph.get("graphkit"))
    return made if isinstance(made, dict) else {}


def _options(story_graph: StoryGraph) -> dict[str, Plain]:
    options = _made(story_graph).get("options")
    return options if isinstance(options, dict) else {}
