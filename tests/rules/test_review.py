"""XFTL 35, 36: an opinion is reviewed by the organ above, once more by the next, and then it is the end."""

import json
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

import pytest

from counties.calendars import calendar
from rules import danger, hearing, particulars, timekeeping, tracking
from rules.clocks.rule import Ground
from rules.clocks.service import Filing, ServiceMethod
from rules.instants import first_instant_of
from rules.petition_aftercare.commands import ReviewAnswered, ReviewEnded
from rules.procedure import Event, Officer
from rules.refusals import Reason, Refused
from rules.review import commands
from rules.review.matter import Instance, Outcome, Result, Stage
from tests.rules import county
from tests.rules.after_reply import (
    ASKED_AT,
    BUREAU,
    CITY,
    CITY_HEAD,
    CITY_REVIEWER,
    DEPARTMENT,
    HANDLER,
    PROVINCE,
    REVIEW_HEAD,
    REVIEWER,
    ReviewStory,
    asked_for,
    decided,
    findings,
    on,
    opinion,
    panel,
    request_again,
    serve,
    served,
)
from tests.rules.after_reply import hearing as held
from tests.rules.story import KEY, WORDS

FIRST, AGAIN = Instance.REVIEW, Instance.RE_REVIEW
BOTH = frozenset({"li", "zhang"})
CHINA = replace(county.TOLD, calendar=calendar("china"))


class Unheard(Event):
    pass


def suspend(ground: Ground = Ground.HEARING, by: Officer = CITY_REVIEWER) -> timekeeping.SuspendClocks:
    return timekeeping.SuspendClocks(id=KEY, by=by, ground=ground, reason=WORDS)


def resume(by: Officer = CITY_REVIEWER) -> timekeeping.ResumeClocks:
    return timekeeping.ResumeClocks(id=KEY, by=by)


def interest(person: str) -> commands.InterestDeclared:
    return commands.InterestDeclared(person=person, role="review_handler", unit=county.COUNTY)


def paper(story: ReviewStory) -> dict[str, Any]:
    """The data of the opinion that was issued."""
    (letter,) = (each for each in story.letters_of("document") if each.body["kind"] in ("D-10", "D-11"))
    data: dict[str, Any] = letter.body["data"]
    return data


# who reviews, and until when


@pytest.mark.parametrize(("instance", "unit"), [(FIRST, county.COUNTY), (AGAIN, CITY)])
def test_the_organ_above_reviews_and_has_thirty_days_from_the_request(instance: Instance, unit: str) -> None:
    story = asked_for(instance, edition=CHINA)

    case = story.procedure.view(story.state).case

    assert (case.owner_unit, case.owner_role) == (unit, "review_handler")
    assert case.due_on == date(2026, 9, 30)
    assert story.tasks() == {"look-into-opinion": ("review_handler", unit)}


def test_the_period_counts_from_the_day_the_request_was_received_not_from_when_it_was_opened() -> None:
    story = asked_for(received_at=on(8, 28), at=on(8, 31))

    assert story.due("opinion") == date(2026, 9, 28)  # the thirtieth day, the 27th, is a Sunday


def test_both_the_unit_that_is_reviewed_and_the_organ_that_reviews_see_the_case() -> None:
    story = asked_for(AGAIN)

    places = story.procedure.view(story.state).case.places

    assert places == ("sl", "sl-city", "sl-t1", "sl-t1-v1")
    assert DEPARTMENT in asked_for().procedure.view(asked_for().state).case.places


@pytest.mark.parametrize("instance", Instance)
def test_whoever_handled_what_is_reviewed_has_no_part_in_it(instance: Instance) -> None:
    story = asked_for(instance)
    ours = REVIEWER if instance is FIRST else CITY_REVIEWER
    story = asked_for(instance, hands=frozenset({ours.person}))

    assert story.refusal_of(findings(story)) is Reason.HANDLED_THE_ORIGINAL
    assert story.refusal_of(panel(story)) is Reason.HANDLED_THE_ORIGINAL
    assert HANDLER.person in asked_for().state.hands


def test_whoever_received_the_petition_still_receives_what_is_asked_for() -> None:
    story = served(asked_for(hands=frozenset({county.WINDOW_CLERK.person})))

    story.hear(request_again())

    assert story.state.re_review == "re_review/sl/SL-2026-1/1"


def test_whoever_has_an_interest_does_nothing_more() -> None:
    story = asked_for()

    story.hear(interest(REVIEWER.person))

    assert story.refusal_of(findings(story)) is Reason.RECUSED
    assert story.hear(interest(REVIEWER.person)) == ()


# the hearing


def test_a_hearing_in_a_re_review_leaves_its_days_out_f_09() -> None:
    story = asked_for(AGAIN, edition=CHINA)
    assert story.due("opinion") == date(2026, 9, 30)
    story.hear(panel(story))
    story.at = on(9, 2)
    story.hear(suspend())
    assert story.due("opinion") is None
    story.at = on(9, 12)

    story.hear(resume())

    assert story.due("opinion") == date(2026, 10, 10)


def test_in_a_review_a_hearing_stops_no_clock_k_11() -> None:
    story = asked_for(FIRST)
    story.hear(panel(story))

    assert story.refusal_of(suspend(by=REVIEWER)) is Reason.GROUND_NOT_NAMED


def test_time_is_left_out_only_for_a_hearing_that_there_is() -> None:
    story = asked_for(AGAIN)

    assert story.refusal_of(suspend()) is Reason.NO_PANEL
    story.hear(panel(story))
    assert story.refusal_of(suspend(Ground.APPRAISAL)) is Reason.GROUND_NOT_NAMED


def test_the_panel_is_drawn_by_the_first_entry_which_nobody_who_acts_later_can_choose() -> None:
    early, late = asked_for(), asked_for()
    for _ in range(5):
        late.hear(findings(late))

    early.hear(panel(early))
    late.hear(panel(late))

    assert early.state.hearing
    assert late.state.hearing
    assert early.state.hearing.panel == late.state.hearing.panel
    pool = county.TOLD.petitions.hearing_pool
    assert early.state.hearing.panel == hearing.draw("review/sl/SL-2026-1/1", 1, pool, 5)
    assert early.refusal_of(panel(early)) is Reason.PANEL_ALREADY_DRAWN


def test_the_petitioners_are_told_when_and_where_who_sits_and_that_they_may_object() -> None:
    story = asked_for(petitioners=BOTH)

    story.hear(panel(story, in_days=7))

    (letter,) = story.letters_of("document")
    assert (letter.body["kind"], letter.body["addressees"]) == ("D-17", ["li", "zhang"])
    assert letter.body["data"]["scheduled_for"] == "2026-09-07T02:00:00+00:00"
    assert letter.body["data"]["rights"] == ["recusal", "agent", "to-be-heard", "evidence"]
    assert len(letter.body["data"]["panel"]) == 5


def test_a_hearing_lies_ahead() -> None:
    assert asked_for().refusal_of(panel(asked_for(), in_days=-1)) is Reason.HEARING_IN_THE_PAST


def test_a_member_who_steps_aside_is_replaced_by_the_next_of_the_order() -> None:
    story = asked_for()
    story.hear(panel(story))
    order = hearing.in_order(story.state.id, 1, county.TOLD.petitions.hearing_pool)

    story.hear(interest(order[2]))

    assert story.state.hearing
    assert story.state.hearing.panel == (order[0], order[1], order[3], order[4], order[5])


def test_recusals_block_a_draw_and_a_hearing_that_they_leave_too_small() -> None:
    pool = county.TOLD.petitions.hearing_pool
    before, after = asked_for(), asked_for()
    after.hear(panel(after))
    for member in pool[:5]:
        before.hear(interest(member))
        after.hear(interest(member))

    assert before.refusal_of(panel(before)) is Reason.PANEL_TOO_SMALL
    assert after.refusal_of(held(after)) is Reason.PANEL_TOO_SMALL


def test_a_hearing_is_held_once_by_the_panel_that_was_drawn() -> None:
    story = asked_for()
    assert story.refusal_of(held(story)) is Reason.NO_PANEL
    story.hear(panel(story))
    assert story.tasks() == {"hold-review-hearing": ("review_handler", county.COUNTY)}

    story.hear(held(story))

    assert story.refusal_of(held(story)) is Reason.NO_PANEL
    assert story.state.hearing
    story.hear(interest(story.state.hearing.panel[0]))
    assert len(story.state.hearing.panel) == 5  # who heard it has heard it


def test_what_the_panel_thinks_is_attached_and_decides_nothing_ng_14() -> None:
    story = asked_for()
    story.hear(panel(story))
    story.hear(held(story, Result.REVOKED))
    story.hear(findings(story))

    story.hear(opinion(story, Result.UPHELD))

    assert story.state.opinion
    assert story.state.opinion.result is Result.UPHELD
    assert story.state.hearing
    assert story.state.hearing.recommends is Result.REVOKED
    assert paper(story)["was_heard"] is True


def test_a_hearing_stands_on_the_calendar_with_its_panel_and_then_with_its_minutes() -> None:
    story = asked_for()
    assert story.procedure.view(story.state).sessions == ()
    story.hear(panel(story))
    assert story.state.hearing

    (planned,) = story.procedure.view(story.state).sessions
    story.hear(held(story))
    (over,) = story.procedure.view(story.state).sessions

    assert (planned.state, planned.people, planned.minutes) == ("scheduled", story.state.hearing.panel, None)
    assert (over.state, over.minutes, over.step) == ("held", WORDS, 0)


# the opinion


@pytest.mark.parametrize(
    ("part", "missing"),
    [
        ("original", None),
        ("petitioners_view", None),
        ("findings", None),
        ("basis", None),
        ("orders", None),
        ("tells_the_way", False),
        ("has_seal", False),
    ],
)
@pytest.mark.parametrize("instance", Instance)
def test_an_opinion_has_every_part_and_what_is_missing_is_named(
    instance: Instance, part: str, missing: Any
) -> None:
    story = asked_for(instance)

    with pytest.raises(Refused) as refused:
        story.hear(opinion(story, Result.CHANGED, **{part: missing}))

    assert (refused.value.reason, refused.value.details) == (Reason.REVIEW_OPINION_INCOMPLETE, (part,))


def test_what_is_upheld_orders_nothing_and_findings_on_record_need_not_be_written_again() -> None:
    story = asked_for()
    story.hear(findings(story))
    assert story.tasks() == {"sign-review-opinion": ("county_leader", county.COUNTY)}

    story.hear(opinion(story, Result.UPHELD, orders=None, findings=None))

    assert (paper(story)["findings"], paper(story)["orders"]) == (WORDS, None)
    assert story.state.stage is Stage.SERVING


@pytest.mark.parametrize("instance", Instance)
def test_the_head_signs_and_not_whoever_worked_on_it(instance: Instance) -> None:
    story = asked_for(instance)
    head = REVIEW_HEAD if instance is FIRST else CITY_HEAD
    story.hear(replace(findings(story), by=head))

    assert story.refusal_of(opinion(story)) is Reason.SIGNED_BY_THE_HANDLER
    by_the_handler = opinion(story, by=REVIEWER if instance is FIRST else CITY_REVIEWER)
    assert story.refusal_of(by_the_handler) is Reason.NOT_YOURS_TO_DO
    story.hear(opinion(story, by=replace(head, person="p-another-head")))


def test_only_a_re_review_opinion_after_a_hearing_is_published() -> None:
    first, again, quiet = asked_for(FIRST), asked_for(AGAIN), asked_for(AGAIN)
    for story in (first, again):
        story.hear(panel(story))
        story.hear(held(story))

    assert first.refusal_of(opinion(first, is_published=True)) is Reason.NOT_FOR_PUBLICATION
    assert quiet.refusal_of(opinion(quiet, is_published=True)) is Reason.NOT_FOR_PUBLICATION
    again.hear(opinion(again, is_published=True))
    assert paper(again)["is_published"] is True


def test_a_review_opinion_tells_how_to_ask_for_a_re_review_and_promises_nothing_else() -> None:
    story = decided(asked_for(petitioners=BOTH), Result.CHANGED)

    (letter,) = story.letters_of("document")

    assert (letter.body["kind"], letter.body["unit"]) == ("D-10", county.COUNTY)
    assert letter.body["addressees"] == ["li", "zhang"]
    said = {name: paper(story)[name] for name in ("next", "next_organ", "within_days", "result")}
    assert said == {"next": "re-review", "next_organ": CITY, "within_days": 30, "result": "changed"}
    promised = json.dumps(letter.body)
    assert not [word for word in ("court", "suit", "reconsideration", "arbitration") if word in promised]


def test_a_re_review_opinion_says_that_it_is_the_end_and_promises_nothing() -> None:
    story = decided(asked_for(AGAIN))

    (letter,) = story.letters_of("document")

    assert (letter.body["kind"], letter.body["unit"]) == ("D-11", CITY)
    assert (paper(story)["next"], paper(story)["next_organ"]) == ("procedure-ended", None)
    assert paper(story)["bases"] == ["re-review", "procedure-ended"]
    promised = json.dumps(letter.body)
    assert not [word for word in ("court", "suit", "reconsideration", "arbitration") if word in promised]


# service, and what it begins


def test_each_petitioner_is_served_with_proof_on_the_day_that_it_names() -> None:
    story = asked_for(petitioners=BOTH)
    story.at = on(9, 9)
    decided(story)
    story.at = on(9, 11)

    story.hear(serve(story, "zhang", proven_at=on(9, 10)))

    assert story.state.stage is Stage.SERVING
    assert story.due("ask-for-re-review-zhang") == date(2026, 10, 12)  # the thirtieth day is a Saturday
    assert story.letters_of("tell-petition-aftercare") == []
    (proof,) = story.letters_of("service")
    assert proof.body == {
        "procedure": "review/sl/SL-2026-1/1",
        "kind": "D-10",
        "party": "zhang",
        "method": "in-person",
        "proof": WORDS,
        "served_at": "2026-09-10T02:00:00+00:00",
        "by": asdict(REVIEWER),
    }


def test_a_petitioner_is_served_once_a_stranger_never_and_nobody_before_the_opinion_or_in_advance() -> None:
    story = asked_for(petitioners=BOTH)
    story.at = on(9, 9)
    decided(story)
    story.hear(serve(story, "zhang"))

    assert story.refusal_of(serve(story, "zhang")) is Reason.ALREADY_SERVED
    assert story.refusal_of(serve(story, "passer-by")) is Reason.UNKNOWN_PARTY
    assert story.refusal_of(serve(story, "li", proven_at=on(9, 8))) is Reason.SERVED_BEFORE_ISSUE
    assert story.refusal_of(serve(story, "li", proven_at=on(9, 10))) is Reason.DATE_IN_THE_FUTURE


def test_when_the_last_is_served_the_aftercare_is_told_and_the_organ_has_done_its_duty() -> None:
    story = served(asked_for(petitioners=BOTH), Result.REVOKED)

    assert story.state.stage is Stage.SERVED
    (letter,) = story.letters_of("tell-petition-aftercare")
    assert letter.body == {
        "aftercare": "petition_aftercare/sl/SL-2026-1/1",
        "review": "review/sl/SL-2026-1/1",
        "what": "review_answered",
        "result": "revoked",
    }
    case = story.procedure.view(story.state).case
    assert (case.waits_for, case.due_on, case.overdue) == ("windows", None, False)


def test_a_public_notice_is_served_when_thirty_days_have_passed() -> None:
    story = asked_for()
    story.at = on(9, 9)
    decided(story)

    story.hear(serve(story, method=ServiceMethod.PUBLIC_NOTICE))

    assert story.state.served[0].at == on(10, 9)
    assert story.due("ask-for-re-review-zhang") == date(2026, 11, 9)  # the thirtieth day is a Sunday


# asking for a re-review


def test_an_opinion_served_on_6_july_can_be_reviewed_again_until_5_august() -> None:
    story = asked_for(received_at=on(6, 29), at=on(6, 29))
    story.at = on(7, 6)
    served(story)
    story.at = on(8, 5, 23)

    happened = story.hear(request_again())

    assert [type(event).__name__ for event in happened] == ["ReReviewAskedFor", "ReviewClosed"]
    (letter,) = story.letters_of("open-re-review")
    assert letter.body == {
        "review": "review/sl/SL-2026-1/1",
        "petitioner": "zhang",
        "grounds": WORDS,
        "reviewer": CITY,
    }
    assert story.letters_of("tell-petition-aftercare")[-1].body["followed_by"] == "re_review/sl/SL-2026-1/1"


def test_on_the_thirty_first_day_a_re_review_comes_too_late() -> None:
    story = asked_for(received_at=on(6, 29), at=on(6, 29))
    story.at = on(7, 6)
    served(story)
    story.at = first_instant_of(date(2026, 8, 6))

    assert story.refusal_of(request_again()) is Reason.RE_REVIEW_TOO_LATE
    late = request_again(filing=Filing.POST, postmarked_on=date(2026, 8, 6))
    assert story.refusal_of(late) is Reason.RE_REVIEW_TOO_LATE
    story.at = on(8, 12)
    story.wait()
    story.hear(request_again(filing=Filing.POST, postmarked_on=date(2026, 8, 5)))


def test_whoever_was_served_first_need_not_wait_for_the_others() -> None:
    story = decided(asked_for(petitioners=BOTH))
    story.hear(serve(story, "zhang"))

    story.hear(request_again("zhang"))

    assert story.state.stage is Stage.SERVING
    assert story.refusal_of(request_again("li")) is Reason.RE_REVIEW_ALREADY_ASKED
    happened = story.hear(serve(story, "li"))
    assert [type(event).__name__ for event in happened] == ["ReviewOpinionServed", "ReviewClosed"]
    assert [letter.kind for letter in story.letters if letter.seq == story.state.seq] == [
        "tell-petition-aftercare",
        "export-history",
    ]


def test_whoever_the_opinion_has_not_reached_may_ask_all_the_same_and_a_stranger_never() -> None:
    story = decided(asked_for(petitioners=BOTH))

    assert story.refusal_of(request_again("passer-by")) is Reason.UNKNOWN_PARTY
    story.hear(request_again("li"))


def test_where_nobody_is_above_there_is_no_re_review() -> None:
    story = served(asked_for(reviewer=PROVINCE, of_unit=CITY))

    assert story.refusal_of(request_again()) is Reason.NO_HIGHER_ORGAN


def test_when_nobody_asks_the_review_closes_seven_days_after_the_time_to_ask() -> None:
    story = asked_for(received_at=on(6, 29), at=on(6, 29))
    story.at = on(7, 6)
    served(story, Result.CHANGED)

    happened = story.wait_for_the_next_moment()

    assert story.at == first_instant_of(date(2026, 8, 13))
    assert [type(event).__name__ for event in happened] == ["WindowClosed", "ReviewClosed"]
    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.CHANGED)
    assert story.letters_of("tell-petition-aftercare")[-1].body == {
        "aftercare": "petition_aftercare/sl/SL-2026-1/1",
        "review": "review/sl/SL-2026-1/1",
        "what": "review_ended",
        "result": "changed",
        "followed_by": None,
    }
    assert len(story.letters_of("export-history")) == 1


def test_the_time_to_ask_does_not_close_on_a_guessed_date() -> None:
    story = served(asked_for(edition=county.known_until(2025)))
    story.wait(days=200)

    story.hear(request_again())


# the end: XFTL 36(3)


def test_a_re_review_ends_the_procedure_when_it_is_served_k_14() -> None:
    story = decided(asked_for(AGAIN), Result.REVOKED)

    happened = story.hear(serve(story))

    assert [type(event).__name__ for event in happened] == ["ReviewOpinionServed", "ReviewClosed"]
    assert (story.state.outcome, story.state.windows) == (Outcome.REVOKED, ())
    told = [letter.body["what"] for letter in story.letters_of("tell-petition-aftercare")]
    assert told == ["review_answered", "review_ended"]


def test_of_a_re_review_there_is_no_review_n_2() -> None:
    story = decided(asked_for(AGAIN))

    assert story.refusal_of(request_again()) is Reason.PROCEDURE_HAS_ENDED


def test_a_re_review_put_up_in_public_ends_the_procedure_when_it_counts_as_served() -> None:
    story = decided(asked_for(AGAIN))
    story.hear(serve(story, method=ServiceMethod.PUBLIC_NOTICE))
    assert story.state.stage is Stage.SERVED

    story.wait_for_the_next_moment()

    assert story.at == ASKED_AT + timedelta(days=30)
    assert story.state.outcome is Outcome.UPHELD
    assert story.events[-1].by is None


def test_what_a_review_tells_its_aftercare_is_what_that_hears() -> None:
    story = served(asked_for(AGAIN))
    told = [letter.body for letter in story.letters_of("tell-petition-aftercare")]

    heard = [
        {"review_answered": ReviewAnswered, "review_ended": ReviewEnded}[body["what"]](
            **{name: value for name, value in body.items() if name not in ("what", "aftercare")}
        )
        for body in told
    ]

    assert heard == [
        ReviewAnswered(review="re_review/sl/SL-2026-1/1", result="upheld"),
        ReviewEnded(review="re_review/sl/SL-2026-1/1", result="upheld"),
    ]


# taking it back


def test_a_request_that_everybody_takes_back_ends_the_review() -> None:
    story = asked_for(petitioners=BOTH)
    story.hear(commands.RequestWithdrawn(petitioner="zhang"))
    assert story.state.stage is Stage.REVIEWING
    assert story.hear(commands.RequestWithdrawn(petitioner="zhang")) == ()

    story.hear(commands.RequestWithdrawn(petitioner="li"))

    assert story.state.outcome is Outcome.WITHDRAWN
    assert story.letters_of("tell-petition-aftercare")[0].body["result"] == "request-withdrawn"


def test_who_has_taken_it_back_is_not_waited_for() -> None:
    story = asked_for(petitioners=BOTH)
    story.hear(commands.RequestWithdrawn(petitioner="li"))

    served(story)

    assert [each.petitioner for each in story.state.served] == ["zhang"]
    assert story.refusal_of(request_again("li")) is Reason.UNKNOWN_PARTY


def test_what_was_decided_is_not_taken_back() -> None:
    story = decided(asked_for())

    assert story.hear(commands.RequestWithdrawn(petitioner="zhang")) == ()


# time, danger, corrections


def test_an_opinion_that_does_not_come_in_time_is_told_to_the_supervisor_once() -> None:
    story = asked_for()
    story.wait(days=40)

    view = story.procedure.view(story.state)

    assert story.notices() == [("review-overdue", "supervisor", county.COUNTY)]
    assert story.letters_of("notice")[0].body["clock"] == "opinion"
    assert (view.case.overdue, view.case.light) == (True, "red")
    assert story.tasks()["look-into-late-review"] == ("supervisor", county.COUNTY)
    assert story.wait(days=40) == ()
    served(story)
    assert not story.procedure.view(story.state).case.overdue


def test_a_corrected_start_moves_the_date_and_what_was_late_is_so_no_longer() -> None:
    story = asked_for()
    story.wait(days=31)
    assert story.state.is_overdue

    story.hear(
        timekeeping.CorrectStart(
            id=KEY, by=county.DISPATCHER, clock="opinion", started_at=on(9, 20), reason=WORDS
        )
    )

    assert not story.state.is_overdue


def test_a_petitioner_whose_date_moved_is_told_by_the_petition_department() -> None:
    story = served(asked_for())

    story.hear(
        timekeeping.CorrectStart(
            id=KEY,
            by=county.DISPATCHER,
            clock="ask-for-re-review-zhang",
            started_at=on(8, 20),
            reason=WORDS,
        )
    )

    assert story.notices() == [("date-moved", "petition_bureau", county.COUNTY)]


def test_danger_is_told_to_the_police_and_keeps_a_review_open_until_it_is_answered() -> None:
    story = decided(asked_for(AGAIN))
    story.hear(danger.DangerReported(words=WORDS))
    story.hear(danger.DangerReported(words=WORDS))
    story.hear(serve(story))
    assert story.state.stage is Stage.SERVED
    assert story.procedure.next_moment(story.state) is None
    assert story.tasks() == {"answer-danger": ("police_station", county.TOWNSHIP)}

    happened = story.hear(danger.AcknowledgeDanger(id=KEY, by=county.POLICE))

    assert [type(event).__name__ for event in happened] == ["DangerAcknowledged", "ReviewClosed"]
    assert story.hear(danger.DangerReported(words=WORDS)) == ()
    assert story.hear(interest("p-anybody")) == ()


def test_where_no_place_is_known_the_dispatcher_answers_danger() -> None:
    story = asked_for(village=None, township=None)
    acknowledge = danger.AcknowledgeDanger(id=KEY, by=county.DISPATCHER)
    assert story.refusal_of(acknowledge) is Reason.NOT_AT_THIS_STAGE
    story.hear(danger.DangerReported(words=WORDS))

    assert story.tasks()["answer-danger"] == ("centre_dispatcher", county.COUNTY)
    story.hear(acknowledge)


def test_what_is_on_record_about_a_petitioner_is_corrected() -> None:
    story = asked_for()

    story.hear(
        particulars.CorrectParticulars(id=KEY, by=BUREAU, party="zhang", telephone=WORDS, reason=WORDS)
    )

    assert story.kinds()[-1] == "ParticularsCorrected"


def test_an_event_of_another_procedure_is_none_of_this_one() -> None:
    story = asked_for()

    with pytest.raises(TypeError):
        story.procedure.evolve(story.state, Unheard(at=story.at))


def test_that_the_petitioner_has_an_interest_keeps_nobody_from_asking_by_code() -> None:
    story = served(asked_for())
    holder = tracking.holder(county.COUNTY)

    assert story.hear(interest("tracking-code")) == ()

    story.hear(request_again(by=holder))
    assert story.state.re_review == "re_review/sl/SL-2026-1/1"
