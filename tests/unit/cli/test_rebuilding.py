"""``graphkit build`` in a folder that a build has been written to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import Run
from tests.support.posts import write_post

BRIDGE = {"excerpt": "The bridge at Eastford is closed.", "publishedDateTime": "2021-03-02T12:00:00Z"}
EARLIER = {"excerpt": "The bridge at Eastford may close.", "publishedDateTime": "2021-03-01T12:00:00Z"}


@pytest.fixture
def output(folder: Path, run: Run) -> Path:
    """A build of two posts on one bridge."""
    for number in (1, 2):
        write_post(
            folder / "seeds", f"{number}.md", title="Flood closes bridge", webUrl=f"https://e.org/{number}", **BRIDGE
        )
    assert run("build", "-q") == (0, "", "")
    return folder / "output"


def add_an_earlier_post(output: Path) -> None:
    write_post(output.parent / "seeds", "0.md", title="Flood nears bridge", webUrl="https://e.org/0", **EARLIER)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def story(output: Path) -> tuple[str, str, int]:
    (cluster,) = json.loads((output / "graph.json").read_text(encoding="utf-8"))["graph"]["clusters"]
    return cluster["id"], cluster["label"], cluster["size"]


def test_building_the_same_posts_again_changes_no_byte(output: Path, run: Run) -> None:
    before = contents(output)
    assert run("build", "-q") == (0, "", "")
    assert contents(output) == before
    add_an_earlier_post(output)
    assert run("build", "-q") == (0, "", "")
    grown = contents(output)
    assert run("build", "-q") == (0, "", "")
    assert contents(output) == grown


def test_a_story_that_grew_keeps_id_and_name_and_the_growth_is_told(output: Path, run: Run) -> None:
    former_id, former_label, _ = story(output)
    add_an_earlier_post(output)
    code, out, err = run("build")
    assert (code, err) == (0, "")
    assert "since the last build: 1 grown" in out.splitlines()
    assert story(output) == (former_id, former_label, 3)
    report = (output / "report.md").read_text(encoding="utf-8")
    assert f"\n## Since last build\n\n**Grown: 1 story**\n\n- {former_label}, 1 article came\n" in report
    assert json.loads(run("build", "--json")[1])["changes"] == {
        "new": 0,
        "grown": 1,
        "shrunk": 0,
        "merged": 0,
        "split": 0,
        "ended": 0,
    }


def test_a_fresh_build_is_that_of_an_empty_folder(output: Path, run: Run) -> None:
    add_an_earlier_post(output)
    assert run("build", "-q", "-o", "elsewhere") == (0, "", "")
    assert run("build", "-q", "--fresh") == (0, "", "")
    assert contents(output) == contents(output.parent / "elsewhere")
    assert "Since last build" not in (output / "report.md").read_text(encoding="utf-8")


def test_an_unreadable_build_before_is_told_and_passed_over(output: Path, run: Run) -> None:
    before = contents(output)
    (output / "graph.json").write_text("{", encoding="utf-8")
    code, _, err = run("build", "--json")
    assert code == 0
    assert err.startswith("the build before is not gone on from, stories get new ids and names: ")
    assert contents(output) == before
    (output / "graph.json").write_text("{", encoding="utf-8")
    assert run("build", "-q") == (0, "", "")


def test_threads_are_listed_as_a_table_as_json_and_as_csv(output: Path, run: Run) -> None:
    later = BRIDGE | {"publishedDateTime": "2021-08-02T12:00:00Z"}
    for number in (3, 4):
        write_post(
            output.parent / "seeds",
            f"{number}.md",
            title="Flood closes bridge",
            webUrl=f"https://e.org/{number}",
            **later,
        )
    assert run("build", "-q", "--thread-similarity", "0.3") == (0, "", "")
    (thread,) = json.loads(run("clusters", "--threads", "--json")[1])
    stories = json.loads(run("clusters", "--json")[1])
    assert thread["clusters"] == [story["id"] for story in sorted(stories, key=lambda story: story["first_seen"])]
    header, first, *rest = run("clusters", "--threads")[1].splitlines()
    assert header.split() == ["stories", "articles", "first", "seen", "last", "seen", "thread"]
    assert first.split()[:4] == ["2", "4", "2021-03-02", "2021-08-02"]
    assert [line.split()[:3] for line in rest] == [
        ["2", "2021-03-02", "2021-03-02"],
        ["2", "2021-08-02", "2021-08-02"],
    ]
    assert run("clusters", "--threads", "--csv")[1].splitlines()[0].startswith("label,stories,")
