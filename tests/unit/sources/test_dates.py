from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from graphkit.sources.dates import MAX_DATE_CHARACTERS, Moment, Precision, date_form, date_in_name, parse_date, slug_of

PLUS_TWO = timezone(timedelta(hours=2))
EASTERN = timezone(timedelta(hours=-5))


def second(*parts: int, zone: timezone | None = None) -> Moment:
    year, month, day, *rest = parts
    return Moment(datetime(year, month, day, *rest, tzinfo=zone or UTC), Precision.SECOND, zone is not None)  # type: ignore[arg-type,misc]  # the rest is hour to microsecond


def on(year: int, month: int, day: int) -> Moment:
    return Moment(datetime(year, month, day, tzinfo=UTC), Precision.DAY, has_zone=False)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2020-07-11T13:45:00Z", second(2020, 7, 11, 13, 45, zone=UTC)),
        ("2020-07-11T13:45:00.5+02:00", second(2020, 7, 11, 13, 45, 0, 500_000, zone=PLUS_TWO)),
        ("2020-07-11 13:45:00 +0200", second(2020, 7, 11, 13, 45, zone=PLUS_TWO)),
        ("2020-07-11 13:45 UTC", second(2020, 7, 11, 13, 45, zone=UTC)),
        ("2020-07-11 13:45:00 Z", second(2020, 7, 11, 13, 45, zone=UTC)),
        ("2001-12-14t21:59:43.10-05:00", second(2001, 12, 14, 21, 59, 43, 100_000, zone=EASTERN)),
        ("2001-12-14 21:59:43,10 -5", second(2001, 12, 14, 21, 59, 43, 100_000, zone=EASTERN)),
        ("2020-07-11T13:45:00.000000000+00", second(2020, 7, 11, 13, 45, zone=UTC)),
        ("2020-07-11T13:45", second(2020, 7, 11, 13, 45)),
        ("2020-7-1T13:45:00.000+02:00", second(2020, 7, 1, 13, 45, zone=PLUS_TWO)),
        ("2020/07/11 13:45", second(2020, 7, 11, 13, 45)),
        ("2020:07:11 13:45:00", second(2020, 7, 11, 13, 45)),
        ("Sat, 11 Jul 2020 13:45:00 GMT", second(2020, 7, 11, 13, 45, zone=UTC)),
        ("SAT, 11 JUL 2020 13:45:00 -0000", second(2020, 7, 11, 13, 45, zone=UTC)),
        ("Fri, 18 Sept 2020 13:45:00 +0200", second(2020, 9, 18, 13, 45, zone=PLUS_TWO)),
        ("Mon, 07 Feb 94 14:30:43 GMT", second(1994, 2, 7, 14, 30, 43, zone=UTC)),
        ("11 Jul 2020 13:45 EST", second(2020, 7, 11, 13, 45, zone=EASTERN)),
        ("Thu, 30 Apr 2015 08:57:00 CEST", second(2015, 4, 30, 8, 57, zone=PLUS_TWO)),
        ("Thu Apr 30 08:57:00 MEST 2015", second(2015, 4, 30, 8, 57, zone=PLUS_TWO)),
        ("Thu Apr  9 08:57:00 2015", second(2015, 4, 9, 8, 57)),
        ("Thu Apr 9 08:57:00 2015 +0200", second(2015, 4, 9, 8, 57, zone=PLUS_TWO)),
        ("Thu Apr 09 2015 08:57:00 GMT+0200 (a zone's long name)", second(2015, 4, 9, 8, 57, zone=PLUS_TWO)),
        ("2015-04-30 08:57:00.5 +0200 CEST", second(2015, 4, 30, 8, 57, 0, 500_000, zone=PLUS_TWO)),
        ("2015-04-30 08:57 (CEST)", second(2015, 4, 30, 8, 57, zone=PLUS_TWO)),
        ("2015-04-30 08:57 UTC+2", second(2015, 4, 30, 8, 57, zone=PLUS_TWO)),
        ("2015-04-30T08:57:00+02:00[Europe/Berlin]", second(2015, 4, 30, 8, 57, zone=PLUS_TWO)),
        ("2015-04-30 08:57 Europe/Berlin", second(2015, 4, 30, 8, 57, zone=PLUS_TWO)),
        ("2015-04-30 08:57 EUROPE/BERLIN", second(2015, 4, 30, 8, 57, zone=PLUS_TWO)),
        ("Jan. 3, 2020, 9:05 a.m. ET", second(2020, 1, 3, 9, 5, zone=EASTERN)),
        ("Saturday, July 11th, 2020 at 1:45 p.m.", second(2020, 7, 11, 13, 45)),
        ("July 11, 2020, 1:45\u202fPM", second(2020, 7, 11, 13, 45)),
        ("July 11, 2020 at 13:45 pm", second(2020, 7, 11, 13, 45)),
        ("July 11, 2020, 9pm", second(2020, 7, 11, 21)),
        ("Sept. 3 2020 12:05 AM", second(2020, 9, 3, 0, 5)),
        ("lundi 12 février 2021 à 10h30", second(2021, 2, 12, 10, 30)),
        ("2021年3月12日(金) 15時05分", second(2021, 3, 12, 15, 5)),
        ("2021년 3월 12일 오후 3:05", second(2021, 3, 12, 15, 5)),
        ("2021/3/12 下午3:05:22", second(2021, 3, 12, 15, 5, 22)),
        ("2020-07-11T24:00:00Z", second(2020, 7, 12, zone=UTC)),
        ("2016-12-31T23:59:60Z", second(2016, 12, 31, 23, 59, 59, zone=UTC)),
        ("1594475100", second(2020, 7, 11, 13, 45, zone=UTC)),
        ("1594475100.5", second(2020, 7, 11, 13, 45, 0, 500_000, zone=UTC)),
        ("1594475100500", second(2020, 7, 11, 13, 45, 0, 500_000, zone=UTC)),
        ("1594475100500000", second(2020, 7, 11, 13, 45, 0, 500_000, zone=UTC)),
        ("946684800000", second(2000, 1, 1, zone=UTC)),
        ("20200711134500", second(2020, 7, 11, 13, 45)),
        ("202007111345", second(2020, 7, 11, 13, 45)),
        ("20200711T134500Z", second(2020, 7, 11, 13, 45, zone=UTC)),
    ],
)
def test_times_are_read_in_the_forms_that_feeds_programs_and_people_write(text: str, moment: Moment) -> None:
    assert parse_date(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-12",
        " 2021-3-12 ",
        "2021-03-12.",
        "2021/03/12",
        "2021.03.12",
        "2021 03 12",
        "20210312",
        "2021-W10-5",
        "2021W105",
        "12.03.2021",
        "perjantaina 12.3.2021 klo 10.00",
        "12. 3. 2021",
        "12 March 2021",
        "March 12, 2021",
        "Mar 12th 2021",
        "12th of March, 2021",
        "12-MAR-2021",
        "2021-Mar-12",
        "Friday, 12 March 2021 (updated)",
        "12 de marzo de 2021",
        "12 DE MARÇO DE 2021",
        "sexta-feira, 12 de março de 2021",
        "12 mars 2021",
        "12. März 2021",
        "12 marz 2021",
        "Fr, 12 Mrz 2021",
        "12 maart 2021",
        "ven 12 mar 2021",
        "den 12 mars 2021",
        "12. března 2021",
        "12 marca 2021",
        "12 марта 2021 г.",
        "12 березня 2021",
        "12 Mart 2021 Cuma",
        "12 Μαρτίου 2021",
        "2021. március 12.",
        "2021 m. kovo 12 d.",
        "12 tháng 3, 2021",
        "12 מרץ 2021",
        "12 مارس، 2021",
        "12 آذار 2021",
        "१२ मार्च २०२१",
        "١٢/٣/٢٠٢١ ".replace("/", "."),
        "２０２１年３月１２日",
        "2021년 3월 12일",
        # The day as it is written, where the clock or the zone cannot be read.
        "2021-03-12 10h",
        "2021-03-12 00:10::00 -03:00",
        "2021-03-12 18:30:22 2021 -0800",
        "2021-03-12T25:00:00Z",
        "2021-03-12 10:00 IST",
        "2021-03-12 10:00 XYZ",
        "2021-03-12T10:00:00+99:00",
        "2021-03-12 10:00 Nowhere/Town",
        "12.03.2021 10.30",
        "2021-03-12_10-30-00",
        "2021-03-12Z",
        "2021-03-12-05:00",
        "2021년 3월 12일 3시 저녁",
    ],
)
def test_a_day_is_read_in_many_languages_and_stays_the_day_that_was_written(text: str) -> None:
    assert parse_date(text) == on(2021, 3, 12)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("03/25/2021", on(2021, 3, 25)),
        ("25/03/2021", on(2021, 3, 25)),
        ("25-03-2021", on(2021, 3, 25)),
        ("03/03/2021", on(2021, 3, 3)),
        ("31.12.99", on(1999, 12, 31)),
        ("3 May 95", on(1995, 5, 3)),
        ("03/01/2021", None),
        ("03-01-2021", None),
        ("03/01/21", None),
        ("3 May 21", None),
        # "listopada" is November in Polish and, with a dot after the day, October in Croatian.
        ("5 listopada 2020", on(2020, 11, 5)),
        ("5. listopada 2020.", None),
        # "mar" is a Tuesday beside another month.
        ("mar 12 gen 2021", on(2021, 1, 12)),
        ("mar 12 mar 2021", on(2021, 3, 12)),
    ],
)
def test_what_has_several_meanings_is_read_only_if_the_rest_leaves_one(text: str, moment: Moment | None) -> None:
    assert parse_date(text) == moment


@pytest.mark.parametrize("text", ["2021-03", "2021/3", "March 2021", "mars 2021", "2021年3月"])
def test_a_month_is_its_first_day_and_says_that_it_is_a_month(text: str) -> None:
    assert parse_date(text) == Moment(datetime(2021, 3, 1, tzinfo=UTC), Precision.MONTH, has_zone=False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "3 May",
        "2020",
        "2021-W09",
        "2020-13-01",
        "2020-02-30",
        "February 30, 2020",
        "{{ date }}",
        "{{ 2021-03-01 }}",
        "2021-03-01 or later",
        "before 3 May 2021",
        "2021-03-01 to 2021-03-05",
        "March 1-5, 2021",
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-05:00",
        "12 มีนาคม 2564",
        "-1",
        "0",
        "2021-03-01" + " " * 16_000 + "x",
        "2021-03-01 10:00:00." + "0" * MAX_DATE_CHARACTERS,
    ],
)
def test_what_is_no_date_or_none_of_a_newspapers_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_date_depends_on_no_locale_and_no_time_zone_of_the_machine() -> None:
    """One process goes through all of them: to load the package takes longer than the rest."""
    program = """
import contextlib, locale, os, time
from graphkit.sources.dates import parse_date
for zone, language in (("UTC", "C"), ("Asia/Tokyo", "tr_TR.UTF-8"), ("America/New_York", "de_DE.UTF-8")):
    os.environ["TZ"] = zone
    getattr(time, "tzset", int)()
    with contextlib.suppress(locale.Error):  # not every machine has it
        locale.setlocale(locale.LC_ALL, language)
    print([parse_date(t) for t in ("2021-03-01 10:00", "1 M\u00e4rz 2021 9:05 PM", "Mon Mar 1 10:00:00 CET 2021")])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    lines = done.stdout.splitlines()
    assert (len(lines), len(set(lines))) == (3, 1)


@pytest.mark.parametrize(
    ("path", "day", "slug"),
    [
        ("2021-01-18-harbour-bridge.md", date(2021, 1, 18), "harbour-bridge"),
        ("_posts/2020/2021-01-18-harbour.en.md", date(2021, 1, 18), "harbour.en"),
        ("2020-05-05/20210118-harbour.md", date(2021, 1, 18), "harbour"),
        ("20210118103000 harbour.md", date(2021, 1, 18), "harbour"),
        ("harbour_2021_1_18.md", date(2021, 1, 18), "harbour"),
        ("2021.01.18 Harbour.md", date(2021, 1, 18), "Harbour"),
        ("note 2021-01-18 harbour", date(2021, 1, 18), "note-harbour"),
        ("2021_01_18", date(2021, 1, 18), ""),
        ("2019/02/03/2021/01/18/harbour.md", date(2021, 1, 18), "harbour"),
        (r"posts\2021\01\18\harbour", date(2021, 1, 18), "harbour"),
        ("posts/2021-01-18/index.md", date(2021, 1, 18), "index"),
        ("2021-02-30-harbour.md", None, "2021-02-30-harbour"),
        ("2021/harbour.md", None, "harbour"),
        ("harbour-120210118.md", None, "harbour-120210118"),
        ("v1.2.3", None, "v1.2.3"),
    ],
)
def test_the_day_in_a_name_is_found_and_taken_off(path: str, day: date | None, slug: str) -> None:
    found = date_in_name(path)
    assert (found and (found.time.date(), found.precision)) == (day and (day, Precision.DAY))
    assert slug_of(path.replace("\\", "/").rpartition("/")[2]) == slug


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("03/01/2021", "9/9/9999"),
        ("3/1/2021", "9/9/9999"),
        ("{{ date }}", "{{ a }}"),
        ("१२ मार्च  २०२१", "9 a 9999"),
        ("x" * 10_000, "a"),
        ("1." * 100, "9.9.9.9.9.9.9.9.9.9.9.9.9.9.9.9.9.9.9.9…"),
    ],
)
def test_texts_of_one_form_have_one_name(text: str, form: str) -> None:
    assert date_form(text) == form
