"""The installed ``graphkit evaluate``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.conftest import SEEDS
from tests.support.command import Run, graphkit


def test_the_seeds_are_evaluated_alike_under_any_hash_seed(folder: Path, run: Run) -> None:
    """In a process of its own, and in this one, whose hash seed is another."""
    result = graphkit("evaluate", SEEDS, "--json", cwd=folder, PYTHONHASHSEED="4711")
    assert run("evaluate", str(SEEDS), "--json") == (result.code, result.stdout, result.stderr)
    assert (result.code, result.stderr) == (0, "")
    record = json.loads(result.stdout)
    assert (record["articles"], record["declared"]) == (32, 27)
    assert record["rankings"][0]["auc"] > 0.9
    assert list(folder.iterdir()) == []


def test_posts_without_related_items_need_gold_stories(folder: Path, run: Run) -> None:
    (folder / "a.md").write_text("---\ntitle: Flood\n---\n")
    message = (
        "error: no article lists another as related, so there is nothing to hold the links against; "
        "name a file of known stories with --gold\n"
    )
    assert run("evaluate", "a.md") == (1, "", message)
