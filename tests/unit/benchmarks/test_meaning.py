"""The benchmark of sentence vectors: every source is measured where it has vectors of a corpus."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.meaning import main
from tests.support.planted import planted_corpus, story_of
from tests.support.posts import write_post


def test_every_source_is_measured_with_every_weight(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stories = {}
    for article in planted_corpus(6):
        when = article.published and article.published.isoformat()
        write_post(tmp_path / "posts", f"{article.id}.md", title=article.title, url=article.url, date=when)
        stories[f"{article.id}.md"] = story_of(article)
    (tmp_path / "posts.gold.json").write_text(json.dumps(stories), encoding="utf-8")
    (tmp_path / "drawn").mkdir()
    (tmp_path / "nothing").mkdir()
    np.save(tmp_path / "drawn" / "posts.npy", np.random.default_rng(0).normal(size=(len(stories), 4)))
    folders = (option for name in ("drawn", "nothing") for option in ("--vectors", str(tmp_path / name)))
    main([str(tmp_path / "posts"), *folders, "--undated"])
    head, _, *rows = capsys.readouterr().out.splitlines()
    assert head == "| vectors, weight | mean gain | posts |"
    assert [row.split("|")[1].strip() for row in rows] == [
        "texts alone",
        *(f"{name}, {weight}" for name in ("latent semantic analysis", "drawn") for weight in (0.1, 0.3, 0.5)),
    ]
    assert rows[0].split("|")[2].strip() == "+0.000/+0.000"
