"""Web addresses: which are usable, which are names of the same page, and whose they are."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from publicsuffixlist import PublicSuffixList
from w3lib.url import canonicalize_url

from graphkit.sources.redirects import target_of
from graphkit.sources.tracking import is_tracking

MAX_ADDRESS_CHARACTERS = 4_000

_HOST = re.compile(r"(?!-)[\w-]{1,63}(?:\.[\w-]{1,63})*")
_BARE = re.compile(r"(?P<host>(?:[\w-]+\.)+[^\W\d_]{2,})(?::\d+)?[/?].*")
_TWIN_HOSTS = ("www.", "m.", "mobile.", "amp.")
_AMP_SEGMENTS = frozenset({"amp", "google-amp", "amphtml"})
# Most addresses. `canonicalize_url` gives them back as they are, and that took a fifth of all time spent on reading.
_PLAIN = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+/?")
_INDEX_PAGES = frozenset({"index.html", "index.htm", "index.php"})
_SESSION = re.compile(r";jsessionid=[^/;]*+", re.IGNORECASE)
_TWIN_LABELS = frozenset({"m", "mobile", "amp"})
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*+:", re.IGNORECASE)
_PAGE = re.compile(
    r"[^\s?#]+\.(?:x?html?|shtml|php|aspx?|jsp|mdx?|markdown|txt|pdf|rst|adoc)(?:[?#]\S*+)?", re.IGNORECASE
)
_MAX_ROUNDS = 20


@lru_cache(maxsize=1_000)
def to_web_address(text: str) -> str | None:
    """Check an address: ``http`` or ``https`` and a host, or None.

    ``//example.org/x`` and ``example.org/x`` are taken as ``https``. Names and passwords of users are left out.
    """
    text = text.strip().replace(" ", "%20")
    if len(text) > MAX_ADDRESS_CHARACTERS or not text.isprintable():
        return None
    if text.startswith("//"):
        text = f"https:{text}"
    elif _is_bare(text):
        text = f"https://{text}"
    parts = _split(text)
    if parts is None or parts.scheme not in ("http", "https"):
        return None
    return text.replace(parts.netloc, parts.netloc.rpartition("@")[2], 1) if "@" in parts.netloc else text


def is_relative(text: str) -> bool:
    """Whether a text is an address within its own site: ``/2021/x/``, ``./x``, ``posts/x``, ``x.html``, ``?p=7``."""
    text = text.strip()
    if not text or len(text) > MAX_ADDRESS_CHARACTERS or not text.isprintable():
        return False
    if text.startswith(("/", "./", "../", "?", "#")):
        return not text.startswith("//")
    if _SCHEME.match(text) or any(letter.isspace() for letter in text) or to_web_address(text) is not None:
        return False
    return "/" in text or _PAGE.fullmatch(text) is not None


def _is_bare(text: str) -> bool:
    """Whether a host comes first, and not a file as in ``story.html?page=2``."""
    if text.startswith(("http:", "https:")) or (match := _BARE.fullmatch(text)) is None:
        return False
    if match["host"] == text.partition("?")[0] and _PAGE.fullmatch(text):  # ".md" is also Moldova
        return False
    return _public_suffixes().privatesuffix(match["host"], accept_unknown=False) is not None


@lru_cache(maxsize=1_000)
def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 -- raises if it is none
        host = parts.hostname or ""
    except ValueError:
        return None
    return parts if _HOST.fullmatch(host.removesuffix(".")) or _is_ip_address(host) else None


@lru_cache(maxsize=100_000)
def canonical_address(url: str) -> str | None:
    """Find the one name that all addresses of a page share.

    Without scheme, user, ``www.`` and its like, default port, fragment, tracking parameters and marks of AMP; of a
    redirect or an archived copy, the address inside. What remains of the query is sorted
    and kept, since many sites keep the article's number there.

    Parameters
    ----------
    url : str
        Anything.

    Returns
    -------
    str or None
        Relative to the scheme: ``//example.org/2021/flood``; its own canonical address. None if `url` is not on
        the web, or names a whole site and thus no article.
    """
    address = to_web_address(url)
    for _ in range(_MAX_ROUNDS):
        if address is None:
            return None
        simpler = _simplify(address)
        if simpler == address:
            return address.removeprefix("https:")
        address = simpler
    return None


def _simplify(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        target = target_of((parts.hostname or "").removesuffix("."), parts.path, parts.query)
        if target is not None and (unwrapped := to_web_address(target)) is not None:
            return unwrapped
        if not _PLAIN.fullmatch(address):
            parts = urlsplit(canonicalize_url(address))
        host, port = _strip_twin_prefix((parts.hostname or "").removesuffix(".")), parts.port
    except ValueError:
        return None
    path = _strip_amp_path(_SESSION.sub("", parts.path))
    query = "&".join(pair for pair in parts.query.split("&") if pair and not is_tracking(pair, host))
    if not host or (path == "/" and not query):
        return None
    at_port = f":{port}" if port not in (None, 80, 443) else ""
    bracketed = f"[{host}]" if ":" in host else host
    return to_web_address(f"https://{bracketed}{at_port}{path}" + (f"?{query}" if query else ""))


def _strip_twin_prefix(host: str) -> str:
    for prefix in _TWIN_HOSTS:
        if host.startswith(prefix) and registrable_domain(host.removeprefix(prefix)) is not None:
            return host.removeprefix(prefix)
    first, _, rest = host.partition(".")
    label, _, rest = rest.partition(".")
    if label in _TWIN_LABELS and rest == registrable_domain(rest):  # en.m.wikipedia.org
        return f"{first}.{rest}"
    return host


def _strip_amp_path(path: str) -> str:
    """Take AMP's marks, index pages and slashes at the end off a path; ``/`` if nothing else is left."""
    segments = [segment for segment in path.split("/") if segment.lower() not in _AMP_SEGMENTS]
    while segments and (not segments[-1] or segments[-1].lower() in _INDEX_PAGES):
        segments.pop()
    if segments:
        segments[-1] = re.sub(r"(?<=.)\.amp(?=(?:\.html?)?$)", "", segments[-1], flags=re.IGNORECASE)
    return "/" + "/".join(segments).lstrip("/")


@cache
def _public_suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=100_000)
def registrable_domain(text: str) -> str | None:
    """Find the domain that somebody registered: ``bbc.co.uk`` of ``https://www.bbc.co.uk/news``.

    Blogs on a common host are sites of their own: ``flood.blogspot.com``.

    Parameters
    ----------
    text : str
        A host, or an address.

    Returns
    -------
    str or None
        Lower case, in letters rather than as ``xn--``; None if there is none.
    """
    host = _host(text)
    if host is None or "." not in host or _is_ip_address(host):
        return None
    domain: str | None = _public_suffixes().privatesuffix(host)
    return domain


def site_of(address: str) -> str | None:
    """Find whose page this is: its registrable domain, else its host; an AMP cache speaks for others."""
    known = canonical_address(address) or address
    return registrable_domain(known) or _host(known)


def _host(text: str) -> str | None:
    """The host in a text that is a host or an address."""
    parts = _split(text if "//" in text else f"//{text}")
    if parts is None or not parts.hostname:
        return None
    host = parts.hostname.removesuffix(".")
    if "xn--" not in host:
        return host
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _is_ip_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def title_from_address(address: str) -> str:
    """Make something readable of an address: the wordiest part of its path, else its site."""
    parts = urlsplit(canonical_address(address) or address)
    segments = [re.sub(r"\.\w{1,8}$", "", unquote(segment)) for segment in parts.path.split("/")]
    words = [re.findall(r"[^\W_]+", segment) for segment in segments]
    longest = max(words, key=lambda found: sum(not word.isdecimal() for word in found), default=[])
    if not any(not word.isdecimal() for word in longest):
        return site_of(address) or address
    title = " ".join(longest)
    return title[0].upper() + title[1:]
