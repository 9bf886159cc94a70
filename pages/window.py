"""The window (网上窗口): what anybody can do without signing in. Find the right way, bring something, see
where it stands and what can still be done; the code that was given is the key, and stands in no address."""

from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import drawn
from pages.fields import read
from pages.house import House, Page, written_in

_STATUS = "/public/status"


async def front(house: House, request: Request, _: Door) -> Response:
    """Where somebody begins."""
    return drawn(house.anybody(request), "front.html")


async def way(house: House, request: Request, door: Door) -> Response:
    """Which way is the right one: question by question."""
    answers = [each for each in request.query_params.get("answers", "").split(",") if each]
    place = await door.get("/diversion/walk", answers=",".join(answers))
    return drawn(house.anybody(request), "way.html", place=place, answers=answers)


async def submit(house: House, request: Request, door: Door) -> Response:
    """What somebody has to say; nobody has read it yet when the code is given."""
    return await _brought(house, request, door, "/public/submissions", {"channel": "online-form"})


async def report(house: House, request: Request, door: Door) -> Response:
    """At a place's label: what is wrong there."""
    code = request.path_params["code"]
    place = await door.get(f"/public/places/{code}")
    return await _brought(house, request, door, f"/public/places/{code}/reports", {}, place)


async def _brought(
    house: House, request: Request, door: Door, path: str, always: dict[str, Any], place: Any = None
) -> Response:
    reader = house.anybody(request)
    told = "/public/places/{code}/reports" if place else path
    fields = tuple(each for each in house.forms.of(told) if each.name not in always)
    written: dict[str, list[str]] = {}
    problem: Problem | None = None
    if request.method == "POST":
        written = await written_in(request)
        try:
            received = await door.post(
                path, {**read(fields, written), **always}, idempotency_key=written.get("key", [""])[-1]
            )
        except Problem as no:
            problem = no
        else:
            return drawn(reader, "received.html", received=received)
    key = written.get("key", [""])[-1] or str(uuid4())
    status = problem.status if problem else 200
    return drawn(
        reader, "submit.html", status, fields=fields, written=written, problem=problem, key=key, place=place
    )


async def track(house: House, request: Request, door: Door) -> Response:
    """Where it stands, for whoever holds the code; and what they can still do."""
    reader = house.anybody(request)
    if request.method != "POST":
        return drawn(reader, "track.html", problem=None)
    written = await written_in(request)
    held = _held(written)
    problem: Problem | None = None
    done = ""
    if act := written.get("act", [""])[-1]:
        fields = house.forms.of(f"{_STATUS}/{act}")
        key = written.get("key", [""])[-1]
        try:
            await door.post(f"{_STATUS}/{act}", read(fields, written), idempotency_key=key, **held)
            done = act
        except Problem as no:
            problem = no
    try:
        standing = await door.look(_STATUS, **held)
    except Problem as no:
        return drawn(reader, "track.html", no.status, problem=no)
    acts = {
        each["name"]: house.forms.of(each["path"]) for case in standing["cases"] for each in case["can_do"]
    }
    return drawn(
        reader,
        "standing.html",
        standing=standing,
        acts=acts,
        held=held,
        problem=problem,
        done=done,
        written=written if problem else {},
        keys={name: str(uuid4()) for name in acts},
    )


def _held(written: dict[str, list[str]]) -> dict[str, str]:
    names = {"tracking_code": "code", "tracking_factor": "factor"}
    return {header: written[name][-1] for header, name in names.items() if written.get(name, [""])[-1]}


PAGES: dict[str, Page] = {
    "/": front,
    "/way": way,
    "/submit": submit,
    "/track": track,
    "/places/{code}": report,
}
