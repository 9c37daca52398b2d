from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graphkit.errors import GraphFileError
from graphkit.exports.node_link import cluster_records, render_json
from graphkit.model import StoryGraph
from graphkit.saved import load, parse_graph
from tests.support.graphs import make_empty_story_graph, make_story_graph, make_told_story_graph, make_writable


def text_of(story_graph: StoryGraph) -> str:
    return "".join(render_json(story_graph))


def data_of(story_graph: StoryGraph) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not strict JSON")

    return json.loads(text_of(story_graph), parse_constant=refuse)


def parts_of(story_graph: StoryGraph) -> tuple[Any, ...]:
    graph = story_graph.graph
    return (
        graph.graph,
        list(graph.nodes(data=True)),
        list(graph.edges(data=True)),
        story_graph.clusters,
        story_graph.islands,
        story_graph.threads,
        story_graph.changes,
    )


def test_it_is_the_node_link_data_of_networkx() -> None:
    story_graph = make_story_graph()
    actual = data_of(story_graph)
    expected = nx.node_link_data(story_graph.graph, edges="edges")
    assert {**actual, "graph": {"graphkit": actual["graph"]["graphkit"]}} == expected


def test_the_stories_stand_beside_the_graph() -> None:
    actual = data_of(make_told_story_graph())["graph"]
    assert list(actual) == ["graphkit", "clusters", "islands", "threads", "changes", "regions"]
    assert actual["clusters"][0] == {
        "id": "c-bridge",
        "label": "Bridge · repair",
        "headline": "",
        "keywords": ["bridge", "repair", "γέφυρα"],
        "size": 3,
        "providers": 1,
        "event": True,
        "lead": "example.org/bridge",
        "articles": ["example.org/bridge", "example.net/bridge-copy", "h-unknown"],
        "copies": [["example.org/bridge", "example.net/bridge-copy"]],
        "coverage": [
            {"provider": "Example Post", "article": "example.org/bridge", "lag_hours": 0.0},
            {"provider": "Example Net", "article": "example.net/bridge-copy", "lag_hours": 6.0},
            {"provider": "Γέφυρα", "article": "h-unknown", "lag_hours": None},
        ],
        "thread": "thread-1",
        "first_seen": "2021-03-01T12:00:00Z",
        "last_seen": "2021-03-01T18:00:00Z",
    }
    assert actual["islands"][0] == {"cluster": "c-bridge", "x": -120.0, "y": -30.0, "radius": 60.0}


def test_threads_and_changes_stand_beside_the_stories() -> None:
    actual = data_of(make_told_story_graph())["graph"]
    assert actual["threads"] == [
        {
            "id": "thread-1",
            "label": "Bridge and strike",
            "clusters": ["c-bridge", "c-strike"],
            "first_seen": "2021-03-01T12:00:00Z",
            "last_seen": "2021-03-05T23:59:59Z",
        }
    ]
    assert actual["changes"][1:] == [
        {
            "change": "merged",
            "cluster": "c-bridge",
            "label": "Bridge · repair",
            "former": ["c-bridge", "c-old"],
            "added": 0,
            "removed": 0,
        },
        {
            "change": "ended",
            "cluster": "c-gone",
            "label": "Market",
            "former": ["c-gone"],
            "added": 0,
            "removed": 3,
        },
    ]


def test_a_file_of_before_there_were_threads_is_read() -> None:
    data = data_of(make_story_graph())
    for name in ("threads", "changes"):
        del data["graph"][name]
    for cluster in data["graph"]["clusters"]:
        for name in ("event", "coverage", "copies", "thread"):
            del cluster[name]
    assert parts_of(parse_graph(json.dumps(data))) == parts_of(make_story_graph())


def test_the_stories_can_be_had_on_their_own() -> None:
    story_graph = make_story_graph()
    assert list(cluster_records(story_graph)) == data_of(story_graph)["graph"]["clusters"]


def test_a_node_or_an_edge_takes_one_line() -> None:
    story_graph = make_story_graph()
    lines = text_of(story_graph).splitlines()
    assert sum(line.startswith('{"id": ') for line in lines) == len(story_graph.graph) + len(story_graph.clusters)
    assert sum(line.startswith('{"source": ') for line in lines) == story_graph.graph.number_of_edges()


def test_what_is_unknown_or_no_number_is_left_out() -> None:
    story_graph = make_story_graph(nodes={"new": {"quality": float("nan"), "heat": float("inf")}})
    story_graph.graph.nodes["new"]["url"] = None
    new = next(node for node in data_of(story_graph)["nodes"] if node["id"] == "new")
    assert new == {
        "id": "new",
        "kind": "article",
        "label": "Title of new",
        "x": 0.0,
        "y": 0.0,
        "title": "Title of new",
        "source_file": ["new.md"],
    }


@pytest.mark.parametrize(
    "story_graph",
    [make_story_graph(), make_told_story_graph(), make_empty_story_graph()],
    ids=["small", "told", "empty"],
)
def test_reading_gives_the_same_graph_again(story_graph: StoryGraph) -> None:
    assert parts_of(parse_graph(text_of(story_graph))) == parts_of(story_graph)


def test_the_file_is_found_by_its_own_name_or_that_of_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "graph.json"
    file.write_text(text_of(make_story_graph()), encoding="utf-8")
    expected = parts_of(make_story_graph())
    assert [parts_of(load(path)) for path in (file, tmp_path, str(tmp_path))] == [expected] * 3


@pytest.mark.parametrize("indent", [None, 1], ids=["as it was written", "as an editor saves it"])
def test_a_graph_can_be_read_without_its_edges(tmp_path: Path, indent: int | None) -> None:
    story_graph = make_told_story_graph()
    text = text_of(story_graph)
    (tmp_path / "graph.json").write_text(text if indent is None else json.dumps(json.loads(text), indent=indent))
    story_graph.graph.clear_edges()
    assert story_graph.graph.number_of_nodes() > 0
    assert parts_of(load(tmp_path, with_edges=False)) == parts_of(story_graph)


@pytest.mark.parametrize("story_graph", [make_told_story_graph(), make_empty_story_graph()], ids=["told", "empty"])
def test_without_its_edges_a_file_is_read_whatever_they_are(tmp_path: Path, story_graph: StoryGraph) -> None:
    head, begin, _ = text_of(story_graph).partition('],\n"edges": [')
    (tmp_path / "graph.json").write_text(f"{head}{begin} not JSON", encoding="utf-8")
    story_graph.graph.clear_edges()
    assert parts_of(load(tmp_path, with_edges=False)) == parts_of(story_graph)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GraphFileError) as caught:
        load(tmp_path)
    assert str(caught.value) == f"{tmp_path / 'graph.json'}: no such file; run `graphkit build` first"


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "graph.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GraphFileError, match="not JSON that graphkit writes"):
        load(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100_000,
        '{"a": NaN}',
        "null",
        "[]",
        "{}",
        '{"graph": {"graphkit": 3}}',
        '{"nodes": [], "links": []}',
    ],
    ids=lambda text: text[:20] or "empty",
)
def test_a_text_that_is_no_graph_of_graphkit_is_refused(text: str) -> None:
    with pytest.raises(GraphFileError, match=r"^graph\.json: .*; run `graphkit build` again$"):
        parse_graph(text)


def test_a_graph_of_a_newer_graphkit_is_refused_before_all_else() -> None:
    with pytest.raises(GraphFileError) as caught:
        parse_graph('{"graph": {"graphkit": {"schema": 3}}, "knots": []}', "output/graph.json")
    assert str(caught.value) == (
        "output/graph.json: graph.graphkit.schema: written by a newer graphkit: schema 3, this one reads 2;"
        " update graphkit, or run `graphkit build` again"
    )


def without_a_node(data: Any) -> None:
    data["nodes"].pop(0)


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda d: d.pop("nodes"), "nodes"),
        (lambda d: d["nodes"].append(3), "nodes[12]"),
        (lambda d: d["nodes"][0].pop("id"), "nodes[0].id"),
        (
            lambda d: d["nodes"].append(d["nodes"][0]),
            "nodes[12].id",
        ),
        (
            lambda d: d["nodes"][0].update(kind="person"),
            "nodes[0].kind",
        ),
        (lambda d: d["nodes"][0].update(x="left"), "nodes[0].x"),
        (lambda d: d["nodes"][0].update(quality=True), "nodes[0].quality"),
        (lambda d: d["nodes"][0].update(topics="AI"), "nodes[0].topics"),
        (
            lambda d: d["nodes"][1].update(cluster="c-none"),
            "node 'example.org/market'.cluster",
        ),
        (without_a_node, "edges[0].source"),
        (
            lambda d: d["edges"].append(d["edges"][0]),
            "edges[11]",
        ),
        (
            lambda d: d["edges"][0].update(relation="near"),
            "edges[0].relation",
        ),
        (lambda d: d["edges"][0].pop("weight"), "edges[0].weight"),
        (lambda d: d["edges"][0].update(weight=0), "edges[0].weight"),
        (lambda d: d["edges"][0].update(weight=1.5), "edges[0].weight"),
        (lambda d: d["edges"][0].update(declared=1), "edges[0].declared"),
        (lambda d: d["graph"].pop("clusters"), "graph.clusters"),
        (
            lambda d: d["graph"]["clusters"][0]["articles"].append("gone"),
            "graph.clusters[0].articles",
        ),
        (
            lambda d: d["graph"]["clusters"][1]["articles"].pop(),
            "graph.clusters[1].articles",
        ),
        (
            lambda d: d["graph"]["clusters"][0].update(lead="topic:trains"),
            "graph.clusters[0]",
        ),
        (
            lambda d: d["graph"]["clusters"][0].update(providers="1"),
            "graph.clusters[0].providers",
        ),
        (
            lambda d: d["graph"]["clusters"][0].update(first_seen="2021-03-01"),
            "graph.clusters[0].first_seen",
        ),
        (
            lambda d: d["graph"]["clusters"][1].update(id="c-bridge"),
            "graph.clusters",
        ),
        (lambda d: d["graph"]["islands"].pop(), "graph.islands"),
        (lambda d: d["graph"]["islands"][0].pop("x"), "graph.islands[0].x"),
        (
            lambda d: d["graph"]["clusters"][0].update(event="yes"),
            "graph.clusters[0].event",
        ),
        (
            lambda d: d["graph"]["clusters"][0]["coverage"][1].update(article="gone"),
            "graph.clusters[0]",
        ),
        (
            lambda d: d["graph"]["clusters"][0]["coverage"][1].update(lag_hours="6"),
            "graph.clusters[0].coverage[1].lag_hours",
        ),
        (
            lambda d: d["graph"]["clusters"][0].update(copies=[["h-unknown"]]),
            "graph.clusters[0].copies[0]",
        ),
        (lambda d: d["graph"]["clusters"][0].update(copies=3), "graph.clusters[0].copies"),
        (
            lambda d: d["graph"]["clusters"][0].update(thread="thread-2"),
            "graph.clusters[0].thread",
        ),
        (
            lambda d: d["graph"]["threads"][0]["clusters"].append("c-none"),
            "graph.threads[0].clusters",
        ),
        (
            lambda d: d["graph"]["threads"].append(d["graph"]["threads"][0]),
            "graph.threads",
        ),
        (
            lambda d: d["graph"]["changes"][0].update(change="moved"),
            "graph.changes[0].change",
        ),
        (lambda d: d["graph"]["changes"][0].update(added=-1), "graph.changes[0].added"),
    ],
)
def test_a_flaw_is_named_with_its_place(spoil: Callable[[Any], object], where: str) -> None:
    data = data_of(make_told_story_graph())
    spoil(data)
    with pytest.raises(GraphFileError) as caught:
        parse_graph(json.dumps(data))
    assert str(caught.value).startswith(f"graph.json: {where}: ")
    assert str(caught.value).endswith("; run `graphkit build` again")


REGION = {"name": "x", "clusters": [], "outline": [[0, 0], [1, 0], [1, 1]], "label": [0, 0], "within": None}


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda d: d["nodes"][0].update(id="a\x1b[31m"), "nodes[0].id"),
        (lambda d: d["nodes"][0].update(id=""), "nodes[0].id"),
        (lambda d: d["nodes"][0].update(label="a\x9b31m"), "nodes[0].label"),
        (lambda d: d["nodes"][0].update(x=1e300), "nodes[0].x"),
        (lambda d: d["nodes"][0].update(timestamp=1e18), "nodes[0].timestamp"),
        (lambda d: d["nodes"][0].update(published="0001-01-01T00:00:00+14:00"), "nodes[0].published"),
        (
            lambda d: d["graph"]["clusters"][0].update(first_seen="0001-01-01T00:00:00+14:00"),
            "graph.clusters[0].first_seen",
        ),
        (lambda d: d["graph"]["clusters"][0].update(label="\x1b]0;x\x07"), "graph.clusters[0].label"),
        (lambda d: d["graph"].pop("islands"), "graph.islands"),
        (lambda d: d["graph"]["islands"].clear(), "graph.islands"),
        (lambda d: d["graph"]["graphkit"].pop("options"), "graph.graphkit.options"),
        (lambda d: d["graph"]["graphkit"].update(options=3), "graph.graphkit.options"),
        (lambda d: d["graph"]["graphkit"]["options"].pop("title"), "graph.graphkit.options.title"),
        (lambda d: d["edges"][0].pop("inferred"), "edges[0].inferred"),
        (lambda d: d["edges"][0].pop("similarity"), "edges[0].similarity"),
        (lambda d: d["edges"][0].update(target=d["edges"][0]["source"]), "edges[0]"),
        (lambda d: d["graph"].update(regions=[REGION | {"clusters": ["nobody"]}]), "graph.regions[0].clusters"),
        (lambda d: d["graph"].update(regions=[REGION, REGION | {"within": 1}]), "graph.regions[1].within"),
        (lambda d: d["graph"].update(regions=[REGION | {"outline": [[0, 0], [1]]}]), "graph.regions[0].outline[1]"),
    ],
)
def test_what_would_break_a_later_command_is_refused(spoil: Callable[[Any], object], where: str) -> None:
    data = data_of(make_told_story_graph())
    spoil(data)
    with pytest.raises(GraphFileError) as caught:
        parse_graph(json.dumps(data))
    assert str(caught.value).startswith(f"graph.json: {where}: ")
    assert "\x1b" not in str(caught.value)


def test_a_file_without_nodes_and_one_with_a_node_are_as_they_have_always_been() -> None:
    _, _, empty = text_of(make_empty_story_graph()).partition('"counts"')
    assert empty.partition("\n")[2] == (
        '"clusters": [],\n"islands": [],\n"threads": [],\n"changes": [],\n"regions": []\n},\n'
        '"nodes": [],\n"edges": []\n}\n'
    )
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("é", label="Brücke")
    _, _, one = text_of(make_writable(graph)).partition('"nodes"')
    assert one == (': [\n{"id": "é", "label": "Brücke", "kind": "topic", "x": 0.0, "y": 0.0}\n],\n"edges": []\n}\n')


def test_a_relation_that_graphkit_does_not_know_is_told_with_those_it_knows() -> None:
    data = data_of(make_story_graph())
    data["edges"][0]["relation"] = "friend"
    with pytest.raises(GraphFileError) as caught:
        parse_graph(json.dumps(data))
    assert str(caught.value) == (
        "graph.json: edges[0].relation: expected 'related', 'similar', 'published_by', 'has_topic', got 'friend'; "
        "run `graphkit build` again"
    )


def test_a_file_that_is_no_file_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "graph.json").write_text(text_of(make_story_graph()), encoding="utf-8")
    monkeypatch.setattr("graphkit.saved.MAX_BYTES", 1_000)
    with pytest.raises(GraphFileError, match="larger than 1,000 bytes"):
        load(tmp_path)
    (tmp_path / "folder" / "graph.json").mkdir(parents=True)
    with pytest.raises(GraphFileError, match="expected a file, found something else"):
        load(tmp_path / "folder")


def test_articles_come_back_as_far_as_the_graph_tells_of_them() -> None:
    articles = parse_graph(text_of(make_told_story_graph())).articles
    assert [article.id for article in articles] == sorted(article.id for article in articles)
    bridge = articles["example.org/bridge"]
    assert (bridge.title, bridge.provider, bridge.authors, bridge.source_files, bridge.related) == (
        "Old bridge reopens after repair",
        "Example Post",
        ("Ada Lee", "Bo Ito"),
        ("2021/bridge.md", "archive/bridge.txt"),
        ("example.net/bridge-copy", "h-unknown"),
    )
