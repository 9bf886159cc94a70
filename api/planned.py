"""The calendar of sessions (调解和听证日程): what is planned when and where, and what would be taken.

Nobody is told of a session that they do not see; so a place may be taken by what is not told here.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel

from api import policy
from api.editions import in_force
from api.forms import Code, Day, Instant
from api.identity import Person, Whoever
from api.looking import Episode, Number, case_seen
from api.office import Office, TheOffice
from api.problems import malformed, unseen
from api.rooms import names_of_rooms
from api.saying import Words, both
from api.sight import InSight, Sight
from records import reading
from records.planned import MEETING, PlannedLine, parties_of, planned
from records.reading import CaseLine
from rules.clashing import Plan, Taken, half_day_of, taken
from rules.county_directory import Half
from rules.instants import ONE_DAY, first_instant_of, legal_day

router = APIRouter(tags=["日程 calendar"])

_LONGEST = 366  # days of one answer

Since = Annotated[Day | None, Query(description="从这一天起，不填为本周一 the first legal day; or Monday")]
Until = Annotated[Day | None, Query(description="到这一天止，不填为七日 the last legal day; or a week")]


class PlannedShown(BaseModel):
    """A session, a hearing or a meeting of those this person sees; nobody's name. ``is_mine``: this person
    is to sit there, or it is in the hands of a seat of theirs. ``room_name``: what its room is called."""

    planned: PlannedLine
    room_name: str | None
    words: Words
    state: Words
    is_mine: bool


class CalendarShown(BaseModel):
    """What is planned from one legal day to another, both included; ``today`` as the house counts it."""

    today: date
    since: date
    until: date
    items: list[PlannedShown]


class ClashShown(BaseModel):
    """Something in the same half-day, and what both would need."""

    planned: PlannedShown
    taken: list[Taken]
    words: list[Words]


@router.get("/calendar", operation_id="read_calendar", summary="日程 What is planned")
async def read_calendar(
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    since: Since = None,
    until: Until = None,
    unit: Code | None = None,
) -> CalendarShown:
    """Of these legal days, the first first; of this week, if none is named; of a unit's area, where one is.
    422 for more than a year, or a last day before the first."""
    today = legal_day(person.at)
    first = since or today - ONE_DAY * today.weekday()
    last = until or first + ONE_DAY * 6
    if not 0 <= (last - first).days <= _LONGEST:
        raise malformed(("query.until", "interval"))
    units = None if unit is None else policy.area_of(unit, sight.parents)
    begins, ends = first_instant_of(first), first_instant_of(last + ONE_DAY)
    lines = await planned(sight.records, sight.cases, begins, ends, units)
    return CalendarShown(today=today, since=first, until=last, items=await _shown(office, person, lines))


@router.get(
    "/cases/{kind}/{number}/{n}/clashes", operation_id="read_clashes", summary="时间冲突 What would be taken"
)
async def read_clashes(
    *,
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    kind: Annotated[str, Path(max_length=40)],
    number: Number,
    n: Episode,
    at: Annotated[Instant | None, Query(description="拟定的时间，不填为现在 when; now, if left out")] = None,
    place_unit: Annotated[Code | None, Query(description="拟定的地点 where")] = None,
    room: Annotated[Code | None, Query(description="拟定的房间 in which room")] = None,
) -> list[ClashShown]:
    """What this person sees in the same half-day that needs the same place or room, somebody who handles this
    case or sits at it, or one of its people. It is told before somebody decides; nothing is refused for it.
    404 for whoever does not read the file."""
    line = await case_seen(sight, kind, number, n)
    if await reading.matter(sight.records, sight.files, number) is None:
        raise unseen()
    wanted = at or person.at
    begins, ends = half_day_of(wanted, _halves(sight, person, wanted))
    there = await planned(sight.records, sight.cases, begins, ends)
    shown = await _shown(office, person, there)
    return await _clashes(sight, line, shown, (place_unit or "", room or ""))


async def _clashes(
    sight: Sight, line: CaseLine, there: Iterable[PlannedShown], where: tuple[str, str]
) -> list[ClashShown]:
    others = [each for each in there if each.planned.procedure != line.procedure]
    own = [each.planned for each in there if each.planned.procedure == line.procedure]
    async with sight.records.connect() as connection:
        people = await parties_of(connection, {line.procedure, *(each.planned.procedure for each in others)})
    nobody = frozenset[str]()
    sitting = frozenset({line.handler} if line.handler else ()).union(*(each.people for each in own))
    place, room = where
    wanted = Plan(place, sitting, people.get(line.procedure, nobody), room)
    clashes = []
    for shown in others:
        each = shown.planned
        parties = people.get(each.procedure, nobody)
        plan = Plan(each.place_unit, frozenset(each.people), parties, each.room or "")
        if found := taken(wanted, plan):
            words = [both("taken", what) for what in found]
            clashes.append(ClashShown(planned=shown, taken=list(found), words=words))
    return clashes


def _halves(sight: Sight, person: Person, at: datetime) -> tuple[Half, ...]:
    counties = {policy.county_of(seat.unit, sight.parents) for seat in person.seats}
    edition = in_force(min(counties, default=None), legal_day(at))
    return edition.directory.halves if edition else ()


async def _shown(office: Office, person: Person, lines: Sequence[PlannedLine]) -> list[PlannedShown]:
    seats = {(seat.role, seat.unit) for seat in person.seats}
    rooms = await names_of_rooms(office, [each.room for each in lines])
    return [
        PlannedShown(
            planned=line,
            room_name=rooms.get(line.room, line.room),
            words=both("meeting-kind", line.meeting_kind)
            if line.meeting_kind
            else both("planned", line.what),
            state=both("stage" if line.what == MEETING else "session", line.state),
            is_mine=person.ref in line.people or (line.role, line.unit) in seats,
        )
        for line in lines
    ]
