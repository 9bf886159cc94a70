"""Words on their way out. All of them stand in ``rules.words``; here they are only fetched."""

from pydantic import BaseModel

from rules import words
from rules.articles import Basis


class Words(BaseModel):
    """The same in both languages."""

    zh: str
    en: str


class ArticleCited(Words):
    """Where it stands. ``mark``: C read word for word, L likely, P county policy and not law."""

    mark: str


def both(kind: str, code: str) -> Words:
    """The words for a code of a kind."""
    return Words(zh=words.say(kind, code, "zh"), en=words.say(kind, code, "en"))


def cited(basis: Basis) -> ArticleCited:
    """The article a basis stands for."""
    article = basis.article
    return ArticleCited(zh=article.cite("zh"), en=article.cite("en"), mark=article.mark)
