"""RMTJ 26, 31 and county policy 9-12: what is owed to the people after a mediation has ended."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from rules import danger, succession
from rules.aftercare import commands
from rules.aftercare.matter import Duty, Ground, Performed, Stage, Window
from rules.aftercare.matter import Outcome as Result
from rules.aftercare.procedure import AFTERCARE
from rules.dispute.commands import ConsentRefused
from rules.dispute.matter import Outcome, Party, PartyRole
from rules.handing import HandedOff, HandOff, HandoffTold, News
from rules.instants import first_instant_of
from rules.procedure import Sealed
from rules.refusals import Reason
from tests.rules import county
from tests.rules.story import KEY, WORDS, AftercareStory, a_dispute, a_dispute_for_the_county, aftercare_of

SERVE, FREE = Duty.SERVE_GUIDANCE, Duty.ASK_WHETHER_FREE
CHECK, REVISIT = Duty.CHECK_PERFORMANCE, Duty.REVISIT
PROOF = Sealed("proof/1")
UNDO = commands.UndoWithdrawal(id=KEY, by=county.DOCKING_OFFICE, party="zhang")
VISIT = commands.RecordRevisit(id=KEY, by=county.SECRETARY, notes=WORDS)

# how the dispute ended -> what is owed, what stays open
LEAVES = {
    Outcome.AGREEMENT: ((CHECK, REVISIT), (Window.CONFIRMATION,)),
    Outcome.PARTIAL_AGREEMENT: ((SERVE, CHECK, REVISIT), (Window.CONFIRMATION,)),
    Outcome.NO_AGREEMENT: ((SERVE, REVISIT), ()),
    Outcome.PARTY_REFUSED: ((SERVE, REVISIT), ()),
    Outcome.WITHDRAWN: ((SERVE, FREE, REVISIT), (Window.UNDO_WITHDRAWAL,)),
    Outcome.LEFT_FOR_ROUTE: ((SERVE, REVISIT), ()),
    Outcome.FILED_IN_COURT: ((SERVE, REVISIT), ()),
    Outcome.NOT_MEDIABLE: ((SERVE, REVISIT), ()),
    Outcome.CONCLUDED_ELSEWHERE: ((SERVE, REVISIT), ()),
}


def serve(party: str) -> commands.RecordService:
    return commands.RecordService(
        id=KEY, by=county.DOCKING_OFFICE, party=party, method="in-person", proof=PROOF
    )


def performed(how: Performed) -> commands.RecordPerformance:
    return commands.RecordPerformance(id=KEY, by=county.SECRETARY, performed=how, proof=WORDS)


def whether_free(was_free: bool, by: object = county.DISPATCHER) -> commands.RecordWhetherFree:
    return commands.RecordWhetherFree(id=KEY, by=by, was_free=was_free, notes=WORDS)  # type: ignore[arg-type]


def reopen(ground: Ground = Ground.NEW_FACTS) -> commands.Reopen:
    return commands.Reopen(id=KEY, by=county.DISPATCHER, ground=ground, reason=WORDS)


@pytest.mark.parametrize("outcome", LEAVES)
def test_each_end_leaves_its_own_duties_and_windows(outcome: Outcome) -> None:
    story = aftercare_of(outcome)

    assert tuple(owed.duty for owed in story.state.owed) == LEAVES[outcome][0]
    assert tuple(opened.window for opened in story.state.windows) == LEAVES[outcome][1]


def test_all_ends_are_in_the_table_above() -> None:
    assert set(LEAVES) == set(Outcome)


def test_an_agreement_that_is_not_for_confirmation_opens_no_window() -> None:
    assert aftercare_of(Outcome.AGREEMENT, is_confirmable=False).state.windows == ()


def test_every_period_runs_from_the_closing_event() -> None:
    agreed, withdrawn = aftercare_of(Outcome.AGREEMENT), aftercare_of(Outcome.WITHDRAWN)

    due = {task.what: task.due_on for s in (agreed, withdrawn) for task in s.procedure.view(s.state).tasks}

    assert due == {
        "check-performance": date(2026, 12, 2),
        "revisit": date(2026, 12, 2),
        "serve-guidance": date(2026, 11, 9),  # the fifth day is a Saturday
        "ask-whether-free": date(2026, 11, 9),
    }
    assert withdrawn.procedure.next_moment(withdrawn.state) == first_instant_of(date(2026, 11, 10))
    reminded_at = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)  # half past eight in the morning, in Beijing
    assert agreed.procedure.next_moment(agreed.state) == reminded_at


def test_each_duty_waits_for_its_own_seat() -> None:
    assert aftercare_of(Outcome.WITHDRAWN, step=3).tasks() == {
        "serve-guidance": ("petition_mediation_docking_office", county.COUNTY),
        "ask-whether-free": ("centre_dispatcher", county.COUNTY),
        "revisit": ("political_legal_commissioner", county.TOWNSHIP),
    }


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_the_lead_of_the_step_where_it_ended_looks_after_it(step: int) -> None:
    story = aftercare_of(Outcome.AGREEMENT, step=step)

    case = story.procedure.view(story.state).case

    assert (case.owner_role, case.owner_unit) == (county.LEADS[step].role, county.LEADS[step].unit)
    assert (case.step, case.waits_for) == (None, "check-performance")


def test_the_guidance_is_served_on_every_party_and_each_service_proven() -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)

    story.hear(serve("zhang"))
    assert story.state.owes(SERVE)
    story.hear(serve("li"))

    assert not story.state.owes(SERVE)
    assert [letter.body for letter in story.letters_of("service")] == [
        {
            "dispute": "dispute/sl/SL-2026-1/1",
            "kind": "D-21",
            "party": party,
            "method": "in-person",
            "proof": PROOF,
            "by": asdict(county.DOCKING_OFFICE),
        }
        for party in ("zhang", "li")
    ]


def test_a_party_is_served_once_a_stranger_never_and_after_an_agreement_nobody() -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)
    story.hear(serve("zhang"))

    assert story.refusal_of(serve("zhang")) is Reason.ALREADY_SERVED
    assert story.refusal_of(serve("passer-by")) is Reason.UNKNOWN_PARTY
    assert aftercare_of(Outcome.AGREEMENT).refusal_of(serve("zhang")) is Reason.NOTHING_TO_SERVE


@pytest.mark.parametrize("how", [Performed.NOT, Performed.PARTLY])
def test_an_agreement_not_wholly_kept_is_still_owed(how: Performed) -> None:
    story = aftercare_of(Outcome.AGREEMENT)

    story.hear(performed(how))

    assert story.state.performed is how
    assert story.state.owes(CHECK)


def test_an_agreement_wholly_kept_is_done() -> None:
    story = aftercare_of(Outcome.AGREEMENT)
    story.hear(performed(Performed.PARTLY))

    story.hear(performed(Performed.FULLY))

    assert not story.state.owes(CHECK)
    assert story.refusal_of(performed(Performed.FULLY)) is Reason.NOTHING_TO_PERFORM


def test_where_nothing_was_agreed_nothing_is_performed() -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)

    assert story.refusal_of(performed(Performed.FULLY)) is Reason.NOTHING_TO_PERFORM


def test_somebody_visits_once() -> None:
    story = aftercare_of(Outcome.AGREEMENT)

    story.hear(VISIT)

    assert not story.state.owes(REVISIT)
    assert story.refusal_of(VISIT) is Reason.NOTHING_TO_PERFORM


def test_aftercare_ends_by_itself_when_nothing_is_owed_and_no_window_open() -> None:
    story = aftercare_of(Outcome.AGREEMENT)
    story.hear(VISIT)
    story.hear(performed(Performed.FULLY))
    assert story.state.stage is Stage.OPEN
    assert story.procedure.view(story.state).case.waits_for == "windows"

    story.wait_for_the_next_moment()  # the parties are reminded
    happened = story.wait_for_the_next_moment()

    assert [type(event).__name__ for event in happened] == ["WindowClosed", "AftercareClosed"]
    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Result.DONE)
    assert [letter.kind for letter in story.letters] == ["document", "export-history"]  # the reminder, first
    view = story.procedure.view(story.state)
    assert (view.tasks, view.case.waits_for, view.case.next_moment) == ((), "nothing", None)


def test_the_last_duty_done_ends_it_in_the_same_stroke() -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)
    story.hear(VISIT)
    story.hear(serve("li"))

    happened = story.hear(serve("zhang"))

    assert [type(event).__name__ for event in happened] == ["GuidanceServed", "AftercareClosed"]
    assert happened[-1].by == county.DOCKING_OFFICE


def test_a_duty_falls_overdue_its_supervisor_knows_and_it_is_never_dropped() -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)

    story.wait_for_the_next_moment()

    assert story.notices() == [("duty-overdue", "supervisor", county.COUNTY)]
    case = story.procedure.view(story.state).case
    assert (case.overdue, case.needs_attention) == (True, True)
    story.wait(days=400)
    assert [owed.duty for owed in story.state.owed] == [SERVE, REVISIT]
    assert story.wait(days=400) == ()
    story.hear(serve("zhang"))
    story.hear(serve("li"))
    story.hear(VISIT)
    assert story.state.outcome is Result.DONE


def test_a_withdrawal_is_undone_within_its_time_where_it_stood() -> None:
    story = aftercare_of(Outcome.WITHDRAWN, step=2)
    story.wait(days=7)  # the seventh day is the last

    story.hear(UNDO)

    assert (story.state.outcome, story.state.has_ended) == (Result.UNDONE, True)
    (letter,) = story.letters_of("reopen-dispute")
    assert letter.body == {
        "dispute": "dispute/sl/SL-2026-1/1",
        "anchored_on": "dispute/sl/SL-2026-1/1#9",
        "step": 2,
        "by": asdict(county.DOCKING_OFFICE),
    }


@pytest.mark.parametrize("time_was_told", [True, False])
def test_a_withdrawal_is_not_undone_after_its_time(time_was_told: bool) -> None:
    story = aftercare_of(Outcome.WITHDRAWN)

    if time_was_told:
        story.wait(days=8)
    else:  # midnight has passed and nobody has told the procedure yet
        story.at += timedelta(days=8)

    assert story.refusal_of(UNDO) is Reason.TIME_TO_UNDO_IS_OVER


def test_a_letter_posted_on_the_last_day_is_in_time_whenever_it_arrives() -> None:
    story = aftercare_of(Outcome.WITHDRAWN)
    story.wait(days=10)
    last_day = date(2026, 11, 9)

    late = replace(UNDO, postmarked_on=last_day + timedelta(days=1))

    assert story.refusal_of(late) is Reason.TIME_TO_UNDO_IS_OVER
    story.hear(replace(UNDO, postmarked_on=last_day))
    assert story.state.outcome is Result.UNDONE


def test_a_postmark_of_a_day_to_come_makes_nothing_timely() -> None:
    story = aftercare_of(Outcome.WITHDRAWN)
    story.wait(days=10)

    tomorrow = replace(UNDO, postmarked_on=date(2026, 11, 13))

    assert story.refusal_of(tomorrow) is Reason.TIME_TO_UNDO_IS_OVER


def test_only_the_applicant_undoes_a_withdrawal_and_only_where_there_was_one() -> None:
    by_li = commands.UndoWithdrawal(id=KEY, by=county.DOCKING_OFFICE, party="li")

    assert aftercare_of(Outcome.WITHDRAWN).refusal_of(by_li) is Reason.UNKNOWN_PARTY
    assert aftercare_of(Outcome.PARTY_REFUSED).refusal_of(UNDO) is Reason.NO_WITHDRAWAL_TO_UNDO


def test_any_of_several_applicants_may_undo_it() -> None:
    parties = (*county.TWO, Party("zhao", PartyRole.APPLICANT))
    story = aftercare_of(Outcome.WITHDRAWN, parties=parties)

    story.hear(commands.UndoWithdrawal(id=KEY, by=county.DISPATCHER, party="zhao"))

    assert story.state.outcome is Result.UNDONE


def test_a_free_withdrawal_stands_and_may_still_be_undone_in_time() -> None:
    story = aftercare_of(Outcome.WITHDRAWN)

    story.hear(whether_free(was_free=True))

    assert not story.state.owes(FREE)
    assert story.refusal_of(whether_free(was_free=True)) is Reason.NO_WITHDRAWAL_TO_UNDO
    story.hear(UNDO)
    assert story.state.outcome is Result.UNDONE


def test_a_withdrawal_that_was_not_free_is_taken_up_again_where_it_stood() -> None:
    story = aftercare_of(Outcome.WITHDRAWN, step=3)

    story.hear(whether_free(was_free=False))

    assert story.state.outcome is Result.UNDONE
    (letter,) = story.letters_of("reopen-dispute")
    assert letter.body["step"] == 3


def test_whoever_handled_it_does_not_ask_whether_the_withdrawal_was_free() -> None:
    story = aftercare_of(Outcome.WITHDRAWN)  # handled by the secretary

    asked = whether_free(was_free=True, by=county.SECRETARY)

    assert story.refusal_of(asked) is Reason.ASKED_BY_THE_HANDLER
    assert commands.RecordWhetherFree not in story.procedure.permitted(story.state, county.SECRETARY)
    assert commands.RecordWhetherFree in story.procedure.permitted(story.state, county.MEDIATOR)


@pytest.mark.parametrize("ground", Ground)
def test_it_is_reopened_as_a_new_episode_anchored_on_the_closing_event(ground: Ground) -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)

    story.hear(reopen(ground))

    assert story.state.outcome is Result.REOPENED
    (letter,) = story.letters_of("reopen-dispute")
    assert (letter.body["anchored_on"], letter.body["step"]) == ("dispute/sl/SL-2026-1/1#9", 0)
    assert len(story.letters_of("export-history")) == 1


@pytest.mark.parametrize("outcome", Outcome)
def test_what_may_not_be_mediated_or_is_before_a_court_does_not_come_back_without_a_screen(
    outcome: Outcome,
) -> None:
    story = aftercare_of(outcome)

    if outcome in (Outcome.NOT_MEDIABLE, Outcome.FILED_IN_COURT):
        assert story.refusal_of(reopen()) is Reason.NOT_MEDIABLE
    else:
        story.hear(reopen())


def test_danger_is_told_to_the_police_and_keeps_aftercare_open_until_it_is_answered() -> None:
    story = aftercare_of(Outcome.NO_AGREEMENT)
    reported = story.at
    story.hear(danger.DangerReported(words=WORDS))
    story.wait(hours=2)
    story.hear(danger.DangerReported(words=WORDS))
    assert story.notices()[-1] == ("danger", "police_station", county.TOWNSHIP)
    for asked in (serve("zhang"), serve("li"), VISIT):
        story.hear(asked)

    (task,) = story.procedure.view(story.state).tasks

    assert (task.what, task.role, task.since) == ("answer-danger", "police_station", reported)
    assert story.procedure.view(story.state).case.needs_attention
    happened = story.hear(danger.AcknowledgeDanger(id=KEY, by=county.POLICE))
    assert [type(event).__name__ for event in happened] == ["DangerAcknowledged", "AftercareClosed"]


def test_where_no_danger_was_reported_there_is_none_to_answer() -> None:
    answer = danger.AcknowledgeDanger(id=KEY, by=county.POLICE)

    assert aftercare_of(Outcome.AGREEMENT).refusal_of(answer) is Reason.NOT_AT_THIS_STAGE


def test_closed_aftercare_neither_hears_nor_does_anything() -> None:
    story: AftercareStory = aftercare_of(Outcome.NO_AGREEMENT)
    story.hear(reopen())

    assert story.hear(danger.DangerReported(words=WORDS)) == ()
    assert story.wait(days=400) == ()
    assert story.refusal_of(VISIT) is Reason.NOT_AT_THIS_STAGE


def test_a_dispute_and_its_aftercare_agree_on_how_long_confirmation_is_open() -> None:
    dispute = a_dispute_for_the_county().agree()
    story = aftercare_of(Outcome.AGREEMENT, at=dispute.at)

    (opened,) = story.state.windows

    due = story.state.due(opened.clock)
    assert due
    assert [due.on] == dispute.confirm_by()


def test_a_danger_nobody_answered_goes_with_the_matter_into_aftercare() -> None:
    story = a_dispute()
    story.hear(danger.DangerReported(by=county.MEDIATOR, words=WORDS))
    story.hear(ConsentRefused(by=county.MEDIATOR, party="zhang"))

    first = succession.aftercare_of(story.state, story.at)

    view = AFTERCARE.view(AFTERCARE.begin(first, county.TOLD))
    assert view.case.needs_attention
    assert "answer-danger" in {task.what for task in view.tasks}


def test_the_time_to_undo_a_withdrawal_does_not_close_on_a_guessed_date() -> None:
    nobody_published = replace(county.TOLD.calendar, years=frozenset({2025}))
    story = aftercare_of(Outcome.WITHDRAWN, edition=replace(county.TOLD, calendar=nobody_published))
    story.wait(days=60)

    story.hear(UNDO)

    assert story.state.outcome is Result.UNDONE


HANDED = HandOff(
    id=KEY,
    by=county.SECRETARY,
    docking="judicial-confirmation",
    to="court",
    people=frozenset({"zhang", "li"}),
    summary=WORDS,
)


def ruled(outcome: str, news: News = News.RETURNED, asked_in: int = 2) -> HandoffTold:
    return HandoffTold(handoff="handoff/sl/SL-2026-1/1", asked_in=asked_in, news=news, outcome=outcome)


def test_both_parties_are_reminded_once_that_they_may_apply_together() -> None:
    story = aftercare_of(Outcome.AGREEMENT)

    happened = story.wait_for_the_next_moment()

    assert [type(event).__name__ for event in happened] == ["WindowReminded"]
    [letter] = story.letters
    assert letter.kind == "document"
    assert (letter.body["kind"], letter.body["addressees"]) == ("confirmation-reminder", ["li", "zhang"])
    assert letter.body["data"]["last_day"] == "2026-12-02"
    assert "WindowReminded" not in [type(event).__name__ for event in story.wait_for_the_next_moment()]


def test_the_time_to_apply_for_confirmation_is_counted_from_the_agreement() -> None:
    story = aftercare_of(Outcome.AGREEMENT)

    [handed] = story.hear(HANDED)

    assert isinstance(handed, HandedOff)
    assert handed.counted_from == county.MONDAY
    assert story.refusal_of(HANDED) is Reason.HANDOFF_STILL_OPEN


def test_where_nothing_can_be_confirmed_nothing_is_taken_to_the_court_for_it() -> None:
    assert aftercare_of(Outcome.NO_AGREEMENT).refusal_of(HANDED) is Reason.NOTHING_TO_CONFIRM


def test_of_a_ruling_that_confirms_it_a_party_may_object_for_fifteen_days() -> None:
    story = aftercare_of(Outcome.AGREEMENT)
    story.hear(HANDED)

    happened = story.hear(ruled("confirmed"))

    assert [type(event).__name__ for event in happened] == ["HandoffHeard", "ConfirmationRuled"]
    assert [opened.window for opened in story.state.windows] == [Window.OBJECTION]
    due = story.state.due(Window.OBJECTION)
    assert due is not None
    assert due.on == date(2026, 11, 17)


def test_of_a_ruling_that_rejects_it_nothing_is_left_to_apply_for() -> None:
    story = aftercare_of(Outcome.AGREEMENT)
    story.hear(HANDED)

    story.hear(ruled("rejected"))

    assert not story.state.windows
    assert not story.state.is_confirmed


def test_an_application_that_was_withdrawn_can_be_made_again() -> None:
    story = aftercare_of(Outcome.AGREEMENT)
    story.hear(HANDED)
    story.hear(ruled("withdrawn"))
    story.hear(ruled("withdrawn", News.CONFIRMED))

    assert [opened.window for opened in story.state.windows] == [Window.CONFIRMATION]
    assert [type(event).__name__ for event in story.hear(HANDED)] == ["HandedOff"]


def test_what_was_confirmed_and_is_not_kept_can_be_enforced_and_everybody_is_told() -> None:
    story = aftercare_of(Outcome.AGREEMENT)
    story.hear(HANDED)
    story.hear(ruled("confirmed"))

    story.hear(performed(Performed.NOT))

    papers = [letter.body["kind"] for letter in story.letters if letter.kind == "document"]
    assert papers == ["enforcement-guidance"]


def test_aftercare_does_not_close_while_the_court_has_it() -> None:
    story = aftercare_of(Outcome.AGREEMENT)
    story.hear(HANDED)
    story.hear(VISIT)
    story.hear(performed(Performed.FULLY))
    story.wait_for_the_next_moment()
    story.wait_for_the_next_moment()
    assert not story.state.has_ended

    story.hear(ruled("", News.REFUSED))

    assert story.state.has_ended
