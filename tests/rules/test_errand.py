"""An errand keeps within its authority, ends when the person says so, and is examined anew when they ask."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rules import particulars, staffing, timekeeping
from rules.calendar import YearNotice
from rules.errand import commands, events
from rules.errand.matter import Act, AuthorityEnd, Outcome, Stage, Verdict, seat_of_township
from rules.errand.procedure import ERRAND
from rules.participants import ParticipantRole
from rules.procedure import Event, Now, Officer
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.errands import (
    AGENT,
    BUREAU,
    HEAD,
    OFFICE,
    OTHER_AGENT,
    THE_PERSON,
    UNTIL,
    ZHANG,
    ErrandStory,
    an_errand,
    answer,
    errand,
    last_answer,
    meeting,
    meeting_answer,
    said,
    step,
)
from tests.rules.story import KEY, WORDS

LAST_INSTANT = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)  # the last day is over
LEADER = county.seated("county_leader", county.COUNTY)


def case_of(story: ErrandStory) -> tuple[str, str, str | None]:
    case = ERRAND.view(story.state).case
    return case.stage, case.waits_for, case.owner_role


def agents_task(story: ErrandStory) -> bool:
    """Whether something waits for the agent in person: this alone lets them see the errand."""
    return any(
        (t.person, t.role, t.unit) == (AGENT.person, AGENT.role, AGENT.unit)
        for t in ERRAND.view(story.state).tasks
    )


# how it begins


def test_an_errand_begins_with_its_paper_and_says_who_may_do_what() -> None:
    event = errand()

    assert (event.authority, event.until, event.agent, event.leader) == (WORDS, UNTIL, AGENT, HEAD)
    assert event.scope == {Act.SUBMIT, Act.ENQUIRE, Act.CALL_MEETING}
    assert case_of(an_errand()) == ("errand-running", "run-errand", "township_head")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"authority": None}, Reason.AUTHORITY_MISSING),
        ({"scope": frozenset()}, Reason.AUTHORITY_MISSING),
        ({"until": date(2026, 11, 1)}, Reason.AUTHORITY_OVER),
        ({"agent": county.MEDIATOR}, Reason.NOT_AN_AGENT),
        ({"leader": county.MEDIATOR}, Reason.NOT_A_LEADER),
        ({"leader": replace(HEAD, person=AGENT.person)}, Reason.NOT_A_LEADER),
        ({"people": ()}, Reason.PETITIONER_MISSING),
        ({"people": (replace(ZHANG, role=ParticipantRole.COUNTERPARTY),)}, Reason.PETITIONER_MISSING),
        ({"people": (replace(ZHANG, is_minor=True),)}, Reason.MINOR_WITHOUT_GUARDIAN),
        ({"by": county.MEDIATOR}, Reason.NOT_YOURS_TO_DO),
        ({"by": Officer("p", "window_clerk", "sl-t1")}, Reason.NOT_YOURS_TO_DO),
    ],
)
def test_an_errand_without_what_it_needs_does_not_begin(changes: dict[str, object], reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        errand(**changes)

    assert refused.value.reason is reason


@pytest.mark.parametrize("by", [OFFICE, county.WINDOW_CLERK, BUREAU])
def test_the_windows_of_county_and_township_take_errands_in(by: Officer) -> None:
    assert errand(by=by).by == by


def test_its_last_day_may_be_today() -> None:
    assert an_errand(until=date(2026, 11, 2)).state.agent_may_act


# within the authority


def test_the_agent_does_what_the_paper_names_and_nothing_else() -> None:
    story = an_errand().does(Act.SUBMIT).does(Act.ENQUIRE)

    with pytest.raises(Refused) as refused:
        story.hear(step(Act.RECEIVE))

    assert (refused.value.reason, refused.value.details) == (Reason.OUTSIDE_AUTHORITY, ("receive",))
    assert story.kinds() == ["ErrandRegistered", "StepTaken", "StepTaken"]
    assert story.state.steps == 2


@pytest.mark.parametrize("by", [OTHER_AGENT, replace(AGENT, person="p-colleague"), HEAD, OFFICE, THE_PERSON])
def test_nobody_else_runs_it_not_even_in_the_same_seat(by: Officer) -> None:
    assert an_errand().refusal_of(step(by=by)) is Reason.NOT_YOURS_TO_DO


def test_a_joint_meeting_is_called_for_at_the_townships_office_and_answered() -> None:
    story = an_errand()

    story.hear(meeting())
    again = story.refusal_of(meeting())
    story.hear(meeting_answer())

    assert again is Reason.MEETING_ALREADY_CALLED
    assert story.notices() == [("errand-meeting-called", "township_petition_office", "sl-t1")]
    assert not story.state.awaits_meeting
    assert story.refusal_of(meeting_answer()) is Reason.NO_MEETING_CALLED
    story.hear(meeting())
    assert story.tasks()["answer-meeting-call"] == ("township_petition_office", "sl-t1")


def test_without_a_township_the_petition_department_is_asked_for_the_meeting() -> None:
    story = an_errand(village=None, township=None, by=county.WINDOW_CLERK)

    assert story.state.meeting_seat == seat_of_township(county.TOLD, None) == ("petition_bureau", "sl")
    assert ERRAND.view(story.state).case.places == ("sl",)


def test_a_meeting_the_paper_does_not_name_is_not_called() -> None:
    assert an_errand(scope=frozenset({Act.SUBMIT})).refusal_of(meeting()) is Reason.OUTSIDE_AUTHORITY


# how the authority ends


def test_the_person_ends_it_at_any_time_and_at_once() -> None:
    story = an_errand().does()

    story.revoked()

    assert story.state.authority_ended is AuthorityEnd.REVOKED
    assert not agents_task(story)
    assert story.refusal_of(step()) is Reason.NOT_AT_THIS_STAGE
    assert case_of(story)[:2] == ("errand-reported", "evaluate-errand")
    told = [letter for letter in story.letters if letter.body.get("code") == "errand-revoked"]
    assert {letter.body["role"] for letter in told} == {"errand_agent", "township_head"}
    assert all(letter.not_before is None for letter in told)


def test_an_authority_taken_back_twice_is_taken_back_once() -> None:
    story = an_errand().revoked()

    assert story.hear(commands.ErrandRevoked(id=KEY, by=OFFICE)) == ()


def test_the_agent_may_lay_it_down_which_is_not_the_persons_word() -> None:
    story = an_errand().revoked(by=AGENT)

    assert story.state.authority_ended is AuthorityEnd.LAID_DOWN
    assert ("errand-over", "township_head", "sl-t1") in story.notices()


@pytest.mark.parametrize("stage", [Stage.REPORTED, Stage.RE_EXAMINED, Stage.AT_PETITION_OFFICE])
def test_it_is_taken_back_in_every_stage_and_the_examination_goes_on(stage: Stage) -> None:
    story = an_errand()
    {
        Stage.REPORTED: story.reports,
        Stage.RE_EXAMINED: story.is_not_satisfied,
        Stage.AT_PETITION_OFFICE: story.at_the_petition_office,
    }[stage]()

    story.revoked()

    assert (story.state.stage, story.state.authority_ended) == (stage, AuthorityEnd.REVOKED)


def test_it_ends_on_its_day_by_itself() -> None:
    story = an_errand()
    assert story.procedure.next_moment(story.state) == LAST_INSTANT

    story.wait_for_the_next_moment()

    assert story.state.authority_ended is AuthorityEnd.EXPIRED
    assert story.events[-1] == events.AuthorityEnded(at=LAST_INSTANT, how=AuthorityEnd.EXPIRED)
    assert not agents_task(story)


def test_nothing_is_done_after_its_day_although_nobody_has_noticed_yet() -> None:
    story = an_errand()
    story.at = LAST_INSTANT - timedelta(seconds=1)
    assert story.procedure.decide(story.state, step(), Now(story.at))

    story.at = LAST_INSTANT

    assert story.refusal_of(step()) is Reason.AUTHORITY_OVER
    assert story.refusal_of(meeting()) is Reason.AUTHORITY_OVER
    assert story.refusal_of(commands.ReportErrand(id=KEY, by=AGENT, words=WORDS)) is Reason.AUTHORITY_OVER


@pytest.mark.parametrize("until", [None, date(2027, 12, 31)])
def test_no_authority_lasts_longer_than_the_county_lets_it(until: date | None) -> None:
    story = an_errand(until=until)

    assert story.state.authority_over_at == datetime(2027, 5, 1, 16, 0, tzinfo=UTC)  # 180 days, and no roll


# what the person says of it


def test_who_is_satisfied_closes_it() -> None:
    story = an_errand().reports()

    story.hear(said(Verdict.SATISFIED))

    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.SATISFIED)
    assert [letter.kind for letter in story.letters][-1] == "export-history"


def test_who_is_not_satisfied_has_it_examined_anew_by_the_leader_in_charge() -> None:
    story = an_errand().reports().is_not_satisfied()

    assert case_of(story) == ("errand-re-examined", "re-examine-errand", "township_head")
    assert story.state.clock("re-examination").rule == "P-66"
    assert ("errand-dissatisfied", "township_head", "sl-t1") in story.notices()
    assert not agents_task(story)


def test_nobody_need_wait_for_a_report_to_say_that_they_are_not_satisfied() -> None:
    assert an_errand().is_not_satisfied(by=OFFICE).state.stage is Stage.RE_EXAMINED


def test_the_leader_answers_with_reasons_and_the_person_says_again_how_it_is() -> None:
    story = an_errand().reports().is_not_satisfied().answered()

    assert case_of(story)[:2] == ("errand-reported", "evaluate-errand")
    assert story.state.clock("evaluation-2").is_open
    assert not story.state.clock("evaluation-1").is_open


def test_the_agent_does_more_only_while_the_authority_holds() -> None:
    story = an_errand().reports().is_not_satisfied()
    other = an_errand().revoked().is_not_satisfied()
    late = an_errand().reports().is_not_satisfied()
    late.at = LAST_INSTANT

    story.answered(goes_on=True)

    assert agents_task(story)
    assert story.does().state.stage is Stage.RUNNING
    assert other.refusal_of(answer(goes_on=True)) is Reason.AUTHORITY_OVER
    assert late.refusal_of(answer(goes_on=True)) is Reason.AUTHORITY_OVER
    assert other.answered().state.stage is Stage.REPORTED


def test_once_more_it_goes_to_the_petition_department_which_answers_and_closes_it() -> None:
    story = an_errand().reports().at_the_petition_office()
    assert case_of(story) == ("errand-at-petition-office", "examine-errand-last", "petition_bureau")
    assert ("errand-dissatisfied-again", "petition_bureau", "sl") in story.notices()

    story.hear(last_answer())

    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.ANSWERED)


@pytest.mark.parametrize("by", [AGENT, HEAD])
def test_whoever_ran_or_led_it_fills_in_nobodys_evaluation(by: Officer) -> None:
    story = an_errand(by=replace(OFFICE, person=by.person)).reports()

    asked = said(Verdict.SATISFIED, replace(OFFICE, person=by.person))

    assert story.refusal_of(asked) is Reason.EVALUATED_BY_THE_HANDLER


def test_nobody_examines_what_they_ran_nor_again_what_they_led() -> None:
    story = an_errand().is_not_satisfied()
    last = an_errand().at_the_petition_office()

    assert (
        story.refusal_of(answer(by=replace(HEAD, person=AGENT.person))) is Reason.RE_EXAMINED_BY_THE_HANDLER
    )
    for person in (AGENT.person, HEAD.person):
        asked = last_answer(by=replace(BUREAU, person=person))
        assert last.refusal_of(asked) is Reason.RE_EXAMINED_BY_THE_HANDLER


def test_silence_is_neither_satisfied_nor_dissatisfied() -> None:
    story = an_errand().reports()
    while not story.state.has_ended:
        story.wait_for_the_next_moment()

    assert (story.state.outcome, story.state.dissatisfied) == (Outcome.NOT_EVALUATED, 0)


def test_a_day_that_is_a_guess_takes_the_word_from_nobody() -> None:
    story = an_errand(edition=county.known_until(2026), until=None)
    story.at = datetime(2026, 12, 20, 1, 0, tzinfo=UTC)
    story.reports()
    assert story.state.due("evaluation-1").provisional  # type: ignore[union-attr]

    story.wait(days=60)

    assert story.state.stage is Stage.REPORTED


def test_the_agent_is_not_shown_what_the_person_said_of_them() -> None:
    story = an_errand().reports().is_not_satisfied()

    assert ERRAND.unseen(story.state, AGENT) == {"ErrandSatisfaction"}
    assert ERRAND.unseen(story.state, HEAD) == frozenset()


# what agencies owe


def test_what_is_late_reaches_the_supervisor_and_ends_nothing() -> None:
    story = an_errand().reports().is_not_satisfied()
    story.wait_for_the_next_moment()

    view = ERRAND.view(story.state)

    assert (view.case.overdue, view.case.light, view.case.stage) == (True, "red", "errand-re-examined")
    assert ("errand-overdue", "supervisor", "sl") in story.notices()
    assert story.tasks()["look-into-errand"] == ("supervisor", "sl")
    story.answered()
    assert not ERRAND.view(story.state).case.overdue


def test_a_meeting_nobody_answers_for_is_late_once() -> None:
    story = an_errand()
    story.hear(meeting())

    story.wait(days=10)
    again = story.wait(hours=1)

    assert story.state.overdue == {"meeting"}
    assert again == ()
    assert story.hear(meeting_answer())
    assert story.state.overdue == frozenset()


def test_a_date_that_moves_back_is_late_no_more() -> None:
    story = an_errand().reports().is_not_satisfied()
    story.wait_for_the_next_moment()
    longer = replace(county.TOLD.rule("P-66"), count=40)

    story.hear(timekeeping.RulesPublished(version="demo/9", clocks=(longer,)))

    assert story.state.overdue == frozenset()


def test_the_person_is_told_of_a_moved_date_through_the_window() -> None:
    story = an_errand().reports()
    shorter = replace(county.TOLD.rule("P-68"), count=20)

    story.hear(timekeeping.RulesPublished(version="demo/9", clocks=(shorter,)))

    assert ("date-moved", "township_petition_office", "sl-t1") in story.notices()


def test_a_new_calendar_changes_no_authority() -> None:
    story = an_errand()
    notice = YearNotice(1, 2026, "a notice", frozenset({date(2026, 11, 30)}), frozenset())

    story.hear(
        timekeeping.CalendarPublished(version="x", series=county.TOLD.calendar.series, notices=(notice,))
    )

    assert story.state.authority_over_at == LAST_INSTANT


# who is there


def test_the_leader_hands_over_and_the_agent_is_handed_to_nobody() -> None:
    story = an_errand()

    nothing = story.hear(staffing.PersonLeft(person=AGENT.person, to="p-other", handover=KEY))
    story.hear(staffing.PersonLeft(person=HEAD.person, to="p-new", handover=KEY))

    assert nothing == ()
    assert (story.state.leader.person, story.state.agent) == ("p-new", AGENT)
    story.hear(staffing.PersonLeft(person="p-new", to=None, handover=KEY))
    assert story.state.leader.person == "p-new"
    (event,) = story.hear(staffing.PersonLeft(person="p-new", to=AGENT.person, handover=KEY))
    assert event.to is None  # type: ignore[attr-defined]


def test_particulars_are_corrected_of_whoever_is_named_here() -> None:
    story = an_errand()
    of = particulars.CorrectParticulars(id=KEY, by=OFFICE, party="zhang", telephone=WORDS, reason=WORDS)

    story.hear(of)

    assert story.refusal_of(replace(of, party="nobody")) is Reason.UNKNOWN_PARTY


def test_a_corrected_start_counts_again() -> None:
    story = an_errand().reports()
    earlier = county.MONDAY - timedelta(days=2)

    story.hear(
        timekeeping.CorrectStart(
            id=KEY, by=county.DISPATCHER, clock="evaluation-1", started_at=earlier, reason=WORDS
        )
    )

    assert story.state.clock("evaluation-1").started_at == earlier


def test_an_event_of_another_procedure_is_none_of_an_errand() -> None:
    with pytest.raises(TypeError):
        ERRAND.evolve(an_errand().state, Event(at=county.MONDAY))
