"""STAGE 2: articles become links: what files declare and what texts suggest."""

from graphkit.links.declared import declared_pairs
from graphkit.links.facets import find_facets
from graphkit.links.linking import link_articles
from graphkit.links.meaning import Meaning, meaning_of
from graphkit.links.reasons import find_shared_terms
from graphkit.links.vectors import TextVectors, vectorize

__all__ = [
    "Meaning",
    "TextVectors",
    "declared_pairs",
    "find_facets",
    "find_shared_terms",
    "link_articles",
    "meaning_of",
    "vectorize",
]
