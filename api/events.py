"""Events (事件): reported by staff, or without signing in by the label of a place; assigned at once."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Body, Path, Request, Response, status
from pydantic import BaseModel, StringConstraints

from api import codes, examples, policy
from api.beginning import beginning_as
from api.bounded import check_rate
from api.disputes import places
from api.editions import in_force
from api.forms import Code, Form, Instant, Text, writable
from api.identity import Person, Whoever
from api.looking import NAME
from api.matters import NewMatter, registration_of
from api.office import Office, TheOffice
from api.opening import Opened, opened_once, write_down
from api.personal_notice import NoticeShown
from api.problems import malformed, refusal, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.saying import Words, both
from api.sight import InSight, Sight, sight_of
from records import gazetteer, recurring, registers
from records.content import Content
from records.intake import Opening, Registered
from records.parties import PARTY_CONTACT, contact_ref
from rules.assigning import Question, assign
from rules.channels import Channel
from rules.editions import Edition
from rules.event.events import EventRegistered
from rules.event.procedure import EVENT
from rules.event.recurring import Recurrence
from rules.event.recurring import recurring as again_and_again
from rules.event.registration import addressed, may_report, register_event
from rules.gazetteer import Location, located_by_unit
from rules.instants import legal_day
from rules.participants import Participant, ParticipantRole, People
from rules.procedure import Officer
from rules.refusals import Refused
from rules.registers import Register
from rules.rosters import Roster
from rules.tracking import holder
from rules.words.personal_notice import CURRENT

router = APIRouter(tags=["事件 events"])

_NOBODY = "public"  # who asks, where nobody has signed in
_UNNAMED = "报告人"  # stands where somebody left how to reach them, and no name
PlaceCode = Annotated[str, Path(description="地点编码，在标牌上 the code on the label", max_length=60)]


class Reporter(Form):
    """报告人: whoever likes to be reached, and only so far."""

    contact: Annotated[Text, StringConstraints(max_length=500)]
    name: Annotated[Text, StringConstraints(max_length=200)] | None = None


class PlaceReport(Form):
    """公众报告: what it is, in one's own words. ``factor``: what the person chose to be asked beside the
    tracking code; ``notice``: which notice on personal information they were shown before."""

    kind: Code
    title: Annotated[Text, StringConstraints(max_length=500)]
    body: Annotated[str, StringConstraints(max_length=5_000), writable] = ""
    reporter: Reporter | None = None
    factor: codes.Factor | None = None
    notice: NoticeShown | None = None


class NewEvent(PlaceReport):
    """事件登记: at a place of the gazetteer, or in a village; where neither is known, it is the county's."""

    place: Code | None = None
    village: Code | None = None
    channel: Channel = Channel.GRID_REPORT
    received_at: Instant | None = None
    edition: Code | None = None


class Reported(BaseModel):
    """``tracking``: what the person can ask after it with. It is told here, and nowhere else."""

    number: str
    tracking: str | None


class KindShown(BaseModel):
    """A kind of event, by code."""

    code: str
    words: Words


class PlaceShown(BaseModel):
    """What a form for this place needs: its name, the kinds of event, the notice to be shown before."""

    code: str
    name: str
    kind: Words
    kinds: list[KindShown]
    notice: str


class RecurrenceShown(BaseModel):
    """A kind of event that came up again and again, at a place or in a unit. There is no person in it."""

    recurrence: Recurrence
    kind: Words


@dataclass(frozen=True)
class Told:
    """A report on its way in: by whom, over which channel, when, and where it is."""

    by: Officer
    channel: Channel
    received_at: datetime | None
    location: Location


@router.post(
    "/events",
    status_code=status.HTTP_201_CREATED,
    operation_id="register_event",
    summary="登记事件 Register an event",
)
async def register_new_event(
    body: Annotated[NewEvent, Body(openapi_examples=examples.EVENT)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> Opened:
    """By a grid worker, a window or the centre. It is on somebody's worklist when this is answered."""
    seat, edition = beginning_as(person, sight, body.edition, may_report)
    envelope = Envelope(key, digest_of(office, person, "events", body))

    async def write() -> Registered:
        location = await _location(office, sight, body, edition.county, person.at)
        told = Told(seat, body.channel, body.received_at, location)
        return await _taken_in(office, person, sight, edition, body, told, envelope)

    return await opened_once(office, envelope, response, write)


@router.get("/events/recurring", operation_id="list_recurring_events", summary="高发提示 What happens again")
async def list_recurring_events(person: Whoever, sight: InSight) -> list[RecurrenceShown]:
    """Of the events that this person sees, as often and within as long as each of their counties has set."""
    today = legal_day(person.at)
    found: dict[Recurrence, None] = {}
    for county in sorted({policy.county_of(seat.unit, sight.parents) for seat in person.seats}):
        edition = in_force(county, today)
        if edition:
            since = today - timedelta(days=edition.events.warn_within)
            reported = await recurring.events_reported(sight.records, sight.cases, since)
            found |= dict.fromkeys(again_and_again(reported, edition.events, today))
    return [RecurrenceShown(recurrence=each, kind=both("event-kind", each.kind)) for each in found]


@router.get("/public/places/{code}", operation_id="read_place", summary="场所码 The place of a label")
async def read_place(code: PlaceCode, office: TheOffice) -> PlaceShown:
    """For whoever reads the label, without signing in."""
    at = await office.clock()
    found = await gazetteer.find(office.records, code, legal_day(at))
    edition = found and in_force(found.county, legal_day(at))
    if not found or not edition:
        raise unseen()
    kinds = [KindShown(code=each, words=both("event-kind", each)) for each in edition.events.kinds]
    kind = both("place-kind", found.place.kind)
    return PlaceShown(code=code, name=found.place.name, kind=kind, kinds=kinds, notice=CURRENT)


@router.post(
    "/public/places/{code}/reports",
    status_code=status.HTTP_201_CREATED,
    operation_id="report_at_place",
    summary="扫码报告 Report what is wrong at a place",
)
async def report_at_place(
    *,
    request: Request,
    body: Annotated[PlaceReport, Body(openapi_examples=examples.PLACE_REPORT)],
    office: TheOffice,
    key: IdempotencyKey,
    code: PlaceCode,
    response: Response,
) -> Reported:
    """Whoever sees it says it, by name or without. Asked too often from one address: 429, come later."""
    at = await office.clock()
    await check_rate(office, request, "client")
    found = await gazetteer.find(office.records, code, legal_day(at))
    edition = found and in_force(found.county, legal_day(at))
    if not found or not edition:
        raise unseen()
    nobody = Person(_NOBODY, (), at)
    envelope = Envelope(key, digest_of(office, nobody, f"public/places/{code}/reports", body))
    told = Told(holder(found.county), Channel.PLACE_CODE, None, found.location)
    sight = await sight_of(office, nobody)
    write = partial(_taken_in, office, nobody, sight, edition, body, told, envelope)
    opened = await opened_once(office, envelope, response, write)
    del response.headers["Location"]  # of a case, which nobody sees who has not signed in
    return Reported(number=opened.number, tracking=opened.tracking)


async def _taken_in(
    office: Office,
    person: Person,
    sight: Sight,
    edition: Edition,
    new: PlaceReport,
    told: Told,
    envelope: Envelope,
) -> Registered:
    people = _reporter(new.reporter, envelope)
    question = await _question(office, edition, new.kind, told.location, person.at)

    def first(id: str, number: str, as_published: Edition) -> EventRegistered:
        return register_event(
            id=id,
            number=number,
            edition=as_published,
            channel=told.channel,
            received_at=told.received_at or person.at,
            kind=new.kind,
            location=told.location,
            people=people,
            assigned=assign(question(number)),
            by=told.by,
            at=person.at,
        )

    brought = NewMatter(
        channel=told.channel,
        title=new.title,
        body=new.body,
        received_at=told.received_at,
        unit=told.location.unit,
        factor=new.factor,
        notice=new.notice,
    )
    registration = registration_of(office, person, told.by, sight, brought, envelope)
    return await write_down(office, registration, None, envelope, Opening(EVENT, edition, first))


async def _question(
    office: Office, edition: Edition, kind: str, location: Location, at: datetime
) -> "partial[Question]":
    """All by which it is assigned but for the number it is about to get. Raises Problem 409."""
    try:
        role, unit = addressed(edition, kind, location)
    except Refused as no:
        raise refusal(no) from None
    shifts = await registers.lines_of(office.directory, Register.SHIFTS, unit=unit)
    duty = Roster(shifts, edition.directory, edition.calendar).duty(unit, at)
    return partial(
        Question,
        place=location.place,
        kind=kind,
        role=role,
        unit=unit,
        seed=secrets.token_hex(16),
        candidates=await gazetteer.candidates(office.records, role, unit, legal_day(at)),
        on_duty=duty.persons,
        shifts=duty.shifts,
    )


async def _location(office: Office, sight: Sight, body: NewEvent, county: str, at: datetime) -> Location:
    """Where it is. Raises Problem 422 for a place or a village that nobody knows in this county."""
    if body.place is not None:
        found = await gazetteer.find(office.records, body.place, legal_day(at))
        if found is None or found.county != county:
            raise malformed(("body.place", "unknown-place"))
        return found.location
    village, township = places(sight, body.village) if body.village else (None, None)
    return located_by_unit(village, township, county)


def _reporter(reporter: Reporter | None, envelope: Envelope) -> People:
    """Whoever left how to reach them, by reference; nobody, where nobody did."""
    if reporter is None:
        return ()
    ref = envelope.put(NAME, reporter.name or _UNNAMED, place="reporter", is_searchable=bool(reporter.name))
    envelope.texts.append(Content(contact_ref(ref), PARTY_CONTACT, reporter.contact))
    return (Participant(ref=ref, role=ParticipantRole.PETITIONER),)
