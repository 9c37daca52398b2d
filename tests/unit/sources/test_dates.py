from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from graphkit.sources.dates import parse_date

PLUS_TWO = timezone(timedelta(hours=2))
EASTERN = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2020-07-11T13:45:00Z", datetime(2020, 7, 11, 13, 45, tzinfo=UTC)),
        ("2020-07-11T13:45:00.5+02:00", datetime(2020, 7, 11, 13, 45, 0, 500_000, PLUS_TWO)),
        ("2020-07-11 13:45:00 +0200", datetime(2020, 7, 11, 13, 45, tzinfo=PLUS_TWO)),
        ("2020-07-11 13:45 UTC", datetime(2020, 7, 11, 13, 45, tzinfo=UTC)),
        ("2001-12-14t21:59:43.10-05:00", datetime(2001, 12, 14, 21, 59, 43, 100_000, EASTERN)),
        ("2001-12-14 21:59:43.10 -5", datetime(2001, 12, 14, 21, 59, 43, 100_000, EASTERN)),
        ("2020-07-11T13:45", datetime(2020, 7, 11, 13, 45)),
        ("2020-07-11", datetime(2020, 7, 11)),
        (" 2020-7-1 ", datetime(2020, 7, 1)),
        ("2020/07/11 13:45", datetime(2020, 7, 11, 13, 45)),
        ("Sat, 11 Jul 2020 13:45:00 GMT", datetime(2020, 7, 11, 13, 45, tzinfo=UTC)),
        ("Sat, 11 Jul 2020 13:45:00 +0200", datetime(2020, 7, 11, 13, 45, tzinfo=PLUS_TWO)),
        ("11 Jul 2020 13:45 EST", datetime(2020, 7, 11, 13, 45, tzinfo=EASTERN)),
        ("July 11, 2020", datetime(2020, 7, 11)),
        ("Saturday, July 11th, 2020 at 1:45 p.m.", datetime(2020, 7, 11, 13, 45)),
        ("Sept. 3 2020 12:05 AM", datetime(2020, 9, 3, 0, 5)),
        ("11 July 2020", datetime(2020, 7, 11)),
        ("1st of March 2021", datetime(2021, 3, 1)),
        ("1594475100", datetime(2020, 7, 11, 13, 45, tzinfo=UTC)),
        ("1594475100500", datetime(2020, 7, 11, 13, 45, 0, 500_000, tzinfo=UTC)),
        ("20200711", datetime(2020, 7, 11)),
        ("20200711134500", datetime(2020, 7, 11, 13, 45)),
    ],
)
def test_dates_are_read_in_the_forms_that_feeds_and_people_write(text: str, moment: datetime) -> None:
    parsed = parse_date(text)
    assert parsed == moment
    assert parsed is not None
    assert parsed.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "3 May",
        "2020",
        "2020-13-01",
        "2020-02-30",
        "February 30, 2020",
        "2020-07-11T25:00:00Z",
        "2020-07-11 13:45 XYZ",
        "July 11, 2020 at 13:45 pm",
        "07/11/2020",
        "11.07.2020",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-05:00",
        "1612101231000000",
        "-1",
        "0",
        "٢٠٢٠٠٧١١",
        "2020-07-11T13:45:00+99:00",
    ],
)
def test_what_is_no_date_or_none_of_a_newspapers_is_none(text: str) -> None:
    assert parse_date(text) is None
