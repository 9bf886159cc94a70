"""Who works on a dispute: claimed and released, recused, never without an owner; and danger, at any time."""

import pytest

from rules import danger
from rules.dispute import commands
from rules.dispute.matter import Outcome
from rules.procedure import Officer
from rules.refusals import Reason
from tests.rules import county
from tests.rules.story import KEY, WORDS, DisputeStory, a_dispute, a_dispute_at, a_dispute_for_the_county

CONSENT = commands.RecordConsent(id=KEY, by=county.SECRETARY, party="zhang")


def claimed_by(officer: Officer) -> DisputeStory:
    story = a_dispute()
    story.hear(commands.Claim(id=KEY, by=officer))
    return story


def test_somebody_of_the_step_claims_it_and_the_task_bears_their_reference() -> None:
    story = claimed_by(county.MEDIATOR)

    (task,) = story.procedure.view(story.state).tasks
    assert task.person == county.MEDIATOR.person
    assert story.state.hands == {county.MEDIATOR.person}


def test_it_is_claimed_by_one_person_at_a_time() -> None:
    story = claimed_by(county.MEDIATOR)

    assert story.refusal_of(commands.Claim(id=KEY, by=county.SECRETARY)) is Reason.ALREADY_CLAIMED


def test_a_claimed_case_is_its_claimers() -> None:
    story = claimed_by(county.MEDIATOR)

    assert story.refusal_of(CONSENT) is Reason.CLAIMED_BY_ANOTHER
    story.hear(commands.RecordConsent(id=KEY, by=county.MEDIATOR, party="zhang"))


def test_a_colleague_of_another_unit_does_not_slip_past_the_claim() -> None:
    story = a_dispute()
    story.hear(commands.LeadSeatsHeld(step=1, holders=frozenset()))
    story.hear(commands.Claim(id=KEY, by=county.JUSTICE_OFFICE))

    by_the_clerk = commands.RecordConsent(id=KEY, by=county.MEDIATOR, party="zhang")

    assert story.refusal_of(by_the_clerk) is Reason.CLAIMED_BY_ANOTHER


def test_a_claim_does_not_keep_the_dispatcher_from_flagging() -> None:
    story = claimed_by(county.SECRETARY)

    story.hear(commands.FlagMajor(id=KEY, by=county.DISPATCHER, reason=WORDS))

    assert story.state.step == 4


def test_the_claimer_releases_it() -> None:
    story = claimed_by(county.MEDIATOR)

    story.hear(commands.Release(id=KEY, by=county.MEDIATOR))

    assert story.state.handler is None
    story.hear(CONSENT)


def test_the_supervisor_of_the_step_releases_it_for_the_claimer_and_a_colleague_does_not() -> None:
    story = claimed_by(county.MEDIATOR)

    assert story.refusal_of(commands.Release(id=KEY, by=county.SECRETARY)) is Reason.CLAIMED_BY_ANOTHER
    story.hear(commands.Release(id=KEY, by=county.COMMISSIONER))

    assert story.state.handler is None


def test_what_nobody_claimed_is_not_released() -> None:
    assert a_dispute().refusal_of(commands.Release(id=KEY, by=county.SECRETARY)) is Reason.NOT_CLAIMED


def test_a_new_step_is_claimed_by_nobody() -> None:
    story = claimed_by(county.SECRETARY)

    story.hold()

    assert (story.state.step, story.state.handler) == (2, None)
    assert county.SECRETARY.person in story.state.hands


def declare(story: DisputeStory, officer: Officer) -> tuple[str, ...]:
    fact = commands.InterestDeclared(person=officer.person, role=officer.role, unit=officer.unit)
    return tuple(type(event).__name__ for event in story.hear(fact))


def test_somebody_with_an_interest_does_nothing_more() -> None:
    story = a_dispute()

    assert declare(story, county.MEDIATOR) == ("Recused",)

    asked = commands.RecordConsent(id=KEY, by=county.MEDIATOR, party="zhang")
    assert story.refusal_of(asked) is Reason.RECUSED
    assert story.procedure.permitted(story.state, county.MEDIATOR) == frozenset()


def test_a_recused_claimer_no_longer_holds_the_case() -> None:
    story = claimed_by(county.MEDIATOR)

    declare(story, county.MEDIATOR)

    assert story.state.handler is None
    story.hear(CONSENT)


def test_the_claim_of_a_colleague_stands_when_somebody_else_steps_aside() -> None:
    story = claimed_by(county.SECRETARY)

    declare(story, county.MEDIATOR)

    assert story.state.handler == county.SECRETARY.person


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_when_the_lead_steps_aside_the_fallback_owns_the_case_and_the_supervisor_knows(step: int) -> None:
    story = a_dispute_for_the_county() if step == 4 else a_dispute_at(step)

    assert declare(story, county.LEADS[step]) == ("Recused", "LeadBecameUnavailable")

    case = story.procedure.view(story.state).case
    fallback, supervisor = county.FALLBACKS[step], story.state.level.supervisor
    assert (case.owner_role, case.owner_unit, case.needs_attention) == (fallback.role, fallback.unit, True)
    unit = story.state.unit_of(supervisor.organ)
    assert story.notices()[-1] == ("lead-unavailable", supervisor.role, unit)
    story.hear(commands.RecordConsent(id=KEY, by=fallback, party="zhang"))


def test_an_interest_is_declared_once() -> None:
    story = a_dispute()
    declare(story, county.SECRETARY)

    assert declare(story, county.SECRETARY) == ()


def test_a_second_lead_who_steps_aside_changes_no_owner() -> None:
    story = a_dispute_for_the_county()
    declare(story, county.CENTRE)

    assert declare(story, county.RECEPTION_CENTRE) == ("Recused",)


def test_an_empty_seat_gives_the_case_to_the_fallback_until_it_is_filled() -> None:
    story = a_dispute()
    story.hear(commands.LeadSeatsHeld(step=1, holders=frozenset()))
    assert story.tasks() == {
        "record-consent": ("justice_office", county.TOWNSHIP),
        "fill-lead-seat": ("political_legal_commissioner", county.TOWNSHIP),
    }
    assert story.refusal_of(CONSENT) is Reason.NOT_YOURS_TO_DO
    story.hear(commands.Claim(id=KEY, by=county.JUSTICE_OFFICE))

    story.hear(commands.LeadSeatsHeld(step=1, holders=frozenset({"p-new"})))

    assert story.tasks() == {"record-consent": ("village_party_secretary", county.VILLAGE)}
    story.hear(CONSENT)  # the fallback's claim does not outlast the fallback


def test_news_about_a_seat_of_another_step_or_no_news_changes_nothing() -> None:
    story = a_dispute_at(2)

    assert story.hear(commands.LeadSeatsHeld(step=1, holders=frozenset())) == ()
    assert story.hear(commands.LeadSeatsHeld(step=2, holders=frozenset({"p-new"}))) == ()
    story.hear(commands.LeadSeatsHeld(step=2, holders=frozenset()))
    assert story.hear(commands.LeadSeatsHeld(step=2, holders=frozenset())) == ()
    assert story.hear(commands.LeadSeatsHeld(step=1, holders=frozenset({"p-new"}))) == ()


def test_the_next_step_is_led_by_its_own_lead_again() -> None:
    story = a_dispute()
    story.hear(commands.LeadSeatsHeld(step=1, holders=frozenset()))

    story.hold()

    assert story.tasks() == {"record-consent": ("posted_township_cadre", county.VILLAGE)}


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_danger_is_told_to_the_police_at_once_at_every_step_and_the_ladder_goes_on(step: int) -> None:
    story = a_dispute_for_the_county() if step == 4 else a_dispute_at(step)
    story.wait(hours=5)
    stage = story.state.stage

    story.hear(danger.DangerReported(words=WORDS))

    assert story.notices()[-1] == ("danger", "police_station", county.TOWNSHIP)
    assert story.tasks()["answer-danger"] == ("police_station", county.TOWNSHIP)
    assert (story.state.step, story.state.stage) == (step, stage)
    assert story.procedure.view(story.state).case.needs_attention


def test_danger_waits_for_an_answer_since_it_was_first_reported() -> None:
    story = a_dispute()
    story.wait(hours=3)
    first = story.at
    story.hear(danger.DangerReported(words=WORDS))
    story.wait(hours=3)

    story.hear(danger.DangerReported(words=WORDS))

    tasks = {task.what: task for task in story.procedure.view(story.state).tasks}
    assert (tasks["answer-danger"].since, story.state.unanswered_dangers) == (first, 2)


def test_the_police_answer_all_that_was_reported() -> None:
    story = a_dispute()
    story.hear(danger.DangerReported(words=WORDS))
    story.hear(danger.DangerReported(words=WORDS))

    story.hear(danger.AcknowledgeDanger(id=KEY, by=county.POLICE))

    assert "answer-danger" not in story.tasks()
    assert not story.procedure.view(story.state).case.needs_attention


def test_where_no_danger_was_reported_there_is_none_to_answer() -> None:
    story = a_dispute()

    answer = danger.AcknowledgeDanger(id=KEY, by=county.POLICE)

    assert story.refusal_of(answer) is Reason.NOT_AT_THIS_STAGE
    assert danger.AcknowledgeDanger not in story.procedure.permitted(story.state, county.POLICE)


def test_danger_is_answered_by_the_police_of_the_place() -> None:
    story = a_dispute()
    story.hear(danger.DangerReported(words=WORDS))
    elsewhere = county.seated("police_station", county.OTHER_TOWNSHIP)

    for officer in (county.SECRETARY, elsewhere):
        answer = danger.AcknowledgeDanger(id=KEY, by=officer)
        assert story.refusal_of(answer) is Reason.NOT_YOURS_TO_DO


def test_a_claim_does_not_keep_the_police_from_answering() -> None:
    story = a_dispute_at(3)
    story.hear(commands.Claim(id=KEY, by=county.COMMISSIONER))
    story.hear(danger.DangerReported(words=WORDS))

    story.hear(danger.AcknowledgeDanger(id=KEY, by=county.POLICE))

    assert story.state.unanswered_dangers == 0


@pytest.mark.parametrize(
    "fact",
    [
        danger.DangerReported(words=WORDS),
        commands.InterestDeclared(person="p", role="peoples_mediator", unit=county.VILLAGE),
        commands.LeadSeatsHeld(step=1, holders=frozenset()),
        commands.LeadSeatsHeld(step=1, holders=frozenset({"p-new"})),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_in_a_closed_dispute_nothing_moves(fact: danger.DangerReported) -> None:
    story = a_dispute().agree()

    assert story.hear(fact) == ()
    assert story.state.outcome is Outcome.AGREEMENT
