"""How good names are, in any language: a name must find the headline of its story that was left out.

    python -m benchmarks.names CORPUS...

A corpus is what `benchmarks.quality` takes. Of each known story of three articles and more, one headline is left out,
and the story is named by the others. What is measured, as means of five draws:

- found back: how many names are more like the headline that was left out than like that of any other story
- in headline: how many words of a name stand in that headline, by their first five letters
- words: how many words a name has

for the label and for the story's headline. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.measuring import markdown_table
from benchmarks.quality import GoldCorpus, read_gold_corpus
from graphkit.stories.naming import name_stories
from graphkit.texts.reading import read_texts
from graphkit.texts.wording import read_wording
from graphkit.texts.words import fold

LEAST_ARTICLES = 3
DRAWS = 5
# In languages rich in endings the forms of a word have little else in common.
BEGINNING = 5


def score_names(corpus: GoldCorpus) -> tuple[int, NDArray[np.float64]]:
    """How many stories were named, and for label and headline: found back, in headline, words."""
    wording = read_wording(read_texts(corpus.articles))
    members: defaultdict[int, list[int]] = defaultdict(list)
    for article, story in zip(corpus.known.tolist(), corpus.stories.tolist(), strict=True):
        members[story].append(article)
    stories = [articles for articles in members.values() if len(articles) >= LEAST_ARTICLES]
    titles = [article.title for article in corpus.articles]
    alike = TfidfVectorizer(analyzer="char_wb", ngram_range=(4, 4), preprocessor=fold, sublinear_tf=True).fit(titles)
    draw = np.random.default_rng(0)
    scores = []
    for _ in range(DRAWS):
        left_out = [int(draw.choice(articles)) for articles in stories]
        rest = [[a for a in articles if a != out] for articles, out in zip(stories, left_out, strict=True)]
        names = name_stories(corpus.articles, wording, rest)
        wanted = [titles[number] for number in left_out]
        scores.append([_score(alike, [getattr(n, what) for n in names], wanted) for what in ("label", "headline")])
    return len(stories), np.mean(scores, axis=0)


def _score(alike: TfidfVectorizer, names: Sequence[str], wanted: Sequence[str]) -> tuple[float, float, float]:
    products = (alike.transform(names) @ alike.transform(wanted).T).toarray()
    own = np.diag(products)
    found = (own > 0) & (own >= products.max(axis=1) - 1e-9)
    shares = [
        np.mean([word in there for word in words])
        for name, headline in zip(names, wanted, strict=True)
        if (words := _beginnings(name)) and (there := set(_beginnings(headline)))
    ]
    return float(found.mean()), float(np.mean(shares)), float(np.mean([len(name.split()) for name in names]))


def _beginnings(text: str) -> list[str]:
    return [word[:BEGINNING] for word in re.findall(r"[^\W_]+", fold(text))]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the names of all corpora."""
    parser = argparse.ArgumentParser(description="Measure the names of stories.")
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS", help="JSON lines, or a folder of posts")
    rows = []
    for path in parser.parse_args(arguments).corpora:
        corpus = read_gold_corpus(path)
        n_stories, scores = score_names(corpus)
        cells = [
            " / ".join((f"{a:.3f}".removeprefix("0"), f"{b:.3f}".removeprefix("0"), f"{c:.1f}")) for a, b, c in scores
        ]
        rows.append([corpus.name, f"{n_stories:,}", *cells])
    sys.stdout.write(markdown_table(["found back / in headline / words", "stories", "label", "headline"], rows))


if __name__ == "__main__":
    main()
