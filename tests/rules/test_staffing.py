"""A case is told when a seat falls empty, when somebody is away or leaves: a flag, and somebody goes on."""

from collections.abc import Callable

import pytest

from rules import staffing
from rules.dispute import commands as dispute
from rules.dispute.matter import Outcome
from rules.petition import commands as petition
from rules.procedure import Command, Officer
from rules.refusals import Reason
from tests.rules import county
from tests.rules.after_reply import answered, asked_for
from tests.rules.petition.story import PetitionStory, a_petition
from tests.rules.questions import a_question
from tests.rules.story import KEY, WORDS, DisputeStory, Story, a_dispute, aftercare_of

ADMIN = Officer("p-admin", "system_admin", "sl")
SUPERVISOR = ("supervisor", "sl")


def aftercare_of_a_failure() -> Story:
    return aftercare_of(Outcome.NO_AGREEMENT)


STORIES: tuple[Callable[[], Story], ...] = (
    a_dispute,
    a_petition,
    a_question,
    answered,
    asked_for,
    aftercare_of_a_failure,
)


def looked_at(*empty: str, on_leave: str = "", gone: str = "") -> staffing.SeatsLookedAt:
    return staffing.SeatsLookedAt(
        empty=frozenset(empty),
        on_leave=frozenset({on_leave} - {""}),
        gone=frozenset({gone} - {""}),
    )


def left(person: str, to: str | None) -> staffing.PersonLeft:
    return staffing.PersonLeft(id=KEY, by=ADMIN, person=person, to=to, handover="h")


def claimed() -> DisputeStory:
    story = a_dispute()
    story.hear(dispute.Claim(id=KEY, by=county.SECRETARY))
    return story


def handled() -> PetitionStory:
    story = a_petition().classify().transfer().accept()
    return story.asks(petition.AppointHandler, story.head, person=story.handler.person)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_an_empty_seat_raises_a_flag_that_falls_when_it_is_filled(story: Callable[[], Story]) -> None:
    told = story()
    before = told.procedure.view(told.state).case.needs_attention

    (event,) = told.hear(looked_at("dept_handler@d"))

    assert told.procedure.view(told.state).case.needs_attention
    assert told.tasks()["fill-seat"] == SUPERVISOR
    assert event.by is None
    assert told.hear(looked_at("dept_handler@d")) == ()  # no news
    told.hear(looked_at())
    assert told.procedure.view(told.state).case.needs_attention == before
    assert "fill-seat" not in told.tasks()


def test_what_is_told_of_seats_makes_no_clerks_form_stale() -> None:
    told = a_dispute()
    before = told.state.decided_seq

    told.hear(looked_at("dept_handler@d"))

    assert (told.state.decided_seq, told.state.seq) == (before, before + 1)


def test_what_has_ended_is_told_nothing() -> None:
    told = a_dispute()
    told.hear(dispute.ConsentRefused(id=KEY, by=county.MEDIATOR, party="zhang"))
    assert told.state.has_ended

    assert told.hear(looked_at("dept_handler@d")) == ()
    assert told.hear(left(county.SECRETARY.person, None)) == ()


def test_a_claim_keeps_nobody_out_while_its_claimer_is_away() -> None:
    told = claimed()
    consent = dispute.RecordConsent(id=KEY, by=county.MEDIATOR, party="zhang")
    assert told.refusal_of(consent) is Reason.CLAIMED_BY_ANOTHER

    told.hear(looked_at(on_leave=county.SECRETARY.person))
    told.hear(consent)

    assert told.state.handler == county.SECRETARY.person  # it is theirs again when they are back
    told.hear(looked_at())
    again = dispute.RecordConsent(id=KEY, by=county.MEDIATOR, party="li")
    assert told.refusal_of(again) is Reason.CLAIMED_BY_ANOTHER


def test_whoever_left_without_a_handover_is_a_flag_and_keeps_nobody_out() -> None:
    told = claimed()

    told.hear(looked_at(gone=county.SECRETARY.person))

    assert told.tasks()["hand-over"] == SUPERVISOR
    told.hear(dispute.RecordConsent(id=KEY, by=county.MEDIATOR, party="zhang"))
    told.hear(left(county.SECRETARY.person, county.MEDIATOR.person))
    assert "hand-over" not in told.tasks()


def test_a_handover_gives_a_claimed_case_to_the_successor_and_says_who_carried_it_out() -> None:
    told = claimed()

    (event,) = told.hear(left(county.SECRETARY.person, "p-new"))

    assert isinstance(event, staffing.HandedToSuccessor)
    assert (event.by, event.to) == (ADMIN, "p-new")
    assert told.state.handler == "p-new"
    assert "p-new" in told.state.hands
    assert told.hear(left(county.SECRETARY.person, "p-other")) == ()  # once


def test_without_a_successor_a_case_is_its_seats_again() -> None:
    told = claimed()

    told.hear(left(county.SECRETARY.person, None))

    assert told.state.handler is None
    told.hear(dispute.RecordConsent(id=KEY, by=county.MEDIATOR, party="zhang"))


def test_nobody_takes_over_what_they_have_stepped_aside_from() -> None:
    told = claimed()
    told.hear(
        dispute.InterestDeclared(
            id=KEY, by=county.MEDIATOR, person="p-new", role="peoples_mediator", unit=county.VILLAGE
        )
    )

    told.hear(left(county.SECRETARY.person, "p-new"))

    assert told.state.handler is None


def test_a_handler_of_a_petition_hands_over_and_the_first_receiver_stays() -> None:
    told = handled()

    told.hear(left(told.handler.person, "p-new"))

    assert told.state.handler == "p-new"
    assert "p-new" in told.state.hands
    assert told.state.first_receiver != "p-new"


@pytest.mark.parametrize("story", [a_petition, answered], ids=lambda story: story.__name__)
def test_the_follow_up_of_a_first_receiver_goes_to_somebody_never_to_nobody(
    story: Callable[[], Story],
) -> None:
    told = story()
    first = told.state.first_receiver

    told.hear(left(first, None))
    assert told.state.first_receiver == first
    told.hear(left(first, "p-new"))

    assert told.state.first_receiver == "p-new"


def test_a_question_is_followed_by_the_successor_in_the_same_seat() -> None:
    told = a_question()
    first = told.state.first_receiver

    told.hear(left(first.person, "p-new"))

    assert told.state.first_receiver == Officer("p-new", first.role, first.unit)


# A deputy acts with their own person in the seat of somebody else. What a person may not do, they may not
# do as anybody's deputy either.


def asked_by_the_handler() -> tuple[PetitionStory, Command, Reason]:
    story = handled()
    story.asks(petition.RequestExtension, story.handler, days=10, reason=WORDS)
    as_deputy = Officer(story.handler.person, story.head.role, story.head.unit)
    return story, petition.ApproveExtension(id=KEY, by=as_deputy, notice=WORDS), Reason.NOT_BY_THE_SAME_PERSON


def recused_before() -> tuple[PetitionStory, Command, Reason]:
    story = handled()
    story.hear(petition.ConflictDeclared(id=KEY, by=story.handler, person="p-deputy"))
    as_deputy = Officer("p-deputy", story.handler.role, story.handler.unit)
    return story, petition.HearFacts(id=KEY, by=as_deputy, record=WORDS), Reason.RECUSED


@pytest.mark.parametrize("kept_out", [asked_by_the_handler, recused_before], ids=lambda each: each.__name__)
def test_a_deputy_neither_approves_their_own_request_nor_acts_where_they_stepped_aside(
    kept_out: Callable[[], tuple[PetitionStory, Command, Reason]],
) -> None:
    story, command, reason = kept_out()

    assert story.refusal_of(command) is reason


def test_a_deputy_who_has_asked_for_nothing_approves() -> None:  # the negative control
    story = handled()
    story.asks(petition.RequestExtension, story.handler, days=10, reason=WORDS)

    as_deputy = Officer("p-deputy", story.head.role, story.head.unit)
    story.hear(petition.ApproveExtension(id=KEY, by=as_deputy, notice=WORDS))

    assert story.kinds()[-1] == "HandlingExtended"
