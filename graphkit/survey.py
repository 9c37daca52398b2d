"""What was found in a corpus: counts that tell whether an archive was read as its owner expects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from graphkit.model import SECONDS_A_DAY, Article, Corpus, Outcome, Tallied

GAP_DAYS = 5 * 365.25
"""Without any article, after which dates count as apart from the others."""
_MOST_APART = 0.02
"""Of all dated articles, up to which those apart are odd rather than a part of the archive."""

_SHARES: dict[str, Callable[[Article], bool]] = {
    "date": lambda article: article.published is not None,
    "address": lambda article: article.url is not None,
    "provider": lambda article: article.provider_key is not None,
    "authors": lambda article: bool(article.authors),
    "topics": lambda article: bool(article.topics),
    "language": lambda article: article.language is not None,
    "text": lambda article: bool(article.text or article.excerpt),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What was found in a corpus.

    Parameters
    ----------
    corpus : Corpus
    articles, related : int
        Articles with a file of their own, and those that are only listed.
    skipped, repaired : int
        Files.
    reasons : tuple of (str, int)
        Why files were skipped, the commonest reason first.
    shares : tuple of (str, int)
        Of the articles with a file of their own, how many have a date, an address and so on.
    apart : tuple of Article
        Those whose date stands apart from all others, by date.
    """

    corpus: Corpus
    articles: int
    related: int
    skipped: int
    repaired: int
    reasons: tuple[tuple[str, int], ...]
    shares: tuple[tuple[str, int], ...]
    apart: tuple[Article, ...]

    def to_dict(self) -> dict[str, Any]:
        """The counts as plain data."""
        groups = {
            str(group).replace(" ", "_"): [
                {"what": one.what, "count": one.count, "first": one.source_file, "example": one.example}
                for one in self.corpus.tallied(group)
            ]
            for group in Tallied
        }
        return {
            "files": self.corpus.files,
            "articles": self.articles,
            "related": self.related,
            "skipped": self.skipped,
            "repaired": self.repaired,
            "skipped_by_reason": dict(self.reasons),
            "with": dict(self.shares),
            "joined": [list(files) for files in self.corpus.joined],
            "dates_apart": [
                {"id": article.id, "files": list(article.source_files), "published": article.published.isoformat()}
                for article in self.apart
                if article.published
            ],
            **groups,
            "notes": [
                {"outcome": str(note.outcome), "file": note.source_file, "line": note.line, "field": note.field}
                | {"problem": note.problem}
                for note in self.corpus.notes
            ],
        }


def survey(corpus: Corpus) -> Survey:
    """Count what is in a corpus.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.

    Returns
    -------
    Survey
    """
    own = [article for article in corpus.articles if article.source_files]
    skipped = [note for note in corpus.notes if note.outcome is Outcome.SKIPPED]
    reasons = Counter(note.problem.partition(":")[0] for note in skipped)
    return Survey(
        corpus=corpus,
        articles=len(own),
        related=len(corpus.articles) - len(own),
        skipped=corpus.count(Outcome.SKIPPED),
        repaired=corpus.count(Outcome.REPAIRED),
        reasons=tuple(sorted(reasons.items(), key=lambda one: (-one[1], one[0]))),
        shares=tuple((name, sum(map(has, own))) for name, has in _SHARES.items()),
        apart=_find_apart(corpus.articles),
    )


def _find_apart(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Few articles that lie years apart from all others: their dates are more often wrong than right."""
    dated = sorted(
        (article for article in articles if article.timestamp is not None),
        key=lambda article: (article.timestamp or 0.0, article.id),
    )
    if not dated:
        return ()
    runs = [[dated[0]]]
    for before, article in pairwise(dated):
        if (article.timestamp or 0.0) - (before.timestamp or 0.0) > GAP_DAYS * SECONDS_A_DAY:
            runs.append([])
        runs[-1].append(article)
    longest = max(runs, key=len)
    most = max(1, int(_MOST_APART * len(dated)))
    return tuple(article for run in runs if run is not longest and len(run) <= most for article in run)
