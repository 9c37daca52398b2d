"""Which keys mean what. A key is read without regard to case, hyphens, underscores and blanks."""

from __future__ import annotations

from functools import lru_cache

# In each row, the first one that holds something usable wins; those of one producer or another come last.
TITLE = ("title", "headline", "webTitle", "articleTitle")
EXCERPT = (
    *("excerpt", "description", "summary", "subtitle", "lead", "deck", "teaser", "spoiler", "intro"),
    *("customExcerpt", "abstract", "snippet"),
)
TIME = (
    *("publishedDateTime", "date", "pubDate", "pubDatetime", "publishDate", "publicationDate", "published_at"),
    *("datePublished", "publishedDate", "postDate", "posted_at", "posted", "published", "datetime"),
    *("datePublish", "webPublicationDate", "seendate", "timestamp", "dateCreated", "created_at", "created"),
)
WEB_ADDRESS = (
    *("webUrl", "sourceUrl", "originalUrl", "url", "link", "canonical_url", "canonical", "external_url"),
    *("articleUrl", "storyUrl", "source", "permalink"),
)
AMP_ADDRESS = ("ampWebUrl", "ampUrl", "cdnAmpWebUrl", "cdnAmpUrl", "urlMobile", "mobileUrl")
PROVIDER = ("provider", "source", "publisher", "site")
AUTHORS = ("author", "authors", "byline", "by")
TOPICS = ("topics", "tags", "tag")
MORE_TOPICS = ("keywords", "categories", "category")
"""Topics as well, where neither of `TOPICS` is there."""
LANGUAGE = ("lang", "language")
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
RELATED = ("related", "related_posts")
DRAFT = ("draft", "is_draft", "status")
LAYOUT = ("layout", "template", "templateKey", "type")
SLUG = ("slug", "permalink", "path", "url", "id", "aliases")
"""What other files may call an article; where it lies in the site, and so perhaps its day."""
TRANSLATION = ("translationKey", "translation_id", "lang_ref", "ref", "page_id")
OTHERS = ("published", "quality", "heat", "type", "category")
NESTED = ("taxonomies", "extra", "params", "meta", "metadata", "attributes")
"""Tables whose keys count as the file's own, where it has none of that name: Zola, Hugo and others nest them."""
WITHHELD = "secured"
# Of records only: a post has its text below its front matter.
BODY = (
    *("body", "content", "contentHtml", "html", "mainText", "fullText", "articleBody", "articleText"),
    *("contentText", "text", "plainText", "article"),
)
DOMAIN = ("domain", "mediaUrl", "sourceDomain", "hostname")
MORE_PROVIDERS = ("mediaName", "sourceName", "siteName", "publication", "newspaper")
"""Where no key of `PROVIDER` has a name."""


@lru_cache(maxsize=10_000)
def fold_key(key: str) -> str:
    """The key without what its spellings differ in: ``published_at`` and ``publishedAt`` are one."""
    return "".join(character for character in key.casefold() if character not in "-_ ")


_OF_POSTS = (
    *(*TITLE, *EXCERPT, *TIME, *WEB_ADDRESS, *AMP_ADDRESS, *PROVIDER, *AUTHORS, *TOPICS, *MORE_TOPICS, *LANGUAGE),
    *(*IMAGE, *RELATED, *DRAFT, *LAYOUT, *SLUG, *TRANSLATION, *OTHERS, *NESTED),
)
ALL = tuple(dict.fromkeys((*_OF_POSTS, *BODY, *DOMAIN, *MORE_PROVIDERS)))
"""Every key that is read."""
KNOWN = frozenset(map(fold_key, _OF_POSTS))
"""Those of front matter, folded."""
KNOWN_IN_RECORDS = frozenset(map(fold_key, ALL))
TELLING = frozenset(map(fold_key, {*TITLE, *WEB_ADDRESS} - {"source", "permalink"}))
"""The keys, folded, of which a record has at least one."""
