from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from enum import Enum, IntEnum
from typing import Any

import numpy as np
import pytest

from graphkit.graph.attributes import stories_of_articles, to_plain, to_plain_attributes, to_text
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


def test_plain_attributes_are_handed_back_and_not_copied() -> None:
    attributes = {"title": "Köln\n東京", "topics": ["a", ["b"]], "heat": 0.5, "options": {"seed": 1}, "is_copy": False}
    assert to_plain_attributes(attributes) is attributes


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({"a": None, "b": 1}, {"b": 1}),
        ({"a\x00": 1}, {"a": 1}),
        ({1: "b"}, {"1": "b"}),
        ({"a": ["b", None]}, {"a": ["b"]}),
        ({"a": [1, np.int8(1)]}, {"a": [1, 1]}),
        ({"a": {"b": "\x00"}}, {"a": {"b": ""}}),
    ],
    ids=repr,
)
def test_attributes_become_plain_in_a_mapping_of_their_own(
    attributes: dict[Any, Any], expected: dict[str, Any]
) -> None:
    before = repr(attributes)
    assert (to_plain_attributes(attributes), repr(attributes)) == (expected, before)


def test_every_article_of_a_story_is_known_by_the_name_of_the_story() -> None:
    assert stories_of_articles(make_story_graph()) == {
        "example.org/bridge": "Bridge · repair",
        "example.net/bridge-copy": "Bridge · repair",
        "h-unknown": "Bridge · repair",
        "journal.example/strike": "鉄道 · strike",
        "journal.example/strike-ends": "鉄道 · strike",
    }
