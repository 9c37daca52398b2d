"""Which files come first never matters, every file is in exactly one article, and ids are unique."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graphkit.sources.identity import assign_ids, identify
from graphkit.sources.records import Record
from tests.support.posts import make_record

PAGES = ["https://example.org/a", "https://example.org/b?id=1", "https://www.example.org/c/", "https://example.org/"]
AMP_PAGES = ["https://example.org/a/amp", "https://amp.example.org/d", "https://example.org/b?id=1&amp=1"]

listed = st.fixed_dictionaries(
    {"title": st.sampled_from(["Flood", "Rain", "flood!"])},
    optional={
        "webUrl": st.sampled_from(PAGES),
        "originalUrl": st.sampled_from(PAGES),
        "ampUrl": st.sampled_from(AMP_PAGES),
        "excerpt": st.sampled_from(["x", "y"]),
        "quality": st.integers(-1, 2),
        "topics": st.lists(st.sampled_from(["AI", "ai", "Rivers"]), max_size=2),
        "date": st.sampled_from(["2021-03-01", "2021-03-02T01:00:00Z"]),
    },
)
posts = st.lists(st.tuples(listed, st.lists(listed, max_size=3)), max_size=6)


def to_records(drawn: list[tuple[dict[str, Any], list[dict[str, Any]]]]) -> list[Record]:
    return [make_record(f"{number}.md", **own, related=related) for number, (own, related) in enumerate(drawn)]


@given(posts, st.randoms())
def test_the_order_of_the_files_never_matters(drawn: list[Any], random: Random) -> None:
    records = to_records(drawn)
    assert identify(random.sample(records, k=len(records))) == identify(records)


@given(posts)
def test_every_file_is_in_exactly_one_article_and_ids_are_unique(drawn: list[Any]) -> None:
    records = to_records(drawn)
    articles, *_ = identify(records)
    files = sorted(name for article in articles for name in article.source_files)
    ids = [article.id for article in articles]
    assert files == sorted(record.source_file for record in records)
    assert ids == sorted(set(ids))
    assert all(set(article.related) <= set(ids) - {article.id} for article in articles)


@given(st.sets(st.text(max_size=5), max_size=60), st.integers(1, 3))
def test_ids_are_unique_however_short_and_depend_on_the_names_alone(names: set[str], length: int) -> None:
    ids = assign_ids(sorted(names), length)
    assert len(set(ids.values())) == len(names)
    assert ids == assign_ids(sorted(names, reverse=True), length)
    assert all(len(value) >= length for value in ids.values())
