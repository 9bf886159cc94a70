"""Making a county's reports: which is due, composing it, keeping it. Done again, it does nothing."""

import asyncio

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio import activity

from activities.publishing import codes_only, heart_beating
from activities.reporting_to import NextAsked, ReportDue
from counties.reporting import timetable_in_force
from records import reports
from records.facts import facts
from records.visible import EVERYTHING
from rules.measuring.formula import World
from rules.reports.composing import compose
from rules.reports.timetable import Due, Kind, Timetable, next_report

log = structlog.get_logger()


class Reporting:
    def __init__(self, records: AsyncEngine) -> None:
        self._records = records

    @activity.defn(name="find_next_report")
    async def find(self, asked: NextAsked) -> ReportDue | None:
        """The report that comes next, which may be long overdue; None while the county has no timetable."""
        timetable = timetable_in_force(asked.county, asked.today)
        if timetable is None:
            return None
        with codes_only():
            kinds = [slot.kind for slot in timetable.slots]
            last = await reports.last_of_each(self._records, asked.county, kinds)
        due = next_report(timetable, asked.begun, last)
        return ReportDue(asked.county, due.kind.value, due.since, due.until, due.due_at)

    @activity.defn(name="make_report")
    async def make(self, due: ReportDue) -> str:
        """Compose it from the journals as they stood when its period was over, and keep it; its digest. One
        that stands stays as it is."""
        with codes_only():
            async with heart_beating():
                stands = await reports.read(self._records, due.county, due.kind, due.since, due.until)
                kept = stands or await self._made(due, _in_force(due))
        log.info("report.made", kind=due.kind, upto=due.until.isoformat())
        return kept.digest

    async def _made(self, due: ReportDue, timetable: Timetable) -> reports.Kept:
        period = Due(Kind(due.kind), due.since, due.until, due.due_at).period
        rows = await facts(self._records, EVERYTHING, period.as_of, due.county)
        world = World(rows, timetable.counting)
        report = await asyncio.to_thread(compose, Kind(due.kind), world, period, timetable)
        at = activity.info().started_time  # by the engine's clock, which may be ahead of ours
        return await reports.keep(self._records, report, timetable.too_few, at)


def _in_force(due: ReportDue) -> Timetable:
    """By the timetable of the last day that is reported on, or of the first there was."""
    found = timetable_in_force(due.county, due.until) or timetable_in_force(due.county, due.due_at.date())
    assert found, "somebody found it due"
    return found
