"""The benchmark of quality: corpora are read alike from either form, and every method still runs."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pytest

from benchmarks.quality import (
    METHODS,
    NUMBERS,
    GoldCorpus,
    Method,
    among_strangers,
    differences,
    find_best,
    main,
    measure,
    read_gold_corpus,
    score_held_out,
)
from graphkit.evaluation.measures import b3_and_pair_f1
from tests.support.builders import make_article
from tests.support.planted import planted_corpus, story_of
from tests.support.posts import write_post


@pytest.fixture
def corpus_file(tmp_path: Path) -> Path:
    """A planted corpus as JSON lines."""
    path = tmp_path / "planted.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        for article in planted_corpus(6):
            record = {
                "id": article.id,
                "title": article.title,
                "url": article.url,
                "published": article.published and article.published.replace(tzinfo=None).isoformat(),
                "story": story_of(article),
            }
            lines.write(json.dumps(record) + "\n")
    return path


def test_a_folder_of_posts_is_the_same_corpus_as_a_file(corpus_file: Path, tmp_path: Path) -> None:
    from_lines = read_gold_corpus(corpus_file)
    stories = {}
    for article in from_lines.articles:
        when = article.published and article.published.isoformat()
        write_post(tmp_path / "posts", f"{article.id}.md", title=article.title, url=article.url, date=when)
        stories[f"{article.id}.md"] = story_of(article)
    (tmp_path / "posts.gold.json").write_text(json.dumps(stories), encoding="utf-8")
    from_posts = read_gold_corpus(tmp_path / "posts")
    assert (from_lines.name, from_posts.name) == ("planted", "posts")
    assert sorted(np.bincount(from_posts.stories)) == sorted(np.bincount(from_lines.stories)) == [4] * 6
    assert {(a.title, a.published) for a in from_posts.articles} == {
        (a.title, a.published) for a in from_lines.articles
    }


# What was planted differs by its days above all.
DATELESS = "no decay (dates kept)"


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_every_method_finds_most_of_what_was_planted(corpus_file: Path, method: Method) -> None:
    corpus = read_gold_corpus(corpus_file)
    b3, pair = b3_and_pair_f1(find_best(method, corpus), corpus.stories)
    assert (0.25 if method.name == DATELESS else 0.5) < b3 <= 1
    assert (0.1 if method.name == DATELESS else 0.3) < pair <= 1


def test_a_difference_in_every_story_is_certain_and_one_in_a_single_story_is_not() -> None:
    truth, alone = np.arange(80) // 4, np.arange(80)
    gains, errors = differences(truth, alone, truth)
    assert (gains > 2 * errors).all()
    but_one = np.where(truth == 7, alone + 100, truth)
    gains, errors = differences(truth, but_one, truth)
    assert (gains > 0).all()
    assert (gains <= 2 * errors).all()


def test_a_single_story_is_never_certain() -> None:
    gains, errors = differences(np.zeros(4, dtype=int), np.arange(4), np.zeros(4, dtype=int))
    assert (gains <= 2 * errors).all()


def test_the_table_has_a_row_for_each_method(corpus_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(corpus_file), "--only", "defaults"])
    header, line, row, *rest = capsys.readouterr().out.splitlines()
    assert (header, line) == ("| method | mean | planted |", "| --- | --- | --- |")
    assert row.startswith("| **graphkit, defaults** | ")
    assert rest == ["", "`*` differs from the first row by more than two standard errors."]


def test_a_number_is_chosen_on_the_other_corpora_and_measured_on_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    # What half and twice of the pace give.
    gains = {"one": {0.5: 0.1, 2.0: 0.3}, "two": {0.5: 0.2, 2.0: -0.1}, "three": {0.5: -0.1, 2.0: 0.1}}

    def fake(corpus: GoldCorpus, changes: Iterable[Mapping[str, float]]) -> list[tuple[float, float]]:
        found = [gains[corpus.name].get(change.get("pace", 1.0), 0.0) for change in changes]
        return [(0.5 + gain, 0.3 + gain) for gain in found]

    monkeypatch.setattr("benchmarks.quality.measure", fake)
    corpora = [GoldCorpus(name, (), np.arange(0), np.arange(0)) for name in gains]
    rows = {name: cells for name, *cells in score_held_out(corpora)}
    assert rows.pop("**shipped**") == ["", *[".500/.300"] * 4]
    assert rows.pop("`pace`") == ["0.5", "-.033", "×0.5 +.100", "×2 -.100", "×0.5 -.100"]
    assert rows.pop("all of these") == ["", "-.033", "+.100", "-.100", "-.100"]
    assert [name.strip("`") for name in rows] == [name for name in NUMBERS if name != "pace"]
    assert {tuple(cells[1:]) for cells in rows.values()} == {("+.000", "=", "=", "=")}


def test_numbers_that_are_multiplied_reach_the_method(corpus_file: Path) -> None:
    corpus = read_gold_corpus(corpus_file)
    shipped, finer, same = measure(corpus, [{}, {"resolution": 20.0}, {"pace": 1.0}])
    assert shipped == same == b3_and_pair_f1(find_best(METHODS[0], corpus), corpus.stories)
    assert finer < shipped


def test_corpora_without_dates_are_measured_as_such(corpus_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(corpus_file), "--held-out"])
    dated = capsys.readouterr().out
    main([str(corpus_file), "--held-out", "--undated"])
    undated = capsys.readouterr().out
    assert dated != undated
    assert dated.splitlines()[0] == undated.splitlines()[0] == "| number | shipped | mean gain | planted |"


def test_strangers_lie_within_the_days_of_the_corpus_and_each_is_a_story_of_its_own(corpus_file: Path) -> None:
    corpus = read_gold_corpus(corpus_file)
    archive = [make_article(f"s{n}", days=40 * (n // 2), title=f"Stranger {n}") for n in range(20)]
    mixed = among_strangers(corpus, archive)
    strangers = [article for article in mixed.articles if article.id.startswith("stranger ")]
    dates = sorted(article.published for article in corpus.articles if article.published)
    assert len(strangers) == 10
    assert len(mixed.articles) == len(corpus.articles) + 10
    assert all(article.published and dates[0] <= article.published <= dates[-1] for article in strangers)
    story_of = dict(zip((mixed.articles[number].id for number in mixed.known), mixed.stories.tolist(), strict=True))
    assert len({story_of[article.id] for article in strangers}) == 10
    before = dict(zip((corpus.articles[number].id for number in corpus.known), corpus.stories.tolist(), strict=True))
    pairs = [(one, other) for one in before for other in before]
    assert all((before[one] == before[other]) is (story_of[one] == story_of[other]) for one, other in pairs)
