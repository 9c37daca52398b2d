"""The words that an article's headline and excerpt are made of, as a name or a keyword would have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple
from unicodedata import normalize

from graphkit.model import Article
from graphkit.texts.columns import Column
from graphkit.texts.reading import Part, Texts
from graphkit.texts.words import (
    TOKEN,
    find_languages,
    fold,
    is_unspaced,
    spaced,
    stop_words_of,
)

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
# In Japanese, a word from abroad is a run of katakana; hiragana alone is grammar.
_KATAKANA = re.compile("([\u30a1-\u30fa\u30fc-\u30ff]{2,})")
_HIRAGANA = re.compile("[\u3040-\u309f]+")


class Word(NamedTuple):
    """A word as a text spells it, the same without regard to case and accents, and what its forms have in common."""

    spelling: str
    folded: str
    stem: str


@dataclass(frozen=True, slots=True)
class Words:
    """The meaningful words of an article in the order of the text; its ISO 639-1 code, or "" if nobody knows."""

    title: tuple[Word, ...]
    excerpt: tuple[Word, ...]
    language: str = ""

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


def read_wording(texts: Texts) -> Wording:
    """Find the words of headlines and excerpts that a name could have.

    Left out are single letters and digits, an outlet's own name in its own headlines, and the stop words of the
    corpus's languages, see `find_languages`; where it has several, those of the article's own. A stop word of another
    language than English stays where a name seems to begin with it (*Le Pen*, *Las Vegas*).
    """
    tokens = [*_tokens(texts)]
    counts = Counter(chain.from_iterable(chain.from_iterable(tokens)))
    folded: Counter[str] = Counter()
    for token, count in counts.items():
        folded[fold(token)] += count
    # A text without spaces has more pieces than words, so each kind of script is counted by itself.
    unspaced = {word: count for word, count in folded.items() if is_unspaced(word)}
    # A few words tell no language: English, in which all was measured.
    languages = (*(find_languages(folded - Counter(unspaced)) or ("en",)), *find_languages(unspaced))
    stop_words = {language: stop_words_of([language]) for language in languages}
    of_all = stop_words_of(languages)
    words: list[Words] = [Words((), ())] * len(texts.articles)
    for number, (headline, excerpt) in zip(texts.work.blocks.order.tolist(), tokens, strict=True):
        article = texts.articles[number]
        language = _language_of(article, (*headline, *excerpt), stop_words)
        if language and language not in stop_words:
            stop_words[language] = stop_words_of([language])
        known = stop_words.get(language, of_all)
        may_begin_name = language not in ("en", "de")  # every German noun has a capital
        title, rest = (tuple(_meaningful(part, known, may_begin_name)) for part in (headline, excerpt))
        words[number] = Words(title, rest, language)
    return Wording(words, Counter(stem for found in words for stem in found.stems))


def words_of_name(name: str) -> frozenset[str]:
    """What a reader remembers of a name: neither the order nor the forms of its words. Never empty."""
    return frozenset(stem_of(fold(word)) for word in TOKEN.findall(name)) or frozenset({name.casefold()})


def _tokens(texts: Texts) -> Iterator[tuple[list[str], list[str]]]:
    """Headline and excerpt of one article after the other, in order of time, the headline without the outlet's name."""
    for numbers, found in zip(texts.work.blocks, texts.work.results("texts"), strict=True):
        tokens = Column.of(found, "tokens")
        in_headline, in_excerpt = (tokens.where(found["part_of"] == part) for part in (Part.HEADLINE, Part.EXCERPT))
        for number, headline, excerpt in zip(numbers.tolist(), in_headline, in_excerpt, strict=True):
            outlet = _outlet_words(texts.articles[number].provider or "")
            yield _apart(_without(outlet, headline)), _apart(excerpt)


def _apart(tokens: list[str]) -> list[str]:
    """Take apart what a script without spaces has put together."""
    if not any(map(is_unspaced, tokens)):
        return tokens
    runs = (run for token in tokens for run in _KATAKANA.split(token) if run)
    parts = chain.from_iterable([run] if _KATAKANA.fullmatch(run) else spaced(run) for run in runs)
    return [part.strip("-.'’") for part in parts if not _HIRAGANA.fullmatch(part)]


def _language_of(article: Article, tokens: Sequence[str], stop_words: Mapping[str, frozenset[str]]) -> str:
    """The language of an article, as it says itself, else that of the corpus by its stop words; "" if unknown."""
    if article.language:
        return article.language.split("-")[0]
    if len(stop_words) == 1:
        return next(iter(stop_words))
    hits = {code: sum(fold(token) in words for token in tokens) for code, words in stop_words.items()}
    best = max(hits, key=lambda code: hits[code], default="")
    return best if hits.get(best) else ""


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


def _meaningful(tokens: Sequence[str], stop_words: frozenset[str], may_begin_name: bool) -> list[Word]:
    words: Iterable[Word | None] = map(_to_word, tokens)
    if _NEW in tokens:
        words = _with_new_places(words, tokens)
    if not may_begin_name:
        return [word for word in words if word is not None and word.folded not in stop_words]
    begin_name = (one[:1].isupper() and other[:1].isupper() for one, other in pairwise((*tokens, "")))
    return [
        word
        for word, begins in zip(words, begin_name, strict=True)
        if word is not None and (begins or word.folded not in stop_words)
    ]


def _with_new_places(words: Iterable[Word | None], tokens: Sequence[str]) -> Iterator[Word | None]:
    """*New York* is one word, and another one than *York*."""
    for before, word in zip(("", *tokens), words, strict=False):
        if word and before == _NEW and word.spelling in _NEW_PLACES:
            yield Word(f"{_NEW} {word.spelling}", f"new {word.folded}", f"new {word.stem}")
        else:
            yield word


@lru_cache(maxsize=1 << 17)
def _to_word(token: str) -> Word | None:
    """None if it is a single letter or digit. An archive has the same words again and again."""
    spelling = _ELISION.sub("", _POSSESSIVE.sub("", normalize("NFC", token)))
    folded = fold(spelling).replace("’", "'")
    if len(folded) < 2:
        return None
    return Word(spelling, folded, stem_of(folded))


def stem_of(word: str) -> str:
    """What the forms of a word have in common: *ban, bans, banned, banning* meet; a rule of thumb, not a grammar.

    The endings are English. In Finnish, Turkish and Polish headlines they join one form in a hundred, in Russian none;
    the forms of a word of these languages meet where a story is named, see `name_stories`.
    """
    stem = _SUFFIX.sub("", word)
    if len(stem) < 3:
        return word
    if len(stem) > 3 and stem[-1] == stem[-2] and stem != word:
        stem = stem[:-1]
    return stem[:-1] + "i" if stem.endswith("y") and len(stem) > 3 else stem
