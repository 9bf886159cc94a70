"""An old matter: one leader, one team, one plan; and out of the campaign only when others have looked."""

from dataclasses import replace
from datetime import date

import pytest

from rules import notes, staffing, timekeeping
from rules.backlog import commands, events
from rules.backlog.evolution import evolve
from rules.backlog.matter import Ground, Outcome, Stage, its_leader, may_lead
from rules.procedure import Event
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.overseen import (
    BUREAU,
    BUREAU_HEAD,
    CHECKS,
    DEPARTMENT_HEAD,
    LEADER,
    TOWN_HEAD,
    a_backlog,
    registering,
)
from tests.rules.story import WORDS


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"by": county.SUPERVISOR}, Reason.NOT_YOURS_TO_DO),
        ({"by": replace(BUREAU, unit=county.TOWNSHIP)}, Reason.NOT_YOURS_TO_DO),
        ({"received_on": date(2025, 11, 3)}, Reason.NOT_OLD_YET),
    ],
)
def test_what_is_no_old_matter_is_not_registered(said: dict[str, object], reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        registering(**said)

    assert refused.value.reason is reason


def test_old_is_what_is_a_year_old_and_whatever_comes_from_above_or_again() -> None:
    registering(received_on=date(2025, 11, 2))
    registering(received_on=date(2026, 11, 1), ground=Ground.ASSIGNED)
    registering(received_on=date(2026, 11, 1), ground=Ground.REPEATED)


def test_without_leader_team_or_plan_it_is_red_and_with_all_of_them_it_is_not() -> None:
    story = a_backlog()
    lacking = [story.state.lacks]
    lights = [story.procedure.view(story.state).case.light]

    story.led()
    lacking.append(story.state.lacks)
    team = frozenset({county.TOWNSHIP})
    story.hear(story.ask(commands.FormTeam, LEADER, units=team, handler=county.TOWNSHIP))
    story.hear(story.ask(commands.SetPlan, LEADER, words=WORDS))
    lacking.append(story.state.lacks)
    lights.append(story.procedure.view(story.state).case.light)
    story.hear(story.ask(commands.AddMilestone, LEADER, due_on=date(2026, 11, 10), words=WORDS))
    lacking.append(story.state.lacks)
    lights.append(story.procedure.view(story.state).case.light)

    assert lacking == [("leader", "team", "plan"), ("team", "plan"), ("plan",), ()]
    assert lights == ["red", "red", "green"]
    assert {row.state for row in story.procedure.view(story.state).clocks} == {"met"}


def test_a_leader_is_a_seat_the_county_names_and_takes_it_on_by_name() -> None:
    story = a_backlog()
    nobody = story.ask(commands.AssignLeader, BUREAU, role="grid_worker", unit=county.VILLAGE)
    assert story.refusal_of(nobody) is Reason.NOT_A_LEADERS_SEAT
    elsewhere = story.ask(commands.AssignLeader, BUREAU, role="county_leader", unit=county.TOWNSHIP)
    assert story.refusal_of(elsewhere) is Reason.NOT_A_LEADERS_SEAT
    story.hear(story.ask(commands.AssignLeader, BUREAU, role="county_leader", unit=county.COUNTY))

    assert story.state.answering == frozenset()
    assert story.tasks() == {"take-charge": ("county_leader", "sl")}
    assert story.notices() == [("backlog-to-lead", "county_leader", "sl")]
    story.hear(story.ask(commands.TakeCharge, LEADER))
    assert story.state.answering == {LEADER.person}
    other = story.ask(commands.TakeCharge, replace(LEADER, person="p-other"))
    assert story.refusal_of(other) is Reason.LEADER_ASSIGNED_ALREADY


@pytest.mark.parametrize(
    ("role", "unit", "may"),
    [
        ("county_leader", county.COUNTY, True),
        ("township_head", county.TOWNSHIP, True),
        ("dept_head", "sl-d1", True),
        ("dept_head", county.TOWNSHIP, False),
        ("township_head", "nowhere", False),
    ],
)
def test_who_may_lead(role: str, unit: str, *, may: bool) -> None:
    assert may_lead(county.TOLD, role, unit) is may


def test_another_leader_takes_a_reason_and_a_second_person() -> None:
    story = a_backlog().arranged()
    proposal = story.ask(
        commands.ProposeLeader, BUREAU, role="township_head", unit=county.TOWNSHIP, reason=WORDS
    )
    same = replace(proposal, role="county_leader", unit=county.COUNTY)
    assert story.refusal_of(same) is Reason.ALREADY_LEADS
    assert story.refusal_of(replace(proposal, role="grid_worker")) is Reason.NOT_A_LEADERS_SEAT
    agree = story.ask(commands.ApproveLeader, BUREAU_HEAD)
    assert story.refusal_of(agree) is Reason.NO_LEADER_PROPOSED

    story.hear(proposal)

    assert story.state.leader == LEADER  # nothing has changed yet
    assert story.tasks()["approve-leader"] == ("petition_bureau_head", "sl")
    own = replace(agree, by=replace(BUREAU_HEAD, person=BUREAU.person))
    assert story.refusal_of(own) is Reason.APPROVES_OWN_PROPOSAL
    story.hear(agree)
    assert (story.state.seat, story.state.answering) == (("township_head", county.TOWNSHIP), frozenset())
    assert story.procedure.view(story.state).case.light == "red"


def test_a_declined_proposal_leaves_the_leader() -> None:
    story = a_backlog().arranged()
    decline = story.ask(commands.DeclineLeader, BUREAU_HEAD, reason=WORDS)
    assert story.refusal_of(decline) is Reason.NO_LEADER_PROPOSED
    story.hear(story.ask(commands.ProposeLeader, BUREAU, role="dept_head", unit="sl-d1", reason=WORDS))

    story.hear(decline)

    assert (story.state.leader, story.state.proposed) == (LEADER, None)


def test_a_team_is_of_units_that_are_known_and_one_of_them_carries_it_out() -> None:
    story = a_backlog().led()
    units = frozenset({county.TOWNSHIP, "nowhere"})

    stranger = story.ask(commands.FormTeam, LEADER, units=units, handler=county.TOWNSHIP)
    outsider = story.ask(commands.FormTeam, LEADER, units=frozenset({"sl-d1"}), handler=county.TOWNSHIP)

    assert story.refusal_of(stranger) is Reason.NOT_OF_THE_TEAM
    assert story.refusal_of(outsider) is Reason.NOT_OF_THE_TEAM
    assert story.procedure.view(story.state).case.places == ("sl", county.VILLAGE)


def test_a_milestone_is_of_a_plan_and_on_a_day_to_come() -> None:
    story = a_backlog().led()
    add = story.ask(commands.AddMilestone, LEADER, due_on=date(2026, 11, 2), words=WORDS)
    assert story.refusal_of(add) is Reason.NO_PLAN_YET
    story.hear(story.ask(commands.SetPlan, LEADER, words=WORDS))

    assert story.refusal_of(replace(add, due_on=date(2026, 11, 1))) is Reason.MILESTONE_IN_THE_PAST
    story.hear(add)


def test_every_milestone_missed_is_told_to_the_leader_once() -> None:
    story = a_backlog().arranged()
    story.hear(story.ask(commands.AddMilestone, LEADER, due_on=date(2026, 11, 12), words=WORDS))

    [first] = story.wait_for_the_next_moment()
    [second] = story.wait_for_the_next_moment()

    assert [type(each) for each in (first, second)] == [events.MilestoneMissed] * 2
    assert story.notices()[1:] == [("milestone-missed", "county_leader", "sl")] * 2
    assert story.procedure.view(story.state).case.light == "red"
    assert story.wait(days=60) == ()
    for number in (1, 2):
        reach = story.ask(commands.ReachMilestone, TOWN_HEAD, milestone=number, words=WORDS)
        story.hear(reach)
        assert story.refusal_of(reach) is Reason.NO_SUCH_MILESTONE
    assert story.procedure.view(story.state).case.light == "green"


def test_what_is_not_arranged_in_time_is_told_to_the_supervisor_with_what_it_lacks() -> None:
    story = a_backlog().led()

    [late] = story.wait_for_the_next_moment()

    assert isinstance(late, events.ArrangementFellOverdue)
    assert (late.lacks, late.due_on) == (("team", "plan"), date(2026, 11, 9))
    assert story.notices()[-1] == ("backlog-not-arranged", "supervisor", "sl")
    assert story.procedure.view(story.state).case.overdue
    assert story.wait(days=60) == ()


def test_nothing_is_settled_that_was_not_arranged() -> None:
    story = a_backlog().led()

    assert story.refusal_of(story.ask(commands.ReportSettled, LEADER, words=WORDS)) is Reason.NOT_ARRANGED


def test_a_matter_that_is_open_stays_with_its_leader() -> None:
    story = a_backlog().arranged()
    assert story.hear(commands.MatterLookedAt()) == ()  # nobody has asked
    story.hear(story.ask(commands.ReportSettled, TOWN_HEAD, words=WORDS))
    assert story.letters[-1].kind == "look-at-matter"

    story.hear(commands.MatterLookedAt(still_open=("dispute/sl/SL-2024-000007/1",)))

    assert story.state.stage is Stage.LED
    assert story.state.open_elsewhere == ("dispute/sl/SL-2024-000007/1",)
    assert story.hear(commands.MatterLookedAt()) == ()


def test_an_answer_that_comes_after_the_end_changes_nothing() -> None:
    story = a_backlog().arranged()
    story.hear(story.ask(commands.ReportSettled, TOWN_HEAD, words=WORDS))
    story.hear(story.ask(commands.HandBack, LEADER, reason=WORDS))

    assert story.hear(commands.MatterLookedAt()) == ()


def test_it_is_assessed_by_two_who_neither_led_nor_checked_it() -> None:
    story = a_backlog().arranged().ended()
    assert story.state.stage is Stage.ASSESSING
    assess = story.ask(commands.AssessBacklog, county.SUPERVISOR, words=WORDS)
    assert story.refusal_of(assess) is Reason.CHECKS_MISSING
    story.checked()
    assert story.tasks() == {"assess-backlog": ("petition_bureau", "sl")}
    again = story.ask(commands.CheckBacklog, LEADER, item="matter")
    assert story.refusal_of(again) is Reason.CHECKED_ALREADY
    leader = replace(assess, by=replace(county.SUPERVISOR, person=LEADER.person))
    assert story.refusal_of(leader) is Reason.SIGNS_OWN_CHECK
    checker = replace(assess, by=replace(county.SUPERVISOR, person=TOWN_HEAD.person))
    assert story.refusal_of(checker) is Reason.SIGNS_OWN_CHECK

    story.hear(assess)
    assert story.refusal_of(assess) is Reason.SIGNED_ALREADY
    story.hear(replace(assess, by=BUREAU_HEAD))

    assert story.state.outcome is Outcome.SETTLED
    assert story.letters[-1].kind == "export-history"


def test_a_late_assessment_is_told_to_the_supervisor_and_ends_nothing() -> None:
    story = a_backlog().arranged(date(2026, 12, 31)).ended()

    [late] = story.wait_for_the_next_moment()

    assert isinstance(late, events.AssessmentFellOverdue)
    assert story.notices()[-1] == ("backlog-not-assessed", "supervisor", "sl")
    assert story.wait(days=90) == ()
    assert story.state.stage is Stage.ASSESSING


def test_what_was_not_passed_goes_back_to_its_leader_with_an_empty_list() -> None:
    story = a_backlog().arranged(date(2026, 12, 31)).ended().checked()
    story.wait_for_the_next_moment()

    story.hear(story.ask(commands.TakeBackToWork, BUREAU, reason=WORDS))

    assert story.state.stage is Stage.LED
    assert (story.state.checklist.checked, story.state.is_overdue) == ((), False)
    story.ended()
    assert story.procedure.view(story.state).case.due_on is not None
    assert len(story.checked().state.checklist.checked) == len(CHECKS)


def test_it_is_handed_back_with_a_reason_by_its_leader_or_before_there_is_one() -> None:
    story, unled = a_backlog().arranged(), a_backlog()

    story.hear(story.ask(commands.HandBack, LEADER, reason=WORDS))
    unled.hear(unled.ask(commands.HandBack, BUREAU_HEAD, reason=WORDS))

    assert story.state.outcome is unled.state.outcome is Outcome.HANDED_BACK
    assert story.events[-1].reason == WORDS  # type: ignore[attr-defined]


def test_whoever_leads_it_is_asked_for_by_name_and_handed_over() -> None:
    story = a_backlog()
    assert story.state.answering == frozenset()
    story.led()
    assert story.state.answering == {LEADER.person}

    story.hear(staffing.PersonLeft(person=LEADER.person, to="p-new", handover="1"))
    assert story.state.answering == {"p-new"}
    story.hear(staffing.PersonLeft(person="p-new", to=None, handover="2"))

    assert story.state.answering == frozenset()
    assert story.tasks() == {"take-charge": ("county_leader", "sl")}


def test_while_the_leader_is_away_whoever_acts_in_the_seat_goes_on() -> None:
    story = a_backlog().led()
    deputy = replace(LEADER, person="p-deputy")
    assert not its_leader(story.state, deputy)

    story.hear(staffing.SeatsLookedAt(on_leave=frozenset({LEADER.person})))

    assert its_leader(story.state, deputy)
    assert not its_leader(story.state, DEPARTMENT_HEAD)
    assert not its_leader(a_backlog().state, LEADER)


def test_a_note_is_of_those_who_work_on_it_and_of_the_office() -> None:
    story = a_backlog().arranged()

    for by in (LEADER, TOWN_HEAD, BUREAU):
        story.hear(story.ask(notes.AddNote, by, words=WORDS))

    assert story.refusal_of(story.ask(notes.AddNote, DEPARTMENT_HEAD, words=WORDS)) is Reason.NOT_YOURS_TO_DO


def test_a_longer_period_takes_lateness_back() -> None:
    story = a_backlog()
    story.wait_for_the_next_moment()
    longer = replace(county.TOLD.rule("P-56"), count=40)

    story.hear(timekeeping.RulesPublished(version="demo/2", clocks=(longer,)))

    assert not story.state.is_overdue


def test_what_is_no_event_of_an_old_matter_is_our_own_fault() -> None:
    with pytest.raises(TypeError):
        evolve(a_backlog().state, Event(at=county.MONDAY))
