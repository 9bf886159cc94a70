"""The relay: carries out what must go out because of an entry (the outbox), one letter at a time.

A letter is written in the same transaction as the entry it follows from, so none is ever lost; it is
carried at least once, so whatever it does here may be done twice. Nothing here decides: the rules have.
Beside it, the reconciler starts what the engine does not know and nudges what has fallen behind.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from records import directory, documents, histories, intake, outbox, papers
from records.outbox import Claimed
from rules.aftercare.procedure import open_aftercare
from rules.clocks import legal_day
from rules.dispute.commands import LeadSeatEmpty
from rules.dispute.matter import Dispute, PartyRole
from rules.dispute.registration import entry_step, reopen
from rules.procedure import Event, Fact, Officer
from workflows import attributes, names, starting
from workflows.every import PROCEEDINGS
from workflows.proceeding import File, ProceedingWorkflow

log = structlog.get_logger()

IDLE = timedelta(seconds=2)  # looked for letters at least this often; a notification wakes us sooner
RECONCILE_EVERY = timedelta(seconds=10)
SWEEP_PER_SECOND = 50  # procedures looked at when the relay begins


class NotYet(Exception):
    """What the letter needs is not there yet; it is carried again later."""


@dataclass
class Relay:
    """Carries letters against one engine and one set of records."""

    client: Client
    records: AsyncEngine
    task_queue: str
    carriers: dict[str, Callable[[Claimed], Awaitable[None]]] = field(init=False)

    def __post_init__(self) -> None:
        self.carriers = {
            "start": self._start,
            "check-lead-seat": self._check_lead_seat,
            "notice": self._issue_notice,
            "document": self._issue_document,
            "service": self._record_service,
            "open-aftercare": self._open_aftercare,
            "reopen-dispute": self._reopen_dispute,
            "export-history": self._export_history,
        }

    async def carry(self) -> None:
        """Carry letters until cancelled."""
        async with outbox.woken(self.records) as woken:
            while True:
                try:
                    carried = await self.carry_once()
                except Exception as error:  # noqa: BLE001 - records away: nothing is lost, we look again
                    log.warning("outbox.unread", error=type(error).__name__)
                    carried = 0
                if not carried:
                    await woken(IDLE)

    async def carry_once(self) -> int:
        """Carry what is due now; how many letters were tried."""
        letters = await outbox.claim(self.records)
        await asyncio.gather(*map(self._carry, letters))
        return len(letters)

    async def reconcile(self) -> None:
        """Until cancelled: procedures the engine does not know are started, those behind are nudged.

        Everything that has not ended is looked at once; from then on what the journal has just taken.
        """
        looked_at = False
        while True:
            try:
                if not looked_at:
                    await self._look_at_everything()
                    looked_at = True
                for procedure, seq in await papers.changed_and_open(self.records, 3 * RECONCILE_EVERY):
                    await self._bring_up(procedure, seq)
            except Exception as error:  # noqa: BLE001 - one of the servers is away: looked at again
                log.warning("reconciliation.interrupted", error=type(error).__name__)
            await asyncio.sleep(RECONCILE_EVERY.total_seconds())

    async def _look_at_everything(self) -> None:
        last = ""
        while some := await papers.unfinished(self.records, after=last):
            for last, seq in some:
                await self._bring_up(last, seq)
                await asyncio.sleep(1 / SWEEP_PER_SECOND)

    async def _carry(self, letter: Claimed) -> None:
        try:
            await self.carriers[letter.kind](letter)
        except Exception as error:  # noqa: BLE001 - whatever it is, the letter is carried again
            code = type(error).__name__
            if not isinstance(error, NotYet):
                log.warning(
                    "letter.failed", procedure=letter.procedure, seq=letter.seq, kind=letter.kind, error=code
                )
            await outbox.failed(self.records, letter, code)
        else:
            await outbox.done(self.records, letter)

    async def _bring_up(self, procedure: str, seq: int) -> None:
        handle = self.client.get_workflow_handle(procedure)
        try:
            known = (await handle.describe()).typed_search_attributes.get(attributes.SEQ)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            log.info("procedure.unknown_to_engine", procedure=procedure)
            await self._start_procedure(procedure)
            return
        if known is not None and known < seq:
            log.info("procedure.behind", procedure=procedure, known=known, journal=seq)
            await handle.signal(names.NUDGE)

    # the carriers, one for each kind of letter

    async def _start(self, letter: Claimed) -> None:
        await self._start_procedure(letter.procedure)

    async def _start_procedure(self, procedure: str) -> None:
        proceeding, file = await self._file(procedure)
        await starting.start(self.client, proceeding, file, self.task_queue)

    async def _check_lead_seat(self, letter: Claimed) -> None:
        """Nobody in any lead's seat: the procedure is told, and its fallback takes over."""
        seats = [(role, unit) for role, unit in letter.body["seats"]]
        if not await directory.sitting(self.records, seats, legal_day(letter.at)):
            fact = LeadSeatEmpty(id=_id(letter), step=letter.body["step"])
            await self._tell(letter, names.LEAD_SEAT_EMPTY, fact)

    async def _tell(self, letter: Claimed, signal: str, fact: Fact) -> None:
        """A procedure that has ended need not know; one that has not yet begun is told later."""
        try:
            await self.client.get_workflow_handle(letter.procedure).signal(signal, fact)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            if not await papers.has_ended(self.records, letter.procedure):
                raise NotYet from error

    async def _issue_notice(self, letter: Claimed) -> None:
        body = letter.body
        addressee = f"{body['role']}@{body['unit']}"
        await documents.issue(
            self.records, letter, kind="notice", unit=body["unit"], addressees=[addressee], data=body
        )

    async def _issue_document(self, letter: Claimed) -> None:
        await documents.issue(self.records, letter, **letter.body)

    async def _record_service(self, letter: Claimed) -> None:
        body = letter.body
        served = await documents.serve(
            self.records,
            procedure=body["dispute"],
            kind=body["kind"],
            party=body["party"],
            method=body["method"],
            proof=body["proof"],
            at=letter.at,
            by=body["by"]["person"],
        )
        if not served:
            raise NotYet  # the document itself is still on its way

    async def _open_aftercare(self, letter: Claimed) -> None:
        dispute = await self._dispute(letter.body["dispute"])
        edition = dispute.edition
        event = open_aftercare(
            id=names.procedure_id("aftercare", edition.county, dispute.number, names.n_of(dispute.id)),
            number=dispute.number,
            edition=edition,
            dispute=dispute.id,
            closing_seq=dispute.seq,
            dispute_outcome=str(dispute.outcome),
            has_agreement=bool(dispute.agreements),
            is_confirmable=any(agreement.is_confirmable for agreement in dispute.agreements),
            step=dispute.step,
            village=dispute.village,
            township=dispute.township,
            applicants=frozenset(p.ref for p in dispute.parties if p.role is PartyRole.APPLICANT),
            parties=frozenset(party.ref for party in dispute.parties),
            hands=dispute.hands,
            at=letter.at,
        )
        await self._open(letter, event, dispute)

    async def _reopen_dispute(self, letter: Claimed) -> None:
        body = letter.body
        dispute = await self._dispute(body["dispute"])
        step = body["step"] or entry_step(dispute.dispute_type, dispute.flags, dispute.edition)[0]
        event = reopen(
            dispute,
            id=names.procedure_id(
                "dispute", dispute.edition.county, dispute.number, names.n_of(dispute.id) + 1
            ),
            step=step,
            anchored_on=f"{dispute.id}#{dispute.seq}",
            by=Officer(**body["by"]),
            at=letter.at,
        )
        await self._open(letter, event, dispute)

    async def _open(self, letter: Claimed, event: Event, grew_from: Dispute) -> None:
        """Its own letter ``start`` brings it into the engine."""
        await intake.open_procedure(
            self.records,
            event,
            grew_from.edition,
            command=_id(letter),
            anchored_on=(grew_from.id, grew_from.seq),
        )

    async def _export_history(self, letter: Claimed) -> None:
        """Every run of the closed procedure, kept beside the journal: the engine forgets, we do not."""
        description = await self.client.get_workflow_handle(letter.procedure).describe()
        if description.close_time is None:
            raise NotYet
        run = description.run_id
        while run:
            history = await self.client.get_workflow_handle(letter.procedure, run_id=run).fetch_history()
            await histories.keep(self.records, letter.procedure, run, history.to_json())
            run = history.events[0].workflow_execution_started_event_attributes.continued_execution_run_id

    async def _dispute(self, procedure: str) -> Dispute:
        dispute: Dispute = (await self._file(procedure))[1].state
        return dispute

    async def _file(self, procedure: str) -> tuple[type[ProceedingWorkflow[Any]], File[Any]]:
        found = await papers.load(self.records, procedure)
        proceeding = PROCEEDINGS[found.kind]
        return proceeding, starting.file_of(
            proceeding.procedure, found.entries, found.edition, found.receipts
        )


def _id(letter: Claimed) -> str:
    """The letter's own key: carrying it twice asks for the same thing twice."""
    return str(uuid5(NAMESPACE_URL, f"{letter.procedure}#{letter.seq}/{letter.kind}/{letter.number}"))


async def carry(client: Client, records: AsyncEngine, task_queue: str) -> None:
    """Carry letters and reconcile, until cancelled."""
    relay = Relay(client, records, task_queue)
    await asyncio.gather(relay.carry(), relay.reconcile())
