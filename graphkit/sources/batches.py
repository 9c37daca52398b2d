"""A batch of posts: what one process reads at a time."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graphkit.errors import SourceError
from graphkit.sources.discovery import Post
from graphkit.sources.plain_data import to_json
from graphkit.sources.posts import ParsedPost, parse_post, read_bytes, skip_post

if TYPE_CHECKING:
    from graphkit.sources.cache import PostCache

log = logging.getLogger(__name__)


class Reading(NamedTuple):
    """What one post says.

    Parameters
    ----------
    content : ParsedPost or bytes
        Parsed if that was done in this process; as JSON if it comes from a cache or a worker.
    key : bytes or None
        What a cache knows the post by; None if there is no cache, or if the post cannot be read at all.
    is_new : bool
        Whether the cache does not have it yet.
    """

    content: ParsedPost | bytes
    key: bytes | None
    is_new: bool

    def to_json(self) -> bytes:
        """The content, ready to be sent or kept."""
        return to_json(self.content) if isinstance(self.content, ParsedPost) else self.content


def open_cache(path: Path | None) -> PostCache | None:
    """Open the cache at `path`, if one is wanted."""
    if path is None:
        return None
    try:
        from graphkit.sources.cache import PostCache
    except ImportError as error:
        log.debug("doing without a cache: this Python has no SQLite: %s", error)
        return None
    return PostCache(path)


def read_batch(posts: Sequence[Post], cache: PostCache | None) -> list[Reading]:
    """Read posts, from the cache where it knows them; one reading for each, in their order."""
    return [_read(post, cache) for post in posts]


def _read(post: Post, cache: PostCache | None) -> Reading:
    try:
        data = read_bytes(post)
    except SourceError as error:
        return Reading(skip_post(error), None, False)
    key = None if cache is None else cache.key_of(data)
    if cache is not None and key is not None and (kept := cache.find(key)) is not None:
        return Reading(kept, key, False)
    return Reading(parse_post(data, post.name), key, True)
