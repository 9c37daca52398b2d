"""The questions to a built graph: stories, show, search, stats, diff, brief, export."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graphkit.exports import write_json
from graphkit.formats import FORMATS
from graphkit.questions.selection import Wanted, cut_out
from tests.support.command import Run
from tests.support.graphs import BRIDGE, make_story_graph, make_told_story_graph


@pytest.fixture
def output(folder: Path) -> Path:
    """A graph with two stories and a thread, as a build leaves it."""
    write_json(make_told_story_graph(), folder / "output" / "graph.json")
    return folder / "output"


@pytest.mark.usefixtures("output")
@pytest.mark.parametrize("command", ["stories", "clusters"])
def test_stories_are_one_line_each_under_the_old_name_as_well(run: Run, command: str) -> None:
    assert run(command) == (
        0,
        "articles  providers  first seen  last seen   story\n"
        "       3          1  2021-03-01  2021-03-01  Bridge · repair\n"
        "       2          1  2021-03-03  2021-03-05  鉄道 · strike\n",
        "",
    )


@pytest.mark.usefixtures("output")
@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ((), ["c-bridge", "c-strike"]),
        (("--sort", "newest"), ["c-strike", "c-bridge"]),
        (("--sort", "oldest"), ["c-bridge", "c-strike"]),
        (("--sort", "name", "--limit", "1"), ["c-bridge"]),
        (("--sort", "providers"), ["c-bridge", "c-strike"]),
        (("--min-size", "3"), ["c-bridge"]),
        (("--provider", "journal.example"), ["c-strike"]),
        (("--since", "3d"), ["c-strike"]),
    ],
)
def test_stories_are_sorted_and_filtered_alike_in_every_form(
    run: Run, arguments: tuple[str, ...], ids: list[str]
) -> None:
    assert [story["id"] for story in json.loads(run("stories", *arguments, "--json")[1])] == ids
    assert [row["id"] for row in csv.DictReader(io.StringIO(run("stories", *arguments, "--csv")[1]))] == ids
    assert len(run("stories", *arguments, "--markdown")[1].splitlines()) == len(ids) + 2
    assert len(run("stories", *arguments)[1].splitlines()) == len(ids) + 1


@pytest.mark.usefixtures("output")
def test_threads_are_listed_with_their_stories(run: Run) -> None:
    assert run("stories", "--threads")[1].splitlines()[1:] == [
        "      2         5  2021-03-01  2021-03-05  Bridge and strike",
        "                3  2021-03-01  2021-03-01    Bridge · repair",
        "                2  2021-03-03  2021-03-05    鉄道 · strike",
    ]
    assert run("stories", "--threads", "--markdown")[1].startswith("- **Bridge and strike**\n  - 2021-03-01 · Bridge")


@pytest.mark.usefixtures("output")
def test_a_period_that_is_counted_back_says_from_where_and_what_it_leaves_out(run: Run) -> None:
    code, _, err = run("stories", "--since", "3d")
    assert (code, err.splitlines()) == (
        0,
        [
            "period: 2021-03-03 to 2021-03-05 (counted back from 2021-03-05, the day of the last article)",
            "in no period: 2 articles without a date",
        ],
    )
    assert run("stories", "--since", "3d", "-q")[2] == ""


@pytest.mark.usefixtures("output")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("stories", "--since", "soon"), 2, "error: since: expected a day such as 2021-03-01"),
        (("stories", "--topic", "Chess"), 1, "error: no topic goes by 'Chess'"),
        (("stories", "nowhere"), 1, "error: nowhere: no such file"),
        (("show", "zzz"), 1, "error: nothing goes by 'zzz'"),
        (("diff", "output", "nowhere"), 1, "error: nowhere: no such file"),
        (("export", "dot", "--since", "2030"), 1, "error: no article is all that is asked for"),
    ],
)
def test_a_wrong_question_is_told_on_stderr(run: Run, arguments: tuple[str, ...], code: int, message: str) -> None:
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert err.startswith(message)


@pytest.mark.usefixtures("output")
def test_an_article_is_shown_with_all_that_is_known_and_its_links_with_reasons(run: Run) -> None:
    code, out, err = run("show", "example.net/bridge-copy")
    assert (code, err) == (0, "")
    assert out == (
        "Old bridge reopens after repair (Example Net, 2021-03-01)\n"
        "  provider: Example Net\n"
        "  published: 2021-03-01T18:00:00Z\n"
        "  url: https://example.net/bridge-copy\n"
        "  id: example.net/bridge-copy\n"
        "\n"
        "story: Bridge · repair (3 articles, 1 provider, 2021-03-01)\n"
        "\n"
        "links: 1\n"
        "  0.98  Old bridge reopens after repair (Example Post, 2021-03-01)\n"
        "        declared by 2021/bridge.md, archive/bridge.txt\n"
        "        nearly the same text\n"
        "        cosine 0.98\n"
        "        shared: bridge, council, repair\n"
        "        6 h apart\n"
    )
    record = json.loads(run("show", "example.net/bridge-copy", "--json")[1])
    assert (record["kind"], record["story"], record["links"][0]["id"]) == (
        "related",
        "Bridge · repair",
        "example.org/bridge",
    )


@pytest.mark.usefixtures("output")
def test_a_story_is_shown_with_its_articles_and_its_thread(run: Run) -> None:
    _, out, _ = run("show", "Bridge · repair")
    assert out.splitlines()[:4] == [
        "Bridge · repair (3 articles, 1 provider, 2021-03-01)",
        "  keywords: bridge, repair, γέφυρα",
        "  first: Example Post; Example Net +6.0 h; Γέφυρα (undated)",
        "  copies: 1",
    ]
    assert "thread: Bridge and strike" in out
    assert json.loads(run("show", BRIDGE, "--json")[1])["articles"][0] == "example.org/bridge"


@pytest.mark.usefixtures("output")
def test_an_outlet_is_shown_with_its_articles_and_stories(run: Run) -> None:
    _, out, _ = run("show", "Example Post")
    assert out.splitlines()[0] == "Example Post (example.org): provider of 2 articles, in 1 story"


@pytest.mark.usefixtures("output")
@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("bridge",), ["example.net/bridge-copy", "example.org/bridge", "h-unknown"]),
        (("BRIDG", "council"), ["example.org/bridge"]),
        (("Grösser",), ["example.org/market"]),
        (("ストライキ",), ["journal.example/strike"]),
        (("ada", "lee"), ["example.org/bridge"]),
        (("ridge",), []),
        (("...",), []),
    ],
)
def test_words_are_sought_by_their_beginnings_in_any_script(run: Run, words: tuple[str, ...], ids: list[str]) -> None:
    code, out, err = run("search", *words, "--json")
    assert [record["id"] for record in json.loads(out)] == ids
    assert (code, err) == ((0, "") if ids else (1, f"no article has {' '.join(words)!r}\n"))


@pytest.mark.usefixtures("output")
def test_a_search_says_how_many_more_there_are(run: Run) -> None:
    code, out, err = run("search", "bridge", "--limit", "1")
    assert (code, err) == (0, "and 2 more: --limit 3\n")
    assert out == (
        "Old bridge reopens after repair (Example Net, 2021-03-01)\n"
        "    story: Bridge · repair\n"
        "    https://example.net/bridge-copy\n"
    )


@pytest.mark.usefixtures("output")
def test_figures_are_lines_with_bars_and_one_json_object(run: Run) -> None:
    code, out, err = run("stats")
    assert (code, err) == (0, "")
    assert out.splitlines()[:3] == [
        "3 articles and 3 related items, 2021-03-01 to 2021-03-05, 2 without a date",
        "2 declared links (1 of them by their texts as well), 1 inferred",
        "2 stories with 5 of the 6, 1 event, 1 thread",
    ]
    assert f"  Example Post            2  {'#' * 40}" in out.splitlines()
    figures = json.loads(run("stats", "--json", "--provider", "Example Net")[1])
    assert (figures["related"], figures["by_period"], figures["stories"]["number"]) == (1, {"2021-03-01": 1}, 0)


def test_a_difference_is_told_by_articles_and_stories(run: Run, output: Path) -> None:
    part = cut_out(make_story_graph(), Wanted(stories=(BRIDGE,)))
    write_json(part, output.parent / "old.json")
    assert run("diff", "old.json", "output", "--limit", "2") == (
        0,
        "new articles: 3\n"
        "  + Markt am Domplatz: größer & älter als gedacht (Example Post)\n"
        "  + 鉄道ストライキ、3日目に (Journal d'Exemple, 2021-03-03)\n"
        "  and 1 more: --limit 3\n"
        "gone articles: 0\n"
        "stories that have changed: 1\n"
        "  new     鉄道 · strike (+2 articles)\n",
        "",
    )
    record = json.loads(run("diff", "output", "old.json", "--json")[1])
    assert [change["change"] for change in record["changes"]] == ["ended"]
    assert len(record["removed"]) == 3


@pytest.mark.usefixtures("output")
def test_a_briefing_names_the_period_and_what_went_before(run: Run, folder: Path) -> None:
    code, out, _ = run("brief", "--since", "2021-03-01", "--until", "2021-03-01")
    assert code == 0
    assert out.startswith("# Related stories: 2021-03-01\n\n1 story in 2 articles by 2 providers, 2021-03-01.\n")
    assert "## 1. Bridge · repair\n\n**2 articles by 1 independent provider, 2021-03-01** · Bridge · repair\n" in out
    assert run("brief", "--since", "3d", "-q", "-o", "brief.md") == (0, "", "")
    assert (folder / "brief.md").read_text().startswith("# Related stories: 2021-03-03 to 2021-03-05\n")


@pytest.mark.usefixtures("output")
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_is_written_to_a_file_or_a_folder(run: Run, folder: Path, form: str) -> None:
    assert run("export", form, "-o", "written", "--story", "Bridge · repair") == (0, "", "")
    assert (folder / "written").is_dir() is (FORMATS[form].file_name is None)
    if FORMATS[form].file_name is not None:
        assert run("export", form, "--story", BRIDGE)[1].encode() == (folder / "written").read_bytes()


def test_a_folder_of_a_build_is_not_taken_for_notes(run: Run, output: Path) -> None:
    assert run("build", "-q", str(Path(__file__).parents[3] / "seeds"), "-o", "site") == (0, "", "")
    assert run("export", "obsidian", "-g", "site", "-o", "site") == (
        1,
        "",
        "error: site: holds what graphkit build wrote; choose another folder for obsidian\n",
    )


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_help_names_every_format(run: Run, form: str) -> None:
    assert f" {form} " in run("export", "--help")[1]


@pytest.mark.parametrize(
    "command",
    ["build", "serve", "stories", "show", "search", "explain", "stats", "diff", "brief", "export", "audit", "evaluate"],
)
def test_help_of_every_command_has_an_example(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"graphkit {command}" in out.partition("Usage:")[2].partition("\n")[2]
