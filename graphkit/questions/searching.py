"""Which articles some words are in, the best first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphkit.model import NodeKind, StoryGraph
from graphkit.questions.selection import moment_of
from graphkit.texts.words import TOKEN, fold, is_unspaced

_ITEMS = (NodeKind.ARTICLE, NodeKind.RELATED)
_FIELDS = ("excerpt", "provider", "authors", "topics", "url")


def search_items(story_graph: StoryGraph, words: str) -> tuple[str, ...]:
    """Find the articles and related items that have all of the words.

    Parameters
    ----------
    story_graph : StoryGraph
    words : str
        Each has to begin a word of the title, the excerpt, the provider, an author, a topic, the address, or the name
        of the story; accents and capitals make no difference. In scripts without spaces it may stand anywhere.

    Returns
    -------
    tuple of str
        Ids: those with more of the words in the title first, then the newest.
    """
    wanted = [_pattern(word) for word in TOKEN.findall(fold(words))]
    if not wanted:
        return ()
    stories = {node: story.label for story in story_graph.clusters for node in story.articles}
    found = []
    for node, data in story_graph.graph.nodes(data=True):
        if data.get("kind") not in _ITEMS:
            continue
        title = fold(str(data.get("title") or data.get("label", "")))
        whole = f"{title}\n{fold(_rest(data))}\n{fold(stories.get(node, ''))}"
        if all(pattern.search(whole) for pattern in wanted):
            in_title = sum(1 for pattern in wanted if pattern.search(title))
            moment = moment_of(data)
            found.append((-in_title, -moment.timestamp() if moment else float("inf"), node))
    return tuple(node for *_, node in sorted(found))


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(re.escape(word) if is_unspaced(word) else rf"(?<!\w){re.escape(word)}")


def _rest(data: Mapping[str, Any]) -> str:
    values = (data.get(name, "") for name in _FIELDS)
    return "\n".join(text for value in values for text in ([str(value)] if not _is_list(value) else map(str, value)))


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
