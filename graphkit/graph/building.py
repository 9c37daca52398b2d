"""Articles, links and stories become one networkx graph, in canonical order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite, isnan
from typing import Any

import networkx as nx

from graphkit.model import Article, Facet, Layout, Links, NodeKind, Relation, StoryCluster
from graphkit.plain_text import clean_line, shorten

_LABEL_CHARACTERS = 60
_EXCERPT_CHARACTERS = 280
"""Of the beginning of a text, where a file gives no excerpt."""


def build_graph(
    articles: Sequence[Article],
    facets: Sequence[Facet],
    links: Links,
    shared_terms: Sequence[Sequence[str]],
    clusters: Sequence[StoryCluster],
    layout: Layout,
    in_vectors: Sequence[float] | None = None,
) -> nx.Graph[str]:
    """Put nodes and edges together.

    Parameters
    ----------
    articles : sequence, sorted by id
    facets : sequence of Facet
    links : Links
        Those that become edges.
    shared_terms : sequence as long as `links`
    clusters : sequence of StoryCluster
    layout : Layout
    in_vectors : sequence as long as `links`, optional
        How alike the sentence vectors are.

    Returns
    -------
    networkx.Graph
        Articles by id, then providers, then topics; edges between articles by their ends, then those to providers
        and topics. An attribute that is unknown is left out.
    """
    graph: nx.Graph[str] = nx.Graph()
    cluster_of = {article: cluster.id for cluster in clusters for article in cluster.articles}
    provider_of = {
        number: facet.label for facet in facets if facet.kind is NodeKind.PROVIDER for number in facet.articles
    }
    topic_name = {facet.id: facet.label for facet in facets}
    for number, article in enumerate(articles):
        attributes = _article_attributes(article, provider_of.get(number), topic_name)
        graph.add_node(article.id, **_known(attributes | {"cluster": cluster_of.get(article.id)}))
    for facet in facets:
        graph.add_node(facet.id, **_known({"kind": str(facet.kind), "label": facet.label, "domain": facet.domain}))
    for node, (x, y) in layout.positions.items():
        graph.nodes[node].update(x=x, y=y)
    graph.add_edges_from(_link_edges(articles, links, shared_terms))
    if in_vectors is not None:
        for first, second, likeness in zip(links.first, links.second, in_vectors, strict=True):
            graph.edges[articles[first].id, articles[second].id]["meaning"] = likeness
    for facet in facets:
        relation = Relation.PUBLISHED_BY if facet.kind is NodeKind.PROVIDER else Relation.HAS_TOPIC
        ends = ((articles[number].id, facet.id) for number in facet.articles)
        graph.add_edges_from(ends, relation=str(relation), weight=1.0)
    return graph


def count_graph(graph: nx.Graph[str], clusters: Sequence[StoryCluster]) -> dict[str, Any]:
    """How many nodes of each kind, edges of each relation, and stories there are."""
    kinds = Counter(attributes["kind"] for _, attributes in graph.nodes(data=True))
    relations = Counter(attributes["relation"] for *_, attributes in graph.edges(data=True))
    return {
        "articles": kinds[NodeKind.ARTICLE],
        "related": kinds[NodeKind.RELATED],
        "providers": kinds[NodeKind.PROVIDER],
        "topics": kinds[NodeKind.TOPIC],
        "edges": {str(relation): relations[relation] for relation in Relation},
        "clusters": len(clusters),
    }


def iso_utc(article: Article) -> str | None:
    """Publication time as ``2020-07-11T13:45:00Z``."""
    if article.published is None:
        return None
    return article.published.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"  # strftime shortens year 999


def _article_attributes(article: Article, provider: str | None, topic_name: Mapping[str, str]) -> dict[str, Any]:
    topics = dict.fromkeys(topic_name[f"{NodeKind.TOPIC}:{topic.casefold()}"] for topic in article.topics)
    return {
        "kind": str(article.kind),
        "label": shorten(article.title or article.url or article.id, _LABEL_CHARACTERS),
        "title": article.title or None,
        "excerpt": article.excerpt or shorten(clean_line(article.text[:1_000]), _EXCERPT_CHARACTERS) or None,
        "url": article.url,
        "published": iso_utc(article),
        "timestamp": None if article.published is None else int(article.published.replace(microsecond=0).timestamp()),
        "published_precision": None if article.published is None else str(article.published_precision),
        "provider": provider,
        "domain": article.domain,
        "authors": list(article.authors) or None,
        "language": article.language,
        "topics": list(topics) or None,
        "quality": _figure(article.quality),
        "heat": _figure(article.heat),
        "is_published": article.is_published,
        "type": article.type,
        "category": article.category,
        "image": article.image,
        "source_file": list(article.source_files) or None,
        "translations": list(article.translations) or None,
    }


def _link_edges(
    articles: Sequence[Article], links: Links, shared_terms: Sequence[Sequence[str]]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    ids = [article.id for article in articles]
    columns = zip(
        links.first.tolist(),
        links.second.tolist(),
        links.cosine.tolist(),
        links.days_apart.tolist(),
        links.declared_by_first.tolist(),
        links.declared_by_second.tolist(),
        links.inferred.tolist(),
        links.is_copy.tolist(),
        links.evidence.tolist(),
        shared_terms,
        strict=True,
    )
    for first, second, cosine, days, by_first, by_second, inferred, is_copy, weight, terms in columns:
        one, other = ids[first], ids[second]
        declared_by = [end for end, declares in ((one, by_first), (other, by_second)) if declares]
        attributes: dict[str, Any] = {
            "relation": str(Relation.RELATED if declared_by else Relation.SIMILAR),
            "weight": weight,
            "declared": bool(declared_by),
            "inferred": inferred,
            "similarity": cosine,
            "days_apart": None if isnan(days) else days,
            "shared_terms": list(terms),
            "is_copy": is_copy,
            "declared_by": declared_by or None,
            "mutual": len(declared_by) == 2 if declared_by else None,
        }
        yield one, other, _known(attributes)


def _known(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}


def _figure(value: float | None) -> float | int | None:
    """Whole figures without a decimal point, as feeds write them; what is no number is unknown."""
    if value is None or not isfinite(value):
        return None
    return int(value) if float(value).is_integer() else value
