"""Submissions (收件): taken in and sealed; opened, and classified by a named person at the counter."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID, uuid4

from fastapi import APIRouter, Body, Query, Request, status
from pydantic import BaseModel, Field, StrictBool, StringConstraints, model_validator

from api import codes, examples, policy
from api.bounded import check_rate
from api.classifying import Asked, Classified, Part, classify
from api.editions import in_force
from api.forms import Code, Form, Instant, Text, writable
from api.identity import Person, Whoever
from api.looking import note_looks, opening_of
from api.office import Office, TheOffice, TheSealedOffice
from api.personal_notice import NoticeShown
from api.problems import Problem, malformed, not_your_seat, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.saying import Words, both
from api.sight import InSight, Sight, sight_of
from proof.looks import Look
from records import submissions
from records.journal import AnotherBody
from records.submissions import Receipted, Waiting
from rules.channels import PUBLIC, Channel
from rules.editions import Organ
from rules.instants import legal_day

router = APIRouter(tags=["收件 submissions"])

_EARLY = timedelta(minutes=5)  # by which another machine's clock may be ahead of ours
_MOST_DAYS = 400
_TEXTS = ("title", "body", "author", "contact", "place")
_NOBODY = "public"  # who asks, where nobody has signed in


class NewSubmission(Form):
    """来件: what somebody brought or sent, in their own words. ``unit``: where they brought it. ``factor``:
    what they chose, to be asked beside the tracking code (查询口令). ``notice``: which notice on personal
    information they were shown before."""

    channel: Channel
    title: Annotated[Text, StringConstraints(max_length=500)]
    body: Annotated[str, StringConstraints(max_length=20_000), writable] = ""
    author: Annotated[Text, StringConstraints(max_length=200)] | None = None
    contact: Annotated[Text, StringConstraints(max_length=500)] | None = None
    place: Annotated[Text, StringConstraints(max_length=500)] | None = None
    unit: Code | None = None
    factor: codes.Factor | None = None
    notice: NoticeShown | None = None


class CounterSubmission(NewSubmission):
    """``received_at``: when it came, if it did not come just now."""

    received_at: Instant | None = None


class Submitted(BaseModel):
    """``tracking``: what the person can ask after it with. It is told here, and nowhere else. ``unit``: at
    whose counter it lies, by reference and by name."""

    tracking: str
    unit: str
    unit_name: str


class WaitingShown(BaseModel):
    """A submission that waits to be classified: how and when it came, and nothing of what it says."""

    submission: Waiting
    channel: Words


class SubmissionShown(BaseModel):
    """A submission, opened."""

    id: UUID
    channel: Channel
    texts: dict[str, str] = Field(description="title, body, author, contact, place")


class Purpose(StrEnum):
    """What it is (信访目的), as a named person has read it."""

    ORDINARY = "ordinary"
    ACCUSATION = "accusation"
    MIXED = "mixed"


class Classification(Form):
    """``mixed``: part of it accuses somebody; the two parts are written apart. ``is_real_name``: whoever
    accuses gave their name."""

    purpose: Purpose
    is_real_name: StrictBool = False
    ordinary: Part | None = None
    accusation: Part | None = None

    @model_validator(mode="after")
    def _has_its_parts(self) -> Self:
        is_mixed = self.purpose is Purpose.MIXED
        if is_mixed is not bool(self.ordinary) or is_mixed is not bool(self.accusation):
            raise ValueError("parts")
        return self


class Arrivals(BaseModel):
    """How many came to a unit over a channel on a legal day, before anybody had read them."""

    unit: str
    channel: str
    words: Words
    day: date
    received: int


@router.post(
    "/submissions",
    status_code=status.HTTP_201_CREATED,
    operation_id="submit",
    summary="收件 Take in a submission",
)
async def submit(
    body: Annotated[CounterSubmission, Body(openapi_examples=examples.SUBMISSION)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
) -> Submitted:
    """For somebody who came, wrote or called. It waits, sealed, until a named person has classified it."""
    seat = next((seat for seat in person.seats if policy.may_take_in(seat)), None)
    if seat is None:
        raise not_your_seat()
    received_at = body.received_at or person.at
    if received_at > person.at + _EARLY:
        raise malformed(("body.received_at", "in-the-future"))
    unit = body.unit or seat.unit
    if unit not in policy.area_of(policy.county_of(seat.unit, sight.parents), sight.parents):
        raise malformed(("body.unit", "unknown-unit"))
    envelope = Envelope(key, digest_of(office, person, "submissions", body))
    return await _received(office, sight, body, envelope, Came(unit, received_at, person.ref))


@router.post(
    "/public/submissions",
    status_code=status.HTTP_201_CREATED,
    operation_id="submit_without_signing_in",
    summary="公众提交 Submit without signing in",
)
async def submit_without_signing_in(
    request: Request,
    body: Annotated[NewSubmission, Body(openapi_examples=examples.PUBLIC_SUBMISSION)],
    office: TheOffice,
    key: IdempotencyKey,
) -> Submitted:
    """Whoever has something to say says it here. Asked too often from one address: 429, come later."""
    at = await office.clock()
    await check_rate(office, request, "client")
    if body.channel not in PUBLIC:
        raise malformed(("body.channel", "not-public"))
    nobody = Person(_NOBODY, (), at)
    sight = await sight_of(office, nobody)
    counties = sorted(unit.unit for unit in sight.units.values() if unit.organ == Organ.COUNTY)
    unit = body.unit or next(iter(counties), None)
    if unit is None or not any(unit in policy.area_of(county, sight.parents) for county in counties):
        raise malformed(("body.unit", "unknown-unit"))
    envelope = Envelope(key, digest_of(office, nobody, "public/submissions", body))
    return await _received(office, sight, body, envelope, Came(unit, at))


@router.get("/submissions", operation_id="list_submissions", summary="待分类收件 Waiting submissions")
async def list_submissions(
    office: TheOffice, person: Whoever, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> list[WaitingShown]:
    """What waits at the counter of my unit, the longest waiting first."""
    waiting = await submissions.waiting(office.records, _counters(person), limit)
    return [WaitingShown(submission=each, channel=both("channel", each.channel)) for each in waiting]


@router.get("/submissions/{id}", operation_id="open_submission", summary="打开收件 Open a submission")
async def open_submission(
    office: TheOffice, counter: TheSealedOffice, person: Whoever, id: UUID
) -> SubmissionShown:
    """What it says. That somebody opened one is on record; which one it was, only its keeper can tell."""
    async with office.records.begin() as connection:
        opened = await submissions.opened(connection, counter.keeper, id, _counters(person))
        if opened is None:
            raise unseen()
        seat = next(each for each in person.seats if policy.may_classify(each) and each.unit == opened.unit)
        look = Look(
            person.at, person.ref, f"{seat.role}@{seat.unit}", None, opening_of(counter, opened.tracking)
        )
        await note_looks(connection, [look])
    return SubmissionShown(id=opened.id, channel=Channel(opened.channel), texts=dict(opened.texts))


@router.post(
    "/submissions/{id}/classify", operation_id="classify_submission", summary="分类 Classify a submission"
)
async def classify_submission(
    *,
    body: Annotated[Classification, Body(openapi_examples=examples.CLASSIFICATION)],
    office: TheOffice,
    counter: TheSealedOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    id: UUID,
) -> Classified:
    """It is what this person has read in it, and waits no longer. The same answer whatever it was."""
    seat = next((seat for seat in person.seats if policy.may_classify(seat)), None)
    if seat is None:
        raise unseen()
    asked = Asked(
        id=id,
        counters=_counters(person),
        by=seat,
        at=person.at,
        edition=in_force(policy.county_of(seat.unit, sight.parents), legal_day(person.at)),
        key=key,
        digest=digest_of(office, person, f"submissions/{id}/classify", body),
        is_ordinary=body.purpose is not Purpose.ACCUSATION,
        is_accusation=body.purpose is not Purpose.ORDINARY,
        is_real_name=body.is_real_name,
        ordinary=body.ordinary,
        accusation=body.accusation,
    )
    return await classify(office, counter, asked)


@router.get("/channels", operation_id="count_channels", summary="收件渠道统计 What came over which channel")
async def count_channels(
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    since: Annotated[date | None, Query(description="起（含） from this legal day on")] = None,
    until: Annotated[date | None, Query(description="止（含） up to this legal day")] = None,
) -> list[Arrivals]:
    """Counted as they came; what they were classified as changes no count."""
    last = until or legal_day(person.at)
    first = since or last
    if not timedelta(0) <= last - first <= timedelta(days=_MOST_DAYS):
        raise malformed(("query.since", "range"))
    areas = [policy.area_of(seat.unit, sight.parents) for seat in person.seats if policy.may_classify(seat)]
    counted = await submissions.arrived(office.records, frozenset().union(*areas), first, last)
    return [Arrivals(**vars(each), words=both("channel", each.channel)) for each in counted]


@dataclass(frozen=True)
class Came:
    """Where and when it came, and who took it in."""

    unit: str
    at: datetime
    by: str | None = None


async def _received(
    office: Office, sight: Sight, body: NewSubmission, envelope: Envelope, came: Came
) -> Submitted:
    organs = {unit.unit: unit.organ for unit in sight.units.values()}
    code = codes.code_of(office, envelope)
    receipted = Receipted(
        id=uuid4(),
        command=envelope.key,
        digest=envelope.digest,
        tracking=codes.digest(office, code),
        factor=codes.factor_digest(office, code, body.factor),
        code=submissions.Code(code, body.factor),
        county=policy.county_of(came.unit, sight.parents),
        unit=policy.counter_of(came.unit, organs, sight.parents),
        channel=body.channel,
        received_at=came.at,
        received_by=came.by,
        notice=body.notice,
        texts={kind: text for kind in _TEXTS if (text := getattr(body, kind))},
    )
    try:
        assert office.sealed
        await submissions.receive(office.records, office.sealed.keeper, receipted)
    except AnotherBody:
        raise Problem(422, "key-reused") from None
    unit = receipted.unit
    return Submitted(tracking=codes.in_groups(code), unit=unit, unit_name=sight.units[unit].name)


def _counters(person: Person) -> frozenset[str]:
    """The units at whose counters this person opens what waits."""
    return frozenset(seat.unit for seat in person.seats if policy.may_classify(seat))
