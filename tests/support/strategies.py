"""Corpora for property tests: small, and made so that stories, copies and strangers all occur."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from graphkit.model import Article
from tests.support.builders import make_article
from tests.support.hostile import hostile_text

_IDS = "abcdefghijkl"
# Few words, so that texts meet: meaningful ones, stop words, several scripts and forms of one word.
_WORDS = (
    "bridge",
    "bridges",
    "flood",
    "flooding",
    "council",
    "repair",
    "chess",
    "champion",
    "resigns",
    "Köln",
    "koln",
    "мост",
    "наводнение",
    "पुल",
    "橋が閉鎖",
    "the",
    "of",
    "after",
)

headlines = st.lists(st.sampled_from(_WORDS), max_size=6).map(" ".join)
"""Titles and excerpts; some are empty, some hold stop words only."""

days = st.none() | st.sampled_from((0.0, 0.25, 1.0, 2.5, 6.0, 40.0, 400.0))
"""Publication, in days; None is undated."""


@st.composite
def corpora(
    draw: st.DrawFn, min_size: int = 0, max_size: int = 9, texts: st.SearchStrategy[str] = headlines
) -> tuple[Article, ...]:
    """Articles and related items, sorted by id; they may list themselves, each other, or ids that nobody has."""
    ids = _IDS[: draw(st.integers(min_size, max_size))]
    return tuple(draw(_articles(article_id, ids + "z", texts)) for article_id in ids)


def _articles(article_id: str, known: Sequence[str], texts: st.SearchStrategy[str]) -> st.SearchStrategy[Article]:
    return st.builds(
        make_article,
        id=st.just(article_id),
        days=days,
        title=texts,
        excerpt=texts,
        provider=st.sampled_from((None, "Example", "Exempel", "Post")),
        domain=st.sampled_from((None, "example.org", "post.example")),
        topics=st.lists(st.sampled_from(("Bridges", "bridges", "Chess")), max_size=2).map(tuple),
        source_files=st.sampled_from(((), (f"{article_id}.md",))),
        related=st.lists(st.sampled_from(known), max_size=3, unique=True).map(tuple),
    )


def hostile_corpora(max_size: int = 5) -> st.SearchStrategy[tuple[Article, ...]]:
    """Corpora whose texts hold markup, controls, lone surrogates and marks of direction."""
    return corpora(min_size=1, max_size=max_size, texts=hostile_text)
