"""02-ladder 2.4: what an attempt is, who must sit at the table, and what must have been said first."""

from datetime import timedelta

import pytest

from rules.dispute import commands, events
from rules.dispute.matter import GuestKind, Outcome, SessionOutcome, Stage
from rules.refusals import Reason
from rules.registering import RegistersSay
from tests.rules import county
from tests.rules.story import KEY, WORDS, DisputeStory, a_dispute, a_dispute_at, a_dispute_for_the_county

IN_TWO_DAYS = county.MONDAY + timedelta(days=2)
POSTPONE = commands.PostponeSession(id=KEY, by=county.SECRETARY, scheduled_for=IN_TWO_DAYS, reason=WORDS)
CANCEL = commands.CancelSession(id=KEY, by=county.SECRETARY, reason=WORDS)


@pytest.fixture
def mediating() -> DisputeStory:
    """Everybody has consented; no session is planned yet."""
    return a_dispute().everyone_consents()


@pytest.fixture
def planned() -> DisputeStory:
    return a_dispute().everyone_consents().schedule()


@pytest.mark.parametrize(
    "outcome", [SessionOutcome.NO_AGREEMENT, SessionOutcome.PARTY_ABSENT, SessionOutcome.TERMINATED_OTHER]
)
def test_a_held_session_with_an_outcome_is_an_attempt_and_its_failure_climbs(outcome: SessionOutcome) -> None:
    story = a_dispute().hold(outcome)

    assert story.state.stays[0].attempts == 1
    assert story.state.step == 2


def test_a_cancelled_session_is_no_attempt(planned: DisputeStory) -> None:
    planned.hear(CANCEL)

    assert (planned.state.step, planned.state.stay.attempts) == (1, 0)
    assert planned.tasks() == {"schedule-session": ("village_party_secretary", county.VILLAGE)}
    planned.schedule()
    assert [s.state for s in planned.state.sessions] == ["cancelled", "scheduled"]


def test_a_postponed_session_is_no_attempt_and_keeps_its_number(planned: DisputeStory) -> None:
    planned.hear(POSTPONE)

    (session,) = planned.state.sessions
    assert (session.number, session.state, session.scheduled_for) == (1, "scheduled", IN_TWO_DAYS)
    assert planned.state.stay.attempts == 0
    assert planned.tasks() == {"hold-session": ("village_party_secretary", county.VILLAGE)}


def test_one_session_is_planned_at_a_time(planned: DisputeStory) -> None:
    another = commands.ScheduleSession(
        id=KEY, by=county.SECRETARY, scheduled_for=IN_TWO_DAYS, place_unit=county.VILLAGE
    )

    assert planned.refusal_of(another) is Reason.SESSION_ALREADY_SCHEDULED


def test_a_session_is_planned_for_the_future(mediating: DisputeStory) -> None:
    yesterday = mediating.at - timedelta(days=1)
    schedule = commands.ScheduleSession(
        id=KEY, by=county.SECRETARY, scheduled_for=yesterday, place_unit=county.VILLAGE
    )

    assert mediating.refusal_of(schedule) is Reason.SESSION_IN_THE_PAST


def test_a_session_is_postponed_into_the_future(planned: DisputeStory) -> None:
    planned.at += timedelta(days=3)

    assert planned.refusal_of(POSTPONE) is Reason.SESSION_IN_THE_PAST


@pytest.mark.parametrize("asked", [POSTPONE, CANCEL], ids=["postpone", "cancel"])
def test_what_is_not_planned_is_neither_postponed_nor_cancelled(
    mediating: DisputeStory, asked: commands.PostponeSession | commands.CancelSession
) -> None:
    assert mediating.refusal_of(asked) is Reason.NO_SESSION_SCHEDULED


def test_a_session_that_was_never_planned_is_not_recorded(mediating: DisputeStory) -> None:
    assert mediating.refusal_of(mediating.session()) is Reason.NO_SESSION_SCHEDULED


def test_the_parties_are_told_their_rights_before_each_session(planned: DisputeStory) -> None:
    assert planned.refusal_of(planned.session(rights_told=False)) is Reason.RIGHTS_NOT_TOLD


@pytest.mark.parametrize(
    ("step", "required"),
    [
        (1, {"peoples_mediator"}),
        (2, {"village_two_committees"}),
        (3, {"justice_office", "police_station", "peoples_tribunal", "township_petition_office"}),
    ],
)
def test_every_required_seat_of_the_step_must_be_at_the_table(step: int, required: set[str]) -> None:
    story = a_dispute_at(step).everyone_consents().schedule()

    for absent in required:
        present = frozenset(required - {absent})
        assert story.refusal_of(story.session(present=present)) is Reason.REQUIRED_SEAT_ABSENT
    story.hear(story.session(present=frozenset(required)))


def test_an_invited_seat_may_stay_away_and_the_county_requires_none() -> None:
    story = a_dispute_for_the_county().hold(present=frozenset())

    assert story.state.outcome is Outcome.NO_AGREEMENT


def test_a_mediator_is_named_for_every_session(planned: DisputeStory) -> None:
    assert planned.refusal_of(planned.session(mediators=frozenset())) is Reason.MEDIATOR_NOT_NAMED


def test_a_recused_mediator_does_not_mediate(planned: DisputeStory) -> None:
    planned.hear(commands.InterestDeclared(person="m", role="peoples_mediator", unit=county.VILLAGE))

    assert planned.refusal_of(planned.session(mediators=frozenset({"m", "n"}))) is Reason.RECUSED
    planned.hear(planned.session(mediators=frozenset({"n"})))


def test_nobody_sits_as_a_party_who_is_none(planned: DisputeStory) -> None:
    strangers = frozenset({"zhang", "li", "passer-by"})

    assert planned.refusal_of(planned.session(parties=strangers)) is Reason.UNKNOWN_PARTY


def test_with_an_attempt_left_the_step_goes_on_without_asking_consent_again() -> None:
    story = a_dispute(edition=county.with_attempts(2))

    story.hold()

    assert (story.state.step, story.state.stage) == (1, Stage.MEDIATION)
    assert story.state.consented == {"zhang", "li"}


def test_the_session_that_was_held_is_not_called_off_when_the_step_ends(planned: DisputeStory) -> None:
    happened = planned.hear(planned.session())

    assert [type(event).__name__ for event in happened] == ["SessionHeld", "StayEnded", "LevelEntered"]
    (session,) = planned.procedure.view(planned.state).sessions
    assert (session.state, session.outcome) == ("held", "no_agreement")


def test_who_mediated_and_who_wrote_the_record_have_handled_it() -> None:
    story = a_dispute().hold(mediators=frozenset({"m", "n"}))

    assert story.state.hands == {"m", "n", county.SECRETARY.person}


def test_a_mediator_whose_appointment_is_over_does_not_mediate(planned: DisputeStory) -> None:
    lapsed = RegistersSay(lapsed=frozenset({"m"}))

    assert planned.refusal_of(planned.session(registers=lapsed)) is Reason.APPOINTMENT_IS_OVER
    planned.hear(planned.session(registers=RegistersSay(lapsed=frozenset({"another"}))))


def test_whoever_was_invited_stands_in_the_record_once_bound_to_keep_silence(planned: DisputeStory) -> None:
    parties = frozenset(party.ref for party in planned.state.parties)
    asked = planned.session(invited=frozenset({"g-1"}))
    invitation = commands.InviteParticipant(
        id=KEY, by=planned.lead, person="g-1", unit="t1", kind=GuestKind.LAWYER, agreed_by=parties
    )
    undertaking = commands.RecordUndertaking(id=KEY, by=planned.lead, person="g-1", undertaking=WORDS)

    assert planned.refusal_of(asked) is Reason.NOT_INVITED
    planned.hear(invitation)
    assert planned.refusal_of(asked) is Reason.NOT_INVITED
    planned.hear(undertaking)
    planned.hear(asked)

    (held,) = (each for each in planned.events if isinstance(each, events.SessionHeld))
    assert held.invited == {"g-1"}
