"""The relay: carries out what must go out because of an entry (the outbox), one letter at a time.

A letter is written in the same transaction as the entry it follows from, so none is ever lost; it is
carried at least once, so whatever it does here may be done twice. Nothing here decides: the rules have.
Beside it, the reconciler starts what the engine does not know and nudges what has fallen behind.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client, WorkflowQueryFailedError
from temporalio.service import RPCError, RPCStatusCode

from records import directory, documents, histories, intake, outbox, papers, publications, worklists
from records.hearing import woken
from records.journal import OUTBOX
from records.outbox import Claimed
from rules.dispute.commands import LeadSeatsHeld
from rules.dispute.matter import Dispute
from rules.dispute.procedure import DISPUTE
from rules.editions import Edition
from rules.instants import legal_day
from rules.procedure import Event, Now, Officer
from rules.succession import aftercare_of, episode_after
from settings import PUBLICATION_RATE
from workflows import attributes, names, starting
from workflows.every import PROCEEDINGS
from workflows.proceeding import File, ProceedingWorkflow

log = structlog.get_logger()

IDLE = timedelta(seconds=2)  # looked for letters at least this often; a notification wakes us sooner
RECONCILE_EVERY = timedelta(seconds=10)
WATCH_SEATS_EVERY = timedelta(seconds=60)
ANSWER_WITHIN = timedelta(seconds=5)  # a proceeding whose worker is away is asked again next time
SWEEP_PER_SECOND = 50  # procedures looked at when the relay begins


# How a run ends: for good, or as a new one.
CLOSING = (
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
)


class NotYet(Exception):
    """What the letter needs is not there yet; it is carried again later."""


@dataclass
class Relay:
    """Carries letters against one engine and one set of records."""

    client: Client
    records: AsyncEngine
    task_queue: str
    at_any_hour: bool = False  # where days are skipped, letters do not wait for the notice hours
    publication_rate: float = PUBLICATION_RATE  # cases told a second
    carriers: dict[str, Callable[[Claimed], Awaitable[None]]] = field(init=False)

    def __post_init__(self) -> None:
        self.carriers = {
            "start": self._start,
            "look-at-lead-seats": self._look_at_lead_seats,
            "notice": self._issue_notice,
            "document": self._issue_document,
            "service": self._record_service,
            "open-aftercare": self._open_aftercare,
            "reopen-dispute": self._reopen_dispute,
            "export-history": self._export_history,
        }

    async def carry(self) -> None:
        """Carry letters until cancelled."""
        async with woken(self.records, OUTBOX) as wait:
            while True:
                try:
                    carried = await self.carry_once()
                except Exception as error:  # noqa: BLE001 - records away: nothing is lost, we look again
                    log.warning("outbox.unread", error=type(error).__name__)
                    carried = 0
                if not carried:
                    await wait(IDLE)

    async def carry_publications(self) -> None:
        """Until cancelled: whatever was published and has not reached every open case is on its way."""
        async with woken(self.records, publications.PUBLISHED) as wait:
            while True:
                try:
                    for version in await publications.under_way(self.records):
                        rate, queue = self.publication_rate, self.task_queue
                        await starting.carry_out(self.client, version, rate, queue)
                except Exception as error:  # noqa: BLE001 - one of the servers is away: we look again
                    log.warning("publications.waiting", error=type(error).__name__)
                await wait(RECONCILE_EVERY)

    async def carry_once(self) -> int:
        """Carry what is due now; how many letters were tried."""
        letters = await outbox.claim(self.records, at_any_hour=self.at_any_hour)
        await asyncio.gather(*map(self._carry, letters))
        return len(letters)

    async def reconcile(self) -> None:
        """Until cancelled: procedures the engine does not know are started, those behind are nudged.

        Everything that has not ended is looked at once; from then on what the journal has just taken.
        """
        looked_at, seen, in_step = False, dict[str, int](), set[tuple[str, int]]()
        while True:
            try:
                if not looked_at:
                    await self.look_at_everything()
                    looked_at = True
                fresh = dict(await papers.changed_and_open(self.records, 3 * RECONCILE_EVERY))
                for procedure, seq in fresh.items():
                    # What is newer may still be on its way into the engine.
                    is_due = seen.get(procedure) == seq and (procedure, seq) not in in_step
                    if is_due and await self._bring_up(procedure, seq):
                        in_step.add((procedure, seq))
                seen, in_step = fresh, in_step & set(fresh.items())
            except Exception as error:  # noqa: BLE001 - one of the servers is away: looked at again
                log.warning("reconciliation.interrupted", error=type(error).__name__)
            await asyncio.sleep(RECONCILE_EVERY.total_seconds())

    async def watch_seats(self) -> None:
        """Until cancelled: seats fall empty and are filled while cases stand; their cases are told."""
        while True:
            await asyncio.sleep(WATCH_SEATS_EVERY.total_seconds())
            await self.look_at_seats(legal_day(datetime.now(UTC)))

    async def look_at_seats(self, today: date) -> None:
        """Tell every dispute whose lead's seat fell empty, or is filled again, who sits there."""
        for procedure in await worklists.without_lead(self.records, today):
            dispute = await self._dispute(procedure)
            id = str(uuid5(NAMESPACE_URL, f"{dispute.id}#{dispute.seq}/lead-seats/{today}"))
            await self._tell(dispute, await self._held(dispute, today, id))

    async def look_at_everything(self) -> None:
        """Bring up every procedure that has not ended, a bounded number a second."""
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

    async def _bring_up(self, procedure: str, seq: int) -> bool:
        """Start what the engine does not know, nudge what is behind; whether there was nothing to do. What
        hinders one hinders no other."""
        handle = self.client.get_workflow_handle(procedure)
        try:
            known = (await handle.describe()).typed_search_attributes.get(attributes.SEQ) or 0
            if known < seq:  # shown only along with another change: a proceeding knows better, but must wake
                known = await handle.query(names.SEQ, result_type=int, rpc_timeout=ANSWER_WITHIN)
            if known < seq:
                log.info("procedure.behind", procedure=procedure, known=known, journal=seq)
                await handle.signal(names.NUDGE)
        except (RPCError, WorkflowQueryFailedError) as error:
            if isinstance(error, RPCError) and error.status is RPCStatusCode.NOT_FOUND:
                log.info("procedure.unknown_to_engine", procedure=procedure)
                await self._start_procedure(procedure)
            else:
                log.warning("procedure.silent", procedure=procedure, error=type(error).__name__)
            return False
        return known >= seq

    # the carriers, one for each kind of letter

    async def _start(self, letter: Claimed) -> None:
        await self._start_procedure(letter.procedure)

    async def _start_procedure(self, procedure: str) -> None:
        proceeding, file = await self.proceeding_of(procedure)
        await starting.start(self.client, proceeding, file, self.task_queue)

    async def _look_at_lead_seats(self, letter: Claimed) -> None:
        """Who sits in the lead's seats on the day of the letter; the procedure decides what follows."""
        dispute = await self._dispute(letter.body["dispute"])
        if not dispute.has_ended:
            await self._tell(dispute, await self._held(dispute, legal_day(letter.at), _id(letter)))

    async def _held(self, dispute: Dispute, on: date, id: str) -> LeadSeatsHeld:
        seats = [(seat.role, dispute.unit_of(seat.organ)) for seat in dispute.level.leads]
        holders = await directory.sitting(self.records, seats, on)
        return LeadSeatsHeld(id=id, step=dispute.step, holders=holders)

    async def _tell(self, dispute: Dispute, fact: LeadSeatsHeld) -> None:
        if not DISPUTE.decide(dispute, fact, Now(dispute.changed_at)):
            return  # no news
        try:
            await self.client.get_workflow_handle(dispute.id).signal(names.LEAD_SEATS_HELD, fact)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            raise NotYet from error  # it is not begun yet, or has ended since

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

        def first(edition: Edition) -> Event:
            return aftercare_of(replace(dispute, edition=edition), letter.at)

        await self._open(letter, first, dispute)

    async def _reopen_dispute(self, letter: Claimed) -> None:
        body = letter.body
        dispute = await self._dispute(body["dispute"])

        def first(edition: Edition) -> Event:
            return episode_after(
                replace(dispute, edition=edition), body["step"], Officer(**body["by"]), letter.at
            )

        await self._open(letter, first, dispute)

    async def _open(self, letter: Claimed, first: Callable[[Edition], Event], grew_from: Dispute) -> None:
        """Its own letter ``start`` brings it into the engine."""
        await intake.open_procedure(
            self.records,
            first,
            grew_from.edition,
            command=_id(letter),
            anchored_on=(grew_from.id, grew_from.seq),
        )

    async def _export_history(self, letter: Claimed) -> None:
        """Every run of the closed procedure, kept beside the journal: the engine forgets, we do not."""
        run: str | None = None  # the newest first
        while run != "":
            history = await self.client.get_workflow_handle(letter.procedure, run_id=run).fetch_history()
            if history.events[-1].event_type not in CLOSING:
                raise NotYet
            began = history.events[0].workflow_execution_started_event_attributes
            await histories.keep(
                self.records, letter.procedure, began.original_execution_run_id, history.to_json()
            )
            run = began.continued_execution_run_id

    async def _dispute(self, procedure: str) -> Dispute:
        dispute: Dispute = (await self.proceeding_of(procedure))[1].state
        return dispute

    async def proceeding_of(self, procedure: str) -> tuple[type[ProceedingWorkflow[Any]], File[Any]]:
        """Which workflow a procedure is, and its file as the journal has it."""
        found = await papers.load(self.records, procedure)
        proceeding = PROCEEDINGS[found.kind]
        file = starting.file_of(proceeding.procedure, found.entries, found.edition, found.receipts)
        return proceeding, file


def _id(letter: Claimed) -> str:
    """The letter's own key: carrying it twice asks for the same thing twice."""
    return str(uuid5(NAMESPACE_URL, f"{letter.procedure}#{letter.seq}/{letter.kind}/{letter.number}"))
