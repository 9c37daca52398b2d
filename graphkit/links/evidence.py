"""How far each link speaks for one story: the written objective's first half, `find_groups` has the second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.blocks import Blocks, Columns, Store
from graphkit.links.fading import Fading
from graphkit.links.nearest import Pairs
from graphkit.links.vectors import TextVectors, columns_of, matrix_of, rows_of
from graphkit.model import Facet, NodeKind
from graphkit.tuning import Tuning

if TYPE_CHECKING:
    from graphkit.links.meaning import Meaning

# The likeness with strangers is measured on a sample of this size.
_SAMPLE = 400
# The nearest 30 of them may be of the article's own story, so they say nothing of strangers.
MOST_PARTNERS = 30
# Evidence is added up in parts of 1 / 2**30: sums of up to 2**22 values are exact.
_FINENESS = 2.0**30
# Below this likeness two texts have nothing in common that says anything.
_NO_WORDS = 0.005
# Divide a declared link's cosine by the median cosine of declared links: below this ratio the link adds nothing.
_OF_ANOTHER_KIND = 0.35
# A topic on more of the articles than this says nothing of a pair.
_BROAD_TOPIC = 0.20


def evidence_of_texts(
    vectors: TextVectors, pairs: Pairs, fading: Fading, tuning: Tuning, seed: int, meaning: Meaning | None = None
) -> NDArray[np.float64]:
    """How far the two texts of each pair speak for one story, in [0, 1]; shape (n_pairs,).

    Notes
    -----
    For articles i and j with cosine c, ::

        likeness  l = max(0, c - b) / (1 - b),        b = sqrt(b_i · b_j)
        evidence  e = l · fade
        crowded   E = min(1, e · ((1 + k_i) · (1 + k_j)) ** (crowding / 2)),   k_i = Σ_j e_ij²

    b_i is what i shares with strangers: of its cosines with 400 articles drawn at random, the one that a tenth
    exceeds, `Tuning.strangers_share`; 0 where 30 articles and fewer are left, since they may all be of its story.
    On one subject all texts are a little alike, and that says nothing. k_i counts how many articles are close to i: a
    story of hundreds is looser than one of three, and would fall apart at a resolution that suits small ones. Raising
    what its members share is to lower the resolution for them alone, as local scaling does in spectral clustering
    (Zelnik-Manor and Perona, Self-tuning spectral clustering, 2004).

    Where there are sentence vectors, l is blended with their likeness, see `meaning_of`.
    """
    background = np.sqrt(_shared_with_strangers(vectors, tuning.strangers_share, seed))
    b = background[pairs.first] * background[pairs.second]
    likeness = np.maximum(pairs.cosine - b, 0) / np.maximum(1 - b, 1e-9)
    if meaning is not None:
        likeness = meaning.blend(likeness, pairs.first, pairs.second)
    evidence = likeness * fading.between(pairs.first, pairs.second)
    n = len(fading.days)
    # Whole numbers, since a sum of others hangs in its last digit on their order.
    squared = np.round(evidence**2 * _FINENESS).astype(np.int64)
    close = 1 + (np.bincount(pairs.first, squared, n) + np.bincount(pairs.second, squared, n)) / _FINENESS
    crowded = (close[pairs.first] * close[pairs.second]) ** (tuning.crowding / 2)
    return np.asarray(np.minimum(evidence * crowded, 1.0), dtype=np.float64)


def draw_sample(n: int, seed: int) -> NDArray[np.int64]:
    """Draw the articles that stand for strangers, by number; all of a small corpus."""
    return np.arange(n) if n <= _SAMPLE else np.sort(np.random.default_rng(seed).choice(n, _SAMPLE, replace=False))


def _shared_with_strangers(vectors: TextVectors, share: float, seed: int) -> NDArray[np.float64]:
    """The likeness of each text with the others that only the given share of them exceeds."""
    work = vectors.work
    n = len(work.blocks.order)
    some = draw_sample(n, seed)
    place = max(MOST_PARTNERS, round(share * len(some)))
    found = np.zeros(n)
    if place < len(some):
        work.store.save("strangers", {"numbers": some, **columns_of(rows_of(work.store, some))})
        work.each("shared", _share_of_block, place)
        found[work.blocks.order] = np.concatenate([columns["likeness"] for columns in work.results("shared")])
    return np.asarray(np.round(np.clip(found, 0, 1), 6), dtype=np.float64)


def _share_of_block(store: Store, block: int, place: int) -> Columns:
    """For each text of a block, its likeness with the stranger at a place, the nearest first."""
    rows, numbers = matrix_of(store.load(f"rows-{block}")), Blocks.of_columns(store.load("blocks")).of(block)
    strangers = store.load("strangers")
    cosines = (rows @ matrix_of(strangers).T.tocsc()).toarray()
    cosines[numbers[:, None] == strangers["numbers"]] = 0  # itself
    return {"likeness": -np.partition(-cosines, place, axis=1)[:, place]}


def evidence_of_declared(
    pairs: Pairs,
    is_declared: NDArray[np.bool_],
    fading: Fading,
    facets: Sequence[Facet],
    decay_days: float,
    tuning: Tuning,
) -> NDArray[np.float64]:
    """How far a declared link speaks for one story, beside what the texts say; 0 where none is declared.

    Notes
    -----
    ``exp(-days / (declared_decay · decay_days)) · support``. Support grows from 0, where the texts are 0.35 times as
    alike as those of declared pairs of the corpus usually are, to 1, where they are as alike; it is a half at least
    where they share a narrow topic. Lists hold what is merely of the same kind as well: a link that neither words nor
    a topic support adds nothing.
    """
    days = np.nan_to_num(np.abs(fading.days[pairs.first] - fading.days[pairs.second]), nan=0.0)
    fade = np.exp(-days / (decay_days * tuning.declared_decay))
    telling = pairs.cosine >= _NO_WORDS
    usual = float(np.median(pairs.cosine[is_declared & telling])) if (is_declared & telling).any() else 1.0
    alike = (pairs.cosine / usual - _OF_ANOTHER_KIND) / (1 - _OF_ANOTHER_KIND)
    support = np.maximum(np.clip(alike, 0, 1), 0.5 * _share_topic(pairs, len(fading.days), facets))
    return np.asarray(fade * support * is_declared, dtype=np.float64)


def _share_topic(pairs: Pairs, n_articles: int, facets: Sequence[Facet]) -> NDArray[np.bool_]:
    """Whether the two articles of each pair share a topic that is not on every other article."""
    narrow = [
        facet.articles
        for facet in facets
        if facet.kind is NodeKind.TOPIC and len(facet.articles) <= max(2, _BROAD_TOPIC * n_articles)
    ]
    if not narrow:
        return np.zeros(len(pairs.first), dtype=np.bool_)
    rows = np.concatenate([np.asarray(numbers) for numbers in narrow])
    columns = np.repeat(np.arange(len(narrow)), [len(numbers) for numbers in narrow])
    has = sparse.csr_array((np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=(n_articles, len(narrow)))
    return np.asarray(has[pairs.first].multiply(has[pairs.second]).sum(axis=1)).ravel() > 0
