"""How a dispute comes onto the ladder, and how it comes back: the people first, then the step."""

from datetime import date, time, timedelta

import pytest

from rules.dispute import commands
from rules.dispute.matter import Party, PartyRole
from rules.dispute.procedure import DISPUTE
from rules.dispute.registration import reopen
from rules.instants import at_time_of
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.story import DisputeStory, a_dispute, registration

APPLICANT, RESPONDENT, THIRD = PartyRole.APPLICANT, PartyRole.RESPONDENT, PartyRole.THIRD


def refusal_of(*parties: Party) -> tuple[Reason, tuple[str, ...]]:
    with pytest.raises(Refused) as refused:
        registration(parties=parties)
    return refused.value.reason, refused.value.details


@pytest.mark.parametrize(
    "parties",
    [
        pytest.param((), id="nobody"),
        pytest.param((county.ZHANG,), id="no respondent"),
        pytest.param((county.LI, Party("chen", THIRD)), id="no applicant"),
        pytest.param((county.ZHANG, Party("zhang", RESPONDENT)), id="one person on both sides"),
    ],
)
def test_both_sides_are_identified(parties: tuple[Party, ...]) -> None:
    assert refusal_of(*parties) == (Reason.PARTIES_NOT_IDENTIFIED, ())


def test_five_representatives_may_act_for_a_side_and_a_sixth_may_not() -> None:
    five, six = (Party("zhang", APPLICANT, representatives=n) for n in (5, 6))

    assert registration(parties=(five, county.LI)).parties[0].representatives == 5
    assert refusal_of(six, county.LI) == (Reason.TOO_MANY_REPRESENTATIVES, ("zhang",))


def test_a_side_is_not_split_into_groups_of_five() -> None:
    one, other = Party("zhang", APPLICANT, representatives=3), Party("zhao", APPLICANT, representatives=3)

    assert refusal_of(one, other, county.LI)[0] is Reason.TOO_MANY_REPRESENTATIVES


def test_third_parties_are_not_one_side() -> None:
    thirds = (Party("chen", THIRD, representatives=3), Party("sun", THIRD, representatives=3))

    assert registration(parties=(*county.TWO, *thirds)).parties[2:] == thirds
    crowd = Party("zhou", THIRD, representatives=6)
    assert refusal_of(*county.TWO, crowd) == (Reason.TOO_MANY_REPRESENTATIVES, ("zhou",))


def test_a_minor_comes_with_a_guardian() -> None:
    alone = Party("wang", RESPONDENT, is_minor=True)

    assert refusal_of(county.ZHANG, alone) == (Reason.MINOR_WITHOUT_GUARDIAN, ("wang",))
    guarded = Party("wang", RESPONDENT, is_minor=True, guardian="wang-mother")
    assert registration(parties=(county.ZHANG, guarded)).parties[1].guardian == "wang-mother"


def test_a_minor_is_nobodys_guardian_and_least_of_all_their_own() -> None:
    own = Party("wang", RESPONDENT, is_minor=True, guardian="wang")
    brother = Party("wang-2", RESPONDENT, is_minor=True, guardian="uncle")
    of_a_minor = Party("wang", RESPONDENT, is_minor=True, guardian="wang-2")

    assert refusal_of(county.ZHANG, own) == (Reason.MINOR_WITHOUT_GUARDIAN, ("wang",))
    assert refusal_of(county.ZHANG, of_a_minor, brother) == (Reason.MINOR_WITHOUT_GUARDIAN, ("wang",))


@pytest.mark.parametrize("is_minor", [True, False])
def test_a_guardian_does_not_sit_on_the_other_side_of_the_table(is_minor: bool) -> None:
    ward = Party("wang", RESPONDENT, is_minor=is_minor, guardian="zhang")

    assert refusal_of(county.ZHANG, ward) == (Reason.GUARDIAN_ACROSS_THE_TABLE, ("wang",))


def test_a_guardian_on_the_same_side_is_welcome() -> None:
    ward = Party("wang", RESPONDENT, is_minor=True, guardian="li")

    assert registration(parties=(*county.TWO, ward)).step == 1


def test_a_type_the_county_does_not_know_is_not_registered() -> None:
    with pytest.raises(Refused) as refused:
        registration(dispute_type="weather")

    assert refused.value.reason is Reason.UNKNOWN_DISPUTE_TYPE


def test_a_registration_names_the_edition_it_was_made_under() -> None:
    assert registration().edition == county.TOLD.digest
    assert registration(edition=county.STRICT).edition == county.STRICT.digest


def test_a_registered_dispute_has_an_owner_a_task_and_two_clocks_at_once() -> None:
    story = a_dispute()

    view = story.procedure.view(story.state)

    assert (view.case.owner_unit, view.case.owner_role) == (county.VILLAGE, "village_party_secretary")
    assert story.tasks() == {"record-consent": ("village_party_secretary", county.VILLAGE)}
    assert view.case.next_moment == at_time_of(date(2026, 11, 6), time(8, 30))
    assert view.case.due_on == date(2026, 11, 7)
    assert (view.case.waits_for, view.case.step, view.case.stage) == ("record-consent", 1, "consent")
    assert view.case.places == ("sl", "sl-t1", "sl-t1-v1")


def test_what_comes_back_is_a_new_episode_with_clocks_and_consents_of_its_own() -> None:
    before = a_dispute().everyone_consents()
    before.hear(commands.Withdrawn(party="zhang"))
    later = before.at + timedelta(days=3)

    first = reopen(
        before.state,
        id="dispute/sl/SL-2026-1/2",
        step=1,
        anchored_on=f"{before.state.id}#{before.state.seq}",
        by=county.DISPATCHER,
        at=later,
    )
    again = DisputeStory(DISPUTE, first, county.TOLD)

    assert again.state.anchored_on == "dispute/sl/SL-2026-1/1#5"
    assert before.kinds()[5 - 1] == "Ended"
    assert again.steps() == [(1, "reopened", None)]
    assert again.state.consented == frozenset()
    assert {clock.name: clock.started_at for clock in again.state.clocks} == {"level": later, "whole": later}
    assert (again.state.number, again.state.parties) == (before.state.number, before.state.parties)
    assert first.edition == before.state.edition.digest
    assert before.state.has_ended
