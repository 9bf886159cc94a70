"""Publishing by two persons (两人公布): what is proposed, what it would change, and the answer of another."""

from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from pages import people
from pages.administration_acts import HOME, NOT_FOUND, keys_of
from pages.door import Door, Problem
from pages.drawing import drawn
from pages.house import House, Page, back_to, last, written_in

_PROPOSALS = "/publication-proposals"
# How each answer is sent, and what its button says.
_SENT = {"approved": "approve", "refused": "refuse", "withdrawn": "withdraw"}


async def proposals(house: House, request: Request, door: Door) -> Response:
    """Everything that was proposed: what waits first."""
    reader = await people.known(await house.staff(request, door), door)
    listed = await door.get(_PROPOSALS)
    return drawn(reader, "administration_proposals.html", listed=listed)


async def proposal(house: House, request: Request, door: Door) -> Response:
    """One proposal: what would change, old beside new. Another person approves exactly what stands here, or
    refuses it; whoever proposed it takes it back. A button that is not there says why."""
    reader = await people.known(await house.staff(request, door), door)
    number = request.path_params["number"]
    if not number.isdecimal():
        raise Problem(NOT_FOUND, {})
    here, problem = f"{_PROPOSALS}/{number}", None
    written: dict[str, list[str]] = {}
    if request.method == "POST":
        written = await written_in(request)
        answer = last(written, "answer")
        if answer not in _SENT:
            raise Problem(NOT_FOUND, {})
        try:
            await door.post(f"{here}/{_SENT[answer]}", _body(answer, written), **keys_of(written))
        except Problem as no:
            problem = no
        else:
            return back_to(f"{HOME}/proposals/{number}?done={answer}")
    shown: Any = await door.get(here)
    return drawn(
        reader,
        "administration_proposal.html",
        problem.status if problem else 200,
        shown=shown,
        reason=house.forms.of(f"{_PROPOSALS}/{{number}}/refuse"),
        written=written,
        problem=problem,
        keys={each: str(uuid4()) for each in _SENT},
        done=request.query_params.get("done", ""),
        sent=_SENT,
    )


def _body(answer: str, written: dict[str, list[str]]) -> dict[str, str]:
    """The preview they saw, or why it is not published."""
    name = "digest" if answer == "approved" else "public_reason"
    said = last(written, name)
    return {name: said} if said.strip() else {}


PAGES: dict[str, Page] = {
    "/administration/proposals": proposals,
    "/administration/proposals/{number}": proposal,
}
