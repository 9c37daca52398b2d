"""One set of corpora, each built once, on which every law about whole builds is checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from graphkit.model import Article, StoryGraph
from graphkit.pipeline import build
from tests.support.builders import make_article
from tests.support.planted import planted_corpus
from tests.support.strategies import corpora, hostile_corpora

_DRAWN, _HOSTILE = 30, 12


@dataclass(frozen=True)
class Built:
    """A corpus, and what a build makes of it."""

    corpus: tuple[Article, ...]

    @cached_property
    def graph(self) -> StoryGraph:
        """The graph with the default options; a law must leave it as it is."""
        return build(self.corpus)


_MADE: Mapping[str, Callable[[], tuple[Article, ...]]] = {
    "no article": tuple,
    "one article": lambda: (make_article("a"),),
    "stories": lambda: planted_corpus(12, size=5),
    "stories at one moment": lambda: planted_corpus(6, seed=1, days_between=0.0),
    "stories months apart": lambda: planted_corpus(4, size=3, seed=2, days_between=90.0),
    "one story": lambda: planted_corpus(1, size=9, seed=3),
    "copies": lambda: tuple(
        make_article(f"copy-{n}", days=n / 10, title="The bridge over the river is closed after the flood")
        for n in range(6)
    ),
}

NAMES = (
    *_MADE,
    *(f"drawn {number}" for number in range(_DRAWN)),
    *(f"hostile {number}" for number in range(_HOSTILE)),
)
"""What the corpora are called."""
SOME = NAMES[: len(_MADE)] + NAMES[len(_MADE) :: 3]
"""All kinds of them, for laws that build several times more."""


@cache
def built(name: str) -> Built:
    """The corpus of this name, and its graph: made once for all laws."""
    if name in _MADE:
        return Built(_MADE[name]())
    kind, _, number = name.partition(" ")
    strategy, n = (corpora(), _DRAWN) if kind == "drawn" else (hostile_corpora(), _HOSTILE)
    return _draw(kind, strategy, n)[int(number)]


_drawn: dict[str, list[Built]] = {}


def _draw(kind: str, strategy: st.SearchStrategy[tuple[Article, ...]], n: int) -> list[Built]:
    """Let hypothesis draw corpora, the same ones each time."""
    if kind not in _drawn:
        found: list[Built] = []

        @settings(max_examples=n, phases=(Phase.generate,))
        @given(strategy)
        def draw(corpus: tuple[Article, ...]) -> None:
            found.append(Built(corpus))

        draw()
        _drawn[kind] = found
    return _drawn[kind]
