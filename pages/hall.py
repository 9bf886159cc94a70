"""For whoever sits at a window (窗口): the halls, who is on duty, a window's queue and what can be done with
it, and the windows to which nobody had come. Windows are measured, people are not."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import drawn
from pages.house import House, Page, back_to, written_in

# What is asked of a window, and of one of its tickets.
STEPS = ("sign-on", "sign-off", "call-next")
TICKET_STEPS = ("begin", "end", "not-there", "move")


async def halls(house: House, request: Request, door: Door) -> Response:
    """Every hall with its windows; and the windows to which nobody had come, for whoever is told of them."""
    reader = await house.staff(request, door)
    lines = await door.get("/registers/windows")
    by_unit: dict[str, list[Any]] = {}
    for line in lines:
        by_unit.setdefault(line["unit"], []).append(line)
    unattended = await door.get("/unattended-windows")
    return drawn(reader, "desk_halls.html", by_unit=by_unit, unattended=unattended, key=str(uuid4()))


async def hall(house: House, request: Request, door: Door) -> Response:
    """One hall today: who is on duty, how its windows are doing, a ticket for whoever comes."""
    reader = await house.staff(request, door)
    unit = request.path_params["unit"]
    problem: Problem | None = None
    taken: Any = None
    if request.method == "POST":
        written = _said(await written_in(request))
        try:
            taken = await door.post(
                f"/halls/{unit}/tickets", {"service": written.get("service", "")}, **_keys(written)
            )
        except Problem as no:
            problem = no
    lines = await door.get("/registers/windows", unit=unit)
    on_duty = await door.get("/rosters/on-duty", unit=unit)
    report = await door.get(f"/halls/{unit}/report", since=request.query_params.get("day"))
    return drawn(
        reader,
        "desk_hall.html",
        problem.status if problem else 200,
        unit=unit,
        lines=lines,
        names={line["ref"]: line["what"]["name"] for line in lines},
        on_duty=on_duty,
        report=report,
        services=list(dict.fromkeys(each for line in lines for each in line["what"]["services"])),
        taken=taken,
        problem=problem,
        key=str(uuid4()),
    )


async def window(house: House, request: Request, door: Door) -> Response:
    """One window: who is called, who waits, and what whoever sits there does next."""
    reader = await house.staff(request, door)
    ref = request.path_params["window"]
    problem: Problem | None = None
    if request.method == "POST":
        written = _said(await written_in(request))
        try:
            await _step(door, ref, written)
        except Problem as no:
            problem = no
        else:
            return back_to(f"/desk/windows/{quote(ref)}")
    queue = await door.get(f"/windows/{ref}/queue")
    lines = await door.get("/registers/windows")
    mine = next((line for line in lines if line["ref"] == ref), None)
    return drawn(
        reader,
        "window.html",
        problem.status if problem else 200,
        ref=ref,
        line=mine,
        others=[line for line in lines if line["ref"] != ref],
        on_duty=await door.get("/rosters/on-duty", unit=mine["unit"], window=ref) if mine else [],
        queue=queue,
        problem=problem,
        key=str(uuid4()),
    )


async def _step(door: Door, ref: str, written: Mapping[str, str]) -> None:
    """Raises Problem."""
    step, number = written.get("step", ""), written.get("number", "")
    if step in STEPS:
        await door.post(f"/windows/{ref}/{step}", {}, **_keys(written))
    elif step in TICKET_STEPS and number.isascii() and number.isdigit():
        body: dict[str, Any] = {}
        if step == "end":
            body = {"is_complete": written.get("is_complete") == "yes"}
        elif step == "move":
            to, _, service = written.get("to", "").partition("|")
            body = {"window": to, "service": service}
        await door.post(f"/windows/{ref}/tickets/{number}/{step}", body, **_keys(written))


async def see(_: House, request: Request, door: Door) -> Response:
    """That a window nobody came to has been noticed by whoever looks after it."""
    written = _said(await written_in(request))
    where = (request.path_params[name] for name in ("window", "day", "half"))
    await door.post("/unattended-windows/" + "/".join(where) + "/see", {}, **_keys(written))
    return back_to("/desk/halls")


def _said(written: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: values[-1] for name, values in written.items()}


def _keys(written: Mapping[str, str]) -> dict[str, str]:
    return {"idempotency_key": written.get("key", ""), "x_csrf_token": written.get("csrf", "")}


PAGES: dict[str, Page] = {
    "/halls": halls,
    "/halls/{unit}": hall,
    "/windows/{window}": window,
    "/unattended-windows/{window}/{day}/{half}": see,
}
