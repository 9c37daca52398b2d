"""The stories of a graph as a vault of Obsidian: a note for each story and each thread, linked with one another.

Names of notes are made of words of strangers: none is a path, and none has a meaning to a file system or in a link.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graphkit.exports.markdown import escape_markdown
from graphkit.exports.report.lines import text_of, texts
from graphkit.exports.report.stories import articles_of_story, headline_of_story, who_was_first
from graphkit.graph.plain_graph import PlainGraph, to_plain_graph
from graphkit.model import Relation, StoryCluster, StoryGraph, Thread
from graphkit.plain_text import clean_line, count, shorten

INDEX = "Stories"
_ARTICLES = 100
_LINKED = 20
_NAME_CHARACTERS = 60  # of four bytes at most, so that every file system takes the name
# Letters, their marks, digits, and these: nothing that some file system refuses or that has a meaning in a link.
_IN_NAME = frozenset(" _-,.'&+()·–—")
_OF_WORDS = ("L", "M", "Nd", "Nl")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))})
_NOT_IN_TAG = re.compile(r"[^\w-]+")
# Of Obsidian's own beside Markdown: comments and programs of a plugin, highlights, fields that plugins read.
_OBSIDIAN = re.compile("%|=(?==)|:(?=:)")


def render_vault(story_graph: StoryGraph) -> dict[str, Iterable[str]]:
    """Render the notes, by their names.

    A story's note has its figures as properties, its topics as tags, its articles, and links to its thread and to the
    stories that its articles are linked with; a thread's note has its stories in order of time; ``Stories.md`` has all.
    """
    plain = to_plain_graph(story_graph)
    names = _Notes(stories={story.id: story for story in plain.clusters}, threads={t.id: t for t in plain.threads})
    names.give(INDEX, INDEX)
    for story in plain.clusters:
        names.give(story.id, story.label)
    for thread in plain.threads:
        names.give(thread.id, f"Thread {thread.label}")
    linked = _linked(plain)
    notes: dict[str, Iterable[str]] = {names.file(INDEX): _index(plain, names)}
    notes |= {names.file(story.id): _story(plain, story, names, linked[story.id]) for story in plain.clusters}
    notes |= {names.file(thread.id): _thread(thread, names) for thread in plain.threads}
    return notes


@dataclass(frozen=True, slots=True)
class _Notes:
    """The name of each note, unique without regard to case, and what the notes are about, by id."""

    stories: Mapping[str, StoryCluster]
    threads: Mapping[str, Thread]
    _by_id: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def give(self, note: str, wanted: str) -> None:
        base = to_note_name(wanted)
        name, number = base, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{base} {number}"
        self._taken.add(name.casefold())
        self._by_id[note] = name

    def file(self, note: str) -> str:
        return f"{self._by_id[note]}.md"

    def link(self, note: str) -> str:
        return f"[[{self._by_id[note]}]]"


def to_note_name(text: str) -> str:
    """A text as the name of a note: no path, no device of Windows, no link's own characters, not too long."""
    bare = "".join(map(_in_name, unicodedata.normalize("NFC", clean_line(text))))
    name = shorten(" ".join(bare.split()), _NAME_CHARACTERS).strip(" .,'&+()·–—-…")
    return f"{name} story" if name.casefold().partition(".")[0] in _DEVICES else name or "Story"


def _in_name(character: str) -> str:
    if character in _IN_NAME or (category := unicodedata.category(character)).startswith(_OF_WORDS):
        return character
    return "" if category == "Cf" else " "  # such as a mark of direction


def _story(plain: PlainGraph, story: StoryCluster, names: _Notes, linked: Counter[str]) -> Iterator[str]:
    thread = names.threads.get(story.thread or "")
    others = sorted(linked, key=lambda other: (-linked[other], other))[:_LINKED]
    topics = Counter(topic for node in story.articles for topic in texts(plain.graph.nodes[node].get("topics")))
    yield from _properties(
        {
            "aliases": [clean_line(story.headline)] if story.headline else [],
            "tags": list(
                dict.fromkeys(["story", *filter(None, (_to_tag(topic) for topic, _ in topics.most_common(8)))])
            ),
            "articles": story.size,
            "providers": story.providers,
            "event": story.is_event,
            "first_seen": story.first_seen and f"{story.first_seen:%Y-%m-%d}",
            "last_seen": story.last_seen and f"{story.last_seen:%Y-%m-%d}",
            "keywords": [clean_line(keyword) for keyword in story.keywords],
            "url": text_of(plain.graph.nodes[story.lead], "url"),
            "thread": names.link(thread.id) if thread else None,
            "linked": [names.link(other) for other in others],
            "id": story.id,
        }
    )
    yield f"# {_shown(headline_of_story(story))}\n\n"
    if (excerpt := text_of(plain.graph.nodes[story.lead], "excerpt")) and excerpt != story.headline:
        yield f"“{_shown(escape_markdown(excerpt, 400))}”\n\n"
    if story.coverage and story.providers > 1:
        yield f"{_shown(who_was_first(story))}\n\n"
    yield "## Articles\n\n"
    yield from (f"{_shown(line)}\n" for line in articles_of_story(story, plain, _ARTICLES, None))
    if thread:
        yield f"\n## Thread\n\n{names.link(thread.id)}\n\n"
        yield from _list((other for other in thread.clusters if other != story.id), names)
    if others:
        yield "\n## Linked stories\n\n"
        for other in others:
            yield f"- {names.link(other)} · {count(linked[other], 'link')}\n"


def _thread(thread: Thread, names: _Notes) -> Iterator[str]:
    yield from _properties(
        {
            "tags": ["thread"],
            "stories": [names.link(story) for story in thread.clusters],
            "first_seen": thread.first_seen and f"{thread.first_seen:%Y-%m-%d}",
            "last_seen": thread.last_seen and f"{thread.last_seen:%Y-%m-%d}",
            "id": thread.id,
        }
    )
    yield f"# {_shown(escape_markdown(thread.label))}\n\n"
    yield from _list(thread.clusters, names)


def _index(plain: PlainGraph, names: _Notes) -> Iterator[str]:
    yield "# Stories\n\n"
    yield from _list(names.stories, names)
    if plain.threads:
        yield "\n## Threads\n\n"
        for thread in plain.threads:
            yield f"- {names.link(thread.id)} · {count(len(thread.clusters), 'story', 'stories')}\n"


def _list(stories: Iterable[str], names: _Notes) -> Iterator[str]:
    for story in map(names.stories.__getitem__, stories):
        day = f"{story.first_seen:%Y-%m-%d}" if story.first_seen else "undated"
        yield f"- {day} · {names.link(story.id)} · {count(story.size, 'article')}\n"


def _linked(plain: PlainGraph) -> defaultdict[str, Counter[str]]:
    """For each story the others that its articles are linked with, and by how many links."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    stories = {article: story.id for story in plain.clusters for article in story.articles}
    for one, other, attributes in plain.graph.edges(data=True):
        ends = stories.get(one), stories.get(other)
        if attributes["relation"] in (Relation.RELATED, Relation.SIMILAR) and None not in ends and ends[0] != ends[1]:
            found[str(ends[0])][str(ends[1])] += 1
            found[str(ends[1])][str(ends[0])] += 1
    return found


def _properties(values: Mapping[str, object]) -> Iterator[str]:
    """Front matter; texts in double quotes as in JSON, which YAML reads alike, days bare, so that they are days."""
    yield "---\n"
    for name, value in values.items():
        if value is None or value == [] or value == "":
            continue
        is_day = name in ("first_seen", "last_seen")
        # A plugin runs what stands between <% and %>, wherever in a note.
        text = json.dumps(value, ensure_ascii=False).replace("<%", "\\u003c%")
        yield f"{name}: {value if is_day else text}\n"
    yield "---\n\n"


def _to_tag(topic: str) -> str:
    """A topic as a tag; one of digits only would be none."""
    tag = _NOT_IN_TAG.sub("-", topic).strip("-_")
    return "" if tag.isdecimal() else tag


def _shown(markdown: str) -> str:
    """Escaped Markdown in which Obsidian finds nothing of its own either."""
    return _OBSIDIAN.sub(r"\\\g<0>", markdown)
