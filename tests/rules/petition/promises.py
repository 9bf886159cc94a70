"""What is promised of every petition at every step of its life."""

from datetime import timedelta
from typing import Any

from rules.clocks.ledger import Held, used
from rules.clocks.rule import Unit
from rules.journal import View
from rules.petition import events
from rules.petition.matter import HANDLE, Manner, Outcome, Stage
from rules.procedure import Event, Now
from tests.rules import county
from tests.rules.petition.story import PetitionStory

EXECUTING = {organ.unit for organ in county.TOLD.petitions.organs if organ.successor is None}
AT_MOST = 90  # days from the acceptance, with everything they were extended by


class PetitionWitness:
    """Follows a petition by its events alone, and holds the state against what it saw."""

    def __init__(self, story: PetitionStory) -> None:
        self.story = story
        self.held = list(story.state.held)
        self.open_refusals = 0
        self.facts_heard = False
        self.drafted_by: str | None = None
        self.extension_by: str | None = None
        self.extensions = 0
        self.mediations = 0
        self.stepped_aside: set[str] = set()
        self.taken_back: set[str] = set()
        self.unserved: set[str] = set()

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        for event in happened:
            self._sees_one(before, event)
        state = self.story.state
        self._one_unit_has_it(view)
        assert sum(refusal.agreed is None for refusal in state.refusals) == self.open_refusals <= 1
        assert len(state.refusals) <= state.edition.petitions.tie_break_at
        assert all(not clock.pauses for clock in state.clocks)
        assert self.mediations == int(state.is_being_mediated)
        assert state.recused == self.stepped_aside
        assert state.handler not in state.recused
        assert state.unserved == self.unserved
        self._it_is_handled_in_ninety_days()
        if not state.has_ended:
            self._somebody_has_something_to_do(view)

    def _one_unit_has_it(self, view: View) -> None:
        """Exactly one, from the receipt on and without a gap; the county has it while it is being led on."""
        state = self.story.state
        organs = {organ.unit for organ in state.edition.petitions.organs if organ.successor is None}
        assert state.unit in organs | {state.edition.county}
        assert view.case.owner_unit == state.unit
        if not state.has_ended:
            assert (state.unit == state.edition.county) is (state.stage is Stage.ROUTING)
        assert list(state.held) == self.held
        assert state.held[0].since == state.received_at
        assert state.held[-1].unit == state.unit
        for one, other in zip(state.held, state.held[1:], strict=False):
            assert one.unit != other.unit
            assert one.since <= other.since

    def _it_is_handled_in_ninety_days(self) -> None:
        state = self.story.state
        assert self.extensions <= 1
        for clock in state.clocks:
            due = state.due(clock.name)
            if clock.name == HANDLE and due:
                assert due.counted_to - clock.started_on <= timedelta(days=AT_MOST)
        if state.stage in (Stage.HANDLING, Stage.SERVING) and state.manner is not Manner.SUGGESTION:
            assert state.clock(HANDLE).is_open
        elif not state.has_ended:
            assert not any(clock.name == HANDLE and clock.is_open for clock in state.clocks)

    def _somebody_has_something_to_do(self, view: View) -> None:
        state = self.story.state
        seats = {(task.role, task.unit) for task in view.tasks}
        first = next(task for task in view.tasks if task.what == "follow-up")
        assert (first.role, first.unit, first.person) == (
            "first_receiver",
            state.received_by,
            state.first_receiver,
        )
        if state.manner is not Manner.SUGGESTION or state.stage is not Stage.HANDLING:
            assert view.case.next_moment or view.case.overdue
        if view.case.overdue:
            assert ("supervisor", state.edition.county) in seats
            assert view.case.needs_attention

    def _sees_one(self, before: Any, event: Event) -> None:
        if event.by:
            assert event.by.person not in before.recused
        self._goes(before, event)
        match event:
            case events.FactsHeard():
                self.facts_heard = True
            case events.MediationProposed():
                self.mediations += 1
            case events.MediationReturned():
                self.mediations -= 1
            case events.HandlerRecused():
                self.stepped_aside.add(event.person)
            case events.WithdrawalNoted():
                self.taken_back.add(event.petitioner)
        self._answers(before, event)

    def _goes(self, before: Any, event: Event) -> None:
        match event:
            case events.Transferred():
                assert before.route
                self._goes_to(event.to_unit, event)
            case events.CompetenceSettled():
                self.open_refusals = 0
                self._goes_to(event.unit, event)
            case events.SuccessorNamed():
                self._goes_to(event.unit, event)
            case events.TakenBack():
                self.open_refusals = 0
                self._goes_to(before.edition.county, event)
            case events.TransferObjectedTo():
                self.open_refusals += 1
                assert Now(event.at).today <= before.due("object").on
            case events.ObjectionRejected():
                self.open_refusals = 0

    def _answers(self, before: Any, event: Event) -> None:
        match event:
            case events.ExtensionRequested():
                assert event.by
                self.extension_by = event.by.person
            case events.HandlingExtended():
                assert event.by
                assert event.by.person != self.extension_by
                assert event.days <= 30
                self.extensions += 1
            case events.ExtensionRefused():
                assert event.by
                assert event.by.person != self.extension_by
            case events.OpinionDrafted():
                assert event.by
                assert event.draft.executes in {None, *EXECUTING}
                assert self.facts_heard
                self.drafted_by = event.by.person
            case events.OpinionSigned():
                assert event.by
                assert self.facts_heard
                assert event.by.person != self.drafted_by
                assert self.drafted_by not in before.recused
                self.unserved = set(before.petitioners) - self.taken_back
            case events.OpinionServed():
                self.unserved.remove(event.petitioner)
            case events.Concluded():
                self._ended(before, event)

    def _goes_to(self, unit: str, event: Event) -> None:
        if self.held[-1].unit != unit:
            self.held.append(Held(unit, event.at))

    def _ended(self, before: Any, event: events.Concluded) -> None:
        state = self.story.state
        letters = [
            letter.kind for letter in self.story.letters_beside_supervision() if letter.seq == state.seq
        ]
        told = event.outcome in (Outcome.GUIDED, Outcome.NOT_ACCEPTED) and state.still_asking
        care = [] if event.outcome is Outcome.CONCLUDED_ELSEWHERE else ["open-petition-aftercare"]
        taken_back = ["tell-handoff"] * sum(each.is_open for each in state.handed)
        assert letters == [*(["document"] if told else []), *taken_back, *care, "export-history"]
        assert (event.ground is not None) is (event.outcome is Outcome.NOT_ACCEPTED)
        if event.outcome is Outcome.WITHDRAWN:
            assert self.taken_back == state.petitioners
        if event.outcome is Outcome.ANSWERED:
            assert state.opinion
            assert self.unserved == set()
            assert not state.waits_for_others
        self._its_days_are_somebodys()

    def _its_days_are_somebodys(self) -> None:
        """Every day of a period counts for a unit that had the matter then."""
        state = self.story.state
        for clock in state.clocks:
            rule, calendar = state.edition.rule(clock.rule), state.edition.calendar
            if rule.unit is Unit.CALENDAR_DAYS:
                last = Now(clock.met_at or self.story.at).today
                days = used(clock, rule, calendar, state.held, self.story.at)
                assert sum(each.days for each in days) == max(0, (last - clock.started_on).days)
