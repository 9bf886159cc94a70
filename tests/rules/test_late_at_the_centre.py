"""Which duties are supervised once they are late, of what is run beside what people bring: each once, until
it is met, moved, or somebody else's."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rules import duties, duties_at_the_centre, timekeeping
from rules.backlog import commands as leading
from rules.dispatch.commands import FinishUnitTask
from rules.dispatch.matter import Ruling
from rules.errand.matter import Act
from rules.incident.commands import PoliceHeard, PutDangerAside, TakeUpDanger, WithdrawOrder
from rules.inspection import commands as inspecting
from rules.meeting import commands as meeting
from rules.procedures import PROCEDURES, SEALED_PROCEDURES
from rules.words import petition_paper
from tests.rules import county
from tests.rules.calling_out import (
    COURT,
    LABOUR,
    LAND,
    IncidentStory,
    a_danger,
    a_dispatch,
    a_task,
    acknowledging,
    an_incident,
    arriving,
    done,
    objecting,
    ordering,
    posts,
    reporting,
    ruling,
    standing_down,
)
from tests.rules.errands import AGENT, OFFICE, an_errand, answer, last_answer, meeting_answer
from tests.rules.errands import meeting as called
from tests.rules.event_stories import (
    CITY_OFFICE,
    COLLEAGUE,
    an_event,
    analysis,
    approval,
    closing,
    handling,
    into_petition,
    pass_on,
    respond,
    sent_back,
    sign_in,
)
from tests.rules.meetings import LABOUR_HEAD, a_first_matter_received, under_way
from tests.rules.overseen import BUREAU, LEADER, TOWN_HEAD, a_backlog, an_inspection
from tests.rules.story import KEY, WORDS, Story
from tests.rules.supervising import a_recommendation, about_conduct, supervised, until
from tests.rules.test_meeting_rota import by_rota

OPEN, MET, MOVED = ("open-supervision", None), ("tell-supervision", "met"), ("tell-supervision", "moved")
EVERY = {**PROCEDURES, **SEALED_PROCEDURES}
GRID = ("grid_worker", county.VILLAGE)


def told(story: Story) -> list[tuple[str, str, str, str | None]]:
    """(duty, role, unit, rule) of what is late now."""
    return [(each.duty, each.role, each.unit, each.rule) for each in story.state.late]


def letters(story: Story) -> list[tuple[str, Any]]:
    mine = (each for each in story.letters if each.kind in ("open-supervision", "tell-supervision"))
    return [(each.kind, each.body.get("how")) for each in mine]


def late_after(story: Any, **time: float) -> Any:
    until(story, story.at + timedelta(**time))
    return story


def late_once(story: Story, duty: str, role: str, unit: str, rule: str | None, *, met_by: Any) -> None:
    """It is the only duty that is late, pressed once; and once it was done, that is told once."""
    assert told(story) == [(duty, role, unit, rule)]
    assert letters(story) == [OPEN]
    [opened] = story.letters_of("open-supervision")
    assert opened.body == {"procedure": story.state.id, "duty": duty}
    reminded = supervised(story).reminded()
    assert reminded.state.head[1] == unit  # there is somebody who is reminded of it
    [reminder] = reminded.letters_of("document")
    names = {"number": "SL-2026-1", "addressee": "a", "unit": "b", "supervised": "c"}
    for language in ("zh", "en"):
        said = petition_paper("D-22", reminder.body["data"], names, language)
        assert not any("@" in line or "＿" in line or "____" in line for line in said)
    story.hear(met_by)
    assert told(story) == []
    assert letters(story) == [OPEN, MET]
    assert story.letters_of("tell-supervision")[0].body["fell_in"] == opened.seq


# How the events are named that say that something is late.
SAYS_SO = ("Overdue", "Silent", "Missed", "NotThere", "Unacknowledged", "LeftWaiting", "LeftUndecided")
# Nobody supervises the supervision; what is sealed is the discipline organ's, and told to nobody outside it.
TOLD_ONLY = {
    ("supervision", "SigningFellOverdue"),
    ("supervision", "LetterAnswerFellOverdue"),
    ("accusation", "AcceptanceFellOverdue"),
    ("accusation", "ResultFellOverdue"),
}


def test_every_event_that_says_that_something_is_late_has_its_row() -> None:
    every = {(name, event) for name, each in EVERY.items() for event in each.events}
    rows = {*duties.FELL, *duties_at_the_centre.FELL}

    assert rows <= every
    assert {row for row in every - rows if any(word in row[1] for word in SAYS_SO)} == TOLD_ONLY


# an event: each of its stages


def test_an_event_that_nobody_signs_for() -> None:
    late_once(late_after(an_event(), hours=3), "sign-in", *GRID, "P-40", met_by=sign_in())


def test_an_event_that_is_not_answered_or_not_handled() -> None:
    story = an_event()
    story.hear(sign_in())
    late_after(story, days=30)
    assert told(story) == [("respond", *GRID, "P-41"), ("handle", *GRID, "P-42")]

    story.hear(respond())
    assert told(story) == [("handle", *GRID, "P-42")]
    story.hear(handling())
    assert letters(story) == [OPEN, OPEN, MET]
    story.hear(closing())

    assert letters(story) == [OPEN, OPEN, MET, MET]


def test_an_event_that_is_sent_back_after_its_time_is_late_again() -> None:
    story = an_event()
    for asked in (sign_in(), respond()):
        story.hear(asked)
    late_after(story, days=30)
    for done_since in (handling(), closing(), sent_back()):
        story.hear(done_since)
    assert letters(story) == [OPEN, MET]

    late_after(story, minutes=1)

    assert letters(story) == [OPEN, MET, OPEN]
    assert told(story) == [("handle", *GRID, "P-42")]


def test_an_event_that_is_not_audited_or_not_analysed() -> None:
    commissioner = ("political_legal_commissioner", county.TOWNSHIP)
    story = an_event().handled()
    late_once(late_after(story, days=9), "audit", *commissioner, "P-43", met_by=approval())

    late_after(story, days=60)

    assert told(story) == [("analyse", *commissioner, "P-44")]
    story.hear(analysis())
    assert letters(story) == [OPEN, MET, OPEN, MET]


def test_an_event_that_is_passed_on_is_not_pressed_where_it_was_but_where_it_is() -> None:
    story = an_event()
    story.hear(sign_in())
    story.hear(respond())
    late_after(story, days=30)
    assert told(story) == [("handle", *GRID, "P-42")]
    before = len(story.letters)

    story.hear(pass_on("sl-d10"))

    assert told(story) == []
    assert letters(story) == [OPEN, MET]
    late_after(story, minutes=1)
    assert told(story) == [("handle", "dept_handler", "sl-d10", "P-42")]
    assert letters(story) == [OPEN, MET, OPEN]
    notices = [each.body for each in story.letters[before:] if each.kind == "notice"]
    assert ("event-overdue", "centre_dispatcher") in {(each["code"], each["role"]) for each in notices}
    story.hear(sign_in(by=CITY_OFFICE))
    assert letters(story) == [OPEN, MET, OPEN]


def test_a_colleague_of_the_same_unit_owes_the_same() -> None:
    story = an_event()
    story.hear(sign_in())
    story.hear(respond())
    late_after(story, days=30)

    story.hear(handling(by=COLLEAGUE))

    assert letters(story) == [OPEN]


def test_an_event_whose_start_was_corrected_is_not_late_and_what_became_a_petition_is_over() -> None:
    story = late_after(an_event(), hours=3)
    correct = timekeeping.CorrectStart(
        id=KEY, by=county.DISPATCHER, clock="sign-in", started_at=story.at, reason=WORDS
    )
    story.hear(correct)
    assert letters(story) == [OPEN, MOVED]
    late_after(story, hours=3)

    story.hear(into_petition())

    assert letters(story) == [OPEN, MOVED, OPEN, MET]


# a meeting: what was settled at it, and its minutes


def test_a_task_of_a_meeting_by_the_day_it_set() -> None:
    story = under_way().assign().finish().file_minutes()
    report = meeting.ReportTask(id=KEY, by=LABOUR_HEAD, item=1, report=WORDS)
    late_once(late_after(story, days=12), "perform-task@1", "dept_head", "sl-d1", "K-27", met_by=report)


def test_a_task_of_a_meeting_that_set_no_day() -> None:
    story = late_after(under_way("weekly-consultation").assign(due_on=None).finish().file_minutes(), days=40)

    assert told(story) == [("perform-task@1", "dept_head", "sl-d1", "P-45")]


def test_the_minutes_of_a_meeting() -> None:
    story = late_after(under_way().decide().finish(), days=20)
    minutes = meeting.FileMinutes(id=KEY, by=story.by, meeting_minutes=WORDS)
    late_once(story, "minutes", "county_leader", "sl", "P-46", met_by=minutes)


def test_a_day_to_decide_about_and_what_a_leader_follows_by_name_are_pressed_with_nobody() -> None:
    day = late_after(by_rota(), days=20)
    followed = late_after(a_first_matter_received(), days=120)

    for story in (day, followed):
        assert "MeetingDutyFellOverdue" in story.kinds()
        assert letters(story) == []


# a dispatch order: silence, absence, a task missed, an objection nobody decides


def test_a_unit_that_stays_silent_once_everybody_above_it_was_told() -> None:
    story = late_after(a_dispatch(called=posts(county.POLICE)), minutes=59)
    assert "UnitSilent" in story.kinds()
    assert letters(story) == []  # its head was told, the supervisor not yet

    late_after(story, minutes=2)

    police = ("police_station", county.TOWNSHIP)
    late_once(story, "answer-whistle@1", *police, "P-60", met_by=reporting(county.POLICE))


def test_whoever_answers_after_the_time_to_be_there_is_late_for_that() -> None:
    story = late_after(a_dispatch(called=posts(LABOUR)), hours=3)
    assert [each.duty for each in story.state.late] == ["answer-whistle@1"]
    assert "UnitNotThere" in story.kinds()

    story.hear(reporting(LABOUR))

    assert told(story) == [("arrive@1", "dept_head", "sl-d1", None)]
    assert letters(story)[1:] == [OPEN, MET]
    story.hear(arriving(story, 1, LABOUR))
    assert letters(story)[3:] == [MET]


def test_a_unit_that_said_it_comes_and_is_not_there() -> None:
    story = a_dispatch(called=posts(LABOUR, LAND))
    for officer in (LABOUR, LAND):
        story.hear(reporting(officer))
    story.hear(arriving(story, 1, LABOUR))
    late_after(story, hours=2, minutes=1)
    late_once(story, "arrive@2", "dept_head", "sl-d2", None, met_by=standing_down(2))


def test_an_objection_that_nobody_decides_and_who_objects_is_not_pressed_meanwhile() -> None:
    story = a_dispatch(called=posts(LABOUR))
    story.hear(objecting(LABOUR))
    late_after(story, hours=3)
    assert "UnitNotThere" in story.kinds()
    late_once(
        story,
        "decide-call-objection@1",
        *("centre_dispatcher", "sl", "P-61"),
        met_by=ruling(Ruling.OVERRULED),
    )


def test_who_objects_late_is_not_pressed_until_it_is_decided() -> None:
    story = late_after(a_dispatch(called=posts(LABOUR)), minutes=91)
    assert letters(story) == [OPEN]

    story.hear(objecting(LABOUR))

    assert letters(story) == [OPEN, MET]
    story.hear(ruling(Ruling.OVERRULED))
    late_after(story, hours=3)
    assert letters(story) == [OPEN, MET, OPEN]


def test_each_task_of_a_unit_that_is_missed() -> None:
    story = a_dispatch(called=posts(LABOUR, LAND))
    for number, officer in enumerate((LABOUR, LAND), start=1):
        story.hear(arriving(story, number, officer))
        story.hear(a_task(story, call=number))
    late_after(story, hours=2)
    assert told(story) == [
        ("finish-unit-task@1", "dept_head", "sl-d1", None),
        ("finish-unit-task@2", "dept_head", "sl-d2", None),
    ]
    assert letters(story) == [OPEN, OPEN]

    story.hear(FinishUnitTask(id=KEY, by=LAND, task=2, result=WORDS))

    assert [each.duty for each in story.state.late] == ["finish-unit-task@1"]
    assert letters(story) == [OPEN, OPEN, MET]


def test_a_court_that_does_not_answer_a_whistle_is_listed_and_not_pressed() -> None:
    story = late_after(a_dispatch(called=posts(LABOUR, COURT)), hours=3)

    assert [each.unit for each in story.state.silent] == ["sl-d1", "sl-a1"]
    assert [each.unit for each in story.state.late] == ["sl-d1"]


# an incident: a danger left waiting, an order not acknowledged


@pytest.mark.parametrize(
    "met_by",
    [
        TakeUpDanger(id=KEY, by=county.DISPATCHER, grade="general"),
        PutDangerAside(id=KEY, by=county.DISPATCHER, words=WORDS),
    ],
)
def test_a_danger_that_the_centre_does_not_take_up(met_by: Any) -> None:
    story = late_after(a_danger(), minutes=16)
    late_once(story, "take-up-danger", *("centre_dispatcher", "sl", "P-64"), met_by=met_by)


def test_a_danger_left_waiting_stays_late_whatever_else_is_heard() -> None:
    story = late_after(a_danger(), minutes=16)

    story.hear(PoliceHeard(procedure="dispute/sl/SL-2026-1/1", seq=5))

    assert letters(story) == [OPEN]


def ordered(story: IncidentStory) -> IncidentStory:
    story.hear(ordering(county.POLICE))
    return story


@pytest.mark.parametrize(
    "met_by",
    [
        acknowledging(county.POLICE),
        done(county.POLICE),
        WithdrawOrder(id=KEY, by=county.COMMISSIONER, order=1, reason=WORDS),
    ],
)
def test_an_order_that_nobody_acknowledges_once_everybody_above_was_told(met_by: Any) -> None:
    story = late_after(ordered(an_incident()), minutes=19)
    assert letters(story) == []
    late_after(story, minutes=2)
    police = ("police_station", county.TOWNSHIP)
    late_once(story, "acknowledge-order@1", *police, "P-63", met_by=met_by)


# an errand: what an agency owes


def test_an_examination_anew_by_the_leader_in_charge() -> None:
    story = late_after(an_errand().is_not_satisfied(), days=20)
    late_once(story, "re-examination", "township_head", county.TOWNSHIP, "P-66", met_by=answer())


def test_the_last_examination_is_the_petition_departments_own() -> None:
    story = late_after(an_errand().at_the_petition_office(), days=20)
    assert supervised(story).state.signer == county.TOLD.supervision.instead
    late_once(story, "examination", "petition_bureau", "sl", "P-67", met_by=last_answer())


def test_an_answer_to_a_call_for_a_meeting() -> None:
    story = an_errand(scope=frozenset(Act))
    story.hear(called(AGENT))
    late_after(story, days=15)
    petition_office = ("township_petition_office", county.TOWNSHIP)
    late_once(story, "meeting", *petition_office, "P-69", met_by=meeting_answer(OFFICE))


def test_what_the_person_does_not_say_is_never_late() -> None:
    story = late_after(an_errand().reports(), days=60)

    assert story.state.has_ended
    assert letters(story) == []


# an inspection: a finding that is not put right


def test_a_finding_that_is_not_put_right_until_the_unit_has_put_it_right() -> None:
    story = late_after(an_inspection().with_findings(county.TOWNSHIP, "sl-d1"), days=30)
    assert told(story) == [
        ("rectify@1", "township_head", county.TOWNSHIP, "P-55"),
        ("rectify@2", "dept_head", "sl-d1", "P-55"),
    ]

    story.rectified()

    assert [each.duty for each in story.state.late] == ["rectify@2"]
    assert letters(story) == [OPEN, OPEN, MET]


def test_what_waits_for_the_inspectors_presses_no_unit_and_sent_back_it_is_late_at_once() -> None:
    story = an_inspection().with_findings(county.TOWNSHIP).rectified()
    late_after(story, days=30)
    assert "RectificationFellOverdue" in story.kinds()
    assert letters(story) == []
    back = story.ask(inspecting.SendBackRectification, BUREAU, finding=1, reason=WORDS)

    story.hear(back)

    assert told(story) == [("rectify@1", "township_head", county.TOWNSHIP, "P-55")]
    assert letters(story) == [OPEN]


def test_what_is_sent_back_in_time_is_not_late() -> None:
    story = an_inspection().with_findings(county.TOWNSHIP).rectified()

    story.hear(story.ask(inspecting.SendBackRectification, BUREAU, finding=1, reason=WORDS))

    assert letters(story) == []


def test_more_time_for_all_findings_is_told_for_each() -> None:
    story = late_after(an_inspection().with_findings(county.TOWNSHIP, "sl-d1"), days=30)
    longer = replace(county.TOLD.rule("P-55"), count=60)

    story.hear(timekeeping.RulesPublished(version="demo/2", clocks=(longer,)))

    assert letters(story) == [OPEN, OPEN, MOVED, MOVED]


# an old matter: not arranged, not assessed, a milestone missed


def test_an_old_matter_that_is_not_arranged() -> None:
    story = a_backlog()
    story.led()
    story.hear(story.ask(leading.FormTeam, LEADER, units=frozenset({"sl-d1"}), handler="sl-d1"))
    story.hear(story.ask(leading.SetPlan, LEADER, words=WORDS))
    late_after(story, days=10)
    plan = story.ask(leading.AddMilestone, LEADER, due_on=date(2026, 12, 1), words=WORDS)
    late_once(story, "arrange", "petition_bureau", "sl", "P-56", met_by=plan)


def test_an_old_matter_that_is_not_assessed() -> None:
    story = late_after(a_backlog().arranged().ended(), days=20)
    back = story.ask(leading.TakeBackToWork, BUREAU, reason=WORDS)
    late_once(story, "assess", "petition_bureau", "sl", "P-57", met_by=back)


def test_a_milestone_is_of_whoever_carries_it_out() -> None:
    story = late_after(a_backlog().arranged(), days=10)
    reach = story.ask(leading.ReachMilestone, TOWN_HEAD, milestone=1, words=WORDS)
    late_once(story, "settle-backlog@1", "township_head", county.TOWNSHIP, None, met_by=reach)


def test_before_there_is_a_team_it_is_the_leaders() -> None:
    story = a_backlog().led()
    story.hear(story.ask(leading.SetPlan, LEADER, words=WORDS))
    story.hear(story.ask(leading.AddMilestone, LEADER, due_on=date(2026, 11, 3), words=WORDS))

    late_after(story, days=2)

    assert told(story) == [("settle-backlog@1", "county_leader", "sl", None)]


def test_milestones_go_with_the_work_and_each_is_told_again() -> None:
    story = a_backlog().arranged()
    story.hear(story.ask(leading.AddMilestone, LEADER, due_on=date(2026, 11, 11), words=WORDS))
    late_after(story, days=12)
    assert letters(story) == [OPEN, OPEN]

    story.hear(story.ask(leading.FormTeam, LEADER, units=frozenset({"sl-d1"}), handler="sl-d1"))

    assert letters(story) == [OPEN, OPEN, MET, MET]
    late_after(story, minutes=1)
    assert told(story) == [(f"settle-backlog@{number}", "dept_head", "sl-d1", None) for number in (1, 2)]
    assert letters(story)[4:] == [OPEN, OPEN]


def test_a_milestone_of_what_has_ended_presses_nobody_unless_it_goes_on() -> None:
    story = late_after(a_backlog().arranged(), days=10)
    story.ended()
    assert letters(story) == [OPEN, MET]

    story.hear(story.ask(leading.TakeBackToWork, BUREAU, reason=WORDS))
    late_after(story, minutes=1)

    assert letters(story) == [OPEN, MET, OPEN]
    assert story.procedure.next_moment(story.state) is None


# a recommendation: no answer in writing


def test_a_recommendation_that_is_not_answered() -> None:
    story = late_after(a_recommendation().received(), days=40)
    role, unit = story.state.addressee
    assert told(story) == [("feedback", role, unit, "P-54")]
    assert letters(story) == [OPEN]


def test_of_conduct_whoever_has_authority_over_it_is_told_and_not_pressed() -> None:
    story = late_after(about_conduct().received(), days=40)

    assert "FeedbackFellOverdue" in story.kinds()
    assert letters(story) == []
