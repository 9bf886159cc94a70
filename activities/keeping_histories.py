"""Keeping what the engine recorded (流程历史): the history of every run of a proceeding is stored as soon as
the run has closed, whether the proceeding has ended or goes on in a new run. The engine forgets a run a year
after that; ours lies beside the journal for as long as the file of the case is kept, its messages sealed as
they were."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from records import histories
from records.engine import RECORDS_AWAY
from watching import metrics

log = structlog.get_logger()

EVERY = timedelta(minutes=1)
RETENTION = timedelta(days=365)  # for which an engine must know what has closed
_OVERLAP = timedelta(hours=1)  # what closed then may be listed late
_PAGE = 200


@dataclass
class HistoryKeeper:
    """``kinds``: of which proceedings. Begun anew it looks at everything the engine still knows; from then on
    at what has closed since it last looked."""

    client: Client
    records: AsyncEngine
    kinds: Collection[str]
    since: datetime | None = None

    async def carry(self) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.keep()
            except (RPCError, RuntimeError, *RECORDS_AWAY) as away:
                log.warning("histories.waiting", error=type(away).__name__)
            await asyncio.sleep(EVERY.total_seconds())

    async def keep(self) -> int:
        """Store what has closed and is not stored; how many runs. Raises RPCError while the engine is away,
        and what the records raise."""
        began, kept, some = datetime.now(UTC), 0, list[tuple[str, str]]()
        query = 'ExecutionStatus != "Running"'
        if self.since is not None:
            query += f' AND CloseTime > "{(self.since - _OVERLAP).isoformat()}"'
        async for run in self.client.list_workflows(query):
            if run.id.partition("/")[0] in self.kinds:
                some.append((run.id, run.run_id))
            if len(some) == _PAGE:
                kept += await self._keep(some)
                some = []
        kept += await self._keep(some)
        self.since = began
        return kept

    async def _keep(self, runs: list[tuple[str, str]]) -> int:
        known = await histories.known(self.records, runs)
        fresh = [each for each in runs if each not in known]
        for workflow_id, run_id in fresh:
            try:
                history = await self.client.get_workflow_handle(workflow_id, run_id=run_id).fetch_history()
            except RPCError as error:
                if error.status is not RPCStatusCode.NOT_FOUND:
                    raise
                log.error("history.lost", procedure=workflow_id)  # forgotten between two looks
                continue
            await histories.keep(self.records, workflow_id, run_id, history.to_json())
            metrics.EXPORTED.inc()
        return len(fresh)


async def keeps_for(client: Client) -> timedelta:
    """For how long the engine knows what has closed in this namespace. Raises RPCError."""
    shown = await client.workflow_service.describe_namespace(
        DescribeNamespaceRequest(namespace=client.namespace)
    )
    return timedelta(seconds=shown.config.workflow_execution_retention_ttl.seconds)
