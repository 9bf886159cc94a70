"""Looking whether everything still holds. Decides nothing, mends nothing, and may be repeated."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio import activity
from temporalio.client import Client, WorkflowExecutionStatus, WorkflowQueryFailedError
from temporalio.service import RPCError, RPCStatusCode

import written
from activities.looks import Found, Look, Looked, Outcome
from records import invariants, papers
from records.invariants import Violation
from records.journal import NoSuchProcedure
from rules.procedure import Procedure

log = structlog.get_logger()

NOT_IN_ENGINE, STOPPED, BEHIND, DIFFERS, SILENT = (
    "not-in-engine",
    "engine-stopped",
    "engine-behind",
    "engine-differs",
    "engine-silent",
)
_CURRENT = "current"  # a query, as workflows.names calls it
_ANSWER_WITHIN = timedelta(seconds=10)
_AT_ONCE = 25


class Watching:
    """``procedures``: those of this store by name; ``is_told``: whether a log may name what it is about."""

    def __init__(
        self,
        client: Client,
        records: AsyncEngine,
        procedures: Mapping[str, Procedure],
        *,
        is_told: bool = True,
    ) -> None:
        self._client, self._records = client, records
        self._procedures, self._is_told = procedures, is_told

    @activity.defn(name="look_at_the_records")
    async def look(self, at: Look) -> Looked:
        """Every open case for somebody who answers and something that comes next; a sample for chains and
        read tables."""
        found = await invariants.orphans(self._records)
        sampled = await invariants.sample(self._records, at.seed, at.sample)
        for begin in range(0, len(sampled), _AT_ONCE):
            some = sampled[begin : begin + _AT_ONCE]
            found += await invariants.disagreements(self._records, some, self._procedures)
            activity.heartbeat(begin)
        return Looked(
            sampled,
            await invariants.open_cases(self._records),
            tuple(Found(**vars(each)) for each in found[: invariants.NAMED_AT_MOST]),
        )

    @activity.defn(name="hold_against_the_engine")
    async def hold_against_the_engine(self, procedures: list[str]) -> list[Found]:
        """Where a workflow does not know what the journal says. One that moves meanwhile is right. Raises
        RPCError while the engine is away."""
        found: list[Found] = []
        for at, procedure in enumerate(procedures):
            if differs := await self._differs(procedure):
                found.append(differs)
            activity.heartbeat(at)
        return found

    @activity.defn(name="note_what_does_not_hold")
    async def note(self, at: Look, looked: Looked, beside: list[Found]) -> Outcome:
        """Keep it, close what holds again, and raise the alarm for what is new."""
        everything = [Violation(**vars(each)) for each in (*looked.found, *beside)]
        noted = await invariants.note(
            self._records, UUID(at.id), everything, looked.looked_at, len(looked.sampled)
        )
        for each in noted.new:
            log.critical("invariant.violated", what=each.kind, seq=each.seq, **self._of(each))
        for each in noted.closed:
            log.warning("invariant.restored", what=each.kind, **self._of(each))
        log.info("invariants.checked", count=looked.looked_at, known=noted.open)
        return Outcome(noted.open, len(noted.new), len(noted.closed))

    def _of(self, violation: Violation) -> dict[str, Any]:
        return {"procedure": violation.subject} if self._is_told else {}

    async def _differs(self, procedure: str) -> Found | None:
        try:
            before = await papers.load(self._records, procedure)
        except NoSuchProcedure:
            return None
        kind = self._procedures[before.kind]
        state = kind.fold([written.read(kind, entry) for entry in before.entries], before.edition)
        if state.has_ended:
            return None
        handle = self._client.get_workflow_handle(procedure)
        try:
            shown = await handle.describe()
            if shown.status is not WorkflowExecutionStatus.RUNNING:
                return Found(STOPPED, procedure, None, (shown.status.name.lower() if shown.status else "",))
            known = await handle.query(_CURRENT, result_type=type(state), rpc_timeout=_ANSWER_WITHIN)
        except WorkflowQueryFailedError:
            return Found(SILENT, procedure)
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return Found(NOT_IN_ENGINE, procedure)
            if error.status in (RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.CANCELLED):
                return Found(SILENT, procedure)
            raise
        if known.seq < state.seq:
            return Found(BEHIND, procedure, state.seq)
        if known.seq == state.seq and known != state:
            return Found(DIFFERS, procedure, state.seq)
        return None
