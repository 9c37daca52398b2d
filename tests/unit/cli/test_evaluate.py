"""``graphkit evaluate`` in this process: tables, JSON, suggested settings, errors."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from graphkit.cli.evaluate import render_config
from graphkit.config import find_options
from graphkit.options import Options
from tests.support.command import Run
from tests.support.planted import planted_corpus, story_of
from tests.support.posts import write_post


@pytest.fixture
def evaluate(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Evaluate in an empty folder; returns exit code, stdout and stderr."""
    monkeypatch.setenv("COLUMNS", "80")
    return lambda *arguments: run("evaluate", *arguments)


def write_planted(n_stories: int) -> None:
    """A planted corpus as posts in ``seeds``, and its stories in ``gold.csv``."""
    corpus = planted_corpus(n_stories)
    by_id = {article.id: article for article in corpus}
    rows = ["article,story"]
    for article in corpus:
        related = [{"title": by_id[listed].title, "url": by_id[listed].url} for listed in article.related]
        file = f"{article.id}.md"
        when = article.published.isoformat() if article.published else None
        write_post(Path("seeds"), file, title=article.title, url=article.url, date=when, related=related)
        rows.append(f"{file},{story_of(article)}")
    Path("gold.csv").write_text("\n".join(rows), encoding="utf-8")


def test_links_are_held_against_declared_ones(evaluate: Run) -> None:
    write_planted(4)
    code, out, err = evaluate()
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "16 articles, 12 declared links, of which the texts alone link 100% as well"
    assert [line.split()[0] for line in lines[4:6]] == ["1", "none"]
    assert max(map(len, lines)) <= 80


def test_json_holds_every_figure(evaluate: Run) -> None:
    write_planted(4)
    arguments = ("--json", "--gold", "gold.csv", "--decay-days", "4")
    code, out, err = evaluate(*arguments)
    assert (code, err) == (0, "")
    record = json.loads(out)
    assert (record["articles"], record["declared"], record["gold"]["articles"]) == (16, 12, 16)
    assert [ranking["decay_days"] for ranking in record["rankings"]] == [4, None]
    assert record["options"] == Options(decay_days=4).model_dump()
    assert record["advice"] is None
    tuned = json.loads(evaluate(*arguments, "--tune")[1])
    assert [ranking["decay_days"] for ranking in tuned["rankings"]] == [0.15, 0.4, 1, 2.5, 4, 6, 15, None]
    verdict = "too little to tell: fewer than 20 stories of two articles and more are known"
    assert tuned["advice"] == {
        "trials": [],
        "gain": None,
        "standard_error": None,
        "suggestion": None,
        "verdict": verdict,
    }
    assert evaluate(*arguments[1:], "--tune")[1].splitlines()[-1] == verdict


def test_a_better_setting_is_told_as_lines_that_a_build_reads(evaluate: Run, tmp_path: Path) -> None:
    write_planted(25)
    arguments = ("--gold", "gold.csv", "--resolution", "0.9", "--tune")
    code, out, err = evaluate(*arguments)
    assert (code, err) == (0, "")
    *_, gain, verdict, decay_days, resolution = out.splitlines()
    assert verdict == "better than the settings in force; the lines for graphkit.toml:"
    (tmp_path / "graphkit.toml").write_text(f"{decay_days}\n{resolution}\n", encoding="utf-8")
    options = find_options({}, {}, tmp_path)
    assert options.resolution < 0.9
    Path("graphkit.toml").unlink()

    advice = json.loads(evaluate(*arguments, "--json")[1])["advice"]
    assert options == Options(
        decay_days=advice["suggestion"]["decay_days"], resolution=advice["suggestion"]["resolution"]
    )
    figures = f"{advice['gain']:+.3f}, standard error {advice['standard_error']:.3f}"
    assert gain == f"Gain on held-out stories: {figures}"
    assert advice["gain"] > 2 * advice["standard_error"]


def test_where_the_defaults_are_good_that_is_said_plainly(evaluate: Run) -> None:
    write_planted(25)
    code, out, err = evaluate("--tune")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "no better than the defaults"
    assert max(map(len, out.splitlines())) <= 80


def test_a_better_setting_is_written_and_a_build_reads_it(evaluate: Run, tmp_path: Path) -> None:
    write_planted(25)
    arguments = ("--gold", "gold.csv", "--resolution", "0.9", "--title", "Bridges")
    code, _, err = evaluate(*arguments, "--write-config", "graphkit.toml")
    assert code == 0
    assert err.startswith("wrote graphkit.toml")
    options = find_options({}, {}, tmp_path)
    assert (options.title, options.resolution < 0.9) == ("Bridges", True)
    before = Path("graphkit.toml").read_bytes()

    code, out, err = evaluate("--write-config", "graphkit.toml")
    assert (code, out) == (1, "")
    assert err.startswith("error: graphkit.toml: is there already and is left as it is")
    assert Path("graphkit.toml").read_bytes() == before


def test_where_nothing_is_better_nothing_is_written(evaluate: Run) -> None:
    write_planted(4)
    code, _, err = evaluate("--write-config", "graphkit.toml")
    assert (code, err) == (0, "graphkit.toml was not written: there is nothing to suggest\n")
    assert not Path("graphkit.toml").exists()
    assert evaluate("-q", "--write-config", "graphkit.toml") == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--gold", "nowhere.csv"), "error: nowhere.csv: cannot be read: No such file or directory"),
        (("--gold", "other.csv"), "error: none of its 1 articles is in the corpus"),
        (("nowhere",), "error: nowhere: no such file or folder"),
        (("empty",), "error: empty: no usable post among 0 files"),
        (("lone",), "error: no article lists another as related"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_evaluated_fails_and_says_why(evaluate: Run, arguments: tuple[str, ...], message: str) -> None:
    write_planted(1)
    Path("empty").mkdir()
    write_post(Path("lone"), "a.md", title="Flood")
    Path("other.csv").write_text("article,story\nz.md,1\n")
    code, out, err = evaluate(*arguments)
    assert (code, out) == (1, "")
    assert err.startswith(message)


@pytest.mark.parametrize("title", ["Bridges", 'The "old" bridge \\ 橋 🌉', "\u0080 \x7f tab\t"])
def test_a_written_config_is_read_as_it_was_meant(tmp_path: Path, title: str) -> None:
    options = Options(title=title, decay_days=2.5, resolution=0.07, seed=3)
    text = render_config(options, "B³ F1 0.9")
    assert tomllib.loads(text) == {"title": title, "decay_days": 2.5, "resolution": 0.07, "seed": 3}
    (tmp_path / "graphkit.toml").write_text(text, encoding="utf-8")
    assert find_options({}, {}, tmp_path) == options
