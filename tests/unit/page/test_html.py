from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest

from graphkit.model import StoryGraph
from graphkit.page import index, payload
from graphkit.page.html import SCRIPTS, STYLES, render_html
from graphkit.page.template import PAGE_FOLDER, script_safe_json
from tests.support.graphs import make_empty_story_graph, make_story_graph

HOSTILE = "</script><script>window.ran=1</script><!-- <script> href \u2028 \x00 'quoted\" \ud800"


class Page(HTMLParser):
    """The elements of a page, and the text of those that browsers read as text."""

    def __init__(self, story_graph: StoryGraph, **arguments: Any) -> None:
        super().__init__(convert_charrefs=True)
        self.text = "".join(render_html(story_graph, **arguments))
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._contents: list[tuple[str, list[str]]] = []
        self._open = False
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        self._contents.append((attributes.get("type") or tag if tag == "script" else tag, []))
        self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self._contents[-1][1].append(data)

    def all(self, tag: str) -> list[str]:
        return ["".join(parts) for kind, parts in self._contents if kind == tag]

    def table(self, name: str) -> Any:
        start = self.text.index(">", self.text.index(f'id="{name}"', self.text.index("application/json"))) + 1
        return json.loads(self.text[start : self.text.index("</script>", start)])


def test_the_page_is_a_document_with_language_title_and_viewport() -> None:
    page = Page(make_story_graph(title="Old & new bridges"))
    assert page.text.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert page.all("title") == ["Old & new bridges"]
    assert page.all("h1") == ["Old & new bridges"]
    assert ("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}) in page.elements


def test_a_title_given_for_the_page_wins_over_the_one_of_the_build() -> None:
    assert Page(make_story_graph(title="Build"), title="Page").all("h1") == ["Page"]


def test_a_hostile_title_is_text() -> None:
    page = Page(make_story_graph(), title="</title><script>window.ran=1</script>")
    assert page.all("h1") == ["</title><script>window.ran=1</script>"]
    assert "<script>window.ran" not in page.text


def test_nothing_is_loaded_from_anywhere() -> None:
    page = Page(make_story_graph())
    addresses = {
        (tag, name)
        for tag, attributes in page.elements
        for name, value in attributes.items()
        if name in {"src", "href", "data"} and not (value or "").startswith("#")  # a place on the page itself
    }
    assert addresses == set()
    (style,) = page.all("style")
    assert "url(" not in style
    assert "@import" not in style
    assert "sourceMappingURL" not in page.text


def test_only_the_scripts_and_the_style_of_the_page_may_run() -> None:
    page = Page(make_story_graph())
    (policy,) = [a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]

    def sources(texts: list[str]) -> str:
        return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)

    scripts, styles = page.all("script"), page.all("style")
    assert len(scripts) == 3
    assert policy == (
        f"default-src 'none'; script-src {sources(scripts)}; style-src {sources(styles)}; "
        "base-uri 'none'; form-action 'none'"
    )


def test_no_element_runs_a_script_of_its_own() -> None:
    page = Page(make_story_graph())
    assert [name for _, attributes in page.elements for name in attributes if name.startswith("on")] == []
    assert [name for _, attributes in page.elements for name in attributes if name == "style"] == []


@pytest.mark.parametrize("name", [*SCRIPTS, "failure.js", "index.js"])
def test_a_script_stays_in_its_element_and_makes_no_markup(name: str) -> None:
    script = (PAGE_FOLDER / name).read_text(encoding="utf-8")
    assert re.findall(r"</script|<!--|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", script) == []


def test_every_file_of_the_pages_is_in_one() -> None:
    of_page = {*SCRIPTS, *STYLES, "failure.js", "page.html"}
    of_index = {*index.SCRIPTS, *index.STYLES, "index.html"}
    assert {path.name for path in PAGE_FOLDER.iterdir()} == of_page | of_index


def test_a_page_of_several_leads_to_the_one_that_lists_them() -> None:
    plain, one_of_several = Page(make_story_graph()), Page(make_story_graph(), index="../../graph.html")
    added = ("a", {"class": "outlined link-out", "href": "../../graph.html"})
    assert added not in plain.elements
    assert [element for element in one_of_several.elements if element != added] == plain.elements


def test_hostile_text_stays_in_the_payload() -> None:
    hostile = {
        "title": HOSTILE,
        "label": HOSTILE,
        "excerpt": HOSTILE,
        "url": f"javascript:{HOSTILE}",
        "provider": HOSTILE,
    }
    changes = {
        "example.org/bridge": hostile,
        "provider:example.org": {"label": HOSTILE},
        "topic:trains": {"label": HOSTILE},
    }
    page = Page(make_story_graph(nodes=changes))
    assert page.text.count("</script>") == Page(make_story_graph()).text.count("</script>")
    page.text.encode("utf-8")
    cleaned = "</script><script>window.ran=1</script><!-- <script> href 'quoted\""
    assert page.table("nodes")["title"].count(cleaned) == 3


def test_json_in_a_script_element_reads_back_and_cannot_end_it() -> None:
    value = {"a": ["</script>", "\u2028\u2029", "é", None, 1.5]}
    text = script_safe_json(value)
    assert json.loads(text) == value
    assert text == '{"a":["\\u003c/script>","\\u2028\\u2029","é",null,1.5]}'


def test_nodes_are_columns_articles_first() -> None:
    page = Page(make_story_graph())
    assert page.table("nodes") == {
        "id": [
            "example.net/bridge-copy",
            "example.org/bridge",
            "example.org/market",
            "h-unknown",
            "journal.example/strike",
            "journal.example/strike-ends",
            "provider:example.net",
            "provider:example.org",
            "provider:journal.example",
            "topic:bridges",
            "topic:strassenbau",
            "topic:trains",
        ],
        "kind": [1, 0, 0, 1, 0, 1, 2, 2, 2, 3, 3, 3],
        "title": [
            "Old bridge reopens after repair",
            "Old bridge reopens after repair",
            "Markt am Domplatz: größer & älter als gedacht",
            "Έφτασε η γέφυρα 🌉",
            "鉄道ストライキ、3日目に",
            "إضراب القطارات ينتهي",
            "Example Net",
            "Example Post",
            "Journal d'Exemple",
            "Bridges",
            "Straßenbau",
            "Trains",
        ],
        "x": [-100.0, -120.0, 0.0, -140.0, 140.0, 160.0, -250.0, -250.0, 270.0, -250.0, -200.0, 270.0],
        "y": [-20.0, -40.5, 210.0, -20.0, 30.0, 30.0, 0.0, 60.0, 0.0, -60.0, -110.0, -60.0],
        "time": [1614621600, 1614600000, None, None, 1614753000, 1614988799],
        "provider": [0, 1, 1, None, 5, 5],
        "story": [0, 0, None, 0, 1, 1],
        "quality": [None, 64, None, None, 0, 41.5],
        "published": [None, 1, 0, None, 1],
        "language": [None, 2],
        "authors": [None, [3, 4]],
        "gathered": [[6], [7, 9, 10], [7], None, [8, 11], [8]],
    }
    assert page.table("names") == ["Example Net", "Example Post", "en", "Ada Lee", "Bo Ito", "Journal d'Exemple"]


def test_edges_are_columns_of_links_between_articles() -> None:
    assert Page(make_story_graph()).table("edges") == {
        "a": [0, 1, 4],
        "b": [1, 3, 5],
        "relation": [0, 0, 1],
        "weight": [0.98, 0.1, 0.41],
        "cosine": [0.98, 0.0, 0.51],
        "flags": [0b1110, 0b0001, 0b0100],
    }


def test_what_is_shown_only_on_demand_stands_apart() -> None:
    assert Page(make_story_graph()).table("on-demand") == {
        "excerpt": [
            None,
            "The council reopened the old bridge on Saturday.",
            None,
            None,
            "鉄道は3日間止まっている。",
        ],
        "site": [0, 1, None, None, 2, 3],
        "path": ["bridge-copy", "bridge", None, None, "strike?id=7&page=(2)", "strike-ends"],
        "heat": [None, 12.5],
        "files": [None, ["2021/bridge.md", "archive/bridge.txt"], ["market.md"], None, ["strike.md"]],
        "linkTerms": [[0, 1, 2], [], [3, 4]],
        "sites": [
            "https://example.net/",
            "https://example.org/",
            "https://journal.example/",
            "http://journal.example/",
        ],
        "terms": ["bridge", "council", "repair", "鉄道", "strike"],
    }


def test_excerpts_are_cut_only_where_all_together_would_make_the_page_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(payload, "_EXCERPTS_ROOM", 100_000)

    def excerpts(articles: int) -> set[int]:
        nodes = {f"example.org/{i}": {"excerpt": "x" * 300} for i in range(articles)}
        return {len(text) for text in Page(make_story_graph(nodes=nodes)).table("on-demand")["excerpt"] if text}

    assert 300 in excerpts(100)
    assert max(excerpts(1_000)) * 1_000 < 100_000


def test_stories_are_columns_with_their_islands() -> None:
    stories = Page(make_story_graph()).table("stories")
    assert {field: column[1] for field, column in stories.items() if len(column) > 1} == {
        "id": "c-strike",
        "label": "鉄道 · strike",
        "keywords": ["鉄道", "strike"],
        "lead": 4,
        "first": 1614753000,
        "last": 1614988799,
        "providers": 1,
        "x": 150.0,
        "y": 30.0,
        "radius": 40.0,
    }


def test_values_of_a_graph_that_its_owner_changed_are_read_as_plain_ones() -> None:
    page = Page(make_story_graph(nodes={"example.org/bridge": {"quality": np.float32(0.5), "heat": float("nan")}}))
    assert page.table("nodes")["quality"][1] == 0.5
    assert "heat" not in page.table("on-demand")


def test_the_graph_is_left_as_it_was() -> None:
    story_graph = make_story_graph()
    "".join(render_html(story_graph))
    expected = make_story_graph()
    assert story_graph.graph.graph == expected.graph.graph
    assert dict(story_graph.graph.nodes) == dict(expected.graph.nodes)
    assert dict(story_graph.graph.edges) == dict(expected.graph.edges)


def test_the_same_graph_makes_the_same_bytes_in_any_order() -> None:
    story_graph, backwards = make_story_graph(), make_story_graph()
    nodes, edges = dict(backwards.graph.nodes.items()), list(backwards.graph.edges(data=True))
    backwards.graph.remove_nodes_from(list(nodes))
    for node in reversed(nodes):
        backwards.graph.add_node(node, **nodes[node])
    backwards.graph.add_edges_from((b, a, data) for a, b, data in reversed(edges))
    assert "".join(render_html(backwards)) == "".join(render_html(story_graph))


def test_an_empty_graph_makes_a_page() -> None:
    page = Page(make_empty_story_graph())
    assert (page.table("nodes"), page.table("edges"), page.table("stories")) == ({}, {}, {})


def test_two_thousand_articles_fit_into_two_megabytes() -> None:
    nodes = {
        f"example.org/2021/03/{i:04}-a-story-with-an-address-as-long-as-they-are": {
            "title": f"{i:04} " + "A headline of the usual length says what happened, and where",
            "excerpt": f"{i:04} " + "Some forty words are what a feed gives of a text. " * 5,
            "url": f"https://www.example.org/2021/03/{i:04}-a-story-with-an-address-as-long-as-they-are",
            "provider": f"Provider {i % 100}",
            "timestamp": 1614600000 + 3607 * i,
            "quality": i % 100,
            "x": 10.1 * i,
            "y": -7.3 * i,
        }
        for i in range(2000)
    }
    ids = list(nodes)
    terms = ["council", "bridge repair", "old bridge", "reopened", "saturday"]
    edges = {
        (ids[i], ids[(i + step) % 2000]): {"similarity": 0.4321, "shared_terms": terms}
        for i in range(2000)
        for step in (1, 2)
    }
    assert len("".join(render_html(make_story_graph(nodes=nodes, edges=edges))).encode()) < 2_000_000


def test_the_page_says_how_much_it_draws_at_once() -> None:
    assert Page(make_story_graph()).table("limits") == {"live": 1_500, "drawn": 50_000}


def test_links_of_a_large_graph_name_fewer_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    def most_terms() -> int:
        return max(len(terms) for terms in Page(story_graph).table("on-demand")["linkTerms"])

    story_graph = make_story_graph()
    for _, _, data in story_graph.graph.edges(data=True):
        if "shared_terms" in data:
            data["shared_terms"] = ["bridge", "repair", "river", "traffic"]
    assert most_terms() == 4
    monkeypatch.setattr("graphkit.page.payload._TERMS_ROOM", 3)
    assert most_terms() == 2
