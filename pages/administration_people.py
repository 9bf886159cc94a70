"""Who may sign in (账号), and who leaves (离任交接): what they would hand over is shown before it is done."""

from typing import Any
from urllib.parse import quote
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages import people
from pages.administration_acts import HOME, NOT_FOUND, keys_of
from pages.door import Door, Problem
from pages.drawing import Reader, drawn
from pages.fields import Field, grown, read
from pages.house import House, Page, back_to, last, written_in

_HANDOVER = "/directory/people/{ref}/handover"
_OF_THE_PREVIEW = ("digest", "seen", "on")  # what the preview itself says


async def accounts(house: House, request: Request, door: Door) -> Response:
    """Every account; or for whom the provider vouches: an installation has one way in."""
    reader = await people.known(await house.staff(request, door), door)
    listed = await _if_there(door, "/accounts")
    subjects = await _if_there(door, "/subjects")
    done = request.query_params.get("done")
    return drawn(reader, "administration_accounts.html", listed=listed, subjects=subjects, done=done)


async def _if_there(door: Door, path: str) -> Any:
    """None where people do not sign in this way. Raises Problem."""
    try:
        return await door.get(path)
    except Problem as no:
        if no.status != NOT_FOUND:
            raise
        return None


async def handover(house: House, request: Request, door: Door) -> Response:
    """What somebody holds and answers for on a day, and who takes it over, decided on what was shown: if
    that has changed meanwhile nothing is done, and what it is now is shown."""
    reader = await people.known(await house.staff(request, door), door)
    if begun_as := request.query_params.get("begun"):
        found = await door.get(f"/directory/handovers/{quote(begun_as, safe='')}")
        return drawn(reader, "administration_handed_over.html", found=found)
    named, on = request.query_params.get("ref", "").strip(), request.query_params.get("on", "")
    written: dict[str, list[str]] = {}
    ref, problem = _whom(reader, named)
    fields = [each for each in people.named(house.forms.of(_HANDOVER)) if each.name not in _OF_THE_PREVIEW]
    if ref and request.method == "POST":
        written = await written_in(request)
        try:
            all_of_them = grown(fields, written)
            said = people.meant(reader, all_of_them, written)
            begun = await _carried_out(door, ref, all_of_them, said)
        except Problem as no:
            problem = no
        else:
            return back_to(f"{HOME}/handover?begun={begun['id']}")
    shown = await _preview(door, ref, on)
    if isinstance(shown, Problem):
        shown, problem = None, shown
    written = written or _suggested(shown)
    return drawn(
        reader,
        "administration_handover.html",
        problem.status if problem else 200,
        ref=ref or named,
        on=on,
        shown=shown,
        fields=grown(fields, written),
        written=written,
        problem=problem,
        key=str(uuid4()) if problem else last(written, "key") or str(uuid4()),
        choices=reader.choices(None) | {"role": _roles(reader, shown)},
    )


def _whom(reader: Reader, named: str) -> tuple[str, Problem | None]:
    """Who is meant, or why that is not known."""
    try:
        return people.whom(reader, named), None
    except Problem as no:
        return "", no


async def _preview(door: Door, ref: str, on: str) -> Any:
    if not ref:
        return None
    try:
        return await door.get(f"/directory/people/{quote(ref, safe='')}/handover", on=on)
    except Problem as no:
        return no


async def _carried_out(door: Door, ref: str, fields: tuple[Field, ...], written: dict[str, list[str]]) -> Any:
    body = read(fields, written) | {"digest": last(written, "digest"), "seen": written.get("seen", [])}
    if last(written, "on"):
        body["on"] = last(written, "on")
    for each in body.get("successors", ()):
        each.setdefault("person", None)  # it is then the seat's
    path = f"/directory/people/{quote(ref, safe='')}/handover"
    return await door.post(path, body, **keys_of(written))


def _suggested(shown: Any) -> dict[str, list[str]]:
    """A row for each seat at which they answer for something by name."""
    posts = dict.fromkeys((each["role"], each["unit"]) for each in shown["answers_for"]) if shown else {}
    found: dict[str, list[str]] = {}
    for n, (role, unit) in enumerate(posts):
        found |= {f"successors.{n}.role": [role], f"successors.{n}.unit": [unit]}
    return found


def _roles(reader: Reader, shown: Any) -> list[tuple[str, str]]:
    held = (*shown["seats"], *shown["answers_for"]) if shown else ()
    return [(role, reader.word("role", role)) for role in dict.fromkeys(each["role"] for each in held)]


PAGES: dict[str, Page] = {
    "/administration/accounts": accounts,
    "/administration/handover": handover,
}
