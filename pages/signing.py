"""Agreements at the desk (各方签名): clauses into the draft, everybody's signature, then on to the court."""

import asyncio
import base64
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages.adding import brought_in
from pages.case import NOTHING, if_there
from pages.door import Door, Problem
from pages.drawing import Reader, drawn
from pages.fields import YES
from pages.house import House, Page, back_to
from rules.paper.clauses import Clause, added_to, drawn_up

_FIELD, _ASKED = "field.", "clause."
_CONFIRMED_BY = ("dispute", "aftercare")  # where an outcome is recorded, and from where it goes to the court
_COURT, _CONFIRMATION = "court", "judicial-confirmation"
_TERMS = ("terms", "manner", "place", "time")
_FIELDS = 80  # of a form with a scan, which may bear many signatures


def with_clause(shown: Mapping[str, Any], written: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """What was written with the chosen clause in it, which waits to be read and saved."""
    chosen = written.get("clause", [""])[-1]
    found = next((each for each in shown["clauses"] if each["code"] == chosen), None)
    if found is None:
        return dict(written)
    clause = Clause("", found["code"], "", "", found["says"])
    told = {name.removeprefix(_ASKED): v[-1] for name, v in written.items() if name.startswith(_ASKED)}
    kinds = {each["code"]: each["kind"] for each in shown["fields"]}
    more = {
        f"{_FIELD}{code}": [
            added_to(written.get(f"{_FIELD}{code}", [""])[-1], text, is_line=kinds.get(code) == "line")
        ]
        for code, text in drawn_up(clause, told).items()
    }
    return {**written, **more}


async def signatures(house: House, request: Request, door: Door) -> Response:
    """Who signs a paper and who has: by hand on the screen, on paper, electronically; and once it is issued,
    what goes to the court, filled in."""
    reader = await house.staff(request, door)
    where = request.path_params
    case = f"/cases/{where['kind']}/{where['number']}/{where['n']}"
    path = f"{case}/drafted/{where['id']}"
    problem: Problem | None = None
    if request.method == "POST":
        async with brought_in(request, _FIELDS) as brought:
            problem = await _sent(door, path, brought.fields, brought.several, brought.pieces())
        if problem is None:
            return back_to(f"/desk{path}/signatures?done=1")
    shown, signed, whole = await asyncio.gather(
        door.get(path), door.get(f"{path}/autographs"), door.get(case)
    )
    is_issued = shown["paper"]["document_number"] is not None and not shown["paper"]["is_void"]
    return drawn(
        reader,
        "signing.html",
        problem.status if problem else 200,
        shown=shown,
        signed=signed,
        whole=whole,
        here=f"/desk{path}",
        case=f"/desk{case}",
        following=await _following(reader, door, shown, whole) if is_issued else [],
        problem=problem,
        done=request.query_params.get("done"),
        new_key=lambda: str(uuid4()),
    )


async def _sent(
    door: Door,
    path: str,
    said: Mapping[str, str],
    several: Mapping[str, Sequence[str]],
    file: AsyncIterator[bytes],
) -> Problem | None:
    """What speaks against it, if anything does."""
    headers = {"idempotency_key": said.get("key"), "x_csrf_token": said.get("csrf")}
    digest = said.get("digest", "")
    try:
        match said.get("act"):
            case "ask":
                person = {"person": said["is_me"]} if said.get("is_me") else {}
                mediator = {"name": said.get("mediator", ""), **person}
                body = {"parties": list(several.get("party", ())), "mediators": [mediator]}
                await door.post(f"{path}/ask-autographs", body, **headers)
            case "electronic":
                body = {"signatory": said.get("of", ""), "digest": digest}
                await door.post(f"{path}/autographs/electronic", body, **headers)
            case "handwritten":
                asked = urlencode({"of": said.get("of", ""), "digest": digest, "way": "handwritten"})
                await door.send(f"{path}/autographs?{asked}", _picture(said.get("picture", "")), **headers)
            case _:
                whose = ",".join(several.get("of", ()))
                asked = urlencode({"of": whose, "digest": digest, "way": "scanned"})
                await door.send(f"{path}/autographs?{asked}", file, **headers)
    except Problem as no:
        return no
    return None


async def _picture(said: str) -> AsyncIterator[bytes]:
    """What was written in the frame; nothing, where that is no picture: the API says so."""
    try:
        yield base64.b64decode(said, validate=True)
    except ValueError:
        yield b""


async def _following(
    reader: Reader, door: Door, shown: Mapping[str, Any], whole: Mapping[str, Any]
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What may be done now with the agreement by whoever reads: where, what it is called, and the fields that
    are filled in: its outcome recorded at the mediation, and afterwards sent to the court."""
    number = whole["case"]["matter"]
    matter = await if_there(door.get(f"/matters/{number}"), NOTHING)
    lines = [each["case"]["procedure"].split("/") for each in matter["cases"]]
    paths = [f"/cases/{kind}/{number}/{n}" for kind, _, _, n in lines if kind in _CONFIRMED_BY]
    found = await asyncio.gather(*(if_there(door.get(each), None) for each in paths))
    there = [(path, case) for path, case in zip(paths, found, strict=True) if case]
    recorded = [
        (f"/desk{path}/minutes", "minutes", _recorded(shown))
        for path, case in there
        if _may(case, "record-session")
    ]
    return recorded + [
        (f"/desk{path}/hand-off", "hand-off", _applied(reader, shown, whole, case))
        for path, case in there
        if _may(case, "hand-off") and "/aftercare/" in path
    ]


def _recorded(shown: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The outcome of the session, as the signed and sealed agreement has it."""
    said = {each["code"]: each["said"] for each in shown["fields"]}
    terms = "\n".join(filter(None, (said.get(code) for code in _TERMS)))
    return [
        ("outcome", "agreement_full"),
        ("agreement.form", "written"),
        ("agreement.has_seal", YES),
        ("agreement.has_mediator_signature", YES),
        ("agreement.terms", terms),
    ]


def _applied(
    reader: Reader, shown: Mapping[str, Any], whole: Mapping[str, Any], case: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """The application of all the parties together, to the county's court where the edition names one."""
    edition: Mapping[str, Any] = reader.county.edition or {}
    people = [each["party"]["ref"] for each in whole["parties"]]
    several = people if case["parties"] else ["\n".join(people)]  # chosen there, or written one a line
    courts = [each["code"] for each in edition.get("agencies", ()) if each["body"] == _COURT]
    return [
        ("docking", _CONFIRMATION),
        *(("to", each) for each in courts[:1]),
        *(("people", each) for each in several),
        ("summary", reader.say("confirm-summary", number=shown["paper"]["document_number"])),
    ]


def _may(case: Mapping[str, Any], verb: str) -> bool:
    return any(each["path"].endswith(f"/{verb}") for each in case["actions"])


PAGES: dict[str, Page] = {"/cases/{kind}/{number}/{n}/drafted/{id}/signatures": signatures}
