"""Feeds: RSS, Atom and JSON Feed, as they were saved; nothing is fetched."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from graphkit.plain_text import clean_text
from graphkit.sources.addresses import site_of, to_web_address
from graphkit.sources.encoding import decode
from graphkit.sources.formats.json_text import JsonBreakError, JsonCursor
from graphkit.sources.formats.keys import provider_of, rename
from graphkit.sources.formats.lines import read_whole
from graphkit.sources.formats.sniffing import POST_SUFFIXES, head_text, is_json_feed, is_xml_feed
from graphkit.sources.items import HEAD_BYTES, Item, Items, Table, Value
from graphkit.sources.notes import FileNotes
from graphkit.sources.values import TooDeepError, to_table, to_value

_ADVICE = "split the feed into several"
_ENTRY = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(?:item|entry)[\s>/]")
_RSS_AUTHOR = re.compile(r"[^\s()]+@[^\s()]+\s*\(([^()]+)\)")
# What is read of an entry by hand below, and what feedparser works out for itself.
_DERIVED = re.compile(
    r".*_(?:detail|parsed)|title|link|links|id|guidislink|summary|content|published|updated|authors?|contributors"
    r"|tags|source|media_\w+|image|enclosures|language|feedburner_origlink|href"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What all kinds of feeds say of one article."""

    line: int
    address: str | None
    values: Mapping[str, Value]
    body: str
    identity: str = ""
    source: Table | None = None


@dataclass(frozen=True, slots=True)
class _Feed:
    title: str
    address: str
    language: str
    authors: Sequence[str]
    entries: Sequence[_Entry]


@dataclass(frozen=True, slots=True)
class XmlFeeds:
    """RSS 0.9x, 1.0 and 2.0, and Atom."""

    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As messages have it."""
        return "RSS or Atom feed"

    def claims(self, head: bytes, suffix: str) -> bool:
        """By the document's first element, whatever the file is called."""
        return suffix not in POST_SUFFIXES and is_xml_feed(head_text(head))

    def items(self, file: BinaryIO, notes: FileNotes) -> Iterator[Item]:
        """Read the entries in their order. XML that is not well-formed is read as far as it tells anything.

        Raises
        ------
        SourceError
            If it is not well-formed and no entry can be made out, or it is too large.

        Notes
        -----
        Memory for the whole feed. An outlet of its own is what an entry names as its source; else the feed's title,
        where the entry lies on the feed's own site: of what others wrote, a feed's title says nothing.
        """
        data = read_whole(file, notes, _ADVICE)
        found = _parse(data, notes)
        lines = _entry_lines(data, len(found.entries))
        entries = [_xml_entry(entry, line) for entry, line in zip(found.entries, lines, strict=True)]
        title, address, language = (_plain(found.feed.get(key)) for key in ("title", "link", "language"))
        yield from _items(_Feed(title, address, language, _author_names(found.feed), entries), self.names)


@dataclass(frozen=True, slots=True)
class JsonFeeds:
    """JSON Feed 1.0 and 1.1."""

    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As messages have it."""
        return "JSON Feed"

    def claims(self, head: bytes, suffix: str) -> bool:
        """By its version, which comes first."""
        return suffix not in POST_SUFFIXES and is_json_feed(head_text(head))

    def items(self, file: BinaryIO, notes: FileNotes) -> Iterator[Item]:
        """Read the items in their order; where JSON breaks off, what is before is read.

        Raises
        ------
        SourceError
            If it breaks before the first item, or there is no list of items.
        """
        cursor = JsonCursor(decode(read_whole(file, notes, _ADVICE), notes), notes)
        about: dict[str, object] = {}
        entries: list[_Entry] | None = None
        try:
            for key in cursor.members():
                if key == "items" and cursor.peek() == "[":
                    entries = []
                    _read_json_entries(cursor, entries, notes)
                else:
                    about[key] = cursor.value()
        except JsonBreakError as error:
            if not entries:
                raise notes.error(f"a JSON Feed that cannot be read: {error.problem}", error.line) from error
            problem = f"{error.problem}: what is before it is read (items: {len(entries):,}), what follows is not"
            notes.noted(problem, line=error.line)
        if entries is None:
            raise notes.error("a JSON Feed without a list 'items': download it again")
        title, address, language = (_plain(about.get(key)) for key in ("title", "home_page_url", "language"))
        yield from _items(_Feed(title, address, language, _people(about), entries), self.names)


def _items(feed: _Feed, names: Mapping[str, str]) -> Iterator[Item]:
    sites = [site_of(entry.address) if entry.address else None for entry in feed.entries]
    own = site_of(_absolute(feed.address)) if feed.address else None
    if own is None and len(found := {site for site in sites if site}) == 1:
        own = found.pop()
    # Some feeds give all their entries one and the same.
    identities = Counter(entry.identity for entry in feed.entries)
    for entry, site in zip(feed.entries, sites, strict=True):
        values: dict[str, Value] = {key: value for key, value in entry.values.items() if value not in (None, "")}
        is_own = site is None or site == own
        if entry.identity not in ("", entry.address) and identities[entry.identity] == 1:
            values["canonical_url"] = entry.identity
        provider = _provider(entry.source, feed.title, entry.line, is_own=is_own)
        if provider is not None:
            values["provider"] = provider
        if feed.language:
            values.setdefault("language", feed.language)
        if feed.authors and is_own:
            values.setdefault("authors", _texts(feed.authors, entry.line))
        yield Item(rename(Table(values, dict.fromkeys(values, entry.line)), names), entry.body, entry.line)


def _provider(source: Table | None, feed_title: str, line: int, *, is_own: bool) -> Table | None:
    if source is not None and source.values.get("name"):
        # Where an aggregator links to itself, its entry's source knows the outlet; else the link knows better: a
        # source's address is that of a feed, which others may serve.
        domain = source.values.get("domain") if is_own else None
        return provider_of(source.values["name"], domain, line)
    return provider_of(feed_title, None, line) if is_own and feed_title else None


def _parse(data: bytes, notes: FileNotes) -> Any:
    """Parse by feedparser, and say what it had to overlook; a wrong declaration of the encoding is none of it."""
    # 0.1 s, and no post needs it.
    import feedparser

    unreadable = "a feed that cannot be read, since no entry can be made out: download it again"
    try:
        # A file object, since bytes are first tried as the name of a file. Markup is taken out by the reader of
        # texts; feedparser's own cleaning would take as long again.
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # whatever its parts raise: UnicodeDecodeError and ValueError were seen
        raise notes.error(unreadable) from error
    defect = found.get("bozo_exception")
    if isinstance(defect, feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType):
        defect = None
    line = defect.getLineNumber() if hasattr(defect, "getLineNumber") else None
    if line is not None and not head_text(data[:HEAD_BYTES]).startswith("<?xml"):
        # feedparser puts a line with a declaration before.
        line -= 1
    if not found.entries and (defect is not None or not found.version):
        raise notes.error(unreadable, line)
    if defect is not None:
        problem = f"not well-formed XML: read as far as it can be made out (entries: {len(found.entries):,})"
        notes.repaired(problem, line=line)
    return found


def _entry_lines(data: bytes, count: int) -> list[int]:
    """The line of each entry; all 1 where that cannot be told, as in UTF-16."""
    lines, line, counted = [], 1, 0
    for match in _ENTRY.finditer(data):
        line += data.count(b"\n", counted, match.start())
        counted = match.start()
        lines.append(line)
    return lines if len(lines) == count else [1] * count


def _xml_entry(entry: Any, line: int) -> _Entry:
    link = _plain(entry.get("link"))
    original, identity = _plain(entry.get("feedburner_origlink")), _plain(entry.get("id"))
    address = _absolute(original or link) or _absolute(identity)
    content = _longest(_plain(part.get("value")) for part in entry.get("content", ()))
    summary = _plain(entry.get("summary"))
    others = {
        str(key): clean_text(value)
        for key, value in dict.items(entry)
        if isinstance(value, str) and not _DERIVED.fullmatch(key)
    }
    values = others | {
        "title": _plain(entry.get("title")),
        "originalUrl": original,
        "link": link or _absolute(identity),
        "summary": summary if summary != content else "",
        # `in` first: without it feedparser warns that it takes the one for the other.
        "date": _plain(entry.get("published") or (entry.get("updated") if "updated" in entry else None)),
        "authors": _texts(_author_names(entry), line),
        "tags": _texts((tag.get("label") or tag.get("term") for tag in entry.get("tags", ())), line),
        "image": _image(entry),
        "language": _plain(entry.get("title_detail", {}).get("language")),
    }
    return _Entry(line, address, values, content, _absolute(identity), _source(entry, line))


def _author_names(about: Any) -> list[str]:
    """The names of those who wrote an entry, or the whole feed; never an address."""
    # RSS has `desk@example.org (Name)`, which feedparser takes apart in a wrong place if the domain's end is long.
    if match := _RSS_AUTHOR.fullmatch(_plain(about.get("author"))):
        return [match[1]]
    names = [_plain(author.get("name")) for author in about.get("authors", ())]
    return [name for name in names if name and "@" not in name]


def _source(entry: Any, line: int) -> Table | None:
    source = entry.get("source")
    if not isinstance(source, dict):
        return None
    address = _plain(source.get("href") or source.get("link"))
    return provider_of(_plain(source.get("title")), address, line)


def _image(entry: Any) -> str:
    """Find a picture among all that may be one: Media RSS, enclosures, iTunes."""
    media = [one for one in entry.get("media_content", ()) if _is_picture(one)]
    found = [*media, *entry.get("media_thumbnail", ()), *(link for link in entry.get("links", ()) if _is_picture(link))]
    if isinstance(image := entry.get("image"), dict):
        found.append(image)
    return next((address for one in found if (address := _plain(one.get("url") or one.get("href")))), "")


def _is_picture(one: Mapping[str, str]) -> bool:
    return one.get("medium") == "image" or str(one.get("type", "")).startswith("image/")


def _read_json_entries(cursor: JsonCursor, entries: list[_Entry], notes: FileNotes) -> None:
    for line in cursor.elements():
        value = cursor.value()
        if not isinstance(value, dict):
            notes.noted("left out: expected an object with the fields of an item", line=line)
            continue
        try:
            entries.append(_json_entry(value, line))
        except TooDeepError as error:
            notes.noted(f"this item is left out: {error}", line=line)


def _json_entry(item: dict[Any, Any], line: int) -> _Entry:
    read = {"id", "url", "content_html", "content_text", "authors", "author", "banner_image", "image", "date_modified"}
    table = to_table({key: value for key, value in item.items() if key not in read}, line)
    url = _plain(item.get("url")) or _absolute(_plain(item.get("id")))
    values = table.values | {
        "url": url,
        "authors": _texts(_people(item), line),
        "image": to_value(item.get("image") or item.get("banner_image"), line),
    }
    if "date_published" not in values:
        values["date"] = to_value(item.get("date_modified"), line)
    # A linked item is about another page, whose address is no name of this one.
    values.pop("external_url", None)
    body = _plain(item.get("content_html")) or _plain(item.get("content_text"))
    return _Entry(line, _absolute(url), values, body, _absolute(_plain(item.get("id"))))


def _people(about: Mapping[Any, Any]) -> list[str]:
    """The names of those who wrote an item, or the whole feed: one in JSON Feed 1.0, a list in 1.1."""
    people = about.get("authors") or [about.get("author")]
    listed = people if isinstance(people, list) else []
    return [name for one in listed if isinstance(one, dict) and (name := _plain(one.get("name")))]


def _texts(found: Iterable[object], line: int) -> Items | None:
    texts: list[Value] = [text for one in found if (text := _plain(one))]
    return Items(texts, [line] * len(texts)) if texts else None


def _longest(texts: Iterable[str]) -> str:
    return max(texts, key=len, default="")


def _plain(value: object) -> str:
    return clean_text(value) if isinstance(value, str) else ""


def _absolute(address: str | None) -> str:
    return address if address and address.startswith(("http:", "https:")) and to_web_address(address) else ""
