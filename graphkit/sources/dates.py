"""Publication times as feeds, programs and editors write them; no result depends on locale, time zone or clock."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from graphkit.sources.days import Day, Precision, find_day
from graphkit.sources.time_zones import zone_named

__all__ = ["Moment", "Precision", "date_form", "date_in_name", "parse_date", "slug_of"]

# The first newspaper appeared in 1605; year 1 and year 9999 are how programs write "unknown".
EARLIEST, LATEST = datetime(1600, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)

MAX_DATE_CHARACTERS = 200
"""A longer text is no date. This bounds the time of every pattern below."""

_MAX_FORM_CHARACTERS = 40
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_UNITS = {9: 1, 10: 1, 12: 1_000, 13: 1_000, 16: 1_000_000}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that was read from a text.

    Attributes
    ----------
    time : datetime
        Aware. Of a day its midnight UTC, of a month the midnight UTC of its first day: the day as it was written,
        whatever the zone.
    precision : Precision
        ``second`` if a clock was read; a missing second is 0.
    has_zone : bool
        Whether a zone was read; without one the time is taken as UTC.
    """

    time: datetime
    precision: Precision
    has_zone: bool


def parse_date(text: str) -> Moment | None:
    """Read a date, with or without a time.

    ISO 8601 and its relatives, RFC 2822, what the programs of Unix, Ruby, Go and JavaScript print, seconds since
    1970, and names of months in some seventy languages.

    Returns
    -------
    Moment or None
        None if the text is no date, is longer than `MAX_DATE_CHARACTERS`, is not in [1600, 3000), or has several
        meanings: ``03/01/2021`` is January for half the world.
    """
    text = text.strip()
    return _parse(text) if 4 < len(text) <= MAX_DATE_CHARACTERS else None


@lru_cache(maxsize=10_000)
def _parse(text: str) -> Moment | None:
    try:
        moment = _from_iso(text) or _from_any(_plain(text))
        return moment if moment is not None and EARLIEST <= moment.time.astimezone(UTC) < LATEST else None
    except (ValueError, OverflowError):
        return None


def _from_iso(text: str) -> Moment | None:
    """Read the form that nearly all dates have, ten times faster than the others."""
    if text[4] != "-" or text[7:8] != "-" or not text.isascii():
        return None
    try:
        if len(text) == 10:
            return _on_day(date.fromisoformat(text))
        if text[10:11] in ("T", "t", " ") and text[13:14] == ":":
            return _at_second(datetime.fromisoformat(text))
    except ValueError:
        pass
    return None


def _on_day(day: date, precision: Precision = Precision.DAY) -> Moment:
    return Moment(datetime(day.year, day.month, day.day, tzinfo=UTC), precision, has_zone=False)


def _at_second(moment: datetime) -> Moment:
    if moment.tzinfo is None:
        return Moment(moment.replace(tzinfo=UTC), Precision.SECOND, has_zone=False)
    return Moment(moment, Precision.SECOND, has_zone=True)


_SAME = str.maketrans(
    {
        "\u2212": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2019": "'",
        "\u060c": ",",
        "\u3001": ",",
    }
    | dict.fromkeys("\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff\xad")
)


def _plain(text: str) -> str:
    """Digits of all scripts as ours, kinds of spaces and dashes as one, no marks of direction."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_SAME)
        text = "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in text)
    return " ".join(text.split())


_EPOCH_NUMBER = re.compile(r"@?(?P<whole>\d{9,16})(?:[.,](?P<fraction>\d++))?")
_COMMENT = re.compile(r"[(\[]([^()\[\]]*+)[)\]]")
_CLOCK = re.compile(
    r"(?<![\d:.+-])(?P<hour>\d{1,2})(?:\s?"
    r"(?:[:h時时点시]\s?(?P<minute>\d{2})(?!\d)(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d++))?)?+[分분]?(?![\d:])"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?|(?P<only_half>[ap])\.?\s?m\b\.?))",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"[\s,]*+\[?(?P<name>(?:(?:utc|gmt|ut)\s?)?[+-]\d{1,2}(?::?\d{2})?(?![\d:])"
    r"|[a-z_]++(?:/[a-z0-9_+-]++){1,2}|[a-z]{1,5}(?![^\W_]))\]?",
    re.IGNORECASE | re.ASCII,
)
_YEAR_BEFORE_ZONE = re.compile(r"\s\d{4}(?=\s[+-]\d{4}\b)")
_UNREADABLE_CLOCK = re.compile(
    r"(?<=[\sT])(?:[^\W\d]++\s)?\d{1,2}\s?(?:[:h時时点시]|\.\d{2}(?![\d.])|uhr\b).*+"
    r"|(?<=\d)(?:[-_ ]\d{1,2}[-.]\d{2}(?:[-.]\d{2})?|\s?(?:z|utc|gmt|[+-]\d{2}:?\d{2}))$",
    re.IGNORECASE,
)
_SHORTEST_DAY = len("1/2/99")
# What these forms are rewritten as before anything else is read.
_AS_ISO = (
    (re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})[T ]?(\d{2})(\d{2})(\d{2})(?!\d)"), r"\1-\2-\3T\4:\5:\6"),
    (re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})[T ]?(\d{2})(\d{2})(?![\d:])"), r"\1-\2-\3T\4:\5"),
    (re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)"), r"\1-\2-\3 "),
    (re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일號号]"), r"\1-\2-\3 "),
    (re.compile(r"(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]"), r"\1-\2 "),
    (re.compile(r"(?:下午|午後|오후)\s?(\d{1,2})\s?[:時时点시]\s?(\d{2}(?::\d{2})?)"), r" \1:\2 pm "),
    (re.compile(r"(?:上午|午前|오전)\s?(\d{1,2})\s?[:時时点시]\s?(\d{2}(?::\d{2})?)"), r" \1:\2 am "),
    (re.compile(r"(?<!\d)(\d{1,2}),? (?:tháng|thg) (\d{1,2})(?:,? năm|,)? (\d{4})(?!\d)", re.IGNORECASE), r"\3-\2-\1 "),
)
_WEEK = re.compile(r"(?<!\d)(\d{4})-?W(\d{2})-?([1-7])(?!\d)", re.IGNORECASE)


def _from_any(text: str) -> Moment | None:
    number = _EPOCH_NUMBER.fullmatch(text)
    if number and len(number["whole"]) in _EPOCH_UNITS and not (len(text) == 12 and text.startswith(("19", "20"))):
        return _from_epoch(number["whole"], number["fraction"] or "")
    comments = _COMMENT.findall(text)
    text = _COMMENT.sub(" ", text)
    for form, iso in _AS_ISO:
        text = form.sub(iso, text, count=1)
    text = _WEEK.sub(lambda week: f"{date.fromisocalendar(*map(int, week.groups()))} ", text, count=1)
    if clock := _CLOCK.search(text):
        zone, start, end = _find_zone(text, clock.end())
        day = find_day(f"{text[: clock.start()]} {text[clock.end() : start]} {text[end:]}")
        if day is not None and day.precision is Precision.DAY:
            return _combine(day, clock, zone or next(filter(None, map(zone_named, comments)), None))
    day = find_day(text)
    if (day is None or day.has_others) and (broken := _UNREADABLE_CLOCK.search(text, _SHORTEST_DAY)):
        day = find_day(text[: broken.start()])
    return None if day is None or day.has_others else _on_day(day.first, day.precision)


def _from_epoch(digits: str, fraction: str) -> Moment:
    micros = int(digits) * 1_000_000 + int(fraction.ljust(6, "0")[:6])
    return _at_second(_EPOCH + timedelta(microseconds=micros // _EPOCH_UNITS[len(digits)]))


def _find_zone(text: str, at: int) -> tuple[tzinfo | None, int, int]:
    """The zone behind a clock, and from where to where it stands; git has the year between the two."""
    if year := _YEAR_BEFORE_ZONE.match(text, at):
        at = year.end()
    found, end = None, at
    while named := _ZONE.match(text, end):
        zone = zone_named(named["name"])
        if zone is None and not (found and named["name"].isupper()):  # Go writes "+0100 BST"
            break
        found, end = found or zone, named.end()
    return found, at, end


def _combine(day: Day, clock: re.Match[str], zone: tzinfo | None) -> Moment:
    hour, minute, second = (int(clock[part] or 0) for part in ("hour", "minute", "second"))
    half = (clock["half"] or clock["only_half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    is_midnight_after = (hour, minute, second) == (24, 0, 0) and not half
    if day.has_others or minute > 59 or second > 60 or (hour > 23 and not is_midnight_after):
        return _on_day(day.first)
    # A leap second is read as the second before it: nothing in Python has a name for it.
    clock_time = timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    fraction = timedelta(microseconds=int((clock["fraction"] or "").ljust(6, "0")[:6]))
    moment = datetime(day.first.year, day.first.month, day.first.day) + clock_time + fraction
    return _at_second(moment if zone is None else moment.replace(tzinfo=timezone(_offset(zone, moment))))


def _offset(zone: tzinfo, moment: datetime) -> timedelta:
    return zone.utcoffset(moment) or timedelta()


_DATE_IN_NAME = re.compile(
    r"(?<![^\W_])(?:(?P<year>\d{4})(?P<mark>[-_./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)"
    r"|(?P<digits>(?:19|20)\d{6})(?:[-T_]?\d{6}|[-T_]?\d{4})?(?![^\W_]))"
)
_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,7}$")
_MAX_PATH_CHARACTERS = 4_000


def date_in_name(path: str) -> Moment | None:
    """Find the day in a file's name, else in those of its folders, the nearest first.

    ``2021-01-18-slug.md``, ``20210118-slug.md``, ``slug_2021_01_18.md``, ``2021/01/18/slug.md``; always year, month,
    day. None if there is none.
    """
    folders, _, name = path.replace("\\", "/")[-_MAX_PATH_CHARACTERS:].rpartition("/")
    in_name = [found for match in _DATE_IN_NAME.finditer(name) if (found := _day_in(match))]
    in_folders = [found for match in _DATE_IN_NAME.finditer(folders) if (found := _day_in(match))]
    return next(iter(in_name + in_folders[::-1]), None)


def slug_of(name: str) -> str:
    """Take the date and the suffix off a file's name: ``slug`` of ``2021-01-18-slug.md``; empty if no more is left."""
    stem = _SUFFIX.sub("", name[-_MAX_PATH_CHARACTERS:])
    dates = (match for match in _DATE_IN_NAME.finditer(stem) if _day_in(match))
    if (match := next(dates, None)) is None:
        return stem
    before, after = stem[: match.start()].rstrip(" -_."), stem[match.end() :].lstrip(" -_.")
    return f"{before}-{after}" if before and after else before or after


def _day_in(match: re.Match[str]) -> Moment | None:
    digits = match["digits"]
    parts = (digits[:4], digits[4:6], digits[6:8]) if digits else match.group("year", "month", "day")
    try:
        day = _on_day(date(*map(int, parts)))
    except ValueError:
        return None
    return day if EARLIEST <= day.time < LATEST else None


def date_form(text: str) -> str:
    """The form of a text, so that all texts of one form need one note: ``9/9/9999`` of ``03/01/2021``.

    One or two digits are ``9``, more are ``9999``; letters are ``a``.
    """
    kinds = "".join(_kind_of(mark) for mark in text.strip()[:MAX_DATE_CHARACTERS])
    form = re.sub(r"9{3,}", "9999", re.sub(r"(?<!9)99(?!9)", "9", re.sub(r"a+", "a", " ".join(kinds.split()))))
    return form if len(form) <= _MAX_FORM_CHARACTERS else form[: _MAX_FORM_CHARACTERS - 1] + "…"


def _kind_of(mark: str) -> str:
    kind = unicodedata.category(mark)
    return "9" if kind == "Nd" else "a" if kind[0] in "LM" else mark
