"""Names in lists of related articles -> ids: slugs, permalinks, file names, titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from graphkit.sources.records import Record, plain_name


class Mentions:
    """What the articles of an archive go by.

    Parameters
    ----------
    articles : iterable of (Record, str, str or None)
        A file's own record, its article's id and language.
    """

    def __init__(self, articles: Iterable[tuple[Record, str, str | None]]) -> None:
        self._known: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
        for record, article_id, language in articles:
            for name in (*record.names, _plain_title(record.title)):
                if name:
                    self._known[name].setdefault(article_id, language)

    def find(self, name: str, language: str | None) -> str | None:
        """The id of the article of this name: of several, the one in the same language; None if that leaves a doubt."""
        plain = plain_name(name)
        for one in (plain, plain.rpartition("/")[2], _plain_title(name)):
            found = self._known.get(one, {})
            same = [article_id for article_id, its_language in found.items() if its_language == language]
            if len(same) == 1:
                return same[0]
            if len(found) == 1:
                return next(iter(found))
        return None


def _plain_title(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
