"""Lists: cases and worklists; filtered, sorted, page by page. Only what the person sees."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from api import policy
from api.clocks_shown import ClockShown, clock_line
from api.identity import Person, Whoever
from api.problems import malformed
from api.saying import Words, both
from api.sight import InSight, Sight
from records.pages import BadCursor
from records.reading import CaseFilter, CaseLine, SortBy, cases_counted, cases_listed
from records.worklists import (
    Tally,
    TaskFilter,
    TaskLine,
    TaskOrder,
    clocks_of_lines,
    worklist,
    worklist_counted,
    worklist_tallied,
)
from rules.instants import legal_day
from rules.journal import ClockRow
from rules.worklists import DueWithin, days_of, period_of

router = APIRouter(tags=["案件 cases"])

Line = TypeVar("Line")
_Code = Annotated[str, Query(max_length=60, pattern=r"^[\x21-\x7e]+$")]
PageCursor = Annotated[
    str | None,
    Query(max_length=1_000, pattern=r"^[\w=-]*$", description="上一页的 next ``next`` of the page before"),
]
Limit = Annotated[int, Query(ge=1, le=200)]


class Listed(BaseModel, Generic[Line]):
    """A page. ``next`` leads to the following one, null on the last; ``total`` counts the whole list."""

    items: list[Line]
    next: str | None
    total: int


class PeriodShown(BaseModel):
    """The clock that a line of a worklist shows. ``is_own``: it is the time for what is to be done there; if
    not, that has none of its own, and this is the one that was missed or that ends first. ``due_at``: when a
    period in hours ends. ``is_missed``: it has passed, whether it was done since or not."""

    key: str
    name: Words
    due_on: date
    due_at: datetime | None
    is_own: bool
    is_missed: bool


class CaseShown(BaseModel):
    """A case as a list shows it: codes, dates and units, and the words of some codes; nobody's name.

    ``case`` is the row as it is kept; ``clocks`` says how each of its clocks stands at this moment,
    ``period`` which of them its date is of, as of a line of a worklist.
    """

    case: CaseLine
    stage: Words
    waits_for: Words
    clocks: Sequence[ClockShown]
    period: PeriodShown | None


class TaskShown(BaseModel):
    """A line of a worklist. ``period``: of which of the clocks of its case its date is, or, where what
    is to be done has no time of its own, which of them was missed or ends first; null where there is none."""

    task: TaskLine
    what: Words
    period: PeriodShown | None


class Sort(StrEnum):
    """What by; a minus sorts backwards."""

    DUE = "due"
    DUE_BACKWARDS = "-due"
    OPENED = "opened"
    OPENED_BACKWARDS = "-opened"
    CHANGED = "changed"
    CHANGED_BACKWARDS = "-changed"
    NUMBER = "number"
    NUMBER_BACKWARDS = "-number"


class CasesAsked(BaseModel):
    """Which cases, in which order. What is left out does not narrow the list."""

    model_config = ConfigDict(extra="forbid")

    kind: _Code | None = None
    stage: _Code | None = None
    step: Annotated[int, Query(ge=1, le=4)] | None = None
    unit: (
        Annotated[_Code, Query(description="所涉单位及其下级 a unit it concerns, and those below it")] | None
    ) = None
    owner_unit: _Code | None = None
    handler: _Code | None = None
    dispute_type: _Code | None = None
    outcome: _Code | None = None
    overdue: bool | None = None
    needs_attention: bool | None = None
    is_open: bool | None = None
    opened_from: Annotated[date, Query(description="登记日起（含） from this legal day on")] | None = None
    opened_until: Annotated[date, Query(description="登记日止（含） up to this legal day")] | None = None
    sort: Sort = Sort.DUE
    cursor: PageCursor = None
    limit: Limit = 50


class Whose(StrEnum):
    """``mine``: what I claimed, and what waits for my seats; ``unit``: my units'; ``others``: what my units
    have or handed over, and others are to do; ``all``: all I see."""

    MINE = "mine"
    UNIT = "unit"
    OTHERS = "others"
    ALL = "all"


class TaskSort(StrEnum):
    """What by; a minus sorts backwards."""

    DUE = "due"
    DUE_BACKWARDS = "-due"
    SINCE = "since"
    SINCE_BACKWARDS = "-since"
    NUMBER = "number"
    NUMBER_BACKWARDS = "-number"


class TasksNarrowed(BaseModel):
    """Which lines of a worklist. What is left out does not narrow it."""

    model_config = ConfigDict(extra="forbid")

    what: _Code | None = None
    kind: _Code | None = None
    unit: Annotated[_Code, Query(description="轮到的单位 whose turn it is")] | None = None
    village: (
        Annotated[_Code, Query(description="所涉单位及其下级 a unit it concerns, and those below it")] | None
    ) = None
    due: (
        Annotated[
            DueWithin,
            Query(description="到期 by legal days; a week is Monday to Sunday; or overdue or this week"),
        ]
        | None
    ) = None
    overdue: bool | None = None
    waiting: (
        Annotated[int, Query(ge=1, le=3660, description="已经等了多少天以上 for so many days or more")] | None
    ) = None


class TasksAsked(TasksNarrowed):
    """Which lines of a worklist, in which order."""

    sort: TaskSort = TaskSort.DUE
    cursor: PageCursor = None
    limit: Limit = 50


class TallyShown(BaseModel):
    """How many lines wait for the same thing at a unit; how many of them are overdue, due today, due in this
    calendar week, and overdue or due in it."""

    kind: str
    what: str
    words: Words
    unit: str
    count: int
    overdue: int
    today: int
    week: int
    late_or_week: int


def shown(line: CaseLine, at: datetime) -> CaseShown:
    """A case line with its words, and its clocks as they stand at an instant."""
    return CaseShown(
        case=line,
        stage=both("stage", line.stage),
        waits_for=both("task", line.waits_for),
        clocks=[clock_line(row, at) for row in line.clocks],
        period=_shown_period(line.due_on, line.clocks, at, overdue=line.overdue),
    )


@router.get("/cases", operation_id="list_cases", summary="案件列表 List of cases")
async def list_cases(
    person: Whoever, sight: InSight, asked: Annotated[CasesAsked, Query()]
) -> Listed[CaseShown]:
    """The cases this person sees."""
    concerns = None if asked.unit is None else policy.area_of(asked.unit, sight.parents)
    narrowed = CaseFilter(**asked.model_dump(exclude={"unit", "sort", "cursor", "limit"}), concerns=concerns)
    order = (SortBy[asked.sort.lstrip("-").upper()], asked.sort.startswith("-"))
    try:
        page, total = await asyncio.gather(
            cases_listed(sight.records, sight.cases, narrowed, order, asked.cursor, asked.limit),
            cases_counted(sight.records, sight.cases, narrowed),
        )
    except BadCursor:
        raise malformed(("query.cursor", "cursor")) from None
    return Listed(items=[shown(line, person.at) for line in page.lines], next=page.next, total=total)


@router.get("/worklists/{whose}", operation_id="read_worklist", summary="待办 Worklist")
async def read_worklist(
    person: Whoever, sight: InSight, whose: Whose, asked: Annotated[TasksAsked, Query()]
) -> Listed[TaskShown]:
    """What waits for whom, since when, until when; the soonest due first, if nothing else is asked."""
    narrowed = _narrowed(person, sight, whose, asked)
    order = (TaskOrder[asked.sort.lstrip("-").upper()], asked.sort.startswith("-"))
    try:
        page, total = await asyncio.gather(
            worklist(sight.records, sight.cases, narrowed, asked.cursor, asked.limit, order),
            worklist_counted(sight.records, sight.cases, narrowed),
        )
    except BadCursor:
        raise malformed(("query.cursor", "cursor")) from None
    clocks = await clocks_of_lines(sight.records, page.lines)
    items = [_task(line, clocks[line.procedure], person.at) for line in page.lines]
    return Listed(items=items, next=page.next, total=total)


def _task(line: TaskLine, clocks: Sequence[ClockRow], at: datetime) -> TaskShown:
    period = _shown_period(line.due_on, clocks, at, overdue=line.overdue)
    return TaskShown(task=line, what=both("task", line.what), period=period)


def _shown_period(
    due_on: date | None, clocks: Sequence[ClockRow], at: datetime, *, overdue: bool
) -> PeriodShown | None:
    period = period_of(due_on, clocks, at, overdue=overdue)
    if period is None:
        return None
    clock = period.clock
    assert clock.due_on
    return PeriodShown(
        key=clock.name,
        name=both("clock", clock.rule),
        due_on=clock.due_on,
        due_at=period.due_at,
        is_own=period.is_own,
        is_missed=period.is_missed,
    )


@router.get("/worklists/{whose}/tally", operation_id="tally_worklist", summary="待办计数 A worklist, counted")
async def tally_worklist(
    person: Whoever, sight: InSight, whose: Whose, asked: Annotated[TasksNarrowed, Query()]
) -> list[TallyShown]:
    """The same lines, counted by what they wait for and at which unit: what there is to narrow to."""
    today = legal_day(person.at)
    narrowed = _narrowed(person, sight, whose, asked)
    tallies: tuple[Tally, ...] = await worklist_tallied(
        sight.records, sight.cases, narrowed, today, days_of(DueWithin.WEEK, today)
    )
    return [TallyShown(**vars(each), words=both("task", each.what)) for each in tallies]


def _narrowed(person: Person, sight: Sight, whose: Whose, asked: TasksNarrowed) -> TaskFilter:
    narrowed = TaskFilter(
        what=asked.what,
        kind=asked.kind,
        unit=asked.unit,
        overdue=asked.overdue,
        concerns=None if asked.village is None else policy.area_of(asked.village, sight.parents),
    )
    if asked.due is not None:
        first, last = days_of(asked.due, legal_day(person.at))
        narrowed = replace(
            narrowed, due_from=first, due_until=last, or_overdue=asked.due is DueWithin.LATE_OR_WEEK
        )
    if asked.waiting is not None:
        narrowed = replace(narrowed, waits_since=person.at - timedelta(days=asked.waiting))
    units = frozenset(seat.unit for seat in person.seats)
    if whose is Whose.MINE:
        seats = frozenset((seat.role, seat.unit) for seat in person.seats)
        deputised = frozenset((each.instead_of, each.post.unit) for each in person.acting if each.instead_of)
        return replace(narrowed, person=person.ref, seats=seats, instead_of=deputised)
    if whose is Whose.UNIT:
        return replace(narrowed, units=units)
    return replace(narrowed, waiting_on_others=units) if whose is Whose.OTHERS else narrowed
