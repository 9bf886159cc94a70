"""One case, whole (案件): who, what, how far, whose, until when; what can be done, and what happened."""

import asyncio
from collections.abc import Awaitable, Iterable, Mapping
from typing import Any, TypeVar
from urllib.parse import quote
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.choices import choices_of, handing, mediators, rooms
from pages.door import Door, Problem
from pages.drawing import Choices, Reader, drawn
from pages.fields import Field, grown, leaves, read
from pages.house import House, Page, back_to, last, written_in
from pages.telling import told
from pages.together import meanwhile, others_at
from pages.way import way_of
from rules.words import KINDS

T = TypeVar("T")

_NOT_THERE = (403, 404)
# Of a matter that the reader does not see beside its case.
NOTHING: dict[str, Any] = {
    "cases": [],
    "links": [],
    "marks": [],
    "texts": {},
    "tells_who_looked": False,
    "opens": [],
}
_NOTES = frozenset({"NoteAdded", "DangerNoted", "DangerAcknowledged"})  # for the house alone (rules/notes.py)
_MESSAGES = frozenset({"MessageSent"})
# What is planned for a place and a time: looked up on the calendar before it is sent.
_POSTPONED = "postpone-session"
_PLANNED = frozenset({"schedule-session", _POSTPONED, "draw-review-panel", "move-meeting"})

# Where it is asked what was found of the matter: what of it concerns which docking.
_HANDING = frozenset({"hand-off", "describe-handoff"})
_SENT_OUT = "send-handoff"


async def if_there(asked: Awaitable[T], otherwise: T) -> T:
    """What somebody may not see, or has nothing of, is left out of the page. Raises Problem for anything
    else."""
    try:
        return await asked
    except Problem as no:
        if no.status not in _NOT_THERE:
            raise
        return otherwise


async def case(house: House, request: Request, door: Door) -> Response:
    """Everything about one case that the reader sees."""
    reader = await house.staff(request, door)
    number, path = request.path_params["number"], path_of(request)
    shown = await door.get(path)
    matter, meetings, added, others = await asyncio.gather(
        if_there(door.get(f"/matters/{number}"), NOTHING),
        if_there(door.get(f"/matters/{number}/meetings"), []),
        door.get(f"{path}/papers"),
        others_at(door, path),
    )
    notices = await if_there(door.get(f"{path}/notices"), []) if shown["documents"] else []
    handed = any(each["case"]["kind"] == "handoff" for each in matter["cases"])
    handoffs = await if_there(door.get(f"/matters/{number}/handoffs"), []) if handed else []
    return drawn(
        reader,
        "case.html",
        shown=shown,
        matter=matter,
        meetings=meetings,
        handoffs=handoffs,
        way=way_of(shown, matter["cases"]),
        notes=[each for each in shown["timeline"] if each["kind"] in _NOTES],
        messages=[each for each in shown["timeline"] if each["kind"] in _MESSAGES],
        said={each["seq"]: list(told(reader, each, shown["parties"])) for each in shown["timeline"]},
        agreed=_agreed(shown, handoffs),
        can=_can(shown),
        added=added,
        notices=_by_document(notices),
        others=others,
        here=f"/desk{path}",
        place=str(request.url.replace(query="", fragment="")),
        now=(reader.me or {}).get("at"),
        done=_verb(request.query_params.get("done", "")),
    )


async def since(house: House, request: Request, door: Door) -> Response:
    """What has been added to the case since an entry: a line of a page that lies open, asked for by its
    script once the stream has said that there is something."""
    reader = await house.staff(request, door)
    shown = await door.get(path_of(request))
    seen = request.query_params.get("seq", "")
    after = [each for each in shown["timeline"] if each["seq"] > int(seen if seen.isdecimal() else 0)]
    return drawn(reader, "since.html", after=after, here=f"/desk{path_of(request)}")


async def added_words(house: House, request: Request, door: Door) -> Response:
    """What whoever holds the code said of the matter later."""
    reader = await house.staff(request, door)
    number = request.path_params["number"]
    said = await door.get(f"/matters/{number}/added-words")
    return drawn(reader, "added_words.html", said=said, number=number, here=f"/desk{path_of(request)}")


async def looked(house: House, request: Request, door: Door) -> Response:
    """Who has opened the matter, for whoever answers the requests of its people."""
    reader = await house.staff(request, door)
    number = request.path_params["number"]
    looks = await door.get(f"/matters/{number}/accesses")
    return drawn(reader, "looked.html", looks=looks, number=number, here=f"/desk{path_of(request)}")


async def act(house: House, request: Request, door: Door) -> Response:
    """A form made from what the verb takes; once it is sent, the case again. What is sent goes to the API
    whatever the case looks like by then: a form that comes twice is answered as it was the first time."""
    reader = await house.staff(request, door)
    path, verb = path_of(request), request.path_params["verb"]
    fields = house.forms.of(f"/cases/{request.path_params['kind']}/{{number}}/{{n}}/{verb}")
    written: dict[str, list[str]] = {}
    problem: Problem | None = None
    clashes: list[Any] = []
    lines = await rooms_known(door, fields)
    if not lines:
        fields = without(fields, "room")
    if request.method == "POST":
        written = await written_in(request)
        fields = grown(fields, written, last(written, "more"))
    if request.method == "POST" and not written.get("more"):
        body = read(fields, written)
        clashes = await clashes_with(door, path, verb, body, written)
        if not clashes:
            try:
                await door.post(f"{path}/{verb}", body, **headers_of(written))
            except Problem as no:
                problem = no
            else:
                return back_to(f"/desk{path}?done={quote(verb.replace('-', '_'))}")
    shown = await door.get(path)
    action = action_of(shown, verb)
    if action is None:
        return refused_now(reader, path, verb, shown, problem, fields=fields, written=written)
    choices = choices_of(reader, shown) | {"room": rooms(reader, lines)}
    choices |= await mediators_asked(reader, door, shown, fields)
    offered = await if_there(door.get(f"{path}/dockings"), []) if verb in _HANDING else []
    if offered:
        choices |= handing(reader, offered, choices)
    if request.method == "GET":
        written = chosen_before(request, fields, choices)
    sent = verb == _SENT_OUT
    handoffs = await if_there(door.get(f"/matters/{shown['case']['matter']}/handoffs"), []) if sent else []
    return drawn(
        reader,
        "act.html",
        problem.status if problem else 200,
        shown=shown,
        here=f"/desk{path}",
        action=action,
        fields=fields,
        lacking=_lacking(shown, handoffs),
        agreed=_agreed(shown, handoffs),
        can=_can(shown),
        choices=choices,
        offered=offered,
        clashes=clashes,
        planned=planned_in(read(fields, written)),
        written=written,
        problem=problem,
        key=last(written, "key") or str(uuid4()),
        seen=f'"{shown["case"]["seq"]}"',
        meanwhile=meanwhile(shown, last(written, "seen")),
        others=await others_at(door, path, verb),
    )


def _lacking(shown: Mapping[str, Any], handoffs: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """What a handoff has to have before it is sent, where anything is wanting."""
    mine = shown["case"]["procedure"]
    lacking = next((each["lacking"] for each in handoffs if each["procedure"] == mine), None)
    return lacking if lacking and any(lacking.values()) else None


async def clashes_with(
    door: Door, path: str, verb: str, body: Mapping[str, Any], written: Mapping[str, list[str]]
) -> list[Any]:
    """What would be taken by what is about to be planned, unless whoever plans it has been told. Nothing is
    told of what is not written properly: the API says so itself."""
    at = body.get("scheduled_for")
    if verb not in _PLANNED or at is None or last(written, "told") == planned_in(body):
        return []
    try:
        where = await _where(door, path, body) if verb == _POSTPONED else body
        place, room = where.get("place_unit"), where.get("room")
        found: list[Any] = await door.get(f"{path}/clashes", at=at, place_unit=place, room=room)
    except Problem:
        return []
    return found


async def _where(door: Door, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is put off stays where it was to be. Raises Problem."""
    sessions = (await door.get(path))["sessions"]
    return next((each["session"] for each in sessions if each["session"]["state"] == "scheduled"), body)


def planned_in(body: Mapping[str, Any]) -> str:
    """When and where: whoever has been told of this, has not been told of another time or place."""
    said = (body.get(each) or "" for each in ("scheduled_for", "place_unit", "room"))
    return " ".join(map(str, said)).rstrip()


def chosen_before(request: Request, fields: Iterable[Field], choices: Choices) -> dict[str, list[str]]:
    """What a link has chosen for whoever follows it: of what is offered alone, so that an address puts no
    words on a page."""
    found = {}
    for each in leaves(fields):
        offered = [
            value for value, _ in choices.get(f"{each.schema}.{each.name}", choices.get(each.name, []))
        ]
        if (asked := request.query_params.get(each.path)) in offered:
            found[each.path] = [str(asked)]
    return found


def action_of(shown: Mapping[str, Any], verb: str) -> Mapping[str, Any] | None:
    """What may be done by that verb now, if it may."""
    return next((each for each in shown["actions"] if each["path"].endswith(f"/{verb}")), None)


def headers_of(written: Mapping[str, list[str]]) -> dict[str, str]:
    """What a form brought along beside its fields."""
    names = {"idempotency_key": "key", "x_csrf_token": "csrf", "if_match": "seen", "act_as": "as"}
    return {header: last(written, name) for header, name in names.items()}


def path_of(request: Request) -> str:
    """Where the case lies in the API."""
    where = request.path_params
    return f"/cases/{where.get('kind', 'dispute')}/{where['number']}/{where['n']}"


async def rooms_known(door: Door, fields: Iterable[Field]) -> list[Any]:
    """The rooms of the register, for a form that asks for one; where there are none, it asks for none."""
    return await _register(door, "rooms") if any(each.name == "room" for each in fields) else []


async def mediators_asked(
    reader: Reader, door: Door, shown: Mapping[str, Any], fields: Iterable[Field]
) -> Choices:
    """Who may have mediated, for a form that asks for them. Raises Problem."""
    if all(each.name != "mediators" for each in fields):
        return {}
    lines, colleagues = await asyncio.gather(_register(door, "mediators"), door.get("/colleagues"))
    return {"mediators": mediators(reader, shown, lines, colleagues)}


async def _register(door: Door, register: str) -> list[Any]:
    return await if_there(door.get(f"/registers/{register}"), [])


def refused_now(
    reader: Reader,
    path: str,
    verb: str,
    shown: Mapping[str, Any],
    problem: Problem | None,
    *,
    fields: tuple[Field, ...],
    written: Mapping[str, list[str]],
) -> Response:
    """Why it cannot be done now, what the other did in between, and what was written all the same."""
    return drawn(
        reader,
        "refused.html",
        problem.status if problem else 409,
        refused=[each for each in shown["refused"] if each["name"].replace("_", "-") == verb],
        here=f"/desk{path}",
        shown=shown,
        problem=problem.said if problem else None,
        fields=fields,
        written=written,
        meanwhile=meanwhile(shown, last(written, "seen")),
    )


def _agreed(shown: Mapping[str, Any], handoffs: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Of each of its people whose consent is asked for: how they stand to it, or ``open``; by reference."""
    at = shown["case"]
    step = str(at["step"] or 0)
    said = {str(each["party"]["ref"]): each["party"]["consents"].get(step) for each in shown["parties"]}
    asked = {
        ref
        for each in handoffs
        if each["procedure"] == at["procedure"] and each["lacking"]
        for ref in each["lacking"]["consents"]
    }
    if at["kind"] == "dispute" and at["closed_at"] is None:
        asked = set(said)
    found = {ref: consent or ("open" if ref in asked else "") for ref, consent in said.items()}
    return {ref: consent for ref, consent in found.items() if consent}


def _by_document(notices: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """What was told of each document."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for each in notices:
        found.setdefault(each["document"], []).append(each)
    return found


def _verb(said: str) -> str:
    """What was done, where that is anything that can be: an address puts no other words on a page."""
    return said if said in KINDS["command"] or said in KINDS["report"] else ""


def _can(shown: Mapping[str, Any]) -> frozenset[str]:
    """The names of what can be done now."""
    return frozenset(str(each["name"]) for each in shown["actions"])


def without(fields: tuple[Field, ...], *names: str) -> tuple[Field, ...]:
    """The fields of a form but for these."""
    return tuple(each for each in fields if each.name not in names)


PAGES: dict[str, Page] = {
    "/cases/{kind}/{number}/{n}": case,
    "/cases/{kind}/{number}/{n}/since": since,
    "/cases/{kind}/{number}/{n}/looked": looked,
    "/cases/{kind}/{number}/{n}/added-words": added_words,
    "/cases/{kind}/{number}/{n}/{verb}": act,
}
