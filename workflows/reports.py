"""One county's reports, for ever: wait until the next is due, have it made, and look for the one after it.

It keeps time and order. Which report comes next is read from what was made, so whoever was away for a month
makes up for every one, and none comes twice.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.reporting_to import NextAsked, ReportDue
    from rules.instants import legal_day
    from workflows import names, versions
    from workflows.in_clear import InClear

_LOOKED_FOR_AGAIN = timedelta(days=1)  # a timetable may have been amended meanwhile
_READ_WITHIN = timedelta(seconds=30)
_MADE_WITHIN = timedelta(hours=1)
_HEARTBEAT = timedelta(seconds=10)
_UNTIL_IT_WORKS = RetryPolicy(maximum_interval=timedelta(seconds=30))


@dataclass(frozen=True)
class Reporting:  # 定期报告
    """What it is started with, and what one run hands to the next. ``begun``: the legal day on which the
    county began to report, once that is known."""

    county: str
    begun: date | None = None


@workflow.defn(name="ReportsWorkflow")
class ReportsWorkflow:
    @workflow.init
    def __init__(self, at: Reporting) -> None:
        self.at = at
        self._is_to_be_renewed = False

    @workflow.run
    async def run(self, at: Reporting) -> None:
        """Never ends by itself."""
        if self.at.begun is None:
            self.at = replace(self.at, begun=legal_day(workflow.now()))
        while True:
            await self._make_or_wait()
            is_long = workflow.info().is_continue_as_new_suggested()
            if self._is_to_be_renewed or is_long or versions.is_overtaken():
                workflow.continue_as_new(self.at, initial_versioning_behavior=versions.newest())

    @workflow.signal(name=names.RENEW)
    def renew(self) -> None:
        """Go on as a new run, by the code of today."""
        self._is_to_be_renewed = True

    async def _make_or_wait(self) -> None:
        """Make what is due; else wait until something is, at most for a day."""
        due, now = await self._next(), workflow.now()
        if due is not None and due.due_at <= now:
            await self._make(due)
            return
        pause = _LOOKED_FOR_AGAIN if due is None else min(due.due_at - now, _LOOKED_FOR_AGAIN)
        try:
            await workflow.wait_condition(
                lambda: self._is_to_be_renewed,
                timeout=pause,
                timeout_summary=InClear("until a report is due"),
            )
        except TimeoutError:
            return

    async def _next(self) -> ReportDue | None:
        assert self.at.begun
        due: ReportDue | None = await workflow.execute_activity(
            names.FIND_NEXT_REPORT,
            NextAsked(self.at.county, self.at.begun, legal_day(workflow.now())),
            result_type=ReportDue | None,  # type: ignore[arg-type]
            start_to_close_timeout=_READ_WITHIN,
            retry_policy=_UNTIL_IT_WORKS,
        )
        return due

    async def _make(self, due: ReportDue) -> None:
        await workflow.execute_activity(
            names.MAKE_REPORT,
            due,
            result_type=str,
            start_to_close_timeout=_MADE_WITHIN,
            heartbeat_timeout=_HEARTBEAT,
            retry_policy=_UNTIL_IT_WORKS,
            summary=InClear(f"{due.kind} {due.until}"),
        )
