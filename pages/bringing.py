"""Bringing something (提交诉求), step by step and without signing in: what happened, where, who one is, how
one can be reached; then all of it once more, before it is sent.

What was written goes from step to step in the form itself: nothing is kept before it is sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.door import Door, Problem
from pages.drawing import drawn, picture
from pages.fields import read
from pages.house import House, Page, written_in
from pages.window import answered

_SUBMISSIONS = "/public/submissions"
_CHANNEL = "online-form"
_LONGEST = 20_000  # characters: what the API takes of a body

Written = dict[str, list[str]]


@dataclass(frozen=True)
class Step:
    """``fields``: what is asked there, by the names the API has for it."""

    name: str
    fields: tuple[str, ...]


STEPS = (
    Step("what", ("title", "body")),
    Step("where", ("place",)),
    Step("who", ("author",)),
    Step("reach", ("contact", "factor")),
    Step("review", ()),
)
_NAMES = tuple(each.name for each in STEPS)
_FIELDS = tuple(name for each in STEPS for name in each.fields)


async def submit(house: House, request: Request, door: Door) -> Response:
    """What somebody has to say; nobody has read it yet when the code is given."""
    written = await written_in(request) if request.method == "POST" else {}
    said = {name: _last(written, name).strip() for name in (*_FIELDS, "answers", "notice")}
    key = _last(written, "key") or str(uuid4())
    step, problem = _turned(written, said)
    asked = answered(await door.get("/diversion/tree"), said["answers"].split(",")) if said["answers"] else []
    if step == "send":
        try:
            received = await door.post(_SUBMISSIONS, _body(said, asked), idempotency_key=key)
        except Problem as no:
            step, problem = _step_of(no), no
        else:
            return drawn(
                house.anybody(request),
                "received.html",
                received=received,
                square=await square(door),
                said=said,
            )
    notice = await door.get("/public/personal-information-notice") if step in ("who", "review") else None
    fields = {each.name: each for each in house.forms.of(_SUBMISSIONS) if each.name in _FIELDS}
    return drawn(
        house.anybody(request),
        "submit.html",
        problem.status if problem else 200,
        step=STEPS[_NAMES.index(step)],
        steps=STEPS,
        said=said,
        fields=fields,
        problem=problem,
        key=key,
        asked=asked,
        notice=notice,
    )


def _turned(written: Written, said: Mapping[str, str]) -> tuple[str, Problem | None]:
    """Which step comes next, by the button that was pressed; the same again where something is wanting."""
    at = _last(written, "step")
    at = at if at in _NAMES else _NAMES[0]
    go = _last(written, "go")
    if go == "back":
        return _NAMES[max(_NAMES.index(at) - 1, 0)], None
    if go.removeprefix("to-") in _NAMES:
        return go.removeprefix("to-"), None
    if go in ("next", "send") and not said["title"]:
        return "what", _wanting("title")
    if go == "next":
        return _NAMES[min(_NAMES.index(at) + 1, len(_NAMES) - 1)], None
    return ("send" if go == "send" else at), None


def _wanting(*names: str) -> Problem:
    return Problem(422, {"errors": [{"field": f"body.{name}", "code": "missing"} for name in names]})


def _step_of(problem: Problem) -> str:
    """Where what is wrong was asked for."""
    return next((each.name for each in STEPS for name in each.fields if name in problem.errors), "review")


def _body(said: Mapping[str, str], asked: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What is sent. What was answered on the way to it stands below what was written."""
    lines = [f"{each['question']['zh']} {each['choice']['zh']}" for each in asked]
    told = "\n".join(part for part in (said["body"], *lines) if part).replace("\r\n", "\n")
    whole = {**{name: said[name] for name in _FIELDS}, "body": told[:_LONGEST], "notice": said["notice"]}
    return {**{name: value for name, value in whole.items() if value}, "channel": _CHANNEL}


async def report(house: House, request: Request, door: Door) -> Response:
    """At a place's label: what is wrong there."""
    code = request.path_params["code"]
    place = await door.get(f"/public/places/{code}")
    fields = house.forms.of("/public/places/{code}/reports")
    written: Written = {}
    problem: Problem | None = None
    if request.method == "POST":
        written = await written_in(request)
        try:
            received = await door.post(
                f"/public/places/{code}/reports", read(fields, written), idempotency_key=_last(written, "key")
            )
        except Problem as no:
            problem = no
        else:
            return drawn(
                house.anybody(request), "received.html", received=received, square=await square(door), said={}
            )
    return drawn(
        house.anybody(request),
        "report.html",
        problem.status if problem else 200,
        fields=fields,
        written=written,
        problem=problem,
        key=_last(written, "key") or str(uuid4()),
        place=place,
    )


async def square(door: Door) -> str:
    """A square code that leads to where a matter is asked after, by the county's own address where it has
    one; the code of the matter is not in it. Raises Problem."""
    return picture(await door.get("/public/tracking-label"))


def _last(written: Written, name: str) -> str:
    return written.get(name, [""])[-1]


PAGES: dict[str, Page] = {
    "/submit": submit,
    "/places/{code}": report,
}
