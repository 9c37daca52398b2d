from __future__ import annotations

import time

import pytest

from graphkit.sources.markup import html_to_text, markdown_to_text


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Plain words", "Plain words"),
        ("<b>Bold</b> and <i class='x'>more</i>", "Bold and more"),
        ("<p>One</p><p>Two<br/>Three</p>", " One  Two Three "),
        ('Look <img src=x onerror="alert(1)"> here', "Look   here"),
        ("AT&amp;T &#8217;s &lt;b&gt; &eacute;", "AT&T ’s <b> é"),
        ("&amp;lt;", "&lt;"),
        ("AT&T, R&D and Q&copywriting &c.", "AT&T, R&D and Q&copywriting &c."),
        ("a < b, c > d", "a < b, c > d"),
        ("x <y> z </Y>", "x <y> z </y>"),
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


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "&", "&#", "<a href='", "</", "<!", "<?", "<![CDATA[", "<a =", "<<b>"]
)
def test_hostile_markup_takes_no_time(piece: str) -> None:
    start = time.perf_counter()
    html_to_text(piece * (20_000 // len(piece)) + ">")
    assert time.perf_counter() - start < 1.0


def test_markdown_leaves_the_words() -> None:
    body = """# Bridge *closed*

The [mayor](https://example.org "x") said <b>no</b>
to ![a picture](x.png) repairs.

- one
- `two`

<div>raw</div>

```
code
```

{% include ad.html %}{{ page.title }}
"""
    assert markdown_to_text(body) == ("Bridge closed\nThe mayor said no\nto a picture repairs.\none\ntwo\ncode")


def test_a_long_hostile_body_takes_little_time() -> None:
    start = time.perf_counter()
    markdown_to_text("{%" * 20_000 + "[" * 20_000 + "*a_" * 5_000)
    assert time.perf_counter() - start < 5.0
