"""How quickly the explorer page opens, moves and answers, in headless Chromium without a graphics card.

    python -m benchmarks.page PAGE...

A page is a ``graph.html`` of a build; ``python -m benchmarks.corpus 18000 FOLDER`` and ``graphkit build FOLDER`` make a
large one. Prints a Markdown table with a row for each page:

- the size of the file;
- the first frame: from navigation to the first one with something on a canvas and ``data-ready`` set;
- frames per second while one wheel turn, or one move of the pointer with its button down, is sent on every frame:
  plain, with a filter on, and with the largest story open;
- the longest task after the first frame, all of this included, by the clock and by what it computed;
- milliseconds until a frame shows the answer to a filter, to the first search (which makes the index) and to the next
  one, to opening a story, and to the first look at the timeline and at the comparison of two outlets.

No host can be resolved. Needs Playwright and Debian's chromium, as the browser tests do. Other work on the machine
shows at once in the frames per second.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.measuring import describe_machine, markdown_table

LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
WINDOW = {"width": 1280, "height": 800}
SECONDS = 2.5
SETTLE_MS = 1_000
OPEN_RUNS = 3

# Marks the first frame in which something is drawn on a large canvas, and gathers long tasks.
WATCH = """
(() => {
  const measured = window.measured = {drawn: null, ready: null, tasks: []};
  const gather = list => list.getEntries().forEach(one => measured.tasks.push([one.startTime, one.duration]));
  new PerformanceObserver(gather).observe({type: "longtask", buffered: true});
  for (const name of ["arc", "fillRect", "drawImage"]) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...all) {
      if (measured.drawn === null && this.canvas.width > 300 && this.canvas.isConnected) {
        measured.drawn = Infinity;
        requestAnimationFrame(() => setTimeout(() => { measured.drawn = performance.now(); }));
      }
      return draw.apply(this, all);
    };
  }
  const watch = () => {
    if (document.documentElement?.dataset.ready !== "true") return setTimeout(watch, 5);
    measured.ready = performance.now();
    performance.mark("page-ready");
  };
  watch();
})();
"""

# Frames per second while an event is sent on every frame.
MOVE = """
([kind, seconds]) => new Promise(done => {
  const {x, y, width, height} = document.getElementById("mynetwork").getBoundingClientRect();
  const at = {x: x + width / 2, y: y + height / 2}, frames = [];
  const everywhere = {bubbles: true, cancelable: true, view: window};
  const send = {
    zoom(i, target) {
      const where = {deltaY: Math.floor(i / 14) % 2 ? 60 : -60, clientX: at.x, clientY: at.y};
      target.dispatchEvent(new WheelEvent("wheel", {...everywhere, ...where}));
    },
    pan(i, target) {
      const sideways = ((i % 30) - 15) * 8 * (Math.floor(i / 30) % 2 ? 1 : -1);
      const where = {...everywhere, clientX: at.x + sideways, clientY: at.y + (i * 5) % 60, buttons: 1};
      const pointer = {...where, pointerId: 1, pointerType: "mouse", isPrimary: true, button: -1};
      target.dispatchEvent(new PointerEvent("pointermove", pointer));
      target.dispatchEvent(new MouseEvent("mousemove", where));
    },
  };
  const step = now => {
    frames.push(now);
    const last = frames.length - 1;
    if (now - frames[0] > 1000 * seconds) return done(1000 * last / (frames[last] - frames[0]));
    send[kind](last, document.elementFromPoint(at.x, at.y));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})
"""

# Milliseconds until what an action changes is on the screen.
ANSWER = """
action => new Promise(done => {
  const {state} = graphkit.page, began = performance.now();
  const type = words => {
    const field = document.getElementById("search");
    field.value = words;
    field.dispatchEvent(new Event("input"));
  };
  const actions = {
    filter: () => state.filter("provider", state.facets.provider.values[0].key, false),
    narrow: () => {
      const {articles, nodes} = state.graph;
      const times = articles.map(node => nodes.time[node]).filter(time => time !== null).sort((a, b) => a - b);
      state.narrow({from: times[Math.floor(times.length / 2)]});
    },
    search: () => type(state.graph.stories[0].label.split(" ")[0]),
    "search again": () => type("the"),
    story: () => state.choose("story", 0, "list"),
    reset: () => { type(""); state.reset(); state.choose(null, null, "list"); state.show("map"); },
    timeline: () => state.show("timeline"),
    compare: () => state.show("compare"),
  };
  actions[action]();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
})
"""

LONGEST = "Math.max(0, ...measured.tasks.filter(([start]) => start > measured.ready).map(([, length]) => length))"


def measure(browser: Any, page: Path) -> dict[str, str]:
    """A row of the table."""
    first = sorted(_first_graph(browser, page) for _ in range(OPEN_RUNS))[OPEN_RUNS // 2]
    with _opened(browser, page, traced=True) as window:
        _answer(window, "reset")  # a large page opens on the briefing: what follows is measured on the map
        frames = {"plain": _frames(window)}
        answers = {"filter": _answer(window, "filter"), "half the time": _answer(window, "narrow")}
        frames["filtered"] = _frames(window)
        _answer(window, "reset")
        answers |= {"search": _answer(window, "search"), "next search": _answer(window, "search again")}
        _answer(window, "reset")
        answers["story"] = _answer(window, "story")
        frames["story open"] = _frames(window)
        _answer(window, "reset")
        answers["compare"] = _answer(window, "compare")
        _answer(window, "reset")
        answers["timeline"] = _answer(window, "timeline")
        longest = window.evaluate(LONGEST)
        computed = _longest_computed(json.loads(browser.stop_tracing())["traceEvents"])
        articles = window.evaluate("graphkit.page.state.graph.articles.length")
    return (
        {"articles": f"{articles:,}", "MB": f"{page.stat().st_size / 1e6:.2f}", "first graph ms": f"{first:.0f}"}
        | {f"{name}: zoom/pan": f"{zoom:.0f}/{pan:.0f} fps" for name, (zoom, pan) in frames.items()}
        | {"longest task ms": f"{longest:.0f}", "longest task, computing ms": f"{computed:.0f}"}
        | {f"{name} ms": f"{answer:.0f}" for name, answer in answers.items()}
    )


def _longest_computed(events: Sequence[dict[str, Any]]) -> float:
    """Milliseconds of computing in the longest task of the page's thread after its first frame.

    A task's own time does not count what other programs took meanwhile: on a busy machine that is most of it.
    """
    ready = next(event for event in events if event["name"] == "page-ready")
    same = [event for event in events if (event["pid"], event["tid"]) == (ready["pid"], ready["tid"])]
    tasks = [event for event in same if event["name"].endswith("RunTask") and event["ts"] > ready["ts"]]
    return max((float(task.get("tdur", 0)) for task in tasks), default=0.0) / 1000


@contextmanager
def _opened(browser: Any, page: Path, *, traced: bool = False) -> Iterator[Any]:
    context = browser.new_context(viewport=WINDOW)
    window = context.new_page()
    if traced:
        browser.start_tracing(page=window, categories=["toplevel", "blink.user_timing"])
    window.add_init_script(WATCH)
    window.goto(page.absolute().as_uri())
    window.wait_for_selector("html[data-ready=true]", timeout=60_000)
    window.wait_for_timeout(SETTLE_MS)
    yield window
    context.close()


def _first_graph(browser: Any, page: Path) -> float:
    with _opened(browser, page) as window:
        return float(window.evaluate("Math.max(measured.drawn, measured.ready)"))


def _frames(window: Any) -> tuple[float, float]:
    frame = window.locator("#mynetwork").bounding_box()
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    window.mouse.move(x, y)
    zoom = window.evaluate(MOVE, ["zoom", SECONDS])
    window.mouse.move(x + 211, y + 157)
    window.mouse.down()
    pan = window.evaluate(MOVE, ["pan", SECONDS])
    window.mouse.up()
    window.wait_for_timeout(SETTLE_MS)
    return float(zoom), float(pan)


def _answer(window: Any, action: str) -> float:
    milliseconds = float(window.evaluate(ANSWER, action))
    window.wait_for_timeout(SETTLE_MS)
    return milliseconds


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each page and print the table."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path, metavar="PAGE")
    pages: list[Path] = parser.parse_args(arguments).pages
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), headless=True, args=list(LAUNCH))
        rows = [{"page": page.name} | measure(browser, page) for page in pages]
        version = browser.version
        browser.close()
    lines = [f"{name}: {value}\n" for name, value in (describe_machine() | {"chromium": version}).items()]
    measures = [name for name in rows[0] if name != "page"]
    table = markdown_table(
        ["", *(row["page"] for row in rows)], [[name, *(row[name] for row in rows)] for name in measures]
    )
    sys.stdout.write("".join([*lines, "\n", table]))


if __name__ == "__main__":
    main()
