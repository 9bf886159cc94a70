"""The periods of a petition, row by row of the table: each from its own day, to a literal one.

K- is a row of the clock table, N- a ground on which a petition is not taken. Where a test needs the holidays
of the nation it says CHINA; elsewhere the county's calendar has only weekends and a few days.
"""

from datetime import date, timedelta

import pytest

from rules import supplement, timekeeping
from rules.channels import Channel
from rules.clocks.ledger import Held
from rules.petition import commands, events
from rules.petition.matter import (
    Manner,
    NonAcceptance,
    Outcome,
    Stage,
)
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.petition.story import (
    BUREAU,
    CHINA,
    CITY,
    COURT,
    HOUSING,
    POLICE_BUREAU,
    QUESTION,
    RESIDUAL,
    SUGGESTION,
    TRIAGE,
    WATER,
    ZHANG,
    PetitionStory,
    a_petition,
    accepted,
    assigned,
    drafted,
    handed_in_at,
    on,
    registration,
    representatives,
    signed,
    transferred,
)
from tests.rules.story import KEY, WORDS

SIMPLIFIED = Manner.SIMPLIFIED
TO_THE_SUPERVISOR = ("petition-late", "supervisor", county.COUNTY)


def refused(story: PetitionStory, kind: type, **said: object) -> Reason:
    by = said.pop("by", story.handler)
    return story.refusal_of(kind(id=KEY, by=by, **said))


# K-01 登记


def test_it_is_registered_at_once_and_its_periods_run_from_the_receipt() -> None:
    """K-01: what came in on Friday evening and was written down on Monday has run since Friday."""
    story = a_petition(received_at=on(10, 30, 19))

    assert story.state.received_at == on(10, 30, 19)
    assert story.state.opened_at == on(11, 2, 9)
    assert story.due("route") == date(2026, 11, 16)  # the fifteenth day is Saturday, the 14th
    assert story.state.held == (Held("sl", on(10, 30, 19)),)


# K-02 转送、交办


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        pytest.param(on(2, 3), date(2026, 2, 24), id="K-02, F-01: rolls over the Spring Festival"),
        pytest.param(on(9, 5), date(2026, 9, 20), id="K-02, F-18: a Sunday that is worked stays"),
        pytest.param(on(9, 17, 23, 59), date(2026, 10, 8), id="K-02: rolls over the October holiday"),
    ],
)
def test_the_department_leads_it_on_within_fifteen_days_of_the_receipt(
    received: object, last_day: date
) -> None:
    story = a_petition(edition=CHINA, at=received)

    assert story.due("route") == last_day


def test_the_department_that_is_late_is_late_and_its_supervisor_is_told() -> None:
    """K-02, K-28, K-29: lateness ends nothing; it is looked into."""
    story = a_petition(edition=CHINA, at=on(2, 3)).classify()

    assert story.until(on(2, 24, 23, 59)) == ()
    (late,) = story.until(on(2, 25, 0))

    assert late == events.PeriodFellOverdue(at=on(2, 25, 0), clock="route", due_on=date(2026, 2, 24))
    assert story.state.stage is Stage.ROUTING
    assert story.notices() == [TO_THE_SUPERVISOR]
    assert story.tasks()["look-into-late-petition"] == ("supervisor", county.COUNTY)
    assert story.procedure.view(story.state).case.light == "red"

    story.transfer()
    assert not story.procedure.view(story.state).case.overdue
    assert story.clocks()["route"] == "met"


# K-03, K-04 书面告知


def test_an_organ_that_received_it_itself_tells_the_petitioner_within_fifteen_days() -> None:
    """K-03: nobody has transferred it, so there is nobody to object to."""
    story = handed_in_at(edition=CHINA, at=on(9, 5))

    assert story.state.unit == HOUSING
    assert story.due("inform") == date(2026, 9, 20)
    assert story.state.clock("inform").rule == "K-03"
    assert refused(story, commands.ObjectToTransfer, reasons=WORDS) is Reason.NOT_TRANSFERRED


def test_an_organ_to_which_it_was_transferred_tells_the_petitioner_within_fifteen_days() -> None:
    """K-04: from the transfer, and the notice names the route and the procedure."""
    story = a_petition(edition=CHINA, at=on(9, 1)).classify()
    story.until(on(9, 5))
    story.transfer()
    assert story.due("inform") == date(2026, 9, 20)
    assert story.state.clock("inform").rule == "K-04"

    story.accept()

    assert story.clocks()["inform"] == "met"
    told = story.paper("D-02")
    assert told["addressees"] == ["zhang"]
    assert told["data"] == {
        "on": "2026-09-05",
        "unit": HOUSING,
        "received_on": "2026-09-01",
        "route": "R-54",
        "list_version": "2026.4",
        "manner": "ordinary",
        "due_on": "2026-11-04",
        "notice": WORDS,
    }


def test_an_organ_that_does_not_say_whether_it_takes_it_is_late() -> None:
    """K-04: and it has it all the same."""
    story = transferred()

    story.until(on(11, 18, 0))

    assert [type(event).__name__ for event in story.events[3:]] == ["TransferSettled", "PeriodFellOverdue"]
    assert story.state.stage is Stage.PENDING
    assert story.state.unit == HOUSING
    assert story.notices()[-1] == TO_THE_SUPERVISOR


def test_whoever_gave_no_name_is_told_nothing_and_answered_all_the_same() -> None:
    """K-03: no duty to tell where no name or address is known; no ground not to take it either."""
    story = a_petition(people=(), is_anonymous=True).classify().transfer().accept().hear_facts().draft()

    story.sign()

    assert story.state.outcome is Outcome.ANSWERED
    assert story.papers() == ["D-05"]


# K-05 异议


def test_there_are_five_working_days_to_object_and_those_of_a_holiday_do_not_count() -> None:
    """K-05: received on Wednesday, 30 September: 8, 9, 10 (a Saturday that is worked), 12, 13 October."""
    story = transferred(edition=CHINA, at=on(9, 30))
    assert story.due("object") == date(2026, 10, 13)

    story.until(on(10, 13, 23, 59))
    story.object()

    assert story.state.open_refusal
    assert story.state.unit == HOUSING
    assert story.clocks()["object"] == "met"


def test_on_the_sixth_working_day_it_is_too_late_and_the_matter_stays() -> None:
    """K-05."""
    story = transferred(edition=CHINA, at=on(9, 30))
    story.at = on(10, 14, 0)

    assert refused(story, commands.ObjectToTransfer, reasons=WORDS) is Reason.TIME_TO_OBJECT_IS_OVER
    assert story.state.unit == HOUSING


def test_who_says_nothing_in_five_working_days_keeps_it() -> None:
    """K-05: the one silence that has a consequence."""
    story = transferred(edition=CHINA, at=on(9, 30))

    (settled,) = story.until(on(10, 14, 0))

    assert settled == events.TransferSettled(at=on(10, 14, 0), due_on=date(2026, 10, 13))
    assert refused(story, commands.ObjectToTransfer, reasons=WORDS) is Reason.TIME_TO_OBJECT_IS_OVER
    assert story.tasks()["accept-or-guide"] == ("dept_handler", HOUSING)


def test_while_an_objection_is_open_every_period_runs_on() -> None:
    """K-02, K-04: it stays with the unit, and what was objected to is neither taken nor turned away."""
    story = transferred().object()

    assert story.due("inform") == date(2026, 11, 17)
    assert story.clocks()["inform"] == "running"
    assert refused(story, commands.Accept, manner=Manner.ORDINARY, notice=WORDS) is Reason.OBJECTION_PENDING
    assert refused(story, commands.Guide, explanation=WORDS) is Reason.OBJECTION_PENDING
    ground = NonAcceptance.NO_REQUEST
    assert refused(story, commands.NotAccept, ground=ground, explanation=WORDS) is Reason.OBJECTION_PENDING


def test_what_is_taken_back_runs_from_the_receipt_as_it_always_did() -> None:
    """K-02: the fifteen days of the department have gone on meanwhile."""
    story = transferred()
    story.until(on(11, 5))

    story.object().take_back()

    assert story.clocks()["route"] == "running"
    assert story.due("route") == date(2026, 11, 17)
    assert story.clocks()["inform"] == "cancelled"


def test_the_next_unit_has_its_own_days_from_the_day_on_which_it_got_it() -> None:
    """K-04, K-05."""
    story = transferred()
    story.until(on(11, 5))

    story.object().take_back().transfer(CITY)

    assert story.due("inform") == date(2026, 11, 20)
    assert story.due("object") == date(2026, 11, 12)


# K-06 交办


def test_what_is_assigned_is_reported_on_by_the_day_that_was_named() -> None:
    """K-06: the day itself is in time."""
    story = assigned(date(2026, 11, 20))
    assert story.papers() == ["D-06"]
    assert story.tasks()["report-back"] == ("dept_handler", HOUSING)
    story.until(on(11, 20, 23, 59))

    story.asks(commands.ReportBack, story.handler, report=WORDS)

    assert "report-back" not in story.tasks()
    assert not any(isinstance(event, events.ReportFellOverdue) for event in story.until(on(11, 30)))


def test_who_does_not_report_by_the_day_is_late_until_they_do() -> None:
    """K-06, K-28."""
    story = assigned(date(2026, 11, 12)).accept()
    (late,) = story.until(on(11, 13, 0))
    assert late == events.ReportFellOverdue(at=on(11, 13, 0), due_on=date(2026, 11, 12))
    assert story.procedure.view(story.state).case.overdue
    assert story.notices()[-1] == TO_THE_SUPERVISOR

    story.asks(commands.ReportBack, story.handler, report=WORDS)

    assert not story.procedure.view(story.state).case.overdue
    assert refused(story, commands.ReportBack, report=WORDS) is Reason.NOTHING_TO_CORRECT


def test_a_report_is_owed_anew_when_it_is_assigned_anew() -> None:
    """K-06: whoever sent it back owes nothing."""
    story = assigned(date(2026, 11, 4))
    story.until(on(11, 5))
    story.object().take_back()
    assert not story.procedure.view(story.state).case.overdue
    assert "report-back" not in story.tasks()

    story.assign(date(2026, 11, 30), to=CITY)

    assert story.tasks()["report-back"] == ("dept_handler", CITY)


def test_what_was_not_reported_when_it_ended_is_still_owed() -> None:
    """K-06: the procedure has nothing left to do; who looks after it asks for the report."""
    story = assigned(date(2026, 11, 30)).accept().hear_facts().draft().sign().serve()

    assert story.state.has_ended
    assert story.state.owes_report


def test_an_assignment_names_a_day_to_come() -> None:
    """K-06."""
    story = a_petition().classify()
    today = date(2026, 11, 2)

    said = {"to_unit": HOUSING, "report_by": today, "reason": WORDS}
    assert refused(story, commands.Assign, by=BUREAU, **said) is Reason.REPORT_BY_IN_THE_PAST
    assert refused(transferred(), commands.ReportBack, report=WORDS) is Reason.NOT_ASSIGNED


# K-07, K-08 办理期限


@pytest.mark.parametrize(
    ("at", "last_day"),
    [
        pytest.param(on(7, 6), date(2026, 9, 4), id="K-07, F-06"),
        pytest.param(on(12, 19, year=2025), date(2026, 2, 24), id="K-07, F-05: rolls over the new year"),
        pytest.param(on(11, 21), date(2027, 1, 20), id="K-07, F-24: beyond what is published"),
    ],
)
def test_it_is_handled_within_sixty_days_of_its_acceptance(at: object, last_day: date) -> None:
    assert accepted(edition=CHINA, at=at).due("handle") == last_day


def test_a_last_day_of_a_year_nobody_has_published_is_provisional_and_binds_the_organ() -> None:
    """K-07, F-24."""
    story = accepted(edition=CHINA, at=on(11, 21))
    row = next(row for row in story.procedure.view(story.state).clocks if row.name == "handle")
    assert row.provisional

    story.until(on(1, 21, 0, year=2027))

    assert story.state.overdue == {"handle"}


def test_thirty_more_days_count_from_the_acceptance_and_not_from_a_rolled_day() -> None:
    """K-08, F-06: accepted on 6 July; sixty days end on 4 September, ninety on 4 October, a holiday."""
    story = accepted(edition=CHINA, at=on(7, 6))
    assert story.due("handle") == date(2026, 9, 4)
    story.until(on(9, 1))

    story.ask_for_longer(30)
    assert story.tasks()["approve-extension"] == ("dept_head", HOUSING)
    story.let_it_be_longer()

    assert story.due("handle") == date(2026, 10, 8)
    told = story.paper("D-08")
    assert told["addressees"] == ["zhang"]
    assert told["data"] == {
        "on": "2026-09-01",
        "unit": HOUSING,
        "due_on": "2026-10-08",
        "days": 30,
        "reason": WORDS,
        "notice": WORDS,
    }
    assert "approve-extension" not in story.tasks()


def test_a_period_that_is_over_is_not_made_longer() -> None:
    """K-08: neither asked for nor approved after the last day, and what was asked for has lapsed."""
    story = accepted(edition=CHINA, at=on(7, 6))
    story.until(on(9, 4, 23, 59))
    story.ask_for_longer(30)
    story.at = on(9, 5, 0)

    assert refused(story, commands.ApproveExtension, by=story.head, notice=WORDS) is Reason.PERIOD_HAS_ENDED
    story.until(on(9, 5, 0))
    assert story.state.extension_asked is None
    assert refused(story, commands.RequestExtension, days=30, reason=WORDS) is Reason.PERIOD_HAS_ENDED


def test_a_refused_extension_leaves_the_last_day_where_it_was_and_may_be_asked_for_again() -> None:
    """XFTL 34: by the head, with a reason."""
    story = accepted(edition=CHINA, at=on(7, 6)).ask_for_longer(30)

    story.let_it_end_as_it_would()

    assert story.due("handle") == date(2026, 9, 4)
    assert "D-08" not in story.papers()
    assert "approve-extension" not in story.tasks()
    assert story.head.person in story.state.hands
    assert refused(story, commands.RefuseExtension, by=story.head, reason=WORDS) is Reason.NO_EXTENSION_ASKED
    assert story.ask_for_longer(10).let_it_be_longer().due("handle") == date(2026, 9, 14)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        pytest.param(31, Reason.EXTENSION_TOO_LONG, id="K-08: at most thirty"),
        pytest.param(0, Reason.EXTENSION_WITHOUT_DAYS, id="K-08: at least one"),
    ],
)
def test_at_most_thirty_days_are_given(asked: int, reason: Reason) -> None:
    assert refused(accepted(), commands.RequestExtension, days=asked, reason=WORDS) is reason


def test_a_period_is_made_longer_once() -> None:
    """K-08: even where thirty days were not used up."""
    story = accepted().ask_for_longer(5).let_it_be_longer()

    assert refused(story, commands.RequestExtension, days=5, reason=WORDS) is Reason.ALREADY_EXTENDED


def test_nobody_approves_what_they_have_asked_for() -> None:
    """K-08: not even the head of the organ."""
    story = accepted()
    assert refused(story, commands.ApproveExtension, by=story.head, notice=WORDS) is Reason.NO_EXTENSION_ASKED

    story.asks(commands.RequestExtension, story.head, days=10, reason=WORDS)

    by = story.head
    assert refused(story, commands.ApproveExtension, by=by, notice=WORDS) is Reason.NOT_BY_THE_SAME_PERSON
    assert refused(story, commands.RefuseExtension, by=by, reason=WORDS) is Reason.NOT_BY_THE_SAME_PERSON
    assert refused(story, commands.RequestExtension, days=10, reason=WORDS) is Reason.EXTENSION_PENDING


def test_the_handler_is_reminded_before_the_end_and_again_before_the_longer_end() -> None:
    """K-07, county policy 14: seven days before, at half past eight of a working day."""
    story = accepted(edition=CHINA, at=on(7, 6))

    (first,) = story.until(on(8, 28, 8, 30))
    assert first == events.PeriodReminded(at=on(8, 28, 8, 30), clock="handle", due_on=date(2026, 9, 4))
    assert story.notices()[-1] == ("period-ending", "dept_handler", HOUSING)
    assert story.procedure.view(story.state).case.light == "yellow"

    story.ask_for_longer().let_it_be_longer()
    (second,) = story.until(on(10, 1))
    assert second.at == on(9, 30, 8, 30)  # the day itself, 1 October, is a holiday


def test_what_is_late_is_late_and_still_answered() -> None:
    """K-07, K-28: nobody's right ends because an organ was late."""
    story = accepted()
    story.until(on(1, 5, 0, year=2027))

    assert story.state.overdue == {"handle"}
    assert story.notices()[-1] == TO_THE_SUPERVISOR
    story.hear_facts().draft().sign().serve()
    assert story.state.outcome is Outcome.ANSWERED


# K-09 听证; XFTL 33 调解


def test_a_hearing_stops_nothing() -> None:
    """K-09: the text leaves its time out of the re-review alone."""
    story = accepted(edition=CHINA, at=on(7, 6))
    story.asks(commands.DrawPanel, story.handler)
    story.until(on(7, 20))

    story.asks(commands.HoldHearing, story.handler, minutes=WORDS, panel_opinion=WORDS)

    assert story.due("handle") == date(2026, 9, 4)
    assert story.clocks()["handle"] == "running"


def test_a_mediation_stops_nothing() -> None:
    """K-07: the sixty days run on while both sides try."""
    story = accepted(edition=CHINA, at=on(7, 6)).mediate()
    story.until(on(8, 3))

    story.mediated("no-agreement")

    assert story.due("handle") == date(2026, 9, 4)
    assert [row.state for row in story.procedure.view(story.state).clocks if row.name == "handle"] == [
        "running"
    ]


# K-14 .. K-18


def test_the_same_facts_and_reasons_after_the_re_review_are_not_taken_again() -> None:
    """K-14, N-2: and the reviewed matter is named, so that somebody has compared the two."""
    story = a_petition().classify()
    ground = NonAcceptance.REVIEWED_TO_THE_END
    by = BUREAU
    refusal = refused(story, commands.NotAccept, by=by, ground=ground, explanation=WORDS)
    assert refusal is Reason.OTHER_MATTER_NOT_NAMED

    story.not_accept(ground, other="SL-2025-7")

    assert (story.state.outcome, story.state.ground) == (Outcome.NOT_ACCEPTED, ground)
    assert story.events[-1].other == "SL-2025-7"  # type: ignore[attr-defined]
    assert story.paper("D-03")["data"]["ground"] == "N-2"


def test_what_is_urgent_needs_attention_until_it_has_been_reported_up() -> None:
    """K-15: a person says that it is, and why; from then on it waits for nobody's clock."""
    story = transferred()
    assert refused(story, commands.ReportUp, by=BUREAU, to=WORDS) is Reason.NOT_URGENT
    assert not story.procedure.view(story.state).case.needs_attention

    story.asks(commands.FlagUrgent, BUREAU, reason=WORDS)
    assert story.procedure.view(story.state).case.needs_attention
    assert story.tasks()["report-up"] == ("petition_bureau", county.COUNTY)
    assert story.notices()[-2:] == [
        ("urgent-petition", "petition_bureau", county.COUNTY),
        ("urgent-petition", "county_leader", county.COUNTY),
    ]
    assert refused(story, commands.FlagUrgent, by=BUREAU, reason=WORDS) is Reason.ALREADY_FLAGGED

    story.asks(commands.ReportUp, BUREAU, to=WORDS)
    assert not story.procedure.view(story.state).case.needs_attention
    assert "report-up" not in story.tasks()


def test_five_speak_for_all_and_a_sixth_does_not() -> None:
    """K-16: sixty people come; at most five represent them."""
    visit = {"channel": Channel.VISIT, "people_count": 60}

    story = a_petition(people=representatives(5), **visit)
    assert story.state.petitioners == {"r1", "r2", "r3", "r4", "r5"}

    with pytest.raises(Refused) as too_many:
        registration(people=representatives(6), **visit)
    assert too_many.value.reason is Reason.TOO_MANY_REPRESENTATIVES

    with pytest.raises(Refused) as nobody_chosen:
        registration(people=(ZHANG,), **visit)
    assert nobody_chosen.value.reason is Reason.REPRESENTATIVES_NOT_CHOSEN


def test_sixty_who_sign_a_letter_choose_nobody() -> None:
    """K-16: the rule is about those who come together."""
    assert a_petition(people=(ZHANG,), people_count=60).state.people_count == 60


def test_what_is_being_handled_elsewhere_is_not_taken_above() -> None:
    """K-17, N-1."""
    story = a_petition().classify()

    story.not_accept(NonAcceptance.PENDING_ELSEWHERE, other="SL-2026-0")

    assert story.state.ground is NonAcceptance.PENDING_ELSEWHERE


def test_the_common_superior_has_five_working_days_of_the_countys_own() -> None:
    """K-18: the article names no number; the county does, and it does not roll."""
    story = transferred(edition=CHINA, at=on(9, 30)).object().take_back().transfer(CITY).object()

    assert story.state.stage is Stage.COMPETENCE
    assert story.due("tie-break") == date(2026, 10, 13)

    late = story.until(on(10, 14, 0))
    assert [event.clock for event in late] == ["tie-break"]  # type: ignore[attr-defined]
    assert story.state.stage is Stage.COMPETENCE


# K-19 .. K-22 简易办理


def test_a_simple_matter_is_passed_on_in_one_working_day_taken_in_three_and_answered_in_ten() -> None:
    """K-19, K-20, K-21: received on Wednesday, 30 September, before the holiday."""
    story = a_petition(edition=CHINA, at=on(9, 30)).classify()
    assert story.due("pass-on") == date(2026, 10, 8)
    story.until(on(10, 8, 17))
    story.transfer()
    assert story.due("decide") == date(2026, 10, 12)  # 9, 10 (a Saturday that is worked), 12
    story.until(on(10, 12, 17))

    story.accept(SIMPLIFIED)

    assert story.due("answer") == date(2026, 10, 26)
    assert story.due("handle") == date(2026, 12, 11)
    assert story.procedure.view(story.state).case.due_on == date(2026, 10, 26)


def test_what_was_passed_on_too_late_is_an_ordinary_petition() -> None:
    """K-19: nobody is late for it; the quick way is gone."""
    story = a_petition().classify()
    assert story.until(on(11, 4)) == ()

    story.transfer()

    said = {"manner": SIMPLIFIED, "notice": WORDS}
    assert refused(story, commands.Accept, **said) is Reason.TIME_FOR_SIMPLE_IS_OVER
    assert story.accept().state.manner is Manner.ORDINARY


def test_what_was_taken_too_late_is_an_ordinary_petition() -> None:
    """K-20: and of what came to the organ itself the same holds."""
    for story in (transferred(), handed_in_at().classify()):
        story.at = on(11, 6, 0)
        said = {"manner": SIMPLIFIED, "notice": WORDS}
        assert refused(story, commands.Accept, **said) is Reason.TIME_FOR_SIMPLE_IS_OVER


def test_a_simple_matter_not_answered_in_ten_working_days_is_late_until_it_becomes_an_ordinary_one() -> None:
    """K-21: the petitioner is told, and the sixty days have run since the acceptance."""
    story = accepted(SIMPLIFIED)
    assert story.due("answer") == date(2026, 11, 16)
    story.until(on(11, 17, 0))
    assert story.state.overdue == {"answer"}
    assert story.procedure.view(story.state).case.overdue

    story.asks(commands.SwitchToOrdinary, story.handler, reason=WORDS)

    assert story.state.manner is Manner.ORDINARY
    assert story.clocks()["answer"] == "cancelled"
    assert not story.procedure.view(story.state).case.overdue
    assert story.due("handle") == date(2027, 1, 4)  # the first is a holiday, then comes a weekend
    assert story.papers() == ["D-05", "D-02", "D-02"]
    assert story.paper("D-02")["data"]["manner"] == "ordinary"
    assert refused(story, commands.SwitchToOrdinary, reason=WORDS) is Reason.NOT_SIMPLIFIED


def test_a_simple_matter_that_is_answered_meets_its_ten_days() -> None:
    """K-21."""
    story = accepted(SIMPLIFIED).hear_facts().draft().sign()

    assert story.clocks()["answer"] == "met"
    assert story.clocks()["handle"] == "running"


def test_what_was_assigned_what_many_brought_and_what_is_urgent_is_not_simple() -> None:
    """K-22."""
    urgent = transferred()
    urgent.asks(commands.FlagUrgent, BUREAU, reason=WORDS)
    many = a_petition(people_count=2).classify().transfer()

    for story in (assigned(date(2026, 11, 20)), many, urgent):
        assert refused(story, commands.Accept, manner=SIMPLIFIED, notice=WORDS) is Reason.NOT_SIMPLE


def test_a_question_that_came_as_a_petition_is_answered_as_one() -> None:
    """K-22: simply, where there is still time for that."""
    story = transferred(route=QUESTION).accept(SIMPLIFIED)

    assert story.clocks()["answer"] == "running"
    assert refused(transferred(route=QUESTION), commands.Guide, explanation=WORDS) is Reason.NO_OTHER_ROUTE


# K-23 .. K-26


def test_a_suggestion_has_no_number_of_days_and_no_review() -> None:
    """K-23: studied, answered whether it is adopted."""
    story = accepted(Manner.SUGGESTION)
    assert {name for name, state in story.clocks().items() if state == "running"} == set()
    assert story.procedure.next_moment(story.state) is None
    assert refused(story, commands.RequestExtension, days=5, reason=WORDS) is Reason.NO_EXTENSION
    story.until(on(6, 1, year=2027))
    assert not story.procedure.view(story.state).case.overdue

    story.answer()

    assert story.state.outcome is Outcome.SUGGESTION_ANSWERED
    assert story.paper("suggestion-reply")["data"]["adoption"] == "adopted"


def test_an_accusation_is_not_recorded_here() -> None:
    """K-24: it is no petition, and nothing in its journal says what it was."""
    story = a_petition()

    assert refused(story, commands.Classify, by=TRIAGE, route="R-42") is Reason.NOT_TO_BE_RECORDED_HERE

    story.asks(commands.ConcludeElsewhere, TRIAGE)
    assert story.state.outcome is Outcome.CONCLUDED_ELSEWHERE
    assert [letter.kind for letter in story.letters] == ["export-history"]


def test_what_is_for_the_court_starts_no_sixty_days() -> None:
    """K-25: explained and guided within the fifteen days of the department."""
    story = a_petition().classify(COURT)

    story.guide()

    assert story.state.outcome is Outcome.GUIDED
    assert story.clocks() == {"route": "met", "pass-on": "met"}
    assert story.paper("D-04")["data"] == {
        "on": "2026-11-02",
        "unit": "sl",
        "route": "R-40",
        "list_version": "2026.4",
        "explanation": WORDS,
    }


def test_what_the_police_received_for_their_own_procedure_is_not_handled_as_a_petition() -> None:
    """K-25: transferred to the organ of the same level, and led into its procedure there."""
    story = transferred(to=POLICE_BUREAU, route="R-39")

    said = {"manner": Manner.ORDINARY, "notice": WORDS}
    assert refused(story, commands.Accept, **said) is Reason.STATUTORY_ROUTE_FIRST
    story.guide()
    assert "handle" not in story.clocks()


def test_at_its_end_it_goes_to_the_archive_at_once() -> None:
    """K-26."""
    story = signed().serve()

    assert [letter.kind for letter in story.letters if letter.seq == story.state.seq] == [
        "open-petition-aftercare",
        "export-history",
    ]


# Corrected classes


def test_a_petition_that_turns_out_to_have_a_route_of_its_own_goes_back_to_be_guided() -> None:
    """K-07, K-04: the sixty days are nobody's any more; the days to tell count from the transfer."""
    story = accepted()
    story.until(on(11, 12))

    story.classify(WATER, reason=WORDS)

    assert (story.state.stage, story.state.manner) == (Stage.PENDING, None)
    assert story.clocks()["handle"] == "cancelled"
    assert story.due("inform") == date(2026, 11, 17)
    story.guide()
    assert story.state.outcome is Outcome.GUIDED


def test_a_class_corrected_to_and_fro_wins_nobody_a_day() -> None:
    """K-07: the sixty days run from the first acceptance, with what they were extended by."""
    story = accepted(edition=CHINA, at=on(7, 6)).ask_for_longer(30).let_it_be_longer()
    story.until(on(7, 13))
    story.classify(WATER, reason=WORDS)
    story.until(on(7, 15))
    story.classify(RESIDUAL, reason=WORDS)

    story.accept()

    assert story.state.accepted_at == on(7, 6)
    assert story.due("handle") == date(2026, 10, 8)
    assert refused(story, commands.RequestExtension, days=1, reason=WORDS) is Reason.ALREADY_EXTENDED


def test_a_suggestion_that_turns_out_to_ask_for_a_decision_has_sixty_days_from_its_acceptance() -> None:
    """K-23, K-07."""
    story = accepted(Manner.SUGGESTION, edition=CHINA, at=on(7, 6))
    story.until(on(8, 3))

    story.classify(RESIDUAL, reason=WORDS)

    assert story.state.manner is Manner.ORDINARY
    assert story.due("handle") == date(2026, 9, 4)


def test_a_petition_that_turns_out_to_be_a_suggestion_has_no_days_any_more() -> None:
    """K-07, K-23."""
    story = drafted(manner=SIMPLIFIED).ask_for_longer()

    story.classify(SUGGESTION, reason=WORDS)

    assert story.state.manner is Manner.SUGGESTION
    assert {name for name, state in story.clocks().items() if state == "running"} == set()
    assert set(story.tasks()) == {"handle-petition", "follow-up"}
    story.classify(RESIDUAL, reason=WORDS)
    assert story.clocks()["handle"] == "running"


def test_another_line_of_the_same_kind_moves_no_date() -> None:
    """K-21: a question that is a request, or the other way round."""
    story = accepted(SIMPLIFIED)

    story.classify(QUESTION, reason=WORDS)

    assert story.state.manner is SIMPLIFIED
    assert story.due("answer") == date(2026, 11, 16)


def test_before_it_is_taken_a_corrected_class_moves_no_date() -> None:
    """K-02, K-04."""
    routing, pending = a_petition().classify(), transferred()

    for story, clock in ((routing, "route"), (pending, "inform")):
        was = story.due(clock)
        story.classify(SUGGESTION, reason=WORDS)
        assert story.due(clock) == was == date(2026, 11, 17)


# N- 不予受理、不再受理


@pytest.mark.parametrize(
    ("ground", "route"),
    [
        pytest.param(NonAcceptance.LITIGATION, COURT, id="N-3"),
        pytest.param(NonAcceptance.STATUTORY_PROCEDURE, "R-18", id="N-5"),
        pytest.param(NonAcceptance.STATUTORY_DUTY, WATER, id="N-6"),
    ],
)
def test_what_has_a_procedure_of_its_own_is_not_taken_and_told_where_it_goes(
    ground: NonAcceptance, route: str
) -> None:
    story = a_petition().classify(route).not_accept(ground)

    assert story.state.outcome is Outcome.NOT_ACCEPTED
    assert story.paper("D-03")["data"] == {
        "on": "2026-11-02",
        "unit": "sl",
        "ground": ground.value,
        "explanation": WORDS,
        "route": route,
        "list_version": "2026.4",
    }


@pytest.mark.parametrize(
    "ground",
    [NonAcceptance.LITIGATION, NonAcceptance.STATUTORY_PROCEDURE, NonAcceptance.STATUTORY_DUTY],
    ids=["N-3", "N-5", "N-6"],
)
def test_what_has_no_other_route_is_not_turned_away_as_though_it_had(ground: NonAcceptance) -> None:
    said = {"ground": ground, "explanation": WORDS}

    assert refused(transferred(), commands.NotAccept, **said) is Reason.NO_OTHER_ROUTE
    assert refused(a_petition(), commands.NotAccept, by=BUREAU, **said) is Reason.NOT_CLASSIFIED


def test_an_accusation_has_no_ground_here() -> None:
    """N-4: transferred and told by rules of its own; a petition never says that it was one."""
    assert "N-4" not in set(NonAcceptance)


def test_an_organ_that_is_not_competent_says_so_to_whoever_came_to_it() -> None:
    """N-7: of what came directly; what was transferred is objected to, and the department transfers."""
    said = {"ground": NonAcceptance.NOT_COMPETENT, "explanation": WORDS}
    assert refused(a_petition(), commands.NotAccept, by=BUREAU, **said) is Reason.DEPARTMENT_TRANSFERS
    assert refused(transferred(), commands.NotAccept, **said) is Reason.TRANSFERRED_IS_OBJECTED_TO

    story = handed_in_at().not_accept(NonAcceptance.NOT_COMPETENT)

    assert story.paper("D-03")["unit"] == HOUSING
    assert story.paper("D-03")["data"]["ground"] == "N-7"


@pytest.mark.parametrize("channel", [each for each in Channel if each is not Channel.VISIT])
def test_only_a_visitor_can_have_come_to_the_wrong_place(channel: Channel) -> None:
    """N-8."""
    said = {"ground": NonAcceptance.WRONG_PLACE, "explanation": WORDS}

    assert refused(a_petition(channel=channel), commands.NotAccept, by=BUREAU, **said) is Reason.NOT_A_VISIT


def test_a_visitor_at_the_wrong_place_is_told_the_right_one() -> None:
    """N-8."""
    story = a_petition(channel=Channel.VISIT).not_accept(NonAcceptance.WRONG_PLACE)

    assert story.paper("D-03")["data"]["ground"] == "N-8"


def test_where_nobody_asks_for_anything_and_nobody_can_be_asked_it_is_written_down() -> None:
    """N-10: and nobody is told, because nobody can be."""
    story = a_petition(people=(), is_anonymous=True).not_accept(NonAcceptance.NO_REQUEST)

    assert story.state.outcome is Outcome.NOT_ACCEPTED
    assert story.papers() == []


def test_nothing_about_a_person_is_a_ground() -> None:
    """4.4: not that they are many, from elsewhere, or came before."""
    assert {ground.value for ground in NonAcceptance} == {
        "N-1",
        "N-2",
        "N-3",
        "N-5",
        "N-6",
        "N-7",
        "N-8",
        "N-9",
        "N-10",
    }


# Publications and corrections


def test_a_corrected_start_moves_the_end_and_what_was_overdue_is_no_longer() -> None:
    """County policy 14: the receipt was typed wrong."""
    story = a_petition()
    story.until(on(11, 20))
    assert story.state.overdue == {"route"}
    correct = timekeeping.CorrectStart(id=KEY, by=BUREAU, clock="route", started_at=on(11, 10), reason=WORDS)

    story.hear(correct)

    assert story.due("route") == date(2026, 11, 25)
    assert story.state.overdue == frozenset()


def test_a_longer_period_lets_the_reminder_come_again_at_its_time() -> None:
    """County policy 14: the reminder was for the old end."""
    story = accepted(edition=CHINA, at=on(7, 6))
    story.until(on(8, 28, 9))
    before = story.state
    correct = timekeeping.CorrectStart(id=KEY, by=BUREAU, clock="handle", started_at=on(7, 27), reason=WORDS)

    story.hear(correct)

    assert (before.is_reminded, story.state.is_reminded) == (True, False)
    assert story.due("handle") == date(2026, 9, 25) + timedelta(days=3)  # a holiday, and a weekend


def test_a_reminder_whose_time_is_still_past_is_not_sent_twice() -> None:
    """County policy 14."""
    story = accepted(edition=CHINA, at=on(7, 6))
    story.until(on(8, 28, 9))
    correct = timekeeping.CorrectStart(id=KEY, by=BUREAU, clock="handle", started_at=on(7, 5), reason=WORDS)

    story.hear(correct)

    assert story.state.is_reminded


def test_everything_that_came_due_while_nobody_looked_comes_at_once() -> None:
    """K-05, K-04: in the order of its clocks."""
    story = transferred()

    late = story.wait(days=40)

    assert {type(event).__name__ for event in late} == {"TransferSettled", "PeriodFellOverdue"}


def test_a_supplement_has_days_of_its_own_and_stops_nothing() -> None:
    """County policy 16: what is awaited is brought, or its time passes and nothing follows."""
    story = accepted(edition=CHINA, at=on(7, 6))
    story.asks(supplement.AskSupplement, story.handler, what=WORDS)
    assert story.due("supplement") == date(2026, 7, 16)

    (passed,) = story.until(on(7, 17, 0))

    assert passed == supplement.SupplementTimePassed(at=on(7, 17, 0), last_day=date(2026, 7, 16))
    assert story.due("handle") == date(2026, 9, 4)
    assert not story.procedure.view(story.state).case.overdue
    story.asks(supplement.RecordSupplement, county.WINDOW_CLERK, words=WORDS)
    assert not story.state.awaits_supplement
