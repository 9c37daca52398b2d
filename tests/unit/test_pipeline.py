"""The build: pure, and at home with corpora that say little."""

from __future__ import annotations

import logging
from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest

from graphkit.blocks import Means
from graphkit.errors import CorpusError
from graphkit.model import Article, Island
from graphkit.options import Options
from graphkit.pipeline import build
from tests.support.builders import make_article, make_related
from tests.support.comparing import whole

BRIDGE = "Old bridge closes after the flood"
CHESS = "Chess champion resigns"


def members(*articles: Article) -> list[tuple[str, ...]]:
    """The articles of each story."""
    return [cluster.articles for cluster in build(articles).clusters]


def test_a_build_prints_nothing_logs_no_warning_and_changes_no_input(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    articles = [make_article("b", title=BRIDGE, related=("c", "nobody")), make_article("a", title=BRIDGE)]
    before = deepcopy(articles)
    with caplog.at_level(logging.WARNING):
        build(articles)
    assert articles == before
    assert capsys.readouterr() == ("", "")
    assert caplog.records == []


def test_two_builds_of_one_corpus_are_equal_and_share_nothing() -> None:
    articles = [make_article("a", title=BRIDGE), make_article("b", title=BRIDGE), make_related("c", title=CHESS)]
    one, other = build(articles), build(iter(articles))
    assert whole(one) == whole(other)
    one.graph.nodes["a"]["label"] = "changed"
    assert whole(one) != whole(other)


def test_the_graph_says_how_it_was_made_and_what_is_in_it() -> None:
    options = Options(seed=3, title="Bridges")
    graph = build([make_article("a", topics=("Bridges",)), make_related("b", title=CHESS)], options).graph
    assert graph.graph.keys() == {"graphkit"}
    made = dict(graph.graph["graphkit"])
    assert made.pop("version")
    assert made == {
        "schema": 1,
        "options": options.model_dump(exclude={"vectors_weight"}),
        "counts": {
            "articles": 1,
            "related": 1,
            "providers": 1,
            "topics": 1,
            "edges": {"related": 0, "similar": 0, "published_by": 2, "has_topic": 1},
            "clusters": 0,
        },
    }


def test_every_node_has_a_place_and_every_story_its_island() -> None:
    articles = [make_article(letter, title=title) for letter, title in zip("abcd", [BRIDGE, CHESS] * 2, strict=True)]
    story_graph = build(articles)
    assert [
        node for node, attributes in story_graph.graph.nodes(data=True) if not {"x", "y"} <= attributes.keys()
    ] == []
    assert all(isinstance(island, Island) for island in story_graph.islands)
    assert [island.cluster for island in story_graph.islands] == [cluster.id for cluster in story_graph.clusters]
    assert len(story_graph.islands) == 2


def test_progress_is_told_by_stage() -> None:
    stages: list[str] = []
    build([make_article("a"), make_article("b")], on_progress=lambda stage, done, total: stages.append(stage))
    assert list(dict.fromkeys(stages)) == [
        "vectors",
        "comparing",
        "stories",
        "names",
        "threads",
        "reasons",
        "layout",
        "graph",
    ]


def test_no_articles_make_an_empty_graph() -> None:
    story_graph = build([])
    assert (len(story_graph.graph), story_graph.clusters, story_graph.islands, story_graph.threads) == (0, (), (), ())


def test_one_article_is_in_no_story() -> None:
    story_graph = build([make_article("a")])
    assert list(story_graph.graph) == ["a", "provider:example.org"]
    assert story_graph.clusters == ()


@pytest.mark.parametrize(
    ("title", "is_story"),
    [
        pytest.param(BRIDGE, True, id="words"),
        pytest.param("東京で地震", True, id="words without spaces"),
        pytest.param("What is it that they are", False, id="stop words only"),
        pytest.param("?!", False, id="no letters"),
        pytest.param("", False, id="no text"),
    ],
)
def test_articles_of_one_text_at_one_time_are_one_story_unless_it_says_nothing(title: str, is_story: bool) -> None:
    expected = [("a", "b", "c", "d")] if is_story else []
    assert members(*(make_article(letter, title=title) for letter in "abcd")) == expected


FLOOD = (
    (
        "Old bridge closes after flood",
        "The river rose two meters overnight and the council closed the old bridge until engineers have inspected it.",
    ),
    (
        "Flood shuts Eastford's old bridge",
        "Engineers will inspect the pillars of the bridge, which the council closed on Monday as the river rose.",
    ),
    (
        "Traffic jams as river forces bridge to close",
        "Drivers waited for hours in Eastford after the flood; ferries carry those on foot.",
    ),
)
STRANGERS = (
    ("Chess champion resigns in game nine", "Orlov could not hold the endgame and gave up after fifty moves."),
    ("Museum shows lost paintings", "They were found in an attic."),
)


@pytest.mark.parametrize(("n_flood", "n_strangers"), [(2, 0), (2, 1), (3, 0), (3, 2), (2, 2)])
def test_a_corpus_of_a_few_articles_finds_its_story(n_flood: int, n_strangers: int) -> None:
    corpus = [
        make_article(f"{n}", days=n / 4, title=title, excerpt=excerpt, domain=f"{n}.example")
        for n, (title, excerpt) in enumerate([*FLOOD[:n_flood], *STRANGERS[:n_strangers]])
    ]
    assert members(*corpus) == [tuple("012"[:n_flood])]


@pytest.mark.parametrize("n_articles", [2, 3, 5])
def test_a_few_articles_on_as_many_matters_make_no_story(n_articles: int) -> None:
    texts = [FLOOD[0], *STRANGERS, ("Pupils vaccinated", "Doctors come to Northport."), ("Apple juice", "It is dear.")]
    corpus = [make_article(f"{n}", title=title, excerpt=excerpt) for n, (title, excerpt) in enumerate(texts)]
    assert members(*corpus[:n_articles]) == []


def test_texts_of_scripts_without_spaces_meet() -> None:
    titles = {
        "a": "博物館で新しい恐竜の化石を公開",
        "b": "恐竜の化石、博物館で公開始まる",
        "c": "长江大桥因洪水关闭",
        "d": "洪水过后长江大桥仍关闭",
        "e": "首相が辞任を表明",
    }
    assert sorted(members(*(make_article(letter, title=title) for letter, title in titles.items()))) == [
        ("a", "b"),
        ("c", "d"),
    ]


def test_without_dates_texts_alone_make_stories() -> None:
    corpus = [
        make_article(letter, days=None, title=title) for letter, title in zip("abcd", [BRIDGE, CHESS] * 2, strict=True)
    ]
    assert sorted(members(*corpus)) == [("a", "c"), ("b", "d")]


def test_a_declared_link_joins_articles_whose_texts_share_a_little() -> None:
    texts = {"a": BRIDGE, "b": "Ferry replaces the bridge", "c": CHESS, "d": "Orchard wins a prize"}
    corpus = [make_article(letter, title=title, related=("b",) * (letter == "a")) for letter, title in texts.items()]
    assert members(*corpus) == [("a", "b")]


def test_a_declared_link_without_any_support_joins_nobody() -> None:
    corpus = [make_article("a", title=BRIDGE, related=("b",)), make_article("b", days=300, title=CHESS)]
    story_graph = build(corpus)
    assert story_graph.clusters == ()
    assert story_graph.graph.edges["a", "b"]["relation"] == "related"


def test_two_articles_of_one_id_are_refused() -> None:
    with pytest.raises(CorpusError) as caught:
        build([make_article("a", title="One"), make_article("b"), make_article("a", title="Two")])
    assert str(caught.value) == "two articles with the id 'a': 'One' and 'Two'"


def test_an_id_that_looks_like_a_providers_is_refused() -> None:
    with pytest.raises(CorpusError, match=r"the id 'provider:example\.org' is like that of a provider or topic"):
        build([make_article("provider:example.org"), make_article("b")])


NO_WORD_IN_COMMON = {"a": "Old bridge closes after the flood", "b": "Pont fermé: la crue emporte une pile"}
OTHERS = {
    "c": CHESS,
    "d": "Apple juice becomes dear",
    "e": "Museum shows lost paintings",
    "f": "Doctors visit Northport",
    "g": "Budget debate tonight",
    "h": "Rail strike continues",
}


def in_two_languages(**options: float) -> tuple[list[Article], dict[str, list[float]], Options]:
    """Two articles that share no word and whose vectors are nearly one, among strangers; their ids' vectors."""
    titles = NO_WORD_IN_COMMON | OTHERS
    axes = {name: [float(name == other) for other in ("a", *OTHERS)] for name in ("a", *OTHERS)}
    vectors = {name: axes.get(name, [0.9, *[0.1] * len(OTHERS)]) for name in titles}
    return [make_article(name, title=title) for name, title in titles.items()], vectors, Options(**options)


def test_vectors_with_a_weight_join_articles_that_share_no_word() -> None:
    articles, vectors, options = in_two_languages(vectors_weight=0.5)
    story_graph = build(articles, options, vectors=vectors)
    assert [cluster.articles for cluster in build(articles).clusters] == []
    assert [cluster.articles for cluster in story_graph.clusters] == [("a", "b")]
    edge = story_graph.graph.edges["a", "b"]
    assert (edge["similarity"], edge["shared_terms"], edge["inferred"]) == (0.0, [], True)
    assert 0.8 < edge["meaning"] <= 1
    assert story_graph.graph.graph["graphkit"]["options"] == options.model_dump()


def test_rows_of_an_array_are_in_the_order_of_the_articles() -> None:
    articles, vectors, options = in_two_languages(vectors_weight=0.5)
    articles.reverse()
    as_array = np.array([vectors[article.id] for article in articles])
    assert whole(build(iter(articles), options, vectors=as_array)) == whole(build(articles, options, vectors=vectors))


def test_vectors_of_no_weight_and_a_weight_without_vectors_change_nothing_and_say_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    articles, vectors, _ = in_two_languages()
    plain = build(articles)
    assert whole(build(articles, vectors=vectors)) == whole(plain)
    assert whole(build(articles, Options(vectors_weight=0.5))) == whole(plain)
    assert [record.getMessage() for record in caplog.records] == [
        "vectors are given, but vectors_weight is 0, so they count for nothing: set it, such as to 0.3",
        "vectors_weight is 0.5, but no vectors are given: the texts alone count",
    ]


def test_of_an_article_without_a_vector_the_text_alone_counts() -> None:
    articles = [make_article("a", title=BRIDGE), make_article("b", title=BRIDGE), make_article("c", title=CHESS)]
    plain, blended = build(articles), build(articles, Options(vectors_weight=1.0), vectors={"c": [1.0, 0.0]})
    assert blended.clusters == plain.clusters
    assert blended.graph.edges["a", "b"]["weight"] == plain.graph.edges["a", "b"]["weight"]


def test_with_vectors_blocks_of_any_size_give_the_same(tmp_path: Path) -> None:
    articles, vectors, options = in_two_languages(vectors_weight=0.5)
    for blended in (vectors, {name: vector for name, vector in vectors.items() if name != "b"}):
        means = Means(folder=str(tmp_path), resume=True, articles_a_block=2)
        expected = build(articles, options, vectors=blended)
        assert whole(build(articles, options, vectors=blended, means=means)) == whole(expected)
