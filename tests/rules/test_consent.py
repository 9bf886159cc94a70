"""RMTJ 3, 17, 23, 26: consent is given per party and stay, can be taken back, and a refusal ends it all."""

from datetime import timedelta

import pytest

from rules.dispute import commands
from rules.dispute.matter import Form, Outcome, Party, PartyRole, SessionOutcome, Stage
from rules.refusals import Reason
from tests.rules import county
from tests.rules.story import KEY, WORDS, a_dispute, a_dispute_at, a_dispute_for_the_county

CHEN = Party("chen", PartyRole.THIRD)
CHILD = Party("wang", PartyRole.RESPONDENT, is_minor=True, guardian="wang-mother")


def consent_of(party: str, **said: object) -> commands.RecordConsent:
    return commands.RecordConsent(id=KEY, by=county.SECRETARY, party=party, **said)  # type: ignore[arg-type]


def test_mediation_begins_with_the_last_partys_consent_and_not_before() -> None:
    story = a_dispute(parties=(*county.TWO, CHEN))

    for party in ("zhang", "chen"):
        story.hear(consent_of(party))
        assert story.state.stage is Stage.CONSENT
    story.hear(consent_of("li"))

    assert story.state.stage is Stage.MEDIATION
    assert story.tasks() == {"schedule-session": ("village_party_secretary", county.VILLAGE)}


def test_no_session_is_scheduled_before_every_party_has_consented() -> None:
    story = a_dispute()
    story.hear(consent_of("zhang"))

    soon = story.at + timedelta(hours=1)
    schedule = commands.ScheduleSession(id=KEY, by=county.SECRETARY, scheduled_for=soon, place_unit="u")

    assert story.refusal_of(schedule) is Reason.NOT_AT_THIS_STAGE


def test_consent_is_asked_afresh_at_every_step() -> None:
    story = a_dispute_at(2)

    assert (story.state.stage, story.state.consented) == (Stage.CONSENT, frozenset())
    story.everyone_consents()
    assert [(c.step, c.party) for c in story.state.consents] == [
        (1, "zhang"),
        (1, "li"),
        (2, "zhang"),
        (2, "li"),
    ]


def test_consent_to_an_earlier_stay_does_not_stand_for_a_later_one_at_the_same_step() -> None:
    story = a_dispute_for_the_county().everyone_consents()
    back = commands.SendBack(id=KEY, by=county.CENTRE, to_step=3, instructions=WORDS)
    up = commands.RaiseEarly(id=KEY, by=county.COMMISSIONER, reason=WORDS)

    story.hear(back)
    story.hear(up)  # all in the same instant

    assert (story.state.stage, story.state.step, story.state.consented) == (Stage.CONSENT, 4, frozenset())
    assert all("4" not in party.consents for party in story.procedure.view(story.state).parties)


def test_consent_is_given_once() -> None:
    story = a_dispute()
    story.hear(consent_of("zhang"))

    assert story.refusal_of(consent_of("zhang")) is Reason.CONSENT_ALREADY_GIVEN


def test_consent_of_somebody_who_is_no_party_is_not_taken() -> None:
    assert a_dispute().refusal_of(consent_of("passer-by")) is Reason.UNKNOWN_PARTY


def test_a_minors_consent_is_taken_with_the_guardians() -> None:
    story = a_dispute(parties=(county.ZHANG, CHILD))

    assert story.refusal_of(consent_of("wang")) is Reason.MINOR_WITHOUT_GUARDIAN
    story.hear(consent_of("wang", guardian_agrees=True))
    assert story.state.consented == {"wang"}


@pytest.mark.parametrize("step", [1, 2, 3, 4])
@pytest.mark.parametrize("how", ["refused", "withdrawn"])
def test_taking_back_consent_during_mediation_ends_it_and_never_climbs(step: int, how: str) -> None:
    story = a_dispute_for_the_county() if step == 4 else a_dispute_at(step)
    story.everyone_consents().schedule()
    kind = {"refused": commands.ConsentRefused, "withdrawn": commands.ConsentWithdrawn}[how]

    story.hear(kind(party="li"))

    assert (story.state.stage, story.state.outcome) == (Stage.CLOSED, Outcome.PARTY_REFUSED)
    assert story.state.step == step
    assert story.state.stays[-1].attempts == 0
    assert story.state.scheduled is None
    assert len(story.guidance()) == 1
    li = next(party for party in story.procedure.view(story.state).parties if party.ref == "li")
    assert li.consents[str(step)] == how


def test_a_party_may_refuse_while_a_direction_is_awaited() -> None:
    story = a_dispute_at(3).hold()

    story.hear(commands.ConsentWithdrawn(party="zhang"))

    assert story.state.outcome is Outcome.PARTY_REFUSED


def test_a_refusal_said_at_the_table_ends_mediation_though_attempts_are_left() -> None:
    story = a_dispute(edition=county.with_attempts(2))

    story.hold(SessionOutcome.PARTY_REFUSED)

    assert story.state.outcome is Outcome.PARTY_REFUSED
    assert "LevelEntered" not in story.kinds()


def test_the_refusal_of_somebody_who_is_no_party_changes_nothing() -> None:
    story = a_dispute()

    assert story.hear(commands.ConsentRefused(party="passer-by")) == ()


def test_a_closed_dispute_hears_no_more_refusals() -> None:
    story = a_dispute().agree()

    assert story.hear(commands.ConsentWithdrawn(party="li")) == ()


def test_the_form_of_a_consent_stays_on_record_when_it_is_taken_back() -> None:
    story = a_dispute()
    story.hear(consent_of("zhang", form=Form.WRITTEN))

    story.hear(commands.ConsentWithdrawn(party="zhang"))

    assert [(c.party, c.form, c.state) for c in story.state.consents] == [
        ("zhang", Form.WRITTEN, "given"),
        ("zhang", Form.WRITTEN, "withdrawn"),
    ]


def test_a_refusal_by_word_of_mouth_is_recorded_as_such() -> None:
    story = a_dispute()

    story.hear(commands.ConsentRefused(party="li"))

    assert [(type(c.form), c.form, c.state) for c in story.state.consents] == [(Form, "oral", "refused")]
