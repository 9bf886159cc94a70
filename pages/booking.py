"""Receptions to come, and tickets in a hall (接访公示、预约、取号): without signing in."""

from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.bringing import square
from pages.door import Door, Problem
from pages.drawing import drawn
from pages.house import House, Page, written_in
from pages.tracking import held_in

_FIELDS = ("title", "body", "author", "contact")
_CHANNEL = "online-form"


async def receptions(house: House, request: Request, door: Door) -> Response:
    """When and where who receives. With a code: which of them one has booked, to change or to give up."""
    reader = house.anybody(request)
    written = await written_in(request) if request.method == "POST" else {}
    held = held_in(written)
    problem: Problem | None = None
    done = ""
    go, id = _last(written, "go"), _last(written, "id")
    booked: list[str] = []
    if held:
        try:
            if go in ("book", "change"):
                await _book(door, id, _last(written, "key"), held)
                if go == "change":
                    await _cancel(door, _last(written, "from"), str(uuid4()), held)
            elif go == "cancel":
                await _cancel(door, id, _last(written, "key"), held)
            done = go
        except Problem as no:
            problem = no
        try:
            booked = [each["id"] for each in await door.look("/receptions/booked", **held)]
        except Problem as no:
            problem, held = no, {}
    coming = await door.get("/receptions")
    return drawn(
        reader,
        "receptions.html",
        problem.status if problem else 200,
        coming=coming,
        booked=booked,
        held=held,
        done=done if not problem else "",
        problem=problem,
        key=str(uuid4()),
    )


async def reception(house: House, request: Request, door: Door) -> Response:
    """One of them, booked with what one would bring."""
    reader = house.anybody(request)
    id = request.path_params["id"]
    coming = next((each for each in await door.get("/receptions") if each["id"] == id), None)
    if coming is None:
        raise Problem(404, {})
    written = await written_in(request) if request.method == "POST" else {}
    said = {name: _last(written, name).strip() for name in _FIELDS}
    key = _last(written, "key") or str(uuid4())
    problem: Problem | None = None
    if written:
        matter = {**{name: value for name, value in said.items() if value}, "channel": _CHANNEL}
        try:
            made = await door.post(f"/receptions/{id}/bookings", {"matter": matter}, idempotency_key=key)
        except Problem as no:
            problem = no
        else:
            return drawn(reader, "booked.html", made=made, coming=coming, square=await square(door))
    fields = {each.name: each for each in house.forms.of("/public/submissions") if each.name in _FIELDS}
    return drawn(
        reader,
        "reception.html",
        problem.status if problem else 200,
        coming=coming,
        fields=fields,
        said=said,
        key=key,
        problem=problem,
    )


async def halls(house: House, request: Request, door: Door) -> Response:
    """Where tickets are given out."""
    return drawn(house.anybody(request), "halls.html", halls=await door.get("/public/halls"))


async def ticket(house: House, request: Request, door: Door) -> Response:
    """A ticket for a service of a hall; nobody is asked who they are."""
    reader = house.anybody(request)
    unit = request.path_params["unit"]
    written = await written_in(request) if request.method == "POST" else {}
    problem: Problem | None = None
    taken = None
    if written:
        try:
            taken = await door.post(
                f"/public/halls/{unit}/tickets",
                {"service": _last(written, "service")},
                idempotency_key=_last(written, "key"),
            )
        except Problem as no:
            problem = no
    hall = await door.get(f"/public/halls/{unit}")
    status = problem.status if problem else 200
    return drawn(reader, "hall.html", status, hall=hall, taken=taken, problem=problem, key=str(uuid4()))


async def _book(door: Door, id: str, key: str, held: dict[str, str]) -> None:
    await door.post(f"/receptions/{id}/bookings", {}, idempotency_key=key, **held)


async def _cancel(door: Door, id: str, key: str, held: dict[str, str]) -> None:
    await door.post(f"/receptions/{id}/bookings/cancel", {}, idempotency_key=key, **held)


def _last(written: dict[str, list[str]], name: str) -> str:
    return written.get(name, [""])[-1]


PAGES: dict[str, Page] = {
    "/receptions": receptions,
    "/receptions/{id}": reception,
    "/halls": halls,
    "/halls/{unit}": ticket,
}
