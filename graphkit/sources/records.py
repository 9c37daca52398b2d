"""One post -> records: what it says about its own article, and about each that it lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from graphkit.sources.addresses import canonical_address, registrable_domain, site_of
from graphkit.sources.fields import MAX_TITLE_CHARACTERS, Fields
from graphkit.sources.front_matter import Table, read_front_matter
from graphkit.sources.markup import MAX_BODY_CHARACTERS, body_to_text
from graphkit.sources.notes import FileNotes

TITLE = ("title", "headline")
EXCERPT = ("excerpt", "description", "summary")
TIME = ("publishedDateTime", "date", "pubDate")
WEB_ADDRESS = ("webUrl", "sourceUrl", "originalUrl", "url", "link")
AMP_ADDRESS = ("ampWebUrl", "ampUrl", "cdnAmpWebUrl", "cdnAmpUrl")
PROVIDER = ("provider", "source")
TOPICS = ("topics", "tags")
OTHERS = ("quality", "heat", "published", "type", "category", "images", "related")
KEYS = frozenset((*TITLE, *EXCERPT, *TIME, *WEB_ADDRESS, *AMP_ADDRESS, *PROVIDER, *TOPICS, *OTHERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one mapping of one file says about one article.

    Parameters
    ----------
    source_file : str
    position : int
        0 for the file's own article, 1 and up for those that it lists.
    line : int
        Where the mapping begins.
    title : str
        Empty if there is none; such a record has an address.
    web : tuple of str
        Its page's addresses, most trusted first.
    amp : tuple of str
        Addresses of its AMP page and of caches thereof.
    web_names, amp_names : tuple of str
        The canonical addresses of these, each once; not all addresses have one.
    related : tuple of Record
        What the file lists, in its order.
    """

    source_file: str
    position: int
    line: int
    title: str
    excerpt: str
    text: str
    web: tuple[str, ...]
    amp: tuple[str, ...]
    web_names: tuple[str, ...]
    amp_names: tuple[str, ...]
    published: datetime | None
    provider: str | None
    domain: str | None
    topics: tuple[str, ...]
    quality: float | None
    heat: float | None
    is_published: bool | None
    type: str | None
    category: str | None
    image: str | None
    related: tuple[Record, ...]

    @property
    def is_own(self) -> bool:
        """Whether this is the article of the file itself."""
        return self.position == 0

    @property
    def url(self) -> str | None:
        """The address to show: the page's, else its AMP page's."""
        return next(iter(self.web + self.amp), None)


def read_record(data: bytes, notes: FileNotes) -> Record:
    """Read one post.

    Parameters
    ----------
    data : bytes
        The file, or its first `MAX_FILE_BYTES`.
    notes : FileNotes
        Told about everything that is mended, left out or in doubt.

    Raises
    ------
    SourceError
        If the file as a whole cannot be used.
    """
    table, body = read_front_matter(data, KEYS, notes)
    fields = Fields(table, notes)
    related = _related(fields, notes)
    record = _to_record(fields, notes, position=0, line=1, text=_text(body, notes), related=related)
    if record is None:
        raise notes.error("neither a title nor a web address: add a line 'title: ...'")
    return record


def _related(fields: Fields, notes: FileNotes) -> tuple[Record, ...]:
    found = []
    for number, line, table in fields.tables("related"):
        item = Fields(table, notes, f"related[{number}].")
        if "related" in table.values:
            item.note("related", "left out: an article that is only listed lists no others")
        record = _to_record(item, notes, position=number + 1, line=_first_line(table, line))
        if record is None:
            fields.note(f"related[{number}]", "left out: neither a title nor a web address", line)
        else:
            found.append(record)
    return tuple(found)


def _to_record(
    fields: Fields,
    notes: FileNotes,
    *,
    position: int,
    line: int,
    text: str = "",
    related: tuple[Record, ...] = (),
) -> Record | None:
    title = fields.text(*TITLE, longest=MAX_TITLE_CHARACTERS)
    web, amp = fields.addresses(*WEB_ADDRESS), fields.addresses(*AMP_ADDRESS)
    if not (title or web or amp):
        return None
    provider, domain = _provider(fields, (web + amp)[:1])
    return Record(
        source_file=notes.source_file,
        position=position,
        line=line,
        title=title,
        excerpt=fields.text(*EXCERPT),
        text=text,
        web=web,
        amp=amp,
        web_names=_canonical(web),
        amp_names=_canonical(amp),
        published=fields.date(*TIME),
        provider=provider,
        domain=domain,
        topics=fields.words(*TOPICS),
        quality=fields.figure("quality"),
        heat=fields.figure("heat"),
        is_published=fields.flag("published"),
        type=fields.text("type") or None,
        category=fields.text("category") or None,
        image=fields.image("images"),
        related=related,
    )


def _canonical(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(canonical_address, addresses))))


def _provider(fields: Fields, address: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Find the outlet's name and domain; either stands in for the other where that is possible."""
    site = site_of(address[0]) if address else None
    for key in PROVIDER:
        value = fields.table.values.get(key)
        if isinstance(value, Table):
            inner = fields.inner(key, value)
            name, domain = inner.text("name"), inner.domain("domain") or site
        else:
            name = fields.text(key)
            domain = site or registrable_domain(name)
        if name or (value is not None and domain):
            return name or domain, domain
    return site, site


def _text(body: str, notes: FileNotes) -> str:
    if not body or body.isspace():
        return ""
    if len(body) > MAX_BODY_CHARACTERS:
        notes.noted(f"a long body: only its first {MAX_BODY_CHARACTERS:,} characters are read")
    return body_to_text(body)


def _first_line(table: Table, line: int) -> int:
    return min(table.lines.values(), default=line)
