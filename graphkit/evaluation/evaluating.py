"""How well links and stories match what is known: declared links, and stories from a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graphkit.errors import CorpusError
from graphkit.evaluation.findings import Evaluation
from graphkit.evaluation.gold import match_gold
from graphkit.evaluation.measures import Agreement, agreement
from graphkit.evaluation.ranking import Ranking, partners_of, rank_partners
from graphkit.evaluation.trials import DECAYS, Advice, Known, try_settings
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
    tune: bool = False,
    on_progress: Progress = _silent,
) -> Evaluation:
    """Compare inferred links and stories with declared links, and with known stories if there are any.

    Parameters
    ----------
    articles : iterable of Article
    options : Options, optional
        Those in force.
    gold : mapping of str to str, optional
        Article to story, as `read_gold` reads it; an article goes by its id, address, file or file name.
    tune : bool, optional
        Whether other values of ``decay_days`` and ``resolution`` are tried.
    on_progress : callable, optional
        Called as ``on_progress(stage, done, total)``.

    Returns
    -------
    Evaluation
        ``gold`` and ``groups`` hold the scores, ``rankings`` how well likeness finds declared partners, ``advice`` what
        other settings would do.

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

    With `tune`, settings are tried on the stories that a build makes, if there are gold stories; else on those that the
    texts alone make. The known stories are divided into k = 10 folds by a digest of their ids, and no story is in two.
    Let F(A) be the mean of B-cubed F1 and pair F1 over the articles of folds A, s0 the setting in force, and::

        s_f   = the setting with the highest F over all folds but f
        gain  = F(all folds, each found with its s_f) - F(all folds, found with s0)
        error = sqrt((k - 1) / k · Σ_f (gain without fold f - their mean)²)

    So each setting is measured on stories that it was not chosen on: of 42 settings one is always the best by chance,
    and on other stories that gain is gone. The setting that is best on all stories is suggested if the gain is above
    twice its error. The error is the jackknife's [3]_; since the choices share most of their stories, it may be a
    little too small [4]_. Every decay costs as much as the comparing of a build, every resolution as its search for
    stories.

    References
    ----------
    .. [1] A. Bagga and B. Baldwin, Entity-based cross-document coreferencing using the vector space model, COLING-ACL,
       1998, doi:10.3115/980845.980859
    .. [2] E. Amigó, J. Gonzalo, J. Artiles and F. Verdejo, A comparison of extrinsic clustering evaluation metrics
       based on formal constraints, Information Retrieval 12, 2009, doi:10.1007/s10791-008-9066-8
    .. [3] B. Efron and C. Stein, The jackknife estimate of variance, Annals of Statistics 9, 1981,
       doi:10.1214/aos/1176345462
    .. [4] Y. Bengio and Y. Grandvalet, No unbiased estimator of the variance of k-fold cross-validation, Journal of
       Machine Learning Research 5, 2004

    Examples
    --------
    >>> from graphkit import evaluate, read_articles
    >>> evaluation = evaluate(read_articles("seeds"))
    >>> evaluation.declared
    27
    >>> evaluation.groups.articles, evaluation.groups.stories
    (32, 5)
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
    links_of_texts = bench.link(_NO_LINKS, options) if len(declared) else links
    as_built = bench.stories(links, options)
    by_texts = bench.stories(links_of_texts, options) if len(declared) else as_built
    known_groups = _declared_groups(declared, len(corpus))

    def find_stories(decay_days: float, resolutions: Sequence[float]) -> Iterator[NDArray[np.int64]]:
        decayed = options.model_copy(update={"decay_days": decay_days})
        found, listed = (links_of_texts, _NO_LINKS) if known_gold is None else (links, declared)
        if decay_days != options.decay_days:
            found = bench.link(listed, decayed)
        return (bench.stories(found, decayed.model_copy(update={"resolution": one})) for one in resolutions)

    def advise() -> Advice:
        ids = [article.id for article in corpus]
        return try_settings(known_gold or known_groups, ids, options, find_stories, partial(on_progress, "settings"))

    return Evaluation(
        articles=len(corpus),
        declared=int(links.declared.sum()),
        inferred_too=round(float(links.inferred[links.declared].mean()), 4) if len(declared) else None,
        rankings=bench.rank(declared, options, DECAYS if tune else ()),
        groups=_agreement(by_texts, known_groups) if len(declared) else None,
        gold=None if known_gold is None else _agreement(as_built, known_gold),
        gold_by_texts=None if known_gold is None else _agreement(by_texts, known_gold),
        advice=advise() if tune else None,
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

    def rank(self, declared: NDArray[np.int32], options: Options, decays: Sequence[float]) -> tuple[Ranking, ...]:
        """How well likeness finds declared partners, at some decays, at the one in force, and without decay."""
        if not len(declared):
            return ()
        days = [np.nan if a.timestamp is None else a.timestamp / SECONDS_A_DAY for a in self._corpus]
        return rank_partners(
            self._vectors,
            np.array(days, dtype=np.float64),
            declared,
            [*sorted({*decays, options.decay_days}), None],
            options.seed,
            partial(self._on_progress, "ranking"),
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
