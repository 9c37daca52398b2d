"""Words of a text: how it is split, folded and which words carry no meaning of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

# Vowel signs, viramas, tone marks, accents that stand alone: parts of a word in many scripts, yet no ``\w`` to `re`.
_MARKS = "".join(chr(code) for code in range(0x300, 0x20000) if unicodedata.category(chr(code)).startswith("M"))
# No mark and no accent is among these, the characters of most texts. A negative character
# class is slow in `re`; the common case is tested first.
_UNMARKED = "\x00-\u02ff\u2000-\u206f"
# Letters and digits of any script, with the marks that belong to them.
RUN = rf"(?:\w++|(?![{_UNMARKED}])[{_MARKS}])++"
# Apostrophes and hyphens only within a word.
TOKEN = re.compile(rf"{RUN}(?:[’'\-\u2010\u2011]{RUN})*")
# The pieces that a compound is compared by: "COVID-19" and "Covid 19" meet.
_PIECE = re.compile(RUN)
_MAYBE_ACCENTED = re.compile(f"[^{_UNMARKED}]+")
# Chinese and Japanese: scripts that put no space between words; the first three repeat or stand for a character.
_UNSPACED = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")

# What feeds put before or after a headline: it says nothing of the story, and would make strangers alike.
_BOILERPLATE = re.compile(
    r"^\W*(?:re-?transmission|update\s*\d*|updated|breaking(?:\s+news)?|live(?:\s+updates)?|exclusive|"
    r"watch|video|photos|analysis|opinion|press release)\s*[:\-–—|]\s+",
    re.IGNORECASE,
)

STOP_WORDS = frozenset(
    """
    a about above according across actually after again against ago all almost along already also although always am
    amid among an and another any anyone anything are aren't around as ask asked at away back be became because become
    becomes been before behind being below between both but by call called calls came can can't cannot come comes
    coming could couldn't day days did didn't do does doesn't doing don't done down during each either else end ended
    enough even ever every everyone everything far few first five following for former found four from full further
    gave get gets getting give given gives go goes going gone good got had has hasn't have haven't having he he's her
    here here's hers herself him himself his how however i i'm if in including inside instead into is isn't it it's
    its itself just keep keeps kept know known knows last late later latest least less let let's like likely little
    long look looking looks made mail make makes making many may maybe me might monday month months more morning most
    move mr mrs ms much must my myself near need needs never new news next no nor not nothing now of off often old on
    once one ones only onto or other others our ours out over own part past per people perhaps put quite rather re
    read really report reported reportedly reports right said same saturday saw say saying says second see seem seems
    seen set several shall she should shouldn't show shows since six so some someone something soon still such sunday
    take taken takes taking tell tells than that that's the their theirs them themselves then there there's these they
    they're thing things think this those though three through thursday time times to today together told tomorrow too
    took toward towards tuesday turn two under until up upon us use used uses using very via want wants was wasn't way
    ways we wednesday week weeks well went were weren't what what's when where whether which while who who's whole
    whom whose why will with within without won't work would wouldn't year years yes yesterday yet you you're your
    yours yourself friday
    """.split()  # noqa: SIM905  # a list of strings reads worse
)

# "Won't" falls apart into a word that means something by itself.
_STOP_PIECES = frozenset(piece for word in STOP_WORDS for piece in _PIECE.findall(word)) - {"won"}


# A language is one of a corpus if its stop words are so large a part of what no other language explains.
_LEAST_SHARE = 0.05


def find_languages(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The languages of a corpus, by their stop words: ISO 639-1 codes, the commonest first.

    Parameters
    ----------
    counts : mapping of str to int
        Folded words, and how often each stands in the corpus.

    Notes
    -----
    The language whose stop words stand most often comes first; then, of the words that are left, the next, as long as
    its stop words, two different ones at least, are 5 % of them.
    """
    found: list[str] = []
    left = {word: count for word, count in counts.items() if len(word) > 1}
    lists = _stop_words()
    while left:
        hits = {code: sum(left[word] for word in words if word in left) for code, words in lists.items()}
        best = max(sorted(hits), key=lambda code: hits[code])
        if hits[best] < _LEAST_SHARE * sum(left.values()) or len(lists[best].intersection(left)) < 2:
            break
        found.append(best)
        left = {word: count for word, count in left.items() if word not in lists[best]}
    return tuple(found)


def stop_words_of(languages: Iterable[str]) -> frozenset[str]:
    """The stop words of these languages, folded; languages without a list have none."""
    return frozenset().union(*(_stop_words().get(language, ()) for language in languages))


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    """Stop words by language: our own for English, in which all was measured, else those of stopwords-iso."""
    import stopwordsiso  # reads its file at once

    lists = {code: frozenset(map(fold, stopwordsiso.stopwords(code))) for code in stopwordsiso.langs()}
    return lists | {"en": STOP_WORDS}


def fold(text: str) -> str:
    """Lower case without accents, so that spellings of one word meet; letters of every script stay."""
    if text.isascii():
        return text.lower()
    # In this order: what is compatible with capitals, such as a trade mark sign, is no capital before.
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = _MAYBE_ACCENTED.sub(_without_accents, decomposed)
    return unicodedata.normalize("NFC", bare)  # Hangul was taken apart as well


def content_pieces(folded: str) -> list[str]:
    """The pieces of a folded text by which it is compared, in their order: no stop words, no single letters.

    Where a script puts no space between words, every two neighboring characters are a piece, as is usual in search
    engines: most Chinese words have two.
    """
    pieces = _PIECE.findall(folded)
    if is_unspaced(folded):
        pieces = [part for piece in pieces for part in spaced(piece)]
    return [piece for piece in pieces if len(piece) > 1 and piece not in _STOP_PIECES]


def is_unspaced(text: str) -> bool:
    """Whether some of the text is in a script that puts no space between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def spaced(piece: str) -> Iterator[str]:
    """The parts of a piece: every two neighboring characters of a script without spaces, what else there is whole."""
    at = 0
    for run in _UNSPACED.finditer(piece):
        if run.start() > at:
            yield piece[at : run.start()]
        characters = run.group()
        yield from (characters[i : i + 2] for i in range(max(1, len(characters) - 1)))
        at = run.end()
    if at < len(piece):
        yield piece[at:]


def _without_accents(run: re.Match[str]) -> str:
    return "".join(character for character in run.group() if not _is_accent(character))


def join_pieces(pieces: Sequence[str]) -> str:
    """Neighboring pieces as their text has them: a space between, or where it has none, without what stands in both."""
    whole = pieces[0]
    for before, piece in pairwise(pieces):
        overlaps = before[-1] == piece[0] and _UNSPACED.fullmatch(before + piece)
        whole += piece[1:] if overlaps else f" {piece}"
    return whole


def _is_accent(character: str) -> bool:
    """Whether it is an accent (from 200) or a vowel point of Hebrew or Arabic (10 to 36).

    The other combining classes make another letter: nukta, voiced kana, virama, Thai vowels and tones.
    """
    return (place := unicodedata.combining(character)) >= 200 or 10 <= place <= 36


def strip_boilerplate(title: str) -> str:
    """Take off what a feed puts around a headline: ``UPDATE 2 - ``, ``RE-TRANSMISSION: ``, ``... | Site``."""
    bare = _BOILERPLATE.sub("", title)
    head, bar, _ = bare.rpartition(" | ")
    return head if bar and len(head) >= len(bare) // 2 else bare
