"""Tables as columns, and long columns of numbers as base64: a third of the size, and read in no time."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

Row = dict[str, Any]

_LONG = 256
_TYPES = ("u1", "i1", "u2", "i2", "u4", "i4")
_SCALES = (1, 10, 100)


def columns(rows: Sequence[Row]) -> dict[str, list[Any]]:
    """Turn rows into columns: None where a row lacks a field, trailing Nones cut, empty columns left out."""
    fields = dict.fromkeys(field for row in rows for field in row)
    table = {field: without_trailing_nones(row.get(field) for row in rows) for field in fields}
    return {field: column for field, column in table.items() if column}


def packed(table: dict[str, list[Any]]) -> dict[str, Any]:
    """Replace long columns of numbers, and of lists of whole numbers, by what graph.js unpacks.

    A column of numbers becomes ``{"type", "scale", "none", "base64"}``: little-endian whole numbers of a type such as
    ``u2``, to be divided by the scale; ``none`` stands for None. A column of lists becomes ``{"counts", "flat"}``.
    """
    return {field: _pack(column) if len(column) >= _LONG else column for field, column in table.items()}


def without_trailing_nones(values: Iterable[Any]) -> list[Any]:
    """The values as a list that does not end in None."""
    column = list(values)
    while column and column[-1] is None:
        column.pop()
    return column


def _pack(column: list[Any]) -> Any:
    if all(value is None or isinstance(value, int | float) for value in column):
        return _pack_numbers(column) or column
    if all(value is None or _is_list_of_numbers(value) for value in column):
        counts = [len(value or ()) for value in column]
        flat = [one for value in column for one in value or ()]
        return {"counts": _pack_numbers(counts), "flat": _pack_numbers(flat)}
    return column


def _is_list_of_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, int) for one in value)


def _pack_numbers(values: Sequence[float | None]) -> dict[str, Any] | None:
    known = np.array([value is not None for value in values], dtype=bool)
    numbers = np.array([0 if value is None else value for value in values], dtype=np.float64)
    for scale in _SCALES:
        scaled = np.round(numbers * scale)
        if np.array_equal(scaled / scale, numbers):
            break
    else:
        return None
    for name in _TYPES:
        limits = np.iinfo(name)
        # The largest value of the type stands for None.
        if scaled.size == 0 or (limits.min <= scaled.min() and scaled.max() < limits.max):
            filled = np.where(known, scaled, limits.max).astype(f"<{name}")
            return {
                "type": name,
                "scale": scale,
                "none": int(limits.max),
                "base64": b64encode(filled.tobytes()).decode("ascii"),
            }
    return None
