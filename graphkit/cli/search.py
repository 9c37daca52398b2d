"""``graphkit search``: the articles that some words are in."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from graphkit.cli.part import DEFAULT_GRAPH, FindPart, GraphOption, takes_part
from graphkit.cli.terminal import EXIT_FAILED, command, err, is_quiet, print_lines, write_out


@command
@takes_part
def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="Words, or beginnings of words; all of them are sought.")
    ],
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most articles shown.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print all that is known of them as JSON.")] = False,
    graph: GraphOption = DEFAULT_GRAPH,
    *,
    find_part: FindPart,
) -> None:
    """Find articles by words of title, excerpt, provider, author, topic or story; exit code 1 if there is none.

    Those with more of the words in the title come first, then the newest.

    \b
    graphkit search facial recognition
    graphkit search flood --since 2021-03 --provider "Example Post" --json
    """
    from graphkit.explanation import name_of
    from graphkit.questions.searching import search_items

    story_graph, text = find_part(with_edges=False).graph, " ".join(words)
    found = search_items(story_graph, text)
    nodes, shown = story_graph.graph.nodes, found[:limit]
    stories = {node: story.label for story in story_graph.clusters for node in story.articles}
    if as_json:
        records = [{"id": node} | nodes[node] | {"story": stories.get(node)} for node in shown]
        write_out(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
    else:
        for node in shown:
            lines = [name_of(story_graph.graph, node)]
            lines += [f"    story: {stories[node]}"] if node in stories else []
            where = nodes[node].get("url") or next(iter(nodes[node].get("source_file", ())), node)
            print_lines([*lines, f"    {where}"])
    if not is_quiet():
        if len(found) > limit:
            err.print(f"and {len(found) - limit:,} more: --limit {len(found)}", style="dim")
        elif not found:
            err.print(f"no article has {text!r}", style="yellow", markup=False)
    if not found:
        raise typer.Exit(EXIT_FAILED)
