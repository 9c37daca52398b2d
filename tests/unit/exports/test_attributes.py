from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from enum import Enum, IntEnum
from typing import Any

import networkx as nx
import numpy as np
import pytest

from graphkit.exports.attributes import renamed_nodes, stories_of_articles, to_plain, to_text
from graphkit.model import NodeKind
from tests.support.graphs import make_story_graph


class Rank(IntEnum):
    FIRST = 1


class Color(Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text\r\nwith\x00 \ud800controls", "text\nwith controls"),
        (True, True),
        (-3, -3),
        (0.5, 0.5),
        (None, None),
        (float("nan"), None),
        (float("inf"), None),
        (NodeKind.ARTICLE, "article"),
        (Rank.FIRST, 1),
        (Color.RED, "red"),
        (np.float32(0.5), 0.5),
        (np.int8(3), 3),
        (np.bool_(True), True),
        (np.float64("nan"), None),
        (np.str_("text"), "text"),
        (np.arange(3), [0, 1, 2]),
        (datetime(2021, 3, 1, 13, tzinfo=timezone(timedelta(hours=1))), "2021-03-01T12:00:00Z"),
        (datetime(2021, 3, 1, 13), "2021-03-01T13:00:00"),
        (date(2021, 3, 1), "2021-03-01"),
        (("a", None, 1), ["a", 1]),
        pytest.param({"b", "a"}, ["a", "b"], id="a set"),
        ({"a": None, 1: {"b": (2,)}}, {"1": {"b": [2]}}),
        (1 + 2j, "(1+2j)"),
    ],
    ids=repr,
)
def test_a_value_becomes_what_json_knows(value: object, expected: object) -> None:
    actual = to_plain(value)
    assert (actual, type(actual)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a"),
        (True, "true"),
        (1, "1"),
        (0.1, "0.1"),
        (["a", 1, ["b"]], "a; 1; b"),
        ({"a": ["é"]}, '{"a": ["é"]}'),
        ([], ""),
    ],
)
def test_a_value_becomes_text_of_one_line(value: Any, expected: str) -> None:
    assert to_text(value) == expected


def test_ids_that_can_be_written_keep_their_names() -> None:
    assert renamed_nodes(make_story_graph().graph) == {}


def test_ids_that_cannot_be_written_get_names_of_their_own() -> None:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(["5", 5, "a", "a\x00", "a\x01", ""])
    assert renamed_nodes(graph) == {
        5: "5 (2)",
        "a\x00": "a (2)",
        "a\x01": "a (3)",
        "": "node",
    }


def test_every_article_of_a_story_is_known_by_the_name_of_the_story() -> None:
    assert stories_of_articles(make_story_graph()) == {
        "example.org/bridge": "Bridge · repair",
        "example.net/bridge-copy": "Bridge · repair",
        "h-unknown": "Bridge · repair",
        "journal.example/strike": "鉄道 · strike",
        "journal.example/strike-ends": "鉄道 · strike",
    }
