"""The values that go from stage to stage: frozen, and without input or output."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, overload
from urllib.parse import urlsplit

from graphkit.cards import Card, render_cards
from graphkit.errors import ArticleError, UnknownItemError
from graphkit.frames import Frames, make_frames
from graphkit.plain_text import clean_line, clean_text, count

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

SECONDS_A_DAY = 86_400.0

# The least evidence of a link, since an edge needs a weight above 0; a link with no more than this says nothing.
LEAST_EVIDENCE = 0.01

# Called as on_progress(stage, done, total), a few times a second at most.
Progress = Callable[[str, int, int], None]


def time_order(date: datetime | None) -> float:
    """Seconds to sort by; undated articles come last."""
    return float("inf") if date is None else date.timestamp()


class NodeKind(StrEnum):
    """What a node of the graph stands for."""

    ARTICLE = "article"
    """An article with a file of its own."""
    RELATED = "related"
    """An article that only other files list."""
    PROVIDER = "provider"
    TOPIC = "topic"


class Relation(StrEnum):
    """What an edge of the graph says."""

    RELATED = "related"
    """Declared: one article's file lists the other."""
    SIMILAR = "similar"
    """Inferred only: the texts are alike, no file says so."""
    PUBLISHED_BY = "published_by"
    HAS_TOPIC = "has_topic"


class Precision(StrEnum):
    """How exactly a publication time is known."""

    DAY = "day"
    """No clock, or one that could not be read: the time is midnight UTC of the day."""
    SECOND = "second"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, whether it has a file of its own or is only listed by others.

    Text is cleaned on the way in, so that an article can be written to any format.

    Parameters
    ----------
    id : str
        Stable and unique in its corpus.
    title : str
    excerpt : str
    text : str
        The body as plain text; most posts have none.
    url : str or None
        http or https, as the web page has it.
    published : datetime or None
        Aware; kept in UTC.
    published_precision : Precision
        ``day`` where only the day of `published` is known.
    provider : str or None
        The outlet's name as written.
    domain : str or None
        The outlet's registrable domain, lower case: what the outlet is known by.
    authors : tuple of str
    language : str or None
        A language code as written, lower case, such as ``en`` or ``pt-br``.
    topics : tuple of str
    quality, heat : float or None
        Figures of the feed, 0 or more; None is unknown.
    is_published : bool or None
        The feed's own flag; None is unknown.
    type, category : str or None
    image : str or None
        The address of a picture, never loaded.
    source_files : tuple of str
        Files of this article, relative to their input, with ``/``; empty if only others list it.
    related : tuple of str
        Ids of the articles that its files list, in their order.
    translations : tuple of str
        Ids of the articles that are the same post in another language, sorted.

    Raises
    ------
    ArticleError
        Names the field, what was expected and what was found.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> article = Article(
    ...     id="a",
    ...     title="Old bridge  closes",
    ...     url="https://news.example.com/bridge",
    ...     published=datetime(2021, 3, 1, 12, tzinfo=UTC),
    ...     provider="Harbour Times",
    ... )
    >>> article.title, article.timestamp, str(article.kind)
    ('Old bridge closes', 1614600000.0, 'related')
    >>> Article(id=5, title="Flood")
    Traceback (most recent call last):
    graphkit.errors.ArticleError: id: expected text, got 5
    """

    id: str
    title: str
    excerpt: str = ""
    text: str = ""
    url: str | None = None
    published: datetime | None = None
    published_precision: Precision = Precision.SECOND
    provider: str | None = None
    domain: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    topics: tuple[str, ...] = ()
    quality: float | None = None
    heat: float | None = None
    is_published: bool | None = None
    type: str | None = None
    category: str | None = None
    image: str | None = None
    source_files: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_kinds(self)
        for name in ("title", "excerpt"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        object.__setattr__(self, "text", clean_text(self.text))
        for name in ("url", "provider", "domain", "language", "type", "category", "image"):
            value = getattr(self, name)
            object.__setattr__(self, name, (clean_line(value) or None) if value else None)
        for name in ("authors", "topics"):
            object.__setattr__(self, name, tuple(filter(None, map(clean_line, getattr(self, name)))))
        if self.url is not None:
            object.__setattr__(self, "url", _web_address(self, self.url))
        if self.image is not None:
            object.__setattr__(self, "image", _without_password(self.image))
        if self.published is not None:
            object.__setattr__(self, "published", _in_utc(self, self.published))

    @property
    def kind(self) -> NodeKind:
        """``article`` with a file of its own, else ``related``."""
        return NodeKind.ARTICLE if self.source_files else NodeKind.RELATED

    @property
    def timestamp(self) -> float | None:
        """Publication time in seconds since 1970, or None."""
        return None if self.published is None else self.published.timestamp()

    @property
    def provider_key(self) -> str | None:
        """What the outlet is known by: its domain, else its name without regard to case."""
        return self.domain or (self.provider.casefold() if self.provider else None)


_A_TEXT_OR_NONE = (str, type(None)), "text or None"
_A_FIGURE = (int, float, type(None)), "a number or None"
_TEXTS = (tuple, list), "a tuple of texts"
_KINDS: dict[str, tuple[tuple[type, ...], str]] = {
    **dict.fromkeys(("id", "title", "excerpt", "text"), ((str,), "text")),
    **dict.fromkeys(("url", "provider", "domain", "language", "type", "category", "image"), _A_TEXT_OR_NONE),
    **dict.fromkeys(("quality", "heat"), _A_FIGURE),
    **dict.fromkeys(("authors", "topics", "source_files", "related", "translations"), _TEXTS),
    "published": ((datetime, type(None)), "an aware datetime or None"),
    "is_published": ((bool, type(None)), "True, False or None"),
}


def _check_kinds(article: Article) -> None:
    """Raise for the first field that is not what it has to be."""
    for name, (kinds, expected) in _KINDS.items():
        value = getattr(article, name)
        if not isinstance(value, kinds):
            _refuse(article, name, expected, value)
        if kinds is _TEXTS[0]:
            for one in value:
                if not isinstance(one, str):
                    _refuse(article, name, expected, value)
            object.__setattr__(article, name, tuple(value))
    if not article.id or clean_line(article.id) != article.id:
        _refuse(article, "id", "a line of text without control characters", article.id)


def _refuse(article: Article, field_name: str, expected: str, value: object) -> None:
    of = "" if field_name == "id" else f" of the article {article.id!r}"
    raise ArticleError(f"{field_name}{of}: expected {expected}, got {value!r}")


def _web_address(article: Article, url: str) -> str:
    """The address of a web page, without name and password."""
    if not is_web_address(url):
        _refuse(article, "url", "an address that begins with http:// or https://", url)
    return _without_password(url)


def is_web_address(url: str) -> bool:
    """Whether it is an absolute address with http or https, which `Article.url` has to be."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _without_password(url: str) -> str:
    """The address without user name and password, which must never be exported."""
    before, slashes, rest = url.partition("//")
    end = min((at for mark in "/?#" if (at := rest.find(mark)) >= 0), default=len(rest))
    return f"{before}{slashes}{rest[:end].rpartition('@')[2]}{rest[end:]}"


def _in_utc(article: Article, published: datetime) -> datetime:
    if published.tzinfo is None:
        _refuse(article, "published", "an aware datetime, such as one with tzinfo=UTC", published)
    try:
        return published.astimezone(UTC)
    except OverflowError:
        _refuse(article, "published", "a time within the years 1 to 9999 in UTC", published)
        raise


class Articles(tuple[Article, ...]):
    """The articles of a graph, sorted by id, which also looks one up by its id.

    Examples
    --------
    >>> articles = Articles([Article(id="a", title="Old bridge closes"), Article(id="b", title="Flood")])
    >>> articles["b"].title, articles[0].title, len(articles)
    ('Flood', 'Old bridge closes', 2)
    """

    __slots__ = ()

    @overload  # type: ignore[override]  # a tuple knows no texts
    def __getitem__(self, key: str) -> Article: ...
    @overload
    def __getitem__(self, key: int) -> Article: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Article, ...]: ...
    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, str):
            return super().__getitem__(key)
        place = bisect_left(self, key, key=lambda article: article.id)
        if place == len(self) or self[place].id != key:
            raise UnknownItemError(f"no article has the id {key!r}")
        return self[place]


class Outcome(StrEnum):
    """What became of something that was wrong in the input."""

    SKIPPED = "skipped"
    """A whole file is left out."""
    REPAIRED = "repaired"
    """A file was mended and is used."""
    NOTED = "noted"
    """A field or a related item is left out, or stands in doubt; the file is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingNote:
    """Something that was wrong in one file, and what was done about it.

    Parameters
    ----------
    source_file : str
        Relative to its input, with ``/``.
    line : int or None
        Counted from 1.
    field : str or None
        Such as ``publishedDateTime`` or ``related[2].title``.
    problem : str
        What was found, what was expected, what to do.
    """

    source_file: str
    outcome: Outcome
    problem: str
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        where = self.source_file if self.line is None else f"{self.source_file}:{self.line}"
        return ": ".join(part for part in (where, self.field, self.problem) if part)


class Tallied(StrEnum):
    """What is counted over a whole corpus rather than noted file by file."""

    READ = "read"
    """Files that were read, by kind."""
    PASSED_OVER = "passed over"
    """Files and folders that are no articles, by what they are."""
    GUESSED = "guessed"
    """Values that a file does not give and that were taken from elsewhere."""
    UNREAD_KEY = "key not read"
    """Keys that have no meaning here."""
    UNREAD_DATE = "date not read"
    """Dates that could not be read, by their form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often something occurs in a corpus, and where first.

    Parameters
    ----------
    group : Tallied
    what : str
    count : int
    source_file : str
        The first file that has it.
    example : str
        A value as written, or empty.
    """

    group: Tallied
    what: str
    count: int
    source_file: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What was read from a set of inputs.

    Parameters
    ----------
    articles : tuple of Article
        Sorted by id; articles with a file of their own and those that are only listed.
    notes : tuple of ReadingNote
        Sorted by file and line.
    files : int
        How many files were looked into, skipped ones included.
    tallies : tuple of Tally
        What was counted; by group, the most frequent first.
    joined : tuple of tuple of str
        Files that tell the same article, sorted.
    """

    articles: tuple[Article, ...]
    notes: tuple[ReadingNote, ...] = ()
    files: int = 0
    tallies: tuple[Tally, ...] = ()
    joined: tuple[tuple[str, ...], ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many files have at least one note of this outcome."""
        return len({note.source_file for note in self.notes if note.outcome is outcome})

    def tallied(self, group: Tallied) -> tuple[Tally, ...]:
        """The counts of one group, the most frequent first."""
        return tuple(tally for tally in self.tallies if tally.group is group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A provider or a topic: what articles are gathered by.

    Parameters
    ----------
    id : str
        ``provider:`` or ``topic:`` and the key.
    kind : NodeKind
        ``PROVIDER`` or ``TOPIC``.
    label : str
        The commonest spelling.
    domain : str or None
        Of a provider, where known.
    articles : tuple of int
        Numbers of its articles in the corpus, ascending.
    """

    id: str
    kind: NodeKind
    label: str
    articles: tuple[int, ...]
    domain: str | None = None


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs of articles, as columns: sorted by (first, second), each pair once, ``first < second``.

    Rows are pairs that a file declares or whose texts are alike, if only a little: evidence for stories comes from
    many weak links, while few are shown. Articles are numbered as in the corpus, which is sorted by id.

    Parameters
    ----------
    first, second : int array, shape (n,)
    cosine : float array, shape (n,)
        Similarity of the two texts, in [0, 1], 6 places.
    days_apart : float array, shape (n,)
        Days between publication, 0 or more, 3 places; NaN where one of the two is undated.
    evidence : float array, shape (n,)
        How far the pair speaks for one story, in (0, 1], 6 places.
    declared_by_first, declared_by_second : bool array, shape (n,)
        Whether the first lists the second, and the second the first.
    inferred : bool array, shape (n,)
        Whether the texts alone suffice to link the pair.
    shown : bool array, shape (n,)
        Whether the pair becomes an edge: all declared ones, and the strongest few inferred ones of each article.
    is_copy : bool array, shape (n,)
        Whether the texts are nearly identical and close in time.
    """

    first: NDArray[np.int32]
    second: NDArray[np.int32]
    cosine: NDArray[np.float64]
    days_apart: NDArray[np.float64]
    evidence: NDArray[np.float64]
    declared_by_first: NDArray[np.bool_]
    declared_by_second: NDArray[np.bool_]
    inferred: NDArray[np.bool_]
    shown: NDArray[np.bool_]
    is_copy: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.first)

    @property
    def declared(self) -> NDArray[np.bool_]:
        """Whether a file declares the pair, in either direction."""
        return self.declared_by_first | self.declared_by_second

    def where(self, mask: NDArray[np.bool_]) -> Links:
        """The rows for which `mask` holds, in their order."""
        return Links(**{name: column[mask] for name, column in vars(self).items()})


@dataclass(frozen=True, slots=True)
class StoryName:
    """What a story is called.

    Parameters
    ----------
    label : str
        A few words, unique among its stories.
    keywords : tuple of str
        The most telling words, strongest first.
    lead : int
        Number of the article that says the story best.
    headline : str
        The lead's title, shortened where long; empty if it has none.
    """

    label: str
    keywords: tuple[str, ...]
    lead: int
    headline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """When an outlet came to a story.

    Parameters
    ----------
    provider : str
        The outlet's name.
    article : str
        Node id of its first article in the story.
    lag_hours : float or None
        Hours after the story's first article, 0 for the first, 1 place; None if the article is undated.
    """

    provider: str
    article: str
    lag_hours: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCluster:
    """A story: at least two articles about the same matter at the same time.

    Parameters
    ----------
    id : str
        Goes from build to build as long as the story does; at first ``story-`` and the id of the first article.
    label : str
        A short name, unique in its graph.
    keywords : tuple of str
        The most telling terms, strongest first.
    articles : tuple of str
        Node ids, in order of publication, undated ones last.
    lead : str
        The node id of the article that says the story best: central, with the most telling headline.
    first_seen, last_seen : datetime or None
        UTC; None if every member is undated.
    providers : int
        Count of independent outlets: near-copies of one text count once.
    is_event : bool
        Whether enough independent outlets have it (`Options.event_providers`).
    coverage : tuple of Coverage
        The outlets in the order in which they came to it: the first one was first.
    copies : tuple of tuple of str
        Groups of two and more near-identical articles, node ids in order of publication.
    thread : str or None
        Id of the thread that the story belongs to.
    headline : str
        The lead's title, shortened where long.

    Examples
    --------
    >>> import graphkit
    >>> story = graphkit.build(graphkit.read_articles("seeds")).clusters[0]
    >>> story.size, story.providers, story.is_event, story.coverage[0].provider
    (11, 11, True, 'CNN')
    """

    id: str
    label: str
    keywords: tuple[str, ...]
    articles: tuple[str, ...]
    lead: str
    first_seen: datetime | None
    last_seen: datetime | None
    providers: int
    is_event: bool = False
    coverage: tuple[Coverage, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    thread: str | None = None
    headline: str = ""

    @property
    def size(self) -> int:
        """How many articles the story has."""
        return len(self.articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Stories about one matter, weeks or months apart.

    Parameters
    ----------
    id : str
    label : str
        Unique among threads.
    clusters : tuple of str
        Ids of two and more stories, in order of time.
    first_seen, last_seen : datetime or None
    """

    id: str
    label: str
    clusters: tuple[str, ...]
    first_seen: datetime | None
    last_seen: datetime | None


class Change(StrEnum):
    """What became of a story since the build before."""

    NEW = "new"
    GROWN = "grown"
    SHRUNK = "shrunk"
    MERGED = "merged"
    """It holds most of two and more former stories."""
    SPLIT = "split"
    """It holds a part of a former story, the rest of which is a story as well."""
    ENDED = "ended"
    """No story holds its articles any longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """A story that is not what it was in the build before; unchanged stories have none.

    Parameters
    ----------
    change : Change
    cluster : str
        Id of the story; of an ended one, its former id.
    label : str
        Its label, for an ended one the former label.
    former : tuple of str
        Ids that the story, or the stories that it came from, had before.
    added, removed : int
        Articles that came and went.
    """

    change: Change
    cluster: str
    label: str
    former: tuple[str, ...] = ()
    added: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Island:
    """The circle that a story takes up on the page; units are those of the nodes' ``x`` and ``y``."""

    cluster: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A convex part of the map whose stories have a theme in common, or a topic's part of such a region.

    Parameters
    ----------
    name : str
        Empty for the stories of a region that have no topic of their own.
    clusters : tuple of str
        Ids of its stories.
    outline : tuple of (float, float)
        Corners, in the units of the nodes' ``x`` and ``y``.
    label : (float, float)
        The middle of the top of its name.
    within : int or None
        The number of the region that it is a part of; None for a region.
    """

    name: str
    clusters: tuple[str, ...]
    outline: tuple[tuple[float, float], ...]
    label: tuple[float, float]
    within: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything lies on the page.

    Parameters
    ----------
    positions : dict of str to (float, float)
        Node id to x (to the right) and y (downwards), 1 decimal place, for every node of the graph.
        Articles in a story lie at least 20 units apart.
    islands : tuple of Island
        One for each cluster, in the same order; islands do not overlap.
    regions : tuple of Region
        Regions first, then their topics; none on a map of few stories.
    """

    positions: dict[str, tuple[float, float]]
    islands: tuple[Island, ...]
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class StoryGraph:
    """What `build` returns: the graph, the stories in it, and where they lie on the page.

    Parameters
    ----------
    graph : networkx.Graph
        Nodes are articles, providers and topics. Their attributes and those of edges are the same in every export;
        ``graph.graph["graphkit"]`` holds version, schema, options and counts.
    clusters : tuple of StoryCluster
        Largest first.
    islands : tuple of Island
        One for each cluster, in the same order.
    threads : tuple of Thread
        Of most stories first.
    changes : tuple of StoryChange
        Since the build before it, if it was given one; a build that only repeats another repeats its changes.
    regions : tuple of Region
        Of the map: regions first, then their topics.
    articles : Articles
        Sorted by id. Those of a graph that was loaded have no ``text``: it is not in ``graph.json``.

    Examples
    --------
    >>> import graphkit
    >>> story_graph = graphkit.build(graphkit.read_articles("seeds"))
    >>> story_graph
    <StoryGraph: 32 articles, 5 stories, 157 edges>
    >>> article = story_graph.articles[0]
    >>> story_graph.graph.nodes[article.id]["title"] == article.title
    True
    """

    graph: nx.Graph[str]
    clusters: tuple[StoryCluster, ...] = field(default=())
    islands: tuple[Island, ...] = field(default=())
    threads: tuple[Thread, ...] = field(default=())
    changes: tuple[StoryChange, ...] = field(default=())
    regions: tuple[Region, ...] = field(default=())
    articles: Articles = field(default=Articles())

    def articles_of(self, story: StoryCluster | str) -> tuple[Article, ...]:
        """The articles of a story, in order of publication, undated ones last.

        Parameters
        ----------
        story : StoryCluster or str
            A story of this graph, or its id.

        Raises
        ------
        UnknownItemError
            If no story has the id, or an article of it is not among `articles`.

        Examples
        --------
        >>> import graphkit
        >>> story_graph = graphkit.build(graphkit.read_articles("seeds"))
        >>> first, *others = story_graph.articles_of(story_graph.clusters[0])
        >>> first.provider, len(others)
        ('CNN', 10)
        """
        if isinstance(story, str):
            found = next((cluster for cluster in self.clusters if cluster.id == story), None)
            if found is None:
                raise UnknownItemError(f"no story has the id {story!r}")
            story = found
        return tuple(self.articles[article] for article in story.articles)

    def to_frames(self) -> Frames:
        """Articles, edges and clusters as pandas DataFrames; needs pandas (the extra ``frames``).

        Returns
        -------
        Frames
            ``articles`` (indexed by id), ``edges`` (``source``, ``target`` and their attributes) and ``clusters``
            (indexed by id), in the order of the graph. What is unknown is missing (NaN).

        Raises
        ------
        GraphkitError
            If pandas is not installed.

        Examples
        --------
        >>> import graphkit
        >>> story_graph = graphkit.build(graphkit.read_articles("seeds"))
        >>> articles, edges, clusters = story_graph.to_frames()
        >>> len(articles), len(clusters)
        (32, 5)
        """
        items = (NodeKind.ARTICLE, NodeKind.RELATED)
        return make_frames(
            [{"id": node} | data for node, data in self.graph.nodes(data=True) if data.get("kind") in items],
            [{"source": one, "target": other} | data for one, other, data in self.graph.edges(data=True)],
            [
                {"id": cluster.id, "label": cluster.label, "size": cluster.size, "providers": cluster.providers}
                | {"first_seen": cluster.first_seen, "last_seen": cluster.last_seen, "lead": cluster.lead}
                | {"keywords": list(cluster.keywords), "articles": list(cluster.articles), "thread": cluster.thread}
                for cluster in self.clusters
            ],
        )

    def __repr__(self) -> str:
        kinds = [data.get("kind") for _, data in self.graph.nodes(data=True)]
        n_articles = sum(kind in (NodeKind.ARTICLE, NodeKind.RELATED) for kind in kinds)
        n_edges = self.graph.number_of_edges()
        stories = count(len(self.clusters), "story", "stories")
        return f"<StoryGraph: {count(n_articles, 'article')}, {stories}, {count(n_edges, 'edge')}>"

    def _repr_html_(self) -> str:
        """A screen for notebooks: the largest stories as cards. The whole page is what `write_html` writes."""
        nodes = self.graph.nodes
        return render_cards(
            repr(self).strip("<>"), [_card(story, nodes.get(story.lead, {})) for story in self.clusters]
        )


def _card(story: StoryCluster, lead: dict[str, Any]) -> Card:
    days = sorted({f"{moment:%Y-%m-%d}" for moment in (story.first_seen, story.last_seen) if moment})
    title, url = lead.get("title") or lead.get("label") or "", lead.get("url")
    return Card(
        story.label,
        f"{count(story.size, 'article')}, {count(story.providers, 'provider')}"
        + (f", {' to '.join(days)}" if days else ""),
        str(title),
        str(url) if url else None,
    )
