"""How well links and stories match what is known: declared links, and stories from a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.errors import CorpusError
from graphkit.evaluation.findings import Evaluation
from graphkit.evaluation.gold import match_gold
from graphkit.evaluation.measures import Agreement, agreement
from graphkit.evaluation.ranking import Ranking, partners_of, rank_partners
from graphkit.evaluation.trials import DECAYS, Known, try_settings
from graphkit.links import TextVectors, declared_pairs, find_facets, link_articles, vectorize
from graphkit.model import SECONDS_A_DAY, Article, Facet, Links, Progress
from graphkit.options import Options
from graphkit.pipeline import in_canonical_order
from graphkit.stories.groups import find_groups
from graphkit.texts.reading import read_texts

_NO_LINKS = np.empty((0, 2), dtype=np.int32)


def _silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


def evaluate(
    articles: Iterable[Article],
    options: Options | None = None,
    gold: Mapping[str, str] | None = None,
    *,
    on_progress: Progress = _silent,
) -> Evaluation:
    """Compare inferred links and stories with declared links, and with known stories if there are any.

    Parameters
    ----------
    articles : iterable of Article
    options : Options, optional
        Those in force; other values of ``decay_days`` and ``resolution`` are tried as well.
    gold : mapping of str to str, optional
        Article to story, as `read_gold` reads it; an article goes by its id, address, file or file name.
    on_progress : callable, optional
        Called as ``on_progress(stage, done, total)``.

    Returns
    -------
    Evaluation
        ``gold`` and ``groups`` hold the scores, ``rankings`` how well likeness finds declared partners, ``trials`` the
        settings that were tried, ``suggestion`` one that is clearly better, ``verdict`` the result in words.

    Raises
    ------
    CorpusError
        If no article lists another and there are no gold stories, or if the articles do not make up a corpus.
    GoldError
        If a gold name is that of several articles, or none is that of an article.

    Notes
    -----
    For article i, let S_i be its found story and K_i its known one; an article in no story is a story of its own.
    B-cubed [1]_ [2]_ is the mean over the articles whose story is known::

        precision = mean of |S_i ∩ K_i| / |S_i|
        recall    = mean of |S_i ∩ K_i| / |K_i|
        F1        = 2 · precision · recall / (precision + recall)

    Pair precision and recall count pairs of articles in one story, so that large stories weigh more. V-measure and
    adjusted mutual information are those of scikit-learn.

    Likeness comes from texts and times alone, so declared links are a test of it. They are not the truth: a feed also
    lists articles that are merely of the same kind. Compare settings by them, not corpora.

    Settings are tried on the stories that a build makes, if there are gold stories; else on those that the texts
    alone make. Every decay costs as much as the comparing of a build.

    References
    ----------
    .. [1] A. Bagga and B. Baldwin, Entity-based cross-document coreferencing using the vector space model, COLING-ACL,
       1998, doi:10.3115/980845.980859
    .. [2] E. Amigó, J. Gonzalo, J. Artiles and F. Verdejo, A comparison of extrinsic clustering evaluation metrics
       based on formal constraints, Information Retrieval 12, 2009, doi:10.1007/s10791-008-9066-8

    Examples
    --------
    >>> from graphkit import evaluate, read_articles
    >>> evaluation = evaluate(read_articles("seeds"))
    >>> evaluation.declared
    27
    >>> evaluation.groups.articles, evaluation.groups.stories
    (32, 5)
    >>> str(evaluation.verdict)
    'too little to tell: fewer than 20 stories of two articles and more are known'
    """
    options = options or Options()
    corpus = in_canonical_order(articles)
    declared = declared_pairs(corpus)
    if not len(declared) and gold is None:
        raise CorpusError(
            "no article lists another as related, so there is nothing to hold the links against; "
            "name a file of known stories with --gold"
        )
    known_gold = None if gold is None else _known(*match_gold(corpus, gold))

    on_progress("vectors", 0, len(corpus))
    bench = _Bench(corpus, on_progress)
    links = bench.link(declared, options)
    as_built = bench.stories(links, options)
    by_texts = bench.stories(bench.link(_NO_LINKS, options), options) if len(declared) else as_built
    known_groups = _declared_groups(declared, len(corpus))
    of_trials, links_of_trials = (known_groups, _NO_LINKS) if known_gold is None else (known_gold, declared)

    def find_stories(decay_days: float, resolutions: Sequence[float]) -> list[NDArray[np.int64]]:
        decayed = options.model_copy(update={"decay_days": decay_days})
        links = bench.link(links_of_trials, decayed)
        return [bench.stories(links, decayed.model_copy(update={"resolution": one})) for one in resolutions]

    trials, suggestion, verdict = try_settings(
        of_trials, len(corpus), options, find_stories, lambda done, total: on_progress("settings", done, total)
    )
    return Evaluation(
        articles=len(corpus),
        declared=int(links.declared.sum()),
        inferred_too=round(float(links.inferred[links.declared].mean()), 4) if len(declared) else None,
        rankings=bench.rank(declared, options),
        groups=_agreement(by_texts, known_groups) if len(declared) else None,
        gold=None if known_gold is None else _agreement(as_built, known_gold),
        gold_by_texts=None if known_gold is None else _agreement(by_texts, known_gold),
        trials=trials,
        suggestion=suggestion,
        verdict=verdict,
        options=options,
    )


class _Bench:
    """A corpus with what all its trials share."""

    def __init__(self, corpus: Sequence[Article], on_progress: Progress) -> None:
        self._corpus = corpus
        self._facets: Sequence[Facet] = find_facets(corpus)
        self._texts = read_texts(corpus)
        self._vectors: TextVectors = vectorize(self._texts)
        self._on_progress = on_progress

    def link(self, declared: NDArray[np.int32], options: Options) -> Links:
        """All links, as a build with these declared ones has them."""
        return link_articles(self._texts, self._vectors, declared, self._facets, options, self._on_progress)

    def stories(self, links: Links, options: Options) -> NDArray[np.int64]:
        """The story of each article, as a build of these links has them; shape (n_articles,)."""
        story_of = np.arange(len(self._corpus))
        for group in find_groups(self._corpus, links, options):
            story_of[list(group)] = group[0]
        return story_of

    def rank(self, declared: NDArray[np.int32], options: Options) -> tuple[Ranking, ...]:
        """How well likeness finds declared partners, at the decays that are tried and without decay."""
        if not len(declared):
            return ()
        days = [np.nan if a.timestamp is None else a.timestamp / SECONDS_A_DAY for a in self._corpus]
        return rank_partners(
            self._vectors,
            np.array(days, dtype=np.float64),
            declared,
            [*sorted({*DECAYS, options.decay_days}), None],
            options.seed,
            lambda done, total: self._on_progress("ranking", done, total),
        )


def _declared_groups(declared: NDArray[np.int32], n_articles: int) -> Known:
    """The groups that declared links join, of the articles that have any."""
    table = partners_of(declared, n_articles)
    _, group_of = sparse.csgraph.connected_components(table, directed=False)
    return _known(np.flatnonzero(np.diff(table.indptr)), group_of[np.diff(table.indptr) > 0])


def _known(articles: Sequence[int] | NDArray[np.int64], stories: Sequence[int] | NDArray[np.int64]) -> Known:
    """Stories are numbered anew, without gaps."""
    _, numbers = np.unique(np.asarray(stories, dtype=np.int64), return_inverse=True)
    return Known(articles=np.asarray(articles, dtype=np.int64), stories=numbers.astype(np.int64))


def _agreement(story_of: NDArray[np.int64], known: Known) -> Agreement:
    return agreement(story_of[known.articles], known.stories)
