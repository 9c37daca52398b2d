"""A short name, the telling words and the lead of each story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from itertools import count as count_from
from math import ceil, log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphkit.model import Article, StoryName, time_order
from graphkit.plain_text import clean_line, shorten
from graphkit.texts.wording import Word, Wording, Words, words_of_name
from graphkit.texts.words import is_unspaced, join_pieces, strip_boilerplate

_LEAST_WORDS = 2
_MOST_WORDS = 6
_KEYWORDS = 8
# The least share of a word, and R, the sum of scores at which only a word that all have is added: see `name_stories`.
_LEAST_SHARE = 0.2
_TOLD = 20.5
_TOLD_A_NAT = 3.0
# A word that stands beside the same other one so often says half a name without it.
_HALF_A_NAME = 0.8
# Two forms of a word begin alike: in four letters, and in 70 % of the shorter one. *Bundestag* and *Bundesrat* are two
# words.
_LEAST_BEGINNING = 4
_BEGINNING = 0.7
# A headline of more characters is cut, where a phrase ends if one does.
_MOST_CHARACTERS = 100
_PHRASE_END = re.compile(r"\s*[;|—–]\s+|:\s+|\s+-\s+|(?<=[^\W_]{3}[.!?])\s+|,\s+|[。！？、]")
# Particles of Japanese and Chinese that no name begins or ends with, and those that stand within none.
_PARTICLES = "のがはをにでとへも的在了和是"
_BETWEEN_NAMES = re.compile("[ がをはへ]")
_HIRAGANA = re.compile("[\u3040-\u309f]")


def name_stories(
    articles: Sequence[Article],
    wording: Wording,
    groups: Sequence[Sequence[int]],
    central: NDArray[np.float64] | None = None,
    *,
    least_share: float = _LEAST_SHARE,
) -> tuple[StoryName, ...]:
    """Name each story by the words that most of its articles have and few others do, and find its lead.

    Parameters
    ----------
    articles : sequence, sorted by id
    wording : Wording
        Of these articles.
    groups : sequence of sequence of int
        Article numbers of each story.
    central : float array, shape (n_articles,), optional
        How central each article is to its story, such as its evidence within it; all alike if not given.
    least_share : float
        In [0, 1]; see below.

    Returns
    -------
    tuple of StoryName
        In the order of `groups`; no two have the same words.

    Notes
    -----
    For a word w of a story, let t be the share of the story's headlines that have it, a that of its articles that have
    it anywhere, and r = log((2 + others) / (1 + others that have it)) how rare it is among the other articles. Then ::

        share(w) = t · a,    score(w) = share(w) · r(w)

    which is TF-IDF with the story as the document [1]_; t · a grows with how often such a word is in the name that an
    editor gave the story. A name takes the words of the highest scores as long as ::

        share(w) >= max(least_share, (sum of the scores of the words before it / R)²)

    with R = min(20.5, 3 · log(1 + articles)), so that a story of common words has more of them than one with a rare
    name. The lead is the article
    of the largest ``cosine · √central``, the cosine being that of its headline, weighed by r, with the story, weighed
    by score; of equal ones the earliest.

    Words are told apart by their stems, and no name holds two words that begin alike, since these are forms of one; the
    name keeps the order and the spelling of the headlines. In other languages than English, where articles on one event
    share hardly a form, those that begin alike in a story count as one word. Of stories that would have one name the
    largest gets it; the others have one word more, or their month.

    References
    ----------
    .. [1] K. Spärck Jones, "A statistical interpretation of term specificity and its application in retrieval",
       Journal of Documentation 28 (1972), doi:10.1108/eb026526; by class as in M. Grootendorst, "BERTopic: Neural
       topic modeling with a class-based TF-IDF procedure" (2022), arXiv:2203.05794.
    """
    spelled = _Spellings(wording.words[number] for number in chain.from_iterable(groups))
    names: dict[int, StoryName] = {}
    taken: set[frozenset[str]] = set()
    for number in sorted(range(len(groups)), key=lambda number: (-len(groups[number]), tuple(groups[number]))):
        group = groups[number]
        texts, rarity = _with_forms_joined([wording.words[member] for member in group], wording.rarity)
        ranked = _rank(texts, rarity, len(articles))
        enough = min(_TOLD, _TOLD_A_NAT * log(1 + len(articles)))
        choices = _Choices(ranked, _other_halves(texts), least_share, enough)
        candidates = _candidates([articles[member] for member in group], texts, choices, spelled)
        label = next(name for name in candidates if words_of_name(name) not in taken)
        taken.add(words_of_name(label))
        keywords = tuple(spelled.of(word.stem) for word in ranked[:_KEYWORDS])
        lead = _find_lead(articles, group, texts, ranked, central)
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
    group: Sequence[int],
    texts: Sequence[Words],
    ranked: Sequence[_Ranked],
    central: NDArray[np.float64] | None,
) -> int:
    known = {word.stem: word for word in ranked}
    text_of = dict(zip(group, texts, strict=True))

    def says(number: int) -> float:
        stems = sorted({word.stem for word in text_of[number].title})  # for the last digit
        length = sqrt(sum(known[stem].rarity ** 2 for stem in stems)) or 1.0
        told = sum(known[stem].score * known[stem].rarity for stem in stems) / length
        return round(told * sqrt(1.0 if central is None else central[number]), 6)

    return min(group, key=lambda number: (-says(number), time_order(articles[number].published), number))


class _Spellings:
    """How a stem is usually written: as most texts write it, capitals only where most excerpts have them."""

    def __init__(self, texts: Iterable[Words]) -> None:
        in_titles: Counter[Word] = Counter()
        in_excerpts: Counter[Word] = Counter()
        for words in texts:
            in_titles.update(words.title)
            in_excerpts.update(words.excerpt)
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._cases: defaultdict[str, Counter[str]] = defaultdict(Counter)
        # A headline may capitalize every word: there, capitals say less than in running text.
        for weight, counts in ((1, in_titles), (3, in_excerpts)):
            for word, count in counts.items():
                form = word.spelling.lower()
                self._forms[word.stem][form] += weight * count
                self._cases[form][word.spelling] += weight * count

    def cased(self, form: str) -> str:
        """A form of a word with the capitals that it usually has."""
        counts = self._cases[form.lower()]
        return min(counts, key=lambda spelling: (-counts[spelling], spelling != spelling.lower(), spelling))

    def of(self, stem: str) -> str:
        """The form that a stem usually has."""
        counts = self._forms[stem]
        return self.cased(min(counts, key=lambda form: (-counts[form], form)))


class _Ranked(NamedTuple):
    """A stem of a story: see `name_stories`."""

    stem: str
    share: float
    rarity: float
    score: float


def _with_forms_joined(texts: Sequence[Words], having: Counter[str]) -> tuple[Sequence[Words], Counter[str]]:
    """Give all forms of a word one stem, the commonest, where most of a story is in another language than English.

    Returns the texts, and how many articles of the corpus have each stem.
    """
    n_others = sum(text.language not in ("", "en") for text in texts)
    if n_others <= len(texts) / 2:
        return texts, having
    counts = Counter(chain.from_iterable(text.stems for text in texts))
    words: list[list[str]] = []
    for stem in sorted(counts):
        if words and _akin(words[-1][-1], stem):
            words[-1].append(stem)
        else:
            words.append([stem])
    joined: dict[str, str] = {}
    rarity: Counter[str] = Counter()
    for stems in words:
        commonest = min(stems, key=lambda stem: (-counts[stem], stem))
        joined |= dict.fromkeys(stems, commonest)
        rarity[commonest] = sum(having[stem] for stem in stems)

    def join(part: Sequence[Word]) -> tuple[Word, ...]:
        return tuple(word._replace(stem=joined[word.stem]) for word in part)

    return [replace(text, title=join(text.title), excerpt=join(text.excerpt)) for text in texts], rarity


def _rank(members: Sequence[Words], having: Counter[str], n_articles: int) -> list[_Ranked]:
    """The stems of a story, most telling first; those of no headline come last."""
    n_members = len(members)
    anywhere = Counter(chain.from_iterable(words.stems for words in members))
    titled = Counter(chain.from_iterable({word.stem for word in words.title} for words in members))
    place: dict[str, int] = {}
    for words in members:
        for at, word in enumerate(words.title):
            place[word.stem] = min(at, place.get(word.stem, at))
    others = 2 + n_articles - n_members
    ranked = []
    for stem, count in anywhere.items():
        elsewhere = min(having[stem] - count, n_articles - n_members)  # one that has two forms was counted twice
        rarity = log(others / (1 + elsewhere))
        share = titled[stem] * count / n_members**2
        ranked.append(_Ranked(stem, share, rarity, round(share * rarity, 6)))

    def order(word: _Ranked) -> tuple[float, int, float, int, str]:
        # Of words that tell as much, who did it stands before what was done.
        return -word.score, -anywhere[word.stem], -round(word.rarity, 6), place.get(word.stem, 0), word.stem

    return sorted(ranked, key=order)


def _other_halves(members: Sequence[Words]) -> dict[str, str]:
    """Stem to the stem that it nearly always stands beside: *recognition* to *facial*, *Elena* to *Kagan*."""
    counts: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for words in members:
        for part in (words.title, words.excerpt):
            stems = [word.stem for word in part]
            counts.update(stems)
            together.update(pairwise(stems))
    again = sorted((-count, pair) for pair, count in together.items() if count >= 2)
    halves: dict[str, str] = {}
    for count, (before, after) in again:
        for one, other in ((before, after), (after, before)):
            if -count >= _HALF_A_NAME * counts[one]:
                halves.setdefault(one, other)
    return halves


class _Choices(NamedTuple):
    """What the words of a name are chosen from, and by what: see `name_stories`."""

    ranked: Sequence[_Ranked]
    halves: Mapping[str, str]
    least_share: float
    enough: float


def _choose(choices: _Choices, least: int) -> list[str]:
    """The stems for a name: at least `least`, if the headlines have as many."""
    known = {word.stem: word for word in choices.ranked if word.share}
    chosen: dict[str, _Ranked] = {}
    for word in known.values():
        told = sum(other.score for other in chosen.values())
        worth = word.share >= max(choices.least_share, (told / choices.enough) ** 2)
        if len(chosen) >= _MOST_WORDS:
            break
        if (worth or len(chosen) < least) and not any(_akin(word.stem, stem) for stem in chosen):
            whole = [word.stem, choices.halves.get(word.stem, word.stem)]
            chosen.update((stem, known[stem]) for stem in whole if stem in known)
    return list(chosen)


def _akin(one: str, other: str) -> bool:
    """Whether two stems begin alike, as forms of one word do: *Iraq* and *Iraqi*, *Islanti* and *Islannissa*."""
    length = max(_LEAST_BEGINNING, ceil(_BEGINNING * min(len(one), len(other))))
    return one[:length] == other[:length]


def _label(chosen: Sequence[str], texts: Sequence[Words], choices: _Choices, spelled: _Spellings) -> str:
    """The headline that has most of the chosen stems, cut down to them; then what it does not have."""
    stems = set(chosen)
    headlines = (words.title for words in texts)
    model = max(headlines, key=lambda words: (len(stems.intersection(word.stem for word in words)), -len(words)))
    share = {word.stem: word.share for word in choices.ranked}
    for one, other in chain(pairwise(model), pairwise(reversed(model))):
        # Half a word of Chinese draws in what every text has beside it.
        overlap = other.spelling[0] == one.spelling[-1] or other.spelling[-1] == one.spelling[0]
        if one.stem in stems and overlap and is_unspaced(one.spelling) and share[other.stem] >= share[one.stem]:
            stems.add(other.stem)
    place: dict[str, str] = {}
    for word in model:
        if word.stem in stems:
            place.setdefault(word.stem, spelled.cased(word.spelling))
    text = _joined([*place.values(), *(spelled.of(stem) for stem in chosen if stem not in place)])
    return text[:1].upper() + text[1:] if text.split(" ")[0].islower() else text  # iPhone, eBay stay


def _joined(words: Sequence[str]) -> str:
    """Words side by side; neighboring pairs of characters as their script has them, without particles at the ends."""
    if not any(map(is_unspaced, words)):
        return " ".join(words)
    parts = (part.strip(_PARTICLES) for part in _BETWEEN_NAMES.split(join_pieces(words)))
    return " ".join(part for part in parts if len(_HIRAGANA.sub("", part)) > 1)


def _candidates(
    members: Sequence[Article], texts: Sequence[Words], choices: _Choices, spelled: _Spellings
) -> Iterator[str]:
    """Names without end, the best first: one word more, the month, the day, at last a number."""
    chosen = _choose(choices, _LEAST_WORDS)
    label = clean_line(_label(chosen, texts, choices, spelled) or members[0].title or "Untitled")
    yield label
    for least in range(len(chosen) + 1, _MOST_WORDS + 1):
        yield clean_line(_label(_choose(choices, least), texts, choices, spelled)) or label
    if dates := sorted(article.published for article in members if article.published):
        yield f"{label}, {dates[0]:%Y-%m}"
        yield f"{label}, {dates[0]:%Y-%m-%d}"
    yield from (f"{label} ({number})" for number in count_from(2))
