"""STAGE 3b: a short name and the telling words of each story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, pairwise
from math import log1p
from typing import NamedTuple

from graphkit.model import Article, StoryName
from graphkit.plain_text import clean_line
from graphkit.words import STOP_WORDS, TOKEN, fold, strip_boilerplate

# A name has two words at least and enough with four; it grows beyond for the sake of a compound only.
_LEAST_LABEL_WORDS = 2
_LABEL_WORDS = 4
_MOST_LABEL_WORDS = 5
_KEYWORDS = 8
# So large a part of a story's articles have each word of its name.
_COMMON = 0.34
# A headline's word counts so many times one of the excerpt.
_TITLE_VOTES = 2
# Above 1, words that most articles have come before words that few others have.
_SHARE_POWER = 1.5
# From the third word on, a word must tell so much of what the first one tells, or be in so many of the articles.
_TELLING = 0.55
_IN_NEARLY_ALL = 0.8
# What more of the other articles have than this cannot tell a story by itself.
_EVERYWHERE = 0.5
# Two words are one name if they stand side by side so often, of all times that either stands anywhere.
_COMPOUND = 0.5
# Beyond so many articles a story's words no longer change: the first and the last say enough.
_ARTICLES_READ = 200

_POSSESSIVE = re.compile("['’]s$")
_SUFFIX = re.compile(r"(?:'s|’s|ings?|ers?|ed|es|s|e)$")


def name_stories(
    articles: Sequence[Article], groups: Sequence[Sequence[int]], *, common: float = _COMMON
) -> tuple[StoryName, ...]:
    """Name each story by the words that most of its articles have and few others do.

    Parameters
    ----------
    articles : sequence, sorted by id
    groups : sequence of sequence of int
        Article numbers of each story.
    common : float
        In (0, 1]; a word belongs into a name only if so large a part of the story's articles have it, unless no two
        words do.

    Returns
    -------
    tuple of StoryName
        In the order of `groups`.

    Notes
    -----
    A word's score is the share of the story's articles that have it (a headline counts twice an excerpt) times the
    logarithm of its rarity in the corpus: class-based TF-IDF over articles. Words are told apart by their stems, so
    that no name holds two forms of one word; the name keeps the order and the spelling of the headlines. Names of
    outlets do not count in their own headlines. Costs one pass over the texts.
    """
    words = [_words_of(article) for article in articles]
    rarity = Counter(stem for found in words for stem in found.stems)
    samples = [[words[number] for number in _sample(group)] for group in groups]
    spelled = _Spellings(chain.from_iterable(samples))
    names = []
    taken: set[str] = set()
    for group, sample in zip(groups, samples, strict=True):
        stems = _rank(sample, rarity, len(articles))
        chosen = _choose(stems, _compounds(sample), common)
        label = _label(chosen, [found.title for found in sample], spelled)
        if not label:
            label = articles[group[0]].title or "Untitled"
        label = _unique(label, [articles[number] for number in group], stems, spelled, taken)
        taken.add(label.casefold())
        names.append(StoryName(label, tuple(spelled.of(word.stem) for word in stems[:_KEYWORDS])))
    return tuple(names)


class _Word(NamedTuple):
    """A word as a text spells it, the same without regard to case and accents, and what its forms have in common."""

    spelling: str
    folded: str
    stem: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The meaningful words of an article in the order of the text."""

    title: tuple[_Word, ...]
    excerpt: tuple[_Word, ...]

    @property
    def stems(self) -> set[str]:
        return {word.stem for word in (*self.title, *self.excerpt)}


class _Spellings:
    """How a stem is usually written: as most texts write it, capitals only where most excerpts have them."""

    def __init__(self, texts: Iterable[_Words]) -> None:
        in_titles: Counter[_Word] = Counter()
        in_excerpts: Counter[_Word] = Counter()
        for words in texts:
            in_titles.update(words.title)
            in_excerpts.update(words.excerpt)
        self._counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        # A headline may capitalize every word: there, capitals say less than in running text.
        for weight, counts in ((1, in_titles), (3, in_excerpts)):
            for word, count in counts.items():
                self._counts[word.stem][word.spelling] += weight * count

    def cased(self, stem: str, spelling: str) -> str:
        """The spelling with the capitals that this form of the word usually has."""
        counts = self._counts[stem]
        same = [s for s in counts if s.lower() == spelling.lower()]
        return min(same, key=lambda s: _commonest(s, counts), default=spelling)

    def of(self, stem: str) -> str:
        counts = self._counts[stem]
        by_word: Counter[str] = Counter()
        for spelling, count in counts.items():
            by_word[spelling.lower()] += count
        word = min(by_word, key=lambda w: (-by_word[w], w))
        return min((s for s in counts if s.lower() == word), key=lambda s: _commonest(s, counts))


def _commonest(spelling: str, counts: Counter[str]) -> tuple[int, bool, str]:
    """Sorts the commonest spelling first, of equally common ones that in lower case."""
    return -counts[spelling], spelling != spelling.lower(), spelling


def _words_of(article: Article) -> _Words:
    title = _without(_outlet_words(article.provider or ""), _split(strip_boilerplate(article.title)))
    return _Words(tuple(title), tuple(_split(article.excerpt)))


@lru_cache(maxsize=1 << 12)
def _outlet_words(provider: str) -> list[str]:
    return [fold(word) for word in TOKEN.findall(provider)]


def _split(text: str) -> list[_Word]:
    """The meaningful words of a text."""
    return [word for token in TOKEN.findall(text) if (word := _to_word(token))]


@lru_cache(maxsize=1 << 17)
def _to_word(token: str) -> _Word | None:
    """None if it has no meaning of its own. An archive has the same words again and again."""
    spelling = _POSSESSIVE.sub("", token)
    folded = fold(spelling)
    plain = folded.replace("’", "'")
    if len(plain) < 2 or plain in STOP_WORDS or plain.isdecimal():
        return None
    return _Word(spelling, folded, stem_of(plain))


def stem_of(word: str) -> str:
    """What the forms of a word have in common: *ban, bans, banned, banning* meet; a rule of thumb, not a grammar."""
    stem = _SUFFIX.sub("", word)
    if len(stem) < 3:
        return word
    if len(stem) > 3 and stem[-1] == stem[-2] and stem != word:
        stem = stem[:-1]
    return stem[:-1] + "i" if stem.endswith("y") and len(stem) > 3 else stem


def _without(outlet: Sequence[str], words: Sequence[_Word]) -> Iterable[_Word]:
    """Leave out the outlet's own name where it stands whole."""
    folded = [word.folded for word in words]
    if not outlet or outlet[0] not in folded:
        return words
    skip: set[int] = set()
    for start in range(len(words) - len(outlet) + 1):
        if folded[start : start + len(outlet)] == outlet:
            skip.update(range(start, start + len(outlet)))
    return (word for position, word in enumerate(words) if position not in skip)


def _sample(group: Sequence[int]) -> Sequence[int]:
    if len(group) <= _ARTICLES_READ:
        return group
    step = len(group) / _ARTICLES_READ
    return [group[int(position * step)] for position in range(_ARTICLES_READ)]


class _Ranked(NamedTuple):
    """A stem of a story: the share of its articles that have it, of all others, and how much it tells."""

    stem: str
    share: float
    spread: float
    score: float


def _rank(members: Sequence[_Words], rarity: Counter[str], n_articles: int) -> list[_Ranked]:
    """The stems of a story, most telling first."""
    having: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for words in members:
        having.update(words.stems)
        titled.update({word.stem for word in words.title})
    others = max(1, n_articles - len(members))
    ranked = []
    for stem, count in having.items():
        share = (count + (_TITLE_VOTES - 1) * titled.get(stem, 0)) / (_TITLE_VOTES * len(members))
        score = round(share**_SHARE_POWER * log1p(n_articles / rarity[stem]), 6)
        ranked.append(_Ranked(stem, share, (rarity[stem] - count) / others, score))
    return sorted(ranked, key=lambda word: (-word.score, word.stem))


def _compounds(members: Sequence[_Words]) -> dict[str, str]:
    """Stem to the stem that goes with it, in either direction: *facial* and *recognition*, *Red* and *Hat*."""
    alone: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for words in members:
        for part in (words.title, words.excerpt):
            stems = [word.stem for word in part]
            alone.update(stems)
            together.update(pairwise(stems))
    again = [(pair, count) for pair, count in together.items() if count >= 2]
    found: dict[str, str] = {}
    for (one, other), count in sorted(again, key=lambda item: (-item[1], item[0])):
        often = count >= _COMPOUND * max(alone[one], alone[other])
        if often and one != other and one not in found and other not in found:
            found[one], found[other] = other, one
    return found


def _choose(ranked: Sequence[_Ranked], partner: Mapping[str, str], least_share: float) -> list[str]:
    """The stems for a name: those that tell about as much as the first, and those that nearly all its articles have.

    A compound goes in whole; two words at least, if there are so many; and where half of the
    other articles have all of these, the most telling one that is not as common.
    """
    common = [word for word in ranked if word.share >= least_share]
    chosen: dict[str, None] = {}
    for word in common if len(common) > 1 else ranked:
        if len(chosen) >= _LABEL_WORDS:
            break
        tells = word.score >= _TELLING * ranked[0].score or word.share >= _IN_NEARLY_ALL
        if len(chosen) >= _LEAST_LABEL_WORDS and not tells:
            continue
        whole = [word.stem, partner[word.stem]] if word.stem in partner else [word.stem]
        if word.stem not in chosen and len(chosen) + len(whole) <= _MOST_LABEL_WORDS:
            chosen.update(dict.fromkeys(whole))
    if all(word.spread > _EVERYWHERE for word in ranked if word.stem in chosen):
        own = (word.stem for word in ranked if word.spread <= _EVERYWHERE and word.share >= _COMMON / 2)
        chosen.update(dict.fromkeys(islice(own, 1)))
    return list(chosen)


def _label(chosen: Collection[str], headlines: Sequence[Sequence[_Word]], spelled: _Spellings) -> str:
    """The headline that has most of the chosen stems, cut down to them; another one beside it where that leaves one."""
    stems = set(chosen)
    model = max(headlines, key=lambda words: (len(stems.intersection(word.stem for word in words)), -len(words)))
    place: dict[str, str] = {}
    for word in model:
        if word.stem in stems:
            place.setdefault(word.stem, word.spelling)
    words = [spelled.cased(stem, spelling) for stem, spelling in place.items()]
    elsewhere = (spelled.of(stem) for stem in chosen if stem not in place)
    return _capitalized(" ".join([*words, *islice(elsewhere, max(0, _LEAST_LABEL_WORDS - len(words)))]))


def _unique(
    label: str,
    members: Sequence[Article],
    ranked: Sequence[_Ranked],
    spelled: _Spellings,
    taken: set[str],
) -> str:
    """Tell two stories of one name apart: by the month, the next telling word, at last by a number."""
    label = clean_line(label)
    if label.casefold() not in taken:
        return label
    dates = sorted(article.published for article in members if article.published)
    candidates = [f"{label}, {dates[0]:%Y-%m}", f"{label}, {dates[0]:%Y-%m-%d}"] if dates else []
    candidates += [f"{label}, {spelled.of(word.stem)}" for word in ranked[_LABEL_WORDS:_KEYWORDS]]
    for candidate in candidates:
        if candidate.casefold() not in taken:
            return candidate
    number = 2
    while f"{label} ({number})".casefold() in taken:
        number += 1
    return f"{label} ({number})"


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
