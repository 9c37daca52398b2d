"""Whatever strangers call their articles, the report has the same shape: their words are only words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from graphkit.exports.markdown import escape_markdown, to_code
from graphkit.exports.report import render_report
from graphkit.model import (
    Change,
    Corpus,
    Coverage,
    Outcome,
    ReadingNote,
    StoryChange,
    StoryGraph,
    Tallied,
    Tally,
    Thread,
)
from graphkit.plain_text import clean_line, shorten
from graphkit.survey import survey
from tests.support.builders import make_article
from tests.support.graphs import make_story_graph
from tests.support.hostile import hostile_text

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

# Without a word there is nothing to show: then the label or the id takes its place.
words = hostile_text.filter(lambda text: clean_line(text) != "")


def report_with(text: str) -> str:
    """A report in which one text stands in every place that strangers fill."""
    item = {"title": text, "provider": text, "source_file": [text], "topics": [text]}
    tame = make_story_graph(title=clean_line(text)[:200])
    first, *others = tame.clusters
    hostile: StoryGraph = make_story_graph(
        nodes={
            "example.org/bridge": item,
            "journal.example/strike": item,
            "h-unknown": {"title": text, "provider": text},
            "alone": item | {"published": "1970-01-01T00:00:00Z", "timestamp": 0},
        },
        clusters=(replace(first, label=text, keywords=(text, text), thread="t", **_told(text)), *others),
        edges={("example.org/bridge", "h-unknown"): {"similarity": 0.01, "shared_terms": [text]}},
        title=clean_line(text)[:200],
    )
    thread = Thread(id="t", label=text, clusters=(first.id,), first_seen=None, last_seen=None)
    changes = [StoryChange(change=kind, cluster="c", label=text, former=(text,), added=1) for kind in Change]
    hostile = replace(hostile, threads=(thread,), changes=tuple(changes))
    notes = [ReadingNote(source_file=text, outcome=outcome, problem=text, field=text, line=3) for outcome in Outcome]
    tallies = [Tally(group=group, what=text, count=3, source_file=text, example=text) for group in Tallied]
    articles = (make_article("a"), make_article("b"), make_article("c", days=-9_000, title=text, source_files=(text,)))
    corpus = Corpus(articles=articles, notes=tuple(notes), files=9, tallies=tuple(tallies), joined=((text, text),))
    return "".join(render_report(hostile, survey(corpus)))


def _told(text: str) -> dict[str, Any]:
    """An outlet and a copy of that name."""
    return {
        "coverage": (Coverage(provider=text, article="h-unknown", lag_hours=None),),
        "copies": (("example.org/bridge", "h-unknown"),),
    }


def shape_of(markdown: str) -> list[str]:
    """The kinds of all elements, in order, with the addresses of links."""
    return [
        f"{token.type} {token.attrs.get('href', '')}"
        for block in MARKDOWN.parse(markdown)
        for token in (block, *(block.children or ()))
    ]


def text_of(markdown: str) -> str:
    return "".join(
        token.content for block in MARKDOWN.parse(markdown) for token in block.children or () if token.content
    )


@given(words)
def test_no_text_adds_a_heading_a_link_an_image_or_a_tag(text: str) -> None:
    assert shape_of(report_with(text)) == shape_of(report_with("x"))


@given(words)
def test_a_text_reads_as_it_was_written(text: str) -> None:
    assert text_of(f"a {escape_markdown(text)} z") == f"a {shorten(clean_line(text), 200)} z"


@given(words)
def test_a_name_in_code_reads_as_it_was_written(text: str) -> None:
    tokens = [child for block in MARKDOWN.parse(f"a {to_code(text)} z") for child in block.children or ()]
    assert [(token.type, token.content) for token in tokens] == [
        ("text", "a "),
        ("code_inline", clean_line(text)),
        ("text", " z"),
    ]


@given(st.text("()<>[]\\\"' \n|`*&;=%?#/:é", max_size=12))
def test_no_address_leaves_its_link(rest: str) -> None:
    story_graph = make_story_graph(nodes={"example.org/bridge": {"url": f"https://example.org/{rest}"}})
    tame = make_story_graph(nodes={"example.org/bridge": {"url": "https://example.org/x"}})

    def kinds(graph: StoryGraph) -> list[str]:
        return [line.split()[0] for line in shape_of("".join(render_report(graph)))]

    assert kinds(story_graph) == kinds(tame)
