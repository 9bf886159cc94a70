"""What one matter is to another (关联): what may be the same, and why; a person reads both and says so, or
takes it back."""

from collections.abc import Mapping
from urllib.parse import quote
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.case import path_of
from pages.counter import LINKS
from pages.door import Door, Problem
from pages.drawing import drawn
from pages.house import House, Page, back_to, last, written_in


async def related(house: House, request: Request, door: Door) -> Response:
    """What is linked, to link another, or to undo it; and what is alike, which takes its time, on request."""
    reader = await house.staff(request, door)
    number = request.path_params["number"]
    here = f"/desk{path_of(request)}"
    written: dict[str, list[str]] = {}
    problem: Problem | None = None
    if request.method == "POST":
        written = await written_in(request)
        try:
            await _said(door, number, written)
        except Problem as no:
            problem = no
        else:
            return back_to(f"{here}/related?done=1")
    is_asked = "look" in request.query_params
    matter = await door.get(f"/matters/{number}")
    return drawn(
        reader,
        "related.html",
        problem.status if problem else 200,
        found=await door.get(f"/matters/{number}/likenesses") if is_asked else (),
        is_asked=is_asked,
        standing=[each for each in matter["links"] if not each["undone"]],
        number=number,
        here=here,
        kinds=LINKS,
        written=written,
        problem=problem,
        done=request.query_params.get("done"),
        new_key=lambda: str(uuid4()),
    )


async def _said(door: Door, number: str, written: Mapping[str, list[str]]) -> None:
    """Raises Problem."""
    keys = {"idempotency_key": last(written, "key"), "x_csrf_token": last(written, "csrf")}
    other = last(written, "typed").strip() or last(written, "other")
    if last(written, "do") == "undo":
        await door.delete(f"/matters/{number}/links/{quote(other, safe='')}", **keys)
        return
    said = {"other": other, "kind": last(written, "kind"), "reason": last(written, "reason").strip()}
    await door.post(
        f"/matters/{number}/links", {name: value for name, value in said.items() if value}, **keys
    )


PAGES: dict[str, Page] = {"/cases/{kind}/{number}/{n}/related": related}
