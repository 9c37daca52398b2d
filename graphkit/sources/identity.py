"""Records of all files -> articles, one for each real article.

An article is known by its addresses: what two files call differently is one article as soon as a third record knows
both names. Without an address, two files tell one article only if title, text and day are the same.
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple

from networkx.utils import UnionFind

from graphkit.model import Article, Outcome, ReadingNote
from graphkit.sources.addresses import title_from_address
from graphkit.sources.fields import each_once
from graphkit.sources.mentions import Mentions
from graphkit.sources.records import Record
from graphkit.sources.translations import find_translations, language_of_files

ID_CHARACTERS = 13
"""65 bits: among a million articles, two meet once in seventy million corpora."""
_MOST_TITLES = 2
"""Of the files that share a page's address; an address with more titles is a feed's or a section's."""

_PLAIN = ("excerpt", "text", "domain", "quality", "heat", "is_published", "type", "category", "image")
"""Fields that an article has from the first of its records that knows them."""
_WORD = re.compile(r"\w+")


class Identified(NamedTuple):
    """What `identify` finds.

    Parameters
    ----------
    articles : tuple of Article
        Sorted by id.
    notes : tuple of ReadingNote
        Addresses that name more than one article, names in ``related`` that no article has, articles without a title.
    joined : tuple of tuple of str
        Places (file, or file and line) that tell one article, sorted.
    """

    articles: tuple[Article, ...]
    notes: tuple[ReadingNote, ...]
    joined: tuple[tuple[str, ...], ...]


def identify(posts: Iterable[Record]) -> Identified:
    """Join records that mean the same article.

    Parameters
    ----------
    posts : iterable of Record
        The files' own records, in any order.
    """
    own = sorted(posts, key=lambda record: (record.source_file, record.line))
    paths = language_of_files(sorted({record.source_file for record in own}))
    languages = [record.language or paths[record.source_file][0] or None for record in own]
    records: list[Record] = []
    language_of: dict[int, str | None] = {}
    start_of: list[int] = []
    for post, language in zip(own, languages, strict=True):
        start_of.append(len(records))
        language_of[len(records)] = language
        records += [post, *(one for one in post.related if isinstance(one, Record))]
    names = [_names(record, language_of.get(number)) for number, record in enumerate(records)]
    groups, notes = _group(records, names)
    ids = _ids(groups, records, names)
    id_of = {number: ids[group] for group, members in enumerate(groups) for number in members}
    mentions = Mentions((records[start], id_of[start], language_of[start]) for start in start_of)
    related: defaultdict[int, list[str]] = defaultdict(list)
    for start in start_of:
        related[start] = list(_related(records[start], start, id_of, mentions, language_of[start], notes))
    translations: defaultdict[str, set[str]] = defaultdict(set)
    for numbers in find_translations(own, languages):
        same = {id_of[start_of[number]] for number in numbers}
        for one in same:
            translations[one] |= same - {one}
    articles = []
    for group, members in enumerate(groups):
        merged = sorted(members, key=lambda number: not records[number].is_own)
        listed = [one for number in merged for one in related.get(number, ())]
        language = next(filter(None, map(language_of.get, merged)), None)
        parts = [records[number] for number in merged]
        articles.append(_merge(ids[group], parts, listed, language, sorted(translations[ids[group]])))
        if not any(record.title for record in parts):
            notes.append(_note(parts[0], "title", "no title: named after its address"))
    joined = [places for members in groups if len(places := _places([records[n] for n in members])) > 1]
    return Identified(tuple(sorted(articles, key=lambda one: one.id)), tuple(notes), tuple(sorted(joined)))


def _places(records: Sequence[Record]) -> tuple[str, ...]:
    own = [record for record in records if record.is_own]
    files = {record.source_file for record in own}
    if len(files) == len(own):
        return tuple(sorted(files))
    return tuple(sorted(f"{record.source_file}:{record.line}" for record in own))


def _related(
    post: Record,
    start: int,
    id_of: dict[int, str],
    mentions: Mentions,
    language: str | None,
    notes: list[ReadingNote],
) -> Iterator[str]:
    number = start
    for place, one in enumerate(post.related):
        if isinstance(one, Record):
            number += 1
            yield id_of[number]
        elif (found := mentions.find(one, language)) is not None:
            yield found
        else:
            problem = f"left out: no article here goes by the name {one[:80]!r}"
            notes.append(_note(post, f"related[{place}]", problem))


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
    """What a record calls its article.

    Parameters
    ----------
    sure : sequence of str
        Names of it alone; the first one makes its id.
    shared : sequence of str
        Names that may be another's by mistake.
    is_page : bool
        Whether the sure name is that of a web page, rather than of an AMP page or made of the title.
    title : str
        For a record without an address: what a list may know it by.
    """

    sure: Sequence[str]
    shared: Sequence[str] = ()
    is_page: bool = False
    title: str = ""


def _names(record: Record, language: str | None) -> _Names:
    if record.web_names:
        first, *others = dict.fromkeys((*record.web_names, *record.amp_names))
        return _Names([first], others, is_page=True)
    if record.amp_names:
        return _Names(record.amp_names)
    day = record.published.date().isoformat() if record.published else ""
    provider = record.domain or (record.provider or "").casefold()
    title = f"title:{provider}:{_plain_title(record)}:{day}"
    if not record.is_own:
        return _Names([], title=title)
    # Where a file lies says nothing about what it is. A title alone says little: "Editorial" is one of many.
    # The same text on another day is an event that recurs.
    content = f"{day}\n{record.excerpt}\n{record.text}"
    return _Names(
        [f"text:{provider}:{language or ''}:{_plain_title(record)}:{_digest(content)[:ID_CHARACTERS]}"], title=title
    )


def _plain_title(record: Record) -> str:
    return " ".join(_WORD.findall(record.title.casefold())) or record.title


def _group(records: Sequence[Record], names: Sequence[_Names]) -> tuple[list[list[int]], list[ReadingNote]]:
    """Put together the numbers of records that are one article; groups and numbers ascending."""
    groups: UnionFind[int] = UnionFind(range(len(records)))
    notes = []
    for name, numbers in _by_name(enumerate(one.sure for one in names)).items():
        titles = {_plain_title(records[number]) for number in numbers if records[number].is_own}
        if len(titles) <= _MOST_TITLES:
            groups.union(*numbers)
        else:
            for alike in _by_name((number, [_plain_title(records[number])]) for number in numbers).values():
                groups.union(*alike)
            problem = f"not used to tell articles apart: {len(titles)} articles have {name.removeprefix('//')}"
            notes.append(_note(records[numbers[0]], "webUrl", problem))
    notes += _join_shared(records, names, groups)
    _join_listed_titles(records, names, groups)
    members = defaultdict(list)
    for number in range(len(records)):
        members[groups[number]].append(number)
    return sorted(members.values()), notes


def _join_shared(records: Sequence[Record], names: Sequence[_Names], groups: UnionFind[int]) -> list[ReadingNote]:
    """Join by second names, except for those that several articles claim: these tell nothing."""
    claims = _by_name(enumerate(one.shared for one in names))
    sure = _by_name((number, one.sure) for number, one in enumerate(names) if one.is_page)
    doubtful: list[str] = []
    certain: list[str] = []
    for name, claimants in claims.items():
        alike = claimants + sure.get(name, [])
        several_pages = len({groups[number] for number in alike}) > 1
        several_titles = len({_plain_title(records[number]) for number in alike}) > 1
        (doubtful if several_pages and several_titles else certain).append(name)
    everyone = _by_name((number, [*one.sure, *one.shared]) for number, one in enumerate(names))
    for name in certain:
        groups.union(*everyone[name])
    return [
        _note(
            records[claims[name][0]],
            "webUrl" if name in records[claims[name][0]].web_names else "ampWebUrl",
            f"not used to tell articles apart: several claim {name.removeprefix('//')}",
        )
        for name in doubtful
    ]


def _join_listed_titles(records: Sequence[Record], names: Sequence[_Names], groups: UnionFind[int]) -> None:
    """Join what lists know by title and day alone: to the one file of that title, if there is just one."""
    for numbers in _by_name((number, [one.title] if one.title else []) for number, one in enumerate(names)).values():
        listed = [number for number in numbers if not records[number].is_own]
        owners = {groups[number] for number in numbers if records[number].is_own}
        if listed:
            groups.union(*listed, *(owners if len(owners) == 1 else ()))


def _by_name(named: Iterable[tuple[int, Sequence[str]]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, names in named:
        for name in names:
            found.setdefault(name, []).append(number)
    return found


def _ids(groups: Sequence[Sequence[int]], records: Sequence[Record], names: Sequence[_Names]) -> list[str]:
    """An id for each group, made of its best name; where two have the same one, of their texts as well."""
    primary = [_primary_name(members, records, names) for members in groups]
    count: defaultdict[str, int] = defaultdict(int)
    for name, _ in primary:
        count[name] += 1
    unique = [name if count[name] == 1 else f"{name} {more}" for name, more in primary]
    ids = assign_ids(dict.fromkeys(unique))
    return [ids[name] for name in unique]


def _primary_name(members: Sequence[int], records: Sequence[Record], names: Sequence[_Names]) -> tuple[str, str]:
    """The name that the id is made of, and what tells it from another of that name.

    A page's goes before any other, a file's before a list's, then the smallest.
    """

    def rank(number: int) -> tuple[bool, bool, str, str]:
        one = names[number]
        name = one.title or one.sure[0]
        return (
            not one.is_page,
            not records[number].is_own,
            name,
            _plain_title(records[number]) + next(iter(one.sure), ""),
        )

    *_, name, more = rank(min(members, key=rank))
    return name, more


def _merge(
    article_id: str,
    records: Sequence[Record],
    related: Iterable[str],
    language: str | None,
    translations: Iterable[str],
) -> Article:
    """Make one article of its records: the first that knows a field decides it."""
    pages = [address for record in records for address in record.web]
    url = next(iter(pages), None) or _first(records, "url")
    dated = next((record for record in records if record.published is not None), records[0])
    naming = [record for record in records if record.is_named] or records
    return Article(
        id=article_id,
        title=_first(records, "title") or title_from_address(url or ""),
        url=url,
        published=dated.published,
        published_precision=dated.precision,
        provider=_first(naming, "provider"),
        authors=each_once(author for record in records for author in record.authors),
        language=language or _first(records, "language"),
        topics=each_once(topic for record in records for topic in record.topics),
        source_files=tuple(sorted({record.source_file for record in records if record.is_own})),
        related=tuple(dict.fromkeys(other for other in related if other != article_id)),
        translations=tuple(translations),
        **{field: found for field in _PLAIN if (found := _first(records, field)) is not None},
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
