"""Which providers and topics there are, each under one key and one spelling."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

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
    A provider is its domain. Where articles of one domain name several providers, each name is a provider of its own,
    the commonest one under the domain: a name that a file gives is never replaced by another. A topic is its text
    without regard to case.
    """
    names = _names_by_domain(articles)
    providers = _gather(
        (number, _provider_id(article, names), article.provider or article.domain or "")
        for number, article in enumerate(articles)
        if article.provider_key
    )
    topics = _gather(
        (number, topic.casefold(), topic) for number, article in enumerate(articles) for topic in article.topics
    )
    domain_of = {_provider_id(article, names): article.domain for article in articles if article.domain}
    return tuple(
        Facet(
            id=f"{kind}:{key}",
            kind=kind,
            label=label,
            articles=numbers,
            domain=domain_of.get(key) if kind is NodeKind.PROVIDER else None,
        )
        for kind, found in ((NodeKind.PROVIDER, providers), (NodeKind.TOPIC, topics))
        for key, label, numbers in found
    )


def _names_by_domain(articles: Sequence[Article]) -> dict[str, str]:
    """The name that stands for each domain, without regard to case: the commonest, of equally common ones the first."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        if article.domain and article.provider and article.provider.casefold() != article.domain:
            counts[article.domain][article.provider.casefold()] += 1
    return {domain: min(found, key=lambda name: (-found[name], name)) for domain, found in counts.items()}


def _provider_id(article: Article, names: Mapping[str, str]) -> str:
    if not article.domain or not article.provider:
        return article.provider_key or ""
    name = article.provider.casefold()
    if name in (names.get(article.domain), article.domain):
        return article.domain
    return f"{article.domain}/{name}"


def _gather(mentions: Iterable[tuple[int, str, str]]) -> list[tuple[str, str, tuple[int, ...]]]:
    """Group (article, key, spelling) by key: key, commonest spelling, article numbers; sorted by key."""
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    numbers: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for number, key, spelling in mentions:
        spellings[key][spelling] += 1
        numbers[key][number] = None
    return [
        # A provider's domain is its name for want of another only.
        (
            key,
            min(spellings[key], key=lambda s: ("." in key and s.casefold() == key, -spellings[key][s], s)),
            tuple(numbers[key]),
        )
        for key in sorted(numbers)
    ]
