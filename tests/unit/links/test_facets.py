"""Providers and topics: one key, one spelling."""

from __future__ import annotations

from graphkit.links.facets import find_facets
from graphkit.model import Facet, NodeKind
from tests.support.builders import make_article


def test_providers_are_gathered_by_domain_and_each_name_that_a_file_gives_stays() -> None:
    articles = [
        make_article("a", provider="Example", domain="example.org"),
        make_article("b", provider="Example Sport", domain="example.org"),
        make_article("c", provider="EXAMPLE", domain="example.org"),
        make_article("d", provider="example.org", domain="example.org"),
        make_article("e", provider="Another", domain="another.example"),
    ]
    assert [(facet.id, facet.label, facet.articles, facet.domain) for facet in find_facets(articles)] == [
        ("provider:another.example", "Another", (4,), "another.example"),
        ("provider:example.org", "EXAMPLE", (0, 2, 3), "example.org"),
        ("provider:example.org/example sport", "Example Sport", (1,), "example.org"),
    ]


def test_of_equally_common_names_the_first_in_the_alphabet_goes_by_the_domain_alone() -> None:
    articles = [make_article("a", provider="Zeitung"), make_article("b", provider="Blatt")]
    assert [(facet.id, facet.label) for facet in find_facets(articles)] == [
        ("provider:example.org", "Blatt"),
        ("provider:example.org/zeitung", "Zeitung"),
    ]


def test_a_provider_without_a_domain_is_known_by_its_name_in_any_case() -> None:
    articles = [
        make_article("a", provider="The POST", domain=None),
        make_article("b", provider="The Post", domain=None),
        make_article("c", provider="The Post", domain=None),
    ]
    assert find_facets(articles) == (
        Facet(id="provider:the post", kind=NodeKind.PROVIDER, label="The Post", articles=(0, 1, 2)),
    )


def test_a_provider_without_a_name_is_called_by_its_domain() -> None:
    facets = find_facets([make_article("a", provider=None, domain="example.org")])
    assert [(facet.id, facet.label, facet.domain) for facet in facets] == [
        ("provider:example.org", "example.org", "example.org")
    ]


def test_topics_are_told_apart_without_regard_to_case_and_count_once_for_an_article() -> None:
    articles = [
        make_article("a", provider=None, domain=None, topics=("Bridges", "bridges", "Straße")),
        make_article("b", provider=None, domain=None, topics=("STRASSE", "Straße")),
    ]
    assert find_facets(articles) == (
        Facet(id="topic:bridges", kind=NodeKind.TOPIC, label="Bridges", articles=(0,)),
        Facet(id="topic:strasse", kind=NodeKind.TOPIC, label="Straße", articles=(0, 1)),
    )


def test_without_articles_there_is_nothing_to_gather() -> None:
    assert find_facets([]) == ()
