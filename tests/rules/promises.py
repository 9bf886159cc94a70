"""What is promised of every procedure at every step of its life, and of disputes and aftercare beside."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

import written
from rules import handing, staffing, timekeeping
from rules.aftercare import events as aftercare_events
from rules.aftercare.matter import Aftercare, Duty, Window
from rules.aftercare.matter import Outcome as Result
from rules.backlog.matter import Backlog
from rules.consultation import events as question_events
from rules.consultation.matter import Consultation
from rules.consultation.matter import Outcome as End
from rules.dispatch.matter import Dispatch
from rules.dispute import events
from rules.dispute.inviting import INVITED
from rules.dispute.matter import Because, Dispute, LevelEnd, Outcome, Stage
from rules.dispute.passing import level_due, whole_due
from rules.dockings import DOCKINGS
from rules.dockings.docking import Line
from rules.errand.matter import Errand
from rules.event.matter import EventCase
from rules.incident.matter import Incident
from rules.inspection.matter import Inspection
from rules.journal import GENESIS, View, canonical, first_broken, link
from rules.meeting.matter import Meeting
from rules.petition.matter import Petition
from rules.petition_aftercare.matter import PetitionAftercare
from rules.procedure import Command, Event, Fact, Now, TimePassed
from rules.recommendation.matter import Recommendation
from rules.refusals import Reason, Refused
from rules.review.matter import Review
from rules.supervision.matter import Supervision
from tests.rules.questions import QuestionStory
from tests.rules.story import AftercareStory, DisputeStory, Story

# How the engine carries a state from run to run.
STATES = (
    *(Dispute, Petition, Aftercare, PetitionAftercare, Review, Consultation),
    *(EventCase, Meeting, Supervision, Recommendation, Inspection, Backlog, Dispatch, Incident, Errand),
)
CARRIED: dict[type, TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in STATES}
OF_THE_TABLE = (Reason.NOT_YOURS_TO_DO, Reason.NOT_AT_THIS_STAGE)
# That something is late, by other names; or that it is somebody's again whose day has passed.
LATE_TOO = (
    "WholePeriodEnded",
    "HandoffSilent",
    "UnitSilent",
    "UnitNotThere",
    "UnitReporting",
    "ObjectionLeftUndecided",
    "UnitTaskMissed",
    "DangerLeftWaiting",
    "OrderUnacknowledged",
    "MilestoneMissed",
    "RectificationSentBack",
)
JUMPS = (Because.RAISED_EARLY, Because.SENT_BACK, Because.SILENCE, Because.REOPENED)


def try_(story: Story, asked: Command) -> tuple[Event, ...]:
    """Ask, and see that the page's buttons and the rules' answer agree. A refusal changes nothing."""
    before, offered = story.state, type(asked) in story.procedure.permitted(story.state, asked.by)
    reason: Reason | None = None
    happened: tuple[Event, ...] = ()
    try:
        happened = story.hear(asked)
    except Refused as refused:
        reason = refused.reason
    if reason:
        kept = story.procedure.why_not(before, asked.by).get(type(asked))
        assert story.state is before
        assert offered is (kept is None)
        assert reason is kept if kept else reason not in OF_THE_TABLE
        return ()
    assert offered
    assert happened
    assert all(event.by == asked.by for event in happened)
    return happened


def let_time_pass(story: Story, to: Any) -> list[Event]:
    """Moment by moment as the engine does. Before a moment nothing happens; at it, something does."""
    happened: list[Event] = []
    while (moment := story.procedure.next_moment(story.state)) and moment <= to:
        story.at = max(story.at, moment)
        step = story.hear(TimePassed())
        assert step, "a moment came and changed nothing"
        following = story.procedure.next_moment(story.state)
        assert following != moment
        assert following is None or following > moment
        happened += step
    story.at = to
    assert story.hear(TimePassed()) == ()
    return happened


def keeps_the_promises_of_every_procedure(story: Story) -> View:
    view = story.procedure.view(story.state)
    case = view.case
    decided = [number for number, event in enumerate(story.events, start=1) if event.by]
    assert story.state.decided_seq == max(decided, default=0)  # as the journal counts it
    assert case.owner_unit
    assert case.owner_role
    assert story.state.seq == len(story.events)
    assert story.state.decided_seq <= story.state.seq
    assert case.next_moment == story.procedure.next_moment(story.state)
    assert len({(x.seq, x.kind, x.number) for x in story.letters}) == len(story.letters)
    what_is_late_is_supervised_until_it_is_not(story)
    if story.state.has_ended:
        assert (view.tasks, case.next_moment, case.waits_for) == ((), None, "nothing")
        assert case.outcome
        assert case.closed_at == story.events[-1].at
        assert {clock.state for clock in view.clocks} <= {"met", "cancelled"}
    else:
        is_out = case.waits_for == "await-handoff" and story.state.waits_for_others
        assert view.tasks or case.next_moment or case.overdue or is_out
        assert case.outcome is None
        assert case.closed_at is None
        assert all(task.role and task.unit and task.since <= story.at for task in view.tasks)
    return view


def what_is_late_is_supervised_until_it_is_not(story: Story) -> None:
    """Every duty that fell late was told of once, and once more when it was late no longer; what was not is
    late now, and has a date that has passed."""
    opened = [x.seq for x in story.letters if x.kind == "open-supervision"]
    told = [x.body["fell_in"] for x in story.letters if x.kind == "tell-supervision"]
    assert len(set(opened)) == len(opened)
    assert len(set(told)) == len(told)
    assert {late.fell_in for late in story.state.late} == set(opened) - set(told)
    assert set(told) <= set(opened)
    for late in story.state.late:
        assert not story.state.has_ended
        # What is counted in minutes or hours can be late on the day on which it was due.
        due = story.state.due(late.clock) if late.clock else None
        assert late.due_on <= Now(story.at).today
        assert due is None or due.is_over_at <= story.at
        assert "Overdue" in (kind := type(story.events[late.fell_in - 1]).__name__) or kind in LATE_TOO


def dates_move_as_the_journal_says(before: Any, happened: tuple[Event, ...], after: Any) -> None:
    """A publication or a correction tells every date it moves, as it was and as it is, and moves no other."""
    match happened:
        case (timekeeping.DueDatesRecomputed(moved=moved),):
            pass
        case (timekeeping.StartCorrected(moved=only),):
            moved = (only,) if only.was != only.now else ()
        case _:
            return
    told = {move.clock: (move.was, move.now) for move in moved}
    assert told == {
        clock.name: (was, now)
        for clock in before.clocks
        if clock.is_open and (was := _on(before, clock.name)) != (now := _on(after, clock.name))
    }


def _on(state: Any, clock: str) -> date | None:
    due = state.due(clock)
    return due.on if due else None


def nothing_moves_any_more(story: Story, asked: Command | Fact) -> None:
    if isinstance(asked, Fact):
        assert story.procedure.decide(story.state, asked, Now(story.at)) == ()
    else:
        with pytest.raises(Refused):
            story.procedure.decide(story.state, asked, Now(story.at))


def the_journal_tells_the_same(story: Story) -> None:
    """Folded from its written form it is the same state, its chain holds, its letters are plain JSON."""
    entries = [written.write(event, seq) for seq, event in enumerate(story.events, start=1)]
    read = [written.read(story.procedure, entry) for entry in entries]
    assert read == story.events
    assert story.procedure.fold(read, story.edition) == story.state
    previous, chain = GENESIS, []
    for entry in entries:
        previous = link(previous, story.state.id, entry)
        chain.append((entry, previous))
    assert first_broken(story.state.id, chain) is None
    for letter in story.letters:
        canonical(letter.body)
    carried = CARRIED[type(story.state)]
    assert carried.validate_json(carried.dump_json(story.state, warnings="error")) == story.state


class DisputeWitness:
    """Follows a dispute by its events alone, and holds the state against what it saw."""

    def __init__(self, story: DisputeStory) -> None:
        self.story = story
        self.consents: set[str] = set()
        self.attempts = 0
        self.is_in_a_stay = True
        self.jumped = story.state.stay.because is Because.REOPENED
        self.failed: Counter[int] = Counter()
        self.invited: dict[str, bool] = {}  # whether the undertaking is there

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        for event in happened:
            self._sees_one(before, event)
        self._refusal_never_climbs(happened)
        state = self.story.state
        self._only_who_is_invited_takes_part(view)
        if state.stage is Stage.MEDIATION:
            assert self.consents == {party.ref for party in state.parties}
        assert state.stay.attempts == self.attempts
        assert [stay.ended is None for stay in state.stays[:-1]] == [False] * (len(state.stays) - 1)
        assert (state.stay.ended is None) is not state.has_ended
        assert len([s for s in state.sessions if s.state == "scheduled"]) <= 1
        if not state.has_ended:
            self._somebody_has_it(view)

    def _somebody_has_it(self, view: View) -> None:
        state = self.story.state
        owner = (view.case.owner_role, view.case.owner_unit)
        seats = [state.level.fallback] if state.lead_is_unavailable else state.level.leads[:1]
        assert [(seat.role, state.unit_of(seat.organ)) for seat in seats] == [owner]
        assert (view.tasks[0].role, view.tasks[0].unit) == owner
        is_still = any(clock.state == "suspended" for clock in view.clocks)
        assert view.case.next_moment or view.case.overdue or is_still
        assert view.case.handler not in state.recused

    def _sees_the_invited(self, event: Event) -> None:
        match event:
            case events.ParticipantInvited():
                assert event.agreed_by == {party.ref for party in self.story.state.parties}
                self.invited[event.person] = False
            case events.UndertakingRecorded():
                self.invited[event.person] = True
            case events.InvitationEnded():
                del self.invited[event.person]
            case events.Recused():
                self.invited.pop(event.person, None)
            case events.StayEnded():
                self.invited.clear()  # at another step everybody is asked afresh

    def _sees_one(self, before: Any, event: Event) -> None:
        self._sees_the_invited(event)
        match event:
            case events.ConsentGiven():
                self.consents.add(event.party)
            case events.ConsentEnded():
                self.consents.discard(event.party)
            case events.SessionHeld():
                self.attempts += 1
            case events.StayEnded():
                self._stay_ended(event)
            case events.LevelEntered():
                self._entered(event)
            case events.PeriodExtended():
                self._extended(before)
            case events.Ended():
                self._ended(event)

    def _only_who_is_invited_takes_part(self, view: View) -> None:
        """By consent of all, bound to secrecy, while this step is mediated; and in no other seat."""
        state = self.story.state
        if state.stage is not Stage.MEDIATION:
            self.invited.clear()
        seen = {(task.person, task.role) for task in view.tasks if task.what == "take-part"}
        assert seen == {(person, INVITED) for person, is_bound in self.invited.items() if is_bound}

    def _extended(self, before: Any) -> None:
        for due_of in (level_due, whole_due):
            was, now = due_of(before), due_of(self.story.state)
            is_still = any(clock.is_suspended for clock in self.story.state.clocks)
            assert bool(now) is bool(was) or (was and is_still)  # a longer one reaches into the standstill
            if was and now:
                assert now.on >= was.on
                assert now.counted_to > was.counted_to

    def _stay_ended(self, event: events.StayEnded) -> None:
        assert self.is_in_a_stay
        self.is_in_a_stay = False
        if event.how is LevelEnd.FAILED:
            self.failed[event.step] += 1
            allowed = self.story.state.edition.ladder.level(event.step).attempts
            assert self.attempts == allowed

    def _entered(self, event: events.LevelEntered) -> None:
        assert not self.is_in_a_stay
        if (event.step, event.because) == (3, Because.FAILED_BELOW):
            self._failed_twice_in_the_village()
        self.jumped = self.jumped or event.because in JUMPS
        self.is_in_a_stay, self.consents, self.attempts = True, set(), 0

    def _failed_twice_in_the_village(self) -> None:
        """One failed stay at each of the village's steps, unless a person has jumped on the way."""
        *_, last, _now = self.story.state.stays
        assert (last.step, last.ended) == (2, LevelEnd.FAILED)
        if last.because is Because.FAILED_BELOW:
            first = self.story.state.stays[-3]
            assert (first.step, first.ended) == (1, LevelEnd.FAILED)
            assert first.because is not Because.FAILED_BELOW
        if not self.jumped:
            assert self.failed == {1: 1, 2: 1}

    def _ended(self, event: events.Ended) -> None:
        seq = len(self.story.events)
        letters = Counter(x.kind for x in self.story.letters_beside_supervision() if x.seq == seq)
        taken_back = ["tell-handoff"] * sum(each.is_open for each in self.story.state.handed)
        guided = [] if event.outcome is Outcome.AGREEMENT else ["document"]
        grew_from_a_petition = (self.story.state.anchored_on or "").startswith("petition/")
        told = ["tell-petition"] if grew_from_a_petition else []
        assert letters == Counter([*guided, *told, *taken_back, "open-aftercare", "export-history"])
        parties = [party.ref for party in self.story.state.parties]
        assert [x.body["addressees"] for x in self.story.guidance()] == [parties] * len(guided)
        has_agreed = any(agreement.is_full for agreement in self.story.state.agreements)
        assert has_agreed is (event.outcome is Outcome.AGREEMENT)

    def _refusal_never_climbs(self, happened: tuple[Event, ...]) -> None:
        refused = any(isinstance(event, events.ConsentEnded) for event in happened) or any(
            isinstance(event, events.SessionHeld) and event.outcome == "party_refused" for event in happened
        )
        if refused:
            assert self.story.state.outcome is Outcome.PARTY_REFUSED
            assert not any(isinstance(event, events.LevelEntered) for event in happened)


class AftercareWitness:
    """The same for aftercare: what is owed goes away only when somebody has done it."""

    def __init__(self, story: AftercareStory) -> None:
        self.story = story
        self.owed = {owed.duty for owed in story.state.owed}
        self.unserved = set(story.state.parties) if Duty.SERVE_GUIDANCE in self.owed else set()
        self.dangers = 0
        self.handed: dict[int, str] = {}  # what is not over -> its docking

    @property
    def out(self) -> list[str]:
        """What it waits for: the matter itself, and no service beside it."""
        lines = {DOCKINGS[docking].line for docking in self.handed.values()}
        return sorted(lines - {Line.SERVICE, Line.RECONSIDERATION})

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        for seq, event in enumerate(happened, start=before.seq + 1):
            self._sees_one(before, event)
            self._sees_what_is_out(seq, event)
        state = self.story.state
        if state.has_ended:
            self._closed_for_a_reason(before, happened)
        else:
            assert {owed.duty for owed in state.owed} == self.owed
            assert self.owed or state.windows or self.dangers or self.out
            flags = (staffing.FILL_A_SEAT, staffing.HAND_OVER)
            tasks = [task for task in view.tasks if task.what not in flags]
            assert len(tasks) == len(self.owed) + bool(self.dangers)
            assert state.unanswered_dangers == self.dangers
            assert state.unserved == self.unserved

    def _sees_one(self, before: Any, event: Event) -> None:
        match event:
            case aftercare_events.GuidanceServed():
                self.unserved.remove(event.party)
                if not self.unserved:
                    self.owed.remove(Duty.SERVE_GUIDANCE)
            case aftercare_events.PerformanceRecorded():
                if event.performed == "fully":
                    self.owed.remove(Duty.CHECK_PERFORMANCE)
            case aftercare_events.Revisited():
                self.owed.remove(Duty.REVISIT)
            case aftercare_events.WithdrawalExamined():
                self.owed.remove(Duty.ASK_WHETHER_FREE)
            case aftercare_events.WindowClosed():
                reminded = {replace(each, is_reminded=event.window.is_reminded) for each in before.windows}
                assert event.window in reminded  # it may have been reminded of meanwhile
                assert Now(event.at).today > event.last_day
        name = type(event).__name__
        self.dangers = {"DangerNoted": self.dangers + 1, "DangerAcknowledged": 0}.get(name, self.dangers)

    def _sees_what_is_out(self, seq: int, event: Event) -> None:
        match event:
            case handing.HandedOff():
                self.handed[seq] = event.docking
            case handing.HandoffHeard() if event.news not in ("sent", "accepted", "returned"):
                del self.handed[event.asked_in]

    def _closed_for_a_reason(self, before: Any, happened: tuple[Event, ...]) -> None:
        state, last = self.story.state, happened[-1]
        assert isinstance(last, aftercare_events.AftercareClosed)
        letters = [x.kind for x in self.story.letters_beside_supervision() if x.seq == state.seq]
        taken_back = ["tell-handoff"] * len(self.handed)
        if state.outcome is Result.DONE:
            assert not self.owed
            assert not self.dangers
            assert not self.out
            assert letters == [*taken_back, "export-history"]
        else:
            assert letters == ["reopen-dispute", *taken_back, "export-history"]
        if state.outcome is Result.UNDONE and last.party:
            due = before.due(Window.UNDO_WITHDRAWAL)
            assert due.provisional or Now(last.at).today <= due.on


class QuestionWitness:
    """The same for a question: whoever received it first is never let go, and nothing comes of it unasked."""

    def __init__(self, story: QuestionStory) -> None:
        self.story = story
        self.dangers = 0
        self.supplements = 0
        self.is_booked = False

    def sees(self, before: Any, happened: tuple[Event, ...], view: View) -> None:
        for event in happened:
            self._sees_one(before, event)
        state = self.story.state
        assert state.unanswered_dangers == self.dangers
        assert (state.booking is not None) is self.is_booked
        assert self.supplements <= 1
        following = [task.person for task in view.tasks if task.what == "follow-question"]
        assert following == ([] if state.is_settled else [state.first_receiver.person])
        assert state.first_receiver.unit in view.case.places
        assert view.case.owner_unit in view.case.places

    def _sees_one(self, before: Any, event: Event) -> None:
        match event:
            case question_events.ServiceBooked():
                self.is_booked = True
            case question_events.BookingCancelled() | question_events.ServiceGiven():
                self.is_booked = False
            case question_events.QuestionFellOverdue():
                assert not before.is_overdue
                assert Now(event.at).today > event.due_on
            case question_events.QuestionEnded():
                self._ended(before, event)
        name = type(event).__name__
        self.supplements += name == "SupplementAsked"
        self.dangers = {"DangerNoted": self.dangers + 1, "DangerAcknowledged": 0}.get(name, self.dangers)

    def _ended(self, before: Any, event: question_events.QuestionEnded) -> None:
        self.is_booked = False
        sent = [x.kind for x in self.story.letters if x.body.get("consultation")]
        assert sent == (["open-petition"] if event.outcome is End.BECAME_PETITION else [])
        if event.outcome in (End.BECAME_PETITION, End.BECAME_DISPUTE):
            assert event.person in before.asking
            assert event.wish
