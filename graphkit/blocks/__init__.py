"""Work by blocks of articles: who runs a task, and where its result lies, in one process or on a cluster."""

from graphkit.blocks.cutting import Blocks, cut_into_blocks
from graphkit.blocks.engine import Engine, InProcess
from graphkit.blocks.store import Columns, Folder, Memory, Store
from graphkit.blocks.work import Means, Work, by_block, gathered, in_process, of_pairs, pairs_of

__all__ = [
    "Blocks",
    "Columns",
    "Engine",
    "Folder",
    "InProcess",
    "Means",
    "Memory",
    "Store",
    "Work",
    "by_block",
    "cut_into_blocks",
    "gathered",
    "in_process",
    "of_pairs",
    "pairs_of",
]
