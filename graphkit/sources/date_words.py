"""Words in dates: names of months and weekdays in the languages of the press, and the small words between them."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_ENGLISH = {name: number for number, name in enumerate(_ENGLISH_MONTHS, 1)}
_ENGLISH |= {name[:3]: number for name, number in _ENGLISH.items()} | {
    "sept": 9,
    "mrz": 3,
}  # CLDR lacks "Mrz", which German programs print
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_ENGLISH_WEEKDAYS = frozenset(
    {name[:length] for name in _WEEKDAYS for length in (3, len(name))} | {"tues", "weds", "thur", "thurs"}
)

# Thai and Persian are left out: their posts count years from elsewhere, and 2564 would be taken for a year of ours.
_LANGUAGES = """
    af ar ar_DZ ar_LB ar_MA az be bg bn bs ca cs cy da de de_AT el es et eu fi fil fr ga gl gu he hi hr hu hy id is it
    ja ka kk kn ko ky lt lv mk ml mn mr ms nb ne nl nn pa pl pt ro ru sk sl sq sr sr_Latn sv sw ta te tr uk ur uz vi zh
    """.split()  # noqa: SIM905
_SHORTEST_ABBREVIATION = 3

# "5 listopada" is November in Polish, "5. listopada" October in Croatian: the dot tells them apart.
_NOVEMBER_WITHOUT_A_DOT = frozenset({"listopad", "listopada"})

_SMALL_WORDS = frozenset(
    """
    t of the at on o clock hrs hs h kl klo um uhr u a as le l del de d di do da dos den der el em en i y e ng ika
    ngay nam г р года год року рік m gada roku rok r ko
    """.split()  # noqa: SIM905
)


def fold(word: str) -> str:
    """Bring a word to the form in which names are compared: no case, no accents, ``März`` as ``marz``."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(mark for mark in apart if unicodedata.category(mark) != "Mn")


def month_named(word: str, after_a_dot: bool = False) -> int | None:
    """Find the month of a folded name or of its abbreviation of three letters and more.

    None if no language has the name, or two have it for different months.
    """
    if word in _ENGLISH:
        return _ENGLISH[word]
    if word in _NOVEMBER_WITHOUT_A_DOT:
        return None if after_a_dot else 11
    if is_small(word) or word in _ENGLISH_WEEKDAYS:
        return None
    return _months().get(word)


def is_weekday(word: str) -> bool:
    """Whether a folded word is a weekday's name, or part of one (``quarta`` of ``quarta-feira``)."""
    return word in _ENGLISH_WEEKDAYS or word in _weekdays()


def is_small(word: str) -> bool:
    """Whether a folded word adds nothing, as the two in ``12 de marzo de 2021``."""
    return word in _SMALL_WORDS


@cache
def _months() -> dict[str, int]:
    exact: defaultdict[str, set[int]] = defaultdict(set)
    shortened: defaultdict[str, set[int]] = defaultdict(set)
    for number, name in _names("months"):
        exact[name].add(number)
        for length in range(_SHORTEST_ABBREVIATION, len(name)):
            shortened[name[:length]].add(number)
    known = {name: min(numbers) for name, numbers in exact.items() if len(numbers) == 1}
    others = shortened.keys() - exact.keys() - _weekdays()
    return known | {name: min(shortened[name]) for name in others if len(shortened[name]) == 1}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(part for _, name in _names("days") for part in name.split() if not part.isdecimal())


def _names(kind: str) -> Iterator[tuple[int, str]]:
    """All names that Unicode's CLDR has, folded, hyphens as spaces; months from 1, without numbers such as ``3월``."""
    from babel import Locale

    for language in _LANGUAGES:
        forms = getattr(Locale.parse(language), kind)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in forms[context][width].items():
                    plain = " ".join(fold(name).replace(".", " ").replace("-", " ").split())
                    if kind == "days" or not any(letter.isdecimal() for letter in plain):
                        yield number, plain
                        if language == "he":
                            yield number, f"ב{plain}"  # "in March"
