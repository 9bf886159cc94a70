"""Who is on duty, which windows nobody came to, and how windows are doing: by window and unit, never by
person."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel

from api import policy
from api.directory import seat_that
from api.forms import Code, Day, Instant
from api.identity import Person, Whoever
from api.office import Office, TheOffice
from api.policy import Parents
from api.problems import malformed, not_your_seat, unseen
from api.requests import IdempotencyKey
from api.saying import Words, both
from api.windows import hall_of
from records import attending
from records import windows as kept
from records.attending import Noticed
from records.directory import names_of
from rules.instants import ONE_DAY, first_instant_of, legal_day
from rules.procedure import Officer
from rules.queue_report import QueueReport, report_of, together
from rules.registers import HalfDay, Presence

router = APIRouter(tags=["窗口 windows"])

_LONGEST = 366  # days of one report


class OnDutyShown(BaseModel):
    """``name``: null for whoever the directory does not know."""

    person: str
    name: str | None
    presence: Presence
    presence_words: Words


class ReportShown(BaseModel):
    """Counts of tickets and seconds. ``first_contact``: done at the window people first came to, of all that
    ended (a count of each); ``idle``: staffed, and nobody was served."""

    window: str | None
    taken: int
    called: int
    ended: int
    first_contact: int
    not_there: int
    moved: int
    mean_wait: float | None
    longest_wait: float
    attended: float
    busy: float
    idle: float


class HallReport(BaseModel):
    """A unit's windows from a day up to, and without, another; by reference, and taken together."""

    unit: str
    since: date
    until: date
    windows: list[ReportShown]
    whole: ReportShown


class UnattendedShown(BaseModel):
    notice: Noticed
    half_words: Words
    head_words: Words


@router.get("/rosters/on-duty", operation_id="list_on_duty", summary="谁在值班 Who is on duty")
async def list_on_duty(
    unit: Code, office: TheOffice, person: Whoever, window: Code | None = None, at: Instant | None = None
) -> list[OnDutyShown]:
    """At a window of a unit, or with none named at the unit; at an instant, now if none is named."""
    seat_that(person, policy.may_see_registers)
    instant = at or person.at
    found = list((await hall_of(office, instant)).roster.on_duty(unit, window, instant))
    names = await names_of(office.directory, [each.person for each in found])
    return [
        OnDutyShown(
            person=each.person,
            name=names.get(each.person),
            presence=each.presence,
            presence_words=both("presence", each.presence),
        )
        for each in found
    ]


@router.get("/halls/{unit}/report", operation_id="read_hall_report", summary="窗口效能 How windows are doing")
async def read_hall_report(
    unit: Code,
    office: TheOffice,
    person: Whoever,
    since: Annotated[Day | None, Query(description="默认当天 2026-11-02; else today")] = None,
    until: Annotated[Day | None, Query(description="2026-11-03")] = None,
) -> HallReport:
    """From the journal of tickets and the sign-ins, the same for a past day whenever it is asked."""
    seat_that(person, policy.may_see_registers)
    since = since or legal_day(person.at)
    end = until or since + ONE_DAY
    if not since < end <= since + timedelta(days=_LONGEST):
        raise malformed(("query.until", "period"))
    found: dict[str, list[QueueReport]] = {}
    for n in range((end - since).days):
        for window, report in (await _reports_of(office, unit, since + n * ONE_DAY, person.at)).items():
            found.setdefault(window, []).append(report)
    by_window = {window: together(reports) for window, reports in sorted(found.items())}
    return HallReport(
        unit=unit,
        since=since,
        until=end,
        windows=[_report(window, report) for window, report in by_window.items()],
        whole=_report(None, together(by_window.values())),
    )


async def _reports_of(office: Office, unit: str, day: date, now: datetime) -> Mapping[str, QueueReport]:
    """Each window's day, up to now."""
    begins = first_instant_of(day)
    until = min(first_instant_of(day + ONE_DAY), now)
    if until <= begins:
        return {}
    refs = (await hall_of(office, begins)).windows_of(unit)
    queues = await kept.queues_on(office.directory, list(refs), day)
    came = await kept.attendances(office.directory, list(refs), day, until)
    return {
        ref: report_of(queues[ref], [each for each in came if each.window == ref], begins, until)
        for ref in refs
    }


@router.get(
    "/unattended-windows",
    operation_id="list_unattended_windows",
    summary="无人值守窗口 Windows that nobody came to",
)
async def list_unattended_windows(
    office: TheOffice, person: Whoever, *, only_unseen: bool = True
) -> list[UnattendedShown]:
    """To the head of the unit, to whoever keeps its roster, and to the supervisor; each half-day once.
    ``only_unseen``: those that nobody has said they have seen."""
    parents = await _parents(office, person)
    return [
        _noticed(each)
        for each in await attending.noticed(office.directory, only_unseen=only_unseen)
        if _told(person, each, parents)
    ]


@router.post(
    "/unattended-windows/{window}/{day}/{half}/see",
    operation_id="see_unattended_window",
    summary="已知悉 Seen",
)
async def see_unattended_window(
    window: Code,
    day: Annotated[Day, Path()],
    half: HalfDay,
    office: TheOffice,
    person: Whoever,
    _: IdempotencyKey,
) -> UnattendedShown:
    """By the head of the unit, or whoever keeps its roster. The first who did stands."""
    parents = await _parents(office, person)
    found = await attending.noticed(office.directory, only_unseen=False)
    mine = [e for e in found if (e.window, e.day, e.half) == (window, day, half)]
    if not mine:
        raise unseen()
    seats = _told(person, mine[0], parents)
    if not seats:
        raise not_your_seat()
    seen = await attending.see(office.directory, (window, day, half), seats[0], person.at)
    assert seen
    return _noticed(seen)


async def _parents(office: Office, person: Person) -> Parents:
    units = await office.tree.on(office.directory, legal_day(person.at))
    return {unit.unit: unit.parent for unit in units.values()}


def _told(person: Person, each: Noticed, parents: Parents) -> list[Officer]:
    """The seats of theirs that are told of it."""
    return [s for s in person.seats if policy.may_see_unattended(s, each.unit, each.head_role, parents)]


def _report(window: str | None, report: QueueReport) -> ReportShown:
    mean = report.mean_wait
    return ReportShown(
        window=window,
        taken=report.taken,
        called=report.called,
        ended=report.ended,
        first_contact=report.complete,
        not_there=report.not_there,
        moved=report.moved,
        mean_wait=mean.total_seconds() if mean is not None else None,
        longest_wait=report.longest.total_seconds(),
        attended=report.attended.total_seconds(),
        busy=report.busy.total_seconds(),
        idle=report.idle.total_seconds(),
    )


def _noticed(each: Noticed) -> UnattendedShown:
    return UnattendedShown(
        notice=each, half_words=both("half-day", each.half), head_words=both("role", each.head_role)
    )
