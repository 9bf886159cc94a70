"""How an event is put right: signed for or passed on, answered, handled, and proposed to be closed."""

from rules.event import commands, events
from rules.event.matter import EventCase
from rules.procedure import Event, Now
from rules.refusals import Reason, Refused


def sign_in(event: EventCase, command: commands.SignIn, now: Now) -> tuple[Event, ...]:
    """County policy 40 签收: whoever it was assigned to, or a colleague of the same seat, who has it then."""
    return (events.EventSignedFor(at=now.at, by=command.by),)


def pass_on(event: EventCase, command: commands.PassOn, now: Now) -> tuple[Event, ...]:
    """County policy 40 流转: to a unit that handles events, with the reason. It is signed for there anew; the
    time in which it is to be handled runs on. Raises NO_EVENTS_HANDLED_THERE, EVENT_IS_THERE."""
    organ = event.edition.petitions.organ(command.unit)
    if event.edition.events.unit(command.unit) is None or (organ and organ.successor):
        raise Refused(Reason.NO_EVENTS_HANDLED_THERE)
    if command.unit == event.unit:
        raise Refused(Reason.EVENT_IS_THERE)
    return (events.EventPassedOn(at=now.at, by=command.by, unit=command.unit, reason=command.reason),)


def respond(event: EventCase, command: commands.Respond, now: Now) -> tuple[Event, ...]:
    """County policy 40 响应: once by whoever has it: on the spot, or in touch with who reported it. Raises
    EVENT_ANSWERED."""
    if event.has_responded:
        raise Refused(Reason.EVENT_ANSWERED)
    return (events.EventAnswered(at=now.at, by=command.by, words=command.words),)


def record_handling(event: EventCase, command: commands.RecordHandling, now: Now) -> tuple[Event, ...]:
    """County policy 40 处置: as often as something was done, once it was answered. Raises
    EVENT_NOT_ANSWERED."""
    if not event.has_responded:
        raise Refused(Reason.EVENT_NOT_ANSWERED)
    return (events.EventHandled(at=now.at, by=command.by, words=command.words),)


def propose_closing(event: EventCase, command: commands.ProposeClosing, now: Now) -> tuple[Event, ...]:
    """County policy 40 申请办结: what came of it, once something was done. Raises NOTHING_HANDLED."""
    if not event.has_handled:
        raise Refused(Reason.NOTHING_HANDLED)
    return (events.ClosingProposed(at=now.at, by=command.by, result=command.result, words=command.words),)
