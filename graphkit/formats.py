"""Every format that a graph is written in, declared once: `graphkit export --help` lists them from here.

A format is one function of a story graph: it returns the text of one file in pieces, or, for a format of several
files, the pieces of each by its name. Its module is loaded when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from graphkit.model import StoryGraph

PERIODS_FOLDER = "periods"
"""Of a build that is cut along time: within it a folder for each period, with its own page, graph and tables."""

Pieces = Iterable[str]
Files = Mapping[str, Iterable[str | bytes]]


class Form(NamedTuple):
    """One format.

    Parameters
    ----------
    about : str
        What it is, or what it is for, in a few words.
    file_name : str or None
        What its file is called in the folder of a build, and by default; None for a format of several files.
    home : str
        Module and function, such as ``graphkit.exports.dot:render_dot``.
    in_build : bool
        Whether every build writes it.
    """

    about: str
    file_name: str | None
    home: str
    in_build: bool = False

    def load(self) -> Callable[[StoryGraph], Any]:
        """The function behind the format: `Pieces` out of a story graph, or `Files` where it has no file name."""
        module, _, function = self.home.partition(":")
        found: Callable[[StoryGraph], Any] = getattr(import_module(module), function)
        return found


FORMATS: dict[str, Form] = {
    "html": Form("the explorer page, one file", "graph.html", "graphkit.page.html:render_html", True),
    "graphml": Form(
        "Gephi, Cytoscape, yEd, igraph, networkx", "graph.graphml", "graphkit.exports.graphml:render_graphml", True
    ),
    "gexf": Form("Gephi, with times for its timeline", "graph.gexf", "graphkit.exports.gexf:render_gexf"),
    "json": Form("networkx node-link data, with stories", "graph.json", "graphkit.exports.node_link:render_json", True),
    "cytoscape": Form("Cytoscape and Cytoscape.js", "graph.cyjs", "graphkit.exports.cytoscape:render_cytoscape"),
    "dot": Form("Graphviz, in the places of the page", "graph.dot", "graphkit.exports.dot:render_dot"),
    "articles.csv": Form(
        "the articles as a table", "articles.csv", "graphkit.exports.tables:render_articles_csv", True
    ),
    "clusters.csv": Form("the stories as a table", "clusters.csv", "graphkit.exports.tables:render_clusters_csv", True),
    "edges.csv": Form("the links as a table", "edges.csv", "graphkit.exports.tables:render_edges_csv", True),
    "rss": Form("a feed of the stories", "stories.rss", "graphkit.exports.feeds:render_rss"),
    "jsonfeed": Form("the same as JSON Feed", "stories.json", "graphkit.exports.feeds:render_json_feed"),
    "markdown": Form("a briefing: the stories, ranked", "briefing.md", "graphkit.exports.briefing:render_briefing"),
    "neo4j": Form(
        "a folder: nodes and relationships as CSV, Memgraph too", None, "graphkit.exports.neo4j:render_neo4j"
    ),
    "parquet": Form("a folder: articles, edges, clusters, threads", None, "graphkit.exports.parquet:render_parquet"),
    "obsidian": Form("a folder: a note for each story and thread", None, "graphkit.exports.vault:render_vault"),
}
"""By the name that the user types."""
