"""The relay: carries out what must go out because of an entry (the outbox), one letter at a time.

A letter is written in the same transaction as the entry it follows from, so none is ever lost; it is
carried at least once, so whatever it does here may be done twice. Nothing here decides: the rules have.
Beside it, the reconciler starts what the engine does not know and nudges what has fallen behind.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import structlog
from temporalio.client import WorkflowQueryFailedError
from temporalio.service import RPCError, RPCStatusCode

from carriers import Carriers, NotYet
from counties.reporting import reporting_counties
from records import handover, outbox, papers, publications, staffing, worklists
from records.changes import DIRECTORY
from records.hearing import woken
from records.journal import OUTBOX
from records.outbox import Claimed
from records.staffing import Missing
from rules.dispute.matter import Dispute
from rules.instants import legal_day
from rules.procedure import Now, Procedure, Proceeding
from rules.staffing import SeatsLookedAt
from settings import PUBLICATION_RATE
from watching import metrics
from workflows import attributes, names, starting

log = structlog.get_logger()

IDLE = timedelta(seconds=2)  # looked for letters at least this often; a notification wakes us sooner
RECONCILE_EVERY = timedelta(seconds=10)
WATCH_SEATS_EVERY = timedelta(seconds=60)
LOOK_AT_REPORTS_EVERY = timedelta(seconds=60)
ANSWER_WITHIN = timedelta(seconds=5)  # a proceeding whose worker is away is asked again next time
SWEEP_PER_SECOND = 50  # procedures looked at when the relay begins


@dataclass
class Relay(Carriers):
    """Carries letters against one engine and one set of records."""

    at_any_hour: bool = False  # where days are skipped, letters do not wait for the notice hours
    publication_rate: float = PUBLICATION_RATE  # cases told a second
    counties: tuple[str, ...] = ()  # whose rota is kept
    looked_at: dict[str, Missing] = field(default_factory=dict)  # what a case was last told of its seats

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

    async def carry_rota(self) -> None:
        """Until cancelled: the rota of every county is kept; whoever ends it in the engine sees it begin
        anew."""
        while True:
            try:
                for county in self.counties:
                    await starting.take_turns(self.client, county, self.task_queue)
            except Exception as error:  # noqa: BLE001 - the engine is away: we look again
                log.warning("rota.waiting", error=type(error).__name__)
            await asyncio.sleep(RECONCILE_EVERY.total_seconds())

    async def carry_watch(self) -> None:
        """Until cancelled: what looks whether everything still holds is there."""
        while True:
            try:
                await starting.watch(self.client, self.task_queue)
            except Exception as error:  # noqa: BLE001 - the engine is away: we look again
                log.warning("watch.waiting", error=type(error).__name__)
            await asyncio.sleep(LOOK_AT_REPORTS_EVERY.total_seconds())

    async def carry_handovers(self) -> None:
        """Until cancelled: whoever has left, and what they answered for, is on its way to their
        successors."""
        async with woken(self.records, handover.HANDOVERS) as wait:
            while True:
                try:
                    await self.hand_over(legal_day(datetime.now(UTC)))
                except Exception as error:  # noqa: BLE001 - one of the servers is away: we look again
                    log.warning("handovers.waiting", error=type(error).__name__)
                await wait(RECONCILE_EVERY)

    async def hand_over(self, today: date) -> None:
        """Begin every handover whose day has come."""
        for each in await handover.under_way(self.records, today):
            await starting.hand_over(self.client, each, self.publication_rate, self.task_queue)

    async def carry_reports(self) -> None:
        """Until cancelled: what makes the reports of each county that reports is there."""
        while True:
            try:
                for county in reporting_counties(legal_day(datetime.now(UTC))):
                    await starting.report(self.client, county, self.task_queue)
            except Exception as error:  # noqa: BLE001 - the engine is away: we look again
                log.warning("reports.waiting", error=type(error).__name__)
            await asyncio.sleep(LOOK_AT_REPORTS_EVERY.total_seconds())

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
                behind = 0
                for procedure, seq in fresh.items():
                    # What is newer may still be on its way into the engine.
                    is_due = seen.get(procedure) == seq and (procedure, seq) not in in_step
                    if is_due and await self._bring_up(procedure, seq):
                        in_step.add((procedure, seq))
                    elif is_due:
                        behind += 1
                metrics.behind(behind)
                seen, in_step = fresh, in_step & set(fresh.items())
            except Exception as error:  # noqa: BLE001 - one of the servers is away: looked at again
                log.warning("reconciliation.interrupted", error=type(error).__name__)
            await asyncio.sleep(RECONCILE_EVERY.total_seconds())

    async def watch_seats(self) -> None:
        """Until cancelled: seats fall empty and are filled while cases stand; their cases are told."""
        async with woken(self.records, DIRECTORY) as wait:
            while True:
                await wait(WATCH_SEATS_EVERY)
                try:
                    await self.look_at_seats(legal_day(datetime.now(UTC)))
                except Exception as error:  # noqa: BLE001 - records away: the next round looks again
                    log.warning("seats.unwatched", error=type(error).__name__)

    async def look_at_seats(self, today: date) -> None:
        """Tell every case which of the seats it waits for have nobody in them, and who of those it waits
        for is away; and every dispute who leads it. What hinders one hinders no other."""
        for procedure, found in (await self._changed(today)).items():
            try:
                await self._tell_of_seats(procedure, found)
                self.looked_at[procedure] = found
            except Exception as error:  # noqa: BLE001 - whatever it is, the next round looks again
                log.warning("seat.unwatched", procedure=procedure, error=type(error).__name__)
        for procedure in await worklists.without_lead(self.records, today):
            try:
                await self.look_at_lead(await self._dispute(procedure), today)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next round looks again
                log.warning("seat.unwatched", procedure=procedure, error=type(error).__name__)

    async def look_at_lead(self, dispute: Dispute, today: date) -> None:
        """Tell a dispute who sits in the seats that may lead its step, if that is news to it."""
        id = str(uuid5(NAMESPACE_URL, f"{dispute.id}#{dispute.seq}/lead-seats/{today}"))
        await self._tell(dispute, await self._held(dispute, today, id))

    async def _changed(self, today: date) -> dict[str, Missing]:
        """The cases in which it is another than they were last told. It is looked at afresh by every
        relay."""
        missing = await staffing.missing(self.records, today)
        for procedure in self.looked_at.keys() - missing.keys():
            del self.looked_at[procedure]
        return {each: found for each, found in missing.items() if self.looked_at.get(each) != found}

    async def _tell_of_seats(self, procedure: str, found: Missing) -> None:
        state, kind = await self._state_of(procedure)
        key = str(uuid5(NAMESPACE_URL, f"{procedure}#{state.seq}/seats"))
        fact = SeatsLookedAt(id=key, **vars(found))
        if kind.decide(state, fact, Now(state.changed_at)):
            await self._signal(procedure, names.SEATS_LOOKED_AT, fact)

    async def _state_of(self, procedure: str) -> tuple[Proceeding, Procedure]:
        proceeding, file = await self.proceeding_of(procedure)
        return file.state, proceeding.procedure

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
                metrics.caught_up("nudged")
                await handle.signal(names.NUDGE)
        except (RPCError, WorkflowQueryFailedError) as error:
            if isinstance(error, RPCError) and error.status is RPCStatusCode.NOT_FOUND:
                log.info("procedure.unknown_to_engine", procedure=procedure)
                metrics.caught_up("started")
                await self._start_procedure(procedure)
            else:
                log.warning("procedure.silent", procedure=procedure, error=type(error).__name__)
            return False
        return known >= seq
