"""Meetings (会议): convened by whoever may, listed for whoever sees them, and counted: batches and
person-times."""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Response, status
from pydantic import BaseModel, Field

from api import meeting_examples, policy
from api.beginning import beginning_as
from api.editions import in_force
from api.forms import Code, Day, Form, Instant, Text
from api.identity import Person, Whoever, whoever
from api.looking import Number
from api.matters import NewMatter, registration_of
from api.office import Office, TheOffice
from api.opening import Opened, opened_once, write_down
from api.problems import malformed, unseen
from api.requests import Envelope, IdempotencyKey, digest_of
from api.rooms import check_room
from api.saying import Words, both
from api.sight import InSight, Sight
from records import meetings, reading
from records.intake import Opening, Registered
from records.meetings import Counted, MeetingLine
from rules.channels import Channel
from rules.editions import Edition
from rules.instants import legal_day
from rules.meeting.convening import convene
from rules.meeting.events import MeetingConvened
from rules.meeting.matter import may_convene
from rules.meeting.procedure import MEETING
from rules.procedure import Officer
from rules.refusals import Reason

router = APIRouter(tags=["会议 meetings"])

_OVER_WHICH: dict[str, Channel] = {
    "reception": Channel.LEADERS_RECEPTION,
    "outreach": Channel.LEADERS_RECEPTION,
    "house-visit": Channel.HOUSEHOLD_VISIT,
    "village-stay": Channel.HOUSEHOLD_VISIT,
}


class NewMeeting(Form):
    """召集会议: of a kind that the county's table has, at the unit of whoever convenes it. ``about``:
    matters that stand on its agenda from the beginning, of those this person sees; ``room``: of the place, by
    its reference in the register."""

    kind: Code
    title: Annotated[Text, Field(max_length=500)]
    scheduled_for: Instant
    place_unit: Code | None = None
    room: Code | None = None
    about: Annotated[tuple[Code, ...], Field(max_length=50)] = ()
    edition: Code | None = None


class KindShown(BaseModel):
    """A kind of meeting, as the county's table has it."""

    code: str
    words: Words
    conveners: list[str] = Field(description="role@level")
    is_public: bool
    capacity: int
    needs_briefing: bool
    needs_minutes: bool
    draws: str | None
    has_panel: bool
    collects: bool
    follows: bool


class MeetingShown(BaseModel):
    """A meeting of those this person sees."""

    meeting: MeetingLine
    words: Words


class MeetingsCounted(BaseModel):
    """``lines``: by month, unit and kind; ``batches`` and ``person_times`` are their sums, never each
    other's."""

    lines: list[Counted]
    meetings: int
    batches: int
    person_times: int


Since = Annotated[Day, Query(alias="from", description="从这一天起 the first legal day")]
Until = Annotated[Day, Query(description="到这一天止 the last legal day")]


@router.post(
    "/meetings",
    status_code=status.HTTP_201_CREATED,
    operation_id="convene_meeting",
    summary="召集会议 Convene a meeting",
)
async def convene_meeting(
    body: Annotated[NewMeeting, Body(openapi_examples=meeting_examples.MEETING)],
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    key: IdempotencyKey,
    response: Response,
) -> Opened:
    """By a seat that the table of kinds names. It has a file and a number of its own."""
    envelope = Envelope(key, digest_of(office, person, "meetings", body))
    return await opened_once(
        office, envelope, response, lambda: _convened(office, person, sight, body, envelope)
    )


async def _convened(
    office: Office, person: Person, sight: Sight, body: NewMeeting, envelope: Envelope
) -> Registered:
    def convenes(edition: Edition, seat: Officer) -> bool:
        kind = edition.meetings.kind(body.kind)
        return kind is not None and may_convene(kind, seat)

    seat, edition = beginning_as(
        person, sight, body.edition, convenes, otherwise=Reason.NOBODY_CONVENES_THERE
    )
    place = body.place_unit or seat.unit
    if place not in policy.area_of(edition.county, sight.parents):
        raise malformed(("body.place_unit", "unknown-unit"))
    await check_room(office, body.room, place, body.scheduled_for)
    for number in body.about:
        if await reading.matter(sight.records, sight.files, number) is None:
            raise unseen()

    def first(id: str, number: str, as_published: Edition) -> MeetingConvened:
        return convene(
            id=id,
            number=number,
            edition=as_published,
            kind=body.kind,
            scheduled_for=body.scheduled_for,
            place_unit=place,
            room=body.room,
            by=seat,
            at=person.at,
            about=body.about,
        )

    brought = NewMatter(channel=_OVER_WHICH.get(body.kind, Channel.MEETING), title=body.title, unit=place)
    new = registration_of(office, person, seat, sight, brought, envelope)
    return await write_down(office, new, None, envelope, Opening(MEETING, edition, first))


@router.get(
    "/meeting-kinds",
    operation_id="list_meeting_kinds",
    summary="会议种类 Kinds of meetings",
)
async def list_meeting_kinds(person: Whoever, sight: InSight) -> list[KindShown]:
    """What the county's table says of each kind: who convenes it, what it needs, what comes of it."""
    counties = {policy.county_of(seat.unit, sight.parents) for seat in person.seats}
    edition = in_force(min(counties, default=None), legal_day(person.at))
    rows = edition.meetings.kinds if edition else ()
    return [
        KindShown(
            code=row.code,
            words=both("meeting-kind", row.code),
            conveners=[f"{seat.role}@{seat.organ}" for seat in row.conveners],
            is_public=row.is_public,
            capacity=row.capacity,
            needs_briefing=row.needs_briefing,
            needs_minutes=row.needs_minutes,
            draws=row.draws,
            has_panel=row.has_panel,
            collects=row.collects,
            follows=row.follows,
        )
        for row in rows
    ]


@router.get("/meetings", operation_id="list_meetings", summary="会议列表 List of meetings")
async def list_meetings(sight: InSight, since: Since, until: Until) -> list[MeetingShown]:
    """The meetings of these days that this person sees, the first of them first."""
    return _shown(await meetings.listed(sight.records, sight.cases, since, until))


@router.get(
    "/meetings/counted", operation_id="count_meetings", summary="会议计数 Meetings, batches and person-times"
)
async def count_meetings(sight: InSight, since: Since, until: Until) -> MeetingsCounted:
    """Of the meetings this person sees; the totals are the sums of the meetings, and of nothing else."""
    lines = await meetings.counted(sight.records, sight.cases, since, until)
    return MeetingsCounted(
        lines=list(lines),
        meetings=sum(line.meetings for line in lines),
        batches=sum(line.batches for line in lines),
        person_times=sum(line.person_times for line in lines),
    )


@router.get(
    "/matters/{number}/meetings",
    operation_id="list_meetings_about",
    summary="事项上过的会议 Meetings about a matter",
    dependencies=[Depends(whoever)],
)
async def list_meetings_about(sight: InSight, number: Number) -> list[MeetingShown]:
    """On whose agenda it stands or stood, of the meetings this person sees: also a session of remote
    guidance."""
    if await reading.matter(sight.records, sight.files, number) is None:
        raise unseen()
    return _shown(await meetings.about(sight.records, sight.cases, number))


def _shown(lines: tuple[MeetingLine, ...]) -> list[MeetingShown]:
    return [MeetingShown(meeting=line, words=both("meeting-kind", line.meeting_kind)) for line in lines]
