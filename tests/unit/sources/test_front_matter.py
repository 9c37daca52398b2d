from __future__ import annotations

import time
from typing import Any

import pytest

from graphkit.errors import SourceError
from graphkit.sources.front_matter import MAX_BLOCK_BYTES, read_front_matter
from graphkit.sources.items import Items, Table, Value
from graphkit.sources.notes import FileNotes

KEYS = ("title", "excerpt", "related", "provider", "date")


def plain(value: Value) -> Any:
    match value:
        case Table():
            return {key: plain(inner) for key, inner in value.values.items()}
        case Items():
            return [plain(inner) for inner in value.values]
    return value


def read(block: str, keys: tuple[str, ...] = KEYS) -> Any:
    table, _ = read_front_matter(f"---\n{block}\n---\n".encode(), keys, FileNotes("a.md"))
    return plain(table)


def notes_on(block: str) -> list[str]:
    notes = FileNotes("a.md")
    read_front_matter(f"---\n{block}\n---\n".encode(), KEYS, notes)
    return [f"{note.outcome} {note}" for note in notes.taken()]


def error_of(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_front_matter(data, KEYS, FileNotes("a.md"))
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
    data = b"---\ntitle: a\nrelated:\n  - title: b\n    excerpt: c\n\n  - d\n---\n"
    table, _ = read_front_matter(data, KEYS, FileNotes("a.md"))
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
@pytest.mark.parametrize("closing", ["---", "...", "--- "])
def test_all_line_ends_and_closings_are_read(newline: str, closing: str) -> None:
    data = newline.join(["---", "title: a", closing, "One.", "Two."]).encode()
    table, body = read_front_matter(data, KEYS, FileNotes("a.md"))
    assert (plain(table), body) == ({"title": "a"}, "One.\nTwo.")


def test_empty_lines_before_the_front_matter_count() -> None:
    assert error_of(b"\n\n---\ntitle: a\n- b\n---\n").startswith("a.md:5: ")


def test_unknown_fields_are_not_kept_but_those_of_related_items_are() -> None:
    assert read("layout: x\ntitle: a\nrelated: [{title: b, layout: y}]") == {
        "title": "a",
        "related": [{"title": "b", "layout": "y"}],
    }


def test_secured_is_kept_nowhere() -> None:
    block = "secured: &a {b: &c secret}\ntitle: x\nrelated: [{title: y, secured: secret}, {Secured: [secret]}]"
    assert read(block, (*KEYS, "secured")) == {"title": "x", "related": [{"title": "y"}, {}]}


@pytest.mark.parametrize("alias", ["*a", "*c"])
def test_no_alias_brings_secured_back(alias: str) -> None:
    message = error_of(f"---\nsecured: &a {{b: &c secret}}\nprovider: {alias}\n---\n".encode())
    assert message == f"a.md:3: {alias} refers to nothing: put the value in quotes"


def test_an_alias_stands_for_its_value_even_that_of_an_unknown_field() -> None:
    assert read("defaults: &it {name: Example}\nprovider: *it") == {"provider": {"name": "Example"}}


def test_a_field_that_is_given_twice_counts_the_last_time() -> None:
    block = "title: a\nexcerpt: b\ntitle: c"
    assert read(block) == {"title": "c", "excerpt": "b"}
    assert notes_on(block) == ["noted a.md:4: title: given twice, first in line 2: the last counts"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Mayor: no more bridges", "Mayor: no more bridges"),
        ("title: It's over: the end", "It's over: the end"),
        ('title: "Big" day', '"Big" day'),
        ('title: "Big" and "small"', '"Big" and "small"'),
        ("title: 'It's over'", "It's over"),
        ("title: 'Yes' and 'no'", "'Yes' and 'no'"),
        (r'title: "C:\quiet"', r"C:\quiet"),
        ('title: "never closed', "never closed"),
        ('title:\t"x', "x"),
        ("title: @mayor quits", "@mayor quits"),
        ("title: `code` speaks", "`code` speaks"),
        ("title: %5 more", "%5 more"),
        ("title: *Stars* align", "*Stars* align"),
        ("title: *alone", "*alone"),
        ("title: [Video] Mayor speaks", "[Video] Mayor speaks"),
        ("title: {x} y", "{x} y"),
        ("title: !Ask me", "!Ask me"),
        ("title: > 5 dead", "> 5 dead"),
        ("title: - and now", "- and now"),
    ],
)
def test_a_text_that_needs_quotes_gets_them(line: str, title: str) -> None:
    block = f"date: 2021-03-01\n{line}\nexcerpt: x"
    assert read(block) == {"date": "2021-03-01", "title": title, "excerpt": "x"}
    assert notes_on(block) == ["repaired a.md:3: YAML needs quotes around this text: read as if they were there"]


def test_a_repair_does_not_note_anything_twice() -> None:
    assert notes_on("date: a\ndate: b\ntitle: c: d\nexcerpt: e: f") == [
        "noted a.md:3: date: given twice, first in line 2: the last counts",
        "repaired a.md:4: YAML needs quotes around this text: read as if they were there",
        "repaired a.md:5: YAML needs quotes around this text: read as if they were there",
    ]


def test_all_texts_of_a_file_are_mended_related_items_too() -> None:
    block = "title: a: b\nrelated:\n  - title: c: d\n    description: @e\n  - {title: f}\n  -   name: g: h"
    assert read(block) == {
        "title": "a: b",
        "related": [{"title": "c: d", "description": "@e"}, {"title": "f"}, {"name": "g: h"}],
    }
    assert notes_on(block) == [
        f"repaired a.md:{line}: YAML needs quotes around this text: read as if they were there" for line in (2, 4, 5, 7)
    ]


def test_what_is_well_is_not_touched_by_a_repair() -> None:
    block = 'title: "A \\"b\\" \\u2013 c"\nexcerpt: >-\n  one\n  two\nrelated: [x]\nprovider:\n  name: d: e'
    assert read(block) == {
        "title": 'A "b" – c',
        "excerpt": "one two",
        "related": ["x"],
        "provider": {"name": "d: e"},
    }


def test_a_quote_that_is_open_over_several_lines_is_found() -> None:
    block = 'title: "never closed\ndate: 2021-03-01\nexcerpt: "x"'
    assert read(block) == {"title": "never closed", "date": "2021-03-01", "excerpt": "x"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.md: an empty file"),
        (b" \n\n", "a.md: an empty file"),
        (b"just text\n", "a.md:1: no front matter: expected '---' as the first line"),
        (b"---\ntitle: x\n", "a.md:1: front matter is not closed: expected a line '---' after it"),
        (b"---\n---\n", "a.md:2: front matter has no fields"),
        (b"---\n# only a comment\n---\n", "a.md:2: front matter has no fields"),
        (
            b"---\n- a\n---\n",
            "a.md:2: expected fields such as 'title: ...' in the front matter, found a list or text",
        ),
        (
            b"---\njust text\n---\n",
            "a.md:2: expected fields such as 'title: ...' in the front matter, found a list or text",
        ),
        (
            b"---\ntitle: a\n--- {title: b}\n---\n",
            "a.md:3: expected fields such as 'title: ...' in the front matter, found a list or text",
        ),
        (b"---\n[a]: b\n---\n", "a.md:2: expected text as the name of a field, found a list or mapping"),
        (
            b"---\ntitle: a\ndate: b: c\n---\n",
            "a.md:3: a colon and a space inside a value without quotes: "
            "put the whole value in quotes, or mend the line",
        ),
        (
            b"---\ntitle: !!python/object/apply:os.system ['true']\n---\n",
            "a.md:2: the YAML tag 'python/object/apply:os.system' asks for more than text, lists and mappings: "
            "remove it",
        ),
        (
            b"---\ntitle: a\nlayout: !!binary aGk=\n---\n",
            "a.md:3: the YAML tag 'binary' asks for more than text, lists and mappings: remove it",
        ),
        (
            b"---\nprovider: !local {name: x}\n---\n",
            "a.md:2: '!local' is a YAML tag: put the value in quotes if it is text",
        ),
        (b"---\nrelated: &a [*a]\n---\n", "a.md:2: *a refers to nothing: put the value in quotes"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(data: bytes, message: str) -> None:
    assert error_of(data) == message


def test_tags_that_say_what_a_value_is_anyway_are_allowed() -> None:
    assert read("title: !!str 5\ndate: !!timestamp 2021-03-01\nexcerpt: ! x") == {
        "title": "5",
        "date": "2021-03-01",
        "excerpt": "x",
    }


def test_an_alias_bomb_is_refused() -> None:
    levels = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    levels += [
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    message = error_of("\n".join(["---", *levels, "title: *i", "---"]).encode())
    assert message == "a.md:7: more than 100,000 values, aliases written out (an alias bomb?)"


@pytest.mark.parametrize("key", ["related", "layout", "secured"])
@pytest.mark.parametrize("nest", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_at_once(key: str, nest: str) -> None:
    start = time.perf_counter()
    message = error_of(f"---\n{key}:\n {nest * 100_000}\n---\n".encode())
    assert message == "a.md:3: nested more than 32 deep"
    assert time.perf_counter() - start < 2.0


def test_front_matter_without_end_is_not_read_to_its_end() -> None:
    block = b"title: " + b"x" * (MAX_BLOCK_BYTES + 1)
    for data in (b"---\n" + block + b"\n---\n", b"---\n" + block * 2):
        assert error_of(data) == "a.md: front matter of more than 5,000,000 bytes"


def test_control_characters_are_removed_and_counted() -> None:
    notes = FileNotes("a.md")
    table, _ = read_front_matter(b"---\ntitle: a\x00b\x1b\n---\n", KEYS, notes)
    assert plain(table) == {"title": "ab"}
    assert [str(note) for note in notes.taken()] == ["a.md: 2 control characters left out"]


def test_line_separators_do_not_end_a_line() -> None:
    assert read("title: a\u2028b\u2029c\ufeff\nexcerpt: d") == {"title": "a b c", "excerpt": "d"}
