"""Time zones as texts name them: offsets, abbreviations with one meaning, and names such as ``Europe/Berlin``."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

# Hours from UTC. First the zones of RFC 2822, whose American meaning is the standard's, then what has one meaning in
# practice. Left out, since the press of several countries uses them: IST (India, Ireland, Israel), BST, AST, ADT, WST.
_HOURS = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7, "wet": 0, "west": 1, "cet": 1, "met": 1, "mez": 1, "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "eest": 3,
    "sast": 2, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "awst": 8, "acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11,
    "nzst": 12, "nzdt": 13, "akst": -9, "akdt": -8, "hst": -10, "brt": -3,
}  # fmt: skip
# What people write for the hour of a place, be it summer or winter.
_PLACES = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "msk": "Europe/Moscow",
}
_OFFSET = re.compile(r"(?:utc|gmt|ut)?\s?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?", re.IGNORECASE)
_FARTHEST_WEST, _FARTHEST_EAST = timedelta(hours=-12), timedelta(hours=14)


@lru_cache(maxsize=1_000)
def zone_named(name: str) -> tzinfo | None:
    """Read ``Z``, ``CEST``, ``+0200``, ``-5``, ``GMT+1`` or ``Europe/Berlin``; None if it has no one meaning."""
    name = name.strip()
    if (hours := _HOURS.get(name.lower())) is not None:
        return timezone(timedelta(hours=hours))
    if offset := _OFFSET.fullmatch(name):
        distance = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
        distance = -distance if offset["sign"] == "-" else distance
        return timezone(distance) if _FARTHEST_WEST <= distance <= _FARTHEST_EAST else None
    place = _PLACES.get(name.lower(), name)
    return (_zone_of(place) or _zone_of(place.title())) if "/" in place else None


def _zone_of(place: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(place)
    except (KeyError, ValueError, OSError):  # OSError: "America/Argentina" is a folder
        return None
