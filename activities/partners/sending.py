"""Carrying one message to an agency. Decides nothing, and may be repeated: each try says the same."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from temporalio import activity
from temporalio.exceptions import ApplicationError

import written
from activities.journal import AWAY
from activities.partners.adapter import Adapter, Errand, NotTaken, Taken
from records import agencies, content, deliveries, papers
from records.content import Content, MatterErased
from records.deliveries import Delivery
from records.keeper import Keeper
from records.parties import reached
from rules.handoff.matter import Handoff, What
from rules.handoff.procedure import HANDOFF
from wire import messages

log = structlog.get_logger()

_KIND = "agency-message"
NOT_TAKEN = "not-taken"


class Sending:
    def __init__(
        self,
        records: AsyncEngine,
        keeper: Keeper,
        adapters: Mapping[str, Adapter],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._records = records
        self._keeper = keeper
        self._adapters = adapters
        self._clock = clock

    @activity.defn(name="send_to_agency")
    async def send(self, errand: Errand) -> Taken:
        """Hand over what the entry says. What will never be taken, and what was erased, fails for good; all
        else is tried again."""
        try:
            delivery, body = await self._prepared(errand)
        except (SQLAlchemyError, OSError) as away:
            raise ApplicationError(type(away).__name__, type=AWAY) from None
        except MatterErased:
            raise ApplicationError("erased", type=NOT_TAKEN, non_retryable=True) from None
        at = self._clock()
        try:
            taken = await self._adapter(errand.agency).send(str(delivery.message), body, at)
        except NotTaken as no:
            await deliveries.tried(self._records, delivery, at, no.code, taken=False)
            log.warning(
                "message.not_taken",
                procedure=errand.procedure,
                seq=errand.seq,
                agency=errand.agency,
                code=no.code,
                final=no.is_final,
            )
            raise ApplicationError(
                no.code,
                type=NOT_TAKEN,
                non_retryable=no.is_final,
                next_retry_delay=timedelta(seconds=no.after) if no.after is not None else None,
            ) from None
        await deliveries.tried(self._records, delivery, at, taken.effect, taken=True)
        return taken

    def _adapter(self, agency: str) -> Adapter:
        adapter = self._adapters.get(agency)
        if adapter is None:
            raise NotTaken("no-address", is_final=False)
        return adapter

    async def _prepared(self, errand: Errand) -> tuple[Delivery, str]:
        """The delivery and its body: as it was first written, sealed under the matter's key."""
        loaded = await papers.load(self._records, errand.procedure)
        handoff: Handoff = HANDOFF.fold(
            [written.read(HANDOFF, entry) for entry in loaded.entries[: errand.seq]], loaded.edition
        )
        ref = uuid5(NAMESPACE_URL, f"{errand.procedure}#{errand.seq}/body")
        async with self._records.begin() as connection:
            delivery = await deliveries.prepared(connection, errand.procedure, errand.seq)
            if delivery is None:
                event = written.read(HANDOFF, loaded.entries[errand.seq - 1])
                body = await self._written(connection, handoff, errand, event)
                await content.seal(connection, self._keeper, handoff.number, [Content(ref, _KIND, body)])
                at = self._clock()
                delivery = Delivery(
                    procedure=errand.procedure,
                    seq=errand.seq,
                    agency=errand.agency,
                    what=errand.what,
                    message=messages.message_id(errand.procedure, errand.seq),
                    body=ref,
                    attempts=0,
                    first_at=at,
                    last_at=at,
                    last_answer=None,
                    taken_at=None,
                )
                await deliveries.prepare(connection, delivery)
                await agencies.bind(connection, errand.agency, messages.subject_of(handoff), errand.procedure)
            text = (await content.opened(connection, self._keeper, [ref]))[ref]
        if not isinstance(text, str):
            raise MatterErased
        return delivery, text

    async def _written(
        self, connection: AsyncConnection, handoff: Handoff, errand: Errand, event: object
    ) -> str:
        refs = [UUID(ref) for ref in messages.refs_in(handoff, event)]
        found = await content.opened(connection, self._keeper, refs)
        texts = {str(ref): text if isinstance(text, str) else None for ref, text in found.items()}
        people = await reached(connection, self._keeper, [person.ref for person in handoff.people])
        message = messages.written(handoff, errand.seq, What(errand.what), event, texts, people)
        return messages.body_of(message)
