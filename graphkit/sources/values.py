"""Values of JSON, TOML and Parquet -> values of an item: text, lists and mappings."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from graphkit.plain_text import clean_text
from graphkit.sources.items import Items, Table, Value
from graphkit.sources.keys import WITHHELD, fold_key

MAX_DEPTH = 32
"""No field that is read is nested more than four deep; Python's own stack ends at some hundreds."""


class TooDeepError(ValueError):
    """Lists and mappings nested more than `MAX_DEPTH` deep."""


def to_value(value: object, line: int, depth: int = 0) -> Value:
    """Convert a value and all that is in it; numbers become text, what is neither text nor number None.

    Parameters
    ----------
    value : object
        As `json`, `tomllib` or pyarrow make it.
    line : int
        Where it stands in its file.

    Raises
    ------
    TooDeepError
        If it is nested more than `MAX_DEPTH` deep.
    """
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return to_table(value, line, depth + 1)
    if isinstance(value, list | tuple):
        _refuse_depth(depth)
        values = [to_value(one, line, depth + 1) for one in value]
        return Items(values, [line] * len(values))
    return _scalar(value)


def to_table(values: Mapping[Any, Any], line: int, depth: int = 0) -> Table:
    """Convert a mapping, but for what is withheld; raises as `to_value` does."""
    _refuse_depth(depth)
    table = {
        clean_text(str(key)): to_value(value, line, depth)
        for key, value in values.items()
        if fold_key(str(key)) != WITHHELD
    }
    return Table(table, dict.fromkeys(table, line))


def _refuse_depth(depth: int) -> None:
    if depth >= MAX_DEPTH:
        raise TooDeepError(f"nested more than {MAX_DEPTH} deep")


def _scalar(value: object) -> str | None:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            if not math.isfinite(value):
                return None
            # Tables of pandas hold whole numbers as floats wherever one is missing.
            return f"{value:.0f}" if value.is_integer() else repr(value)
        case datetime() | date() | time():
            return value.isoformat()
        case bytes():
            return clean_text(value.decode("utf-8", "replace"))
        case None:
            return None
    return str(value)
