"""The installed ``graphkit evaluate``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.conftest import SEEDS
from tests.support.command import Result, graphkit


def test_the_seeds_are_evaluated_alike_under_any_hash_seed(tmp_path: Path) -> None:
    results = [graphkit("evaluate", SEEDS, "--json", cwd=tmp_path, PYTHONHASHSEED=seed) for seed in ("0", "4711")]
    assert results[0] == results[1]
    assert (results[0].code, results[0].stderr) == (0, "")
    record = json.loads(results[0].stdout)
    assert (record["articles"], record["declared"]) == (32, 27)
    assert record["rankings"][0]["auc"] > 0.9
    assert list(tmp_path.iterdir()) == []


def test_posts_without_related_items_need_gold_stories(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Flood\n---\n")
    message = (
        "error: no article lists another as related, so there is nothing to hold the links against; "
        "name a file of known stories with --gold\n"
    )
    assert graphkit("evaluate", "a.md", cwd=tmp_path) == Result(1, "", message)
