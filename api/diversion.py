"""Statutory routes for whoever asks (分流、导访): the list, a card, the question tree.

Read-only, without signing in; no cookie is set, no answer is logged, nothing is kept.
A kiosk may take the tree once and walk it by itself: then not even the answers leave it.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel

from api.clocks_shown import Coded, RuleShown
from api.office import Office, TheOffice
from api.problems import malformed, unseen
from api.saying import ArticleCited, Words
from counties import routes
from rules.diversion.card import card_told, route_card
from rules.diversion.route import RouteList, UnknownRoute
from rules.diversion.telling import list_told, place_told, tree_told
from rules.diversion.tree import NoSuchAnswer, walk
from rules.instants import legal_day

router = APIRouter(tags=["分流 diversion"])

Version = Annotated[
    str | None, Query(description="清单版本，默认今日在用的 2026.4; else in force today", max_length=40)
]
_NOT_KEPT = {"Cache-Control": "no-store"}


class RouteLine(BaseModel):
    """A line of the list. ``live`` is false for what is still to be verified."""

    id: str
    title: Words
    purpose: Coded
    category: Coded
    ways: list[Coded]
    organs: list[Coded]
    mediable: Coded
    live: bool


class RoutesShown(BaseModel):
    """A version of the list, the digest by which it is known, and the day of its quarterly review."""

    version: str
    digest: str
    valid_from: str
    valid_to: str | None
    review_on: str
    routes: list[RouteLine]


class BasisShown(ArticleCited):
    """An article, or several that follow one another."""

    short: str


class WayShown(Coded):
    """One of the six ways, and its item."""

    article: BasisShown


class OrganShown(Coded):
    """An organ, and of what kind it is."""

    kind: str


class RouteCard(BaseModel):
    """Where a matter goes by law. A card that is no line of the list (the window, danger) has neither purpose
    nor category."""

    version: str
    id: str
    title: Words
    purpose: Coded | None
    category: Coded | None
    reception: Coded | None
    ways: list[WayShown]
    steps: list[Words]
    organs: list[OrganShown]
    bases: list[BasisShown]
    clocks: list[RuleShown]
    limits: list[Words]
    papers: list[Words]
    next: Words
    mediable: Coded | None
    mark: Coded | None
    live: bool
    notes: list[Coded]


class ChoiceShown(Coded):
    """An answer. ``to`` is the id of a question, of an advice, or of a route."""

    to: str


class QuestionShown(Words):
    """A question with its answers; ``unsure`` is always one of them."""

    id: str
    choices: list[ChoiceShown]


class TreeShown(BaseModel):
    """The whole tree: it begins with the question ``first``. ``dispute_types``: by the line that answers end
    at, the kind of dispute that is suggested to whoever registers it."""

    version: str
    first: str
    questions: list[QuestionShown]
    advice: list[RouteCard]
    dispute_types: dict[str, str]


class Place(BaseModel):
    """Where some answers have led: to the next question, or to a card."""

    version: str
    question: QuestionShown | None
    card: RouteCard | None


@router.get("/routes", operation_id="list_routes", summary="法定途径清单 The list of statutory routes")
async def list_routes(office: TheOffice, version: Version = None) -> RoutesShown:
    """The list in force today, or a version of it."""
    return RoutesShown(**list_told(await _list(office, version)))


@router.get("/routes/{id}", operation_id="read_route", summary="途径卡 The card of one route")
async def read_route(
    office: TheOffice,
    id: Annotated[str, Path(description="R-17", max_length=20)],
    version: Version = None,
) -> RouteCard:
    """One line of the list, as a card. What was classified under a version is explained with that version."""
    try:
        return RouteCard(**card_told(route_card(await _list(office, version), id)))
    except UnknownRoute:
        raise unseen() from None


@router.get("/diversion/tree", operation_id="read_question_tree", summary="导访问题树 The question tree")
async def read_question_tree(office: TheOffice, version: Version = None) -> TreeShown:
    """All questions and answers."""
    return TreeShown(**tree_told(routes.question_tree((await _list(office, version)).version)))


@router.get("/diversion/walk", operation_id="walk_question_tree", summary="导访 Where some answers lead")
async def walk_question_tree(
    *,
    office: TheOffice,
    response: Response,
    answers: Annotated[str, Query(description="own,work,wages", max_length=400)] = "",
    version: Version = None,
) -> Place:
    """The next question after these answers, or the card; without any, the first question."""
    tree = routes.question_tree((await _list(office, version)).version)
    try:
        place = walk(tree, [each for each in answers.split(",") if each])
    except NoSuchAnswer as none:
        raise malformed((f"query.answers.{none.number}", "no-such-answer")) from None
    response.headers.update(_NOT_KEPT)
    return Place(**place_told(tree, place))


async def _list(office: Office, version: str | None) -> RouteList:
    if version is None:
        found = routes.list_in_force(legal_day(await office.clock()))
    else:
        found = next((each for each in routes.route_lists() if each.version == version), None)
    if found is None:
        raise unseen()
    return found
