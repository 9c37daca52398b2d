"""What an outlet says again and again: it tells nothing of a story, and would make strangers alike."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphkit.blocks import Blocks, Columns, Store, Work
from graphkit.texts.reading import Texts

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

# Words in a row are known by a number of 64 bits. Among 10^9 phrases two have the same number in one build of 40.
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

_MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()  # noqa: SIM905  # a list of strings reads worse
)


def leave_out_boilerplate(texts: Texts) -> None:
    """Leave out of each article's pieces what its outlet says again and again: ``pieces`` become ``told``.

    Parameters
    ----------
    texts : Texts

    Notes
    -----
    Left out are phrases of five words and more that an outlet has in at least four articles over more than ten days,
    or in twelve undated ones (notices, slogans), phrases of four words that twelve articles of an outlet have over
    such a time and hardly any of another (captions), and headlines that differ in figures and months only ("Release
    notes, March"), over such a time or above another text each time: the next article of a series is news of its own.
    Else the same words within ten days are the same news. Stop words of the corpus's languages go first.
    Nothing is left out where the outlet is unknown.

    Each block counts its headlines and phrases, the counts are added up, and each block leaves out what recurs.
    """
    work = texts.work
    words = work.store.load("vocabulary")["words"]
    changes = np.array([w in _MONTHS or any(c.isdecimal() for c in w) for w in words], dtype=np.bool_)
    work.store.save("figures", {"words": changes})
    work.each("series", _count_headlines)
    work.store.save("in series", {"articles": _find_series(work)})
    work.each("news", _leave_out_series)
    work.each("few", _leave_out_phrases, *_count("phrases", work, "news", _PHRASE, _ARTICLES, 0.0))
    work.each("told", _leave_out_phrases, *_count("captions", work, "few", _CAPTION, _CAPTION_ARTICLES, _OWN_SHARE))
    work.forget("series", "news", "few")


def told_pieces(texts: Texts) -> list[list[str]]:
    """What `leave_out_boilerplate` left of each article, in the order of the articles."""
    words = texts.work.store.load("vocabulary")["words"]
    found: list[list[str]] = [[] for _ in texts.articles]
    for numbers, columns in zip(texts.work.blocks, texts.work.results("told"), strict=True):
        for code, row in zip(columns["codes"].tolist(), columns["row_of"].tolist(), strict=True):
            found[numbers[row]].append(words[code])
    return found


class Pieces(NamedTuple):
    """Pieces of a block's texts, one row after the other.

    Parameters
    ----------
    codes : int array, shape (n_pieces,)
        Their numbers in the vocabulary.
    row_of : int array, shape (n_pieces,)
        Ascending.
    n_rows : int
    """

    codes: NDArray[np.int32]
    row_of: NDArray[np.int32]
    n_rows: int

    @classmethod
    def of(cls, columns: Columns) -> Pieces:
        """What `to_columns` gave."""
        return cls(columns["codes"], columns["row_of"], int(columns["n_rows"][0]))

    def to_columns(self) -> Columns:
        """As a store keeps it."""
        return {"codes": self.codes, "row_of": self.row_of, "n_rows": np.array([self.n_rows])}

    def where(self, keep: NDArray[np.bool_]) -> Pieces:
        """Some of the pieces."""
        return Pieces(self.codes[keep], self.row_of[keep], self.n_rows)


def _without_stop_words(store: Store, block: int) -> tuple[Pieces, NDArray[np.bool_]]:
    """The other pieces of a block, and which are in a headline."""
    columns = store.load(f"pieces-{block}")
    keep = ~store.load("vocabulary")["is_stop_word"][columns["codes"]]
    return Pieces.of(columns).where(keep), columns["in_headline"][keep]


def _count_headlines(store: Store, block: int) -> Columns:
    """A number for each headline but its figures and months, how many words it has, and a number for what follows."""
    pieces, in_headline = _without_stop_words(store, block)
    changes = store.load("figures")["words"][pieces.codes]
    stem, rest = pieces.where(in_headline & ~changes), pieces.where(~in_headline)
    return {
        "stem": _hash_rows(stem),
        "words": np.bincount(stem.row_of, minlength=stem.n_rows),
        "rest": _hash_rows(rest),
        "has_rest": np.bincount(rest.row_of, minlength=rest.n_rows) > 0,
    }


def _find_series(work: Work) -> NDArray[np.bool_]:
    """Whether the headline of each article is one of a series; shape (n_articles,)."""
    corpus, order = work.store.load("corpus"), work.blocks.order
    stem, words, rest, has_rest = (
        np.concatenate([headlines[name] for headlines in work.results("series")])
        for name in ("stem", "words", "rest", "has_rest")
    )
    outlets, days = corpus["outlets"][order], corpus["days"][order]
    found = np.zeros(len(order), dtype=np.bool_)
    rows = np.flatnonzero((outlets >= 0) & (words > 0))
    _, series_of = np.unique(_mix(stem[rows], outlets[rows]), return_inverse=True)
    size = np.bincount(series_of)
    texts_of = np.unique(np.stack([series_of, rest[rows].view(np.int64)]), axis=1)[0]
    has_other_texts = np.bincount(texts_of, minlength=len(size)) == size
    has_other_texts &= np.bincount(series_of, has_rest[rows], len(size)) == size
    recurs = _recurs(*_dates(series_of, days[rows], len(size))) & (np.bincount(series_of, words[rows]) > size)
    found[order[rows]] = ((size >= _ARTICLES) & (has_other_texts | recurs))[series_of]
    return found


def _leave_out_series(store: Store, block: int) -> Columns:
    pieces, in_headline = _without_stop_words(store, block)
    in_series = store.load("in series")["articles"][_numbers(store, block)]
    return pieces.where(~(in_headline & in_series[pieces.row_of])).to_columns()


def _count(name: str, work: Work, source: str, length: int, least: int, own_share: float) -> tuple[str, str, int]:
    """Find the phrases that outlets have again and again; what `_leave_out_phrases` needs to know."""
    n_parts = len(work.blocks)
    work.each(f"{name} counted", _count_phrases, source, length, n_parts, f"{name} counted")
    work.each(f"{name} found", _find_habits, f"{name} counted", n_parts, least, own_share)
    habits = np.concatenate([found["habits"] for found in work.results(f"{name} found")])
    work.store.save(name, {"habits": np.sort(habits)})
    for block in range(n_parts):
        work.forget(f"{name} counted-{block}")
    return name, source, length


def _count_phrases(store: Store, block: int, source: str, length: int, n_parts: int, name: str) -> Columns:
    """Count for each outlet the articles that have each phrase of `length` words; in parts, by phrase."""
    pieces, corpus, numbers = Pieces.of(store.load(f"{source}-{block}")), store.load("corpus"), _numbers(store, block)
    starts, phrases = _phrases(pieces, length)
    # An article counts once, however often it says it.
    order = np.lexsort((pieces.row_of[starts], phrases))
    phrases, rows = phrases[order], pieces.row_of[starts][order]
    once = np.ones(len(order), dtype=np.bool_)
    once[1:] = (phrases[1:] != phrases[:-1]) | (rows[1:] != rows[:-1])
    phrases, outlets, days = phrases[once], corpus["outlets"][numbers[rows[once]]], corpus["days"][numbers[rows[once]]]
    habits, first_at, habit_of = np.unique(_mix(phrases, outlets), return_index=True, return_inverse=True)
    n_dated, n_undated, first, last = _dates(habit_of, days, len(habits))
    counted = {
        "habit": habits,
        "phrase": phrases[first_at],
        "is_known": outlets[first_at] >= 0,
        "n_dated": n_dated,
        "n_undated": n_undated,
        "first": first,
        "last": last,
    }
    part_of = phrases[first_at] % np.uint64(n_parts)
    for part in range(n_parts):
        of_part = part_of == part
        store.save(f"{name}-{block}-{part}", {column: values[of_part] for column, values in counted.items()})
    return {}


def _find_habits(store: Store, part: int, name: str, n_blocks: int, least: int, own_share: float) -> Columns:
    """The phrases of one part that an outlet has again and again, by outlet."""
    blocks = [store.load(f"{name}-{block}-{part}") for block in range(n_blocks)]
    counted = {column: np.concatenate([columns[column] for columns in blocks]) for column in blocks[0]}
    _, phrase_of = np.unique(counted["phrase"], return_inverse=True)
    everywhere = np.bincount(phrase_of, counted["n_dated"] + counted["n_undated"])
    habits, first_at, habit_of = np.unique(counted["habit"], return_index=True, return_inverse=True)
    n_dated, n_undated = (np.bincount(habit_of, counted[name]) for name in ("n_dated", "n_undated"))
    first, last = np.full(len(habits), np.inf), np.full(len(habits), -np.inf)
    np.minimum.at(first, habit_of, counted["first"])
    np.maximum.at(last, habit_of, counted["last"])
    own = n_dated + n_undated
    keep = counted["is_known"][first_at] & (own >= least) & (own >= own_share * everywhere[phrase_of[first_at]])
    return {"habits": habits[keep & _recurs(n_dated, n_undated, first, last)]}


def _leave_out_phrases(store: Store, block: int, name: str, source: str, length: int) -> Columns:
    pieces, outlets = Pieces.of(store.load(f"{source}-{block}")), store.load("corpus")["outlets"]
    starts, phrases = _phrases(pieces, length)
    habits = _mix(phrases, outlets[_numbers(store, block)[pieces.row_of[starts]]])
    starts = starts[np.isin(habits, store.load(name)["habits"])]
    # Phrases overlap: a piece is in one if more have begun than have ended.
    begun, ended = (np.bincount(at, minlength=len(pieces.codes) + 1) for at in (starts, starts + length))
    return pieces.where(np.cumsum(begun - ended)[: len(pieces.codes)] == 0).to_columns()


def _numbers(store: Store, block: int) -> NDArray[np.int32]:
    """The article numbers of a block."""
    return Blocks.of_columns(store.load("blocks")).of(block)


def _phrases(pieces: Pieces, length: int) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Where the phrases of `length` words begin, and a number for each."""
    codes, last = pieces.codes.astype(np.uint64) + np.uint64(1), max(len(pieces.codes) - length + 1, 0)
    starts = np.flatnonzero(pieces.row_of[:last] == pieces.row_of[length - 1 :][:last])
    phrases = np.zeros(len(starts), dtype=np.uint64)
    for place in range(length):
        phrases = _spread(phrases * _FACTOR + codes[starts + place])
    return starts, phrases


def _hash_rows(pieces: Pieces) -> NDArray[np.uint64]:
    """A number for the pieces of each row, in their order."""
    first = np.searchsorted(pieces.row_of, np.arange(pieces.n_rows))
    place = (np.arange(len(pieces.codes)) - first[pieces.row_of]).astype(np.uint64)
    spread = _spread((pieces.codes.astype(np.uint64) + np.uint64(1)) * _FACTOR + place)
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(spread, dtype=np.uint64)])
    return np.asarray(sums[np.searchsorted(pieces.row_of, np.arange(1, pieces.n_rows + 1))] - sums[first])


def _mix(numbers: NDArray[np.uint64], outlets: NDArray[np.int32]) -> NDArray[np.uint64]:
    """A number for both together."""
    return _spread(numbers + (outlets + 2).astype(np.uint64) * _FACTOR)


def _spread(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finalizer of splitmix64: each bit of a number changes half of the bits of the result; overflow is meant."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _dates(
    group_of: NDArray[np.integer], days: NDArray[np.float64], n: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Of each group the number of dated and of undated articles, and the first and last day."""
    is_dated = ~np.isnan(days)
    n_dated, n_undated = (np.bincount(group_of[which], minlength=n) for which in (is_dated, ~is_dated))
    first, last = np.full(n, np.inf), np.full(n, -np.inf)
    np.minimum.at(first, group_of[is_dated], days[is_dated])
    np.maximum.at(last, group_of[is_dated], days[is_dated])
    return n_dated, n_undated, first, last


def _recurs(
    n_dated: NDArray[Any], n_undated: NDArray[Any], first: NDArray[np.float64], last: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Whether the articles of each group lie further apart than the same news is told, or are too many undated ones."""
    lasts = (n_dated >= _ARTICLES) & (last - first > _DAYS)
    return np.asarray(lasts | (n_undated >= _UNDATED_ARTICLES), dtype=np.bool_)
