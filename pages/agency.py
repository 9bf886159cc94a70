"""The agency desk (部门协同): what was handed over to a unit without a system of its own, what it does with
it, and what it handed over itself and waits for."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from pages import cells
from pages.door import Door
from pages.drawing import Reader, drawn
from pages.house import House, Page
from pages.ledger import Asked, Cell, Column, Ledger, Line, Narrowing, Piece, query
from pages.listing import answered, asked_of
from pages.worklists import Tallied

HANDOFF = "handoff"
WHOSE = ("unit", "others")
LINES = 25  # of each is asked what can be done
# What can be done there and then, in the order of the work.
_VERBS = (
    "sign_for_handoff",
    "accept_handoff",
    "refuse_handoff",
    "want_supplement",
    "supply_handoff",
    "record_progress",
    "finish_co_task",
    "return_handoff",
    "confirm_return",
    "resend_message",
)


_WHATS = (
    "send-handoff",
    "sign-for-handoff",
    "answer-handoff",
    "supply-handoff",
    "return-handoff",
    "co-task",
    "confirm-return",
    "undelivered-message",
)


async def _fetch(door: Door, asked: Asked, cursor: str | None, limit: int) -> Piece:
    said = {"kind": HANDOFF, "what": asked.get("what"), "overdue": asked.get("overdue")}
    listed = await door.get(f"/worklists/{asked['whose']}", limit=limit, cursor=cursor, **said)
    return Piece(listed["items"], listed["next"], listed["total"])


def _whose_turn(reader: Reader, line: Line) -> Cell:
    return cells.seat(reader, line["task"]["unit"], line["task"]["role"])


LEDGER = Ledger(
    code="agency-desk",
    columns=(
        Column("due", lambda r, line: cells.due(r, line["task"], line["period"]), 20, apart="due-state"),
        Column(
            "to-do", lambda r, line: cells.case_link(r, line["task"]["procedure"], r.told(line["what"])), 36
        ),
        Column("matter", lambda _, line: Cell(line["task"]["matter"]), 20),
        Column("stage", lambda r, line: Cell(r.word("stage", line["task"]["stage"])), 24),
        Column("whose-turn", _whose_turn, 28),
        Column("since", lambda r, line: cells.time(r, line["task"]["since"]), 22),
    ),
    fetch=_fetch,
    narrowings=(
        Narrowing("whose", "whose", lambda r: [(each, r.say(f"handed-{each}")) for each in WHOSE], "tab"),
        Narrowing("what", "to-do", lambda r: [(each, r.word("task", each)) for each in _WHATS]),
        Narrowing("overdue", "only-overdue", kind="check"),
    ),
    empty="nothing-handed",
    key=lambda line: str(line["task"]["procedure"]),
    lines=LINES,
    first=lambda _: {"whose": WHOSE[0]},
)


async def desk(house: House, request: Request, door: Door) -> Response:
    """What lies with the unit, each line with what can be done about it now."""
    reader = await house.staff(request, door)
    asked = asked_of(LEDGER, reader, request.query_params)
    if asked["whose"] not in WHOSE:
        asked["whose"] = WHOSE[0]
    if way := request.query_params.get("as"):
        return await answered(LEDGER, reader, door, asked, way)
    tally, piece = await asyncio.gather(
        door.get(f"/worklists/{asked['whose']}/tally", kind=HANDOFF),
        LEDGER.fetch(door, asked, request.query_params.get("cursor"), LINES),
    )
    return drawn(
        reader,
        "agency.html",
        ledger=LEDGER,
        piece=piece,
        asked=asked,
        every=WHOSE,
        tallied=Tallied(tally),
        doings=await _doings(door, piece),
        query=query,
    )


async def _doings(door: Door, piece: Piece) -> dict[str, Any]:
    """By case, what can be done about it now."""
    procedures = list(dict.fromkeys(line["task"]["procedure"] for line in piece.lines))
    if not procedures:
        return {}
    found = await door.get("/doings", procedure=procedures, verb=list(_VERBS))
    return {each["procedure"]: each["actions"] for each in found}


PAGES: dict[str, Page] = {"/agency": desk}
