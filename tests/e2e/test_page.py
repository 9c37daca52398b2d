"""The page in a real browser: what a reader does, and what strangers' titles must not do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from graphkit.model import StoryGraph
from graphkit.page.html import render_html
from tests.support.browser import Open, Opened, opener
from tests.support.graphs import make_empty_story_graph, make_story_graph

HOSTILE = (
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "<svg onload=window.ran=1> <!-- <script> href",
    "\"' \u2028 \u202e 🌉 ]]> {{ 7 * 7 }}",
)


@pytest.fixture(scope="module")
def window(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    for open_page in opener(browser, tmp_path_factory.mktemp("page")):
        yield open_page(make_story_graph())


@pytest.fixture
def opened(window: Opened) -> Opened:
    """The one page of these tests, as it was at first."""
    window.page.set_viewport_size({"width": 1280, "height": 800})
    window.page.evaluate(
        """() => {
          const {state, map} = graphkit.page, changed = (id, value, event) => {
            const field = document.getElementById(id);
            field.value = value;
            field.dispatchEvent(new Event(event));
          };
          changed("search", "", "input");
          changed("sort", "outlets", "change");
          document.activeElement.blur();
          delete document.documentElement.dataset.theme;
          state.choose(null, null, "list");
          state.reset();
          state.show("map");
          map.camera.showAll(false);
        }"""
    )
    return window


def point_of(opened: Opened, node: int) -> tuple[float, float]:
    """Where a node is drawn, in pixels of the window."""
    x, y = opened.page.evaluate(
        """node => {
          const {nodes} = graphkit.page.state.graph, view = graphkit.page.map.camera.view();
          const box = document.getElementById("mynetwork").getBoundingClientRect();
          return [box.x + nodes.x[node] * view.scale + view.left, box.y + nodes.y[node] * view.scale + view.top];
        }""",
        node,
    )
    return x, y


def test_the_page_opens_without_a_message_or_a_request(opened: Opened) -> None:
    assert (opened.messages, opened.requests) == ([], [])
    assert opened.page.is_hidden("#notice")
    assert opened.page.text_content("h1") == "Related stories"
    assert opened.page.text_content("#summary") == "6 articles · 2 stories · 3 outlets · 1–5 Mar 2021"
    assert opened.status() == "6 articles · 3 links"
    assert opened.page.locator("#mynetwork canvas").count() == 1


def test_a_search_finds_without_regard_to_accents_and_enter_shows_the_first_hit(opened: Opened) -> None:
    opened.find("DOMPLATZ grosser")
    options = opened.page.locator("#results [role=option]").all_text_contents()
    assert options == [
        "Markt am Domplatz: größer & älter als gedachtarticle · Example Post",
        "Show all 1 article with “DOMPLATZ grosser”in 0 stories",
    ]
    opened.page.keyboard.press("Enter")
    assert opened.title_of_details() == "Markt am Domplatz: größer & älter als gedacht"
    assert opened.page.is_hidden("#results")


def test_arrows_mark_another_hit_and_escape_closes_the_list(opened: Opened) -> None:
    opened.find("bridge")
    hits = opened.page.locator("#results [role=option]")
    assert hits.first.get_attribute("aria-selected") == "true"
    opened.page.keyboard.press("ArrowDown")
    marked = opened.page.get_attribute("#search", "aria-activedescendant")
    assert hits.nth(1).get_attribute("id") == marked
    assert [hits.nth(i).get_attribute("aria-selected") for i in (0, 1)] == ["false", "true"]
    opened.page.keyboard.press("Escape")
    assert opened.page.is_hidden("#results")
    assert opened.page.get_attribute("#search", "aria-expanded") == "false"


def test_a_search_without_a_hit_says_so(opened: Opened) -> None:
    opened.page.fill("#search", "zeppelin")
    opened.page.wait_for_selector("#results .nothing")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#details h2").count() == 0


def test_a_hit_that_a_filter_hides_says_which_and_is_shown_again(opened: Opened) -> None:
    opened.page.click("#filters input[data-facet=kind][value=related]")
    assert opened.status() == "3 of 6 articles · 0 of 3 links"
    opened.find("γέφυρα")
    hit = opened.page.locator("#results [role=option]", has_text="hidden by the filter")
    assert "related item" in hit.text_content()
    hit.click()
    assert opened.title_of_details() == "Έφτασε η γέφυρα 🌉"
    assert opened.page.is_checked("#filters input[data-facet=kind][value=related]")
    assert opened.status() == "6 articles · 3 links"


def test_the_details_say_everything_about_an_article(opened: Opened) -> None:
    opened.find("old bridge example post")
    opened.page.keyboard.press("Enter")
    details = opened.page.locator("#details")
    assert details.locator("time").text_content() == "1 March 2021, 12:00 UTC"
    link = details.locator("a[href]")
    assert link.text_content() == "Open at example.org ↗"
    assert link.get_attribute("href") == "https://example.org/bridge"
    assert (link.get_attribute("target"), link.get_attribute("rel")) == ("_blank", "noopener noreferrer")
    assert details.locator(".excerpt").text_content() == "The council reopened the old bridge on Saturday."
    assert details.locator(".chip").all_text_contents() == ["Bridges", "Straßenbau"]
    assert details.locator("h4").all_text_contents() == ["Copies of the same text1", "Listed as related1"]
    assert details.locator(".card").first.locator("p").all_text_contents() == [
        "Example Net · Listed by this article in 2021/bridge.md · Near-identical text · 6 h later",
        "likeness 0.98",
        "bridge · council · repair",
    ]


def test_a_neighbor_leads_on_to_its_own_details(opened: Opened) -> None:
    opened.find("old bridge example post")
    opened.page.keyboard.press("Enter")
    opened.page.click("#details .card-title >> text=Έφτασε")
    assert opened.title_of_details() == "Έφτασε η γέφυρα 🌉"
    assert opened.page.evaluate("document.activeElement.tagName") == "H2"
    card = opened.page.locator("#details .card .quiet")
    assert card.text_content() == "Example Post · Lists this article in 2021/bridge.md"


def test_a_provider_and_a_topic_list_their_articles(opened: Opened) -> None:
    opened.find("journal d’exemple")
    opened.page.keyboard.press("Enter")
    assert opened.title_of_details() == "Journal d'Exemple"
    assert opened.page.locator("#details .articles .card-title").all_text_contents() == [
        "鉄道ストライキ、3日目に",
        "إضراب القطارات ينتهي",
    ]
    opened.find("trains")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#details .kicker").text_content() == "Topic"


def test_the_story_list_can_be_sorted(opened: Opened) -> None:
    names = opened.page.locator("#clusters .headline")
    assert names.all_text_contents() == ["Old bridge reopens after repair", "鉄道ストライキ、3日目に"]
    opened.page.select_option("#sort", "newest")
    assert names.all_text_contents() == ["鉄道ストライキ、3日目に", "Old bridge reopens after repair"]
    orders = opened.page.evaluate("[...document.getElementById('sort').options].map(option => option.value)")
    assert orders == ["outlets", "articles", "newest", "oldest"]


def test_keys_alone_reach_a_story_and_its_articles_and_escape_goes_back(opened: Opened) -> None:
    opened.page.focus("#sort")
    for key in ("Tab", "ArrowDown", "Enter"):
        opened.page.keyboard.press(key)
    assert opened.title_of_details() == "鉄道ストライキ、3日目に"
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#details h2").count() == 0
    assert opened.page.evaluate("document.activeElement.dataset.cluster") == "c-strike"
    opened.page.keyboard.press("/")
    assert opened.page.evaluate("document.activeElement.id") == "search"


def test_the_map_moves_with_the_keyboard(opened: Opened) -> None:
    view = "(() => { const v = graphkit.page.map.camera.view(); return [v.scale, v.left]; })()"
    scale, left = opened.page.evaluate(view)
    opened.page.focus("#mynetwork")
    opened.page.keyboard.press("+")
    assert opened.page.evaluate(view)[0] == pytest.approx(1.4 * scale)
    opened.page.keyboard.press("0")
    assert opened.page.evaluate(view) == pytest.approx([scale, left])
    opened.page.keyboard.press("ArrowRight")
    assert opened.page.evaluate(view) == pytest.approx([scale, left - 90])


def test_a_window_that_changes_its_size_shows_all_as_the_key_0_does(opened: Opened) -> None:
    opened.page.set_viewport_size({"width": 1000, "height": 600})
    box = "document.getElementById('mynetwork')"
    opened.page.wait_for_function(
        f"() => {box}.querySelector('canvas').width === Math.round({box}.clientWidth * devicePixelRatio)"
    )
    view = "graphkit.page.map.camera.view()"
    after_the_change = opened.page.evaluate(view)
    opened.page.focus("#mynetwork")
    opened.page.keyboard.press("0")
    assert opened.page.evaluate(view) == pytest.approx(after_the_change)


def test_a_window_that_changes_its_size_keeps_the_chosen_story_in_view(opened: Opened) -> None:
    opened.page.evaluate("graphkit.page.state.choose('story', 1, 'list')")
    for width, height in ((900, 640), (1400, 900)):
        opened.page.set_viewport_size({"width": width, "height": height})
        opened.page.wait_for_function(
            """() => {
              const {state, map} = graphkit.page, {x, y, radius} = state.graph.stories[1], view = map.camera.view();
              const [atX, atY, reach] = [x * view.scale + view.left, y * view.scale + view.top, radius * view.scale];
              const {clientWidth, clientHeight} = document.getElementById("mynetwork");
              const isAcross = atX - reach > 0 && atX + reach < clientWidth;
              const isDown = atY - reach > 0 && atY + reach < clientHeight;
              return isAcross && isDown && clientWidth === view.width && clientHeight === view.height;
            }"""
        )


def test_the_timeline_and_neighbors_fill_the_window_whatever_its_size(opened: Opened) -> None:
    fills = (
        "id => { const one = document.querySelector(id); return one.clientWidth === one.parentElement.clientWidth; }"
    )
    for width in (900, 1400):
        opened.page.set_viewport_size({"width": width, "height": 700})
        opened.page.evaluate("graphkit.page.state.show('timeline')")
        opened.page.wait_for_function(fills, arg="#lanes canvas")
        opened.page.evaluate("graphkit.page.state.choose('node', 1, 'list')")
        opened.page.click(".local [data-depth='1']")
        opened.page.wait_for_function(fills, arg="#local svg")
        opened.page.keyboard.press("Escape")


def test_a_click_on_a_mark_chooses_it_and_one_beside_it_nothing(opened: Opened) -> None:
    opened.page.mouse.click(*point_of(opened, 2))
    opened.page.wait_for_selector("#details h2")
    assert opened.title_of_details() == "Markt am Domplatz: größer & älter als gedacht"
    box = opened.page.locator("#mynetwork").bounding_box()
    opened.page.mouse.click(box["x"] + 5, box["y"] + box["height"] - 5)
    opened.page.wait_for_selector("#details .hint")


def test_a_click_on_a_link_says_why_it_is_there(opened: Opened) -> None:
    opened.page.click("#clusters button[data-cluster=c-strike]")  # comes near
    (x, y), (a, b) = point_of(opened, 4), point_of(opened, 5)
    opened.page.mouse.click((x + a) / 2, (y + b) / 2)
    opened.page.wait_for_selector("#details .kicker >> text=Link")
    assert opened.title_of_details() == "Why these two are linked"
    assert opened.page.locator("#details > .terms").text_content() == "鉄道 · strike"


def test_times_and_words_are_put_as_people_put_them(opened: Opened) -> None:
    noon = 1614600000  # 1 March 2021, 12:00 UTC
    expected = {
        f"time({noon})": "1 March 2021, 12:00 UTC",
        f"span({noon}, {noon})": "1 Mar 2021",
        f"span({noon}, {noon} + 4 * 86400)": "1–5 Mar 2021",
        f"span({noon}, {noon} + 40 * 86400)": "1 Mar – 10 Apr 2021",
        f"span({noon}, {noon} + 400 * 86400)": "Mar 2021 – Apr 2022",
        f"span({noon} - 61 * 86400, {noon})": "30 Dec 2020 – 1 Mar 2021",
        "span(null, null)": "undated",
        "duration(720)": "12 min",
        "duration(-18000)": "5 h",
        "duration(138240)": "1.6 days",
        "duration(5760)": "1.6 h",
        "duration(86400 * 99)": "99 days",
        "duration(86400 * 422)": "14 months",
        "duration(86400 * 4000)": "11 years",
        "[1, 2, 3, 4, 11, 12, 21, 113].map(graphkit.text.ordinal).join()": "1st,2nd,3rd,4th,11th,12th,21st,113th",
        "count(1, 'story', 'stories')": "1 story",
        "count(1234, 'story', 'stories')": "1,234 stories",
        "fold('Ålesund ØST “Straße” ﬁn')": 'alesund ost "strasse" fin',
        "shorten('Old bridge reopens after repair', 20)": "Old bridge reopens…",
        "shorten('🌉🌉🌉🌉', 3)": "🌉🌉…",
        "wrap('Old bridge reopens after repair', 12, 2).join('|')": "Old bridge|reopens…",
    }
    actual = {
        expression: opened.page.evaluate(expression if expression.startswith("[") else f"graphkit.text.{expression}")
        for expression in expected
    }
    assert actual == expected


def test_a_search_ranks_whole_names_before_words_and_words_before_pieces(opened: Opened) -> None:
    entries = [
        ("article", "A day in Postville"),
        ("article", "Compost is back"),
        ("article", "Post office opens on Sunday after all, the council says"),
        ("provider", "The Post"),
        ("provider", "Post"),
        ("article", "Nothing of the kind"),
    ]
    found = opened.page.evaluate(
        """entries => {
          const {fold} = graphkit.text;
          const made = entries.map(([kind, title]) => ({kind, title, folded: fold(title), text: fold(title)}));
          return graphkit.search.find(made, " PÓST ").map(entry => entry.title);
        }""",
        entries,
    )
    assert found == [
        "Post",
        "Post office opens on Sunday after all, the council says",
        "The Post",
        "A day in Postville",
        "Compost is back",
    ]


def test_unticking_a_relation_changes_the_count_of_links(opened: Opened) -> None:
    opened.page.click("#filters input[data-facet=relation][value=similar]")
    assert opened.status() == "6 articles · 2 of 3 links"


def test_labels_never_overlap(opened: Opened) -> None:
    total = 0
    for factor in (0.5, 1.5, 1.5, 1.5):
        opened.page.evaluate("factor => graphkit.page.map.camera.zoom(factor)", factor)
        opened.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        boxes = opened.page.evaluate("graphkit.page.map.paint.placed().map(label => label.box)")
        total += len(boxes)
        assert not [
            (a, b)
            for a, b in combinations(boxes, 2)
            if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]
        ]


@pytest.mark.parametrize(("scheme", "other"), [("light", "dark"), ("dark", "light")])
def test_colors_follow_the_system_until_the_reader_decides(open_page: Open, scheme: str, other: str) -> None:
    opened = open_page(make_story_graph(), color_scheme=scheme)
    paper = {"light": "rgb(250, 249, 246)", "dark": "rgb(20, 22, 26)"}
    background = "getComputedStyle(document.body).backgroundColor"
    assert opened.page.evaluate(background) == paper[scheme]
    opened.page.click("#theme")
    assert opened.page.evaluate(background) == paper[other]
    opened.page.reload()
    opened.page.wait_for_selector("html[data-ready=true]")
    assert opened.page.evaluate(background) == paper[other]
    assert opened.messages == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_color_of_text_has_contrast(opened: Opened, theme: str) -> None:
    opened.page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
    colors = opened.page.evaluate(
        """() => {
          const style = getComputedStyle(document.documentElement);
          const names = ["ink", "dim", "quiet", "link", "paper", "panel"];
          return Object.fromEntries(names.map(name => [name, style.getPropertyValue("--" + name).trim()]));
        }"""
    )
    grounds = [colors.pop(name) for name in ("paper", "panel")]
    poor = {
        name: round(contrast(color, ground), 2)
        for name, color in colors.items()
        for ground in grounds
        if contrast(color, ground) < 4.5
    }
    assert poor == {}


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""

    def luminance(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_a_phone_shows_the_panel_below_the_map(open_page: Open) -> None:
    opened = open_page(make_story_graph())
    opened.page.set_viewport_size({"width": 390, "height": 844})
    boxes = [opened.page.locator(selector).bounding_box() for selector in ("#mynetwork", ".panel")]
    assert boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"]
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390


# ---- strangers' text ---------------------------------------------------------------------------------------------


def hostile_graph(text: str) -> StoryGraph:
    """A story graph that says `text` in every place where a page shows one."""
    plain = make_story_graph()
    changes: dict[str, dict[str, Any]] = {
        node: {
            "label": text,
            "title": text,
            "excerpt": text,
            "url": f"javascript:window.ran=1//{text}",
            "source_file": [text],
        }
        if data["kind"] in ("article", "related")
        else {"label": text, "domain": text}
        for node, data in plain.graph.nodes(data=True)
    }
    for node in changes:
        if plain.graph.nodes[node].get("provider"):
            changes[node]["provider"] = text
    links = {("journal.example/strike", "journal.example/strike-ends"): {"shared_terms": [text]}}
    clusters = [replace(cluster, label=text, keywords=(text,)) for cluster in plain.clusters]
    return make_story_graph(nodes=changes, edges=links, clusters=clusters, title=text)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_strangers_write_is_shown_and_never_runs(open_page: Open, text: str) -> None:
    opened = open_page(hostile_graph(text))
    shown = " ".join(text.split())
    page = opened.page
    page.fill("#search", "window" if "window" in text else "7")
    page.wait_for_selector("#results [role=option]")
    assert set(page.locator("#results .result-title").all_text_contents()) == {shown}
    assert page.text_content("h1") == shown
    page.keyboard.press("Escape")
    page.click("#clusters button[data-cluster=c-strike]")
    assert opened.title_of_details() == shown
    details = page.evaluate(
        """() => Array.from({length: 12}, (_, node) => {
          graphkit.page.state.choose("node", node, "list");
          const details = document.getElementById("details");
          return [details.querySelector("h2").textContent, details.querySelectorAll("a[href]").length];
        })"""
    )
    assert details == [[shown, 0]] * 12
    page.evaluate("graphkit.page.state.choose('edge', 2, 'list')")
    assert page.locator("#details > .terms").text_content() == shown
    assert page.evaluate("window.ran") is None
    assert (opened.messages, opened.requests) == ([], [])


def test_a_script_that_slips_in_is_blocked_all_the_same(open_page: Open) -> None:
    broken = "".join(render_html(make_story_graph())).replace(
        "<main>", "<main><script>window.ran = 1</script><p onclick='window.ran = 1' style='top: 0'>slipped in</p>"
    )
    opened = open_page(broken)
    opened.page.evaluate("document.querySelector('main > p').click()")
    assert opened.page.evaluate("window.ran") is None
    assert len([message for message in opened.messages if "Content Security Policy" in message]) >= 2


# ---- when there is nothing to draw -------------------------------------------------------------------------------


def test_an_empty_graph_says_what_to_do(open_page: Open) -> None:
    opened = open_page(make_empty_story_graph())
    assert opened.page.locator("#notice p").all_text_contents() == [
        "There are no articles in this graph yet.",
        "Put posts (.md, .markdown or .txt with YAML front matter) into a folder, run “graphkit build FOLDER”, and "
        "open this page again.",
    ]
    assert opened.status() == "0 articles · 0 links"
    assert opened.messages == []


def test_a_page_whose_script_fails_says_so(open_page: Open) -> None:
    broken = "".join(render_html(make_story_graph())).replace('id="nodes">{', 'id="nodes">')
    opened = open_page(broken, ready=False)
    opened.page.wait_for_selector("#notice >> text=could not be drawn")
    assert opened.page.get_attribute("html", "data-ready") is None


def test_a_page_without_scripts_says_so(open_page: Open) -> None:
    opened = open_page(make_story_graph(), ready=False, java_script_enabled=False)
    assert opened.page.is_visible("#notice >> text=could not run its script")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_paper_is_white_and_the_ink_on_it_dark(open_page: Open, color_scheme: str) -> None:
    opened = open_page(make_story_graph(), color_scheme=color_scheme)
    opened.page.emulate_media(media="print", color_scheme=color_scheme)
    style = "(({backgroundColor, color}) => [backgroundColor, color])(getComputedStyle(document.body))"
    assert opened.page.evaluate(style) == ["rgb(255, 255, 255)", "rgb(27, 28, 31)"]
    painted = "colors => [graphkit.theme.current().paper, graphkit.theme.current().ink].join() === colors"
    opened.page.wait_for_function(painted, arg="#ffffff,#1b1c1f")
    assert opened.page.is_visible(".legend .switch")
    assert opened.page.is_hidden(".search")
    opened.page.emulate_media(media="screen", color_scheme=color_scheme)
    opened.page.wait_for_function(painted, arg={"light": "#faf9f6,#1b1c1f", "dark": "#14161a,#eceae4"}[color_scheme])
