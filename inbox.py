"""The inbox (收件): what the agencies' systems said is brought to the handoffs it belongs to, at least once.

A message stands in the inbox before its sender is answered, so none is ever lost; it is carried under a key
of its own, so that carrying it twice tells it once. Nothing here decides.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from records import agencies
from records.agencies import Kept, command_of
from wire.messages import fact_of
from workflows import names

log = structlog.get_logger()

LOOK_EVERY = timedelta(seconds=2)


@dataclass
class Inbox:
    """Against one engine and one set of records."""

    client: Client
    records: AsyncEngine

    async def carry(self) -> None:
        """Until cancelled: what waits is carried, and what belongs to nothing we know is given up after a
        week."""
        while True:
            try:
                carried = await self.carry_once()
                await agencies.give_up_strays(self.records, datetime.now(UTC) - agencies.STRAY_AFTER)
            except Exception as error:  # noqa: BLE001 - one of the servers is away: looked at again
                log.warning("inbox.unread", error=type(error).__name__)
                carried = 0
            if not carried:
                await asyncio.sleep(LOOK_EVERY.total_seconds())

    async def carry_once(self) -> int:
        """Carry what is due; how many messages were looked at."""
        due = await agencies.waiting(self.records)
        for message in due:
            try:
                await self.carry_one(message)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is carried again
                log.warning("message.waiting", agency=message.agency, error=type(error).__name__)
        return len(due)

    async def carry_one(self, message: Kept) -> None:
        """Set down what it did, if the journal says so by now; else tell its handoff."""
        if await agencies.settled(self.records, message):
            return
        assert message.procedure
        fact = fact_of(command_of(message.agency, str(message.message)), message.fact or {})
        try:
            await self.client.get_workflow_handle(message.procedure).signal(names.AGENCY_SAID, fact)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise  # not begun yet, or just ended: looked at again
