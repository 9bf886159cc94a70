"""Periods (期限): the table, when one would end, and every clock of a case with how its date came about."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from api.clocks_shown import CaseClock, Deadline, RuleShown, clocks_of
from api.forms import Instant
from api.identity import Whoever, whoever
from api.looking import Episode, Number, case_seen
from api.office import Office, TheOffice
from api.problems import Problem, malformed, refusal, unseen
from api.sight import InSight
from counties import calendars
from records import papers, publications, reading
from rules.calendar import WorkingCalendar
from rules.clocks.describing import described
from rules.clocks.enquiry import BadEnquiry, Enquiry, clock_asked
from rules.clocks.table.whole import TABLE, UnknownClock, rule_of
from rules.clocks.telling import clock_told
from rules.journal import Entry
from rules.refusals import Refused

router = APIRouter(tags=["期限 clocks"])
_EVERY_ENTRY = 100_000  # more than any procedure has


@router.get(
    "/clocks",
    operation_id="list_clocks",
    summary="期限规则表 The table of periods",
    dependencies=[Depends(whoever)],
)
async def list_clocks() -> list[RuleShown]:
    """Every period of the sources, in use or not."""
    return [RuleShown(**described(rule)) for rule in TABLE.values()]


@router.get(
    "/clocks/{id}/deadline",
    operation_id="read_deadline",
    summary="到期日 When a period ends",
    dependencies=[Depends(whoever)],
)
async def read_deadline(
    *,
    office: TheOffice,
    id: Annotated[str, Path(description="K-05", max_length=20)],
    start: Annotated[str, Query(description="2026-02-11", max_length=40)],
    at: Annotated[str | None, Query(description="HH:MM", max_length=20)] = None,
    exclude: Annotated[
        list[Annotated[str, Query(max_length=100)]],
        Query(description="FROM..TO 或 ground:FROM..TO", max_length=50),
    ] = [],  # noqa: B006  FastAPI's way of saying that it may be left out
    extend: Annotated[list[int], Query(description="延长 longer by", max_length=20)] = [],  # noqa: B006
    extended_on: Annotated[str | None, Query(max_length=20)] = None,
) -> Deadline:
    """As `fengqiao deadline` says it, on the calendar as this system knows it now."""
    try:
        rule = rule_of(id)
    except UnknownClock:
        raise unseen() from None
    if not rule.is_counted:
        raise Problem(422, "clock-without-number", details=[rule.id])
    calendar = await as_published(office, calendars.china())
    try:
        clock = clock_asked(rule, calendar, Enquiry(start, at, tuple(exclude), tuple(extend), extended_on))
    except BadEnquiry as bad:
        raise malformed((f"query.{bad.field}", bad.why)) from None
    except Refused as refused:
        raise refusal(refused) from None
    return Deadline(**clock_told(clock, rule, calendar), calendar=calendar.version)


@router.get(
    "/cases/{kind}/{number}/{n}/clocks",
    operation_id="read_case_clocks",
    summary="案件的期限 The clocks of a case",
)
async def read_case_clocks(
    *,
    office: TheOffice,
    person: Whoever,
    sight: InSight,
    kind: Annotated[str, Path(max_length=40)],
    number: Number,
    n: Episode,
    as_of: Annotated[
        Instant | None, Query(description="当时处于何种状态（按现在所知） how it stood then, as known now")
    ] = None,
    known_at: Annotated[
        Instant | None, Query(description="只看当时已经记录的 only what was on record by then")
    ] = None,
) -> list[CaseClock]:
    """Every clock of the case. With ``known_at``: as it was known then, by when each entry was recorded."""
    line = await case_seen(sight, kind, number, n)
    loaded = await papers.load(sight.records, line.procedure)
    entries: Sequence[Entry] = loaded.entries
    if known_at is not None:
        kept = await reading.timeline(sight.records, sight.cases, line.procedure, limit=_EVERY_ENTRY)
        entries = [
            Entry(each.seq, each.kind, each.at, each.body)
            for each in kept or ()
            if each.recorded_at <= known_at
        ]
    if not entries:
        return []
    at = as_of or known_at or person.at
    return clocks_of(office.procedures[kind], entries, loaded.edition, at)


async def as_published(office: Office, calendar: WorkingCalendar) -> WorkingCalendar:
    """A calendar with everything laid over it that was published here."""
    async with office.records.connect() as connection:
        for notice in await publications.notices_after(connection, calendar.series, calendar.number):
            calendar = calendar.with_notice(notice)
    return calendar
