"""Values: cleaned on the way in, frozen afterwards."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from graphkit.model import Article, Corpus, NodeKind, Outcome, ReadingNote
from tests.support.builders import make_article, make_related
from tests.support.links import Link, make_links


def test_an_article_cleans_its_texts() -> None:
    article = Article(
        id="a",
        title=" Two\n lines\x00 ",
        excerpt="tab\there",
        text="one\r\ntwo\x1b",
        url=" https://example.org/a\n",
        provider="\ud800",
        topics=(" Old  bridge ", "\x00"),
    )
    assert article == Article(
        id="a",
        title="Two lines",
        excerpt="tab here",
        text="one\ntwo",
        url="https://example.org/a",
        provider=None,
        topics=("Old bridge",),
    )


def test_publication_is_kept_in_utc() -> None:
    zone = timezone(timedelta(hours=-5))
    article = Article(id="a", title="t", published=datetime(2021, 3, 1, 7, tzinfo=zone))
    assert article.published == datetime(2021, 3, 1, 12, tzinfo=UTC)
    assert article.published.tzinfo is UTC
    assert article.timestamp == 1_614_600_000.0


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="published: expected an aware datetime"):
        Article(id="a", title="t", published=datetime(2021, 3, 1, 7))


def test_an_article_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        make_article("a").title = "other"  # type: ignore[misc]  # what is tested


def test_an_article_without_a_file_is_a_related_item() -> None:
    assert (make_article("a").kind, make_related("a").kind) == (NodeKind.ARTICLE, NodeKind.RELATED)


@pytest.mark.parametrize(
    ("provider", "domain", "key"),
    [
        ("Example", "example.org", "example.org"),
        ("EXAMPLE Straße", None, "example strasse"),
        (None, "example.org", "example.org"),
        (None, None, None),
    ],
)
def test_an_outlet_is_known_by_its_domain_else_by_its_name(
    provider: str | None, domain: str | None, key: str | None
) -> None:
    assert make_article("a", provider=provider, domain=domain).provider_key == key


def test_a_note_says_where_and_what() -> None:
    note = ReadingNote(source_file="a.md", outcome=Outcome.NOTED, problem="got 'x'", line=3, field="heat")
    assert str(note) == "a.md:3: heat: got 'x'"


def test_files_with_several_notes_of_an_outcome_count_once() -> None:
    notes = tuple(
        ReadingNote(source_file=file, outcome=outcome, problem="p")
        for file, outcome in [("a", Outcome.NOTED), ("a", Outcome.NOTED), ("a", Outcome.REPAIRED), ("b", Outcome.NOTED)]
    )
    corpus = Corpus(articles=(), notes=notes)
    assert {outcome: corpus.count(outcome) for outcome in Outcome} == {"skipped": 0, "repaired": 1, "noted": 2}


def test_links_can_be_picked_by_a_mask() -> None:
    links = make_links({(0, 1): Link(declared_by_first=True), (0, 2): Link(), (1, 2): Link(declared_by_second=True)})
    declared = links.where(links.declared)
    assert len(declared) == 2
    assert np.stack([declared.first, declared.second], axis=1).tolist() == [[0, 1], [1, 2]]
