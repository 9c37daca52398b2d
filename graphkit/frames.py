"""Tables for data frames; pandas is an extra, since most users need no frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from graphkit.errors import GraphkitError

if TYPE_CHECKING:
    from pandas import DataFrame


class Frames(NamedTuple):
    """A graph as tables: articles and related items, edges, stories."""

    articles: DataFrame
    edges: DataFrame
    clusters: DataFrame


def make_frames(
    articles: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]], clusters: Sequence[Mapping[str, Any]]
) -> Frames:
    """Turn records into frames; those with an ``id`` are indexed by it.

    Raises
    ------
    GraphkitError
        If pandas is not installed.
    """
    try:
        from pandas import DataFrame  # takes half a second
    except ImportError:
        raise GraphkitError("to_frames needs pandas: pip install pandas") from None
    return Frames(
        DataFrame.from_records(list(articles), index="id") if articles else DataFrame(index=_no_ids()),
        DataFrame.from_records(list(edges)) if edges else DataFrame(columns=["source", "target"]),
        DataFrame.from_records(list(clusters), index="id") if clusters else DataFrame(index=_no_ids()),
    )


def _no_ids() -> Any:
    from pandas import Index

    return Index([], name="id", dtype=object)
