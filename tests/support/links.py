"""Links by hand, for tests of what comes after the texts were compared."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np

from graphkit.model import Links


@dataclass(frozen=True, kw_only=True)
class Link:
    """One row of `Links`; the default is a pair that the texts link, published at the same time."""

    cosine: float = 0.5
    days_apart: float | None = 0.0
    evidence: float | None = None
    declared_by_first: bool = False
    declared_by_second: bool = False
    inferred: bool = True
    shown: bool = True
    is_copy: bool = False


def make_links(rows: dict[tuple[int, int], Link]) -> Links:
    """Columns from rows, by (first, second) with the smaller number first; evidence defaults to the cosine."""
    pairs = sorted(rows)
    links = [rows[pair] for pair in pairs]
    return Links(
        first=np.array([first for first, _ in pairs], dtype=np.int32),
        second=np.array([second for _, second in pairs], dtype=np.int32),
        cosine=np.array([link.cosine for link in links], dtype=np.float64),
        days_apart=np.array([nan if link.days_apart is None else link.days_apart for link in links], dtype=np.float64),
        evidence=np.array(
            [link.cosine if link.evidence is None else link.evidence for link in links], dtype=np.float64
        ),
        declared_by_first=np.array([link.declared_by_first for link in links], dtype=np.bool_),
        declared_by_second=np.array([link.declared_by_second for link in links], dtype=np.bool_),
        inferred=np.array([link.inferred for link in links], dtype=np.bool_),
        shown=np.array([link.shown for link in links], dtype=np.bool_),
        is_copy=np.array([link.is_copy for link in links], dtype=np.bool_),
    )
