"""Which posts are one post in several languages, by keys that say so, folders and suffixes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from graphkit.sources.records import Record, plain_name

# ISO 639-1.
_CODES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg
    ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn
    no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta
    te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split()  # noqa: SIM905 -- a list of two hundred strings is no pleasure to read
)
_TAG = re.compile(r"(?P<code>[a-z]{2})(?:[-_](?:[a-z]{2}|hans|hant|latn|cyrl|\d{3}))?", re.IGNORECASE)
_SUFFIX = re.compile(r"(?P<stem>.+)\.(?P<tag>[a-z]{2}(?:[-_][a-z]{2,4})?)", re.IGNORECASE)
# What comes between the folder of a language and the posts in Docusaurus, whose original lies in ``blog``.
_DOCUSAURUS = "docusaurus-plugin-content-"
_OF_LANGUAGES = frozenset({"i18n", "_i18n", "locales", "locale", "lang", "languages", "translations", "l10n"})


def language_of_files(names: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Find the language of files by folder and suffix.

    A folder tells a language only where another language lies beside it or the folder above is called after
    languages: ``it/`` alone may be about computers.

    Parameters
    ----------
    names : sequence of str
        Of all files, with ``/``.

    Returns
    -------
    dict of str to (str, str)
        Name to language, lower case or empty, and to the name without what tells it: the same in all languages.
    """
    beside: defaultdict[str, set[str]] = defaultdict(set)
    suffixes: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        *folders, file = name.split("/")
        for depth, folder in enumerate(folders):
            if _tag(folder):
                beside["/".join(folders[:depth])].add(_tag(folder))
        if tagged := _split_suffix(file):
            suffixes["/".join([*folders, tagged[0]])].add(tagged[1])
        else:
            suffixes["/".join([*folders, file.rpartition(".")[0]])].add("")
    return {name: _language(name, beside, suffixes) for name in names}


def _language(name: str, beside: dict[str, set[str]], suffixes: dict[str, set[str]]) -> tuple[str, str]:
    *folders, file = name.split("/")
    language = ""
    if (tagged := _split_suffix(file)) and len(suffixes["/".join([*folders, tagged[0]])]) > 1:
        file, language = tagged[0], tagged[1]
    else:
        file = file.rpartition(".")[0] or file
    for depth, folder in enumerate(folders):
        above = "/".join(folders[:depth])
        is_told = len(beside[above]) > 1 or (depth and folders[depth - 1].lower() in _OF_LANGUAGES)
        if _tag(folder) and is_told:
            language = language or _tag(folder)
            folders = [*folders[:depth], *folders[depth + 1 :]]
            if depth and folders[depth - 1].lower() in _OF_LANGUAGES:
                folders = folders[: depth - 1] + [one.removeprefix(_DOCUSAURUS) for one in folders[depth:]]
            break
    return language, "/".join([*folders, file])


def find_translations(records: Sequence[Record], languages: Sequence[str | None]) -> list[list[int]]:
    """Group posts that are one post in several languages.

    Parameters
    ----------
    records : sequence of Record
        Of files of their own.
    languages : sequence of (str or None), as long as `records`

    Returns
    -------
    list of list of int
        Numbers of two and more records, each of another language.
    """
    paths = language_of_files([record.source_file for record in records])
    groups: defaultdict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, (record, language) in enumerate(zip(records, languages, strict=True)):
        groups[_key(record, language, paths[record.source_file][1])][language or ""].append(number)
    return [
        sorted(numbers[0] for numbers in group.values())
        for group in groups.values()
        # Two posts of one language under one key: the key means something else.
        if len(group) > 1 and all(len(numbers) == 1 for numbers in group.values())
    ]


def _key(record: Record, language: str | None, path: str) -> str:
    if record.translation_key:
        return f"key:{record.translation_key}"
    if language:
        # ``_posts/2021-01-18-flood-en.md`` with ``lang: en``; ``de/`` beside posts without a folder.
        *folders, file = path.split("/")
        file = re.sub(rf"[._-]{re.escape(language)}$", "", file, flags=re.IGNORECASE)
        folders = [folder for folder in folders if folder.lower() != language]
        path = "/".join([*folders, file])
    return f"file:{plain_name(path)}"


def _tag(folder: str) -> str:
    match = _TAG.fullmatch(folder)
    return folder.lower().replace("_", "-") if match and match["code"].lower() in _CODES else ""


def _split_suffix(file: str) -> tuple[str, str] | None:
    """``flood.fr.md`` into ``flood`` and ``fr``."""
    stem = file.rpartition(".")[0]
    match = _SUFFIX.fullmatch(stem)
    if match is None or not (language := _tag(match["tag"])):
        return None
    return match["stem"], language
