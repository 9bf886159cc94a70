"""What somebody is told of their matter rests on entries, and the way is the one it has gone."""

import pytest

from rules import danger
from rules.dispute import commands
from rules.petition.matter import Stage
from rules.procedure import Officer
from rules.procedures import PROCEDURES
from rules.refusals import Reason
from rules.standing import OBJECTING, USUAL, Stand, Told, is_told, trace
from rules.tracking import holder
from tests.rules import county
from tests.rules.petition.story import standing_at
from tests.rules.story import KEY, WORDS, DisputeStory, Story, a_dispute

HOLDER = holder(county.COUNTY)


def traced(story: Story) -> dict[str, int]:
    return dict(trace(story.procedure, story.events, story.edition).since)


def way(story: Story) -> list[tuple[str, str]]:
    return [(step.stage, step.stand) for step in trace(story.procedure, story.events, story.edition).way]


def test_what_a_registration_says_rests_on_the_registration() -> None:
    told = traced(a_dispute())

    assert set(told.values()) == {1}
    assert {name for name in told if name.startswith("clock/")} == {"clock/level", "clock/whole"}
    assert Told.OUTCOME not in told


def test_each_thing_rests_on_the_last_entry_that_changed_it() -> None:
    dispute = a_dispute().everyone_consents()

    told = traced(dispute)

    begun = len(dispute.events)
    assert (told[Told.STAGE], told[Told.WAITS_FOR], told[Told.UNIT]) == (begun, begun, 1)


def test_the_way_says_what_is_behind_where_it_is_and_what_is_to_come() -> None:
    dispute = a_dispute().everyone_consents()

    assert way(dispute) == [("consent", Stand.DONE), ("mediation", Stand.NOW), ("closed", Stand.AHEAD)]


def test_what_goes_to_the_next_step_has_consent_and_mediation_before_it_once_more() -> None:
    dispute = a_dispute().fail_up_to(2)

    traced_now = trace(dispute.procedure, dispute.events, dispute.edition)

    assert way(dispute) == [("consent", Stand.NOW), ("mediation", Stand.AHEAD), ("closed", Stand.AHEAD)]
    assert traced_now.way[0].since == traced_now.since[Told.STAGE] > 1


@pytest.mark.parametrize("stage", Stage)
def test_a_petition_is_told_where_it_is_at_every_stage(stage: Stage) -> None:
    steps = way(standing_at(stage))

    assert [name for name, stand in steps if stand is Stand.NOW] == [str(stage)]
    assert [name for name, _ in steps] == list(dict.fromkeys(name for name, _ in steps))
    assert steps[-1][0] == "closed"


def test_the_entries_are_all_on_which_something_rests_in_order() -> None:
    dispute = a_dispute().everyone_consents()

    entries = trace(dispute.procedure, dispute.events, dispute.edition).entries

    assert entries == (1, len(dispute.events))


def test_a_procedure_without_a_usual_way_tells_only_where_it_is() -> None:
    dispute = a_dispute()
    other = PROCEDURES["dispute"]
    unusual = type(other)(**{**vars(other), "name": "unusual"})

    assert [s.stand for s in trace(unusual, dispute.events, dispute.edition).way] == [Stand.NOW]


def test_what_is_internal_is_not_said() -> None:
    dispute = a_dispute()
    (noted,) = dispute.hear(danger.DangerReported(by=county.SECRETARY, words=WORDS))

    assert [is_told(dispute.events[0]), is_told(noted)] == [True, False]


def test_the_usual_ways_and_the_roads_are_of_procedures_that_exist() -> None:
    assert set(USUAL) | set(OBJECTING) <= set(PROCEDURES)


def consenting(dispute: DisputeStory, by: Officer) -> commands.RecordConsent:
    return commands.RecordConsent(id=KEY, by=by, party=dispute.state.parties[0].ref)


def test_whoever_holds_the_code_agrees_to_be_mediated_and_handles_nothing() -> None:
    dispute = a_dispute()

    (given,) = dispute.hear(consenting(dispute, HOLDER))

    assert given.by == HOLDER
    assert dispute.state.hands == frozenset()


def test_the_code_of_another_county_agrees_to_nothing() -> None:
    dispute = a_dispute()

    assert dispute.refusal_of(consenting(dispute, holder("xx"))) is Reason.NOT_YOURS_TO_DO
