"""From a petition to what follows it, to its review, to the re-review of that, and back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rules import following, tracking
from rules.channels import Channel
from rules.editions import Organ
from rules.participants import Participant, ParticipantRole
from rules.petition.matter import Opinion, Outcome, Petition, Stage
from rules.petition.procedure import PETITION
from rules.petition.registration import register_petition
from rules.petition_aftercare.codes import Ended
from rules.petition_aftercare.procedure import PETITION_AFTERCARE
from rules.procedure import Officer
from rules.review.matter import Instance
from rules.review.procedure import RE_REVIEW, REVIEW
from tests.rules import county
from tests.rules.after_reply import (
    CITY,
    CITY_REVIEWER,
    DEPARTMENT,
    HANDLER,
    REVIEW_HEAD,
    REVIEWER,
    SERVED_AT,
    PetitionAftercareStory,
    ReviewStory,
    answered,
    asked_for,
    decided,
    findings,
    on,
    request,
    request_again,
    serve,
)
from tests.rules.story import WORDS, Story, a_dispute


def a_petition(**changes: Any) -> Petition:
    """Of two who share it, answered by a department on 6 July 2026."""
    people = tuple(Participant(ref=ref, role=ParticipantRole.PETITIONER) for ref in ("li", "zhang"))
    first = register_petition(
        id="petition/sl/SL-2026-1/1",
        number="SL-2026-1",
        edition=county.TOLD,
        channel=Channel.ONLINE_FORM,
        received_at=on(5, 11),
        received_by=county.COUNTY,
        people=people,
        people_count=2,
        is_anonymous=False,
        hides_identity=False,
        village=county.VILLAGE,
        township=county.TOWNSHIP,
        by=county.WINDOW_CLERK,
        at=on(5, 11),
    )
    whole = {
        "stage": Stage.CLOSED,
        "seq": 9,
        "unit": DEPARTMENT,
        "opinion": Opinion.EXPLAINED,
        "outcome": Outcome.ANSWERED,
        "served": (("li", on(7, 3)), ("zhang", SERVED_AT)),
        "hands": frozenset({HANDLER.person}),
    }
    begun: Petition = PETITION.begin(first, county.TOLD)
    return replace(begun, **{**whole, **changes})


def test_what_follows_a_petition_knows_whose_time_runs_from_when_and_who_handled_it() -> None:
    first = following.petition_aftercare_of(a_petition(), SERVED_AT)

    story = PetitionAftercareStory(PETITION_AFTERCARE, first, county.TOLD)
    assert (first.id, first.petition, first.closing_seq) == (
        "petition_aftercare/sl/SL-2026-1/1",
        "petition/sl/SL-2026-1/1",
        9,
    )
    assert (first.petition_outcome, first.result) == (Ended.ANSWERED, "explained")
    assert (first.unit, first.organ) == (DEPARTMENT, Organ.DEPARTMENT)
    assert (story.due("ask-for-review-li"), story.due("ask-for-review-zhang")) == (
        date(2026, 8, 3),  # the thirtieth day is a Sunday
        date(2026, 8, 5),
    )
    assert first.hands == {HANDLER.person}
    assert (first.received_by, first.first_receiver) == (county.COUNTY, county.WINDOW_CLERK.person)
    assert "check-execution" not in first.duties


def test_the_people_of_a_petition_are_those_of_all_that_follows_it() -> None:
    petition = a_petition()
    first = following.petition_aftercare_of(petition, SERVED_AT)
    aftercare = PetitionAftercareStory(PETITION_AFTERCARE, first, county.TOLD)
    said: dict[str, Any] = {"petitioner": "li", "grounds": WORDS, "at": on(7, 20)}
    reviewed = following.review_of(aftercare.state, reviewer=county.COUNTY, **said)
    review = ReviewStory(REVIEW, reviewed, county.TOLD)
    again = following.re_review_of(review.state, reviewer=CITY, **said)
    re_review = ReviewStory(RE_REVIEW, again, county.TOLD)

    shown = [story.procedure.view(story.state).parties for story in (aftercare, review, re_review)]

    assert shown == [PETITION.view(petition).parties] * 3
    assert [(row.ref, row.role) for row in shown[0]] == [("li", "petitioner"), ("zhang", "petitioner")]


def test_an_assignment_that_was_not_reported_on_is_owed_after_the_end_and_no_other() -> None:
    day = date(2026, 7, 20)
    owed = following.petition_aftercare_of(a_petition(report_by=day), SERVED_AT)
    done = following.petition_aftercare_of(a_petition(report_by=day, has_reported=True), SERVED_AT)

    assert ("report-back" in owed.duties, owed.report_by) == (True, day)
    assert ("report-back" in done.duties, done.report_by) == (False, None)


def test_only_an_opinion_that_supports_the_request_has_something_to_execute() -> None:
    first = following.petition_aftercare_of(a_petition(opinion=Opinion.SUPPORTED), SERVED_AT)

    assert "check-execution" in first.duties


def test_what_the_petition_department_itself_concluded_is_of_the_county() -> None:
    guided = a_petition(unit=county.COUNTY, outcome=Outcome.GUIDED, opinion=None, served=())

    first = following.petition_aftercare_of(guided, SERVED_AT)

    assert (first.unit, first.organ, first.windows) == (county.COUNTY, Organ.COUNTY, ())


@pytest.mark.parametrize("outcome", Outcome)
def test_every_end_of_a_petition_is_known_to_what_follows(outcome: Outcome) -> None:
    first = following.petition_aftercare_of(a_petition(outcome=outcome), SERVED_AT)

    assert first.petition_outcome.value == outcome.value


def test_a_petition_handled_anew_has_periods_of_its_own_and_the_same_first_receiver() -> None:
    first = following.petition_after(a_petition(), county.DISPATCHER, on(9, 1))

    assert (first.id, first.anchored_on) == ("petition/sl/SL-2026-1/2", "petition/sl/SL-2026-1/1#9")
    assert (first.received_at, first.by) == (on(9, 1), county.DISPATCHER)
    assert first.first_receiver == county.WINDOW_CLERK.person
    assert [each.ref for each in first.people] == ["li", "zhang"]


def test_what_the_holder_of_a_code_has_taken_up_again_keeps_its_first_receiver() -> None:
    withdrawn = a_petition(outcome=Outcome.WITHDRAWN, opinion=None, served=())

    first = following.petition_after(withdrawn, tracking.holder(county.COUNTY), on(7, 9))

    assert first.by == Officer("tracking-code", "petitioner", "sl")
    assert first.first_receiver == county.WINDOW_CLERK.person


def under_review() -> ReviewStory:
    story = answered(petitioners=frozenset({"li", "zhang"}))
    story.at = on(7, 20)
    story.hear(request())
    (letter,) = story.letters_of("open-review")
    asked = {name: letter.body[name] for name in ("petitioner", "grounds", "reviewer")}
    return ReviewStory(REVIEW, following.review_of(story.state, at=story.at, **asked), county.TOLD)


def test_a_review_is_of_all_who_share_the_petition_by_the_organ_above_from_the_day_it_was_asked_for() -> None:
    story = under_review()

    assert (story.state.id, story.state.aftercare) == (
        "review/sl/SL-2026-1/1",
        "petition_aftercare/sl/SL-2026-1/1",
    )
    assert (story.state.of_unit, story.state.reviewer) == (DEPARTMENT, county.COUNTY)
    assert (sorted(story.state.petitioners), story.state.asked_by) == (["li", "zhang"], "zhang")
    assert story.due("opinion") == date(2026, 8, 19)
    assert HANDLER.person in story.state.hands


def test_nobody_takes_part_in_a_re_review_who_took_part_in_the_review_or_signed_it() -> None:
    first = decided(under_review())
    first.hear(serve(first, "li"))
    first.hear(serve(first, "zhang"))
    first.hear(request_again("li"))
    (letter,) = first.letters_of("open-re-review")
    asked = {name: letter.body[name] for name in ("petitioner", "grounds", "reviewer")}

    again = ReviewStory(RE_REVIEW, following.re_review_of(first.state, at=first.at, **asked), county.TOLD)

    assert (again.state.id, again.state.before) == ("re_review/sl/SL-2026-1/1", "review/sl/SL-2026-1/1")
    assert (again.state.of_unit, again.state.reviewer, again.state.instance) == (
        county.COUNTY,
        CITY,
        Instance.RE_REVIEW,
    )
    assert {HANDLER.person, REVIEWER.person, REVIEW_HEAD.person} <= again.state.hands
    again.hear(findings(again))
    assert again.state.workers == {CITY_REVIEWER.person}


def test_a_re_review_asked_for_before_the_opinion_can_only_be_of_what_is_on_record() -> None:
    again = following.re_review_of(
        asked_for().state, petitioner="zhang", grounds=WORDS, reviewer=CITY, at=on(9, 1)
    )

    assert again.hands == asked_for().state.hands


@pytest.mark.parametrize(
    ("story", "goes_on_in"),
    [
        (a_dispute, "aftercare/sl/SL-2026-1/1"),
        (asked_for, "petition_aftercare/sl/SL-2026-1/1"),
        (answered, None),
    ],
    ids=["dispute", "review", "aftercare"],
)
def test_each_procedure_knows_where_its_matter_goes_on(story: Any, goes_on_in: str | None) -> None:
    told: Story = story()

    assert following.follows_in(told.state) == goes_on_in


def test_a_petition_goes_on_in_what_follows_it() -> None:
    assert following.follows_in(a_petition()) == "petition_aftercare/sl/SL-2026-1/1"
