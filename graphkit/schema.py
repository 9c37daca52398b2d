"""What nodes, edges and stories must be: checked when a file is read back, and before one is written.

Names that are not here are the user's own, and may hold anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, NotRequired

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from pydantic import with_config as with_settings
from typing_extensions import TypedDict

SCHEMA = 1
"""Goes up when a reader of an older graphkit could not read the file."""
SCHEMA_OF_PERIODS = 2
"""Of a file that says which others, one for each period, hold the articles."""

# No character that `clean_text` removes; pydantic itself refuses lone surrogates.
_Text = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f\x{fffe}\x{ffff}]*$")]
_Id = Annotated[_Text, StringConstraints(min_length=1)]
_Number = Annotated[float, Field(allow_inf_nan=False)]
_Weight = Annotated[float, Field(gt=0, le=1)]
_Count = Annotated[int, Field(ge=0)]
# Coordinates on the page, and seconds from the year 1 to 9999.
_Place = Annotated[float, Field(ge=-1e9, le=1e9)]
_Seconds = Annotated[float, Field(ge=-62_135_596_800, le=253_402_300_799)]
_Texts = list[_Text]
_SETTINGS = ConfigDict(extra="allow", strict=True)


def to_moment(value: object) -> datetime:
    """Read a time such as ``2020-07-11T13:45:00Z``, in UTC; raises ``ValueError`` for all else."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is not None and moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError("expected a time such as 2020-07-11T13:45:00Z, within the years 1 to 9999")


def _is_moment(value: str) -> str:
    to_moment(value)
    return value


_Moment = Annotated[datetime | None, BeforeValidator(lambda value: None if value is None else to_moment(value))]
_Published = Annotated[_Text, AfterValidator(_is_moment)]


@with_settings(_SETTINGS)
class _Node(TypedDict):
    kind: Literal["article", "related", "provider", "topic"]
    """`article` has a file of its own, `related` is only listed by others."""
    label: _Text
    """What the page shows: a title, shortened where long, or a name."""
    x: _Place
    """Place on the map, to the right."""
    y: _Place
    """Place on the map, downwards."""
    title: NotRequired[_Text]
    """As its files have it."""
    excerpt: NotRequired[_Text]
    """A summary as its files have it."""
    url: NotRequired[_Text]
    """Address of the article's page."""
    published: NotRequired[_Published]
    """Publication time; midnight where only the day is known."""
    published_precision: NotRequired[Literal["day", "second"]]
    """`day` where only the day of `published` is known."""
    timestamp: NotRequired[_Seconds]
    """`published` in seconds since 1970."""
    provider: NotRequired[_Text]
    """Name of the outlet."""
    domain: NotRequired[_Text]
    """Registrable domain of the outlet, such as `example.co.uk`."""
    authors: NotRequired[_Texts]
    """As written."""
    language: NotRequired[_Text]
    """Code as written, lower case."""
    topics: NotRequired[_Texts]
    """As written."""
    quality: NotRequired[_Number]
    """A figure of the feed, 0 or more."""
    heat: NotRequired[_Number]
    """A figure of the feed, 0 or more."""
    is_published: NotRequired[bool]
    """The feed's own flag; drafts are not."""
    type: NotRequired[_Text]
    """As its files have it."""
    category: NotRequired[_Text]
    """As its files have it."""
    image: NotRequired[_Text]
    """Address of a picture, never loaded."""
    source_file: NotRequired[_Texts]
    """Files of the article, relative to their input."""
    translations: NotRequired[_Texts]
    """Ids of the same post in other languages."""
    cluster: NotRequired[_Text]
    """Id of the article's story."""


@with_settings(_SETTINGS)
class _Edge(TypedDict):
    relation: Literal["published_by", "has_topic"]
    """What the article has: an outlet or a topic."""
    weight: _Weight
    """1."""


@with_settings(_SETTINGS)
class _Link(TypedDict):
    relation: Literal["related", "similar"]
    """`related` is declared in a file, `similar` is inferred only."""
    weight: _Weight
    """Evidence that both articles tell one story."""
    declared: bool
    """Whether a file lists the other article."""
    inferred: bool
    """Whether the texts suggest the link."""
    similarity: _Number
    """Cosine of the two texts."""
    meaning: NotRequired[_Number]
    """How alike the sentence vectors are, beyond what strangers share; where a build was given vectors."""
    days_apart: NotRequired[_Number]
    """Days between the two articles."""
    shared_terms: NotRequired[_Texts]
    """Terms that make the texts alike, strongest first."""
    is_copy: NotRequired[bool]
    """Whether the texts are nearly the same."""
    declared_by: NotRequired[_Texts]
    """Ids of the articles that list the other one."""
    mutual: NotRequired[bool]
    """Whether each lists the other."""


_AnyEdge = Annotated[_Link | _Edge, Field(discriminator="relation")]


@with_settings(_SETTINGS)
class _Options(TypedDict):
    title: _Text
    """Heading of the page."""


_Folder = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,60}$")]
_Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


@with_settings(_SETTINGS)
class _Period(TypedDict):
    name: _Folder
    """Its folder below `periods`."""
    first_day: NotRequired[_Day]
    """The day on which its first story begins; none for what has no date."""
    last_day: NotRequired[_Day]
    """The day on which its last story begins; its articles may go on after that."""
    articles: _Count
    """Articles and related items."""
    clusters: _Count
    """Stories."""
    providers: _Count
    """Outlets."""
    edges: _Count
    """Edges in the files of the period."""
    edges_to_others: _Count
    """Edges from its articles to those of other periods, in the `graph.json` above."""


@with_settings(_SETTINGS)
class _Made(TypedDict):
    version: _Text
    """Version of graphkit."""
    schema: int
    """Version of this format."""
    options: _Options
    """Every [option](options.md) in force."""
    counts: dict[str, Any]
    """Articles, related items, providers, topics, edges by relation, stories."""
    periods: NotRequired[list[_Period]]
    """Where the articles are in files of their own: below `periods`, a folder for each."""


@with_settings(_SETTINGS)
class _Outlet(TypedDict):
    provider: _Text
    """Name of the outlet."""
    article: _Id
    """Id of its first article in the story."""
    lag_hours: _Number | None
    """Hours after the story's first article; none if undated."""


@with_settings(_SETTINGS)
class _Story(TypedDict):
    id: _Id
    """Kept from build to build as long as the story goes on."""
    label: _Text
    """A few words, unique among the stories."""
    keywords: _Texts
    """The most telling words, strongest first."""
    articles: Annotated[list[_Id], Field(min_length=2)]
    """Ids in order of publication; their count is `size`."""
    lead: _Id
    """Id of the article that says the story best."""
    first_seen: _Moment
    """Time of the first article."""
    last_seen: _Moment
    """Time of the last article."""
    providers: _Count
    """Independent outlets: copies of one text count once."""
    # Files of former versions lack the following.
    event: NotRequired[bool]
    """Whether at least `event_providers` independent outlets have it."""
    coverage: NotRequired[list[_Outlet]]
    """Outlets in the order in which they came to it."""
    copies: NotRequired[list[Annotated[list[_Id], Field(min_length=2)]]]
    """Groups of ids of nearly the same text."""
    thread: NotRequired[_Text | None]
    """Id of the thread that it belongs to."""
    headline: NotRequired[_Text]
    """The lead's title, shortened where long."""


@with_settings(_SETTINGS)
class _Island(TypedDict):
    cluster: _Id
    """Id of the story."""
    x: _Place
    """Middle, to the right."""
    y: _Place
    """Middle, downwards."""
    radius: Annotated[float, Field(ge=0, le=1e9)]
    """In the same units."""


_Point = Annotated[list[_Place], Field(min_length=2, max_length=2)]


@with_settings(_SETTINGS)
class _Region(TypedDict):
    name: _Text
    """Its theme; empty for stories without a topic of their own."""
    clusters: list[_Id]
    """Ids of its stories."""
    outline: list[_Point]
    """Corners."""
    label: _Point
    """Where its name stands."""
    within: _Count | None
    """Number of the region that a topic is a part of."""


@with_settings(_SETTINGS)
class _Thread(TypedDict):
    id: _Id
    """Kept from build to build."""
    label: _Text
    """A few words, unique among the threads."""
    clusters: list[_Id]
    """Ids of its stories in order of time."""
    first_seen: _Moment
    """Time of the first article."""
    last_seen: _Moment
    """Time of the last article."""


@with_settings(_SETTINGS)
class _Change(TypedDict):
    change: Literal["new", "grown", "shrunk", "merged", "split", "ended"]
    """What became of it."""
    cluster: _Id
    """Id of the story; of an ended one, its former id."""
    label: _Text
    """Its label."""
    former: list[_Id]
    """Ids that it, or the stories it came from, had before."""
    added: _Count
    """Articles that came."""
    removed: _Count
    """Articles that went."""


@with_settings(_SETTINGS)
class _About(TypedDict):
    graphkit: _Made
    clusters: list[_Story]
    islands: list[_Island]
    threads: NotRequired[list[_Thread]]
    changes: NotRequired[list[_Change]]
    regions: NotRequired[list[_Region]]


def _to_story_name(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise ValueError("expected the name or number of a story")
    return "" if value is None else str(value)


_StoryName = Annotated[_Text, BeforeValidator(_to_story_name)]

NODE: TypeAdapter[Any] = TypeAdapter(_Node)
"""The attributes of a node."""
EDGE: TypeAdapter[Any] = TypeAdapter(_AnyEdge)
"""The attributes of an edge."""
MADE: TypeAdapter[Any] = TypeAdapter(_Made)
"""``graph.graphkit``."""
ABOUT: TypeAdapter[Any] = TypeAdapter(_About)
"""Everything under ``graph``."""
ID: TypeAdapter[str] = TypeAdapter(_Id)
"""The id of a node."""
STORY_NAME: TypeAdapter[str] = TypeAdapter(_StoryName)
"""What somebody calls a story that is known: text, with ``""`` for none."""


class FlawError(ValueError):
    """Data that is not what it must be; says where, what was expected and what was found."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")


def check(kind: TypeAdapter[Any], value: object, where: str) -> Any:
    """Check that a value is what it must be.

    Parameters
    ----------
    kind : TypeAdapter
        One of the above.
    value : object
    where : str
        How messages call its place.

    Returns
    -------
    The value, with times as ``datetime``. Numbers may have become floats: what has to come back as it was is taken from
    the value itself.

    Raises
    ------
    FlawError
    """
    try:
        return kind.validate_python(value, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = where + _path(first["loc"])
        if first["type"] == "union_tag_invalid":
            raise FlawError(f"{place}.relation", _problem(first | {"input": first["input"]["relation"]})) from None
        raise FlawError(place, _problem(first)) from None


def _path(parts: tuple[int | str, ...]) -> str:
    # pydantic puts the alternative that it tried into the path; a reader needs the keys alone.
    names = (part for part in parts if part not in ("related", "similar", "published_by", "has_topic"))
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in names)


def _problem(error: Mapping[str, Any]) -> str:
    if error["type"] in ("missing", "union_tag_not_found"):
        return "is missing"
    said = str(error["msg"]).replace("Input should be", "expected").removeprefix("Value error, ")
    if error["type"] == "union_tag_invalid":
        said = f"expected {error['ctx']['expected_tags']}"
    if error["type"] == "string_pattern_mismatch":
        said = "expected text without control characters"
    return f"{said}, got {shown(error['input'])}"


def shown(value: object) -> str:
    """The offending value, short enough for a message."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
