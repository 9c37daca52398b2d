"""A corpus in blocks of days: what is near in time lies in one block or in the next ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphkit.blocks.store import Columns

# As many articles as one task has in memory, some 100 MB with their vectors.
ARTICLES_A_BLOCK = 16_384


@dataclass(frozen=True, eq=False)
class Blocks:
    """The articles in order of time, undated ones last, cut into runs. No block has dated and undated ones.

    Parameters
    ----------
    order : int array, shape (n,)
        Article numbers in order of time, of equal times ascending.
    starts : int array, shape (n_blocks + 1,)
        Where each block starts in `order`, and the end.
    """

    order: NDArray[np.int32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __iter__(self) -> Iterator[NDArray[np.int32]]:
        """The article numbers of one block after the other."""
        return (self.of(block) for block in range(len(self)))

    def of(self, block: int) -> NDArray[np.int32]:
        """The article numbers of a block."""
        return self.order[self.starts[block] : self.starts[block + 1]]

    def places(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """For each article its block, and its row there; shapes (n,)."""
        block_of, row_of = (np.empty(len(self.order), dtype=np.int32) for _ in range(2))
        for block, numbers in enumerate(self):
            block_of[numbers], row_of[numbers] = block, np.arange(len(numbers))
        return block_of, row_of

    def to_columns(self) -> Columns:
        """As a store keeps it."""
        return {"order": self.order, "starts": self.starts}

    @classmethod
    def of_columns(cls, columns: Columns) -> Blocks:
        """What `to_columns` gave."""
        return cls(columns["order"], columns["starts"])


def cut_into_blocks(days: NDArray[np.float64], articles: int = ARTICLES_A_BLOCK) -> Blocks:
    """Cut a corpus into blocks of about equal size.

    Parameters
    ----------
    days : float array, shape (n,)
        NaN where unknown.
    articles : int
        The most that a block may have, above 0.
    """
    order = np.argsort(days, kind="stable").astype(np.int32)  # NaN come last
    n_dated = int(np.count_nonzero(~np.isnan(days)))
    cuts = [
        np.linspace(start, stop, -(-(stop - start) // articles) + 1).astype(np.int64)[:-1]
        for start, stop in ((0, n_dated), (n_dated, len(days)))
        if stop > start
    ]
    return Blocks(order, np.concatenate([*cuts, [len(days)]]) if cuts else np.zeros(2, dtype=np.int64))
