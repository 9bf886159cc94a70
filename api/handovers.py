"""Handover (离任交接): what somebody who leaves holds, looked at first, then carried out as it was seen."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, status
from pydantic import BaseModel
from pydantic import Field as Said

from api import examples, policy
from api.directory import WhyChanged, request_of
from api.forms import Code, Day, Form
from api.identity import Whoever
from api.office import TheOffice
from api.problems import Problem, not_your_seat, refusal, unseen
from api.requests import IdempotencyKey
from api.saying import Words, both
from records import handover
from records.handover import Answered, Preview, Waits, WorldChanged
from records.journal import AnotherBody
from rules import deputising
from rules.directory import Change, Directory
from rules.instants import legal_day
from rules.refusals import Refused
from rules.seating import Delegation, Post, Sitting

router = APIRouter(prefix="/directory", tags=["人员岗位 directory"])

_MOST = 2_000  # lines of a preview that are sent back


class Successor(Form):
    """Who takes over a seat's work; null, and it is the seat's, or the head's of the unit."""

    role: Code
    unit: Code
    person: Code | None


class NewHandover(WhyChanged):
    """``digest`` and ``seen``: of the preview it is decided on. ``otherwise``: who takes over what was
    answered for at no seat named here. ``on``: from which day; today if it is left out."""

    digest: Code
    seen: Annotated[list[Code], Said(max_length=_MOST)] = Said(default_factory=list)
    successors: Annotated[list[Successor], Said(max_length=50)] = Said(default_factory=list)
    otherwise: Code | None = None
    on: Day | None = None


class PreviewShown(BaseModel):
    """What would change hands. ``lines`` is what is decided on, and ``digest`` its name; what waits at a seat
    stays there, and is counted only. Nothing of a case is told but that it is there."""

    person: str
    on: date
    digest: str
    lines: list[str]
    seats: list[Sitting]
    delegations: list[Delegation]
    answers_for: list[Answered]
    cases: int
    waiting: list[Waits]


class HandoverShown(BaseModel):
    """How far it has got. ``cases``: as the preview had them; ``handed``: as the journal has them now."""

    id: str
    person: str
    on_day: date
    begun_at: datetime
    cases: int
    handed: int
    finished_at: datetime | None
    state_words: Words


@router.get(
    "/people/{ref}/handover", operation_id="preview_handover", summary="离任交接预览 Preview a handover"
)
async def preview_handover(
    ref: Code, office: TheOffice, person: Whoever, on: Day | None = None
) -> PreviewShown:
    """What this person holds, and would leave on the day; today if none is named."""
    if not any(policy.may_change_directory(seat) for seat in person.seats):
        raise not_your_seat()
    return _shown(await handover.preview(office.directory, ref, on or legal_day(person.at)))


@router.post(
    "/people/{ref}/handover",
    status_code=status.HTTP_202_ACCEPTED,
    operation_id="carry_out_handover",
    summary="离任交接 Carry out a handover",
)
async def carry_out_handover(
    ref: Code,
    body: Annotated[NewHandover, Body(openapi_examples=examples.NEW_HANDOVER)],
    office: TheOffice,
    person: Whoever,
    key: IdempotencyKey,
) -> HandoverShown:
    """Every seat and every delegation ends on the day; from then on each case is told, and writes down who
    has taken over. 409 `another-world` if the preview shows something else by now: ``details`` say what."""
    request = request_of(office, person, key, f"people/{ref}/handover", body)
    on = body.on or request.asking.today
    named = {Post(each.role, each.unit): each.person for each in body.successors}

    def decide(there: Directory) -> tuple[Change, ...]:
        deputising.check_successors(there, ref, on, named, body.otherwise)
        return deputising.leave(there, request.asking, ref, on)

    try:
        begun = await handover.carry_out(
            office.directory,
            request,
            ref,
            on,
            named,
            body.otherwise,
            digest=body.digest,
            seen=body.seen,
            decide=decide,
        )
    except Refused as no:
        raise refusal(no) from None
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    except WorldChanged as changed:
        details = [*(f"+{line}" for line in changed.came), *(f"-{line}" for line in changed.went)]
        raise Problem(409, "another-world", details=details) from None
    return _progress(begun)


@router.get("/handovers/{id}", operation_id="read_handover", summary="离任交接进度 One handover")
async def read_handover(id: UUID, office: TheOffice, person: Whoever) -> HandoverShown:
    """How far it has got; once it has finished, how many cases changed hands."""
    if not any(policy.may_read_directory_changes(seat) for seat in person.seats):
        raise not_your_seat()
    found = await handover.read(office.directory, str(id))
    if found is None:
        raise unseen()
    return _progress(found)


def _shown(preview: Preview) -> PreviewShown:
    return PreviewShown(
        person=preview.person,
        on=preview.on,
        digest=preview.digest,
        lines=list(preview.lines),
        seats=list(preview.seats),
        delegations=list(preview.delegations),
        answers_for=list(preview.answers_for),
        cases=len({each.procedure for each in preview.answers_for}),
        waiting=list(preview.waiting),
    )


def _progress(found: handover.Handover) -> HandoverShown:
    names = HandoverShown.model_fields.keys() - {"state_words"}
    state = "finished" if found.finished_at else "under-way"
    return HandoverShown(
        **{name: getattr(found, name) for name in names}, state_words=both("handover", state)
    )
