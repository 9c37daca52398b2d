from __future__ import annotations

import pytest

from graphkit.sources.records import Record
from graphkit.sources.translations import find_translations, language_of_files
from tests.support.posts import make_record


def groups_of(*records: Record) -> list[list[str]]:
    paths = language_of_files([record.source_file for record in records])
    languages = [record.language or paths[record.source_file][0] or None for record in records]
    return [[records[number].source_file for number in group] for group in find_translations(records, languages)]


@pytest.mark.parametrize(
    ("names", "languages"),
    [
        (["de/a.md", "en/a.md"], ["de", "en"]),
        (["content/pt-BR/a.md", "content/en/b.md"], ["pt-br", "en"]),
        (["a.md", "a.fr.md"], ["", "fr"]),
        (["a.en.md", "a.zh-cn.md"], ["en", "zh-cn"]),
        (["i18n/ja/docusaurus-plugin-content-blog/a.md", "blog/a.md"], ["ja", ""]),
        # A single folder of two letters, and a suffix without its like, may be anything.
        (["it/a.md", "news/a.md"], ["", ""]),
        (["release.no.md"], [""]),
        (["js/a.md", "py/a.md"], ["", ""]),
    ],
)
def test_folders_and_suffixes_tell_the_language_where_another_stands_beside_them(
    names: list[str], languages: list[str]
) -> None:
    found = language_of_files(names)
    assert [found[name][0] for name in names] == languages


@pytest.mark.parametrize(
    "files",
    [
        {"de/a.md": {}, "en/a.md": {}, "fr/a.md": {}},
        {"a.md": {}, "a.fr.md": {}},
        {"a.en.md": {}, "a.fr.md": {}},
        {"blog/a.md": {}, "i18n/ja/docusaurus-plugin-content-blog/a.md": {}},
        {"_posts/2021-03-01-x-de.md": {"lang": "de"}, "_posts/2021-03-01-x-en.md": {"lang": "en"}},
        {"de/_posts/x.md": {"lang": "de"}, "_posts/x.md": {"lang": "en"}},
        {"a.md": {"lang": "de", "translationKey": "k"}, "b.md": {"lang": "en", "translationKey": "k"}},
        {"a.md": {"lang": "de", "lang-ref": "k"}, "b.md": {"lang": "en", "lang-ref": "k"}},
    ],
)
def test_a_post_in_several_languages_is_one_group(files: dict[str, dict[str, str]]) -> None:
    records = [make_record(name, title=name, **fields) for name, fields in files.items()]
    assert groups_of(*records) == [list(files)]


@pytest.mark.parametrize(
    "files",
    [
        {"a/x.md": {}, "b/x.md": {}},
        {"de/x.md": {}, "en/y.md": {}},
        {"a.md": {"lang": "en", "ref": "k"}, "b.md": {"lang": "en", "ref": "k"}, "c.md": {"lang": "de", "ref": "k"}},
    ],
)
def test_other_posts_are_not(files: dict[str, dict[str, str]]) -> None:
    assert groups_of(*(make_record(name, title=name, **fields) for name, fields in files.items())) == []
