"""The cache gives back what was put in, or nothing; and it never fails."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.sources import cache as module
from graphkit.sources.cache import LIBRARIES, PostCache
from tests.test_architecture import BROUGHT_BY, HOMES

KEY, VALUE = b"k" * 20, b"value"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "posts.sqlite3"


@pytest.fixture
def filled(path: Path) -> Path:
    """The path of a cache that holds one value."""
    with PostCache(path) as cache:
        cache.keep(KEY, VALUE)
    return path


def look_up(path: Path, key: bytes = KEY) -> bytes | None:
    with PostCache(path) as cache:
        return cache.find(key)


def run(path: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement, values)
    connection.close()


def keys_in(path: Path) -> list[bytes]:
    connection = sqlite3.connect(path)
    keys = [key for (key,) in connection.execute("SELECT key FROM posts ORDER BY key")]
    connection.close()
    return keys


def test_a_value_is_found_by_the_next_one_who_asks(filled: Path) -> None:
    assert look_up(filled) == VALUE
    assert look_up(filled, b"other") is None


def test_the_cache_is_for_its_user_alone(filled: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no permissions of this kind")
    assert [oct(found.stat().st_mode & 0o777) for found in (filled.parent, filled)] == ["0o700", "0o600"]


def test_a_value_that_is_put_in_again_replaces_the_old_one(filled: Path) -> None:
    with PostCache(filled) as cache:
        cache.keep(KEY, b"newer")
    assert look_up(filled) == b"newer"


def test_the_key_of_a_post_depends_on_its_bytes_and_on_who_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = PostCache.key_of(b"a")
    assert before == PostCache.key_of(b"a") != PostCache.key_of(b"b")
    module._reader.cache_clear()
    monkeypatch.setattr(module, "version", lambda library: "next")
    assert PostCache.key_of(b"a") != before
    module._reader.cache_clear()


def test_every_library_that_reading_needs_is_part_of_the_key() -> None:
    homes = {library for library, at in HOMES.items() if any(home.startswith("sources.") for home in at)}
    of_sources = {BROUGHT_BY.get(library, library).replace("_", "-") for library in homes}
    names = {"yaml": "PyYAML"}
    assert sorted(names.get(library, library) for library in of_sources) == sorted(LIBRARIES)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE posts SET value = X'00'",
        "UPDATE posts SET value = 'value'",
        "UPDATE posts SET value = NULL",
        "UPDATE posts SET value = zeroblob(1000001)",
        "UPDATE posts SET digest = NULL",
        "UPDATE posts SET used = 'x'",
        "DELETE FROM posts",
    ],
)
def test_a_value_that_was_tampered_with_is_not_found_and_makes_way_for_a_new_one(filled: Path, statement: str) -> None:
    run(filled, statement)
    assert look_up(filled) in (None, VALUE if "used" in statement else None)
    with PostCache(filled) as cache:
        cache.keep(KEY, VALUE)
    assert look_up(filled) == VALUE


def test_a_value_is_not_found_under_the_key_of_another(filled: Path) -> None:
    run(filled, "UPDATE posts SET key = ?", b"other")
    assert look_up(filled, b"other") is None


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON posts BEGIN DELETE FROM posts; END",
        "CREATE VIEW v AS SELECT 1",
        "ALTER TABLE posts ADD COLUMN x",
    ],
)
def test_a_cache_of_another_form_is_left_alone(filled: Path, statement: str) -> None:
    run(filled, statement)
    before = filled.read_bytes()
    with PostCache(filled) as cache:
        cache.keep(b"other", VALUE)
        assert cache.find(KEY) is None
    assert filled.read_bytes() == before


def test_a_file_that_is_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    texts, database = tmp_path / "notes.txt", tmp_path / "mail.sqlite3"
    texts.write_text("not a database " * 100)
    run(database, "CREATE TABLE mail (text)")
    for path in (texts, database):
        before = path.read_bytes()
        with PostCache(path) as cache:
            cache.keep(KEY, VALUE)
            assert cache.find(KEY) is None
        assert path.read_bytes() == before


def test_a_cache_that_is_broken_makes_way_for_a_new_one(filled: Path) -> None:
    filled.write_bytes(filled.read_bytes()[:100] + b"\xff" * 10_000)
    assert look_up(filled) is None
    assert not filled.exists()
    with PostCache(filled) as cache:
        cache.keep(KEY, VALUE)
    assert look_up(filled) == VALUE


def test_where_no_file_can_be_there_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path in (tmp_path, tmp_path / "file" / "posts.sqlite3"):
        with PostCache(path) as cache:
            cache.keep(KEY, VALUE)
            cache.renew(KEY)
            assert cache.find(KEY) is None


def test_a_cache_that_somebody_else_writes_to_is_read_and_not_waited_for(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WAIT_S", 0)
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with PostCache(filled) as cache:
        assert cache.find(KEY) == VALUE
        cache.keep(b"other", VALUE)
    other.execute("ROLLBACK")
    other.close()
    assert keys_in(filled) == [KEY]


def test_a_cache_that_is_locked_is_done_without(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WAIT_S", 0)
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert look_up(filled) is None
    other.execute("ROLLBACK")
    other.close()
    assert look_up(filled) == VALUE


def test_two_builds_at_once_both_put_in_what_they_have(path: Path) -> None:
    with PostCache(path) as one, PostCache(path) as other:
        one.keep(b"1", VALUE)
        other.keep(b"2", VALUE)
    assert keys_in(path) == [b"1", b"2"]


def test_a_value_that_is_too_large_is_not_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_VALUE_BYTES", 4)
    with PostCache(path) as cache:
        cache.keep(b"1", b"12345")
        cache.keep(b"2", b"1234")
    assert keys_in(path) == [b"2"]


@pytest.fixture
def weeks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """A clock that counts weeks: its one item is the week."""
    now = [0]
    monkeypatch.setattr("time.time", lambda: now[0] * 7.0 * 86_400)
    yield now


def test_what_has_been_of_no_use_for_longest_is_dropped_first(
    path: Path, weeks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_POSTS", 2)
    for key in (b"1", b"2"):
        with PostCache(path) as cache:
            cache.keep(key, VALUE)
        weeks[0] += 1
    with PostCache(path) as cache:
        cache.renew(b"1")
    with PostCache(path) as cache:
        cache.keep(b"3", VALUE)
    assert keys_in(path) == [b"1", b"3"]


def test_the_cache_is_bounded_in_bytes_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 50_000)
    with PostCache(path) as cache:
        for number in range(100):
            cache.keep(b"%02d" % number, bytes(1_000))
    assert 30 <= len(keys_in(path)) <= 50
