"""The benchmark of pruning: every pruning can still be switched off, and a small corpus shows no difference."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.pruning import PRUNINGS, compare, find, main
from benchmarks.quality import GoldCorpus
from tests.support.planted import planted_corpus, story_of


def rows_of(corpus: GoldCorpus) -> dict[str, list[str]]:
    return {name: figures for name, _, *figures in compare(corpus)}


@pytest.fixture
def corpus() -> GoldCorpus:
    articles = planted_corpus(6)
    _, stories = np.unique([story_of(article) for article in articles], return_inverse=True)
    return GoldCorpus("planted", articles, np.arange(len(articles)), stories)


def test_of_a_small_corpus_no_term_is_pruned(corpus: GoldCorpus) -> None:
    rows = rows_of(corpus)
    assert list(rows) == [pruning.name for pruning in PRUNINGS]
    assert {tuple(rows[name]) for name in list(rows)[:5]} == {tuple(rows["as shipped"])}


def test_what_pruning_leaves_out_is_found_without_it(corpus: GoldCorpus, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = find(PRUNINGS[0], corpus.articles)
    monkeypatch.setattr("graphkit.links.vectors._COMMON_ARTICLES", 1)
    monkeypatch.setattr("graphkit.links.vectors._COMMON_SHARE", 0.0)
    pruned, in_full = (find(pruning, corpus.articles) for pruning in PRUNINGS[:2])
    assert pruned.links != whole.links
    assert (in_full.links, in_full.story_of.tolist()) == (whole.links, whole.story_of.tolist())


def test_it_prints_a_table_for_each_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--synthetic", "40", "60"])
    printed = capsys.readouterr().out
    assert [line for line in printed.splitlines() if line.startswith("synthetic")] == [
        "synthetic, 40 articles",
        "synthetic, 60 articles",
    ]
    assert printed.count("| as shipped |") == 2
