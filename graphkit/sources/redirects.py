"""Addresses that carry another: redirects of portals, archived copies, translations, and the caches of AMP."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote

_AMP_CACHES = (".cdn.ampproject.org", ".bing-amp.com")
_TRANSLATED = ".translate.goog"
_SAFE_LINKS = ".safelinks.protection.outlook.com"
_GOOGLE = re.compile(r"(?:www\.|news\.|translate\.|m\.)?google(?:\.[a-z]{2,3}){1,2}")
_GOOGLE_PATHS = {"/url": ("q", "url"), "/news/url": ("url",), "/translate": ("u",), "/imgres": ("imgrefurl",)}
_ARCHIVES = (
    "archive.org",
    "archive.ph",
    "archive.is",
    "archive.today",
    "archive.li",
    "archive.vn",
    "archive.fo",
    "archive.md",
)
_ARCHIVED = re.compile(
    r"(?:/web)?/(?:\d{4,14}\*?|newest|latest|\*)(?:[a-z]{2}_)?/(?P<target>(?:https?:/|[^/.]++\.).*+)"
)
# Host without "www." and "m.", path at the front, parameters that may hold the target.
_REDIRECTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "away.vk.com": ("/away.php", ("to",)),
    "duckduckgo.com": ("/l", ("uddg",)),
    "exit.sc": ("/", ("url",)),
    "facebook.com": ("/l.php", ("u",)),
    "flipboard.com": ("/redirect", ("url",)),
    "getpocket.com": ("/redirect", ("url",)),
    "go.redirectingat.com": ("/", ("url",)),
    "go.skimresources.com": ("/", ("url",)),
    "l.facebook.com": ("/l.php", ("u",)),
    "l.instagram.com": ("/", ("u",)),
    "l.messenger.com": ("/l.php", ("u",)),
    "l.threads.net": ("/", ("u",)),
    "linkedin.com": ("/", ("url",)),
    "lm.facebook.com": ("/l.php", ("u",)),
    "out.reddit.com": ("/", ("url",)),
    "redirect.viglink.com": ("/", ("u",)),
    "slack-redir.net": ("/link", ("url",)),
    "steamcommunity.com": ("/linkfilter", ("url", "u")),
    "t.umblr.com": ("/redirect", ("z",)),
    "vk.com": ("/away.php", ("to",)),
    "youtube.com": ("/redirect", ("q",)),
}
# The whole query is the target.
_QUERY_IS_TARGET = frozenset({"href.li", "anon.to", "anonym.to", "nullrefer.com"})


def target_of(host: str, path: str, query: str) -> str | None:
    """Find the address inside another; whether it is one is for the caller to check.

    Parameters
    ----------
    host, path, query : str
        Of an address: host in lower case, path and query percent-encoded.
    """
    if target := _in_amp_cache(host, path, query) or _in_archive(host, path, query):
        return target
    if host.endswith(_TRANSLATED):
        original = host.removesuffix(_TRANSLATED).replace("--", "\0").replace("-", ".").replace("\0", "-")
        return _joined(f"https://{original}{path}", query)
    if not query:
        return None
    if host.removeprefix("www.") in _QUERY_IS_TARGET:
        return query if query.startswith("http") and "://" in query else unquote(query)
    found = parse_qs(query)
    return next((found[name][0] for name in _parameters(host, path) if name in found), None)


def _parameters(host: str, path: str) -> tuple[str, ...]:
    if _GOOGLE.fullmatch(host):
        return _GOOGLE_PATHS.get(path.rstrip("/"), ())
    if host.endswith(_SAFE_LINKS):
        return ("url",)
    at, names = _REDIRECTS.get(host.removeprefix("www.").removeprefix("m."), ("", ()))
    return names if path.startswith(at) else ()


def _in_archive(host: str, path: str, query: str) -> str | None:
    if host.removeprefix("www.").removeprefix("web.") not in _ARCHIVES or (match := _ARCHIVED.fullmatch(path)) is None:
        return None
    target = re.sub(r"^(https?:)/{1,2}(?!/)", r"\1//", match["target"])  # some programs take "//" for a mistake
    return _joined(target, query)


def _in_amp_cache(host: str, path: str, query: str) -> str | None:
    kind, _, rest = path.removeprefix("/").partition("/")
    if not (
        (kind in ("c", "v", "a") and host.endswith(_AMP_CACHES))
        or (kind == "amp" and host.removeprefix("www.").startswith("google."))
    ):
        return None
    scheme = "https" if rest.startswith("s/") else "http"
    rest = rest.removeprefix("s/")
    return _joined(f"{scheme}://{rest}", query) if "." in rest.partition("/")[0] else None


def _joined(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address
