"""STAGE 3b: the words that an article's headline and excerpt are made of, as a name or a keyword would have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from graphkit.model import Article
from graphkit.words import FUNCTION_WORDS, STOP_WORDS, TOKEN, fold, strip_boilerplate

_POSSESSIVE = re.compile("['’]s$")
_SUFFIX = re.compile(r"(?:'s|’s|ments?|ings?|ers?|ed|es|s|e)$")


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

    Stop words, figures and single letters are left out, and so are articles, prepositions and conjunctions of other
    languages than English, unless they are part of a name (*Las Vegas*, *Le Pen*), and an outlet's own name in its own
    headlines.
    """
    words = [_words_of(article) for article in articles]
    return Wording(words, Counter(stem for found in words for stem in found.stems))


def _words_of(article: Article) -> Words:
    title = _without(_outlet_words(article.provider or ""), _split(strip_boilerplate(article.title)))
    return Words(tuple(title), tuple(_split(article.excerpt)))


@lru_cache(maxsize=1 << 12)
def _outlet_words(provider: str) -> list[str]:
    return [fold(word) for word in TOKEN.findall(provider)]


def _split(text: str) -> list[Word]:
    """The meaningful words of a text."""
    tokens = TOKEN.findall(text)
    words: Iterable[Word | None] = map(_to_word, tokens)
    if not _IN_CONTEXT.isdisjoint(tokens):
        words = _in_context(words, tokens)
    return [word for word in words if word]


# What these mean depends on the words around: *La Paz*, but not *La nadadora*.
_NEW = "New"
_IN_CONTEXT = (
    frozenset(
        {_NEW, *(spelled for word in FUNCTION_WORDS - STOP_WORDS for spelled in (word.capitalize(), word.upper()))}
    )
    - FUNCTION_WORDS
)  # scripts without capitals


def _in_context(words: Iterable[Word | None], tokens: Sequence[str]) -> Iterator[Word | None]:
    for before, word, token, after in zip(("", *tokens), words, tokens, (*tokens[1:], ""), strict=False):
        if token in _IN_CONTEXT and token != _NEW and not after[:1].isupper():
            yield None
        elif word and before == _NEW and token[0].isupper():
            # *New Hampshire*: a word with another spelling, which it gets if most texts have it.
            yield word._replace(spelling=f"{_NEW} {word.spelling}")
        else:
            yield word


@lru_cache(maxsize=1 << 17)
def _to_word(token: str) -> Word | None:
    """None if it has no meaning of its own. An archive has the same words again and again."""
    spelling = _POSSESSIVE.sub("", token)
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


def _without(outlet: Sequence[str], words: Sequence[Word]) -> Iterable[Word]:
    """Leave out the outlet's own name where it stands whole."""
    folded = [word.folded for word in words]
    if not outlet or outlet[0] not in folded:
        return words
    skip: set[int] = set()
    for start in range(len(words) - len(outlet) + 1):
        if folded[start : start + len(outlet)] == outlet:
            skip.update(range(start, start + len(outlet)))
    return (word for position, word in enumerate(words) if position not in skip)
