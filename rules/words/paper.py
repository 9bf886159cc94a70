"""A paper of a petition being written (文书): its data, what no code can say, and the language."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.articles import Article, Basis
from rules.words.explaining import day
from rules.words.saying import say


class Paragraph(str):
    """A paragraph, and the ``code`` of the words it was made of."""

    __slots__ = ("code",)
    code: str


def paragraph(code: str, words: str) -> Paragraph:
    """The words under their code."""
    made = Paragraph(words)
    made.code = code
    return made


def codes_of(lines: Iterable[str]) -> list[str]:
    """The code of each, empty for one that is of no words of its own: a step of a list, a line of a card."""
    return [each.code if isinstance(each, Paragraph) else "" for each in lines]


@dataclass(frozen=True)
class Paper:
    """``names`` says what the data only refer to; what it does not say is left blank."""

    data: Mapping[str, Any]
    names: Mapping[str, str]
    language: str

    def put(self, code: str, basis: Basis | None = None, **words: str) -> str:
        """A paragraph with its blanks filled; ``basis`` is the article it names."""
        if basis:
            words["article"] = basis.article.cite(self.language)
        blank = "＿＿＿＿" if self.language == "zh" else "________"
        given = defaultdict(lambda: blank, {**self.names, **words})
        return paragraph(code, say("petition-paper", code, self.language).format_map(given))

    def day(self, field: str) -> str:
        return day(date.fromisoformat(self.data[field]), self.language)

    def code(self, kind: str, field: str) -> str:
        return say(kind, self.data[field], self.language)

    def card(self) -> list[str]:
        """The route, as the list of that version has it; nothing where no route is known."""
        lines = self.names.get("route-card", "").splitlines()
        return [self.put("card", list_version=self.data["list_version"]), *lines] if lines else []

    def end(self, *articles: Article, is_signed_for: bool = True) -> list[str]:
        """What stands below everything: the basis, who issues it and when, who received it."""
        cited = dict.fromkeys(article.cite(self.language) for article in articles)
        said = ("、" if self.language == "zh" else "; ").join(cited)
        below = [self.put("bases", articles=said), self.put("issuer", on=self.day("on"))]
        return [*below, self.put("received")] if is_signed_for else below
