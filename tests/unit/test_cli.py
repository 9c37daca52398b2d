"""The command line in this process: arguments, messages, exit codes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from graphkit import exports, pipeline
from graphkit.cli import app, load_command
from graphkit.model import StoryGraph
from tests.support.command import Run
from tests.support.posts import write_post, write_text

BRIDGE = {
    "excerpt": "The bridge at Eastford is closed after the flood.",
    "publishedDateTime": "2021-03-01T12:00:00Z",
    "provider": "Example",
}


@pytest.fixture
def posts(folder: Path) -> Path:
    """Two articles on one bridge, a related item on the flood, a stranger."""
    related = {"title": "Flood reaches Eastford", "webUrl": "https://post.example/flood", "provider": "Post"}
    write_post(folder / "seeds", "bridge.md", title="Bridge closed [photos]", webUrl="https://e.org/1", **BRIDGE)
    write_post(
        folder / "seeds", "flood.md", title="Flood closes bridge", webUrl="https://e.org/2", related=[related], **BRIDGE
    )
    write_post(folder / "seeds", "chess.md", title="Chess champion resigns", webUrl="https://chess.example/3")
    return folder / "seeds"


@pytest.fixture
def built(posts: Path, run: Run) -> Path:
    """The output of a build of `posts`."""
    assert run("build", "-q") == (0, "", "")
    return posts.parent / "output"


def test_the_list_of_commands_says_what_the_help_of_each_begins_with() -> None:
    listed = {command.name: command.help for command in app.registered_commands if command.name and not command.hidden}
    told = {name: load_command(name).help for name in listed}
    assert listed == {name: text.partition("\n\n")[0].replace("\n", " ") for name, text in told.items()}
    assert len(listed) == 13


def test_a_build_opens_its_page_if_asked_to(posts: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_browser(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", open_browser)
    assert run("build", "-q", "--open") == (0, "", "")
    assert opened == [(posts.parent / "output" / "graph.html").as_uri()]


def test_without_a_browser_a_build_says_so_and_is_done_all_the_same(
    posts: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda address: False)
    assert run("build", "-q", "--open") == (0, "", "no browser could be started; open the page yourself\n")


def test_a_build_tells_what_it_found_and_which_page_to_open(posts: Path, run: Run) -> None:
    code, out, err = run("build")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "3 articles and 1 related item by 3 providers, 0 topics"
    assert lines[-1] == f"open {Path('output') / 'graph.html'}"


def test_bad_files_are_told_on_stderr_and_the_rest_is_built(posts: Path, run: Run) -> None:
    (posts / "bad.md").write_text("no front matter\n")
    code, out, err = run("build", "--json")
    assert (code, json.loads(out)["skipped"]) == (0, 1)
    assert err.startswith("skipped: bad.md")
    assert "Traceback" not in err


def test_strict_fails_at_bad_files_and_writes_nothing(posts: Path, run: Run) -> None:
    (posts / "bad.md").write_text("no front matter\n")
    code, out, err = run("build", "--strict")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "skipped: bad.md:1: no front matter: add some between two lines '---', or read it with --plain",
        "error: 1 file skipped and 0 repaired: --strict forbids that; nothing was written",
    ]
    assert not (posts.parent / "output").exists()


def test_many_bad_files_of_one_kind_are_one_line(posts: Path, run: Run) -> None:
    for number in range(12):
        (posts / f"bad{number:02}.md").write_text("no front matter\n")
    _, _, err = run("build", "--json")
    assert err.splitlines() == [
        "skipped: 12 files, such as bad00.md:1: no front matter: "
        "add some between two lines '---', or read it with --plain",
        f"all of it: {Path('output') / 'report.md'}",
    ]


def test_where_nothing_is_written_no_message_names_a_report(folder: Path, run: Run) -> None:
    for number in range(12):
        write_text(folder, f"seeds/bad{number:02}.md", "no front matter\n")
    code, _, err = run("build")
    assert (code, "report" in err) == (1, False)
    assert err.splitlines()[-1].startswith("error: no article among 12 files (12 × no front matter): ")


def test_quiet_says_nothing_but_errors(posts: Path, run: Run) -> None:
    (posts / "bad.md").write_text("no front matter\n")
    assert run("build", "-q") == (0, "", "")
    assert run("build", "-q", "nowhere")[2] == "error: nowhere: no such file or folder\n"


def test_verbose_tells_what_is_decided(posts: Path, run: Run) -> None:
    code, _, err = run("build", "-v")
    assert code == 0
    assert f"wrote {Path('output') / 'graph.html'}" in err


def test_input_without_a_usable_post_fails_and_says_what_a_post_is(folder: Path, run: Run) -> None:
    (folder / "seeds").mkdir()
    code, out, err = run("build")
    assert (code, out) == (1, "")
    assert err == (
        "error: no article among 0 files: "
        "a post begins with front matter, such as a line ---, a line title: ..., and a line ---\n"
    )
    assert not (folder / "output").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build", "--resolutoin", "3"), "No such option: --resolutoin"),
        (("build", "--resolution", "3"), "error: --resolution: expected less than 1, got 3.0"),
        (("clusters", "--json", "--csv"), "--json, --csv and --markdown exclude each other"),
        (("clusters", "--min-size", "1"), "Invalid value for '--min-size'"),
        (("export", "pdf"), "there is no format 'pdf'; the nearest is "),
        (("export", "obsidian"), "obsidian is several files: name a folder for them with -o"),
        (("explain", "a"), "Missing argument 'B'"),
        (("biuld",), "No such command 'biuld'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage_is_told_with_exit_code_2(run: Run, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_an_unknown_key_of_the_config_file_is_wrong_usage_and_the_nearest_is_named(posts: Path, run: Run) -> None:
    (posts.parent / "graphkit.toml").write_text("min-similarty = 0.2\n")
    message = "error: graphkit.toml: min-similarty: there is no such option; the nearest is min_similarity\n"
    assert run("build") == (2, "", message)


def test_options_come_from_file_environment_and_command_line(
    posts: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (posts.parent / "graphkit.toml").write_text("title = 'Bridges'\nseed = 1\nneighbors = 1\n")
    monkeypatch.setenv("GRAPHKIT_SEED", "2")
    monkeypatch.setenv("GRAPHKIT_NEIGHBORS", "2")
    code, out, err = run("build", "--neighbors", "3", "--print-config")
    assert (code, err) == (0, "")
    assert {'title = "Bridges"', "seed = 2", "neighbors = 3"} <= set(out.splitlines())
    assert not (posts.parent / "output").exists()


def test_stories_are_listed_as_a_table(built: Path, run: Run) -> None:
    code, out, err = run("clusters")
    assert (code, err) == (0, "")
    header, row = out.splitlines()
    assert header.split() == ["articles", "providers", "first", "seen", "last", "seen", "story"]
    assert row.split()[:4] == ["3", "2", "2021-03-01", "2021-03-01"]


def test_stories_are_listed_as_json_and_csv_of_the_same_content(built: Path, run: Run) -> None:
    _, as_json, _ = run("clusters", str(built / "graph.json"), "--json")
    records = json.loads(as_json)
    assert records == json.loads((built / "graph.json").read_text(encoding="utf-8"))["graph"]["clusters"]
    _, as_csv, _ = run("clusters", "--csv")
    assert as_csv.encode() == (built / "clusters.csv").read_bytes()


def test_small_stories_can_be_left_out(built: Path, run: Run) -> None:
    assert [len(json.loads(run("clusters", "--json", "--min-size", str(size))[1])) for size in (3, 4)] == [1, 0]


def test_an_edge_is_explained(built: Path, run: Run) -> None:
    code, out, err = run("explain", "flood closes bridge", "https://post.example/flood")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert (lines[0], lines[-1]) == ("Flood closes bridge (Example, 2021-03-01)", "Flood reaches Eastford (Post)")
    assert "  | declared by flood.md" in lines


def test_a_path_is_explained_step_by_step_and_brackets_in_titles_are_no_markup(built: Path, run: Run) -> None:
    _, out, _ = run("explain", "photos", "provider:post.example")
    assert [line for line in out.splitlines() if not line.startswith("  | ")] == [
        "Bridge closed [photos] (Example, 2021-03-01)",
        "Flood closes bridge (Example, 2021-03-01)",
        "Flood reaches Eastford (Post)",
        "Post",
    ]


def test_items_that_nothing_joins_and_one_item_twice_are_told(built: Path, run: Run) -> None:
    code, out, _ = run("explain", "chess", "photos")
    assert (code, out.splitlines()) == (
        0,
        [
            "Chess champion resigns (chess.example)",
            "  nothing joins the two",
            "Bridge closed [photos] (Example, 2021-03-01)",
        ],
    )
    assert run("explain", "chess", "champion")[1].endswith("is one item: both arguments name it\n")


@pytest.mark.parametrize(
    ("item", "message"),
    [("flood", "error: 'flood' is in 2 titles: "), ("qqqq", "error: nothing goes by 'qqqq'")],
)
def test_words_of_several_titles_or_of_none_fail(built: Path, run: Run, item: str, message: str) -> None:
    code, out, err = run("explain", item, "chess")
    assert (code, out) == (1, "")
    assert err.startswith(message)


@pytest.mark.parametrize(
    ("form", "file"),
    [("graphml", "graph.graphml"), ("json", "graph.json"), ("edges.csv", "edges.csv"), ("html", "graph.html")],
)
def test_an_export_is_the_file_of_the_build(built: Path, run: Run, form: str, file: str) -> None:
    expected = (built / file).read_bytes()
    code, out, err = run("export", form)
    assert (code, out.encode(), err) == (0, expected, "")
    assert run("export", form, "-o", "exported") == (0, "", "")
    assert Path("exported").read_bytes() == expected


@pytest.mark.parametrize("command", [("clusters",), ("explain", "a", "b"), ("export", "json")], ids=lambda c: c[0])
def test_without_a_build_the_next_step_is_told(run: Run, command: tuple[str, ...]) -> None:
    code, out, err = run(*command)
    assert (code, out) == (1, "")
    assert "run `graphkit build` first" in err


def test_an_output_that_cannot_be_written_fails_and_says_so(posts: Path, run: Run) -> None:
    (posts.parent / "output").write_text("a file\n")
    code, out, err = run("build")
    assert (code, out) == (1, "")
    assert err.startswith("error: output: cannot be written: ")


def test_an_interrupt_leaves_the_files_of_the_last_build_whole(
    built: Path, posts: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.read_bytes() for path in built.iterdir()}

    def interrupted(story_graph: StoryGraph) -> Iterable[str]:
        yield "half a file"
        raise KeyboardInterrupt

    monkeypatch.setitem(exports.RENDERERS, "edges.csv", interrupted)
    write_post(posts, "more.md", title="More on the bridge")
    assert run("build") == (130, "", "interrupted: nothing was changed\n")
    assert {path.name: path.read_bytes() for path in built.iterdir()} == before


def test_a_bug_is_told_as_one_without_a_traceback_unless_asked_for(
    posts: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object, **options: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr(pipeline, "build", broken)
    code, out, err = run("build")
    assert (code, out) == (1, "")
    assert err.startswith("error: RuntimeError: out of order\nThis is a bug in graphkit")
    with pytest.raises(RuntimeError, match="out of order"):
        app(["build", "--debug"], prog_name="graphkit")


def test_help_is_short_to_reach_and_shows_examples(run: Run) -> None:
    code, out, err = run("build", "-h")
    assert (code, err) == (0, "")
    assert "graphkit build archive/2020 archive/2021 -o site" in out


@pytest.fixture
def vectors(posts: Path) -> Path:
    """Vectors of the four articles, of which those on the bridge and on chess are one."""
    path = posts.parent / "vectors.npy"
    np.save(path, np.ones((4, 2)) * [1.0, 0.5])
    return path


def test_a_build_blends_vectors_into_the_likeness_of_texts(posts: Path, vectors: Path, run: Run) -> None:
    assert run("build", "-q", "--vectors", "vectors.npy", "--vectors-weight", "0.3") == (0, "", "")
    made = json.loads((posts.parent / "output" / "graph.json").read_text(encoding="utf-8"))
    assert made["graph"]["graphkit"]["options"]["vectors_weight"] == 0.3
    assert {"meaning" in edge for edge in made["edges"] if "similarity" in edge} == {True}


def test_vectors_without_a_weight_are_said_to_count_for_nothing(built: Path, vectors: Path, run: Run) -> None:
    before = {path.name: path.read_bytes() for path in built.iterdir()}
    code, _, said = run("build", "--vectors", "vectors.npy")
    assert (code, said) == (
        0,
        "vectors are given, but vectors_weight is 0, so they count for nothing: set it, such as to 0.3\n",
    )
    assert {path.name: path.read_bytes() for path in built.iterdir()} == before


def test_vectors_that_do_not_fit_fail_the_build_and_write_nothing(posts: Path, vectors: Path, run: Run) -> None:
    np.save(vectors, np.ones((3, 2)))
    expected = "error: vectors.npy: 3 vectors for 4 articles: expected one for each, in the order of the articles\n"
    assert run("build", "-q", "--vectors", "vectors.npy", "--vectors-weight", "0.3") == (1, "", expected)
    assert not (posts.parent / "output").exists()
