"""The one module that knows the order of the stages."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from hashlib import blake2b
from itertools import pairwise
from typing import Any

from graphkit.blocks import Means, Work, cut_into_blocks, in_process
from graphkit.errors import CorpusError, OptionError
from graphkit.graph.building import build_graph, count_graph
from graphkit.graph.layout import arrange
from graphkit.links import (
    Meaning,
    declared_pairs,
    find_facets,
    find_shared_terms,
    link_articles,
    meaning_of,
    vectorize,
)
from graphkit.model import Article, Articles, NodeKind, Progress, StoryGraph
from graphkit.options import Options
from graphkit.plain_text import shorten
from graphkit.schema import SCHEMA
from graphkit.sentence_vectors import Vectors, to_sentence_vectors
from graphkit.stories.finding import find_stories
from graphkit.texts.reading import days_of, read_texts
from graphkit.tuning import TUNING, Tuning
from graphkit.version import __version__

log = logging.getLogger(__name__)

_FACET_PREFIXES = tuple(f"{kind}:" for kind in (NodeKind.PROVIDER, NodeKind.TOPIC))


def _silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


def build(
    articles: Iterable[Article],
    options: Options | None = None,
    previous: StoryGraph | None = None,
    *,
    vectors: Vectors | None = None,
    on_progress: Progress = _silent,
    tuning: Tuning = TUNING,
    means: Means | None = None,
) -> StoryGraph:
    """Link articles, find the stories in them, name them and lay them out.

    Parameters
    ----------
    articles : iterable of Article
        In any order; ids are unique. An id in ``related`` that no article has is passed over.
    options : Options, optional
    previous : StoryGraph, optional
        The build before: stories and threads keep its ids and names, and ``changes`` says what became of them.
    vectors : mapping of str to sequence of float, or array, optional
        Sentence vectors of any model: by article's id, or one row for each of `articles`, in their order. They count
        by ``options.vectors_weight``, which is 0 unless set.
    on_progress : callable, optional
        Called as ``on_progress(stage, done, total)``.
    tuning : Tuning, optional
        The method's own numbers; benchmarks pass others.
    means : Means, optional
        Where it is computed: in this process and its memory if not given. The result is the same everywhere.

    Returns
    -------
    StoryGraph

    Raises
    ------
    OptionError
        If `options` or `previous` is something else.
    CorpusError
        If something other than articles is given, two articles have one id, or an id begins with ``provider:`` or
        ``topic:``.
    VectorsError
        If `vectors` are no finite numbers, one is all zeros, they are of several lengths, an array has not as many rows
        as there are articles, or no id is an article's. Ids of no article and articles without a vector are logged.

    Notes
    -----
    Texts become TF-IDF vectors of words and character n-grams [1]_. The evidence that articles i and j tell one story
    is, from their texts (t) and from what files declare (d), ::

        e_ij = 1 - (1 - t_ij) · (1 - d_ij)
        t_ij grows with cosine(i, j) beyond what strangers share, and with 1 / (1 + days_ij / decay)

    With sentence vectors and a weight w, the likeness of two texts is ``(1 - w) · texts + w · vectors``, each beyond
    what strangers share.

    Stories are the partition that makes the following as large as Leiden [2]_ finds it with the constant Potts
    model [3]_, which finds small groups in large graphs::

        Q = Σ over stories S  Σ over pairs i < j in S  (e_ij - γ),   γ = resolution in all but small corpora

    ``docs/method.md`` has every formula, and what each part gives.

    Pure: no files, no printing, no clock. The same articles, options and previous build give the same result in any
    order, under any hash seed and on any number of cores. Building the same articles again, with the first build as
    `previous`, repeats it exactly, changes included. Time and memory grow with the number of articles, and with how
    many of them fall into a few days, not with the square of the corpus.

    References
    ----------
    .. [1] G. Salton and C. Buckley, Term-weighting approaches in automatic text retrieval, Information Processing &
       Management 24, 1988, doi:10.1016/0306-4573(88)90021-0
    .. [2] V. A. Traag, L. Waltman and N. J. van Eck, From Louvain to Leiden: guaranteeing well-connected communities,
       Scientific Reports 9, 2019, doi:10.1038/s41598-019-41695-z
    .. [3] V. A. Traag, P. Van Dooren and Y. Nesterov, Narrow scope for resolution-limit-free community detection,
       Physical Review E 84, 2011, doi:10.1103/PhysRevE.84.016114

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from graphkit import Article, build
    >>> noon = datetime(2021, 3, 1, 12, tzinfo=UTC)
    >>> story_graph = build([
    ...     Article(id="a", title="Old bridge closes after flood", published=noon, related=("b",)),
    ...     Article(id="b", title="Council closes old bridge after flood", published=noon),
    ...     Article(id="c", title="Chess champion resigns", published=noon),
    ... ])
    >>> [(cluster.label, cluster.articles) for cluster in story_graph.clusters]
    [('Bridge closes flood', ('a', 'b'))]
    """
    options = _checked(options, previous)
    given = list(articles) if isinstance(articles, Iterable) else articles
    corpus = in_canonical_order(given)
    meaning = _meaning(vectors, given, corpus, options, tuning)

    with _work_on(corpus, meaning, options, tuning, means) as work:
        on_progress("vectors", 0, len(corpus))
        facets = find_facets(corpus)
        texts = read_texts(corpus, work)
        terms = vectorize(texts, tuning)
        on_progress("comparing", 0, len(corpus))
        links = link_articles(texts, terms, declared_pairs(corpus), facets, options, on_progress, tuning, meaning)

        stories = find_stories(texts, terms, links, facets, previous, options, on_progress, tuning)

        shown = links.where(links.shown)
        on_progress("reasons", 0, len(shown))
        shared_terms = find_shared_terms(terms, shown)
    on_progress("layout", 0, len(corpus))
    ids, timestamps = [article.id for article in corpus], [article.timestamp for article in corpus]
    layout = arrange(ids, stories.clusters, shown, facets, timestamps)
    on_progress("graph", 0, len(corpus))
    in_vectors = None if meaning is None else meaning.likeness(shown.first, shown.second).tolist()
    graph = build_graph(corpus, facets, shown, shared_terms, stories.clusters, layout, in_vectors)
    graph.graph["graphkit"] = {
        "version": __version__,
        "schema": SCHEMA,
        # Without vectors, their weight is not in force.
        "options": options.model_dump(exclude={"vectors_weight"} if meaning is None else None),
        "counts": count_graph(graph, stories.clusters),
    }
    return StoryGraph(
        graph,
        stories.clusters,
        layout.islands,
        stories.threads,
        stories.changes,
        layout.regions,
        Articles(corpus),
    )


def _work_on(
    corpus: Sequence[Article], meaning: Meaning | None, options: Options, tuning: Tuning, means: Means | None
) -> AbstractContextManager[Work]:
    """The blocks of a corpus, and where they are worked on."""
    days = days_of(corpus)
    if means is None:
        return nullcontext(in_process(cut_into_blocks(days)))
    key = blake2b(repr((__version__, options, tuning, means.articles_a_block)).encode(), digest_size=8)
    for article in corpus:
        key.update(repr(article).encode("utf-8", "surrogatepass"))
    if meaning is not None:
        key.update(meaning.rows.tobytes())
    return means.work_on(days, key.hexdigest())


def _meaning(
    vectors: Vectors | None, given: Sequence[Article], corpus: Sequence[Article], options: Options, tuning: Tuning
) -> Meaning | None:
    """What sentence vectors say; None where they have no weight, or there are none."""
    if vectors is None:
        if options.vectors_weight:
            log.warning("vectors_weight is %s, but no vectors are given: the texts alone count", options.vectors_weight)
        return None
    rows = to_sentence_vectors(vectors, [article.id for article in given]).of([article.id for article in corpus])
    if not options.vectors_weight:
        log.warning("vectors are given, but vectors_weight is 0, so they count for nothing: set it, such as to 0.3")
        return None
    return meaning_of(rows, options, tuning)


def _checked(options: object, previous: object) -> Options:
    if options is None:
        options = Options()
    if not isinstance(options, Options):
        raise OptionError(
            f"options: expected Options, such as Options(resolution=0.05), got {shorten(repr(options), 80)}"
        )
    if not isinstance(previous, StoryGraph | None):
        raise OptionError(f"previous: expected a StoryGraph or None, got {shorten(repr(previous), 80)}")
    return options


def in_canonical_order(articles: Iterable[Article]) -> Sequence[Article]:
    """Sort by id: from here on the order of the files is forgotten."""
    given: Any = articles  # callers without a type checker may pass anything
    unsorted = list(given) if isinstance(given, Iterable) else [given]
    for one in unsorted:
        if not isinstance(one, Article):
            raise CorpusError(f"articles: expected values of Article, as read_articles gives them, got {one!r}")
    corpus = sorted(unsorted, key=lambda article: article.id)
    for article in corpus:
        if article.id.startswith(_FACET_PREFIXES):
            raise CorpusError(f"the id {article.id!r} is like that of a provider or topic: begin it otherwise")
    for one, other in pairwise(corpus):
        if one.id == other.id:
            raise CorpusError(f"two articles with the id {one.id!r}: {one.title!r} and {other.title!r}")
    return corpus
