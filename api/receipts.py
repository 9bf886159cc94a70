"""The handoffs of a matter (对接回执): to whom it went, what the other side said and when, and the way back.

Codes, units and instants alone: what was written lies in the handoff itself.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from fastapi import APIRouter, Depends
from pydantic import BaseModel

import written
from api.identity import whoever
from api.looking import Number, cases_seen
from api.office import Office, TheOffice
from api.problems import unseen
from api.saying import Words, both
from api.sight import InSight, Sight
from records import deliveries, papers, reading
from records.deliveries import Delivery
from records.reading import CaseLine
from rules.handoff.matter import Handoff, Side, Stage
from rules.handoff.receipts import receipts, still_wanted
from rules.handoff.sending import lacks_of
from workflows import starting

router = APIRouter(tags=["对接 agencies"])

_HANDOFF = "handoff"


class Undelivered(StrEnum):
    """Why the other side's system has not got a message."""

    NO_ADDRESS = "no-address"  # as activities/partners says it
    NOT_TAKEN = "not-taken"
    NOT_TRIED = "not-tried"
    GIVEN_UP = "given-up"


class SideShown(BaseModel):
    """One of the two. ``by_wire``: it has a system of its own, which answers by itself."""

    unit: str
    body: str
    body_words: Words
    by_wire: bool


class ReceiptShown(BaseModel):
    """A step of it: what was said, when, and by which seat; by none where a system said it."""

    seq: int
    kind: str
    words: Words
    at: datetime
    unit: str | None
    role_words: Words | None


class PaperLacking(BaseModel):
    kind: str
    words: Words


class LackingShown(BaseModel):
    """What a draft still needs before it may be sent: whose consent, by reference; which papers; whether
    nobody has said from when the time to send it counts."""

    consents: list[str]
    papers: list[PaperLacking]
    start: bool


class HandoffShown(BaseModel):
    """``holder``: which side has the matter now. ``wanted``: what has still to come, in the order of the
    protocol; ``goes_back_to``: the unit it comes back to, whatever becomes of it. ``lacking``: of a draft
    alone. ``undelivered``: why the other side's system has not got what we said, and whom to tell; null once
    it has, and where it has none."""

    procedure: str
    docking: str
    words: Words
    sender: SideShown
    receiver: SideShown
    stage: Words
    outcome: Words | None
    holder: str
    due_on: date | None
    overdue: bool
    receipts: list[ReceiptShown]
    wanted: list[Words]
    goes_back_to: str
    lacking: LackingShown | None = None
    undelivered: Words | None = None


@router.get(
    "/matters/{number}/handoffs",
    operation_id="read_handoffs",
    summary="事项的对接 The handoffs of a matter",
    dependencies=[Depends(whoever)],
)
async def read_handoffs(office: TheOffice, sight: InSight, number: Number) -> list[HandoffShown]:
    """Those this person sees, in the order in which they began. 404 for a matter whose file they do not
    read."""
    if await reading.matter(sight.records, sight.files, number) is None:
        raise unseen()
    lines = await cases_seen(sight, number)
    mine = [line for line in lines if line.kind == _HANDOFF]
    async with sight.records.connect() as connection:
        went = await deliveries.listed(connection, [line.procedure for line in mine])
    return [await _shown(office, sight, line, went) for line in mine]


async def _shown(office: Office, sight: Sight, line: CaseLine, went: Iterable[Delivery]) -> HandoffShown:
    loaded = await papers.load(sight.records, line.procedure)
    procedure = office.procedures[_HANDOFF]
    state: Handoff = starting.file_of(procedure, loaded.entries, loaded.edition).state
    said = receipts([written.read(procedure, entry) for entry in loaded.entries])
    return HandoffShown(
        procedure=line.procedure,
        docking=state.docking,
        words=both("docking", state.docking),
        sender=_side(state.sender),
        receiver=_side(state.receiver),
        stage=both("stage", state.stage),
        outcome=both("outcome", state.outcome) if state.outcome else None,
        holder=state.holding.unit,
        due_on=line.due_on,
        overdue=line.overdue,
        receipts=[
            ReceiptShown(
                seq=each.seq,
                kind=each.kind,
                words=both("event", each.kind),
                at=each.at,
                unit=each.by.unit if each.by else None,
                role_words=both("role", each.by.role) if each.by else None,
            )
            for each in said
        ],
        wanted=[both("handoff-wanted", each) for each in still_wanted(state)],
        goes_back_to=state.sender.unit,
        lacking=_lacking(state) if state.stage is Stage.DRAFT else None,
        undelivered=_undelivered(state, went),
    )


def _undelivered(state: Handoff, went: Iterable[Delivery]) -> Words | None:
    """Of the first message that the other side's system has not taken: it holds back the rest."""
    if not state.outgoing:
        return None
    first = state.outgoing[0]
    if first.is_dead:
        return both("undelivered", Undelivered.GIVEN_UP)
    answers = {each.last_answer for each in went if (each.procedure, each.seq) == (state.id, first.seq)}
    if Undelivered.NO_ADDRESS in answers:
        return both("undelivered", Undelivered.NO_ADDRESS)
    return both("undelivered", Undelivered.NOT_TAKEN if answers - {None} else Undelivered.NOT_TRIED)


def _lacking(state: Handoff) -> LackingShown:
    lacks = lacks_of(state)
    return LackingShown(
        consents=list(lacks.consents),
        papers=[PaperLacking(kind=each, words=both("docking-document", each)) for each in lacks.documents],
        start=lacks.start,
    )


def _side(side: Side) -> SideShown:
    return SideShown(
        unit=side.unit,
        body=side.body,
        body_words=both("docking-body", side.body),
        by_wire=side.agency is not None,
    )
