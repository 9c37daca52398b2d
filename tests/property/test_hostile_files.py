"""Whatever a file holds, reading it never raises: it is an article or a note that it was skipped."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from graphkit.model import Corpus, Outcome, Tallied
from graphkit.sources import read_corpus
from graphkit.sources.dates import parse_date
from graphkit.sources.markup import body_to_text, html_to_text

PIECES = [
    *("---\n", "...\n", "title: ", "excerpt: ", "related:\n", "  - title: ", "- ", "date: ", "webUrl: ", "provider: "),
    *("secured: ", "&a ", "*a", "!!int ", "!x ", "{", "}", "[", "]", ": ", ", ", "'", '"', "|\n", ">\n", "#", "?", "%"),
    *("a", "é", "\t", "\n", "\r", " ", "  ", "\\", "\0", "\u2028", "\ufeff", "//example.org/x", "2021-03-01", "<b>"),
]  # fmt: skip
front_matter = st.lists(st.sampled_from(PIECES), max_size=30).map(lambda pieces: "---\n" + "".join(pieces) + "\n---\n")
files = (
    st.binary(max_size=200)
    | st.binary(max_size=200).map(lambda data: b"---\ntitle: " + data + b"\n---\n")
    | front_matter.map(str.encode)
    | front_matter.map(lambda text: text.encode("utf-16"))
)


def read(data: bytes) -> Corpus:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.md").write_bytes(data)
        return read_corpus(folder)


@given(files)
@example(b"---\ntitle: x\n? [a]\n: b\n---\n")
@example(b"---\n*a: b\n---\n")
def test_a_file_is_read_or_skipped_with_a_note(data: bytes) -> None:
    corpus = read(data)
    own = [article for article in corpus.articles if article.source_files]
    passed = corpus.tallied(Tallied.PASSED_OVER)
    assert len(own) + corpus.count(Outcome.SKIPPED) + len(passed) == corpus.files == 1


@given(st.lists(st.sampled_from([*"<>!-[]&;#/ ab=\"'?", "<b>", "<script>", "CDATA", "&amp"])).map("".join))
def test_text_with_markup_is_never_lost_altogether(text: str) -> None:
    assert bool(html_to_text(text).strip()) == bool(text.strip())


@given(st.text(alphabet="<>!-[]&;*_`#{}%|()\\ \n\tab"))
def test_every_body_has_a_text(text: str) -> None:
    body_to_text(text)


@given(st.text() | st.text(alphabet="0123456789-/:TZ+. ampJly"))
def test_every_text_is_a_date_or_none(text: str) -> None:
    parse_date(text)


def test_names_of_files_that_are_no_text_are_read(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    try:
        (tmp_path / name).write_text("---\ntitle: x\n---\n")
    except OSError:
        return  # this file system knows text alone
    (article,) = read_corpus(tmp_path).articles
    assert article.source_files == ("caf\ufffd.md",)
