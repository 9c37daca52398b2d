"""Parsed posts of earlier runs, kept in a SQLite file by what is in the posts; without it all is the same, but slower.

Whatever the file holds and whoever else uses it: what it gives back is what was put in, or nothing. Nothing in it
is ever executed, and no failure of it is anybody else's.
"""

from __future__ import annotations

import logging
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Self

log = logging.getLogger(__name__)

MAX_POSTS = 500_000
MAX_BYTES = 2_000_000_000
MAX_VALUE_BYTES = 1_000_000
"""A larger post is parsed anew each time."""
LIBRARIES = ("charset-normalizer", "publicsuffixlist", "pyromark", "PyYAML", "selectolax", "w3lib")
"""What else decides how a post is read."""

_APPLICATION_ID = 0x67726B70  # "grkp"
_TABLE = "CREATE TABLE posts (key BLOB PRIMARY KEY, used INTEGER, digest BLOB, value BLOB)"
_FIND = "SELECT digest, value FROM posts WHERE key = ? AND length(value) <= ?"
_SCHEMA = [("table", "posts", _TABLE), ("index", "sqlite_autoindex_posts_1", None)]
_HEADER = b"SQLite format 3\0"
_WAIT_S = 1.0
_ROWS_A_WRITE = 5_000
_WEEK_S = 7 * 86_400
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class PostCache:
    """Values by key, as long as nothing goes wrong; after the first failure there are none.

    Parameters
    ----------
    path : Path
        The SQLite file; it and its folder are made if they are missing, for the user's eyes only.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._new: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._has_grown = False
        self._may_write = True
        self._connection: sqlite3.Connection | None = None
        with self._giving_up():
            self._connection = _connect(path)

    @staticmethod
    def key_of(data: bytes) -> bytes:
        """Name a post by its bytes, and by all that decides what is read from them."""
        return blake2b(data, digest_size=20, key=_reader()).digest()

    def find(self, key: bytes) -> bytes | None:
        """Look up a value; None unless it is there and intact."""
        if self._connection is not None:
            with self._giving_up():
                rows = self._connection.execute(_FIND, (key, MAX_VALUE_BYTES)).fetchall()
                for digest, value in rows:
                    if isinstance(value, bytes) and digest == _digest(key, value):
                        return value
        return None

    def keep(self, key: bytes, value: bytes) -> None:
        """Put in a value; it is in the file at the latest when the cache is closed."""
        if len(value) <= MAX_VALUE_BYTES:
            self._new[key] = value
            self._write_at_times()

    def renew(self, key: bytes) -> None:
        """Remember that a value was of use."""
        self._used.append(key)
        self._write_at_times()

    def close(self) -> None:
        """Write what is still to be written, drop what has been of no use for longest, and let go of the file."""
        self._write()
        if self._has_grown:
            self._change(_prune)
        self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _write_at_times(self) -> None:
        if len(self._new) + len(self._used) >= _ROWS_A_WRITE:
            self._write()

    def _write(self) -> None:
        # To the week: a build a minute later has nothing to write.
        week = int(time.time() // _WEEK_S)
        new = [(key, week, _digest(key, value), value) for key, value in self._new.items()]
        used = [(week, key, week) for key in self._used]
        self._new.clear()
        self._used.clear()

        def insert(connection: sqlite3.Connection) -> None:
            connection.executemany("INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?)", new)
            connection.executemany("UPDATE posts SET used = ? WHERE key = ? AND used < ?", used)

        if new or used:
            self._change(insert)
            self._has_grown |= bool(new)

    def _change(self, change: Callable[[sqlite3.Connection], None]) -> None:
        """Change the file altogether or not at all; one that cannot be written to may still be read."""
        if self._connection is None or not self._may_write:
            return
        with self._giving_up():
            try:
                with self._connection as connection:
                    connection.execute("BEGIN IMMEDIATE")
                    change(connection)
            except sqlite3.OperationalError as error:
                log.debug("not writing to %s: %s", self.path, error)
                self._may_write = False

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _giving_up(self) -> Iterator[None]:
        """Do without the cache from the first failure on; make way for a new one if this is beyond repair."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            log.debug("doing without %s: %s", self.path, error)
            self._let_go()
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN:
                with suppress(OSError):
                    _remove(self.path)


@cache
def _reader() -> bytes:
    """Fingerprint of the code that reads: another version may read the same bytes otherwise."""
    digest = blake2b(sys.version.encode(), digest_size=32)
    for library in ("graphkit", *LIBRARIES):
        with suppress(PackageNotFoundError):
            digest.update(f"\n{library} {version(library)}".encode())
    # The version alone is not enough where somebody works on graphkit itself.
    here = Path(__file__).parent
    for module in (*sorted(here.glob("*.py")), here.parent / "plain_text.py"):
        with suppress(OSError):
            digest.update(module.read_bytes())
    return digest.digest()


def _digest(key: bytes, value: bytes) -> bytes:
    return blake2b(key + value, digest_size=16).digest()


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size and not _is_ours(path):
        raise OSError("not a cache of graphkit: delete it to have one there")
    if not path.exists():
        path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)
    try:
        # A schema of somebody else's could bring along code in SQL.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        if not _schema(connection):
            _create(connection)
        if _schema(connection) != _SCHEMA:
            raise OSError("a cache of another form: delete it to have a new one")
    except BaseException:
        connection.close()
        raise
    return connection


def _create(connection: sqlite3.Connection) -> None:
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        # Two first builds at once: the other one may have been quicker.
        if not _schema(connection):
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.execute(_TABLE)


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY rowid").fetchall()


def _prune(connection: sqlite3.Connection) -> None:
    (count,) = connection.execute("SELECT count(*) FROM posts").fetchone()
    excess = count - min(MAX_POSTS, count * MAX_BYTES // max(_bytes_in_use(connection), 1))
    if excess > 0:
        oldest = "SELECT rowid FROM posts ORDER BY used, rowid LIMIT ?"
        connection.execute(f"DELETE FROM posts WHERE rowid IN ({oldest})", (excess,))
        log.debug("dropped %d posts that have long been of no use", excess)


def _bytes_in_use(connection: sqlite3.Connection) -> int:
    (size,), (pages,), (free,) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_size", "page_count", "freelist_count")
    )
    return int(size * (pages - free))


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        header = file.read(100)
    return header.startswith(_HEADER) and header[68:72] == _APPLICATION_ID.to_bytes(4, "big")


def _remove(path: Path) -> None:
    if _is_ours(path):
        path.unlink()
        # Left alone, it would be rolled back into the next cache.
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
