"""Parquet: what is read of it, and what is said of a broken one."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from graphkit.sources.formats.parquet import Parquet
from graphkit.sources.notes import FileNotes
from tests.support.reading import read_items, read_titles
from tests.unit.sources.formats.test_json_records import Pipe

pa = pytest.importorskip("pyarrow", reason="needs pyarrow")
pq = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow")

DAMAGED = "SKIPPED: a Parquet file that is damaged or cut off: copy it again"


def parquet(*rows: dict[str, Any]) -> bytes:
    """A file with these rows."""
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows)), file)
    return file.getvalue()


def test_values_of_all_types_become_text_lists_and_mappings() -> None:
    row = {
        "title": "One",
        "published_at": datetime(2021, 3, 1, 10, tzinfo=UTC),
        "date": date(2021, 3, 1),
        "quality": 89.5,
        "heat": 3.0,
        "draft": False,
        "excerpt": None,
        "type": Decimal("1.50"),
        "category": b"news",
        "tags": ["sea", "bridges"],
        "publisher": {"name": "The Post", "url": "https://post.example"},
        "authors": [{"name": "Ana Lima"}],
        "content": "A text.",
    }
    assert read_items(Parquet(), parquet(row)) == (
        [
            {
                "line": 1,
                "title": "One",
                "published_at": "2021-03-01T10:00:00+00:00",
                "date": "2021-03-01",
                "quality": "89.5",
                "heat": "3",
                "draft": "false",
                "type": "1.50",
                "category": "news",
                "tags": ["sea", "bridges"],
                "provider": {"name": "The Post", "domain": "https://post.example"},
                "authors": ["Ana Lima"],
                "body": "A text.",
            }
        ],
        [],
    )


def test_columns_that_tell_nothing_of_an_article_are_not_read() -> None:
    data = parquet({"title": "One", "embedding": [0.5] * 8, "label": 7})
    assert read_items(Parquet(), data) == (
        [{"line": 1, "title": "One"}],
        [(None, "columns that are not read: embedding, label")],
    )


def test_a_column_that_the_user_names_is_read() -> None:
    assert read_titles(Parquet({"title": "kop"}), parquet({"Kop": "One"})) == (["One"], [])


def test_many_rows_are_read_batch_by_batch() -> None:
    rows = [{"title": str(number)} for number in range(2_500)]
    found, problems = read_items(Parquet(), parquet(*rows))
    assert [(item["line"], item["title"]) for item in found] == [(n + 1, str(n)) for n in range(2_500)]
    assert problems == []


def test_a_file_is_read_from_a_pipe_too() -> None:
    pipe: Any = Pipe(parquet({"title": "One"}))
    assert [item.table.values for item in Parquet().items(pipe, FileNotes("-"))] == [{"title": "One"}]


def test_a_file_is_known_by_its_mark() -> None:
    assert Parquet().claims(parquet({"title": "One"})[:100], "")
    assert not Parquet().claims(b"PAR", ".parquet")


def test_without_pyarrow_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert read_titles(Parquet(), b"PAR1") == (
        [],
        [(None, "SKIPPED: a Parquet file: install pyarrow to read it")],
    )


GOOD = parquet({"title": "One", "url": "https://a.example/1"})
BAD: dict[str, tuple[bytes, list[tuple[int | None, str]]]] = {
    "the mark alone": (b"PAR1", [(None, DAMAGED)]),
    "two marks": (b"PAR1PAR1", [(None, DAMAGED)]),
    "cut off": (GOOD[:-20], [(None, DAMAGED)]),
    "cut off at half": (GOOD[: len(GOOD) // 2], [(None, DAMAGED)]),
    "without its beginning": (b"PAR1" + GOOD[60:], [(None, DAMAGED)]),
    "a length beyond the file": (GOOD[:-8] + b"\xff\xff\xff\x7fPAR1", [(None, DAMAGED)]),
    "a length of nothing": (GOOD[:-8] + b"\0\0\0\0PAR1", [(None, DAMAGED)]),
    "zeros in its data": (GOOD[:4] + bytes(60) + GOOD[64:], [(None, DAMAGED)]),
    "encrypted": (GOOD[:-4] + b"PARE", [(None, DAMAGED)]),
    "text": (b"PAR1 is a golf term, and this is a text", [(None, DAMAGED)]),
    "no title": (
        parquet({"text": "One", "label": 1}),
        [
            (
                None,
                "SKIPPED: no column is a title or an address; there are 'text', 'label': "
                "name the column with --map title=COLUMN",
            )
        ],
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_named_as_such(case: str) -> None:
    data, problems = BAD[case]
    assert read_titles(Parquet(), data) == ([], problems)
