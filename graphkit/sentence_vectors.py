"""Vectors that somebody's model made of the articles, checked once for all that use them."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graphkit.errors import VectorsError
from graphkit.plain_text import clean_line, shorten

log = logging.getLogger(__name__)

_PARQUET_MARK = b"PAR1"
_COLUMNS = ["id", "vector"]


@dataclass(frozen=True, eq=False)
class SentenceVectors:
    """One vector for each of some articles.

    Parameters
    ----------
    rows : float array, shape (n, n_dimensions)
        Finite; no row is all zeros, since such a vector has no direction.
    ids : sequence of str, optional
        The article of each row, each once; without them the rows are one for each article.
    name : str
        What messages call them.

    Raises
    ------
    VectorsError
        Says which row is not like that.
    """

    rows: NDArray[np.float32]
    ids: Sequence[str] | None = None
    name: str = "vectors"

    def __post_init__(self) -> None:
        if self.rows.ndim != 2 or not self.rows.shape[1]:
            expected = "expected one row of numbers for each article"
            raise self._error(f"an array of shape {self.rows.shape}: {expected}")
        bad = np.flatnonzero(~np.isfinite(self.rows).all(axis=1) | ~self.rows.any(axis=1))
        if len(bad):
            row = self.rows[bad[0]]
            wrong = row[~np.isfinite(row)]
            problem = f"has {wrong[0]} in it: expected finite numbers" if len(wrong) else "is all zeros: leave it out"
            owner = f"in row {bad[0]:,} (from 0)" if self.ids is None else f"of {self.ids[bad[0]]!r}"
            raise self._error(f"the vector {owner} {problem}")

    def _error(self, problem: str) -> VectorsError:
        return VectorsError(f"{self.name}: {problem}")

    def of(self, articles: Sequence[str]) -> NDArray[np.float32]:
        """Give each of these articles its row; zeros where an article has none.

        Raises
        ------
        VectorsError
            If there are no ids and the rows are not as many as the articles, or no article has a vector.
        """
        if self.ids is None:
            if len(self.rows) != len(articles):
                expected = f"{len(articles):,} articles: expected one for each, in the order of the articles"
                raise self._error(f"{len(self.rows):,} vectors for {expected}")
            return self.rows
        row_of = {article: row for row, article in enumerate(self.ids)}
        found = np.array([row_of.get(article, -1) for article in articles], dtype=np.int64)
        has = found >= 0
        known = set(articles)
        unknown = [one for one in self.ids if one not in known]
        if not has.any():
            such = f", such as {unknown[0]!r}" if unknown else ""
            ours = "expected those of articles.csv"
            raise self._error(f"none of {len(self.ids):,} ids is that of an article{such}: {ours}")
        if unknown:
            log.warning("%s: %s ids are of no article, such as %r", self.name, f"{len(unknown):,}", unknown[0])
        if not has.all():
            without = articles[int(np.flatnonzero(~has)[0])]
            count = f"{np.count_nonzero(~has):,} of {len(articles):,}"
            log.warning("%s: %s articles have none, such as %r: their texts alone count", self.name, count, without)
        rows = np.zeros((len(articles), self.rows.shape[1]), dtype=np.float32)
        rows[has] = self.rows[found[has]]
        return rows


Vectors = SentenceVectors | Mapping[str, Sequence[float]] | ArrayLike
"""What a caller may give: see `to_sentence_vectors`."""


def to_sentence_vectors(vectors: Any, articles: Sequence[str]) -> SentenceVectors:
    """Take a mapping of ids to vectors, or an array with one row for each of the given articles, in their order.

    Raises
    ------
    VectorsError
    """
    if isinstance(vectors, SentenceVectors):
        return vectors
    if not isinstance(vectors, Mapping):
        return SentenceVectors(SentenceVectors(_numbers(vectors, "vectors")).of(articles), articles)
    if not vectors:
        raise VectorsError("vectors: an empty mapping: expected ids of articles, each with its vector")
    return SentenceVectors(_stacked(list(vectors), list(vectors.values())), list(vectors))


def _stacked(ids: Sequence[str], vectors: Sequence[Any], name: str = "vectors") -> NDArray[np.float32]:
    rows = [_numbers(vector, f"{name}: the vector of {one!r}") for one, vector in zip(ids, vectors, strict=True)]
    for one, row in zip(ids, rows, strict=True):
        if row.shape != rows[0].shape or row.ndim != 1:
            expected = f"expected {rows[0].size}, as that of {ids[0]!r}"
            raise VectorsError(f"{name}: the vector of {one!r} has {row.size} numbers: {expected}")
    return np.stack(rows)


def _numbers(values: Any, name: str) -> NDArray[np.float32]:
    try:
        found = np.asarray(values)
        if found.dtype.kind in "iuf":
            with np.errstate(over="ignore"):  # what is too large for these is found by its not being finite
                return found.astype(np.float32)
    except ValueError:  # rows of several lengths
        pass
    what = f"an array of {values.dtype}" if isinstance(values, np.ndarray) else shorten(clean_line(repr(values)), 80)
    raise VectorsError(f"{name}: expected numbers, got {what}")


def read_vectors(path: Path) -> SentenceVectors:
    """Read the vectors of articles from a file.

    Parameters
    ----------
    path : Path
        ``.npy`` with one row for each article, in the order of ``articles.csv``; or Parquet (extra ``parquet``) with
        the columns ``id`` and ``vector``, a list of numbers. Told by its content.

    Raises
    ------
    VectorsError
        Names the file, what is wrong and what to do.
    """
    try:
        with path.open("rb") as file:
            is_parquet = file.read(len(_PARQUET_MARK)) == _PARQUET_MARK
        ids, rows = _read_parquet(path) if is_parquet else (None, _read_npy(path))
        return SentenceVectors(rows, ids, str(path))
    except OSError as error:
        raise VectorsError(f"{path}: cannot be read: {error.strerror or error}") from None


def _read_npy(path: Path) -> NDArray[np.float32]:
    try:
        # Mapped, so that a file that claims to be larger than it is takes no memory; it refuses objects.
        return _numbers(np.lib.format.open_memmap(path, mode="r"), str(path))
    except ValueError:
        advice = "write one with numpy.save(FILE, vectors), or give Parquet"
        raise VectorsError(f"{path}: no NumPy array of numbers, or cut off: {advice}") from None


def _read_parquet(path: Path) -> tuple[list[str], NDArray[np.float32]]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise VectorsError(f"{path}: a Parquet file: install pyarrow to read it") from None
    try:
        names = pq.read_schema(path).names
        if missing := [name for name in _COLUMNS if name not in names]:
            there = ", ".join(map(repr, names[:8]))
            raise VectorsError(f"{path}: no column {missing[0]!r}; there are {there}: expected 'id' and 'vector'")
        ids, vectors = (pq.read_table(path, columns=_COLUMNS).column(name).to_pylist() for name in _COLUMNS)
    except (pa.ArrowException, OSError, ValueError):
        raise VectorsError(f"{path}: a Parquet file that is damaged or cut off: copy it again") from None
    given = [(one, vector) for one, vector in zip(ids, vectors, strict=True) if vector is not None]
    if not given:
        raise VectorsError(f"{path}: no row has a vector: expected ids of articles, each with its vector")
    seen: set[str] = set()
    for row, (one, _) in enumerate(given, 1):
        if not isinstance(one, str):
            raise VectorsError(f"{path}: row {row:,}: the id {one!r}: expected text, as in articles.csv")
        if one in seen:
            raise VectorsError(f"{path}: two vectors of {one!r}: leave one out")
        seen.add(one)
    found = [one for one, _ in given]
    return found, _stacked(found, [vector for _, vector in given], str(path))
