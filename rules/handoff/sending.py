"""What the sender does: it makes a handoff complete, sends it, takes it back, supplies, confirms."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from rules.clocks.clock import Clock
from rules.handoff import commands, events
from rules.handoff.matter import Class, Handoff, Outcome, Stage
from rules.procedure import Event, Now, Officer, Sealed
from rules.refusals import Reason, Refused


def record_handoff_consent(
    handoff: Handoff, command: commands.RecordHandoffConsent, now: Now
) -> tuple[Event, ...]:
    """RMTJ 3, 17 同意: of each for itself; nobody agrees for another."""
    if command.party not in {person.ref for person in handoff.people}:
        raise Refused(Reason.UNKNOWN_PARTY)
    if command.party in handoff.consents:
        raise Refused(Reason.CONSENT_ALREADY_GIVEN)
    given_at = min(command.given_at, now.at)
    return (
        events.HandoffConsented(
            at=now.at, by=command.by, party=command.party, form=command.form, given_at=given_at
        ),
    )


def add_handoff_papers(handoff: Handoff, command: commands.AddHandoffPapers, now: Now) -> tuple[Event, ...]:
    """County policy 28 材料: each with its class. Nothing secret goes this way."""
    if any(paper.secrecy is Class.SECRET for paper in command.papers):
        raise Refused(Reason.SECRET_PAPER)
    return (events.HandoffPapersAdded(at=now.at, by=command.by, papers=command.papers),)


def describe_handoff(handoff: Handoff, command: commands.DescribeHandoff, now: Now) -> tuple[Event, ...]:
    """County policy 28 核实情况: a named person says what the matter is; nothing is inferred."""
    return (
        events.HandoffDescribed(
            at=now.at, by=command.by, traits=command.traits, counted_from=command.counted_from
        ),
    )


@dataclass(frozen=True)
class Lacking:
    """What a draft still needs before it may be sent: whose consent, by reference; which documents, by kind;
    whether nobody has said from when the time to send it counts."""

    consents: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    start: bool = False


def lacks_of(handoff: Handoff) -> Lacking:
    """County policy 28 还差: what ``send_handoff`` would ask for. Of what is no draft any more, nothing."""
    if handoff.stage is not Stage.DRAFT:
        return Lacking()
    return Lacking(
        tuple(sorted(handoff.needs_consent_of)),
        tuple(sorted(set(handoff.terms.documents) - {paper.kind for paper in handoff.papers})),
        handoff.terms.counts_from_a_start and handoff.counted_from is None,
    )


def send_handoff(handoff: Handoff, command: commands.SendHandoff, now: Now) -> tuple[Event, ...]:
    """County policy 28 发出: only what its docking allows, with every consent and every document it asks for.

    Raises the reason of the trap it falls into, START_NOT_SAID, SENT_TOO_LATE, TOO_MANY_A_SIDE,
    CONSENT_MISSING (with whose) and DOCUMENT_MISSING (with which). Where the receiver's people act here, it
    is received at once."""
    check_may_be_sent(handoff, now)
    sent = events.HandoffSent(at=now.at, by=command.by)
    if handoff.receiver.agency is not None:
        return (sent,)
    return (sent, events.HandoffReceived(at=now.at, received_at=now.at))


def check_may_be_sent(handoff: Handoff, now: Now) -> None:
    """As ``send_handoff``, of the docking's row."""
    terms = handoff.terms
    if trap := terms.trap_of(handoff.traits):
        reason, traits = trap
        raise Refused(reason, *traits)
    lacks = lacks_of(handoff)
    if lacks.start:
        raise Refused(Reason.START_NOT_SAID)
    if terms.within is not None and _is_too_late(handoff, terms.within, now.at):
        raise Refused(Reason.SENT_TOO_LATE, terms.within)
    sides = Counter(person.role for person in handoff.people)
    if terms.at_most_a_side is not None and max(sides.values(), default=0) > terms.at_most_a_side:
        raise Refused(Reason.TOO_MANY_A_SIDE)
    if lacks.consents:
        raise Refused(Reason.CONSENT_MISSING, *lacks.consents)
    if lacks.documents:
        raise Refused(Reason.DOCUMENT_MISSING, *lacks.documents)


def _is_too_late(handoff: Handoff, rule: str, at: datetime) -> bool:
    """On a provisional date nobody is too late."""
    assert handoff.counted_from
    known = handoff.edition.rule(rule)
    clock = Clock(name="within", rule=rule, event=known.trigger, started_at=handoff.counted_from)
    due = clock.due(known, handoff.edition.calendar)
    return due is not None and not due.provisional and at >= due.is_over_at


def recall_handoff(handoff: Handoff, command: commands.RecallHandoff, now: Now) -> tuple[Event, ...]:
    """County policy 28 撤回: while nobody has accepted it. Of the two the first in the journal counts."""
    return recalled(handoff, now, by=command.by, reason=command.reason)


def recalled(
    handoff: Handoff,
    now: Now,
    *,
    by: Officer | None,
    reason: Sealed | None = None,
    message: str | None = None,
) -> tuple[Event, ...]:
    """Raises ALREADY_ACCEPTED, HANDOFF_HAS_ENDED."""
    if handoff.is_settled:
        raise Refused(Reason.HANDOFF_HAS_ENDED)
    if handoff.stage is not Stage.DRAFT and not handoff.may_be_recalled:
        raise Refused(Reason.ALREADY_ACCEPTED)
    return (events.HandoffEnded(at=now.at, by=by, outcome=Outcome.RECALLED, reason=reason, message=message),)


def supply_handoff(handoff: Handoff, command: commands.SupplyHandoff, now: Now) -> tuple[Event, ...]:
    """County policy 28 补充材料: what was asked for, all in one go."""
    if any(paper.secrecy is Class.SECRET for paper in command.papers):
        raise Refused(Reason.SECRET_PAPER)
    return (events.HandoffSupplied(at=now.at, by=command.by, papers=command.papers, note=command.note),)


def confirm_return(handoff: Handoff, command: commands.ConfirmReturn, now: Now) -> tuple[Event, ...]:
    """County policy 28 确认结果: the sender has what came back, and goes on with the matter."""
    return (events.HandoffEnded(at=now.at, by=command.by, outcome=Outcome.CONFIRMED),)


def expire_handoff(handoff: Handoff, command: commands.ExpireHandoff, now: Now) -> tuple[Event, ...]:
    """ZXTJ 12, county policy 28 逾期终止: after silence a person ends it, and it is sent to somebody else.

    Silence itself ends nothing. Raises NOT_SILENT."""
    if not (handoff.is_late or handoff.is_undeliverable):
        raise Refused(Reason.NOT_SILENT)
    return (events.HandoffEnded(at=now.at, by=command.by, outcome=Outcome.EXPIRED, reason=command.reason),)
