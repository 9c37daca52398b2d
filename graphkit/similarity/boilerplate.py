"""What an outlet says again and again: it tells nothing of a story, and would make strangers alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graphkit.model import SECONDS_A_DAY, Article
from graphkit.words import content_pieces, fold, strip_boilerplate

# A body adds little beyond its first paragraphs, which in news say it all, and much to the cost.
_BODY_CHARACTERS = 2_000
# So many words in a row, in so many of an outlet's articles, over so many days, are no news.
_PHRASE = 5
_ARTICLES = 4
_DAYS = 10.0

_MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()  # noqa: SIM905  # a list of so many strings reads worse
)

Pieces = list[str]


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
    Left out are phrases of five words and more that an outlet has in at least four articles over more than ten days
    (notices, captions, slogans), and headlines that differ in figures and months only ("Release notes, March"): the
    next article of a series is news of its own. Within ten days the same words are the same news. Nothing is left
    out where the outlet or the dates are unknown. One pass over the texts, an outlet at a time.
    """
    pieces = [content_pieces(fold(to_text(article))) for article in articles]
    by_outlet: defaultdict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        if article.provider_key and article.published:
            by_outlet[article.provider_key].append(number)
    for numbers in by_outlet.values():
        if len(numbers) >= _ARTICLES:
            _leave_out_series(articles, numbers, pieces)
            _leave_out_phrases(articles, numbers, pieces)
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


def _leave_out_phrases(articles: Sequence[Article], numbers: Sequence[int], pieces: list[Pieces]) -> None:
    """Take recurring phrases out of an outlet's articles."""
    having: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in numbers:
        for phrase in set(_phrases(pieces[number])):
            having[phrase].append(number)
    recurring = {phrase: members for phrase, members in having.items() if _recurs(articles, members)}
    for number in sorted({number for members in recurring.values() for number in members}):
        pieces[number] = list(_without(pieces[number], recurring))


def _phrases(pieces: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(pieces[start:] for start in range(_PHRASE)), strict=False)


def _recurs(articles: Sequence[Article], numbers: Sequence[int]) -> bool:
    if len(numbers) < _ARTICLES:
        return False
    times = [time for number in numbers if (time := articles[number].timestamp) is not None]
    return max(times) - min(times) > _DAYS * SECONDS_A_DAY


def _without(pieces: Pieces, recurring: Mapping[tuple[str, ...], object]) -> Iterator[str]:
    covered = -1
    for position, piece in enumerate(pieces):
        if tuple(pieces[position : position + _PHRASE]) in recurring:
            covered = position + _PHRASE - 1
        if position > covered:
            yield piece
