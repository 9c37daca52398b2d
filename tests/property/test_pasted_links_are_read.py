"""What the audit renders as front matter is read back from a post as the item it stands for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphkit.exports.front_matter import render_related
from graphkit.plain_text import clean_line
from graphkit.sources.notes import FileNotes
from graphkit.sources.records import Record
from tests.support.graphs import make_story_graph
from tests.support.hostile import hostile_text
from tests.support.posts import read_data

titles = hostile_text.filter(lambda text: clean_line(text) != "")


@given(st.lists(titles, min_size=1, max_size=3), hostile_text)
def test_titles_and_providers_come_back_whatever_they_hold(titles: list[str], provider: str) -> None:
    nodes = {
        f"new-{number}": {
            "title": title,
            "provider": provider,
            "url": f"https://example.org/new/{number}",
            "published": "2021-03-01T12:00:00Z",
        }
        for number, title in enumerate(titles)
    }
    pasted = "".join(render_related(make_story_graph(nodes=nodes), nodes))
    post = f'---\ntitle: "A post"\nrelated:\n{pasted}---\n'

    record = read_data(post.encode(), FileNotes("a.md"))

    # A headline may be HTML: the reader takes out tags and entities, from a pasted title as from any other.
    plain = [read_data(f"---\ntitle: {_json(title)}\n---\n".encode(), FileNotes("b.md")) for title in titles]
    listed = [item for item in record.related if isinstance(item, Record)]
    assert [item.title for item in listed] == [other.title for other in plain]
    assert [item.published for item in listed] == [listed[0].published] * len(titles)


def _json(text: str) -> str:
    return '"' + clean_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
