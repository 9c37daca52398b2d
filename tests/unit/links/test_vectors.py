"""Vectors: rows over the words and character n-grams that texts share, whatever the texts are."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest

from graphkit.links.vectors import vectorize
from graphkit.model import Article
from graphkit.texts.reading import read_texts
from tests.support.builders import make_article


def words_of(*articles: Article) -> list[list[str]]:
    """The words and pairs of words that each article's row holds, sorted."""
    vectors = vectorize(read_texts(articles))
    rows = vectors.rows[:, : vectors.n_words]
    return [sorted(vectors.terms[rows[number].indices]) for number in range(len(articles))]


def lengths(*articles: Article) -> list[float]:
    """The length of each row, 4 places."""
    rows = vectorize(read_texts(articles)).rows
    return [round(float(length), 4) for length in np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1))).ravel()]


def test_a_row_is_as_long_as_the_part_of_its_text_that_others_have_as_well() -> None:
    whole, half, nothing, empty = lengths(
        make_article("a", title="Old bridge closes"),
        make_article("b", title="Old bridge closes: flood ahead"),
        make_article("c", title="Why Köln jury quit"),
        make_article("d", title=""),
    )
    assert (whole, nothing, empty) == (1.0, 0.0, 0.0)
    assert 0 < half < 1


def test_words_and_pairs_of_words_that_two_texts_have_are_kept_folded_and_free_of_stop_words() -> None:
    one, other = words_of(
        make_article("a", title="The Köln bridge don't close"), make_article("b", title="Koln's bridge: close to noon")
    )
    assert one == other == ["bridge", "bridge close", "close", "koln", "koln bridge"]


def test_a_term_that_no_other_text_has_is_left_out() -> None:
    alone, other = make_article("a", title="Bridge flood"), make_article("b", title="Bridge museum")
    assert words_of(alone, other) == [["bridge"], ["bridge"]]
    assert words_of(alone) == [[]]


def test_a_term_that_no_other_text_has_counts_in_the_length() -> None:
    # In words that no English news has, so that the corpus alone says how rare they are.
    vectors = vectorize(
        read_texts([make_article("a", title="Zzbrug zzvloed"), make_article("b", title="Zzbrug zzmuseum")])
    )
    rarity = log(3 / 2) + 1  # smoothed idf of a term that one of two texts has; that of both is 1
    length = sqrt(1 + 2 * rarity**2)  # "zzvloed" and "zzbrug zzvloed"
    words = vectors.rows[:, : vectors.n_words].toarray().astype(float)
    assert np.round(words, 5).tolist() == [[round(sqrt(0.5) / length, 5)]] * 2


def test_scripts_without_spaces_meet_in_pairs_of_characters() -> None:
    one, other = words_of(make_article("a", title="恐竜の化石を公開"), make_article("b", title="博物館で恐竜の化石"))
    assert one == other == ["の化", "の化 化石", "化石", "恐竜", "恐竜 竜の", "竜の", "竜の の化"]


@pytest.mark.parametrize(
    "titles",
    [
        pytest.param([], id="no articles"),
        pytest.param(["Old bridge"], id="one article"),
        pytest.param(["", ""], id="no texts"),
        pytest.param(["the of", "and to"], id="stop words only"),
        pytest.param(["?", "!"], id="no letters"),
        pytest.param(["Old bridge"] * 3, id="one text again and again"),
    ],
)
def test_a_corpus_that_says_little_still_has_one_row_for_each_article(titles: list[str]) -> None:
    vectors = vectorize(read_texts([make_article(f"a{number}", title=title) for number, title in enumerate(titles)]))
    assert vectors.rows.shape == (len(titles), len(vectors.terms))
    assert np.isfinite(vectors.rows.data).all()


def test_stop_words_make_no_columns_of_words() -> None:
    vectors = vectorize(read_texts([make_article("a", title="the of and")]))
    assert vectors.n_words == 0


def test_in_a_small_corpus_a_word_that_is_common_in_news_weighs_less_than_a_rare_one() -> None:
    articles = [make_article("a", title="Government bridge"), make_article("b", title="Government bridge")]
    vectors = vectorize(read_texts(articles))
    weight = dict(zip(vectors.terms, vectors.rows[0].toarray()[0].tolist(), strict=True))
    assert 0 < weight["government"] < 0.9 * weight["bridge"]
