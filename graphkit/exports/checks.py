"""Checks of data that may have been edited, cut off or made by others: the first flaw is named with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from math import isfinite
from typing import Any


class GraphDataError(ValueError):
    """What is wrong with the data: where, what was expected, and what was found."""

    def __init__(self, where: str, problem: str, next_step: str | None = None) -> None:
        super().__init__(where, problem, next_step)
        self.where = where
        self.problem = problem
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


def is_text(value: object) -> bool:
    """Whether it is text, be it empty."""
    return isinstance(value, str)


def is_number(value: object) -> bool:
    """Whether it is a finite number."""
    return (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, float) and isfinite(value))


def is_weight(value: object) -> bool:
    """Whether it is a number in (0, 1], such as has a logarithm."""
    return is_number(value) and 0 < value <= 1  # type: ignore[operator]  # a number by then


def is_count(value: object) -> bool:
    """Whether it is a whole number, 0 or more."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_flag(value: object) -> bool:
    """Whether it is true or false."""
    return isinstance(value, bool)


def are_texts(value: object) -> bool:
    """Whether it is a list of texts."""
    return isinstance(value, list) and all(map(is_text, value))


_EXPECTED: dict[Callable[[object], bool], str] = {
    is_text: "text",
    is_number: "a number",
    is_weight: "a number in (0, 1]",
    is_count: "a count",
    is_flag: "true or false",
    are_texts: "a list of texts",
}


def to_records(value: object, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a list, each with its place."""
    if not isinstance(value, list):
        raise GraphDataError(where, f"expected a list, got {shown(value)}")
    for number, record in enumerate(value):
        if not isinstance(record, dict):
            raise GraphDataError(f"{where}[{number}]", f"expected an object, got {shown(record)}")
        yield f"{where}[{number}]", record


def get_field(record: Mapping[str, Any], name: str, check: Callable[[object], bool], where: str) -> Any:
    """The value of a field that must be there, and be what one of the functions above says."""
    value = record.get(name)
    if not check(value):
        raise GraphDataError(f"{where}.{name}", f"expected {_EXPECTED[check]}, got {shown(value)}")
    return value


def check_choice(record: Mapping[str, Any], name: str, choices: frozenset[str], where: str) -> None:
    """Make sure that a field has one of a few values."""
    value = get_field(record, name, is_text, where)
    if value not in choices:
        raise GraphDataError(f"{where}.{name}", f"expected one of {', '.join(sorted(choices))}, got {shown(value)}")


def check_attributes(
    record: Mapping[str, Any],
    required: Iterable[str],
    checks: Mapping[str, Callable[[object], bool]],
    where: str,
) -> None:
    """Make sure that the required fields are there, and that those that are there are what they should be."""
    for name in required:
        get_field(record, name, checks[name], where)
    for name in record:
        if name in checks:
            get_field(record, name, checks[name], where)


def to_moment(value: object, where: str) -> datetime | None:
    """The time that a text tells, in UTC; None is unknown."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise GraphDataError(where, f"expected a time such as 2020-07-11T13:45:00Z, got {shown(value)}")
    return moment.astimezone(UTC)


def shown(value: object) -> str:
    """The offending value, short enough for a message."""
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
