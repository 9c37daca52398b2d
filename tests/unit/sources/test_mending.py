from __future__ import annotations

import pytest

from tests.unit.sources.test_front_matter import QUOTED, notes_on, read


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Mayor: no more bridges", "Mayor: no more bridges"),
        ("title: It's over: the end", "It's over: the end"),
        ('title: "Big" day', '"Big" day'),
        ('title: "Big" and "small"', '"Big" and "small"'),
        ("title: 'Yes' and 'no'", "'Yes' and 'no'"),
        (r'title: "C:\quiet"', r"C:\quiet"),
        ('title: "never closed', "never closed"),
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
    assert notes_on(block) == [f"repaired a.md:3: {QUOTED}"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Issue #7 of the letter", "Issue #7 of the letter"),
        ("title: #1 again", "#1 again"),
        ("title: It's #1", "It's #1"),
    ],
)
def test_a_hash_before_a_word_is_no_comment(line: str, title: str) -> None:
    block = f"date: 2021-03-01\n{line}"
    assert read(block) == {"date": "2021-03-01", "title": title}
    assert notes_on(block) == ["repaired a.md:3: no comment, but a part of the text: put the whole value in quotes"]


@pytest.mark.parametrize("line", ["title: a # a comment", 'title: "a" # comment', "title: a ## x"])
def test_a_comment_is_a_comment(line: str) -> None:
    assert read(line) == {"title": "a"}
    assert notes_on(line) == []


def test_tabs_are_blanks() -> None:
    assert read("tags:\n\t- ferry\n\t- strike\ntitle:\tx") == {"tags": ["ferry", "strike"], "title": "x"}
    assert notes_on("tags:\n\t- ferry") == ["repaired a.md:3: a tab: read as blanks"]


def test_a_text_on_several_lines_is_one_text() -> None:
    block = "excerpt: The first line\nthe second line, without a blank before it\ntitle: x"
    assert read(block) == {"excerpt": "The first line the second line, without a blank before it", "title": "x"}
    assert notes_on(block) == [
        "repaired a.md:2: excerpt: a line without a colon: read as the text that is written there"
    ]


def test_a_repair_does_not_note_anything_twice() -> None:
    assert notes_on("date: a\ndate: b\ntitle: c: d\nexcerpt: e: f") == [
        "noted a.md:3: date: given twice, first in line 2: the last counts",
        f"repaired a.md:4: {QUOTED}",
        f"repaired a.md:5: {QUOTED}",
    ]


def test_all_texts_of_a_file_are_mended_related_items_too() -> None:
    block = "title: a: b\nrelated:\n  - title: c: d\n    description: @e\n  - {title: f}\n  -   name: g: h"
    assert read(block) == {
        "title": "a: b",
        "related": [{"title": "c: d", "description": "@e"}, {"title": "f"}, {"name": "g: h"}],
    }
    assert notes_on(block) == [f"repaired a.md:{line}: {QUOTED}" for line in (2, 4, 5, 7)]


def test_what_is_well_is_not_touched_by_a_repair() -> None:
    block = 'title: "A \\"b\\" \\u2013 c"\nexcerpt: >-\n  one\n  two\nrelated: [x]\nprovider:\n  name: d: e'
    assert read(block) == {
        "title": 'A "b" – c',
        "excerpt": "one two",
        "related": ["x"],
        "provider": {"name": "d: e"},
    }


def test_a_quote_that_is_open_over_several_lines_ends_at_the_next_field() -> None:
    block = 'title: "never closed\ndate: 2021-03-01\nexcerpt: "x"'
    assert read(block) == {"title": "never closed", "date": "2021-03-01", "excerpt": "x"}


@pytest.mark.parametrize("value", ["Live: a: b", "@x", '"a" b', "[a", "{a: b", "!!python/object:os.system x", "*a"])
def test_a_broken_field_that_is_not_read_costs_nothing(value: str) -> None:
    block = f"title: x\nlayout_of_ours: {value}\ndate: 2021-03-01"
    found = read(block)
    assert (found["title"], found["date"]) == ("x", "2021-03-01")


@pytest.mark.parametrize(
    ("field", "note"),
    [
        ("provider: !local {name: x}", "YAML needs quotes around this text: read as if they were there"),
        ("related: &a [*a]",
         "related: left out: *a refers to nothing: put the whole value in quotes, or mend the line"),
        (
            "excerpt: !!binary aGk=",
            "excerpt: left out: the YAML tag 'binary' asks for more than text, lists and fields: "
            "put the whole value in quotes, or mend the line",
        ),
        ("layout: !!binary aGk=",
         "layout: left out: the YAML tag 'binary' asks for more than text, lists and fields: "
         "put the whole value in quotes, or mend the line"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_mended_is_named(field: str, note: str) -> None:
    assert read(f"title: x\n{field}")["title"] == "x"
    assert notes_on(f"title: x\n{field}") == [f"repaired a.md:3: {note}"]


def test_a_broken_list_in_brackets_is_a_list() -> None:
    assert read("tags: [ferry, @strike, a: b]\ntitle: x") == {"tags": ["ferry", "@strike", "a: b"], "title": "x"}


@pytest.mark.parametrize("key", ["related", "layout", "ours", "secured"])
@pytest.mark.parametrize("nest", ["[", "{a: ", "- "])
def test_deep_nesting_costs_its_own_field(key: str, nest: str) -> None:
    found = read(f"title: x\n{key}:\n {nest * 100_000}\ndate: 2021-03-01")
    assert (found["title"], found["date"], "related" in found, "ours" in found) == ("x", "2021-03-01", False, False)
