"""The address: whoever opens it sees the same, and nothing that it says can do harm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.browser import Opened, opener
from tests.support.graphs import make_story_graph

APPLY = """state => {
  const page = graphkit.page.state;
  page.together(() => {
    page.reset();
    for (const [facet, numbers] of Object.entries(state.off)) {
      const keys = page.facets[facet].values.map(value => value.key);
      page.filterAll(facet, key => !numbers.includes(keys.indexOf(key)));
    }
    page.narrow(state.ranges);
    page.seek(state.words);
  });
  page.compare(...state.pair);
  page.keepOnly(state.shortlist);
  page.arrange({table: state.table});
  page.arrange(state.order);
  page.show(state.view);
  page.paint(state.colorBy);
  page.choose(...(state.chosen || [null, null]), "address");
}"""
SEEN = """() => {
  const page = graphkit.page.state;
  return {
    hash: graphkit.address.write(page), chosen: page.chosen,
    view: page.view, colorBy: page.colorBy, ranges: page.ranges,
    query: page.query, pair: page.pair, shortlist: page.shortlist, order: page.order,
    nodes: [...page.masks().nodeMask], edges: [...page.masks().edgeMask],
  };
}"""
FIRST_DAY = 1614556800
DAY = 86400


@pytest.fixture(scope="module")
def shared(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    for open_page in opener(browser, tmp_path_factory.mktemp("address")):
        yield open_page(make_story_graph())


def states() -> st.SearchStrategy[dict[str, Any]]:
    sizes = {
        "kind": 4, "relation": 4, "provider": 4, "topic": 4, "cluster": 3, "published": 3, "language": 2, "author": 3,
    }  # fmt: skip
    off = {facet: st.lists(st.integers(0, size - 1), unique=True) for facet, size in sizes.items()}
    chosen = st.sampled_from(
        [None, *(["node", i] for i in range(12)), ["story", 0], ["story", 1], ["edge", 2], ["loners", 0]]
    )
    return st.fixed_dictionaries(
        {
            "off": st.fixed_dictionaries({}, optional=off),
            "ranges": st.fixed_dictionaries(
                {
                    "from": st.sampled_from([None, FIRST_DAY + DAY]),
                    "to": st.sampled_from([None, FIRST_DAY + 4 * DAY]),
                    "undated": st.sampled_from([None, True, False]),
                    "quality": st.sampled_from([0, 42]),
                    "likeness": st.sampled_from([0, 0.05, 0.6]),
                }
            ),
            "view": st.sampled_from(["briefing", "map", "timeline", "compare", "table"]),
            "table": st.sampled_from(["stories", "articles"]),
            "order": st.fixed_dictionaries(
                {},
                optional={
                    "list": st.sampled_from(["outlets", "newest"]),
                    "lanes": st.sampled_from(["outlets", "thread"]),
                    "column": st.sampled_from(["headline", "story"]),
                    "isDown": st.booleans(),
                },
            ),
            "words": st.sampled_from(["", "bridge"]),
            "shortlist": st.lists(st.integers(0, 1), unique=True),
            "pair": st.sampled_from([[None, None], [6, 7], [8, None]]),
            "colorBy": st.sampled_from(["story", "provider", "topic", "kind"]),
            "chosen": chosen,
        }
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(state=states())
def test_what_an_address_says_is_what_was_seen(shared: Opened, state: dict[str, Any]) -> None:
    seen, again = shared.page.evaluate(
        f"""state => {{
          const see = {SEEN};
          ({APPLY})(state);
          const seen = see();
          for (const hash of ["", seen.hash]) graphkit.address.read(graphkit.page.state, hash);
          return [seen, see()];
        }}""",
        state,
    )
    assert again == seen


@pytest.mark.parametrize(
    "fragment",
    [
        "#node=nothing&story=nothing&view=spreadsheet&color=loud&from=2021-02-30&to=yesterday&quality=-1&likeness=NaN",
        "#%E0%A4%A&==&&=x&node=%E0%A4%A",
        "#__proto__=1&constructor=2&toString=3&provider-not=__proto__&kind=hasOwnProperty",
        "#node=</script><script>window.ran=1</script>&story=<img src=x onerror=window.ran=1>",
        "#javascript:window.ran=1",
        "#list=best&lanes=__proto__&table=links&sort=published-down",
        "#sort=outlets&table=stories",
        "#provider-not=" + "x," * 50_000,
    ],
)
def test_an_address_that_means_nothing_changes_nothing(shared: Opened, fragment: str) -> None:
    shared.page.evaluate("graphkit.address.read(graphkit.page.state, '')")
    seen = shared.page.evaluate(SEEN)
    shared.page.evaluate("hash => graphkit.address.read(graphkit.page.state, hash)", fragment)
    assert shared.page.evaluate(SEEN) == seen
    assert shared.page.evaluate("window.ran") is None
    assert shared.messages == []


def test_an_address_is_short_and_can_be_read(shared: Opened) -> None:
    shared.page.evaluate("graphkit.address.read(graphkit.page.state, '')")
    shared.page.wait_for_function("() => ['', '#view=map'].includes(location.hash)")
    shared.page.evaluate("graphkit.page.state.choose('story', 1, 'list')")
    shared.page.evaluate("graphkit.page.state.filter('provider', 'example.org', false)")
    shared.page.evaluate(f"graphkit.page.state.narrow({{from: {FIRST_DAY + DAY}}})")
    shared.page.wait_for_function(
        "() => location.hash === '#view=map&story=c-strike&provider-not=example.org&from=2021-03-02'"
    )


def test_a_link_shows_the_same_in_a_new_window(shared: Opened) -> None:
    shared.page.evaluate("graphkit.address.read(graphkit.page.state, '')")
    shared.page.click("#views [data-view=timeline]")
    shared.page.click("#clusters button[data-cluster=c-bridge]")
    shared.page.click("#filters input[data-facet=kind][value=related]")
    shared.page.fill("#to", "2021-03-04")
    shared.page.press("#to", "Enter")
    seen = shared.page.evaluate(SEEN)
    window = shared.page.context.new_page()
    window.goto(shared.page.evaluate("graphkit.address.link(graphkit.page.state)"))
    window.wait_for_selector("html[data-ready=true]")
    assert window.evaluate(SEEN) == seen
    assert window.text_content("#details h2") == "Old bridge reopens after repair"
    assert window.text_content("#status") == shared.status()
    window.evaluate("location.hash = '#node=journal.example/strike'")
    window.wait_for_function("() => graphkit.page.state.chosen.number === 4")
    assert window.text_content("#status") == "6 articles · 3 links"
    window.close()


def test_keys_alone_find_a_story_narrow_it_and_share_it(shared: Opened) -> None:
    page = shared.page
    page.evaluate("graphkit.address.read(graphkit.page.state, '')")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    page.keyboard.type("bridge repair")
    page.wait_for_selector("#results [role=option]")
    page.keyboard.press("Enter")
    assert shared.title_of_details() == "Old bridge reopens after repair"
    page.focus("#filters-button")
    page.keyboard.press("Enter")
    page.focus("#filters input[data-facet=provider][value='example.net']")
    page.keyboard.press("Space")
    page.focus(".handle[data-end=to]")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => location.hash === '#view=map&story=c-bridge&provider-not=example.net&to=2021-03-04'")


def test_back_and_forward_go_from_choice_to_choice(shared: Opened) -> None:
    page = shared.page
    page.goto(page.url.split("#")[0])
    page.wait_for_selector("html[data-ready=true]")
    for story in ("c-bridge", "c-strike"):
        page.click(f"#clusters button[data-cluster={story}]")
    page.click("#views [data-view=timeline]")
    page.go_back()
    page.wait_for_function("() => document.body.dataset.view === 'map'")
    assert shared.title_of_details() == "鉄道ストライキ、3日目に"
    page.go_back()
    page.wait_for_function("() => document.querySelector('#details h2').textContent.startsWith('Old bridge')")
    page.go_back()
    page.wait_for_function("() => document.querySelector('#details h2') === null")
    page.go_forward()
    page.wait_for_function("() => document.querySelector('#details h2')?.textContent.startsWith('Old bridge')")


def test_orders_of_table_list_and_timeline_are_in_the_address_and_back_takes_them_back(shared: Opened) -> None:
    page = shared.page
    page.evaluate("graphkit.address.read(graphkit.page.state, '')")
    page.click("#views [data-view=briefing]")
    page.select_option("#sort", "newest")
    page.click("#views [data-view=timeline]")
    page.select_option("#lanes select", "thread")
    page.click("#views [data-view=table]")
    page.click("#table >> button:text-is('Articles')")
    page.click("#table thead button:has-text('Headline')")
    page.wait_for_function("location.hash === '#view=table&list=newest&lanes=thread&table=articles&sort=headline-up'")
    rows = "() => [...document.querySelectorAll('#table tbody tr > :first-child')].map(one => one.textContent)"
    sorted_rows = page.evaluate(rows)
    page.go_back()
    page.wait_for_function("location.hash === '#view=table&list=newest&lanes=thread&table=articles'")
    assert page.get_attribute("#table thead th:nth-child(3)", "aria-sort") == "descending"
    page.go_back()
    page.wait_for_function("location.hash === '#view=table&list=newest&lanes=thread'")
    assert page.text_content("#table [aria-pressed=true]") == "Stories"
    page.go_forward()
    page.go_forward()
    page.wait_for_function("location.hash.endsWith('&sort=headline-up')")
    assert page.evaluate(rows) == sorted_rows
    page.evaluate("graphkit.address.read(graphkit.page.state, '')")
    assert (page.input_value("#sort"), page.input_value("#lanes select")) == ("outlets", "outlets")


def test_a_drag_is_one_step_of_history(shared: Opened) -> None:
    page = shared.page
    page.evaluate("graphkit.address.read(graphkit.page.state, '')")
    page.evaluate(
        """() => {
          window.steps = 0; // history.length says at most 50
          history.pushState = (...all) => { window.steps++; History.prototype.pushState.apply(history, all); };
        }"""
    )
    frame = page.locator(".histogram").bounding_box()
    page.mouse.move(frame["x"] + 120, frame["y"] + 50)
    page.mouse.down()
    page.mouse.move(frame["x"] + 300, frame["y"] + 50, steps=8)
    page.mouse.up()
    page.wait_for_function("() => location.hash.includes('from=')")
    assert page.evaluate("delete history.pushState && window.steps") == 1


def test_a_drag_changes_the_address_seldom_enough_for_every_browser(shared: Opened) -> None:
    page = shared.page
    page.evaluate("graphkit.address.read(graphkit.page.state, '')")
    changes = page.evaluate(
        """() => {
          const {state} = graphkit.page, real = history.replaceState.bind(history);
          let changes = 0;
          performance.now = () => 0; // no time passes, however slow the machine
          history.replaceState = (...all) => { changes++; real(...all); };
          for (let turn = 0; turn < 300; turn++) state.narrow({quality: turn % 50 + 1}, 'a slider');
          history.replaceState = real;
          delete performance.now;
          return changes;
        }"""
    )
    assert changes < 40
    page.wait_for_url(lambda url: url.endswith("#view=map&quality=50"))
    assert page.evaluate("graphkit.address.link(graphkit.page.state)") == page.url
