"""The benchmark of pruning: every pruning can still be switched off, and a small corpus shows no difference."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.pruning import PRUNINGS, compare, main
from benchmarks.quality import GoldCorpus
from tests.support.planted import planted_corpus, story_of


def test_of_a_small_corpus_nothing_is_pruned() -> None:
    articles = planted_corpus(6)
    _, stories = np.unique([story_of(article) for article in articles], return_inverse=True)
    rows = list(compare(GoldCorpus("planted", articles, np.arange(len(articles)), stories)))
    assert [name for name, *_ in rows] == [pruning.name for pruning in PRUNINGS]
    assert {tuple(row[2:]) for row in rows[:5]} == {tuple(rows[0][2:])}
    assert rows[0][3:] == ["1.000", "1.000", "1.000"]


def test_it_prints_a_table_for_each_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--synthetic", "40", "60"])
    printed = capsys.readouterr().out
    assert [line for line in printed.splitlines() if line.startswith("synthetic")] == [
        "synthetic, 40 articles",
        "synthetic, 60 articles",
    ]
    assert printed.count("| as shipped |") == 2
