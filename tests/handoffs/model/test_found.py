"""What the search found when it first ran: each the shortest way to it, and how it ends now."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from rules.dockings import DOCKINGS
from rules.handoff import commands, events
from rules.handoff.matter import Handoff, Holder, Outcome, SideName, Stage, What
from rules.handoff.procedure import HANDOFF
from rules.procedure import Command, Fact
from rules.refusals import Reason, Refused
from tests.handoffs.model.instants import NOWS
from tests.handoffs.model.our_side import LI, RECEIVERS, SENDERS, WORDS, drafted, result_under
from tests.rules.county import SUPERVISOR

DOCKING = "assigned-mediation"
OUTCOME, PAPERS = result_under(DOCKING)
DISAGREES = commands.HandoffConsentRefused(party=LI.ref)
ACCEPTS = commands.AcceptHandoff(id="c", by=RECEIVERS)
EXPIRES = commands.ExpireHandoff(id="c", by=SENDERS, reason=WORDS)


def after(handoff: Handoff, asked: Iterable[Command | Fact]) -> Handoff:
    for each in asked:
        for event in HANDOFF.decide(handoff, each, NOWS[0]):
            handoff = HANDOFF.evolve(handoff, event)
    return handoff


def sent_by_us() -> Handoff:
    return after(drafted(DOCKING, agency_sends=False), [commands.SendHandoff(id="c", by=SENDERS)])


def sent_by_the_agency() -> Handoff:
    handoff, at = drafted(DOCKING, agency_sends=True), NOWS[0].at
    for event in (events.HandoffSent(at=at, message="1"), events.HandoffReceived(at=at, received_at=at)):
        handoff = HANDOFF.evolve(handoff, event)
    return handoff


def says(side: SideName, what: What, **said: Any) -> commands.AgencySaid:
    return commands.AgencySaid(side=side, what=what, message=what, said_at=NOWS[0].at, **said)


def said_to_the_agency(handoff: Handoff) -> list[What]:
    return [each.what for each in handoff.outgoing]


def test_the_receiver_holds_it_until_it_knows_that_consent_has_ended() -> None:
    accepted = after(sent_by_us(), [says(SideName.RECEIVER, What.ACCEPTED)])

    ended = after(accepted, [DISAGREES])
    told = next(each.seq for each in ended.outgoing if each.what is What.CONSENT_ENDED)
    known = after(ended, [commands.MessageDelivered(seq=told, taken_at=NOWS[0].at, effect="taken")])

    assert (ended.outcome, ended.holder) == (Outcome.CONSENT_ENDED, Holder.RECEIVER)
    assert known.holder is Holder.SENDER


@pytest.mark.parametrize("command", [commands.RecallHandoff, commands.ExpireHandoff])
def test_our_supervisor_does_not_take_back_what_an_agency_sent(command: type[Any]) -> None:
    handoff = sent_by_the_agency()

    with pytest.raises(Refused) as refused:
        HANDOFF.decide(handoff, command(id="c", by=SUPERVISOR, reason=WORDS), NOWS[0])

    assert refused.value.reason is Reason.NOT_YOURS_TO_DO


def test_an_end_of_consent_does_not_undo_what_was_returned_before() -> None:
    comes_back = commands.ReturnHandoff(id="c", by=RECEIVERS, outcome=OUTCOME, papers=PAPERS)
    returned = after(sent_by_the_agency(), [ACCEPTS, comes_back])

    ended = after(returned, [says(SideName.SENDER, What.CONSENT_ENDED, party=LI.ref)])

    assert (ended.stage, ended.outcome) == (Stage.RETURNED, None)


def test_what_nobody_will_receive_reaches_a_supervisor_and_can_be_ended() -> None:
    sent = sent_by_us()
    never_taken = commands.MessageUndeliverable(seq=sent.outgoing[0].seq, code="no-answer")

    dead = after(sent, [never_taken])

    supervisors = [task.what for task in HANDOFF.view(dead).tasks if task.role == SUPERVISOR.role]
    assert supervisors == ["look-into-silence"]
    assert after(dead, [EXPIRES]).outcome is Outcome.EXPIRED


def test_what_is_merely_on_its_way_is_no_silence() -> None:
    with pytest.raises(Refused) as refused:
        HANDOFF.decide(sent_by_us(), EXPIRES, NOWS[0])

    assert refused.value.reason is Reason.NOT_SILENT


def test_the_agency_hears_of_an_end_of_consent_under_a_docking_that_knows_no_unwilling(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terms = DOCKINGS[DOCKING]
    monkeypatch.setitem(DOCKINGS, DOCKING, replace(terms, outcomes=terms.outcomes - {"unwilling"}))

    ended = after(sent_by_the_agency(), [ACCEPTS, DISAGREES])

    assert ended.stage is Stage.ENDED
    assert said_to_the_agency(ended) == [What.ACCEPTED, What.REFUSED]
