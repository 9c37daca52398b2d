"""What an outlet says again and again: it tells nothing of a story, and would make strangers alike."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from graphkit.model import SECONDS_A_DAY
from graphkit.texts.columns import Column
from graphkit.texts.reading import Texts
from graphkit.texts.words import find_languages, stop_words_of

# Five words in a row that an outlet has in four articles over ten days are no news.
_PHRASE = 5
_ARTICLES = 4
_DAYS = 10.0
# If its articles are undated, twelve of them.
_UNDATED_ARTICLES = 12
# Four words in a row are the outlet's own if twelve of its articles have them, and hardly any other outlet's: a name is
# repeated for months as well, but by all outlets.
_CAPTION = 4
_CAPTION_ARTICLES = 12
_OWN_SHARE = 0.9

_MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()  # noqa: SIM905  # a list of strings reads worse
)


def telling_pieces(texts: Texts) -> Column:
    """Leave out of each article's pieces what its outlet says again and again.

    Parameters
    ----------
    texts : Texts

    Returns
    -------
    Column
        A row for each article.

    Notes
    -----
    Left out are phrases of five words and more that an outlet has in at least four articles over more than ten days,
    or in twelve undated ones (notices, slogans), phrases of four words that twelve articles of an outlet have over
    such a time and hardly any of another (captions), and headlines that differ in figures and months only ("Release
    notes, March"), over such a time or above another text each time: the next article of a series is news of its own.
    Else the same words within ten days are the same news. Stop words of the corpus's languages go first.
    Nothing is left out where the outlet is unknown. One pass over the texts; phrases are sought among their numbers.
    """
    keep = _no_stop_words(texts.pieces)
    pieces, in_headline = texts.pieces.where(keep), texts.in_headline[keep]
    headlines = np.bincount(pieces.row_of[in_headline], minlength=pieces.n_rows)
    keys = [article.provider_key for article in texts.articles]
    number_of = {key: number for number, key in enumerate(dict.fromkeys(filter(None, keys)))}
    outlet_of = np.array([number_of.get(key or "", -1) for key in keys], dtype=np.int64)
    seconds = np.array(
        [np.nan if article.timestamp is None else article.timestamp for article in texts.articles], dtype=float
    )
    pieces = pieces.where(~_in_series(pieces, headlines, outlet_of, seconds))
    pieces = pieces.where(~_in_habit(pieces, outlet_of, seconds, _PHRASE, _ARTICLES))
    return pieces.where(~_in_habit(pieces, outlet_of, seconds, _CAPTION, _CAPTION_ARTICLES, _OWN_SHARE))


def _no_stop_words(pieces: Column) -> NDArray[np.bool_]:
    """Which pieces are no stop words of the corpus's languages."""
    counts = np.bincount(pieces.codes, minlength=len(pieces.vocabulary))
    stop_words = stop_words_of(find_languages(dict(zip(pieces.vocabulary, counts.tolist(), strict=True))))
    return np.array([piece not in stop_words for piece in pieces.vocabulary], dtype=np.bool_)[pieces.codes]


def _in_series(
    pieces: Column, headlines: NDArray[np.int64], outlet_of: NDArray[np.int64], seconds: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which pieces are in the headline of a series; `headlines` is how many pieces each headline has."""
    changes = np.array([p in _MONTHS or any(c.isdecimal() for c in p) for p in pieces.vocabulary], dtype=np.bool_)
    starts, ends = pieces.starts, pieces.ends
    series: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for number in np.flatnonzero(outlet_of >= 0).tolist():
        codes = pieces.codes[starts[number] : starts[number] + headlines[number]]
        series[outlet_of[number], *codes[~changes[codes]].tolist()].append(number)
    found = np.zeros(len(pieces.codes), dtype=np.bool_)
    for (_, *stem), members in series.items():
        if not stem or len(members) < _ARTICLES:
            continue
        rests = {tuple(pieces.codes[starts[m] + headlines[m] : ends[m]].tolist()) for m in members}
        has_other_texts = len(rests) == len(members) and () not in rests
        is_one_group = np.zeros(len(members), dtype=int)
        if has_other_texts or (len(stem) > 1 and _recurs(is_one_group, seconds[members])[0]):
            for number in members:
                found[starts[number] : starts[number] + headlines[number]] = True
    return found


def _in_habit(
    pieces: Column,
    outlet_of: NDArray[np.int64],
    seconds: NDArray[np.float64],
    length: int,
    least_articles: int,
    own_share: float = 0.0,
) -> NDArray[np.bool_]:
    """Which pieces are in a phrase of `length` words that an outlet has in `least_articles`, longer than news last.

    `own_share` is how much of all articles that have the phrase must be the outlet's own.
    """
    starts, phrases = _common_phrases(pieces, length, least_articles)
    text = pieces.row_of[starts]
    # How many articles have each phrase: each counts once, however often it says it.
    everywhere = np.bincount(np.unique(phrases * pieces.n_rows + text) // max(pieces.n_rows, 1))
    is_known = outlet_of[text] >= 0
    starts, phrases, text = starts[is_known], phrases[is_known], text[is_known]
    if len(starts):
        habits, habit_of = np.unique(phrases * (outlet_of.max() + 1) + outlet_of[text], return_inverse=True)
        habit, having = np.divmod(np.unique(habit_of * pieces.n_rows + text), pieces.n_rows)
        count = np.bincount(habit)
        is_own = count >= own_share * everywhere[habits // (outlet_of.max() + 1)]
        starts = starts[(is_own & (count >= least_articles) & _recurs(habit, seconds[having]))[habit_of]]
    # Phrases overlap: a piece is in one if more have begun than have ended.
    begun, ended = (np.bincount(at, minlength=len(pieces.codes) + 1) for at in (starts, starts + length))
    return np.cumsum(begun - ended)[: len(pieces.codes)] > 0


def _common_phrases(pieces: Column, length: int, least: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the phrases of `length` words begin that stand `least` times or more, and the number of each phrase."""
    codes, n_words = pieces.codes, len(pieces.vocabulary)
    last = max(len(codes) - length + 1, 0)
    starts = np.flatnonzero(pieces.row_of[:last] == pieces.row_of[length - 1 :][:last])
    phrases = codes[starts]
    for words in range(1, length + 1):
        often = np.bincount(phrases)[phrases] >= least  # a phrase is no more often there than its beginning
        starts, phrases = starts[often], phrases[often]
        if words < length:
            _, phrases = np.unique(phrases * n_words + codes[starts + words], return_inverse=True)
    return starts, phrases


def _recurs(group_of: NDArray[np.int64], seconds: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether the articles of each group lie further apart than the same news is told, or are too many undated ones."""
    n = int(group_of.max(initial=-1)) + 1
    is_dated = ~np.isnan(seconds)
    n_dated, n_undated = (np.bincount(group_of[which], minlength=n) for which in (is_dated, ~is_dated))
    first, last = np.full(n, np.inf), np.full(n, -np.inf)
    np.minimum.at(first, group_of[is_dated], seconds[is_dated])
    np.maximum.at(last, group_of[is_dated], seconds[is_dated])
    lasts = (n_dated >= _ARTICLES) & (last - first > _DAYS * SECONDS_A_DAY)
    return np.asarray(lasts | (n_undated >= _UNDATED_ARTICLES), dtype=np.bool_)
