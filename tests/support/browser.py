"""A page in a real browser, as a reader has it: from a file, with no network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest

from benchmarks.page import LAUNCH
from graphkit.model import StoryGraph
from graphkit.page.html import render_html

_PATIENCE_MS = 60_000  # against a hang alone: a busy machine takes its time


@dataclass
class Opened:
    """An open page, what it said on the console and what it asked the network for."""

    page: Any
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def find(self, words: str) -> None:
        """Type into the search box and wait for hits."""
        self.page.fill("#search", words)
        self.page.wait_for_selector("#results [role=option]")

    def status(self) -> str:
        """How much is shown, as the page says it."""
        return str(self.page.text_content("#status"))

    def title_of_details(self) -> str:
        """The heading of what is chosen."""
        return str(self.page.text_content("#details h2"))


class Open(Protocol):
    """Open a story graph, or a page's text, or a file; `ready=False` does not wait for the first frame."""

    def __call__(self, what: StoryGraph | str | Path, *, ready: bool = True, **context: Any) -> Opened: ...


def launch() -> Iterator[Any]:
    """Debian's chromium, driven by Playwright; without one, a reason to skip, or a failure where ``CI`` is set."""
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium: .ci/run installs it")
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=list(LAUNCH))
        yield browser
        browser.close()


def opener(browser: Any, folder: Path) -> Iterator[Open]:
    """Opens pages from files below `folder`, each in a context of its own, and closes them at the end."""
    contexts: list[Any] = []

    def open_page(what: StoryGraph | str | Path, *, ready: bool = True, **context: Any) -> Opened:
        file = what if isinstance(what, Path) else folder / f"page-{len(contexts)}.html"
        if not isinstance(what, Path):
            text = what if isinstance(what, str) else "".join(render_html(what))
            file.write_text(text, encoding="utf-8", newline="")
        contexts.append(
            browser.new_context(**({"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | context))
        )
        contexts[-1].set_default_timeout(_PATIENCE_MS)
        opened = Opened(contexts[-1].new_page())
        address = file.absolute().as_uri()
        opened.page.on("console", lambda message: opened.messages.append(message.text))
        opened.page.on("pageerror", lambda error: opened.messages.append(str(error)))
        opened.page.on(
            "request",
            lambda request: (
                None if request.url.startswith((address, "data:", "blob:")) else opened.requests.append(request.url)
            ),
        )
        opened.page.goto(address)
        if ready:
            opened.page.wait_for_selector("html[data-ready=true]")
        return opened

    yield open_page
    for context in contexts:
        context.close()
