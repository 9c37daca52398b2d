"""Ten bad posts, by the one function that reads a file: each says where, what and what to do, or costs a field only."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.sources import read_corpus

NO_TITLE = "a.md: neither a title nor a text: add a line 'title: ...'"


@pytest.mark.parametrize(
    ("data", "titles", "notes"),
    [
        (b"", [], ["skipped a.md: an empty file"]),
        (b"text\n", [], ["skipped a.md:1: no front matter: add some between two lines '---', or read it with --plain"]),
        (b"---\n---\n", [], [f"skipped {NO_TITLE}"]),
        (b"---\n- a\n- b\n---\n", [],
         ["skipped a.md:2: a list or text instead of fields: expected fields such as 'title: ...'"]),
        (b"---\ntitle: x\n", ["x"],
         ["repaired a.md:1: front matter is not closed: read up to the first empty line; close it with a line '---'"]),
        (b"---\ntitle: !!python/object/apply:os.system ['true']\n---\n", [], [f"skipped {NO_TITLE}"]),
        (b"---\ntitle: x\nrelated: " + b"[" * 5000 + b"]" * 5000 + b"\n---\n", ["x"],
         ["repaired a.md:3: related: left out: nested more than 32 deep: "
          "put the whole value in quotes, or mend the line"]),
        (b"---\ntitle: \xff\xfe bridge and \xe9t\xe9\n---\n", ["ÿþ bridge and été"],
         ["repaired a.md: not UTF-8, read as cp1252: check its accents and save it as UTF-8"]),
        (b"---\ntitle: a\x00b\n---\n", ["ab"], ["repaired a.md: a control character left out"]),
        (b"+++\ntitle = \n+++\n", [], [f"skipped {NO_TITLE}"]),
        (b"---\ntitle: x\ndate: " + b"2021-03-01" + b" " * 16_000 + b"x\n---\n", ["x"], []),
        (b"---\ntitle: x\nrelated: '" + b"[" * 200_000 + b"'\n---\n", ["x"],
         [f"noted a.md:1: related[0]: left out: no article here goes by the name {'[' * 80!r}"]),
        (b'{"title": "x", "tags": [}\n', [],
         ["skipped a.md:1: this is not JSON: check quotes, commas and brackets"]),
        (b'{\n\t"title": "x",\n}\nText\n', ["x"],
         ["repaired a.md:1: this is not quite JSON: read as YAML, check quotes and commas"]),
        (b'{"a": 1} is how JSON begins\n', [],
         ["skipped a.md:1: no front matter: add some between two lines '---', or read it with --plain"]),
        (b"{/* note */}\n---\ntitle: x\n---\n", ["x"], []),
        (b"---\nlayout: post\n---\n<!-- note -->\n---\ntitle: x\n---\n", ["x"],
         ["repaired a.md:5: a second block of front matter: "
          "read as well, the first one counts where both say something"]),
        (b"+++\ntitle: x\n+++\n", ["x"], []),
        (b"---\ntitle = 'x'\n---\n", ["x"], []),
        (b"---\n\ttitle: x\n\tdate: 2021-03-01\n---\n", ["x"], []),
        (b"---\ntitle: x\ndate:2021-03-01\nmood:calm\n---\n", ["x"],
         ["repaired a.md:3: a blank is missing after the colon: read as if it were there"]),
        ("+++\ntitle = \u201cx\u201d\n+++\n".encode(), ["x"],
         ["repaired a.md:2: the quotes of a word processor: read as straight ones"]),
    ],
)  # fmt: skip
def test_a_bad_post_says_where_and_what_and_costs_as_little_as_it_can(
    tmp_path: Path, data: bytes, titles: list[str], notes: list[str]
) -> None:
    (tmp_path / "a.md").write_bytes(data)
    corpus = read_corpus(tmp_path)
    assert [article.title for article in corpus.articles] == titles
    assert [f"{note.outcome} {note}" for note in corpus.notes] == notes
