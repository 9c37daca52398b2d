"""Rows and objects -> items: the outlet, names and the text taken out of whatever they are wrapped in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from graphkit.sources.items import Item, Items, Table, Value
from graphkit.sources.keys import (
    AUTHORS,
    BODY,
    DOMAIN,
    MORE_PROVIDERS,
    MORE_TOPICS,
    PROVIDER,
    TELLING,
    TIME,
    TOPICS,
    fold_key,
)

_BODY = tuple(map(fold_key, BODY))
_DOMAIN = tuple(map(fold_key, DOMAIN))
_PROVIDER = tuple(map(fold_key, PROVIDER))
_PROVIDERS = (*_PROVIDER, *map(fold_key, MORE_PROVIDERS))
_WHEN_OR_MORE = frozenset(map(fold_key, (*TIME, *BODY)))
_NAMED = tuple(map(fold_key, (*AUTHORS, *TOPICS, *MORE_TOPICS)))

NO_NAMES: Mapping[str, str] = MappingProxyType({})

_WRAPPED = ("title", "headline", "excerpt", "content")
_MARK_CHARACTERS = 40
_CUT_MARK = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")


def rename(table: Table, names: Mapping[str, str]) -> Table:
    """Give fields the names that they have here.

    Parameters
    ----------
    table : Table
    names : mapping of str to str
        A key of theirs by the key of ours that it stands for: ``{"title": "Headline"}``. Compared folded.

    Returns
    -------
    Table
        In the order of `table`. A field that had our name already, but was not chosen, is left out.
    """
    if not names:
        return table
    ours_of = {fold_key(theirs): ours for ours, theirs in names.items()}
    chosen = {ours_of[fold_key(key)] for key in table.values if fold_key(key) in ours_of}
    taken = {fold_key(ours) for ours in chosen}
    new_names = {
        key: ours_of.get(fold_key(key), key)
        for key in table.values
        if fold_key(key) in ours_of or fold_key(key) not in taken
    }
    return Table(
        {new: table.values[key] for key, new in new_names.items()},
        {new: table.lines[key] for key, new in new_names.items() if key in table.lines},
    )


def tells_an_article(keys: Iterable[str], names: Mapping[str, str] = NO_NAMES) -> bool:
    """Whether these are the keys of an article: one of a title or an address is among them."""
    telling = TELLING | {fold_key(theirs) for theirs in names.values()}
    return any(fold_key(key) in telling for key in keys)


def tells_when_or_more(keys: Iterable[str], names: Mapping[str, str] = NO_NAMES) -> bool:
    """Whether a date or a text is among these keys: the settings of a site have a title and an address, too."""
    telling = _WHEN_OR_MORE | {fold_key(theirs) for ours, theirs in names.items() if fold_key(ours) in _WHEN_OR_MORE}
    return any(fold_key(key) in telling for key in keys)


def to_item(table: Table, line: int, names: Mapping[str, str] = NO_NAMES) -> Item:
    """Make an item of a row or an object: put its outlet together, and take its text out of its fields.

    Parameters
    ----------
    table : Table
        Of one article, as the file has it; may be changed.
    line : int
    names : mapping of str to str
        What the user maps by hand, as in `rename`.
    """
    table = rename(table, names)
    keys = {fold_key(key): key for key, value in table.values.items() if value not in (None, "")}
    _set_provider(table, keys, line)
    _unwrap(table, keys)
    for key in _NAMED:
        if key in keys and isinstance(found := table.values.get(keys[key]), Items | Table):
            table.values[keys[key]] = _names_in(found)
    return Item(table, _take_body(table, keys), line)


def _unwrap(table: Table, keys: Mapping[str, str]) -> None:
    """Take texts out of the objects that WordPress's and the New York Times' interfaces put them in."""
    for key in _WRAPPED:
        if key in keys and isinstance(found := table.values.get(keys[key]), Table):
            table.values[keys[key]] = _first(found, "rendered", "main")
            if "rendered" in found.values:
                # Their tags are numbers, which say nothing here.
                for numbers in ("tags", "categories"):
                    table.values.pop(numbers, None)
                    table.lines.pop(numbers, None)


def _set_provider(table: Table, keys: Mapping[str, str], line: int) -> None:
    """Bring the outlet's name and domain together, wherever they stand."""
    named = [keys[key] for key in _PROVIDERS if key in keys and not _is_address(table.values[keys[key]])]
    domains = [keys[key] for key in _DOMAIN if key in keys]
    given = table.values[named[0]] if named else None
    name, site = _name_of(given), _first(given, "domain", "url", "uri", "href") if isinstance(given, Table) else None
    site = site or (_text(table.values[domains[0]]) if domains else None)
    if site and "." not in site:
        name, site = name or site, None
    if not site and isinstance(given, str) and fold_key(named[0]) in _PROVIDER:
        return
    for used in (*named[:1], *domains[:1]):
        del table.values[used], table.lines[used]
    if name or site:
        table.values["provider"] = provider_of(name, site, line)
        table.lines["provider"] = line


def _is_address(value: Value) -> bool:
    return isinstance(value, str) and value.startswith(("http:", "https:"))


def provider_of(name: Value, domain: Value, line: int) -> Table:
    """Make the fields of an outlet of those that are known."""
    known: dict[str, Value] = {key: value for key, value in (("name", name), ("domain", domain)) if value}
    return Table(known, dict.fromkeys(known, line))


def _name_of(value: Value) -> str | None:
    """What a thing with a name is called; a text is a name itself."""
    return (
        _first(value, "name", "title", "label", "term", "tag", "original") if isinstance(value, Table) else _text(value)
    )


def _names_in(value: Items | Table) -> Value:
    """Tags and authors are given as objects as often as by their names."""
    if isinstance(value, Table):
        return _name_of(value) or value
    names = [_name_of(one) or one for one in value.values]
    return Items(names, value.lines)


def _first(table: Table, *keys: str) -> str | None:
    return next((found for key in keys if (found := _text(table.values.get(key)))), None)


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) and value else None


def _take_body(table: Table, keys: Mapping[str, str]) -> str:
    for key in _BODY:
        if key in keys and isinstance(found := table.values[keys[key]], str):
            del table.values[keys[key]]
            table.lines.pop(keys[key], None)
            # News API cuts its texts and says so in them.
            return found[:-_MARK_CHARACTERS] + _CUT_MARK.sub("", found[-_MARK_CHARACTERS:])
    return ""
