"""The texts of a corpus, taken apart once for all that read them: vectors, copies, reasons and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from graphkit.model import Article
from graphkit.texts.columns import Column, encode, replaced
from graphkit.texts.words import RUN, content_pieces, fold, strip_boilerplate

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
    """What the articles of a corpus say.

    Parameters
    ----------
    articles : sequence of Article
    tokens : Column
        The words of headline, excerpt and the beginning of the body as they are written, a row for each article.
    part_of : int array, shape (n_tokens,)
        The `Part` that each token stands in.
    pieces : Column
        What texts are compared by: the pieces of the tokens, folded, without English stop words and single letters.
    in_headline : bool array, shape (n_pieces,)
        Whether a piece stands in a headline.
    """

    articles: Sequence[Article]
    tokens: Column
    part_of: NDArray[np.int8]
    pieces: Column
    in_headline: NDArray[np.bool_]


def read_texts(articles: Sequence[Article]) -> Texts:
    """Take texts apart: one pass over the texts, then one over their distinct words.

    Parameters
    ----------
    articles : sequence, sorted by id
    """
    parts = [[_TOKEN.findall(part) for part in _parts_of(article)] for article in articles]
    tokens = encode(map(chain.from_iterable, parts))
    lengths = [len(part) for found in parts for part in found]
    part_of = np.repeat(np.tile(np.array(Part, dtype=np.int8), len(articles)), lengths)
    pieces, came_from = replaced(tokens, encode(content_pieces(fold(token)) for token in tokens.vocabulary))
    return Texts(articles, tokens, part_of, pieces, part_of[came_from] == Part.HEADLINE)


def _parts_of(article: Article) -> tuple[str, str, str]:
    return strip_boilerplate(article.title), article.excerpt, article.text[:_BODY_CHARACTERS]
