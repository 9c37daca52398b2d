"""The texts of a corpus, taken apart once for all that read them: vectors, copies, reasons and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphkit.blocks import Columns, Store, Work, cut_into_blocks, gathered, in_process
from graphkit.model import SECONDS_A_DAY, Article
from graphkit.texts.columns import Column, encode, replaced
from graphkit.texts.words import RUN, content_pieces, find_languages, fold, stop_words_of, strip_boilerplate

# A body adds little beyond its first paragraphs, which in news say it all, and much to the cost.
_BODY_CHARACTERS = 2_000
# A dot within a word belongs to it (Tide.js, 2.0.0-p648), unless a sentence may end there; figures keep what makes them
# one (£2,200, 9/11, 12.5%).
_TOKEN = re.compile(
    rf"(?:[$€£](?=\d))?{RUN}(?:[’'\-\u2010\u2011]{RUN}|(?<=[^\W_]{{2}})\.(?=[a-z0-9]){RUN}|(?<=\d)[.,/:](?=\d){RUN})*"
    rf"(?:(?<=\d)%)?"
)


class Part(IntEnum):
    """Where in an article a token stands."""

    HEADLINE = 0
    EXCERPT = 1
    BODY = 2


@dataclass(frozen=True, eq=False)
class Texts:
    """What the articles of a corpus say, by blocks.

    Parameters
    ----------
    articles : sequence of Article
        Sorted by id; their numbers are their places here.
    work : Work
        Its store holds, for each block, ``texts`` (the words of headline, excerpt and the beginning of the body as they
        are written, and the `Part` that each stands in) and ``pieces`` (what texts are compared by, numbered as in the
        ``vocabulary``); and of the corpus its ``blocks``, and ``corpus`` with the days and outlets of all articles.
    """

    articles: Sequence[Article]
    work: Work


def read_texts(articles: Sequence[Article], work: Work | None = None) -> Texts:
    """Take texts apart: one pass over the texts of each block, then one over the distinct words of all.

    Parameters
    ----------
    articles : sequence, sorted by id
    work : Work, optional
        In this process and its memory if not given.
    """
    days = days_of(articles)
    work = work or in_process(cut_into_blocks(days))
    work.store.save("blocks", work.blocks.to_columns())
    work.store.save("corpus", {"days": days, "outlets": _outlets_of(articles)})
    for block, numbers in enumerate(work.blocks):
        work.store.save(f"articles-{block}", _parts_of(articles[number] for number in numbers))
    work.each("texts", _take_apart)
    work.forget("articles")
    work.store.save("vocabulary", _find_vocabulary(work))
    work.each("pieces", _number_pieces)
    return Texts(articles, work)


def days_of(articles: Sequence[Article]) -> NDArray[np.float64]:
    """When each article was published, in days; NaN where unknown."""
    seconds = [np.nan if article.timestamp is None else article.timestamp for article in articles]
    return np.array(seconds, dtype=np.float64) / SECONDS_A_DAY


def _outlets_of(articles: Sequence[Article]) -> NDArray[np.int32]:
    """A number for the outlet of each article, from 0; -1 where it is unknown."""
    keys = [article.provider_key for article in articles]
    number_of = {key: number for number, key in enumerate(dict.fromkeys(filter(None, keys)))}
    return np.array([number_of.get(key or "", -1) for key in keys], dtype=np.int32)


def _parts_of(articles: Iterable[Article]) -> Columns:
    parts = [(strip_boilerplate(one.title), one.excerpt, one.text[:_BODY_CHARACTERS]) for one in articles]
    return {part.name: np.array([texts[part] for texts in parts], dtype=object) for part in Part}


def _take_apart(store: Store, block: int) -> Columns:
    articles = store.load(f"articles-{block}")
    parts = [
        [_TOKEN.findall(text) for text in texts] for texts in zip(*(articles[part.name] for part in Part), strict=True)
    ]
    tokens = encode(map(chain.from_iterable, parts))
    lengths = [len(part) for found in parts for part in found]
    part_of = np.repeat(np.tile(np.array(Part, dtype=np.int8), len(parts)), lengths)
    pieces, came_from = replaced(tokens, encode(content_pieces(fold(token)) for token in tokens.vocabulary))
    in_headline = part_of[came_from] == Part.HEADLINE
    return {
        **tokens.to_columns("tokens"),
        "part_of": part_of,
        **pieces.to_columns("pieces"),
        "in_headline": in_headline,
    }


def _find_vocabulary(work: Work) -> Columns:
    """All pieces in the order of the alphabet, and which are stop words of the corpus's languages."""
    counts: Counter[str] = Counter()
    for texts in work.results("texts"):
        pieces = Column.of(texts, "pieces")
        found = np.bincount(pieces.codes, minlength=len(pieces.vocabulary))
        counts.update(dict(zip(pieces.vocabulary.tolist(), found.tolist(), strict=True)))
    stop_words = stop_words_of(find_languages(counts))
    words = sorted(counts)
    is_stop_word = np.array([word in stop_words for word in words], dtype=np.bool_)
    return {"words": np.array(words, dtype=object), "is_stop_word": is_stop_word}


def _number_pieces(store: Store, block: int) -> Columns:
    texts, words = store.load(f"texts-{block}"), store.load("vocabulary")["words"]
    pieces = Column.of(texts, "pieces")
    codes = np.searchsorted(words, pieces.vocabulary).astype(np.int32)[pieces.codes]
    return {
        "codes": codes,
        "row_of": pieces.row_of,
        "in_headline": texts["in_headline"],
        "n_rows": np.array([pieces.n_rows]),
    }


class Said(NamedTuple):
    """The pieces of one article.

    Parameters
    ----------
    pieces : list of int
        Their numbers in the vocabulary.
    headline : list of int
        Those of the headline.
    """

    pieces: list[int]
    headline: list[int]


def pieces_of(store: Store, numbers: NDArray[np.integer]) -> list[Said]:
    """The pieces of some articles, in the order of `numbers`, which are ascending."""
    return gathered(store, numbers, "pieces", _pieces_of_rows)


def tokens_of(store: Store, numbers: NDArray[np.integer]) -> list[list[str]]:
    """The words of some articles as they are written, in the order of `numbers`, which are ascending."""
    return gathered(store, numbers, "texts", _tokens_of_rows)


def _pieces_of_rows(pieces: Columns, rows: NDArray[np.int32]) -> list[Said]:
    starts, ends = (np.searchsorted(pieces["row_of"], rows, side) for side in ("left", "right"))
    in_headline = np.concatenate([[0], np.cumsum(pieces["in_headline"])])
    headlines = in_headline[ends] - in_headline[starts]
    return [
        Said(pieces["codes"][start:end].tolist(), pieces["codes"][start : start + length].tolist())
        for start, end, length in zip(starts, ends, headlines, strict=True)
    ]


def _tokens_of_rows(texts: Columns, rows: NDArray[np.int32]) -> list[list[str]]:
    tokens = Column.of(texts, "tokens")
    starts, ends = (np.searchsorted(tokens.row_of, rows, side) for side in ("left", "right"))
    return [tokens.vocabulary[tokens.codes[start:end]].tolist() for start, end in zip(starts, ends, strict=True)]
