"""What is asked of a meeting and needs a look into the records first: its agenda is drawn, an item becomes a
matter, a visit is booked for somebody, and whoever followed a matter has seen it closed."""

import hmac
from collections.abc import Callable
from typing import Annotated, Any, Self
from uuid import UUID, uuid5

from fastapi import APIRouter, Body, Response
from pydantic import BaseModel, Field, model_validator

from api import asking, codes, meeting_examples, policy
from api.forms import Code, Form, Text
from api.identity import Person, Whoever
from api.looking import Episode, Number, case_seen
from api.matters import NewMatter, register, registration_of
from api.office import Office, TheOffice
from api.problems import not_your_seat, refused, unseen
from api.requests import Envelope, ExpectedSeq, IdempotencyKey, digest_of, etag, first_receipt
from api.sight import InSight, Sight
from api.verbs import Verb, seal, seat_for
from records import meetings, papers, reading
from rules.journal import Receipt
from rules.meeting import commands
from rules.meeting.matter import Meeting
from rules.meeting.procedure import MEETING
from rules.procedure import Command
from rules.refusals import Reason
from workflows import starting

router = APIRouter(tags=["会议 meetings"])

_CASE = "/cases/meeting/{number}/{n}"


class Drawing(Form):
    """生成议程: nothing is to be said; the records say it."""


_NOTHING = Drawing()


class StaffBooking(Form):
    """``matter``: for which of the matters that this person sees."""

    matter: Code


class Became(Form):
    """``matter``: a number that stands; or ``new``, and it is registered from the item."""

    item: Annotated[int, Field(ge=1, le=10_000)]
    matter: Code | None = None
    new: NewMatter | None = None

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if (self.matter is None) is (self.new is None):
            raise ValueError("number-or-matter")
        return self


class Followed(Form):
    """How the matter ended."""

    item: Annotated[int, Field(ge=1, le=10_000)]
    report: Text


class EndedAsMatter(BaseModel):
    """Under which number the item goes on. ``tracking``: of a matter that is new by this, what the person
    can ask after it with; told here, and nowhere else."""

    number: str
    tracking: str | None
    seq: int
    stage: str


class Booked(BaseModel):
    """``booking``: by which it is cancelled."""

    booking: str
    seq: int
    stage: str


class _Ask:
    """One request about one meeting, on its way to the workflow."""

    def __init__(
        self, office: Office, person: Person, sight: Sight, key: str, seen: int | None, name: str
    ) -> None:
        self.office, self.person, self.sight = office, person, sight
        self.key, self.seen, self.verb = key, seen, Verb(MEETING, name, MEETING.commands[name])
        self.digest = ""

    async def known(self, number: str, n: int, body: BaseModel) -> Receipt | None:
        """What was answered before to the same request."""
        route = f"meeting/{number}/{n}/{self.verb.name}"
        self.digest = digest_of(self.office, self.person, route, body)
        return await first_receipt(self.office, self.key, self.digest)

    async def state(self, number: str, n: int) -> Meeting:
        """The meeting, if this person sees it. Raises Problem 404."""
        line = await case_seen(self.sight, MEETING.name, number, n)
        loaded = await papers.load(self.office.records, line.procedure)
        state: Meeting = starting.file_of(MEETING, loaded.entries, loaded.edition).state
        return state

    async def carry_out(
        self, meeting: Meeting, response: Response, said: Callable[[Envelope], dict[str, Any]]
    ) -> Receipt:
        by = await seat_for(self.sight, self.person, meeting.id, self.verb)
        envelope = Envelope(self.key, self.digest)
        kind: Any = self.verb.kind
        asked: Command = kind(
            id=self.key, by=by, digest=self.digest, expected_seq=self.seen, **said(envelope)
        )
        await seal(self.office, meeting.id, envelope, None)
        receipt = await asking.ask(self.office, meeting.id, self.verb.name, asked)
        response.headers.update(etag(receipt.seq))
        return receipt


def booking_of(office: Office, meeting: str, said: str) -> str:
    """The reference of a booking: made by the house of a number, or of a code while there is none; the same
    for the same, and telling it to nobody."""
    made = hmac.digest(office.digest_key(), f"booking/{meeting}/{said}".encode(), "sha256")
    return made.hex()[:32]


@router.post(f"{_CASE}/draw-agenda", operation_id="meeting_draw_agenda", summary="生成议程 Draw the agenda")
async def draw_agenda(
    *,
    number: Number,
    n: Episode,
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    seen: ExpectedSeq,
    response: Response,
    body: Annotated[Drawing, Body(openapi_examples=meeting_examples.DRAWN)] = _NOTHING,
) -> Receipt:
    """Exactly what the records hold of what this kind is about, as this person sees it: it is written into
    the journal by number, once."""
    ask = _Ask(office, person, sight, key, seen, "draw_agenda")
    if known := await ask.known(number, n, body):
        return known
    meeting = await ask.state(number, n)
    what = meeting.kind.draws
    if what is None:
        raise refused(Reason.NOT_AT_THIS_STAGE.code)
    found = await meetings.drawn(sight.records, sight.cases, what, person.at, number)
    return await ask.carry_out(meeting, response, lambda _: {"matters": found})


@router.post(f"{_CASE}/book-visit", operation_id="meeting_book_visit", summary="预约来访 Book a visit")
async def book_visit(
    *,
    number: Number,
    n: Episode,
    body: Annotated[StaffBooking, Body(openapi_examples=meeting_examples.STAFF_BOOKING)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    seen: ExpectedSeq,
    response: Response,
) -> Booked:
    """For somebody who asked at a window, about a matter that stands."""
    ask = _Ask(office, person, sight, key, seen, "book_visit")
    receipt, meeting = await ask.known(number, n, body), await ask.state(number, n)
    booking = booking_of(office, meeting.id, body.matter)
    if receipt is None:
        if await reading.matter(sight.records, sight.files, body.matter) is None:
            raise unseen()
        said = {"booking": booking, "matter": body.matter}
        receipt = await ask.carry_out(meeting, response, lambda _: said)
    return Booked(booking=booking, seq=receipt.seq, stage=receipt.stage)


@router.post(
    f"{_CASE}/end-as-matter",
    operation_id="meeting_end_as_matter",
    summary="形成事项 An item becomes a matter",
)
async def end_as_matter(
    *,
    number: Number,
    n: Episode,
    body: Annotated[Became, Body(openapi_examples=meeting_examples.BECAME)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    seen: ExpectedSeq,
    response: Response,
) -> EndedAsMatter:
    """Under a number this person sees, or one that is registered by this: then whoever brought it gets a
    code."""
    ask = _Ask(office, person, sight, key, seen, "end_as_matter")
    receipt = await ask.known(number, n, body)
    its_own = Envelope(str(uuid5(UUID(key), "matter")), ask.digest)
    if receipt is None:
        meeting = await ask.state(number, n)
        by = await seat_for(sight, person, meeting.id, ask.verb)
        if commands.EndAsMatter not in MEETING.permitted(meeting, by):
            raise refused(MEETING.why_not(meeting, by)[commands.EndAsMatter].code)
        if body.matter and await reading.matter(sight.records, sight.files, body.matter) is None:
            raise unseen()
        became = body.matter or await _registered(office, person, sight, body, its_own)
        said = {"item": body.item, "matter": became}
        receipt = await ask.carry_out(meeting, response, lambda _: said)
    code = codes.in_groups(codes.code_of(office, its_own)) if body.new else None
    meeting = await ask.state(number, n)
    item = meeting.item(body.item)
    assert item
    assert item.matter
    return EndedAsMatter(number=item.matter, tracking=code, seq=receipt.seq, stage=receipt.stage)


async def _registered(office: Office, person: Person, sight: Sight, body: Became, envelope: Envelope) -> str:
    """The number of the matter that the item is. The same request registers it once. Raises Problem 403."""
    seat = next((seat for seat in person.seats if policy.may_take_in(seat)), None)
    if seat is None:
        raise not_your_seat()
    assert body.new
    new = registration_of(office, person, seat, sight, body.new, envelope)
    return (await register(office, new)).number


@router.post(
    f"{_CASE}/end-following", operation_id="meeting_end_following", summary="结束跟踪 End a following"
)
async def end_following(
    *,
    number: Number,
    n: Episode,
    body: Annotated[Followed, Body(openapi_examples=meeting_examples.FOLLOWED)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    seen: ExpectedSeq,
    response: Response,
) -> Receipt:
    """By whoever follows a matter, once every case of it is closed: the records say whether."""
    ask = _Ask(office, person, sight, key, seen, "end_following")
    if known := await ask.known(number, n, body):
        return known
    meeting = await ask.state(number, n)
    item = meeting.item(body.item)
    async with office.records.connect() as connection:  # the house looks: its answer is a number alone
        still = await meetings.open_cases(connection, item.matter) if item and item.matter else 0
    return await ask.carry_out(
        meeting,
        response,
        lambda envelope: {
            "item": body.item,
            "report": envelope.put_field("report", body.report),
            "open_cases": still,
        },
    )
