"""What an outlet says again and again: it tells nothing of a story, and would make strangers alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence

from graphkit.model import SECONDS_A_DAY, Article
from graphkit.words import content_pieces, fold, strip_boilerplate

# A body adds little beyond its first paragraphs, which in news say it all, and much to the cost.
_BODY_CHARACTERS = 2_000
# So many words in a row, in so many of an outlet's articles, over so many days, are no news.
_PHRASE = 5
_ARTICLES = 4
_DAYS = 10.0
# Where an outlet's articles are undated, so many of them.
_UNDATED_ARTICLES = 12
# Fewer words in a row are the outlet's own if so many of its articles have them, and hardly any other's: a name, too,
# is said for months, but by all.
_CAPTION = 4
_CAPTION_ARTICLES = 12
_OWN_SHARE = 0.9

_MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()  # noqa: SIM905  # a list of so many strings reads worse
)

Pieces = list[str]
Phrase = tuple[str, ...]


def to_text(article: Article) -> str:
    """The text by which an article is compared."""
    parts = (strip_boilerplate(article.title), article.excerpt, article.text[:_BODY_CHARACTERS])
    return "\n".join(part for part in parts if part)


def telling_pieces(articles: Sequence[Article]) -> list[Pieces]:
    """Take each article's text apart, and leave out what its outlet says again and again.

    Parameters
    ----------
    articles : sequence

    Returns
    -------
    list of list of str
        Folded pieces without stop words, in the order of the text.

    Notes
    -----
    Left out are phrases of five words and more that an outlet has in at least four articles over more than ten days,
    or in twelve undated ones (notices, slogans), phrases of four words that twelve articles of an outlet have over
    such a time and hardly any of another (captions), and headlines that differ in figures and months only ("Release
    notes, March"): the next article of a series is news of its own. Within ten days the same words are the same news.
    Nothing is left out where the outlet is unknown. Two passes over the texts.
    """
    pieces = [content_pieces(fold(to_text(article))) for article in articles]
    by_outlet: defaultdict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        if article.provider_key:
            by_outlet[article.provider_key].append(number)
    captions: dict[str, set[Phrase]] = {}
    for outlet, numbers in by_outlet.items():
        if len(numbers) >= _ARTICLES:
            _leave_out_series(articles, numbers, pieces)
            _leave_out(_recurring(articles, numbers, pieces, _PHRASE, _ARTICLES), _PHRASE, numbers, pieces)
        if len(numbers) >= _CAPTION_ARTICLES:
            captions[outlet] = _recurring(articles, numbers, pieces, _CAPTION, _CAPTION_ARTICLES)
    wanted = set().union(*captions.values())
    everywhere = Counter(phrase for text in pieces for phrase in set(_phrases(text, _CAPTION)) & wanted)
    for outlet, phrases in captions.items():
        here = Counter(p for number in by_outlet[outlet] for p in set(_phrases(pieces[number], _CAPTION)) & phrases)
        own = {phrase for phrase in phrases if here[phrase] >= _OWN_SHARE * everywhere[phrase]}
        _leave_out(own, _CAPTION, by_outlet[outlet], pieces)
    return pieces


def _leave_out_series(articles: Sequence[Article], numbers: Sequence[int], pieces: list[Pieces]) -> None:
    """Take the headline off the articles of a series."""
    headlines = {number: content_pieces(fold(strip_boilerplate(articles[number].title))) for number in numbers}
    series: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, headline in headlines.items():
        series[tuple(p for p in headline if p not in _MONTHS and not any(c.isdecimal() for c in p))].append(number)
    for stem, members in series.items():
        if len(stem) > 1 and _recurs(articles, members):
            for number in members:
                pieces[number] = pieces[number][len(headlines[number]) :]


def _recurring(
    articles: Sequence[Article], numbers: Sequence[int], pieces: Sequence[Pieces], length: int, least_articles: int
) -> set[Phrase]:
    """The phrases of so many words that at least so many of an outlet's articles have, beyond the time of one news."""
    having: defaultdict[Phrase, list[int]] = defaultdict(list)
    for number in numbers:
        for phrase in set(_phrases(pieces[number], length)):
            having[phrase].append(number)
    return {
        phrase for phrase, members in having.items() if len(members) >= least_articles and _recurs(articles, members)
    }


def _leave_out(phrases: Container[Phrase], length: int, numbers: Sequence[int], pieces: list[Pieces]) -> None:
    """Take phrases out of articles."""
    if phrases:
        for number in numbers:
            pieces[number] = list(_without(pieces[number], phrases, length))


def _phrases(pieces: Sequence[str], length: int) -> Iterator[Phrase]:
    return zip(*(pieces[start:] for start in range(length)), strict=False)


def _recurs(articles: Sequence[Article], numbers: Sequence[int]) -> bool:
    """Whether articles lie further apart than the same news is told, or are too many where nobody knows."""
    times = [time for number in numbers if (time := articles[number].timestamp) is not None]
    if len(numbers) - len(times) >= _UNDATED_ARTICLES:
        return True
    return len(times) >= _ARTICLES and max(times) - min(times) > _DAYS * SECONDS_A_DAY


def _without(pieces: Pieces, phrases: Container[Phrase], length: int) -> Iterator[str]:
    covered = -1
    for position, piece in enumerate(pieces):
        if tuple(pieces[position : position + length]) in phrases:
            covered = position + length - 1
        if position > covered:
            yield piece
