"""The page on this machine alone: what is answered, to whom, and when it is built anew."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from graphkit import serving
from graphkit.errors import CorpusError, GraphkitError, OutputError
from graphkit.serving import is_watched, make_app, rebuild_on, serve_page
from tests.support.command import Run
from tests.support.posts import write_post

PAGE = "<!doctype html><title>Stories</title>"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with a page and with something that is nobody's business."""
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "graph.html").write_text(PAGE)
    (tmp_path / "output" / "report.md").write_text("names of files")
    return tmp_path / "output"


def ask(folder: Path, path: str, host: str = "127.0.0.1:8000", method: str = "GET") -> tuple[int, dict[str, str], str]:
    """Status, headers and body of an answer."""
    answer: dict[str, Any] = {"body": b""}

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()  # the reader stays
        return {}

    async def send(message: dict[str, Any]) -> None:
        answer["body"] += message.get("body", b"")
        answer.update({name: value for name, value in message.items() if name in ("status", "headers")})

    scope = {"type": "http", "http_version": "1.1", "method": method, "path": path, "raw_path": path.encode()}
    scope |= {"query_string": b"", "headers": [(b"host", host.encode())], "scheme": "http", "root_path": ""}
    scope |= {"server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 50000)}
    with ThreadPoolExecutor(1) as thread:  # a browser of other tests may have a loop at work in this one
        thread.submit(asyncio.run, make_app(folder)(scope, receive, send)).result()  # type: ignore[arg-type]  # dicts
    headers = {name.decode(): value.decode() for name, value in answer["headers"]}
    return answer["status"], headers, answer["body"].decode()


def test_the_page_is_served_as_it_is_and_never_kept(output: Path) -> None:
    status, headers, body = ask(output, "/graph.html")
    assert (status, body) == (200, PAGE)
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_the_frame_runs_its_own_program_only(output: Path) -> None:
    status, headers, body = ask(output, "/")
    assert (status, '<iframe src="graph.html"' in body) == (200, True)
    assert headers["content-security-policy"].startswith("default-src 'none'; frame-src 'self'; connect-src 'self'; ")


def test_the_page_of_a_period_is_served_and_nothing_beside_it(output: Path) -> None:
    period = output / "periods" / "2021-03-01_2021-03-05"
    period.mkdir(parents=True)
    (period / "graph.html").write_text(PAGE)
    (period / "graph.json").write_text("{}")
    (output.parent / "graph.html").write_text("not of this folder")
    assert ask(output, "/periods/2021-03-01_2021-03-05/graph.html")[::2] == (200, PAGE)
    for path in ("2021-03-01_2021-03-05/graph.json", "../graph.html", "../../graph.html", "%2e%2e/graph.html", "x"):
        assert ask(output, f"/periods/{path}")[0] == 404


@pytest.mark.parametrize("path", ["/report.md", "/.graphkit.json", "/../seeds/a.md", "/graph.json", "/%2e%2e/a"])
def test_nothing_but_the_page_is_served(output: Path, path: str) -> None:
    assert ask(output, path)[0] == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "0.0.0.0", "", "[::1]"]
)
@pytest.mark.parametrize("path", ["/", "/graph.html", "/version"])
def test_another_host_is_refused(output: Path, host: str, path: str) -> None:
    status, _, body = ask(output, path, host)
    assert (status, body) == (400, "Invalid host header")


def test_it_only_answers_and_takes_nothing(output: Path) -> None:
    assert ask(output, "/graph.html", method="POST")[0] == 405
    assert ask(output, "/version", host="localhost:8000")[0] == 200


def test_a_new_page_has_another_version(output: Path) -> None:
    before = ask(output, "/version")[2]
    (output / "graph.html").write_text(PAGE + " grown")
    assert ask(output, "/version")[2] != before
    (output / "graph.html").unlink()
    assert (ask(output, "/version")[2], ask(output, "/graph.html")[0]) == ("none", 404)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("posts/a.md", True),
        ("posts/deep/b.md", True),
        ("posts/.git/index", False),
        ("posts/.a.md.swp", False),
        ("posts/output/graph.html", False),
        ("one.csv", True),
        ("two.csv", False),
    ],
)
def test_what_is_watched_is_the_input_without_what_is_written_or_hidden(
    tmp_path: Path, path: str, expected: bool
) -> None:
    inputs = [tmp_path / "posts", tmp_path / "one.csv"]
    assert is_watched(tmp_path / path, inputs, tmp_path / "posts" / "output") is expected


def test_each_change_builds_anew_and_a_bad_one_ends_nothing() -> None:
    built: list[int] = []
    told: list[str] = []

    def rebuild() -> None:
        built.append(len(built))
        if len(built) == 2:
            raise CorpusError("no article")

    def on_error(error: GraphkitError) -> None:
        told.append(str(error))

    rebuild_on([1, 2, 3], rebuild, on_error)
    assert (built, told) == ([0, 1, 2], ["no article"])


def test_a_port_that_is_taken_is_told_with_the_way_out(output: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OutputError, match=rf"^port {port}: .*; choose another one with --port"):
            serve_page(output, port, [], lambda: None, lambda address: None, lambda error: None)


def test_without_the_extra_nothing_is_built_and_what_is_missing_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda name: None if name == "uvicorn" else name)
    assert run("serve", "posts") == (1, "", "error: serve needs uvicorn: pip install uvicorn\n")


def test_standard_input_cannot_be_watched(run: Run) -> None:
    code, out, err = run("serve", "-")
    assert (code, out) == (2, "")
    assert "standard input cannot be watched" in err


def test_posts_that_cannot_be_built_at_the_start_end_it(run: Run, folder: Path) -> None:
    write_post(folder / "posts", "a.md")
    (folder / "posts" / "a.md").write_text("no front matter")
    code, out, err = run("serve", "posts", "--port", "0")
    assert (code, out) == (1, "")
    assert "error: no article among 1 file" in err
