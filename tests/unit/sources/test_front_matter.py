from __future__ import annotations

from typing import Any

import pytest

from graphkit.errors import SourceError
from graphkit.sources.front_matter import MAX_BLOCK_CHARACTERS, Dialect, FrontMatter, read_front_matter, read_text
from graphkit.sources.items import Items, Table, Value
from graphkit.sources.notes import FileNotes

QUOTED = "YAML needs quotes around this text: read as if they were there"


def plain(value: Value) -> Any:
    match value:
        case Table():
            return {key: plain(inner) for key, inner in value.values.items()}
        case Items():
            return [plain(inner) for inner in value.values]
    return value


def post_of(text: str | bytes, notes: FileNotes | None = None) -> FrontMatter:
    notes = notes or FileNotes("a.md")
    found = read_front_matter(read_text(text if isinstance(text, bytes) else text.encode(), notes), notes)
    assert found is not None, "no front matter"
    return found


def read(block: str) -> Any:
    return plain(post_of(f"---\n{block}\n---\n").table)


def notes_on(block: str) -> list[str]:
    notes = FileNotes("a.md")
    post_of(f"---\n{block}\n---\n", notes)
    return [f"{note.outcome} {note}" for note in notes.taken()]


def error_of(data: str | bytes) -> str:
    with pytest.raises(SourceError) as caught:
        post_of(data)
    return str(caught.value)


def test_scalars_stay_text_and_null_is_nothing() -> None:
    block = "title: 007\nexcerpt: yes\ndate: 2021-03-01\nprovider: {name: ~, domain: 'null', on: }\nrelated: [null, a]"
    assert read(block) == {
        "title": "007",
        "excerpt": "yes",
        "date": "2021-03-01",
        "provider": {"name": None, "domain": "null", "on": None},
        "related": [None, "a"],
    }


def test_every_value_has_its_line_in_the_file() -> None:
    table = post_of("---\ntitle: a\nrelated:\n  - title: b\n    excerpt: c\n\n  - d\n---\n").table
    related = table.values["related"]
    assert isinstance(related, Items)
    first = related.values[0]
    assert isinstance(first, Table)
    assert (table.lines, related.lines, first.lines) == (
        {"title": 2, "related": 3},
        [4, 7],
        {"title": 4, "excerpt": 5},
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("opening", ["---", "--- ", "----", "---yaml", "--- # a comment", "\ufeff---", "\n\n---"])
@pytest.mark.parametrize("closing", ["---", "...", "--- ", "----"])
def test_all_line_ends_and_marks_are_read(newline: str, opening: str, closing: str) -> None:
    post = post_of(newline.join([opening, "title: a", closing, "One.", "Two."]))
    assert (post.dialect, plain(post.table), post.body) == (Dialect.YAML, {"title": "a"}, "One.\nTwo.")


def test_an_empty_block_is_front_matter_without_fields() -> None:
    post = post_of("---\n---\nText.\n")
    assert (plain(post.table), post.body) == ({}, "Text.\n")


def test_secured_is_kept_nowhere() -> None:
    block = "secured: &a {b: &c secret}\ntitle: x\nrelated: [{title: y, secured: secret}, {Secured: [secret]}]"
    assert read(block) == {"title": "x", "related": [{"title": "y"}, {}]}


@pytest.mark.parametrize(
    "text",
    [
        "---\nsecured: 'a\n  secret: b\ntitle: x\n---\n",
        "---\nsecured: a: secret\ntitle: x\n---\n",
        "---\nsecured: [a\nsecret: b\ntitle: x\n---\n",
        "+++\nsecured = 'secret'\ntitle = 'x'\n+++\n",
        "+++\nsecured = secret\ntitle = 'x'\n+++\n",
        "+++\ntitle = 'x'\n[secured]\na = 'secret'\n+++\n",
        '{"secured": "secret", "title": "x", "related": [{"secured": "secret"}]}\n',
        "title: x\nsecured: secret\n  secret\n\nText.\n",
    ],
)
def test_secured_is_kept_nowhere_in_no_dialect_broken_or_not(text: str) -> None:
    notes = FileNotes("a.md")
    post = post_of(text, notes)
    assert plain(post.table)["title"] == "x"
    assert "secret" not in repr((post.table, notes.taken(), notes.tallies()))


@pytest.mark.parametrize("alias", ["*a", "*c"])
def test_no_alias_brings_secured_back(alias: str) -> None:
    assert read(f"secured: &a {{b: &c secret}}\nprovider: {alias}") == {"provider": alias}


def test_an_alias_stands_for_its_value_and_a_merge_for_its_fields() -> None:
    assert read("defaults: &it {name: Example}\nprovider: *it\nsource: {<<: *it, x: y}") == {
        "defaults": {"name": "Example"},
        "provider": {"name": "Example"},
        "source": {"name": "Example", "x": "y"},
    }


def test_a_field_that_is_given_twice_counts_the_last_time() -> None:
    block = "title: a\nexcerpt: b\ntitle: c"
    assert read(block) == {"title": "c", "excerpt": "b"}
    assert notes_on(block) == ["noted a.md:4: title: given twice, first in line 2: the last counts"]


def test_an_alias_bomb_is_refused() -> None:
    levels = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    levels += [
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert error_of("\n".join(["---", *levels, "title: *i", "---"])) == (
        "a.md:7: more than 100,000 values, aliases written out: not read, since it may be an alias bomb"
    )


def test_tags_that_say_what_a_value_is_anyway_are_allowed() -> None:
    assert read("title: !!str 5\ndate: !!timestamp 2021-03-01\nexcerpt: ! x") == {
        "title": "5",
        "date": "2021-03-01",
        "excerpt": "x",
    }


def test_front_matter_without_end_is_not_read_to_its_end() -> None:
    block = "title: " + "x" * (MAX_BLOCK_CHARACTERS + 1)
    for text in (f"---\n{block}\n---\n", f"---\n{block * 2}"):
        assert error_of(text) == "a.md: front matter of more than 5,000,000 characters: shorten it"


def test_control_characters_are_removed_and_counted() -> None:
    notes = FileNotes("a.md")
    assert plain(post_of(b"---\ntitle: a\x00b\x1b\n---\n", notes).table) == {"title": "ab"}
    assert [str(note) for note in notes.taken()] == ["a.md: 2 control characters left out"]


def test_line_separators_do_not_end_a_line() -> None:
    assert read("title: a\u2028b\u2029c\ufeff\nexcerpt: d") == {"title": "a b c", "excerpt": "d"}


@pytest.mark.parametrize(
    ("text", "dialect", "fields"),
    [
        ("+++\ntitle = 'a'\ntags = ['x']\n+++\nText.", Dialect.TOML, {"title": "a", "tags": ["x"]}),
        ("+++\ndate = 2021-03-01T10:00:00Z\n+++\nText.", Dialect.TOML, {"date": "2021-03-01T10:00:00+00:00"}),
        ("+++\ndate = 2021-03-01\ndraft = true\n+++\nText.", Dialect.TOML, {"date": "2021-03-01", "draft": "true"}),
        ("---toml\ntitle = 'a'\n---\nText.", Dialect.TOML, {"title": "a"}),
        ("+++\ntitle = 'a'\n[taxonomies]\ntags = ['x']\n+++\nText.", Dialect.TOML,
         {"title": "a", "taxonomies": {"tags": ["x"]}}),
        ('{"title": "a", "weight": 5,\n "tags": ["x", null]}\n\nText.', Dialect.JSON,
         {"title": "a", "weight": "5", "tags": ["x", None]}),
        ('---json\n{"title": "a"}\n---\nText.', Dialect.JSON, {"title": "a"}),
        (';;;\n"title": "a",\n"tags": ["x"]\n;;;\nText.', Dialect.JSON, {"title": "a", "tags": ["x"]}),
        ("title: a\ntags:\n- x\n- y\n---\nText.", Dialect.UNMARKED, {"title": "a", "tags": ["x", "y"]}),
        ("Title: a: b\nDate: 2021-03-01\nSummary: one\n  two\nTags: [x, y]\n\nText.", Dialect.HEADER,
         {"Title": "a: b", "Date": "2021-03-01", "Summary": "one two", "Tags": ["x", "y"]}),
        (".. title: a\n.. date: 2021-03-01\n.. tags: x, y\n\nText.", Dialect.DOTTED,
         {"title": "a", "date": "2021-03-01", "tags": "x, y"}),
        ("<!--\n.. title: a\n.. date: 2021-03-01\n-->\nText.", Dialect.DOTTED, {"title": "a", "date": "2021-03-01"}),
        ("<!-- for the editor -->\n---\ntitle: a\n---\nText.", Dialect.YAML, {"title": "a"}),
        ("# a comment\n# and another\n---\ntitle: a\n---\nText.", Dialect.YAML, {"title": "a"}),
        ("{# a comment #}\n\n---\ntitle: a\n---\nText.", Dialect.YAML, {"title": "a"}),
        ("———\ntitle: a\n———\nText.", Dialect.YAML, {"title": "a"}),
        ("  \n---\n  title: a\n  tags: x\n---\nText.", Dialect.YAML, {"title": "a", "tags": "x"}),
    ],
)  # fmt: skip
def test_every_dialect_of_front_matter_is_read(text: str, dialect: Dialect, fields: dict[str, Any]) -> None:
    notes = FileNotes("a.md")
    post = post_of(text, notes)
    assert (post.dialect, plain(post.table), post.body.strip(), notes.taken()) == (dialect, fields, "Text.", ())


@pytest.mark.parametrize(
    "text",
    [
        "just text\n",
        "# A heading\n\nText.\n",
        "# A heading\n---\nText: of a kind\n",
        "Note: this is how it goes.\n\nText.\n",
        "---\n\nA line above, and nothing else.\n",
        "{{ template }}\n",
        "{not json}\n",
        "<p>HTML</p>\n",
    ],
)
def test_a_text_without_front_matter_has_none(text: str) -> None:
    notes = FileNotes("a.md")
    assert read_front_matter(read_text(text.encode(), notes), notes) is None


@pytest.mark.parametrize(
    ("text", "line", "fields"),
    [
        ("---\nlayout: x\n---\n---\ntitle: a\nlayout: y\n---\nText.", 4, {"layout": "x", "title": "a"}),
        ("---\n---\n\n---\ntitle: a\n---\nText.", 4, {"title": "a"}),
        ("---\nlayout: x\n---\n+++\ntitle = 'a'\n+++\nText.", 4, {"layout": "x", "title": "a"}),
    ],
)
def test_a_second_block_is_read_where_the_first_says_nothing(text: str, line: int, fields: dict[str, Any]) -> None:
    notes = FileNotes("a.md")
    post = post_of(text, notes)
    assert (plain(post.table), post.body) == (fields, "Text.")
    assert [str(note) for note in notes.taken()] == [
        f"a.md:{line}: a second block of front matter: read as well, the first one counts where both say something"
    ]


def test_front_matter_that_is_not_closed_ends_at_the_first_empty_line() -> None:
    notes = FileNotes("a.md")
    post = post_of("---\ntitle: a\n\nText.", notes)
    assert (plain(post.table), post.body) == ({"title": "a"}, "Text.")
    assert [f"{note.outcome} {note}" for note in notes.taken()] == [
        "repaired a.md:1: front matter is not closed: read up to the first empty line; close it with a line '---'"
    ]


@pytest.mark.parametrize(
    ("text", "fields", "notes"),
    [
        ("+++\ntitle = a\ntags = ['x']\n+++\n", {"title": "a", "tags": ["x"]},
         ["a.md:2: title: this is not TOML: read as the text that is written there"]),
        ("+++\ntitle = 'a'\nfoo = [1,\n[extra]\nauthor = 'b'\n+++\n", {"title": "a", "extra": {"author": "b"}},
         ["a.md:3: foo: this is not TOML: left out"]),
    ],
)  # fmt: skip
def test_broken_toml_costs_its_own_field(text: str, fields: dict[str, Any], notes: list[str]) -> None:
    told = FileNotes("a.md")
    assert plain(post_of(text, told).table) == fields
    assert [str(note) for note in told.taken()] == notes


def test_keys_of_toml_and_json_have_their_lines() -> None:
    assert post_of("+++\ntitle = 'a'\n\ndate = 2021-03-01\n[extra]\nx = 1\n+++\n").table.lines == {
        "title": 2,
        "date": 4,
        "extra": 5,
    }
    assert post_of('{\n"title": "a",\n"date": "b"\n}\n').table.lines == {"title": 2, "date": 3}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.md: an empty file"),
        (b" \n\n", "a.md: an empty file"),
        (b"---\n# only a comment\n---\n", "a.md:2: no fields: expected fields such as 'title: ...'"),
        (b"---\n- a\n---\n", "a.md:2: a list or text instead of fields: expected fields such as 'title: ...'"),
        (b"---\njust text\n---\n", "a.md:2: a list or text instead of fields: expected fields such as 'title: ...'"),
        (b"+++\njust text\n+++\n", "a.md:2: this is not TOML: expected fields such as 'title = \"...\"'"),
        (b";;;\njust text\n;;;\n", "a.md:2: this is not JSON: check quotes, commas and brackets"),
    ],
)
def test_a_file_of_which_nothing_can_be_read_says_where_and_why(data: bytes, message: str) -> None:
    assert error_of(data) == message


@pytest.mark.parametrize(
    ("text", "dialect", "expected"),
    [
        (
            "Ferry strike\n####\n\n:date: 2021-03-01 10:20\n:tags: sea, work\n:summary: One\n  and two\n\nOver.\n",
            Dialect.FIELD_LIST,
            {"date": "2021-03-01 10:20", "tags": "sea, work", "summary": "One and two", "title": "Ferry strike"},
        ),
        (
            "============\nFerry strike\n============\n:date: 2021-03-01\n\nOver.",
            Dialect.FIELD_LIST,
            {"date": "2021-03-01", "title": "Ferry strike"},
        ),
        (
            "= Ferry strike\n:date: 2021-03-01\n\nOver.",
            Dialect.FIELD_LIST,
            {"date": "2021-03-01", "title": "Ferry strike"},
        ),
        (
            "= Ferry strike\nAnn Lee <ann@a.example>\nv1.0, 2021-03-01\n:toc:\n\nOver.",
            Dialect.FIELD_LIST,
            {"toc": "", "title": "Ferry strike", "author": "Ann Lee", "date": "2021-03-01"},
        ),
        (":title: Ferry strike\n:secured: no\n\nOver.", Dialect.FIELD_LIST, {"title": "Ferry strike"}),
        (
            "#+TITLE: Ferry strike\n#+date: <2021-03-01 Mon>\n\nOver.",
            Dialect.ORG,
            {"TITLE": "Ferry strike", "date": "<2021-03-01 Mon>"},
        ),
    ],
)
def test_headers_of_other_markup_are_front_matter(text: str, dialect: Dialect, expected: dict[str, str]) -> None:
    found = post_of(text)
    assert (found.dialect, plain(found.table), found.body.strip()) == (dialect, expected, "Over.")


@pytest.mark.parametrize(
    "text", ["One\n===\n\nTwo: three", ":smile: he said\n", "= One\n\nTwo", ":key: x\n\nTwo", ".. _label:\n\nTwo"]
)
def test_headings_and_emoji_are_no_front_matter(text: str) -> None:
    assert read_front_matter(text, FileNotes("a.md")) is None
