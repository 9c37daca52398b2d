"""Ghost's export: posts, and the tables that say which tags and authors they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphkit.sources.notes import FileNotes

GHOST_TABLES = frozenset({"posts", "tags", "posts_tags", "users", "posts_authors", "posts_meta"})
# Ghost writes its own address so, and does not say what it is.
_OWN_ADDRESS = "__GHOST_URL__"
_WANTED = ("title", "html", "plaintext", "published_at", "custom_excerpt", "canonical_url", "feature_image", "slug")


def ghost_posts(
    tables: Mapping[str, Sequence[tuple[int, Any]]], notes: FileNotes
) -> Iterator[tuple[int, dict[Any, Any]]]:
    """Read the posts of an export of Ghost, with the names of their tags and authors.

    Pages are passed over and counted; internal tags (``#name``) are left out, and so is all that is known of people
    but their names.

    Parameters
    ----------
    tables : mapping of str to sequence of (int, object)
        Rows and their lines by table.
    notes : FileNotes
    """
    tags = _joined(tables, "posts_tags", "tag_id", "tags")
    authors = _joined(tables, "posts_authors", "author_id", "users")
    users = {row.get("id"): row.get("name") for row in _rows(tables, "users")}
    pages = 0
    for line, post in tables["posts"]:
        if not isinstance(post, dict):
            notes.noted("left out: expected an object with the fields of a post", line=line)
            continue
        if post.get("type", "post") != "post" or post.get("page") in (True, "1"):
            pages += 1
            continue
        found = {key: value for key in _WANTED if (value := post.get(key)) is not None and not _is_own(value)}
        number, author = _scalar(post.get("id")), users.get(_scalar(post.get("author_id")))
        if found.get("html"):
            found.pop("plaintext", None)
        found["tags"] = [name for name in tags[number] if not name.startswith("#")]
        found["authors"] = authors[number] or ([author] if author else [])
        found["draft"] = post.get("status") not in (None, "published", "sent")
        yield line, found
    if pages:
        notes.noted(f"passed over, since only posts are read: {pages:,} of type 'page'")


def _is_own(value: object) -> bool:
    return isinstance(value, str) and value.startswith(_OWN_ADDRESS)


def _joined(
    tables: Mapping[str, Sequence[tuple[int, Any]]], pairs: str, key: str, names: str
) -> defaultdict[object, list[str]]:
    """Find the names that each post has by a table of pairs, in the order that Ghost shows them in."""
    name_of = {row.get("id"): row.get("name") for row in _rows(tables, names)}
    found: defaultdict[object, list[str]] = defaultdict(list)
    for row in sorted(_rows(tables, pairs), key=_sort_order):
        if isinstance(name := name_of.get(row.get(key)), str):
            found[row.get("post_id")].append(name)
    return found


def _rows(tables: Mapping[str, Sequence[tuple[int, Any]]], name: str) -> Iterator[dict[str, Any]]:
    for _, row in tables.get(name, ()):
        if isinstance(row, dict):
            yield {key: _scalar(value) for key, value in row.items()}


def _scalar(value: object) -> object:
    return None if isinstance(value, list | dict) else value


def _sort_order(row: Mapping[str, Any]) -> int:
    order = row.get("sort_order")
    return int(order) if isinstance(order, str) and order.isdecimal() and len(order) < 10 else 0
