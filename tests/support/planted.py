"""Corpora in which the stories are known, since they were planted."""

from __future__ import annotations

from random import Random

from graphkit.model import Article
from tests.support.builders import make_article

_SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "no", "pi", "ra", "so", "tu", "vo", "ze")


def planted_corpus(n_stories: int, size: int = 4, seed: int = 0, days_between: float = 1.0) -> tuple[Article, ...]:
    """Stories one after another, each with words of its own beside some that all share; all members list the first.

    Ids are ``story-member``, such as ``007-2``.
    """
    random = Random(seed)
    common = [_word(random) for _ in range(40)]
    articles = []
    for story in range(n_stories):
        own = [_word(random) for _ in range(8)]
        for member in range(size):
            words = random.sample(own, 5) + random.sample(common, 4)
            random.shuffle(words)
            articles.append(
                make_article(
                    f"{story:03}-{member}",
                    days=story * days_between + member * 0.1,
                    title=" ".join(words),
                    related=(f"{story:03}-0",) if member else (),
                )
            )
    return tuple(articles)


def story_of(article: Article) -> str:
    """The story that an article of a planted corpus belongs to."""
    return article.id.partition("-")[0]


def _word(random: Random) -> str:
    return "".join(random.choices(_SYLLABLES, k=4))
