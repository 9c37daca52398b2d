"""A build of more articles than one page can show: its files, and that every question is answered as before."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet
import pytest

from graphkit.errors import GraphFileError, OutputError
from graphkit.exports import parquet, periods, write_all
from graphkit.files import own_files
from graphkit.graph.parts import part_of
from graphkit.graph.plain_graph import PlainGraph
from graphkit.model import StoryGraph
from graphkit.pipeline import build
from graphkit.saved import load
from graphkit.sources.discovery import find_files
from tests.support.builders import make_article
from tests.support.command import Run
from tests.support.planted import planted_corpus
from tests.support.posts import write_post

PER_PAGE = 6
FIRST, LAST, UNDATED = "2021-03-01_2021-03-01", "2021-03-05_2021-03-05", "undated"
WHOLE = {"articles.csv", "clusters.csv", "edges.csv", "graph.html", "graph.json", "report.md"}
PARQUET = {"articles.parquet", "clusters.parquet", "edges.parquet"}
OF_PERIOD = {"articles.csv", "clusters.csv", "edges.csv", "graph.graphml", "graph.html", "graph.json"}


@pytest.fixture(scope="module")
def story_graph() -> StoryGraph:
    """Five stories of four articles, a day after another, and an article without a date or a story."""
    return build([*planted_corpus(5, size=4), make_article("zz", days=None, title="Chess champion resigns")])


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {".graphkit.json"}


def names_of_periods(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "periods").iterdir())


def test_each_period_has_a_folder_and_the_whole_has_its_tables_and_an_index(
    tmp_path: Path, story_graph: StoryGraph
) -> None:
    write_all(story_graph, tmp_path, articles_per_page=PER_PAGE)
    names = names_of_periods(tmp_path)
    assert (names[0], names[-2:], len(names)) == (FIRST, [LAST, UNDATED], 6)
    assert files(tmp_path) == WHOLE | PARQUET | {f"periods/{name}/{file}" for name in names for file in OF_PERIOD}
    made = json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))["graph"]["graphkit"]
    assert made["schema"] == 2
    assert [(period["name"], period["articles"], period["clusters"]) for period in made["periods"]] == [
        *((name, 4, 1) for name in names[:-1]),
        (UNDATED, 1, 0),
    ]
    edges = story_graph.graph.number_of_edges()
    across = sum(period["edges_to_others"] for period in made["periods"])
    assert sum(period["edges"] for period in made["periods"]) + across / 2 == edges
    for name in ("articles", "edges"):
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert (
                len(list(csv.DictReader(file))) == pyarrow.parquet.read_metadata(tmp_path / f"{name}.parquet").num_rows
            )
    first = load(tmp_path / "periods" / FIRST)
    assert (len(first.articles), len(first.clusters)) == (4, 1)


def test_the_same_graph_gives_the_same_bytes_and_one_of_fewer_articles_takes_all_of_it_back(
    tmp_path: Path, story_graph: StoryGraph
) -> None:
    write_all(story_graph, tmp_path / "one", articles_per_page=PER_PAGE)
    (tmp_path / "one" / "periods" / FIRST / "mine.txt").write_text("mine")
    write_all(story_graph, tmp_path / "other")
    assert "graph.graphml" in files(tmp_path / "other")
    write_all(load(tmp_path / "other"), tmp_path / "other", articles_per_page=PER_PAGE)
    assert files(tmp_path / "one") == files(tmp_path / "other") | {f"periods/{FIRST}/mine.txt"}
    for name in files(tmp_path / "other"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()
    write_all(story_graph, tmp_path / "one")
    assert files(tmp_path / "one") == WHOLE | {"graph.graphml", f"periods/{FIRST}/mine.txt"}


def test_one_period_is_held_at_a_time(tmp_path: Path, story_graph: StoryGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[str] = []

    def noted(whole: PlainGraph, articles: Sequence[str]) -> PlainGraph:
        cut.append(articles[0])
        return part_of(whole, articles)

    monkeypatch.setattr(periods, "part_of", noted)
    write_all(story_graph, tmp_path, articles_per_page=PER_PAGE)
    assert cut == ["000-0", "001-0", "002-0", "003-0", "004-0", "zz"]


def test_nothing_is_replaced_if_a_late_period_cannot_be_rendered(
    tmp_path: Path, story_graph: StoryGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all(story_graph, tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}

    def breaks(whole: PlainGraph, articles: Sequence[str]) -> PlainGraph:
        if articles[0] == "zz":
            raise OutputError("no room")
        return part_of(whole, articles)

    monkeypatch.setattr(periods, "part_of", breaks)
    with pytest.raises(OutputError, match="no room"):
        write_all(story_graph, tmp_path, articles_per_page=PER_PAGE)
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_without_pyarrow_there_is_no_parquet(
    tmp_path: Path, story_graph: StoryGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(periods, "has_pyarrow", lambda: False)
    write_all(story_graph, tmp_path, articles_per_page=PER_PAGE)
    assert files(tmp_path) & (PARQUET | WHOLE) == WHOLE


def test_parquet_in_several_groups_of_rows_is_the_same_table(
    story_graph: StoryGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all(story_graph, tmp_path / "one", articles_per_page=PER_PAGE)
    monkeypatch.setattr(parquet, "_ROWS_AT_ONCE", 5)
    write_all(story_graph, tmp_path / "other", articles_per_page=PER_PAGE)
    one, other = (pyarrow.parquet.read_table(tmp_path / name / "articles.parquet") for name in ("one", "other"))
    assert one.equals(other)


def test_what_graphkit_wrote_into_folders_is_no_input(tmp_path: Path, story_graph: StoryGraph) -> None:
    write_all(story_graph, tmp_path, articles_per_page=PER_PAGE)
    assert own_files(tmp_path / "periods" / FIRST) == OF_PERIOD
    assert find_files([tmp_path]).files == ()
    assert find_files([tmp_path / "periods"]).files == ()


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("graph.json", ('"periods": [', '"other": ['), r"graph\.json: graph\.graphkit\.periods: is missing"),
        ("graph.json", (f'"{FIRST}"', '"../x"'), r"graph\.json: graph\.graphkit\.periods\[0\]\.name: expected"),
        (f"periods/{FIRST}/graph.json", ('"schema": 1', '"schema": 2'), r"graphkit\.schema: expected 1, got 2"),
        (f"periods/{FIRST}/graph.json", ('"id": "000-1"', '"id": "001-1"'), r"expected an id of its own, got '001-1'"),
        (
            f"periods/{FIRST}/graph.json",
            ('"kind": "article"', '"kind": "x"'),
            rf"{FIRST}/graph\.json: nodes\[0\]\.kind",
        ),
    ],
)
def test_a_file_that_was_tampered_with_is_refused_with_its_name(
    tmp_path: Path, story_graph: StoryGraph, name: str, change: tuple[str, str], message: str
) -> None:
    write_all(story_graph, tmp_path, articles_per_page=PER_PAGE)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert change[0] in text
    (tmp_path / name).write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(GraphFileError, match=message):
        load(tmp_path)


def test_a_period_that_is_gone_is_named(tmp_path: Path, story_graph: StoryGraph) -> None:
    write_all(story_graph, tmp_path, articles_per_page=PER_PAGE)
    (tmp_path / "periods" / FIRST / "graph.json").unlink()
    with pytest.raises(GraphFileError, match=rf"{FIRST}/graph\.json: no such file"):
        load(tmp_path)


QUESTIONS = (
    ("stories",),
    ("stories", "--threads", "--json"),
    ("stats",),
    ("search", "bridge"),
    ("show", "Bridge 0 closes in Eastford", "--json"),
    ("explain", "Bridge 0 closes in Eastford", "Bridge 4 closes in Eastford"),
    ("brief", "--since", "7d"),
    ("export", "graphml"),
    ("export", "json", "--since", "2021-03-03"),
    ("audit",),
)


def test_every_question_to_a_build_by_periods_is_answered_as_to_one_in_a_piece(folder: Path, run: Run) -> None:
    for number in range(12):
        write_post(
            folder / "seeds",
            f"{number}.md",
            title=f"Bridge {number} closes in {('Eastford', 'Westford')[number % 2]}",
            webUrl=f"https://e.org/{number}",
            publishedDateTime=f"2021-03-{number // 2 + 1:02}T12:00:00Z",
        )
    assert run("build", "-q", "-o", "whole") == (0, "", "")
    assert run("build", "-q", "-o", "cut", "--articles-per-page", "4") == (0, "", "")
    assert (folder / "cut" / "periods").is_dir()
    assert not (folder / "whole" / "periods").exists()
    for question in QUESTIONS:
        where = ("--graph",) if question[0] in ("search", "show", "explain", "export") else ()
        assert run(*question, *where, "cut") == run(*question, *where, "whole")
    assert run("diff", "whole", "cut")[1].startswith("new articles: 0\ngone articles: 0\nstories that have changed: 0")
    before = {name: (folder / "cut" / name).read_bytes() for name in files(folder / "cut")}
    assert run("build", "-q", "-o", "cut", "--articles-per-page", "4") == (0, "", "")
    assert {name: (folder / "cut" / name).read_bytes() for name in files(folder / "cut")} == before
    write_post(folder / "seeds", "12.md", title="Bridge 12 closes", publishedDateTime="2021-03-07T12:00:00Z")
    code, out, _ = run("build", "-o", "cut", "--articles-per-page", "4")
    assert (code, "since the last build: 1 new" in out or "since the last build: 1 grown" in out) == (0, True)
    assert "more than 4 articles: cut into periods, which graph.html lists" in out.splitlines()
