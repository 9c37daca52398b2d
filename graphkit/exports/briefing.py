"""A briefing in Markdown: the stories of a period, ranked, as much as a newsletter holds.

Titles, names and addresses come from strangers: every one of them goes through `graphkit.exports.markdown`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphkit.exports.markdown import escape_markdown
from graphkit.exports.report.lines import article_line, is_item, rest_of_list, text_of, time_of
from graphkit.exports.report.stories import headline_of_story, name_of_story, who_was_first
from graphkit.graph.attributes import to_text
from graphkit.graph.plain_graph import PlainGraph, to_plain_graph
from graphkit.model import StoryCluster, StoryGraph
from graphkit.plain_text import count

_STORIES = 10
_ARTICLES = 6
_OTHERS = 20
_OUTLETS = 5


def ranked(story_graph: StoryGraph) -> list[StoryCluster]:
    """The stories as the page's briefing ranks them: by independent providers, then articles, then as they stand."""
    return sorted(story_graph.clusters, key=lambda story: (-story.providers, -story.size))


def render_briefing(
    story_graph: StoryGraph, whole: StoryGraph | None = None, *, period: str = "", limit: int = _STORIES
) -> Iterator[str]:
    """Render the briefing, a line at a time.

    Parameters
    ----------
    story_graph : StoryGraph
        What the briefing is about.
    whole : StoryGraph, optional
        What that was cut out of: what a story had before is told.
    period : str
        For the heading.
    limit : int
        Stories told in full; the others are named.
    """
    plain = to_plain_graph(story_graph)
    before = {} if whole is None else {story.id: story for story in whole.clusters}
    stories = ranked(plain)
    yield from (f"{line}\n" for line in _heading(plain, period))
    for number, story in enumerate(stories[:limit], 1):
        yield from (f"{line}\n" for line in _story(plain, number, story, before.get(story.id)))
    yield from (f"{line}\n" for line in _others(stories[limit:]))
    yield from (f"{line}\n" for line in _in_no_story(plain))


def _heading(plain: PlainGraph, period: str) -> Iterator[str]:
    items = [data for _, data in plain.graph.nodes(data=True) if is_item(data)]
    days = sorted(day for data in items if (day := time_of(data)[:10]))
    title = escape_markdown(to_text(plain.graph.graph["graphkit"]["options"]["title"]))
    yield f"# {title}: {period}" if period else f"# {title}"
    yield ""
    providers = len({name for data in items if (name := text_of(data, "provider"))})
    span = f", {' to '.join(dict.fromkeys((days[0], days[-1])))}" if days else ""
    by = f" by {count(providers, 'provider')}" if providers else ""
    yield f"{count(len(plain.clusters), 'story', 'stories')} in {count(len(items), 'article')}{by}{span}."
    yield "Ranked by independent providers, then articles. Near-copies of one text count once. Times are in UTC."
    yield ""


def _story(plain: PlainGraph, number: int, story: StoryCluster, whole: StoryCluster | None) -> Iterator[str]:
    yield f"## {number}. {headline_of_story(story)}"
    yield ""
    first, last = (f"{moment:%Y-%m-%d}" if moment else "" for moment in (story.first_seen, story.last_seen))
    days = f", {first}" + (f" to {last}" if last != first else "") if first else ""
    yield f"**{_counts(story)}{days}** · {name_of_story(story)}"
    yield ""
    if (excerpt := text_of(plain.graph.nodes[story.lead], "excerpt")) and excerpt != story.headline:
        yield f"“{escape_markdown(excerpt, 400)}”"
        yield ""
    if story.coverage and story.providers > 1:
        yield who_was_first(story, _OUTLETS)
        yield ""
    if whole is not None and (earlier := whole.articles.index(story.articles[0])) and whole.first_seen:
        yield f"It began on {whole.first_seen:%Y-%m-%d}, with {count(earlier, 'earlier article')} not told here."
        yield ""
    shown = _chosen(story)
    yield from (article_line(node, plain.graph.nodes[node]) for node in shown)
    yield from rest_of_list(story.size, len(shown))
    yield ""


def _chosen(story: StoryCluster) -> list[str]:
    """The lead, then the first article of each outlet, then others; of several copies of one text one."""
    copies = {
        copy for group in story.copies for copy in group if copy != (story.lead if story.lead in group else group[0])
    }
    ranked = dict.fromkeys([story.lead, *(outlet.article for outlet in story.coverage), *story.articles])
    return [article for article in ranked if article not in copies][:_ARTICLES]


def _others(stories: Sequence[StoryCluster]) -> Iterator[str]:
    if not stories:
        return
    yield "## Also"
    yield ""
    for story in stories[:_OTHERS]:
        yield f"- {headline_of_story(story)} · {_counts(story)}"
    yield from rest_of_list(len(stories), _OTHERS)
    yield ""


def _in_no_story(plain: PlainGraph) -> Iterator[str]:
    """The newest of what no other article is about."""
    told = {article for story in plain.clusters for article in story.articles}
    alone = [(node, data) for node, data in plain.graph.nodes(data=True) if is_item(data) and node not in told]
    if not alone:
        return
    yield "## In no story"
    yield ""
    newest = sorted(alone, key=lambda one: (time_of(one[1]), one[0]), reverse=True)
    yield from (article_line(node, data) for node, data in newest[:_OTHERS])
    yield from rest_of_list(len(alone), _OTHERS)
    yield ""


def _counts(story: StoryCluster) -> str:
    by = f" by {count(story.providers, 'independent provider')}" if story.providers else ""
    return f"{count(story.size, 'article')}{by}"
