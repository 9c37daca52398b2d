"""Values for tests: everything has a default, a test names only what matters to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from graphkit.model import Article

NOON = datetime(2021, 3, 1, 12, tzinfo=UTC)


def make_article(id: str, days: float | None = 0.0, **fields: Any) -> Article:
    """An article with a file, published `days` after 1 March 2021, noon UTC; ``days=None`` is undated."""
    values: dict[str, Any] = {
        "title": f"Title of {id}",
        "url": f"https://example.org/{id}",
        "provider": "Example",
        "domain": "example.org",
        "published": None if days is None else NOON + timedelta(days=days),
        "source_files": (f"{id}.md",),
    }
    return Article(id=id, **(values | fields))


def make_related(id: str, days: float | None = 0.0, **fields: Any) -> Article:
    """An article that only others list."""
    return make_article(id, days, **({"source_files": ()} | fields))
