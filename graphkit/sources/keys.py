"""Which keys mean what. A key is read without regard to case, hyphens, underscores and blanks."""

from __future__ import annotations

from functools import lru_cache

# In each row, the first one that holds something usable wins; those of one producer or another come last.
TITLE = ("title", "headline", "webTitle", "articleTitle")
"""Title; else the first heading, else the file's name."""
EXCERPT = (
    *("excerpt", "description", "summary", "subtitle", "lead", "deck", "teaser", "spoiler", "intro"),
    *("customExcerpt", "abstract", "snippet"),
)
"""Excerpt; the page shows the beginning of the text where there is none."""
TIME = (
    *("publishedDateTime", "date", "pubDate", "pubDatetime", "publishDate", "publicationDate", "published_at"),
    *("datePublished", "publishedDate", "postDate", "posted_at", "posted", "published", "datetime"),
    *("datePublish", "webPublicationDate", "seendate", "timestamp", "dateCreated", "created_at", "created"),
)
"""Publication time; else the day in the file's name, folder or permalink."""
WEB_ADDRESS = (
    *("webUrl", "sourceUrl", "originalUrl", "url", "link", "canonical_url", "canonical", "external_url"),
    *("articleUrl", "storyUrl", "source", "permalink"),
)
"""Page address; `source` where it holds an address."""
AMP_ADDRESS = ("ampWebUrl", "ampUrl", "cdnAmpWebUrl", "cdnAmpUrl", "urlMobile", "mobileUrl")
"""AMP addresses: other names of the same article."""
PROVIDER = ("provider", "source", "publisher", "site")
"""Provider, a name or a table of `name` and `domain`; else the domain of the address, else `--provider`."""
AUTHORS = ("author", "authors", "byline", "by")
"""Authors; short names in full where `authors.yml` of Docusaurus or `_data/authors.yml` of Jekyll has them."""
TOPICS = ("topics", "tags", "tag")
"""Topics."""
MORE_TOPICS = ("keywords", "categories", "category")
"""Topics, where neither `topics` nor `tags` is there."""
LANGUAGE = ("lang", "language")
"""Language; else a folder or suffix of a language beside others."""
IMAGE = (
    "images",
    "image",
    "cover",
    "urlToImage",
    "socialImage",
    "imageUrl",
    "featureImage",
    "featuredImage",
    "thumbnail",
)
"""Image: the address is kept, nothing is loaded."""
RELATED = ("related", "related_posts")
"""Related articles: a list of the same keys, or of addresses, slugs, file names or titles."""
DRAFT = ("draft", "is_draft", "status")
"""Whether it is a draft."""
LAYOUT = ("layout", "template", "templateKey", "type")
"""What kind of page it is: pages of the site itself are passed over."""
REDIRECT = ("redirect_to", "redirect", "redirect_url")
"""Where a file that has neither title nor text sends its readers: such a file is passed over."""
SLUG = ("slug", "permalink", "path", "url", "id", "aliases")
"""What other files may call it; where it lies in the site, and so perhaps its day."""
TRANSLATION = ("translationKey", "translation_id", "lang_ref", "ref", "page_id")
"""What the translations of one post have in common."""
OTHERS = ("published", "quality", "heat", "type", "category")
"""Flags and figures, kept as they are; a figure of -1 is unknown."""
NESTED = ("taxonomies", "extra", "params", "meta", "metadata", "attributes")
"""Tables whose keys count as the file's own, where it has none of that name: Zola, Hugo and others nest them."""
WITHHELD = "secured"
"""Never kept, never exported."""
BODY = (
    *("body", "content", "contentHtml", "html", "mainText", "fullText", "articleBody", "articleText"),
    *("contentText", "text", "plainText", "article"),
)
"""Text of a record; a post has its text below its front matter."""
DOMAIN = ("domain", "mediaUrl", "sourceDomain", "hostname")
"""Domain of the provider."""
MORE_PROVIDERS = ("mediaName", "sourceName", "siteName", "publication", "newspaper")
"""Provider, where no key above names one."""


@lru_cache(maxsize=10_000)
def fold_key(key: str) -> str:
    """The key without what its spellings differ in: ``published_at`` and ``publishedAt`` are one."""
    return "".join(character for character in key.casefold() if character not in "-_ ")


_OF_POSTS = (
    *(*TITLE, *EXCERPT, *TIME, *WEB_ADDRESS, *AMP_ADDRESS, *PROVIDER, *AUTHORS, *TOPICS, *MORE_TOPICS, *LANGUAGE),
    *(*IMAGE, *RELATED, *DRAFT, *LAYOUT, *REDIRECT, *SLUG, *TRANSLATION, *OTHERS, *NESTED),
)
ALL = tuple(dict.fromkeys((*_OF_POSTS, *BODY, *DOMAIN, *MORE_PROVIDERS)))
"""Every key that is read."""
KNOWN = frozenset(map(fold_key, _OF_POSTS))
"""Those of front matter, folded."""
KNOWN_IN_RECORDS = frozenset(map(fold_key, ALL))
TELLING = frozenset(map(fold_key, {*TITLE, *WEB_ADDRESS} - {"source", "permalink"}))
"""The keys, folded, of which a record has at least one."""
