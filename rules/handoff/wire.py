"""What the other side's system says over the network, and whether it has taken what our side said.

The handoff's own journal arbitrates: of two that cross, the one that stands there first counts, and the other
is noted with the refusal that its sender is told.
"""

from collections.abc import Callable, Mapping

from rules.handoff import answering, commands, events, sending, working
from rules.handoff.consent import consent_ended
from rules.handoff.evolution import evolve
from rules.handoff.matter import Class, Handoff, Outcome, RefusalReason, Return, SideName, Stage, What
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused

_BY_THE_SENDER = frozenset({What.SENT, What.RECALLED, What.SUPPLIED, What.CONFIRMED, What.CONSENT_ENDED})


def speaker_of(what: What) -> SideName:
    """Whose word this is."""
    return SideName.SENDER if what in _BY_THE_SENDER else SideName.RECEIVER


Step = Callable[[Handoff, commands.AgencySaid, Now], tuple[Event, ...]]

# It was so already: said again under another id, or known from what came first.
_KNOWN_ALREADY: Mapping[What, Callable[[Handoff], bool]] = {
    What.SENT: lambda handoff: handoff.sent_at is not None,
    What.RECEIVED: lambda handoff: handoff.received_at is not None,
    What.SIGNED_FOR: lambda handoff: handoff.signed_at is not None or handoff.accepted_at is not None,
    What.ACCEPTED: lambda handoff: handoff.accepted_at is not None,
    What.REFUSED: lambda handoff: handoff.outcome is Outcome.REFUSED,
    What.RETURNED: lambda handoff: handoff.came_back is not None,
    What.RECALLED: lambda handoff: handoff.outcome is Outcome.RECALLED,
    What.CONFIRMED: lambda handoff: handoff.outcome is Outcome.CONFIRMED,
    What.CONSENT_ENDED: lambda handoff: handoff.outcome is Outcome.CONSENT_ENDED,
}


def agency_said(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    """County policy 28 对方消息: a message of the side that has a system of its own.

    What says nothing new changes nothing. What comes too late, or from the wrong side, is noted."""
    is_known = _KNOWN_ALREADY.get(fact.what)
    if is_known and is_known(handoff):
        return ()
    try:
        return _taken(handoff, fact, now)
    except Refused as no:
        return (
            events.MessageNotTaken(at=now.at, what=fact.what, message=fact.message, reason=no.reason.code),
        )


def _taken(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    """Raises NOT_YOURS_TO_DO, and whatever the same thing is refused for when people do it."""
    side = handoff.sender if fact.side is SideName.SENDER else handoff.receiver
    if side.agency is None or fact.side is not speaker_of(fact.what):
        raise Refused(Reason.NOT_YOURS_TO_DO)
    return _STEPS[fact.what](handoff, fact, now)


def _received(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    if handoff.is_settled:
        raise Refused(Reason.HANDOFF_HAS_ENDED)
    if handoff.sent_at is None:
        raise Refused(Reason.NOT_AT_THIS_STAGE)
    received_at = answering.since_sent(handoff, fact.said_at, now)
    return (events.HandoffReceived(at=now.at, received_at=received_at, message=fact.message),)


def _signed_for(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    return answering.signed_for(
        handoff, now, by=None, signed_at=fact.said_at, ref=fact.ref, message=fact.message
    )


def _accepted(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    return answering.accepted(handoff, now, by=None, ref=fact.ref, message=fact.message)


def _refused(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    return answering.refused(
        handoff,
        now,
        by=None,
        reason=fact.reason or RefusalReason.OTHER,
        legal_basis=fact.legal_basis,
        words=fact.words,
        message=fact.message,
    )


def _supplement_wanted(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    assert fact.words
    return answering.supplement_wanted(handoff, now, by=None, what=fact.words, message=fact.message)


def _progressed(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    if handoff.stage is not Stage.ACCEPTED:
        raise Refused(Reason.HANDOFF_HAS_ENDED if handoff.is_settled else Reason.NOT_AT_THIS_STAGE)
    working.check_may_be_told(handoff)
    return (events.HandoffProgressed(at=now.at, note=fact.words, message=fact.message),)


def _returned(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    """Whoever returns a result has accepted before; when that message was overtaken, both stand at once."""
    came_back = Return(
        outcome=fact.outcome or "",
        papers=fact.papers,
        performed=fact.performed,
        undisputed=fact.undisputed,
        note=fact.words,
    )
    first: tuple[Event, ...] = ()
    if handoff.may_be_recalled:
        first = answering.accepted(handoff, now, by=None, ref=fact.ref, message=fact.message)
        handoff = _evolved(handoff, first)
    return (*first, *working.returned(handoff, now, by=None, came_back=came_back, message=fact.message))


def _recalled(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    return sending.recalled(handoff, now, by=None, reason=fact.words, message=fact.message)


def _supplied(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    if handoff.stage is not Stage.SUPPLEMENT:
        raise Refused(Reason.HANDOFF_HAS_ENDED if handoff.is_settled else Reason.NOT_AT_THIS_STAGE)
    if any(paper.secrecy is Class.SECRET for paper in fact.papers):
        raise Refused(Reason.SECRET_PAPER)
    return (events.HandoffSupplied(at=now.at, papers=fact.papers, note=fact.words, message=fact.message),)


def _confirmed(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    if handoff.stage is not Stage.RETURNED:
        raise Refused(Reason.HANDOFF_HAS_ENDED if handoff.is_settled else Reason.NOT_AT_THIS_STAGE)
    return (events.HandoffEnded(at=now.at, outcome=Outcome.CONFIRMED, message=fact.message),)


def _consent_ended(handoff: Handoff, fact: commands.AgencySaid, now: Now) -> tuple[Event, ...]:
    if handoff.is_settled:
        raise Refused(Reason.HANDOFF_HAS_ENDED)
    if handoff.stage is Stage.RETURNED:  # the result stands in the journal first
        raise Refused(Reason.NOT_AT_THIS_STAGE)
    return consent_ended(handoff, now, by=None, party=fact.party, message=fact.message)


# A handoff of theirs begins with its sending (``opening.arrived``): that is known already.
_STEPS: Mapping[What, Step] = {
    What.RECEIVED: _received,
    What.SIGNED_FOR: _signed_for,
    What.ACCEPTED: _accepted,
    What.REFUSED: _refused,
    What.SUPPLEMENT_WANTED: _supplement_wanted,
    What.PROGRESSED: _progressed,
    What.RETURNED: _returned,
    What.RECALLED: _recalled,
    What.SUPPLIED: _supplied,
    What.CONFIRMED: _confirmed,
    What.CONSENT_ENDED: _consent_ended,
}


def message_delivered(handoff: Handoff, fact: commands.MessageDelivered, now: Now) -> tuple[Event, ...]:
    """County policy 28 系统回执: the other side's system has it. Of what was sent, this is the receipt."""
    waiting = next((each for each in handoff.outgoing if each.seq == fact.seq), None)
    if waiting is None:
        return ()
    taken = events.MessageTaken(at=now.at, seq=fact.seq, effect=fact.effect)
    if not _is_a_first_receipt(handoff, waiting.what):
        return (taken,)
    received_at = answering.since_sent(handoff, fact.taken_at, now)
    return (taken, events.HandoffReceived(at=now.at, received_at=received_at))


def message_undeliverable(
    handoff: Handoff, fact: commands.MessageUndeliverable, now: Now
) -> tuple[Event, ...]:
    """County policy 28 无法送达: the other side's system will not have it, so a person must look."""
    waiting = next((each for each in handoff.outgoing if each.seq == fact.seq and not each.is_dead), None)
    if waiting is None:
        return ()
    return (events.MessageNotDelivered(at=now.at, seq=fact.seq, what=waiting.what, code=fact.code),)


def resend_message(handoff: Handoff, command: commands.ResendMessage, now: Now) -> tuple[Event, ...]:
    """County policy 28 重新发送: the same message, once more. Raises NO_SUCH_MESSAGE."""
    _dead(handoff, command.seq)
    return (events.MessageSentAgain(at=now.at, by=command.by, seq=command.seq),)


def lay_message_aside(handoff: Handoff, command: commands.LayMessageAside, now: Now) -> tuple[Event, ...]:
    """County policy 28 以其他方式告知: by telephone or on paper, with proof. Raises NO_SUCH_MESSAGE.

    What was sent that way has been received."""
    waiting = _dead(handoff, command.seq)
    aside = events.MessageLaidAside(at=now.at, by=command.by, seq=command.seq, proof=command.proof)
    if not _is_a_first_receipt(handoff, waiting):
        return (aside,)
    return (aside, events.HandoffReceived(at=now.at, by=command.by, received_at=now.at))


def _is_a_first_receipt(handoff: Handoff, what: What) -> bool:
    return what is What.SENT and handoff.received_at is None and not handoff.is_settled


def _dead(handoff: Handoff, seq: int) -> What:
    found = next((each for each in handoff.outgoing if each.seq == seq and each.is_dead), None)
    if found is None:
        raise Refused(Reason.NO_SUCH_MESSAGE)
    return found.what


def _evolved(handoff: Handoff, happened: tuple[Event, ...]) -> Handoff:
    for event in happened:
        handoff = evolve(handoff, event)
    return handoff
