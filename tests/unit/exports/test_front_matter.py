from __future__ import annotations

from graphkit.exports.front_matter import render_related
from tests.support.graphs import make_story_graph


def test_an_item_is_rendered_as_posts_list_it() -> None:
    nodes = ["journal.example/strike-ends", "h-unknown"]
    assert "".join(render_related(make_story_graph(), nodes)) == (
        '  - title: "إضراب القطارات ينتهي"\n'
        "    publishedDateTime: 2021-03-05T23:59:59Z\n"
        '    webUrl: "http://journal.example/strike-ends"\n'
        "    provider:\n"
        '      name: "Journal d\'Exemple"\n'
        '      domain: "journal.example"\n'
        '  - title: "Έφτασε η γέφυρα 🌉"\n'
    )


def test_no_text_leaves_its_quotes() -> None:
    title = 'He said: "no" \\ # - {a: b}\nrelated: *x'
    story_graph = make_story_graph(nodes={"new": {"title": title, "published": "2021 # soon", "provider": None}})
    assert "".join(render_related(story_graph, ["new"])) == (
        '  - title: "He said: \\"no\\" \\\\ # - {a: b} related: *x"\n    publishedDateTime: "2021 # soon"\n'
    )
