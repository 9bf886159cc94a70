"""Notices (通知): at the desk what lies in one's list, is to be posted or could not be sent; at the window
how whoever holds a code is told."""

from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import drawn
from pages.house import House, Page, back_to, written_in

_BY_CODE = "/public/status/notices"
_NAMED = {"tracking_code": "code", "tracking_factor": "factor"}
_NOTHING = "none"
_WAYS = ("sms", "email", _NOTHING)


async def listed(house: House, request: Request, door: Door) -> Response:
    """The list; a line that was settled is gone from it."""
    reader = await house.staff(request, door)
    if request.method == "POST":
        said = {name: values[-1] for name, values in (await written_in(request)).items()}
        names = {"idempotency_key": said.get("key"), "x_csrf_token": said.get("csrf")}
        await door.post(f"/notices/{said.get('notice', '')}/settle", None, **names)
        return back_to("/desk/notices")
    found = await door.get("/notices")
    return drawn(reader, "notices.html", found=found, key=lambda: str(uuid4()))


DESK: dict[str, Page] = {"/notices": listed}


async def by_code(house: House, request: Request, door: Door) -> Response:
    """How whoever holds a code wants to be told from now on."""
    reader = house.anybody(request)
    if request.method != "POST":
        return drawn(reader, "track.html", problem=None)
    said = {name: values[-1] for name, values in (await written_in(request)).items() if values[-1].strip()}
    held = {header: said[name] for header, name in _NAMED.items() if name in said}
    problem: Problem | None = None
    wished = None
    if "way" in said:
        body = {name: said[name].strip() for name in ("way", "address", "language") if name in said}
        if body["way"] == _NOTHING:
            body.pop("address", None)
        try:
            wished = await door.post(_BY_CODE, body, idempotency_key=said.get("key"), **held)
        except Problem as no:
            problem = no
    status = problem.status if problem else 200
    return drawn(
        reader,
        "noticing_by_code.html",
        status,
        held=held,
        wished=wished,
        problem=problem,
        said=said,
        ways=_WAYS,
        key=str(uuid4()),
    )


WINDOW: dict[str, Page] = {"/notices": by_code}
