"""STAGE 2a: which providers and topics there are, each under one key and one spelling."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from graphkit.model import Article, Facet, NodeKind


def find_facets(articles: Sequence[Article]) -> tuple[Facet, ...]:
    """Gather the articles by provider and by topic.

    Parameters
    ----------
    articles : sequence, sorted by id

    Returns
    -------
    tuple of Facet
        Providers sorted by id, then topics sorted by id.

    Notes
    -----
    A provider is its domain, since feeds get names wrong; its name is the commonest one under that domain, of
    equally common ones the first in the alphabet. A topic is its text without regard to case.
    """
    providers = _gather(
        (number, article.provider_key, article.provider or article.domain or "")
        for number, article in enumerate(articles)
        if article.provider_key
    )
    topics = _gather(
        (number, topic.casefold(), topic) for number, article in enumerate(articles) for topic in article.topics
    )
    domains = {article.domain for article in articles}
    return tuple(
        Facet(
            id=f"{kind}:{key}",
            kind=kind,
            label=label,
            articles=numbers,
            domain=key if kind is NodeKind.PROVIDER and key in domains else None,
        )
        for kind, found in ((NodeKind.PROVIDER, providers), (NodeKind.TOPIC, topics))
        for key, label, numbers in found
    )


def _gather(mentions: Iterable[tuple[int, str, str]]) -> list[tuple[str, str, tuple[int, ...]]]:
    """Group (article, key, spelling) by key: key, commonest spelling, article numbers; sorted by key."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    numbers: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for number, key, spelling in mentions:
        spellings[key][spelling] += 1
        numbers[key][number] = None
    return [
        (key, min(spellings[key], key=lambda s: (-spellings[key][s], s)), tuple(numbers[key]))
        for key in sorted(numbers)
    ]
