"""Administration (管理): who sits where, what waits for a second person, the registers, and every period with
how a day comes about."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import Choices, Reader, drawn
from pages.fields import Field, read
from pages.house import House, Page, back_to, written_in
from rules import words

_HOME = "/desk/administration"
_LINES = 50
_NOT_FOUND = 404
_ANSWERS = ("confirm", "decline")

# What is entered, ended and lent: where it is posted, and where it is read afterwards.
ACTS = {
    "person": "/directory/people",
    "seat": "/directory/seats",
    "seat-end": "/directory/seats/end",
    "seat-correct": "/directory/seats/correct",
    "deputy": "/directory/delegations",
    "unit": "/directory/units",
}
REGISTERS = tuple(words.KINDS["register"])
_NEW_NAME = {"unit": "unit"}  # where this name is made here and chosen nowhere


async def index(house: House, request: Request, door: Door) -> Response:
    """What there is to look after."""
    return drawn(await house.staff(request, door), "administration.html", acts=ACTS, registers=REGISTERS)


async def seats(house: House, request: Request, door: Door) -> Response:
    """Who sits where in a unit; and which seats nobody holds."""
    reader = await house.staff(request, door)
    unit = request.query_params.get("unit") or (reader.me or {})["seats"][0]["unit"]
    held = await door.get("/directory/seats", unit=unit)
    empty = await door.get("/directory/empty-seats")
    return drawn(reader, "administration_seats.html", held=held, empty=empty, unit=unit)


async def changes(house: House, request: Request, door: Door) -> Response:
    """What waits for a second person, who proposed it; and everything that was changed, the latest last. A
    second person says yes or no here; whether they may, the API says."""
    reader = await house.staff(request, door)
    fields = house.forms.of("/directory/proposals/{number}/confirm")
    written: dict[str, list[str]] = {}
    problem: Problem | None = None
    if request.method == "POST":
        written = await written_in(request)
        number, answer = _last(written, "number"), _last(written, "answer")
        if not number.isdecimal() or answer not in _ANSWERS:
            raise Problem(_NOT_FOUND, {})
        path = f"/directory/proposals/{number}/{answer}"
        try:
            await door.post(path, read(fields, written), **_keys(written))
        except Problem as no:
            problem = no
        else:
            return back_to(f"{_HOME}/changes?done=1")
    waiting = await door.get("/directory/proposals")
    asked = request.query_params
    listed = await door.get("/directory/changes", limit=_LINES, cursor=asked.get("cursor"))
    return drawn(
        reader,
        "administration_changes.html",
        problem.status if problem else 200,
        waiting=waiting,
        listed=listed,
        fields=fields,
        written=written,
        problem=problem,
        keys={each["change"]["number"]: str(uuid4()) for each in waiting},
        done=asked.get("done"),
        choices=_choices(reader, ""),
    )


async def do(house: House, request: Request, door: Door) -> Response:
    """Somebody or something is entered, ended or lent. Seats that read what is confidential wait for a second
    person, and the page that follows says so."""
    reader = await house.staff(request, door)
    act = request.path_params["act"]
    if act not in ACTS:
        raise Problem(_NOT_FOUND, {})
    fields = house.forms.of(ACTS[act])
    written: dict[str, list[str]] = {}
    problem: Problem | None = None
    if request.method == "POST":
        written = await written_in(request)
        try:
            changed = await door.post(ACTS[act], read(fields, written), **_keys(written))
        except Problem as no:
            problem = no
        else:
            return back_to(f"{_HOME}/changes?done={'waits' if changed['waits'] else '1'}")
    return drawn(
        reader,
        "administration_do.html",
        problem.status if problem else 200,
        act=act,
        fields=tuple(map(_offered, fields)),
        written=written,
        problem=problem,
        key=_last(written, "key") or str(uuid4()),
        choices=_choices(reader, act),
    )


async def register(house: House, request: Request, door: Door) -> Response:
    """A register as it stands today."""
    reader = await house.staff(request, door)
    name = request.path_params["register"]
    lines = await door.get(f"/registers/{name}")
    return drawn(reader, "administration_register.html", name=name, lines=lines, registers=REGISTERS)


async def clocks(house: House, request: Request, door: Door) -> Response:
    """Every period there is: how long, from what, by which article."""
    reader = await house.staff(request, door)
    return drawn(reader, "administration_clocks.html", rules=await door.get("/clocks"))


async def deadline(house: House, request: Request, door: Door) -> Response:
    """Which day a period ends that begins on a day, and why that day."""
    reader = await house.staff(request, door)
    id, asked = request.path_params["id"], request.query_params
    rule = next((each for each in await door.get("/clocks") if each["id"] == id), None)
    if rule is None:
        raise Problem(_NOT_FOUND, {})
    told: Any = None
    problem: Problem | None = None
    if asked.get("start"):
        named = {name: asked.get(name) for name in ("start", "extend")}
        between = f"{asked.get('from')}..{asked.get('to')}" if asked.get("from") and asked.get("to") else None
        try:
            told = await door.get(f"/clocks/{id}/deadline", exclude=between, **named)
        except Problem as no:
            problem = no
    status = problem.status if problem else 200
    return drawn(
        reader, "administration_deadline.html", status, rule=rule, told=told, asked=asked, problem=problem
    )


def _choices(reader: Reader, act: str) -> Choices:
    """What is chosen and not typed: a unit, a seat."""
    found = reader.choices(None)
    roles = [(role, reader.word("role", role)) for role in words.KINDS["role"]]
    found |= {"parent": found["unit"], "role": roles}
    found.pop(_NEW_NAME.get(act, ""), None)
    return found


def _offered(field: Field) -> Field:
    """A seat's name is chosen among those there are, however the schema writes it."""
    return replace(field, kind="code") if field.name in ("role", "parent") else field


def _keys(written: dict[str, list[str]]) -> dict[str, str | None]:
    return {"idempotency_key": _last(written, "key"), "x_csrf_token": _last(written, "csrf")}


def _last(written: dict[str, list[str]], name: str) -> str:
    return written.get(name, [""])[-1]


PAGES: dict[str, Page] = {
    "/administration": index,
    "/administration/seats": seats,
    "/administration/changes": changes,
    "/administration/do/{act}": do,
    "/administration/registers/{register}": register,
    "/administration/clocks": clocks,
    "/administration/clocks/{id}": deadline,
}
