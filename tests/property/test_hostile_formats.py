"""Whatever is in a file of any format: it is read or refused, and nothing else happens."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import SourceError
from graphkit.sources.formats import FORMATS, describe, format_of
from graphkit.sources.items import Format
from graphkit.sources.notes import FileNotes
from tests.support.reading import to_plain

EXAMPLES = sorted((Path(__file__).parents[1] / "unit/sources/formats/examples").iterdir())
PIECES = (
    *(b'"', b"<", b">", b"&", b"\0", b"\xff", b"{", b"[", b"]", b"}", b",", b"\t", b"\r", b"\n", b"&x;", b"]]>", b"\\"),
    *(
        b"<item>",
        b"</item>",
        b"<![CDATA[",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"<!--",
        b"<?",
        b'\\ud800"',
        b"\xed\xa0\x80",
    ),
    *(b"null", b"NaN", b"1e999", b"-", b'"items": [', b'"db": [{', b"sep=;\n", b"\xff\xfe", b"\xef\xbb\xbf", b"PAR1"),
)


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    """An example in which pieces are cut out, doubled, put in, or after which nothing follows."""
    data = draw(st.sampled_from(EXAMPLES)).read_bytes()
    for _ in range(draw(st.integers(1, 5))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(data))] * 2)))
        piece = draw(st.sampled_from((*PIECES, b"", data[start : start + 200])) | st.binary(max_size=4))
        data = data[:start] + piece + (data[end:] if draw(st.booleans()) else data[start:])
    return data


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
@given(data=damaged_files())
def test_a_damaged_file_is_read_or_refused(kind: Format, data: bytes) -> None:
    notes = FileNotes("a.file")
    kind.claims(data[:4096], "")
    try:
        for item in kind.items(io.BytesIO(data), notes):
            assert item.line >= 1
            # What is read can be written: no lone surrogate, no control character.
            str(to_plain(item)).encode()
    except SourceError as error:
        assert error.problem


@given(
    data=st.binary(max_size=40) | damaged_files(),
    suffix=st.sampled_from(["", ".md", ".csv", ".json", ".jsonl", ".xml"]),
)
def test_every_file_is_in_a_format_or_described(data: bytes, suffix: str) -> None:
    assert format_of(data[:4096], suffix) is not None or describe(data[:4096], suffix)
