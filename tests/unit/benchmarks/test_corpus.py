"""Synthetic news: the same from the same seed, known in full, and the same on disk as in memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.corpus import make_corpus, write_posts
from graphkit.sources import read_corpus


@pytest.mark.parametrize("n", [0, 1, 2, 3, 300])
def test_there_are_as_many_articles_as_asked_for_each_with_its_story(n: int) -> None:
    corpus = make_corpus(n)
    assert (len({article.id for article in corpus.articles}), len(corpus.stories)) == (n, n)


def test_the_same_seed_gives_the_same_corpus() -> None:
    assert make_corpus(300, seed=1) == make_corpus(300, seed=1) != make_corpus(300, seed=2)


def test_what_is_read_from_the_posts_is_what_was_made_up(tmp_path: Path) -> None:
    corpus = make_corpus(300)
    write_posts(corpus, tmp_path / "posts")
    read = read_corpus(tmp_path / "posts")
    assert read.notes == ()
    id_of = {article.url: article.id for article in corpus.articles}
    renamed = {article.id: id_of[article.url] for article in read.articles}
    found = [
        replace(article, id=renamed[article.id], related=tuple(renamed[other] for other in article.related))
        for article in read.articles
    ]
    assert tuple(sorted(found, key=lambda article: article.id)) == corpus.articles


def test_the_truth_stands_beside_the_posts(tmp_path: Path) -> None:
    corpus = make_corpus(3)
    write_posts(corpus, tmp_path / "posts")
    lines = (tmp_path / "posts.stories.csv").read_text(encoding="utf-8").splitlines()
    assert lines == [
        "article,story",
        *(f"{article.url},{story}" for article, story in zip(corpus.articles, corpus.stories, strict=True)),
    ]


def test_news_is_skewed_bursty_copied_and_listed() -> None:
    corpus = make_corpus(3_000)
    sizes = Counter(corpus.stories)
    alone = sum(size == 1 for size in sizes.values())
    copies = len(corpus.articles) - len({article.excerpt for article in corpus.articles})
    listing = sum(bool(article.related) for article in corpus.articles)
    providers = Counter(article.provider for article in corpus.articles).most_common()
    assert 0.3 < alone / 3_000 < 0.4
    assert max(sizes.values()) > 30
    assert 0.03 < copies / 3_000 < 0.12
    assert 0.05 < listing / 3_000 < 0.25
    assert providers[0][1] > 20 * providers[100][1]


def test_a_larger_corpus_is_a_longer_one_not_a_denser_one() -> None:
    for n in (400, 4_000):
        times = [article.timestamp or 0.0 for article in make_corpus(n).articles]
        middle = times[n // 10 : -n // 10]
        days = (middle[-1] - middle[0]) / 86_400
        assert 200 < len(middle) / days < 600
