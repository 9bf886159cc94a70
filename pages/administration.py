"""Administration (管理): who sits where, what waits for a second person, the registers, and every period with
how a day comes about."""

from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages import catalogue, people
from pages.administration_acts import ACTS, DIRECTORY, HOME, NOT_FOUND, REGISTERS, keys_of, title_of
from pages.door import Door, Problem
from pages.drawing import Reader, drawn
from pages.fields import read
from pages.house import House, Page, back_to, last, written_in

_LINES = 50
_READ_REGISTERS = ("register", "keep-registers", "keep-rosters", "supervise", "staff-windows")
_NEWEST = "-number"
_ANSWERS = ("confirm", "decline")


async def index(house: House, request: Request, door: Door) -> Response:
    """What there is to look after."""
    reader = await house.staff(request, door)
    acts = [(code, title_of(reader, code), act.power) for code, act in DIRECTORY.items()]
    return drawn(
        reader, "administration.html", acts=acts, registers=REGISTERS, reads_registers=_reads(reader)
    )


def _reads(reader: Reader) -> bool:
    """Whether registers are told to their posts at all."""
    return reader.may(*_READ_REGISTERS)


async def seats(house: House, request: Request, door: Door) -> Response:
    """Who sits where in a unit, one's own if none is named; and which seats nobody holds. Raises Problem 403,
    also for whoever has no seat themselves."""
    reader = await people.known(await house.staff(request, door), door)
    mine = (seat["unit"] for seat in (reader.me or {}).get("seats", ()))
    unit = request.query_params.get("unit") or next(mine, None)
    held = await door.get("/directory/seats", unit=unit)
    empty = await door.get("/directory/empty-seats")
    return drawn(reader, "administration_seats.html", held=held, empty=empty, unit=unit)


async def changes(house: House, request: Request, door: Door) -> Response:
    """What waits for a second person, who proposed it; and everything that was changed, the latest first.
    A second person says yes or no here; whether they may, the API says."""
    reader = await people.known(await house.staff(request, door), door)
    fields = house.forms.of("/directory/proposals/{number}/confirm")
    written: dict[str, list[str]] = {}
    problem: Problem | None = None
    if request.method == "POST":
        written = await written_in(request)
        number, answer = last(written, "number"), last(written, "answer")
        if not number.isdecimal() or answer not in _ANSWERS:
            raise Problem(NOT_FOUND, {})
        path = f"/directory/proposals/{number}/{answer}"
        try:
            await door.post(path, read(fields, written), **keys_of(written))
        except Problem as no:
            problem = no
        else:
            return back_to(f"{HOME}/changes?done=1")
    waiting = await door.get("/directory/proposals")
    asked = request.query_params
    listed = await door.get("/directory/changes", limit=_LINES, cursor=asked.get("cursor"), sort=_NEWEST)
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
        choices=reader.choices(None),
    )


async def register(house: House, request: Request, door: Door) -> Response:
    """A register as it stands today."""
    reader = await house.staff(request, door)
    name = request.path_params["register"]
    reader = await people.known(reader, door)
    if name not in REGISTERS:
        raise Problem(NOT_FOUND, {})
    lines = await door.get(f"/registers/{name}") if _reads(reader) else None
    keeps = reader.may(ACTS[f"enter-{name}"].power)
    return drawn(
        reader,
        "administration_register.html",
        name=name,
        lines=lines,
        says=catalogue.says,
        keeps=keeps,
        power=ACTS[f"enter-{name}"].power,
        done=request.query_params.get("done"),
    )


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
        raise Problem(NOT_FOUND, {})
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


PAGES: dict[str, Page] = {
    "/administration": index,
    "/administration/seats": seats,
    "/administration/changes": changes,
    "/administration/registers/{register}": register,
    "/administration/clocks": clocks,
    "/administration/clocks/{id}": deadline,
}
