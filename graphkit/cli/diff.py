"""``graphkit diff``: what has changed from one build to another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.terminal import command, print_lines, write_out

if TYPE_CHECKING:
    from graphkit.model import StoryGraph
    from graphkit.questions.difference import Difference

_SHOWN = 20


@command
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="What an earlier graphkit build wrote.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="What a later one wrote.")],
    limit: Annotated[int, typer.Option("--limit", min=0, help="Most stories of each list.")] = _SHOWN,
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it as one JSON object.")] = False,
) -> None:
    """Tell which articles came and went, and which stories are new, grown, merged, split or ended.

    \b
    graphkit diff last-week/graph.json output
    """
    from graphkit.questions.difference import find_difference
    from graphkit.saved import load

    before, after = load(old), load(new)
    found = find_difference(before, after)
    if as_json:
        write_out(json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n")
    else:
        print_lines(_lines(found, before, after, limit))


def _lines(found: Difference, before: StoryGraph, after: StoryGraph, limit: int) -> Iterator[str]:
    from graphkit.explanation import name_of

    for word, sign, ids, graph in (
        ("new", "+", found.added, after.graph),
        ("gone", "-", found.removed, before.graph),
    ):
        yield f"{word} articles: {len(ids):,}"
        yield from (f"  {sign} {name_of(graph, node)}" for node in ids[:limit])
        yield from _rest(len(ids), limit)
    yield f"stories that have changed: {len(found.changes):,}"
    for change in found.changes[:limit]:
        counts = [f"+{change.added:,}"] if change.added else []
        counts += [f"-{change.removed:,}"] if change.removed else []
        yield f"  {change.change:<7} {change.label}" + (f" ({', '.join(counts)} articles)" if counts else "")
    yield from _rest(len(found.changes), limit)


def _rest(total: int, limit: int) -> Iterator[str]:
    if total > limit:
        yield f"  and {total - limit:,} more: --limit {total}"
