"""A short name and the telling words of each story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise
from itertools import count as count_from
from math import log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphkit.model import Article, StoryName, time_order
from graphkit.plain_text import clean_line, shorten
from graphkit.texts.wording import Word, Wording, Words, words_of_name
from graphkit.texts.words import is_unspaced, join_pieces, strip_boilerplate

# A name has two words at least and enough with four; it grows beyond for the sake of a compound only.
_LEAST_LABEL_WORDS = 2
_LABEL_WORDS = 5
_MOST_LABEL_WORDS = 6
# Of scripts without spaces, pairs of characters take the place of words.
_LABEL_PAIRS = 8
_KEYWORDS = 8
# So large a part of a story's articles have each word of its name.
_COMMON = 0.34
# A headline's word counts so many times one of the excerpt.
_TITLE_VOTES = 4
# Words that most articles have come before words that few others have.
_SHARE_POWER, _RARITY_POWER = 3.0, 0.7
# From the third word on, a word must tell so much of what the first one tells, or be in so many of the articles.
_TELLING = 0.2
_IN_NEARLY_ALL = 0.8
# What more of the other articles have than this cannot tell a story by itself.
_EVERYWHERE = 0.5
# Two words are one name if they stand side by side so often, of all times that either stands anywhere.
_COMPOUND = 0.5
# Beyond so many articles a story's words no longer change: the first and the last say enough.
_ARTICLES_READ = 200
# The lead is at least so central, beside the most central article ...
_NEARLY_CENTRAL = 0.5
# ... and its headline says most of the story for its length.
_LENGTH_POWER = 0.75
# A headline of more characters is cut, where a phrase ends if one does.
_MOST_CHARACTERS = 100
_PHRASE_END = re.compile(r"\s*[;|—–]\s+|:\s+|\s+-\s+|(?<=[^\W_]{3}[.!?])\s+|,\s+|[。！？、]")
# Particles that no Japanese name begins or ends with.
_PARTICLES = "のがはをにでとへも"


def name_stories(
    articles: Sequence[Article],
    wording: Wording,
    groups: Sequence[Sequence[int]],
    central: NDArray[np.float64] | None = None,
    *,
    common: float = _COMMON,
) -> tuple[StoryName, ...]:
    """Name each story by the words that most of its articles have and few others do.

    Parameters
    ----------
    articles : sequence, sorted by id
    wording : Wording
        Of these articles.
    groups : sequence of sequence of int
        Article numbers of each story.
    central : float array, shape (n_articles,), optional
        How central each article is to its story, such as its evidence within it; all alike if not given.
    common : float
        In (0, 1]; a word belongs into a name only if so large a part of the story's articles have it, unless no two
        words do.

    Returns
    -------
    tuple of StoryName
        In the order of `groups`; no two have the same words.

    Notes
    -----
    A word's score is ``share³ · log(1 + n / articles that have it) ** 0.7``, where the share is of the story's articles
    and a headline counts four times an excerpt: class-based TF-IDF over articles. The lead is, of the articles at least
    half as central as the most central one, that whose headline scores most, ``Σ scores / (1 + words) ** 0.75``; of
    equal ones the earliest. Words are told apart by their stems, so
    that no name holds two forms of one word; the name keeps the order and the spelling of the headlines. Of stories
    that would have one name the largest gets it; the others have one word more, or their month.
    """
    samples = [[wording.words[number] for number in _sample(group)] for group in groups]
    spelled = _Spellings(chain.from_iterable(samples))
    names: dict[int, StoryName] = {}
    taken: set[frozenset[str]] = set()
    for number in sorted(range(len(groups)), key=lambda number: (-len(groups[number]), tuple(groups[number]))):
        group, sample = groups[number], samples[number]
        stems = _rank(sample, wording.rarity, len(articles))
        candidates = _candidates([articles[member] for member in group], sample, stems, spelled, common)
        label = next(name for name in candidates if words_of_name(name) not in taken)
        taken.add(words_of_name(label))
        keywords = tuple(spelled.of(word.stem) for word in stems[:_KEYWORDS])
        lead = _find_lead(articles, wording, group, stems, central)
        names[number] = StoryName(label, keywords, lead, headline_of(articles[lead].title))
    return tuple(names[number] for number in range(len(groups)))


def headline_of(title: str) -> str:
    """A title as a list of stories shows it: without what feeds put around it, cut at a phrase where it is long."""
    bare = strip_boilerplate(title)
    if len(bare) <= _MOST_CHARACTERS:
        return bare
    ends = [end.start() for end in _PHRASE_END.finditer(bare) if end.start() >= _MOST_CHARACTERS // 3]
    fitting = [end for end in ends if end <= _MOST_CHARACTERS]
    return bare[: fitting[-1]] if fitting else shorten(bare, _MOST_CHARACTERS)


def _find_lead(
    articles: Sequence[Article],
    wording: Wording,
    group: Sequence[int],
    ranked: Sequence[_Ranked],
    central: NDArray[np.float64] | None,
) -> int:
    score = {word.stem: word.score for word in ranked}
    enough = 0.0 if central is None else _NEARLY_CENTRAL * max(central[number] for number in group)
    candidates = [number for number in group if central is None or central[number] >= enough]

    def says(number: int) -> float:
        stems = {word.stem for word in wording.words[number].title}
        told = sum(sorted(score.get(stem, 0.0) for stem in stems))  # in one order, for the last digit
        return float(round(told / (1 + len(wording.words[number].title)) ** _LENGTH_POWER, 6))

    return min(candidates, key=lambda number: (-says(number), time_order(articles[number].published), number))


class _Spellings:
    """How a stem is usually written: as most texts write it, capitals only where most excerpts have them."""

    def __init__(self, texts: Iterable[Words]) -> None:
        in_titles: Counter[Word] = Counter()
        in_excerpts: Counter[Word] = Counter()
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


def _rank(members: Sequence[Words], rarity: Counter[str], n_articles: int) -> list[_Ranked]:
    """The stems of a story, most telling first."""
    having: Counter[str] = Counter()
    titled: Counter[str] = Counter()
    for words in members:
        having.update(words.stems)
        titled.update({word.stem for word in words.title})
    others = max(1, n_articles - len(members))
    ranked = []
    for stem, n_having in having.items():
        share = (n_having + (_TITLE_VOTES - 1) * titled.get(stem, 0)) / (_TITLE_VOTES * len(members))
        score = round(share**_SHARE_POWER * log1p(n_articles / rarity[stem]) ** _RARITY_POWER, 6)
        ranked.append(_Ranked(stem, share, (rarity[stem] - n_having) / others, score))
    return sorted(ranked, key=lambda word: (-word.score, word.stem))


def _compounds(members: Sequence[Words]) -> dict[str, str]:
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


def _choose(
    ranked: Sequence[_Ranked], partner: Mapping[str, str], least_share: float, least_words: int = _LEAST_LABEL_WORDS
) -> list[str]:
    """The stems for a name: those that tell about as much as the first, and those that nearly all its articles have.

    A compound goes in whole; so many words at least, if there are so many; and where half of the
    other articles have all of these, the most telling one that is not as common.
    """
    common = [word for word in ranked if word.share >= least_share]
    enough = _LABEL_PAIRS if ranked and is_unspaced(ranked[0].stem) else _LABEL_WORDS
    chosen: dict[str, None] = {}
    for word in common if len(common) > 1 else ranked:
        if len(chosen) >= max(enough, least_words):
            break
        tells = word.score >= _TELLING * ranked[0].score or word.share >= _IN_NEARLY_ALL
        if len(chosen) >= least_words and not tells:
            continue
        whole = [word.stem, partner[word.stem]] if word.stem in partner else [word.stem]
        if word.stem not in chosen and len(chosen) + len(whole) <= max(enough, _MOST_LABEL_WORDS):
            chosen.update(dict.fromkeys(whole))
    if all(word.spread > _EVERYWHERE for word in ranked if word.stem in chosen):
        own = (word.stem for word in ranked if word.spread <= _EVERYWHERE and word.share >= _COMMON / 2)
        chosen.update(dict.fromkeys(islice(own, 1)))
    return list(chosen)


def _label(chosen: Collection[str], headlines: Sequence[Sequence[Word]], spelled: _Spellings) -> str:
    """The headline that has most of the chosen stems, cut down to them; another one beside it where that leaves one."""
    stems = set(chosen)
    model = max(headlines, key=lambda words: (len(stems.intersection(word.stem for word in words)), -len(words)))
    place: dict[str, str] = {}
    for word in model:
        if word.stem in stems:
            place.setdefault(word.stem, word.spelling)
    words = [spelled.cased(stem, spelling) for stem, spelling in place.items()]
    elsewhere = (spelled.of(stem) for stem in chosen if stem not in place)
    words += islice(elsewhere, max(0, _LEAST_LABEL_WORDS - len(words)))
    return _capitalized(_joined(words))


def _joined(words: Sequence[str]) -> str:
    """Words side by side; neighboring pairs of characters as their script has them, without particles at the ends."""
    if not any(map(is_unspaced, words)):
        return " ".join(words)
    parts = (part.strip(_PARTICLES) for part in join_pieces(words).split(" "))
    return " ".join(part for part in parts if len(part) > 1 or not is_unspaced(part))


def _candidates(
    members: Sequence[Article], sample: Sequence[Words], ranked: Sequence[_Ranked], spelled: _Spellings, common: float
) -> Iterator[str]:
    """Names without end, the best first: one word more, the month, the next telling word, at last a number."""
    partner = _compounds(sample)
    headlines = [words.title for words in sample]
    chosen = _choose(ranked, partner, common)
    label = clean_line(_label(chosen, headlines, spelled) or members[0].title or "Untitled")
    yield label
    for least_words in range(len(chosen) + 1, _MOST_LABEL_WORDS + 1):
        more = _choose(ranked, partner, common, least_words)
        if len(more) > len(chosen):
            yield clean_line(_label(more, headlines, spelled))
    if dates := sorted(article.published for article in members if article.published):
        yield f"{label}, {dates[0]:%Y-%m}"
        yield f"{label}, {dates[0]:%Y-%m-%d}"
    yield from (f"{label}, {spelled.of(word.stem)}" for word in ranked[_LABEL_WORDS:_KEYWORDS])
    yield from (f"{label} ({number})" for number in count_from(2))


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
