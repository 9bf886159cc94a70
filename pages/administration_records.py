"""What is on record of looks and of personal information (审计、个人信息保护): who asked to see what is
masked, what an auditor reads, what is kept until when, what is asked about one's own information."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from pages import people
from pages.administration_acts import KEEPING, title_of
from pages.door import Door, Problem
from pages.drawing import Reader, drawn
from pages.house import House, Page, back_to
from pages.ledger import today
from rules import words

_WHICH = ("mine", "to-agree", "to-review")
_BACK = 30  # days that are shown where none are asked for
_NEVER_WAITS = ("release_hold", "grant_data_request", "refuse_data_request", "restrict_use")
_MAY_AGREE = {"to-agree": "reveal", "to-review": "supervise"}


async def audit(house: House, request: Request, door: Door) -> Response:
    """Refusals, extensions, withdrawals, looks: line by line, and counted by month and unit."""
    reader = await people.known(await house.staff(request, door), door)
    asked, day = request.query_params, today(reader)
    chosen = {
        "since": asked.get("since") or str(day - timedelta(days=_BACK)),
        "until": asked.get("until") or str(day),
        "kind": asked.get("kind", ""),
        "unit": asked.get("unit", ""),
    }
    listed: Any = None
    counted: Any = None
    problem: Problem | None = None
    try:
        listed = await door.get("/audit", **chosen, cursor=asked.get("cursor"))
        counted = await door.get("/audit/counts", **chosen)
    except Problem as no:
        problem = no
    return drawn(
        reader,
        "administration_audit.html",
        problem.status if problem else 200,
        chosen=chosen,
        kinds=[(kind, reader.word("audited", kind)) for kind in words.KINDS["audited"]],
        listed=listed,
        counted=counted,
        problem=problem,
        query=f"{urlencode(chosen)}&",
    )


async def unmaskings(house: House, request: Request, door: Door) -> Response:
    """What I asked to see in clear; what waits for a second person; emergencies nobody has reviewed."""
    reader = await people.known(await house.staff(request, door), door)
    asked = request.query_params.get("which", "")
    which = asked if asked in _WHICH else _WHICH[0]
    found: Any = []
    problem: Problem | None = None
    try:
        found = await door.get(f"/unmaskings/{which}")
    except Problem as no:
        problem = no
    return drawn(
        reader,
        "administration_unmaskings.html",
        problem.status if problem else 200,
        which=which,
        every=_WHICH,
        found=found,
        problem=problem,
        needed=_MAY_AGREE.get(which, ""),
        may_act=which in _MAY_AGREE and reader.may(_MAY_AGREE[which]),
        done=request.query_params.get("done"),
    )


async def keeping(house: House, request: Request, door: Door) -> Response:
    """What waits to be decided, and the county's schedule; from here to the register of one matter."""
    reader = await house.staff(request, door)
    if number := request.query_params.get("number", "").strip():
        return back_to(f"/desk/administration/keeping/{quote(number, safe='')}")
    can_decide = reader.may("hold-files")
    waiting = await door.get("/keeping") if can_decide else []
    schedule = await door.get("/retention")
    return drawn(reader, "administration_keeping.html", waiting=waiting, told=schedule, can_decide=can_decide)


async def kept(house: House, request: Request, door: Door) -> Response:
    """One matter: until when it is kept, what was done about it, and what can be done now. Where a copy of
    one's own information was granted: what is to be printed and handed over."""
    reader = await people.known(await house.staff(request, door), door)
    number = request.path_params["number"]
    if ref := request.query_params.get("copy"):
        path = f"/matters/{quote(number, safe='')}/data-requests/{quote(ref, safe='')}/copy"
        return drawn(reader, "administration_own_copy.html", number=number, shown=await door.get(path))
    shown = await door.get(f"/matters/{quote(number, safe='')}/keeping")
    return drawn(
        reader,
        "administration_kept.html",
        shown=shown,
        number=number,
        acts=_acts(reader, shown),
        of_one={code: title_of(reader, code) for code in _NEVER_WAITS if reader.may(KEEPING[code].power)},
        open=_open(shown),
        may_copy=reader.may("decide-on-files"),
        done=request.query_params.get("done"),
    )


def _open(shown: Any) -> dict[str, Any]:
    """What still stands: each hold that was not released, each request that was not answered, by reference;
    whether an erasure was proposed; which requests to see were granted."""
    holds, requests, seeing, granted, proposed = {}, {}, set[str](), list[str](), None
    for entry in shown["entries"]:
        said = entry["codes"]
        match entry["kind"]:
            case "HoldPlaced":
                holds[said["hold"]] = entry
            case "HoldReleased":
                holds.pop(said["hold"], None)
            case "RequestReceived":
                requests[said["request"]] = entry
                seeing |= {said["request"]} if said["asks"] == "see" else set()
            case "RequestGranted":
                requests.pop(said["request"], None)
                granted += [said["request"]] if said["request"] in seeing else []
            case "RequestRefused" | "UseRestricted":
                requests.pop(said["request"], None)
            case "ErasureProposed":
                proposed = entry
            case "ErasureConfirmed" | "ErasureDeclined" | "Erased":
                proposed = None
    return {"holds": holds, "requests": requests, "granted": granted, "proposed": proposed}


def _acts(reader: Reader, shown: Any) -> list[tuple[str, str, str]]:
    """(code, words, what is lacking) of what may be done with the matter as a whole as it stands."""
    waits = _open(shown)["proposed"] is not None
    fits = {
        "propose_erasure": not waits and not shown["is_erased"],
        "confirm_erasure": waits,
        "decline_erasure": waits,
        "lift_restriction": shown["is_restricted"],
    }
    return [
        (code, title_of(reader, code), "" if reader.may(act.power) else act.power)
        for code, act in KEEPING.items()
        if code not in _NEVER_WAITS and fits.get(code, not shown["is_erased"])
    ]


PAGES: dict[str, Page] = {
    "/administration/audit": audit,
    "/administration/unmaskings": unmaskings,
    "/administration/keeping": keeping,
    "/administration/keeping/{number}": kept,
}
