"""The stories of a graph as a feed, RSS 2.0 or JSON Feed 1.1: one item a story, newest first.

Readers of feeds show HTML: every title stands in it as text, and only addresses of web pages are links.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from email.utils import format_datetime
from html import escape
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape as escape_xml

from graphkit.exports.report.lines import text_of
from graphkit.graph.attributes import to_iso, to_text
from graphkit.graph.plain_graph import PlainGraph, to_plain_graph
from graphkit.model import StoryCluster, StoryGraph, is_web_address, time_order
from graphkit.plain_text import clean_line, count

_ARTICLES = 30
# RSS wants the address of a site; of articles from many outlets there is none.
_NO_SITE = "about:blank"


def render_rss(story_graph: StoryGraph) -> Iterator[str]:
    """Render the feed as RSS; a story keeps its ``guid`` from build to build, so that no reader shows it twice."""
    plain = to_plain_graph(story_graph)
    title, site = escape_xml(_title(plain)), escape_xml(_site(plain))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">\n<channel>\n'
    yield f"  <title>{title}</title>\n  <link>{site}</link>\n  <description>Stories found by graphkit</description>\n"
    for story in _newest_first(plain):
        yield f"  <item>\n    <title>{escape_xml(_headline(story))}</title>\n"
        if url := _address(plain, story.lead):
            yield f"    <link>{escape_xml(url)}</link>\n"
        yield f'    <guid isPermaLink="false">{escape_xml(story.id)}</guid>\n'
        if story.first_seen:
            yield f"    <pubDate>{format_datetime(story.first_seen, usegmt=True)}</pubDate>\n"
        for keyword in story.keywords:
            yield f"    <category>{escape_xml(clean_line(keyword))}</category>\n"
        yield f"    <description>{escape_xml(_html(plain, story))}</description>\n  </item>\n"
    yield "</channel>\n</rss>\n"


def render_json_feed(story_graph: StoryGraph) -> Iterator[str]:
    """Render the feed as JSON Feed; a story keeps its ``id`` from build to build."""
    plain = to_plain_graph(story_graph)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(plain),
        "items": [_item(plain, story) for story in _newest_first(plain)],
    }
    yield json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _item(plain: PlainGraph, story: StoryCluster) -> dict[str, Any]:
    known = {
        "id": story.id,
        "url": _address(plain, story.lead),
        "title": _headline(story),
        "content_html": _html(plain, story),
        "summary": _about(story),
        "date_published": story.first_seen and to_iso(story.first_seen),
        "date_modified": story.last_seen and to_iso(story.last_seen),
        "tags": [clean_line(keyword) for keyword in story.keywords],
    }
    return {name: value for name, value in known.items() if value}


def _newest_first(plain: PlainGraph) -> list[StoryCluster]:
    dated = [story for story in plain.clusters if story.first_seen]
    undated = [story for story in plain.clusters if not story.first_seen]
    return sorted(dated, key=lambda story: (-time_order(story.first_seen), story.id)) + undated


def _title(plain: PlainGraph) -> str:
    return clean_line(to_text(plain.graph.graph["graphkit"]["options"]["title"]))


def _site(plain: PlainGraph) -> str:
    """The site of more than half of the articles, which are its own then; else no site in particular."""
    nodes = [node for story in plain.clusters for node in story.articles]
    addresses = [url for node in nodes if (url := _address(plain, node))]
    sites = Counter(urlsplit(url)._replace(path="/", query="", fragment="").geturl() for url in addresses)
    site, number = next(iter(sites.most_common(1)), ("", 0))
    return site if 2 * number > len(nodes) else _NO_SITE


def _headline(story: StoryCluster) -> str:
    return clean_line(story.headline or story.label)


def _address(plain: PlainGraph, node: str) -> str | None:
    url = text_of(plain.graph.nodes[node], "url")
    return url if is_web_address(url) else None


def _about(story: StoryCluster) -> str:
    by = f" by {count(story.providers, 'independent provider')}" if story.providers else ""
    return f"{count(story.size, 'article')}{by}"


def _html(plain: PlainGraph, story: StoryCluster) -> str:
    items = "".join(f"<li>{_article(plain, node)}</li>" for node in story.articles[:_ARTICLES])
    more = f"<p>and {story.size - _ARTICLES:,} more</p>" if story.size > _ARTICLES else ""
    return f"<p>{escape(clean_line(story.label))}: {_about(story)}.</p><ul>{items}</ul>{more}"


def _article(plain: PlainGraph, node: str) -> str:
    attributes = plain.graph.nodes[node]
    title = escape(text_of(attributes, "title") or text_of(attributes, "label"))
    if url := _address(plain, node):
        title = f'<a href="{escape(url)}">{title}</a>'
    known = [text_of(attributes, "provider"), text_of(attributes, "published")[:10]]
    about = ", ".join(escape(part) for part in known if part)
    return f"{title} ({about})" if about else title
