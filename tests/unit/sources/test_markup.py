from __future__ import annotations

import pytest

from graphkit.sources.markup import (
    MAX_BODY_CHARACTERS,
    body_to_text,
    first_heading,
    html_to_text,
    lost_share,
    without_addresses,
    without_links,
)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Plain words", "Plain words"),
        ("<b>Bold</b> and <i class='x'>more</i>", "Bold and more"),
        ("<p>One</p><p>Two<br/>Three</p>", " One  Two Three "),
        ('Look <img src=x onerror="alert(1)"> here', "Look   here"),
        ('One <a title="2 > 1" href=x>two</a>', "One two"),
        ("AT&amp;T &#8217;s &lt;b&gt; &eacute;", "AT&T ’s <b> é"),
        ("&amp;lt;", "&lt;"),
        ("AT&T, R&D and Q&copywriting &c.", "AT&T, R&D and Q&copywriting &c."),
        ("a < b, c > d", "a < b, c > d"),
        ("x <y> z </Y>", "x <y> z </Y>"),
        ("we <3 bridges", "we <3 bridges"),
        ("if <b", "if <b"),
        ("Why <script> tags matter", "Why <script> tags matter"),
        ("</script><script>alert(1)</script>", "</script><script>alert(1)</script>"),
        ("<!-- <script> <svg onload=alert(1)>", "<!-- <script> <svg onload=alert(1)>"),
        ("One<!-- two -->Three", "OneThree"),
        ("<![CDATA[One <b>two</b>]]>", "One two"),
        ("<![if !IE]> One", "<![if !IE]> One"),
        ("<img src=x>", "<img src=x>"),
        ("<p></p>", "<p></p>"),
    ],
)
def test_markup_becomes_text_and_all_else_stays(written: str, plain: str) -> None:
    assert html_to_text(written) == plain


MARKDOWN = """# Bridge *closed*

The [mayor](https://example.org "x") said <b>no</b>
to ![a picture](x.png) repairs, ~~now~~ and `later`.

- one
- [x] two

| ferry | tunnel |
|-------|--------|
| cheap | **dear** |

> Quoted &amp; told.
"""
MARKDOWN_TEXT = """Bridge closed
The mayor said no to repairs, now and later.
one
two
ferry tunnel
cheap dear
Quoted & told."""


def test_markdown_leaves_the_words_a_line_for_each_paragraph_item_and_row() -> None:
    assert body_to_text(MARKDOWN) == MARKDOWN_TEXT


def test_html_leaves_the_same_words() -> None:
    body = """<h1>Bridge <em>closed</em></h1>
<div class="entry"><p>The <a href="https://example.org"target=_blank>mayor</a> said <b>no</b>
to <img alt="a picture" src="x.png"> repairs, <del>now</del> and <code>later</code>.</p>

    <ul><li>one</li><li>two</li></ul>

<table><tr><th>ferry</th><th>tunnel</th></tr><tr><td>cheap</td><td><b>dear</b></td></tr></table>
<blockquote>Quoted &amp; told.</blockquote></div>"""
    assert body_to_text(body) == MARKDOWN_TEXT


@pytest.mark.parametrize(
    "body",
    [
        "Seen.\n\n```python\nhidden\n```\n\nSeen too.",
        "Seen.\n\n- item\n  ~~~\n  hidden\n  ~~~\n\nSeen too.".replace("- item\n  ", ""),
        "Seen.\n\n    hidden = 1;\n\nSeen too.",
        "<p>Seen.</p><pre>hidden</pre><p>Seen too.</p>",
        "<p>Seen.</p><code>hidden<br />hidden</code><p>Seen too.</p>",
        "Seen.\n\n<script>\nhidden\n\nhidden\n</script>\n\nSeen too.",
        "Seen.\n\n<style>.hidden {}</style>\n\nSeen too.",
        "Seen.\n<!-- hidden\n\nhidden -->\n\nSeen too.",
        "Seen.\n\n<iframe src='hidden' />\n\nSeen too.",
        "Seen.\n\n![hidden](hidden.png)\n\nSeen too.",
        "Seen.\n\n$$\nhidden = x\n$$\n\nSeen too.",
        "Seen. :hidden:\n\nSeen too.",
    ],
)
def test_what_no_reader_sees_is_no_text(body: str) -> None:
    assert body_to_text(body) == "Seen.\nSeen too."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Call `main()` and `<style>` now.", "Call main() and style now."),
        ("A tag <style> in a sentence.\n\nMore.", "A tag <style> in a sentence.\nMore."),
        ("Costs $5 and $10, or US$3/US$4.", "Costs $5 and $10, or US$3/US$4."),
        ("At 12:30:45 the score was 3:2.", "At 12:30:45 the score was 3:2."),
        ("He said [sic] that [the mayor] left.", "He said [sic] that [the mayor] left."),
        ("    An author may begin a paragraph with spaces, as in print.", None),
        ("One.\n\n    Two begins with spaces, as in print.\n", "One.\nTwo begins with spaces, as in print."),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ("Q&copywriting, AT&T", "Q&copywriting, AT&T"),
        ("", ""),
    ],
)
def test_what_only_looks_like_markup_stays(body: str, text: str | None) -> None:
    assert body_to_text(body) == (body.strip() if text is None else text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("See https://example.org/a_b?c=1#d now", "See now"),
        ("See www.example.org/path, or bit.ly/3xyz.", "See or"),
        ("Write to a.b+c@mail.example.org today", "Write to today"),
        ("看https://example.org/x请看", "看 请看"),
        ("react@0.83.0 and/or node.js, 1/2", "react@0.83.0 and/or node.js, 1/2"),
        ("booking.com buys example.org", "booking.com buys example.org"),
    ],
)
def test_words_of_an_address_are_no_words_of_the_text(text: str, rest: str) -> None:
    assert " ".join(without_addresses(text).split()) == rest


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("# Ferry *strike* ends\n\nOver.", "Ferry strike ends"),
        ("Ferry strike ends\n=================\n\nOver.", "Ferry strike ends"),
        ("<p>Intro</p>\n<h1 class='x'>Ferry strike ends</h1>", "Ferry strike ends"),
        ("```\n# no heading\n```\n\n## Over\n\n# Ferry strike ends {#id}", "Ferry strike ends"),
        ("## Ferry strike ends\n\nOver.", "Ferry strike ends"),
        ("Over.\n\n## Not at the beginning", ""),
        ("```\n# no heading\n```\n\nOver.", ""),
        ("Over.", ""),
        ("", ""),
    ],
)
def test_the_first_heading_of_level_one_is_the_title(body: str, heading: str) -> None:
    assert first_heading(body) == heading


def test_no_more_of_a_body_is_read_than_its_first_characters() -> None:
    body = "one " * (MAX_BODY_CHARACTERS // 4) + "beyond"
    assert body_to_text(body) == ("one " * (MAX_BODY_CHARACTERS // 4)).strip()


def test_nesting_without_end_is_not_handed_to_a_parser() -> None:
    assert body_to_text(">" * 19_000 + " deep") == "deep"


def test_what_is_lost_of_a_body_is_told_by_its_letters() -> None:
    code = "\n\n    first = second;\n    third = fourth;\n"
    assert lost_share("Five words are to stay." + code, "Five words are to stay.") == pytest.approx(22 / 40, abs=0.05)


@pytest.mark.parametrize(
    "body",
    [
        "",
        MARKDOWN,
        "Seen.\n\n```\nhidden hidden hidden\n```\n",
        "Seen. <script>hidden</script> https://example.org/hidden",
    ],
)
def test_nothing_is_lost_where_only_that_is_left_out_which_is_no_text(body: str) -> None:
    assert lost_share(body, body_to_text(body)) == 0.0


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bread and waves. Sign up: https://a.example/x?y=1 Follow https://b.example", "Bread and waves."),
        ("The report of the council at https://a.example says much.", "The report of the council at says much."),
        ("No address: none.", "No address: none."),
    ],
)
def test_words_that_only_lead_to_an_address_go_with_it(text: str, left: str) -> None:
    assert " ".join(without_links(text).split()) == left
