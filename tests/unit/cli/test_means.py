"""Where a build is computed: what is told of wrong switches."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import Run

SEEDS = Path(__file__).parent.parent.parent.parent / "seeds"


@pytest.mark.parametrize(
    ("switches", "problem"),
    [
        (["--engine", "spark"], "engine: expected dask or dask://HOST:PORT, got 'spark'"),
        (["--engine", "dask://nowhere"], "engine: expected dask or dask://HOST:PORT, got 'dask://nowhere'"),
        (["--engine", "dask://localhost:1"], "workers elsewhere need a folder that they all reach"),
        (["--resume"], "--resume needs the folder of the interrupted build"),
    ],
)
def test_wrong_switches_are_told(tmp_path: Path, run: Run, switches: list[str], problem: str) -> None:
    code, _, said = run("build", str(SEEDS), "-o", str(tmp_path / "out"), *switches)
    assert (code, problem in " ".join(said.split())) == (2, True)
