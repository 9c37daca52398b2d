"""What is read with a cache is what is read without one, whatever happens to the files and to the cache."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from graphkit.sources import read_corpus
from tests.support.posts import make_post

NAMES = ("a.md", "b.md", "sub/c.txt", "sub/d.markdown")
posts = st.sampled_from(
    [
        make_post(title="Flood", webUrl="https://www.example.org/flood", related=[{"title": "Rain"}, "no fields"]),
        make_post(title="Flood", webUrl="http://example.org/flood?utm_source=x", heat="much"),
        make_post("# Body\n\nof *text*", title="Rain", date="2021-03-01 12:00"),
        make_post(title="Storm", date="2021-03-01T12:00:00+02:00", quality=3, topics=["x"], source="example.org"),
        b"---\ntitle: Mayor: no\n---\n",
        "---\ntitle: Überschwemmung in Köln\n---\n".encode("cp1252"),
        b"no post",
        b"",
    ]
)


def write(name: str, data: bytes) -> Callable[[Path, Path], None]:
    def change(folder: Path, cache: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)

    return change


def delete(name: str) -> Callable[[Path, Path], None]:
    return lambda folder, cache: (folder / name).unlink(missing_ok=True)


def rename(name: str, to: str) -> Callable[[Path, Path], None]:
    def change(folder: Path, cache: Path) -> None:
        if (folder / name).exists():
            (folder / to).parent.mkdir(exist_ok=True)
            (folder / name).replace(folder / to)

    return change


def overwrite_cache(place: float, data: bytes) -> Callable[[Path, Path], None]:
    def change(folder: Path, cache: Path) -> None:
        content = bytearray(cache.read_bytes() if cache.exists() else b"")
        start = int(place * len(content))
        content[start : start + len(data)] = data
        cache.write_bytes(content)

    return change


def cut_cache(place: float) -> Callable[[Path, Path], None]:
    def change(folder: Path, cache: Path) -> None:
        content = cache.read_bytes() if cache.exists() else b""
        cache.write_bytes(content[: int(place * len(content))])

    return change


def delete_cache(folder: Path, cache: Path) -> None:
    cache.unlink(missing_ok=True)


places = st.floats(0, 1, exclude_max=True)
writes = st.builds(write, st.sampled_from(NAMES), posts)
changes = (
    writes
    | st.builds(delete, st.sampled_from(NAMES))
    | st.builds(rename, st.sampled_from(NAMES), st.sampled_from(NAMES))
    | st.builds(overwrite_cache, places, st.binary(min_size=1, max_size=20))
    | st.builds(overwrite_cache, places, st.just(b"\0" * 5_000))
    | st.builds(cut_cache, places)
    | st.just(delete_cache)
)


@given(st.lists(writes, min_size=2, max_size=4), st.lists(st.lists(changes, max_size=3), max_size=4))
def test_a_cache_changes_nothing_that_is_read(
    first: list[Callable[[Path, Path], None]], builds: list[list[Callable[[Path, Path], None]]]
) -> None:
    with tempfile.TemporaryDirectory() as directory:
        folder, cache = Path(directory, "posts"), Path(directory, "cache.sqlite3")
        folder.mkdir()
        for steps in (first, *builds):
            for step in steps:
                step(folder, cache)
            assert read_corpus(folder, cache=cache) == read_corpus(folder)
        # Also when nothing has happened since.
        assert read_corpus(folder, cache=cache) == read_corpus(folder)
