"""The page in a notebook: a frame of its own, closed to what is around it."""

from __future__ import annotations

from tests.support.browser import Open
from tests.support.graphs import BRIDGE, make_story_graph


def test_a_story_graph_shows_its_page_in_a_frame_whatever_the_encoding_around_it(open_page: Open) -> None:
    hostile = "</iframe><script>window.ran = 1</script> \"' &quot; é 日本"
    shown = make_story_graph(title=hostile)._repr_html_()
    around = "<!doctype html><meta charset=windows-1252><title>notebook</title><script>kept = 1</script>"
    opened = open_page(around + shown, ready=False)
    frame = opened.page.frames[1]
    frame.wait_for_selector("html[data-ready=true]")
    assert frame.text_content("h1") == hostile
    frame.click(f"#clusters button[data-cluster={BRIDGE}]")
    assert frame.text_content("#details h2") == "Old bridge reopens after repair"
    frame.click("#theme")
    assert opened.page.evaluate("window.ran") is None
    assert frame.evaluate("(() => { try { return parent.kept; } catch { return 'closed'; } })()") == "closed"
    assert (opened.messages, opened.requests) == ([], [])
