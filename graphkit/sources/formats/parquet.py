"""Parquet: tables of data sets and data frames, read by pyarrow, which comes with the extra ``parquet``."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from graphkit.sources.formats.keys import tells_an_article, to_item
from graphkit.sources.formats.lines import read_whole
from graphkit.sources.items import Item
from graphkit.sources.keys import KNOWN_IN_RECORDS, fold_key
from graphkit.sources.notes import FileNotes
from graphkit.sources.values import TooDeepError, to_table

_MARK = b"PAR1"
_ROWS_A_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Parquet:
    """A Parquet file. Its rows are counted as lines, from 1."""

    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As messages have it."""
        return "Parquet file"

    def claims(self, head: bytes, suffix: str) -> bool:
        """By its first bytes."""
        return head.startswith(_MARK)

    def items(self, file: BinaryIO, notes: FileNotes) -> Iterator[Item]:
        """Read one item a row, and only those columns that tell something of an article.

        Raises
        ------
        SourceError
            If pyarrow is not installed, the file is damaged, or no column is a title or an address.

        Notes
        -----
        Memory for `_ROWS_A_BATCH` rows and what pyarrow keeps of a row group.
        """
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError as error:
            raise notes.error("a Parquet file: install pyarrow to read it") from error
        # Its end says what is where: what cannot be read from there, such as a pipe, is read at once.
        source = file if file.seekable() else io.BytesIO(read_whole(file, notes, "give it as a file"))
        row = 0
        try:
            opened = pq.ParquetFile(source)
            columns = self._chosen(opened.schema_arrow.names, notes)
            for batch in opened.iter_batches(batch_size=_ROWS_A_BATCH, columns=columns):
                for values in batch.to_pylist():
                    row += 1
                    try:
                        yield to_item(to_table(values, row), row, self.names)
                    except TooDeepError as error:
                        notes.noted(f"this row is left out: {error}", line=row)
        except (pa.ArrowException, OSError, ValueError) as error:
            if not row:
                raise notes.error("a Parquet file that is damaged or cut off: copy it again") from error
            notes.noted(f"damaged after row {row:,}: what follows is not read", line=row)

    def _chosen(self, columns: Sequence[str], notes: FileNotes) -> list[str]:
        if not tells_an_article(columns, self.names):
            shown = ", ".join(map(repr, columns[:8]))
            advice = "name the column with --map title=COLUMN"
            raise notes.error(f"no column is a title or an address; there are {shown}: {advice}")
        # Others are often long vectors.
        known = KNOWN_IN_RECORDS | {fold_key(theirs) for theirs in self.names.values()}
        chosen = [column for column in columns if fold_key(column) in known]
        if others := [column for column in columns if column not in chosen]:
            notes.noted(f"columns that are not read: {', '.join(others[:20])}")
        return chosen
