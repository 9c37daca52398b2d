"""``graphkit audit``: the lists, and the front matter that adds what is missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Run
from tests.support.posts import write_post

BRIDGE = "Council closes old Eastford bridge after flood"
LATER = "Flood: old Eastford bridge stays closed, says council"


@pytest.fixture
def posts(folder: Path, run: Run) -> Path:
    """Two posts on one bridge and one on chess, which the first of them lists by mistake."""
    texts = {"first": BRIDGE, "second": LATER, "chess": "Champion resigns"}
    items: dict[str, dict[str, Any]] = {
        name: {
            "title": title,
            "webUrl": f"https://{name}.example/story",
            "publishedDateTime": f"2021-03-01T{hour:02}:00:00Z",
            "provider": {"name": f"The {name}", "domain": f"{name}.example"},
        }
        for hour, (name, title) in enumerate(texts.items())
    }
    for name, item in items.items():
        lists = {"related": [items["chess"]]} if name == "first" else {}
        write_post(folder / "seeds", f"{name}.md", body="", **item, **lists)
    assert run("build", "-q") == (0, "", "")
    return folder / "seeds"


def test_both_lists_are_printed_with_files_and_reasons(posts: Path, run: Run) -> None:
    code, out, err = run("audit")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0] == "declared links that nothing supports: 1 of 1"
    assert lines[1:4] == [
        f"   1. {BRIDGE} (The first, 2021-03-01)",
        "      lists Champion resigns (The chess, 2021-03-01)",
        "      file: first.md",
    ]
    assert "strong links that no file declares: 1" in lines
    assert f"      could list {LATER} (The second, 2021-03-01)" in lines


def test_a_file_that_lists_nothing_yet_gets_the_key_as_well(posts: Path, run: Run) -> None:
    front_matter = json.loads(run("audit", "--json")[1])["front_matter"]
    assert {file: text.splitlines()[:2] for file, text in front_matter.items()} == {
        "first.md": [f'  - title: "{LATER}"', "    publishedDateTime: 2021-03-01T01:00:00Z"],
        "second.md": ["related:", f'  - title: "{BRIDGE}"'],
    }


@pytest.mark.parametrize("file", ["first.md", "second.md"])
def test_what_is_pasted_is_no_longer_missing(posts: Path, run: Run, file: str) -> None:
    pasted = json.loads(run("audit", "--json")[1])["front_matter"][file]
    head, _, _ = (posts / file).read_text(encoding="utf-8").rpartition("---\n")
    if not pasted.startswith("related:"):
        head, _, listed = head.partition("related: ")
        pasted = f"related:\n{pasted}" + "".join(f"  - {json.dumps(item)}\n" for item in json.loads(listed))
    (posts / file).write_text(f"{head}{pasted}---\n", encoding="utf-8")

    assert run("build", "-q", "--strict") == (0, "", "")

    again = json.loads(run("audit", "--json")[1])
    assert (again["declared"], again["unsupported_total"], again["missing_total"]) == (2, 1, 0)


def test_lists_are_cut_and_say_how_much_is_left(posts: Path, run: Run) -> None:
    _, out, _ = run("audit", "output/graph.json", "--limit", "0")
    assert out.splitlines() == [
        "declared links that nothing supports: 1 of 1",
        "      and 1 more: --limit 1",
        "",
        "strong links that no file declares: 1",
        "      and 1 more: --limit 1",
    ]
    cut = json.loads(run("audit", "--json", "--limit", "0")[1])
    assert (cut["unsupported"], cut["missing"], cut["missing_total"]) == ([], [], 1)


def test_the_report_holds_both_lists(posts: Path) -> None:
    report = (posts.parent / "output" / "report.md").read_text(encoding="utf-8")
    _, _, section = report.partition("\n## Link audit\n\n")
    lines = [line for line in section.partition("\n## ")[0].splitlines() if line]
    assert lines[0] == "1 of 1 declared link to check: nothing supports them."
    assert lines[1].startswith(f"- [{BRIDGE}](https://first.example/story) lists [Champion resigns](")
    assert lines[2] == "1 strong link that no file declares:"
    assert lines[3].endswith("In `first.md`, `second.md`.")


def test_without_a_build_the_next_step_is_told(run: Run) -> None:
    code, out, err = run("audit")
    assert (code, out) == (1, "")
    assert "run `graphkit build` first" in err
