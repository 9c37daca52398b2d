from __future__ import annotations

import pytest

from graphkit.sources.addresses import (
    canonical_address,
    is_relative,
    registrable_domain,
    site_of,
    title_from_address,
    to_web_address,
)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://example.org/x", "https://example.org/x"),
        ("HTTP://Example.org", "HTTP://Example.org"),
        ("//example.org/x", "https://example.org/x"),
        ("www.example.org/x", "https://www.example.org/x"),
        ("example.org:8080/?p=1", "https://example.org:8080/?p=1"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ("http://newsroom/story/1", "http://newsroom/story/1"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("https://bücher.example/ü", "https://bücher.example/ü"),
        # Nobody's password is kept.
        ("https://user:secret@example.org/x@y", "https://example.org/x@y"),
        ("//user@example.org:8080/x", "https://example.org:8080/x"),
        ("https://a@b:c@example.org/x", "https://example.org/x"),
    ],
)
def test_an_address_is_http_or_https_with_a_host(written: str, address: str) -> None:
    assert to_web_address(written) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/x",
        "mailto:a@example.org",
        "/news/x",
        "story.html",
        "story.html?page=2",
        "story.md",
        "https://",
        "https:///x",
        "https://exa mple.org/",
        "https://example.org:99999/",
        "https://[x/",
        "https://a..b/",
        "https://example.org/\x07",
        "just words",
        "https://example.org/" + "x" * 5_000,
    ],
)
def test_anything_else_is_no_address(text: str) -> None:
    assert to_web_address(text) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2021/flood",
        "http://www.example.org/2021/flood/",
        "HTTPS://user:secret@WWW.EXAMPLE.ORG:443/2021/flood#top",
        "//m.example.org/2021/flood/index.html",
        "example.org/2021/./x/../flood",
        "https://mobile.example.org/2021/flood?utm_source=x&fbclid=y&ref=z&CMP=a",
        "https://amp.example.org/2021/flood",
        "https://example.org/2021/flood/amp/",
        "https://example.org/amp/2021/flood",
        "https://example.org/google-amp/2021/flood/?amp=1",
        "https://example.org/2021/flood?AMP",
        "https://example.org/2021/flood?outputType=amp",
        "https://example.org/2021/flood.amp",
        "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/2021/flood/amp/?amp_js_v=0.1",
        "https://www-example-org.cdn.ampproject.org/v/www.example.org/2021/flood",
        "https://www.google.com/amp/s/www.example.org/amp/2021/flood",
        "https://www.google.co.uk/amp/www.example.org/2021/flood",
        "https://x.cdn.ampproject.org/c/s/y.cdn.ampproject.org/c/s/example.org/2021/flood",
        "https://example.org/2021/flood;jsessionid=0A1B",
        "https://example.org/2021/flood?mod=rss_x&sref=a&cmpid=B1&guccounter=1&__twitter_impression=true&at_medium=x",
        "https://example.org/2021/flood?source=rss&share=twitter&mkt_tok=x&_hsenc=y&ns_campaign=z&igshid=1#comments",
        "https://web.archive.org/web/20210301000000/https://www.example.org/2021/flood?utm_source=x",
        "https://web.archive.org/web/20210301im_/http://example.org:80/2021/flood",
        "https://web.archive.org/web/2021/https:/example.org/2021/flood",
        "https://archive.ph/20210301000000/https://example.org/2021/flood",
        "https://www.google.com/url?q=https%3A%2F%2Fexample.org%2F2021%2Fflood&sa=D",
        "https://www.google.de/url?sa=t&url=http://example.org/2021/flood",
        "https://translate.google.com/translate?sl=auto&u=https://example.org/2021/flood",
        "https://example-org.translate.goog/2021/flood?_x_tr_sl=auto&_x_tr_tl=en",
        "https://t.umblr.com/redirect?z=https%3A%2F%2Fexample.org%2F2021%2Fflood&t=XYZ",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F2021%2Fflood%3Ffbclid%3DA&h=B",
        "https://out.reddit.com/t3_x?url=https%3A%2F%2Fexample.org%2F2021%2Fflood&token=A",
        "https://getpocket.com/redirect?url=https%3A%2F%2Fexample.org%2F2021%2Fflood",
        "https://href.li/?https://example.org/2021/flood",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F2021%2Fflood&data=A",
        "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fexample.org%2F2021%2Fflood&rut=A",
        "https://www.youtube.com/redirect?event=video&q=example.org%2F2021%2Fflood",
        "https://t.umblr.com/redirect?z=https%3A%2F%2Fhref.li%2F%3Fhttps%3A%2F%2Fexample.org%2F2021%2Fflood",
    ],
)
def test_all_ways_to_one_page_have_one_canonical_address(url: str) -> None:
    assert canonical_address(url) == "//example.org/2021/flood"


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://example.org/x?id=7&b=1&utm_medium=m", "//example.org/x?b=1&id=7"),
        ("https://example.org/?p=7", "//example.org/?p=7"),
        ("https://example.org/x.amp.html", "//example.org/x.html"),
        ("https://example.org/X%2fy", "//example.org/X%2Fy"),
        ("http://example.org:8080/x", "//example.org:8080/x"),
        ("http://newsroom/story/1", "//newsroom/story/1"),
        ("http://127.0.0.1/x", "//127.0.0.1/x"),
        ("http://[::1]/x", "//[::1]/x"),
        ("https://bücher.example/ü", "//xn--bcher-kva.example/%C3%BC"),
        ("https://example.org/champion", "//example.org/champion"),
        ("https://example.org/x?amp=5", "//example.org/x?amp=5"),
        ("https://en.m.wikipedia.org/wiki/Flood_(town)", "//en.wikipedia.org/wiki/Flood_(town)"),
        ("https://x.m.co.uk/y", "//x.m.co.uk/y"),
        # An article's number may have any name, and some of these names.
        (
            "https://example.org/get?id=1&p=2&pid=3&sid=4&story=5&article=6&t=7&s=8",
            "//example.org/get?article=6&id=1&p=2&pid=3&s=8&sid=4&story=5&t=7",
        ),
        ("https://example.org/get?source=12&ref=rss", "//example.org/get?source=12"),
        ("https://x.com/user/status/7?s=20&t=A", "//x.com/user/status/7"),
        # A redirect without an address in it is a page of its own.
        ("https://www.google.com/url?q=javascript:alert(1)", "//google.com/url?q=javascript%3Aalert%281%29"),
        (
            "https://www.google.com/search?q=https://example.org/x",
            "//google.com/search?q=https%3A%2F%2Fexample.org%2Fx",
        ),
        ("https://archive.org/details/flood", "//archive.org/details/flood"),
        ("https://example.org/url?q=https://example.com/x", "//example.org/url?q=https%3A%2F%2Fexample.com%2Fx"),
        # Without `www.` and `m.`, no domain that anybody registered would remain.
        ("https://www.gov.uk/x", "//www.gov.uk/x"),
        ("https://m.com/x", "//m.com/x"),
    ],
)
def test_what_tells_pages_apart_is_kept(url: str, canonical: str) -> None:
    assert canonical_address(url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "https://www.example.org/?utm_source=x",
        "https://example.org/index.html",
        "https://example.org/amp/",
        "javascript:alert(1)",
        "/news/x",
        "",
    ],
)
def test_a_whole_site_and_what_is_not_on_the_web_name_no_article(url: str) -> None:
    assert canonical_address(url) is None


def test_redirects_within_redirects_come_to_an_end() -> None:
    inner = "https://example.org/x"
    assert canonical_address("https://www.google.com/url?q=" * 5 + inner) == "//example.org/x"
    assert canonical_address("https://www.google.com/url?q=" * 100 + inner) is None


@pytest.mark.parametrize("text", ["/2021/x/", "./x", "../a b", "?p=7", "#top", "posts/x", "x.html", "story.md?page=2"])
def test_a_relative_address_is_within_its_own_site(text: str) -> None:
    assert is_relative(text)
    assert to_web_address(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unknown",
        "just words",
        "either/or so",
        "example.org",
        "example.org/x",
        "//example.org/x",
        "https://example.org/x.html",
        "mailto:a@example.org",
        "javascript:alert(1)/x.html",
        "/x\x07",
        "/" + "x" * 5_000,
    ],
)
def test_words_and_addresses_elsewhere_are_not_relative(text: str) -> None:
    assert not is_relative(text)


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("example.org", "example.org"),
        ("https://www.news.example.co.uk:8080/x", "example.co.uk"),
        ("WWW.Example.ORG.", "example.org"),
        ("flood.blogspot.com", "flood.blogspot.com"),
        ("www.xn--bcher-kva.example", "bücher.example"),
        ("bücher.example", "bücher.example"),
        ("blogspot.com", None),
        ("co.uk", None),
        ("newsroom", None),
        ("127.0.0.1", None),
        ("The Example", None),
        ("", None),
    ],
)
def test_a_domain_is_what_somebody_registered(text: str, domain: str | None) -> None:
    assert registrable_domain(text) == domain


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://www-example-org.cdn.ampproject.org/c/s/www.example.org/x", "example.org"),
        ("https://t.umblr.com/redirect?z=https%3A%2F%2Fwww.example.org%2Fx", "example.org"),
        ("https://www.example.org/", "example.org"),
        ("http://newsroom/story/1", "newsroom"),
        ("http://127.0.0.1/x", "127.0.0.1"),
    ],
)
def test_a_page_belongs_to_its_domain_or_else_to_its_host(address: str, site: str) -> None:
    assert site_of(address) == site


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("https://example.org/news/2021/03/01/mayor-closes-old_bridge.html", "Mayor closes old bridge"),
        ("https://example.org/mayor-closes-bridge/12345678/", "Mayor closes bridge"),
        ("https://example.org/%C3%A9cole-ferm%C3%A9e", "École fermée"),
        ("https://www.example.org/12345", "example.org"),
        ("https://www.example.org/", "example.org"),
    ],
)
def test_a_title_can_be_made_of_an_address(address: str, title: str) -> None:
    assert title_from_address(address) == title
