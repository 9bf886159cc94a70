"""Who asks, who acts for them and how far: checked where people come in, and again whenever somebody acts."""

from typing import Any

import pytest

from rules.participants import (
    AgencyEnded,
    AgencyRevoked,
    Participant,
    ParticipantRole,
    People,
    Power,
    asking,
    check_participants,
    check_power,
    participant,
    reachable,
    revoked,
    without_agency,
)
from rules.procedure import Now
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.story import WORDS

NOW = Now(county.MONDAY)
ZHANG = Participant(ref="zhang", role=ParticipantRole.PETITIONER)
LI = Participant(ref="li", role=ParticipantRole.COUNTERPARTY)
AUNT = Participant(
    ref="aunt",
    role=ParticipantRole.ERRAND_AGENT,
    acts_for="zhang",
    authority=WORDS,
    powers=frozenset({Power.SUBMIT, Power.RECEIVE}),
)


def agent(**said: Any) -> Participant:
    whole = {
        "ref": "lawyer",
        "role": ParticipantRole.AUTHORIZED_AGENT,
        "acts_for": "zhang",
        "authority": WORDS,
        "powers": frozenset({Power.SPEAK}),
    }
    return Participant(**{**whole, **said})


def representatives(number: int) -> People:
    return tuple(Participant(ref=f"r{n}", role=ParticipantRole.REPRESENTATIVE) for n in range(1, number + 1))


def a_child(guardian: str | None) -> Participant:
    return Participant(ref="child", role=ParticipantRole.PETITIONER, is_minor=True, guardian=guardian)


def refusal(*people: Participant, count: int = 1) -> tuple[Reason, tuple[str, ...]]:
    with pytest.raises(Refused) as refused:
        check_participants(people, county.TOLD, count=count)
    return refused.value.reason, refused.value.details


def power_refused(people: People, ref: str, power: Power) -> Reason:
    with pytest.raises(Refused) as refused:
        check_power(people, ref, power)
    return refused.value.reason


@pytest.mark.parametrize(
    "people",
    [
        (),
        (ZHANG, LI),
        (ZHANG, AUNT, agent()),
        (a_child("mother"),),
        representatives(5),
        (*representatives(1), agent(acts_for="r1")),
    ],
)
def test_whoever_asks_comes_alone_or_with_others_or_without_a_name(people: People) -> None:
    check_participants(people, county.TOLD, count=1)


def test_five_who_come_together_are_all_heard_and_six_choose_who_speaks() -> None:
    check_participants((ZHANG,), county.TOLD, count=5)

    assert refusal(ZHANG, count=6) == (Reason.REPRESENTATIVES_NOT_CHOSEN, ())

    check_participants(representatives(5), county.TOLD, count=60)


def test_a_sixth_representative_is_one_too_many() -> None:
    assert refusal(*representatives(6), count=60) == (Reason.TOO_MANY_REPRESENTATIVES, ())


def test_nobody_comes_in_twice() -> None:
    assert refusal(ZHANG, ZHANG) == (Reason.PARTIES_NOT_IDENTIFIED, ())


@pytest.mark.parametrize("role", [ParticipantRole.AUTHORIZED_AGENT, ParticipantRole.ERRAND_AGENT])
def test_whoever_acts_for_another_brings_an_authorisation_that_says_what_it_covers(
    role: ParticipantRole,
) -> None:
    missing = (Reason.AUTHORITY_MISSING, ("lawyer",))

    assert refusal(ZHANG, agent(role=role, authority=None)) == missing
    assert refusal(ZHANG, agent(role=role, powers=frozenset())) == missing


@pytest.mark.parametrize("principal", [None, "passer-by", "li", "aunt", "lawyer"])
def test_an_agent_acts_for_somebody_who_asks_and_is_named_here(principal: str | None) -> None:
    nobody = (Reason.PRINCIPAL_NOT_NAMED, ("lawyer",))

    assert refusal(ZHANG, LI, AUNT, agent(acts_for=principal)) == nobody


def test_a_minor_comes_with_a_guardian_of_full_age_who_is_not_on_the_other_side() -> None:
    brother = Participant(ref="brother", role=ParticipantRole.PETITIONER, is_minor=True, guardian="mother")

    assert refusal(a_child(None)) == (Reason.MINOR_WITHOUT_GUARDIAN, ("child",))
    assert refusal(a_child("brother"), brother) == (Reason.MINOR_WITHOUT_GUARDIAN, ("child",))
    assert refusal(a_child("li"), LI) == (Reason.GUARDIAN_ACROSS_THE_TABLE, ("child",))


def test_a_minor_on_the_other_side_has_a_guardian_of_that_side() -> None:
    theirs = Participant(ref="boy", role=ParticipantRole.COUNTERPARTY, is_minor=True, guardian="li")

    check_participants((ZHANG, LI, theirs), county.TOLD, count=1)

    ours = Participant(ref="boy", role=ParticipantRole.COUNTERPARTY, is_minor=True, guardian="zhang")
    assert refusal(ZHANG, LI, ours) == (Reason.GUARDIAN_ACROSS_THE_TABLE, ("boy",))


def test_those_who_ask_do_what_is_theirs_and_an_agent_what_the_authorisation_names() -> None:
    people = (ZHANG, LI, AUNT)

    for power in Power:
        check_power(people, "zhang", power)
    check_power(people, "aunt", Power.SUBMIT)

    assert power_refused(people, "aunt", Power.WITHDRAW) is Reason.OUTSIDE_AUTHORITY
    assert power_refused(people, "li", Power.SUBMIT) is Reason.UNKNOWN_PARTY
    assert power_refused(people, "passer-by", Power.SUBMIT) is Reason.UNKNOWN_PARTY


def test_an_agency_is_revoked_at_a_word_and_nothing_is_done_under_it_any_more() -> None:
    people = (ZHANG, AUNT)

    (event,) = revoked(people, AgencyRevoked(by=county.WINDOW_CLERK, agent="aunt"), NOW)
    after = without_agency(people, AgencyEnded(at=county.MONDAY, by=county.WINDOW_CLERK, agent="aunt"))

    assert event == AgencyEnded(at=county.MONDAY, by=county.WINDOW_CLERK, agent="aunt")
    assert power_refused(after, "aunt", Power.SUBMIT) is Reason.OUTSIDE_AUTHORITY
    assert [(each.ref, each.is_revoked) for each in after] == [("zhang", False), ("aunt", True)]


@pytest.mark.parametrize("ref", ["zhang", "passer-by"])
def test_where_there_is_no_agency_there_is_nothing_to_revoke(ref: str) -> None:
    assert revoked((ZHANG, AUNT), AgencyRevoked(agent=ref), NOW) == ()


def test_what_is_revoked_is_not_revoked_again() -> None:
    after = without_agency((ZHANG, AUNT), AgencyEnded(at=county.MONDAY, agent="aunt"))

    assert revoked(after, AgencyRevoked(agent="aunt"), NOW) == ()


def test_messages_reach_those_who_ask_a_childs_guardian_and_who_may_receive_for_them() -> None:
    people = (a_child("mother"), ZHANG, LI, AUNT, agent())

    assert asking(people) == {"child", "zhang"}
    assert reachable(people) == {"child", "mother", "zhang", "aunt"}
    assert reachable(without_agency(people, AgencyEnded(at=county.MONDAY, agent="aunt"))) == {
        "child",
        "mother",
        "zhang",
    }


def test_somebody_is_found_by_their_reference() -> None:
    assert participant((ZHANG, AUNT), "aunt") is AUNT
    assert participant((ZHANG, AUNT), "passer-by") is None
