"""Synthetic news of any size: seeded, without a word of real news, and with its true stories known.

What makes news hard and slow is there: a vocabulary with a few words everywhere and most words rare, stories that
come in bursts and live for hours to days with names of their own, copies of one text under several mastheads, lists
of related articles that are sometimes wrong, a few providers and topics with most of the articles.

    python -m benchmarks.corpus 10000 FOLDER
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graphkit.model import Article

Ints = NDArray[np.int64]

START = datetime(2021, 1, 1, tzinfo=UTC)
N_WORDS = 40_000
N_TOPICS = 80
N_PROVIDERS = 400
WORDS_OF_A_TOPIC = 250
WORDS_OF_A_STORY = 14
N_KNOWN_NAMES = 5_000
SHARE_KNOWN = 0.6
"""Of the names in a story: people and places that are in other stories too."""
SHARE_ALONE = 0.35
SHARE_COPIES = 0.12
SHARE_LISTING = 0.25
SHARE_WRONG = 0.05
FILES_A_FOLDER = 1_000

_STOP_WORDS = (
    "the to of in a and for on is with as at by from that it are after over new says be has was will".split()  # noqa: SIM905
)
_ONSETS = "b bl br c ch d dr f fl g gr h j k l m n p pl qu r s sh st t th tr v w z".split()  # noqa: SIM905
_VOWELS = "a e i o u ea ou".split()  # noqa: SIM905
_CODAS = ("", "n", "r", "s", "l", "ck")
_SYLLABLES = [onset + vowel + coda for coda in _CODAS for vowel in _VOWELS for onset in _ONSETS]
_MASTHEADS = ("Herald", "Ledger", "Courier", "Observer", "Tribune", "Gazette", "Post", "Times", "Wire", "Today")


@dataclass(frozen=True, slots=True)
class SyntheticCorpus:
    """Articles and the truth about them.

    Parameters
    ----------
    articles : tuple of Article
        In order of publication.
    stories : tuple of int
        The story of each; an article alone has one of its own.
    """

    articles: tuple[Article, ...]
    stories: tuple[int, ...]


def make_corpus(n: int, *, seed: int = 0, articles_a_day: float = 400.0) -> SyntheticCorpus:
    """Make up `n` articles.

    Parameters
    ----------
    n : int
    seed : int
        The same seed gives the same corpus, on any machine.
    articles_a_day : float
        How dense the news is; the archive of a larger corpus is longer, not denser.

    Notes
    -----
    About 50 microseconds of one core for an article.
    """
    rng = np.random.default_rng(seed)
    story = _draw_stories(rng, n)
    n_stories = int(story.max(initial=-1)) + 1
    days = _draw_days(rng, story, n_stories, n / articles_a_day)
    order = np.lexsort((np.arange(n), days))
    story, days = story[order], days[order]
    topic = _zipf(rng, N_TOPICS, n_stories, 0.9)[story]
    provider = _zipf(rng, N_PROVIDERS, n, 1.1)
    vocabulary = _vocabulary(rng, n_stories)
    titles = _texts(rng, vocabulary, story, topic, _lengths(rng, n, 6, 13), of_story=0.45)
    excerpts = _texts(rng, vocabulary, story, topic, _lengths(rng, n, 25, 60), of_story=0.20)
    original = _draw_copies(rng, story)
    related = _draw_related(rng, story)
    flags, quality = rng.random(n), rng.integers(0, 120, n)
    articles = tuple(
        Article(
            id=f"{number:07}",
            title=titles[original[number]],
            excerpt=excerpts[original[number]],
            url=f"https://{_domain(provider[number])}/{number // 1000}/{number:07}",
            published=START + timedelta(seconds=round(days[number] * 86_400)),
            provider=_outlet(provider[number]),
            domain=_domain(provider[number]),
            topics=("News", f"Topic {topic[number]}") if flags[number] < 0.8 else (f"Topic {topic[number]}",),
            quality=float(quality[number]),
            is_published=bool(flags[number] > 0.3),
            type="article",
            source_files=(_file_name(number),),
            related=tuple(f"{other:07}" for other in related.get(number, ())),
        )
        for number in range(n)
    )
    return SyntheticCorpus(articles, tuple(story.tolist()))


def write_posts(corpus: SyntheticCorpus, folder: Path) -> None:
    """Write each article as a post, and beside the folder, as ``<folder>.stories.csv``, the story of each address."""
    by_id = {article.id: article for article in corpus.articles}
    for name in sorted({str(Path(article.source_files[0]).parent) for article in corpus.articles}):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for article in corpus.articles:
        path = folder / article.source_files[0]
        path.write_text("".join(_post(article, by_id)), encoding="utf-8")
    with folder.with_name(f"{folder.name}.stories.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("article", "story"))
        writer.writerows((article.url, story) for article, story in zip(corpus.articles, corpus.stories, strict=True))


def _post(article: Article, by_id: dict[str, Article]) -> Iterator[str]:
    yield f"---\n{_fields(article, '')}"
    if article.quality is not None:
        yield f"quality: {article.quality:.0f}\npublished: {str(article.is_published).lower()}\n"
    yield f"topics:\n{''.join(f'- {topic}' + chr(10) for topic in article.topics)}"
    if article.related:
        yield "related:\n"
        for other in article.related:
            yield f"- {_fields(by_id[other], '  ').removeprefix('  ')}"
    yield "---\n"


def _fields(article: Article, indent: str) -> str:
    assert article.published is not None
    return (
        f"{indent}title: {json.dumps(article.title)}\n"
        f"{indent}excerpt: {json.dumps(article.excerpt)}\n"
        f"{indent}publishedDateTime: {article.published:%Y-%m-%dT%H:%M:%SZ}\n"
        f"{indent}webUrl: {article.url}\n"
        f"{indent}type: article\n"
        f"{indent}provider:\n{indent}  name: {article.provider}\n{indent}  domain: {article.domain}\n"
    )


def _draw_stories(rng: np.random.Generator, n: int) -> Ints:
    """The story of each article: a third of them alone, the others in stories of 2 to 300, most of them small."""
    alone = round(n * SHARE_ALONE)
    sizes = np.minimum(300, 2 + rng.pareto(1.3, n) * 1.5).astype(np.int64)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), n - alone)) + 1]
    shared = np.repeat(np.arange(len(sizes)), sizes)[: n - alone]
    return np.concatenate([shared, len(sizes) + np.arange(n - len(shared))])


def _draw_days(rng: np.random.Generator, story: Ints, n_stories: int, span: float) -> NDArray[np.float64]:
    """When each article is published: a burst that fades; how long that takes differs between stories."""
    begin = rng.random(n_stories) * span
    life = np.exp(rng.normal(np.log(0.5), 0.9, n_stories))  # a median of half a day
    return np.asarray(begin[story] + rng.exponential(1.0, len(story)) * np.minimum(life, 5.0)[story])


def _draw_copies(rng: np.random.Generator, story: Ints) -> Ints:
    """Whose text each article has: mostly its own, at times that of the story's article before it."""
    original = np.arange(len(story))
    is_copy = rng.random(len(story)) < SHARE_COPIES
    for members in _members(story):
        for before, number in pairwise(members):
            if is_copy[number]:
                original[number] = original[before]
    return original


def _draw_related(rng: np.random.Generator, story: Ints) -> dict[int, list[int]]:
    """What each article lists: earlier ones of its story, and at times one that has nothing to do with it."""
    related: dict[int, list[int]] = {}
    lists = rng.random(len(story)) < SHARE_LISTING
    for members in _members(story):
        for place, number in enumerate(members):
            if lists[number] and place:
                count = min(place, int(rng.integers(1, 5)))
                related[number] = sorted(rng.choice(members[:place], size=count, replace=False).tolist())
                if rng.random() < SHARE_WRONG and number:
                    related[number].append(int(rng.integers(0, number)))
    return related


def _members(story: Ints) -> Iterator[Sequence[int]]:
    """Numbers of the articles of each story that has several, in order of publication."""
    order = np.argsort(story, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(story[order])) + 1):
        if len(members) > 1:
            yield members.tolist()


def _vocabulary(rng: np.random.Generator, n_stories: int) -> list[str]:
    """All words: the general ones, commonest first, those of the topics, then the names in each story."""
    n_general = N_WORDS + N_TOPICS * WORDS_OF_A_TOPIC
    general = rng.choice(len(_SYLLABLES) ** 2, n_general, replace=False)
    names = rng.integers(0, len(_SYLLABLES) ** 3, (n_stories, WORDS_OF_A_STORY))
    known = rng.integers(0, len(_SYLLABLES) ** 3, N_KNOWN_NAMES)
    is_known = rng.random(names.shape) < SHARE_KNOWN
    names[is_known] = known[_zipf(rng, N_KNOWN_NAMES, int(is_known.sum()), 0.8)]
    words = [_word(code, 2) for code in general.tolist()]
    words += [_word(code, 3).capitalize() for code in names.ravel().tolist()]
    words[: len(_STOP_WORDS)] = _STOP_WORDS
    return words


def _word(code: int, n_syllables: int) -> str:
    syllables = []
    for _ in range(n_syllables):
        code, digit = divmod(code, len(_SYLLABLES))
        syllables.append(_SYLLABLES[digit])
    return "".join(syllables)


def _texts(
    rng: np.random.Generator, vocabulary: Sequence[str], story: Ints, topic: Ints, lengths: Ints, *, of_story: float
) -> list[str]:
    """A text for each article: some words of its story, some of its topic, the others of any."""
    owner = np.repeat(np.arange(len(story)), lengths)
    kind = rng.random(len(owner))
    words = _zipf(rng, N_WORDS, len(owner), 1.0)
    own_topic = kind < of_story + 0.20
    words[own_topic] = (
        N_WORDS + topic[owner[own_topic]] * WORDS_OF_A_TOPIC + _zipf(rng, WORDS_OF_A_TOPIC, int(own_topic.sum()), 0.8)
    )
    own_story = kind < of_story
    words[own_story] = (
        N_WORDS
        + N_TOPICS * WORDS_OF_A_TOPIC
        + story[owner[own_story]] * WORDS_OF_A_STORY
        + _zipf(rng, WORDS_OF_A_STORY, int(own_story.sum()), 0.7)
    )
    ends = np.cumsum(lengths).tolist()
    found = [vocabulary[number] for number in words.tolist()]
    return [" ".join(found[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def _lengths(rng: np.random.Generator, n: int, low: int, high: int) -> Ints:
    return rng.integers(low, high + 1, n)


def _zipf(rng: np.random.Generator, n: int, size: int, exponent: float) -> Ints:
    """Numbers below `n`, small ones most often: the k-th with a frequency of ``1 / k ** exponent``."""
    shares = np.cumsum(1.0 / np.arange(1, n + 1) ** exponent)
    return np.asarray(np.searchsorted(shares, rng.random(size) * shares[-1]), dtype=np.int64)


def _outlet(provider: int) -> str:
    return f"{_word(int(provider) * 61 + 5, 2).capitalize()} {_MASTHEADS[provider % len(_MASTHEADS)]}"


def _domain(provider: int) -> str:
    return f"{_outlet(provider).lower().replace(' ', '-')}.example"


def _file_name(number: int) -> str:
    return f"{number // FILES_A_FOLDER:03}/{number:07}.md"


def main() -> None:
    """Write a corpus to a folder."""
    parser = argparse.ArgumentParser(description="Write a synthetic corpus as a folder of posts.")
    parser.add_argument("articles", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--articles-a-day", type=float, default=400.0)
    given = parser.parse_args()
    corpus = make_corpus(given.articles, seed=given.seed, articles_a_day=given.articles_a_day)
    write_posts(corpus, given.folder)


if __name__ == "__main__":
    main()
