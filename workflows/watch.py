"""Whether everything still holds (看护): looked at once in every hour, for ever.

It keeps time; what holds and what does not is found by activities, and nothing is mended here. Killed at any
moment it goes on, and a look that was begun is ended.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.looks import Found, Look, Looked, Outcome
    from workflows import names, versions
    from workflows.in_clear import InClear

EVERY = timedelta(hours=1)
_LOOKED_WITHIN = timedelta(minutes=30)
_HEARTBEAT = timedelta(minutes=1)
_UNTIL_IT_WORKS = RetryPolicy(maximum_interval=timedelta(minutes=1))
_LOOKS = 24  # in one run


@dataclass(frozen=True)
class Watch:  # 看护
    """What it is started with, and what one run hands to the next: how often it has looked, and how much did
    not hold when it last did. ``sample``: so many procedures are looked at closely each time."""

    sample: int = 100
    every: timedelta = EVERY
    looks: int = 0
    open: int = 0


@workflow.defn(name="WatchWorkflow")
class WatchWorkflow:
    @workflow.init
    def __init__(self, at: Watch) -> None:
        self.at, self._at_once, self._renewing = at, False, False

    @workflow.run
    async def run(self, at: Watch) -> None:
        """A day in each run."""
        for _ in range(_LOOKS):
            await self._look()
            await self._until_the_next()
            if self._renewing or versions.is_overtaken():
                break
        workflow.continue_as_new(self.at, initial_versioning_behavior=versions.newest())

    @workflow.signal(name=names.RENEW)
    def renew(self) -> None:
        """Go on in a fresh run: new code, another key."""
        self._renewing = True

    @workflow.signal(name=names.NUDGE)
    def look_now(self) -> None:
        """Somebody wants to know at once."""
        self._at_once = True

    @workflow.query(name=names.PROGRESS)
    def progress(self) -> int:
        """How often it has looked by now."""
        return self.at.looks

    async def _look(self) -> None:
        self._at_once = False
        look = Look(str(workflow.uuid4()), workflow.now().isoformat(), self.at.sample)
        looked: Looked = await workflow.execute_activity(
            names.LOOK_AT_RECORDS,
            look,
            result_type=Looked,
            start_to_close_timeout=_LOOKED_WITHIN,
            heartbeat_timeout=_HEARTBEAT,
            retry_policy=_UNTIL_IT_WORKS,
        )
        beside: list[Found] = await workflow.execute_activity(
            names.HOLD_AGAINST_ENGINE,
            list(looked.sampled),
            result_type=list[Found],
            start_to_close_timeout=_LOOKED_WITHIN,
            heartbeat_timeout=_HEARTBEAT,
            retry_policy=_UNTIL_IT_WORKS,
            summary=InClear(f"{len(looked.sampled)} of {looked.looked_at}"),
        )
        outcome: Outcome = await workflow.execute_activity(
            names.NOTE_FINDINGS,
            args=[look, looked, beside],
            result_type=Outcome,
            start_to_close_timeout=_LOOKED_WITHIN,
            retry_policy=_UNTIL_IT_WORKS,
            summary=InClear(f"{len(looked.found) + len(beside)} found"),
        )
        self.at = replace(self.at, looks=self.at.looks + 1, open=outcome.open)
        workflow.set_current_details(f"- **looks**: {self.at.looks}\n- **does not hold**: {outcome.open}")

    async def _until_the_next(self) -> None:
        with suppress(TimeoutError):
            await workflow.wait_condition(
                lambda: self._renewing or self._at_once,
                timeout=self.at.every,
                timeout_summary=InClear("next look"),
            )
