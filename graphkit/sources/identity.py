"""Records of all files -> articles, one for each real article.

An article is known by all its addresses: what two files call differently is one article as soon as a third
record knows both names.
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from graphkit.model import Article, Outcome, ReadingNote
from graphkit.sources.addresses import title_from_address
from graphkit.sources.fields import each_once
from graphkit.sources.records import Record

ID_CHARACTERS = 13
"""65 bits: among a million articles, two meet once in seventy million corpora."""

_WORD = re.compile(r"\w+")


def identify(posts: Iterable[Record]) -> tuple[tuple[Article, ...], tuple[ReadingNote, ...]]:
    """Join records that mean the same article.

    Parameters
    ----------
    posts : iterable of Record
        The files' own records, in any order.

    Returns
    -------
    articles : tuple of Article
        Sorted by id.
    notes : tuple of ReadingNote
        Addresses that name more than one article, and articles without a title.
    """
    own = sorted(posts, key=lambda record: record.source_file)
    records = [record for post in own for record in (post, *post.related)]
    names = [_names(record) for record in records]
    groups, notes = _group(records, names)
    primary = [_primary_name(members, records, names) for members in groups]
    ids = assign_ids(primary)
    id_of = {number: ids[name] for name, members in zip(primary, groups, strict=True) for number in members}
    # A file's listed records follow its own, in their order.
    number_of = {id(record): number for number, record in enumerate(records)}
    articles = []
    for name, members in zip(primary, groups, strict=True):
        merged = sorted((records[number] for number in members), key=lambda record: not record.is_own)
        related = [id_of[number_of[id(item)]] for record in merged for item in record.related]
        articles.append(_merge(ids[name], merged, related))
        if not any(record.title for record in merged):
            notes.append(_note(merged[0], "title", "no title: named after its address"))
    return tuple(sorted(articles, key=lambda article: article.id)), tuple(notes)


def assign_ids(names: Iterable[str], length: int = ID_CHARACTERS) -> dict[str, str]:
    """Derive a short id from each name.

    An id depends on its name alone, unless another name would have the same one: then both become longer.

    Parameters
    ----------
    names : iterable of str
        Each once.
    length : int
        Of an id, in characters.
    """
    ids = {}
    by_id = defaultdict(list)
    for name in names:
        by_id[_digest(name)[:length]].append(name)
    for short, alike in by_id.items():
        if len(alike) == 1:
            ids[alike[0]] = short
        else:
            ids |= assign_ids(alike, 2 * length)
    return ids


def _digest(name: str) -> str:
    return base64.b32encode(blake2b(name.encode(), digest_size=40).digest()).decode().lower()


@dataclass(frozen=True, slots=True)
class _Names:
    """What a record calls its article: `sure` names it alone, `shared` may be another's by mistake."""

    sure: Sequence[str]
    shared: Sequence[str] = ()
    is_page: bool = False
    """Whether the sure names are those of a web page, rather than of an AMP page or made of the title."""


def _names(record: Record) -> _Names:
    if record.web_names:
        return _Names(record.web_names, [name for name in record.amp_names if name not in record.web_names], True)
    if record.amp_names:
        return _Names(record.amp_names)
    # Other files may tell the same without an address; where a file lies says nothing about what it is.
    day = record.published.date().isoformat() if record.published else ""
    return _Names([f"title:{record.domain or ''}:{_plain_title(record)}:{day}"])


def _plain_title(record: Record) -> str:
    return " ".join(_WORD.findall(record.title.casefold())) or record.title


def _group(records: Sequence[Record], names: Sequence[_Names]) -> tuple[list[list[int]], list[ReadingNote]]:
    """Put together the numbers of records that share a name; groups and numbers ascending."""
    groups = _Groups(len(records))
    for numbers in _by_name(enumerate(one.sure for one in names)).values():
        groups.join(numbers)
    notes = []
    claims = _by_name(enumerate(one.shared for one in names))
    sure = _by_name((number, one.sure) for number, one in enumerate(names) if one.is_page)
    doubtful: list[str] = []
    certain: list[str] = []
    for name, claimants in claims.items():
        alike = claimants + sure.get(name, [])
        several_pages = len({groups.find(number) for number in alike}) > 1
        several_titles = len({_plain_title(records[number]) for number in alike}) > 1
        (doubtful if several_pages and several_titles else certain).append(name)
    everyone = _by_name((number, [*one.sure, *one.shared]) for number, one in enumerate(names))
    for name in certain:
        groups.join(everyone[name])
    for name in doubtful:
        first = records[claims[name][0]]
        problem = f"not used to tell articles apart: several claim {name.removeprefix('//')}"
        notes.append(_note(first, "ampWebUrl", problem))
    return groups.listed(), notes


def _by_name(named: Iterable[tuple[int, Sequence[str]]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, names in named:
        for name in names:
            found.setdefault(name, []).append(number)
    return found


class _Groups:
    """Disjoint sets of numbers; each is known by its smallest."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, number: int) -> int:
        parent = self._parent
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    def join(self, numbers: Sequence[int]) -> None:
        roots = {self.find(number) for number in numbers}
        smallest = min(roots)
        for root in roots:
            self._parent[root] = smallest

    def listed(self) -> list[list[int]]:
        members = defaultdict(list)
        for number in range(len(self._parent)):
            members[self.find(number)].append(number)
        return list(members.values())


def _primary_name(members: Sequence[int], records: Sequence[Record], names: Sequence[_Names]) -> str:
    """The name that the id is made of: a page's over any other, a file's over a list's, then the smallest."""

    def rank(number: int) -> tuple[bool, bool, str]:
        return not names[number].is_page, not records[number].is_own, names[number].sure[0]

    return names[min(members, key=rank)].sure[0]


def _merge(article_id: str, records: Sequence[Record], related: Iterable[str]) -> Article:
    """Make one article of its records: the first that knows a field decides it."""
    pages = [address for record in records for address in record.web]
    url = next(iter(pages), None) or _first(records, "url")
    return Article(
        id=article_id,
        title=_first(records, "title") or title_from_address(url or ""),
        excerpt=_first(records, "excerpt") or "",
        text=_first(records, "text") or "",
        url=url,
        published=_first(records, "published"),
        provider=_first(records, "provider"),
        domain=_first(records, "domain"),
        topics=each_once(topic for record in records for topic in record.topics),
        quality=_first(records, "quality"),
        heat=_first(records, "heat"),
        is_published=_first(records, "is_published"),
        type=_first(records, "type"),
        category=_first(records, "category"),
        image=_first(records, "image"),
        source_files=tuple(sorted({record.source_file for record in records if record.is_own})),
        related=tuple(dict.fromkeys(other for other in related if other != article_id)),
    )


def _first(records: Iterable[Record], field: str) -> Any:
    for record in records:
        value = getattr(record, field)
        if value is not None and value != "":
            return value
    return None


def _note(record: Record, field: str, problem: str) -> ReadingNote:
    path = field if record.is_own else f"related[{record.position - 1}].{field}"
    return ReadingNote(
        source_file=record.source_file, outcome=Outcome.NOTED, problem=problem, line=record.line, field=path
    )
