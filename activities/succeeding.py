"""Telling open cases that somebody has left, and who takes over. Decides nothing; may be repeated."""

import asyncio
from uuid import NAMESPACE_URL, uuid5

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio import activity
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from activities.handing_to import HandBatch, Held, HeldFound, HeldSearch
from activities.publishing import codes_only
from records import handover
from records.handover import Handover
from rules.procedure import Officer
from rules.staffing import PersonLeft

log = structlog.get_logger()

_PERSON_LEFT = "person_left"


class Succeeding:
    def __init__(self, client: Client, records: AsyncEngine) -> None:
        self._client = client
        self._records = records

    @activity.defn(name="find_what_is_answered_for")
    async def find(self, search: HeldSearch) -> HeldFound:
        """Some of the open cases for which whoever left still answers by name."""
        with codes_only():
            of = await self._read(search.handover)
            found = await handover.still_held(self._records, of, search.after, search.limit)
        return HeldFound(tuple(Held(each.procedure, each.role, each.unit) for each in found))

    @activity.defn(name="hand_to_successors")
    async def hand(self, batch: HandBatch) -> None:
        """Tell each of these cases. A case hears it once, however often it is told; one that the engine
        does not know yet, or that has ended since, is found again or is not."""
        with codes_only():
            of = await self._read(batch.handover)
        by = Officer(of.by_person, of.by_role, of.by_unit)
        for each in batch.cases:
            key = str(uuid5(NAMESPACE_URL, f"{of.id}/{each.procedure}"))
            to = of.successor(each.role, each.unit)
            fact = PersonLeft(id=key, by=by, person=of.person, to=to, handover=of.id)
            try:
                await self._client.get_workflow_handle(each.procedure).signal(_PERSON_LEFT, fact)
            except RPCError as error:
                if error.status is not RPCStatusCode.NOT_FOUND:
                    raise
                log.info("handover.unheard", procedure=each.procedure)
            activity.heartbeat()
            await asyncio.sleep(1 / batch.per_second)

    @activity.defn(name="finish_handover")
    async def finish(self, id: str) -> int:
        """Nobody waits for them any more: how many cases changed hands, as the journal has it."""
        with codes_only():
            handed = await handover.finish(self._records, id)
        log.info("handover.finished", handover=id, handed=handed)
        return handed

    async def _read(self, id: str) -> Handover:
        of = await handover.read(self._records, id)
        assert of, "it is started from its row"
        return of
