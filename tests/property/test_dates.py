"""Laws of dates: total, bounded in steps, and what is printed is read back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.sources.dates import EARLIEST, LATEST, Moment, Precision, date_form, date_in_name, parse_date, slug_of

if TYPE_CHECKING:
    from _typeshed import TraceFunction

PIECES = st.sampled_from(
    [
        *"0129-/.:, T+Z[(年月",
        "2021",
        "03",
        "12",
        "mar",
        "Mon",
        "de",
        "am",
        "UTC",
        "Europe/Berlin",
        "{{",
        "\u202f",
        "١",
        "x",
    ]
)
MIXED = st.lists(PIECES, max_size=40).map("".join)
TIMES = st.datetimes(datetime(1601, 1, 1), datetime(2999, 1, 1)).map(lambda time: time.replace(microsecond=0))


@given(st.text() | MIXED | st.integers(0, 25).map(lambda end: "2021-03-12T10:00:00+01:00"[:end]))
def test_any_text_is_a_time_of_the_press_or_none(text: str) -> None:
    moment = parse_date(text)
    if moment is not None:
        assert EARLIEST <= moment.time < LATEST
        if moment.precision is not Precision.SECOND:
            assert (moment.time.hour, moment.time.minute, moment.time.second) == (0, 0, 0)
            assert not moment.has_zone


@given(TIMES, st.integers(-12 * 4, 14 * 4))
def test_what_programs_print_is_read_back(time: datetime, quarters: int) -> None:
    time = time.replace(tzinfo=timezone(timedelta(minutes=15 * quarters)))
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
    month, clock, zone = months[time.month - 1], f"{time:%H:%M:%S}", f"{time:%z}"
    for text in (
        time.isoformat(),
        f"{time.year}-{time.month}-{time.day} {clock} {zone}",
        f"{time.day:02} {month} {time.year} {clock} {zone}",
        f"{month} {time.day} {time.year} {clock} GMT{zone}",
        f"{month} {time.day} {clock} {time.year} {zone}",
        f"{time.year}年{time.month}月{time.day}日 {clock}{zone}",
    ):
        assert parse_date(text) == Moment(time, Precision.SECOND, has_zone=True)


@given(TIMES, st.sampled_from(["", "-slug", " a title", ".x", "_2"]))
def test_the_day_at_the_front_of_a_name_is_read_back(time: datetime, rest: str) -> None:
    day = Moment(datetime(time.year, time.month, time.day, tzinfo=UTC), Precision.DAY, has_zone=False)
    assert date_in_name(f"{time:%Y-%m-%d}{rest}.md") == day
    assert slug_of(f"{time:%Y-%m-%d}{rest}.md") == rest.lstrip("-_. ")


def lines_run(function: Callable[[str], object], text: str) -> int:
    """How many lines of Python a call runs: no clock."""
    count = 0

    def step(frame: FrameType, event: str, argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        function(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("function", [parse_date, date_in_name, slug_of, date_form])
@pytest.mark.parametrize(
    "piece", ["2021-03-01 ", "2021-03-01" + " " * 30, "1:", "May ", "(", "年", "20210301", "١", "/", "x"]
)
def test_a_text_of_megabytes_takes_no_more_steps_than_one_of_kilobytes(
    function: Callable[[str], object], piece: str
) -> None:
    function(piece * 500)  # what is loaded once is loaded
    assert lines_run(function, piece * 200_000) <= lines_run(function, piece * 2_000) + 10
