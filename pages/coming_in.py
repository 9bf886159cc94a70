"""Coming in and going (登录、退出), by the way this installation has; enrolling, and another password."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any
from urllib.parse import quote

import segno
from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import drawn, picture
from pages.house import House, Page, back_to, inside, last, written_in

DEVELOPMENT, LOCAL, PROVIDER = "development", "local", "oidc"
_SCALE, _MARGIN = 5, 4  # pixels for a module; modules left white around it
_TO_BEGIN = (
    *("window_clerk", "village_party_secretary", "peoples_mediator", "triage_officer", "petition_bureau"),
    *(
        "dept_handler",
        "dispute_resolution_centre",
        "supervisor",
        "county_leader",
        "system_admin",
        "engine_operator",
    ),
)
_EXPIRED = "password-expired"


async def sign_in(house: House, request: Request, door: Door) -> Response:
    """By the way this installation has."""
    reader, way = house.anybody(request), house.way()
    back = inside(request.query_params.get("back", "/desk/"))
    problem: Problem | None = None
    if request.method == "POST":
        said = _said(await written_in(request))
        try:
            if way == DEVELOPMENT:
                await door.post("/dev/sign-in", {"person": said.get("person", ""), "session": True})
            else:
                await door.post("/sign-in", said)
        except Problem as no:
            problem = no
        else:
            return back_to(back)
    if problem and problem.said.get("code") == _EXPIRED:
        return back_to(f"/desk/sign-in/renew?back={quote(back)}")
    status = problem.status if problem else 200
    people = await door.get("/dev/people") if way == DEVELOPMENT else ()
    shown = {"way": way, "back": back, "problem": problem}
    return drawn(reader, "sign_in.html", status, **shown, first=_first(people), places=_by_unit(people))


async def to_provider(_: House, request: Request, door: Door) -> Response:
    """On to the county's own provider; a link, for no browser lets a form of ours lead anywhere else."""
    back = inside(request.query_params.get("back", "/desk")).rstrip("/") or "/desk"
    return back_to((await door.post("/sign-in/provider", {"return_to": back}))["go_to"])


async def sign_out(_: House, request: Request, door: Door) -> Response:
    """The session ends."""
    await door.post("/sign-out", {}, x_csrf_token=last(await written_in(request), "csrf"))
    return back_to("/desk/sign-in")


async def renew(house: House, request: Request, door: Door) -> Response:
    """Another password in place of one that ran out; or with a recovery code, where the device is lost."""
    reader = house.anybody(request)
    back = inside(request.query_params.get("back", "/desk/"))
    problem: Problem | None = None
    said: Mapping[str, str] = {}
    if request.method == "POST":
        said = _said(await written_in(request))
        is_same = said.get("new_password") == said.get("again")
        try:
            if not is_same:
                raise _two_passwords()
            await door.post("/sign-in", {name: value for name, value in said.items() if name != "again"})
        except Problem as no:
            problem = no
        else:
            return back_to(back)
    status = problem.status if problem else 200
    return drawn(reader, "renew.html", status, way=house.way(), back=back, problem=problem, said=said)


async def enrol(house: House, request: Request, door: Door) -> Response:
    """An invitation becomes an account: the device is set up, a password chosen, and recovery codes shown,
    once. Nothing of it is in an address, and no page of it is kept by a browser."""
    reader = house.anybody(request)
    said: dict[str, str] = {}
    begun: Mapping[str, Any] | None = None
    problem: Problem | None = None
    if request.method == "POST":
        said = _said(await written_in(request))
        invitation = {"invitation": said.get("invitation", "")}
        try:
            if "uri" not in said:
                begun = await door.post("/sign-in/enrolment", invitation)
            else:
                begun = {name: said.get(name, "") for name in ("uri", "seed", "login", "until")}
                if said.get("password") != said.get("again"):
                    raise _two_passwords()
                chosen = {name: said.get(name, "") for name in ("password", "code")}
                enrolled = await door.post("/sign-in/enrolment/finish", {**invitation, **chosen})
                return drawn(reader, "enrolled.html", codes=enrolled["recovery_codes"])
        except Problem as no:
            problem = no
    square = _square(begun["uri"]) if begun else ""
    status = problem.status if problem else 200
    shown = {"way": house.way(), "problem": problem, "begun": begun, "square": square, "said": said}
    return drawn(reader, "enrol.html", status, **shown)


def _said(written: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {name: values[-1] for name, values in written.items() if values[-1]}


def _two_passwords() -> Problem:
    return Problem(422, {"errors": [{"field": "body.again", "code": "not-the-same"}]})


def _first(people: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """With whom somebody begins who tries it out: one of each of these seats, in the order of a case."""
    found: dict[str, Mapping[str, Any]] = {}
    for each in sorted(people, key=lambda one: str(one["person"])):
        for seat in each["seats"]:
            found.setdefault(seat["role"], each)
    return list({id(found[role]): found[role] for role in _TO_BEGIN if role in found}.values())


def _by_unit(people: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Whose place can be taken, unit by unit as the county has them; somebody of several, at the first."""
    by = sorted(people, key=lambda each: (each["seats"][0]["unit"], each["person"]))
    return [
        (there[0]["seats"][0]["unit_name"], there)
        for _, each in groupby(by, key=lambda one: one["seats"][0]["unit"])
        for there in (list(each),)
    ]


def _square(uri: str) -> str:
    """What a device reads to know the second factor."""
    svg = BytesIO()
    segno.make(uri, error="m", micro=False).save(svg, kind="svg", scale=_SCALE, border=_MARGIN, xmldecl=False)
    return picture(svg.getvalue().decode())


PAGES: dict[str, Page] = {
    "/sign-in": sign_in,
    "/sign-in/provider": to_provider,
    "/sign-in/renew": renew,
    "/sign-in/enrolment": enrol,
    "/sign-out": sign_out,
}
