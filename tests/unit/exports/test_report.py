from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graphkit.exports.report import render_report
from graphkit.model import Change, Corpus, Island, Outcome, ReadingNote, StoryChange, StoryGraph, Tallied, Tally
from graphkit.survey import survey
from tests.support.builders import make_article
from tests.support.graphs import make_empty_story_graph, make_story_graph, make_told_story_graph


def section(report: str, heading: str) -> list[str]:
    """The lines under a heading of the second level, without empty ones."""
    _, _, rest = report.partition(f"\n## {heading}\n")
    return [line for line in rest.partition("\n## ")[0].splitlines() if line]


def render(story_graph: StoryGraph, *notes: ReadingNote, **found: Any) -> str:
    corpus = Corpus(**({"articles": (), "notes": notes} | found))
    return "".join(render_report(story_graph, survey(corpus) if notes or found else None))


def make_note(file: str, outcome: Outcome = Outcome.NOTED, line: int | None = None) -> ReadingNote:
    return ReadingNote(source_file=file, outcome=outcome, problem="expected a date, got '3 May'", line=line)


def test_the_report_begins_with_what_was_read_and_found() -> None:
    report = render(make_story_graph(), make_note("bad.md", Outcome.SKIPPED), make_note("odd.md"), files=4)
    assert report.partition("\n## ")[0].splitlines() == [
        "# Related stories",
        "",
        "- **3 articles from 4 files**, and 3 related items that they list; 3 providers, 3 topics.",
        "- Published from 2021-03-01 12:00 to 2021-03-05 23:59; 2 without a date.",
        "- **2 stories** with 5 of the 6 articles and related items; 1 in no story.",
        "- **1 file skipped, 0 repaired**: named below, with the reasons.",
        "",
        "Times are in UTC. Near-copies of one text count as one provider.",
    ]


def test_stories_are_listed_with_their_lead_headline() -> None:
    assert section(render(make_story_graph()), "Stories") == [
        "| Story | Lead headline | Articles | Providers | First seen | Last seen |",
        "| --- | --- | ---: | ---: | --- | --- |",
        "| Bridge · repair | [Old bridge reopens after repair](https://example.org/bridge) | 3 | 1"
        " | 2021-03-01 12:00 | 2021-03-01 18:00 |",
        "| 鉄道 · strike | [鉄道ストライキ、3日目に](https://journal.example/strike?id=7&amp;page=%282%29) | 2 | 1"
        " | 2021-03-03 06:30 | 2021-03-05 23:59 |",
    ]


def test_a_story_is_told_article_by_article_in_order_of_time() -> None:
    assert section(render(make_story_graph()), "Stories, article by article")[:5] == [
        "### Bridge · repair",
        "3 articles, 1 independent provider, 2021-03-01 12:00 to 2021-03-01 18:00. Keywords: bridge, repair, γέφυρα.",
        "- 2021-03-01 12:00 · Example Post · [Old bridge reopens after repair](https://example.org/bridge)",
        "- 2021-03-01 18:00 · Example Net · [Old bridge reopens after repair](https://example.net/bridge-copy)",
        "- undated · Έφτασε η γέφυρα 🌉",
    ]


def test_events_have_a_badge_and_copies_of_a_text_take_one_line() -> None:
    report = render(make_told_story_graph())
    assert section(report, "Stories")[2].startswith("| Bridge · repair · **event** | ")
    assert section(report, "Stories, article by article")[:7] == [
        "### Bridge · repair · **event**",
        "3 articles, 1 independent provider, 2021-03-01 12:00 to 2021-03-01 18:00. Keywords: bridge, repair, γέφυρα.",
        "First: Example Post; Example Net +6.0 h; Γέφυρα (undated).",
        "Part of the thread Bridge and strike.",
        "- 2021-03-01 12:00 · Example Post · [Old bridge reopens after repair](https://example.org/bridge)"
        " · also as a copy at Example Net",
        "- undated · Έφτασε η γέφυρα 🌉",
        "### 鉄道 · strike",
    ]


def test_the_stories_of_a_thread_come_in_order_of_time() -> None:
    assert section(render(make_told_story_graph()), "Threads") == [
        "Stories about one matter, weeks or months apart.",
        "### Bridge and strike",
        "- 2021-03-01 · Bridge · repair · **event** · 3 articles",
        "- 2021-03-03 · 鉄道 · strike · 2 articles",
    ]


def test_what_became_of_the_stories_is_told_by_kind_of_change() -> None:
    kinds = (Change.GROWN, Change.SHRUNK, Change.SPLIT)
    changes = [
        StoryChange(change=kind, cluster="c", label="A & B", former=("c", "d"), added=1, removed=2) for kind in kinds
    ]
    told = make_told_story_graph()
    story_graph = replace(told, changes=(*told.changes, *changes))
    assert section(render(story_graph), "Since last build") == [
        "**New: 1 story**",
        "- 鉄道 · strike, 2 articles",
        "**Grown: 1 story**",
        "- A \\& B, 1 article came and 2 articles went",
        "**Shrunk: 1 story**",
        "- A \\& B, 1 article came and 2 articles went",
        "**Merged: 1 story**",
        "- Bridge · repair, from `c-bridge` and `c-old`",
        "**Split: 1 story**",
        "- A \\& B, from `c` and `d`; 1 article came and 2 articles went",
        "**Ended: 1 story**",
        "- Market, had 3 articles",
    ]


def test_the_audit_is_cut_and_names_the_command_that_shows_all() -> None:
    ends = [(f"a{number:02}", "example.org/bridge") for number in range(14)]
    wrong = {"relation": "related", "declared": True, "similarity": 0.0, "shared_terms": []}
    edges = {(one, other): {**wrong, "declared_by": [one]} for one, other in ends}
    lines = section(render(make_story_graph(nodes={one: {} for one, _ in ends}, edges=edges)), "Link audit")
    assert lines[0] == "15 of 16 declared links to check: nothing supports them."
    assert lines[1] == (
        "- Title of a00 lists [Old bridge reopens after repair](https://example.org/bridge): no word in common"
        " (cosine 0.00); only one of the two is in a story, “Bridge · repair”; no narrow topic in common. In `a00.md`."
    )
    assert (len(lines), lines[11]) == (14, "- and 5 more: `graphkit audit`")


def test_long_lists_are_cut_and_say_how_much_is_left() -> None:
    ids = [f"example.org/{number:04}" for number in range(1240)]
    first = replace(make_story_graph().clusters[0], articles=tuple(ids[:40]), lead=ids[0])
    clusters = tuple(replace(first, id=f"c{number}", label=f"Story {number}") for number in range(60))
    islands = tuple(Island(cluster=story.id, x=0.0, y=0.0, radius=1.0) for story in clusters)
    report = render(make_story_graph(nodes={node: {} for node in ids}, clusters=clusters, islands=islands))
    stories = section(report, "Stories")
    in_full = section(report, "Stories, article by article")
    assert (len(stories), stories[-1]) == (53, "and 10 more, in `clusters.csv`")
    assert in_full[32] == "- and 10 more, in `articles.csv`"
    assert in_full[-1] == "and 35 more, in `articles.csv`"
    assert section(report, "In no story")[-1] == "- and 1,186 more, in `articles.csv`"


def test_articles_in_no_story_come_in_order_of_time_undated_ones_last() -> None:
    story_graph = make_story_graph(
        nodes={
            "late": {"published": "2021-04-01T00:00:00Z"},
            "early": {"published": "2021-02-01T00:00:00Z"},
            "listed": {"kind": "related"},
        }
    )
    assert section(render(story_graph), "In no story") == [
        "3 articles and 1 related item, in order of time:",
        "- 2021-02-01 00:00 · Title of early",
        "- 2021-04-01 00:00 · Title of late",
        "- undated · Example Post · Markt am Domplatz: größer \\& älter als gedacht",
        "- undated · Title of listed",
    ]


@pytest.mark.parametrize(
    ("outcome", "heading"),
    [
        (Outcome.SKIPPED, "Skipped files"),
        (Outcome.REPAIRED, "Repaired files"),
        (Outcome.NOTED, "Notes on files"),
    ],
)
def test_files_are_named_up_to_a_number_that_can_be_read(outcome: Outcome, heading: str) -> None:
    lines = section(render(make_story_graph(), *(make_note(f"{n}_x.md", outcome) for n in range(1434))), heading)
    assert [line.split("`")[1] for line in lines[1:-2]] == [f"{number}_x.md" for number in range(200)]
    assert lines[-2:] == ["- and 1,234 more", "- `graphkit validate` names them all"]


def test_a_note_says_file_line_field_and_problem() -> None:
    note = ReadingNote(
        source_file="a_b/c.md",
        outcome=Outcome.REPAIRED,
        line=3,
        field="related[2].title",
        problem="quoted it, got 'Mayor: <no> more'",
    )
    assert section(render(make_story_graph(), note), "Repaired files") == [
        "1 file. These were mended while reading and are in the graph; the files themselves are as they were.",
        "- `a_b/c.md`, line 3, `related[2].title`: quoted it, got 'Mayor: \\<no\\> more'",
    ]


def test_dates_apart_from_all_others_are_named_with_their_files() -> None:
    articles = (
        *(make_article(f"a{number}", days=number) for number in range(9)),
        make_article("zero", days=-51 * 365),
        make_article("slip", days=180 * 365, source_files=()),
    )
    assert section(render(make_story_graph(), articles=articles), "Odd dates") == [
        "2 articles with years of nothing between them and all others:",
        "- 1970-03-14 · Title of zero (`zero.md`)",
        "- 2201-01-17 · Title of slip (listed by others)",
    ]


def test_files_that_were_joined_are_all_named() -> None:
    joined = tuple((f"{number}.md", f"{number}_x.md") for number in range(300))
    lines = section(render(make_story_graph(), joined=joined), "Joined files")
    assert lines[0] == "300 articles told by several files: of one address, or with the same title, text and day."
    assert lines[1:] == [f"- `{one}`, `{other}`" for one, other in joined]


def test_what_was_read_is_counted_by_kind_with_what_was_guessed_passed_over_and_not_read() -> None:
    tallies = (
        Tally(group=Tallied.READ, what="post with YAML front matter", count=1200, source_file="a.md"),
        Tally(group=Tallied.PASSED_OVER, what="folder vendor", count=1, source_file="vendor"),
        Tally(group=Tallied.GUESSED, what="title from the file name", count=2, source_file="a_b.md", example="A b"),
        Tally(group=Tallied.UNREAD_KEY, what="last_mod", count=3, source_file="a.md", example="date"),
        Tally(group=Tallied.UNREAD_DATE, what="9/9/9999", count=4, source_file="a.md", example="'03/01/2021'"),
    )
    articles = (make_article("a", text="x"), make_article("b", days=None))
    assert section(render(make_story_graph(), articles=articles, tallies=tallies), "What was read") == [
        "Of 2 articles with a file of their own, these have a: date 50 %, address 100 %, provider 100 %, authors 0 %, "
        "topics 0 %, language 0 %, text 50 %.",
        "### Read",
        "- 1,200 × post with YAML front matter",
        "### Passed over",
        "- 1 × folder vendor, first in `vendor`",
        "### Guessed",
        "- 2 × title from the file name `A b`, first in `a_b.md`",
        "### Dates that could not be read, by their form (9 is a digit, a is a letter)",
        "- 4 × `9/9/9999` `'03/01/2021'`, first in `a.md`",
        "### Keys that graphkit does not read",
        "- 3 × `last_mod` (looks like a key for: date), first in `a.md`",
    ]


def test_the_report_ends_with_the_version_and_every_option_in_force() -> None:
    lines = section(render(make_story_graph(min_similarity=0.2)), "How this was made")
    options = make_story_graph(min_similarity=0.2).graph.graph["graphkit"]["options"]
    assert lines == [
        "graphkit 0.1.0 with these options:",
        "| Option | Value |",
        "| --- | --- |",
        *(f"| {name} | {value} |" for name, value in options.items()),
    ]


def test_sections_with_nothing_to_say_are_left_out() -> None:
    headings = [line for line in render(make_empty_story_graph()).splitlines() if line.startswith("#")]
    assert headings == ["# Related stories", "## Stories", "## How this was made"]


def test_a_title_with_markup_is_shown_as_it_is_and_never_becomes_a_link_of_its_own() -> None:
    title = "<script>alert(1)</script> [x](http://evil.example) # no heading"
    story_graph = make_story_graph(
        nodes={"new": {"title": title, "url": "javascript:alert(1)", "provider": "![i](http://evil.example)"}}
    )
    assert section(render(story_graph), "In no story")[-1] == (
        "- undated · !\\[i\\](http\\://evil.example) · \\<script\\>alert(1)\\</script\\>"
        " \\[x\\](http\\://evil.example) \\# no heading"
    )
