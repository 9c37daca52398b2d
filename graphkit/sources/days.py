"""The one day or month that a text names, in digits or in words."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from graphkit.sources.date_words import fold, is_small, is_weekday, month_named


class Precision(StrEnum):
    """How much of a time was read."""

    MONTH = "month"
    DAY = "day"
    SECOND = "second"


class Day(NamedTuple):
    """A day, or the first of a month; `has_others` if there are words around it that are no part of a date."""

    first: date
    precision: Precision
    has_others: bool


_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})(\s?[-/._:]\s?|\s)(\d{1,2})(?:\2|\s)(\d{1,4})(?!\d)")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ere|re|eme|ème|e|o|a|:a|:e|-го|-е|°)(?![^\W_])", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<number>\d++)(?P<dot>\.)?|(?P<word>[^\W\d_][^\s\d.,;:/()\[\]{}<>\"'+-]*+)|(?P<mark>[^\s,.;:/'|·_~@-])"
)
_EARLIEST_SHORT_YEAR = 69  # as POSIX has it; smaller ones could be days


def find_day(text: str) -> Day | None:
    """Find the one day that a text names, or else its one month; None if there is none, or more than one."""
    text = _ORDINAL.sub(" ", text).strip(" ,;.-/")
    try:
        if short := _YEAR_MONTH.fullmatch(text):
            return Day(date(int(short[1]), int(short[2]), 1), Precision.MONTH, has_others=False)
        if numbers := _NUMERIC.search(text):
            first = _from_numbers(numbers[1], numbers[2].strip(), numbers[3], numbers[4])
            rest = _Words(f"{text[: numbers.start()]} {text[numbers.end() :]}")
            if first is None or rest.days or rest.years - {first.year} or rest.find_months():
                return None
            return Day(first, Precision.DAY, rest.has_others or bool(rest.years))
        return _from_words(_Words(text))
    except ValueError:
        return None


def _from_numbers(one: str, mark: str, two: str, three: str) -> date | None:
    """Year, month, day; or day, month, year with dots, as all write who use dots; else only what is clear."""
    if len(one) == 4 and len(three) <= 2:
        return date(int(one), int(two), int(three))
    year = _to_year(three)
    if len(one) > 2 or year is None:
        return None
    day, month = int(one), int(two)
    if month > 12:
        day, month = month, day
    is_clear = mark == "." or day > 12 or day == month
    return date(year, month, day) if is_clear else None


def _to_year(digits: str) -> int | None:
    if len(digits) == 4:
        return int(digits)
    return 1900 + int(digits) if len(digits) == 2 and int(digits) >= _EARLIEST_SHORT_YEAR else None


def _from_words(words: _Words) -> Day | None:
    months = words.find_months()
    if len(words.days) == 2 and not words.years and words.days[1] >= _EARLIEST_SHORT_YEAR:
        words.years.add(1900 + words.days.pop())
    if len(months) != 1 or len(words.years) != 1 or len(words.days) > 1:
        return None
    precision = Precision.DAY if words.days else Precision.MONTH
    return Day(date(*words.years, *months, *(words.days or [1])), precision, words.has_others)


class _Words:
    """The numbers and words of a text, apart. Raises ValueError if a number can be neither a day nor a year."""

    def __init__(self, text: str) -> None:
        self.years: set[int] = set()
        self.days: list[int] = []
        self.has_others = False
        self._names: list[str] = []
        self._has_dot = False
        for token in _TOKEN.finditer(text):
            if number := token["number"]:
                self._take_number(number)
                self._has_dot |= token["dot"] is not None and len(number) <= 2
            elif token["mark"]:
                self.has_others = True
            elif not is_small(word := fold(token["word"])):
                self._names.append(word)

    def _take_number(self, number: str) -> None:
        if len(number) == 4:
            self.years.add(int(number))
        elif len(number) <= 2:
            self.days.append(int(number))
        else:
            raise ValueError(f"expected a day or a year, got {number!r}")

    def find_months(self) -> set[int]:
        """The months that are named: of two names one may be a weekday's, as in ``mar 12 gen 2021``."""
        found: dict[str, int] = {}
        names = iter(zip(self._names, [*self._names[1:], ""], strict=False))
        for name, following in names:
            if month := month_named(name, self._has_dot):
                found[name] = month
            elif is_weekday(name):
                continue
            elif month := month_named(f"{name} {following}"):  # Arabic has names of two words
                found[name] = month
                next(names)
            else:
                self.has_others = True
        if len(set(found.values())) > 1:
            return {month for name, month in found.items() if not is_weekday(name)}
        return set(found.values())
