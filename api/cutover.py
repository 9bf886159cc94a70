"""Cut-over (接续): what had ended in an older system becomes history; what is in mid-course goes on here."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Body, Response, status
from pydantic import BaseModel, Field, StrictBool, StrictInt

from api import examples, policy
from api.disputes import NewParty, people, places
from api.editions import in_force
from api.forms import Code, Count, Form, Instant, Text
from api.identity import Person, Whoever
from api.matters import NewMatter, register, registration_of
from api.office import Office, TheOffice
from api.opening import begin, open_about
from api.problems import malformed, not_your_seat, refusal, refused
from api.requests import Envelope, IdempotencyKey, digest_of, etag, ledgered
from api.sight import InSight, Sight
from records.intake import Opening, Registered, Registration
from records.reading import cases_of
from records.visible import EVERYTHING
from rules.clocks.reckoning import Pause
from rules.clocks.rule import Ground
from rules.dispute.bringing import bring_over
from rules.dispute.events import BroughtOver
from rules.dispute.matter import Course, Flag, Stage
from rules.dispute.procedure import DISPUTE
from rules.editions import Edition
from rules.instants import legal_day
from rules.journal import Receipt
from rules.past.events import PastMatterRecorded
from rules.past.matter import Kind, Outcome
from rules.past.procedure import PAST, record_past
from rules.procedure import Officer
from rules.refusals import Reason, Refused

router = APIRouter(tags=["接续 cut-over"])

Step = Annotated[StrictInt, Field(ge=1, le=4)]


class PastMatterTold(Form):
    """既往事项: it had ended before this system. ``matter`` says what it was, and when it was received;
    ``reply`` what was answered then."""

    matter: NewMatter
    kind: Kind
    outcome: Outcome | None = None
    dispute_type: Code | None = None
    village: Code | None = None
    step: Step | None = None
    closed_at: Instant
    reply: Text | None = None


class PauseTold(Form):
    """停止计算: the clocks stood still, or still do where nothing is said of an end."""

    ground: Ground
    suspended_since: Instant
    suspended_until: Instant | None = None


class DisputeUnderWay(Form):
    """接续登记: a dispute that stands at a step of the ladder. ``consented``: every party agreed to be
    mediated at this step; ``attempts`` were held at it; ``extended_days`` were agreed in writing by all."""

    matter: NewMatter
    dispute_type: Code
    village: Code
    parties: Annotated[list[NewParty], Field(max_length=50)]
    flags: frozenset[Flag] = frozenset()
    other_townships: Annotated[frozenset[Code], Field(max_length=50)] = frozenset()
    registered_at: Instant
    step: Step
    step_since: Instant
    stage: Stage
    attempts: Annotated[Count, Field(ge=0)] = 0
    consented: StrictBool = False
    extended_days: Annotated[Count, Field(ge=0)] = 0
    pauses: Annotated[list[PauseTold], Field(max_length=50)] = Field(default_factory=list)


class CameOver(BaseModel):
    """``is_new`` is false when it stood already; ``receipt`` is null where its row came in under another
    key."""

    number: str
    procedure: str
    is_new: bool
    receipt: Receipt | None


@router.post(
    "/past-matters",
    status_code=status.HTTP_201_CREATED,
    operation_id="record_past_matter",
    summary="补录既往事项 Record a past matter",
)
async def record_past_matter(
    body: Annotated[PastMatterTold, Body(openapi_examples=examples.PAST_MATTER)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> CameOver:
    """On record with its own dates. Nothing is started and nobody is told of it."""
    envelope = Envelope(key, digest_of(office, person, "past-matters", body))
    if known := await _known(office, envelope):
        return _answer(known, response)
    seat, edition = _intake(person, sight)
    received_at = _received(body.matter)
    reply = envelope.put("reply", body.reply) if body.reply else None
    village, township = places(sight, body.village) if body.village else (None, None)

    def first(id: str, number: str, as_published: Edition) -> PastMatterRecorded:
        return record_past(
            id=id,
            number=number,
            edition=as_published,
            kind=body.kind,
            outcome=body.outcome,
            dispute_type=body.dispute_type,
            village=village,
            township=township,
            step=body.step,
            received_at=received_at,
            closed_at=body.closed_at,
            reply=reply,
            by=seat,
            at=person.at,
        )

    brought = body.matter.model_copy(update={"unit": village or body.matter.unit})
    new = registration_of(office, person, seat, sight, brought, envelope)
    return _answer(await _come_over(office, new, envelope, Opening(PAST, edition, first)), response)


@router.post(
    "/disputes/brought-over",
    status_code=status.HTTP_201_CREATED,
    operation_id="bring_dispute_over",
    summary="接续登记在办纠纷 Bring over a dispute in mid-course",
)
async def bring_dispute_over(
    body: Annotated[DisputeUnderWay, Body(openapi_examples=examples.BROUGHT_OVER)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> CameOver:
    """On the ladder where it stands. Its clocks run on from their own starts; nothing late is told again."""
    envelope = Envelope(key, digest_of(office, person, "disputes/brought-over", body))
    if known := await _known(office, envelope):
        return _answer(known, response)
    seat, edition = _intake(person, sight)
    village, township = places(sight, body.village, body.other_townships)
    course = _course(body)
    parties = people(body.parties, envelope)

    def first(id: str, number: str, as_published: Edition) -> BroughtOver:
        return bring_over(
            id=id,
            number=number,
            edition=as_published,
            dispute_type=body.dispute_type,
            village=village,
            township=township,
            parties=parties,
            flags=body.flags,
            other_townships=body.other_townships,
            course=course,
            consented=body.consented,
            by=seat,
            at=person.at,
        )

    brought = body.matter.model_copy(update={"unit": village})
    new = registration_of(office, person, seat, sight, brought, envelope)
    registered = await _come_over(office, new, envelope, Opening(DISPUTE, edition, first))
    if registered.is_new:
        assert registered.procedure
        await begin(office, registered.procedure)
    return _answer(registered, response)


async def _known(office: Office, envelope: Envelope) -> Registered | None:
    known = await ledgered(office, envelope.key, envelope.digest)
    if known is None:
        return None
    assert known.matter
    return Registered(known.matter, False, known.procedure, known.receipt)


def _intake(person: Person, sight: Sight) -> tuple[Officer, Edition]:
    """The seat that brings over, and the edition its county's cases begin under. Raises Problem 403."""
    for seat in person.seats:
        edition = in_force(policy.county_of(seat.unit, sight.parents), legal_day(person.at))
        if edition and policy.may_bring_over(seat, edition):
            return seat, edition
    raise not_your_seat()


def _received(matter: NewMatter) -> datetime:
    """What happened in the past happened at a time that somebody knows. Raises Problem 422."""
    if matter.received_at is None:
        raise malformed(("body.matter.received_at", "missing"))
    return matter.received_at


def _course(body: DisputeUnderWay) -> Course:
    return Course(
        received_at=_received(body.matter),
        registered_at=body.registered_at,
        step=body.step,
        step_since=body.step_since,
        stage=body.stage,
        attempts=body.attempts,
        extended_days=body.extended_days,
        pauses=tuple(Pause(each.ground, each.suspended_since, each.suspended_until) for each in body.pauses),
    )


async def _come_over(office: Office, new: Registration, envelope: Envelope, opening: Opening) -> Registered:
    """The matter and its procedure in one stroke, or what stands of its row already."""
    try:
        registered = await register(office, new, opening)
        if registered.procedure:
            return registered
        return await _about(office, registered.number, envelope, opening)
    except Refused as no:
        raise refusal(no) from None


async def _about(office: Office, number: str, envelope: Envelope, opening: Opening) -> Registered:
    """Its row came in before: as the same thing, or at intake, where it waits for what it becomes."""
    cases = await cases_of(office.records, EVERYTHING, number)
    same = [case.procedure for case in cases if case.kind == opening.procedure.name]
    if same:
        return Registered(number, False, same[0], None)
    if cases:
        raise refused(Reason.NOT_AT_THIS_STAGE.code)
    return await open_about(office, number, envelope, opening)


def _answer(registered: Registered, response: Response) -> CameOver:
    assert registered.procedure
    kind, _, number, n = registered.procedure.split("/")
    response.headers["Location"] = f"/cases/{kind}/{number}/{n}"
    if registered.receipt is None:
        response.status_code = status.HTTP_200_OK
    else:
        response.headers.update(etag(registered.receipt.seq))
    return CameOver(
        number=number,
        procedure=registered.procedure,
        is_new=registered.is_new,
        receipt=registered.receipt,
    )
