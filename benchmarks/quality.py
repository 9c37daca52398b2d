"""How good the stories are: graphkit, plain methods on its vectors, and graphkit without each of its parts.

    python -m benchmarks.quality CORPUS... [--undated] [--strangers FOLDER]
    python -m benchmarks.quality CORPUS... [--undated] --held-out

A corpus with known stories is a file of JSON lines (``.jsonl``, ``.jsonl.gz``) with the fields id, title, excerpt, url,
provider, domain, published (ISO 8601 or null), topics and story; or a folder of posts with its stories beside it, in
``FOLDER.gold.json`` or ``FOLDER.stories.csv``, as `graphkit evaluate --gold` takes them.
Most articles of an archive are in no story at all. With ``--strangers`` each corpus is measured a second time among
1,000 articles of another one, each of another day, so that hardly two of them are of one story, and dated anew within
the corpus's own days.

Prints a Markdown table of B-cubed F1 / pair F1, with a star where these differ from graphkit's by more than two
standard errors. With ``--held-out``, a row for each number of `Tuning` and for ``decay_days`` and ``resolution``: for
each corpus the number is chosen on all other corpora, of what is shipped, half and twice of it, and measured on this
one. With ``--undated``, no article has a date.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from benchmarks.measuring import markdown_table
from graphkit import Article, Options, read_articles, read_gold
from graphkit.evaluation.gold import match_gold
from graphkit.evaluation.measures import b3_and_pair_f1
from graphkit.links import TextVectors, link_articles, vectorize
from graphkit.links.declared import declared_pairs
from graphkit.links.facets import find_facets
from graphkit.links.vectors import vectors_of
from graphkit.model import Links
from graphkit.pipeline import in_canonical_order
from graphkit.stories.groups import find_groups
from graphkit.texts.reading import Texts, read_texts
from graphkit.tuning import TUNING, Tuning

LOUVAIN_THRESHOLDS = (0.1, 0.2, 0.3)
COMPONENT_THRESHOLDS = (0.3, 0.4, 0.5, 0.6)
EVIDENCE_THRESHOLDS = (0.1, 0.2, 0.3, 0.4)
# Edges of an article in the plain methods.
NEIGHBORS = 50
MOST_GROUPS = 100
STRANGERS = 1_000
# The numbers that are chosen on other corpora, and by what they are multiplied.
NUMBERS = (*(field.name for field in fields(Tuning)), "decay_days", "resolution")
FACTORS = (1.0, 0.5, 2.0)

StoryOf = NDArray[np.int64]


@dataclass(frozen=True)
class GoldCorpus:
    """Articles sorted by id, and the known story of some of them: article numbers, and story numbers beside them."""

    name: str
    articles: Sequence[Article]
    known: NDArray[np.int64]
    stories: NDArray[np.int64]


@dataclass(frozen=True)
class Method:
    """A way to find stories; of several results the best one counts, which is in the method's favor."""

    name: str
    find: Callable[[Sequence[Article]], Iterable[StoryOf]]


def read_gold_corpus(path: Path) -> GoldCorpus:
    """Read a file of JSON lines, or a folder of posts with its gold stories beside it."""
    if path.is_dir():
        articles = in_canonical_order(read_articles(path))
        as_json, as_csv = (path.with_name(path.name + ending) for ending in (".gold.json", ".stories.csv"))
        gold = read_gold(as_json if as_json.exists() else as_csv)
    else:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        articles = in_canonical_order(map(_to_article, records))
        gold = {str(record["id"]): str(record["story"]) for record in records if record.get("story") is not None}
    known, stories = match_gold(articles, gold)
    return GoldCorpus(path.name.split(".")[0], articles, np.array(known), np.array(stories))


def _to_article(record: dict[str, Any]) -> Article:
    published = datetime.fromisoformat(record["published"]) if record.get("published") else None
    if published is not None and published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    return Article(
        id=str(record["id"]),
        title=record.get("title") or "",
        excerpt=record.get("excerpt") or "",
        url=record.get("url"),
        provider=record.get("provider"),
        domain=record.get("domain"),
        published=published,
        topics=tuple(record.get("topics") or ()),
        source_files=(str(record["id"]),),
    )


def among_strangers(corpus: GoldCorpus, archive: Sequence[Article]) -> GoldCorpus:
    """Add articles of other days, dated within the corpus's own, each of which is a story of its own."""
    dates = sorted(article.published for article in corpus.articles if article.published)
    by_day = {article.published.date(): article for article in archive if article.published}
    days = sorted(by_day)
    some = [days[int(at)] for at in np.linspace(0, len(days) - 1, min(len(days), STRANGERS))]
    has_excerpts = any(article.excerpt for article in corpus.articles)
    # In an order that has nothing to do with the real one: neighbors in time are of the same year.
    places = np.random.default_rng(0).permutation(len(some)) / max(len(some), 1)
    strangers = [
        replace(
            by_day[day],
            id=f"stranger {day}",
            excerpt=by_day[day].excerpt if has_excerpts else "",
            text="",
            topics=(),
            related=(),
            published=dates[0] + float(place) * (dates[-1] - dates[0]),
        )
        for day, place in zip(some, places, strict=True)
    ]
    articles = in_canonical_order([*corpus.articles, *strangers])
    number_of = {article.id: number for number, article in enumerate(articles)}
    known = [number_of[corpus.articles[number].id] for number in corpus.known]
    alone = [number_of[stranger.id] for stranger in strangers]
    _, stories = np.unique(corpus.stories, return_inverse=True)
    numbers = np.concatenate([stories, len(corpus.stories) + np.arange(len(alone))])
    return GoldCorpus(f"{corpus.name} among strangers", articles, np.array([*known, *alone]), numbers)


def build_stories(
    articles: Sequence[Article],
    options: Options | None = None,
    change: Callable[[TextVectors], TextVectors] = lambda vectors: vectors,
    tuning: Tuning = TUNING,
) -> Iterator[StoryOf]:
    """Find stories as `graphkit.build` does, with other options, other numbers or changed vectors."""
    options = options or Options()
    texts = read_texts(articles)
    links = _link(texts, change(vectorize(texts, tuning)), options, tuning)
    yield _labels(len(articles), find_groups(articles, links, options, tuning))


def _link(texts: Texts, vectors: TextVectors, options: Options, tuning: Tuning = TUNING) -> Links:
    return link_articles(
        texts,
        vectors,
        declared_pairs(texts.articles),
        find_facets(texts.articles),
        options,
        lambda stage, done, total: None,
        tuning,
    )


def _labels(n_articles: int, groups: Iterable[Iterable[int]]) -> StoryOf:
    """The story of each article; one in no group is a story of its own."""
    story_of = np.arange(n_articles)
    for group in groups:
        members = sorted(group)
        story_of[members] = members[0]
    return story_of


def with_louvain(articles: Sequence[Article]) -> Iterator[StoryOf]:
    """Cosine without time, Louvain of networkx."""
    products = _nearest(vectorize(read_texts(articles)))
    for threshold in LOUVAIN_THRESHOLDS:
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(len(articles)))
        keep = products.data >= threshold
        columns = (products.row[keep].tolist(), products.col[keep].tolist(), products.data[keep].tolist())
        graph.add_weighted_edges_from(zip(*columns, strict=True))
        yield _labels(len(articles), nx.community.louvain_communities(graph, seed=0))


def with_components(articles: Sequence[Article]) -> Iterator[StoryOf]:
    """Cosine without time, connected components."""
    products = _nearest(vectorize(read_texts(articles)))
    for threshold in COMPONENT_THRESHOLDS:
        keep = products.data >= threshold
        yield _components(len(articles), products.row[keep], products.col[keep])


def components_of_evidence(articles: Sequence[Article]) -> Iterator[StoryOf]:
    """Take connected components of the very links that graphkit finds communities in."""
    texts = read_texts(articles)
    links = _link(texts, vectorize(texts), Options())
    for threshold in EVIDENCE_THRESHOLDS:
        keep = links.evidence >= threshold
        yield _components(len(articles), links.first[keep], links.second[keep])


def _nearest(vectors: TextVectors) -> sparse.coo_array:
    """The cosines of each article and its nearest texts, each pair once."""
    nearest = sp_matmul_topn(vectors.rows, vectors.rows.T.tocsr(), top_n=NEIGHBORS + 1, threshold=0.1, n_threads=-1)
    return sparse.coo_array(sparse.triu(nearest.maximum(nearest.T), k=1))


def _components(n_articles: int, first: NDArray[np.int32], second: NDArray[np.int32]) -> StoryOf:
    table = sparse.coo_array((np.ones(len(first)), (first, second)), shape=(n_articles, n_articles))
    return np.asarray(sparse.csgraph.connected_components(table, directed=False)[1], dtype=np.int64)


def only_words(vectors: TextVectors) -> TextVectors:
    """Leave out character n-grams; words weigh as much as both together did."""
    rows = vectors.rows[:, : vectors.n_words] * np.float32(np.sqrt(2))
    return vectors_of(rows.tocsr(), vectors.terms[: vectors.n_words], vectors.n_words, vectors.work.blocks)


def only_ngrams(vectors: TextVectors) -> TextVectors:
    """Leave out words."""
    rows = vectors.rows[:, vectors.n_words :] * np.float32(np.sqrt(2))
    return vectors_of(rows.tocsr(), vectors.terms[vectors.n_words :], 0, vectors.work.blocks)


METHODS = (
    Method("**graphkit, defaults**", build_stories),
    Method("same vectors, networkx Louvain, best of 3 thresholds", with_louvain),
    Method("same vectors, connected components, best of 4 thresholds", with_components),
    Method("words only", partial(build_stories, change=only_words)),
    Method("character n-grams only", partial(build_stories, change=only_ngrams)),
    Method("no decay (dates kept)", partial(build_stories, options=Options(decay_days=3650))),
    Method("no counts of news at large", partial(build_stories, tuning=Tuning(background_articles=0))),
    Method("`background_articles` doubled", partial(build_stories, tuning=Tuning(background_articles=40_000))),
    Method("likeness of strangers not taken off", partial(build_stories, tuning=Tuning(strangers_share=0.999))),
    Method("`strangers_share` doubled", partial(build_stories, tuning=Tuning(strangers_share=0.2))),
    Method("one pace for all archives", partial(build_stories, tuning=Tuning(pace=0.0))),
    Method("`pace` doubled", partial(build_stories, tuning=Tuning(pace=1.0))),
    Method("undated articles count in full", partial(build_stories, tuning=Tuning(undated=0.0))),
    Method("`undated` doubled", partial(build_stories, tuning=Tuning(undated=2 * TUNING.undated))),
    Method("crowded stories as others", partial(build_stories, tuning=Tuning(crowding=0.0))),
    Method("`crowding` doubled", partial(build_stories, tuning=Tuning(crowding=0.9))),
    Method("small corpora as others", partial(build_stories, tuning=Tuning(small=0.1))),
    Method("`small` doubled", partial(build_stories, tuning=Tuning(small=2 * TUNING.small))),
    Method("`declared_decay` doubled", partial(build_stories, tuning=Tuning(declared_decay=2 * TUNING.declared_decay))),
    Method("`decay_days` doubled", partial(build_stories, options=Options(decay_days=2 * Options().decay_days))),
    Method("`resolution` doubled", partial(build_stories, options=Options(resolution=2 * Options().resolution))),
    Method("`neighbors = 50`", partial(build_stories, options=Options(neighbors=50))),
    Method("`min_evidence` doubled", partial(build_stories, options=Options(min_evidence=0.06))),
    Method("components instead of CPM, best of 4 thresholds", components_of_evidence),
)


def find_best(method: Method, corpus: GoldCorpus) -> StoryOf:
    """The found story of each article whose story is known; of several results, those with the highest scores."""
    return max(
        (story_of[corpus.known] for story_of in method.find(corpus.articles)), key=partial(_sum_of_scores, corpus)
    )


def _sum_of_scores(corpus: GoldCorpus, found: StoryOf) -> float:
    return sum(b3_and_pair_f1(found, corpus.stories))


def differences(
    found: StoryOf, reference: StoryOf, stories: StoryOf
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far B-cubed F1 and pair F1 lie above those of a reference, and the standard errors of these differences.

    By jackknife: known stories are left out one after another, above a hundred in a hundred groups.
    """

    def gain(keep: NDArray[np.bool_]) -> NDArray[np.float64]:
        ours, theirs = (b3_and_pair_f1(one[keep], stories[keep]) for one in (found, reference))
        return np.subtract(ours, theirs)

    _, numbers = np.unique(stories, return_inverse=True)
    groups = numbers % MOST_GROUPS
    n = groups.max() + 1
    if n < 2:
        return gain(groups >= 0), np.full(2, np.inf)
    gains = np.array([gain(groups != left_out) for left_out in range(n)])
    return gain(groups >= 0), np.sqrt((n - 1) / n * ((gains - gains.mean(axis=0)) ** 2).sum(axis=0))


def score_held_out(corpora: Sequence[GoldCorpus]) -> Iterator[list[str]]:
    """What each number gives if it is chosen on the other corpora: rows of a table.

    A cell holds by what the number was multiplied, and the gain over what is shipped as a mean of the two scores. In
    the last row every number is as it was chosen for its own row.
    """
    changes = [{}, *({name: factor} for name in NUMBERS for factor in FACTORS[1:])]
    scores = np.array([measure(corpus, changes) for corpus in corpora])
    both, shipped = scores[:, 0], scores[:, 0].mean(axis=1)
    yield ["**shipped**", "", "/".join(map(_figure, both.mean(axis=0))), *("/".join(map(_figure, one)) for one in both)]
    changed = scores[:, 1:].mean(axis=2).reshape(len(corpora), len(NUMBERS), -1) - shipped[:, None, None]
    gains = np.concatenate([np.zeros((*changed.shape[:2], 1)), changed], axis=2)
    others = gains.sum(axis=0) - gains
    chosen = np.argmax(np.round(others, 6), axis=2)  # of equal ones what is shipped, which comes first
    found = np.take_along_axis(gains, chosen[:, :, None], axis=2)[:, :, 0]
    for number, name in enumerate(NUMBERS):
        value = (asdict(TUNING) | Options().model_dump())[name]
        yield [f"`{name}`", f"{value:g}", *_gain_cells(found[:, number], chosen[:, number])]
    together = [{name: FACTORS[at] for name, at in zip(NUMBERS, row, strict=True)} for row in chosen]
    all_found = [np.mean(measure(corpus, [one])) for corpus, one in zip(corpora, together, strict=True)]
    yield ["all of these", "", *_gain_cells(all_found - shipped, None)]


def measure(corpus: GoldCorpus, changes: Iterable[Mapping[str, float]]) -> list[tuple[float, float]]:
    """B-cubed F1 and pair F1 with some numbers multiplied by what is given for them."""
    start = time.perf_counter()
    texts = read_texts(corpus.articles)
    vectors = cache(lambda background: vectorize(texts, Tuning(background_articles=background)))
    shipped, scores = asdict(TUNING) | Options().model_dump(), []
    for change in changes:
        changed = {name: shipped[name] * factor for name, factor in change.items()}
        options = Options(**{name: value for name, value in changed.items() if name in Options.model_fields})
        tuning = Tuning(**{name: value for name, value in changed.items() if name not in Options.model_fields})
        links = _link(texts, vectors(tuning.background_articles), options, tuning)
        story_of = _labels(len(corpus.articles), find_groups(corpus.articles, links, options, tuning))
        scores.append(b3_and_pair_f1(story_of[corpus.known], corpus.stories))
    sys.stderr.write(f"{corpus.name}: {time.perf_counter() - start:.0f} s\n")
    return scores


def _gain_cells(gains: NDArray[np.float64], chosen: NDArray[np.int64] | None) -> Iterator[str]:
    """The mean gain, and the gain on each corpus with the factor that was chosen for it."""
    yield _signed(gains.mean())
    for number, gain in enumerate(gains):
        factor = "" if chosen is None else f"×{FACTORS[chosen[number]]:g} "
        yield f"{factor}{_signed(gain)}" if factor != "×1 " else "="


def _signed(gain: float) -> str:
    return f"{gain:+.3f}".replace("0.", ".", 1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure all methods on all corpora."""
    parser = argparse.ArgumentParser(description="Measure the quality of stories.")
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS", help="JSON lines, or a folder of posts")
    parser.add_argument("--only", metavar="TEXT", default="", help="methods with this in their name")
    parser.add_argument("--undated", action="store_true", help="take every date away")
    parser.add_argument("--held-out", action="store_true", help="choose each number on the other corpora")
    parser.add_argument("--strangers", type=Path, metavar="FOLDER", help="posts to put among those of each corpus")
    given = parser.parse_args(arguments)
    corpora = [read_gold_corpus(path) for path in given.corpora]
    if given.strangers:
        archive = read_articles(given.strangers)
        corpora = [one for corpus in corpora for one in (corpus, among_strangers(corpus, archive))]
    if given.undated:
        corpora = [
            replace(corpus, articles=[replace(article, published=None) for article in corpus.articles])
            for corpus in corpora
        ]
    if given.held_out:
        header = ["number", "shipped", "mean gain", *(corpus.name for corpus in corpora)]
        sys.stdout.write(markdown_table(header, score_held_out(corpora)))
        return
    references = [find_best(METHODS[0], corpus) for corpus in corpora]
    sys.stdout.write(f"| method | mean | {' | '.join(corpus.name for corpus in corpora)} |\n")
    sys.stdout.write("| --- |" + " --- |" * (len(corpora) + 1) + "\n")
    for method in METHODS:
        if given.only in method.name:
            start = time.perf_counter()
            found = [find_best(method, corpus) for corpus in corpora]
            sys.stdout.write(f"| {method.name} | {' | '.join(_cells(corpora, found, references))} |\n")
            sys.stdout.flush()
            sys.stderr.write(f"{method.name}: {time.perf_counter() - start:.0f} s\n")
    sys.stdout.write("\n`*` differs from the first row by more than two standard errors.\n")


def _cells(corpora: Sequence[GoldCorpus], found: Sequence[StoryOf], references: Sequence[StoryOf]) -> Iterator[str]:
    """The scores on each corpus, before them their means."""
    scores = [b3_and_pair_f1(one, corpus.stories) for one, corpus in zip(found, corpora, strict=True)]
    yield "/".join(_figure(float(mean)) for mean in np.mean(scores, axis=0))
    for score, one, reference, corpus in zip(scores, found, references, corpora, strict=True):
        gains, errors = differences(one, reference, corpus.stories)
        marks = np.where(np.abs(gains) > 2 * errors, "*", "")
        yield "/".join(_figure(value) + str(mark) for value, mark in zip(score, marks, strict=True))


def _figure(score: float) -> str:
    return f"{score:.3f}".removeprefix("0")


if __name__ == "__main__":
    main()
