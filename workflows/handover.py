"""One handover on its way to every case for which somebody answered: batch by batch, until nobody waits for
them.

It keeps order and pace; who is told what is read and done by activities. Killed half-way it goes on:
whoever has heard is in the journal, and is not found again.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.handing_to import HandBatch, HeldFound, HeldSearch
    from workflows import names, versions
    from workflows.in_clear import InClear
    from workflows.proceeding import pause_after

_LARGEST = 100  # cases in a batch
_READ_WITHIN = timedelta(seconds=30)
_TOLD_WITHIN = timedelta(minutes=10)
_HEARTBEAT = timedelta(seconds=10)
_UNTIL_IT_WORKS = RetryPolicy(maximum_interval=timedelta(seconds=30))


@dataclass(frozen=True)
class Leaving:  # 离任交接
    """What it is started with, and what one run hands to the next.

    ``per_second``: cases told at most; ``after``: the last case this pass has looked at; ``passes``: how
    often it has begun from the first.
    """

    handover: str
    per_second: float
    after: str = ""
    passes: int = 0


@workflow.defn(name="HandoverWorkflow")
class HandoverWorkflow:
    @workflow.init
    def __init__(self, at: Leaving) -> None:
        self.at = at

    @workflow.run
    async def run(self, at: Leaving) -> int:
        """Until nobody waits for whoever left; how many cases changed hands."""
        while not await self._nobody_waits():
            if workflow.info().is_continue_as_new_suggested() or versions.is_overtaken():
                workflow.continue_as_new(self.at, initial_versioning_behavior=versions.newest())
        handed: int = await workflow.execute_activity(
            names.FINISH_HANDOVER,
            self.at.handover,
            result_type=int,
            start_to_close_timeout=_READ_WITHIN,
            retry_policy=_UNTIL_IT_WORKS,
        )
        return handed

    async def _nobody_waits(self) -> bool:
        """Tell some; whether a pass from the first case on has found nobody."""
        found: HeldFound = await workflow.execute_activity(
            names.FIND_HELD,
            HeldSearch(self.at.handover, self.at.after, _LARGEST),
            result_type=HeldFound,
            start_to_close_timeout=_READ_WITHIN,
            retry_policy=_UNTIL_IT_WORKS,
        )
        if found.cases:
            await self._tell(found)
            self.at = replace(self.at, after=found.cases[-1].procedure)
            return False
        if not self.at.after:
            return True
        # The cases write it down themselves: a moment later it is seen who has not.
        await workflow.sleep(
            pause_after(self.at.passes, workflow.random().random()), summary=InClear("look again")
        )
        self.at = replace(self.at, after="", passes=self.at.passes + 1)
        return False

    async def _tell(self, found: HeldFound) -> None:
        await workflow.execute_activity(
            names.HAND_TO_SUCCESSORS,
            HandBatch(self.at.handover, found.cases, self.at.per_second),
            start_to_close_timeout=_TOLD_WITHIN,
            heartbeat_timeout=_HEARTBEAT,
            retry_policy=_UNTIL_IT_WORKS,
        )
