"""What the receiver answers: it signs for a handoff, accepts it, refuses it, wants a supplement.

Whether its people say so here or its system over the network, it is one rule."""

from datetime import datetime

from rules.handoff import commands, events
from rules.handoff.matter import UNANSWERED, Handoff, Outcome, RefusalReason, Stage
from rules.procedure import Event, Now, Officer, Sealed
from rules.refusals import Reason, Refused

_NOT_YET_SIGNED_FOR = frozenset({Stage.SENT, Stage.RECEIVED})


def sign_for_handoff(handoff: Handoff, command: commands.SignForHandoff, now: Now) -> tuple[Event, ...]:
    """TYTJ 27 签收: a person has it before them. A receipt is not an acceptance."""
    return signed_for(handoff, now, by=command.by)


def signed_for(
    handoff: Handoff,
    now: Now,
    *,
    by: Officer | None,
    signed_at: datetime | None = None,
    ref: str | None = None,
    message: str | None = None,
) -> tuple[Event, ...]:
    """Raises NOT_AT_THIS_STAGE, HANDOFF_HAS_ENDED."""
    _check(handoff, _NOT_YET_SIGNED_FOR)
    at = since_sent(handoff, signed_at or now.at, now)
    return (events.HandoffSignedFor(at=now.at, by=by, signed_at=at, ref=ref, message=message),)


def since_sent(handoff: Handoff, at: datetime, now: Now) -> datetime:
    """The instant the other side's clock told, as far as it can be so: no earlier than it was sent, nor to
    come."""
    assert handoff.sent_at
    return max(handoff.sent_at, min(at, now.at))


def accept_handoff(handoff: Handoff, command: commands.AcceptHandoff, now: Now) -> tuple[Event, ...]:
    """ZXTJ 12, county policy 28 接收办理: from here on the receiver holds it."""
    return accepted(handoff, now, by=command.by, ref=command.ref)


def accepted(
    handoff: Handoff,
    now: Now,
    *,
    by: Officer | None,
    ref: str | None = None,
    message: str | None = None,
) -> tuple[Event, ...]:
    """Raises HANDOFF_HAS_ENDED, NOT_AT_THIS_STAGE."""
    _check(handoff, UNANSWERED)
    return (events.HandoffAccepted(at=now.at, by=by, ref=ref, message=message),)


def refuse_handoff(handoff: Handoff, command: commands.RefuseHandoff, now: Now) -> tuple[Event, ...]:
    """XFTL 23(3), county policy 28 不予接收: with a reason and its basis. The sender decides what is next."""
    return refused(
        handoff,
        now,
        by=command.by,
        reason=command.reason,
        legal_basis=command.legal_basis,
        words=command.words,
    )


def refused(
    handoff: Handoff,
    now: Now,
    *,
    by: Officer | None,
    reason: RefusalReason,
    legal_basis: Sealed | None = None,
    words: Sealed | None = None,
    message: str | None = None,
) -> tuple[Event, ...]:
    """Raises HANDOFF_HAS_ENDED, NOT_AT_THIS_STAGE."""
    _check(handoff, UNANSWERED)
    why = events.HandoffRefused(
        at=now.at, by=by, reason=reason, legal_basis=legal_basis, words=words, message=message
    )
    return (why, events.HandoffEnded(at=now.at, by=by, outcome=Outcome.REFUSED, message=message))


def went_back_without_consent(now: Now, *, by: Officer | None) -> tuple[Event, ...]:
    """RMTJ 3, 17 不同意: to the agency that sent it, which hears the reason; accepted or not."""
    why = events.HandoffRefused(
        at=now.at, by=by, reason=RefusalReason.NO_CONSENT, legal_basis=None, words=None
    )
    return (why, events.HandoffEnded(at=now.at, by=by, outcome=Outcome.REFUSED))


def want_supplement(handoff: Handoff, command: commands.WantSupplement, now: Now) -> tuple[Event, ...]:
    """County policy 28 要求补充材料: once, everything in one go."""
    return supplement_wanted(handoff, now, by=command.by, what=command.what)


def supplement_wanted(
    handoff: Handoff, now: Now, *, by: Officer | None, what: Sealed, message: str | None = None
) -> tuple[Event, ...]:
    """Raises HANDOFF_HAS_ENDED, NOT_AT_THIS_STAGE, SUPPLEMENT_ASKED_BEFORE."""
    _check(handoff, UNANSWERED)
    if handoff.wanted is not None:
        raise Refused(Reason.SUPPLEMENT_ASKED_BEFORE)
    return (events.SupplementWanted(at=now.at, by=by, what=what, message=message),)


def _check(handoff: Handoff, stages: frozenset[Stage]) -> None:
    if handoff.is_settled:
        raise Refused(Reason.HANDOFF_HAS_ENDED)
    if handoff.stage not in stages:
        raise Refused(Reason.NOT_AT_THIS_STAGE)
