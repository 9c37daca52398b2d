"""Every format is read back by its own library, or the nearest there is; hostile texts do no harm in any."""

from __future__ import annotations

import io
import re
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import networkx as nx
import pyarrow.parquet
import pytest

from graphkit.errors import OutputError
from graphkit.formats import FORMATS
from graphkit.model import StoryGraph
from graphkit.pipeline import build
from graphkit.questions.selection import Wanted, cut_out
from graphkit.sources import read_articles
from tests.support.builders import make_article
from tests.support.graphs import BRIDGE, make_empty_story_graph, make_story_graph, make_told_story_graph
from tests.support.reading_back import READERS, neo4j_rows, read_markdown, read_note, render

OF_GRAPHS = ("graphml", "gexf", "json", "cytoscape", "dot", "articles.csv", "neo4j", "parquet")
OF_STORIES = ("rss", "jsonfeed", "markdown", "obsidian")
OTHERS = {"html", "clusters.csv", "edges.csv"}

HOSTILE = (
    "a\x00\x1b[31m\x85 \ud800z",
    '=HYPERLINK("http://evil.example")',
    "a;=1+1;b",
    "</title></script><script>alert(1)</script>",
    "]]><img src=x onerror=alert(1)>&amp;&#x0;",
    '"]; evil [URL="javascript:alert(1)"',
    'back\\slash\\" \\N \\"',
    "[link](javascript:alert(1)) ![i](http://evil.example/x.png)",
    "---\ntags: [x]\n---\n# heading %%hidden%% ==mark== key:: value",
    "[[Stories]] #tag ^block `code` $x$ <% tp.file %>",
    "../../etc/passwd",
    "CON",
    "\u202egnp.exe",
    "- item\n1. item\n> quote\n| a | b |",
    "'; DROP TABLE stories; --",
)


def hostile_graph(text: str) -> StoryGraph:
    """Texts of strangers in every place: titles, excerpts, outlets, topics, names, attributes of the user's own."""
    told = make_told_story_graph()
    for _, data in told.graph.nodes(data=True):
        data |= {"label": text, "excerpt": text, "note: a, b": text}
        if data["kind"] in ("article", "related"):
            data |= {"title": text, "provider": text, "topics": [text, "Trains"], "authors": [text]}
    for *_, data in told.graph.edges(data=True):
        data["note"] = text
    named = (
        replace(story, label=f"{text} {n}", headline=text, keywords=(text,)) for n, story in enumerate(told.clusters)
    )
    return replace(told, clusters=tuple(named), threads=(replace(told.threads[0], label=text),))


def plain(text: str) -> str:
    """A text without what no format can carry, on one line."""
    return " ".join(re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", text.replace("\n", " ")).split())


def test_every_format_has_a_reader_here_or_tests_of_its_own() -> None:
    assert {*OF_GRAPHS, *OF_STORIES, *OTHERS} == FORMATS.keys()
    assert {*OF_GRAPHS, *OF_STORIES} == READERS.keys()


@pytest.mark.parametrize("form", OF_GRAPHS)
def test_a_graph_has_every_article_with_its_title(form: str) -> None:
    story_graph = make_told_story_graph()
    titles = {n: d["title"] for n, d in story_graph.graph.nodes(data=True) if d["kind"] in ("article", "related")}
    assert READERS[form](render(story_graph, form)) == titles


@pytest.mark.parametrize("form", OF_STORIES)
def test_stories_have_every_article_with_its_title(form: str) -> None:
    story_graph = make_story_graph()
    titles = {story_graph.graph.nodes[node]["title"] for story in story_graph.clusters for node in story.articles}
    assert set(READERS[form](render(story_graph, form)).values()) >= titles


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", OF_GRAPHS)
def test_a_hostile_title_is_a_title_in_every_format_of_graphs(form: str, text: str) -> None:
    found = READERS[form](render(hostile_graph(text), form))
    assert len(found) == 6
    # In tables a text that a spreadsheet would run has an apostrophe in front.
    (title,) = {plain(title).replace("'", "") for title in found.values()}
    assert title == plain(text).replace("'", "")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", OF_STORIES)
def test_a_hostile_title_is_text_in_every_format_of_stories(form: str, text: str) -> None:
    assert READERS[form](render(hostile_graph(text), form))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_the_pair_for_neo4j_is_a_formula(text: str) -> None:
    for data in render(hostile_graph(text), "neo4j").values():
        for row in neo4j_rows(data):
            cells = [cell for cell in row.values() if isinstance(cell, str)]
            assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")] == []


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_part_is_the_same_for_every_format(form: str) -> None:
    part = cut_out(make_told_story_graph(), Wanted(stories=(BRIDGE,)))
    rendering = render(part, form)
    text = rendering if isinstance(rendering, str) else b"".join(rendering.values()).decode(errors="replace")
    assert "ridge" in text
    assert "journal.example/strike" not in text
    assert "ストライキ" not in text


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_an_empty_graph_is_written_in_every_format(form: str) -> None:
    rendering = render(make_empty_story_graph(), form)
    if form in READERS:
        assert READERS[form](rendering) == {}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_graph_is_the_same_bytes(form: str) -> None:
    assert render(make_told_story_graph(), form) == render(make_told_story_graph(), form)


def test_gexf_has_times_for_the_timeline_and_places_for_the_map() -> None:
    text = render(make_told_story_graph(), "gexf")
    graph = nx.read_gexf(io.BytesIO(text.encode()), version="1.3")
    nodes, edges = graph.nodes, graph.edges
    assert nodes["example.org/bridge"]["start"] == "2021-03-01T12:00:00Z"
    assert nodes["example.org/bridge"]["viz"]["position"] == {"x": -120.0, "y": 40.5, "z": 0.0}
    assert "start" not in nodes["h-unknown"]
    assert nodes["provider:journal.example"]["start"] == "2021-03-03T06:30:00Z"
    assert "start" not in nodes["provider:example.org"]  # one of its articles is undated, so nobody knows
    assert edges["example.net/bridge-copy", "example.org/bridge"]["start"] == "2021-03-01T18:00:00Z"
    assert edges["example.net/bridge-copy", "example.org/bridge"]["weight"] == 0.98


def test_a_story_and_a_thread_are_nodes_for_neo4j_and_arrows_point_from_the_article() -> None:
    files = render(make_told_story_graph(), "neo4j")
    nodes = {row["id"]: row for row in neo4j_rows(files["nodes.csv"])}
    assert nodes["c-bridge"] == {
        "id": "c-bridge",
        ":LABEL": ["Story"],
        "label": "Bridge · repair",
        "keywords": ["bridge", "repair", "γέφυρα"],
        "size": 3,
        "providers": 1,
        "event": True,
        "first_seen": "2021-03-01T12:00:00Z",
        "last_seen": "2021-03-01T18:00:00Z",
    }
    assert nodes["example.net/bridge-copy"][":LABEL"] == ["Article", "Related"]
    arrows = {(r[":START_ID"], r[":TYPE"], r[":END_ID"]) for r in neo4j_rows(files["relationships.csv"])}
    assert {
        ("example.org/bridge", "RELATED", "example.net/bridge-copy"),
        ("example.org/bridge", "PUBLISHED_BY", "provider:example.org"),
        ("example.org/bridge", "IN_STORY", "c-bridge"),
        ("example.org/bridge", "LEADS", "c-bridge"),
        ("c-bridge", "IN_THREAD", "thread-1"),
    } <= arrows
    assert {end for one, _, other in arrows for end in (one, other)} <= nodes.keys()


def test_parquet_has_times_lists_and_numbers_as_such() -> None:
    told = make_told_story_graph()
    told.graph.nodes["example.org/bridge"]["first_seen"] = "yesterday"  # the user's own, whatever it holds
    files = render(told, "parquet")
    rows = {name: pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist() for name, data in files.items()}
    (bridge,) = (row for row in rows["articles.parquet"] if row["id"] == "example.org/bridge")
    assert bridge["published"] == datetime(2021, 3, 1, 12, tzinfo=UTC)
    assert (bridge["authors"], bridge["heat"], bridge["is_published"]) == (["Ada Lee", "Bo Ito"], 12.5, True)
    assert (bridge["story"], bridge["first_seen"]) == ("Bridge · repair", "yesterday")
    story = rows["clusters.parquet"][0]
    assert (story["coverage"], story["copies"]) == (["Example Post", "Example Net", "Γέφυρα"], 1)
    assert story["first_seen"] == datetime(2021, 3, 1, 12, tzinfo=UTC)
    assert len(rows["edges.parquet"]) == 11


def test_parquet_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"^Parquet needs pyarrow: pip install pyarrow$"):
        render(make_story_graph(), "parquet")


def test_a_note_has_properties_that_obsidian_reads_and_links_to_its_thread() -> None:
    notes = render(make_told_story_graph(), "obsidian")
    assert list(notes) == ["Stories.md", "Bridge · repair.md", "鉄道 · strike.md", "Thread Bridge and strike.md"]
    properties, body = read_note(notes["Bridge · repair.md"].decode())
    assert properties == {
        "tags": ["story", "Bridges", "Straßenbau"],
        "articles": 3,
        "providers": 1,
        "event": True,
        "first_seen": datetime(2021, 3, 1, tzinfo=UTC).date(),
        "last_seen": datetime(2021, 3, 1, tzinfo=UTC).date(),
        "keywords": ["bridge", "repair", "γέφυρα"],
        "url": "https://example.org/bridge",
        "thread": "[[Thread Bridge and strike]]",
        "id": "c-bridge",
    }
    assert "## Thread\n\n[[Thread Bridge and strike]]\n\n- 2021-03-03 · [[鉄道 · strike]] · 2 articles\n" in body


def test_a_feed_keeps_the_id_of_a_story_and_its_newest_story_comes_first() -> None:
    feed = feedparser.parse(render(make_told_story_graph(), "rss"))
    assert [(entry.id, entry.title, entry.link, entry.published) for entry in feed.entries] == [
        (
            "c-strike",
            "鉄道 · strike",
            "https://journal.example/strike?id=7&page=(2)",
            "Wed, 03 Mar 2021 06:30:00 GMT",
        ),
        ("c-bridge", "Bridge · repair", "https://example.org/bridge", "Mon, 01 Mar 2021 12:00:00 GMT"),
    ]


def test_attributes_of_gexf_have_numbers_as_ids() -> None:
    """Gephi Lite shows the title of such an attribute, and the id of any other."""
    declared = ElementTree.fromstring(render(make_story_graph(), "gexf")).iter("{http://gexf.net/1.3}attribute")
    ids = [attribute.get("id", "") for attribute in declared]
    assert ids
    assert [one for one in ids if not one.isdecimal()] == []


@pytest.mark.parametrize(
    ("addresses", "site"),
    [
        (("https://e.org/1", "https://e.org/2?a=1#b", "http://other.example/3"), "https://e.org/"),
        (("https://e.org/1", "http://other.example/3", None), "about:blank"),
        ((None, None, None), "about:blank"),
    ],
)
def test_an_rss_channel_links_to_the_site_of_most_of_its_articles(addresses: tuple[str | None, ...], site: str) -> None:
    """RSS 2.0 requires the link, and validators want a full address."""
    articles = [make_article(f"{n}", title="The bridge is closed", url=url) for n, url in enumerate(addresses)]
    feed = feedparser.parse(render(build(articles), "rss"), sanitize_html=False)
    assert (feed.bozo, len(feed.entries)) == (False, 1)
    assert ElementTree.fromstring(render(build(articles), "rss")).findtext("channel/link") == site


@pytest.mark.parametrize(("form", "name"), [("rss", "stories.rss"), ("jsonfeed", "stories.json")])
def test_graphkit_reads_its_own_feeds_as_one_article_a_story(form: str, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(render(make_told_story_graph(), form), encoding="utf-8")
    articles = read_articles([tmp_path / name])
    assert sorted((one.title, one.url, f"{one.published:%d %H:%M}") for one in articles) == [
        ("Bridge · repair", "https://example.org/bridge", "01 12:00"),
        ("鉄道 · strike", "https://journal.example/strike?id=7&page=(2)", "03 06:30"),
    ]


def test_a_briefing_ranks_by_independent_outlets_then_articles() -> None:
    told = make_told_story_graph()
    bridge, strike = told.clusters
    story_graph = replace(told, clusters=(bridge, replace(strike, providers=2)))
    text = render(story_graph, "markdown")
    assert re.findall("^## .*$", text, re.MULTILINE) == [
        "## 1. 鉄道 · strike",
        "## 2. Bridge · repair",
        "## In no story",
    ]
    assert read_markdown(text).addresses[0] == "https://journal.example/strike?id=7&page=%282%29"


def test_a_briefing_has_the_lead_then_one_article_an_outlet_and_no_copies() -> None:
    told = make_told_story_graph()
    bridge = replace(told.clusters[0], lead="example.net/bridge-copy")
    text = render(replace(told, clusters=(bridge, told.clusters[1])), "markdown")
    assert text.partition("## 1. ")[2].partition("## 2. ")[0].splitlines()[-4:] == [
        "- 2021-03-01 18:00 · Example Net · [Old bridge reopens after repair](https://example.net/bridge-copy)",
        "- undated · Έφτασε η γέφυρα 🌉",
        "- and 1 more",
        "",
    ]
