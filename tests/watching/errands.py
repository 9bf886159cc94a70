"""A workflow that is told something and, in its own time, has an agency told: as a handoff does."""

import asyncio
from datetime import UTC, datetime, timedelta

from temporalio import activity, workflow
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.partners.network import Network
    from watching import correlation

NAME = "龘靐司马"  # stands for whatever somebody says


@workflow.defn(name="TellingWorkflow")
class TellingWorkflow:
    def __init__(self) -> None:
        self.waiting, self.told, self.is_over = list[str](), list[str](), False

    @workflow.run
    async def run(self, queue: str) -> None:
        telling = asyncio.create_task(self._tell(queue))
        await workflow.wait_condition(lambda: self.is_over)
        telling.cancel()

    @workflow.update
    async def say(self, what: str) -> str:
        if what == "nothing":
            raise ApplicationError(f"nothing to say, {NAME}", type="nothing-said")
        self.waiting.append(what)
        acted_under: str = await workflow.execute_local_activity(
            "note_correlation", start_to_close_timeout=timedelta(seconds=30), result_type=str
        )
        return acted_under

    @workflow.signal
    async def hear(self, what: str) -> None:
        self.waiting.append(what)

    @workflow.signal
    def end(self) -> None:
        self.is_over = True

    @workflow.query
    def correlations(self) -> list[str]:
        return self.told

    async def _tell(self, queue: str) -> None:
        while True:
            await workflow.wait_condition(lambda: bool(self.waiting))
            said = await workflow.execute_activity(
                "tell_agency",
                self.waiting.pop(0),
                task_queue=queue,
                start_to_close_timeout=timedelta(seconds=30),
                result_type=str,
            )
            self.told.append(said)


class Telling:
    def __init__(self, network: Network) -> None:
        self._network = network

    @activity.defn(name="tell_agency")
    async def tell(self, what: str) -> str:
        await self._network.send("m-1", f'{{"said": "{what}"}}', datetime.now(UTC))
        return correlation.current() or ""

    @activity.defn(name="note_correlation")
    async def note(self) -> str:
        return correlation.current() or ""
