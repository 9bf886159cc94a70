"""How a test tells a story: somebody asks, the rules decide, and what happened is kept."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

import written
from rules.aftercare.matter import Aftercare
from rules.aftercare.procedure import AFTERCARE, open_aftercare
from rules.dispute import commands
from rules.dispute.matter import Dispute, Flag, Form, Outcome, Party, PartyRole, SessionOutcome
from rules.dispute.procedure import DISPUTE
from rules.dispute.registration import register
from rules.editions import Edition
from rules.journal import Letter
from rules.procedure import Command, Event, Fact, Now, Officer, Procedure, Sealed, TimePassed
from rules.refusals import Reason, Refused
from tests.rules import county

WORDS = Sealed("content/1")  # stands for anything personal: only its reference is ever seen
KEY = "00000000-0000-4000-8000-000000000001"


class Story:
    """A procedure under way. ``at`` is the present instant; it moves only when the test says so."""

    def __init__(self, procedure: Procedure, first: Event, edition: Edition) -> None:
        self.procedure = procedure
        self.edition = edition  # under which it began
        self.state: Any = procedure.begin(first, edition)
        self.at = first.at
        self.events: list[Event] = [first]
        self.letters: list[Letter] = list(procedure.follows(self.state, first))

    def hear(self, asked: Command | Fact) -> tuple[Event, ...]:
        """Let the rules decide and carry it out; each event goes through the journal's own form."""
        happened = self.procedure.decide(self.state, asked, Now(self.at))
        for event in happened:
            entry = written.write(event, self.state.seq + 1)
            assert written.read(self.procedure, entry) == event
            self.state = self.procedure.evolve(self.state, event)
            self.events.append(event)
            self.letters += self.procedure.follows(self.state, event)
        return happened

    def refusal_of(self, asked: Command) -> Reason:
        with pytest.raises(Refused) as refused:
            self.procedure.decide(self.state, asked, Now(self.at))
        return refused.value.reason

    def wait(self, **time: float) -> tuple[Event, ...]:
        """Time passes, and the rules are told so."""
        self.at += timedelta(**time)
        return self.hear(TimePassed())

    def wait_for_the_next_moment(self) -> tuple[Event, ...]:
        moment = self.procedure.next_moment(self.state)
        assert moment
        self.at = moment
        return self.hear(TimePassed())

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.events]

    def letters_of(self, kind: str) -> list[Letter]:
        return [letter for letter in self.letters if letter.kind == kind]

    def letters_beside_supervision(self) -> list[Letter]:
        """Those that are not about what is late (``rules/late.py``): that stands beside every procedure."""
        return [each for each in self.letters if each.kind not in ("open-supervision", "tell-supervision")]

    def notices(self) -> list[tuple[str, str, str]]:
        """(code, role, unit) of every notice sent so far."""
        return [(n.body["code"], n.body["role"], n.body["unit"]) for n in self.letters_of("notice")]

    def tasks(self) -> dict[str, tuple[str, str]]:
        return {task.what: (task.role, task.unit) for task in self.procedure.view(self.state).tasks}


class DisputeStory(Story):
    state: Dispute

    @property
    def lead(self) -> Officer:
        table = county.FALLBACKS if self.state.lead_is_unavailable else county.LEADS
        return table[self.state.step]

    def everyone_consents(self) -> "DisputeStory":
        for party in self.state.parties:
            self.hear(
                commands.RecordConsent(id=KEY, by=self.lead, party=party.ref, guardian_agrees=party.is_minor)
            )
        return self

    def schedule(self) -> "DisputeStory":
        self.hear(
            commands.ScheduleSession(
                id=KEY,
                by=self.lead,
                scheduled_for=self.at + timedelta(hours=2),
                place_unit=self.state.owner_unit,
            )
        )
        return self

    def session(self, outcome: SessionOutcome = SessionOutcome.NO_AGREEMENT, **said: Any) -> Any:
        """The record of a session as the rules want it, but for what the test says otherwise."""
        whole = {
            "id": KEY,
            "by": self.lead,
            "outcome": outcome,
            "present": frozenset(self.state.level.required),
            "parties": frozenset(party.ref for party in self.state.parties),
            "mediators": frozenset({"m"}),
            "rights_told": True,
            "minutes": WORDS,
        }
        return commands.RecordSession(**{**whole, **said})

    def hold(self, outcome: SessionOutcome = SessionOutcome.NO_AGREEMENT, **said: Any) -> "DisputeStory":
        """Schedule a session, hold it, record it; consent is taken first where it is still missing."""
        if not self.state.consented:
            self.everyone_consents()
        self.schedule()
        self.hear(self.session(outcome, **said))
        return self

    def agree(self, **said: Any) -> "DisputeStory":
        return self.hold(SessionOutcome.AGREEMENT_FULL, agreement=terms(**said))

    def fail_up_to(self, step: int) -> "DisputeStory":
        while self.state.step < step:
            self.hold()
        return self

    def confirm_by(self) -> list[date | None]:
        """The last day to ask for confirmation of each agreement, as people read it."""
        return [row.confirm_by for row in self.procedure.view(self.state).agreements]

    def guidance(self) -> list[Letter]:
        return [letter for letter in self.letters_of("document") if letter.body["kind"] == "D-21"]

    def steps(self) -> list[tuple[int, str, str | None]]:
        """(step, why entered, how ended) of every stay so far."""
        return [(stay.step, stay.because, stay.ended) for stay in self.state.stays]


def terms(**said: Any) -> commands.AgreementTerms:
    """An agreement with everything on it: body, mediator's signature, seal."""
    whole = {
        "form": Form.WRITTEN,
        "body": "county-committee",
        "has_seal": True,
        "has_mediator_signature": True,
        "terms": WORDS,
    }
    return commands.AgreementTerms(**{**whole, **said})


def registration(**said: Any) -> Any:
    whole = {
        "id": "dispute/sl/SL-2026-1/1",
        "number": "SL-2026-1",
        "edition": county.TOLD,
        "dispute_type": "neighbour",
        "village": county.VILLAGE,
        "township": county.TOWNSHIP,
        "parties": county.TWO,
        "replies": county.NOTHING_FOUND,
        "flags": frozenset(),
        "other_townships": frozenset(),
        "by": county.WINDOW_CLERK,
        "at": county.MONDAY,
    }
    return register(**{**whole, **said})


def a_dispute(**said: Any) -> DisputeStory:
    """Two neighbours of one village, registered on a Monday morning."""
    return DisputeStory(DISPUTE, registration(**said), said.get("edition", county.TOLD))


def a_dispute_at(step: int, **said: Any) -> DisputeStory:
    """The same, mediated without success until it stands at ``step``."""
    return a_dispute(**said).fail_up_to(step)


def a_dispute_for_the_county(**said: Any) -> DisputeStory:
    return a_dispute(flags=frozenset({Flag.ESPECIALLY_MAJOR}), **said)


class AftercareStory(Story):
    state: Aftercare


def aftercare_of(
    outcome: Outcome,
    *,
    edition: Edition = county.TOLD,
    step: int = 1,
    is_confirmable: bool | None = None,
    parties: Iterable[Party] = county.TWO,
    hands: frozenset[str] = frozenset({county.SECRETARY.person}),
    at: datetime = county.MONDAY,
) -> AftercareStory:
    """Aftercare of a dispute that ended so, opened at the instant of its closing event."""
    has_agreement = outcome in (Outcome.AGREEMENT, Outcome.PARTIAL_AGREEMENT)
    parties = tuple(parties)
    first = open_aftercare(
        id="aftercare/sl/SL-2026-1/1",
        number="SL-2026-1",
        edition=edition,
        dispute="dispute/sl/SL-2026-1/1",
        closing_seq=9,
        dispute_outcome=outcome,
        has_agreement=has_agreement,
        confirmable={1: at} if (has_agreement if is_confirmable is None else is_confirmable) else {},
        step=step,
        village=county.VILLAGE,
        township=county.TOWNSHIP,
        applicants=frozenset(party.ref for party in parties if party.role is PartyRole.APPLICANT),
        parties=frozenset(party.ref for party in parties),
        hands=hands,
        at=at,
    )
    return AftercareStory(AFTERCARE, first, edition)
