"""RMTJ 28-31, MSS 205: what an agreement must bear, and which agreements a court may be asked to confirm."""

from datetime import date

import pytest

from rules.dispute.matter import Form, Outcome, SessionOutcome, Stage
from rules.refusals import Reason
from tests.rules import county
from tests.rules.story import DisputeStory, a_dispute, a_dispute_at, a_dispute_for_the_county, terms

FULL = SessionOutcome.AGREEMENT_FULL
PARTIAL = SessionOutcome.AGREEMENT_PARTIAL


@pytest.fixture
def planned() -> DisputeStory:
    return a_dispute().everyone_consents().schedule()


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_whoever_chaired_the_agreement_names_a_mediation_body(step: int) -> None:
    story = a_dispute_for_the_county() if step == 4 else a_dispute_at(step)
    story.everyone_consents().schedule()

    for body in (None, "nobody-knows-it"):
        asked = story.session(FULL, agreement=terms(body=body))
        assert story.refusal_of(asked) is Reason.MEDIATION_BODY_NOT_NAMED
    story.hear(story.session(FULL, agreement=terms(body="professional-committee")))

    (row,) = story.procedure.view(story.state).agreements
    assert (row.mediation_body, row.step, row.extent) == ("professional-committee", step, "full")


@pytest.mark.parametrize("missing", ["has_seal", "has_mediator_signature"])
def test_a_written_agreement_bears_the_seal_and_the_mediators_signature(
    planned: DisputeStory, missing: str
) -> None:
    asked = planned.session(FULL, agreement=terms(**{missing: False}))

    assert planned.refusal_of(asked) is Reason.SEAL_MISSING


def test_an_oral_agreement_needs_no_seal_ends_the_dispute_and_is_not_for_confirmation() -> None:
    story = a_dispute().agree(form=Form.ORAL, has_seal=False, has_mediator_signature=False)

    (agreement,) = story.state.agreements
    assert (agreement.form, agreement.is_confirmable) == (Form.ORAL, False)
    assert story.confirm_by() == [None]
    assert story.state.outcome is Outcome.AGREEMENT


def test_a_full_agreement_ends_the_dispute_without_guidance_and_opens_aftercare() -> None:
    story = a_dispute().agree()

    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.AGREEMENT)
    assert story.guidance() == []
    assert [letter.kind for letter in story.letters[-2:]] == ["open-aftercare", "export-history"]


def test_a_partial_agreement_stands_while_the_rest_climbs() -> None:
    story = a_dispute().hold(PARTIAL, agreement=terms())

    assert story.state.step == 2
    (agreement,) = story.state.agreements
    assert not agreement.is_full
    story.agree()
    assert [a.extent for a in story.procedure.view(story.state).agreements] == ["partial", "full"]
    assert story.state.outcome is Outcome.AGREEMENT


def test_a_partial_agreement_ends_the_dispute_when_the_rest_goes_no_further() -> None:
    story = a_dispute().hold(PARTIAL, agreement=terms(), rest_goes_on=False)

    assert story.state.outcome is Outcome.PARTIAL_AGREEMENT
    (guidance,) = story.guidance()
    assert guidance.body["data"]["has_agreement"] is True


@pytest.mark.parametrize("session", [PARTIAL, SessionOutcome.NO_AGREEMENT])
def test_what_was_agreed_in_part_stands_when_the_last_step_fails(session: SessionOutcome) -> None:
    story = a_dispute(edition=county.STRICT)
    story.hold(PARTIAL, agreement=terms()).fail_up_to(3)

    story.hold(session, agreement=terms() if session is PARTIAL else None)

    assert story.state.outcome is Outcome.PARTIAL_AGREEMENT


def test_a_session_that_agreed_for_the_first_time_in_part_at_the_last_step_ends_in_part() -> None:
    story = a_dispute_for_the_county().hold(PARTIAL, agreement=terms())

    assert story.state.outcome is Outcome.PARTIAL_AGREEMENT


@pytest.mark.parametrize("outcome", [FULL, PARTIAL])
def test_an_outcome_with_agreement_comes_with_the_agreement(
    planned: DisputeStory, outcome: SessionOutcome
) -> None:
    assert planned.refusal_of(planned.session(outcome)) is Reason.AGREEMENT_NOT_RECORDED


@pytest.mark.parametrize("outcome", sorted(set(SessionOutcome) - {FULL, PARTIAL}))
def test_an_agreement_comes_with_an_outcome_that_says_so(
    planned: DisputeStory, outcome: SessionOutcome
) -> None:
    asked = planned.session(outcome, agreement=terms())

    assert planned.refusal_of(asked) is Reason.AGREEMENT_WITHOUT_OUTCOME


def test_nobody_agrees_who_was_not_there(planned: DisputeStory) -> None:
    asked = planned.session(FULL, agreement=terms(), parties=frozenset({"zhang"}))

    assert planned.refusal_of(asked) is Reason.PARTY_ABSENT_WITH_AGREEMENT


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"body": "township-administrative"}, id="an administrative body is no mediation body"),
        pytest.param({"concerns_status_or_title": True}, id="MSJS 355: status or title"),
    ],
)
def test_some_agreements_bind_but_are_not_for_confirmation(said: dict[str, object]) -> None:
    story = a_dispute().agree(**said)

    (row,) = story.procedure.view(story.state).agreements
    assert (row.confirmable, row.confirm_by) == (False, None)


def test_the_last_day_for_confirmation_rolls_over_days_off() -> None:
    story = a_dispute().agree()  # thirty days from 2 November are Wednesday 2 December
    thursday = a_dispute()
    thursday.wait(days=3)
    thursday.agree()  # thirty days from 5 November are Saturday 5 December

    assert story.confirm_by() == [date(2026, 12, 2)]
    assert thursday.confirm_by() == [date(2026, 12, 7)]


def test_the_effective_day_is_the_legal_day_in_shanghai() -> None:
    story = a_dispute()
    story.wait(hours=15, minutes=30)  # 00:30 on Tuesday there, still Monday in UTC

    story.agree()

    assert story.state.agreements[0].effective_on == date(2026, 11, 3)
