"""STAGE 2c: what the texts suggest: which articles are alike, and by which words."""

from graphkit.similarity.links import link_articles
from graphkit.similarity.reasons import find_shared_terms
from graphkit.similarity.vectors import TextVectors, vectorize

__all__ = ["TextVectors", "find_shared_terms", "link_articles", "vectorize"]
