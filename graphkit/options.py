"""Every option, declared once: default, range and meaning.

The command line, the config file and the library all read them here.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Options(BaseModel):
    """What can be set for a build; frozen, checked on construction, unknown names refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(default="Related stories", min_length=1, max_length=200, description="Heading of the page.")
    neighbors: int = Field(
        default=400,
        ge=1,
        le=2000,
        description="Nearest texts of an article that are weighed as evidence for a story.",
    )
    min_evidence: float = Field(
        default=0.05,
        gt=0,
        le=1,
        description="Cosine, faded by time, below which two texts are no evidence for a story.",
    )
    min_similarity: float = Field(
        default=0.10,
        gt=0,
        le=1,
        description="Cosine, faded by time, from which two texts with several words in common are linked.",
    )
    decay_days: float = Field(
        default=6.0, gt=0, le=3650, description="How fast likeness fades: two texts this many days apart keep 37 %."
    )
    resolution: float = Field(
        default=0.012,
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
    seed: int = Field(default=0, ge=0, le=2**31 - 1, description="Seed of the community search.")
