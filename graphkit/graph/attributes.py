"""Attributes as values that every format can carry, whoever put them into the graph.

graphkit's own attributes are plain already. A graph is the user's once it is built, though, and may come
back with numpy numbers, dates, sets or text from anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from math import isfinite
from operator import is_
from typing import Any, TypeAlias

from graphkit.model import Coverage, StoryGraph
from graphkit.plain_text import clean_text

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain]"


def to_plain(value: object) -> Plain | None:
    """The value as JSON knows it, its text cleaned; None where there is nothing to say (None, NaN, infinity).

    What is plain already is handed back, not copied.
    """
    kind = type(value)
    if kind is str:
        return clean_text(value)  # type: ignore[arg-type]  # mypy does not narrow by type()
    if kind is bool or kind is int:
        return value  # type: ignore[return-value]  # as above
    if kind is float:
        return value if isfinite(value) else None  # type: ignore[arg-type,return-value]  # as above
    if kind is list:
        return _to_plain_list(value)  # type: ignore[arg-type]  # as above
    return _to_plain_by_class(value)


def to_plain_attributes(attributes: Mapping[Any, object]) -> dict[str, Plain]:
    """The attributes as plain values, in their order, without empty ones; the same mapping if all are plain already."""
    if type(attributes) is dict and is_plain(attributes):
        return attributes
    return {_name(name): plain for name, value in attributes.items() if (plain := to_plain(value)) is not None}


def is_plain(attributes: Mapping[Any, object]) -> bool:
    """Whether every format can carry these very names and values."""
    for value in attributes.values():
        if value is None or to_plain(value) is not value:
            return False
    return _are_plain_names(tuple(attributes))


def to_text(value: Plain) -> str:
    """One line's worth of text: lists joined with ``; ``, yes and no as ``true`` and ``false``."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "; ".join(map(to_text, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else repr(value)


def to_iso(moment: datetime) -> str:
    """ISO 8601, in UTC with ``Z``; a naive datetime stays as it is."""
    if moment.tzinfo is None:
        return moment.isoformat()
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def to_lag(outlet: Coverage) -> str:
    """An outlet and when it came to a story: ``Example Post +1.6 h``; the first by its name alone."""
    provider = clean_text(outlet.provider)
    if outlet.lag_hours is None:
        return f"{provider} (undated)"
    return f"{provider} +{outlet.lag_hours:,.1f} h" if outlet.lag_hours else provider


def stories_of_articles(story_graph: StoryGraph) -> dict[str, str]:
    """Node id to the name of its story, for those that are in one."""
    return {article: clean_text(cluster.label) for cluster in story_graph.clusters for article in cluster.articles}


def _to_plain_by_class(value: object) -> Plain | None:
    if value is None:
        return None
    # Before the builtins: members of an IntEnum or a StrEnum are ints or strings, too.
    if isinstance(value, Enum):
        return to_plain(value.value)
    if isinstance(value, datetime):
        return to_iso(value)
    if isinstance(value, date):
        return value.isoformat()
    # Scalars and arrays of numpy, and whatever else has `tolist`.
    if callable(to_builtin := getattr(value, "tolist", None)):
        return to_plain(to_builtin())
    return _to_plain_by_builtin(value)


def _to_plain_by_builtin(value: object) -> Plain | None:
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return to_plain(float(value))
    if isinstance(value, Mapping):
        return to_plain_attributes(value)
    if isinstance(value, set | frozenset):
        return sorted(_to_plain_list(list(value)), key=to_text)
    if isinstance(value, list | tuple):
        return _to_plain_list(list(value))
    return clean_text(str(value))


def _to_plain_list(values: list[Any]) -> list[Plain]:
    """The values as plain ones; the same list if all are plain already."""
    plain = [plain for value in values if (plain := to_plain(value)) is not None]
    return values if len(plain) == len(values) and all(map(is_, plain, values)) else plain


@lru_cache(maxsize=1024)  # millions of edges share a few sets of names
def _are_plain_names(names: tuple[object, ...]) -> bool:
    return all(_name(name) == name for name in names)


def _name(name: object) -> str:
    return clean_text(str(name))
