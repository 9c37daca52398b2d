"""Stories and threads keep the ids and names of the build before, and changes are reported.

Readers and links refer to stories, so ids must not change when a rebuild renumbers groups.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from graphkit.model import Change, StoryChange, StoryCluster, StoryGraph, Thread, time_order
from graphkit.texts.wording import words_of_name
from graphkit.texts.words import TOKEN, fold

# A group continues a former one if they share more than this part of the smaller of the two. This holds for every pair
# with a Jaccard index of a half, and for a small story that has grown large.
_GOES_ON = 0.5
# A name stays while at least this part of its words are still among the telling ones of the story.
_NAME_HOLDS = 0.5
# Two forms of one word begin alike: *closes* and *closing*, *Brücke* and *Brücken*.
_WORD_BEGINNING = 4

Previous = StoryGraph | Sequence[StoryCluster] | None


def continue_stories(
    clusters: Sequence[StoryCluster], previous: Previous
) -> tuple[tuple[StoryCluster, ...], tuple[StoryChange, ...]]:
    """Give the stories of this build the ids and names that they had in the build before.

    Parameters
    ----------
    clusters : sequence of StoryCluster
    previous : StoryGraph, sequence of StoryCluster, or None
        The build before; None if there was none.

    Returns
    -------
    tuple of StoryCluster
        Largest first, then earliest, then by id; ids and labels are unique.
    tuple of StoryChange
        By kind of change, within a kind in the order of the stories; ended stories last, in their former order.
        Empty if the stories have the articles that they had, or if there was no build before.

    Notes
    -----
    A story goes on a former one if the two share more than half of the smaller one's articles. One former story goes
    on in one story only, and a story goes on one former story: the largest overlap first, then the earliest former
    story, then the earliest new one. A name is given up when the story has changed and fewer than half of the name's
    words are still telling. A new story never gets an id that a former one had. Costs one pass over the articles.
    """
    former = previous.clusters if isinstance(previous, StoryGraph) else tuple(previous or ())
    new = [_of_story(cluster) for cluster in clusters]
    old = [_of_story(cluster) for cluster in former]
    shared = _count_shared(new, old)
    goes_on = _match(new, old, shared)
    names = _name(new, old, goes_on)
    told = tuple(replace(cluster, id=name.id, label=name.label) for cluster, name in zip(clusters, names, strict=True))
    changes = () if previous is None else _find_changes(names, old, goes_on, shared)
    return tuple(sorted(told, key=lambda story: (-story.size, time_order(story.first_seen), story.id))), changes


def continue_threads(
    clusters: Sequence[StoryCluster], threads: Sequence[Thread], previous: Previous
) -> tuple[Thread, ...]:
    """Give the threads of this build the ids and names that they had, as `continue_stories` does with stories.

    Parameters
    ----------
    clusters : sequence of StoryCluster
        After `continue_stories`: a thread is known by the ids of its stories.
    threads : sequence of Thread
    previous : StoryGraph, sequence of StoryCluster, or None
        Threads are known of a whole story graph only.

    Returns
    -------
    tuple of Thread
        Of most stories first, then earliest, then by id.
    """
    keywords = {cluster.id: cluster.keywords for cluster in clusters}
    new = [_of_thread(thread, keywords) for thread in threads]
    old = [_of_thread(thread, {}) for thread in (previous.threads if isinstance(previous, StoryGraph) else ())]
    names = _name(new, old, _match(new, old, _count_shared(new, old)))
    told = [replace(thread, id=name.id, label=name.label) for thread, name in zip(threads, names, strict=True)]
    return tuple(sorted(told, key=lambda thread: (-len(thread.clusters), time_order(thread.first_seen), thread.id)))


@dataclass(frozen=True, slots=True)
class _Group:
    """What stories and threads have in common: members under an id and a name.

    `own_ids` are the ids that the group may have by itself, the best first; `telling` are the words that say what it
    is about.
    """

    id: str
    label: str
    members: tuple[str, ...]
    begin: datetime | None
    own_ids: tuple[str, ...]
    telling: tuple[str, ...]

    @property
    def rank(self) -> tuple[float, str]:
        return time_order(self.begin), self.id


def _of_story(cluster: StoryCluster) -> _Group:
    own_ids = tuple(f"story-{article}" for article in cluster.articles)
    return _Group(cluster.id, cluster.label, cluster.articles, cluster.first_seen, own_ids, cluster.keywords)


def _of_thread(thread: Thread, keywords: Mapping[str, tuple[str, ...]]) -> _Group:
    own_ids = tuple(cluster.replace("story-", "thread-", 1) for cluster in thread.clusters)
    telling = tuple(word for cluster in thread.clusters for word in keywords.get(cluster, ()))
    return _Group(thread.id, thread.label, thread.clusters, thread.first_seen, own_ids, telling)


# How many members a new and a former group share, by their numbers; only pairs that share any.
_Shared = Mapping[tuple[int, int], int]


def _count_shared(new: Sequence[_Group], old: Sequence[_Group]) -> _Shared:
    old_of = {member: number for number, group in enumerate(old) for member in group.members}
    return Counter(
        (number, old_of[member]) for number, group in enumerate(new) for member in group.members if member in old_of
    )


def _match(new: Sequence[_Group], old: Sequence[_Group], shared: _Shared) -> dict[int, int]:
    """Number of a new group to that of the former one it goes on; one to one."""
    ranked = sorted(
        (pair for pair in shared if _is_part(pair, new, old, shared)),
        key=lambda pair: (-shared[pair], old[pair[1]].rank, new[pair[0]].rank),
    )
    goes_on: dict[int, int] = {}
    taken: set[int] = set()
    for number, before in ranked:
        if number not in goes_on and before not in taken:
            goes_on[number] = before
            taken.add(before)
    return goes_on


def _is_part(pair: tuple[int, int], new: Sequence[_Group], old: Sequence[_Group], shared: _Shared) -> bool:
    """Whether one of the two consists mostly of what it shares with the other."""
    smaller = min(len(new[pair[0]].members), len(old[pair[1]].members))
    return shared[pair] > _GOES_ON * smaller


def _name(new: Sequence[_Group], old: Sequence[_Group], goes_on: Mapping[int, int]) -> list[_Group]:
    """Give groups their final ids and labels: groups that continue choose first, others take what is free."""
    kept_labels = {n: old[before].label for n, before in goes_on.items() if _name_holds(new[n], old[before])}
    ids = {group.id for group in old}
    labels = set(map(words_of_name, kept_labels.values()))
    named = []
    for number, group in enumerate(new):
        if number in goes_on:
            group_id = old[goes_on[number]].id
        else:
            group_id = next(candidate for candidate in _own_ids(group) if candidate not in ids)
        label = kept_labels.get(number)
        if label is None:
            label = next(candidate for candidate in _own_labels(group) if words_of_name(candidate) not in labels)
        ids.add(group_id)
        labels.add(words_of_name(label))
        named.append(replace(group, id=group_id, label=label))
    return named


def _own_ids(group: _Group) -> Iterable[str]:
    """Ids to try in turn: its own, those of its later articles, then numbered ones."""
    yield group.id
    yield from group.own_ids
    yield from (f"{group.id}-{number}" for number in count(2))


def _own_labels(group: _Group) -> Iterable[str]:
    """Labels to try in turn: its own, then with its month, its day or a telling word, then with a number."""
    yield group.label
    if group.begin:
        yield f"{group.label}, {group.begin:%Y-%m}"
        yield f"{group.label}, {group.begin:%Y-%m-%d}"
    yield from (f"{group.label}, {word}" for word in group.telling if not _words(word) <= _words(group.label))
    yield from (f"{group.label} ({number})" for number in count(2))


def _name_holds(group: _Group, before: _Group) -> bool:
    """Whether the former name still fits the group; it always does if the members are the same."""
    if set(group.members) == set(before.members):
        return True
    name = _words(before.label)
    telling = _words(group.label, *group.telling)
    return len(name & telling) >= _NAME_HOLDS * len(name)


def _words(*texts: str) -> set[str]:
    """How the words of these texts begin; numbers are no words."""
    words = (fold(word) for text in texts for word in TOKEN.findall(text))
    return {word[:_WORD_BEGINNING] for word in words if not word[:1].isdecimal()}


def _find_changes(
    new: Sequence[_Group], old: Sequence[_Group], goes_on: Mapping[int, int], shared: _Shared
) -> tuple[StoryChange, ...]:
    """What became of each story; `new` have their final ids."""
    # For each new story the former ones of which it holds most, and those that it is a part of but does not continue.
    holds: defaultdict[int, list[int]] = defaultdict(list)
    broke_off: defaultdict[int, list[int]] = defaultdict(list)
    for number, before in sorted(shared):
        if shared[number, before] > _GOES_ON * len(old[before].members):
            holds[number].append(before)
        if number not in goes_on and _is_part((number, before), new, old, shared):
            broke_off[number].append(before)
    is_split = {before for origins in broke_off.values() for before in origins}
    changes = []
    for number, group in enumerate(new):
        if len(holds[number]) > 1:
            kind, origins = Change.MERGED, holds[number]
        elif number not in goes_on:
            kind, origins = Change.SPLIT if broke_off[number] else Change.NEW, broke_off[number]
        elif set(group.members) == set(old[goes_on[number]].members):
            continue
        else:
            kind, origins = _kind(group, old[goes_on[number]], goes_on[number] in is_split), [goes_on[number]]
        changes.append(_change(kind, group, [old[n] for n in origins]))
    gone_on = is_split.union(goes_on.values(), *holds.values())
    changes += [_end(group) for number, group in enumerate(old) if number not in gone_on]
    kinds = list(Change)
    return tuple(sorted(changes, key=lambda change: kinds.index(change.change)))


def _kind(group: _Group, before: _Group, is_split: bool) -> Change:
    if is_split:
        return Change.SPLIT
    return Change.SHRUNK if len(group.members) < len(before.members) else Change.GROWN


def _change(kind: Change, group: _Group, former: Sequence[_Group]) -> StoryChange:
    """The change against all former stories together: articles that came, and articles that went."""
    had = {member for before in former for member in before.members}
    has = set(group.members)
    return StoryChange(
        change=kind,
        cluster=group.id,
        label=group.label,
        former=tuple(before.id for before in sorted(former, key=lambda before: before.rank)),
        added=len(has - had),
        removed=len(had - has),
    )


def _end(group: _Group) -> StoryChange:
    return StoryChange(
        change=Change.ENDED, cluster=group.id, label=group.label, former=(group.id,), removed=len(group.members)
    )
