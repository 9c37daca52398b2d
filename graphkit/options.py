"""Every option, declared once: default, range and meaning.

The command line, the config file and the library all read them here.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graphkit.errors import OptionError

ARTICLES_PER_PAGE = 50_000
"""What a browser, Gephi and a reader still cope with."""


class Options(BaseModel):
    """What can be set for a build; frozen, checked on construction, unknown names refused.

    Raises
    ------
    OptionError
        Names the option, what was expected and what was given.

    Notes
    -----
    Two of them change the result most. A higher ``resolution`` makes more, smaller stories; a higher ``decay_days``
    makes longer ones. `evaluate` tries other values on an archive if it is told to ``tune``.

    Examples
    --------
    >>> Options(resolution=0.05).resolution
    0.05
    >>> Options(resolution=0.05).model_copy(update={"decay_days": 2.0}).decay_days
    2.0
    >>> Options(resolution=2)
    Traceback (most recent call last):
    graphkit.errors.OptionError: resolution: expected less than 1, got 2
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            name = str(first["loc"][0])
            if name not in type(self).model_fields:
                near = get_close_matches(name, type(self).model_fields, n=1, cutoff=0)[0]
                raise OptionError(f"{name}: there is no such option; the nearest is {near}", name) from None
            expected = str(first["msg"]).replace("Input should be", "expected")
            raise OptionError(f"{name}: {expected}, got {first['input']!r}", name) from None

    title: str = Field(default="Related stories", min_length=1, max_length=200, description="Heading of the page.")
    neighbors: int = Field(
        default=300,
        ge=1,
        le=2000,
        description="Nearest texts of an article that are weighed as evidence for a story.",
    )
    min_evidence: float = Field(
        default=0.03,
        gt=0,
        le=1,
        description="Cosine, faded by time, below which two texts are no evidence for a story.",
    )
    min_similarity: float = Field(
        default=0.10,
        gt=0,
        le=1,
        description="Cosine, faded by time, from which two texts are linked.",
    )
    decay_days: float = Field(
        default=1.0,
        gt=0,
        le=3650,
        description="Days apart at which two texts keep half of their likeness; fewer in dense archives.",
    )
    resolution: float = Field(
        default=0.045,
        gt=0,
        lt=1,
        description="How closely a story must hold together; higher makes more, smaller stories.",
    )
    links_per_article: int = Field(
        default=8, ge=0, le=1000, description="Inferred links drawn for an article, strongest first."
    )
    lasting_similarity: float = Field(
        default=0.35, gt=0, le=1, description="Cosine from which two texts are linked however far apart in time."
    )
    copy_similarity: float = Field(
        default=0.65, gt=0, le=1, description="Share of the shorter text's phrases from which two texts are copies."
    )
    copy_days: float = Field(default=3.0, ge=0, le=3650, description="Copies are at most this many days apart.")
    event_providers: int = Field(
        default=3, ge=1, le=1000, description="Independent providers from which a story counts as an event."
    )
    thread_similarity: float = Field(
        default=0.24, gt=0, lt=1, description="Mean cosine, whatever the time between, that joins stories in a thread."
    )
    vectors_weight: float = Field(
        default=0.0,
        ge=0,
        le=1,
        description="Share of the sentence vectors in the likeness of two articles, where a build is given vectors.",
    )
    # How a build is written, not what is found: no part of what a graph says about itself.
    articles_per_page: int = Field(
        default=ARTICLES_PER_PAGE,
        ge=1,
        le=10_000_000,
        exclude=True,
        description="Articles above which page and graph are cut into periods along time.",
    )
    seed: int = Field(default=0, ge=0, le=2**31 - 1, description="Seed of the community search.")
