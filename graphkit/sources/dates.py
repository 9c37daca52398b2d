"""Publication times as feeds and editors write them; nothing here depends on locale, time zone or clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

# The first newspaper appeared in 1605; year 1 and year 9999 are how programs write "unknown".
EARLIEST, LATEST = datetime(1600, 1, 1), datetime(3000, 1, 1)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_MONTH += r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_CLOCK = (
    r"(?:[Tt,]?\s*(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d+))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>z|[a-z]{2,4}|(?:utc|gmt)?[-+]\d{1,2}(?::?\d{2})?)?)?"
)
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_YEAR}(?P<separator>[-/.])(?P<month>\d{{1,2}})(?P=separator){_DAY}",
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    )
)
# The named zones of RFC 2822: others mean different things in different countries.
_ZONES = {"z": 0, "ut": 0, "utc": 0, "gmt": 0}
_ZONES |= {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}


def parse_date(text: str) -> datetime | None:
    """Read a date or a time: ISO 8601, YAML, RFC 2822, epoch seconds or milliseconds, or English words.

    Returns
    -------
    datetime or None
        Naive if the text has no time zone, a day without a time its midnight; None if it is no date, or none
        in [1600, 3000). ``07/11/2020`` is none: half the world reads it as November.
    """
    text = text.strip()
    try:
        moment = _from_digits(text) if text.isdecimal() else _from_words(text)
        if moment is None:
            return None
        in_utc = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
        return moment if EARLIEST <= in_utc < LATEST else None
    except (ValueError, OverflowError):
        return None


def _from_digits(digits: str) -> datetime | None:
    match len(digits):
        case 8:
            return datetime.combine(date.fromisoformat(digits), time())
        case 9 | 10:
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(digits))
        case 13:
            return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(digits))
        case 14:
            return datetime.fromisoformat(f"{digits[:8]}T{digits[8:]}")
    return None


def _from_words(text: str) -> datetime | None:
    # Nearly all dates are of this form, and this is ten times faster than what follows.
    if text[4:5] == "-" and text[7:8] == "-":
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    for form in _FORMS:
        if parts := form.fullmatch(text):
            return _combine(parts.groupdict())
    return None


def _combine(parts: dict[str, str | None]) -> datetime | None:
    month = parts["month"] or ""
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    year, day = int(parts["year"] or 0), int(parts["day"] or 0)
    if parts["hour"] is None:
        return datetime(year, number, day)
    hour = int(parts["hour"])
    if parts["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if parts["half"][0] in "pP" else 0)
    fraction = int((parts["fraction"] or "0").ljust(6, "0")[:6])
    zone = _to_zone(parts["zone"]) if parts["zone"] else None
    minute, second = int(parts["minute"] or 0), int(parts["second"] or 0)
    return datetime(year, number, day, hour, minute, second, fraction, tzinfo=zone)


def _to_zone(name: str) -> timezone:
    """Read ``Z``, ``EST``, ``+0200``, ``-5`` or ``GMT+1``; raises ValueError for any other name."""
    name = name.lower()
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name]))
    offset = re.fullmatch(r"(?:utc|gmt)?(?P<sign>[-+])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?", name)
    if offset is None:
        raise ValueError(f"expected a time zone, got {name!r}")
    distance = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
    return timezone(-distance if offset["sign"] == "-" else distance)
