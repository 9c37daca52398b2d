"""The words that an article's headline and excerpt are made of, as a name or a keyword would have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from unicodedata import normalize

from graphkit.model import Article
from graphkit.words import FUNCTION_WORDS, STOP_WORDS, TOKEN, fold, strip_boilerplate

_POSSESSIVE = re.compile("['’]s$")
# French and Italian articles before a vowel; *D'Souza* and *L'Oréal* are names.
_ELISION = re.compile(
    "^(?:[cdjlmnst]|qu|un|[dns]?all|dell|nell|sull)['’](?=\\w)|^(?:[DLMNS]|Qu|Un|All|Dell|Nell)['’](?=[^\\W_A-ZÀ-Þ])"
)
_SUFFIX = re.compile(r"(?:'s|’s|ments?|ings?|ers?|ed|es|s|e)$")

_NEW = "New"
_NEW_PLACES = frozenset(
    """
    Brunswick Caledonia Delhi England Englanders Guinea Hampshire Haven Jersey Mexico Orleans Wales York Yorker Yorkers
    Zealand Zealander Zealanders
    """.split()  # noqa: SIM905
)
# What a text may begin with without a name beginning there: none of these is a first name.
_AT_START = frozenset(
    """
    Das Der Die Ein Eine Für Im Mit Nach Vor Zum Zur De Een Het El En La Las Los Para Por Una Un Dans Des Les Le Sur Une
    Gli Il Lo Os Uma В Во За Из К На О Об От По При С
    """.split()  # noqa: SIM905
)
_BEFORE_CAPITALS = frozenset({"Das", "Der", "Die", "Ein", "Eine", "Für", "Im", "Mit", "Nach", "Vor", "Zum", "Zur"})


class Word(NamedTuple):
    """A word as a text spells it, the same without regard to case and accents, and what its forms have in common."""

    spelling: str
    folded: str
    stem: str


@dataclass(frozen=True, slots=True)
class Words:
    """The meaningful words of an article in the order of the text."""

    title: tuple[Word, ...]
    excerpt: tuple[Word, ...]

    @property
    def stems(self) -> set[str]:
        return {word.stem for word in (*self.title, *self.excerpt)}


@dataclass(frozen=True, eq=False)
class Wording:
    """How a corpus puts things.

    Parameters
    ----------
    words : sequence of Words
        One for each article.
    rarity : Counter of str
        How many articles have each stem.
    """

    words: Sequence[Words]
    rarity: Counter[str]


def read_wording(articles: Sequence[Article]) -> Wording:
    """Take headlines and excerpts apart: one pass over the texts.

    Left out are stop words, figures, single letters, an outlet's own name in its own headlines, and what other
    languages have for articles, prepositions and conjunctions: in lower case, and at the beginning of a text if no
    name begins there. So *Las Vegas*, *Le Pen* and *UN* stay whole.
    """
    words = [_words_of(article) for article in articles]
    return Wording(words, Counter(stem for found in words for stem in found.stems))


def words_of_name(name: str) -> frozenset[str]:
    """What a reader remembers of a name: neither the order nor the forms of its words. Never empty."""
    return frozenset(stem_of(fold(word)) for word in TOKEN.findall(name)) or frozenset({name.casefold()})


def _words_of(article: Article) -> Words:
    headline = TOKEN.findall(strip_boilerplate(article.title))
    headline = _without(_outlet_words(article.provider or ""), headline)
    return Words(tuple(_meaningful(headline)), tuple(_meaningful(TOKEN.findall(article.excerpt))))


@lru_cache(maxsize=1 << 12)
def _outlet_words(provider: str) -> list[str]:
    return [fold(word) for word in TOKEN.findall(provider)]


def _without(outlet: Sequence[str], tokens: list[str]) -> list[str]:
    """Leave out the outlet's own name where it stands whole."""
    folded = [fold(token) for token in tokens]
    if not outlet or outlet[0] not in folded:
        return tokens
    skip: set[int] = set()
    for start in range(len(tokens) - len(outlet) + 1):
        if folded[start : start + len(outlet)] == outlet:
            skip.update(range(start, start + len(outlet)))
    return [token for position, token in enumerate(tokens) if position not in skip]


def _meaningful(tokens: Sequence[str]) -> Iterator[Word]:
    words: Iterable[Word | None] = map(_to_word, tokens)
    if _NEW in tokens:
        words = _with_new_places(words, tokens)
    if tokens and tokens[0] in _AT_START and not _begins_name(tokens):
        words = islice(words, 1, None)
    return filter(None, words)


def _with_new_places(words: Iterable[Word | None], tokens: Sequence[str]) -> Iterator[Word | None]:
    """*New York* is one word, and another one than *York*."""
    for before, word in zip(("", *tokens), words, strict=False):
        if word and before == _NEW and word.spelling in _NEW_PLACES:
            yield Word(f"{_NEW} {word.spelling}", f"new {word.folded}", f"new {word.stem}")
        else:
            yield word


def _begins_name(tokens: Sequence[str]) -> bool:
    """Whether the first of these is a part of a name, as in *Las Vegas*; every German noun has a capital."""
    return tokens[0] not in _BEFORE_CAPITALS and len(tokens) > 1 and tokens[1][:1].isupper()


@lru_cache(maxsize=1 << 17)
def _to_word(token: str) -> Word | None:
    """None if it has no meaning of its own. An archive has the same words again and again."""
    spelling = _ELISION.sub("", _POSSESSIVE.sub("", normalize("NFC", token)))
    folded = fold(spelling)
    plain = folded.replace("’", "'")
    if len(plain) < 2 or plain in STOP_WORDS or plain.isdecimal() or spelling in FUNCTION_WORDS:
        return None
    return Word(spelling, folded, stem_of(plain))


def stem_of(word: str) -> str:
    """What the forms of a word have in common: *ban, bans, banned, banning* meet; a rule of thumb, not a grammar."""
    stem = _SUFFIX.sub("", word)
    if len(stem) < 3:
        return word
    if len(stem) > 3 and stem[-1] == stem[-2] and stem != word:
        stem = stem[:-1]
    return stem[:-1] + "i" if stem.endswith("y") and len(stem) > 3 else stem
