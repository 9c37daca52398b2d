"""One item -> a record: what it says about its own article, and about each that it lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from graphkit.model import Precision, Tallied
from graphkit.plain_text import clean_line
from graphkit.sources import keys
from graphkit.sources.addresses import canonical_address, registrable_domain, site_of, to_web_address
from graphkit.sources.dates import Moment, date_in_name, parse_date, slug_of
from graphkit.sources.fields import MAX_TITLE_CHARACTERS, Fields, describe, each_once
from graphkit.sources.items import Item, Items, Table, Value
from graphkit.sources.keys import KNOWN, NESTED, fold_key
from graphkit.sources.markup import (
    MAX_BODY_CHARACTERS,
    body_to_text,
    first_heading,
    html_to_text,
    lost_share,
    without_links,
)
from graphkit.sources.notes import FileNotes

MAX_RELATED = 1_000
"""Related items of one article: more are a mistake, or made to harm."""
_LOST = 0.5
"""Of a body's words, from which on it is counted as lost."""

_DRAFTS = "_drafts"
_DRAFT_WORDS = frozenset({"draft", "private", "pending", "hidden", "scheduled", "future", "trash"})
_PAGE = re.compile(
    r"(?!.*(?:post|article|news|blog))(?:.*page|page[-_].*|home|index|archives?|list|tags?|categor(?:y|ies)|search|landing|"
    r"redirect(?:ed)?|sitemap|feed|404|error|about|contact|none|null)s?",
    re.IGNORECASE,
)
_PAGE_FOLDERS = frozenset({"_pages", "pages", "page"})
_TEMPLATED = "template: its title, date or text is to be filled in"
_TEMPLATE = re.compile(r"\{\{|\{%|<%")
# What a layout has where the text of a page goes.
_LAYOUT = re.compile(r"\{\{-?\s*content\s*(?:\|[^}]*)?-?\}\}")
_LINKED = re.compile(r"\[([^\[\]]++)\]\([^()]*+\)")
_AUTHOR = re.compile(r"^(?:by\s+)?(?:\[\[)?(.*?)(?:\]\])?$", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*;\s*|\s+(?:and|&|und|et|y)\s+", re.IGNORECASE)
# "Ada Lee, Bo Ito" are two; of "Ada Lee, editor in chief" and "Lee, Ada" the comma is part of one.
_NAMES = re.compile(
    r"(?:\s*(?:[^\W\d_a-z][\w.'’-]+|[A-Z]\.)(?:\s+(?:[^\W\d_a-z][\w.'’-]*|de|van|von|der|da|bin|al))+\s*(?:,|$)){2,}"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_MENTION = re.compile(r"\{%\s*+(?:post_url|link)\s++(?P<name>[^%]*+)%\}|\[\[(?P<page>[^\]|#]*+)[^\]]*+\]\]")
_HAS_YEAR = re.compile(r"\b(?:1[89]|20)\d\d.\d")
INDEX = frozenset({"index", "_index", "readme"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one table of one file says about one article.

    Parameters
    ----------
    source_file : str
    position : int
        0 for the article of an item itself, 1 and up for those that it lists.
    line : int
        Where it begins.
    title : str
        Empty if there is none; such a record has an address.
    web : tuple of str
        Its page's addresses, most trusted first.
    amp : tuple of str
        Addresses of its AMP page and of caches thereof.
    web_names, amp_names : tuple of str
        The canonical addresses of these, each once; not all addresses have one.
    is_named : bool
        Whether the file itself names the provider, rather than an address.
    names : tuple of str
        What other files of the archive may call it: slug, permalink, file name.
    translation_key : str or None
        The same in all languages of one post, if the file has such a key.
    related : tuple of Record or str
        What it lists, in its order; a text is one of the `names` of another article.
    """

    source_file: str
    position: int
    line: int
    title: str
    excerpt: str = ""
    text: str = ""
    web: tuple[str, ...] = ()
    amp: tuple[str, ...] = ()
    web_names: tuple[str, ...] = ()
    amp_names: tuple[str, ...] = ()
    published: datetime | None = None
    precision: Precision = Precision.SECOND
    provider: str | None = None
    domain: str | None = None
    is_named: bool = False
    authors: tuple[str, ...] = ()
    language: str | None = None
    topics: tuple[str, ...] = ()
    quality: float | None = None
    heat: float | None = None
    is_published: bool | None = None
    type: str | None = None
    category: str | None = None
    image: str | None = None
    names: tuple[str, ...] = ()
    translation_key: str | None = None
    related: tuple[Record | str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether this is the article of the file itself."""
        return self.position == 0

    @property
    def url(self) -> str | None:
        """The address to show: the page's, else its AMP page's."""
        return next(iter(self.web + self.amp), None)


def read_post(item: Item, notes: FileNotes, provider: str | None = None) -> Record | None:
    """Read the item of a file of its own: what it does not say, its name and its body may.

    Parameters
    ----------
    item : Item
    notes : FileNotes
        Told about everything that is mended, left out, guessed or in doubt.
    provider : str, optional
        Of an article that names none and has no address.

    Returns
    -------
    Record or None
        None for a page of the site and a template, which are counted.

    Raises
    ------
    SourceError
        If there is neither a title nor a text.
    """
    table = _flat(item.table)
    fields = Fields(table, notes)
    if _is_template(fields) or _LAYOUT.search(item.body, 0, MAX_BODY_CHARACTERS):
        notes.counted(Tallied.PASSED_OVER, _TEMPLATED)
        return None
    if not item.body.strip() and not fields.text(*keys.TITLE) and (where := _redirect(fields)):
        notes.counted(Tallied.PASSED_OVER, "file that only redirects", where)
        return None
    moment = fields.date(*keys.TIME) or _date_of_path(fields, notes)
    if moment is None and (page := _page(fields, notes.source_file)):
        notes.counted(Tallied.PASSED_OVER, f"page of the site: {page}")
        return None
    text = _text(item.body, notes)
    title = fields.text(*keys.TITLE, longest=MAX_TITLE_CHARACTERS)
    if not title and (title := clean_line(first_heading(item.body))[:MAX_TITLE_CHARACTERS]):
        notes.counted(Tallied.GUESSED, "title from the first heading", title)
    if not title and text and (title := _title_of_name(notes.source_file)):
        notes.counted(Tallied.GUESSED, "title from the file name", title)
    record = _to_record(
        fields,
        notes,
        title=title,
        line=item.line,
        text=text,
        moment=moment,
        provider=provider,
        file_names=_file_names(notes.source_file),
    )
    if record is None:
        raise notes.error("neither a title nor a text: add a line 'title: ...'")
    return record


def read_entry(item: Item, notes: FileNotes, provider: str | None = None) -> Record | None:
    """Read one of the items of a feed or table; None, with a note, if it has neither title, address nor text."""
    table = _flat(item.table)
    fields = Fields(table, notes)
    if _is_template(fields):
        notes.counted(Tallied.PASSED_OVER, _TEMPLATED)
        return None
    title = fields.text(*keys.TITLE, longest=MAX_TITLE_CHARACTERS)
    text = _text(item.body, notes)
    title = title or clean_line(text)[:80]
    moment = fields.date(*keys.TIME)
    record = _to_record(fields, notes, title=title, line=item.line, text=text, moment=moment, provider=provider)
    if record is None:
        notes.noted("left out: neither a title, a text nor a web address", line=item.line)
    return record


def _flat(table: Table) -> Table:
    """Take the keys of nested tables for the file's own, where it has none of that name."""
    nested = [value for key, value in table.values.items() if isinstance(value, Table) and fold_key(key) in NESTED]
    if not nested:
        return table
    own = {fold_key(key) for key in table.values}
    flat = Table(dict(table.values), dict(table.lines))
    for inner in nested:
        for key, value in inner.values.items():
            if fold_key(key) not in own:
                flat.values[key], flat.lines[key] = value, inner.lines[key]
    return flat


def _is_template(fields: Fields) -> bool:
    return any(
        isinstance(value, str) and _TEMPLATE.match(value.strip()) for _, value in fields.values(*keys.TITLE, "date")
    )


def _page(fields: Fields, source_file: str) -> str:
    """What says that a file without a date is a page of the site; empty for an article."""
    *folders, name = source_file.split("/")
    if name.startswith("_index."):
        return "_index"
    if name.partition(".")[0].lower() in INDEX:
        folders = folders[:-1]  # its own
    if folders and folders[-1] in _PAGE_FOLDERS:
        return f"in {folders[-1]}/"
    for key, value in fields.values(*keys.LAYOUT):
        if isinstance(value, str) and _PAGE.fullmatch(value.strip().rpartition("/")[2].partition(".")[0]):
            return f"{key}: {value.strip()[:40]}"
    return ""


def _redirect(fields: Fields) -> str:
    """What says that a file is there to send readers elsewhere; empty if nothing does."""
    layouts = ((key, value) for key, value in fields.values(*keys.LAYOUT) if "redirect" in str(value).lower())
    for key, value in (*fields.values(*keys.REDIRECT), *layouts):
        if isinstance(value, str):
            return f"{key}: {value.strip()[:80]}"
    return ""


def _date_of_path(fields: Fields, notes: FileNotes) -> Moment | None:
    """The day in the file's name or folder, else in the place of its page: ``path: 2022/02/14/slug``."""
    if (moment := date_in_name(notes.source_file)) is not None:
        notes.counted(Tallied.GUESSED, "date from the file's name or folder")
        return moment
    for key, value in fields.values(*keys.SLUG):
        for path in value.values if isinstance(value, Items) else [value]:
            if isinstance(path, str) and (moment := date_in_name(path)) is not None:
                notes.counted(Tallied.GUESSED, f"date from {key}", path)
                return moment
    return None


def _title_of_name(source_file: str) -> str:
    words = re.findall(r"[^\W_]+(?:['’.][^\W_]+)*", slug_of(_stem(source_file)))
    title = " ".join(words)
    return title[:1].upper() + title[1:]


def _stem(source_file: str) -> str:
    """The file's name without suffix; a bundle's is its folder's."""
    folder, _, name = source_file.rpartition("/")
    stem = name.rpartition(".")[0] or name
    return folder.rpartition("/")[2] if stem.lower() in INDEX and folder else stem


def _to_record(
    fields: Fields,
    notes: FileNotes,
    *,
    title: str,
    line: int,
    position: int = 0,
    text: str = "",
    moment: Moment | None,
    provider: str | None = None,
    file_names: tuple[str, ...] = (),
) -> Record | None:
    web, amp = fields.addresses(*_web_keys(fields)), fields.addresses(*keys.AMP_ADDRESS)
    if not (title or web or amp or text):
        return None
    is_own = position == 0
    if is_own:
        _count_unread(fields, notes)
    name, domain, is_named = _provider(fields, (web + amp)[:1])
    return Record(
        source_file=notes.source_file,
        position=position,
        line=line,
        title=title,
        excerpt=clean_line(without_links(fields.text(*keys.EXCERPT))),
        text=text,
        web=web,
        amp=amp,
        web_names=_canonical(web),
        amp_names=_canonical(amp),
        published=moment.time if moment else None,
        precision=Precision.SECOND if moment is None or moment.precision == "second" else Precision.DAY,
        provider=name or provider,
        domain=domain,
        is_named=is_named,
        authors=_authors(fields),
        language=_language(fields),
        topics=_topics(fields, notes),
        quality=fields.figure("quality"),
        heat=fields.figure("heat"),
        is_published=_is_published(fields, notes.source_file if is_own else ""),
        type=fields.text("type") or None,
        category=_category(fields),
        image=fields.image(*keys.IMAGE),
        names=_names(fields, file_names) if is_own else (),
        translation_key=next(
            (clean_line(value) for _, value in fields.values(*keys.TRANSLATION) if isinstance(value, str)), None
        ),
        related=tuple(_related(fields, notes)) if is_own else (),
    )


def _related(fields: Fields, notes: FileNotes) -> Iterator[Record | str]:
    for key, value in fields.values(*keys.RELATED):
        listed = value if isinstance(value, Items) else Items([value], [fields.table.lines.get(key, 0)])
        if len(listed.values) > MAX_RELATED:
            fields.note(key, f"{len(listed.values):,} of them: only the first {MAX_RELATED:,} are read")
        found = zip(listed.values[:MAX_RELATED], listed.lines[:MAX_RELATED], strict=True)
        for number, (one, line) in enumerate(found):
            related = _related_one(one, line, number, key, fields, notes)
            if related is None:
                problem = f"left out: expected fields, an address or a name, found {describe(one)}"
                fields.note(f"{key}[{number}]", problem, line)
            else:
                yield related


def _related_one(
    value: Value, line: int, number: int, key: str, fields: Fields, notes: FileNotes
) -> Record | str | None:
    if isinstance(value, str) and value.strip():
        text = value.strip()
        if to_web_address(text) is None:
            match = _MENTION.fullmatch(text)
            return (match["name"] or match["page"]).strip() if match else text
        value = Table({"url": text}, {"url": line})
    if not isinstance(value, Table):
        return None
    item = Fields(value, notes, f"{key}[{number}].")
    if any(item.values(*keys.RELATED)):
        item.note("related", "left out: an article that is only listed lists no others")
    record = _to_record(
        item,
        notes,
        title=item.text(*keys.TITLE, longest=MAX_TITLE_CHARACTERS),
        line=min(value.lines.values(), default=line),
        position=number + 1,
        moment=item.date(*keys.TIME),
    )
    if record is not None and record.url is None:
        # ``{title: ..., url: /2021/other/}`` means an article of the same site.
        return next((text for _, text in item.values(*keys.SLUG) if isinstance(text, str)), record)
    return record


def _web_keys(fields: Fields) -> Iterator[str]:
    """Leave out a ``source`` that is a name."""
    for key in keys.WEB_ADDRESS:
        if key != "source" or any(isinstance(value, str) and to_web_address(value) for _, value in fields.values(key)):
            yield key


def _canonical(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(canonical_address, addresses))))


def _provider(fields: Fields, address: tuple[str, ...]) -> tuple[str | None, str | None, bool]:
    """Find the provider's name and domain, and whether the file names it; either may stand in for the other."""
    site = site_of(address[0]) if address else None
    for key, value in fields.values(*keys.PROVIDER):
        if isinstance(value, Table):
            inner = fields.inner(key, value)
            name, domain = (
                inner.text("name"),
                inner.domain("domain") or next(map(site_of, inner.addresses("url")), None),
            )
        else:
            name, domain = fields.text(key), None
            if to_web_address(name):
                name, domain = "", site_of(name)
        domain = domain or site or registrable_domain(name)
        if name or domain:
            return name or domain, domain, bool(name)
    return site, site, False


def _authors(fields: Fields) -> tuple[str, ...]:
    for key in keys.AUTHORS:
        words = fields.words(key, separators="\n")
        if len(words) == 1:
            words = tuple(part for one in _SEVERAL.split(words[0]) for part in _split_names(one))
        bare = (_LINKED.sub(r"\1", word).strip() for word in words)
        found = each_once(match[1].strip() for word in bare if (match := _AUTHOR.match(word)))
        if found:
            return found
    return ()


def _split_names(text: str) -> list[str]:
    return text.split(",") if _NAMES.fullmatch(text[:500]) else [text]


def _language(fields: Fields) -> str | None:
    written = fields.text(*keys.LANGUAGE)
    return written.lower().replace("_", "-") if _LANGUAGE.fullmatch(written) else written.lower()[:20] or None


def _topics(fields: Fields, notes: FileNotes) -> tuple[str, ...]:
    found = _words(fields, keys.TOPICS, notes)
    if not found:
        found = each_once(word for key in keys.MORE_TOPICS for word in _words(fields, (key,), notes))
    return each_once(topic.lstrip("#").strip() for topic in found)


def _words(fields: Fields, names: tuple[str, ...], notes: FileNotes) -> tuple[str, ...]:
    for key, value in fields.values(*names):
        if isinstance(value, str) and _is_jekyll(notes.source_file) and re.fullmatch(r"[^,;]+ [^,;]+", value.strip()):
            notes.counted(Tallied.GUESSED, f"{key}: each word a topic, as in Jekyll", value)
            return each_once(value.split())
        if words := fields.words(key):
            return words
    return ()


def _is_jekyll(source_file: str) -> bool:
    return not {"_posts", _DRAFTS}.isdisjoint(source_file.split("/"))


def _category(fields: Fields) -> str | None:
    return (
        next(
            (clean_line(html_to_text(value)) for _, value in fields.values("category") if isinstance(value, str)), None
        )
        or None
    )


def _is_published(fields: Fields, source_file: str) -> bool | None:
    if _DRAFTS in source_file.split("/")[:-1]:
        return False
    for key, value in fields.values(*keys.DRAFT):
        if isinstance(value, str):
            word = value.strip().lower()
            if word in _DRAFT_WORDS or (fold_key(key) != "status" and word in ("true", "yes")):
                return False
    return fields.flag("published")


def _file_names(source_file: str) -> tuple[str, ...]:
    stem = _stem(source_file)
    return source_file, stem, slug_of(stem)


def _names(fields: Fields, file_names: tuple[str, ...]) -> tuple[str, ...]:
    """What other files may call the article, as `plain_name` writes names."""
    given = [value for _, value in fields.values(*keys.SLUG) if isinstance(value, str)]
    return tuple(dict.fromkeys(filter(None, map(plain_name, [*file_names, *given]))))


def plain_name(name: str) -> str:
    """A slug, permalink or file name without what their spellings differ in."""
    bare = re.sub(r"\.(?:mdx?|markdown|html?|txt)$|/index\.\w+$", "", name.strip().partition("#")[0].partition("?")[0])
    return bare.strip("/").casefold().removeprefix("./")


def _text(body: str, notes: FileNotes) -> str:
    if not body or body.isspace():
        return ""
    if len(body) > MAX_BODY_CHARACTERS:
        notes.counted(Tallied.PASSED_OVER, f"rest of a body: its first {MAX_BODY_CHARACTERS:,} characters are read")
    source = body[:MAX_BODY_CHARACTERS]
    text = body_to_text(source)
    if lost_share(source, text) > _LOST:
        notes.counted(Tallied.PASSED_OVER, "body of which most words are code or markup")
    return text


def _count_unread(fields: Fields, notes: FileNotes) -> None:
    """Count the keys that have no meaning here, and say of which kind their values look to be."""
    for key, value in fields.table.values.items():
        if value is not None and fold_key(key) not in KNOWN:
            notes.counted(Tallied.UNREAD_KEY, key, _looks_like(key, value))


def _looks_like(key: str, value: Value) -> str:
    if isinstance(value, str):
        if to_web_address(value) and "//" in value:
            return "address"
        if _HAS_YEAR.search(value[:40]) and parse_date(value):
            return "date"
    return "author" if "author" in key.casefold() else ""
