"""Stories that are known: read from a file, and matched with the articles of a corpus."""

from __future__ import annotations

import csv
import json
import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path, PurePosixPath
from typing import Any

from graphkit.errors import GoldError
from graphkit.model import Article
from graphkit.plain_text import shorten
from graphkit.schema import ID, STORY_NAME, FlawError, check, shown
from graphkit.sources.addresses import canonical_address

log = logging.getLogger(__name__)

_Row = tuple[str, Any, Any]
"""Where it stands, article, story: as they were found."""
_COLUMNS = ("article", "story")
_MAX_BYTES = 200_000_000
"""A million articles take up a tenth; a file that is larger is something else."""
_NEXT_STEP = "an article goes by its file name, its file relative to the input, its address or its id"


def read_gold(path: str | Path) -> dict[str, str]:
    """Read which article belongs to which story.

    Parameters
    ----------
    path : path
        CSV with the columns ``article`` and ``story`` (others are passed over), or JSON that maps one to the other;
        UTF-8. An article goes by its file name, its file relative to the input, its address or its id.

    Returns
    -------
    dict of str to str
        In the order of the file; lines without a story are left out.

    Raises
    ------
    GoldError
        If it cannot be read, or puts one article into two stories: with the place and the value.

    Examples
    --------
    >>> import graphkit
    >>> from pathlib import Path
    >>> _ = Path("gold.csv").write_text("article,story\\nbridge.md,flood\\nhttps://news.example.com/2,flood\\n")
    >>> graphkit.read_gold("gold.csv")
    {'bridge.md': 'flood', 'https://news.example.com/2': 'flood'}
    """
    path = Path(path)
    try:
        if path.is_file() and path.stat().st_size > _MAX_BYTES:
            raise GoldError(f"{path}: larger than {_MAX_BYTES:,} bytes: expected a table of articles and their stories")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    rows = _json_rows(path, text) if text.lstrip().startswith(("{", "[")) else _csv_rows(path, text)
    gold: dict[str, str] = {}
    for where, *row in rows:
        try:
            story = check(STORY_NAME, row[1], f"{where}.story")
            if not story:
                continue
            article = check(ID, row[0], f"{where}.article")
        except FlawError as error:
            raise GoldError(f"{path}: {error}") from None
        if gold.setdefault(article, story) != story:
            raise GoldError(f"{path}: {shown(article)} is in two stories: {shown(gold[article])} and {shown(story)}")
    if not gold:
        raise GoldError(f"{path}: names no article with a story")
    return gold


def match_gold(articles: Sequence[Article], gold: Mapping[str, str]) -> tuple[list[int], list[int]]:
    """Find the article that each name of the gold stories means.

    Parameters
    ----------
    articles : sequence, sorted by id
    gold : mapping
        Article, by any of its names, to story.

    Returns
    -------
    articles : list of int
        Numbers of the articles, in the order of their names; one that two files hold is there twice.
    stories : list of int
        For each of them the number of its story, from 0.

    Raises
    ------
    GoldError
        If no name is that of an article, or one is that of several.
    """
    names = _Names(articles)
    meant = {name: names.find(name) for name in sorted(gold)}
    missing = [name for name, found in meant.items() if not found]
    if len(missing) == len(gold):
        raise GoldError(f"none of its {len(gold)} articles is in the corpus, such as {_some(missing)}: {_NEXT_STEP}")
    if missing:
        log.warning(
            "%d of %d known articles are not in the corpus, such as %s", len(missing), len(gold), _some(missing)
        )
    number_of = {story: number for number, story in enumerate(sorted(set(gold.values())))}
    matched: list[int] = []
    stories: list[int] = []
    for name, found in meant.items():
        if len(found) > 1:
            files = sorted(file for number in found for file in articles[number].source_files)
            raise GoldError(
                f"{shown(name)} is the name of {len(found)} articles: name the file with its folder, {files[:3]}"
            )
        if found:
            matched += found
            stories.append(number_of[gold[name]])
    return matched, stories


def _some(names: Sequence[str]) -> str:
    return ", ".join(map(shown, names[:3]))


class _Names:
    """All articles by all their names."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._exact: defaultdict[str, dict[int, None]] = defaultdict(dict)
        self._by_file_name: defaultdict[str, dict[int, None]] = defaultdict(dict)
        for number, article in enumerate(articles):
            addresses = (article.url, canonical_address(article.url)) if article.url else ()
            for name in (article.id, *article.source_files, *filter(None, addresses)):
                self._exact[name][number] = None
            for file in article.source_files:
                self._by_file_name[PurePosixPath(file).name][number] = None

    def find(self, name: str) -> list[int]:
        """The articles of this name: several if files of several folders have it."""
        address = canonical_address(name) if "/" in name else None
        return list(self._exact.get(name) or self._by_file_name.get(name) or self._exact.get(address or "") or ())


def _csv_rows(path: Path, text: str) -> Iterator[_Row]:
    reader = csv.DictReader(StringIO(text, newline=""))
    try:
        columns = [name.strip() for name in reader.fieldnames or ()]
        if not set(_COLUMNS) <= set(columns):
            got = shorten(str(columns), 200)
            raise GoldError(f"{path}: expected the columns article and story in its first line, got {got}")
        reader.fieldnames = columns
        for row in reader:
            yield f"line {reader.line_num}", (row["article"] or "").strip(), (row["story"] or "").strip()
    except csv.Error as error:
        raise GoldError(f"{path}, line {reader.line_num}: cannot be read as CSV: {error}") from None


def _json_rows(path: Path, text: str) -> Iterator[_Row]:
    try:
        # Pairs, not a mapping, in which a second story of an article would replace the first unnoticed.
        rows = json.loads(text, object_pairs_hook=list)
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{path}: cannot be read as JSON: {error}") from None
    if not text.lstrip().startswith("{"):
        raise GoldError(f"{path}: expected a mapping of article to story, got a list")
    for article, story in rows:
        yield shown(article), article, story
