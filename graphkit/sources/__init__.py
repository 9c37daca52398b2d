"""Stage 1: files of news posts become articles."""

from graphkit.sources.reading import read_articles, read_corpus

__all__ = ["read_articles", "read_corpus"]
