"""Where a matter stands (查询进展), for whoever holds its code; what they can do about it, and what is known
of them. The code goes from page to page in forms, and stands in no address."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import drawn
from pages.fields import read
from pages.house import House, Page, written_in

STATUS = "/public/status"
_REQUESTS, _WORDS = f"{STATUS}/data-requests", f"{STATUS}/words"

Written = dict[str, list[str]]


async def track(house: House, request: Request, door: Door) -> Response:
    """Where it stands, for whoever holds the code; and what they can still do."""
    reader = house.anybody(request)
    if request.method != "POST":
        return drawn(reader, "track.html", problem=None)
    written = await written_in(request)
    held = held_in(written)
    act, problem = await _done(house, door, written, held)
    try:
        standing = await door.look(STATUS, **held)
        booked = await door.look("/receptions/booked", **held)
    except Problem as no:
        return drawn(reader, "track.html", no.status, problem=no)
    acts = {each["name"]: house.forms.of(each["path"]) for each in _offered(standing)}
    return drawn(
        reader,
        "standing.html",
        problem.status if problem else 200,
        standing=standing,
        booked=booked,
        acts=acts,
        words=house.forms.of(_WORDS),
        held=held,
        problem=problem,
        done=act if not problem else "",
        written=written if problem else {},
        keys={name: str(uuid4()) for name in (*acts, "words")},
    )


async def own_information(house: House, request: Request, door: Door) -> Response:
    """Who has opened it, and what was asked about one's own information; to ask for more."""
    reader = house.anybody(request)
    written = await written_in(request) if request.method == "POST" else {}
    held = held_in(written)
    if not held:
        return drawn(reader, "track.html", problem=None)
    problem: Problem | None = None
    fields = house.forms.of(_REQUESTS)
    if written.get("asks"):
        key = written.get("key", [""])[-1]
        try:
            await door.post(_REQUESTS, read(fields, written), idempotency_key=key, **held)
        except Problem as no:
            problem = no
    try:
        asked = await door.look(_REQUESTS, **held)
        looks = await door.look(f"{STATUS}/accesses", **held)
    except Problem as no:
        return drawn(reader, "track.html", no.status, problem=no)
    return drawn(
        reader,
        "information.html",
        problem.status if problem else 200,
        asked=asked,
        looks=looks,
        fields=fields,
        held=held,
        problem=problem,
        done=bool(written.get("asks")) and problem is None,
        written=written if problem else {},
        key=str(uuid4()),
    )


async def _done(
    house: House, door: Door, written: Written, held: Mapping[str, str]
) -> tuple[str, Problem | None]:
    """What was asked for with the code, if anything was; and why it could not be done."""
    act = written.get("act", [""])[-1]
    if not act:
        return "", None
    key = written.get("key", [""])[-1]
    path = f"{STATUS}/{act}"
    try:
        await door.post(path, read(house.forms.of(path), written), idempotency_key=key, **held)
    except Problem as no:
        return act, no
    return act, None


def _offered(standing: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [each for case in standing["cases"] for each in case["can_do"]]


def held_in(written: Written) -> dict[str, str]:
    """The code, and the word beside it, as the API takes them."""
    names = {"tracking_code": "code", "tracking_factor": "factor"}
    return {header: written[name][-1] for header, name in names.items() if written.get(name, [""])[-1]}


PAGES: dict[str, Page] = {
    "/track": track,
    "/track/information": own_information,
}
