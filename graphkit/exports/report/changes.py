"""The section on what became of the stories since the build before."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.exports.markdown import escape_markdown, to_code
from graphkit.exports.report.lines import rest_of_list
from graphkit.model import Change, StoryChange, StoryGraph
from graphkit.plain_text import count

_CHANGES_OF_KIND = 25

_HEADINGS = {
    Change.NEW: "New",
    Change.GROWN: "Grown",
    Change.SHRUNK: "Shrunk",
    Change.MERGED: "Merged",
    Change.SPLIT: "Split",
    Change.ENDED: "Ended",
}


def since_last_build(story_graph: StoryGraph) -> Iterator[str]:
    """Stories that are not what they were, by kind of change."""
    if not story_graph.changes:
        return
    yield "## Since last build"
    yield ""
    for kind in Change:
        changes = [change for change in story_graph.changes if change.change is kind]
        if not changes:
            continue
        yield f"**{_HEADINGS[kind]}: {count(len(changes), 'story', 'stories')}**"
        yield ""
        for change in changes[:_CHANGES_OF_KIND]:
            yield f"- {_told(change)}"
        yield from rest_of_list(len(changes), _CHANGES_OF_KIND, "graph.json")
        yield ""


def _told(change: StoryChange) -> str:
    name = escape_markdown(change.label)
    came = f"{count(change.added, 'article')} came" if change.added else ""
    went = f"{count(change.removed, 'article')} went" if change.removed else ""
    moved = " and ".join(part for part in (came, went) if part)
    if change.change is Change.NEW:
        return f"{name}, {count(change.added, 'article')}"
    if change.change is Change.ENDED:
        return f"{name}, had {count(change.removed, 'article')}"
    if change.change in (Change.MERGED, Change.SPLIT):
        origin = f"{name}, from {' and '.join(map(to_code, change.former))}"
        return f"{origin}; {moved}" if moved else origin
    return f"{name}, {moved}" if moved else name
