"""The rota of one county (会议轮值): once in every legal day, the meetings to come are opened ahead of time.

It keeps time; which meetings there are the rules say, and opening them is done by an activity. Killed at any
moment it goes on: what stands is found standing.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.turns import RotaLook, RotaOpened
    from rules.instants import legal_day
    from rules.meeting.rota import next_look_at
    from workflows import names, versions

_OPENED_WITHIN = timedelta(minutes=5)
_HEARTBEAT = timedelta(seconds=10)
_UNTIL_IT_WORKS = RetryPolicy(maximum_interval=timedelta(minutes=1))
_LOOKS = 31  # in one run: so long does a key that sealed its beginning stay in use


@dataclass(frozen=True)
class Round:  # 轮值
    """What it is started with, and what one run hands to the next: how many it has opened by now."""

    county: str
    opened: int = 0


@workflow.defn(name="RotaWorkflow")
class RotaWorkflow:
    @workflow.init
    def __init__(self, at: Round) -> None:
        self.at, self._renewing = at, False

    @workflow.run
    async def run(self, at: Round) -> None:
        """For ever, a month in each run."""
        for _ in range(_LOOKS):
            await self._look()
            await self._until_the_next_day()
            if self._renewing or versions.is_overtaken():
                break
        workflow.continue_as_new(self.at, initial_versioning_behavior=versions.newest())

    @workflow.signal(name=names.RENEW)
    def renew(self) -> None:
        """Go on in a fresh run: new code, another key."""
        self._renewing = True

    @workflow.query(name=names.PROGRESS)
    def progress(self) -> int:
        """How many meetings it has opened by now."""
        return self.at.opened

    async def _look(self) -> None:
        found: RotaOpened = await workflow.execute_activity(
            names.OPEN_MEETINGS,
            RotaLook(self.at.county, workflow.now()),
            result_type=RotaOpened,
            start_to_close_timeout=_OPENED_WITHIN,
            heartbeat_timeout=_HEARTBEAT,
            retry_policy=_UNTIL_IT_WORKS,
        )
        self.at = replace(self.at, opened=self.at.opened + found.opened)

    async def _until_the_next_day(self) -> None:
        now = workflow.now()
        pause = next_look_at(now, legal_day(now)) - now
        with suppress(TimeoutError):
            await workflow.wait_condition(lambda: self._renewing, timeout=pause)
