"""See how news stories relate: a folder of posts becomes a graph, story clusters and one page.

>>> import graphkit
>>> articles = graphkit.read_articles("seeds")
>>> len(articles)
32
>>> story_graph = graphkit.build(articles)
>>> story_graph.graph.number_of_nodes()
63
>>> len(story_graph.clusters)
5
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from graphkit.version import __version__

if TYPE_CHECKING:
    from graphkit.audit import audit_links
    from graphkit.errors import GraphkitError
    from graphkit.evaluation import evaluate, read_gold
    from graphkit.explanation import explain
    from graphkit.exports import write_all, write_as, write_graphml, write_html, write_json
    from graphkit.model import Article, StoryCluster, StoryGraph
    from graphkit.options import Options
    from graphkit.pipeline import build
    from graphkit.saved import load
    from graphkit.sources import read_articles, read_corpus

# A name is loaded when it is first asked for: `graphkit --help` needs none of the large libraries behind them.
# No module of the package has one of these names: what a name means does not depend on what was imported before.
_HOME = {
    "Article": "graphkit.model",
    "GraphkitError": "graphkit.errors",
    "Options": "graphkit.options",
    "StoryCluster": "graphkit.model",
    "StoryGraph": "graphkit.model",
    "audit_links": "graphkit.audit",
    "build": "graphkit.pipeline",
    "evaluate": "graphkit.evaluation",
    "explain": "graphkit.explanation",
    "load": "graphkit.saved",
    "read_articles": "graphkit.sources",
    "read_corpus": "graphkit.sources",
    "read_gold": "graphkit.evaluation",
    "write_all": "graphkit.exports",
    "write_as": "graphkit.exports",
    "write_graphml": "graphkit.exports",
    "write_html": "graphkit.exports",
    "write_json": "graphkit.exports",
}

__all__ = [
    "Article",
    "GraphkitError",
    "Options",
    "StoryCluster",
    "StoryGraph",
    "__version__",
    "audit_links",
    "build",
    "evaluate",
    "explain",
    "load",
    "read_articles",
    "read_corpus",
    "read_gold",
    "write_all",
    "write_as",
    "write_graphml",
    "write_html",
    "write_json",
]

# A library never prints: without a handler, logging would write warnings to stderr by itself.
logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
