"""Pages of a site among its posts: undated files in folders where nothing has a date."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graphkit.model import Tallied, Tally
from graphkit.sources.discovery import POST_SUFFIXES, SourceFile
from graphkit.sources.files import ReadFile
from graphkit.sources.records import INDEX

_FEWEST_DATED = 5
"""Fewer tell nothing about an archive."""
_NAMED = 8
_YEAR = re.compile(r"(?:^|/)(?:19|20)\d\d/")


def without_pages(
    files: Sequence[SourceFile], read: Sequence[ReadFile], inputs: Sequence[str]
) -> tuple[list[ReadFile], list[Tally]]:
    """Leave out the pages of a site whose posts have dates: manuals, members of the team, descriptions of tags.

    A folder holds pages if no file in or below it has a date (or one that could not be read), has an address, is a
    draft, or lies in a folder called after a year. An archive of which less than half has dates is read whole, and so
    is a folder that is an input within another one.

    Parameters
    ----------
    files : sequence of SourceFile
    read : sequence of ReadFile
        What each of these says.
    inputs : sequence of str
        What the user gave.

    Returns
    -------
    (list of ReadFile, list of Tally)
        Each file without the records that are left out, and their count, with the folders that have most.
    """
    posts = [number for number, one in enumerate(read) if _is_post(files[number], one)]
    dated = sum(read[number].records[0].published is not None for number in posts)
    if dated < _FEWEST_DATED or 2 * dated < len(posts):
        return list(read), []
    given = [Path(os.path.abspath(one)) for one in inputs]  # noqa: PTH100 -- resolve() follows links
    is_page = {number: _is_undated(read[number]) and not _is_within_two(files[number], given) for number in posts}
    living = {folder for number in posts if not is_page[number] for folder in _folders(files[number].name)}
    kept = list(read)
    passed: Counter[str] = Counter()
    for number in posts:
        top = next((folder for folder in _folders(files[number].name) if folder not in living), None)
        if is_page[number] and top is not None:
            passed[top] += 1
            kept[number] = replace(read[number], records=())
    return kept, [_tally(passed)] if passed else []


def _tally(passed: Counter[str]) -> Tally:
    named = [f"{folder} ({count:,})" for folder, count in passed.most_common(_NAMED)]
    return Tally(
        group=Tallied.PASSED_OVER,
        what="undated page in a folder without any date; to read it, give the folder as an input of its own",
        count=passed.total(),
        example=", ".join([*named, f"{len(passed) - _NAMED:,} more folders"] if len(passed) > _NAMED else named),
    )


def _is_post(file: SourceFile, one: ReadFile) -> bool:
    return len(one.records) == 1 and not file.is_given and os.path.splitext(file.name)[1].lower() in POST_SUFFIXES  # noqa: PTH122 -- twenty times faster than Path


def _is_undated(one: ReadFile) -> bool:
    (record,) = one.records
    is_unsure = any(tally.group is Tallied.UNREAD_DATE for tally in one.tallies) or _YEAR.search(record.source_file)
    return record.published is None and record.url is None and record.is_published is not False and not is_unsure


def _is_within_two(file: SourceFile, given: Sequence[Path]) -> bool:
    return len(given) > 1 and sum(file.path.is_relative_to(one) for one in given) > 1


def _folders(name: str) -> Iterator[str]:
    """All folders above a file, the outermost (the input itself) first."""
    yield ""
    *parts, file = name.split("/")
    # ``strike/index.md`` is a post with a folder of its own, among others of that kind.
    is_bundle = file.rpartition(".")[0].lower() in INDEX
    for depth in range(1, len(parts) + 1 - is_bundle):
        yield "/".join(parts[:depth])
