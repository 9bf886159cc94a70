"""Receptions to come (接访公示与预约): announced to everybody, and booked by whoever holds a code, or brings
something new. Nobody signs in; no name stands in it but the seat that receives."""

from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid5

from fastapi import APIRouter, Body, Header, Path, Request
from pydantic import BaseModel

from api import asking, codes, meeting_examples
from api.agendas import booking_of
from api.bounded import check_rate
from api.codes import Chosen, TheHeld, held
from api.forms import Code, Form
from api.identity import Person
from api.office import Office, TheOffice, TheSealedOffice
from api.problems import malformed, unseen
from api.requests import IdempotencyKey, digest_of, first_receipt
from api.rooms import names_of_rooms
from api.saying import Words, both
from api.sight import sight_of
from api.submissions import NewSubmission, submit_without_signing_in
from records import meetings, papers
from records.meetings import MeetingLine
from records.reader import read_by
from rules.journal import Receipt
from rules.meeting.commands import BookVisit, CancelVisit
from rules.meeting.matter import Meeting
from rules.meeting.procedure import MEETING
from rules.tracking import PERSON, holder
from workflows import starting

router = APIRouter(tags=["查询 status"])

Id = Annotated[Code, Path(description="编号 the reception's own number", max_length=40)]
MaybeWritten = Annotated[
    str | None,
    Header(alias="Tracking-Code", description="查询码 the tracking code of one's own matter", max_length=40),
]


class ReceptionShown(BaseModel):
    """When and where who receives (XFTL 18); ``room_name``: of the place, if one was named; ``places``: how
    many visits can still be booked."""

    id: str
    kind: Words
    receives: Words
    unit: str
    place: str
    room_name: str | None
    scheduled_for: datetime
    places: int


class NewBooking(Form):
    """预约: nothing, for whoever holds the code of their matter; else what they would bring, which is taken
    in as any submission is."""

    matter: NewSubmission | None = None


class BookingMade(BaseModel):
    """``tracking``: of what was brought by this, by which it is asked after, and the booking cancelled."""

    reception: str
    scheduled_for: datetime
    place: str
    room_name: str | None
    tracking: str | None


@router.get("/receptions", operation_id="list_receptions", summary="接访公示 Receptions to come")
async def list_receptions(office: TheOffice) -> list[ReceptionShown]:
    """For everybody, without an account: the next first."""
    at = await office.clock()
    lines = await meetings.announced(read_by(office.records, None), at)
    units = (await sight_of(office, Person(PERSON, (), at))).units
    named = {unit.unit: unit.name for unit in units.values()}
    rooms = await names_of_rooms(office, [line.room for line in lines])
    return [
        ReceptionShown(
            id=line.procedure.split("/")[2],
            kind=both("meeting-kind", line.meeting_kind),
            receives=both("role", line.role),
            unit=named.get(line.unit, line.unit),
            place=named.get(line.place_unit, line.place_unit),
            room_name=rooms.get(line.room, line.room),
            scheduled_for=line.scheduled_for,
            places=max(line.capacity - line.booked, 0),
        )
        for line in lines
    ]


@router.get("/receptions/booked", operation_id="list_own_bookings", summary="本人的预约 What one has booked")
async def list_own_bookings(known: TheHeld, office: TheOffice) -> list[ReceptionShown]:
    """Of the receptions to come, those that were booked with this code. 404 for a code nobody was given."""
    lines = await meetings.announced(read_by(office.records, None), await office.clock())
    mine: set[str] = set()
    for procedure in (line.procedure for line in lines if line.booked):
        booked = {item.booking for item in (await _state(office, procedure)).items}
        if booked & {booking_of(office, procedure, said) for said in (known.number, known.code) if said}:
            mine.add(procedure.split("/")[2])
    return [each for each in await list_receptions(office) if each.id in mine] if mine else []


@router.post("/receptions/{id}/bookings", operation_id="book_reception", summary="预约接访 Book a reception")
async def book_reception(
    *,
    id: Id,
    body: Annotated[NewBooking, Body(openapi_examples=meeting_examples.BOOKING)],
    request: Request,
    office: TheOffice,
    counter: TheSealedOffice,
    key: IdempotencyKey,
    written: MaybeWritten = None,
    factor: Chosen = None,
) -> BookingMade:
    """With the code of one's own matter, or with what one would bring. Asked too often: 429."""
    await check_rate(office, request, "by-code")
    if (written is None) is (body.matter is None):
        raise malformed(("body.matter", "code-or-matter"))
    line = await _coming(office, id)
    tracking: str | None = None
    if body.matter is not None:
        submitted = await submit_without_signing_in(request, body.matter, office, key)
        tracking, known, number = submitted.tracking, codes.read(submitted.tracking), None
    else:
        assert written
        its = await held(request, office, counter, written, factor)
        known, number = its.code, its.number
    booking = booking_of(office, line.procedure, number or known or "")
    digest = digest_of(office, Person(PERSON, (), await office.clock()), f"receptions/{id}/{booking}", body)
    own_key = str(uuid5(UUID(key), "booking"))
    if await first_receipt(office, own_key, digest) is None:
        county = (await _state(office, line.procedure)).edition.county
        asked = BookVisit(id=own_key, by=holder(county), digest=digest, booking=booking, matter=number)
        await asking.ask(office, line.procedure, "book_visit", asked)
    place = (await sight_of(office, Person(PERSON, (), await office.clock()))).units.get(line.place_unit)
    return BookingMade(
        reception=id,
        scheduled_for=line.scheduled_for,
        place=place.name if place else line.place_unit,
        room_name=(await names_of_rooms(office, [line.room])).get(line.room, line.room),
        tracking=tracking,
    )


@router.post(
    "/receptions/{id}/bookings/cancel",
    operation_id="cancel_reception_booking",
    summary="取消预约接访 Cancel a booking",
)
async def cancel_reception_booking(
    *, id: Id, request: Request, office: TheOffice, known: TheHeld, key: IdempotencyKey
) -> Receipt:
    """By the code with which it was booked; without a reason."""
    await check_rate(office, request, "by-code")
    line = await _coming(office, id)
    state = await _state(office, line.procedure)
    mine = [booking_of(office, line.procedure, each) for each in (known.number, known.code) if each]
    booked = {item.booking for item in state.items}
    booking = next((each for each in mine if each in booked), mine[0])  # as it was known when it was booked
    nobody = Person(PERSON, (), await office.clock())
    digest = digest_of(office, nobody, f"receptions/{id}/{known.code}/cancel", NewBooking())
    if receipt := await first_receipt(office, key, digest):
        return receipt
    asked = CancelVisit(id=key, by=holder(state.edition.county), digest=digest, booking=booking)
    return await asking.ask(office, line.procedure, "cancel_visit", asked)


async def _coming(office: Office, id: str) -> MeetingLine:
    """A reception that is announced. Raises Problem 404 for whatever else there may be of that number."""
    lines = await meetings.announced(read_by(office.records, None), await office.clock())
    for line in lines:
        if line.procedure.split("/")[2] == id:
            return line
    raise unseen()


async def _state(office: Office, procedure: str) -> Meeting:
    loaded = await papers.load(office.records, procedure)
    state: Meeting = starting.file_of(MEETING, loaded.entries, loaded.edition).state
    return state
