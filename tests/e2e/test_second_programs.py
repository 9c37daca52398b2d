"""Every export is read back by a program that is not graphkit, nor what graphkit writes with."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from graphkit.exports import write_all
from graphkit.model import StoryGraph
from tests.support.graphs import make_told_story_graph

HOSTILE = 'a "quoted"; =1+1,\n</data>&amp;\x00 \u2028 γέφυρα 🌉'


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, StoryGraph]:
    """A graph with hostile texts in every place, as a build writes it."""
    told = make_told_story_graph()
    for _, attributes in told.graph.nodes(data=True):
        attributes |= {"label": HOSTILE, "excerpt": HOSTILE}
    for _, _, attributes in told.graph.edges(data=True):
        attributes["note"] = HOSTILE
    folder = tmp_path_factory.mktemp("written")
    write_all(told, folder)
    return folder, told


def test_igraph_reads_the_graphml(written: tuple[Path, StoryGraph]) -> None:
    igraph = pytest.importorskip("igraph")
    folder, story_graph = written
    graph = igraph.Graph.Read_GraphML(str(folder / "graph.graphml"))
    assert (graph.vcount(), graph.ecount()) == (len(story_graph.graph), story_graph.graph.number_of_edges())
    assert sorted(graph.vs["id"]) == sorted(story_graph.graph)
    assert set(graph.vs["label"]) == {HOSTILE.replace("\x00", "")}


def test_lxml_finds_the_graphml_well_formed(written: tuple[Path, StoryGraph]) -> None:
    etree = pytest.importorskip("lxml.etree")
    folder, story_graph = written
    root = etree.parse(
        str(folder / "graph.graphml"), etree.XMLParser(resolve_entities=False, no_network=True)
    ).getroot()
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(root.findall(f"{space}graph/{space}node")) == len(story_graph.graph)
    declared = {key.get("id") for key in root.findall(f"{space}key")}
    assert {data.get("key") for data in root.iter(f"{space}data")} == declared


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_node_reads_the_json(written: tuple[Path, StoryGraph]) -> None:
    folder, story_graph = written
    program = """
const data = JSON.parse(require("fs").readFileSync(process.argv[1], "utf-8"));
const nodes = data.nodes.map(node => [node.id, node.label]);
console.log(JSON.stringify([nodes, data.edges.length, data.graph.clusters.length]));
"""
    done = subprocess.run(["node", "-e", program, folder / "graph.json"], capture_output=True, check=True)
    nodes, n_edges, n_stories = json.loads(done.stdout)
    assert nodes == [[node, HOSTILE.replace("\x00", "")] for node in story_graph.graph]
    assert (n_edges, n_stories) == (story_graph.graph.number_of_edges(), len(story_graph.clusters))


@pytest.mark.parametrize(("name", "n_rows"), [("articles.csv", 6), ("edges.csv", 11), ("clusters.csv", 2)])
def test_pandas_reads_the_tables(written: tuple[Path, StoryGraph], name: str, n_rows: int) -> None:
    pandas = pytest.importorskip("pandas")
    folder, _ = written
    frame = pandas.read_csv(folder / name)
    assert len(frame) == n_rows
    assert not frame.isna().all(axis=1).any()
