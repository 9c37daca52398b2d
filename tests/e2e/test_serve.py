"""The installed ``graphkit serve``: a page that follows its posts, and ends like any other command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.support.posts import write_post


@pytest.mark.skipif(os.name == "nt", reason="signals are sent differently")
def test_a_changed_post_is_on_the_page_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    write_post(tmp_path / "posts", "a.md", title="Old bridge closes")
    command = [sys.executable, "-m", "graphkit", "serve", "posts", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout and process.stderr
        try:
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            assert "Old bridge closes" in read(address)
            write_post(tmp_path / "posts", "b.md", title="Flood reaches the harbor")
            # Some file systems tell late of what was written before the first build: it is built once more then.
            assert "built: 2 articles, 0 stories\n" in iter(process.stderr.readline, "")
            assert "Flood reaches the harbor" in read(address)
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0  # against a hang alone
        assert process.stderr.read() == "stopped\n"


def read(address: str) -> str:
    """The page, whatever proxy the machine has."""
    with build_opener(ProxyHandler({})).open(f"{address}graph.html", timeout=60) as answer:
        text: str = answer.read().decode()
        return text
