"""Which links an editor is asked to look at, and why."""

from __future__ import annotations

from graphkit.audit import Audit, AuditedLink, audit_links
from graphkit.model import Article, StoryGraph
from graphkit.pipeline import build
from tests.support.builders import make_article, make_related

BRIDGE = "Council closes old Eastford bridge after flood"
COPIED = "Old Eastford bridge closed by council as flood rises"
HARVEST = "Record apple harvest expected in Westvale orchards"


def newsroom(*more: Article, related: tuple[str, ...] = ()) -> StoryGraph:
    """Three articles on a bridge of which the first lists the second, and two on a harvest."""
    texts = {
        "bridge-1": BRIDGE,
        "bridge-2": COPIED,
        "bridge-3": "Flood: Eastford bridge stays closed, says council",
        "harvest-1": HARVEST,
        "harvest-2": "Westvale orchards expect a record harvest of apples",
    }
    lists = {"bridge-1": ("bridge-2", *related), "harvest-1": ("harvest-2",), "bridge-3": ("bridge-2",)}
    articles = [
        make_article(
            name,
            days=number / 8,
            title=title,
            provider=f"Outlet {number}",
            domain=f"outlet{number}.example",
            related=lists.get(name, ()),
            topics=("News",),
        )
        for number, (name, title) in enumerate(texts.items())
    ]
    return build([*articles, *more])


def pairs(links: tuple[AuditedLink, ...]) -> list[tuple[str, str]]:
    return [(link.source, link.target) for link in links]


def story_of(story_graph: StoryGraph, article: str) -> str:
    return next(cluster.label for cluster in story_graph.clusters if article in cluster.articles)


def test_the_planted_wrong_link_comes_out_on_top_with_its_reasons() -> None:
    story_graph = newsroom(make_related("loan", days=90, title="Banks cut fees"), related=("harvest-2", "loan"))
    audit = audit_links(story_graph)
    similarity = story_graph.graph.edges["bridge-1", "loan"]["similarity"]
    assert pairs(audit.unsupported) == [("bridge-1", "loan"), ("bridge-1", "harvest-2")]
    assert audit.unsupported[0] == AuditedLink(
        source="bridge-1",
        target="loan",
        owners=("bridge-1",),
        similarity=similarity,
        days_apart=90.0,
        reasons=(
            f"no word in common (cosine {similarity:.2f})",
            f"only one of the two is in a story, “{story_of(story_graph, 'bridge-1')}”",
            "90 days apart",
            "no narrow topic in common",
        ),
    )


def test_the_planted_missing_link_comes_out_on_top_with_its_reasons() -> None:
    story_graph = newsroom()
    links = audit_links(story_graph).missing
    edge = story_graph.graph.edges["bridge-1", "bridge-3"]
    assert links == (
        AuditedLink(
            source="bridge-1",
            target="bridge-3",
            owners=("bridge-1", "bridge-3"),
            similarity=edge["similarity"],
            days_apart=0.25,
            reasons=(
                f"cosine {edge['similarity']:.2f}: {', '.join(edge['shared_terms'])}",
                f"both in “{story_of(story_graph, 'bridge-1')}”",
                "6 h apart",
            ),
        ),
    )


def test_a_graph_of_well_linked_articles_has_nothing_to_audit() -> None:
    assert audit_links(build([make_article("a", title=BRIDGE, related=("b",)), make_related("b", title=BRIDGE)])) == (
        Audit(unsupported=(), missing=(), declared=1)
    )


def test_a_narrow_topic_supports_a_link_and_a_broad_one_does_not() -> None:
    def listed(topic: str) -> list[tuple[str, str]]:
        other = make_related("dam", days=20, title="Engineers inspect dams", topics=(topic,))
        return pairs(audit_links(newsroom(other, related=("dam",))).unsupported)

    assert listed("News") == [("bridge-1", "dam")]
    one = make_article("x", title=BRIDGE, topics=("Floods",), related=("dam",))
    other = make_related("dam", days=20, title="Engineers inspect dams", topics=("Floods",))
    assert audit_links(build([one, other])).unsupported == ()


def test_a_mutual_link_names_both_files() -> None:
    wrong = make_article("chess", title="Chess champion resigns", related=("bridge-1",))
    links = audit_links(newsroom(wrong, related=("chess",))).unsupported
    assert [(link.source, link.target, link.owners) for link in links] == [
        ("bridge-1", "chess", ("bridge-1", "chess")),
    ]


def test_a_link_between_items_without_a_file_is_nobodys_to_declare() -> None:
    items = [make_related("a", title=BRIDGE), make_related("b", title=BRIDGE)]
    assert audit_links(build(items)).missing == ()


def test_only_the_article_with_a_file_could_list_the_other() -> None:
    items = [make_related("a", title=BRIDGE, domain="a.example"), make_article("b", title=BRIDGE, domain="b.example")]
    links = audit_links(build(items)).missing
    assert [(link.source, link.target, link.owners) for link in links] == [("b", "a", ("b",))]


def test_copies_within_one_outlet_are_not_missing_and_those_at_another_are() -> None:
    def missing(domain: str) -> list[tuple[str, ...]]:
        articles = [make_article("a", title=BRIDGE), make_article("b", title=BRIDGE, domain=domain)]
        return [link.reasons[:1] for link in audit_links(build(articles)).missing]

    assert missing("example.org") == []
    assert missing("post.example") == [("nearly the same text at another outlet",)]


def test_who_lists_one_copy_of_a_text_need_not_list_the_others() -> None:
    articles = [
        make_article("a", title=BRIDGE, related=("b",)),
        make_related("b", domain="b.example", title=COPIED),
        make_related("c", domain="c.example", title=COPIED),
    ]
    assert audit_links(build(articles)).missing == ()


def test_of_several_copies_that_nobody_lists_only_one_is_missing() -> None:
    articles = [
        make_article("a", title=BRIDGE),
        make_related("b", domain="b.example", title=COPIED),
        make_related("c", domain="c.example", title=COPIED),
    ]
    assert pairs(audit_links(build(articles)).missing) == [("a", "b")]


def test_the_audit_is_the_same_whatever_the_order_of_nodes_and_edges() -> None:
    story_graph = newsroom(related=("harvest-2",))
    turned = story_graph.graph.__class__()
    turned.add_nodes_from(reversed(list(story_graph.graph.nodes(data=True))))
    turned.add_edges_from((b, a, edge) for a, b, edge in reversed(list(story_graph.graph.edges(data=True))))
    expected = audit_links(story_graph)
    assert audit_links(StoryGraph(turned, story_graph.clusters)) == expected
