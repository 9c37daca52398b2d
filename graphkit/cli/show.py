"""``graphkit show``: all that is known of one article, provider, topic or story."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from graphkit.cli.part import DEFAULT_GRAPH, FindPart, GraphOption, takes_part
from graphkit.cli.terminal import command, print_lines, write_out


@command
@takes_part
def show(
    item: Annotated[
        str, typer.Argument(metavar="ITEM", help="An id, an address, the name of a story, or words of a title.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print it as one JSON object.")] = False,
    graph: GraphOption = DEFAULT_GRAPH,
    *,
    find_part: FindPart,
) -> None:
    """Tell all that is known of an article, a story, a provider or a topic: its links with the reasons for them.

    \b
    graphkit show "boston bans police"
    graphkit show "Boston bans facial recognition"
    graphkit show "Fox News" --json
    """
    from graphkit.questions.description import describe

    found = describe(find_part().graph, item)
    if as_json:
        write_out(json.dumps({"kind": found.kind} | found.record, ensure_ascii=False, indent=2) + "\n")
    else:
        print_lines(found.lines)
