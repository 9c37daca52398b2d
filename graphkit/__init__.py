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

if TYPE_CHECKING:
    from graphkit.audit import Audit, AuditedLink, audit_links
    from graphkit.errors import (
        CorpusError,
        GoldError,
        GraphFileError,
        GraphkitError,
        OptionError,
        OutputError,
        SourceError,
        UnknownItemError,
    )
    from graphkit.evaluation import Evaluation, evaluate, read_gold
    from graphkit.explain import Explanation, explain
    from graphkit.exports import read_graph, write_all, write_graphml, write_html, write_json
    from graphkit.model import (
        Article,
        Change,
        Corpus,
        Coverage,
        NodeKind,
        ReadingNote,
        Relation,
        StoryChange,
        StoryCluster,
        StoryGraph,
        Thread,
    )
    from graphkit.options import Options
    from graphkit.pipeline import build
    from graphkit.sources import read_articles, read_corpus

# A name is loaded when it is first asked for: `graphkit --help` needs none of the large libraries behind them.
_HOME = {
    "Article": "graphkit.model",
    "Audit": "graphkit.audit",
    "AuditedLink": "graphkit.audit",
    "Change": "graphkit.model",
    "Corpus": "graphkit.model",
    "CorpusError": "graphkit.errors",
    "Coverage": "graphkit.model",
    "Evaluation": "graphkit.evaluation",
    "Explanation": "graphkit.explain",
    "GoldError": "graphkit.errors",
    "GraphFileError": "graphkit.errors",
    "GraphkitError": "graphkit.errors",
    "NodeKind": "graphkit.model",
    "OptionError": "graphkit.errors",
    "Options": "graphkit.options",
    "OutputError": "graphkit.errors",
    "ReadingNote": "graphkit.model",
    "Relation": "graphkit.model",
    "SourceError": "graphkit.errors",
    "StoryChange": "graphkit.model",
    "StoryCluster": "graphkit.model",
    "StoryGraph": "graphkit.model",
    "Thread": "graphkit.model",
    "UnknownItemError": "graphkit.errors",
    "audit_links": "graphkit.audit",
    "build": "graphkit.pipeline",
    "evaluate": "graphkit.evaluation",
    "explain": "graphkit.explain",
    "read_articles": "graphkit.sources",
    "read_corpus": "graphkit.sources",
    "read_gold": "graphkit.evaluation",
    "read_graph": "graphkit.exports",
    "write_all": "graphkit.exports",
    "write_graphml": "graphkit.exports",
    "write_html": "graphkit.exports",
    "write_json": "graphkit.exports",
}

__all__ = [
    "Article",
    "Audit",
    "AuditedLink",
    "Change",
    "Corpus",
    "CorpusError",
    "Coverage",
    "Evaluation",
    "Explanation",
    "GoldError",
    "GraphFileError",
    "GraphkitError",
    "NodeKind",
    "OptionError",
    "Options",
    "OutputError",
    "ReadingNote",
    "Relation",
    "SourceError",
    "StoryChange",
    "StoryCluster",
    "StoryGraph",
    "Thread",
    "UnknownItemError",
    "__version__",
    "audit_links",
    "build",
    "evaluate",
    "explain",
    "read_articles",
    "read_corpus",
    "read_gold",
    "read_graph",
    "write_all",
    "write_graphml",
    "write_html",
    "write_json",
]

__version__: str

# A library never prints: without a handler, logging would write warnings to stderr by itself.
logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version(__name__)
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
