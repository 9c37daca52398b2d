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

SIZE = {"width": 1280, "height": 800}
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


def new_window(browser: Any, **context: Any) -> Any:
    """An empty window that shares nothing with another one."""
    made = browser.new_context(**({"viewport": SIZE, "reduced_motion": "reduce"} | context))
    made.set_default_timeout(_PATIENCE_MS)
    return made.new_page()


def opener(browser: Any, folder: Path, window: Any = None) -> Iterator[Open]:
    """Opens pages from files below `folder`, each in a context of its own, and closes them at the end.

    The first one that asks for nothing special goes into `window`, if there is one, and leaves it as it was: a new
    window takes Chromium a second of processor time.
    """
    contexts: list[Any] = []
    in_window: list[tuple[str, Any]] = []

    def open_page(what: StoryGraph | str | Path, *, ready: bool = True, **context: Any) -> Opened:
        file = what if isinstance(what, Path) else folder / f"page-{len(contexts)}-{len(in_window)}.html"
        if not isinstance(what, Path):
            text = what if isinstance(what, str) else "".join(render_html(what))
            file.write_text(text, encoding="utf-8", newline="")
        is_common = window is not None and not context and not in_window
        opened = Opened(window if is_common else new_window(browser, **context))
        address = file.absolute().as_uri()
        listeners = _listen(opened, address)
        if is_common:
            in_window.extend(listeners)
        else:
            contexts.append(opened.page.context)
        opened.page.goto(address)
        if ready:
            opened.page.wait_for_selector("html[data-ready=true]")
        return opened

    yield open_page
    for context in contexts:
        context.close()
    if in_window:
        _leave(window, in_window)


def _listen(opened: Opened, address: str) -> list[tuple[str, Any]]:
    """Keep what the page says and asks for; which events that takes, and what listens to each."""
    listeners = [
        ("console", lambda message: opened.messages.append(message.text)),
        ("pageerror", lambda error: opened.messages.append(str(error))),
        (
            "request",
            lambda request: (
                None if request.url.startswith((address, "data:", "blob:")) else opened.requests.append(request.url)
            ),
        ),
    ]
    for event, listener in listeners:
        opened.page.on(event, listener)
    return listeners


def _leave(window: Any, listeners: list[tuple[str, Any]]) -> None:
    """Make a window as it was at first, but for the page in it."""
    for event, listener in listeners:
        window.remove_listener(event, listener)
    for other in window.context.pages:
        if other is not window:
            other.close()
    window.evaluate("localStorage.clear()")
    window.set_viewport_size(SIZE)
