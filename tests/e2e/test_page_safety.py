"""Strangers' text in every place where the page shows or saves one: all of it shows, nothing of it runs."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from graphkit.exports.tables import to_cell
from graphkit.model import StoryGraph, Thread
from graphkit.page import template
from graphkit.plain_text import clean_line
from tests.support.browser import Open, Opened, opener
from tests.support.graphs import BRIDGE, STRIKE, make_story_graph

RUN = "window.ran = 1"
HOSTILE = {
    "end of script": f"</script><script>{RUN}</script>",
    "image": f"<img src=x onerror='{RUN}'>",
    "comment": f"<!-- <script> <svg onload={RUN.replace(' ', '')}>",
    "href": f'Title href="javascript:{RUN}" <a href=javascript:{RUN}>x</a>',
    "quotes": "\"' ` &quot;&#39; \\ {{ 7 * 7 }} ${ran}",
    "line separators": "one\u2028two\u2029three",
    "emoji": "🌉👩‍👩‍👧 flags 🇩🇪",
    "right to left": "\u202eإضراب القطارات\u202c \u2067x\u2069",
    "controls": "nul\x00 esc\x1b[31m surrogate\ud800 end",
    "formula": '=HYPERLINK("http://evil.example")',
    "prototype": "__proto__ constructor toString",
    "very long": "word " * 400,
}

TITLE = 200  # characters that a page's title may have

# In these a script could run.
DANGEROUS = (
    "script:not([id]), img, iframe, object, embed, svg [onload], [onerror], [onclick], [style*=url], a[href^=java]"
)


def make_hostile(text: str) -> StoryGraph:
    """A story graph that says `text` in every place where a text of others can be."""
    plain = make_story_graph()
    nodes: dict[str, dict[str, Any]] = {}
    for node, data in plain.graph.nodes(data=True):
        nodes[node] = {"label": text, "domain": text}
        if data["kind"] in ("article", "related"):
            nodes[node] |= {
                "title": text,
                "excerpt": text,
                "url": f"javascript:{RUN}//{text}",
                "provider": text,
                "topics": [text],
                "image": text,
                "type": text,
                "category": text,
                "source_file": [text],
            }
    shared = {"shared_terms": [text, text]}
    edges: dict[tuple[str, str], dict[str, Any]] = {
        ("example.net/bridge-copy", "example.org/bridge"): shared,
        ("journal.example/strike", "journal.example/strike-ends"): shared,
        ("example.org/bridge", "journal.example/strike"): {**shared, "weight": 0.4},
    }
    clusters = [replace(one, label=text, keywords=(text, text), thread="t") for one in plain.clusters]
    thread = Thread(id="t", label=text, clusters=(BRIDGE, STRIKE), first_seen=None, last_seen=None)
    made = make_story_graph(nodes=nodes, edges=edges, clusters=clusters, title=clean_line(text)[:TITLE].strip())
    return replace(made, threads=(thread,))


SCRIPTS_WITHOUT_ID = 3  # the page's own


@pytest.fixture(scope="module", params=HOSTILE)
def text(request: pytest.FixtureRequest) -> str:
    return HOSTILE[str(request.param)]


@pytest.fixture(scope="module")
def window(browser: Any, tmp_path_factory: pytest.TempPathFactory, text: str) -> Iterator[Opened]:
    for open_page in opener(browser, tmp_path_factory.mktemp("safety")):
        yield open_page(make_hostile(text))


@pytest.fixture
def opened(window: Opened) -> Iterator[Opened]:
    """The page that says `text` everywhere; at the end nothing may have run, been said or been asked for."""
    yield window
    assert window.page.evaluate("window.ran") is None
    assert window.page.locator("body").locator(DANGEROUS).count() == SCRIPTS_WITHOUT_ID
    assert (window.messages, window.requests) == ([], [])


def test_every_card_shows_it_as_it_is(opened: Opened, text: str) -> None:
    shown = clean_line(text)
    assert opened.page.text_content("h1") == clean_line(text[:TITLE])
    assert opened.page.title() == " ".join(clean_line(text[:TITLE]).split())
    headings = opened.page.evaluate("""() => {
      const {state} = graphkit.page, {graph} = state;
      const heading = (type, number) => {
        state.choose(type, number, "list");
        document.querySelectorAll("#details details").forEach(one => { one.open = true; });
        const details = document.getElementById("details");
        return [details.querySelector("h2").textContent, details.querySelectorAll("a[href]").length];
      };
      const all = (type, size) => Array.from({length: size}, (_, number) => heading(type, number));
      return [...all("node", graph.nodes.size), ...all("story", graph.stories.length)];
    }""")
    assert headings == [[shown, 0]] * (12 + 2)
    said = opened.page.evaluate("""() => {
      graphkit.page.state.choose("story", 0, "list");
      const texts = selector => [...document.querySelectorAll(selector)].map(one => one.textContent);
      const places = ["#details .report-title", "#details .lead-excerpt", "#clusters [data-cluster]"];
      return places.flatMap(texts);
    }""")
    assert set(said) == {shown}


def test_links_paths_tables_and_filters_show_it_as_it_is(opened: Opened, text: str) -> None:
    shown = clean_line(text)
    page = opened.page
    page.evaluate("graphkit.page.state.choose('edge', 0, 'list')")
    assert page.text_content("#details > .terms") == f"{shown} · {shown}"
    page.evaluate("graphkit.page.state.show('table')")
    assert set(page.locator("#table tbody button").all_text_contents()) == {shown}
    page.click("#table >> button:text-is('Articles')")
    assert set(page.locator("#table tbody button").all_text_contents()) == {shown}
    page.evaluate("graphkit.page.state.choose('node', 1, 'list')")
    page.click(".local [data-depth='3']")
    short = page.evaluate("text => graphkit.text.shorten(text, 30)", shown)
    assert set(page.locator("#local svg text").all_text_contents()) == {short}
    page.click(".local .pick")
    page.evaluate("graphkit.page.state.choose('node', 4, 'list')")
    assert set(page.locator(".path .card-title").all_text_contents()) == {shown}
    page.evaluate("graphkit.page.state.show('compare')")
    assert set(page.locator(".compare-title").all_text_contents()) == {shown}
    page.evaluate("graphkit.page.state.show('timeline')")
    assert set(page.locator(".lane-head:not(.is-loners) .lane-name").all_text_contents()) == {shown}
    page.evaluate("graphkit.page.state.keep(0, true)")
    assert page.locator("#tray .chip-name").all_text_contents() == [shown]
    page.evaluate("graphkit.page.state.show('briefing')")
    page.evaluate("graphkit.page.state.show('map')")
    for coloring in ("provider", "topic"):
        page.evaluate("coloring => graphkit.page.state.paint(coloring)", coloring)
    page.click("#filters-button")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_it_can_be_searched_for(opened: Opened, text: str) -> None:
    opened.page.fill("#search", text.replace("\ud800", "")[:200])
    opened.page.wait_for_selector("#results:not([hidden]) li")
    found = set(opened.page.locator("#results .result-title").all_text_contents())
    assert found <= {clean_line(text)}
    opened.page.keyboard.press("Enter")


def test_what_is_saved_and_copied_shows_it_as_it_is(opened: Opened, text: str) -> None:
    shown = clean_line(text)
    made = opened.page.evaluate("""async () => {
      const {state, map} = graphkit.page, {graph} = state;
      return [graphkit.csv.articles(graph, graph.articles), graphkit.csv.links(graph, [0, 1, 2]),
        graphkit.picture.svg(graphkit.scene.capture(state, map, document.title)), graphkit.markdown.story(state, 0)];
    }""")
    articles, links, picture, markdown = made
    first = next(csv.DictReader(io.StringIO(articles, newline="")))
    assert {first[name] for name in ("title", "provider", "story", "excerpt", "source_file", "topics")} >= {
        to_cell(shown)
    }
    assert next(csv.DictReader(io.StringIO(links, newline="")))["source_title"] == to_cell(shown)
    elements = list(ElementTree.fromstring(picture).iter())
    assert not [element.tag for element in elements if element.tag.endswith(("script", "foreignObject", "image", "a"))]
    assert not [name for element in elements for name in element.attrib if name.startswith("on")]
    assert shown in {element.text for element in elements}
    assert "\n## " not in markdown
    assert "](javascript" not in markdown
    assert "<" not in markdown.replace("\\<", "")


def test_a_hostile_address_is_ignored(open_page: Open) -> None:
    opened = open_page(make_story_graph())
    for text in HOSTILE.values():
        said = quote(text.encode(errors="replace"))
        addresses = [
            text.replace("\x00", "").replace("\ud800", ""),
            said,
            f"story={said}&by={said}",
            f"node={said}&near={said}&path={said}",
            f"link={said},{said}&view={said}&color={said}",
            f"provider={said}&topic-not={said}&from={said}&to={said}&quality={said}",
            "node=%E0%A4%A&__proto__=1&constructor=2",
        ]
        opened.page.evaluate(
            """async addresses => {
              for (const address of addresses) {
                location.hash = address;
                await new Promise(done => setTimeout(done));
              }
            }""",
            addresses,
        )
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready=true]")
    assert opened.page.locator("#details h2").count() == 0
    assert opened.page.evaluate("window.ran") is None
    assert (opened.messages, opened.requests) == ([], [])


# ---- and if the escaping were broken ------------------------------------------------------------------------------


def test_the_policy_stops_markup_that_becomes_elements(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "page"
    shutil.copytree(template.PAGE_FOLDER, broken)
    careless = (
        (broken / "dom.js")
        .read_text(encoding="utf-8")
        .replace(
            "made.append(...",
            "made.setAttribute('class', made.className); if (made instanceof HTMLElement) "
            "children.flat(Infinity).filter(one => typeof one === 'string')"
            ".forEach(one => { made.innerHTML += one; }); "
            "made.append(...",
        )
    )
    assert "innerHTML" in careless
    (broken / "dom.js").write_text(careless, encoding="utf-8")
    monkeypatch.setattr(template, "PAGE_FOLDER", broken)
    opened = open_page(make_hostile(HOSTILE["image"]))
    opened.page.click(f"#clusters button[data-cluster={BRIDGE}]")
    opened.page.wait_for_selector("#details img", state="attached")
    assert opened.page.evaluate("window.ran") is None
    refused = [message for message in opened.messages if "Content Security Policy" in message]
    assert [message for message in refused if "inline event handler" in message]
    assert [message for message in refused if "loading the image" in message.lower()]


def test_the_policy_stops_a_payload_that_ends_its_script(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "script_safe_json", json.dumps)
    opened = open_page(make_hostile(HOSTILE["end of script"]), ready=False)
    opened.page.wait_for_selector("#notice >> text=could not be drawn")
    assert opened.page.evaluate("window.ran") is None
    assert [message for message in opened.messages if "Content Security Policy" in message]
    assert opened.requests == []
