"""XFTL 27, 32, 35, 37 and county policy 17-20: what is owed and what stays open after a petition's reply."""

from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest

from rules import danger, particulars, timekeeping
from rules.clocks.service import Filing
from rules.editions import Organ
from rules.instants import first_instant_of
from rules.journal import EvaluationRow
from rules.petition_aftercare import commands
from rules.petition_aftercare.codes import (
    Agrees,
    Duty,
    Ended,
    EvaluationStatus,
    Executed,
    Finding,
    Ground,
    InPlace,
    Measure,
    Outcome,
    Referral,
    Resolved,
    Satisfaction,
    Stage,
    Target,
    Window,
)
from rules.procedure import Command, Event, Officer
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.after_reply import (
    BUREAU,
    BUREAU_HEAD,
    CITY,
    DEPARTMENT,
    HANDLER,
    SERVED_AT,
    SERVICE_WINDOW,
    PetitionAftercareStory,
    anew,
    answered,
    assess,
    audit,
    confirm,
    execution,
    on,
    rate,
    report,
    request,
    revisit,
    take_up,
)
from tests.rules.story import KEY, WORDS


class Unheard(Event):
    pass


ASSESS, CONFIRM, EXECUTE = Duty.ASSESS_CLOSING, Duty.CONFIRM, Duty.CHECK_EXECUTION
REVISIT, CLOSE = Duty.REVISIT, Duty.CLOSE_MATTER
REVIEW, RE_REVIEW = "review/sl/SL-2026-1/1", "re_review/sl/SL-2026-1/1"
BOTH = frozenset({"li", "zhang"})

# how the petition ended -> what is owed, what stays open
LEAVES = {
    Ended.ANSWERED: ((ASSESS, CONFIRM, REVISIT, CLOSE), (Window.ASK_FOR_REVIEW, Window.EVALUATE)),
    Ended.SUGGESTION_ANSWERED: ((REVISIT, CLOSE), (Window.EVALUATE,)),
    Ended.GUIDED: ((REVISIT, CLOSE), ()),
    Ended.NOT_ACCEPTED: ((REVISIT, CLOSE), ()),
    Ended.WITHDRAWN: ((CONFIRM, REVISIT, CLOSE), (Window.TAKE_UP_AGAIN,)),
    Ended.SETTLED: ((ASSESS, CONFIRM, REVISIT, CLOSE), (Window.EVALUATE,)),
    Ended.CONCLUDED_ELSEWHERE: ((REVISIT, CLOSE), ()),
}


def re_examine(finding: Finding, by: Officer = BUREAU_HEAD) -> commands.RecordReExamination:
    return commands.RecordReExamination(id=KEY, by=by, finding=finding, notes=WORDS)


def carried_out(executed: Executed) -> commands.RecordReviewCarriedOut:
    return commands.RecordReviewCarriedOut(id=KEY, by=HANDLER, executed=executed, proof=WORDS)


def after_care(measure: Measure) -> commands.RecordAfterCare:
    return commands.RecordAfterCare(id=KEY, by=HANDLER, measure=measure, notes=WORDS)


def owed(story: PetitionAftercareStory) -> list[Duty]:
    return [each.duty for each in story.state.owed]


def everything_but_time(story: PetitionAftercareStory) -> PetitionAftercareStory:
    """What the organs owe is done; only the petitioner's own time is left."""
    for asked in (assess(), confirm(), revisit(), audit()):
        story.hear(asked)
    return story


# what it leaves behind


@pytest.mark.parametrize("outcome", LEAVES)
def test_each_end_of_a_petition_leaves_its_own_duties_and_windows(outcome: Ended) -> None:
    story = answered(outcome)

    assert tuple(owed(story)) == LEAVES[outcome][0]
    assert tuple(opened.window for opened in story.state.windows) == LEAVES[outcome][1]


def test_all_ends_of_a_petition_are_in_the_table_above() -> None:
    assert set(LEAVES) == set(Ended)


def test_where_nobody_gave_a_name_there_is_nobody_to_ask() -> None:
    story = answered(petitioners=frozenset())

    assert owed(story) == [ASSESS, REVISIT, CLOSE]
    assert story.state.windows == ()


def test_an_opinion_that_supports_the_request_is_looked_after_until_it_is_executed() -> None:
    story = answered(needs_execution=True)
    story.hear(execution(Executed.NOT))
    story.hear(execution(Executed.PARTLY))

    assert story.state.executed is Executed.PARTLY
    assert story.state.owes(EXECUTE)
    story.hear(execution(Executed.FULLY))
    assert not story.state.owes(EXECUTE)
    assert story.refusal_of(execution(Executed.FULLY)) is Reason.NOT_OWED


def test_every_period_runs_from_the_day_on_which_the_reply_was_served() -> None:
    view = answered(needs_execution=True).procedure.view(answered(needs_execution=True).state)

    assert {task.what: task.due_on for task in view.tasks} == {
        "assess-closing": date(2026, 8, 5),
        "confirm-with-person": date(2026, 8, 5),
        "check-execution": date(2026, 8, 5),
        "revisit": date(2026, 8, 5),
        "close-matter": date(2026, 8, 5),
        "follow-up": None,
    }


def test_each_duty_waits_for_its_own_seat() -> None:
    assert answered().tasks() == {
        "assess-closing": ("dept_handler", DEPARTMENT),
        "confirm-with-person": ("dept_handler", DEPARTMENT),
        "revisit": ("dept_handler", DEPARTMENT),
        "close-matter": ("petition_bureau_head", county.COUNTY),
        "follow-up": ("first_receiver", county.COUNTY),
    }


def test_where_a_township_answered_its_own_people_look_after_it() -> None:
    story = answered(unit=county.TOWNSHIP, organ=Organ.TOWNSHIP)

    assert story.tasks()["revisit"] == ("township_petition_office", county.TOWNSHIP)


def test_where_the_county_itself_answered_the_petition_department_looks_after_it() -> None:
    story = answered("suggestion-answered", unit=county.COUNTY, organ=Organ.COUNTY)

    assert story.tasks()["revisit"] == ("petition_bureau", county.COUNTY)


def test_whoever_received_it_first_follows_it_until_it_is_closed() -> None:
    story = answered()
    (task,) = (t for t in story.procedure.view(story.state).tasks if t.what == "follow-up")

    assert task.person == "p-first"
    story.hear(anew(Ground.NEW_FACTS))
    assert story.procedure.view(story.state).tasks == ()


def test_the_case_is_seen_where_it_happened_and_by_the_unit_that_answered() -> None:
    story = answered(village=None, township=None)

    assert story.procedure.view(answered().state).case.places == (
        "sl",
        "sl-d1",
        "sl-t1",
        "sl-t1-v1",
    )
    assert story.procedure.view(story.state).case.places == ("sl", "sl-d1")


# asking for a review


def test_a_reply_served_on_6_july_can_be_reviewed_until_5_august() -> None:
    assert answered().due("ask-for-review-zhang") == date(2026, 8, 5)


def test_a_review_is_asked_for_on_the_last_day_and_goes_to_the_organ_above() -> None:
    story = answered()
    story.at = on(8, 5, 23)

    story.hear(request())

    (letter,) = story.letters_of("open-review")
    assert letter.body == {
        "aftercare": "petition_aftercare/sl/SL-2026-1/1",
        "petitioner": "zhang",
        "grounds": WORDS,
        "reviewer": county.COUNTY,
    }
    assert [opened.window for opened in story.state.windows] == [Window.EVALUATE]
    assert story.state.reviews_awaited == {REVIEW}


def test_on_the_thirty_first_day_it_is_too_late_n_9() -> None:
    story = answered()
    story.at = first_instant_of(date(2026, 8, 6))

    assert story.refusal_of(request()) is Reason.REVIEW_TOO_LATE
    assert Reason.REVIEW_TOO_LATE.basis.article.short == "XFTL 35"


def test_at_a_window_the_last_day_ends_when_it_closes() -> None:
    story = answered()
    story.at = on(8, 5, 18)

    assert story.refusal_of(request(filing=Filing.WINDOW)) is Reason.REVIEW_TOO_LATE


def test_a_letter_posted_on_the_last_day_is_in_time_when_everything_else_is_done() -> None:
    story = everything_but_time(answered())
    for target in Target:
        story.hear(rate(Satisfaction.SATISFIED, target=target))
    story.at = on(8, 11)
    story.wait()

    late = request(filing=Filing.POST, postmarked_on=date(2026, 8, 6))
    to_come = request(filing=Filing.POST, postmarked_on=date(2026, 8, 12))

    assert story.refusal_of(late) is Reason.REVIEW_TOO_LATE
    assert story.refusal_of(to_come) is Reason.REVIEW_TOO_LATE
    story.hear(request(filing=Filing.POST, postmarked_on=date(2026, 8, 5)))
    assert story.state.asked_for_review == "zhang"


def test_the_matter_closes_when_no_letter_can_be_under_way_any_more() -> None:
    story = everything_but_time(answered())
    for target in Target:
        story.hear(rate(Satisfaction.SATISFIED, target=target))
    assert story.procedure.view(story.state).case.waits_for == "windows"

    happened = story.wait_for_the_next_moment()

    assert story.at == first_instant_of(date(2026, 8, 13))  # seven days after the last
    assert [type(event).__name__ for event in happened] == ["WindowClosed", "PetitionAftercareClosed"]
    assert (story.state.outcome, story.state.substantively) == (Outcome.CLOSED, Resolved.RESOLVED)
    assert [letter.kind for letter in story.letters] == ["export-history"]


def test_each_petitioner_has_a_time_of_their_own() -> None:
    story = answered(petitioners=BOTH, served={"zhang": SERVED_AT, "li": on(7, 20)})
    story.at = on(8, 10)

    assert story.due("ask-for-review-li") == date(2026, 8, 19)
    assert story.refusal_of(request("zhang")) is Reason.REVIEW_TOO_LATE
    story.hear(request("li"))


def test_one_review_answers_all_who_share_the_petition() -> None:
    story = answered(petitioners=BOTH)
    story.hear(request("zhang"))

    assert story.refusal_of(request("li")) is Reason.REVIEW_ALREADY_ASKED
    assert Window.ASK_FOR_REVIEW not in {opened.window for opened in story.state.windows}


def test_whoever_the_reply_has_not_reached_may_ask_all_the_same() -> None:
    story = answered(petitioners=BOTH, served={"li": SERVED_AT})
    story.at = on(8, 20)

    story.hear(request("zhang"))

    assert story.state.asked_for_review == "zhang"


@pytest.mark.parametrize("outcome", [each for each in Ended if each is not Ended.ANSWERED])
def test_only_a_handling_opinion_is_reviewed(outcome: Ended) -> None:
    assert answered(outcome).refusal_of(request()) is Reason.NO_OPINION_TO_REVIEW


def test_a_stranger_asks_for_no_review_and_where_nobody_is_above_none_is_asked_for() -> None:
    petitions = replace(county.TOLD.petitions, superiors=())
    alone = replace(county.TOLD, petitions=petitions)
    story = answered(edition=alone, unit=county.COUNTY, organ=Organ.COUNTY)

    assert answered().refusal_of(request("passer-by")) is Reason.UNKNOWN_PARTY
    assert story.refusal_of(request()) is Reason.NO_HIGHER_ORGAN


def test_what_the_county_answered_the_city_reviews() -> None:
    story = answered(unit=county.COUNTY, organ=Organ.COUNTY)

    story.hear(request())

    assert story.letters_of("open-review")[0].body["reviewer"] == CITY


def test_the_time_to_ask_does_not_close_on_a_guessed_date() -> None:
    story = answered(edition=county.known_until(2025))
    story.wait(days=200)

    assert Window.ASK_FOR_REVIEW in {opened.window for opened in story.state.windows}
    story.hear(request())


# what a review tells


def under_review() -> PetitionAftercareStory:
    story = answered()
    story.hear(request())
    return story


def test_the_matter_stays_open_while_a_review_is_under_way() -> None:
    story = everything_but_time(under_review())
    for target in Target:
        story.hear(rate(Satisfaction.SATISFIED, target=target))

    assert story.procedure.view(story.state).case.waits_for == "review-under-way"
    story.hear(commands.ReviewAnswered(review=REVIEW, result="upheld"))
    assert story.state.stage is Stage.OPEN
    happened = story.hear(commands.ReviewEnded(review=REVIEW, result="upheld"))
    assert [type(event).__name__ for event in happened] == ["ReviewEndNoted", "PetitionAftercareClosed"]


def test_what_a_review_upholds_leaves_nothing_to_carry_out() -> None:
    story = under_review()

    story.hear(commands.ReviewAnswered(review=REVIEW, result="upheld"))

    assert not story.state.owes(Duty.CARRY_OUT_REVIEW)
    assert not story.state.owes(Duty.LOOK_AFTER)


@pytest.mark.parametrize("result", ["changed", "revoked"])
def test_what_a_review_changes_or_revokes_is_the_units_to_carry_out(result: str) -> None:
    story = under_review()

    story.hear(commands.ReviewAnswered(review=REVIEW, result=result))

    assert story.tasks()["carry-out-review"] == ("dept_handler", DEPARTMENT)
    for asked in (assess(), confirm()):
        story.hear(asked)
    assert story.refusal_of(audit()) is Reason.REVIEW_NOT_CARRIED_OUT
    story.hear(carried_out(Executed.PARTLY))
    assert story.state.owes(Duty.CARRY_OUT_REVIEW)
    story.hear(carried_out(Executed.FULLY))
    assert story.refusal_of(carried_out(Executed.FULLY)) is Reason.NOT_OWED


def test_an_assignment_that_nobody_reported_on_is_still_reported_on_after_the_reply() -> None:
    """XFTL 22 报告办理结果: by the day that the assignment named, and before the matter is closed."""
    story = answered(report_by=date(2026, 7, 20))
    assert story.tasks()["report-back"] == ("dept_handler", DEPARTMENT)
    assert first_instant_of(date(2026, 7, 21)) in story.procedure.moments(story.state)
    for asked in (assess(), confirm()):
        story.hear(asked)
    assert story.refusal_of(audit()) is Reason.REPORT_MISSING

    story.wait(days=20)

    late = [asdict(event) for event in story.events if "due_on" in asdict(event)]
    assert [(each["duty"], each["due_on"]) for each in late] == [(Duty.REPORT_BACK, date(2026, 7, 20))]
    story.hear(report())
    assert not story.state.owes(Duty.REPORT_BACK)
    assert story.refusal_of(report()) is Reason.NOT_OWED


def test_what_was_reported_on_in_time_is_owed_no_more() -> None:
    assert answered().refusal_of(report()) is Reason.NOT_OWED


def test_a_result_after_the_audit_has_it_audited_again_from_that_day() -> None:
    story = everything_but_time(under_review())
    story.at = on(8, 10)

    story.hear(commands.ReviewAnswered(review=REVIEW, result="changed"))

    assert owed(story) == [Duty.CARRY_OUT_REVIEW, CLOSE]
    assert story.due(CLOSE) == date(2026, 9, 9)
    assert story.state.substantively is None


def test_messages_of_reviews_are_heard_once_and_in_whatever_order_they_come() -> None:
    story = under_review()
    story.hear(commands.ReviewEnded(review=RE_REVIEW, result="revoked"))

    happened = story.hear(commands.ReviewEnded(review=REVIEW, result="upheld", followed_by=RE_REVIEW))

    assert [type(event).__name__ for event in happened] == ["ReviewResultNoted", "ReviewEndNoted"]
    assert story.state.reviews_awaited == frozenset()
    assert story.hear(commands.ReviewAnswered(review=REVIEW, result="upheld")) == ()
    assert story.hear(commands.ReviewEnded(review=RE_REVIEW, result="revoked")) == ()
    assert owed(story).count(Duty.CARRY_OUT_REVIEW) == 1


def test_it_waits_for_the_re_review_that_follows_a_review() -> None:
    story = under_review()

    story.hear(commands.ReviewEnded(review=REVIEW, result="upheld", followed_by=RE_REVIEW))

    assert story.state.reviews_awaited == {RE_REVIEW}


def test_a_request_that_was_taken_back_has_no_result() -> None:
    story = under_review()

    story.hear(commands.ReviewEnded(review=REVIEW, result="request-withdrawn"))

    assert story.state.review_results == ()
    assert story.state.reviews_awaited == frozenset()


# after the procedure has ended: XFTL 36(3), 37(3)


def ended_by_re_review(result: str = "upheld") -> PetitionAftercareStory:
    story = under_review()
    story.hear(commands.ReviewEnded(review=REVIEW, result="upheld", followed_by=RE_REVIEW))
    story.hear(commands.ReviewEnded(review=RE_REVIEW, result=result))
    return story


def test_when_the_procedure_has_ended_the_people_are_explained_to_offered_mediation_and_helped() -> None:
    story = ended_by_re_review()
    assert story.tasks()["look-after"] == ("dept_handler", DEPARTMENT)
    for asked in (assess(), confirm()):
        story.hear(asked)

    story.hear(after_care(Measure.EXPLANATION))
    assert story.refusal_of(after_care(Measure.EXPLANATION)) is Reason.NOT_OWED
    assert story.refusal_of(audit()) is Reason.AFTER_CARE_MISSING
    story.hear(after_care(Measure.MEDIATION_OFFER))
    story.hear(after_care(Measure.AID_APPLICATION))

    assert not story.state.owes(Duty.LOOK_AFTER)
    story.hear(audit())


def test_after_care_never_reopens_the_merits_n_2() -> None:
    story = ended_by_re_review()
    story.hear(rate(Satisfaction.DISSATISFIED))

    assert story.refusal_of(anew(Ground.NEW_FACTS)) is Reason.PROCEDURE_HAS_ENDED
    assert story.refusal_of(re_examine(Finding.HANDLE_ANEW)) is Reason.PROCEDURE_HAS_ENDED
    assert Reason.PROCEDURE_HAS_ENDED.basis.article.cite("en").endswith("art. 36(3)")
    story.hear(re_examine(Finding.UPHELD))


def test_what_a_re_review_revoked_is_handled_anew_all_the_same() -> None:
    story = ended_by_re_review("revoked")

    story.hear(anew(Ground.REVIEW_REVOKED))

    assert story.state.outcome is Outcome.REOPENED


# handling anew


def test_what_a_review_revoked_is_handled_anew_anchored_on_the_end_of_the_petition() -> None:
    story = under_review()
    story.hear(commands.ReviewAnswered(review=REVIEW, result="revoked"))

    story.hear(anew(Ground.REVIEW_REVOKED))

    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.REOPENED)
    (letter,) = story.letters_of("reopen-petition")
    assert letter.body == {
        "petition": "petition/sl/SL-2026-1/1",
        "anchored_on": "petition/sl/SL-2026-1/1#9",
        "ground": "review-revoked",
        "by": asdict(BUREAU),
    }
    assert len(story.letters_of("export-history")) == 1
    assert story.hear(commands.ReviewEnded(review=REVIEW, result="revoked")) == ()
    assert story.hear(commands.ReviewAnswered(review=RE_REVIEW, result="revoked")) == ()


@pytest.mark.parametrize(
    ("outcome", "fitting"),
    [("answered", {Ground.NEW_FACTS}), ("withdrawn", {Ground.NEW_FACTS, Ground.NOT_FREE})],
)
def test_a_ground_must_fit_what_happened(outcome: str, fitting: set[Ground]) -> None:
    for ground in Ground:
        story = answered(outcome)
        if ground in fitting:
            story.hear(anew(ground))
        else:
            assert story.refusal_of(anew(ground)) is Reason.GROUND_DOES_NOT_FIT


# three in place, one handling; confirmed; audited


@pytest.mark.parametrize("element", ["resolved", "explained", "helped"])
def test_closing_without_a_reason_for_one_of_the_first_three_is_refused(element: str) -> None:
    story = answered()
    without = assess(**{element: commands.Assessed(how=InPlace.NOT_CALLED_FOR)})

    with pytest.raises(Refused) as refused:
        story.hear(without)

    assert (refused.value.reason, refused.value.details) == (Reason.ASSESSED_WITHOUT_REASON, (element,))


def test_the_fourth_element_is_a_referral_and_nothing_else() -> None:
    story = answered()

    (assessed,) = story.hear(assess(referral=Referral.POLICE))

    assert vars(assessed)["referral"] is Referral.POLICE
    assert set(Referral) == {"none", "police", "competent-authority"}
    assert not story.state.owes(ASSESS)
    assert story.refusal_of(assess()) is Reason.NOT_OWED


def test_every_petitioner_is_asked_before_the_matter_closes() -> None:
    story = answered(petitioners=BOTH)
    story.hear(confirm("zhang"))

    assert story.state.owes(CONFIRM)
    assert story.refusal_of(confirm("zhang")) is Reason.NOT_OWED
    assert story.refusal_of(confirm("passer-by")) is Reason.UNKNOWN_PARTY
    story.hear(confirm("li", agrees=Agrees.NO))
    assert not story.state.owes(CONFIRM)


def test_that_somebody_could_not_be_reached_is_told_with_what_was_tried() -> None:
    story = answered()

    assert story.refusal_of(confirm(agrees=Agrees.UNREACHABLE)) is Reason.UNREACHABLE_WITHOUT_NOTES
    story.hear(confirm(agrees=Agrees.UNREACHABLE, notes=WORDS))
    assert not story.state.owes(CONFIRM)


def test_the_audit_waits_for_the_assessment_then_for_the_person() -> None:
    story = answered()

    assert story.refusal_of(audit()) is Reason.ASSESSMENT_MISSING
    story.hear(assess())
    assert story.refusal_of(audit()) is Reason.CONFIRMATION_MISSING
    story.hear(confirm())
    story.hear(audit())
    assert story.refusal_of(audit()) is Reason.NOT_OWED


def test_a_matter_closes_in_time_and_shows_that_it_is_not_solved() -> None:
    story = answered("guided")
    story.hear(revisit())

    happened = story.hear(audit(Resolved.UNRESOLVED))

    assert [type(event).__name__ for event in happened] == ["MatterAudited", "PetitionAftercareClosed"]
    assert (story.state.outcome, story.state.substantively) == (Outcome.CLOSED, Resolved.UNRESOLVED)


@pytest.mark.parametrize("prepared", [assess(by=HANDLER), confirm(by=HANDLER), execution(Executed.NOT)])
def test_whoever_prepared_the_closing_does_not_audit_it(prepared: Command) -> None:
    story = answered(hands=frozenset(), needs_execution=True)
    same_person = replace(BUREAU_HEAD, person=HANDLER.person)
    assert commands.CloseMatter in story.procedure.permitted(story.state, same_person)

    story.hear(prepared)

    assert story.refusal_of(audit(by=same_person)) is Reason.AUDITED_BY_THE_HANDLER
    assert commands.CloseMatter in story.procedure.permitted(story.state, BUREAU_HEAD)


def test_whoever_handled_it_does_not_ask_whether_its_withdrawal_was_free() -> None:
    story = answered("withdrawn")

    assert story.refusal_of(confirm(by=HANDLER)) is Reason.ASKED_BY_THE_HANDLER
    story.hear(confirm(by=county.WINDOW_CLERK, agrees=Agrees.NO))
    story.hear(anew(Ground.NOT_FREE))
    assert story.state.outcome is Outcome.REOPENED


# taking up again what was withdrawn


def test_a_withdrawn_petition_is_taken_up_again_at_the_petitioners_word() -> None:
    """County policy 10: seven days from the withdrawal, at midnight; without a reason."""
    story = answered("withdrawn")
    assert story.due("take-up-again-zhang") == date(2026, 7, 13)
    story.at = on(7, 13, 23)

    happened = story.hear(take_up())

    assert [type(event).__name__ for event in happened] == ["TakenUpAgain", "PetitionAftercareClosed"]
    assert (story.state.outcome, story.state.windows) == (Outcome.REOPENED, ())
    (letter,) = story.letters_of("reopen-petition")
    assert letter.body == {
        "petition": "petition/sl/SL-2026-1/1",
        "anchored_on": "petition/sl/SL-2026-1/1#9",
        "ground": "taken-up-again",
        "by": asdict(county.WINDOW_CLERK),
    }


def everything_but_time_of_a_withdrawal() -> PetitionAftercareStory:
    story = answered("withdrawn")
    for asked in (confirm(by=county.WINDOW_CLERK), revisit(), audit()):
        story.hear(asked)
    return story


def test_after_its_time_it_is_not_taken_up_again_but_for_a_letter_posted_before() -> None:
    story = everything_but_time_of_a_withdrawal()
    story.at = on(7, 14, 0)
    assert story.wait() == ()

    late = take_up(filing=Filing.POST, postmarked_on=date(2026, 7, 14))

    assert story.refusal_of(take_up()) is Reason.TOO_LATE_TO_TAKE_UP_AGAIN
    assert story.refusal_of(late) is Reason.TOO_LATE_TO_TAKE_UP_AGAIN
    story.hear(take_up(filing=Filing.POST, postmarked_on=date(2026, 7, 13)))
    assert story.state.outcome is Outcome.REOPENED


def test_a_withdrawn_petition_closes_when_nobody_has_had_it_taken_up_again() -> None:
    story = everything_but_time_of_a_withdrawal()

    happened = story.wait_for_the_next_moment()

    assert story.at == first_instant_of(date(2026, 7, 21))
    assert [type(event).__name__ for event in happened] == ["WindowClosed", "PetitionAftercareClosed"]
    assert story.state.outcome is Outcome.CLOSED


def test_any_of_those_who_withdrew_may_have_it_taken_up_again_and_nobody_else() -> None:
    story = answered("withdrawn", petitioners=BOTH)

    assert story.refusal_of(take_up("passer-by")) is Reason.UNKNOWN_PARTY
    assert answered().refusal_of(take_up()) is Reason.NOT_WITHDRAWN
    assert story.hear(take_up("li"))


# evaluation


def statuses(story: PetitionAftercareStory) -> dict[Target, EvaluationStatus]:
    return {each.target: each.status for each in story.state.evaluations}


def test_nothing_is_evaluated_by_default_and_after_its_time_it_is_not_evaluated() -> None:
    story = answered("suggestion-answered")
    assert set(statuses(story).values()) == {EvaluationStatus.AWAITED}
    story.hear(rate(Satisfaction.SATISFIED))

    story.wait(days=60)

    assert statuses(story) == {
        Target.UNIT: EvaluationStatus.EVALUATED,
        Target.PETITION_DEPARTMENT: EvaluationStatus.LAPSED,
    }
    assert [each.value for each in story.state.evaluations] == [Satisfaction.SATISFIED, None]


def test_everybody_else_reads_who_was_evaluated_and_how_that_stands() -> None:
    story = answered("suggestion-answered")
    story.hear(rate(Satisfaction.SATISFIED))

    shown = story.procedure.view(story.state).evaluations

    assert shown == (
        EvaluationRow("zhang", "unit", "evaluated", "satisfied"),
        EvaluationRow("zhang", "petition-department", "awaited", None),
    )


def test_each_is_evaluated_once_for_itself_and_then_the_window_is_done() -> None:
    story = answered()
    story.hear(rate(Satisfaction.BASICALLY_SATISFIED))
    assert Window.EVALUATE in {opened.window for opened in story.state.windows}

    assert story.refusal_of(rate(Satisfaction.SATISFIED)) is Reason.ALREADY_EVALUATED
    story.hear(rate(Satisfaction.SATISFIED, target=Target.PETITION_DEPARTMENT, by=SERVICE_WINDOW))

    assert Window.EVALUATE not in {opened.window for opened in story.state.windows}


def test_one_petitioner_evaluates_for_nobody_else() -> None:
    story = answered(petitioners=BOTH)
    for target in Target:
        story.hear(rate(Satisfaction.SATISFIED, target=target))

    waiting = {each.petitioner for each in story.state.evaluations if each.status is EvaluationStatus.AWAITED}

    assert waiting == {"li"}
    assert [opened.petitioner for opened in story.state.windows if opened.window == "evaluate"] == ["li"]


def test_an_evaluation_comes_within_its_time_and_from_a_petitioner() -> None:
    story = answered()
    story.at = on(8, 6)

    assert story.refusal_of(rate(Satisfaction.SATISFIED)) is Reason.EVALUATION_IS_OVER
    assert story.refusal_of(rate(Satisfaction.SATISFIED, petitioner="passer-by")) is Reason.UNKNOWN_PARTY
    assert answered("guided").refusal_of(rate(Satisfaction.SATISFIED)) is Reason.NOT_EVALUATED_HERE


def test_whoever_handled_it_never_fills_in_the_evaluation() -> None:
    story = answered(hands=frozenset({county.WINDOW_CLERK.person}))

    assert story.refusal_of(rate(Satisfaction.SATISFIED)) is Reason.EVALUATED_BY_THE_HANDLER
    assert story.refusal_of(rate(Satisfaction.SATISFIED, by=HANDLER)) is Reason.NOT_YOURS_TO_DO
    story.hear(rate(Satisfaction.DISSATISFIED, by=SERVICE_WINDOW))


def test_dissatisfaction_needs_no_reason_and_has_the_handling_re_examined_by_somebody_else() -> None:
    story = answered(hands=frozenset({HANDLER.person, BUREAU.person}))

    story.hear(rate(Satisfaction.DISSATISFIED))

    assert story.tasks()["re-examine"] == ("petition_bureau_head", county.COUNTY)
    assert story.refusal_of(re_examine(Finding.UPHELD, BUREAU)) is Reason.RE_EXAMINED_BY_THE_HANDLER
    assert story.refusal_of(re_examine(Finding.UPHELD, HANDLER)) is Reason.NOT_YOURS_TO_DO
    for asked in (assess(), confirm()):
        story.hear(asked)
    assert story.refusal_of(audit()) is Reason.RE_EXAMINATION_MISSING
    story.hear(re_examine(Finding.UPHELD))
    story.hear(audit())


def test_nothing_is_re_examined_where_nobody_is_dissatisfied() -> None:
    story = answered()
    story.hear(rate(Satisfaction.BASICALLY_SATISFIED))

    assert story.refusal_of(re_examine(Finding.UPHELD)) is Reason.NOT_OWED


def test_what_was_handled_badly_is_handled_anew() -> None:
    story = answered()
    story.hear(rate(Satisfaction.DISSATISFIED, reason=WORDS))

    happened = story.hear(re_examine(Finding.HANDLE_ANEW))

    assert [type(event).__name__ for event in happened] == ["ReExamined", "PetitionAftercareClosed"]
    assert story.state.outcome is Outcome.REOPENED
    assert story.letters_of("reopen-petition")[0].body["ground"] == "re-examined"


def test_dissatisfaction_after_the_audit_is_re_examined_and_audited_again() -> None:
    story = everything_but_time(answered())

    story.hear(rate(Satisfaction.DISSATISFIED))

    assert owed(story) == [Duty.RE_EXAMINE, CLOSE]
    story.hear(rate(Satisfaction.DISSATISFIED, target=Target.PETITION_DEPARTMENT))
    assert owed(story) == [Duty.RE_EXAMINE, CLOSE]


def test_who_was_rated_sees_it_only_when_the_matter_has_closed() -> None:
    story = answered(hands=frozenset({HANDLER.person, BUREAU.person}))
    story.hear(rate(Satisfaction.DISSATISFIED))
    withheld = {"Evaluated", "ReExamined", "re-examine", "evaluations"}
    colleague = county.seated("dept_head", DEPARTMENT)

    for rated in (HANDLER, colleague, BUREAU):
        assert story.procedure.unseen(story.state, rated) == withheld
    assert story.procedure.unseen(story.state, BUREAU_HEAD) == frozenset()
    assert story.procedure.view(story.state).case.waits_for == "assess-closing"
    assert not story.procedure.view(story.state).case.needs_attention
    story.hear(re_examine(Finding.HANDLE_ANEW))
    assert story.procedure.unseen(story.state, HANDLER) == frozenset()


def test_where_the_county_itself_answered_only_those_who_handled_it_do_not_see_the_rating() -> None:
    story = answered("suggestion-answered", unit=county.COUNTY, organ=Organ.COUNTY)

    assert story.procedure.unseen(story.state, BUREAU_HEAD) == frozenset()
    assert story.procedure.unseen(story.state, HANDLER)


# time, danger, corrections


def test_a_duty_falls_overdue_its_supervisor_knows_and_it_is_never_dropped() -> None:
    story = answered("guided")

    story.wait(days=60)

    assert story.notices() == [("reply-duty-overdue", "supervisor", county.COUNTY)] * 2
    assert [letter.body["clock"] for letter in story.letters_of("notice")] == ["revisit", "close-matter"]
    case = story.procedure.view(story.state).case
    assert (case.overdue, case.needs_attention, case.light) == (True, True, "red")
    story.wait(days=400)
    assert owed(story) == [REVISIT, CLOSE]
    assert story.wait(days=1) == ()


def test_a_corrected_start_moves_the_date_and_what_was_late_is_so_no_longer() -> None:
    story = answered("guided")
    story.wait(days=31)
    corrected = timekeeping.CorrectStart(
        id=KEY, by=county.DISPATCHER, clock="revisit", started_at=on(7, 20), reason=WORDS
    )

    story.hear(corrected)

    assert story.due("revisit") == date(2026, 8, 19)
    assert [each.is_overdue for each in story.state.owed] == [False, True]


def test_a_petitioner_whose_date_moved_is_told_by_the_petition_department() -> None:
    story = answered()
    corrected = timekeeping.CorrectStart(
        id=KEY, by=county.DISPATCHER, clock="ask-for-review-zhang", started_at=on(7, 1), reason=WORDS
    )

    story.hear(corrected)

    assert story.notices() == [("date-moved", "petition_bureau", county.COUNTY)]


def test_danger_is_told_to_the_police_and_keeps_the_matter_open_until_it_is_answered() -> None:
    story = answered("guided")
    reported = story.at
    story.hear(danger.DangerReported(words=WORDS))
    story.wait(hours=1)
    story.hear(danger.DangerReported(words=WORDS))
    for asked in (revisit(), audit()):
        story.hear(asked)

    (task,) = (t for t in story.procedure.view(story.state).tasks if t.what == "answer-danger")

    assert (task.role, task.unit, task.since) == ("police_station", county.TOWNSHIP, reported)
    assert story.notices() == [("danger", "police_station", county.TOWNSHIP)] * 2
    happened = story.hear(danger.AcknowledgeDanger(id=KEY, by=county.POLICE))
    assert [type(event).__name__ for event in happened] == ["DangerAcknowledged", "PetitionAftercareClosed"]
    assert story.hear(danger.DangerReported(words=WORDS)) == ()


def test_where_no_place_is_known_the_dispatcher_answers_danger() -> None:
    story = answered(village=None, township=None, unanswered_dangers=1)

    assert story.tasks()["answer-danger"] == ("centre_dispatcher", county.COUNTY)
    story.hear(danger.AcknowledgeDanger(id=KEY, by=county.DISPATCHER))
    again = danger.AcknowledgeDanger(id=KEY, by=county.DISPATCHER)
    assert story.refusal_of(again) is Reason.NOT_AT_THIS_STAGE


def test_what_is_on_record_about_a_petitioner_is_corrected() -> None:
    story = answered()

    story.hear(
        particulars.CorrectParticulars(id=KEY, by=HANDLER, party="zhang", telephone=WORDS, reason=WORDS)
    )

    assert story.kinds()[-1] == "ParticularsCorrected"


def test_an_event_of_another_procedure_is_none_of_this_one() -> None:
    story = answered()

    with pytest.raises(TypeError):
        story.procedure.evolve(story.state, Unheard(at=story.at + timedelta(days=1)))
