"""The installed command from outside: what a user types, sees and finds on the disk."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from graphkit.version import __version__
from tests.e2e.conftest import SEEDS
from tests.support.command import CONSOLE_SCRIPT, MODULE, Result, Run, graphkit

FILES = ["articles.csv", "clusters.csv", "edges.csv", "graph.graphml", "graph.html", "graph.json", "report.md"]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones included."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_seeds_make_a_graph_of_five_stories_and_a_summary_is_all_that_is_printed(seeds_build: Result) -> None:
    assert (seeds_build.code, seeds_build.stderr) == (0, "")
    summary = json.loads(seeds_build.stdout)
    edges = summary.pop("edges")
    assert summary == {
        "articles": 5,
        "related": 27,
        "providers": 28,
        "topics": 3,
        "clusters": 5,
        "changes": dict.fromkeys(("new", "grown", "shrunk", "merged", "split", "ended"), 0),
        "joined": 0,
        "skipped": 0,
        "repaired": 0,
        "output": "output",
    }
    assert edges.keys() == {"related", "similar", "published_by", "has_topic"}
    assert (edges["related"], edges["published_by"]) == (27, 32)


def test_a_build_writes_every_file_and_nothing_else(output: Path, newsroom: Path) -> None:
    assert sorted(contents(output)) == [".graphkit.json", *FILES]
    assert [path.name for path in newsroom.iterdir()] == ["output"]


def test_the_files_of_a_build_agree(output: Path) -> None:
    data = json.loads((output / "graph.json").read_text(encoding="utf-8"))
    graph = nx.node_link_graph(data, edges="edges")
    graphml = nx.read_graphml(output / "graph.graphml")
    assert sorted(graphml) == sorted(graph)
    assert sorted(map(sorted, graphml.edges)) == sorted(map(sorted, graph.edges))
    with (output / "clusters.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["label"]) for row in rows] == [(c["id"], c["label"]) for c in data["graph"]["clusters"]]
    assert 'id="mynetwork"' in (output / "graph.html").read_text(encoding="utf-8")


def test_hash_seed_working_folder_time_zone_and_locale_do_not_change_a_byte(output: Path, tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    result = graphkit(
        "build",
        "-q",
        cwd=tmp_path,
        program=(CONSOLE_SCRIPT,),
        PYTHONHASHSEED="12345",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        PYTHONUTF8="0",
        OMP_NUM_THREADS="1",
    )
    assert result == Result(0, "", "")
    assert contents(tmp_path / "output") == contents(output)


def test_building_again_changes_no_byte_and_a_fresh_build_none_either(output: Path, folder: Path, run: Run) -> None:
    shutil.copytree(output, folder / "output")
    for switches in ((), ("--fresh",)):
        assert run("build", str(SEEDS), "-q", *switches) == (0, "", "")
        assert contents(folder / "output") == contents(output)


def test_the_links_of_the_seeds_all_have_support_and_none_is_missing(output: Path, newsroom: Path) -> None:
    result = graphkit("audit", cwd=newsroom)
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout == ("declared links that nothing supports: 0 of 27\n\nstrong links that no file declares: 0\n")


def test_help_and_version_load_none_of_the_large_libraries(tmp_path: Path) -> None:
    program = """
import sys
from graphkit.cli import app
for arguments in (["--version"], ["--help"], ["build", "--help"]):
    print(sorted({"pydantic", "graphkit.model"} & sys.modules.keys()), file=sys.stderr)
    try:
        app(arguments, prog_name="graphkit")
    except SystemExit as end:
        assert end.code == 0
large = {"numpy", "scipy", "networkx", "sklearn", "pyvis", "yaml", "jinja2"}
print(sorted(large & sys.modules.keys()), file=sys.stderr)
"""
    result = graphkit(cwd=tmp_path, program=(sys.executable, "-c", program))
    assert (result.code, result.stderr) == (0, 4 * "[]\n")
    assert result.stdout.startswith(f"graphkit {__version__}\n")
    assert "--links-per-article" in result.stdout


def test_colors_are_for_terminals_and_for_those_who_force_them_but_never_against_no_color(tmp_path: Path) -> None:
    forced = graphkit("clusters", "nowhere", cwd=tmp_path, FORCE_COLOR="1")
    refused = graphkit("clusters", "nowhere", cwd=tmp_path, FORCE_COLOR="1", NO_COLOR="1")
    assert forced.stderr.startswith("\x1b[31merror: nowhere: ")
    assert refused.stderr.startswith("error: nowhere: ")
    assert "\x1b" not in refused.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes that close are reported differently")
@pytest.mark.parametrize(
    "arguments", [("export", "html"), ("clusters",), ("clusters", "--csv"), ("audit",)], ids=" ".join
)
def test_a_reader_that_goes_away_is_no_error(output: Path, arguments: tuple[str, ...]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        [*MODULE, *arguments], cwd=output.parent, stdout=write_end, stderr=subprocess.PIPE, check=False
    )
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")
