"""The carriers: what is done because of a letter of the outbox, one function for each kind of letter.

A letter is carried at least once, so whatever is done here may be done twice. Nothing here decides: the rules
have.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

import written
from records import backlogs, directory, documents, histories, incidents, intake, papers, sampling
from records.intake import Opening
from records.outbox import Claimed
from rules.alarm import answered_in, incident_of
from rules.backlog.commands import MatterLookedAt
from rules.danger import OPEN_INCIDENT, TELL_INCIDENT
from rules.dispute.commands import LeadSeatsHeld
from rules.dispute.matter import Dispute
from rules.dispute.procedure import DISPUTE
from rules.editions import Edition
from rules.following import petition_after, petition_aftercare_of, re_review_of, review_of
from rules.handing import HandedOff, HandoffTold, News
from rules.handing_over import handoff_of
from rules.handoff.commands import OriginEnded, ReceiverEnded, ReceiverStarted
from rules.handoff.procedure import HANDOFF
from rules.incident.commands import PoliceHeard
from rules.incident.procedure import INCIDENT
from rules.inspection.commands import FrameListed
from rules.inspection.matter import Inspection
from rules.instants import legal_day
from rules.late import How
from rules.petition.commands import MediationEnded
from rules.petition.matter import Petition
from rules.petition.procedure import PETITION
from rules.petition_aftercare.commands import ReviewAnswered, ReviewEnded
from rules.petition_aftercare.matter import PetitionAftercare
from rules.procedure import Event, Fact, Now, Officer, Proceeding
from rules.review.matter import Review
from rules.sampling import sampled, seed_of
from rules.succession import aftercare_of, episode_after, mediation_of, petition_of
from rules.supervising import supervision_of, told_of
from rules.supervision.procedure import SUPERVISION
from workflows import names, starting
from workflows.every import PROCEEDINGS
from workflows.proceeding import File, ProceedingWorkflow

log = structlog.get_logger()

# Letters by which a proceeding is told something under the letter's own key. What such a letter said stands
# in the journal, or only the engine knows it as yet.
TELLING = (
    "tell-petition",
    "tell-petition-aftercare",
    "tell-handoff",
    "tell-origin",
    "list-frame",
    "look-at-matter",
    TELL_INCIDENT,
    "tell-supervision",
)

# How a run ends: for good, or as a new one.
CLOSING = (
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
)


class NotYet(Exception):
    """What the letter needs is not there yet; it is carried again later."""


@dataclass
class Carriers:
    """Against one engine and one set of records."""

    client: Client
    records: AsyncEngine
    task_queue: str
    proceedings: Mapping[str, type[ProceedingWorkflow[Any]]] = field(
        default_factory=lambda: PROCEEDINGS, kw_only=True
    )
    carriers: dict[str, Callable[[Claimed], Awaitable[None]]] = field(init=False)

    def __post_init__(self) -> None:
        self.carriers = {
            "start": self._start,
            "look-at-lead-seats": self._look_at_lead_seats,
            "notice": self._issue_notice,
            "document": self._issue_document,
            "message": self._send_message,
            "service": self._record_service,
            "open-aftercare": self._open_aftercare,
            "reopen-dispute": self._reopen_dispute,
            "open-dispute": self._open_dispute,
            "open-petition": self._open_petition,
            "tell-petition": self._tell_petition,
            "open-petition-aftercare": self._open_petition_aftercare,
            "reopen-petition": self._reopen_petition,
            "open-review": self._open_review,
            "open-re-review": self._open_re_review,
            "tell-petition-aftercare": self._tell_petition_aftercare,
            "open-handoff": self._open_handoff,
            "tell-handoff": self._tell_handoff,
            "tell-origin": self._tell_origin,
            "list-frame": self._list_frame,
            "look-at-matter": self._look_at_matter,
            OPEN_INCIDENT: self._open_incident,
            TELL_INCIDENT: self._tell_incident,
            "open-supervision": self._open_supervision,
            "tell-supervision": self._tell_supervision,
            "export-history": self._export_history,
        }

    async def _start(self, letter: Claimed) -> None:
        await self._start_procedure(letter.procedure)

    async def _start_procedure(self, procedure: str) -> None:
        proceeding, file = await self.proceeding_of(procedure)
        await starting.start(self.client, proceeding, file, self.task_queue)

    async def _look_at_lead_seats(self, letter: Claimed) -> None:
        """Who sits in the lead's seats on the day of the letter; the procedure decides what follows."""
        dispute = await self._dispute(letter.body["dispute"])
        if not dispute.has_ended:
            await self._tell(dispute, await self._held(dispute, legal_day(letter.at), key_of(letter)))

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

    async def _send_message(self, letter: Claimed) -> None:
        """It stands as a document of its own, for one person."""
        to, words = [letter.body["to"]], {"words": letter.body["words"]}
        await documents.issue(
            self.records, letter, kind="message", unit=letter.body["unit"], addressees=to, data=words
        )

    async def _record_service(self, letter: Claimed) -> None:
        body = letter.body
        served = await documents.serve(
            self.records,
            procedure=body.get("procedure") or body["dispute"],
            kind=body["kind"],
            party=body["party"],
            method=body["method"],
            proof=body["proof"],
            at=datetime.fromisoformat(body["served_at"]) if "served_at" in body else letter.at,
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

    async def _open(
        self,
        letter: Claimed,
        first: Callable[[Edition], Event],
        grew_from: Proceeding,
        anchored_on: tuple[str, int] | None = None,
    ) -> None:
        """Its own letter ``start`` brings it into the engine. What it grew from has mostly ended."""
        await intake.open_procedure(
            self.records,
            first,
            grew_from.edition,
            command=key_of(letter),
            anchored_on=anchored_on or (grew_from.id, grew_from.seq),
        )

    async def _open_dispute(self, letter: Claimed) -> None:
        """The mediation that both sides of a petition agreed to."""
        body = letter.body
        petition: Petition = (await self.proceeding_of(body["petition"]))[1].state
        by = Officer(**body["by"])

        def first(id: str, number: str, edition: Edition) -> Event:
            return mediation_of(
                petition,
                id=id,
                number=number,
                edition=edition,
                dispute_type=body["dispute_type"],
                seq=letter.seq,
                by=by,
                at=letter.at,
            )

        opening = Opening(DISPUTE, petition.edition, first)
        anchor = (petition.id, letter.seq)
        await intake.open_about(self.records, petition.number, opening, key_of(letter), anchored_on=anchor)

    async def _open_petition(self, letter: Claimed) -> None:
        """The petition that whoever asked a question wished for, or that an event turned out to be."""
        body = letter.body
        origin = (await self.proceeding_of(letter.procedure))[1].state

        def first(id: str, number: str, edition: Edition) -> Event:
            by = Officer(**body["by"])
            return petition_of(
                origin, id=id, number=number, edition=edition, seq=letter.seq, by=by, at=letter.at
            )

        opening = Opening(PETITION, origin.edition, first)
        anchor = (origin.id, letter.seq)
        await intake.open_about(self.records, origin.number, opening, key_of(letter), anchored_on=anchor)

    async def _tell_petition(self, letter: Claimed) -> None:
        """What came of the mediation, once; a petition that has ended meanwhile has nothing to do with it."""
        body = letter.body
        fact = MediationEnded(id=key_of(letter), dispute=body["dispute"], outcome=body["outcome"])
        await self._signal(body["petition"], names.MEDIATION_ENDED, fact)

    async def _open_petition_aftercare(self, letter: Claimed) -> None:
        petition: Petition = (await self.proceeding_of(letter.body["petition"]))[1].state

        def first(edition: Edition) -> Event:
            return petition_aftercare_of(replace(petition, edition=edition), letter.at)

        await self._open(letter, first, petition)

    async def _reopen_petition(self, letter: Claimed) -> None:
        """The petition that is handled anew."""
        petition: Petition = (await self.proceeding_of(letter.body["petition"]))[1].state
        by = Officer(**letter.body["by"])

        def first(edition: Edition) -> Event:
            return petition_after(replace(petition, edition=edition), by, letter.at)

        await self._open(letter, first, petition)

    async def _open_review(self, letter: Claimed) -> None:
        """The review that a petitioner asked for, received at the instant of the letter."""
        aftercare: PetitionAftercare = (await self.proceeding_of(letter.body["aftercare"]))[1].state
        asked = {name: letter.body[name] for name in ("petitioner", "grounds", "reviewer")}

        def first(edition: Edition) -> Event:
            return review_of(replace(aftercare, edition=edition), at=letter.at, **asked)

        await self._open(letter, first, aftercare, (letter.procedure, letter.seq))

    async def _open_re_review(self, letter: Claimed) -> None:
        review: Review = (await self.proceeding_of(letter.body["review"]))[1].state
        asked = {name: letter.body[name] for name in ("petitioner", "grounds", "reviewer")}

        def first(edition: Edition) -> Event:
            return re_review_of(replace(review, edition=edition), at=letter.at, **asked)

        await self._open(letter, first, review, (letter.procedure, letter.seq))

    async def _tell_petition_aftercare(self, letter: Claimed) -> None:
        """What came of a review: once when its opinion has reached everybody, once when it ends."""
        body, id = letter.body, key_of(letter)
        review, result = body["review"], body["result"]
        fact: Fact = ReviewAnswered(id=id, review=review, result=result)
        if body["what"] == names.REVIEW_ENDED:
            fact = ReviewEnded(id=id, review=review, result=result, followed_by=body["followed_by"])
        await self._signal(body["aftercare"], body["what"], fact)

    async def _open_handoff(self, letter: Claimed) -> None:
        """The handoff that a procedure asked for in the entry of the letter."""
        found = await papers.load(self.records, letter.procedure)
        procedure = self.proceedings[found.kind].procedure
        origin = starting.file_of(procedure, found.entries, found.edition).state
        event = written.read(procedure, found.entries[letter.seq - 1])
        assert isinstance(event, HandedOff)

        def first(id: str, number: str, edition: Edition) -> Event:
            return handoff_of(
                origin, event, asked_in=letter.seq, id=id, number=number, edition=edition, at=letter.at
            )

        opening = Opening(HANDOFF, origin.edition, first)
        anchor = (origin.id, letter.seq)
        await intake.open_about(self.records, origin.number, opening, key_of(letter), anchored_on=anchor)

    async def _tell_handoff(self, letter: Claimed) -> None:
        """What its acceptance began, how that ended, or that what it came from has ended."""
        body, id = letter.body, key_of(letter)
        handoff = body["handoff"] or await papers.grown_from(
            self.records, body["procedure"], body["asked_in"]
        )
        if handoff is None:
            raise NotYet  # it is not drafted yet
        told: Mapping[str, Fact] = {
            names.RECEIVER_STARTED: ReceiverStarted(id=id, procedure=body["procedure"]),
            names.RECEIVER_ENDED: ReceiverEnded(
                id=id, procedure=body["procedure"], outcome=str(body["outcome"])
            ),
            names.ORIGIN_ENDED: OriginEnded(id=id, procedure=body["procedure"], outcome=str(body["outcome"])),
        }
        await self._signal(handoff, body["what"], told[body["what"]])

    async def _tell_origin(self, letter: Claimed) -> None:
        """What a handoff has come to; an origin that has ended meanwhile has nothing to do with it."""
        body = letter.body
        fact = HandoffTold(
            id=key_of(letter),
            handoff=body["handoff"],
            asked_in=body["asked_in"],
            news=News(body["news"]),
            outcome=body["outcome"],
        )
        await self._signal(body["origin"], names.HANDOFF_TOLD, fact)

    async def _list_frame(self, letter: Claimed) -> None:
        """The matters of an inspection's scope as of its opening; who had a hand in those that are drawn."""
        inspection: Inspection = (await self.proceeding_of(letter.procedure))[1].state
        frame = await sampling.frame(
            self.records,
            inspection.units,
            inspection.kinds,
            (inspection.since, inspection.until),
            inspection.opened_at,
        )
        drawn = sampled(seed_of(inspection.id, inspection.opened_at), frame, inspection.sample_size)
        hands = await sampling.hands_in(self.records, drawn)
        await self._signal(
            letter.procedure, names.FRAME_LISTED, FrameListed(id=key_of(letter), frame=frame, hands=hands)
        )

    async def _look_at_matter(self, letter: Claimed) -> None:
        """Whether the matter of an old case has ended, as the records have it now."""
        number = letter.procedure.split("/")[2]
        still_open = await backlogs.still_open(self.records, number)
        fact = MatterLookedAt(id=key_of(letter), still_open=still_open)
        await self._signal(letter.procedure, names.MATTER_LOOKED_AT, fact)

    async def _open_incident(self, letter: Claimed) -> None:
        """The danger that was noted in the entry of the letter, at the centre; beside what the police are
        told. One report opens one incident."""
        found = await papers.load(self.records, letter.procedure)
        procedure = self.proceedings[found.kind].procedure
        story = [written.read(procedure, entry) for entry in found.entries]
        origin = procedure.fold(story, found.edition)

        def first(id: str, number: str, edition: Edition) -> Event:
            return incident_of(origin, story, seq=letter.seq, id=id, number=number, edition=edition)

        opening = Opening(INCIDENT, origin.edition, first)
        anchor = (origin.id, letter.seq)
        await intake.open_about(self.records, origin.number, opening, key_of(letter), anchored_on=anchor)

    async def _tell_incident(self, letter: Claimed) -> None:
        """The police have acknowledged what was reported. An incident that opens later knows by itself."""
        cases = answered_in(letter.procedure)
        if await incidents.is_one_on_its_way(self.records, cases):
            raise NotYet
        for incident in await incidents.incidents_from(self.records, cases):
            key = str(uuid5(NAMESPACE_URL, f"{key_of(letter)}/{incident}"))
            fact = PoliceHeard(id=key, procedure=letter.procedure, seq=letter.seq)
            await self._signal(incident, names.POLICE_HEARD, fact)

    async def _open_supervision(self, letter: Claimed) -> None:
        """The supervision of the duty that fell late in the entry of the letter, as it was known then."""
        found = await papers.load(self.records, letter.procedure)
        procedure = self.proceedings[found.kind].procedure
        origin = starting.file_of(procedure, found.entries[: letter.seq], found.edition).state
        [late] = [each for each in origin.late if each.fell_in == letter.seq]

        def first(id: str, number: str, edition: Edition) -> Event:
            return supervision_of(late, origin, id=id, number=number, edition=edition, at=letter.at)

        opening = Opening(SUPERVISION, origin.edition, first)
        anchor = (origin.id, letter.seq)
        await intake.open_about(self.records, origin.number, opening, key_of(letter), anchored_on=anchor)

    async def _tell_supervision(self, letter: Claimed) -> None:
        """That what it supervises was done, or is not due any more."""
        body = letter.body
        supervision = await papers.grown_from(self.records, letter.procedure, body["fell_in"])
        if supervision is None:
            raise NotYet  # it is not opened yet
        name = names.DUTY_MET if body["how"] == How.MET else names.DUTY_MOVED
        await self._signal(supervision, name, told_of(body["how"], key_of(letter)))

    async def _signal(self, procedure: str, name: str, fact: Fact) -> None:
        """Tell a proceeding, unless by its journal it has ended. Raises NotYet while it is not begun."""
        state = (await self.proceeding_of(procedure))[1].state
        if state.has_ended:
            return
        try:
            await self.client.get_workflow_handle(procedure).signal(name, fact)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            raise NotYet from error

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
        proceeding = self.proceedings[found.kind]
        file = starting.file_of(proceeding.procedure, found.entries, found.edition, found.receipts)
        return proceeding, file


def key_of(letter: Claimed) -> str:
    """The letter's own key: carrying it twice asks for the same thing twice."""
    return str(uuid5(NAMESPACE_URL, f"{letter.procedure}#{letter.seq}/{letter.kind}/{letter.number}"))
