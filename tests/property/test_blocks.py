"""Into how many blocks a corpus is cut never matters, nor where they are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.blocks import Means
from graphkit.options import Options
from graphkit.pipeline import build
from tests.support.built import Built, built
from tests.support.comparing import whole
from tests.support.planted import planted_corpus


def test_a_corpus_in_seven_blocks_makes_the_same_graph(some_built: Built) -> None:
    size = -(-len(some_built.corpus) // 7) or 1
    assert whole(build(some_built.corpus, means=Means(articles_a_block=size))) == whole(some_built.graph)


@pytest.mark.parametrize("neighbors", [1, 300])
def test_whether_neighbors_are_cut_off_or_not_blocks_do_not_matter(neighbors: int) -> None:
    corpus, options = planted_corpus(12, size=9, days_between=0.5), Options(neighbors=neighbors, min_evidence=0.01)
    expected = whole(build(corpus, options))
    assert [whole(build(corpus, options, means=Means(articles_a_block=size))) for size in (5, 31)] == [expected] * 2


@pytest.mark.parametrize("name", ["no article", "stories", "hostile 0", "hostile 1"])
def test_a_build_that_keeps_its_blocks_in_a_folder_makes_the_same_graph(tmp_path: Path, name: str) -> None:
    means = Means(folder=str(tmp_path), articles_a_block=max(len(built(name).corpus) // 3, 1))
    assert whole(build(built(name).corpus, means=means)) == whole(built(name).graph)
    assert list(tmp_path.iterdir()) == []
