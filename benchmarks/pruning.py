"""What is not looked at, what that saves, and what it costs: each pruning of the search switched off in turn.

    python -m benchmarks.pruning CORPUS... [--synthetic 10000 ...] [--folder POSTS]

A corpus is one with known stories, as `benchmarks.quality` takes it; ``--synthetic`` makes more of any size; a folder
of posts needs no known stories. For each of them and each pruning a row: seconds from vectors to threads, B-cubed F1 /
pair F1 against the known stories, and how far stories, shown links and threads are those of the defaults (B-cubed F1 of
the stories against the defaults' own; the share of shown links, and of pairs of stories in one thread, that both have
among those that either has).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import make_corpus
from benchmarks.measuring import markdown_table
from benchmarks.quality import GoldCorpus, StoryOf, read_gold_corpus
from graphkit import Article, Options, build, read_articles
from graphkit.evaluation.measures import b3_and_pair_f1
from graphkit.model import Relation, StoryGraph
from graphkit.pipeline import in_canonical_order

_EVERYTHING = 10**9


@dataclass(frozen=True)
class Pruning:
    """What is switched off: names of graphkit with the value that they get, and options."""

    name: str
    values: Mapping[str, float]
    options: Mapping[str, float] = field(default_factory=dict)


_COMMON_NGRAMS = {"graphkit.links.vectors._COMMON_ARTICLES": _EVERYTHING}
_UNDATED = {"graphkit.links.nearest._MOST_HAVING_UNDATED": _EVERYTHING}
_LASTING = {"graphkit.links.nearest._MOST_HAVING": _EVERYTHING}
_THREADS = {"graphkit.stories.threads._MOST_HAVING": _EVERYTHING, "graphkit.stories.threads._MOST_ALIKE": _EVERYTHING}
_NEIGHBORS = {"neighbors": 600}
_EVIDENCE = {"min_evidence": 0.015}

PRUNINGS = (
    Pruning("as shipped", {}),
    Pruning("n-grams that over a tenth has, too", _COMMON_NGRAMS),
    Pruning("undated: common terms, too", _UNDATED),
    Pruning("lasting links: common words, too", _LASTING),
    Pruning("threads: common words, too", _THREADS),
    Pruning("600 neighbors instead of 300", {}, _NEIGHBORS),
    Pruning("evidence from .015 instead of .03", {}, _EVIDENCE),
    Pruning("all of these", _COMMON_NGRAMS | _UNDATED | _LASTING | _THREADS, _NEIGHBORS | _EVIDENCE),
)


class Found(NamedTuple):
    """What a build has found, and in how many seconds."""

    seconds: float
    story_of: StoryOf
    links: frozenset[tuple[str, str]]
    threads: frozenset[tuple[str, str]]


def find(pruning: Pruning, articles: Sequence[Article]) -> Found:
    """Build with the pruning switched off; fails if a name is not there any more."""
    with ExitStack() as patches:
        for name, value in pruning.values.items():
            patches.enter_context(patch(name, value))
        watch = _Watch()
        story_graph = build(articles, Options.model_validate(dict(pruning.options)), on_progress=watch)
    return Found(watch.seconds(), _stories(story_graph, articles), _links(story_graph), _threads(story_graph))


class _Watch:
    """Times the stages that search."""

    def __init__(self) -> None:
        self._started: float | None = None
        self._stopped: float | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.perf_counter()
        if self._started is None:
            self._started = now
        if stage == "layout" and self._stopped is None:
            self._stopped = now

    def seconds(self) -> float:
        """From the first stage to the first one that only draws."""
        return (self._stopped or 0.0) - (self._started or 0.0)


def _stories(story_graph: StoryGraph, articles: Sequence[Article]) -> NDArray[np.int64]:
    number_of = {article.id: number for number, article in enumerate(articles)}
    story_of = np.arange(len(articles))
    for cluster in story_graph.clusters:
        members = [number_of[article] for article in cluster.articles]
        story_of[members] = min(members)
    return story_of


def _links(story_graph: StoryGraph) -> frozenset[tuple[str, str]]:
    return frozenset(
        _pair(one, other)
        for one, other, attributes in story_graph.graph.edges(data=True)
        if attributes["relation"] == Relation.SIMILAR
    )


def _threads(story_graph: StoryGraph) -> frozenset[tuple[str, str]]:
    """Pairs of stories in one thread, by their leading articles: the ids of stories are those of their members."""
    lead = {cluster.id: cluster.lead for cluster in story_graph.clusters}
    return frozenset(
        _pair(lead[one], lead[other])
        for thread in story_graph.threads
        for one, other in combinations(thread.clusters, 2)
    )


def _pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def compare(corpus: GoldCorpus) -> Iterator[list[str]]:
    """A row for each pruning."""
    shipped = None
    find(PRUNINGS[0], corpus.articles[:200])  # libraries are loaded once
    for pruning in PRUNINGS:
        found = find(pruning, corpus.articles)
        shipped = shipped or found
        known = b3_and_pair_f1(found.story_of[corpus.known], corpus.stories) if len(corpus.known) else ()
        yield [
            pruning.name,
            f"{found.seconds:.1f}",
            "/".join(map(_figure, known)),
            _figure(b3_and_pair_f1(found.story_of, shipped.story_of)[0]),
            _figure(_in_common(found.links, shipped.links)),
            _figure(_in_common(found.threads, shipped.threads)),
        ]
        sys.stderr.write(f"{corpus.name}, {pruning.name}: {found.seconds:.0f} s\n")


def _in_common(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    return len(one & other) / max(len(one | other), 1) if one or other else 1.0


def _figure(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def _synthetic(n: int) -> GoldCorpus:
    corpus = make_corpus(n)  # in the order of the ids
    return GoldCorpus("synthetic", corpus.articles, np.arange(n), np.array(corpus.stories))


def _without_gold(folder: Path) -> GoldCorpus:
    nobody = np.empty(0, dtype=np.int64)
    return GoldCorpus(folder.name, in_canonical_order(read_articles(folder)), nobody, nobody)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure all prunings on all corpora."""
    parser = argparse.ArgumentParser(description="Measure what pruning costs.")
    parser.add_argument("corpora", nargs="*", type=Path, metavar="CORPUS", help="with known stories")
    parser.add_argument(
        "--synthetic", nargs="*", type=int, default=(), metavar="N", help="sizes of synthetic corpora, in articles"
    )
    parser.add_argument("--folder", nargs="*", type=Path, default=(), metavar="POSTS", help="without known stories")
    given = parser.parse_args(arguments)
    header = ["searched in full", "seconds", "known stories", "same stories", "same links", "same threads"]
    for read, what in ((read_gold_corpus, given.corpora), (_synthetic, given.synthetic), (_without_gold, given.folder)):
        for one in what:
            corpus = read(one)
            sys.stdout.write(f"\n{corpus.name}, {len(corpus.articles):,} articles\n\n")
            sys.stdout.write(markdown_table(header, compare(corpus)))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
