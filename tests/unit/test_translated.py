from __future__ import annotations

from graphkit.model import Article
from graphkit.pipeline import build
from tests.support.builders import make_article


def release(language: str, title: str, others: str) -> Article:
    ids = tuple(f"{one}-release" for one in others.split() if one != language)
    return make_article(f"{language}-release", title=title, language=language, translations=ids)


def test_a_post_in_several_languages_is_no_story_of_its_own_but_part_of_one() -> None:
    posts = [
        release("de", "Havnix CVE-2021-1234 geschlossen, Havnix 3.1 veröffentlicht", "de en fr"),
        release("en", "Havnix CVE-2021-1234 mended, Havnix 3.1 released", "de en fr"),
        release("fr", "Havnix CVE-2021-1234 corrigée, Havnix 3.1 est sorti", "de en fr"),
    ]
    assert build(posts).clusters == ()
    report = make_article("report", title="Havnix CVE-2021-1234 mended, says Havnix", language="en")
    (story,) = build([*posts, report]).clusters
    assert set(story.articles) == {"de-release", "en-release", "fr-release", "report"}
