"""The commands about statutory routes (分流命令): list, show, ask. They ask no server and keep nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from counties import routes
from desk import route_cards
from desk.terminal import SENSELESS, AsJson, Stopped, err, failures, out, show
from desk.words import say
from rules.diversion.card import Card, card_told, route_card
from rules.diversion.route import RouteList, UnknownRoute
from rules.diversion.telling import changes_told, list_told, place_told, question_told
from rules.diversion.tree import NoSuchAnswer, Question, Tree, walk
from rules.instants import legal_day

route_app = typer.Typer(help="法定途径清单 the list of statutory routes", no_args_is_help=True)

OfVersion = Annotated[
    str | None,
    typer.Option("--version", metavar="VERSION", help="清单版本，默认今日在用的 else in force today"),
]


@route_app.command(name="list")
def route_list(*, version: OfVersion = None, as_json: AsJson = False) -> None:
    """简明清单。Every line of the list: category, ways, organs, whether it can be mediated."""
    with failures():
        plain = list_told(list_asked(version))
    show(plain, lambda: route_cards.draw_list(out, plain), as_json=as_json)


@route_app.command(name="show")
def route_show(
    route: Annotated[str, typer.Argument(metavar="ROUTE", help="R-17; fengqiao route list lists them")],
    *,
    version: OfVersion = None,
    as_json: AsJson = False,
) -> None:
    """一张途径卡。One route: where it goes, on what basis, in what time, with which papers."""
    with failures():
        its = list_asked(version)
        try:
            plain = card_told(route_card(its, route))
        except UnknownRoute:
            raise Stopped(say("unknown-route", id=route, version=its.version), SENSELESS) from None
    show(plain, lambda: route_cards.draw_card(out, plain), as_json=as_json)


@route_app.command(name="changes")
def route_changes(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="2026.4")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="2027.1")],
    *,
    as_json: AsJson = False,
) -> None:
    """清单变动。What one version of the list changed in another, line by line."""
    with failures():
        plain = changes_told(list_asked(before), list_asked(after))
    show(plain, lambda: route_cards.draw_changes(out, plain), as_json=as_json)


@route_app.command(name="ask")
def route_ask(
    *,
    answers: Annotated[
        str | None,
        typer.Option(metavar="A,B,C", help="逐题的回答，不再提问 the answers, in order; asks nothing"),
    ] = None,
    version: OfVersion = None,
    as_json: AsJson = False,
) -> None:
    """导访：几个问题，一张途径卡。A few questions to a route card; neither is kept."""
    with failures():
        tree = routes.question_tree(list_asked(version).version)
        given = [] if answers is None else [each.strip() for each in answers.split(",") if each.strip()]
        place = _asked(tree) if answers is None else _walked(tree, given)
        plain = place_told(tree, place)
    show(plain, lambda: route_cards.draw_place(out, plain), as_json=as_json)


def _asked(tree: Tree) -> Card:
    """Put the questions one by one, beside the output."""
    given: list[str] = []
    while isinstance(place := walk(tree, given), Question):
        route_cards.draw_question(err, question_told(place))
        given.append(place.choices[_number(len(place.choices)) - 1].code)
    return place


def _number(at_most: int) -> int:
    """The number of an answer; asked for again until it is one."""
    chosen = ""
    while not (chosen.isdecimal() and 0 < int(chosen) <= at_most):
        try:
            chosen = err.input("编号 Number: ", markup=False).strip()
        except EOFError:
            raise KeyboardInterrupt from None
    return int(chosen)


def _walked(tree: Tree, answers: Sequence[str]) -> Question | Card:
    try:
        return walk(tree, answers)
    except NoSuchAnswer as none:
        place = walk(tree, answers[: none.number - 1])
        known = ", ".join(each.code for each in place.choices) if isinstance(place, Question) else "-"
        raise Stopped(say("no-such-answer", n=none.number, known=known), SENSELESS) from None


def list_asked(version: str | None) -> RouteList:
    """The list of that version, else the one in force today. Raises Stopped."""
    known = {each.version: each for each in routes.route_lists()}
    found = routes.list_in_force(legal_day(datetime.now(UTC))) if version is None else known.get(version)
    if found is None:
        raise Stopped(say("unknown-route-list", known=", ".join(known)), SENSELESS)
    return found
