"""What sentence vectors add to the stories that texts alone make.

`python -m benchmarks.meaning CORPUS... --vectors FOLDER`. A folder has ``CORPUS.npy`` for each corpus, with one row for
each article, by id. Vectors that anybody has are measured as well: 200 dimensions of the texts' own terms (latent
semantic analysis).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD

from benchmarks.quality import GoldCorpus, read_gold_corpus
from graphkit.evaluation.measures import b3_and_pair_f1
from graphkit.links import declared_pairs, find_facets, link_articles, meaning_of, vectorize
from graphkit.options import Options
from graphkit.sentence_vectors import read_vectors
from graphkit.stories.groups import find_groups
from graphkit.texts.reading import read_texts
from graphkit.tuning import TUNING

WEIGHTS = (0.1, 0.3, 0.5)
DIMENSIONS = 200
Score = tuple[float, float]


@dataclass(frozen=True)
class Source:
    """Where vectors come from: a folder, or nothing but the texts."""

    name: str
    folder: Path | None = None


def measure(corpus: GoldCorpus, sources: Sequence[Source], undated: bool) -> Iterator[tuple[str, Score]]:
    """B-cubed and pair F1 of the texts alone, then of each source with each weight."""
    articles = [replace(article, published=None) for article in corpus.articles] if undated else corpus.articles
    texts = read_texts(articles)
    terms = vectorize(texts)

    def score(options: Options, vectors: NDArray[np.float32] | None) -> Score:
        meaning = None if vectors is None else meaning_of(vectors, options, TUNING)
        links = link_articles(
            texts,
            terms,
            declared_pairs(articles),
            find_facets(articles),
            options,
            lambda stage, done, total: None,
            meaning=meaning,
        )
        story_of = np.arange(len(articles))
        for group in find_groups(articles, links, options):
            story_of[list(group)] = min(group)
        return b3_and_pair_f1(story_of[corpus.known], corpus.stories)

    yield "texts alone", score(Options(), None)
    for source in sources:
        if source.folder is None:
            n_dimensions = min(DIMENSIONS, min(terms.rows.shape) - 1)
            vectors = TruncatedSVD(n_dimensions, random_state=0).fit_transform(terms.rows).astype(np.float32)
        elif (path := source.folder / f"{corpus.name}.npy").exists():
            vectors = read_vectors(path).of([article.id for article in articles])
        else:
            continue
        for weight in WEIGHTS:
            yield f"{source.name}, {weight}", score(Options(vectors_weight=weight), vectors)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure all sources on all corpora; means are of the corpora that a source has vectors of."""
    parser = argparse.ArgumentParser(description="Measure what sentence vectors add.")
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS", help="as for benchmarks.quality")
    parser.add_argument("--vectors", action="append", default=[], type=Path, metavar="FOLDER")
    parser.add_argument("--undated", action="store_true", help="remove every date")
    given = parser.parse_args(arguments)
    sources = [Source("latent semantic analysis"), *(Source(folder.name, folder) for folder in given.vectors)]
    rows: dict[str, dict[str, Score]] = {}
    names = []
    for path in given.corpora:
        corpus = read_gold_corpus(path)
        names.append(corpus.name)
        for name, score in measure(corpus, sources, given.undated):
            rows.setdefault(name, {})[corpus.name] = score
            sys.stderr.write(f"{corpus.name}, {name}: {_cell(score)}\n")
    sys.stdout.write(f"| vectors, weight | mean gain | {' | '.join(names)} |\n")
    sys.stdout.write("| --- |" + " --- |" * (len(names) + 1) + "\n")
    for name, scores in rows.items():
        gains = np.mean([np.subtract(scores[one], rows["texts alone"][one]) for one in scores], axis=0)
        cells = [_cell(scores[one]) if one in scores else "" for one in names]
        sys.stdout.write(f"| {name} | {gains[0]:+.3f}/{gains[1]:+.3f} | {' | '.join(cells)} |\n")


def _cell(score: Score) -> str:
    return "/".join(f"{value:.3f}".removeprefix("0") for value in score)


if __name__ == "__main__":
    main()
