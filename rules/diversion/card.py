"""The route card (途径卡): where a matter goes by law, as data and in words. It decides nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rules.articles import Article, Basis, Source
from rules.clocks.describing import LANGUAGES, described, in_words
from rules.clocks.table.whole import rule_of
from rules.diversion.organs import OrganCode, kind_of_organ
from rules.diversion.route import Mediable, Phrase, Purpose, Route, RouteList, Way, reception_of


@dataclass(frozen=True, kw_only=True)
class Advice:
    """A place the list has no line for: the window, the police in danger, whoever has the case already."""

    id: str
    title: Phrase
    next: Phrase
    organs: tuple[OrganCode, ...] = ()
    bases: tuple[Article, ...] = ()
    clocks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """One leaf of the tree, and the version of the list it belongs to."""

    version: str
    leaf: Route | Advice


def route_card(routes: RouteList, id: str) -> Card:
    """The card of a line of the list. Raises UnknownRoute."""
    return Card(routes.version, routes.route(id))


def card_told(card: Card) -> dict[str, Any]:
    """A card as plain JSON, its codes beside their words in both languages."""
    leaf = card.leaf
    return {
        "version": card.version,
        "id": leaf.id,
        "title": said(leaf.title),
        **(_of_a_route(leaf) if isinstance(leaf, Route) else _OF_ADVICE),
        "organs": [{**coded("route-organ", organ), "kind": kind_of_organ(organ)} for organ in leaf.organs],
        "bases": list(citations(leaf.bases)),
        "clocks": [described(rule_of(clock)) for clock in leaf.clocks],
        "next": said(leaf.next),
        "notes": [coded("card-note", note) for note in _notes(leaf)],
    }


def coded(kind: str, code: str) -> dict[str, str]:
    """A code beside its words."""
    return {"code": str(code), **in_words(kind, code)}


def way_told(way: Way) -> dict[str, Any]:
    """One of the six ways, with its item of XFTL 31."""
    item = list(Way).index(way) + 1
    article = Article(Source.PETITION_REGULATIONS, Basis.CLASSIFIED_HANDLING.article.number, item=item)
    return {**coded("route-way", way), "article": next(citations([article]))}


def citations(bases: Iterable[Article]) -> Iterator[dict[str, str]]:
    """Articles as they are printed; those that follow one another in one text stand in one line."""
    run: list[Article] = []
    for article in bases:
        if run and not _follows(run[-1], article):
            yield _cited(run)
            run = []
        run.append(article)
    if run:
        yield _cited(run)


def _follows(before: Article, article: Article) -> bool:
    is_whole = before.item is None and article.item is None
    return is_whole and (before.source, before.number + 1) == (article.source, article.number)


def _cited(run: Sequence[Article]) -> dict[str, str]:
    first, last = run[0], run[-1]
    item = f"({first.item})" if first.item else ""
    words = {
        "short": f"{first.short}{item}",
        "zh": first.cite("zh"),
        "en": first.cite("en"),
        "mark": first.mark.value,
    }
    if first is last:
        return words
    return {
        **words,
        "short": f"{first.short}-{last.number}",
        "zh": f"{first.cite('zh')}至第{last.number}条",
        "en": f"{first.cite('en')}-{last.number}",
    }


# What only a line of the list has.
_OF_ADVICE: dict[str, Any] = {
    "purpose": None,
    "category": None,
    "reception": None,
    "ways": [],
    "steps": [],
    "limits": [],
    "papers": [],
    "mediable": None,
    "mark": None,
    "live": True,
}


def _of_a_route(route: Route) -> dict[str, Any]:
    return {
        "purpose": coded("route-purpose", route.purpose),
        "category": coded("route-category", route.category),
        "reception": coded("reception", reception_of(route)),
        "ways": [way_told(way) for way in route.ways],
        "steps": [said(step) for step in route.steps],
        "limits": [said(limit) for limit in route.limits],
        "papers": [said(paper) for paper in route.papers],
        "mediable": coded("mediable", route.mediable),
        "mark": coded("clock-mark", route.mark),
        "live": route.is_live,
    }


def _notes(leaf: Route | Advice) -> Iterator[str]:
    """XFTL 30, 31: what every card says, and what some must say beside it."""
    if isinstance(leaf, Route):
        if leaf.purpose is Purpose.ACCUSATION:
            yield "nothing-recorded"
        if leaf.ways and not leaf.is_residual:
            yield "own-periods"
        if leaf.mediable is not Mediable.NO:
            yield "mediation-is-free"
        if leaf.papers:
            yield "papers-are-policy"
        if not leaf.is_live:
            yield "to-be-verified"
    yield "decides-nothing"
    yield "answers-not-kept"


def said(phrase: Phrase) -> dict[str, str]:
    """A phrase of the list in both languages."""
    return {language: getattr(phrase, language) for language in LANGUAGES}
