"""``graphkit validate``: what a build would read, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from graphkit.cli.inputs import (
    ExcludeOption,
    InputArgument,
    MapOption,
    PlainOption,
    ProviderOption,
    nothing_usable,
    read_inputs,
)
from graphkit.cli.terminal import EXIT_FAILED, command, out, progress
from graphkit.errors import CorpusError
from graphkit.model import Tallied
from graphkit.plain_text import count

if TYPE_CHECKING:
    from graphkit.survey import Survey


@command
def validate(
    inputs: InputArgument = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all that was found as one JSON object.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail if a file had to be skipped or repaired.")] = False,
    provider: ProviderOption = None,
    plain: PlainOption = False,
    names: MapOption = None,
    exclude: ExcludeOption = None,
) -> None:
    """Read files and say what was found: what is read, skipped, repaired, joined, guessed. Nothing is written.

    \b
    graphkit validate archive
    graphkit validate archive --json | jq .joined
    graphkit validate feed.xml --strict
    """
    with progress() as show:
        found = read_inputs(inputs, show, provider=provider, plain=plain, names=names, exclude=exclude)
    if as_json:
        out.print(json.dumps(found.to_dict()), markup=False)
    else:
        _tell(found)
    if not found.articles:
        raise CorpusError(nothing_usable(found))
    if strict and (found.skipped or found.repaired):
        raise typer.Exit(EXIT_FAILED)


def _tell(found: Survey) -> None:
    items = f"{count(found.articles, 'article')} and {count(found.related, 'related item')}"
    lines = [f"{items} in {count(found.corpus.files, 'file')}"]
    if found.articles:
        lines.append("with " + ", ".join(f"{name} {100 * number // found.articles} %" for name, number in found.shares))
    lines.append(
        f"{count(found.skipped, 'file')} skipped, {found.repaired:,} repaired, {len(found.corpus.joined):,} joined"
    )
    for group in Tallied:
        for tally in found.corpus.tallied(group):
            example = f" {tally.example}" if tally.example else ""
            where = f" ({tally.source_file})" if tally.source_file and group is not Tallied.READ else ""
            lines.append(f"{group}: {tally.count:,} × {tally.what}{example}{where}")
    lines += [f"{note.outcome}: {note}" for note in found.corpus.notes]
    lines += [f"joined: {', '.join(files)}" for files in found.corpus.joined]
    for article in found.apart:
        day = article.published.date().isoformat() if article.published else ""
        lines.append(f"odd date: {day} {article.title} ({', '.join(article.source_files)})")
    for line in lines:
        out.print(line, markup=False)
