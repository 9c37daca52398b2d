"""Evaluation of corpora in which the truth was planted."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from graphkit import build, evaluate
from graphkit.errors import CorpusError, GoldError
from graphkit.evaluation.trials import TOO_FEW
from graphkit.model import Article
from graphkit.options import Options
from tests.support.builders import make_article
from tests.support.planted import planted_corpus, story_of

PLANTED = planted_corpus(30)
GOLD = {article.id: story_of(article) for article in PLANTED}


def with_shuffled_links(articles: tuple[Article, ...]) -> tuple[Article, ...]:
    """Every article lists another one, no matter which."""
    random = Random(0)
    return tuple(replace(article, related=(random.choice(articles).id,)) for article in articles)


def test_links_within_planted_stories_are_found_again() -> None:
    evaluation = evaluate(PLANTED)
    assert (evaluation.articles, evaluation.declared, evaluation.inferred_too) == (120, 90, 1.0)
    without_decay = evaluation.rankings[-1]
    assert without_decay.decay_days is None
    for area in (without_decay.auc, without_decay.auc_near):
        assert area is not None
        assert area > 0.99
    assert without_decay.mean_reciprocal_rank > 0.6  # the other members of a story are as near as the declared one
    assert evaluation.groups is not None
    assert evaluation.groups.b3_f1 > 0.85


def test_links_at_random_are_found_by_chance() -> None:
    evaluation = evaluate(with_shuffled_links(PLANTED), tune=True)
    for ranking in evaluation.rankings:
        for area in (ranking.auc, ranking.auc_near):
            assert area == pytest.approx(0.5, abs=0.1)
        assert ranking.mean_reciprocal_rank < 0.2
    assert evaluation.suggested_options == evaluation.options


def test_what_the_files_declare_changes_no_likeness() -> None:
    half = tuple(
        replace(article, related=article.related if number % 2 else ()) for number, article in enumerate(PLANTED)
    )
    assert evaluate(PLANTED, gold=GOLD).gold_by_texts == evaluate(half, gold=GOLD).gold_by_texts


def test_the_stories_held_against_gold_are_those_of_a_build() -> None:
    options = Options(resolution=0.3)
    clusters = build(PLANTED, options).clusters
    stories = {article: cluster.id for cluster in clusters for article in cluster.articles}
    as_gold = {article.id: stories.get(article.id, article.id) for article in PLANTED}
    found = evaluate(PLANTED, options, as_gold).gold
    assert found is not None
    assert (found.b3_f1, found.pair_f1, found.v_measure) == (1.0, 1.0, 1.0)


def test_gold_stories_suffice_without_declared_links() -> None:
    unlinked = [replace(article, related=()) for article in PLANTED]
    evaluation = evaluate(unlinked, gold=GOLD)
    assert (evaluation.declared, evaluation.inferred_too, evaluation.rankings, evaluation.groups) == (0, None, (), None)
    assert evaluation.gold == evaluation.gold_by_texts
    assert evaluation.gold is not None
    assert (evaluation.gold.articles, evaluation.gold.stories) == (120, 30)


@pytest.mark.parametrize("gold", [None, GOLD], ids=["declared links", "gold stories"])
def test_a_bad_setting_is_told_from_a_good_one(gold: dict[str, str] | None) -> None:
    advice = evaluate(PLANTED, Options(resolution=0.9), gold, tune=True).advice
    assert advice is not None
    assert advice.suggestion is not None
    assert advice.verdict == "better than the settings in force"
    suggested = Options().model_copy(update=advice.suggestion.options)
    assert suggested.resolution < 0.9
    as_suggested = evaluate(PLANTED, suggested, gold)
    scores = as_suggested.groups if gold is None else as_suggested.gold
    assert scores is not None
    assert (scores.b3_f1, scores.pair_f1) == (advice.suggestion.b3_f1, advice.suggestion.pair_f1)


def test_without_tuning_no_other_setting_is_tried() -> None:
    evaluation = evaluate(PLANTED, Options(resolution=0.9, decay_days=4))
    assert evaluation.advice is None
    assert [ranking.decay_days for ranking in evaluation.rankings] == [4, None]
    assert evaluation.suggested_options == evaluation.options


def test_a_small_corpus_is_too_little_to_tell() -> None:
    evaluation = evaluate(planted_corpus(3), Options(resolution=0.9), tune=True)
    assert evaluation.advice is not None
    assert (evaluation.advice.verdict, evaluation.advice.trials) == (TOO_FEW, ())
    assert evaluation.suggested_options == evaluation.options


def test_the_order_of_articles_and_of_gold_changes_nothing() -> None:
    corpus = planted_corpus(20)
    gold = {article.id: story_of(article) for article in corpus}
    backwards = dict(reversed(gold.items()))
    assert evaluate(corpus, gold=gold, tune=True) == evaluate(reversed(corpus), gold=backwards, tune=True)


def test_without_anything_known_the_next_step_is_told() -> None:
    with pytest.raises(CorpusError, match=r"no article lists another as related, .* with --gold"):
        evaluate([make_article("a"), make_article("b", related=("nobody",))])


def test_gold_of_another_corpus_is_refused() -> None:
    with pytest.raises(GoldError, match="none of its 1 articles is in the corpus"):
        evaluate([make_article("a")], gold={"z": "story"})


def test_texts_without_words_and_without_dates_are_evaluated_as_well() -> None:
    articles = [make_article(letter, days=None, title="", related=("a",)) for letter in "abcd"]
    evaluation = evaluate(articles)
    assert evaluation.declared == 3
    assert evaluation.inferred_too == 0.0
    assert {ranking.auc_near for ranking in evaluation.rankings} == {None}


def test_progress_is_told_by_stage() -> None:
    stages: list[str] = []
    evaluate(PLANTED, tune=True, on_progress=lambda stage, done, total: stages.append(stage))
    assert list(dict.fromkeys(stages)) == ["vectors", "comparing", "ranking", "settings"]
    assert np.unique(stages).size == 4
