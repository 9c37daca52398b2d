"""The installed ``graphkit serve``: a page that follows its posts, and ends like any other command."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from benchmarks.page import LAUNCH
from tests.support.posts import write_post

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are sent differently")
_PATIENCE_MS = 60_000  # against a hang alone


class Served(NamedTuple):
    """A server at work on the folder ``posts``, which holds one post."""

    process: subprocess.Popen[str]
    address: str
    posts: Path


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    write_post(tmp_path / "posts", "a.md", title="Old bridge closes")
    command = [sys.executable, "-m", "graphkit", "serve", "posts", "--port", "0"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=tmp_path, encoding="utf-8", stdout=pipe, stderr=pipe) as process:
        assert process.stdout
        try:
            yield Served(process, process.stdout.readline().strip(), tmp_path / "posts")
        finally:
            process.kill()


def test_a_changed_post_is_on_the_open_page(served: Served, browser: Any) -> None:
    # A browser of its own: the one that all tests share finds no address at all.
    switches = [switch for switch in LAUNCH if "resolver" not in switch]
    own = browser.browser_type.launch(executable_path=shutil.which("chromium"), headless=True, args=switches)
    page, said = own.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(served.address)
    status = page.frame_locator("iframe").locator("#status")
    status.filter(has_text="1 article").wait_for(timeout=_PATIENCE_MS)
    write_post(served.posts, "b.md", title="Flood reaches the harbor")
    status.filter(has_text="2 articles").wait_for(timeout=_PATIENCE_MS)
    assert (page.title(), said) == ("Related stories", [])
    own.close()


def test_posts_that_cannot_be_built_are_told_and_ctrl_c_ends_it(served: Served) -> None:
    process = served.process
    assert served.address.startswith("http://127.0.0.1:")
    assert process.stderr
    (served.posts / "a.md").write_text("no front matter")
    lines = iter(process.stderr.readline, "")
    assert any(line.startswith("error: no article among 1 file") for line in lines)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
    assert "stopped\n" in lines
