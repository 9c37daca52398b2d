"""Sentence vectors: what may be given, what is read, and what is said of bad ones."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graphkit.errors import VectorsError
from graphkit.sentence_vectors import SentenceVectors, read_vectors, to_sentence_vectors

IDS = ["a", "b", "c"]
ROWS = np.array([[1, 0], [0.5, 0.5], [0, 2]], dtype=np.float32)


def problem(vectors: object) -> str:
    """What is said of vectors that cannot be used."""
    with pytest.raises(VectorsError) as error:
        to_sentence_vectors(vectors, IDS).of(IDS)
    return str(error.value)


@pytest.mark.parametrize(
    "vectors",
    [
        ROWS,
        ROWS.astype(np.float64),
        ROWS.tolist(),
        {"b": [0.5, 0.5], "c": np.array([0, 2]), "a": (1, 0)},
        SentenceVectors(ROWS),
        SentenceVectors(ROWS[::-1], IDS[::-1]),
    ],
    ids=["float32", "float64", "list", "mapping", "read without ids", "read with ids"],
)
def test_vectors_come_as_an_array_in_the_order_of_the_articles_or_by_id(vectors: object) -> None:
    assert to_sentence_vectors(vectors, IDS).of(IDS).tolist() == ROWS.tolist()


@pytest.mark.parametrize(
    ("vectors", "said"),
    [
        (ROWS[:2], "2 vectors for 3 articles: expected one for each, in the order of the articles"),
        (ROWS[0], "an array of shape (2,): expected one row of numbers for each article"),
        (ROWS[:, :0], "an array of shape (3, 0): expected one row of numbers for each article"),
        ([[1, 2], [3]], "expected numbers, got [[1, 2], [3]]"),
        ("one", "expected numbers, got 'one'"),
        (ROWS.astype("S3"), "expected numbers, got an array of |S3"),
        (ROWS > 0, "expected numbers, got an array of bool"),
        ([[1, 2], [3, 4], [float("nan"), 0]], "the vector in row 2 (from 0) has nan in it: expected finite numbers"),
        (ROWS.astype(np.float64) * 1e300, "the vector in row 0 (from 0) has inf in it: expected finite numbers"),
        (ROWS * [[1], [0], [1]], "the vector in row 1 (from 0) is all zeros: leave it out"),
        ({}, "an empty mapping: expected ids of articles, each with its vector"),
        ({"a": [1, 2], "b": [1]}, "the vector of 'b' has 1 numbers: expected 2, as that of 'a'"),
        ({"a": [[1, 2]]}, "the vector of 'a' has 2 numbers: expected 2, as that of 'a'"),
        ({"a": ["x"]}, "the vector of 'a': expected numbers, got ['x']"),
        ({"b": [0, 0]}, "the vector of 'b' is all zeros: leave it out"),
        ({"b": [0, float("inf")]}, "the vector of 'b' has inf in it: expected finite numbers"),
        ({"x": [1, 2]}, "none of 1 ids is that of an article, such as 'x': expected those of articles.csv"),
    ],
)  # fmt: skip
def test_of_bad_vectors_it_is_said_which_and_what_was_expected(vectors: Any, said: str) -> None:
    assert problem(vectors) == f"vectors: {said}"


def test_an_article_without_a_vector_has_zeros_and_what_does_not_meet_is_counted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        rows = to_sentence_vectors({"b": [3, 4], "x": [1, 1], "y": [1, 1]}, IDS).of(IDS)
    assert rows.tolist() == [[0, 0], [3, 4], [0, 0]]
    assert [record.getMessage() for record in caplog.records] == [
        "vectors: 2 ids are of no article, such as 'x'",
        "vectors: 2 of 3 articles have none, such as 'a': their texts alone count",
    ]


def test_a_numpy_file_has_one_row_for_each_article(tmp_path: Path) -> None:
    np.save(tmp_path / "v.npy", ROWS.astype(np.float64))
    read = read_vectors(tmp_path / "v.npy")
    assert (read.of(IDS).tolist(), read.ids) == (ROWS.tolist(), None)
    with pytest.raises(VectorsError) as error:
        read.of(IDS[:2])
    expected = "3 vectors for 2 articles: expected one for each, in the order of the articles"
    assert str(error.value) == f"{tmp_path / 'v.npy'}: {expected}"


def save_object(path: Path) -> None:
    np.save(path, np.array([{"a": 1}], dtype=object), allow_pickle=True)


def save_cut(path: Path) -> None:
    np.save(path, ROWS)
    path.write_bytes(path.read_bytes()[:-4])


def save_claim(path: Path) -> None:
    """A file of some bytes whose first line claims 100 terabytes."""
    np.save(path, ROWS)
    path.write_bytes(path.read_bytes().replace(b"(3, 2), }          ", b"(99999999999, 256),}"))


def save_several(path: Path) -> None:
    with path.open("wb") as file:
        np.savez(file, one=ROWS, two=ROWS)


DAMAGED = "a Parquet file that is damaged or cut off: copy it again"
NO_ARRAY = "no NumPy array of numbers, or cut off: write one with numpy.save(FILE, vectors), or give Parquet"


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (lambda path: None, "cannot be read: No such file or directory"),
        (lambda path: path.mkdir(), "cannot be read: Is a directory"),
        (lambda path: path.write_bytes(b""), NO_ARRAY),
        (lambda path: path.write_text("0.1 0.2\n"), NO_ARRAY),
        (save_object, NO_ARRAY),
        (save_cut, NO_ARRAY),
        (save_claim, NO_ARRAY),
        (save_several, NO_ARRAY),
        (lambda path: np.save(path, ROWS.astype("S3")), "expected numbers, got an array of |S3"),
        (lambda path: np.save(path, ROWS * 0), "the vector in row 0 (from 0) is all zeros: leave it out"),
        (lambda path: np.save(path, ROWS[0]), "an array of shape (2,): expected one row of numbers for each article"),
        (
            lambda path: path.write_bytes(b"PAR1 and no more"),
            "a Parquet file that is damaged or cut off: copy it again",
        ),
    ],
    ids=lambda value: "" if callable(value) else value[:20],
)
def test_of_a_bad_file_its_name_is_said_and_what_to_do(tmp_path: Path, write: Any, said: str) -> None:
    path = tmp_path / "v.npy"
    write(path)
    with pytest.raises(VectorsError) as error:
        read_vectors(path)
    assert str(error.value).startswith(f"{path}: {said}")


def write_parquet(path: Path, **columns: list[Any]) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs pyarrow")
    pq = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow")
    pq.write_table(pa.table(columns), path)


def test_parquet_has_ids_and_an_article_may_lack_its_vector(tmp_path: Path) -> None:
    vectors = [[0.5, 0.5], None, [1.0, 0.0]]
    write_parquet(tmp_path / "v.parquet", id=["b", "c", "a"], text=["", "", ""], vector=vectors)
    read = read_vectors(tmp_path / "v.parquet")
    assert (read.ids, read.of(IDS).tolist()) == (["b", "a"], [[1, 0], [0.5, 0.5], [0, 0]])


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"id": ["a"], "row": [[1.0]]}, "no column 'vector'; there are 'id', 'row': expected 'id' and 'vector'"),
        ({"id": [7], "vector": [[1.0]]}, "row 1: the id 7: expected text, as in articles.csv"),
        ({"id": ["a", None], "vector": [[1.0]] * 2}, "row 2: the id None: expected text, as in articles.csv"),
        ({"id": ["a", "a"], "vector": [[1.0]] * 2}, "two vectors of 'a': leave one out"),
        ({"id": ["a"], "vector": [None]}, "no row has a vector: expected ids of articles, each with its vector"),
        ({"id": ["a"], "vector": ["1,2"]}, "the vector of 'a': expected numbers, got '1,2'"),
        ({"id": ["a"], "vector": [[1.0, None]]}, "the vector of 'a': expected numbers, got [1.0, None]"),
        ({"id": ["a", "b"], "vector": [[1], [1, 2]]}, "the vector of 'b' has 2 numbers: expected 1, as that of 'a'"),
        ({"id": ["a"], "vector": [[0.0]]}, "the vector of 'a' is all zeros: leave it out"),
    ],
)  # fmt: skip
def test_of_a_bad_parquet_file_its_name_is_said_and_the_row(tmp_path: Path, columns: Any, said: str) -> None:
    path = tmp_path / "v.parquet"
    write_parquet(path, **columns)
    with pytest.raises(VectorsError) as error:
        read_vectors(path).of(IDS)
    assert str(error.value) == f"{path}: {said}"


def test_without_pyarrow_a_parquet_file_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "v.parquet"
    write_parquet(path, id=["a"], vector=[[1.0]])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(VectorsError) as error:
        read_vectors(path)
    assert str(error.value) == f"{path}: a Parquet file: install pyarrow to read it"
