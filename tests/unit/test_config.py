"""Configuration: which source of an option wins, and what is said about mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.config import find_options
from graphkit.errors import OptionError
from graphkit.options import Options

PYPROJECT = "[project]\nname = 'newsroom'\n[tool.graphkit]\n"


def test_without_any_source_the_defaults_hold(tmp_path: Path) -> None:
    assert find_options({}, {}, tmp_path) == Options()


def test_the_command_line_goes_before_the_environment_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "graphkit.toml").write_text("seed = 1\nneighbors = 1\ntitle = 'from the file'\ncopy-days = 1\n")
    environment = {"GRAPHKIT_SEED": "2", "GRAPHKIT_NEIGHBORS": "2", "HOME": "/home"}
    given = {"seed": 3, "neighbors": None}
    assert find_options(given, environment, tmp_path) == Options(
        seed=3, neighbors=2, title="from the file", copy_days=1.0
    )


def test_a_file_of_its_own_goes_before_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT + "seed = 1\nneighbors = 1\n")
    assert find_options({}, {}, tmp_path) == Options(seed=1, neighbors=1)
    (tmp_path / "graphkit.toml").write_text("seed = 2\n")
    assert find_options({}, {}, tmp_path) == Options(seed=2)


def test_a_pyproject_without_a_table_for_graphkit_sets_nothing(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'newsroom'\n[tool]\nother = 1\n")
    assert find_options({}, {}, tmp_path) == Options()


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "graphkit.toml").write_text("\ufeffseed = 1\n", encoding="utf-8")
    assert find_options({}, {}, tmp_path) == Options(seed=1)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("resolutoin = 0.1", "graphkit.toml: resolutoin: there is no such option; the nearest is resolution"),
        ("resolution = 2", "graphkit.toml: resolution: expected less than 1, got 2"),
        ("copy-days = 'two'", "graphkit.toml: copy-days: expected a valid number"),
        ("[seed]\nx = 1", "graphkit.toml: seed: expected a valid integer, got {'x': 1}"),
        ("seed =", "graphkit.toml: cannot be read as TOML: Invalid value"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_place(tmp_path: Path, toml: str, message: str) -> None:
    (tmp_path / "graphkit.toml").write_text(toml)
    with pytest.raises(OptionError) as caught:
        find_options({}, {}, tmp_path)
    assert str(caught.value).startswith(message)


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "graphkit.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(OptionError, match=r"^graphkit\.toml: cannot be read as TOML"):
        find_options({}, {}, tmp_path)


def test_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\ngraphkit = 3\n")
    with pytest.raises(OptionError) as caught:
        find_options({}, {}, tmp_path)
    assert str(caught.value) == "pyproject.toml: expected a table of options, got 3"


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        (
            "GRAPHKIT_RESOLUTOIN",
            "0.1",
            "GRAPHKIT_RESOLUTOIN: there is no such option; the nearest is GRAPHKIT_RESOLUTION",
        ),
        ("GRAPHKIT_SEED", "-1", "GRAPHKIT_SEED: expected greater than or equal to 0, got '-1'"),
    ],
)
def test_a_mistake_in_the_environment_is_told_with_its_variable(
    tmp_path: Path, variable: str, value: str, message: str
) -> None:
    with pytest.raises(OptionError) as caught:
        find_options({}, {variable: value}, tmp_path)
    assert str(caught.value) == message


def test_a_mistake_on_the_command_line_is_told_with_its_switch(tmp_path: Path) -> None:
    (tmp_path / "graphkit.toml").write_text("copy_similarity = 0.9\n")
    with pytest.raises(OptionError) as caught:
        find_options({"copy_similarity": 3.0}, {"GRAPHKIT_COPY_SIMILARITY": "0.8"}, tmp_path)
    assert str(caught.value) == "--copy-similarity: expected less than or equal to 1, got 3.0"
