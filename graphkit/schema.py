"""What nodes, edges and stories have to be, declared once: what is read back is held against it, and what is written.

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

# The characters that `clean_text` removes; lone surrogates are no text to begin with.
_Text = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f\x{fffe}\x{ffff}]*$")]
_Id = Annotated[_Text, StringConstraints(min_length=1)]
_Number = Annotated[float, Field(allow_inf_nan=False)]
_Weight = Annotated[float, Field(gt=0, le=1)]
_Count = Annotated[int, Field(ge=0)]
# Places on the page, whose numbers are kept to a tenth; and seconds of the years 1 to 9999.
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
    label: _Text
    x: _Place
    y: _Place
    title: NotRequired[_Text]
    excerpt: NotRequired[_Text]
    url: NotRequired[_Text]
    published: NotRequired[_Published]
    published_precision: NotRequired[Literal["day", "second"]]
    timestamp: NotRequired[_Seconds]
    provider: NotRequired[_Text]
    domain: NotRequired[_Text]
    authors: NotRequired[_Texts]
    language: NotRequired[_Text]
    topics: NotRequired[_Texts]
    quality: NotRequired[_Number]
    heat: NotRequired[_Number]
    is_published: NotRequired[bool]
    type: NotRequired[_Text]
    category: NotRequired[_Text]
    image: NotRequired[_Text]
    source_file: NotRequired[_Texts]
    translations: NotRequired[_Texts]
    cluster: NotRequired[_Text]


@with_settings(_SETTINGS)
class _Edge(TypedDict):
    relation: Literal["published_by", "has_topic"]
    weight: _Weight


@with_settings(_SETTINGS)
class _Link(TypedDict):
    relation: Literal["related", "similar"]
    weight: _Weight
    declared: bool
    inferred: bool
    similarity: _Number
    days_apart: NotRequired[_Number]
    shared_terms: NotRequired[_Texts]
    is_copy: NotRequired[bool]
    declared_by: NotRequired[_Texts]
    mutual: NotRequired[bool]


_AnyEdge = Annotated[_Link | _Edge, Field(discriminator="relation")]


@with_settings(_SETTINGS)
class _Options(TypedDict):
    title: _Text


@with_settings(_SETTINGS)
class _Made(TypedDict):
    version: _Text
    schema: int
    options: _Options
    counts: dict[str, Any]


@with_settings(_SETTINGS)
class _Outlet(TypedDict):
    provider: _Text
    article: _Id
    lag_hours: _Number | None


@with_settings(_SETTINGS)
class _Story(TypedDict):
    id: _Id
    label: _Text
    keywords: _Texts
    articles: Annotated[list[_Id], Field(min_length=2)]
    lead: _Id
    first_seen: _Moment
    last_seen: _Moment
    providers: _Count
    # From here on, what files of former versions lack.
    event: NotRequired[bool]
    coverage: NotRequired[list[_Outlet]]
    copies: NotRequired[list[Annotated[list[_Id], Field(min_length=2)]]]
    thread: NotRequired[_Text | None]
    headline: NotRequired[_Text]


@with_settings(_SETTINGS)
class _Island(TypedDict):
    cluster: _Id
    x: _Place
    y: _Place
    radius: Annotated[float, Field(ge=0, le=1e9)]


_Point = Annotated[list[_Place], Field(min_length=2, max_length=2)]


@with_settings(_SETTINGS)
class _Region(TypedDict):
    name: _Text
    clusters: list[_Id]
    outline: list[_Point]
    label: _Point
    within: _Count | None


@with_settings(_SETTINGS)
class _Thread(TypedDict):
    id: _Id
    label: _Text
    clusters: list[_Id]
    first_seen: _Moment
    last_seen: _Moment


@with_settings(_SETTINGS)
class _Change(TypedDict):
    change: Literal["new", "grown", "shrunk", "merged", "split", "ended"]
    cluster: _Id
    label: _Text
    former: list[_Id]
    added: _Count
    removed: _Count


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
    """Data that is not what it has to be: where, what was expected, and what was found."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")


def check(kind: TypeAdapter[Any], value: object, where: str) -> Any:
    """Hold a value against what it has to be.

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
    # pydantic names the alternative that it tried as well.
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
