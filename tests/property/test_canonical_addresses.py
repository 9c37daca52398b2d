"""A canonical address is its own canonical address, and every text has one or none."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from w3lib.url import canonicalize_url

from graphkit.sources.addresses import (
    _PLAIN,
    canonical_address,
    is_relative,
    registrable_domain,
    site_of,
    title_from_address,
    to_web_address,
)

PIECES = [
    *("http://", "https://", "//", "www.", "m.", "amp.", "example.org", "example.co.uk", "x.cdn.ampproject.org"),
    *("www.google.com", "newsroom", "127.0.0.1", "[::1]", ":80", ":8080", "user@", "/", "/amp", "/c/s/", "/v/"),
    *("/amp/s/", "/google-amp/", ".amp", ".html", "index.html", "..", ".", "?", "&", "=", "amp", "amp=1"),
    *("utm_source=x", "id=7", "#", ";", "user:secret@", "web.archive.org/web/2021/", "www.google.com/url?q="),
    *("href.li/?", "t.umblr.com/redirect?z=", "https%3A%2F%2F", "a-b.translate.goog", "en.m.wikipedia.org"),
    *(";jsessionid=1", "%", "%2f", "%zz", "%C3", "é", "ü", "文", " ", "+", "\\", "\ud800", "\u200b", "a", "Z"),
]  # fmt: skip
addresses = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(addresses | st.text() | st.text().map("https://example.org/{}".format) | st.text().map("http://{}/x".format))
@example("https://x.cdn.ampproject.org/amp/c/s/example.org/x")
@example("https://example.org/index.html.amp/amp.amp")
@example("https://example.org/x/.amp")
def test_canonical_addresses_are_total_and_stay_as_they_are(text: str) -> None:
    canonical = canonical_address(text)
    assert canonical is None or canonical_address(canonical) == canonical


@given(addresses | st.text())
def test_no_text_makes_an_address_function_raise(text: str) -> None:
    registrable_domain(text)
    site_of(text)
    address = to_web_address(text)
    if address is not None:
        assert address.lower().startswith(("http://", "https://"))
        assert "@" not in address.split("/")[2].partition("?")[0].partition("#")[0]
        assert to_web_address(address) == address
        assert not is_relative(text)
        assert title_from_address(address)


@given(st.from_regex(_PLAIN, fullmatch=True))
@example("http://127.1/x")
@example("https://xn--bcher-kva.example/x/")
@example("https://a-.example.org/a...b/c..d/~e/")
def test_plain_addresses_need_no_canonicalization(address: str) -> None:
    assert canonicalize_url(address) == address
