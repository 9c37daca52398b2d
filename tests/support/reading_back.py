"""Every format of `graphkit export` read by a program that did not write it: the titles that it finds."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import feedparser
import networkx as nx
import pyarrow.parquet
import yaml
from markdown_it import MarkdownIt

from graphkit.formats import FORMATS
from graphkit.model import StoryGraph

Titles = dict[str, str]
"""By node id, or by whatever tells articles apart in the format."""


def render(story_graph: StoryGraph, form: str) -> Any:
    """A format's text, or, of several files, the bytes of each."""
    rendering = FORMATS[form].load()(story_graph)
    if isinstance(rendering, Mapping):
        return {name: b"".join(map(_to_bytes, pieces)) for name, pieces in rendering.items()}
    return "".join(rendering)


def _to_bytes(piece: str | bytes) -> bytes:
    return piece.encode() if isinstance(piece, str) else piece


def _of_graph(graph: nx.Graph[str]) -> Titles:
    return {node: data["title"] for node, data in graph.nodes(data=True) if data["kind"] in ("article", "related")}


def _graphml(text: str) -> Titles:
    return _of_graph(nx.read_graphml(io.BytesIO(text.encode())))


def _gexf(text: str) -> Titles:
    return _of_graph(nx.read_gexf(io.BytesIO(text.encode()), version="1.3"))


def _json(text: str) -> Titles:
    return _of_graph(nx.node_link_graph(json.loads(text), edges="edges"))


def _cytoscape(text: str) -> Titles:
    return _of_graph(nx.cytoscape_graph(json.loads(text)))


def _dot(text: str) -> Titles:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pydot 4.0 calls pyparsing by names of before
        import pydot

        graphs = pydot.graph_from_dot_data(text)
    assert graphs and len(graphs) == 1
    found = {}
    for node in graphs[0].get_nodes():
        attributes = node.get_attributes()
        if "title" in attributes:
            found[_unquoted(node.get_name())] = _unquoted(attributes["title"]).replace("&amp;", "&")
    return found


def _unquoted(text: str) -> str:
    """As Graphviz draws it."""
    assert text[0] == text[-1] == '"'
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _articles_csv(text: str) -> Titles:
    return {row["id"]: row["title"] for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)}


def _neo4j(files: Mapping[str, bytes]) -> Titles:
    nodes = neo4j_rows(files["nodes.csv"])
    return {row["id"]: row["title"] for row in nodes if "Article" in row[":LABEL"]}


def neo4j_rows(data: bytes) -> list[dict[str, Any]]:
    """Rows as neo4j-admin reads them: types by the header, lists with semicolons between, empty is nothing."""
    kinds: dict[str, Callable[[str], Any]] = {
        "long": int,
        "double": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "string[]": lambda text: text.split(";"),
        "LABEL": lambda text: text.split(";"),
    }
    rows = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    header = [name.partition(":")[::2] for name in next(rows)]
    found = list(rows)
    assert {len(row) for row in found} <= {len(header)}
    return [
        {
            name or f":{kind}": kinds.get(kind, str)(cell)
            for (name, kind), cell in zip(header, row, strict=True)
            if cell != ""
        }
        for row in found
    ]


def _parquet(files: Mapping[str, bytes]) -> Titles:
    table = pyarrow.parquet.read_table(io.BytesIO(files["articles.parquet"]))
    return {row["id"]: row["title"] for row in table.to_pylist()}


class _Links(HTMLParser):
    """What stands in the items of a list, and which tags there are."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[str] = []
        self._is_within = False
        self.tags: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attributes if name in ("href", "src")]
        if tag == "li":
            self.items.append("")
            self._is_within = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "li":
            self._is_within = False

    def handle_data(self, data: str) -> None:
        if self._is_within:
            self.items[-1] += data


def read_html(html: str) -> _Links:
    """The items of lists, tags and addresses in a piece of HTML."""
    links = _Links()
    links.feed(html)
    links.close()
    return links


def read_markdown(text: str) -> _Links:
    """The same of Markdown, as CommonMark with GitHub's tables has it."""
    return read_html(MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").render(text))


def _rss(text: str) -> Titles:
    ElementTree.fromstring(text)
    feed = feedparser.parse(text, sanitize_html=False)
    assert not feed.bozo
    return _items(entry.summary for entry in feed.entries)


def _json_feed(text: str) -> Titles:
    return _items(item["content_html"] for item in json.loads(text)["items"])


def _items(pieces: Iterable[str]) -> Titles:
    lists = [read_html(piece) for piece in pieces]
    assert {tag for links in lists for tag in links.tags} <= {"p", "ul", "li", "a"}
    assert all(address.startswith("http") for links in lists for address in links.addresses)
    items = [item for links in lists for item in links.items]
    return {
        item.rpartition(" (")[2] if item.endswith(")") else item: item.rpartition(" (")[0] or item for item in items
    }


def _markdown(text: str) -> Titles:
    found = read_markdown(text)
    assert found.tags <= {"h1", "h2", "p", "strong", "ul", "li", "a"}
    assert all(address.startswith("http") for address in found.addresses)
    return {item: item.rpartition(" · ")[2].strip() for item in found.items}


def _obsidian(files: Mapping[str, bytes]) -> Titles:
    titles: Titles = {}
    for name, data in files.items():
        properties, body = read_note(data.decode())
        assert not re.search(r"<%|(?<!\\)(%%|==|::)", body)
        assert "<%" not in data.decode()
        assert re.fullmatch(r"[^/\\:*?\"<>|#^\[\]\x00-\x1f.][^/\\:*?\"<>|#^\[\]\x00-\x1f]*\.md", name)
        assert all(link[2:-2] + ".md" in files for link in re.findall(r"(?<!\\)\[\[[^\]]*\]\]", data.decode()))
        if "story" in properties.get("tags", []):
            titles |= _markdown(body.partition("## Articles")[2].partition("## ")[0])
    return titles


def read_note(text: str) -> tuple[dict[str, Any], str]:
    """The properties of a note and its body, as Obsidian reads them."""
    if not text.startswith("---\n"):
        return {}, text
    block, _, body = text.removeprefix("---\n").partition("\n---\n")
    return yaml.safe_load(block), body


READERS: dict[str, Callable[[Any], Titles]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "json": _json,
    "cytoscape": _cytoscape,
    "dot": _dot,
    "articles.csv": _articles_csv,
    "rss": _rss,
    "jsonfeed": _json_feed,
    "markdown": _markdown,
    "neo4j": _neo4j,
    "parquet": _parquet,
    "obsidian": _obsidian,
}
"""All but the page, which has tests of its own, and the tables that hold no titles of articles."""
