"""The list and its tree told as plain JSON (清单与问题树的展示): desk, page, kiosk and API say the same."""

from typing import Any

from rules.diversion.card import Card, card_told, coded, said
from rules.diversion.changes import ChangeKind, changes_between
from rules.diversion.dispute_types import DISPUTE_TYPES
from rules.diversion.route import Route, RouteList
from rules.diversion.tree import Question, Tree


def list_told(routes: RouteList) -> dict[str, Any]:
    """A version of the list, a line for every route."""
    return {
        "version": routes.version,
        "digest": routes.digest,
        "valid_from": routes.valid_from.isoformat(),
        "valid_to": routes.valid_to and routes.valid_to.isoformat(),
        "review_on": routes.review_on.isoformat(),
        "routes": [_line(route) for route in routes.routes],
    }


def changes_told(before: RouteList, after: RouteList) -> list[dict[str, Any]]:
    """What became of each line that is not the same in both."""
    return [
        {
            "id": change.id,
            "title": said((before if change.kind is ChangeKind.WITHDRAWN else after).route(change.id).title),
            "kind": coded("route-change", change.kind),
            "fields": [coded("route-field", name) for name in change.fields],
        }
        for change in changes_between(before, after)
    ]


def tree_told(tree: Tree) -> dict[str, Any]:
    """All questions, the cards of the places that are no line of the list, and the kinds of dispute that its
    lines suggest."""
    version = tree.routes.version
    return {
        "version": version,
        "first": tree.first,
        "questions": [question_told(question) for question in tree.questions],
        "advice": [card_told(Card(version, advice)) for advice in tree.advice],
        "dispute_types": {r.id: DISPUTE_TYPES[r.id] for r in tree.routes.routes if r.id in DISPUTE_TYPES},
    }


def question_told(question: Question) -> dict[str, Any]:
    choices = [{"code": each.code, **said(each.words), "to": each.to} for each in question.choices]
    return {"id": question.id, **said(question.words), "choices": choices}


def place_told(tree: Tree, place: Question | Card) -> dict[str, Any]:
    """Where some answers have led: the next question, or the card."""
    return {
        "version": tree.routes.version,
        "question": None if isinstance(place, Card) else question_told(place),
        "card": card_told(place) if isinstance(place, Card) else None,
    }


def _line(route: Route) -> dict[str, Any]:
    return {
        "id": route.id,
        "title": said(route.title),
        "purpose": coded("route-purpose", route.purpose),
        "category": coded("route-category", route.category),
        "ways": [coded("route-way", way) for way in route.ways],
        "organs": [coded("route-organ", organ) for organ in route.organs],
        "mediable": coded("mediable", route.mediable),
        "live": route.is_live,
    }
