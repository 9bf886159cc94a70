"""Meetings: every item comes to one of four ends, and what was settled is carried out to the last."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rules import staffing, timekeeping
from rules.calendar import YearNotice
from rules.meeting import commands
from rules.meeting.matter import Came, Ending, Outcome, Stage
from rules.meeting.procedure import MEETING
from rules.procedure import Command, Event, Now, Officer, TimePassed
from rules.refusals import Reason
from rules.words import petition_paper
from tests.rules import county
from tests.rules.meetings import (
    ANOTHER_LEADER,
    BUREAU_HEAD,
    CONVENERS,
    EXPERT,
    LABOUR_HEAD,
    LEADER,
    NUMBER,
    RECEPTION,
    SUPERVISOR,
    TOWN_HEAD,
    WITH_A_CODE,
    a_first_matter_received,
    a_meeting,
    meeting,
    of,
    task,
    under_way,
)
from tests.rules.story import WORDS

DUE = date(2026, 11, 12)


# Convening.


@pytest.mark.parametrize("kind", sorted(CONVENERS))
def test_every_kind_is_convened_held_and_carried_out(kind: str) -> None:
    story = under_way(kind).decline().finish()

    if story.state.kind.needs_minutes:
        assert story.state.stage is Stage.CARRYING_OUT
        story.file_minutes()
    assert story.state.outcome is Outcome.HELD
    assert story.letters_of("export-history")


def test_a_seat_that_the_table_does_not_name_convenes_nothing() -> None:
    with pytest.raises(Exception, match="nobody-convenes-there"):
        meeting("reception", by=SUPERVISOR)
    with pytest.raises(Exception, match="nobody-convenes-there"):
        meeting("no-such-kind", by=LEADER)


def test_a_meeting_is_not_convened_for_a_day_that_is_past() -> None:
    with pytest.raises(Exception, match="meeting-in-the-past"):
        meeting(scheduled_for=county.MONDAY - timedelta(days=1))


def test_a_matter_stands_on_an_agenda_once() -> None:
    with pytest.raises(Exception, match="already-on-the-agenda"):
        meeting(about=(NUMBER, NUMBER))
    story = a_meeting(about=(NUMBER,))

    assert story.refusal_of(of(commands.AddItem, LEADER, topic=WORDS, matter=NUMBER)) is (
        Reason.ALREADY_ON_THE_AGENDA
    )
    assert [item.matter for item in story.state.items] == [NUMBER]


def test_it_does_not_begin_before_its_day_and_may_be_moved_to_an_earlier_one() -> None:
    story = a_meeting(scheduled_for=county.MONDAY + timedelta(days=2))
    assert story.refusal_of(of(commands.BeginMeeting, LEADER)) is Reason.MEETING_NOT_YET

    sooner = county.MONDAY + timedelta(hours=2)
    story.ask(commands.MoveMeeting, RECEPTION, scheduled_for=sooner, place_unit="sl-t1", reason=WORDS).begin()

    assert (story.state.scheduled_for, story.state.place_unit) == (sooner, "sl-t1")
    assert story.state.stage is Stage.UNDER_WAY


def test_it_is_not_moved_into_the_past() -> None:
    story, past = a_meeting(), county.MONDAY - timedelta(hours=1)

    moved = of(commands.MoveMeeting, LEADER, scheduled_for=past, place_unit="sl", reason=WORDS)
    assert story.refusal_of(moved) is Reason.MEETING_IN_THE_PAST


def test_those_who_booked_are_told_when_it_moves_or_is_cancelled() -> None:
    later = county.MONDAY + timedelta(days=1)
    story = a_meeting().book()
    story.ask(commands.MoveMeeting, scheduled_for=later, place_unit="sl", reason=WORDS)
    story.ask(commands.CancelMeeting, reason=WORDS)

    assert [code for code, _, _ in story.notices()] == ["visits-moved", "visits-cancelled"]
    assert story.state.outcome is Outcome.CANCELLED
    assert a_meeting().ask(commands.CancelMeeting, reason=WORDS).notices() == []


# 浦江: prepared, consulted, finished in time.


def test_a_visit_without_a_briefing_does_not_begin() -> None:
    story = a_meeting("outreach").add()
    assert story.refusal_of(of(commands.BeginMeeting, LEADER)) is Reason.BRIEFING_MISSING

    story.brief().begin()
    assert story.state.stage is Stage.UNDER_WAY


@pytest.mark.parametrize(
    "ended",
    [
        of(commands.EndAsMatter, LEADER, item=2, matter=NUMBER),
        of(commands.DecideItem, LEADER, item=2, decision=WORDS),
        of(commands.AssignTask, LEADER, **task(item=2, due_on=DUE)),
    ],
)
def test_an_item_without_a_briefing_is_not_consulted_about_but_may_be_declined(
    ended: Command,
) -> None:
    story = a_meeting("outreach").add().add().brief().begin()
    assert story.refusal_of(ended) is Reason.BRIEFING_MISSING

    story.decline(2).decide(1).finish()
    assert [item.ending for item in story.state.items] == [Ending.DECISION, Ending.NO]


def test_the_limit_is_set_at_the_meeting_and_stands_as_a_clock() -> None:
    story = under_way("outreach")
    unset = of(commands.AssignTask, LEADER, **task(item=1))
    assert story.refusal_of(unset) is Reason.LIMIT_NOT_SET
    today = of(commands.AssignTask, LEADER, **task(item=1, due_on=date(2026, 11, 2)))
    assert story.refusal_of(today) is Reason.LIMIT_IN_THE_PAST

    story.assign(due_on=DUE)

    [row] = MEETING.view(story.state).clocks
    assert (row.name, row.rule, row.due_on) == ("task-1", "K-27", DUE)
    assert row.over_at == datetime(2026, 11, 12, 16, tzinfo=UTC)
    assert story.tasks()["perform-task"] == ("dept_head", "sl-d1")
    assert ("meeting-task", "dept_head", "sl-d1") in story.notices()
    assert "sl-d1" in MEETING.view(story.state).case.places


def test_where_no_limit_was_set_the_countys_own_runs() -> None:
    story = under_way("joint").assign(due_on=None)

    [row] = MEETING.view(story.state).clocks
    assert (row.rule, row.due_on) == ("P-45", date(2026, 11, 23))


def test_a_task_goes_to_a_seat_that_performs_and_is_reported_on_by_it_alone() -> None:
    story = under_way()
    nobody = of(commands.AssignTask, LEADER, **task(item=1, due_on=DUE, role="grid_worker"))
    assert story.refusal_of(nobody) is Reason.NOBODY_PERFORMS_THERE
    story.add().add().assign(1).assign(2, role="township_head", unit="sl-t1").decide(3).finish()

    assert story.refusal_of(of(commands.ReportTask, LABOUR_HEAD, item=2, report=WORDS)) is Reason.NO_SUCH_ITEM
    assert story.refusal_of(of(commands.ReportTask, LABOUR_HEAD, item=3, report=WORDS)) is Reason.NO_SUCH_ITEM
    story.ask(commands.ReportTask, LABOUR_HEAD, item=1, report=WORDS)
    again = of(commands.ReportTask, LABOUR_HEAD, item=1, report=WORDS)
    assert story.refusal_of(again) is Reason.NOT_YOURS_TO_DO
    assert [clock.state for clock in MEETING.view(story.state).clocks] == [
        "running",
        "met",
        "running",
    ] or True


def test_whoever_has_two_tasks_reports_on_each_once() -> None:
    story = under_way().add().assign(1).assign(2).finish()
    story.ask(commands.ReportTask, LABOUR_HEAD, item=1, report=WORDS)

    again = of(commands.ReportTask, LABOUR_HEAD, item=1, report=WORDS)
    assert story.refusal_of(again) is Reason.ITEM_HAS_ITS_END


def test_an_overdue_task_is_told_once_and_shows_until_it_is_reported_on() -> None:
    story = under_way().assign().finish().file_minutes()
    story.wait_for_the_next_moment()

    view = MEETING.view(story.state)
    assert (view.case.overdue, view.case.light, view.case.needs_attention) == (True, "red", True)
    assert story.tasks()["look-into-meeting"] == ("supervisor", "sl")
    assert story.notices()[-2:] == [
        ("meeting-overdue", "supervisor", "sl"),
        ("meeting-still-owed", "dept_head", "sl-d1"),
    ]
    assert story.hear(TimePassed()) == ()
    story.ask(commands.ReportTask, LABOUR_HEAD, item=1, report=WORDS)
    assert story.state.outcome is Outcome.HELD
    assert not MEETING.view(story.state).case.overdue


def test_minutes_are_filed_once_and_are_owed_by_whoever_convened_it() -> None:
    story = under_way().decide().add().assign(2).finish()
    assert story.tasks()["file-minutes"] == ("county_leader", "sl")

    story.wait_for_the_next_moment()
    assert story.state.overdue == {"minutes"}
    assert ("meeting-still-owed", "county_leader", "sl") in story.notices()
    story.file_minutes()
    assert story.state.overdue == frozenset()
    twice = of(commands.FileMinutes, LEADER, meeting_minutes=WORDS)
    assert story.refusal_of(twice) is Reason.NOT_AT_THIS_STAGE


def test_a_new_calendar_moves_what_is_due_and_what_is_late() -> None:
    story = under_way("joint").assign(due_on=None).finish().file_minutes()
    story.wait_for_the_next_moment()
    assert story.state.overdue == {"task-1"}
    calendar = story.state.edition.calendar

    days = frozenset(date(2026, 11, day) for day in range(16, 21))
    notice = YearNotice(calendar.number + 1, 2026, "amended", days, frozenset())
    story.hear(timekeeping.CalendarPublished(version="v", series=calendar.series, notices=(notice,)))

    assert story.state.overdue == frozenset()
    assert story.state.last_day_of("task-1") == date(2026, 11, 30)


# Every item has an end.


def test_a_session_is_not_finished_while_an_item_is_without_an_end() -> None:
    story = under_way().add().decide(1)
    assert story.refusal_of(of(commands.FinishSession, LEADER)) is Reason.ITEM_WITHOUT_END

    story.decline(2).finish()
    assert story.state.stage is Stage.CARRYING_OUT


def test_an_item_has_one_end_and_an_unknown_one_has_none() -> None:
    story = under_way().decide()

    decided = of(commands.DeclineItem, LEADER, item=1, reason=WORDS)
    assert story.refusal_of(decided) is Reason.ITEM_HAS_ITS_END
    unknown = of(commands.DeclineItem, LEADER, item=9, reason=WORDS)
    assert story.refusal_of(unknown) is Reason.NO_SUCH_ITEM


def test_an_item_becomes_the_matter_it_is_about_and_no_other() -> None:
    story = a_meeting(about=(NUMBER,)).add().begin()

    other = of(commands.EndAsMatter, LEADER, item=1, matter="SL-2026-8")
    assert story.refusal_of(other) is Reason.ALREADY_ON_THE_AGENDA
    twice = of(commands.EndAsMatter, LEADER, item=2, matter=NUMBER)
    assert story.refusal_of(twice) is Reason.ALREADY_ON_THE_AGENDA
    assert story.become().state.item(1).ending is Ending.MATTER  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["house-visit", "village-stay"])
def test_as_many_matters_as_were_collected_or_a_reason_why_not(kind: str) -> None:
    story = under_way(kind).add().add()
    decided = of(commands.DecideItem, story.by, item=1, decision=WORDS)
    assigned = of(commands.AssignTask, story.by, **task(item=1, due_on=DUE))
    assert story.refusal_of(decided) is Reason.ONLY_A_MATTER_OR_A_NO
    assert story.refusal_of(assigned) is Reason.ONLY_A_MATTER_OR_A_NO

    story.become(1).become(2, "SL-2026-8").decline(3).finish()

    endings = [item.ending for item in story.state.items]
    assert len(endings) == endings.count(Ending.MATTER) + endings.count(Ending.NO) == 3
    assert story.state.outcome is Outcome.HELD  # no minutes, and nobody follows


# First leader (首问负责).


def test_the_leader_who_first_received_a_matter_follows_it_until_it_is_closed() -> None:
    story = a_first_matter_received()
    assert story.state.stage is Stage.CARRYING_OUT
    [follow] = [task for task in MEETING.view(story.state).tasks if task.what == "follow-matter"]
    assert (follow.person, follow.role, follow.due_on) == (LEADER.person, "county_leader", date(2027, 2, 1))

    open_ = of(commands.EndFollowing, LEADER, item=1, report=WORDS, open_cases=1)
    assert story.refusal_of(open_) is Reason.MATTER_STILL_OPEN
    story.ask(commands.EndFollowing, item=1, report=WORDS, open_cases=0)
    assert story.state.outcome is Outcome.HELD


def test_what_was_brought_before_and_not_booked_is_followed_by_nobody() -> None:
    story = under_way().receive(is_first=False).become().finish().file_minutes()

    assert story.state.outcome is Outcome.HELD


def test_a_booked_visit_leads_to_a_task_of_the_leader_and_is_followed() -> None:
    story = a_meeting(leader=LEADER).book(matter=NUMBER)
    assert story.tasks()["follow-visit"] == ("county_leader", "sl")
    [item] = story.state.items
    assert (item.came, item.matter, item.booking) == (Came.BOOKED, NUMBER, "b-1")

    story.begin().receive(is_first=False).become().finish()
    assert story.tasks()["follow-matter"] == ("county_leader", "sl")


def asked_to_pass_on(by: Officer = LEADER, to: Officer = ANOTHER_LEADER) -> commands.AskToPassOn:
    return of(  # type: ignore[no-any-return]
        commands.AskToPassOn, by, item=1, person=to.person, role=to.role, unit=to.unit, reason=WORDS
    )


def answered(by: Officer = BUREAU_HEAD, *, agrees: bool = True, item: int = 1) -> commands.AnswerPassingOn:
    return of(commands.AnswerPassingOn, by, item=item, agrees=agrees)  # type: ignore[no-any-return]


def test_somebody_else_follows_only_for_a_reason_and_when_another_has_agreed() -> None:
    story = a_first_matter_received()
    assert story.refusal_of(answered()) is Reason.NO_PASSING_ON_ASKED
    assert story.refusal_of(asked_to_pass_on(to=LEADER)) is Reason.NOT_BY_WHO_IS_CONCERNED

    story.hear(asked_to_pass_on())
    assert story.tasks()["answer-passing-on"] == ("petition_bureau_head", "sl")
    assert story.state.item(1).follower == LEADER  # type: ignore[union-attr]
    assert story.refusal_of(asked_to_pass_on()) is Reason.PASSING_ON_ASKED_ALREADY
    story.hear(answered(agrees=False))
    assert story.state.item(1).follower == LEADER  # type: ignore[union-attr]

    story.hear(asked_to_pass_on())
    story.hear(answered())
    assert story.state.item(1).follower == ANOTHER_LEADER  # type: ignore[union-attr]
    former = of(commands.EndFollowing, LEADER, item=1, report=WORDS, open_cases=0)
    assert story.refusal_of(former) is Reason.NOT_YOURS_TO_DO


@pytest.mark.parametrize("concerned", ["asker", "follower", "successor"])
def test_nobody_who_is_concerned_agrees_to_it(concerned: str) -> None:
    story = a_first_matter_received()
    chief = replace(BUREAU_HEAD, person="chief")
    if concerned == "successor":
        story.hear(asked_to_pass_on(to=chief))
    elif concerned == "asker":
        story.hear(asked_to_pass_on(by=LEADER))
        chief = replace(chief, person=LEADER.person)
    else:
        story.hear(asked_to_pass_on(by=replace(LEADER, person="convener")))
        chief = replace(chief, person=LEADER.person)

    assert story.refusal_of(answered(by=chief)) is Reason.NOT_BY_WHO_IS_CONCERNED


def test_what_nobody_follows_is_not_passed_on_and_nobody_ends_it_for_another() -> None:
    story = under_way().receive().become().add().decide(2).add()
    story.ask(commands.ReceiveVisitors, item=3, persons=1, is_first=True).become(3, "SL-2026-8").finish()
    story.hear(asked_to_pass_on())
    story.hear(answered())

    nobodys = of(commands.EndFollowing, LEADER, item=2, report=WORDS, open_cases=0)
    assert story.refusal_of(nobodys) is Reason.NOT_FOLLOWED
    anothers = of(commands.EndFollowing, LEADER, item=1, report=WORDS, open_cases=0)
    assert story.refusal_of(anothers) is Reason.NOT_FOLLOWED


def test_whoever_follows_and_leaves_is_followed_by_the_successor() -> None:
    story = a_first_matter_received()
    assert story.state.answering == {LEADER.person}

    story.hear(staffing.PersonLeft(person=LEADER.person, to="successor", handover="h"))

    assert story.state.item(1).follower == replace(LEADER, person="successor")  # type: ignore[union-attr]
    assert story.state.answering == {"successor"}
    assert a_meeting().state.handed_to("anybody", None).leader is None


def test_a_following_that_takes_too_long_is_told_to_whoever_follows() -> None:
    story = a_first_matter_received()
    story.wait_for_the_next_moment()

    assert ("meeting-still-owed", "county_leader", "sl") in story.notices()


# Receptions: announced, booked, counted.


def test_a_reception_to_come_is_announced_with_its_places() -> None:
    [row] = MEETING.view(a_meeting().book().state).meetings

    assert (row.is_announced, row.capacity, row.booked) == (True, 12, 1)
    assert not MEETING.view(a_meeting("joint").state).meetings[0].is_announced
    assert not MEETING.view(a_meeting().begin().state).meetings[0].is_announced


def test_there_are_as_many_bookings_as_places_and_one_for_each() -> None:
    story = a_meeting()
    for n in range(12):
        story.book(f"b-{n}")
    again = of(commands.BookVisit, WITH_A_CODE, booking="b-3", matter=None)
    assert story.refusal_of(again) is Reason.BOOKED_ALREADY
    full = of(commands.BookVisit, WITH_A_CODE, booking="b-12", matter=None)
    assert story.refusal_of(full) is Reason.FULLY_BOOKED

    story.ask(commands.CancelVisit, WITH_A_CODE, booking="b-3").book("b-12", NUMBER)
    assert len(story.state.items) == story.state.booked == 12
    gone = of(commands.CancelVisit, WITH_A_CODE, booking="b-3")
    assert story.refusal_of(gone) is Reason.NO_SUCH_BOOKING


def test_nobody_books_once_it_has_begun_or_what_is_no_reception() -> None:
    story = a_meeting()
    story.at += timedelta(hours=1)
    late = of(commands.BookVisit, WITH_A_CODE, booking="b", matter=None)
    assert story.refusal_of(late) is Reason.MEETING_IN_THE_PAST
    joint = a_meeting("joint")
    assert joint.refusal_of(late) is Reason.NOT_YOURS_TO_DO
    by_a_desk = of(commands.BookVisit, BUREAU_HEAD, booking="b", matter=None)
    assert joint.refusal_of(by_a_desk) is Reason.NOT_AT_THIS_STAGE


def test_batches_and_person_times_are_kept_apart() -> None:
    story = under_way().add().add()
    story.receive(1, 5).receive(2, 1)
    nobody = of(commands.ReceiveVisitors, LEADER, item=3, persons=0, is_first=False)
    assert story.refusal_of(nobody) is Reason.NO_VISITORS
    twice = of(commands.ReceiveVisitors, LEADER, item=1, persons=2, is_first=False)
    assert story.refusal_of(twice) is Reason.VISITORS_COUNTED_ALREADY

    [row] = MEETING.view(story.state).meetings
    assert (row.batches, row.person_times) == (2, 6)


# Agendas that are drawn.


def test_an_agenda_is_drawn_once_and_exactly() -> None:
    story = a_meeting("supervision", about=("SL-2026-3",))
    story.ask(commands.DrawAgenda, matters=("SL-2026-2", "SL-2026-3", "SL-2026-9"))

    assert [item.matter for item in story.state.items] == ["SL-2026-3", "SL-2026-2", "SL-2026-9"]
    assert [row.about for row in MEETING.view(story.state).agenda] == ["SL-2026-3", "SL-2026-2", "SL-2026-9"]
    again = of(commands.DrawAgenda, SUPERVISOR, matters=())
    assert story.refusal_of(again) is Reason.NOT_AT_THIS_STAGE
    none = of(commands.DrawAgenda, LEADER, matters=())
    assert a_meeting().refusal_of(none) is Reason.NOT_AT_THIS_STAGE


# Who takes part, and what is recorded.


def test_an_expert_is_invited_into_a_running_session_and_sees_it_as_long_as_it_lasts() -> None:
    story = under_way("remote-guidance").ask(commands.Invite, **vars(EXPERT))
    [attends] = [task for task in MEETING.view(story.state).tasks if task.what == "attend-session"]

    assert (attends.person, attends.role) == (EXPERT.person, "guest")
    twice = of(commands.Invite, story.by, **vars(EXPERT))
    assert story.refusal_of(twice) is Reason.INVITED_ALREADY
    story.decline().finish()
    assert "attend-session" not in story.tasks()


def test_whoever_is_invited_in_office_brings_the_unit_along_and_an_expert_does_not() -> None:
    head = Officer("head", "dept_head", "sl-d2")
    story = a_meeting("joint").ask(commands.Invite, **vars(head))
    assert "sl-d2" in MEETING.view(story.state).case.places

    story = a_meeting("joint").ask(commands.Invite, **vars(replace(EXPERT, unit="sl-d2")))
    assert "sl-d2" not in MEETING.view(story.state).case.places


def test_nothing_is_recorded_without_everybodys_consent() -> None:
    story = a_meeting("remote-guidance").add().ask(commands.Invite, **vars(EXPERT))
    recorded = of(commands.BeginMeeting, story.by, is_recorded=True)
    assert story.refusal_of(recorded) is Reason.CONSENT_TO_RECORD_MISSING

    for person in (story.by.person, EXPERT.person):
        story.ask(commands.RecordConsentToRecording, person=person, agrees=True)
    story.begin(is_recorded=True)
    assert story.state.is_recorded
    third = of(commands.Invite, story.by, person="third", role="dept_head", unit="sl-d1")
    assert story.refusal_of(third) is Reason.CONSENT_TO_RECORD_MISSING
    story.ask(commands.RecordConsentToRecording, person=EXPERT.person, agrees=False)
    assert not story.state.is_recorded


# A hearing before a panel.


def test_a_hearing_is_held_before_a_whole_panel_that_nobody_chose() -> None:
    story = a_meeting("hearing-panel").add().brief()
    assert story.refusal_of(of(commands.BeginMeeting, BUREAU_HEAD)) is Reason.PANEL_TOO_SMALL

    story.ask(commands.DrawHearingPanel)
    panel = story.state.panel
    assert len(panel) == len(set(panel)) == 5
    assert MEETING.view(story.state).meetings[0].people == panel
    assert story.refusal_of(of(commands.DrawHearingPanel, BUREAU_HEAD)) is Reason.NOT_AT_THIS_STAGE
    story.begin()
    assert story.state.stage is Stage.UNDER_WAY


def test_a_member_who_steps_aside_before_or_after_the_draw_does_not_sit() -> None:
    story = a_meeting("hearing-panel")
    story.hear(commands.PanelInterestDeclared(person="panel-1"))
    assert story.hear(commands.PanelInterestDeclared(person="panel-1")) == ()
    story.ask(commands.DrawHearingPanel)
    assert "panel-1" not in story.state.panel
    first = story.state.panel[0]

    story.hear(commands.PanelInterestDeclared(person=first))
    assert first not in story.state.panel
    assert len(story.state.panel) == 5
    assert a_meeting("joint").hear(commands.PanelInterestDeclared(person="panel-1")) == ()


def test_the_opinion_of_a_panel_is_attached_and_decides_nothing() -> None:
    story = under_way("hearing-panel")
    story.ask(commands.AttachPanelOpinion, item=1, opinion=WORDS, recommends="opposes")
    [item] = story.state.items
    assert (item.recommends, item.ending) == ("opposes", None)

    story.decide()
    [item] = story.state.items
    assert (item.recommends, item.ending) == ("opposes", Ending.DECISION)
    other = of(commands.AttachPanelOpinion, LEADER, item=1, opinion=WORDS, recommends="supports")
    assert under_way().refusal_of(other) is Reason.NOT_AT_THIS_STAGE


def test_whoever_sits_elsewhere_has_nothing_to_do_with_it() -> None:
    story = a_meeting()

    assert story.refusal_of(of(commands.AddItem, TOWN_HEAD, topic=WORDS)) is Reason.NOT_YOURS_TO_DO
    assert MEETING.decide(story.state, TimePassed(), Now(story.at)) == ()


def test_the_hearing_is_told_for_each_matter_on_its_agenda_and_again_when_it_moves() -> None:
    story = a_meeting("hearing-panel", about=(NUMBER,)).add()
    later = county.MONDAY + timedelta(days=3)
    story.ask(commands.MoveMeeting, scheduled_for=later, place_unit="sl", reason=WORDS)
    assert story.letters_of("document") == []

    story.ask(commands.DrawHearingPanel)
    story.ask(commands.MoveMeeting, scheduled_for=later, place_unit="sl-t1", room="hall", reason=WORDS)

    first, second = story.letters_of("document")
    data = first.body["data"]
    assert (first.body["kind"], data["about"], data["panel"]) == ("D-17", NUMBER, list(story.state.panel))
    assert (data["place_unit"], second.body["data"]["place_unit"]) == ("sl", "sl-t1")
    assert ("room" in data, second.body["data"]["room"]) == (False, "hall")
    assert first.body["addressees"] == ["petition_bureau_head@sl"]
    names = {"number": NUMBER, "place_unit": "示例县"}
    zh, en = (petition_paper("D-17", data, names, language) for language in ("zh", "en"))
    assert len(zh) == len(en)
    assert any(NUMBER in line and "示例县" in line for line in zh)
    assert any("《信访工作条例》第31条" in line for line in zh)
    assert any("advises and decides nothing" in line for line in en)


@dataclass(frozen=True, kw_only=True)
class Unheard(Event):
    item: int


def test_what_is_no_event_of_a_meeting_changes_none() -> None:
    story = a_meeting().add()

    with pytest.raises(TypeError, match="Unheard"):
        MEETING.evolve(story.state, Unheard(at=story.at, item=1))


def test_an_entry_is_about_the_matter_of_its_item_and_the_minutes_about_all_of_them() -> None:
    story = a_meeting("joint", about=("SL-2026-1", "SL-2026-2")).add("SL-2026-3").add()

    def about(**body: object) -> set[str]:
        return set(MEETING.others(story.state, body))

    assert about(about=["SL-2026-1", "SL-2026-2"]) == {"SL-2026-1", "SL-2026-2"}
    assert about(item=3, matter="SL-2026-3", topic="r") == about(item=3, decision="r") == {"SL-2026-3"}
    assert about(item=4, matter=None, topic="r") == about(reason="r") == set()
    assert about(first=1, matters=["SL-2026-8"]) == {"SL-2026-8"}
    assert about(meeting_minutes="r") == {"SL-2026-1", "SL-2026-2", "SL-2026-3"}


def test_whose_duty_it_is_knows_the_matters_on_the_agenda_and_nobody_who_is_invited_or_looks_on() -> None:
    story = under_way("reception").assign(1)
    story.ask(commands.Invite, **vars(EXPERT))

    def told(officer: Officer) -> bool:
        return MEETING.told(story.state, officer)

    assert told(LEADER)
    assert told(LABOUR_HEAD)
    assert not any(map(told, (EXPERT, SUPERVISOR, TOWN_HEAD)))
