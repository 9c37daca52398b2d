"""The explorer page: one file that needs nothing but a browser.

The only importer of pyvis, which is used for what it is good at: it ships vis-network and renders a template
with nodes, edges and options. Its own templates load Bootstrap from afar, show the heading unescaped and have
no language, title or viewport; the ones in ``page/`` take their place.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphkit.graph.plain_graph import to_plain_graph
from graphkit.model import StoryGraph
from graphkit.page.payload import Texts, details, edge_rows, node_rows, number_nodes, region_rows, story_rows
from graphkit.page.template import make_environment, program, text_of
from graphkit.plain_text import clean_line

SCRIPTS = (
    "text.js",
    "dates.js",
    "columns.js",
    "graph.js",
    "search.js",
    "labels.js",
    "facets.js",
    "showing.js",
    "state.js",
    "address.js",
    "period.js",
    "theme.js",
    "colors.js",
    "dom.js",
    "timescale.js",
    "histogram.js",
    "dots.js",
    "said.js",
    "excerpts.js",
    "brush.js",
    "chips.js",
    "period_bar.js",
    "loners.js",
    "grid.js",
    "places.js",
    "looks.js",
    "camera.js",
    "points.js",
    "lettering.js",
    "names.js",
    "backdrop.js",
    "bitmap.js",
    "captions.js",
    "story_facts.js",
    "map_card.js",
    "paint.js",
    "live.js",
    "thinning.js",
    "tooltip.js",
    "pointer.js",
    "map.js",
    "announce.js",
    "clipboard.js",
    "combobox.js",
    "stories.js",
    "markdown.js",
    "heap.js",
    "neighborhood.js",
    "compare.js",
    "csv.js",
    "lanes.js",
    "lanes_paint.js",
    "timeline.js",
    "picture.js",
    "scene.js",
    "download.js",
    "hiding.js",
    "pieces.js",
    "links.js",
    "search_box.js",
    "local_graph.js",
    "local_picture.js",
    "story_card.js",
    "article_card.js",
    "details.js",
    "compare_view.js",
    "table_view.js",
    "shortlist.js",
    "keys.js",
    "filters.js",
    "legend.js",
    "views.js",
    "main.js",
)
"""The page's own code, in the order in which one file needs another."""

STYLES = ("page.css", "briefing.css", "panel.css", "views.css")
"""Colors are in the first."""

LIMITS = {"live": 1_500, "drawn": 50_000}
"""Nodes that vis-network holds at once; nodes from which on only the leading articles of stories are drawn."""

_VIS_NETWORK = "lib/vis-9.1.2/vis-network.min.js"

# vis-network only draws: places come from the layout, and clicks, labels and colors from the page's own code.
_VIS_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "layout": {"improvedLayout": False, "randomSeed": 0},
    "physics": {"enabled": False},
    "interaction": {"dragNodes": False, "hover": False, "selectable": False, "zoomSpeed": 0.7},
    "nodes": {"shape": "dot", "fixed": True, "font": {"size": 0}},
    "edges": {"smooth": False, "hoverWidth": 0, "selectionWidth": 0},
}


def render_html(story_graph: StoryGraph, *, title: str | None = None, index: str = "") -> Iterator[str]:
    """Render the page as text, to be written as UTF-8.

    Parameters
    ----------
    story_graph : StoryGraph
    title : str, optional
        Heading of the page; by default the one that the graph was built with.
    index : str
        Address of the page that lists this one and others like it, relative to it; none by default.
    """
    from pyvis.network import Network  # takes 0.4 s

    story_graph = to_plain_graph(story_graph)
    about = story_graph.graph.graph["graphkit"]
    numbers, names = number_nodes(story_graph), Texts()
    network = Network(cdn_resources="in_line")
    # add_node and add_edge look through all that is there already; the lists take any record.
    network.nodes = node_rows(story_graph, numbers, names)
    network.edges = edge_rows(story_graph, numbers)
    network.options = _VIS_OPTIONS
    network.heading = clean_line(about["options"]["title"] if title is None else title)
    network.templateEnv = make_environment(
        STYLES, [text_of("failure.js"), _vis_network(Path(network.template_dir)), program(SCRIPTS)]
    )
    network.path = "page.html"
    network.templateEnv.globals.update(
        index=index,
        vis_options=_VIS_OPTIONS,
        limits=LIMITS,
        stories=story_rows(story_graph, numbers),
        regions=region_rows(story_graph),
        names=names.all(),
        details=details(story_graph, numbers),
        version=about["version"],
    )
    yield network.generate_html()


def _vis_network(pyvis_templates: Path) -> str:
    # The address of a source map is an address all the same: developer tools would look for it.
    text = (pyvis_templates / _VIS_NETWORK).read_text(encoding="utf-8").partition("//# sourceMappingURL=")[0]
    # Its one character that HTML has no numeric reference for, which a notebook's frame is written in.
    return text.replace("\x85", "\\x85")
