"""The counter (收件箱): what came in, opened and classified by a named person."""

from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.about import Ways, ways
from pages.case import NOTHING, if_there
from pages.door import Door, Problem
from pages.drawing import drawn
from pages.house import House, Page, written_in

PURPOSES = ("ordinary", "accusation", "mixed")
PARTS = ("ordinary", "accusation")
_TEXTS = ("title", "body")


async def submission(house: House, request: Request, door: Door) -> Response:
    """What one says, which is noted, and what it is: the answer is the same whatever it was."""
    reader = await house.staff(request, door)
    id = request.path_params["id"]
    written: dict[str, str] = {}
    problem: Problem | None = None
    if request.method == "POST":
        written = {name: values[-1] for name, values in (await written_in(request)).items() if values[-1]}
        keys = {"idempotency_key": written.get("key"), "x_csrf_token": written.get("csrf")}
        try:
            told = await door.post(f"/submissions/{id}/classify", _classification(written), **keys)
        except Problem as no:
            problem = no
        else:
            found = await _ways(door, told["number"], reader.csrf)
            return drawn(reader, "classified.html", told=told, ways=found)
    shown = await door.get(f"/submissions/{id}")
    return drawn(
        reader,
        "submission.html",
        problem.status if problem else 200,
        shown=shown,
        written=written,
        problem=problem,
        purposes=PURPOSES,
        parts=PARTS,
        key=written.get("key") or str(uuid4()),
    )


async def _ways(door: Door, number: str | None, csrf: str) -> Ways:
    """What is registered next, where it became a matter that the reader sees."""
    shown = await if_there(door.get(f"/matters/{number}"), NOTHING) if number else NOTHING
    return await ways(door, shown, csrf)


def _classification(written: dict[str, str]) -> dict[str, Any]:
    """As the API takes it. Parts belong to what is both, and go along only then."""
    said: dict[str, Any] = {
        "purpose": written.get("purpose", ""),
        "is_real_name": written.get("is_real_name") == "yes",
    }
    if said["purpose"] == PURPOSES[-1]:
        for part in PARTS:
            texts = {name: written.get(f"{part}.{name}", "") for name in _TEXTS}
            said[part] = {name: text.replace("\r\n", "\n") for name, text in texts.items() if text}
    return said


PAGES: dict[str, Page] = {"/submissions/{id}": submission}
