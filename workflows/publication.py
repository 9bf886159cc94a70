"""One publication on its way to every open case: batch by batch, pass after pass, until one finds nobody who
does not know.

It keeps order and pace; who does not know and what they are told is read and done by activities.
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.batches import Batch, Found, Search, Tally, Told, Untold
    from workflows import names, versions
    from workflows.in_clear import InClear
    from workflows.proceeding import pause_after

_BATCH_LASTS = 5  # seconds, about; then it is seen how far it has got
_LARGEST = 100  # cases in a batch, and cases to be asked again before others are looked for
_READ_WITHIN = timedelta(seconds=30)
_TOLD_WITHIN = timedelta(minutes=10)
_HEARTBEAT = timedelta(seconds=10)
_UNTIL_IT_WORKS = RetryPolicy(maximum_interval=timedelta(seconds=30))


@dataclass(frozen=True)
class Round:  # 传达
    """What it is started with, and what one run hands to the next.

    ``per_second``: cases told at most; ``after``: the last case this pass has looked at; ``left``: cases to
    be asked again; ``fruitless``: how often asking them again has settled none.
    """

    version: str
    per_second: float
    after: str = ""
    left: tuple[Untold, ...] = ()
    so_far: Tally = field(default_factory=Tally)
    fruitless: int = 0


@workflow.defn(name="PublicationWorkflow")
class PublicationWorkflow:
    @workflow.init
    def __init__(self, at: Round) -> None:
        self.at = at

    @workflow.run
    async def run(self, at: Round) -> Tally:
        """Until everybody knows; then the report."""
        while not await self._everybody_knows():
            if workflow.info().is_continue_as_new_suggested() or versions.is_overtaken():
                workflow.continue_as_new(self.at, initial_versioning_behavior=versions.newest())
        report: Tally = await workflow.execute_activity(
            names.FINISH,
            self.at.version,
            result_type=Tally,
            start_to_close_timeout=_READ_WITHIN,
            retry_policy=_UNTIL_IT_WORKS,
        )
        return report

    @workflow.query(name=names.PROGRESS)
    def progress(self) -> Tally:
        """What has been done by now."""
        return self.at.so_far

    async def _everybody_knows(self) -> bool:
        """Tell some; whether a pass from the first case on has found nobody to be told."""
        found = await self._found() if len(self.at.left) < _LARGEST else Found((), 1)
        asked_before = {each.procedure for each in self.at.left}
        new = tuple(each for each in found.cases if each.procedure not in asked_before)
        if found.cases:
            self.at = replace(self.at, after=found.cases[-1].procedure)
        if new:
            await self._tell(new, found.under_way)
        elif not found.cases:
            if not self.at.left and not self.at.after:
                return True
            self.at = replace(self.at, after="")
            await self._ask_again(found.under_way)
        return False

    async def _ask_again(self, under_way: int) -> None:
        """Those of whom nobody knows whether they were told; after a pause, longer while none is settled."""
        again = self.at.left
        if not again:
            return
        await workflow.sleep(
            pause_after(self.at.fruitless, workflow.random().random()), summary=InClear("ask again")
        )
        self.at = replace(self.at, left=())
        await self._tell(again, under_way)
        is_fruitless = len(self.at.left) == len(again)
        self.at = replace(self.at, fruitless=self.at.fruitless + 1 if is_fruitless else 0)

    async def _found(self) -> Found:
        at_most = min(max(round(self.at.per_second * _BATCH_LASTS), 1), _LARGEST)
        found: Found = await workflow.execute_activity(
            names.FIND,
            Search(self.at.version, self.at.after, at_most),
            result_type=Found,
            start_to_close_timeout=_READ_WITHIN,
            retry_policy=_UNTIL_IT_WORKS,
        )
        return found

    async def _tell(self, cases: tuple[Untold, ...], under_way: int) -> None:
        told: Told = await workflow.execute_activity(
            names.TELL,
            Batch(self.at.version, cases, self.at.per_second / under_way, self.at.so_far),
            result_type=Told,
            start_to_close_timeout=_TOLD_WITHIN,
            heartbeat_timeout=_HEARTBEAT,
            retry_policy=_UNTIL_IT_WORKS,
        )
        self.at = replace(self.at, so_far=told.so_far, left=(*self.at.left, *told.left))
