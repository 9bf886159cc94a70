"""Nobody from outside takes part in a mediation but with everybody's consent, and bound to keep it secret."""

from dataclasses import replace
from typing import Any

import pytest

from rules.dispute import commands, events
from rules.dispute.matter import GuestKind, InvitationEnd, Party, PartyRole
from rules.dispute.procedure import DISPUTE
from rules.procedure import Officer
from rules.refusals import Reason, Refused
from tests.rules import county
from tests.rules.story import KEY, WORDS, DisputeStory, a_dispute, a_dispute_at

LAWYER = "p-sl-t1-v1-invited-participant"
BOTH = frozenset({"zhang", "li"})


def mediated(step: int = 1) -> DisputeStory:
    return a_dispute_at(step).everyone_consents()


def invitation(by: Officer = county.SECRETARY, **said: Any) -> commands.InviteParticipant:
    whole = {"person": LAWYER, "unit": county.VILLAGE, "kind": GuestKind.LAWYER, "agreed_by": BOTH}
    return commands.InviteParticipant(id=KEY, by=by, **{**whole, **said})


def undertaking(person: str = LAWYER, by: Officer = county.SECRETARY) -> commands.RecordUndertaking:
    return commands.RecordUndertaking(id=KEY, by=by, person=person, undertaking=WORDS)


def withdrawal(person: str = LAWYER) -> commands.WithdrawInvitation:
    return commands.WithdrawInvitation(id=KEY, by=county.SECRETARY, person=person, reason=WORDS)


def no_more(party: str = "li", person: str = LAWYER) -> commands.InvitationConsentWithdrawn:
    return commands.InvitationConsentWithdrawn(id=KEY, by=county.SECRETARY, party=party, person=person)


def taking_part() -> DisputeStory:
    story = mediated()
    story.hear(invitation())
    story.hear(undertaking())
    return story


def let_in(story: DisputeStory) -> list[tuple[str | None, str, str]]:
    """Who is waited for in person as somebody invited: this alone lets them see the case."""
    return [
        (t.person, t.role, t.unit) for t in DISPUTE.view(story.state).tasks if t.role == "invited_participant"
    ]


def test_whoever_is_invited_sees_nothing_before_they_have_bound_themselves() -> None:
    story = mediated()

    story.hear(invitation())
    before = let_in(story)
    story.hear(undertaking())

    assert before == []
    assert let_in(story) == [(LAWYER, "invited_participant", county.VILLAGE)]
    assert story.events[-2:] == [
        events.ParticipantInvited(
            at=story.at,
            by=county.SECRETARY,
            person=LAWYER,
            unit=county.VILLAGE,
            kind=GuestKind.LAWYER,
            agreed_by=BOTH,
        ),
        events.UndertakingRecorded(at=story.at, by=county.SECRETARY, person=LAWYER, undertaking=WORDS),
    ]


@pytest.mark.parametrize(("agreed_by", "missing"), [((), ("li", "zhang")), (("li",), ("zhang",))])
def test_one_who_does_not_agree_is_enough_for_nobody_to_come(
    agreed_by: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    story = mediated()

    with pytest.raises(Refused) as refused:
        story.hear(invitation(agreed_by=frozenset(agreed_by)))

    assert (refused.value.reason, refused.value.details) == (Reason.INVITATION_NEEDS_EVERYBODY, missing)
    assert story.state.consented == BOTH  # and the mediation itself goes on


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"agreed_by": BOTH | {"passer-by"}}, Reason.UNKNOWN_PARTY),
        ({"person": "zhang"}, Reason.INVOLVED_OTHERWISE),
        ({"person": "wang-mother"}, Reason.INVOLVED_OTHERWISE),
        ({"person": "p-recused"}, Reason.INVOLVED_OTHERWISE),
        ({"person": county.SECRETARY.person}, Reason.INVOLVED_OTHERWISE),
    ],
)
def test_nobody_comes_who_is_part_of_it_otherwise(said: dict[str, Any], reason: Reason) -> None:
    child = Party("wang", PartyRole.THIRD, is_minor=True, guardian="wang-mother")
    story = a_dispute(parties=(*county.TWO, child)).everyone_consents()
    story.hear(commands.Claim(id=KEY, by=county.SECRETARY))
    story.hear(commands.InterestDeclared(person="p-recused", role="peoples_mediator", unit=county.VILLAGE))

    assert story.refusal_of(invitation(**{"agreed_by": BOTH | {"wang"}, **said})) is reason


def test_what_stands_is_not_done_twice_and_what_does_not_is_not_bound() -> None:
    story = taking_part()

    assert story.refusal_of(invitation()) is Reason.INVITED_BEFORE
    assert story.refusal_of(undertaking()) is Reason.UNDERTAKING_RECORDED
    assert story.refusal_of(undertaking("p-nobody")) is Reason.NOT_INVITED
    assert story.refusal_of(withdrawal("p-nobody")) is Reason.NOT_INVITED


@pytest.mark.parametrize("party", ["zhang", "li"])
def test_either_party_ends_it_at_once_and_the_mediation_goes_on(party: str) -> None:
    story = taking_part()

    story.hear(no_more(party))

    assert let_in(story) == []
    assert story.events[-1] == events.InvitationEnded(
        at=story.at,
        by=county.SECRETARY,
        person=LAWYER,
        how=InvitationEnd.CONSENT_WITHDRAWN,
        party=party,
    )
    assert not story.state.has_ended
    assert story.hear(no_more(party)) == ()


@pytest.mark.parametrize("fact", [no_more("passer-by"), no_more(person="p-nobody")])
def test_whoever_is_no_party_ends_nothing(fact: commands.InvitationConsentWithdrawn) -> None:
    story = taking_part()

    assert story.hear(fact) == ()
    assert let_in(story)


def test_whoever_mediates_withdraws_it_and_may_invite_again() -> None:
    story = taking_part()
    story.hear(invitation(person="p-other"))

    story.hear(withdrawal())
    after = let_in(story)
    story.hear(invitation())
    story.hear(undertaking())

    assert after == []
    assert let_in(story) == [(LAWYER, "invited_participant", county.VILLAGE)]
    assert [guest.ended for guest in story.state.guests] == [InvitationEnd.WITHDRAWN, None, None]


def test_whoever_steps_aside_sees_nothing_any_more() -> None:
    story = taking_part()

    story.hear(commands.InterestDeclared(person=LAWYER, role="invited_participant", unit=county.VILLAGE))

    assert let_in(story) == []


def test_at_the_next_step_everybody_is_asked_afresh() -> None:
    story = taking_part()

    story.fail_up_to(2)
    waiting = let_in(story)
    story.everyone_consents()

    assert waiting == let_in(story) == []
    assert story.refusal_of(replace(undertaking(), by=county.CADRE)) is Reason.NOT_INVITED


def test_when_the_mediation_has_ended_nobody_is_let_in() -> None:
    story = taking_part().agree()

    assert story.state.has_ended
    assert DISPUTE.view(story.state).tasks == ()


def test_nobody_is_invited_before_the_parties_agree_to_mediate() -> None:
    assert a_dispute().refusal_of(invitation()) is Reason.NOT_AT_THIS_STAGE
