"""The calendar of sessions (调解和听证日程): what is planned when and where, and what would be taken.

Nobody is told of a session that they do not see; so a place may be taken by what is not told here.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel

from api import policy
from api.editions import in_force
from api.forms import Code, Day, Instant
from api.identity import Person, Whoever
from api.looking import Episode, Number, case_seen
from api.problems import malformed, unseen
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
    is to sit there, or it is in the hands of a seat of theirs."""

    planned: PlannedLine
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
    return CalendarShown(today=today, since=first, until=last, items=_shown(person, lines))


@router.get(
    "/cases/{kind}/{number}/{n}/clashes", operation_id="read_clashes", summary="时间冲突 What would be taken"
)
async def read_clashes(
    *,
    person: Whoever,
    sight: InSight,
    kind: Annotated[str, Path(max_length=40)],
    number: Number,
    n: Episode,
    at: Annotated[Instant | None, Query(description="拟定的时间，不填为现在 when; now, if left out")] = None,
    place_unit: Annotated[Code | None, Query(description="拟定的地点 where")] = None,
) -> list[ClashShown]:
    """What this person sees in the same half-day that needs the same place, somebody who handles this case or
    sits at it, or one of its people. It is told before somebody decides; nothing is refused for it. 404 for
    whoever does not read the file."""
    line = await case_seen(sight, kind, number, n)
    if await reading.matter(sight.records, sight.files, number) is None:
        raise unseen()
    wanted = at or person.at
    begins, ends = half_day_of(wanted, _halves(sight, person, wanted))
    there = await planned(sight.records, sight.cases, begins, ends)
    return await _clashes(person, sight, line, there, place_unit)


async def _clashes(
    person: Person, sight: Sight, line: CaseLine, there: Iterable[PlannedLine], place: str | None
) -> list[ClashShown]:
    others = [each for each in there if each.procedure != line.procedure]
    own = [each for each in there if each.procedure == line.procedure]
    async with sight.records.connect() as connection:
        people = await parties_of(connection, {line.procedure, *(each.procedure for each in others)})
    nobody = frozenset[str]()
    sitting = frozenset({line.handler} if line.handler else ()).union(*(each.people for each in own))
    wanted = Plan(place or "", sitting, people.get(line.procedure, nobody))
    clashes = []
    for shown in _shown(person, others):
        each = shown.planned
        plan = Plan(each.place_unit, frozenset(each.people), people.get(each.procedure, nobody))
        if found := taken(wanted, plan):
            words = [both("taken", what) for what in found]
            clashes.append(ClashShown(planned=shown, taken=list(found), words=words))
    return clashes


def _halves(sight: Sight, person: Person, at: datetime) -> tuple[Half, ...]:
    counties = {policy.county_of(seat.unit, sight.parents) for seat in person.seats}
    edition = in_force(min(counties, default=None), legal_day(at))
    return edition.directory.halves if edition else ()


def _shown(person: Person, lines: Iterable[PlannedLine]) -> list[PlannedShown]:
    seats = {(seat.role, seat.unit) for seat in person.seats}
    return [
        PlannedShown(
            planned=line,
            words=both("meeting-kind", line.meeting_kind)
            if line.meeting_kind
            else both("planned", line.what),
            state=both("stage" if line.what == MEETING else "session", line.state),
            is_mine=person.ref in line.people or (line.role, line.unit) in seats,
        )
        for line in lines
    ]
