"""What an office begins by itself (立项和召集): a supervision, an inspection, a meeting. Everything there is
stands on one page, also what one's seat may not, with why; each has its form, the document's own, and leads
to what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.case import if_there, rooms_known, without
from pages.choices import rooms
from pages.door import Door, Problem
from pages.drawing import Choices, Reader, drawn
from pages.fields import Field, grown, read
from pages.house import House, Page, back_to, last, written_in
from rules import words

HOME = "/desk/own-motion"
_NOT_FOUND = 404
_NEVER = frozenset({"edition"})  # the newest
_OF_A_MATTER = frozenset({"channel", "title", "body"})  # an order of the office's own has no author


@dataclass(frozen=True)
class Begun:
    """``path``: where it is posted; ``listed``: where it stands then; ``about``: in which field the number of
    a matter goes, nothing where it is about none."""

    path: str
    listed: str
    about: str = ""


BEGUN: Mapping[str, Begun] = {
    "supervision": Begun("/supervisions", "/desk/oversight?kind=supervision", "number"),
    "recommendation": Begun("/recommendations", "/desk/oversight?kind=recommendation", "cases"),
    "inspection": Begun("/inspections", "/desk/oversight?kind=inspection"),
    "backlog": Begun("/backlogs", "/desk/backlog", "number"),
    "meeting": Begun("/meetings", "/desk/meetings", "about"),
    "dispatch": Begun("/dispatches", "/desk/oversight?kind=dispatch", "about"),
    "incident": Begun("/incidents", "/desk/oversight?kind=incident", "about"),
    "report": Begun("/reports/special", "/desk/reports"),
    "activity": Begun("/activities", "/desk/activities"),
}


async def every(house: House, request: Request, door: Door) -> Response:
    """What may be begun by whoever reads, and what by others; about a matter, where one is named."""
    reader = await house.staff(request, door)
    number = request.query_params.get("number", "")
    listed = await door.get("/own-motion")
    about = [each for each in listed if not number or BEGUN[each["code"]].about]
    return drawn(
        reader,
        "own_motion.html",
        number=number,
        query=f"?{urlencode({'number': number})}" if number else "",
        mine=[each for each in about if each["seat"]],
        others=[each for each in about if not each["seat"]],
    )


async def begin(house: House, request: Request, door: Door) -> Response:
    """One of them: its form, and then what was begun."""
    reader = await house.staff(request, door)
    code = request.path_params["what"]
    begun = BEGUN.get(code)
    if begun is None:
        raise Problem(_NOT_FOUND, {})
    told = next(each for each in await door.get("/own-motion") if each["code"] == code)
    number = request.query_params.get("number", "")
    written: dict[str, list[str]] = {begun.about: [number]} if begun.about and number else {}
    fields = tuple(_asked(each) for each in house.forms.of(begun.path) if each.name not in _NEVER)
    lines = await rooms_known(door, fields)
    if not lines:
        fields = without(fields, "room")
    problem: Problem | None = None
    if request.method == "POST":
        written = await written_in(request)
        fields = grown(fields, written, last(written, "more"))
        if "more" not in written:
            keys = {"idempotency_key": last(written, "key"), "x_csrf_token": last(written, "csrf")}
            try:
                came = await door.post(begun.path, read(fields, written), **keys)
            except Problem as no:
                problem = no
            else:
                return back_to(_where(reader, begun, came))
    return drawn(
        reader,
        "own_motion_form.html",
        problem.status if problem else 200,
        told=told,
        listed=begun.listed,
        fields=fields,
        written=written,
        choices={**await _choices(reader, door, code), "room": rooms(reader, lines)} if told["seat"] else {},
        problem=problem,
        key=last(written, "key") or str(uuid4()),
    )


def _asked(field: Field) -> Field:
    if field.name != "matter":
        return field
    return replace(field, fields=tuple(each for each in field.fields if each.name in _OF_A_MATTER))


def _where(reader: Reader, begun: Begun, came: Mapping[str, Any]) -> str:
    """The case that it has become, the report that was made, or the list it stands in."""
    if "procedure" in came and "n" in came:
        return f"/desk/cases/{reader.path(came['procedure'])}"
    if "key" in came:
        return f"{begun.listed}/{came['kind']}/{came['since']}/{came['until']}?key={quote(came['key'])}"
    return begun.listed


async def _choices(reader: Reader, door: Door, code: str) -> Choices:
    """What is chosen and not typed."""
    edition = reader.county.edition
    found = reader.choices(None)
    units = found["unit"]
    found |= dict.fromkeys(("units", "to", "concerns"), units)
    found["channel"] = _worded(reader, "channel", words.KINDS["channel"])
    found["role"] = _worded(reader, "role", dict.fromkeys(_called(edition)))
    found["jointly"] = _worded(reader, "role", _roles(edition["oversight"]["inspection"]["inspectors"]))
    found["grade"] = _worded(reader, "incident-grade", edition["command"]["grades"])
    match code:
        case "meeting":
            kinds = await door.get("/meeting-kinds")
            found["kind"] = [(each["code"], reader.told(each["words"])) for each in kinds]
        case "report":
            found["kind"] = _worded(reader, "procedure", words.KINDS["procedure"])
        case "activity":
            teams = await if_there(door.get("/registers/volunteer-teams"), [])  # read by few; then typed
            found["team"] = [(each["ref"], str(each["what"].get("name") or each["ref"])) for each in teams]
    return found


def _called(edition: Mapping[str, Any]) -> list[str]:
    """The roles that can be called out: those that answer for a unit, and the agencies' desks."""
    return [*_roles(edition["command"]["answering"]), *(each["role"] for each in edition["agencies"])]


def _roles(seats: Sequence[Mapping[str, Any]]) -> list[str]:
    return [each["role"] for each in seats]


def _worded(reader: Reader, kind: str, codes: Any) -> list[tuple[str, str]]:
    return [(code, reader.word(kind, code)) for code in codes]


PAGES: dict[str, Page] = {"/own-motion": every, "/own-motion/{what}": begin}
